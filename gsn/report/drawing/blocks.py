"""An element and the contexts beside it as one box for dot, so that they stay together and the lines are short.

dot meets a block at a column of it: the middle of its element for support, a shoulder for all else that comes to the
element from below, a stack or the gap before it for a challenge to a context or to the relation with it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import ceil

from gsn.report.drawing.figure import Figure
from gsn.report.drawing.geometry import Point
from gsn.report.drawing.scene import Edge
from gsn.report.drawing.stacks import Stack, Stacks, stacked

GAP = 40.0
"""Between an element and a stack beside it: room for the arrow."""
STACK_GAP = 12.0
"""Between two contexts of a stack."""
SHOULDER = 0.4
"""The width of a shoulder's column, in the element's width: its middle is at a fifth."""


class Column(StrEnum):
    """A vertical strip of a block, from left to right; each value is the port that dot knows it by."""

    LEFT_STACK = "a"
    LEFT_GAP = "b"
    LEFT_SHOULDER = "c"
    MIDDLE = "d"
    RIGHT_SHOULDER = "e"
    RIGHT_GAP = "f"
    RIGHT_STACK = "g"


@dataclass(frozen=True, slots=True)
class Block:
    """An element and its own contexts, with the places of their bodies from the block's top left corner."""

    owner: str
    columns: Mapping[Column, float]
    height: float
    places: Mapping[str, Point]

    @property
    def width(self) -> float:
        """The width of all columns."""
        return sum(self.columns.values())


@dataclass(frozen=True, slots=True)
class Blocks:
    """All blocks in the order of their owners, the block of each element, and the stack that a context stands in."""

    blocks: tuple[Block, ...]
    index: Mapping[str, int]
    stack: Mapping[str, Column]


def packed(figures: Mapping[str, Figure], edges: Sequence[Edge]) -> Blocks:
    """The scene's elements in blocks."""
    stacks = stacked(figures, edges)
    stack: dict[str, Column] = {}
    for both in stacks.values():
        stack |= dict.fromkeys(both.left.keys, Column.LEFT_STACK)
        stack |= dict.fromkeys(both.right.keys, Column.RIGHT_STACK)
    none = Stacks(Stack([]), Stack([]))
    blocks = tuple(_block(key, stacks.get(key, none), figures) for key in figures if key not in stack)
    index = {key: position for position, block in enumerate(blocks) for key in block.places}
    return Blocks(blocks, index, stack)


def _block(owner: str, stacks: Stacks, figures: Mapping[str, Figure]) -> Block:
    """An element between its stacks; the axes of all three are at half the block's height."""
    columns = _columns(figures[owner], stacks, figures)
    groups = {
        Column.LEFT_STACK: _from_axis([(key, figures[key]) for key in stacks.left.keys]),
        Column.MIDDLE: _from_axis([(owner, figures[owner])]),
        Column.RIGHT_STACK: _from_axis([(key, figures[key]) for key in stacks.right.keys]),
    }
    axes = {key: (column, axis) for column, group in groups.items() for key, axis in group.items()}
    reach = ceil(max(max(figures[key].above - axis, figures[key].below + axis) for key, (_, axis) in axes.items()))
    places = {
        key: Point(_middle(columns, column) - figures[key].body.width / 2, reach + axis - figures[key].body.axis)
        for key, (column, axis) in axes.items()
    }
    return Block(owner, columns, 2.0 * reach, places)


def _columns(figure: Figure, stacks: Stacks, figures: Mapping[str, Figure]) -> dict[Column, float]:
    """The widths of a block's columns, from left to right."""
    shoulder = float(round(SHOULDER * figure.body.width))
    columns: dict[Column, float] = {}
    if stacks.left.keys:
        columns[Column.LEFT_STACK] = max(figures[key].body.width for key in stacks.left.keys)
        columns[Column.LEFT_GAP] = GAP + stacks.left.gap
    columns[Column.LEFT_SHOULDER] = shoulder
    columns[Column.MIDDLE] = figure.body.width - 2 * shoulder
    columns[Column.RIGHT_SHOULDER] = shoulder
    if stacks.right.keys:
        columns[Column.RIGHT_GAP] = GAP + stacks.right.gap
        columns[Column.RIGHT_STACK] = max(figures[key].body.width for key in stacks.right.keys)
    return columns


def _middle(columns: Mapping[Column, float], wanted: Column) -> float:
    """Where the middle of a column is."""
    left = 0.0
    for column, width in columns.items():
        if column is wanted:
            break
        left += width
    return left + columns[wanted] / 2


def _from_axis(stack: Sequence[tuple[str, Figure]]) -> dict[str, float]:
    """How far below the block's axis each element of a stack has its own: the outermost two equally far."""
    axes: dict[str, float] = {}
    bottom = 0.0
    for key, figure in stack:
        axes[key] = bottom + figure.above
        bottom += figure.above + figure.below + STACK_GAP
    middle = (min(axes.values()) + max(axes.values())) / 2 if axes else 0.0
    return {key: axis - middle for key, axis in axes.items()}
