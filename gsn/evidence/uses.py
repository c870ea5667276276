"""Where records of evidence are used: which solutions cite them, and which goals stand on those."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from gsn.model.case import Case, Element, Relationship
from gsn.model.kinds import GOALS
from gsn.model.reference import Identity
from gsn.model.statements.argument import SolutionStatement
from gsn.model.statements.evidence import EvidenceStatement

FOR_OBLIGATIONS = frozenset(
    {"compute_report", "kyc", "chip_transfer", "customs_record", "incident_ledger", "licence"}
) | {"certification", "determination", "recognition", "inspection", "site_observation"}
"""Types of records that answer an obligation and need no solution: who supervises the obligation reads them."""


Records: TypeAlias = Sequence[tuple[Element, EvidenceStatement]]
"""Records of evidence with what they say, in the author's order."""


def records_of(case: Case) -> list[tuple[Element, EvidenceStatement]]:
    """The records of a case."""
    elements = case.elements.values()
    return [(element, element.says) for element in elements if isinstance(element.says, EvidenceStatement)]


@dataclass(frozen=True, slots=True)
class Uses:
    """Who stands on what.

    Attributes:
        records: The records that a solution cites; a record that is referred to as a solution is its own.
        solutions: The solutions that cite a record.
        supported: What an element directly supports.
        below: What an element stands on or is challenged by, and for a solution the records that it cites.
        held_by: The same the other way round.
    """

    records: Mapping[Identity, tuple[Identity, ...]]
    solutions: Mapping[Identity, tuple[Identity, ...]]
    supported: Mapping[Identity, tuple[Identity, ...]]
    below: Mapping[Identity, tuple[Identity, ...]]
    held_by: Mapping[Identity, tuple[Identity, ...]]

    def carriers_of(self, record: Identity) -> tuple[Identity, ...]:
        """The record itself, and the solutions that cite it."""
        return (record, *self.solutions.get(record, ()))

    def goals_of(self, record: Identity) -> list[Identity]:
        """What stands on a record by way of a solution: goals, where the argument is well formed."""
        goals = [goal for carrier in self.carriers_of(record) for goal in self.supported.get(carrier, ())]
        return list(dict.fromkeys(goals))

    def closure(self, start: Iterable[Identity]) -> set[Identity]:
        """Everything below some elements, themselves included."""
        return _reached(start, self.below)

    def above(self, start: Iterable[Identity]) -> set[Identity]:
        """Everything that some elements support, themselves included."""
        return _reached(start, self.supported)


def uses_of(case: Case) -> Uses:
    """Who stands on what in a case."""
    supported: defaultdict[Identity, list[Identity]] = defaultdict(list)
    below: defaultdict[Identity, list[Identity]] = defaultdict(list)
    solutions: defaultdict[Identity, list[Identity]] = defaultdict(list)
    records: dict[Identity, tuple[Identity, ...]] = {}
    for link in case.links:
        if link.relationship is Relationship.SUPPORTED_BY:
            supported[link.target].append(link.source)
            below[link.source].append(link.target)
        elif link.relationship is Relationship.CHALLENGES:
            below[link.target].append(link.source)
    for element in case.elements.values():
        if isinstance(element.says, SolutionStatement) and element.says.cites:
            cited = tuple(ref.identity for ref in element.says.cites)
            records[element.identity] = cited
            below[element.identity].extend(cited)
            for record in dict.fromkeys(cited):
                solutions[record].append(element.identity)
    held_by: defaultdict[Identity, list[Identity]] = defaultdict(list)
    for identity, others in below.items():
        for other in others:
            held_by[other].append(identity)
    return Uses(records, _frozen(solutions), _frozen(supported), _frozen(below), _frozen(held_by))


def linked_records(case: Case, uses: Uses) -> set[Identity]:
    """The records that solutions stand on, and those that these name: their protocol, what they recognise.

    A recognition of one of them is linked, too.
    """
    used = {link.target for link in case.links if link.relationship is not Relationship.CHALLENGES}
    used |= {link.source for link in case.links if link.relationship is Relationship.CHALLENGES}
    named = {record.identity: tuple(_named_by(says)) for record, says in records_of(case)}
    linked = _reached([record for record in named if record in used or record in uses.solutions], named)
    recognising = [(record.identity, says.of) for record, says in records_of(case)]
    return linked | {record for record, of in recognising if of is not None and of.identity in linked}


def _named_by(says: EvidenceStatement) -> Iterator[Identity]:
    yield from (ref.identity for ref in (says.planned_in, says.of) if ref is not None)


def needs_a_solution(says: EvidenceStatement) -> bool:
    """Whether a record that no solution cites is on file for nothing.

    A protocol is there for the runs that it announces. It has to stay even where they are left out: what it sets aside
    for a run may not come free because the run went badly.
    """
    return says.type not in FOR_OBLIGATIONS and says.type != "protocol" and not says.plans


def goals_among(case: Case, identities: Iterable[Identity]) -> list[Element]:
    """The goals and challenges among some elements."""
    found = (case.elements.get(identity) for identity in identities)
    return [element for element in found if element is not None and element.kind in GOALS]


def _reached(start: Iterable[Identity], onward: Mapping[Identity, tuple[Identity, ...]]) -> set[Identity]:
    seen: set[Identity] = set()
    stack = list(start)
    while stack:
        identity = stack.pop()
        if identity not in seen:
            seen.add(identity)
            stack.extend(onward.get(identity, ()))
    return seen


def _frozen(found: Mapping[Identity, list[Identity]]) -> dict[Identity, tuple[Identity, ...]]:
    return {identity: tuple(others) for identity, others in found.items()}
