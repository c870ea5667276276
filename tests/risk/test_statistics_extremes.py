"""Bounds for counts, doubts and probabilities beyond what floats and loops can do, against enclosures of the tail."""

from decimal import Context, Decimal, localcontext
from fractions import Fraction
from itertools import product
from math import factorial

import pytest

from gsn.risk.statistics import (
    lower_probability,
    lower_probability_anytime,
    lower_rate,
    upper_probability,
    upper_probability_anytime,
    upper_rate,
)

PI = Decimal("3.14159265358979323846264338327950288419716939937510582097494459230781640628620899862803482534211706798")
BERNOULLI = [(1, 6), (-1, 30), (1, 42), (-1, 30), (5, 66), (-691, 2730), (7, 6), (-3617, 510), (43867, 798)]
NEAR = Fraction(1, 10**9)

MAGNITUDES = [9, 17, 24, 39, 250, 400]
TRIALS = [10**magnitude for magnitude in MAGNITUDES]
DOUBTS = [Fraction(text) for text in ("0.5", "0.05", "1e-12", "1e-300")]


def events_among(n: int) -> list[int]:
    """All but n itself."""
    few = [1, 2, 30, 99, 100, 5_000, 10**5]
    return [0, *few, n // 1000, n // 2, n - n // 1000, *(n - k for k in few)]


def exact(n: int) -> Context:
    """Digits enough for logarithms of the order of n."""
    return Context(prec=len(str(n)) + 40, Emin=-(10**9), Emax=10**9)


def log_factorial(n: int) -> Decimal:
    if n < 200:
        return Decimal(factorial(n)).ln()
    big = Decimal(n)
    series = sum(
        (Decimal(top) / bottom / (2 * i * (2 * i - 1)) / big ** (2 * i - 1))
        for i, (top, bottom) in enumerate(BERNOULLI, 1)
    )
    return big * big.ln() - big + (2 * PI * big).ln() / 2 + series


def log_mass(k: int, n: int, p: Fraction) -> Decimal:
    """The logarithm of P(X = k), to some forty digits."""
    a, b, d = Decimal(p.numerator), Decimal(p.denominator - p.numerator), Decimal(p.denominator)
    ways = log_factorial(n) - log_factorial(k) - log_factorial(n - k)
    return ways + k * (a.ln() - d.ln()) + (n - k) * (b.ln() - d.ln())


def log_tail(k: int, n: int, p: Fraction) -> tuple[Decimal, Decimal]:
    """The logarithm of P(X <= k) from below and from above, for p beyond k / n.

    Terms shrink ever faster downward from k. So a run of terms lies between the geometric series with the ratio at its
    head and the one with the ratio at its end; each run's head is computed afresh.
    """
    wide = int(
        Decimal(min(k, n - k)) ** Decimal("0.75") / 200_000
    )  # so that what a run leaves open is less than what is allowed
    run = wide if wide > 300 else 1  # a term costs less than a logarithm
    odds = Decimal(p.denominator - p.numerator) / Decimal(p.numerator)

    def ratio(i: int) -> Decimal:
        return i * odds / (n - i + 1)

    below = above = Decimal(0)
    head, i = Decimal(1), k
    at_k = log_mass(k, n, p)
    while i >= 0 and head > above * Decimal("1e-20"):
        length, fast, slow = min(run, i + 1), ratio(i), ratio(max(0, i - run))
        if fast >= 1:
            return Decimal("-Infinity"), Decimal(0)
        above += head * (1 - fast**length) / (1 - fast)
        below += head * (1 - slow**length) / (1 - slow)
        i -= length
        head = head * fast if run == 1 else (log_mass(i, n, p) - at_k).exp() if i >= 0 else Decimal(0)
    rest = head / (1 - ratio(i)) if i >= 0 else Decimal(0)
    return at_k + below.ln(), at_k + (above + rest).ln()


@pytest.mark.parametrize("magnitude", MAGNITUDES)
@pytest.mark.parametrize("doubt", DOUBTS, ids=float)
def test_bounds_at_the_extremes_are_on_the_safe_side_and_near(magnitude: int, doubt: Fraction) -> None:
    n = 10**magnitude
    with localcontext(exact(n)):
        sought = Decimal(doubt.numerator).ln() - Decimal(doubt.denominator).ln()
        for k in events_among(n):
            upper = upper_probability(k, n, doubt)
            assert Fraction(k, n) < upper < 1
            assert log_tail(k, n, upper)[1] <= sought
            nearer = 1 - (1 - upper) * (1 + NEAR) if 2 * upper > 1 else upper * (1 - NEAR)
            assert nearer * n <= k or log_tail(k, n, nearer)[0] > sought


@pytest.mark.parametrize("magnitude", MAGNITUDES)
@pytest.mark.parametrize("doubt", DOUBTS, ids=float)
def test_anytime_bounds_at_the_extremes_are_on_the_safe_side_and_near(magnitude: int, doubt: Fraction) -> None:
    n = 10**magnitude
    with localcontext(exact(n)):
        sought = Decimal(doubt.numerator).ln() - Decimal(doubt.denominator).ln() - Decimal(n + 1).ln()
        for k in events_among(n):
            upper = upper_probability_anytime(k, n, doubt)
            assert Fraction(k, n) < upper < 1
            assert log_mass(k, n, upper) <= sought
            nearer = 1 - (1 - upper) * (1 + NEAR) if 2 * upper > 1 else upper * (1 - NEAR)
            assert nearer * n <= k or log_mass(k, n, nearer) > sought


def test_ends_are_exact() -> None:
    for n, doubt in product(TRIALS, DOUBTS):
        assert upper_probability(n, n, doubt) == upper_probability_anytime(n, n, doubt) == 1
        assert lower_probability(0, n, doubt) == lower_probability_anytime(0, n, doubt) == 0
        assert lower_rate(0, Fraction(n), doubt) == 0


def test_a_quantile_far_below_the_range_of_floats() -> None:
    doubt = Fraction(1, 10**300)
    lower = lower_probability(1, 10**39, doubt)
    assert 1 - NEAR < lower * 10**339 < 1
    assert lower == 1 - upper_probability(10**39 - 1, 10**39, doubt)


@pytest.mark.parametrize("k", [0, 1, 7, 99, 100, 10**4, 10**9, 10**18, 10**39])
@pytest.mark.parametrize("doubt", DOUBTS, ids=float)
def test_rates_are_the_limit_of_probabilities(k: int, doubt: Fraction) -> None:
    many = 10**60 * (k + 1000)
    upper, lower = upper_rate(k, Fraction(many), doubt), lower_rate(k, Fraction(many), doubt)
    assert abs(upper - upper_probability(k, many, doubt)) <= NEAR * upper
    assert abs(lower - lower_probability(k, many, doubt)) <= NEAR * lower


@pytest.mark.parametrize("written", ["1e-400", "22/7", "1e400"])
def test_rates_for_any_exposure(written: str) -> None:
    exposure = Fraction(written)
    for k, doubt in product([0, 1, 1000], DOUBTS):
        upper, lower = upper_rate(k, exposure, doubt) * exposure, lower_rate(k, exposure, doubt) * exposure
        assert abs(upper - upper_rate(k, Fraction(1), doubt)) <= NEAR * upper
        assert abs(lower - lower_rate(k, Fraction(1), doubt)) <= NEAR * lower
