"""Where the standing doubts stand in a case, and which challenges raise them.

A doubt stands on what the goals that the case shows rest on, and not on what only answers rest on: else every answer
would want answers without end.

A challenge that names a standing doubt raises it for every record and step of that doubt that its target rests on or
that rests on its target (a record rests on what it presumes), so that one answer may deal with many. Where its author
writes it down and nobody is said to have raised it, it is a reminder of what stands anyway: it leaves the same in doubt
as if it were not there, the records and steps, and not its target. One that somebody raised, or that is upheld, is a
challenge like any other beside that.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from gsn.argument import Argument
from gsn.evidence.entitlement import Givers
from gsn.evidence.systems import Systems
from gsn.model.case import Element, Link
from gsn.model.reference import Identity
from gsn.model.statements.argument import ChallengeStatement, GoalStatement, StrategyStatement
from gsn.model.statements.evidence import EvidenceStatement
from gsn.model.statements.risk import HazardStatement, QuantityStatement, ScenarioStatement

from .known import BY_NAME, KNOWN, MOST_YEARS, KnownDoubt, Step, Unless

Labels = Mapping[Identity, int]
"""The position of the challenge by which an element was reached first."""


@dataclass(frozen=True)
class Standing:
    """Where each standing doubt stands: by its name, the records and the goals in the order of the argument."""

    argument: Argument
    places: Mapping[str, Sequence[Identity]]

    def raised_by(self, challenges: Sequence[Link]) -> dict[int, tuple[str, ...]]:
        """By the position of a challenge, the standing doubts that it names and that stand where it is."""
        found: dict[int, tuple[str, ...]] = {}
        for number, link in enumerate(challenges):
            named = names_of(self.argument, link.source)
            raised = tuple(name for name in named if target_of(link) in self._around(name))
            if raised:
                found[number] = raised
        return found

    def covered(self, name: str, challenges: Mapping[int, Link]) -> Labels:
        """Where a doubt stands that some of these challenges raise, each with the first that does."""
        starts = {target_of(link): number for number, link in reversed(tuple(challenges.items()))}
        below = _labelled(starts, self.argument.rests_on)
        above = _labelled(starts, self._resting_on)
        found: dict[Identity, int] = {}
        for place in self.places.get(name, ()):
            labels = [labels[place] for labels in (below, above) if place in labels]
            if labels:
                found[place] = min(labels)
        return found

    def _around(self, name: str) -> frozenset[Identity]:
        """All from which a challenge that names a doubt reaches a place where it stands."""
        if name not in self._reaches:
            places = self.places.get(name, ())
            down = self.argument.walk(places, self.argument.rests_on)
            self._reaches[name] = frozenset((*down, *self.argument.walk(places, self._resting_on)))
        return self._reaches[name]

    @cached_property
    def _reaches(self) -> dict[str, frozenset[Identity]]:
        return {}

    def _resting_on(self, identity: Identity) -> Sequence[Identity]:
        return self._above.get(identity, ())

    @cached_property
    def _above(self) -> Mapping[Identity, list[Identity]]:
        found: defaultdict[Identity, list[Identity]] = defaultdict(list)
        for element in self.argument.carried:
            for below in dict.fromkeys(self.argument.rests_on(element)):
                found[below].append(element)
        return found


def target_of(link: Link) -> Identity:
    """What a challenge is on; of a relationship its lower end, which is what it brings into the argument."""
    return link.target if link.end is None else link.end


def is_a_reminder(argument: Argument, challenge: Identity) -> bool:
    """Whether nobody is said to have raised a challenge, or to have judged that it stands."""
    element = argument.element(challenge)
    says = element.says if element is not None else None
    return isinstance(says, ChallengeStatement) and says.raised_by is None and says.upheld is None


def names_of(argument: Argument, challenge: Identity) -> tuple[str, ...]:
    """The standing doubts that a challenge names, as far as there are such."""
    element = argument.element(challenge)
    says = element.says if element is not None else None
    return tuple(name for name in says.standing if name in BY_NAME) if isinstance(says, ChallengeStatement) else ()


def standing_in(argument: Argument) -> Standing:
    """Find where each standing doubt stands in what the shown goals rest on."""
    places: defaultdict[str, dict[Identity, None]] = defaultdict(dict)
    reading = _Places(argument)
    for identity in argument.carried:
        element = argument.element(identity)
        for doubt, place in reading.at(element) if element is not None else ():
            places[doubt.name].setdefault(place)
    return Standing(argument, {doubt.name: tuple(places[doubt.name]) for doubt in KNOWN if doubt.name in places})


class _Places:
    """The standing doubts that an element brings with it, each with the place where it stands."""

    def __init__(self, argument: Argument) -> None:
        self.argument = argument

    @cached_property
    def givers(self) -> Givers:
        return Givers(self.argument.register.actors, Systems(self.argument.case), self.argument.as_of)

    def at(self, element: Element) -> Iterator[tuple[KnownDoubt, Identity]]:
        says = element.says
        if isinstance(says, EvidenceStatement):
            for doubt in _BY_TYPE.get(says.type or "", ()):
                if not self._is_settled(doubt, element, says):
                    yield doubt, element.identity
        for step, by in _steps_of(element) if element.clause_places else ():
            for doubt in _BY_STEP[step]:
                yield doubt, by

    def _is_settled(self, doubt: KnownDoubt, record: Element, says: EvidenceStatement) -> bool:
        match doubt.unless:
            case None:
                return False
            case Unless.IT_EXPIRES:
                return _is_good_for_a_time(says, self.argument.as_of)
            case Unless.PEOPLE_WERE_ASKED:
                return says.simulated is None
            case Unless.GIVEN_BY_OTHERS:
                developer = self.givers.developer_for(record, says)
                by = says.by.actor.identity if says.by is not None else None
                return developer is None or by is None or not self.givers.is_the_developers(by, developer)


def _is_good_for_a_time(says: EvidenceStatement, as_of: date) -> bool:
    """Whether a record says until when it is good, and that lies within :data:`MOST_YEARS` of its day.

    A day that is still to come does not count, nor does a record without one gain by it: both are taken as of the day
    of judging.
    """
    if says.expires is None:
        return False
    start, end = min(says.dated or as_of, as_of), says.expires
    return (end.year - MOST_YEARS, end.month, end.day) <= (start.year, start.month, start.day)


def _steps_of(element: Element) -> Iterator[tuple[Step, Identity]]:
    """The steps that an element states and a goal argues for."""
    says = element.says
    if isinstance(says, GoalStatement | StrategyStatement):
        yield from ((Step.CARRYING_OVER, carrying.by.identity) for carrying in says.carries_over)
    if isinstance(says, HazardStatement | ScenarioStatement | QuantityStatement):
        if says.definition is not None and says.definition.complete_by is not None:
            yield Step.COMPLETENESS, says.definition.complete_by.identity
        yield from ((Step.INDEPENDENCE, licence.by.identity) for licence in says.independent)


def _labelled(starts: Mapping[Identity, int], onward: Callable[[Identity], Iterable[Identity]]) -> Labels:
    """Everything reached from the starts, with the lowest label among the starts that it is reached from first."""
    found: dict[Identity, int] = {}
    for start, label in sorted(starts.items(), key=lambda item: item[1]):
        stack = [start]
        while stack:
            identity = stack.pop()
            if identity not in found:
                found[identity] = label
                stack.extend(onward(identity))
    return found


def _by_type() -> dict[str, list[KnownDoubt]]:
    found: defaultdict[str, list[KnownDoubt]] = defaultdict(list)
    for doubt in KNOWN:
        for type_ in doubt.types:
            found[type_].append(doubt)
    return dict(found)


_BY_TYPE = _by_type()
_BY_STEP = {step: [doubt for doubt in KNOWN if doubt.step is step] for step in Step}
