"""The states of doubts: computed from the argument, whatever its author says of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import TypeVar

from gsn.argument import Argument
from gsn.model.case import Link
from gsn.model.reference import Identity

from .acceptance import Acceptance
from .grounded import Grounded, challenges_of, counters_to, ground, is_said_to_stand
from .known import BY_NAME, KnownDoubt
from .standing import Standing, is_a_reminder, standing_in

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class State(StrEnum):
    """What has become of a doubt, the worst first."""

    UPHELD = "upheld"
    """It stands: somebody has judged so, or it rests on evidence and nothing answers it."""
    IN_DOUBT = "in doubt"
    """Nothing answers it."""
    ACCEPTED = "accepted"
    """A residual risk, and whoever accepts it may."""
    ANSWERED = "answered"
    """Something answers it that rests on evidence and is itself not in doubt."""

    @property
    def is_open(self) -> bool:
        return self in {State.UPHELD, State.IN_DOUBT}


WORST_FIRST = tuple(State)


@dataclass(frozen=True, slots=True)
class Raised:
    """A challenge to one element or relationship.

    Attributes:
        position: Its place among all that were raised.
        link: The challenge's relationship.
        state: What has become of it.
        counters: The positions of the challenges to it.
        names: The standing doubts that it raises.
        is_a_reminder: Whether it only writes down what stands anyway: then it leaves that in doubt, and not its target.
    """

    position: int
    link: Link
    state: State
    counters: tuple[int, ...] = ()
    names: tuple[str, ...] = ()
    is_a_reminder: bool = False

    @property
    def challenge(self) -> Identity:
        return self.link.source


@dataclass(frozen=True, slots=True)
class Stands:
    """A standing doubt at one place. ``raised`` is the position of the challenge that its state is that of, if any."""

    doubt: KnownDoubt
    place: Identity
    state: State
    raised: int | None = None


@dataclass(frozen=True)
class Doubts:
    """Every doubt about an argument, with its state."""

    raised: tuple[Raised, ...]
    standing: tuple[Stands, ...]
    grounded: Grounded = field(repr=False)

    @cached_property
    def elements(self) -> Mapping[Identity, tuple[Identity, ...]]:
        """The challenges that leave an element in doubt, by the element."""
        on_elements = ((raised.link.target, raised) for raised in self.raised if raised.link.end is None)
        return _of_open_challenges(on_elements)

    @cached_property
    def edges(self) -> Mapping[tuple[Identity, Identity], tuple[Identity, ...]]:
        """The challenges that leave a relationship in doubt, by its two ends."""
        ends = ((raised.link.target, raised.link.end, raised) for raised in self.raised)
        return _of_open_challenges(((target, end), raised) for target, end, raised in ends if end is not None)

    @cached_property
    def names(self) -> Mapping[Identity, tuple[str, ...]]:
        """The standing doubts that leave an element in doubt, by the element."""
        found: defaultdict[Identity, list[str]] = defaultdict(list)
        for stands in self.standing:
            if stands.state.is_open:
                found[stands.place].append(stands.doubt.name)
        return {place: tuple(names) for place, names in found.items()}

    def is_in_doubt(self, identity: Identity) -> bool:
        """Whether something leaves an element, or a relationship that begins at it, in doubt."""
        return identity in self.elements or identity in self.names or identity in self._doubted_sources

    @cached_property
    def _doubted_sources(self) -> frozenset[Identity]:
        return frozenset(source for source, _ in self.edges)

    def by_challenge(self, challenge: Identity) -> tuple[Raised, ...]:
        """What became of a challenge, for each thing that it is on."""
        return self._by_challenge.get(challenge, ())

    @cached_property
    def _by_challenge(self) -> Mapping[Identity, tuple[Raised, ...]]:
        return _grouped((raised.challenge, raised) for raised in self.raised)


def _of_open_challenges(challenges: Iterable[tuple[Key, Raised]]) -> Mapping[Key, tuple[Identity, ...]]:
    return _grouped(
        (target, raised.challenge) for target, raised in challenges if raised.state.is_open and not raised.is_a_reminder
    )


def _grouped(pairs: Iterable[tuple[Key, Value]]) -> Mapping[Key, tuple[Value, ...]]:
    found: defaultdict[Key, list[Value]] = defaultdict(list)
    for key, value in pairs:
        found[key].append(value)
    return {key: tuple(values) for key, values in found.items()}


def doubts_of(argument: Argument, unproved: Collection[Identity] = frozenset()) -> Doubts:
    """Every doubt about an argument, with its state.

    Args:
        argument: The argument.
        unproved: Goals that claim a number that is not proved: what rests on one answers nothing.
    """
    challenges, standing = challenges_of(argument), standing_in(argument)
    names = standing.raised_by(challenges)
    reminders = {number for number in names if is_a_reminder(argument, challenges[number].source)}
    grounded = ground(argument, unproved, reminders)
    states = _states(argument, grounded)
    counters = counters_to(grounded)
    raised = tuple(
        Raised(
            number, link, states[number], tuple(counters.get(number, ())), names.get(number, ()), number in reminders
        )
        for number, link in enumerate(challenges)
    )
    return Doubts(raised, tuple(_standing(standing, raised)), grounded)


def _states(argument: Argument, grounded: Grounded) -> list[State]:
    acceptance = Acceptance(argument)
    return [_state(argument, grounded, acceptance, number) for number in range(len(grounded.challenges))]


def _state(argument: Argument, grounded: Grounded, acceptance: Acceptance, number: int) -> State:
    link = grounded.challenges[number]
    if is_said_to_stand(argument, link.source):
        return State.UPHELD
    if number in grounded.answered:
        return State.ANSWERED
    if acceptance.holds(link):
        return State.ACCEPTED
    return State.UPHELD if number in grounded.effective else State.IN_DOUBT


def _standing(standing: Standing, raised: tuple[Raised, ...]) -> Iterator[Stands]:
    """Each standing doubt where it stands: in the worst state of what raises it there, in doubt where nothing does."""
    for name, places in standing.places.items():
        raising = {number: doubt for number, doubt in enumerate(raised) if name in doubt.names}
        found: dict[Identity, tuple[State, int | None]] = {}
        for state in WORST_FIRST:
            links = {number: doubt.link for number, doubt in raising.items() if doubt.state is state}
            for place, number in (standing.covered(name, links) if links else {}).items():
                found.setdefault(place, (state, number))
        for place in places:
            state, raised_by = found.get(place, (State.IN_DOUBT, None))
            yield Stands(BY_NAME[name], place, state, raised_by)
