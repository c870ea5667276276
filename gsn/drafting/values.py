"""What somebody types into a form's field, read as the language reads it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from gsn.language.recovery import NAME
from gsn.model.number import read_number
from gsn.model.reference import RESERVED


def wrong_name(written: str, taken: Iterable[str]) -> str | None:
    """What is wrong with a new name."""
    if not NAME.fullmatch(written):
        return f"`{written}` is no name: a letter or `_`, then letters, digits and `_`, with `.` or `-` inside"
    if written in RESERVED:
        return f"`{written}` is a word of expressions"
    return f"`{written}` is taken" if written in set(taken) else None


def number_of(written: str) -> Fraction | None:
    """A number or a percentage; nothing where it is none."""
    try:
        return read_number(written.strip()).exact
    except ValueError:
        return None


def whole_of(written: str) -> int | None:
    """A count; nothing where it is none."""
    number = number_of(written)
    return int(number) if number is not None and number.denominator == 1 and number >= 0 else None


def wrong_date(written: str) -> str | None:
    """What is wrong with a day."""
    try:
        date.fromisoformat(written)
    except ValueError:
        return f"`{written}` is no day: write it as 2026-12-31"
    return None
