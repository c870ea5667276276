"""Bounds from counts: confirmed where they follow, and never where they do not, however large the numbers."""

from __future__ import annotations

from decimal import Context, Decimal, localcontext
from fractions import Fraction
from math import comb, factorial, log
from time import process_time

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy import special, stats

from gsn.risk.kernel import arithmetic
from gsn.risk.kernel.arithmetic import GRAINS, log_at_least, log_at_most, log_factorial_at_least, log_factorial_at_most
from gsn.risk.kernel.tails import (
    _UNIT,
    _Ratios,
    _sum,
    lower_at_any_time,
    lower_from_exposure,
    lower_from_trials,
    upper_after_prior,
    upper_at_any_time,
    upper_from_exposure,
    upper_from_trials,
)

A_LITTLE = Fraction(1, 10**9)
NEXT_TO_NOTHING = Fraction(1, 10**18)

probabilities = st.fractions(Fraction(1, 10**6), 1 - Fraction(1, 10**6), max_denominator=10**6)


def at_most(events: int, trials: int, p: Fraction) -> Fraction:
    """How probable so few events are, exactly."""
    return sum((comb(trials, i) * p**i * (1 - p) ** (trials - i) for i in range(events + 1)), Fraction(0))


# Against exact sums


@settings(max_examples=100, deadline=None)
@given(st.integers(1, 60), st.data(), probabilities)
def test_an_upper_bound_from_trials_is_confirmed_exactly_if_the_sum_says_so(
    trials: int, data: st.DataObject, bound: Fraction
) -> None:
    events = data.draw(st.integers(0, trials - 1))
    bound = (events + 1 + bound * (trials - events)) / (trials + 1)
    tail = at_most(events, trials, bound)
    assume(tail < Fraction(1, 2))
    assert upper_from_trials(bound, events, trials, tail * (1 + NEXT_TO_NOTHING))
    assert not upper_from_trials(bound, events, trials, tail * (1 - NEXT_TO_NOTHING))


@settings(max_examples=100, deadline=None)
@given(st.integers(1, 60), st.data(), probabilities)
def test_a_lower_bound_from_trials_is_confirmed_exactly_if_the_sum_says_so(
    trials: int, data: st.DataObject, bound: Fraction
) -> None:
    events = data.draw(st.integers(1, trials))
    bound = bound * events / (trials + 1)
    tail = 1 - at_most(events - 1, trials, bound)
    assume(tail < Fraction(1, 2))
    assert lower_from_trials(bound, events, trials, tail * (1 + NEXT_TO_NOTHING))
    assert not lower_from_trials(bound, events, trials, tail * (1 - NEXT_TO_NOTHING))


@settings(max_examples=80, deadline=None)
@given(st.integers(0, 60), st.fractions(Fraction(1, 100), 100, max_denominator=1000))
def test_bounds_from_exposure_are_confirmed_exactly_if_the_sum_says_so(events: int, mean: Fraction) -> None:
    context = Context(prec=60)
    none = Fraction(context.exp(context.divide(Decimal(-mean.numerator), Decimal(mean.denominator))))
    few = none * sum((mean**i / factorial(i) for i in range(events + 1)), Fraction(0))
    many = 1 - none * sum((mean**i / factorial(i) for i in range(events)), Fraction(0))
    if few < Fraction(1, 2):
        assert upper_from_exposure(mean, events, few * (1 + NEXT_TO_NOTHING))
        assert not upper_from_exposure(mean, events, few * (1 - NEXT_TO_NOTHING))
    if events and 10 ** -Fraction(30) < many < Fraction(1, 2):
        assert lower_from_exposure(mean, events, many * (1 + NEXT_TO_NOTHING))
        assert not lower_from_exposure(mean, events, many * (1 - NEXT_TO_NOTHING))


@settings(max_examples=80, deadline=None)
@given(st.integers(1, 60), st.data(), probabilities)
def test_bounds_at_any_time_are_confirmed_exactly_if_the_inequality_holds(
    trials: int, data: st.DataObject, bound: Fraction
) -> None:
    events = data.draw(st.integers(0, trials))
    mixed = (trials + 1) * comb(trials, events) * bound**events * (1 - bound) ** (trials - events)
    follows = upper_at_any_time if bound * trials > events else lower_at_any_time
    assert follows(bound, events, trials, mixed * (1 + NEXT_TO_NOTHING))
    assert not follows(bound, events, trials, mixed * (1 - NEXT_TO_NOTHING))
    if bound * trials != events:
        opposite = lower_at_any_time if bound * trials > events else upper_at_any_time
        assert not opposite(bound, events, trials, Fraction(1, 2))


@settings(max_examples=80, deadline=None)
@given(st.integers(0, 300), probabilities, probabilities, probabilities)
def test_bounds_after_a_prior_are_confirmed_exactly_if_the_inequality_holds(
    trials: int, first: Fraction, second: Fraction, belief: Fraction
) -> None:
    value, bound = sorted([first, second])
    doubted, believed = (1 - belief) * (1 - bound) ** trials, belief * (1 - value) ** trials
    left = doubted / (doubted + believed)
    assert upper_after_prior(bound, trials, value, belief, left * (1 + NEXT_TO_NOTHING))
    assert not upper_after_prior(bound, trials, value, belief, left * (1 - NEXT_TO_NOTHING))
    if value < bound:
        assert not upper_after_prior(value, trials, bound, belief, Fraction(99, 100))


# At the ends


@pytest.mark.parametrize("anytime", [False, True])
def test_everything_lies_between_nothing_and_one(anytime: bool) -> None:  # noqa: FBT001 - a parameter
    upper = upper_at_any_time if anytime else upper_from_trials
    lower = lower_at_any_time if anytime else lower_from_trials
    little = Fraction(1, 10**300)
    for events, trials in [(0, 1), (1, 1), (3, 10), (10, 10), (10**39, 10**39)]:
        assert upper(Fraction(1), events, trials, little)
        assert lower(Fraction(0), events, trials, little)
        for beyond in (Fraction(-1), Fraction(2)):
            assert not upper(beyond, events, trials, Fraction(1, 2))
            assert not lower(beyond, events, trials, Fraction(1, 2))
        assert not upper(Fraction(0), events, trials, Fraction(1, 2))
        assert not lower(Fraction(1), events, trials, Fraction(1, 2))
    assert not upper(1 - little, 10, 10, Fraction(1, 2))
    assert not lower(little, 0, 10, Fraction(1, 2))
    assert lower_from_exposure(Fraction(0), 7, little)
    assert not lower_from_exposure(Fraction(-1), 7, Fraction(1, 2))
    assert not upper_from_exposure(Fraction(0), 0, Fraction(1, 2))
    assert not upper_from_exposure(Fraction(-1), 0, Fraction(1, 2))
    assert not lower_from_exposure(little, 0, Fraction(1, 2))


def test_a_bound_that_is_not_beyond_the_count_is_not_confirmed() -> None:
    assert not upper_from_trials(Fraction(3, 10), 3, 10, Fraction(1, 2))
    assert not lower_from_trials(Fraction(3, 10), 3, 10, Fraction(1, 2))
    assert not upper_from_exposure(Fraction(3), 3, Fraction(1, 2))
    assert not lower_from_exposure(Fraction(3), 3, Fraction(1, 2))


# Against sums of many digits, where fractions are out of reach

REFERENCE = Context(prec=70)


def reference_first_term(log_ways: Decimal, events: int, others: int, p: Fraction) -> Decimal:
    """C · p^k · (1 - p)^(n - k), with the logarithm of C given."""
    x = REFERENCE.divide(Decimal(p.numerator), Decimal(p.denominator))
    y = REFERENCE.divide(Decimal(p.denominator - p.numerator), Decimal(p.denominator))
    return REFERENCE.exp(log_ways + events * REFERENCE.ln(x) + others * REFERENCE.ln(y))


def reference_log_factorial(number: int) -> Decimal:
    """Stirling's series to its fifth term: beyond 10,000 it is off by less than 10^-38."""
    with localcontext(REFERENCE):
        if number < 10_000:
            return Decimal(factorial(number)).ln()
        n = Decimal(number)
        tail = 1 / (12 * n) - 1 / (360 * n**3) + 1 / (1260 * n**5) - 1 / (1680 * n**7)
        two_pi = Decimal("6.28318530717958647692528676655900576839433879875021164194988918461563")
        return (n + Decimal("0.5")) * n.ln() - n + two_pi.ln() / 2 + tail


def reference_at_most(events: int, trials: int, p: Fraction) -> Fraction:
    """How probable so few events are, term by term downwards."""
    with localcontext(REFERENCE):
        ways = (
            reference_log_factorial(trials) - reference_log_factorial(events) - reference_log_factorial(trials - events)
        )
        odds = Decimal(p.denominator - p.numerator) / Decimal(p.numerator)
        total = term = reference_first_term(ways, events, trials - events, p)
        for i in range(events, 0, -1):
            term *= odds * i / (trials - i + 1)
            total += term
            if term * 10**30 < total:
                break
    return Fraction(total)


def reference_exposure(mean: Fraction, events: int, *, at_least: bool) -> Fraction:
    """How probable so many, or so few, events are, term by term outwards."""
    with localcontext(REFERENCE):
        x = Decimal(mean.numerator) / Decimal(mean.denominator)
        total = term = (events * x.ln() - x - reference_log_factorial(events)).exp()
        i = events
        while term * 10**30 > total and (at_least or i > 0):
            term *= x / (i + 1) if at_least else i / x
            total += term
            i += 1 if at_least else -1
    return Fraction(total)


COUNTS = [
    *[(events, trials) for trials in (10**3, 10**9, 10**15) for events in (0, 1, 10, 990)],
    *[(10**5, 10**9), (10**6, 10**6 + 10), (10**6, 2 * 10**6)],
]


@pytest.mark.parametrize(("events", "trials"), COUNTS)
@pytest.mark.parametrize("spreads", [0.1, 1.6, 30.0])
def test_bounds_from_trials_are_told_apart_to_nine_digits(events: int, trials: int, spreads: float) -> None:
    """A bound is confirmed at the doubt that one a little smaller leaves, and not at that of one a little greater."""
    spread = Fraction(spreads * ((events + 1) * (trials - events) / trials) ** 0.5 + spreads**2 / 2)
    bound = min((events + 1 + spread) / trials, (1 + Fraction(events, trials)) / 2)
    less, more = bound * (1 - A_LITTLE), bound * (1 + A_LITTLE)
    assert upper_from_trials(bound, events, trials, reference_at_most(events, trials, less))
    assert not upper_from_trials(bound, events, trials, reference_at_most(events, trials, more))
    # The opposite events, from below: a bound of 1 - u, with what is left of it told apart.
    assert lower_from_trials(1 - bound, trials - events, trials, reference_at_most(events, trials, less))
    assert not lower_from_trials(1 - bound, trials - events, trials, reference_at_most(events, trials, more))


@pytest.mark.parametrize("events", [0, 1, 10, 1000, 10**6])
@pytest.mark.parametrize("spreads", [0.1, 1.6, 30.0])
def test_bounds_from_exposure_are_told_apart_to_nine_digits(events: int, spreads: float) -> None:
    spread = Fraction(spreads * (events + 1) ** 0.5 + spreads**2 / 2)
    mean = events + 1 + spread
    assert upper_from_exposure(mean, events, reference_exposure(mean * (1 - A_LITTLE), events, at_least=False))
    assert not upper_from_exposure(mean, events, reference_exposure(mean * (1 + A_LITTLE), events, at_least=False))
    mean = max(events - spread, Fraction(events, 2))
    if events:
        assert lower_from_exposure(mean, events, reference_exposure(mean * (1 + A_LITTLE), events, at_least=True))
        assert not lower_from_exposure(mean, events, reference_exposure(mean * (1 - A_LITTLE), events, at_least=True))


def test_blocks_of_terms_tell_bounds_apart_as_well() -> None:
    """So many events that terms are not added one by one."""
    events = 10**9
    mean = events + 1 + Fraction(16 * 10**8, 10**5)
    assert upper_from_exposure(mean, events, reference_exposure(mean * (1 - A_LITTLE), events, at_least=False))
    assert not upper_from_exposure(mean, events, reference_exposure(mean * (1 + A_LITTLE), events, at_least=False))
    bound = mean / 10**11
    assert upper_from_trials(bound, events, 10**11, reference_at_most(events, 10**11, bound * (1 - A_LITTLE)))
    assert not upper_from_trials(bound, events, 10**11, reference_at_most(events, 10**11, bound * (1 + A_LITTLE)))
    mean = events - Fraction(16 * 10**8, 10**5)
    assert lower_from_exposure(mean, events, reference_exposure(mean * (1 + A_LITTLE), events, at_least=True))
    assert not lower_from_exposure(mean, events, reference_exposure(mean * (1 - A_LITTLE), events, at_least=True))


# Against scipy, a second opinion; its own error is a percent at 999 of 10^9, and more beyond


@pytest.mark.parametrize("doubt", [0.45, 0.05, 1e-6])
@pytest.mark.parametrize(("events", "trials"), [(0, 10), (1, 10), (3, 50_000), (999, 10**6), (10**5, 10**6)])
def test_bounds_from_trials_agree_with_scipy(events: int, trials: int, doubt: float) -> None:
    exact, rounded = Fraction(doubt), Fraction(1, 10**7)
    upper = Fraction(float(stats.beta.isf(doubt, events + 1, trials - events)))
    assert upper_from_trials(upper * (1 + rounded), events, trials, exact)
    assert not upper_from_trials(upper * (1 - rounded), events, trials, exact)
    if events:
        lower = Fraction(float(stats.beta.ppf(doubt, events, trials - events + 1)))
        assert lower_from_trials(lower * (1 - rounded), events, trials, exact)
        assert not lower_from_trials(lower * (1 + rounded), events, trials, exact)


@pytest.mark.parametrize("events", [0, 1, 2, 10, 1000, 10**5])
@pytest.mark.parametrize("doubt", [0.45, 0.05, 1e-6])
def test_bounds_from_exposure_agree_with_scipy(events: int, doubt: float) -> None:
    exact, rounded = Fraction(doubt), Fraction(1, 10**7)
    upper = Fraction(float(special.gammainccinv(events + 1, doubt)))
    assert upper_from_exposure(upper * (1 + rounded), events, exact)
    assert not upper_from_exposure(upper * (1 - rounded), events, exact)
    if events:
        lower = Fraction(float(special.gammaincinv(events, doubt)))
        assert lower_from_exposure(lower * (1 - rounded), events, exact)
        assert not lower_from_exposure(lower * (1 + rounded), events, exact)


# Where nothing else reaches


def test_no_event_in_as_many_trials_as_can_be_written() -> None:
    trials, doubt = 10**39, Fraction(1, 10**300)
    bound = Fraction(300 * log(10)) / trials  # 1 - (1 - u)^n = e^-(nu) to 39 digits
    assert upper_from_trials(bound * (1 + A_LITTLE), 0, trials, doubt)
    assert not upper_from_trials(bound * (1 - A_LITTLE), 0, trials, doubt)


def test_the_smallest_bounds() -> None:
    """One event in ten trials: 10 · l is at most 1e-300 up to l = 1e-301."""
    doubt = Fraction(1, 10**300)
    assert lower_from_trials(Fraction(1, 10**301) * (1 - A_LITTLE), 1, 10, doubt)
    assert not lower_from_trials(Fraction(1, 10**301) * (1 + A_LITTLE), 1, 10, doubt)
    assert lower_from_trials(Fraction(1, 10**400), 2, 10, doubt)
    assert lower_from_exposure(Fraction(1, 10**300) * (1 - A_LITTLE), 1, doubt)
    assert not lower_from_exposure(Fraction(1, 10**300) * (1 + A_LITTLE), 1, doubt)
    assert not upper_from_trials(Fraction(1, 10**400), 0, 10**39, Fraction(1, 2))


@pytest.mark.parametrize("power", [14, 20, 30, 38])
def test_as_many_events_as_can_be_written(power: int) -> None:
    """So many are normally distributed: the bound is the normal quantile above their share, but for a little."""
    trials = 10 ** (power + 1)
    events = 3 * 10**power
    z = -float(stats.norm.ppf(0.05))
    spread = Fraction(z) * Fraction(int((events * 7 // 10) ** 0.5))
    bound = (events + spread) / trials
    room = max(A_LITTLE * events, spread * Fraction(2, 10**6)) / trials
    assert upper_from_trials(bound + room, events, trials, Fraction(1, 20))
    assert not upper_from_trials(bound - room, events, trials, Fraction(1, 20))
    assert lower_from_trials((events - spread) / trials - room, events, trials, Fraction(1, 20))
    assert not lower_from_trials((events - spread) / trials + room, events, trials, Fraction(1, 20))


def test_nothing_takes_long() -> None:
    started = process_time()
    for trials in range(1000, 11000):
        assert upper_from_trials(Fraction(3, trials), 0, trials, Fraction(1, 20))
    assert process_time() - started < 3
    for power in (2, 8, 10, 20, 38):
        started = process_time()
        for doubt in (Fraction(2, 5), Fraction(1, 20), Fraction(1, 10**300)):
            upper_from_trials(Fraction(1, 2), 10**power // 2 - 1, 10**power, doubt)
            upper_from_trials(Fraction(10**power + 1, 10 ** (power + 1)), 10**power // 10, 10**power, doubt)
            lower_from_exposure(Fraction(10**power - 1), 10**power, doubt)
        assert process_time() - started < 5


# The arithmetic


@pytest.mark.parametrize(
    "ratios",
    [
        _Ratios(Fraction(9, 10), 1, 0, 1, 0),
        _Ratios(Fraction(7), 1, 0, 8, 1),
        _Ratios(Fraction(1, 300), 200, 1, 1, 0),
        _Ratios(Fraction(1, 10), 500, 1, 100, 1),
        _Ratios(Fraction(1, 10**9), 3, 1, 10**7, 1),
    ],
)
def test_a_sum_is_never_less_than_its_terms(ratios: _Ratios) -> None:
    """Whatever was left to the geometric series is in it, too, and little more."""
    factor, top, falls, bottom, rises = ratios
    exact = term = Fraction(1)
    for step in range(3000):
        term *= factor * max(0, top - step * falls) / (bottom + step * rises)
        exact += term
        if term < Fraction(1, 10**60):
            break
    found = _sum(ratios)
    assert found is not None
    assert exact <= Fraction(found, _UNIT) <= exact * (1 + Fraction(1, 10**17))


@given(st.fractions(Fraction(1, 10**400), Fraction(10**400)))
def test_a_logarithm_lies_between_its_bounds(number: Fraction) -> None:
    context = Context(prec=300)
    exact = context.ln(context.divide(Decimal(number.numerator), Decimal(number.denominator)))
    assert log_at_least(number) <= int(exact.scaleb(60, context)) - 1 or exact == 0
    assert log_at_least(number) < exact.scaleb(60, context) < log_at_most(number)
    assert log_at_most(number) - log_at_least(number) == 4


@pytest.mark.parametrize("number", [0, 1, 2, 255, 256, 257, 1000, 5000])
def test_a_factorials_logarithm_lies_between_its_bounds(number: int) -> None:
    context = Context(prec=300)
    exact = context.ln(Decimal(factorial(number))).scaleb(60, context)
    assert log_factorial_at_least(number) < exact < log_factorial_at_most(number)
    assert log_factorial_at_most(number) - log_factorial_at_least(number) < GRAINS // 10**9


def test_the_constant_is_half_the_logarithm_of_two_pi() -> None:
    """With pi by Machin's formula."""

    def arctangent_of_inverse(number: int) -> Fraction:
        return sum((Fraction((-1) ** i, (2 * i + 1) * number ** (2 * i + 1)) for i in range(60)), Fraction(0))

    pi = 4 * (4 * arctangent_of_inverse(5) - arctangent_of_inverse(239))
    context = Context(prec=100)
    exact = context.divide(context.ln(context.divide(Decimal(2 * pi.numerator), Decimal(pi.denominator))), 2)
    assert int(exact.scaleb(60, context)) == arithmetic._HALF_LOG_OF_TWO_PI
