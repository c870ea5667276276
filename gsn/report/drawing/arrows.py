"""A relation drawn: its line, its head and its marks (GSN v3, Tables 1:2-2, 1:5-1, 1:6-1)."""

from __future__ import annotations

from gsn.report.drawing.geometry import Curve, Point, distance, number, path_data, point_along, shortened_end
from gsn.report.drawing.marks import SQUARE, claim_point, cross, label, label_width
from gsn.report.drawing.markup import Attributes, element, escaped
from gsn.report.drawing.palette import DASHES, INK, LINE, PAPER
from gsn.report.drawing.scene import Edge, Relation

HEAD_LENGTH = 9.0
HEAD_HALF_WIDTH = 4.0
SMALL_CROSS = 6.0


def drawn(edge: Edge, line: Curve, identity: str, title: str, *, disputed: bool) -> str:
    """A relation as an SVG group with an id.

    Args:
        edge: the relation.
        line: from its source to its target.
        identity: the group's id.
        title: what the relation says, for a reader who points at it or cannot see it.
        disputed: whether its middle must be left free for a challenge to it.
    """
    classes = ["edge", edge.relation, *(["defeated"] if edge.defeated else [])]
    dashes: Attributes = {"stroke-dasharray": DASHES} if edge.relation is Relation.CHALLENGES else {}
    stem = line if edge.relation is Relation.CHALLENGES else shortened_end(line, HEAD_LENGTH)
    parts = [
        element("title", {}, escaped(title)),
        element("path", {**LINE, **dashes, "d": path_data(stem)}),
        _head(edge.relation, shortened_end(line, HEAD_LENGTH)[-1], line[-1]),
        *_marks(edge, line, disputed=disputed),
    ]
    return element("g", {"id": identity, "class": " ".join(classes)}, *parts)


def label_corners(edge: Edge, line: Curve, *, disputed: bool) -> tuple[Point, ...]:
    """Two corners between which the label of the line's claim point lies, on either side of the line."""
    if not edge.confidence:
        return ()
    reach = label_width(edge.confidence) + SQUARE
    middle = point_along(line, _places(edge, disputed=disputed)[0])
    return middle.moved(-reach, -2 * SQUARE), middle.moved(reach, SQUARE)


def _head(relation: Relation, base: Point, tip: Point) -> str:
    """Solid and filled for support, hollow and closed for context, open for a challenge."""
    length = distance(base, tip) or 1.0
    x, y = (base.y - tip.y) / length * HEAD_HALF_WIDTH, (tip.x - base.x) / length * HEAD_HALF_WIDTH
    barb, other = base.moved(x, y), base.moved(-x, -y)
    corners = " L ".join(f"{number(point.x)} {number(point.y)}" for point in (barb, tip, other))
    look: Attributes = {"class": "head", "stroke": INK, "stroke-width": "1.2"}
    if relation is Relation.CHALLENGES:
        return element("path", {**look, "fill": "none", "d": f"M {corners}"})
    return element("path", {**look, "fill": INK if relation is Relation.SUPPORTED_BY else PAPER, "d": f"M {corners} Z"})


def _marks(edge: Edge, line: Curve, *, disputed: bool) -> list[str]:
    """The claim point and the cross on the line."""
    places = _places(edge, disputed=disputed)
    marks: list[str] = []
    if edge.confidence:
        marks.append(claim_point(point_along(line, places[0])))
        marks.append(_beside(line, places[0], edge.confidence))
    if edge.defeated:
        marks.append(cross(point_along(line, places[-1]), SMALL_CROSS, SMALL_CROSS, 2.2))
    return marks


def _places(edge: Edge, *, disputed: bool) -> list[float]:
    """Where on the line its marks stand: evenly from its source, a claim point, a challenge and a cross."""
    count = bool(edge.confidence) + disputed + edge.defeated
    return [(1 + position) / (1 + count) for position in range(count)]


def _beside(line: Curve, place: float, text: str) -> str:
    """A claim point's id: to the right of a line that runs downward, above one that runs to the side."""
    middle = point_along(line, place)
    before, after = point_along(line, place - 0.05), point_along(line, place + 0.05)
    if abs(after.x - before.x) > abs(after.y - before.y):
        return label(text, middle.moved(0, -8), anchor="middle")
    return label(text, middle.moved(9, 3.5))
