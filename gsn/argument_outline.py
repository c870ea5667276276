"""A judged case as an outline: each element under what it supports, once, with its state."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gsn.model.case import Element, Link, Relationship
from gsn.model.kinds import Kind
from gsn.model.reference import Identity

if TYPE_CHECKING:
    from gsn.argument import Argument


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the outline.

    ``kind`` is the word that the element stands there with (a record stands as a solution); ``repeated`` where it was
    shown above, with all that stands below it; ``away`` where it is another module's than its parent.
    """

    identity: Identity
    element: Element | None
    kind: Kind
    depth: int
    repeated: bool
    away: bool


def outline_of(argument: Argument, start: Identity | None = None) -> Iterator[Entry]:
    """The outline of a case from its top goals, or of what stands below one element. Depth has no limit.

    Args:
        argument: The argument.
        start: The element to begin at; the top goals, then every root that is left, when not given.
    """
    tops = [start] if start is not None else _tops(argument)
    seen: set[Identity] = set()
    stack = [(identity, argument.kind_of(identity), 0, False) for identity in reversed(tops)]
    while stack:
        identity, kind, depth, away = stack.pop()
        repeated = identity in seen
        yield Entry(identity, argument.element(identity), kind, depth, repeated, away)
        if repeated:
            continue
        seen.add(identity)
        for link, below in reversed(children(argument, identity)):
            stack.append((below, link.kind, depth + 1, _is_away(identity, below)))


def children(argument: Argument, identity: Identity) -> list[tuple[Link, Identity]]:
    """What stands under an element, in the author's order: context, support, and the challenges to it."""
    links = [*argument.context_of(identity), *argument.support_of(identity)]
    links += [link for link in argument.challenges_to(identity) if link.end is None]
    links.sort(key=lambda link: link.place.order)
    return [(link, link.source if link.relationship is Relationship.CHALLENGES else link.target) for link in links]


def _tops(argument: Argument) -> list[Identity]:
    """The tops, then goals and challenges that nothing above shows."""
    tops = [goal.identity for goal in argument.tops]
    tops += [goal.identity for goal in argument.roots]
    tops += [
        challenge.identity
        for challenge in argument.by_kind[Kind.CHALLENGE]
        if any(link.end is not None for link in argument.challenged_by(challenge.identity))
    ]
    return list(dict.fromkeys(tops))


def _is_away(identity: Identity, below: Identity) -> bool:
    return identity.partition("::")[0] != below.partition("::")[0]
