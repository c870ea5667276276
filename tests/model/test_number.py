"""Numbers are exact, and too large a one is refused before it is computed."""

from decimal import Decimal
from fractions import Fraction
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gsn.model.number import LARGEST_EXPONENT, MOST_DIGITS, read_number


@pytest.mark.parametrize(
    ("written", "exact"),
    [
        ("0", Fraction(0)),
        ("12", Fraction(12)),
        ("007", Fraction(7)),
        ("0.5", Fraction(1, 2)),
        ("1e-4", Fraction(1, 10_000)),
        ("1E3", Fraction(1000)),
        ("1e+3", Fraction(1000)),
        ("1_000", Fraction(1000)),
        ("5%", Fraction(1, 20)),
        ("6.4%", Fraction(8, 125)),
        ("1e-1%", Fraction(1, 1000)),
        ("0.1", Fraction(1, 10)),
    ],
)
def test_a_number_is_the_fraction_that_it_says(written: str, exact: Fraction) -> None:
    assert read_number(written).exact == exact
    assert str(read_number(written)) == written


@given(st.decimals(min_value=0, allow_nan=False, allow_infinity=False, places=6, max_value=10**20))
def test_a_decimal_text_is_read_without_rounding(number: Decimal) -> None:
    assert read_number(f"{number:f}").exact == Fraction(number)


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("1" * (MOST_DIGITS + 1), "`111111111111111111111111…` has 41 significant digits; at most 40 are read"),
        ("0." + "1" * 41, "has 41 significant digits"),
        ("1." + "0" * 39 + "1", "has 41 significant digits"),
        ("1e10000000", "`1e10000000` is out of range; exponents lie within -400 and 400"),
        ("1e-401", "out of range"),
        (f"1e{'9' * 5000}", "out of range"),
        ("0." + "0" * 400 + "1", "out of range"),
        ("1" + "0" * 400, "out of range"),
        ("0" * 1_000_000, "out of range"),
        ("9" * 1_000_000, "significant digits"),
        ("", "is not a number"),
        ("1e", "is not a number"),
        ("\u0661", "is not a number"),
    ],
    ids=range(13),
)
def test_a_number_out_of_bounds_is_refused_at_once(written: str, says: str) -> None:
    begun = perf_counter()
    with pytest.raises(ValueError, match=says.replace("…", ".")):
        read_number(written)
    assert perf_counter() - begun < 1


@pytest.mark.parametrize(
    "written", ["1" * MOST_DIGITS, "1" + "0" * 60, f"1e{LARGEST_EXPONENT}", f"1e-{LARGEST_EXPONENT}", "1e-000000001"]
)
def test_a_number_within_bounds_is_read(written: str) -> None:
    assert read_number(written).exact > 0


def test_how_a_number_is_written_takes_no_part_in_equality() -> None:
    assert read_number("0.05") == read_number("5%") == read_number("5e-2")
    assert hash(read_number("0.05")) == hash(read_number("5%"))
