"""What of a case ends when, as a picture: a bar for each record, a line for each day on which a shown goal falls."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from gsn.lapse import Timeline
from gsn.model.reference import Identity, name_of
from gsn.report.drawing.markup import Attributes, element, escaped
from gsn.report.drawing.metrics import text_width
from gsn.report.drawing.palette import FONT, INK, PAPER, SHADE

MOST_BARS = 40
"""Records that are drawn, those that end first before the others; the rest is counted in a line below."""

_WIDTH = 760.0
_ROW = 20.0
_BAR = 12.0
_TOP = 46.0
_MARGIN = 12.0
_SIZE = 11.0
_LONGEST_NAME = 220.0
_FILL = "#f1faf4"
_STROKE = "#15803d"
_FALLING = "#b91c1c"
_FEWEST_DAYS = 60
"""Days that the picture shows at least, so that a case that ends tomorrow has a scale."""


@dataclass(frozen=True, slots=True)
class _Scale:
    """Days to columns."""

    first: date
    last: date
    left: float
    right: float

    def x(self, day: date) -> float:
        inside = min(max(day, self.first), self.last)
        return self.left + (self.right - self.left) * (inside - self.first).days / (self.last - self.first).days


def timeline_picture(timeline: Timeline, names: Mapping[Identity, str] | None = None, prefix: str = "lapse") -> str:
    """The timeline as SVG text, to be written to a file or put into a page.

    The same timeline gives the same picture. What it shows stands in words in its description, too.

    Args:
        timeline: What ends when (:func:`gsn.lapse.timeline_of`).
        names: What the records are called; their own names where nothing else is said.
        prefix: Begins every id, so that pictures with different prefixes can stand in one page.
    """
    spans = [(_name(record, names), dated, until) for record, dated, until in timeline.spans]
    bars = spans[:MOST_BARS]
    label = min(max((text_width(name, _SIZE) for name, _, _ in bars), default=0.0), _LONGEST_NAME)
    scale = _scale(timeline, bars, label)
    left_out = len(spans) - len(bars)
    height = _TOP + _ROW * (len(bars) + (1 if left_out else 0)) + _MARGIN
    return element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "class": "gsn-timeline",
            "role": "img",
            "aria-labelledby": f"{prefix}-title {prefix}-desc",
            "viewBox": f"0 0 {_WIDTH:g} {height:g}",
            "width": _WIDTH,
            "height": height,
            "font-family": FONT,
            "font-size": _SIZE,
        },
        element("title", {"id": f"{prefix}-title"}, escaped("How long the evidence is good")),
        element("desc", {"id": f"{prefix}-desc"}, escaped(_in_words(timeline))),
        element("rect", {"class": "paper", "fill": PAPER, "x": 0, "y": 0, "width": _WIDTH, "height": height}),
        *_months(scale, height),
        *(_row(number, bar, scale, label, timeline) for number, bar in enumerate(bars)),
        *_days(timeline, scale, height),
        *([_text(_MARGIN, _TOP + _ROW * len(bars) + _BAR, f"and {left_out} more records")] if left_out else []),
    )


def _name(record: Identity, names: Mapping[Identity, str] | None) -> str:
    return (names or {}).get(record, name_of(record))


def _scale(timeline: Timeline, bars: list[tuple[str, date | None, date | None]], label: float) -> _Scale:
    """From the first record's day, or today, to a month after the last end."""
    begun = [dated for _, dated, _ in bars if dated is not None]
    ended = [until for _, _, until in bars if until is not None]
    ended += [lapse.day for lapse in timeline.lapses if lapse.shown]
    first = min([*begun, timeline.as_of])
    last = _later(max([*ended, timeline.as_of]), 30)
    last = max(last, _later(first, _FEWEST_DAYS))
    return _Scale(first, last, _MARGIN + label + 10, _WIDTH - _MARGIN)


def _later(day: date, days: int) -> date:
    """A day some days later; the calendar's last where there is none."""
    return day + timedelta(days) if (date.max - day).days > days else date.max


def _months(scale: _Scale, height: float) -> Iterator[str]:
    """A thin line at the first of every month, or of every year, with its name where there is room."""
    last_label = float("-inf")
    for day in _ticks(scale):
        x = scale.x(day)
        line: Attributes = {
            "x1": x,
            "x2": x,
            "y1": _TOP - 6,
            "y2": height - _MARGIN,
            "stroke": SHADE,
            "stroke-width": 0.5,
        }
        yield element("line", line)
        written = f"{day:%Y-%m}"
        if x - last_label > text_width(written, _SIZE) + 8 and x + text_width(written, _SIZE) < _WIDTH:
            yield _text(x, _TOP - 10, written)
            last_label = x


def _ticks(scale: _Scale) -> list[date]:
    years = range(scale.first.year, scale.last.year + 1)
    few = (scale.last - scale.first).days < 366 * 3
    step = max(1, len(years) // 20)
    days = [date(year, month, 1) for year in years for month in (range(1, 13) if few else (1,))]
    days = days if few else days[::step]
    return [day for day in days if scale.first < day < scale.last]


def _row(
    number: int, bar: tuple[str, date | None, date | None], scale: _Scale, label: float, timeline: Timeline
) -> str:
    name, dated, until = bar
    y = _TOP + _ROW * number
    start, end = scale.x(dated or timeline.as_of), scale.x(until or scale.last)
    falls = until is not None and timeline.falls_on is not None and until < timeline.falls_on
    stroke = _FALLING if falls else _STROKE
    box: Attributes = {"x": start, "y": y, "width": max(end - start, 1.0), "height": _BAR}
    line: Attributes = {"fill": _FILL, "stroke": stroke, "stroke-width": 2.0 if falls else 1.0}
    endless: Attributes = {"stroke-dasharray": "4 3"} if until is None else {}
    said = f"{name}: {dated or 'no day'} to {until or 'no end'}"
    return element(
        "g",
        {"class": "falls-first" if falls else "record"},
        element("title", {}, escaped(said)),
        _text(_MARGIN, y + _BAR - 2, _fitting(name, label)),
        element("rect", {**box, **line, **endless}),
    )


def _fitting(name: str, room: float) -> str:
    """A name, cut where it is longer than its column."""
    if text_width(name, _SIZE) <= room:
        return name
    kept = name
    while kept and text_width(f"{kept}…", _SIZE) > room:
        kept = kept[:-1]
    return f"{kept}…"


def _days(timeline: Timeline, scale: _Scale, height: float) -> Iterator[str]:
    """The day of judgement, and that on which the case falls."""
    yield from _marked(timeline.as_of, f"judged {timeline.as_of}", INK, scale, height)
    if timeline.falls_on is not None:
        yield from _marked(timeline.falls_on, f"falls {timeline.falls_on}", _FALLING, scale, height)


def _marked(day: date, words: str, colour: str, scale: _Scale, height: float) -> Iterator[str]:
    x = scale.x(day)
    line: Attributes = {"x1": x, "x2": x, "y1": 20.0, "y2": height - _MARGIN, "stroke": colour, "stroke-width": 1.5}
    yield element("line", line if colour == INK else {**line, "stroke-dasharray": "6 3"})
    width = text_width(words, _SIZE)
    yield _text(min(max(x - width / 2, _MARGIN), _WIDTH - _MARGIN - width), 14, words, colour)


def _text(x: float, y: float, words: str, colour: str = INK) -> str:
    return element("text", {"x": x, "y": y, "fill": colour}, escaped(words))


def _in_words(timeline: Timeline) -> str:
    lapses = [f"{lapse.day}: {len(lapse.goals)} goals lose their support" for lapse in timeline.lapses if lapse.goals]
    falls = f"The case falls on {timeline.falls_on}." if timeline.falls_on is not None else "No day is set to its fall."
    return f"{falls} {'; '.join(lapses)}".strip()
