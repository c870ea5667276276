"""Where boxes stand in a figure too large for dot: a tidy tree of the levels, in time linear in their number.

Each box hangs below one of those right above it, and whole subtrees are pushed together until their outlines are a gap
apart (E. Reingold and J. Tilford, "Tidier Drawing of Trees", 1981). Only the levels that two neighbours share are
compared, which is at most one comparison for each box. Outlines are kept deepest level first, so that a box is put on
top of them in one step however deep they are. What leads to a box from elsewhere is a line alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gsn.report.drawing.dot import NODE_GAP, RANK_GAP, Box, Link, Placement, from_left_to_right
from gsn.report.drawing.geometry import Point


@dataclass(slots=True)
class Outline:
    """The left and the right edge of some boxes on each of their levels, the deepest first, before they are shifted."""

    left: list[float]
    right: list[float]
    shift: float = 0.0


def placed_tidily(boxes: Sequence[Box], links: Sequence[Link]) -> Placement:
    """The boxes one below another as the links lead; all lines are left to be drawn."""
    below, roots = _tree(boxes, links)
    middles = _middles(boxes, below, roots)
    heights = _heights(boxes)
    points = (Point(middle, heights[box.rank]) for box, middle in zip(boxes, middles, strict=True))
    return Placement(tuple(points), (None,) * len(links))


def _tree(boxes: Sequence[Box], links: Sequence[Link]) -> tuple[list[list[int]], list[int]]:
    """For each box those that hang below it, from left to right; and the boxes that hang below none."""
    below: list[list[int]] = [[] for _ in boxes]
    hanging: set[int] = set()
    for link in (links[position] for position in from_left_to_right(boxes, links)):
        if link.head not in hanging and boxes[link.head].rank == boxes[link.tail].rank + 1:
            hanging.add(link.head)
            below[link.tail].append(link.head)
    return below, [box for box in range(len(boxes)) if box not in hanging]


def _middles(boxes: Sequence[Box], below: Sequence[Sequence[int]], roots: Sequence[int]) -> list[float]:
    """The middle of each box, measured from the left."""
    order = _from_above(below, roots)
    middles = [0.0] * len(boxes)
    outlines: dict[int, Outline] = {}
    for box in reversed(order):
        hanging = below[box]
        outline = _side_by_side(hanging, outlines, middles)
        if hanging:
            above = (middles[hanging[0]] + middles[hanging[-1]]) / 2
            outline.shift -= above
            for each in hanging:
                middles[each] -= above
        outline.left.append(-boxes[box].width / 2 - outline.shift)
        outline.right.append(boxes[box].width / 2 - outline.shift)
        outlines[box] = outline
    _side_by_side(roots, outlines, middles)
    for box in order:
        for each in below[box]:
            middles[each] += middles[box]
    return middles


def _side_by_side(row: Sequence[int], outlines: dict[int, Outline], middles: list[float]) -> Outline:
    """The outline of several subtrees, each as near to those before it as can be; their middles are set."""
    together = Outline([], [])
    for box in row:
        outline = outlines.pop(box)
        shared = range(-1, -1 - min(len(together.left), len(outline.left)), -1)
        apart = together.shift - outline.shift + NODE_GAP
        way = max((together.right[level] - outline.left[level] + apart for level in shared), default=0.0)
        outline.shift += way
        middles[box] = way
        apart = outline.shift - together.shift
        if len(together.left) >= len(outline.left):
            for level in shared:
                together.right[level] = outline.right[level] + apart
        else:
            for level in shared:
                outline.left[level] = together.left[level] - apart
            together = outline
    return together


def _from_above(below: Sequence[Sequence[int]], roots: Sequence[int]) -> list[int]:
    """Every box after the one that it hangs below."""
    order = list(roots)
    for box in order:
        order.extend(below[box])
    return order


def _heights(boxes: Sequence[Box]) -> Mapping[int, float]:
    """How far below the top the middle of each rank is."""
    tallest: dict[int, float] = {}
    for box in boxes:
        tallest[box.rank] = max(tallest.get(box.rank, 0.0), box.height)
    heights: dict[int, float] = {}
    top = 0.0
    for rank in sorted(tallest):
        heights[rank] = top + tallest[rank] / 2
        top += tallest[rank] + RANK_GAP
    return heights
