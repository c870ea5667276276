"""Names, and places that name something else."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

from gsn.model.place import Place

Identity: TypeAlias = str
"""``module::name``: how an element is known in findings, links and documents. A module itself is ``module::``."""

RESERVED = frozenset(
    ["any", "all", "of", "at", "least", "then", "not", "given", "over", "prior", "as", "event", "unset"]
)
"""Words of expressions and measurements: no element may have one for its name."""


def identity(module: str, name: str) -> Identity:
    """The identity of an element of a module."""
    return f"{module}::{name}"


def module_of(element: Identity) -> str:
    """The module that an identity names."""
    return element.partition("::")[0]


def name_of(element: Identity) -> str:
    """The name within its module, without the mark that tells a second declaration of it apart."""
    return element.partition("::")[2].partition("#")[0]


def name_seen_from(module: str, element: Identity) -> str:
    """An element's name as it is written in a module: with its own module, where that is another."""
    own, name = module_of(element), name_of(element)
    if own == module and name:
        return name
    return identity(own, name).removesuffix("::")


@dataclass(frozen=True, slots=True)
class Ref:
    """A place that names an element; its module is filled in where the text leaves it out."""

    identity: Identity
    place: Place = field(compare=False, repr=False)

    @property
    def module(self) -> str:
        return module_of(self.identity)

    @property
    def name(self) -> str:
        return name_of(self.identity)


@dataclass(frozen=True, slots=True)
class Edge:
    """A relationship of the argument, named by its two ends."""

    source: Ref
    target: Ref


@dataclass(frozen=True, slots=True)
class Mention:
    """``[[G3]]`` in a text: columns of the plain text, and what is named there."""

    start: int
    end: int
    ref: Ref


@dataclass(frozen=True, slots=True)
class Text:
    """A quoted text as a reader sees it: its parts joined, its escapes undone.

    ``parameters`` are the names that stand in it in braces and wait for a value.
    """

    plain: str
    parameters: tuple[str, ...] = ()
    mentions: tuple[Mention, ...] = ()
    place: Place | None = field(default=None, compare=False, repr=False)

    def __str__(self) -> str:
        return self.plain
