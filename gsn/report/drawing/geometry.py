"""Points and curves: cubic Béziers as dot gives them, shortened, measured and written as SVG path data."""

from __future__ import annotations

from itertools import pairwise
from math import hypot
from typing import NamedTuple, TypeAlias


class Point(NamedTuple):
    """A place on the figure; y grows downward."""

    x: float
    y: float

    def moved(self, x: float, y: float) -> Point:
        """The point so far to the right and below."""
        return Point(self.x + x, self.y + y)


Curve: TypeAlias = tuple[Point, ...]
"""A start, and then three points for each cubic piece: two that steer it and its end."""

_STEPS = 16
"""Straight pieces that stand for one cubic where a length is wanted."""


def between(start: Point, end: Point, fraction: float) -> Point:
    """The point at a fraction of the way on a straight line."""
    return Point(start.x + (end.x - start.x) * fraction, start.y + (end.y - start.y) * fraction)


def distance(start: Point, end: Point) -> float:
    """How far apart two points are."""
    return hypot(end.x - start.x, end.y - start.y)


def straight(*corners: Point) -> Curve:
    """A curve of straight lines through the corners."""
    points = [corners[0]]
    for start, end in pairwise(corners):
        points += [between(start, end, 1 / 3), between(start, end, 2 / 3), end]
    return tuple(points)


def joined(*curves: Curve) -> Curve:
    """The curves one after another, each starting where the one before ends."""
    return curves[0] + tuple(point for curve in curves[1:] for point in curve[1:])


def split(piece: Curve, fraction: float) -> tuple[Curve, Curve]:
    """One cubic cut in two, by de Casteljau's construction."""
    start, first, second, end = piece
    a, b, c = between(start, first, fraction), between(first, second, fraction), between(second, end, fraction)
    ab, bc = between(a, b, fraction), between(b, c, fraction)
    middle = between(ab, bc, fraction)
    return (start, a, ab, middle), (middle, bc, c, end)


def pieces(curve: Curve) -> list[Curve]:
    """The cubic pieces of a curve."""
    return [curve[index : index + 4] for index in range(0, len(curve) - 1, 3)]


def shortened_end(curve: Curve, length: float) -> Curve:
    """The curve without its last stretch: it ends a length away from where it did, which leaves room for a head."""
    tip = curve[-1]
    kept = pieces(curve)
    while len(kept) > 1 and distance(kept[-1][0], tip) <= length:
        kept.pop()
    reach = distance(kept[-1][0], tip)
    if kept[-1] == straight(kept[-1][0], tip) and reach > length:
        kept[-1] = straight(kept[-1][0], between(tip, kept[-1][0], length / reach))
        return joined(*kept)
    low, high = 0.0, 1.0
    for _ in range(24):
        middle = (low + high) / 2
        if distance(split(kept[-1], middle)[0][-1], tip) > length:
            low = middle
        else:
            high = middle
    kept[-1] = split(kept[-1], low)[0]
    return joined(*kept)


def length_of(curve: Curve) -> float:
    """How long a curve is."""
    return sum(distance(start, end) for start, end in pairwise(_corners(curve)))


def _corners(curve: Curve) -> list[Point]:
    """Points along a curve, close together."""
    corners = [curve[0]]
    for piece in pieces(curve):
        corners += [split(piece, step / _STEPS)[0][-1] for step in range(1, _STEPS + 1)]
    return corners


def point_along(curve: Curve, fraction: float) -> Point:
    """The point at a fraction of the curve's length."""
    corners = _corners(curve)
    lengths = [distance(start, end) for start, end in pairwise(corners)]
    left = sum(lengths) * fraction
    for start, end, length in zip(corners, corners[1:], lengths, strict=False):
        if left <= length and length > 0:
            return between(start, end, left / length)
        left -= length
    return corners[-1]


def point_above(curve: Curve, x: float) -> Point:
    """The point of a curve that runs to one side where a vertical line meets it, or the nearer of its ends."""
    rightward = curve[-1].x > curve[0].x
    low, high = 0.0, 1.0
    for _ in range(16):
        middle = (low + high) / 2
        if (point_along(curve, middle).x < x) is rightward:
            low = middle
        else:
            high = middle
    return point_along(curve, low)


def number(value: float) -> str:
    """A coordinate as SVG text: one decimal, and none where it is whole."""
    text = f"{value:.1f}"
    if text.endswith(".0"):
        return text[:-2] if text != "-0.0" else "0"
    return text


def path_data(curve: Curve) -> str:
    """The curve as the `d` of an SVG path; pieces that run straight up or down, which most do, as such."""
    data = [f"M {number(curve[0].x)} {number(curve[0].y)}"]
    for start, first, second, end in pieces(curve):
        if start.x == first.x == second.x == end.x:
            data.append(f"V {number(end.y)}")
        else:
            data.append("C " + ", ".join([f"{number(x)} {number(y)}" for x, y in (first, second, end)]))
    return " ".join(data)
