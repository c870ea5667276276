"""A profile as its own text states it, before anything is inherited."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from gsn.model.place import Place
from gsn.model.problem import Problem
from gsn.model.reference import Text
from gsn.treaty.kinds import Kind


@dataclass(frozen=True, slots=True)
class Said:
    """What one clause holds, and where it stands."""

    value: Any
    place: Place = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement and its clauses, by the field that each fills.

    Without a text it refines a statement of this name that is inherited. ``version`` is the version of the profile
    that it stands in; ``lost`` are the fields of clauses that may stand on lines that could not be read.
    """

    kind: Kind
    name: str
    text: Text | None
    place: Place = field(compare=False, repr=False)
    clauses: Mapping[str, tuple[Said, ...]]
    lost: frozenset[str] = frozenset()
    version: str | None = None

    def one(self, name: str) -> Any:
        """The value of a field that one clause fills; nothing where the clause is not there."""
        held = self.clauses.get(name)
        return held[0].value if held else None


@dataclass(frozen=True, slots=True)
class ProfileText:
    """What one text says.

    ``names_lost`` is true where a line that may have declared something could not be read: then nothing may be
    concluded from a name that nothing seems to declare.
    """

    head: Statement
    statements: tuple[Statement, ...]
    problems: tuple[Problem, ...]
    names_lost: bool

    @property
    def versions(self) -> tuple[Statement, ...]:
        return tuple(statement for statement in self.statements if statement.kind is Kind.VERSION)
