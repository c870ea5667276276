"""How large a shape must be for its text: one function for each outline, all giving a `Body`.

A wrapping function gives the text's lines at a width; a shape asks it for the widths that suit it. Round shapes try
several and take the smallest that holds every corner of every line.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from math import ceil, hypot
from typing import TypeAlias

from gsn.report.drawing.wrapping import TextLine

Wrap: TypeAlias = Callable[[float], tuple[TextLine, ...]]

LINE_HEIGHT = 15.0
PADDING = 9.0
GOAL_WIDTH = 206.0
STRATEGY_WIDTH = 236.0
CONTEXT_WIDTH = 196.0
SKEW = 22.0
"""How far a strategy's top leans to the right of its bottom."""
BULGE = 0.17
"""The depth of a context's half-ellipses, in its width (GSN v3, Table 1:2-1 as drawn)."""
TAB_WIDTH = 36.0
TAB_HEIGHT = 11.0
BAND_HEIGHT = 20.0
TEAR = 6.0
"""The height of the torn edge of an element that could not be read."""


@dataclass(frozen=True, slots=True)
class Body:
    """A shape without its marks, measured from the top left corner of the box around it.

    Args:
        width: of the box.
        height: of the box, the band of an away element included.
        lines: the text, each line centred on the box.
        text_top: where the first line begins.
        top: where the outline meets the vertical through its middle, above.
        bottom: the same below.
        axis: the height at which relations meet its sides.
        inset: how far inside the box the sides are at the axis.
        shoulder: where the outline runs, below, at a fifth of the width from either side.
        band: the height of an away element's lower band.
    """

    width: float
    height: float
    lines: tuple[TextLine, ...]
    text_top: float
    top: float
    bottom: float
    axis: float
    inset: float
    shoulder: float
    band: float = 0.0


def _boxed(
    lines: tuple[TextLine, ...], width: float, above: float = 0.0, below: float = 0.0, inset: float = 0.0
) -> Body:
    """A body whose text stands in a box of that width, with so much of the shape above and below the box."""
    text = len(lines) * LINE_HEIGHT
    box = max(text + 2 * PADDING - 2, 44.0)
    bottom = above + box
    return Body(
        width=_even(width),
        height=bottom + below,
        lines=lines,
        text_top=above + (box - text) / 2,
        top=above,
        bottom=bottom,
        axis=above + box / 2,
        inset=inset,
        shoulder=bottom,
    )


def rectangle(wrap: Wrap) -> Body:
    """A goal or a challenge."""
    return _boxed(_even_lines(wrap, GOAL_WIDTH - 2 * PADDING), GOAL_WIDTH)


def parallelogram(wrap: Wrap) -> Body:
    """A strategy: the text keeps clear of both slopes."""
    return _boxed(_even_lines(wrap, STRATEGY_WIDTH - 2 * SKEW - 6), STRATEGY_WIDTH, inset=SKEW / 2)


def bulging(wrap: Wrap) -> Body:
    """A context: the text may reach a little into the bulging sides."""
    return _boxed(_even_lines(wrap, CONTEXT_WIDTH * (1 - 2 * BULGE) + 28), CONTEXT_WIDTH)


def torn(wrap: Wrap) -> Body:
    """An element that could not be read."""
    return _boxed(_even_lines(wrap, GOAL_WIDTH - 2 * PADDING), GOAL_WIDTH, below=TEAR)


def tabbed(wrap: Wrap) -> Body:
    """A module reference: a tab above its left."""
    return _boxed(_even_lines(wrap, GOAL_WIDTH - 2 * PADDING), GOAL_WIDTH, above=TAB_HEIGHT)


def twice_tabbed(wrap: Wrap) -> Body:
    """A contract reference: a tab above its left, and an equal one below its right."""
    return _boxed(_even_lines(wrap, GOAL_WIDTH - 2 * PADDING), GOAL_WIDTH, above=TAB_HEIGHT, below=TAB_HEIGHT)


def circle(wrap: Wrap) -> Body:
    """A solution."""
    lines, radius = _smallest(wrap, range(66, 200, 6), squash=1.0, standing=False)
    return _round(lines, 2 * max(radius + 5, 46), squash=1.0)


def ellipse(wrap: Wrap) -> Body:
    """An assumption or a justification."""
    lines, radius = _smallest(wrap, range(90, 220, 8), squash=1.8, standing=False)
    return _round(lines, 2 * max(radius + 8, 68), squash=1.8)


def rectangle_on_band(wrap: Wrap) -> Body:
    """An away goal."""
    return _on_band(rectangle(wrap))


def bulging_on_band(wrap: Wrap) -> Body:
    """An away context."""
    return _on_band(bulging(wrap))


def semicircle_on_band(wrap: Wrap) -> Body:
    """An away solution."""
    return _half_round(wrap, range(80, 230, 6), squash=1.0)


def semi_ellipse_on_band(wrap: Wrap) -> Body:
    """An away assumption or justification."""
    return _half_round(wrap, range(90, 240, 8), squash=1.4)


def _even_lines(wrap: Wrap, width: float) -> tuple[TextLine, ...]:
    """The text in as few lines as the width allows, and these as even as can be: no single word on the last one."""
    lines = wrap(width)
    widest = _widest(lines)
    for narrower in range(int(width), int(width / 2), -4):
        if narrower >= widest:
            continue
        tried = wrap(narrower)
        if len(tried) > len(lines) or _has_broken_word(tried):
            break
        lines, widest = tried, _widest(tried)
    return lines


def _smallest(
    wrap: Wrap, widths: Sequence[int], squash: float, *, standing: bool
) -> tuple[tuple[TextLine, ...], float]:
    """The wrapping that needs the smallest half-axis, and that half-axis.

    Args:
        wrap: gives the lines at a width.
        widths: the widths to try.
        squash: how many times wider than high the ellipse is.
        standing: whether the lines stand on the ellipse's long axis, for a half of it, or are centred on it.
    """
    tried: list[tuple[TextLine, ...]] = []
    widest = float("inf")
    for width in reversed(widths):
        if width < widest:
            tried.insert(0, wrap(width))
            widest = _widest(tried[0])
    lines = min(tried, key=lambda lines: (_has_broken_word(lines), _half_axis(lines, squash, standing=standing)))
    return lines, _half_axis(lines, squash, standing=standing)


def _widest(lines: Iterable[TextLine]) -> float:
    """The width of the widest line: at any narrower width the text is wrapped otherwise."""
    return max((line.width for line in lines), default=0.0)


def _has_broken_word(lines: Iterable[TextLine]) -> bool:
    return any(line.broken for line in lines)


def _half_axis(lines: tuple[TextLine, ...], squash: float, *, standing: bool) -> float:
    """The half-axis of the smallest ellipse that holds the corners of all lines."""
    height = len(lines) * LINE_HEIGHT
    zero = height if standing else height / 2
    reach = 0.0
    for index, line in enumerate(lines):
        top, bottom = index * LINE_HEIGHT - zero, (index + 1) * LINE_HEIGHT - zero
        reach = max(reach, hypot(line.width / 2, squash * max(abs(top), abs(bottom))))
    return reach


def _round(lines: tuple[TextLine, ...], width: float, squash: float) -> Body:
    """A body that is an ellipse, with the text in its middle."""
    width = _even(width)
    height = _even(width / squash)
    return Body(
        width=width,
        height=height,
        lines=lines,
        text_top=(height - len(lines) * LINE_HEIGHT) / 2,
        top=0.0,
        bottom=height,
        axis=height / 2,
        inset=0.0,
        shoulder=0.9 * height,  # an ellipse at three tenths of its width from the middle: (1 + sqrt(1 - 0.36)) / 2
    )


def _half_round(wrap: Wrap, widths: Sequence[int], squash: float) -> Body:
    """A body that is the upper half of an ellipse on a band; the text stands on the band."""
    lines, radius = _smallest(wrap, widths, squash, standing=True)
    width = _even(2 * max(radius + 12, 64))
    height = _even(width / 2 / squash + 3)
    return Body(
        width=width,
        height=height + BAND_HEIGHT,
        lines=lines,
        text_top=height - 3 - len(lines) * LINE_HEIGHT,
        top=0.0,
        bottom=height + BAND_HEIGHT,
        axis=height,
        inset=0.0,
        shoulder=height + BAND_HEIGHT,
        band=BAND_HEIGHT,
    )


def _on_band(body: Body) -> Body:
    """The body with an away element's band under it."""
    height = body.height + BAND_HEIGHT
    return replace(body, height=height, bottom=height, shoulder=height, band=BAND_HEIGHT)


def _even(length: float) -> float:
    """The next even whole number, so that middles are whole too."""
    return float(2 * ceil(length / 2))
