"""Thresholds of compute over time against what a model took: a line a tier, on a logarithmic axis, named beside it.

No line is told from another by colour: each has its name at its end. Where nobody knows a threshold its line is dotted.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from gsn.compliance.forecast import Course, Forecast, Point
from gsn.output.risk_bars import Look, Scale, logarithmic_scale, value_on_axis
from gsn.report.drawing.geometry import number
from gsn.report.drawing.markup import Attributes, element, escaped
from gsn.report.drawing.metrics import text_width
from gsn.report.drawing.palette import FONT, HALO, INK, PAPER
from gsn.report.drawing.wrapping import cut_to_width, shortened
from gsn.report.pictures.palette import AXIS, BARS, GRID, MARK, SOFT_TEXT, TEXT
from gsn.risk.figures import shown

MARGIN = 14.0
PLOT_WIDTH = 520.0
FEWEST_PIXELS = 320.0
"""Height of the plot; more where so many names have to stand beside it."""
LINE = 15.0
"""Height of a name."""
TEXT_SIZE = 11.0
WIDEST_NAME = 280.0
LEADER = 26.0
"""From the end of a line to its name."""

_LONGEST = 120
_TICK = 5.0
_AXIS_LINES = 34.0
_BASELINE = 3.8
_HALF_MARK = 4.5
_MOST_YEARS = 12

_COURSE: Attributes = {"class": "course", "fill": "none", "stroke": INK, "stroke-width": "1.6"}
_UNKNOWN: Attributes = {**_COURSE, "class": "course unknown", "stroke-dasharray": "2 4"}
_OVER_LINES: Attributes = {**TEXT, **HALO, "font-weight": "bold"}
"""Words that lines may run through."""
_LEADER: Attributes = {"class": "leader", "fill": "none", "stroke": "#9ca3af", "stroke-width": "0.8"}


class _Frame(NamedTuple):
    left: float
    top: float
    bottom: float
    width: float
    height: float
    first: date
    last: date
    scale: Scale
    names: tuple[str, ...]

    def x(self, day: date) -> float:
        days = max((self.last - self.first).days, 1)
        return self.left + PLOT_WIDTH * (day - self.first).days / days

    def y(self, value: Fraction) -> float:
        return self.bottom - (self.bottom - self.top) * self.scale.at(value)


def draw_forecast(forecast: Forecast, prefix: str = "gsn") -> str:
    """The forecast as SVG text, to be written to a file or put into a page.

    Args:
        forecast: What to draw.
        prefix: Begins every id, so that figures with different prefixes can stand in one page.
    """
    courses = sorted(forecast.courses, key=_height, reverse=True)
    frame = _framed(forecast, courses)
    title = f"Thresholds of training compute from {forecast.start} to {forecast.assumed.until}"
    return element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "class": "gsn-forecast",
            "role": "img",
            "aria-labelledby": f"{prefix}-title {prefix}-desc",
            "viewBox": f"0 0 {number(frame.width)} {number(frame.height)}",
            "width": frame.width,
            "height": frame.height,
            "font-family": FONT,
        },
        element("title", {"id": f"{prefix}-title"}, escaped(title)),
        element("desc", {"id": f"{prefix}-desc"}, escaped(described(forecast))),
        element("rect", {"class": "paper", "fill": PAPER, "width": frame.width, "height": frame.height}),
        *_values(frame),
        *_years(frame),
        *_model(forecast, frame),
        *(part for course in courses for part in _course(course, frame)),
        *_changes(forecast, courses, frame),
        *_model_label(forecast, frame),
        *_names(courses, frame),
    )


def described(forecast: Forecast) -> str:
    """All of it in words, for whoever does not see it."""
    told = [_model_in_words(forecast), *map(_course_in_words, forecast.courses)]
    told += [f"{row.day}: {row.profile} {row.tier} {row.state}" for row in forecast.changes if row.tier]
    told += [f"assumed: {assumption}" for assumption in forecast.assumptions]
    return ". ".join(told)


def _model_in_words(forecast: Forecast) -> str:
    compute = forecast.compute
    if compute is None:
        return f"{forecast.system} declares no training compute"
    if compute.high is None:
        return f"{forecast.system} took {shown(compute.low)} FLOP at least, and a part is not declared"
    return f"{forecast.system} took {shown(compute.low)} to {shown(compute.high)} FLOP, however it is counted"


def _course_in_words(course: Course) -> str:
    first, last = _first(course), course.points[-1]
    name = f"{course.profile} {course.tier}"
    if last.value is None:
        known = [point.day for point in course.points if point.value is not None]
        return f"{name}: {shown(first)} FLOP, not known after {known[-1]}"
    if last.value == first:
        return f"{name}: {shown(first)} FLOP throughout"
    return f"{name}: from {shown(first)} to {shown(last.value)} FLOP"


def _first(course: Course) -> Fraction:
    return next(point.value for point in course.points if point.value is not None)


def _final(course: Course) -> Fraction:
    """The last threshold that is known."""
    return next(point.value for point in reversed(course.points) if point.value is not None)


def _height(course: Course) -> tuple[Fraction, str, str]:
    return _final(course), course.profile, course.tier


def _framed(forecast: Forecast, courses: Sequence[Course]) -> _Frame:
    values = [point.value for course in courses for point in course.points if point.value is not None]
    if forecast.compute is not None:
        values += [forecast.compute.low, forecast.compute.declared_high]
    scale = logarithmic_scale(values)
    names = tuple(_name(course) for course in courses)
    ticks = max((text_width(value_on_axis(tick), TEXT_SIZE) for tick in scale.ticks), default=0.0)
    left = MARGIN + ticks + _TICK + 4
    right = max((text_width(name, TEXT_SIZE) for name in names), default=0.0)
    top = MARGIN + LINE
    bottom = top + max(FEWEST_PIXELS, LINE * len(names))
    width = left + PLOT_WIDTH + LEADER + 6 + right + MARGIN
    height = bottom + _AXIS_LINES + MARGIN
    return _Frame(left, top, bottom, width, height, forecast.start, forecast.assumed.until, scale, names)


def _name(course: Course) -> str:
    last = course.points[-1].value
    value = f"{shown(last)}" if last is not None else "not known"
    return cut_to_width(shortened(f"{course.profile} {course.tier}: {value}", _LONGEST), WIDEST_NAME, TEXT_SIZE)


# The axes


def _values(frame: _Frame) -> Iterator[str]:
    """Lines through the plot at powers of ten, and their values."""
    yield _text("FLOP", frame.left, frame.top - 11, SOFT_TEXT, "end")
    for tick in frame.scale.ticks:
        y = frame.y(tick)
        yield _line(GRID, frame.left, y, frame.left + PLOT_WIDTH, y)
        yield _line(AXIS, frame.left - _TICK, y, frame.left, y)
        yield _text(value_on_axis(tick), frame.left - _TICK - 4, y + _BASELINE, SOFT_TEXT, "end")
    yield _line(AXIS, frame.left, frame.top, frame.left, frame.bottom)


def _years(frame: _Frame) -> Iterator[str]:
    """The first day of each year, and the days on which the forecast begins and ends."""
    yield _line(AXIS, frame.left, frame.bottom, frame.left + PLOT_WIDTH, frame.bottom)
    years = range(frame.first.year + 1, frame.last.year + 1)
    every = -(-len(years) // _MOST_YEARS) or 1
    for year in years[::every]:
        x = frame.x(date(year, 1, 1))
        yield _line(GRID, x, frame.top, x, frame.bottom)
        yield _line(AXIS, x, frame.bottom, x, frame.bottom + _TICK)
        yield _text(str(year), x, frame.bottom + _TICK + 11, SOFT_TEXT, "middle")
    ends = f"from {frame.first} to {frame.last}"
    yield _text(ends, frame.left, frame.bottom + _TICK + 26, SOFT_TEXT)


# The model and the thresholds


def _model(forecast: Forecast, frame: _Frame) -> Iterator[str]:
    """The model's compute as a band, open above where a part of it is not declared."""
    compute = forecast.compute
    if compute is None or not compute.declared_high:
        return
    top = frame.top if compute.high is None else frame.y(compute.high)
    low = frame.y(compute.low) if compute.low else frame.bottom
    look = BARS[Look.UNBOUNDED if compute.high is None else Look.PLAIN]
    box: Attributes = {"x": frame.left, "y": top, "width": PLOT_WIDTH, "height": max(low - top, 1.5)}
    title = element("title", {}, escaped(_model_in_words(forecast)))
    yield element("g", {"class": "model"}, title, element("rect", {**look, "class": "band", **box, "opacity": "0.75"}))


def _model_label(forecast: Forecast, frame: _Frame) -> Iterator[str]:
    """What the band is, right below it."""
    compute = forecast.compute
    if compute is None or not compute.declared_high:
        return
    low = frame.y(compute.low) if compute.low else frame.bottom
    words = _model_in_words(forecast)
    label = cut_to_width(shortened(words, _LONGEST), PLOT_WIDTH - 2 * MARGIN, TEXT_SIZE)
    yield _text(label, frame.left + 6, min(low + 12, frame.bottom - 4), _OVER_LINES)


def _course(course: Course, frame: _Frame) -> Iterator[str]:
    """A threshold's line: straight while it is known, dotted at its last value while it is not."""
    title = element("title", {}, escaped(_course_in_words(course)))
    yield element("g", {"class": "tier"}, title, *_pieces(course, frame))


def _pieces(course: Course, frame: _Frame) -> Iterator[str]:
    held = _first(course)
    for start, end in pairwise(course.points):
        begin, finish = start.value, end.value
        look = _COURSE if begin is not None and finish is not None else _UNKNOWN
        held = begin if begin is not None else held
        stop = finish if finish is not None and begin is not None else held
        yield _path(look, frame, Point(start.day, held), Point(end.day, stop))
        held = finish if finish is not None else held


def _path(look: Attributes, frame: _Frame, start: Point, end: Point) -> str:
    ends = [(frame.x(point.day), frame.y(point.value)) for point in (start, end) if point.value is not None]
    (x1, y1), (x2, y2) = ends
    return element("path", {**look, "d": f"M {number(x1)} {number(y1)} L {number(x2)} {number(y2)}"})


def _changes(forecast: Forecast, courses: Sequence[Course], frame: _Frame) -> Iterator[str]:
    """A diamond where a tier changes."""
    drawn = {(course.profile, course.tier): course for course in courses}
    for row in forecast.changes:
        course = drawn.get((row.profile, row.tier))
        if course is None:
            continue
        x, y = frame.x(row.day), frame.y(_at(course, row.day))
        half = number(_HALF_MARK)
        run = f"M {number(x)} {number(y - _HALF_MARK)} l {half} {half} l -{half} {half} l -{half} -{half} Z"
        title = element("title", {}, escaped(f"{row.day}: {row.profile} {row.tier} {row.state}"))
        yield element("g", {"class": "change"}, title, element("path", {**MARK, "d": run}))


def _at(course: Course, day: date) -> Fraction:
    """The threshold on a day, along the line; the last one that was known where it is not."""
    held = _first(course)
    for start, end in pairwise(course.points):
        if start.value is not None:
            held = start.value
        if start.day <= day <= end.day and start.value is not None and end.value is not None:
            share = (day - start.day).days / max((end.day - start.day).days, 1)
            return Fraction(float(start.value) ** (1 - share) * float(end.value) ** share)
        if day < start.day:
            break
    return held


def _names(courses: Sequence[Course], frame: _Frame) -> Iterator[str]:
    """The name of each line at its end, moved apart where they would overlap."""
    right = frame.left + PLOT_WIDTH
    wanted = [frame.y(_final(course)) for course in courses]
    for name, end, y in zip(frame.names, wanted, _apart(wanted, frame), strict=True):
        yield element(
            "path", {**_LEADER, "d": f"M {number(right)} {number(end)} L {number(right + LEADER)} {number(y)}"}
        )
        yield _text(name, right + LEADER + 4, y + _BASELINE, TEXT)


def _apart(wanted: Sequence[float], frame: _Frame) -> list[float]:
    """Heights a line apart, from above to below, each as near to its own as the others let it."""
    placed: list[float] = []
    for y in wanted:
        placed.append(max(y, placed[-1] + LINE) if placed else max(y, frame.top))
    limit = frame.bottom
    for index in reversed(range(len(placed))):
        placed[index] = min(placed[index], limit)
        limit = placed[index] - LINE
    return placed


def _line(look: Attributes, x1: float, y1: float, x2: float, y2: float) -> str:
    return element("line", {**look, "x1": x1, "y1": y1, "x2": x2, "y2": y2})


def _text(text: str, x: float, y: float, look: Attributes, anchor: str = "start") -> str:
    place: Attributes = {"x": x, "y": y, "font-size": TEXT_SIZE}
    return element("text", {**look, **place, "text-anchor": anchor}, escaped(text))
