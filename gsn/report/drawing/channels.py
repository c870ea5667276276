"""Lines between neighbouring ranks, which have nothing but lines between them.

Each goes straight down to that channel, crosses it in one bend, and goes straight down again. dot's own lines are kept
where they pass other ranks.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gsn.report.drawing.dot import Box, Link, Placement
from gsn.report.drawing.geometry import Curve, Point, joined, straight

HEAD_ROOM = 10.0


@dataclass(frozen=True, slots=True)
class Rank:
    """A row of boxes: its position from the top, and how far it reaches up and down."""

    position: int
    top: float
    bottom: float


def bent(boxes: Sequence[Box], links: Sequence[Link], placement: Placement) -> tuple[Curve | None, ...]:
    """The lines of a placement, with those between neighbouring ranks drawn anew."""
    ranks = _ranks(boxes, placement.middles)
    curves: list[Curve | None] = []
    for link, curve in zip(links, placement.curves, strict=True):
        upper, lower = ranks[placement.middles[link.tail].y], ranks[placement.middles[link.head].y]
        if lower.position - upper.position == 1:
            start = _port(boxes[link.tail], link.tail_port, placement.middles[link.tail], above=False)
            end = _port(boxes[link.head], link.head_port, placement.middles[link.head], above=True)
            curves.append(_bend(start, upper.bottom, lower.top, end))
        else:
            curves.append(curve)
    return tuple(curves)


def _ranks(boxes: Sequence[Box], middles: Sequence[Point]) -> Mapping[float, Rank]:
    """The ranks by the height of their middle: dot puts the middles of a rank's boxes on one line."""
    reach: dict[float, float] = {}
    for box, middle in zip(boxes, middles, strict=True):
        reach[middle.y] = max(reach.get(middle.y, 0.0), box.height / 2)
    return {y: Rank(position, y - reach[y], y + reach[y]) for position, y in enumerate(sorted(reach))}


def _port(box: Box, wanted: str, middle: Point, *, above: bool) -> Point:
    """The middle of a port, on the upper or the lower edge of its box."""
    left = middle.x - box.width / 2
    for port, width in box.ports:
        if port == wanted:
            left += width / 2
            break
        left += width
    return Point(left, middle.y + box.height * (-0.5 if above else 0.5))


def _bend(start: Point, channel_top: float, channel_bottom: float, end: Point) -> Curve:
    """Down, across the channel, and down; the end is straight for at least an arrow's head."""
    above, below = Point(start.x, channel_top + HEAD_ROOM / 2), Point(end.x, channel_bottom - HEAD_ROOM)
    halfway = (channel_top + channel_bottom) / 2
    across = (above, Point(above.x, halfway), Point(below.x, halfway), below)
    return joined(straight(start, above), across, straight(below, end))
