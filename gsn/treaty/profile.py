"""A profile as a case is held against it: all that it inherits and refines put together, of one day.

Every clause keeps where it was stated: in which profile, at which place of it, from which source.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from typing import Any

from gsn.model.place import Place
from gsn.model.problem import Problem
from gsn.model.reference import Text
from gsn.treaty.kinds import Kind


@dataclass(frozen=True, slots=True)
class Given:
    """What a clause holds, and by whose word: the profile that states it, and the source which that names.

    ``confirmed`` says how the figure is known where the profile says it.
    """

    value: Any
    place: Place = field(compare=False, repr=False)
    profile: str
    source: Text | None
    confirmed: str | None


@dataclass(frozen=True, slots=True)
class Item:
    """A tier, a requirement, a limit or a definition with all its clauses, by the field that each fills.

    ``refined_in`` are the profiles and versions that refined it, nearest last; ``lost`` are the fields of clauses that
    may stand on lines that could not be read.
    """

    kind: Kind
    name: str
    text: Text | None
    place: Place = field(compare=False, repr=False)
    declared_in: str
    clauses: Mapping[str, tuple[Given, ...]]
    refined_in: tuple[str, ...] = ()
    lost: frozenset[str] = frozenset()

    def one(self, name: str) -> Any:
        """The value of a field that one clause fills; nothing where the clause is not there."""
        held = self.clauses.get(name)
        return held[0].value if held else None

    def all(self, name: str) -> tuple[Any, ...]:
        """The values of a field that several clauses may fill."""
        return tuple(given.value for given in self.clauses.get(name, ()))


@dataclass(frozen=True, slots=True)
class Origin:
    """One text of a profile: its name, its file, and the SHA-256 of its bytes. ``built_in`` ones come with gsn."""

    name: str
    file: str
    sha256: str
    built_in: bool


@dataclass(frozen=True, slots=True)
class Profile:
    """A profile resolved.

    ``lineage`` are its own text and those that it extends or is a protocol of, its own first; ``version`` is the one
    that holds on ``as_of``; ``problems`` are those of all its texts.
    """

    head: Item
    items: Mapping[str, Item]
    lineage: tuple[Origin, ...]
    as_of: date
    version: str | None
    versions: tuple[str, ...]
    problems: tuple[Problem, ...]

    @property
    def name(self) -> str:
        return self.head.name

    @property
    def title(self) -> str:
        return self.head.text.plain if self.head.text is not None else ""

    @property
    def supplied_by_developer(self) -> bool:
        """Whether any of its texts is a local file: what a developer supplied is never the regulator's word."""
        return not all(origin.built_in for origin in self.lineage)

    @property
    def digest(self) -> str:
        """One SHA-256 of it and of all that it extends: of the lines ``NAME SHA-256`` of its lineage."""
        lines = "".join(f"{origin.name} {origin.sha256}\n" for origin in self.lineage)
        return sha256(lines.encode()).hexdigest()

    def of_kind(self, kind: Kind) -> tuple[Item, ...]:
        """Its items of a kind, inherited ones first, in the order of their texts."""
        return tuple(item for item in self.items.values() if item.kind is kind)
