"""What could not be read: kept in the case beside what could."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

from gsn.model.place import Place
from gsn.model.reference import Identity

ProblemName: TypeAlias = str
"""The name of the rule that explains it, such as ``unknown-word``."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with the text at one place, in the words of a finding."""

    name: ProblemName
    message: str
    place: Place = field(compare=False)
    help: str | None = None
    element: Identity | None = None
    related: tuple[tuple[Place, str], ...] = field(default=(), compare=False)
