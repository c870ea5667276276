"""A tree of boxes drawn in characters: GSN's shapes as far as characters allow. It knows nothing of cases.

Goals stand in rows, each above the middle of what stands below it; what scopes an element stands beside it, behind an
open arrow. A drawing is laid out without recursion, however deep it is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from textwrap import wrap
from typing import NamedTuple

from rich.cells import cell_len, set_cell_size

INNER = 22
"""Columns of text in a box."""
MOST_ROWS = 4
"""Lines of text in a box; what is longer is cut."""
BESIDE = 4
"""Columns between a box and what scopes it."""
APART = 2
"""Columns between neighbours."""
BETWEEN = 3
"""Lines between two rows of boxes."""


class Shape(NamedTuple):
    """What a box is drawn with: its corners from the top left, clockwise, and its edges."""

    corners: str
    across: str
    left: str
    right: str


GOAL = Shape("┌┐┘└", "─", "│", "│")
STRATEGY = Shape("╱╱╱╱", "─", "╱", "╱")
SOLUTION = Shape("╭╮╯╰", "─", "(", ")")
CONTEXT = Shape("╭╮╯╰", "─", "│", "│")
OVAL = Shape("╭╮╯╰", "─", "(", ")")
CHALLENGE = Shape("┌┐┘└", "╌", "╎", "╎")


@dataclass(frozen=True, slots=True)
class Box:
    """One element.

    Attributes:
        key: By which it is known.
        title: Its first line.
        text: The rest.
        shape: What it is drawn with.
        foot: What stands in its lower edge: that it is undeveloped, or has more below it.
        below: The boxes below it, by their keys.
        beside: The boxes that scope it.
    """

    key: str
    title: str
    text: str
    shape: Shape = GOAL
    foot: str = ""
    below: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()


class Place(NamedTuple):
    """Where a box stands, from the top left, in cells."""

    x: int
    y: int
    width: int
    height: int


@dataclass(slots=True)
class Drawing:
    """Lines of characters, and where each box stands."""

    rows: list[str]
    places: dict[str, Place]

    @property
    def width(self) -> int:
        return max(map(cell_len, self.rows), default=0)


def draw(boxes: Mapping[str, Box], roots: Sequence[str]) -> Drawing:
    """Draw what stands below some boxes. Each box stands below one other at most, or is a root."""
    layout = _Layout(boxes, roots)
    canvas = _Canvas()
    for key, place in layout.places.items():
        canvas.box(place, _rows(boxes[key]), boxes[key])
    for key in layout.order:
        canvas.connect(layout.places[key], [layout.places[child] for child in boxes[key].below])
        for scope in boxes[key].beside:
            canvas.scope(layout.places[key], layout.places[scope])
    return Drawing(canvas.lines(), layout.places)


def _rows(box: Box) -> list[str]:
    """The lines in a box."""
    rows = [set_cell_size(box.title, min(cell_len(box.title), INNER))]
    told = wrap(box.text, INNER)
    rows += told[:MOST_ROWS]
    if len(told) > MOST_ROWS:
        rows[-1] = f"{rows[-1][: INNER - 1]}…"
    return rows


class _Layout:
    """Where each box stands."""

    def __init__(self, boxes: Mapping[str, Box], roots: Sequence[str]) -> None:
        self.boxes = boxes
        self.places: dict[str, Place] = {}
        self.order: list[str] = []
        self._depth: dict[str, int] = {}
        self._walk(roots)
        self._widths: dict[str, int] = {}
        for key in reversed(self.order):
            below = sum(self._widths[child] + APART for child in boxes[key].below) - APART
            self._widths[key] = max(self._own_width(key), below)
        self._place(roots)

    def _walk(self, roots: Sequence[str]) -> None:
        waiting = [(root, 0) for root in reversed(roots)]
        while waiting:
            key, depth = waiting.pop()
            self.order.append(key)
            self._depth[key] = depth
            waiting += [(child, depth + 1) for child in reversed(self.boxes[key].below)]

    def _own_width(self, key: str) -> int:
        """A box stands in the middle of its room, so what is beside it takes as much on either side."""
        beside = BESIDE + INNER + 4 if self.boxes[key].beside else 0
        return INNER + 4 + 2 * beside if self.boxes[key].below else INNER + 4 + beside

    def _height(self, key: str) -> int:
        return len(_rows(self.boxes[key])) + 2

    def _place(self, roots: Sequence[str]) -> None:
        tops = self._tops()
        left = 0
        starts: dict[str, int] = {}
        for root in roots:
            starts[root] = left
            left += self._widths[root] + APART
        for key in self.order:
            box, start, room = self.boxes[key], starts[key], self._widths[key]
            below = sum(self._widths[child] + APART for child in box.below) - APART
            x = start + (room - INNER - 4) // 2 if box.below or not box.beside else start
            self.places[key] = Place(x, tops[self._depth[key]], INNER + 4, self._height(key))
            y = tops[self._depth[key]]
            for scope in box.beside:
                self.places[scope] = Place(x + INNER + 4 + BESIDE, y, INNER + 4, self._height(scope))
                y += self._height(scope)
            at = start + (room - below) // 2
            for child in box.below:
                starts[child] = at
                at += self._widths[child] + APART

    def _tops(self) -> list[int]:
        """The first line of each row of boxes: below the highest of the row above."""
        heights = [0] * (max(self._depth.values(), default=0) + 1)
        for key in self.order:
            beside = sum(map(self._height, self.boxes[key].beside))
            heights[self._depth[key]] = max(heights[self._depth[key]], self._height(key), beside)
        tops = [0]
        for height in heights[:-1]:
            tops.append(tops[-1] + height + BETWEEN)
        return tops


@dataclass(slots=True)
class _Canvas:
    """Characters by line and column. A wide character takes two columns, the second of which is empty."""

    cells: dict[int, dict[int, str]] = field(default_factory=dict)

    def put(self, x: int, y: int, text: str) -> None:
        row = self.cells.setdefault(y, {})
        for character in text:
            row[x] = character
            wide = cell_len(character) > 1
            if wide:
                row[x + 1] = ""
            x += 1 + wide

    def box(self, place: Place, rows: Sequence[str], box: Box) -> None:
        shape, inside = box.shape, place.width - 2
        self.put(place.x, place.y, f"{shape.corners[0]}{shape.across * inside}{shape.corners[1]}")
        for number, row in enumerate(rows, start=1):
            self.put(place.x, place.y + number, f"{shape.left} {set_cell_size(row, INNER)} {shape.right}")
        bottom = place.y + place.height - 1
        self.put(place.x, bottom, f"{shape.corners[3]}{shape.across * inside}{shape.corners[2]}")
        if box.foot:
            self.put(place.x + (place.width - cell_len(box.foot)) // 2, bottom, box.foot)

    def connect(self, above: Place, below: Sequence[Place]) -> None:
        """Lines from a box down to those below it."""
        if not below:
            return
        middle, fork = above.x + above.width // 2, below[0].y - 2
        ends = [place.x + place.width // 2 for place in below]
        for y in range(above.y + above.height, fork):
            self.put(middle, y, "│")
        left, right = min(*ends, middle), max(*ends, middle)
        for x in range(left, right + 1):
            self.put(x, fork, _joint(x, middle, ends, (left, right)))
        for x in ends:
            self.put(x, fork + 1, "▼")

    def scope(self, box: Place, scope: Place) -> None:
        """An open arrow from a box to what scopes it; further ones hang below the first."""
        y = scope.y + 1
        start = box.x + box.width
        if y < box.y + box.height:
            self.put(start, y, "─" * (BESIDE - 1) + "▷")
        else:
            self.put(start + 1, y, "└" + "─" * (BESIDE - 3) + "▷")
            for above in range(box.y + 2, y):
                if self.cells.get(above, {}).get(start + 1) in {None, "─", "└"}:
                    self.put(start + 1, above, "├" if self.cells.get(above, {}).get(start + 1) == "└" else "│")

    def lines(self) -> list[str]:
        found = []
        for y in range(max(self.cells, default=-1) + 1):
            row = self.cells.get(y, {})
            found.append("".join(row.get(x, " ") for x in range(max(row, default=-1) + 1)))
        return found


def _joint(x: int, middle: int, ends: Sequence[int], span: tuple[int, int]) -> str:
    """The character of a fork at a column: what goes up, down, to the left and to the right there."""
    goes = (x == middle, x in ends, x > span[0], x < span[1])
    return _JOINTS[goes]


_JOINTS = {
    (False, False, False, False): " ",
    (True, True, False, False): "│",
    (True, True, True, True): "┼",
    (True, True, True, False): "┤",
    (True, True, False, True): "├",
    (True, False, True, True): "┴",
    (True, False, True, False): "┘",
    (True, False, False, True): "└",
    (True, False, False, False): "│",
    (False, True, True, True): "┬",
    (False, True, True, False): "┐",
    (False, True, False, True): "┌",
    (False, True, False, False): "│",
    (False, False, True, True): "─",
    (False, False, True, False): "─",
    (False, False, False, True): "─",
}
