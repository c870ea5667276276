"""An argument that notes what is asked of it, so that what was found can stand until an answer changes.

What is asked of one element is noted by its identity. Whatever else is asked is noted as a question about the whole:
such an answer may change with any edit. What this class does not know is a question about the whole, so that a view
that comes to :class:`~gsn.argument.Argument` makes checking slower and never wrong.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from operator import is_
from typing import TYPE_CHECKING, Any, cast

from gsn.argument import Argument
from gsn.evidence.actors import Registry
from gsn.model.case import Element, Link
from gsn.model.kinds import Kind
from gsn.model.reference import Identity

if TYPE_CHECKING:
    from gsn.evidence.states import Assessment
    from gsn.risk.proving import Outcome


FIXED_OF_MODULES = ("name", "kind", "file")
"""What is fixed of a module: where it changes, nothing that was found before is kept."""


class Watched:
    """Stands for an argument. ``seen`` are the elements that were asked about, ``whole`` whether the whole was."""

    def __init__(self, argument: Argument) -> None:
        self._argument = argument
        self.seen: set[Identity] = set()
        self.whole = False

    def as_argument(self) -> Argument:
        """Itself, for a rule's function: it answers whatever an argument does."""
        return cast("Argument", self)

    def __getattr__(self, name: str) -> Any:
        self.whole = True
        return getattr(self._argument, name)

    # What stays the same for as long as a workspace is open

    @property
    def as_of(self) -> date:
        return self._argument.as_of

    @property
    def registry(self) -> Registry | None:
        return self._argument.registry

    # What is asked of one element

    def element(self, identity: Identity) -> Element | None:
        self.seen.add(identity)
        return self._argument.element(identity)

    def kind_of(self, identity: Identity) -> Kind:
        self.seen.add(identity)
        return self._argument.kind_of(identity)

    def support_of(self, identity: Identity) -> list[Link]:
        self.seen.add(identity)
        return self._argument.support_of(identity)

    def context_of(self, identity: Identity) -> list[Link]:
        self.seen.add(identity)
        return self._argument.context_of(identity)

    def parents_of(self, identity: Identity) -> list[Link]:
        self.seen.add(identity)
        return self._argument.parents_of(identity)

    def challenges_to(self, identity: Identity) -> list[Link]:
        self.seen.add(identity)
        return self._argument.challenges_to(identity)

    def challenged_by(self, identity: Identity) -> list[Link]:
        self.seen.add(identity)
        return self._argument.challenged_by(identity)

    # What is made of these alone

    neighbourhood = Argument.neighbourhood
    records_of = Argument.records_of
    partly_unread = Argument.partly_unread
    is_foot = Argument.is_foot
    rests_on = Argument._find_rested_on  # noqa: SLF001 - without the memory that it keeps of answers
    walk = Argument.walk
    scope_along = Argument.scope_along

    # What is worked out for the whole, and asked by element

    @property
    def assessments(self) -> Mapping[Identity, Assessment]:
        return _WatchedMapping(self, self._argument.assessments)

    @property
    def logs(self) -> Mapping[tuple[Identity, int], Any]:
        return _WatchedMapping(self, self._argument.logs)

    @property
    def register(self) -> _WatchedPart:
        return _WatchedPart(self, self._argument.register, {"assessments": self.assessments})

    @property
    def risk(self) -> _WatchedPart:
        return _WatchedPart(self, self._argument.risk, {"outcomes_of": self._outcomes_of})

    def _outcomes_of(self, goal: Identity) -> tuple[Outcome, ...]:
        self.seen.add(goal)
        return self._argument.risk.outcomes_of(goal)

    @property
    def defeated_relationships(self) -> Mapping[tuple[Identity, Identity], Any]:
        return _WatchedMapping(self, self._argument.defeated_relationships)

    @property
    def case(self) -> _WatchedPart:
        """Which file is which is no question about the whole: where that changes, everything is asked again."""
        case = self._argument.case
        modules = {
            name: _WatchedPart(self, module, {part: getattr(module, part) for part in FIXED_OF_MODULES})
            for name, module in case.modules.items()
        }
        return _WatchedPart(self, case, {"modules": modules, "name": case.name})


class _WatchedMapping(Mapping[Any, Any]):
    """Answers by element are noted by element; going through all of them asks about the whole."""

    def __init__(self, watched: Watched, held: Mapping[Any, Any]) -> None:
        self._watched = watched
        self._held = held

    def __getitem__(self, key: Any) -> Any:
        self._watched.seen.add(key if isinstance(key, str) else key[0])
        return self._held[key]

    def __iter__(self) -> Iterator[Any]:
        self._watched.whole = True
        return iter(self._held)

    def __len__(self) -> int:
        self._watched.whole = True
        return len(self._held)


class _WatchedPart:
    """Something that the whole is made of: whatever is not among its known parts is a question about the whole."""

    def __init__(self, watched: Watched, held: object, known: Mapping[str, object]) -> None:
        self._watched = watched
        self._held = held
        self._known = known

    def __getattr__(self, name: str) -> Any:
        if name in self._known:
            return self._known[name]
        self._watched.whole = True
        return getattr(self._held, name)


def changed_between(before: Argument, after: Argument) -> set[Identity] | None:
    """The elements about which some question has another answer; nothing where that may be all of them.

    Records are compared by being the same: one that is equal may stand elsewhere in the text.
    """
    if _files_of(before) != _files_of(after):
        return None
    changed = _differing(before.case.elements, after.case.elements)
    for one, other in zip(_adjacency(before), _adjacency(after), strict=True):
        changed |= {
            identity
            for identity in one.keys() | other.keys()
            if not _same_links(one.get(identity, ()), other.get(identity, ()))
        }
    if before.register is not after.register:
        changed |= _unequal(before.assessments, after.assessments)
    if before.logs is not after.logs:
        changed |= {record for record, _ in (*before.logs, *after.logs)}
    if before.risk is not after.risk:
        changed |= {id_.goal for id_ in (*before.risk.outcomes, *after.risk.outcomes)}
    given_up, given_up_now = before.defeated_relationships, after.defeated_relationships
    ends_named = given_up.keys() | given_up_now.keys()
    changed |= {ends[0] for ends in ends_named if given_up.get(ends) != given_up_now.get(ends)}
    return changed


def _files_of(argument: Argument) -> list[tuple[object, ...]]:
    modules = argument.case.modules.values()
    return [(argument.case.name,), *(tuple(getattr(module, part) for part in FIXED_OF_MODULES) for module in modules)]


def _adjacency(argument: Argument) -> list[Mapping[Identity, list[Link]]]:
    """What the relationships of an argument are kept in: to ask for each element's takes five times as long."""
    return [argument._support, argument._context, argument._parents, argument._challenges, argument._challenging]  # noqa: SLF001


def _differing(one: Mapping[Identity, object], other: Mapping[Identity, object]) -> set[Identity]:
    return {identity for identity in one.keys() | other.keys() if one.get(identity) is not other.get(identity)}


def _unequal(one: Mapping[Identity, object], other: Mapping[Identity, object]) -> set[Identity]:
    return {identity for identity in one.keys() | other.keys() if one.get(identity) != other.get(identity)}


def _same_links(one: list[Link] | tuple[()], other: list[Link] | tuple[()]) -> bool:
    return len(one) == len(other) and all(map(is_, one, other))
