"""Whatever weakens a whole case is noticed: its top claim is no longer proved, or a rule finds something.

Each change is made by machine, at places that are spread over the texts of a case, one at a time.
"""

import re
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import NamedTuple

import pytest

import gsn
from gsn.argument import Argument

CASES = Path(__file__).parents[2] / "cases"
DAY = date(2026, 11, 23)
"""The day that the cases were written for: their evidence is in date."""

PLACES = 2
"""Places at which each change is made in each case: the first and the last that there are, or more between."""


class Place(NamedTuple):
    """A line of a text, with the text's other lines."""

    lines: tuple[str, ...]
    number: int

    @property
    def line(self) -> str:
        return self.lines[self.number]

    @property
    def indent(self) -> str:
        return self.line[: len(self.line) - len(self.line.lstrip())]

    @property
    def end(self) -> int:
        """The line behind all that stands under this one."""
        deeper = (
            number
            for number in range(self.number + 1, len(self.lines))
            if self.lines[number].strip() and not self.lines[number].startswith(f"{self.indent} ")
        )
        return next(deeper, len(self.lines))

    @property
    def under(self) -> tuple[str, ...]:
        return self.lines[self.number + 1 : self.end]

    def with_line(self, *lines: str) -> list[str]:
        """The text with other lines for this one."""
        return [*self.lines[: self.number], *lines, *self.lines[self.number + 1 :]]

    def with_block(self, *lines: str) -> list[str]:
        """The text with other lines for this one and all that stands under it."""
        return [*self.lines[: self.number], *lines, *self.lines[self.end :]]

    def parent(self) -> "Place":
        """The line that this one stands under."""
        above = (n for n in range(self.number - 1, -1, -1) if len(Place(self.lines, n).indent) < len(self.indent))
        return Place(self.lines, next(n for n in above if self.lines[n].strip()))


Change = Callable[[Place, re.Match[str]], list[str] | None]
"""A text with one place changed, by how the line matched; nothing where the change would weaken nothing."""


class Weakening(NamedTuple):
    """What is changed: the lines that match, and how."""

    pattern: str
    change: Change


def gone(place: Place, _: re.Match[str]) -> list[str]:
    return place.with_line()


def without(pattern: str) -> Change:
    """What matches is taken out of its line."""
    return lambda place, _: place.with_line(re.sub(pattern, "", place.line))


def worse(place: Place, match: re.Match[str]) -> list[str]:
    """More events in as many trials, or in as long a time."""
    events, of, rest = int(match["events"].replace("_", "")), match["of"], match["rest"]
    trials = int(rest.replace("_", "")) if of == "of" else 10**9
    more = min(trials, 2 * events + max(3, trials // 8 if of == "of" else 3))
    return place.with_line(place.line.replace(match[0], f": {more} {of} {rest}"))


def times(factor: str) -> Change:
    """A claim of a multiple."""

    def change(place: Place, match: re.Match[str]) -> list[str]:
        value, percent = match["value"], "%" if match["value"].endswith("%") else ""
        more = Fraction(value.removesuffix("%")) * Fraction(factor)
        return place.with_line(place.line.replace(f" {value} ", f" {float(more):.9g}{percent} ", 1))

    return change


def doubted(factor: str) -> Change:
    """A claim with a multiple of its doubt."""

    def change(place: Place, match: re.Match[str]) -> list[str]:
        doubt = (100 - Fraction(match["confidence"])) * Fraction(factor)
        return place.with_line(place.line.replace(f"at {match['confidence']}%", f"at {float(100 - doubt):.9g}%"))

    return change


def other_configuration(place: Place, match: re.Match[str]) -> list[str] | None:
    """Another name than that of the configuration, of those that the case has."""
    others = {"helpful_only": "tuned", "api": "helpful_only", "tuned": "api", "bare": "api", "unit1": "unit2"}
    other = others.get(match["name"])
    return place.with_line(place.line.replace(match[0], match[0].replace(match["name"], other))) if other else None


def other_digest(place: Place, match: re.Match[str]) -> list[str]:
    digest = match["digest"]
    return place.with_line(place.line.replace(digest, digest[1:] + digest[0] if digest[0] != digest[1] else digest[::-1]))


def undeveloped(place: Place, _: re.Match[str]) -> list[str] | None:
    """A goal keeps what it claims and loses its support."""
    claims = [line for line in place.under if line.startswith(f"{place.indent}    claim ")]
    return place.with_block(place.line, *claims, f"{place.indent}    undeveloped") if claims else None


def assumed(place: Place, match: re.Match[str]) -> list[str] | None:
    """A goal that claims something becomes an assumption, which claims nothing."""
    if not any(line.startswith(f"{place.indent}    claim ") for line in place.under):
        return None
    return place.with_block(f"{place.indent}assumption {match['name']}x {match['text']}")


def given_up(place: Place, match: re.Match[str]) -> list[str]:
    """The relationship that a nested reference states."""
    above = place.parent()
    name = above.line.split()[2 if above.line.split()[0] == "public" else 1]
    said = f'{place.indent}defeated {name} -> {match["name"]} "No longer"'
    return Place(above.lines, above.number).with_line(above.line, said)


def adding(*lines: str) -> Change:
    """Lines under what matched."""
    return lambda place, _: place.with_line(place.line, *(f"{place.indent}    {line}" for line in lines))


def bad_run(place: Place, match: re.Match[str]) -> list[str]:
    """A record beside this one that measured the same, badly, and that nothing cites."""
    record = place.parent()
    own = [re.sub(r'sha256 "\w+"', "", line) for line in record.under if re.match(r" +(type|file|by|on) ", line)]
    count = "59 of 60" if match["of"] == "of" else f"5_000 in {match['rest']}"
    said = ["evidence bad_run \"A run that went badly\"", *own, f"    dated 2026-10-01", f"    measures {match['name']}: {count}"]
    return [*place.lines, *said]


def shorter_list(place: Place, match: re.Match[str]) -> list[str]:
    return place.with_line(place.line.replace(match["last"], ""))


GOAL = r'(public )?goal (?P<name>[\w.]+) (?P<text>".*)'
COUNT = r"measures (?P<name>[\w:.]+)(?P<all>: (?P<events>[\d_]+) (?P<of>of|in) (?P<rest>[\d_.]+( [\w-]+)?))"
CLAIM = r"claim (?P<quantity>\S+) <= (?P<value>\S+) .*at (?P<confidence>[\d.]+)%"
