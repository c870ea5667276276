"""What came, what went, and what is called, put or said otherwise."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from gsn.argument import Argument
from gsn.diff.change import Change, Effect, What
from gsn.diff.sides import Sides
from gsn.diff.wording import text_of
from gsn.model.case import Element, Relationship
from gsn.model.kinds import ARGUMENT, QUANTITIES, Kind, with_article
from gsn.model.reference import Identity, name_of

_ASSUMED = frozenset({Kind.ASSUMPTION, Kind.CONTEXT, Kind.JUSTIFICATION})
"""What needs no support: what was a goal and becomes one of these is no longer argued for."""

_ARGUED = frozenset({Kind.GOAL, Kind.STRATEGY})

_GRANTED_WITH = frozenset({Kind.ASSUMPTION})
"""What takes more for granted by being there."""

_WEIGHING = frozenset({Kind.CHALLENGE, *QUANTITIES}) - {Kind.FREQUENCY, Kind.PROBABILITY}
"""What asks more of a case by being there: a doubt, a scenario, a hazard."""


def element_changes(sides: Sides) -> Iterator[Change]:
    """Elements that came, went, or have another name, kind or text."""
    for old, new in sides.paired():
        yield from _of_pair(old, new)
    for identity in sides.pairs.added:
        yield _added(sides, sides.new_case.elements[identity])
    for identity in sides.pairs.removed:
        yield _removed(sides, sides.old_case.elements[identity])


def move_changes(sides: Sides) -> Iterator[Change]:
    """Elements that both cases have, and that stand in other relationships than they did."""
    for old, new in sides.paired():
        stood = _stands(sides.before, old.identity)
        before = {stand.called(sides.pairs.renamed) for stand in stood}
        after = set(_stands(sides.after, new.identity))
        if before == after:
            continue
        lost, won = before - after, after - before
        cut = not won and any(stand.relationship is Relationship.SUPPORTED_BY for stand in lost)
        yield Change(
            What.MOVED,
            "stands elsewhere" if lost and won else "stands in one place less" if lost else "stands in one place more",
            new.identity,
            new.kind.value,
            _listed(lost) or None,
            _listed(won) or None,
            Effect.LOOSENED if cut else Effect.CHANGED,
            new.place,
            (new.identity, *(felt for stand in stood for felt in sides.felt(stand.above))),
        )


def _of_pair(old: Element, new: Element) -> Iterator[Change]:
    about = (new.identity, new.kind.value)
    if old.identity != new.identity:
        yield Change(
            What.RENAMED,
            "has another name",
            *about,
            old.identity,
            new.identity,
            place=new.place,
            touches=(new.identity,),
        )
    if old.kind is not new.kind:
        effect = Effect.CHANGED
        if old.kind in _ARGUED and new.kind in _ASSUMED:
            effect = Effect.LOOSENED
        elif old.kind in _ASSUMED and new.kind in _ARGUED:
            effect = Effect.TIGHTENED
        message = f"was {with_article(old.kind)} and is {with_article(new.kind)}"
        yield Change(What.TURNED, message, *about, old.kind.value, new.kind.value, effect, new.place, (new.identity,))
    if old.text != new.text:
        yield Change(
            What.REWORDED,
            "says something else",
            *about,
            text_of(old),
            text_of(new),
            place=new.place,
            touches=(new.identity,),
        )
    if old.public != new.public:
        message = "is public" if new.public else "is no longer public"
        yield Change(What.MARKED, message, *about, place=new.place, touches=(new.identity,))


def _added(sides: Sides, element: Element) -> Change:
    under = _listed(set(_stands(sides.after, element.identity)))
    effect = Effect.CHANGED
    if element.kind in _GRANTED_WITH:
        effect = Effect.LOOSENED
    elif element.kind in _WEIGHING:
        effect = Effect.TIGHTENED
    return Change(
        What.ADDED,
        f"is new{f': {under}' if under else ''}",
        element.identity,
        element.kind.value,
        after=text_of(element),
        effect=effect,
        place=element.place,
        touches=(element.identity,),
    )


def _removed(sides: Sides, element: Element) -> Change:
    under = _listed(set(_stands(sides.before, element.identity)))
    effect = Effect.CHANGED
    if element.kind in _GRANTED_WITH:
        effect = Effect.TIGHTENED
    elif element.kind in _WEIGHING | ARGUMENT | {Kind.EVIDENCE}:
        effect = Effect.LOOSENED
    return Change(
        What.REMOVED,
        f"is gone{f'; it was {under}' if under else ''}",
        element.identity,
        element.kind.value,
        before=text_of(element),
        effect=effect,
        touches=sides.felt(element.identity),
    )


# Where it stands


class _Stand(NamedTuple):
    """A relationship of an element with what is above it; ``end`` is the other end of one that it challenges."""

    relationship: Relationship
    above: Identity
    end: Identity | None

    def called(self, renamed: Callable[[Identity], Identity]) -> _Stand:
        """The same by the names of the new case."""
        return _Stand(self.relationship, renamed(self.above), renamed(self.end) if self.end is not None else None)

    def __str__(self) -> str:
        above = _short(self.above) if self.end is None else f"{_short(self.above)} -> {_short(self.end)}"
        return f"{_READS[self.relationship]} `{above}`"


_READS: Mapping[Relationship, str] = MappingProxyType(
    {
        Relationship.SUPPORTED_BY: "supporting",
        Relationship.IN_CONTEXT_OF: "in context of",
        Relationship.CHALLENGES: "challenging",
    }
)
"""A relationship as it is read from below."""


def _stands(argument: Argument, identity: Identity) -> list[_Stand]:
    found = [_Stand(link.relationship, link.source, None) for link in argument.parents_of(identity)]
    return found + [_Stand(link.relationship, link.target, link.end) for link in argument.challenged_by(identity)]


def _listed(stands: set[_Stand]) -> str:
    return ", ".join(sorted(map(str, stands)))


def _short(identity: Identity) -> str:
    return name_of(identity) or identity.removesuffix("::")
