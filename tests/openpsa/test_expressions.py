"""Expressions against closed forms, and enclosures against what they have to enclose."""

import math
from collections.abc import Callable
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gsn.openpsa.document import read_document
from gsn.openpsa.enclosure import (
    Enclosure,
    exactly,
    exponential,
    in_digits,
    logarithm,
    minus,
    not_above,
    not_below,
    over,
    plus,
    power,
    times,
)
from gsn.openpsa.expressions import Setting, evaluate


def value(expression: str) -> Enclosure:
    def none(_: object) -> Enclosure:
        raise AssertionError

    return evaluate(read_document(expression.encode()), Setting(none, exactly(100)))


def call(name: str, *arguments: float | str) -> str:
    numbers = "".join(each if str(each).startswith("<") else f'<float value="{each}"/>' for each in map(str, arguments))
    return f"<{name}>{numbers}</{name}>"


@pytest.mark.parametrize(
    ("expression", "exact"),
    [
        ('<float value="0.1"/>', Fraction(1, 10)),
        ('<float value=" +.5e1 "/>', Fraction(5)),
        ('<float value="-2."/>', Fraction(-2)),
        ('<int value="3"/>', Fraction(3)),
        (call("neg", 0.5), Fraction(-1, 2)),
        (call("add", 0.1, 0.2, 0.3), Fraction(3, 5)),
        (call("sub", 1, 0.1, 0.2), Fraction(7, 10)),
        (call("mul", 0.1, 0.2, 0.3), Fraction(3, 500)),
        (call("div", 1, 3), Fraction(1, 3)),
        (call("min", 3, 1, 2), Fraction(1)),
        (call("max", 3, 1, 2), Fraction(3)),
        (call("mean", 1, 2, 6), Fraction(3)),
        ("<system-mission-time/>", Fraction(100)),
        (call("exp", 0), Fraction(1)),
        (call("log", 1), Fraction(0)),
        (call("pow", 0, 2), Fraction(0)),
        (call("uniform-deviate", 0.1, 0.3), Fraction(1, 5)),
        (call("normal-deviate", 0.1, 0.3), Fraction(1, 10)),
        (call("lognormal-deviate", 0.1, 3, 0.95), Fraction(1, 10)),
        (call("gamma-deviate", 2, 0.1), Fraction(1, 5)),
        (call("beta-deviate", 1, 3), Fraction(1, 4)),
        (call("Weibull", 100, 2, 50, 40), Fraction(0)),
    ],
)
def test_what_is_rational_is_exact(expression: str, exact: Fraction) -> None:
    assert value(expression) == (exact, exact)


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        (call("exponential", 1e-4, 8760), -math.expm1(-0.876)),
        (call("exponential", 1e-12, 1), -math.expm1(-1e-12)),
        (call("exponential", call("div", 1, 1000), "<system-mission-time/>"), -math.expm1(-0.1)),
        (call("GLM", 0, 1e-3, 1e-1, 10), 1e-3 / 0.101 * -math.expm1(-1.01)),
        (call("GLM", 0.5, 1e-3, 0, 10), 1 - 0.5 * math.exp(-0.01)),
        (call("Weibull", 100, 1, 0, 10), -math.expm1(-0.1)),
        (call("Weibull", 100, 2, 10, 60), -math.expm1(-0.25)),
        (call("periodic-test", 1e-3, 100, 50, 40), -math.expm1(-0.04)),
        (call("periodic-test", 1e-3, 100, 50, 50), -math.expm1(-0.05)),
        (call("periodic-test", 1e-3, 100, 50, 380), -math.expm1(-0.03)),
        (call("periodic-test", 1e-3, 100, 50, 350), -math.expm1(-0.1)),
        (call("log10", 1000), 3),
        (call("sqrt", 2), math.sqrt(2)),
        (call("pow", 2, -0.5), 1 / math.sqrt(2)),
        (call("lognormal-deviate", -3, 2), math.exp(-1)),
    ],
)
def test_what_is_not_rational_is_enclosed_closely(expression: str, expected: float) -> None:
    low, high = value(expression)
    assert high - low <= abs(low) * Fraction(1, 10**45)
    assert float(low) == pytest.approx(expected, rel=1e-14)


numbers = st.fractions(-1000, 1000, max_denominator=10**6)
long_numbers = st.builds(Fraction, st.integers(1, 10**90), st.integers(1, 10**90))


@settings(deadline=None, max_examples=50)
@given(long_numbers, long_numbers)
def test_arithmetic_encloses_the_exact_result(one: Fraction, other: Fraction) -> None:
    first, second = exactly(one), exactly(other)
    for operation, result in (
        (plus, one + other),
        (minus, one - other),
        (times, one * other),
        (over, one / other),
    ):
        low, high = operation(first, second)
        assert low <= result <= high
        assert high - low <= (abs(one) + abs(other) + abs(result)) * Fraction(1, 10**55)


@settings(deadline=None, max_examples=50)
@given(numbers, st.fractions(0, 1, max_denominator=100), numbers, st.fractions(0, 1, max_denominator=100))
def test_arithmetic_on_intervals_encloses_every_result_within(
    a: Fraction, s: Fraction, b: Fraction, t: Fraction
) -> None:
    first, second = Enclosure(a, a + 3), Enclosure(b, b + 5)
    one, other = a + 3 * s, b + 5 * t
    for operation, result in ((plus, one + other), (minus, one - other), (times, one * other)):
        low, high = operation(first, second)
        assert low <= result <= high
    if not second.low <= 0 <= second.high:
        low, high = over(first, second)
        assert low <= one / other <= high


@settings(deadline=None, max_examples=50)
@given(st.fractions(-30, 30, max_denominator=10**6))
def test_the_exponential_and_the_logarithm_undo_each_other(number: Fraction) -> None:
    for low, high in (
        logarithm(exponential(exactly(number))),
        minus(exactly(0), logarithm(exponential(exactly(-number)))),
    ):
        assert low <= number <= high
        assert high - low < Fraction(1, 10**45)


@settings(deadline=None, max_examples=50)
@given(st.fractions(Fraction(1, 1000), 1000, max_denominator=1000), st.integers(1, 6))
def test_a_whole_power_is_repeated_multiplication(base: Fraction, exponent: int) -> None:
    low, high = power(exactly(base), exactly(exponent))
    assert low <= base**exponent <= high


@pytest.mark.parametrize(
    ("operation", "message"),
    [
        (lambda: over(exactly(1), Enclosure(Fraction(-1), Fraction(1))), "divides by nought"),
        (lambda: logarithm(Enclosure(Fraction(0), Fraction(1))), "takes the logarithm"),
        (lambda: power(exactly(-1), exactly(2)), "takes a power"),
        (lambda: exponential(exactly(3000)), "beyond 10 to the power of 868"),
        (lambda: times(exactly(10**900), exactly(10**900)), "beyond 10 to the power of 1000"),
    ],
)
def test_what_has_no_value_is_told(operation: Callable[[], Enclosure], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        operation()


def test_what_is_too_small_lies_next_to_nought() -> None:
    nought = Fraction(0)
    assert exponential(exactly(-3000)) == Enclosure(nought, Fraction(1, 10**868))
    tiny = exactly(Fraction(1, 10**700))
    assert times(tiny, tiny) == Enclosure(nought, Fraction(1, 10**1000))
    assert times(exactly(-1), times(tiny, tiny)) == Enclosure(-Fraction(1, 10**1000), nought)


@pytest.mark.parametrize(
    ("number", "nearest", "below", "above"),
    [
        (Fraction(0), "0", "0", "0"),
        (Fraction(1, 3), "0.333333", "0.333333", "0.333334"),
        (Fraction(2, 3), "0.666667", "0.666666", "0.666667"),
        (Fraction(1, 10), "0.1", "0.1", "0.1"),
        (Fraction(1, 10_000), "0.0001", "0.0001", "0.0001"),
        (Fraction(1, 30_000), "3.33333e-5", "3.33333e-5", "3.33334e-5"),
        (Fraction(-1, 3), "-0.333333", "-0.333334", "-0.333333"),
        (Fraction(123_456), "123456", "123456", "123456"),
        (Fraction(1_234_567), "1.23457e6", "1.23456e6", "1.23457e6"),
        (Fraction(1, 10**500), "1e-500", "1e-500", "1e-500"),
    ],
)
def test_numbers_for_people_are_rounded_to_the_side_on_which_they_hold(
    number: Fraction, nearest: str, below: str, above: str
) -> None:
    assert (in_digits(number), not_above(number), not_below(number)) == (nearest, below, above)
