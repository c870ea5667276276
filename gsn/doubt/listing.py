"""Every doubt about a case as a list: the open ones first, and among those of one state the weightiest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from gsn.argument import Argument
from gsn.model.kinds import Kind
from gsn.model.place import Place
from gsn.model.reference import Edge, Identity
from gsn.model.statements.argument import ConfidenceStatement

from .known import KnownDoubt
from .reasons import bears, why_no_answer, why_not_clear, why_open
from .states import WORST_FIRST, Raised, Stands, State
from .weight import Weights


@dataclass(frozen=True, slots=True)
class Answer:
    """A counter-challenge; ``why`` says why it answers nothing, and is empty where it answers."""

    challenge: Identity
    why: str


@dataclass(frozen=True, slots=True)
class Listed:
    """A doubt with all that it is about.

    Attributes:
        state: What has become of it.
        weight: How many of the elements that the case rests on rest on what it is about.
        about: What it is about: elements, or relationships by their two ends.
        challenge: The challenge that raises it, if one does.
        known: Which standing doubt it is, if it is one.
        why: Why it is open.
        answers: What speaks against it.
        place: Where it is raised; of a standing doubt that nobody raised the first place where it stands.
    """

    state: State
    weight: int
    about: tuple[Identity | tuple[Identity, Identity], ...]
    challenge: Identity | None
    known: KnownDoubt | None
    why: str
    answers: tuple[Answer, ...]
    place: Place | None

    @property
    def counts(self) -> bool:
        """Whether it keeps the case from passing: it is about what the case rests on, or about nothing any more."""
        return self.state.is_open and (self.weight > 0 or not self.about)


@dataclass(frozen=True, slots=True)
class ListedPoint:
    """An assurance claim point, with what argues for it and why that does not hold; ``why`` is empty where it does."""

    point: Identity
    on: Identity | Edge | None
    argued_by: Identity | None
    why: str


def listed(argument: Argument) -> list[Listed]:
    """Every doubt but those that are raised about other doubts alone: those are answers."""
    weights = Weights(argument)
    found = [*_challenges(argument, weights), *_attached_to_nothing(argument), *_standing(argument, weights)]
    return sorted(found, key=lambda doubt: (WORST_FIRST.index(doubt.state), -doubt.weight))


def _challenges(argument: Argument, weights: Weights) -> Iterator[Listed]:
    doubts = argument.doubts
    challengers = frozenset(raised.challenge for raised in doubts.raised)
    held: dict[tuple[Identity, State], list[Raised]] = {}
    for raised in doubts.raised:
        if not raised.is_a_reminder and (raised.link.target not in challengers or bears(argument, raised.link)):
            held.setdefault((raised.challenge, raised.state), []).append(raised)
    for (challenge, state), alike in held.items():
        element = argument.element(challenge)
        yield Listed(
            state=state,
            weight=weights.of(raised.link.target for raised in alike),
            about=tuple(_about(raised) for raised in alike),
            challenge=challenge,
            known=None,
            why=why_open(argument, doubts, alike[0]) if state.is_open else "",
            answers=_answers(argument, alike),
            place=element.place if element is not None else alike[0].link.place,
        )


def _attached_to_nothing(argument: Argument) -> Iterator[Listed]:
    for challenge in argument.by_kind[Kind.CHALLENGE]:
        if not argument.challenged_by(challenge.identity):
            why = "it is attached to nothing"
            yield Listed(State.IN_DOUBT, 0, (), challenge.identity, None, why, (), challenge.place)


def _about(raised: Raised) -> Identity | tuple[Identity, Identity]:
    return raised.link.target if raised.link.end is None else (raised.link.target, raised.link.end)


def _standing(argument: Argument, weights: Weights) -> Iterator[Listed]:
    doubts = argument.doubts
    held: dict[tuple[str, State, Identity | None], list[Stands]] = {}
    for stands in doubts.standing:
        by = doubts.raised[stands.raised].challenge if stands.raised is not None else None
        held.setdefault((stands.doubt.name, stands.state, by), []).append(stands)
    for (_, state, by), alike in held.items():
        number = alike[0].raised
        raised = doubts.raised[number] if number is not None else None
        element = argument.element(by or alike[0].place)
        why = why_open(argument, doubts, raised) if raised is not None else "nothing in the case answers it"
        yield Listed(
            state=state,
            weight=weights.of(stands.place for stands in alike),
            about=tuple(stands.place for stands in alike),
            challenge=by,
            known=alike[0].doubt,
            why=why if state.is_open else "",
            answers=_answers(argument, [raised] if raised is not None else []),
            place=element.place if element is not None else None,
        )


def _answers(argument: Argument, alike: Iterable[Raised]) -> tuple[Answer, ...]:
    """The counter-challenges; what answers something else of the same challenge stands here once."""
    doubts = argument.doubts
    numbers = dict.fromkeys(number for raised in alike for number in raised.counters)
    found: dict[Identity, Answer] = {}
    for number in numbers:
        counter = doubts.raised[number]
        why = "" if number in doubts.grounded.effective else why_no_answer(argument, doubts, counter)
        found.setdefault(counter.challenge, Answer(counter.challenge, why))
    return tuple(found.values())


def points(argument: Argument) -> list[ListedPoint]:
    """The assurance claim points of a case, in the order of the text."""
    return [_point(argument, point.identity, point.parent, says) for point, says in argument.confidence_points()]


def _point(argument: Argument, point: Identity, parent: Identity | None, says: ConfidenceStatement) -> ListedPoint:
    on = says.on if isinstance(says.on, Edge) else says.on.identity if says.on is not None else parent
    if says.argued_by is None:
        return ListedPoint(point, on, None, "nothing argues for confidence in it")
    by = says.argued_by.identity
    return ListedPoint(point, on, by, why_not_clear(argument, argument.doubts, by))
