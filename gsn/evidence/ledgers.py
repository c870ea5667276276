"""Incident ledgers: what they list, and that nothing counts otherwise."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from types import MappingProxyType
from typing import TypeAlias

from gsn.evidence.flaws import Flaw, Where
from gsn.evidence.states import Assessment, State
from gsn.evidence.uses import Records
from gsn.model.case import Element
from gsn.model.expression import Events
from gsn.model.record import DateRange
from gsn.model.reference import Identity, name_of
from gsn.model.statements.evidence import EvidenceStatement

FEWEST_DAYS: Mapping[str, Fraction] = MappingProxyType(
    {
        "hour": Fraction(1, 24),
        "day": Fraction(1),
        "week": Fraction(7),
        "month": Fraction(28),
        "year": Fraction(365),
    }
)
"""The fewest days that a unit of time can have: a ledger's window is at least as long as the time that it counts in."""

MOST_PLACES = 10
"""Incidents, or records, that stand beside one finding."""


@dataclass(frozen=True, slots=True)
class Ledger:
    """A record of incidents."""

    record: Element
    says: EvidenceStatement


def ledgers_of(records: Records, states: Mapping[Identity, Assessment]) -> list[Ledger]:
    """The ledgers of a case, in whichever state but that of tomorrow's: bad news counts from whoever brings it."""
    return [
        Ledger(record, says)
        for record, says in records
        if says.incidents or says.type == "incident_ledger"
        if states[record.identity].state is not State.NOT_YET_VALID
    ]


# Counts


def miscounts(records: Records, ledgers: list[Ledger]) -> Iterator[Flaw]:
    """GSN361: figures that are not those of the ledger: another count, or a time longer than its days."""
    for ledger in ledgers:
        if "incidents" in ledger.record.lost or "measures" in ledger.record.lost:
            return
        yield from _own_miscounts(ledger)
    own, known = {ledger.record.identity for ledger in ledgers}, _known(ledgers)
    for record, says in records:
        if record.identity not in own:
            yield from _others_miscounts(record, says, known)


def _own_miscounts(ledger: Ledger) -> Iterator[Flaw]:
    record, says = ledger.record, ledger.says
    for index, measured in enumerate(says.measures):
        counted = measured.measurement
        if not isinstance(counted, Events):
            continue
        where = Where(record.identity, "measures", index)
        listed = _listed_for(says, measured.quantity.identity)
        if counted.events != listed:
            message = f"evidence `{record.name}` counts {counted.events} events of `{measured.quantity.name}`"
            places = _places(record, says)
            yield Flaw("GSN361", f"{message} and lists {listed}", where, "count what is listed", places)
        shortest = FEWEST_DAYS.get(counted.unit.removesuffix("s"))
        if says.window is not None and shortest is not None and counted.exposure.exact * shortest > _days(says.window):
            message = f"evidence `{record.name}` counts in {counted.exposure} {counted.unit}"
            yield Flaw(
                "GSN361",
                f"{message}, and covers {_days(says.window)} days",
                where,
                "the time in which events are counted is that in which somebody looked",
                ((Where(record.identity, "window"), "covered here"),),
            )


def _others_miscounts(record: Element, says: EvidenceStatement, known: _Known) -> Iterator[Flaw]:
    for index, measured in enumerate(says.measures):
        counted = measured.measurement
        for ledger, days in known.get(measured.quantity.name, ()) if isinstance(counted, Events) else ():
            listed = bisect_right(days, says.dated or date.max)
            if isinstance(counted, Events) and counted.events < listed:
                message = f"evidence `{record.name}` counts {counted.events} events of `{measured.quantity.name}`"
                yield Flaw(
                    "GSN361",
                    f"{message}; ledger `{ledger.record.name}` lists {listed} that were known by then",
                    Where(record.identity, "measures", index),
                    "count them, or say in the ledger of what type they were",
                    _places(ledger.record, ledger.says),
                )


_Known: TypeAlias = Mapping[str, Sequence[tuple[Ledger, Sequence[date]]]]
"""For each type of incidents the ledgers that list some, and the days on which those were known, in their order."""


def _known(ledgers: list[Ledger]) -> _Known:
    found: defaultdict[str, list[tuple[Ledger, list[date]]]] = defaultdict(list)
    for ledger in ledgers:
        days: defaultdict[str, list[date]] = defaultdict(list)
        for incident in ledger.says.incidents:
            days[incident.type].append(incident.aware)
        for type_, held in days.items():
            found[type_].append((ledger, sorted(held)))
    return found


def _listed_for(says: EvidenceStatement, quantity: Identity) -> int:
    """How many incidents of a ledger are of a quantity: all where it measures one, else those of its name."""
    if len({measured.quantity.identity for measured in says.measures}) == 1:
        return len(says.incidents)
    return sum(incident.type == name_of(quantity) for incident in says.incidents)


def _places(record: Element, says: EvidenceStatement) -> tuple[tuple[Where, str], ...]:
    shown = range(min(len(says.incidents), MOST_PLACES))
    return tuple((Where(record.identity, "incidents", index), "listed here") for index in shown)


def _days(window: DateRange) -> int:
    return (window.end - window.start).days + 1
