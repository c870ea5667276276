"""What is to be drawn: elements, relations and marks, as plain records."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

NODE_LIMIT = 250_000
"""The most elements in one figure: some gigabytes of memory."""

EDGE_LIMIT = 750_000
"""The most relations in one figure."""

EdgeName: TypeAlias = "tuple[str, str | EdgeName]"
"""A relation, named by its ends: `("G1", "G2")`, or `("CG1", ("G1", "G2"))` for the challenge to it."""


class SceneTooLarge(ValueError):
    """The scene has more elements or relations than one figure can hold."""


class LayoutUnavailable(RuntimeError):
    """Graphviz, which places the elements, is not there or did not do its work."""


class Shape(StrEnum):
    """The symbols of the GSN Community Standard v3, and two of our own; each value is a CSS class.

    A challenge is a goal (1:6.2) that a reader should be able to find; an unreadable element is one whose kind could
    not be read.
    """

    GOAL = "goal"
    STRATEGY = "strategy"
    SOLUTION = "solution"
    CONTEXT = "context"
    ASSUMPTION = "assumption"
    JUSTIFICATION = "justification"
    AWAY_GOAL = "away-goal"
    AWAY_SOLUTION = "away-solution"
    AWAY_CONTEXT = "away-context"
    AWAY_ASSUMPTION = "away-assumption"
    AWAY_JUSTIFICATION = "away-justification"
    MODULE = "module"
    CONTRACT = "contract"
    CHALLENGE = "challenge"
    UNREADABLE = "unreadable-element"


class Decoration(StrEnum):
    """The marks that an element can bear; each value is a CSS class (1:2.2, 1:3.2, 1:4.2, 1:6.2)."""

    UNDEVELOPED = "undeveloped"
    UNINSTANTIATED = "uninstantiated"
    BY_CONTRACT = "by-contract"
    PUBLIC = "public"
    DEFEATED = "defeated"


class State(StrEnum):
    """How an element stands; each value is a CSS class, and all but the neutral one bear a sign beside the colour."""

    NEUTRAL = "neutral"
    SUPPORTED = "supported"
    OPEN = "open"
    FAILING = "failing"
    UNREADABLE = "unreadable"


class Relation(StrEnum):
    """How two elements are joined; each value is a CSS class."""

    SUPPORTED_BY = "supported-by"
    IN_CONTEXT_OF = "in-context-of"
    CHALLENGES = "challenges"
    COMPOSITE = "composite"
    """Between modules: one is supported by the other and in its context (1:4.4, Table 1:4-4)."""


@dataclass(frozen=True, slots=True)
class ClaimPoint:
    """An assurance claim point (1:5): a black square where confidence is argued.

    Args:
        label: its id, or the name of the goal that argues it (1:5.3.2).
        title: what a pointer that rests on it is told.
        href: where that argument is; see `Node`.
    """

    label: str
    title: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class Node:
    """An element: its symbol, its words and its marks.

    Args:
        key: names the element within the scene; the first of two nodes with one key is drawn.
        identifier: in bold above the statement, `G1`.
        text: the statement; wrapped, and cut where it is too long to be read in a figure.
        shape: the symbol.
        module: the module that an away element comes from, in its lower band.
        decorations: the marks of the notation.
        confidence: the assurance claim points at this element.
        off_diagram: the diagram on which the argument goes on (1:2.2.20), a grey triangle; empty for none.
        off_diagram_href: where that diagram is.
        state: how the element stands.
        href: an in-page anchor, `#G1`, or a file in the same folder, `m.svg#G1`; anything else is no link.
        title: what a pointer that rests on the element is told; by default its identifier and whole statement.
    """

    key: str
    identifier: str
    text: str
    shape: Shape
    module: str = ""
    decorations: frozenset[Decoration] = frozenset()
    confidence: tuple[ClaimPoint, ...] = ()
    off_diagram: str = ""
    off_diagram_href: str = ""
    state: State = State.NEUTRAL
    href: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Edge:
    """A relation, in the direction of its arrow: from an element to its support, its context or what it challenges.

    Args:
        source: the key of a node.
        target: the key of a node; for a challenge also the name of an edge.
        relation: how the two are joined.
        defeated: a small cross on the line.
        confidence: the assurance claim points on the line.
        returning: between modules, how the target leads back to the source: a second head, at the source.
    """

    source: str
    target: str | EdgeName
    relation: Relation
    defeated: bool = False
    confidence: tuple[ClaimPoint, ...] = ()
    returning: Relation | None = None

    @property
    def name(self) -> EdgeName:
        """What a challenge to this relation has as its target."""
        return (self.source, self.target)


@dataclass(frozen=True, slots=True)
class Scene:
    """One figure: its elements and relations in the author's order, and what a person who cannot see it is told."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    title: str
    description: str = ""
