"""Where Graphviz's dot puts boxes and lines, from their sizes and numbers alone: no user's text reaches its C code.

pygraphviz carries Graphviz and runs it in this process; a `dot` on the PATH serves where that is not installed.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import TypeAlias

from gsn.report.drawing.geometry import Curve, Point
from gsn.report.drawing.scene import LayoutUnavailable

UNAVAILABLE = "drawing a figure needs Graphviz: install gsn-case[documents], or Graphviz so that `dot` is on the PATH"
POINTS_PER_INCH = 72.0
NODE_GAP = 26.0
RANK_GAP = 58.0

Positions: TypeAlias = dict[int, str]
"""The `pos` attributes that dot wrote, by the numbers of the nodes or of the edges."""

_ONE_AT_A_TIME = Lock()
"""Graphviz keeps its state in globals."""


@dataclass(frozen=True, slots=True)
class Box:
    """A box to be placed.

    Args:
        height: of the box.
        ports: along its width from left to right, with the width of each.
        rank: how many ranks are above it.
    """

    height: float
    ports: Sequence[tuple[str, float]]
    rank: int = 0

    @property
    def width(self) -> float:
        """The width of all ports."""
        return sum(width for _, width in self.ports)


@dataclass(frozen=True, slots=True)
class Link:
    """A line from the lower edge of one box's port to the upper edge of another's, both named by their positions."""

    tail: int
    tail_port: str
    head: int
    head_port: str


@dataclass(frozen=True, slots=True)
class Placement:
    """The middles of the boxes, and the lines; a line that dot could not draw is None. y grows downward."""

    middles: tuple[Point, ...]
    curves: tuple[Curve | None, ...]


def placed(boxes: Sequence[Box], links: Sequence[Link]) -> Placement:
    """The boxes one below another as the links lead, and the links' lines.

    Raises:
        LayoutUnavailable: if there is no Graphviz, or if it failed.
    """
    if not boxes:
        return Placement((), ())
    middles, curves = _run(source(boxes, links))
    if len(middles) < len(boxes):
        raise LayoutUnavailable("Graphviz did not place every element")
    return Placement(
        tuple(_point(middles[position]) for position in range(len(boxes))),
        tuple(_curve(curves.get(position, "")) for position in range(len(links))),
    )


def source(boxes: Sequence[Box], links: Sequence[Link]) -> str:
    """The graph in the DOT language: numbers only."""
    gaps = f"nodesep={_inches(NODE_GAP)},ranksep={_inches(RANK_GAP)}"
    lines = [f"digraph {{graph [{gaps},ordering=out]; node [shape=none,fixedsize=true,margin=0]; edge [dir=none];"]
    lines += [_box(position, box) for position, box in enumerate(boxes)]
    for rank in range(max((box.rank for box in boxes), default=-1) + 1):
        members = "".join(f"{position};" for position, box in enumerate(boxes) if box.rank == rank)
        lines.append(f"{{rank=same;{members}}}")
    for position in from_left_to_right(boxes, links):
        link = links[position]
        lines.append(f"{link.tail}:{link.tail_port}:s -> {link.head}:{link.head_port}:n [id={position}];")
    return "\n".join([*lines, "}\n"])


def from_left_to_right(boxes: Sequence[Box], links: Sequence[Link]) -> list[int]:
    """The positions of the links, those of one box in the order in which they leave it: so they stand below it."""

    def leaving(position: int) -> tuple[int, int]:
        ports = [port for port, _ in boxes[links[position].tail].ports]
        return links[position].tail, ports.index(links[position].tail_port)

    return sorted(range(len(links)), key=leaving)


def _box(position: int, box: Box) -> str:
    """A box as an empty table of fixed size, whose cells are the ports."""
    size = f'fixedsize="true" height="{box.height:.0f}"'
    cells = "".join(f'<td port="{port}" {size} width="{width:.0f}"></td>' for port, width in box.ports)
    table = f'<table border="0" cellborder="0" cellspacing="0" cellpadding="0"><tr>{cells}</tr></table>'
    return f"{position} [width={_inches(box.width)},height={_inches(box.height)},label=<{table}>];"


def _inches(length: float) -> str:
    """A length as dot takes it, never rounded down: dot complains of a box that is smaller than its table."""
    return f"{length / POINTS_PER_INCH + 0.00001:.5f}"


def _run(graph: str) -> tuple[Positions, Positions]:
    """What dot says of the nodes and of the edges."""
    try:
        import pygraphviz
    except ImportError:
        return _run_program(graph)
    with _ONE_AT_A_TIME:
        laid_out = pygraphviz.AGraph(string=graph)
        try:
            laid_out.layout(prog="dot")
            middles = {int(node): str(node.attr["pos"] or "") for node in laid_out.nodes()}
            curves = {int(edge.attr["id"]): str(edge.attr["pos"] or "") for edge in laid_out.edges()}
        finally:
            laid_out.close()
    return middles, curves


def _run_program(graph: str) -> tuple[Positions, Positions]:
    """The same from the program `dot`."""
    import graphviz

    try:
        answer = json.loads(graphviz.pipe("dot", "json0", graph.encode("ascii"), quiet=True))
    except graphviz.ExecutableNotFound as error:
        raise LayoutUnavailable(UNAVAILABLE) from error
    except graphviz.CalledProcessError as error:
        raise LayoutUnavailable(f"Graphviz failed: {error}") from error
    middles = {int(node["name"]): str(node["pos"]) for node in answer.get("objects", []) if "pos" in node}
    curves = {int(edge["id"]): str(edge.get("pos", "")) for edge in answer.get("edges", [])}
    return middles, curves


def _point(written: str) -> Point:
    """A node's `pos`, `x,y`."""
    points = tuple(_points(written))
    if len(points) != 1:
        raise LayoutUnavailable("Graphviz did not place every element")
    return points[0]


def _curve(written: str) -> Curve | None:
    """An edge's `pos`: a start, and three points for each cubic."""
    points = tuple(_points(written))
    return points if len(points) > 1 and len(points) % 3 == 1 else None


def _points(written: str) -> Iterator[Point]:
    for pair in written.split():
        x, _, y = pair.partition(",")
        yield Point(float(x), -float(y))
