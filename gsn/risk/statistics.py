"""One-sided bounds from counted evidence, and how much evidence a bound takes.

Each bound is exact in the sense of Clopper and Pearson (probabilities; *Biometrika* 26, 1934) or of Garwood
(frequencies; *Biometrika* 28, 1936): were the truth beyond it, an outcome as favourable as the observed one would have
a probability of at most `doubt`. They are one-sided: `doubt` is all of 1 - confidence, never half of it.

Bounds are short decimals, rounded outward: upper ones are too high and lower ones too low, by 3 parts in 10^10 at most.
The same holds for their complements, so that `1 - lower_probability(n, n, doubt)` is a sharp bound on failures. Whoever
adds the tail up with exact arithmetic finds it at most `doubt` (calculus, rules 16 and 18).

`doubt` lies strictly between 0 and 1, `0 <= k <= n`, and an exposure is positive; otherwise a ValueError is raised. All
other arguments give a result, whatever their size, in less than a millisecond.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction
from math import exp, floor, log10

from gsn.risk.tail_quantile import ERROR, log_of, mass_log_odds, tail_log_odds

DIGITS = 11
"""Significant digits of a bound, or of its complement where that is smaller."""

_SMALLEST = 600
"""Log odds up to which the smaller of a probability and its complement is a float of full accuracy."""

_LARGEST_EXPONENT = 10**9
_ONE = Fraction(1)
_ZERO = Fraction(0)

# Bounds


def upper_probability(k: int, n: int, doubt: Fraction) -> Fraction:
    """The p for which k or fewer events in n independent trials have a probability of `doubt` (Clopper and Pearson)."""
    _require_counts(k, n)
    _require_doubt(doubt)
    return _ONE if k == n else _probability(tail_log_odds(k, n, doubt), 1)


def lower_probability(k: int, n: int, doubt: Fraction) -> Fraction:
    """The p for which k or more events in n independent trials have a probability of `doubt` (Clopper and Pearson)."""
    _require_counts(k, n)
    return 1 - upper_probability(n - k, n, doubt)


def upper_probability_anytime(k: int, n: int, doubt: Fraction) -> Fraction:
    """The same where n was not fixed in advance: it holds at every n at once, whenever one stops.

    By Ville's inequality: were the probability v, then the likelihood of p against that of v, averaged over all p, that
    is 1 / ((n + 1) C(n, k) v^k (1 - v)^(n - k)), would ever reach 1 / `doubt` with a probability of at most `doubt`.
    The bound is the v at which it has just reached that.
    """
    _require_counts(k, n)
    _require_doubt(doubt)
    return _ONE if k == n else _probability(mass_log_odds(k, n, doubt / (n + 1)), 1)


def lower_probability_anytime(k: int, n: int, doubt: Fraction) -> Fraction:
    """The lower counterpart of :func:`upper_probability_anytime`."""
    _require_counts(k, n)
    return 1 - upper_probability_anytime(n - k, n, doubt)


def upper_rate(k: int, exposure: Fraction, doubt: Fraction) -> Fraction:
    """The rate per unit of the exposure for which k or fewer events have a probability of `doubt` (Garwood)."""
    _require_exposure(k, exposure)
    _require_doubt(doubt)
    return _short(_expected(k, doubt, 1) / exposure, 1)


def lower_rate(k: int, exposure: Fraction, doubt: Fraction) -> Fraction:
    """The rate per unit of the exposure for which k or more events have a probability of `doubt` (Garwood)."""
    _require_exposure(k, exposure)
    _require_doubt(doubt)
    return _short(_expected(k, doubt, -1) / exposure, -1) if k else _ZERO


def upper_given_prior(n: int, prior_value: Fraction, prior_belief: Fraction, doubt: Fraction) -> Fraction | None:
    """The smallest u that no event in n trials shows at a posterior probability of 1 - `doubt`, whatever the prior.

    Conservative Bayesian inference (calculus, rule 18): of the prior it is only known that P(q <= `prior_value`) is at
    least `prior_belief`. The worst such prior has its mass at `prior_value` and at u, so that u is the smallest number
    from `prior_value` on with (1-θ)(1-u)^n / (θ(1-ε)^n + (1-θ)(1-u)^n) <= `doubt`. None where no u below 1 is.

    Raises:
        ValueError: `prior_value` or `prior_belief` is no probability; or as the module says.
    """
    _require_counts(0, n)
    _require_doubt(doubt)
    if not (0 <= prior_value <= 1 and 0 <= prior_belief <= 1):
        raise ValueError("a prior's value and belief lie between 0 and 1")
    if prior_value == 1:
        return None
    if prior_belief >= 1 - doubt:
        return prior_value
    if prior_belief == 0 or n == 0:
        return None
    ratio = doubt * prior_belief / ((1 - prior_belief) * (1 - doubt))  # (1-u)^n is at most this times (1-ε)^n
    above = _probability(tail_log_odds(0, n, ratio), 1)
    return _short_probability(1 - (1 - prior_value) * (1 - above), 1)


# Evidence that is needed


def trials_needed(bound: Fraction, doubt: Fraction, events: int = 0, *, strict: bool = False) -> int | None:
    """The fewest trials among which so many events still show a probability of at most `bound`; below it if `strict`.

    For a lower bound v on successes, ask for 1 - v with the failures that are allowed. None where no number is enough.

    Raises:
        ValueError: As the module says.
    """
    _require_counts(events, events)
    _require_doubt(doubt)
    if bound <= 0:
        return None

    def enough(trials: int) -> bool:
        shown = upper_probability(events, trials, doubt)
        return shown < bound if strict else shown <= bound

    if enough(events):
        return events
    rough = int(_expected(events, doubt, 1) / bound)
    return _fewest(enough, events, max(events + 1, rough))


def exposure_needed(bound: Fraction, doubt: Fraction, events: int = 0) -> Fraction | None:
    """The least exposure in which so many events still show a rate below `bound` per unit of it, to a part in 10^9.

    None where no exposure is enough.

    Raises:
        ValueError: As the module says.
    """
    _require_exposure(events, _ONE)
    _require_doubt(doubt)
    if bound <= 0:
        return None
    below = bound - bound / 10 ** (DIGITS - 1)  # for what :func:`upper_rate` rounds up
    return _short(_expected(events, doubt, 1) / below, 1)


def _fewest(enough: Callable[[int], bool], too_few: int, near: int) -> int:
    """The smallest number that is enough, where all above it are; `near` is where to look first."""
    step = max(1, near >> 40)
    if enough(near):
        most = near
        least = max(too_few, near - step)
        while least > too_few and enough(least):
            step *= 2
            most, least = least, max(too_few, least - step)
    else:
        least, most = near, near + step
        while not enough(most):
            step *= 2
            least, most = most, most + step
    while most - least > 1:
        middle = (least + most) // 2
        least, most = (least, middle) if enough(middle) else (middle, most)
    return most


def _expected(k: int, doubt: Fraction, side: int) -> Fraction:
    """The bound on a Poisson count's expectation: the binomial's, of so many trials that no digit differs."""
    trials = (k + int(-log_of(doubt)) + 1) << 100
    log_odds = tail_log_odds(k, trials, doubt) if side > 0 else -tail_log_odds(trials - k, trials, doubt)
    return _probability(log_odds, side) * trials


# Rounding outward


def _probability(log_odds: float, side: int) -> Fraction:
    """The probability of some log odds, rounded up (`side` 1) or down (-1), and so is its complement."""
    log_odds += side * ERROR
    if log_odds > 0:
        return 1 - _lesser(log_odds, -side)
    return _lesser(-log_odds, side)


def _lesser(log_odds: float, side: int) -> Fraction:
    """The smaller of p and 1 - p."""
    if log_odds < _SMALLEST:
        small = exp(-log_odds)
        return _short(Fraction(small / (1 + small)), side)
    exact = _context(2 * DIGITS, ROUND_HALF_EVEN).exp(Decimal(-log_odds))
    return Fraction(_context(DIGITS, ROUND_CEILING if side > 0 else ROUND_FLOOR).plus(exact))


def _context(digits: int, rounding: str) -> Context:
    return Context(prec=digits, rounding=rounding, Emin=-_LARGEST_EXPONENT, Emax=_LARGEST_EXPONENT)


def _short_probability(number: Fraction, side: int) -> Fraction:
    return 1 - _short(1 - number, -side) if 2 * number > 1 else _short(number, side)


def _short(number: Fraction, side: int) -> Fraction:
    """A positive number rounded up or down to at least :data:`DIGITS` significant digits."""
    numerator, denominator = number.numerator, number.denominator
    places = DIGITS - floor((numerator.bit_length() - denominator.bit_length() + 1) * log10(2))
    if places > 0:
        numerator *= 10**places
    else:
        denominator *= 10**-places
    whole = -(-numerator // denominator) if side > 0 else numerator // denominator
    return Fraction(whole, 10**places) if places > 0 else Fraction(whole * 10**-places)


# What is asked for


def _require_counts(k: int, n: int) -> None:
    if not 0 <= k <= n:
        raise ValueError(f"{k} of {n}: events are at least 0 and at most as many as trials")


def _require_exposure(k: int, exposure: Fraction) -> None:
    if k < 0 or exposure <= 0:
        raise ValueError(f"{k} in {exposure}: events are at least 0, and an exposure is positive")


def _require_doubt(doubt: Fraction) -> None:
    if not 0 < doubt < 1:
        raise ValueError(f"a doubt of {doubt}: 1 - confidence lies between 0 and 1, and is neither")
