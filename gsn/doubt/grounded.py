"""Which challenges are answered, and what they are answered by: grounded semantics (Dung 1995) over an argument.

A challenge is answered by a counter-challenge to the challenger, or to the relationship by which it challenges. What
answers rests on accepted evidence and proved claims all the way down, and nothing on the way is in doubt. Everything
follows from clauses without negation, so that the least solution is the grounded one: two challenges that answer each
other answer nothing.

Whoever counters what supports a challenge takes its evidence away, and not the doubt: an unsupported challenge leaves
its target in doubt just as well.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum, auto
from typing import NamedTuple

from gsn.argument import Argument
from gsn.model.case import Link, Relationship
from gsn.model.kinds import GOALS, Kind
from gsn.model.reference import Identity
from gsn.model.statements.argument import ChallengeStatement
from gsn.support import lacks_of

from .least import least_facts

Edge = tuple[Identity, Identity]

ANSWERING = GOALS | {Kind.SOLUTION}
"""What may challenge at all (GSN v3, 1:6.2): an element of another kind answers nothing."""


class _Word(IntEnum):
    CLEAR = auto()  # an element is supported all the way down, and nothing on the way is in doubt
    EFFECTIVE = auto()  # a challenge is made by an element that is clear, by a relationship that is not in doubt
    COUNTERED = auto()  # an effective challenge is on an element, or on the relationship of a challenge
    ANSWERED = auto()  # a challenge is


class _Fact(NamedTuple):
    word: _Word
    about: Identity | Edge | int


_Clause = tuple[_Fact, list[_Fact]]


@dataclass(frozen=True, slots=True)
class Grounded:
    """Every challenge of an argument, and by its position which of them are answered and which are effective.

    An effective challenge is one that rests on evidence and is itself not in doubt. The same holds of the elements that
    are ``clear``, among those that challenges and arguments for confidence rest on.
    """

    challenges: tuple[Link, ...]
    answered: frozenset[int]
    effective: frozenset[int]
    clear: frozenset[Identity]


def challenges_of(argument: Argument) -> tuple[Link, ...]:
    """Every challenge of an argument: one for each thing that is challenged, in the order of the text."""
    return tuple(link for link in argument.case.links if link.relationship is Relationship.CHALLENGES)


def ground(
    argument: Argument, unproved: Collection[Identity] = frozenset(), asked_anyway: Collection[int] = frozenset()
) -> Grounded:
    """Solve an argument's challenges.

    Args:
        argument: The argument.
        unproved: Goals that claim a number that is not proved: what rests on one answers nothing.
        asked_anyway: The positions of challenges that write down what stands whether or not anybody raises it: they
            can be answered, and keep no answer from being one.
    """
    challenges = challenges_of(argument)
    facts = least_facts(_Reading(argument, challenges, unproved, asked_anyway).clauses())
    return Grounded(
        challenges,
        answered=frozenset(fact.about for fact in facts if fact.word is _Word.ANSWERED and isinstance(fact.about, int)),
        effective=frozenset(
            fact.about for fact in facts if fact.word is _Word.EFFECTIVE and isinstance(fact.about, int)
        ),
        clear=frozenset(fact.about for fact in facts if fact.word is _Word.CLEAR and isinstance(fact.about, str)),
    )


class _Reading:
    """An argument with its challenges by what they are on."""

    def __init__(
        self,
        argument: Argument,
        challenges: tuple[Link, ...],
        unproved: Collection[Identity],
        asked_anyway: Collection[int],
    ) -> None:
        self.argument = argument
        self.challenges = challenges
        self.unproved = unproved
        self.on_element: defaultdict[Identity, list[int]] = defaultdict(list)
        self.on_edge: defaultdict[Edge, list[int]] = defaultdict(list)
        self.edges_from: defaultdict[Identity, list[Identity]] = defaultdict(list)
        self.edges = list(map(edges_of, challenges))
        for number, link in enumerate(challenges):
            if number in asked_anyway:
                continue
            if link.end is None:
                self.on_element[link.target].append(number)
            else:
                self.on_edge[link.target, link.end].append(number)
                self.edges_from[link.target].append(link.end)

    def clauses(self) -> Iterator[_Clause]:
        starts = [link.source for link in self.challenges]
        starts += [says.argued_by.identity for _, says in self.argument.confidence_points() if says.argued_by]
        for element in self.argument.walk(starts, self.argument.rests_on):
            yield from self._when_clear(element)
        for number, link in enumerate(self.challenges):
            yield from self._when_effective(number, link)
            yield from self._when_answered(number, link)

    def _when_clear(self, element: Identity) -> Iterator[_Clause]:
        """An element that lacks nothing is clear where all below it is and every doubt on it and its steps is met."""
        if element in self.unproved or any(True for _ in lacks_of(self.argument, element)):
            return
        below = dict.fromkeys(self.argument.rests_on(element))
        if any((element, target) in self.argument.defeated_relationships for target in below):
            return
        doubts = list(self.on_element.get(element, ()))
        for end in dict.fromkeys(self.edges_from.get(element, ())):
            if end in below:
                doubts += self.on_edge[element, end]
        clear = [_Fact(_Word.CLEAR, target) for target in below]
        yield _Fact(_Word.CLEAR, element), [*clear, *(_Fact(_Word.ANSWERED, doubt) for doubt in doubts)]

    def _when_effective(self, number: int, link: Link) -> Iterator[_Clause]:
        if self.argument.kind_of(link.source) not in ANSWERING or self._is_given_up(number):
            return
        doubts = [doubt for edge in self.edges[number] for doubt in self.on_edge.get(edge, ())]
        met = [_Fact(_Word.ANSWERED, doubt) for doubt in doubts]
        effective = _Fact(_Word.EFFECTIVE, number)
        yield effective, [_Fact(_Word.CLEAR, link.source), *met]
        target: Identity | Edge = link.target if link.end is None else (link.target, link.end)
        yield _Fact(_Word.COUNTERED, target), [effective]

    def _when_answered(self, number: int, link: Link) -> Iterator[_Clause]:
        if not is_said_to_stand(self.argument, link.source):
            answered = _Fact(_Word.ANSWERED, number)
            yield answered, [_Fact(_Word.COUNTERED, link.source)]
            for edge in self.edges[number] if self.on_edge else ():
                yield answered, [_Fact(_Word.COUNTERED, edge)]

    def _is_given_up(self, number: int) -> bool:
        return any(edge in self.argument.defeated_relationships for edge in self.edges[number])


def edges_of(link: Link) -> list[Edge]:
    """A challenge's relationship, as it can be named: by its challenger and either end of what it is on."""
    ends = [link.target] if link.end is None else [link.target, link.end]
    return [(link.source, end) for end in ends]


def counters_to(grounded: Grounded) -> Mapping[int, list[int]]:
    """The counter-challenges to each challenge: to its challenger, and to the relationship by which it challenges."""
    by_challenger: defaultdict[Identity, list[int]] = defaultdict(list)
    by_edge: defaultdict[Edge, list[int]] = defaultdict(list)
    for number, link in enumerate(grounded.challenges):
        by_challenger[link.source].append(number)
        for edge in edges_of(link):
            by_edge[edge].append(number)
    found: defaultdict[int, list[int]] = defaultdict(list)
    for number, link in enumerate(grounded.challenges):
        countered = by_challenger[link.target] if link.end is None else by_edge[link.target, link.end]
        for challenge in countered:
            found[challenge].append(number)
    return found


def is_said_to_stand(argument: Argument, challenge: Identity) -> bool:
    """Whether somebody has judged that a challenge stands: then no answer answers it."""
    element = argument.element(challenge)
    return element is not None and isinstance(element.says, ChallengeStatement) and element.says.upheld is not None
