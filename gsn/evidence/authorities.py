"""What authorities found that stands against a case: determinations, and inspections that left a finding open."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from gsn.evidence.entitlement import Givers
from gsn.evidence.flaws import Flaw, Where
from gsn.evidence.states import Assessment, State
from gsn.evidence.uses import Records
from gsn.model.case import Element
from gsn.model.reference import Identity, name_of
from gsn.model.statements.evidence import EvidenceStatement

_DECIDING = frozenset({"type", "determines", "by", "on", "dated"})
"""What says which determination replaces which: where a line of it could not be read, nothing is concluded."""


def standing_determinations(records: Records, states: Mapping[Identity, Assessment], givers: Givers) -> Iterator[Flaw]:
    """GSN358 and GSN359: the newest determination of a system by an authority, unless it finds the risk acceptable.

    One that speaks for the case counts only where it is accepted, and where a registry knows its giver's keys, signed;
    one that speaks against it stands in any state but that of tomorrow's.
    """
    if any(record.lost & _DECIDING for record, _ in records):
        return
    newest: dict[tuple[str, str], tuple[Element, EvidenceStatement]] = {}
    for record, says in records:
        if says.determines is None or not _counts(says, states[record.identity], givers):
            continue
        by = name_of(says.by.actor.identity) if says.by is not None else ""
        key = (givers.systems.of_record(record, says) or "", by)
        if key not in newest or _is_newer(says, newest[key][1]):
            newest[key] = (record, says)
    for (_, by), (record, says) in newest.items():
        if says.determines != "acceptable":
            yield _standing(record, by, unacceptable=says.determines == "unacceptable")


def _counts(says: EvidenceStatement, assessment: Assessment, givers: Givers) -> bool:
    if says.determines == "acceptable":
        return assessment.may_hold and (givers.actors.registry is None or says.attested is not None)
    return assessment.state is not State.NOT_YET_VALID


def _is_newer(one: EvidenceStatement, other: EvidenceStatement) -> bool:
    """Whether a determination replaces another; of two of one day the worse one stands."""
    if day_of(one) == day_of(other):
        return other.determines == "acceptable" or one.determines == "unacceptable"
    return day_of(one) > day_of(other)


def day_of(determination: EvidenceStatement) -> date:
    """The day of a determination; one that states none lifts nothing, and nothing lifts it."""
    return determination.dated or (date.min if determination.determines == "acceptable" else date.max)


def _standing(record: Element, by: str, *, unacceptable: bool) -> Flaw:
    what = "found the risk unacceptable" if unacceptable else "has not yet decided"
    return Flaw(
        "GSN358" if unacceptable else "GSN359",
        f"`{by}` {what} (evidence `{record.name}`)",
        Where(record.identity, "determines"),
        "only a later determination lifts it",
        opens=(record.identity,),
        question=f"is a determination that stands: `{by}` {what}",
    )


def open_inspections(records: Records, states: Mapping[Identity, Assessment]) -> Iterator[Flaw]:
    """GSN360: challenge inspections of which a finding is open."""
    for record, says in records:
        known = states[record.identity].state is not State.NOT_YET_VALID
        if says.inspection == "challenge" and says.open_findings and known:
            yield Flaw(
                "GSN360",
                f"challenge inspection `{record.name}` left a finding open",
                Where(record.identity, "open_findings"),
                "mend it, and have the inspectors say so in a record of its own",
                opens=(record.identity,),
                question="is a challenge inspection with an open finding",
            )
