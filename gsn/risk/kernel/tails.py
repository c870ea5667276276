"""Whether a bound follows from a count, with every rounding against the bound.

No quantile is computed. A bound is given, and what is shown is that such a count would be as rare as the doubt allows
if the bound were wrong: a sum over the tail of a distribution, from the observed count outwards. Each term is the one
before it times a ratio that only falls, so that what is left over is at most a geometric series. The first term is
taken from its logarithm (gsn.risk.kernel.arithmetic).
"""

from __future__ import annotations

from decimal import ROUND_CEILING, Context, Decimal
from fractions import Fraction
from math import isqrt
from typing import NamedTuple

from gsn.risk.kernel.arithmetic import (
    GRAINS,
    log_at_least,
    log_at_most,
    log_factorial_at_least,
    log_factorial_at_most,
)

# Clopper and Pearson (1934): n independent trials, n fixed in advance.


def upper_from_trials(bound: Fraction, events: int, trials: int, doubt: Fraction) -> bool:
    """Whether at most so many events are rare (``doubt``) where the probability is ``bound`` or more (rule 16)."""
    if not 0 < bound < 1 or events == trials:
        return bound == 1
    tail = _Ratios((1 - bound) / bound, events, 1, trials - events + 1, 1)
    return _rare(_log_of_trials(events, trials, bound), tail, doubt)


def lower_from_trials(bound: Fraction, events: int, trials: int, doubt: Fraction) -> bool:
    """Whether at least so many events are rare where the probability is ``bound`` or less.

    Then the opposite events are at most ``trials - events`` at a probability of at least ``1 - bound``.
    """
    return upper_from_trials(1 - bound, trials - events, trials, doubt)


# Garwood (1936): events one at a time, at a constant rate, in an exposure that was fixed in advance.


def upper_from_exposure(mean: Fraction, events: int, doubt: Fraction) -> bool:
    """Whether at most so many events are rare where ``mean`` or more are expected (rule 16)."""
    if mean <= 0:
        return False
    return _rare(_log_of_exposure(events, mean), _Ratios(1 / mean, events, 1, 1, 0), doubt)


def lower_from_exposure(mean: Fraction, events: int, doubt: Fraction) -> bool:
    """Whether at least so many events are rare where ``mean`` or fewer are expected."""
    if mean <= 0 or events == 0:
        return mean == 0
    return _rare(_log_of_exposure(events, mean), _Ratios(mean, 1, 0, events + 1, 1), doubt)


# Ville (1939), with the uniform mixture: holds whenever somebody chose to stop.


def upper_at_any_time(bound: Fraction, events: int, trials: int, doubt: Fraction) -> bool:
    """Whether (n + 1) C(n, k) v^k (1 - v)^(n - k) is at most the doubt at ``bound``, and so above it (rule 16)."""
    if not 0 < bound < 1 or events == trials:
        return bound == 1
    if bound * trials < events:
        return False
    return _log_of_trials(events, trials, bound) + log_at_most(Fraction(trials + 1)) <= log_at_least(doubt)


def lower_at_any_time(bound: Fraction, events: int, trials: int, doubt: Fraction) -> bool:
    """The same from below."""
    return upper_at_any_time(1 - bound, trials - events, trials, doubt)


# Conservative Bayesian inference (Bishop et al., 2011; Strigini and Povyakalo, 2013).


def upper_after_prior(bound: Fraction, trials: int, value: Fraction, belief: Fraction, doubt: Fraction) -> bool:
    """Whether no event in so many trials brings the doubt in ``bound`` down to ``doubt`` (rule 18).

    That is, with ``P(q <= value) >= belief`` before, whether ((1 - bound)/(1 - value))^n is at most
    doubt · belief / ((1 - doubt) · (1 - belief)).
    """
    if bound < value or not 0 < belief <= 1:
        return False
    if bound == 1 or belief == 1:
        return True
    shrunk = trials * log_at_most((1 - bound) / (1 - value))
    return shrunk <= log_at_least(doubt * belief / ((1 - doubt) * (1 - belief)))


# Logarithms of the first term


def _log_of_trials(events: int, trials: int, probability: Fraction) -> int:
    """Grains that are at least ln of C(n, k) p^k (1 - p)^(n - k), for 0 < p < 1."""
    others = trials - events
    ways = 0
    if events and others:
        ways = log_factorial_at_most(trials) - log_factorial_at_least(events) - log_factorial_at_least(others)
    of_events = events * log_at_most(probability) if events else 0
    return ways + of_events + (others * log_at_most(1 - probability) if others else 0)


def _log_of_exposure(events: int, mean: Fraction) -> int:
    """Grains that are at least ln of e^-x x^k / k!, for x > 0."""
    none = -(mean.numerator * GRAINS // mean.denominator)
    return none + (events * log_at_most(mean) - log_factorial_at_least(events) if events else 0)


# The sum


class _Ratios(NamedTuple):
    """The ratio of each term to the one before it: ``factor * (top - j * falls) / (bottom + j * rises)`` for step j.

    ``falls`` and ``rises`` are 0 or 1, so that it never grows.
    """

    factor: Fraction
    top: int
    falls: int
    bottom: int
    rises: int


_UNIT = 10**40
"""The first term, as a whole number; each later one is rounded up to one."""

_NEGLIGIBLE = 10**20
"""Terms this many times smaller than the sum are left to the geometric series."""

_ONE_BY_ONE = 20_000
"""Spread of a distribution (in terms) up to which each term is added; above, a block of terms at a time.

Some ten times as many terms count. A wider spread leaves more room between the bounds that are to be told apart.
"""

_CEILING = Context(prec=60, rounding=ROUND_CEILING, Emin=-(10**9), Emax=10**9)
_CONTEXT = Context(prec=100, Emin=-(10**9), Emax=10**9)
_WIDER = Decimal(1).scaleb(-30) + 1
"""More than all that rounding can have taken off in a block: see :func:`_block`."""

_CLOSEST = Decimal(1).scaleb(-50)
"""A ratio this close to 1 is taken for 1."""


def _rare(first: int, ratios: _Ratios, doubt: Fraction) -> bool:
    """Whether the whole tail, of which ln of the first term is at most ``first`` grains, is at most the doubt."""
    allowed = log_at_least(doubt)
    if first > allowed:
        return False
    times = _sum(ratios)
    return times is not None and first + log_at_most(Fraction(times, _UNIT)) <= allowed


def _sum(ratios: _Ratios) -> int | None:
    """At least the sum of the tail in units of its first term; nothing where terms do not fall from the first on."""
    factor = _CEILING.divide(Decimal(ratios.factor.numerator), Decimal(ratios.factor.denominator))
    scale, per = factor.as_integer_ratio()
    stride = _stride(ratios)
    _, top, falls, bottom, rises = ratios
    total = term = _UNIT
    while top > 0:
        over, under = scale * top, per * bottom
        if over >= under:
            return None
        if term * _NEGLIGIBLE <= total or (stride > 1 and top <= falls * stride):
            return total + _up(term * over, under - over)
        if stride == 1:
            term = within = _up(term * over, under)
        else:
            within, term = _block(Decimal(term), stride, factor, (top, falls, bottom, rises))
        total += within
        top -= falls * stride
        bottom += rises * stride
    return total


def _stride(ratios: _Ratios) -> int:
    """Terms in a block. Taking a block for a geometric series adds up to (stride / spread)^2 / 2 of it.

    That is kept below a quarter of what the tail changes by when the bound changes by 10^-9 of itself.
    """
    _, top, falls, bottom, rises = ratios
    spread = isqrt(top * bottom // max(1, falls * bottom + rises * top))
    return 1 if spread <= _ONE_BY_ONE else min(spread // 4, isqrt(spread**3 // (2 * 10**9)))


def _block(term: Decimal, stride: int, factor: Decimal, at: tuple[int, int, int, int]) -> tuple[int, int]:
    """At least the sum of the next ``stride`` terms, and at least the last of them.

    No ratio in the block is more than the first, so that the sum is at most that of a geometric series. The product of
    all is at most (factor · m / g)^stride with m the mean of the tops (which is at least their geometric mean), and g
    the geometric mean of the first and the last bottom (which is at most that of all, the logarithm being concave).
    Rounding: each logarithm is off by less than 10^-98, the stride is less than 10^25 and the ratio is at least 10^-50
    away from 1, so that either result is off by less than 10^-40 of itself.
    """
    top, falls, bottom, rises = at
    compute = _CONTEXT
    first = compute.divide(compute.multiply(factor, top), bottom)
    gap = compute.subtract(1, first)
    if gap < _CLOSEST:
        within = compute.multiply(term, stride)
    else:
        fallen = compute.subtract(1, compute.exp(compute.multiply(stride, compute.ln(first))))
        within = compute.divide(compute.multiply(compute.multiply(term, first), fallen), gap)
    mean_top = compute.divide(2 * top - falls * (stride - 1), 2)
    mean_bottom = compute.sqrt(Decimal(bottom * (bottom + rises * (stride - 1))))
    mean = compute.divide(compute.multiply(factor, mean_top), mean_bottom)
    last = compute.multiply(term, compute.exp(compute.multiply(stride, compute.ln(mean))))
    return int(compute.multiply(within, _WIDER)) + 1, int(compute.multiply(last, _WIDER)) + 1


def _up(numerator: int, denominator: int) -> int:
    return -(-numerator // denominator)
