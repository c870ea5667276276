"""Charts of bars beside one axis: what they show as plain records, and how a terminal shows it.

A chart knows nothing of cases. Whatever draws one, as text here or as a figure, draws the same bars.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from math import ceil, floor, log10
from textwrap import wrap
from typing import NamedTuple

from gsn.output.visible import visible
from gsn.risk.figures import shown

WIDEST_SPAN = 20
"""The largest value over the smallest beyond which an axis is logarithmic: the small ones would not be seen."""

MOST_TICKS = 8

_TICK_DIGITS = 12

FEWEST_CELLS = 16
"""A bar in a terminal is not made shorter than this: its note goes to a line of its own before."""


class Look(StrEnum):
    """What a bar is, each by more than a colour; the note says it in words, too."""

    PLAIN = "plain"
    RESULT = "result"
    """What the bars above it come to."""
    OVER = "over"
    """Passes what it is held against."""
    UNBOUNDED = "unbounded"
    """Has no end."""


class Bar(NamedTuple):
    """A line of a chart.

    Args:
        label: What it is about.
        note: Its figures, in words.
        start: Where it begins; nothing for the axis's lower end.
        end: Where it ends; nothing for its upper end.
        look: What it is.
        mark: A value to be marked on it, such as what is claimed.
        href: An anchor in the page.
    """

    label: str
    note: str
    start: Fraction | None
    end: Fraction | None
    look: Look = Look.PLAIN
    mark: Fraction | None = None
    href: str = ""


class Rule(NamedTuple):
    """A value that all bars are held against."""

    value: Fraction
    label: str


def value_on_axis(value: Fraction) -> str:
    """A round value as it stands beside an axis: not shortened, so that no two are told alike."""
    return shown(value, digits=_TICK_DIGITS)


@dataclass(frozen=True)
class Scale:
    """An axis. The values of a logarithmic one are above 0."""

    logarithmic: bool
    low: Fraction
    high: Fraction

    def at(self, value: Fraction) -> float:
        """How far along the axis a value lies, from 0 to 1; what is beyond an end lies at it."""
        if value <= self.low:
            return 0.0
        if value >= self.high:
            return 1.0
        if not self.logarithmic:
            return float((value - self.low) / (self.high - self.low))
        share = (_logarithm(value) - self._low) / (_logarithm(self.high) - self._low)
        return min(max(share, 0.0), 1.0)

    @cached_property
    def _low(self) -> float:
        return _logarithm(self.low)

    @property
    def ticks(self) -> list[Fraction]:
        """Round values along the axis, few enough to be read."""
        return self._powers() if self.logarithmic else self._steps()

    def _powers(self) -> list[Fraction]:
        first, last = _exponent(self.low), _exponent(self.high)
        decades = last - first
        within = (1, 2, 5) if decades <= 2 else (1,)  # noqa: PLR2004 - two decades have room for three ticks each
        every = ceil(decades / (MOST_TICKS - 1)) or 1
        powers = [Fraction(10) ** exponent for exponent in range(first, last + 1, every)]
        values = [power * digit for power in powers for digit in within]
        return [value for value in values if self.low <= value <= self.high]

    def _steps(self) -> list[Fraction]:
        step = _round_step((self.high - self.low) / (MOST_TICKS - 1))
        first = ceil(self.low / step)
        return [step * index for index in range(first, floor(self.high / step) + 1)]


def logarithmic_scale(values: Iterable[Fraction], low: Fraction | None = None, *, floating: bool = False) -> Scale:
    """An axis between powers of ten that holds all values above 0.

    Args:
        values: What is to lie on it.
        low: Where it begins, for one that has a beginning of its own.
        floating: Whether no bar begins at the axis's end: otherwise room is left for the shortest to be seen.
    """
    above = [value for value in values if value > 0] or [Fraction(1)]
    smallest, largest = min(above), max(above)
    if low is None:
        low = Fraction(10) ** _exponent(smallest)
        low = low / 10 if smallest < 2 * low and not floating else low
    high = Fraction(10) ** _exponent(largest)
    high = high if high >= largest and high > low else high * 10
    return Scale(logarithmic=True, low=low, high=high)


def linear_scale(values: Iterable[Fraction], *, from_zero: bool = True) -> Scale:
    """An axis of round ends that holds all values."""
    listed = list(values) or [Fraction(1)]
    low = Fraction(0) if from_zero else min(listed)
    high = max(*listed, low)
    high = high if high > low else low + 1
    step = _round_step((high - low) / (MOST_TICKS - 1))
    return Scale(logarithmic=False, low=floor(low / step) * step, high=ceil(high / step) * step)


def spans_widely(values: Iterable[Fraction]) -> bool:
    """Whether values are so far apart that only a logarithmic axis shows them all."""
    above = [value for value in values if value > 0]
    return bool(above) and max(above) > WIDEST_SPAN * min(above)


def _logarithm(value: Fraction) -> float:
    """Of any value above 0, however far beyond the range of floats."""
    return log10(value.numerator) - log10(value.denominator)


def _exponent(value: Fraction) -> int:
    """The power of ten that is not above a value."""
    exponent = floor(_logarithm(value))
    while Fraction(10) ** exponent > value:
        exponent -= 1
    while Fraction(10) ** (exponent + 1) <= value:
        exponent += 1
    return exponent


def _round_step(least: Fraction) -> Fraction:
    """A step of 1, 2 or 5 times a power of ten that is not below one."""
    power = Fraction(10) ** _exponent(least)
    return next(power * digit for digit in (1, 2, 5, 10) if power * digit >= least)


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars beside an axis.

    Args:
        title: What is shown.
        axis: What the axis measures, with its unit.
        scale: The axis.
        bars: From above to below.
        rule: What all bars are held against.
        chained: Whether each bar begins where the one above it ends.
        remark: What is not shown, or how to read it.
    """

    title: str
    axis: str
    scale: Scale
    bars: tuple[Bar, ...]
    rule: Rule | None = None
    chained: bool = False
    remark: str = ""

    @property
    def description(self) -> str:
        """All of it in words, for whoever does not see it."""
        told = [f"{bar.label}: {bar.note}" for bar in self.bars]
        return ". ".join(part for part in (self.axis, *told, self.remark) if part)


# As text


class _Signs(NamedTuple):
    whole: str
    parts: str
    """From an eighth of a cell to seven."""
    rule: str
    unbounded: str
    end: str
    cut: str


_BLOCKS = _Signs("█", "▏▎▍▌▋▊▉", "│", "░", "░", "…")
_ASCII = _Signs("#", "", "|", "-", ">", "...")


def lines(chart: Chart, width: int = 100, *, ascii_only: bool = False) -> Iterator[str]:
    """A chart as text: its title, a line a bar, and the ends of the axis.

    Args:
        chart: What to show.
        width: Columns of the terminal. Labels are cut to fit; figures never are, and go to a line of their own first.
        ascii_only: Draw with ``#``, ``|`` and ``-``, for a stream that cannot encode block characters.
    """
    signs = _ASCII if ascii_only else _BLOCKS
    yield visible(chart.title)
    if not chart.bars:
        return
    labels = [_cut(visible(bar.label), max(8, width // 3), signs.cut) for bar in chart.bars]
    notes = [visible(bar.note) for bar in chart.bars]
    left = max(map(columns, labels))
    beside = width - left - max(map(columns, notes)) - 3
    cells = beside if beside >= FEWEST_CELLS else max(FEWEST_CELLS, width - left - 2)
    margin = " " * (left + 2)
    for bar, label, note in zip(chart.bars, labels, notes, strict=True):
        drawn = f" {label}{' ' * (left - columns(label))} {''.join(_drawn(bar, chart, cells, signs))}"
        if beside >= FEWEST_CELLS:
            yield f"{drawn} {note}".rstrip()
        else:
            yield drawn.rstrip()
            yield f"{margin}{note}".rstrip()
    yield f"{margin}{_ends(chart.scale, cells)}"
    told = [visible(chart.axis), f"{signs.rule} {visible(chart.rule.label)}" if chart.rule is not None else ""]
    for text in (*told, visible(chart.remark)):
        yield from (f"{margin}{line}" for line in wrap(text, max(width - len(margin), FEWEST_CELLS)))


def columns(text: str) -> int:
    """How many columns of a terminal a text takes: two for a wide character, none for an accent."""
    return sum(_columns_of(character) for character in text)


def _columns_of(character: str) -> int:
    if unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1


def _cut(text: str, most: int, sign: str) -> str:
    """A text of no more columns than fit."""
    if columns(text) <= most:
        return text
    kept, room = "", most - columns(sign)
    for character in text:
        room -= _columns_of(character)
        if room < 0:
            break
        kept += character
    return kept + sign


def _drawn(bar: Bar, chart: Chart, cells: int, signs: _Signs) -> list[str]:
    """A bar in so many cells, with the rule and its own mark over it."""
    if bar.look is Look.UNBOUNDED:
        drawn = [signs.unbounded] * (cells - 1) + [signs.end]
    else:
        ends = (
            0.0 if bar.start is None else chart.scale.at(bar.start),
            1.0 if bar.end is None else chart.scale.at(bar.end),
        )
        drawn = _filled(min(ends), max(ends), cells, signs)
    for value in (bar.mark, chart.rule.value if chart.rule is not None else None):
        if value is not None:
            drawn[min(floor(chart.scale.at(value) * cells), cells - 1)] = signs.rule
    return drawn


def _filled(start: float, end: float, cells: int, signs: _Signs) -> list[str]:
    """Cells that are filled from one share of them to another; something is to be seen of the shortest bar, too."""
    first = min(floor(start * cells), cells - 1)
    if signs.parts:
        whole, eighths = divmod(max(round(end * cells * 8) - first * 8, 1), 8)
        filled = [signs.whole] * whole + ([signs.parts[eighths - 1]] if eighths else [])
    else:
        filled = [signs.whole] * max(round(end * cells) - first, 1)
    return ([" "] * first + filled + [" "] * cells)[:cells]


def _ends(scale: Scale, cells: int) -> str:
    """The axis's ends below its first and its last cell."""
    low, high = value_on_axis(scale.low), value_on_axis(scale.high)
    return f"{low}{' ' * max(1, cells - len(low) - len(high))}{high}"
