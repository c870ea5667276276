"""How much evidence a bound takes: the sample that would show it at a confidence, told while one types."""

from __future__ import annotations

from fractions import Fraction

from gsn.risk.statistics import exposure_needed, trials_needed

MOST_EVENTS = 1000
"""Events that are asked about; more is another study."""


def sample_needed(bound: Fraction, confidence: Fraction, events: int = 0) -> int | None:
    """The fewest trials in which so many failures still show a probability of at most a bound, one-sided.

    Args:
        bound: The probability that is claimed.
        confidence: Of the claim, in (0, 1).
        events: Failures that are seen.

    Returns:
        The number of trials; nothing where no number would do, or the figures are out of range.
    """
    if not (0 < bound < 1 and 0 < confidence < 1 and 0 <= events <= MOST_EVENTS):
        return None
    return trials_needed(bound, 1 - confidence, events)


def sample_in_words(bound: Fraction, confidence: Fraction, events: int = 0) -> str | None:
    """``0 failures in 2,995 trials would do``; nothing where no sample would."""
    trials = sample_needed(bound, confidence, events)
    if trials is None:
        return None
    failures = "1 failure" if events == 1 else f"{events:,} failures"
    return f"{failures} in {trials:,} trial{'s' if trials != 1 else ''} would do"


def exposure_in_words(bound: Fraction, confidence: Fraction, unit: str, events: int = 0) -> str | None:
    """``0 events in 30 years would do``: the exposure that shows a rate per unit; nothing where none would."""
    if not (bound > 0 and 0 < confidence < 1 and 0 <= events <= MOST_EVENTS):
        return None
    exposure = exposure_needed(bound, 1 - confidence, events)
    if exposure is None:
        return None
    seen = "1 event" if events == 1 else f"{events:,} events"
    length = _rounded_up(exposure)
    return f"{seen} in {length} {unit if length == '1' else _plural(unit)} would do"


def _plural(unit: str) -> str:
    """``years``, ``centuries``, ``reactor-years``."""
    return f"{unit[:-1]}ies" if unit.endswith("y") and not unit.endswith("day") else f"{unit}s"


def _rounded_up(number: Fraction) -> str:
    """A number to three digits, never less than it is."""
    from decimal import ROUND_CEILING, Context, Decimal

    context = Context(prec=3, rounding=ROUND_CEILING)
    short = context.divide(Decimal(number.numerator), Decimal(number.denominator))
    return f"{float(short):,.6g}"
