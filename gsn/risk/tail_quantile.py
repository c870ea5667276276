"""The probability at which a binomial tail has a given size, in floats, for counts of any size.

All bounds of `gsn.risk.statistics` are one question: for which p is P(X <= k) = doubt, where X counts the events of n
trials? It is answered as log odds, because these keep both p and 1 - p to full relative accuracy, however small. In the
log odds the tail is log-concave, so that Newton's method converges from any start.

The tail is the mass at k times a factor. The mass comes from Loader's deviances (C. Loader, *Fast and accurate
computation of binomial probabilities*, 2000), which do not cancel; the factor is a short sum where k or n - k is small,
and otherwise an integral over a smooth hump by Gauss and Legendre. So the cost does not grow with k or n.

What comes out is within :data:`ERROR` of the true log odds. Whoever needs a bound rounds outward by that much.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import cache
from math import cos, exp, expm1, fsum, inf, lgamma, log, log1p, pi, sqrt, ulp
from typing import NamedTuple, TypeAlias

ERROR = 1e-10
"""The largest error of the log odds that are given. Measured, it is below 1e-12; the rest is left for a checker."""

_SHORT = 100
"""Below this count, or where each term of the tail is at most half the one before, they are summed."""

_HUGE = 10**200
"""Trials beyond which floats do not hold all that is computed from them."""

_NODES = 28
_DEPTH = 36.0
"""The integral ends where the integrand is e^-36 of what it was: 2e-16."""

_STEPS = 200
"""Newton's method takes three or four steps, and a few dozen in the most extreme cases."""

_NO_ROOM = 1e-21
"""Below this ratio of 2·log(1 / doubt) to both counts, the bound is the estimate itself to ten digits: by Chernoff's
inequality, p and 1 - p differ from k / n and 1 - k / n by the ratio's root at most, relatively."""

_NEAR_ONE = Fraction(1, 2)
_TINY = 1e-17
"""A float that, added to 1, gives 1."""

_MODEST = 0.5
"""The largest part of Newton's step by which Halley's may correct it."""

_FEW = 16
"""From this count on, five terms of Stirling's series give all digits."""

_FAR = 0.1
"""From this relative distance on, a deviance does not cancel."""

_HALF_LOG_TAU = log(2 * pi) / 2


class _At(NamedTuple):
    """A logarithm that should become 0, with its first and second derivative by the log odds."""

    value: float
    slope: float
    bend: float


class _Binomial(NamedTuple):
    """k events and b others, as floats, with what the mass at k needs at every p."""

    k: float
    b: float
    n: float
    log_k: float
    log_b: float
    log_n: float
    constant: float

    @classmethod
    def of(cls, k: int, n: int) -> _Binomial:
        events, others, trials = float(k), float(n - k), float(n)
        log_k, log_b, log_n = log(events), log(others), log(trials)
        constant = _stirling_error(trials) - _stirling_error(events) - _stirling_error(others)
        return cls(events, others, trials, log_k, log_b, log_n, constant + (log_n - log_k - log_b) / 2 - _HALF_LOG_TAU)


def tail_log_odds(k: int, n: int, doubt: Fraction) -> float:
    """The log odds of the p for which P(X <= k) = doubt, X being binomial of n and p; 0 <= k < n and 0 < doubt < 1."""
    if 2 * doubt > 1:  # P(X <= k) = doubt is P(n - X <= n - k - 1) = 1 - doubt
        return -tail_log_odds(n - k - 1, n, 1 - doubt)
    log_doubt = log_of(doubt)
    if k == 0:
        return _log_odds_of_none(n, -log_doubt)
    if n - k == 1:  # P(X <= k) = 1 - p^n
        return -_log_odds_of_none(n, -log1p(-float(doubt)), log_doubt)
    return _solved(k, n, -log_doubt, _tail)


def mass_log_odds(k: int, n: int, doubt: Fraction) -> float:
    """The log odds of the larger p at which C(n, k) p^k (1 - p)^(n - k) is a doubt below 1 / (n + 1); 0 <= k < n."""
    log_doubt = log_of(doubt)
    return _log_odds_of_none(n, -log_doubt) if k == 0 else _solved(k, n, -log_doubt, _mass)


def log_of(number: Fraction) -> float:
    """The natural logarithm to the accuracy of a float, near 1 and beyond the range of floats too."""
    if _NEAR_ONE < number < 1 / _NEAR_ONE:
        return log1p(float(number - 1))
    return log(number.numerator) - log(number.denominator)


def _log_odds_of_none(n: int, least: float, log_least: float = 0) -> float:
    """The log odds of p = 1 - e^(-least / n), also where p or `least` is too small for a float."""
    rate = least / n if n < _HUGE else 0
    if rate > _TINY:
        return log(-expm1(-rate)) + rate
    return (log(least) if least > _TINY else log_least) - log(n)


# Solving


_Function: TypeAlias = Callable[[_Binomial, float], _At]


def _solved(k: int, n: int, least: float, function: _Function) -> float:
    small = min(k, n - k)
    if 2 * least / _NO_ROOM < small:
        return log(k) - log(n - k)
    if n > _HUGE:  # far fewer events than trials: a Poisson count, whose expectation is what stays
        enough = (small + int(least) + 1) << 100
        sign = 1 if k == small else -1
        return _solved(small if sign > 0 else enough - small, enough, least, function) + sign * (log(enough) - log(n))
    binomial = _Binomial.of(k, n)
    precise = min(1e-9, 0.01 * sqrt(1 / binomial.k + 1 / binomial.b))
    log_odds = _start(binomial, least)
    for _ in range(_STEPS):
        at = function(binomial, log_odds)
        step = _step(at, at.value + least)
        log_odds += step
        if abs(step) <= precise + ulp(log_odds):
            break
    return log_odds


def _step(at: _At, excess: float) -> float:
    """Halley's step where it differs little from Newton's, and otherwise Newton's, which converges from anywhere."""
    newton = -excess / at.slope
    correction = 1 + newton * at.bend / (2 * at.slope)
    return newton / correction if abs(correction - 1) < _MODEST else newton


def _start(binomial: _Binomial, least: float) -> float:
    """Near the solution: Abramowitz and Stegun 26.5.22, held between k / n and what Chernoff's bound allows."""
    k, b, n = binomial.k, binomial.b, binomial.n
    t = sqrt(2 * least)
    z = t - (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)))
    first, second = 1 / (2 * b - 1), 1 / (2 * k + 1)
    harmonic = 2 / (first + second)
    offset = (z * z - 3) / 6
    w = -z * sqrt(max(harmonic + offset, 0)) / harmonic - (first - second) * (offset + 5 / 6 - 2 / (3 * harmonic))
    guess = log((k + 1) / b) - 2 * w
    most = k + least + sqrt(least * (least + 2 * k))
    highest = log(most / (n - most)) if most < n else inf
    return max(min(guess, highest), binomial.log_k - binomial.log_b)


# The tail


def _mass(binomial: _Binomial, log_odds: float) -> _At:
    """The logarithm of the mass at k."""
    k, b, n = binomial.k, binomial.b, binomial.n
    p, q, log_p, log_q = _both(log_odds)
    short = k - n * p if log_odds < 0 else n * q - b
    value = (
        binomial.constant
        - _deviance(k, short, binomial.log_k, binomial.log_n + log_p)
        - _deviance(b, -short, binomial.log_b, binomial.log_n + log_q)
    )
    return _At(value, short, -n * p * q)


def _tail(binomial: _Binomial, log_odds: float) -> _At:
    """The logarithm of P(X <= k)."""
    mass = _mass(binomial, log_odds)
    p, q, _, _ = _both(log_odds)
    k, b = binomial.k, binomial.b
    short = min(k, b) < _SHORT or 2 * k * q < b * p
    factor = (_summed if short else _integrated)(k, b, p, q)
    slope = -b * p / factor
    return _At(mass.value + log(factor), slope, slope * (mass.slope + q - slope))


def _both(log_odds: float) -> tuple[float, float, float, float]:
    """p, 1 - p and their logarithms."""
    small = exp(-abs(log_odds))
    rest = log1p(small)
    lesser, greater = small / (1 + small), 1 / (1 + small)
    if log_odds < 0:
        return lesser, greater, log_odds - rest, -rest
    return greater, lesser, -rest, -log_odds - rest


def _summed(k: float, b: float, p: float, q: float) -> float:
    """P(X <= k) / P(X = k), term by term downward from k."""
    odds = q / p
    term = total = 1.0
    while k > 0:
        b += 1
        term *= k * odds / b
        total += term
        if term < 1e-17 * total:
            break
        k -= 1
    return total


def _integrated(k: float, b: float, p: float, q: float) -> float:
    """The same by the integral of t^k (1 - t)^(b - 1) from p to 1, relative to its integrand at p.

    The variable is t - p in units of the smaller of p and q.
    """
    unit = min(p, q)
    up, down = unit / p, unit / q
    b1 = b - 1
    slope = b1 * down - k * up
    bend = k * up * up + b1 * down * down
    end = _DEPTH * 2 / (slope + sqrt(slope * slope + 2 * _DEPTH * bend))
    if end * down < 1:
        height = k * log1p(up * end) + b1 * log1p(-down * end)
        end -= (height + _DEPTH) / (k * up / (1 + up * end) - b1 * down / (1 - down * end))
    end = min(end, 1 / down)
    up, down = up * end, down * end
    return down * b * fsum(w * exp(k * log1p(up * t) + b1 * log1p(-down * t)) for t, w in _nodes())


@cache
def _nodes() -> tuple[tuple[float, float], ...]:
    """Nodes and weights of Gauss and Legendre on [0, 1], by Newton's method on the polynomial."""
    return tuple(map(_node, range(_NODES)))


def _node(index: int) -> tuple[float, float]:
    x = cos(pi * (index + 0.75) / (_NODES + 0.5))
    derivative = 1.0
    for _ in range(10):
        before, value = 1.0, x
        for degree in range(2, _NODES + 1):
            before, value = value, ((2 * degree - 1) * x * value - (degree - 1) * before) / degree
        derivative = _NODES * (x * value - before) / (x * x - 1)
        x -= value / derivative
    return (1 + x) / 2, 1 / ((1 - x * x) * derivative * derivative)


# The mass


def _stirling_error(count: float) -> float:
    """log(count!) less Stirling's approximation of it."""
    if count < _FEW:
        return lgamma(count + 1) - (count + 0.5) * log(count) + count - _HALF_LOG_TAU
    square = count * count
    return (1 / 12 - (1 / 360 - (1 / 1260 - (1 / 1680 - 1 / (1188 * square)) / square) / square) / square) / count


def _deviance(count: float, excess: float, log_count: float, log_expected: float) -> float:
    """count·log(count / expected) + expected - count, without cancellation; ``excess`` is count - expected."""
    total = 2 * count - excess
    if abs(excess) > _FAR * total:
        return count * (log_count - log_expected) - excess
    v = excess / total
    square = v * v
    power = 2 * count * v * square
    series = excess * v
    divisor = 3
    while series != series + power / divisor:
        series += power / divisor
        power *= square
        divisor += 2
    return series
