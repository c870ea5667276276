"""What doubts keep a case from passing: open ones, answers that leave something open, confidence not argued for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from gsn.argument import Argument
from gsn.findings import Ground, ground_about
from gsn.model.case import Element
from gsn.model.kinds import Kind
from gsn.model.reference import Edge, Identity
from gsn.model.statements.argument import ConfidenceStatement
from gsn.support import questions_of

from .reasons import bears, code_of, shown, what_is_challenged, why_not_clear, why_open
from .states import Doubts, Raised, State


def of_doubts(argument: Argument) -> Iterator[Ground]:
    """Challenges that are attached to nothing; whatever is open; and what open questions answers leave."""
    for challenge in argument.by_kind[Kind.CHALLENGE]:
        if not argument.challenged_by(challenge.identity):
            yield ground_about(challenge, "was raised, and is attached to nothing")
    doubts = argument.doubts
    for raised in doubts.raised:
        if raised.state.is_open and not raised.is_a_reminder and bears(argument, raised.link):
            yield _of_open(argument, doubts, raised)
    for stands in doubts.standing:
        element = argument.element(stands.place)
        if stands.state.is_open and element is not None:
            what = f"is left in doubt by the standing doubt `{stands.doubt.name}`"
            yield ground_about(element, what, code="GSN611")
    yield from _left_open(argument, _answering(argument, doubts))


def _of_open(argument: Argument, doubts: Doubts, raised: Raised) -> Ground:
    element, on = argument.element(raised.challenge), what_is_challenged(raised.link)
    why = why_open(argument, doubts, raised)
    kind = element.kind if element is not None else Kind.CHALLENGE
    place = element.place if element is not None else raised.link.place
    message = f"{kind} {shown(raised.challenge)} leaves {on} in doubt: {why}"
    return Ground(
        message, raised.challenge, place, about=f"leaves something in doubt: {why}", code=code_of(argument, raised)
    )


def _answering(argument: Argument, doubts: Doubts) -> Iterator[Identity]:
    """What answers a doubt about what the case shows."""
    standing = {stands.raised for stands in doubts.standing}
    for raised in doubts.raised:
        if raised.state is State.ANSWERED and (bears(argument, raised.link) or raised.position in standing):
            effective = [number for number in raised.counters if number in doubts.grounded.effective]
            yield from (doubts.raised[number].challenge for number in effective)


def _left_open(argument: Argument, start: Iterable[Identity]) -> Iterator[Ground]:
    """What is open about the evidence of an answer, as of any that the case rests on."""
    for identity in argument.walk(start, argument.rests_on):
        if identity not in argument.carried:
            yield from questions_of(argument, identity)


def of_confidence(argument: Argument) -> Iterator[Ground]:
    """Assurance claim points on what is rested on of which the argument is not there, or does not hold."""
    for point, says in _points_on_what_is_carried(argument):
        if says.argued_by is None:
            yield ground_about(point, "is a point at which nothing argues for confidence", code="GSN621")
            continue
        why = why_not_clear(argument, argument.doubts, says.argued_by.identity)
        if why:
            about = f"has an argument that does not hold: {why}"
            yield ground_about(point, about, "argued_by", code="GSN622")
        yield from _left_open(argument, [says.argued_by.identity])


def goals_for_confidence(argument: Argument) -> frozenset[Identity]:
    """The goals that argue for confidence in what the case shows rests on."""
    return frozenset(says.argued_by.identity for _, says in _points_on_what_is_carried(argument) if says.argued_by)


def _points_on_what_is_carried(argument: Argument) -> Iterator[tuple[Element, ConfidenceStatement]]:
    """Points on what the shown goals rest on; one that is on nothing counts as if it were."""
    for point, says in argument.confidence_points():
        on = says.on
        target = on.source.identity if isinstance(on, Edge) else on.identity if on is not None else point.parent
        if target is None or target in argument.carried:
            yield point, says
