"""A chart as one SVG: labels, bars and notes in columns of their own, as wide as their words, so that none overlap.

The same chart gives the same bytes, and no text of a case is markup.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from gsn.output.risk_bars import Bar, Chart, Look, value_on_axis
from gsn.report.drawing.geometry import number
from gsn.report.drawing.markup import Attributes, element, escaped
from gsn.report.drawing.metrics import text_width
from gsn.report.drawing.palette import FONT, PAPER
from gsn.report.drawing.wrapping import TextLine, cut_to_width, shortened, wrap
from gsn.report.pictures.palette import AXIS, BARS, CHAIN, GRID, MARK, RULE, SOFT_TEXT, TEXT

MARGIN = 14.0
TEXT_SIZE = 12.0
SMALL_SIZE = 10.5
ROW = 26.0
BAR = 14.0
GAP = 12.0
PLOT = 420.0
WIDEST_LABEL = 250.0
WIDEST_NOTE = 330.0
LONGEST = 120
"""Characters of a label or a note that are measured at all; the title and the description hold the whole."""

_SMALL_LINE = 14.0
_TICK = 5.0
_TICK_APART = 8.0
_SHORTEST_BAR = 1.5
_HALF_MARK = 5.0
_BASELINE = 4.2
"""From the middle of a row to the baseline of its text."""

_FOREIGN = re.compile(r"[^A-Za-z0-9_.-]")


class _Frame(NamedTuple):
    """Where the columns and lines of a figure are."""

    labels: tuple[str, ...]
    notes: tuple[str, ...]
    left: float
    """Of the plot."""
    top: float
    bottom: float
    width: float
    height: float
    axis: tuple[TextLine, ...]

    def x(self, share: float) -> float:
        """A share of the axis as a coordinate."""
        return self.left + share * PLOT

    def middle(self, row: int) -> float:
        return self.top + (row + 0.5) * ROW


def draw(chart: Chart, prefix: str = "gsn") -> str:
    """The chart as SVG text, to be written to a file or put into a page.

    Args:
        chart: What to draw.
        prefix: Begins every id, so that figures with different prefixes can stand in one page.
    """
    frame = _framed(chart)
    start = _FOREIGN.sub("_", prefix)
    return element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "class": "gsn-chart",
            "role": "group",
            "aria-labelledby": f"{start}-title {start}-desc",
            "viewBox": f"0 0 {number(frame.width)} {number(frame.height)}",
            "width": frame.width,
            "height": frame.height,
            "font-family": FONT,
        },
        element("title", {"id": f"{start}-title"}, escaped(chart.title)),
        element("desc", {"id": f"{start}-desc"}, escaped(chart.description)),
        element("rect", {"class": "paper", "fill": PAPER, "width": frame.width, "height": frame.height}),
        *_axis(chart, frame),
        *_chain(chart, frame),
        *(part for row, bar in enumerate(chart.bars) for part in _row(bar, row, chart, frame)),
        *_rule(chart, frame),
        *_marks(chart, frame),
    )


def _framed(chart: Chart) -> _Frame:
    """The columns, each as wide as its widest text."""
    labels = tuple(_fitted(bar.label, WIDEST_LABEL, bold=_is_bold(bar)) for bar in chart.bars)
    notes = tuple(_fitted(bar.note, WIDEST_NOTE) for bar in chart.bars)
    widest = max((_width(label, bold=_is_bold(bar)) for label, bar in zip(labels, chart.bars, strict=True)), default=0)
    left = MARGIN + max([widest + GAP, *_overhangs(chart, after=False)])
    room = max([*(GAP + _width(note) for note in notes), *_overhangs(chart, after=True)])
    width = left + PLOT + room + MARGIN
    top = MARGIN + (_SMALL_LINE + 4 if chart.rule is not None else 0)
    bottom = top + len(chart.bars) * ROW
    axis = wrap(shortened(chart.axis, 3 * LONGEST), width - left - MARGIN, SMALL_SIZE)
    height = bottom + _TICK + _SMALL_LINE * (1 + len(axis)) + 4 + MARGIN
    return _Frame(labels, notes, left, top, bottom, width, height, axis)


def _overhangs(chart: Chart, *, after: bool) -> Iterator[float]:
    """How far labels of the axis and of the rule reach beyond the plot, before it or after it."""
    for text, share in _labelled(chart):
        yield text_width(text, SMALL_SIZE, bold=True) / 2 - PLOT * ((1 - share) if after else share)


def _labelled(chart: Chart) -> Iterator[tuple[str, float]]:
    """The values along the axis and the rule's label, each with its place."""
    yield from ((value_on_axis(tick), chart.scale.at(tick)) for tick in chart.scale.ticks)
    if chart.rule is not None:
        yield _rule_label(chart), chart.scale.at(chart.rule.value)


def _rule_label(chart: Chart) -> str:
    return _fitted(chart.rule.label, WIDEST_LABEL, SMALL_SIZE) if chart.rule is not None else ""


def _fitted(text: str, width: float, size: float = TEXT_SIZE, *, bold: bool = False) -> str:
    return cut_to_width(shortened(text, LONGEST), width, size, bold=bold)


def _width(text: str, *, bold: bool = False) -> float:
    return text_width(text, TEXT_SIZE, bold=bold)


def _is_bold(bar: Bar) -> bool:
    return bar.look in {Look.RESULT, Look.OVER}


# The axis


def _axis(chart: Chart, frame: _Frame) -> Iterator[str]:
    """Lines through the plot at round values, the values below, as far as they have room, and what they measure."""
    reached = 0.0
    for tick in chart.scale.ticks:
        x, text = frame.x(chart.scale.at(tick)), value_on_axis(tick)
        half = text_width(text, SMALL_SIZE) / 2
        yield _line(GRID, x, frame.top, x, frame.bottom)
        if x - half >= reached:
            yield _line(AXIS, x, frame.bottom, x, frame.bottom + _TICK)
            yield _text(text, x, frame.bottom + _TICK + 11, SOFT_TEXT, SMALL_SIZE, anchor="middle")
            reached = x + half + _TICK_APART
    yield _line(AXIS, frame.left, frame.bottom, frame.left + PLOT, frame.bottom)
    for index, line in enumerate(frame.axis, start=2):
        yield _text(line.text, frame.left, frame.bottom + _TICK + index * _SMALL_LINE, SOFT_TEXT, SMALL_SIZE)


def _rule(chart: Chart, frame: _Frame) -> Iterator[str]:
    """The line that all bars are held against, and its label above."""
    if chart.rule is None:
        return
    x, label = frame.x(chart.scale.at(chart.rule.value)), _rule_label(chart)
    yield _line(RULE, x, frame.top - 3, x, frame.bottom)
    yield _text(label, x, frame.top - 7, {**TEXT, "font-weight": "bold"}, SMALL_SIZE, anchor="middle")


# The bars


def _row(bar: Bar, row: int, chart: Chart, frame: _Frame) -> Iterator[str]:
    """A bar between its label and its note."""
    middle = frame.middle(row)
    weight = {"font-weight": "bold"} if _is_bold(bar) else {}
    label = _text(frame.labels[row], frame.left - GAP, middle + _BASELINE, {**TEXT, **weight}, TEXT_SIZE, anchor="end")
    title = element("title", {}, escaped(f"{bar.label}: {bar.note}"))
    markup = element("g", {"class": f"row {bar.look}"}, title, label, _bar(bar, middle, chart, frame))
    yield element("a", {"href": bar.href}, markup) if bar.href.startswith("#") else markup
    yield _text(frame.notes[row], frame.left + PLOT + GAP, middle + _BASELINE, TEXT, TEXT_SIZE)


def _bar(bar: Bar, middle: float, chart: Chart, frame: _Frame) -> str:
    """The bar itself; one without an end is open there."""
    left, right = _ends(bar, chart, frame)
    look: Attributes = {"class": f"bar {bar.look}", **BARS[bar.look]}
    top = middle - BAR / 2
    if bar.look is Look.UNBOUNDED:
        run = f"M {number(right)} {number(top)} H {number(left)} v {number(BAR)} H {number(right)}"
        return element("path", {**look, "d": run})
    shown_width = max(right - left, _SHORTEST_BAR)
    return element("rect", {**look, "x": left, "y": top, "width": shown_width, "height": BAR})


def _ends(bar: Bar, chart: Chart, frame: _Frame) -> tuple[float, float]:
    start = 0.0 if bar.start is None else chart.scale.at(bar.start)
    end = 1.0 if bar.end is None else chart.scale.at(bar.end)
    return frame.x(min(start, end)), frame.x(max(start, end))


def _chain(chart: Chart, frame: _Frame) -> Iterator[str]:
    """From where a bar ends down to the next one, where one goes on from the other."""
    if not chart.chained:
        return
    for row, bar in enumerate(chart.bars[:-1]):
        x = frame.x(1.0 if bar.end is None else chart.scale.at(bar.end))
        yield _line(CHAIN, x, frame.middle(row) + BAR / 2, x, frame.middle(row + 1) - BAR / 2)


def _marks(chart: Chart, frame: _Frame) -> Iterator[str]:
    """A diamond at a bar's own mark."""
    for row, bar in enumerate(chart.bars):
        if bar.mark is not None:
            x, half = frame.x(chart.scale.at(bar.mark)), number(_HALF_MARK)
            top = number(frame.middle(row) - _HALF_MARK)
            yield element(
                "path", {**MARK, "d": f"M {number(x)} {top} l {half} {half} l -{half} {half} l -{half} -{half} Z"}
            )


def _line(look: Attributes, x1: float, y1: float, x2: float, y2: float) -> str:
    return element("line", {**look, "x1": x1, "y1": y1, "x2": x2, "y2": y2})


def _text(text: str, x: float, y: float, look: Attributes, size: float, anchor: str = "start") -> str:
    place: Attributes = {"x": x, "y": y, "font-size": size} | ({"text-anchor": anchor} if anchor != "start" else {})
    return element("text", {**look, **place}, escaped(text)) if text else ""
