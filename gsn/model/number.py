"""Numbers as they are written, kept exact.

A verdict may not depend on rounding, so decimal text becomes a rational and never a float.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

MOST_DIGITS = 40
"""Significant digits of a number: more than any measurement has, few enough that arithmetic stays quick."""

LARGEST_EXPONENT = 400
"""Beyond the range of a double on both sides; ``1e10000000`` would be a number of ten million digits."""

_LONGEST_SHOWN = 24
"""Characters of a number that a message repeats."""

_NUMBER = re.compile(r"(?P<whole>[0-9][0-9_]*)(?:\.(?P<part>[0-9_]+))?(?:[eE](?P<power>[+-]?[0-9]+))?(?P<percent>%?)")


class Relation(StrEnum):
    """How a quantity stands to a value."""

    AT_MOST = "<="
    BELOW = "<"
    AT_LEAST = ">="
    ABOVE = ">"


@dataclass(frozen=True, slots=True)
class Number:
    """An exact number, with the words that it was written in; ``6.4%`` is 8/125."""

    exact: Fraction
    written: str = field(compare=False)

    @property
    def is_percentage(self) -> bool:
        return self.written.endswith("%")

    def __str__(self) -> str:
        return self.written


@dataclass(frozen=True, slots=True)
class Range:
    """``a`` or ``a..b``, with the unit where one is written."""

    low: Number
    high: Number
    unit: str | None = None

    def __str__(self) -> str:
        ends = self.low.written if self.low == self.high else f"{self.low}..{self.high}"
        return f"{ends} {self.unit}" if self.unit else ends


def read_number(written: str) -> Number:
    """The exact value of a written number.

    Raises:
        ValueError: Too many digits or too large an exponent, said as a sentence. Both are judged on the text, before
            anything is computed.
    """
    match = _NUMBER.fullmatch(written)
    if match is None:
        raise ValueError(f"`{_short(written)}` is not a number")
    whole, part = match["whole"].replace("_", ""), (match["part"] or "").replace("_", "")
    digits = (whole + part).strip("0") or "0"
    if len(digits) > MOST_DIGITS:
        raise ValueError(f"`{_short(written)}` has {len(digits)} significant digits; at most {MOST_DIGITS} are read")
    power = _exponent(match["power"] or "0")
    if abs(power) > LARGEST_EXPONENT or len(whole) + len(part) > LARGEST_EXPONENT:
        message = (
            f"`{_short(written)}` is out of range; exponents lie within -{LARGEST_EXPONENT} and {LARGEST_EXPONENT}"
        )
        raise ValueError(message)
    exponent = power - len(part) - (2 if match["percent"] else 0)
    value = int(whole + part)
    return Number(Fraction(value * 10**exponent) if exponent >= 0 else Fraction(value, 10**-exponent), written)


def _exponent(written: str) -> int:
    """An exponent; one of many digits is only known to be too large."""
    digits = written.lstrip("+-").lstrip("0")
    size = int(digits or "0") if len(digits) <= len(str(LARGEST_EXPONENT)) else LARGEST_EXPONENT + 1
    return -size if written.startswith("-") else size


def _short(written: str) -> str:
    return written if len(written) <= _LONGEST_SHOWN else f"{written[:_LONGEST_SHOWN]}…"
