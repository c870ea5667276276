"""The line of each relation, from its source to its target as its arrow goes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from gsn.report.drawing.blocks import Column
from gsn.report.drawing.channels import HEAD_ROOM
from gsn.report.drawing.geometry import Curve, Point, distance, joined, point_above, point_along, straight
from gsn.report.drawing.layout import Layout
from gsn.report.drawing.relations import depth
from gsn.report.drawing.scene import Edge, EdgeName, Relation
from gsn.report.drawing.wiring import Way, is_beside, lower_column

SHOULDERS = {Column.LEFT_SHOULDER: 0.2, Column.RIGHT_SHOULDER: 0.8}
VISIBLE = 0.5
"""Two points closer than this are one to the eye."""
DIP = 46.0
"""How far a line between two ends of one block hangs below them."""


def routed(layout: Layout) -> tuple[Curve, ...]:
    """The lines of the relations, in their order; what is challenged is drawn before its challenge."""
    lines: dict[int, Curve] = {}
    named: dict[EdgeName, Curve] = {}
    for index in sorted(range(len(layout.edges)), key=lambda index: depth(layout.edges[index])):
        edge = layout.edges[index]
        lines[index] = _line(edge, layout.ways[index], layout, named)
        named.setdefault(edge.name, lines[index])
    return tuple(lines[index] for index in range(len(lines)))


def _line(edge: Edge, way: Way, layout: Layout, named: Mapping[EdgeName, Curve]) -> Curve:
    """The line of one relation; `named` has those that it may challenge."""
    if is_beside(edge, layout.stack):
        return _sideways(edge.source, str(edge.target), layout)
    challenge = edge.relation is Relation.CHALLENGES
    drawn = [curve for curve in (layout.curves[link] for link in way.links) if curve is not None]
    upper = _upper_end(edge, way.column, layout, named, drawn)
    lower = edge.source if challenge else str(edge.target)
    if way.links:
        crossing = challenge and edge.target in layout.crossings
        line = _connected(
            upper, drawn, _on(lower, layout.figures[lower].entrance(_share(edge)), layout), crossing=crossing
        )
    else:
        line = _hanging(upper, lower, layout)
    return line[::-1] if challenge else line


def _share(edge: Edge) -> float:
    """How far to the right in the lower element's width the line comes in."""
    return SHOULDERS.get(lower_column(edge), 0.5)


def _upper_end(
    edge: Edge, column: Column, layout: Layout, named: Mapping[EdgeName, Curve], drawn: Sequence[Curve]
) -> Point:
    """Where the upper end of a line is: at an element, or on the line of the relation that it challenges.

    The line of a relation inside a block is met straight above where dot's line comes to the block.
    """
    if edge.relation is not Relation.CHALLENGES:
        key = edge.source
    elif isinstance(edge.target, str):
        key = edge.target
    elif edge.target in layout.crossings:
        return layout.crossings[edge.target]
    else:
        challenged = named[edge.target]
        return point_above(challenged, drawn[0][0].x) if drawn else point_along(challenged, 0.5)
    figure = layout.figures[key]
    return _on(key, figure.shoulder(SHOULDERS[column]) if column in SHOULDERS else figure.bottom, layout)


def _on(key: str, point: Point, layout: Layout) -> Point:
    """A point of an element, on the figure."""
    return layout.origins[key].moved(*point)


def _sideways(owner: str, context: str, layout: Layout) -> Curve:
    """From an element's side to the facing side of a context beside it."""
    if layout.stack[context] is Column.LEFT_STACK:
        start = _on(owner, layout.figures[owner].left, layout)
        end = _on(context, layout.figures[context].right, layout)
    else:
        start = _on(owner, layout.figures[owner].right, layout)
        end = _on(context, layout.figures[context].left, layout)
    before = Point(end.x - HEAD_ROOM if end.x > start.x else end.x + HEAD_ROOM, end.y)
    halfway = (start.x + before.x) / 2
    bend = (start, Point(halfway, start.y), Point(halfway, before.y), before)
    return joined(bend, straight(before, end))


def _hanging(start: Point, key: str, layout: Layout) -> Curve:
    """From a point to the lower edge of an element of the same block, from below."""
    figure = layout.figures[key]
    middle = _on(key, figure.bottom, layout)
    end = _on(key, figure.shoulder(0.8 if start.x > middle.x else 0.2), layout)
    low = max(start.y, end.y, middle.y) + DIP
    return (start, Point(start.x, low), Point(end.x, low), end)


def _connected(upper: Point, drawn: list[Curve], lower: Point, *, crossing: bool) -> Curve:
    """Dot's lines, joined to one another and to the ends, which may lie inside the blocks that dot knows.

    Where the line challenges another it leaves that one at a right angle.
    """
    if not drawn:
        return straight(upper, lower)
    first = drawn[0][0]
    corner = Point(first.x, upper.y)
    parts: list[Curve] = [(upper, corner, corner, first)] if crossing else _between(upper, first)
    for above, below in zip(drawn, [*drawn[1:], (lower,)], strict=True):
        parts += [above, *_between(above[-1], below[0])]
    return joined(*parts)


def _between(start: Point, end: Point) -> list[Curve]:
    """A straight line, or nothing where there would be nothing to see."""
    return [straight(start, end)] if distance(start, end) > VISIBLE else []
