"""The outlines of GSN's symbols: one function for each, from a body that is large enough to SVG markup.

Sources: GSN Community Standard v3, Tables 1:2-1 (core), 1:4-1 (modular); read off its figures.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from gsn.report.drawing import sizing
from gsn.report.drawing.geometry import number
from gsn.report.drawing.markup import element
from gsn.report.drawing.scene import Shape
from gsn.report.drawing.sizing import BAND_HEIGHT, BULGE, SKEW, TAB_HEIGHT, TAB_WIDTH, TEAR, Body

Paint: TypeAlias = Mapping[str, str]
"""The presentation attributes of an outline: its fill, its stroke and its dashes."""


def goal(body: Body, paint: Paint) -> str:
    """A rectangle."""
    return _rectangle(paint, 0, 0, body.width, body.height)


def strategy(body: Body, paint: Paint) -> str:
    """A parallelogram that leans to the right."""
    return _path(paint, "M", SKEW, 0, "H", body.width, "L", body.width - SKEW, body.height, "H", 0, "Z")


def solution(body: Body, paint: Paint) -> str:
    """A circle."""
    return element("circle", {**paint, "cx": body.width / 2, "cy": body.height / 2, "r": body.width / 2})


def context(body: Body, paint: Paint) -> str:
    """Flat above and below, each side bulging as half an ellipse."""
    depth, half = BULGE * body.width, body.height / 2
    right = body.width - depth
    bulge = ("A", depth, half, 0, 0, 1)
    return _path(paint, "M", depth, 0, "H", right, *bulge, right, body.height, "H", depth, *bulge, depth, 0, "Z")


def assumption_or_justification(body: Body, paint: Paint) -> str:
    """An ellipse; which of the two it is, a letter beside it says."""
    half_width, half_height = body.width / 2, body.height / 2
    return element("ellipse", {**paint, "cx": half_width, "cy": half_height, "rx": half_width, "ry": half_height})


def away_goal(body: Body, paint: Paint) -> str:
    """A rectangle with a band below."""
    return goal(body, paint) + _band_line(body, paint)


def away_solution(body: Body, paint: Paint) -> str:
    """Half a circle on a band."""
    return _half_round(body, paint)


def away_context(body: Body, paint: Paint) -> str:
    """The upper half of a context on a band."""
    depth, base = BULGE * body.width, body.height - body.band
    left = ("M", 0, base, "A", depth, base, 0, 0, 1, depth, 0)
    right = ("H", body.width - depth, "A", depth, base, 0, 0, 1, body.width, base)
    return _path(paint, *left, *right, "V", body.height, "H", 0, "Z") + _band_line(body, paint)


def away_assumption_or_justification(body: Body, paint: Paint) -> str:
    """Half an ellipse on a band."""
    return _half_round(body, paint)


def module(body: Body, paint: Paint) -> str:
    """A rectangle with a small tab above its left."""
    tab = _rectangle(paint, 0, 0, TAB_WIDTH, TAB_HEIGHT)
    return tab + _rectangle(paint, 0, TAB_HEIGHT, body.width, body.height - TAB_HEIGHT)


def contract(body: Body, paint: Paint) -> str:
    """A module's symbol with an equal tab below its right."""
    upper = _rectangle(paint, 0, 0, TAB_WIDTH, TAB_HEIGHT)
    lower = _rectangle(paint, body.width - TAB_WIDTH, body.bottom, TAB_WIDTH, TAB_HEIGHT)
    return upper + lower + _rectangle(paint, 0, TAB_HEIGHT, body.width, body.bottom - TAB_HEIGHT)


def unreadable(body: Body, paint: Paint) -> str:
    """A rectangle whose lower edge is torn; not a symbol of GSN."""
    teeth = 12
    step = body.width / teeth
    edge: list[str | float] = []
    for tooth in range(teeth, 0, -1):
        edge += ["L", tooth * step - step / 2, body.bottom + TEAR, "L", (tooth - 1) * step, body.bottom]
    return _path(paint, "M", 0, 0, "H", body.width, "V", body.bottom, *edge, "Z")


@dataclass(frozen=True, slots=True)
class Form:
    """How a shape is sized and drawn.

    Args:
        size: from the text's wrapping to the body.
        outline: from the body to markup.
        letter: the bold letter beside an assumption or a justification.
        letter_above: whether it stands at the top, as for away elements, and not at the bottom.
        corners: whether the shape has corners, so that a mark has room inside the top right one.
    """

    size: Callable[[sizing.Wrap], Body]
    outline: Callable[[Body, Paint], str]
    letter: str = ""
    letter_above: bool = False
    corners: bool = True


FORMS: Mapping[Shape, Form] = {
    Shape.GOAL: Form(sizing.rectangle, goal),
    Shape.CHALLENGE: Form(sizing.rectangle, goal),
    Shape.STRATEGY: Form(sizing.parallelogram, strategy),
    Shape.SOLUTION: Form(sizing.circle, solution, corners=False),
    Shape.CONTEXT: Form(sizing.bulging, context),
    Shape.ASSUMPTION: Form(sizing.ellipse, assumption_or_justification, "A", corners=False),
    Shape.JUSTIFICATION: Form(sizing.ellipse, assumption_or_justification, "J", corners=False),
    Shape.AWAY_GOAL: Form(sizing.rectangle_on_band, away_goal),
    Shape.AWAY_SOLUTION: Form(sizing.semicircle_on_band, away_solution, corners=False),
    Shape.AWAY_CONTEXT: Form(sizing.bulging_on_band, away_context),
    Shape.AWAY_ASSUMPTION: Form(
        sizing.semi_ellipse_on_band, away_assumption_or_justification, "A", letter_above=True, corners=False
    ),
    Shape.AWAY_JUSTIFICATION: Form(
        sizing.semi_ellipse_on_band, away_assumption_or_justification, "J", letter_above=True, corners=False
    ),
    Shape.MODULE: Form(sizing.tabbed, module),
    Shape.CONTRACT: Form(sizing.twice_tabbed, contract),
    Shape.UNREADABLE: Form(sizing.torn, unreadable),
}


def _half_round(body: Body, paint: Paint) -> str:
    base = body.height - body.band
    arc = ("M", 0, base, "A", body.width / 2, base, 0, 0, 1, body.width, base)
    return _path(paint, *arc, "V", body.height, "H", 0, "Z") + _band_line(body, paint)


def _band_line(body: Body, paint: Paint) -> str:
    return _path({**paint, "class": "outline rule", "fill": "none"}, "M", 0, body.height - BAND_HEIGHT, "H", body.width)


def _rectangle(paint: Paint, x: float, y: float, width: float, height: float) -> str:
    return element("rect", {**paint, "x": x, "y": y, "width": width, "height": height})


def _path(paint: Paint, *steps: str | float) -> str:
    """A path of commands and numbers; neither is a user's."""
    data = " ".join(step if isinstance(step, str) else number(step) for step in steps)
    return element("path", {**paint, "d": data})
