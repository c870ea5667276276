"""What one score says: pass, fail, or neither, as Inspect reads values (its ``value_to_float``)."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import NamedTuple

from gsn.evidence.logs.counting import OFF_SCALE
from gsn.evidence.logs.fields import Json, exact
from gsn.evidence.logs.log import Outcome


class Verdict(NamedTuple):
    """The outcome that a score says, its value between 0 and 1, and the caveat that keeps the outcome open.

    ``value`` is None where it has none that a mean would take.
    """

    outcome: Outcome
    value: Fraction | None
    remark: str = ""


_UNSCORED = Verdict(Outcome.UNKNOWN, None, "unscored")
_OFF_SCALE = Verdict(Outcome.UNKNOWN, None, OFF_SCALE)
_PASS = Verdict(Outcome.CORRECT, Fraction(1))
_FAIL = Verdict(Outcome.INCORRECT, Fraction(0))

_WORDS = {
    "C": _PASS,
    "I": _FAIL,
    "P": Verdict(Outcome.UNKNOWN, Fraction(1, 2), "partial-scores"),
    "N": Verdict(Outcome.UNKNOWN, Fraction(0), "no-answer"),
    "NaN": _UNSCORED,
    "yes": _PASS,
    "true": _PASS,
    "no": _FAIL,
    "false": _FAIL,
}


def verdict_of(value: Json) -> Verdict:
    """What a score's value says. Between fail and pass nothing is decided; beyond them the scale is another one."""
    if value is None:
        return _UNSCORED
    if isinstance(value, bool):
        return _PASS if value else _FAIL
    if isinstance(value, str):
        return _WORDS.get(value) or _WORDS.get(value.lower()) or _verdict_of_digits(value)
    number = exact(value)
    if number is None or not 0 <= number <= 1:
        return _OFF_SCALE
    if number.denominator == 1:
        return _PASS if number else _FAIL
    return Verdict(Outcome.UNKNOWN, number, "partial-scores")


def _verdict_of_digits(value: str) -> Verdict:
    try:
        return verdict_of(Decimal(value.strip()))
    except (InvalidOperation, ValueError):
        return _OFF_SCALE


def shown(value: Json) -> str:
    """A score as a reader would write it."""
    if isinstance(value, dict | list):
        return "several values"
    return "none" if value is None else str(value)[:40]
