"""Which challenges stand: those that nothing answers.

A doubt is free, an answer needs evidence: an unsupported challenge leaves its target in doubt, an unsupported
counter-challenge answers nothing. States are the least fixed point (Dung 1995, grounded semantics), so that two
challenges that answer each other leave both targets in doubt.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from gsn.argument import Argument
from gsn.model.case import Element, Link
from gsn.model.kinds import Kind
from gsn.model.reference import Identity
from gsn.model.statements.argument import ChallengeStatement
from gsn.model.statements.facts import ActorStatement
from gsn.support import lacks_of

REVIEWING_ROLES = frozenset({"public_body", "regulator"})
"""Whose word lets a doubt stand as a residual risk: never the author's."""


@dataclass(frozen=True, slots=True)
class Doubts:
    """Standing challenges, by the element or the relationship that they leave in doubt."""

    elements: dict[Identity, list[Identity]]
    edges: dict[tuple[Identity, Identity], list[Identity]]


def standing_doubts(argument: Argument) -> Doubts:
    """The challenges that stand, by their targets."""
    challenges = [element for element in argument.elements if argument.challenged_by(element.identity)]
    answered = _answered(argument, challenges)
    elements: defaultdict[Identity, list[Identity]] = defaultdict(list)
    edges: defaultdict[tuple[Identity, Identity], list[Identity]] = defaultdict(list)
    for challenge in challenges:
        if challenge.identity in answered or _is_accepted(argument, challenge):
            continue
        for link in argument.challenged_by(challenge.identity):
            if link.end is None:
                elements[link.target].append(challenge.identity)
            else:
                edges[link.target, link.end].append(challenge.identity)
    return Doubts(dict(elements), dict(edges))


def _answered(argument: Argument, challenges: list[Element]) -> frozenset[Identity]:
    """Challenges with a counter-challenge that is supported and that nothing standing challenges in turn."""
    grounded = {challenge.identity: _ground_of(argument, challenge.identity) for challenge in challenges}
    able = {identity: closure for identity, closure in grounded.items() if closure is not None}
    answered: set[Identity] = set()
    while True:
        effective = {
            link.target
            for identity, closure in able.items()
            if all(link.source in answered for link in _doubts_on(argument, closure))
            for link in argument.challenged_by(identity)
            if link.end is None and link.target in grounded and not _is_upheld(argument, link.target)
        }
        if effective <= answered:
            return frozenset(answered)
        answered |= effective


def _ground_of(argument: Argument, challenge: Identity) -> frozenset[Identity] | None:
    """All that a challenge rests on, itself included; nothing where some of it is not supported."""
    closure = frozenset(argument.walk([challenge], argument.rests_on))
    supported = argument.support_of(challenge) or argument.kind_of(challenge) in {Kind.SOLUTION, Kind.EVIDENCE}
    if not supported or any(True for identity in closure for _ in lacks_of(argument, identity)):
        return None
    return closure


def _doubts_on(argument: Argument, closure: frozenset[Identity]) -> Iterator[Link]:
    for identity in closure:
        yield from argument.challenges_to(identity)


def _is_upheld(argument: Argument, challenge: Identity) -> bool:
    """Whether somebody has said that a challenge stands: then no answer answers it."""
    element = argument.element(challenge)
    return element is not None and isinstance(element.says, ChallengeStatement) and element.says.upheld is not None


def _is_accepted(argument: Argument, challenge: Element) -> bool:
    """Whether a reviewer's actor has taken the doubt for a residual risk."""
    says = challenge.says
    if not isinstance(says, ChallengeStatement) or says.accepted is None or says.upheld is not None:
        return False
    actor = argument.element(says.accepted.by.identity)
    return (
        actor is not None
        and isinstance(actor.says, ActorStatement)
        and actor.says.role is not None
        and actor.says.role in REVIEWING_ROLES
    )
