"""Which lines dot draws for the relations between blocks, and where on the blocks they end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from gsn.report.drawing.blocks import Blocks, Column
from gsn.report.drawing.dot import Box, Link
from gsn.report.drawing.relations import challenged, depth
from gsn.report.drawing.scene import Edge, EdgeName, Relation

CROSSING = Box(24.0, ((Column.LEFT_SHOULDER, 30.0), (Column.MIDDLE, 2.0), (Column.RIGHT_SHOULDER, 30.0)))
"""A place on a line that is challenged: the line goes through its middle, challenges come in at a shoulder."""

_GAPS = {Column.LEFT_STACK: Column.LEFT_GAP, Column.RIGHT_STACK: Column.RIGHT_GAP}


@dataclass(frozen=True, slots=True)
class Way:
    """What dot draws of one relation: lines one below another, and the column of its upper end."""

    links: tuple[int, ...]
    column: Column


@dataclass(frozen=True, slots=True)
class Wiring:
    """What dot is to draw.

    Args:
        links: the lines, each downward: support and context from the element, a challenge from what it challenges.
        marks: how many marks each line bears above its lower end.
        ways: for each relation what of it dot draws; nothing where both ends are in one block.
        crossings: the boxes for challenged relations, by their positions after the blocks.
    """

    links: tuple[Link, ...]
    marks: tuple[int, ...]
    ways: tuple[Way, ...]
    crossings: Mapping[EdgeName, int]


def wired(blocks: Blocks, edges: Sequence[Edge]) -> Wiring:
    """The lines for the relations."""
    crossings = _crossings(blocks, edges)
    met: Counter[str | EdgeName] = Counter()
    links: list[Link] = []
    marks: list[int] = []
    ways: list[Way] = []
    for edge in edges:
        column = _upper_column(edge, blocks, crossings, met)
        upper, lower = _upper_box(edge, blocks, crossings), _lower_box(edge, blocks)
        through = [(upper, column), (lower, lower_column(edge))]
        if edge.name in crossings:
            through.insert(1, (crossings[edge.name], Column.MIDDLE))
        drawn = [] if upper == lower else [Link(*tail, *head) for tail, head in pairwise(through)]
        ways.append(Way(tuple(range(len(links), len(links) + len(drawn))), column))
        links += drawn
        marks += [0 if edge.relation is Relation.CHALLENGES else len(edge.confidence) + edge.defeated for _ in drawn]
    return Wiring(tuple(links), tuple(marks), tuple(ways), crossings)


def lower_column(edge: Edge) -> Column:
    """Where the line comes to its lower box: several heads of one kind are one to the eye, and those of two are not."""
    return Column.RIGHT_SHOULDER if edge.relation is Relation.COMPOSITE else Column.MIDDLE


def is_beside(edge: Edge, stack: Mapping[str, Column]) -> bool:
    """Whether the relation leads to a context that stands beside its owner."""
    return edge.relation is Relation.IN_CONTEXT_OF and edge.target in stack


def _crossings(blocks: Blocks, edges: Sequence[Edge]) -> dict[EdgeName, int]:
    """A box for each challenged relation between two blocks."""
    disputed = challenged(edges)
    crossings: dict[EdgeName, int] = {}
    for edge in sorted(edges, key=depth):
        if edge.name in disputed and _upper_box(edge, blocks, crossings) != _lower_box(edge, blocks):
            crossings.setdefault(edge.name, len(blocks.blocks) + len(crossings))
    return crossings


def _upper_box(edge: Edge, blocks: Blocks, crossings: Mapping[EdgeName, int]) -> int:
    """The box that the relation's line leaves downward."""
    return _box(edge.target if edge.relation is Relation.CHALLENGES else edge.source, blocks, crossings)


def _lower_box(edge: Edge, blocks: Blocks) -> int:
    """The box that the relation's line comes to from above."""
    return blocks.index[edge.source if edge.relation is Relation.CHALLENGES else str(edge.target)]


def _box(end: str | EdgeName, blocks: Blocks, crossings: Mapping[EdgeName, int]) -> int:
    """The box of an element, or of a relation: its crossing, or the block that it lies in with both ends."""
    while not isinstance(end, str):
        if end in crossings:
            return crossings[end]
        end = end[0]
    return blocks.index[end]


def _upper_column(
    edge: Edge, blocks: Blocks, crossings: Mapping[EdgeName, int], met: Counter[str | EdgeName]
) -> Column:
    """Where the line leaves its upper box; what comes to one thing from below comes in at its shoulders in turn."""
    if edge.returning is not None:
        met[edge.source] += 1
        return Column.RIGHT_SHOULDER if met[edge.source] % 2 else Column.LEFT_SHOULDER
    if edge.relation in {Relation.SUPPORTED_BY, Relation.COMPOSITE}:
        return Column.MIDDLE
    if edge.relation is Relation.IN_CONTEXT_OF:
        return Column.LEFT_SHOULDER
    if isinstance(edge.target, str) and edge.target in blocks.stack:
        return blocks.stack[edge.target]
    beside = None if isinstance(edge.target, str) or edge.target in crossings else edge.target[1]
    if isinstance(beside, str) and beside in blocks.stack:
        return _GAPS[blocks.stack[beside]]
    met[edge.target] += 1
    return Column.RIGHT_SHOULDER if met[edge.target] % 2 else Column.LEFT_SHOULDER
