"""What was found in a document, with the path to it: a value of the wrong type is told at its place and never met."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import TypeAlias

from gsn.evidence.logs.log import Unreadable

Json: TypeAlias = "dict[str, Json] | list[Json] | str | int | bool | Decimal | None"

LARGEST_NUMBER = 10**9
"""More than any log counts."""

MOST_DIGITS = 400
"""Digits after the point, or zeros before it: no floating-point number has more, and ``1e999999999`` has to cost
nothing."""

EXCERPT = 120
"""Characters of a text that are shown of it."""


@dataclass(frozen=True, slots=True)
class Field:
    """A value and where it stands. What is absent and what is null are alike."""

    value: Json
    steps: tuple[str | int, ...] = ()

    @property
    def path(self) -> str:
        """The keys that lead to it, as ``eval.dataset.samples`` or ``samples[2].id``."""
        shown = (f"[{step}]" if isinstance(step, int) else f".{excerpt(step, 40)}" for step in self.steps)
        return "".join(shown).removeprefix(".") or "its top"

    def __getitem__(self, key: str) -> Field:
        """What stands under a key of an object; nothing where there is none."""
        if self.value is None:
            return self
        if not isinstance(self.value, dict):
            raise self._wrong("an object")
        return Field(self.value.get(key), (*self.steps, key))

    def __bool__(self) -> bool:
        """Whether there is anything."""
        return self.value is not None

    def entries(self) -> Iterator[tuple[str, Field]]:
        """What stands in an object, by its keys."""
        if self.value is None:
            return
        if not isinstance(self.value, dict):
            raise self._wrong("an object")
        for key, value in self.value.items():
            yield key, Field(value, (*self.steps, key))

    def items(self) -> Iterator[Field]:
        """What stands in a list."""
        if self.value is None:
            return
        if not isinstance(self.value, list):
            raise self._wrong("a list")
        for index, value in enumerate(self.value):
            yield Field(value, (*self.steps, index))

    def text(self) -> str | None:
        """A text."""
        if self.value is None or isinstance(self.value, str):
            return self.value
        raise self._wrong("a text")

    def name(self) -> str | None:
        """A text, or a whole number for one, as sample identities are."""
        if isinstance(self.value, int) and not isinstance(self.value, bool):
            return str(self.value)
        return self.text()

    def flag(self) -> bool:
        """True or false; nothing is false."""
        if self.value is None or isinstance(self.value, bool):
            return bool(self.value)
        raise self._wrong("true or false")

    def whole(self) -> int | None:
        """A number of things, from 0."""
        if self.value is None:
            return None
        number = exact(self.value)
        if number is None or number.denominator != 1 or number < 0:
            raise self._wrong("a number of things")
        return number.numerator

    def number(self) -> Fraction | None:
        """A number, exactly as written; nothing where it is not finite."""
        if self.value is None or self.value in ("NaN", "Infinity", "-Infinity", "N/A"):
            return None
        number = exact(self.value)
        if number is None:
            raise self._wrong("a number that a log may hold")
        return number

    def day(self) -> date | None:
        """The day (UTC) of a time as ISO 8601 or as seconds since 1970; nothing where it is neither."""
        return day_of(self.value)

    def _wrong(self, expected: str) -> Unreadable:
        return Unreadable(f"has {_kind(self.value)} at `{self.path}` where {expected} should be")


def exact(value: Json) -> Fraction | None:
    """A number as an exact ratio; None where it is none, or has more digits than anybody means."""
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        return None
    if isinstance(value, Decimal):
        exponent = value.as_tuple().exponent
        if not isinstance(exponent, int) or not -MOST_DIGITS <= exponent <= MOST_DIGITS:
            return None
        return Fraction(value) if abs(value) <= LARGEST_NUMBER else None
    return Fraction(value) if abs(value) <= LARGEST_NUMBER else None


def day_of(value: Json) -> date | None:
    """The day (UTC) that a time falls on, as logs write times."""
    if isinstance(value, str):
        try:
            moment = datetime.fromisoformat(value)
            return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC).date()
        except (ValueError, OverflowError):
            return _day_of_seconds(value)
    return None if value is None else _day_of_seconds(str(value))


def _day_of_seconds(written: str) -> date | None:
    try:
        return datetime.fromtimestamp(float(written), UTC).date()
    except (ValueError, OverflowError, OSError):
        return None


def excerpt(text: str, characters: int = EXCERPT) -> str:
    """The beginning of a text on one line, without what a terminal would take for a command."""
    line = text[: 4 * characters]
    if not line.isprintable():
        line = "".join(c if c.isprintable() else " " for c in line)
    line = " ".join(line.split())
    return line if len(line) <= characters else f"{line[: characters - 1]}…"


def _kind(value: Json) -> str:
    match value:
        case bool():
            return f"`{str(value).lower()}`"
        case str():
            return f"the text `{excerpt(value, 40)}`"
        case int() | Decimal():
            return f"the number {excerpt(str(value), 40)}"
        case list():
            return "a list"
        case dict():
            return "an object"
        case None:
            return "nothing"
