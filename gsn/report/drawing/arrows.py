"""A relation drawn: its line, its head and its marks (GSN v3, Tables 1:2-2, 1:4-4, 1:5-1, 1:6-1)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from gsn.report.drawing.channels import HEAD_ROOM, MARK_ROOM
from gsn.report.drawing.geometry import Curve, Point, distance, length_of, number, path_data, point_along, shortened_end
from gsn.report.drawing.marks import SQUARE, claim_point, cross, label, label_width
from gsn.report.drawing.markup import Attributes, element, escaped, is_nearby
from gsn.report.drawing.palette import DASHES, INK, LINE, PAPER
from gsn.report.drawing.scene import Edge, Relation

HEAD_LENGTH = 9.0
HEAD_HALF_WIDTH = 4.0
SMALL_CROSS = 6.0
SECOND = 0.6
"""How far behind a double head's first chevron its second one is, in the head's length."""

_HEADS: Mapping[Relation, tuple[str, str]] = {
    Relation.SUPPORTED_BY: ("solid", INK),
    Relation.IN_CONTEXT_OF: ("hollow", PAPER),
    Relation.CHALLENGES: ("open", "none"),
    Relation.COMPOSITE: ("open", "none"),
}
"""Each relation's head: a class, and what it is filled with."""

_FROM_ONE_POINT = frozenset({Relation.SUPPORTED_BY, Relation.COMPOSITE})

_CLOSED = frozenset({Relation.SUPPORTED_BY, Relation.IN_CONTEXT_OF})
"""Relations whose head is closed: the line ends at it, and does not show within."""


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
    short = shortened_end(line, HEAD_LENGTH)
    stem, heads = short if edge.relation in _CLOSED else line, [_head(edge.relation, short[-1], line[-1])]
    if edge.returning is not None:
        short = shortened_end(line[::-1], HEAD_LENGTH)
        stem = shortened_end(stem[::-1], HEAD_LENGTH)[::-1] if edge.returning in _CLOSED else stem
        heads.append(_head(edge.returning, short[-1], line[0]))
    links = any(is_nearby(point.href) for point in edge.confidence)
    return element(
        "g",
        {"id": identity, "class": " ".join(classes)}
        | ({"role": "group", "aria-label": title} if links else {"aria-hidden": "true"}),
        element("title", {}, escaped(title)),
        element("path", {**LINE, **dashes, "d": path_data(stem)}),
        *heads,
        *_marks(edge, line, disputed=disputed),
    )


def label_corners(edge: Edge, line: Curve, *, disputed: bool) -> tuple[Point, ...]:
    """Corners between which the labels of the line's claim points lie, on either side of the line."""
    corners: list[Point] = []
    for point, place in zip(edge.confidence, _places(edge, line, disputed=disputed), strict=False):
        reach = label_width(point.label) + SQUARE
        middle = point_along(line, place)
        corners += [middle.moved(-reach, -2 * SQUARE), middle.moved(reach, SQUARE)]
    return tuple(corners)


def _head(relation: Relation, base: Point, tip: Point) -> str:
    """Solid and filled for support, hollow and closed for context, open for a challenge, open and double for both."""
    length = distance(base, tip) or 1.0
    x, y = (base.y - tip.y) / length * HEAD_HALF_WIDTH, (tip.x - base.x) / length * HEAD_HALF_WIDTH
    corners = (base.moved(x, y), tip, base.moved(-x, -y))
    data = _through(corners)
    kind, fill = _HEADS[relation]
    if relation is Relation.COMPOSITE:
        back = Point((base.x - tip.x) * SECOND, (base.y - tip.y) * SECOND)
        data += f" {_through([corner.moved(*back) for corner in corners])}"
    if relation in _CLOSED:
        data += " Z"
    return element("path", {"class": f"head {kind}", "stroke": INK, "stroke-width": "1.2", "fill": fill, "d": data})


def _through(corners: Iterable[Point]) -> str:
    """A path through some points."""
    return "M " + " L ".join(f"{number(corner.x)} {number(corner.y)}" for corner in corners)


def _marks(edge: Edge, line: Curve, *, disputed: bool) -> list[str]:
    """The claim point and the cross on the line."""
    places = _places(edge, line, disputed=disputed)
    marks: list[str] = []
    for point, place in zip(edge.confidence, places, strict=False):
        marks.append(claim_point(point, point_along(line, place), _beside(line, place, point.label)))
    if edge.defeated:
        marks.append(cross(point_along(line, places[-1]), SMALL_CROSS, SMALL_CROSS, 2.2))
    return marks


def _places(edge: Edge, line: Curve, *, disputed: bool) -> list[float]:
    """Where on the line its marks stand: claim points and a cross, evenly, with room for a challenge between.

    Support of one element begins as one line, so its marks stand where each has a line of its own, above its head.
    """
    if not edge.confidence and not edge.defeated:
        return []
    if edge.relation in _FROM_ONE_POINT:
        count, length = len(edge.confidence) + edge.defeated, length_of(line) or 1.0
        above = [HEAD_LENGTH + HEAD_ROOM * 0.8 + MARK_ROOM * position for position in range(count)]
        return [max(0.5, 1 - reach / length) for reach in reversed(above)]
    count = len(edge.confidence) + disputed + edge.defeated
    return [(1 + position) / (1 + count) for position in range(count)]


def _beside(line: Curve, place: float, text: str) -> str:
    """A claim point's id: to the right of a line that runs downward, above one that runs to the side."""
    middle = point_along(line, place)
    before, after = point_along(line, place - 0.05), point_along(line, place + 0.05)
    if abs(after.x - before.x) > abs(after.y - before.y):
        return label(text, middle.moved(0, -8), anchor="middle")
    return label(text, middle.moved(9, 3.5))
