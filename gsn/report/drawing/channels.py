"""Lines between ranks: each goes straight down, crosses the channel between two ranks in one bend, and goes down again.

dot's own lines are kept where they pass other ranks. Where it drew none, a line goes through the gaps between the boxes
of the ranks that it passes, so that it covers none.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from gsn.report.drawing.dot import NODE_GAP, Box, Link, Placement
from gsn.report.drawing.geometry import Curve, Point, between, joined, straight

HEAD_ROOM = 10.0
MARK_ROOM = 15.0
"""How much longer a line runs straight down to its end for each mark that stands there."""
MOST_MARKS = 2
"""Marks that the channel has room for; further ones stand where the line bends."""
MOST_GAPS = 200_000
"""Gaps that the lines of one figure go through; further lines are drawn straight, since nobody could follow them."""


@dataclass(frozen=True, slots=True)
class Rank:
    """A row of boxes: its position from the top, how far it reaches up and down, and where lines can pass it."""

    position: int
    top: float
    bottom: float
    gaps: list[float] = field(default_factory=list)


def bent(
    boxes: Sequence[Box], links: Sequence[Link], placement: Placement, marks: Sequence[int]
) -> tuple[Curve | None, ...]:
    """The lines of a placement, with those that bend between ranks drawn anew.

    Args:
        boxes: what stands on the ranks.
        links: the lines.
        placement: where the boxes stand, and dot's lines.
        marks: how many marks each line bears at its end.
    """
    ranks = _ranks(boxes, placement.middles)
    rows = sorted(ranks.values(), key=lambda rank: rank.position)
    curves: list[Curve | None] = []
    passed = 0
    for link, curve, borne in zip(links, placement.curves, marks, strict=True):
        upper = ranks[placement.middles[link.tail].y].position
        lower = ranks[placement.middles[link.head].y].position
        passed += max(0, lower - upper - 1) if curve is None else 0
        if lower - upper == 1 or (curve is None and lower > upper and passed <= MOST_GAPS):
            start = _port(boxes[link.tail], link.tail_port, placement.middles[link.tail], above=False)
            end = _port(boxes[link.head], link.head_port, placement.middles[link.head], above=True)
            room = HEAD_ROOM + MARK_ROOM * min(borne, MOST_MARKS)
            curves.append(_downward(start, rows[upper : lower + 1], end, room))
        else:
            curves.append(curve)
    return tuple(curves)


def _ranks(boxes: Sequence[Box], middles: Sequence[Point]) -> Mapping[float, Rank]:
    """The ranks by the height of their middle, on which the middles of all their boxes are."""
    rows: dict[float, list[int]] = {}
    for position, middle in enumerate(middles):
        rows.setdefault(middle.y, []).append(position)
    ranks: dict[float, Rank] = {}
    for position, y in enumerate(sorted(rows)):
        reach = max(boxes[box].height for box in rows[y]) / 2
        sides = sorted((middles[box].x, boxes[box].width / 2) for box in rows[y])
        lefts, rights = [x - half for x, half in sides], [x + half for x, half in sides]
        between_two = ((right + left) / 2 for right, left in zip(rights, lefts[1:], strict=False))
        gaps = [lefts[0] - NODE_GAP / 2, *between_two, rights[-1] + NODE_GAP / 2]
        ranks[y] = Rank(position, y - reach, y + reach, gaps)
    return ranks


def _port(box: Box, wanted: str, middle: Point, *, above: bool) -> Point:
    """The middle of a port, on the upper or the lower edge of its box."""
    left = middle.x - box.width / 2
    for port, width in box.ports:
        if port == wanted:
            left += width / 2
            break
        left += width
    return Point(left, middle.y + box.height * (-0.5 if above else 0.5))


def _downward(start: Point, rows: Sequence[Rank], end: Point, room: float) -> Curve:
    """A line from the first row to the last, through the gap of each row between that is nearest to its way."""
    parts: list[Curve] = []
    above, bottom = start, rows[0].bottom
    for row in rows[1:-1]:
        wanted = between(start, end, (row.top - start.y) / (end.y - start.y)).x
        entry = Point(_nearest(row.gaps, wanted), row.top)
        parts.append(_bend(above, bottom, row.top, entry))
        above, bottom = Point(entry.x, row.bottom), row.bottom
        parts.append(straight(entry, above))
    return joined(*parts, _bend(above, bottom, rows[-1].top, end, room))


def _nearest(gaps: Sequence[float], wanted: float) -> float:
    """The gap that is nearest to a place."""
    position = bisect_left(gaps, wanted)
    return min(gaps[max(0, position - 1) : position + 1], key=lambda gap: abs(gap - wanted))


def _bend(start: Point, channel_top: float, channel_bottom: float, end: Point, room: float = HEAD_ROOM) -> Curve:
    """Down, across the channel, and down; the end is straight for at least an arrow's head and its marks."""
    above, below = Point(start.x, channel_top + HEAD_ROOM / 2), Point(end.x, channel_bottom - room)
    halfway = (above.y + below.y) / 2
    across = (above, Point(above.x, halfway), Point(below.x, halfway), below)
    return joined(straight(start, above), across, straight(below, end))
