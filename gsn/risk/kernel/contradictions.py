"""Licences that cannot both hold. Whichever is true, neither may be used: no one knows which."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property

from gsn.model.reference import Identity, name_of
from gsn.risk.problem import Licence, LicenceKind, Problem
from gsn.risk.term import names_of

_CONTRADICTORY = frozenset(
    [
        frozenset([LicenceKind.INDEPENDENT, LicenceKind.COMMON_CAUSE]),
        frozenset([LicenceKind.INDEPENDENT, LicenceKind.EXCLUSIVE]),
        frozenset([LicenceKind.COMMON_CAUSE, LicenceKind.EXCLUSIVE]),
        frozenset([LicenceKind.ASSOCIATED, LicenceKind.EXCLUSIVE]),
    ]
)
"""Kinds that cannot both hold of two events. Independent events are associated, and so are those of a common cause."""


class Contradictions:
    """Which licences contradict which, looked up by the events that they are about, whether argued well or not."""

    def __init__(self, problem: Problem) -> None:
        self._problem = problem
        self._found: dict[int, str | None] = {}

    def of(self, position: int) -> str | None:
        """Why a licence may not be used beside the others; nothing where it may."""
        if position not in self._found:
            self._found[position] = next(self._contradicting(position), None)
        return self._found[position]

    def _contradicting(self, position: int) -> Iterator[str]:
        licence = self._problem.licences[position]
        others = {other for name in self._about[position] for other in self._by_event[name]} - {position}
        for other in sorted(others):
            second = self._problem.licences[other]
            if second.given == licence.given and self._contradict(position, other):
                owner = name_of(second.owner)
                yield f"a licence `{second.kind}` under `{owner}` says otherwise of the same events"

    def _contradict(self, first: int, second: int) -> bool:
        kinds = [self._problem.licences[each].kind for each in (first, second)]
        if kinds == [LicenceKind.COMMON_CAUSE, LicenceKind.COMMON_CAUSE]:
            return bool(self._members(first) & self._members(second))  # groups are disjoint (calculus, rule 12)
        if frozenset(kinds) not in _CONTRADICTORY:
            return False
        # What is said of events that independent ones are made of is said of those.
        if kinds[1] is LicenceKind.INDEPENDENT:
            first, second = second, first
        within = [self._about[first].get(member, frozenset()) for member in self._members(second)]
        touched = frozenset().union(*within)
        return len(touched) > 1 and sum(map(bool, within)) > 1

    def _members(self, position: int) -> frozenset[Identity]:
        return frozenset(self._problem.licences[position].members)

    @cached_property
    def _about(self) -> list[dict[Identity, frozenset[Identity]]]:
        """For each licence the events that it speaks of, each with the members that are made of it."""
        return [self._events_of(licence) for licence in self._problem.licences]

    @cached_property
    def _by_event(self) -> dict[Identity, list[int]]:
        by_event: dict[Identity, list[int]] = defaultdict(list)
        for position, events in enumerate(self._about):
            for event in events:
                by_event[event].append(position)
        return by_event

    def _events_of(self, licence: Licence) -> dict[Identity, frozenset[Identity]]:
        if licence.kind is not LicenceKind.INDEPENDENT:
            return {member: frozenset([member]) for member in licence.members}
        events: dict[Identity, set[Identity]] = defaultdict(set)
        for member in licence.members:
            for event in self.made_of(member):
                events[event].add(member)
        return {event: frozenset(members) for event, members in events.items()}

    def made_of(self, name: Identity) -> set[Identity]:
        """A quantity and all that its definition leads to."""
        reached, waiting = {name}, [name]
        while waiting:
            quantity = self._problem.quantities.get(waiting.pop())
            names: Iterable[Identity] = (
                () if quantity is None or quantity.definition is None else names_of(quantity.definition)
            )
            for below in names:
                if below not in reached:
                    reached.add(below)
                    waiting.append(below)
        return reached
