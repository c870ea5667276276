"""Bounds from counts: against published values, exact arithmetic, another library, and at the extremes."""

import csv
import time
from collections.abc import Callable
from decimal import Context, Decimal, localcontext
from fractions import Fraction
from math import comb, factorial
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import beta, chi2

from gsn.risk.statistics import (
    lower_probability,
    lower_probability_anytime,
    lower_rate,
    upper_given_prior,
    upper_probability,
    upper_probability_anytime,
    upper_rate,
)

REFERENCE = Path(__file__).parents[3] / "shared" / "data" / "reference_values.csv"
ONE_SIDED = Fraction(5, 100)
TWO_SIDED = Fraction(5, 200)
ONE = Fraction(1)

NEAR = Fraction(3, 10**10)
"""How far a bound is beyond the exact one at most, relatively."""

ROOM = Fraction(99, 10**12)
"""What it leaves to a checker that rounds, in log odds or relatively."""

doubts = st.fractions(min_value=Fraction(1, 10**6), max_value=Fraction(1, 2), max_denominator=10**6)


@st.composite
def counts(draw: st.DrawFn, most: int = 60) -> tuple[int, int]:
    n = draw(st.integers(1, most))
    return draw(st.integers(0, n)), n


def at_most(k: int, n: int, p: Fraction) -> Fraction:
    """P(X <= k) for n trials, exactly."""
    a, d = p.numerator, p.denominator
    return Fraction(sum(comb(n, i) * a**i * (d - a) ** (n - i) for i in range(k + 1)), d**n)


# Published values


PUBLISHED: dict[str, Callable[[], list[Fraction]]] = {
    "cp1": lambda: [lower_probability(682, 925, TWO_SIDED), upper_probability(682, 925, TWO_SIDED)],
    "cp2": lambda: [lower_probability(1, 10, TWO_SIDED), upper_probability(1, 10, TWO_SIDED)],
    "cp4": lambda: [upper_probability(0, 10, ONE_SIDED)],
    "cp5": lambda: [upper_probability(5, 100, ONE_SIDED)],
    "cp7": lambda: [upper_probability(3, 50_000, ONE_SIDED)],
    "ga1": lambda: [lower_rate(0, ONE, TWO_SIDED), upper_rate(0, ONE, TWO_SIDED)],
    "ga3": lambda: [lower_rate(2, ONE, TWO_SIDED), upper_rate(2, ONE, TWO_SIDED)],
    "ga4": lambda: [lower_rate(10, ONE, TWO_SIDED), upper_rate(10, ONE, TWO_SIDED)],
    "ga6": lambda: [upper_rate(0, ONE, ONE_SIDED)],
    "ga7": lambda: [upper_rate(1, ONE, ONE_SIDED)],
}


@pytest.mark.parametrize("row", PUBLISHED)
def test_published_values(row: str) -> None:
    if not REFERENCE.is_file():
        pytest.skip(f"there is no {REFERENCE}")
    with REFERENCE.open(encoding="utf-8", newline="") as file:
        published = next(entry for entry in csv.DictReader(file) if entry["id"] == row)
    expected = [float(value) for value in published["value"].split(";")]
    tolerance = float(published["tolerance_rel"])
    assert [float(bound) for bound in PUBLISHED[row]()] == pytest.approx(expected, rel=tolerance, abs=0)


# Exact arithmetic


@given(counts(), doubts)
@settings(max_examples=200)
def test_an_upper_bound_is_beyond_the_exact_one_and_near_it(outcome: tuple[int, int], doubt: Fraction) -> None:
    k, n = outcome
    upper = upper_probability(k, n, doubt)
    if k == n:
        assert upper == 1
    else:
        assert at_most(k, n, upper - upper * (1 - upper) * ROOM) <= doubt
        assert at_most(k, n, upper * (1 - NEAR)) > doubt
        assert at_most(k, n, 1 - (1 - upper) * (1 + NEAR)) > doubt, "its complement is as near"


@given(counts(), doubts)
@settings(max_examples=200)
def test_a_lower_bound_is_beyond_the_exact_one_and_near_it(outcome: tuple[int, int], doubt: Fraction) -> None:
    k, n = outcome
    lower = lower_probability(k, n, doubt)
    if k == 0:
        assert lower == 0
    else:
        assert 1 - at_most(k - 1, n, lower + lower * (1 - lower) * ROOM) <= doubt
        assert 1 - at_most(k - 1, n, lower * (1 + NEAR)) > doubt
        assert 1 - at_most(k - 1, n, 1 - (1 - lower) * (1 - NEAR)) > doubt, "its complement is as near"


@given(counts(), doubts)
@settings(max_examples=100)
def test_a_doubt_of_more_than_half_is_rounded_outward_too(outcome: tuple[int, int], small: Fraction) -> None:
    k, n = outcome
    if k < n:
        upper = upper_probability(k, n, 1 - small)
        assert at_most(k, n, upper - upper * (1 - upper) * ROOM) <= 1 - small
        assert at_most(k, n, upper * (1 - NEAR)) > 1 - small


def poisson_at_most(k: int, expectation: Fraction) -> Fraction:
    """P(X <= k) for a Poisson count, to some thirty digits."""
    with localcontext(Context(prec=40)):
        nothing = (-Decimal(expectation.numerator) / Decimal(expectation.denominator)).exp()
    return Fraction(nothing) * sum(expectation**i / factorial(i) for i in range(k + 1))


@given(st.integers(0, 60), doubts, st.fractions(min_value=Fraction(1, 1000), max_value=1000))
@settings(max_examples=100)
def test_bounds_of_a_rate_are_beyond_the_exact_ones_and_near(k: int, doubt: Fraction, exposure: Fraction) -> None:
    upper, lower = upper_rate(k, exposure, doubt) * exposure, lower_rate(k, exposure, doubt) * exposure
    assert poisson_at_most(k, upper * (1 - ROOM)) <= doubt
    assert poisson_at_most(k, upper * (1 - NEAR)) > doubt
    if k == 0:
        assert lower == 0
    else:
        assert 1 - poisson_at_most(k - 1, lower * (1 + ROOM)) <= doubt
        assert 1 - poisson_at_most(k - 1, lower * (1 + NEAR)) > doubt


@given(counts(), doubts)
@settings(max_examples=200)
def test_an_anytime_bound_is_where_the_mass_reaches_its_share(outcome: tuple[int, int], doubt: Fraction) -> None:
    k, n = outcome

    def reached(v: Fraction) -> bool:
        return Fraction(1, (n + 1) * comb(n, k)) >= v**k * (1 - v) ** (n - k) / doubt

    upper = upper_probability_anytime(k, n, doubt)
    assert upper >= Fraction(k, n)
    if k == n:
        assert upper == 1
    else:
        assert reached(upper - upper * (1 - upper) * ROOM)
        assert not reached(upper * (1 - NEAR))
    assert lower_probability_anytime(n - k, n, doubt) == 1 - upper


probabilities = st.fractions(min_value=Fraction(1, 10**6), max_value=1 - Fraction(1, 10**6), max_denominator=10**6)


@given(st.integers(0, 400), probabilities, probabilities, doubts)
@settings(max_examples=200)
def test_a_bound_given_a_prior_is_the_smallest(n: int, value: Fraction, belief: Fraction, doubt: Fraction) -> None:
    def shown(u: Fraction) -> bool:
        return (1 - belief) * (1 - u) ** n <= doubt * (belief * (1 - value) ** n + (1 - belief) * (1 - u) ** n)

    upper = upper_given_prior(n, value, belief, doubt)
    if upper is None:
        assert not shown(1 - Fraction(1, 10**9))
        return
    assert value <= upper < 1
    assert shown(upper)
    assert upper == value or not shown(max(value, upper * (1 - NEAR)))


@pytest.mark.parametrize("value", ["0.3", "0.7", "0.99999"])
@pytest.mark.parametrize("short", ["1e-3", "1e-8", "1e-15"])
def test_a_prior_that_nearly_shows_the_bound_itself(value: str, short: str) -> None:
    floor, belief = Fraction(value), 1 - ONE_SIDED - Fraction(short)
    upper = upper_given_prior(10, floor, belief, ONE_SIDED)
    assert upper is not None
    assert upper >= floor
    assert (1 - belief) * (1 - ONE_SIDED) * (1 - upper) ** 10 <= ONE_SIDED * belief * (1 - floor) ** 10


# Another library


def cases(number: int) -> list[tuple[int, int, float]]:
    """Outcomes with few, many and nearly only events among up to 100,000 trials, with doubts from a half to 1e-12."""
    drawn = []
    for i in range(1, number + 1):
        first, second, third = (i * root % 1 for root in (2**0.5, 3**0.5, 5**0.5))  # spread evenly
        n = int(10 ** (0.4 + 4.6 * first))
        few = min(n - 1, int(n**second))
        drawn.append(((few, int(second * n), n - few)[i % 3], n, 10 ** (-0.31 - 11.69 * third)))
    return drawn


def test_probabilities_agree_with_another_library() -> None:
    for k, n, doubt in cases(300):
        exact = Fraction(doubt)
        assert float(upper_probability(k, n, exact)) == pytest.approx(beta.isf(doubt, k + 1, n - k), rel=1e-9, abs=0)
        expected = beta.ppf(doubt, k, n - k + 1) if k else 0
        assert float(lower_probability(k, n, exact)) == pytest.approx(expected, rel=1e-9, abs=0)


def test_rates_agree_with_another_library() -> None:
    for k, n, doubt in cases(300):
        exact, exposure = Fraction(doubt), Fraction(n, 7)
        upper, lower = upper_rate(k, exposure, exact), lower_rate(k, exposure, exact)
        assert float(upper * exposure) == pytest.approx(chi2.isf(doubt, 2 * k + 2) / 2, rel=1e-9, abs=0)
        assert float(lower * exposure) == pytest.approx(chi2.ppf(doubt, 2 * k) / 2 if k else 0, rel=1e-9, abs=0)


# Laws


@given(counts(10**6), doubts)
@settings(max_examples=100)
def test_bounds_hold_the_estimate_between_them_and_are_monotone(outcome: tuple[int, int], doubt: Fraction) -> None:
    k, n = outcome
    upper, lower = upper_probability(k, n, doubt), lower_probability(k, n, doubt)
    assert lower <= Fraction(k, n) <= upper
    assert lower == 1 - upper_probability(n - k, n, doubt)
    assert upper_probability(k, n, doubt / 2) >= upper
    assert upper_probability(k, n + 1, doubt) <= upper
    assert upper_probability(k + 1, n + 1, doubt) >= upper
    assert upper_probability_anytime(k, n, doubt) >= upper, "stopping when one likes is paid for"
    assert lower_rate(k, Fraction(n), doubt) <= Fraction(k, n) <= upper_rate(k, Fraction(n), doubt)


def test_bounds_are_short_decimals() -> None:
    for k, n, doubt in cases(50):
        upper = upper_probability(k, n, Fraction(doubt))
        short = min(upper, 1 - upper)
        assert 10**60 % short.denominator == 0
        assert short.numerator < 10**13


def test_where_nothing_was_seen_nothing_is_known() -> None:
    assert lower_probability(0, 0, ONE_SIDED) == lower_probability_anytime(0, 0, ONE_SIDED) == 0
    assert upper_probability(0, 0, ONE_SIDED) == upper_probability_anytime(0, 0, ONE_SIDED) == 1
    assert upper_given_prior(0, Fraction(1, 10), Fraction(9, 10), ONE_SIDED) is None


@pytest.mark.parametrize(
    ("value", "belief", "expected"),
    [
        (Fraction(1, 10**4), Fraction(95, 100), Fraction(1, 10**4)),  # the prior alone shows it
        (Fraction(1, 10**4), ONE, Fraction(1, 10**4)),
        (Fraction(0), ONE, Fraction(0)),
        (Fraction(1, 10**4), Fraction(0), None),
        (ONE, Fraction(99, 100), None),
    ],
)
def test_the_limits_of_a_prior(value: Fraction, belief: Fraction, expected: Fraction | None) -> None:
    assert upper_given_prior(1000, value, belief, ONE_SIDED) == expected


REFUSED: dict[str, Callable[[], object]] = {
    "-1 of 10:": lambda: upper_probability(-1, 10, ONE_SIDED),
    "11 of 10:": lambda: upper_probability(11, 10, ONE_SIDED),
    "13 of 10:": lambda: lower_probability(13, 10, ONE_SIDED),
    "12 of 10:": lambda: upper_probability_anytime(12, 10, ONE_SIDED),
    "0 of -1:": lambda: upper_given_prior(-1, Fraction(1, 2), Fraction(1, 2), ONE_SIDED),
    "a doubt of 0:": lambda: upper_probability(1, 10, Fraction(0)),
    "a doubt of 1:": lambda: upper_probability(10, 10, ONE),
    "a doubt of -1:": lambda: lower_rate(0, ONE, Fraction(-1)),
    "1 in 0:": lambda: upper_rate(1, Fraction(0), ONE_SIDED),
    "-1 in 1:": lambda: lower_rate(-1, ONE, ONE_SIDED),
    "a prior's": lambda: upper_given_prior(10, Fraction(-1), Fraction(1, 2), ONE_SIDED),
    "a prior's value and belief": lambda: upper_given_prior(10, Fraction(1, 2), Fraction(3, 2), ONE_SIDED),
}


@pytest.mark.parametrize("message", REFUSED)
def test_what_is_no_outcome_is_refused(message: str) -> None:
    with pytest.raises(ValueError, match=f"^{message} "):
        REFUSED[message]()


def test_ten_thousand_bounds_take_seconds() -> None:
    outcomes = [*cases(200), (5 * 10**8, 10**9, 0.05), (3 * 10**38, 10**39, 0.05)]
    begun = time.process_time()
    for k, n, doubt in outcomes:
        upper_probability(k, n, Fraction(doubt))
    assert time.process_time() - begun < 0.0005 * len(outcomes)
