"""How much evidence carries a claim."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gsn.risk.statistics import exposure_needed, trials_needed, upper_probability, upper_rate

FIVE_PERCENT = Fraction(1, 20)

bounds = st.fractions(min_value=Fraction(1, 10**9), max_value=Fraction(99, 100))
doubts = st.fractions(min_value=Fraction(1, 10**6), max_value=Fraction(1, 2))


@pytest.mark.parametrize(
    ("bound", "doubt", "events", "expected"),
    [
        ("1e-3", "0.05", 0, 2_995),
        ("1e-3", "0.05", 1, 4_742),
        ("1e-4", "0.05", 0, 29_956),  # IEC 61508-7, D.2.1, rounds this to 3 / p = 30,000
        ("1e-4", "0.01", 0, 46_050),  # and this to 4.6 / p
        ("0.51", "0.5", 0, 1),
        ("1", "0.05", 3, 3),
        ("2", "0.05", 3, 3),
        ("0", "0.05", 0, None),
        ("-1", "0.05", 0, None),
    ],
)
def test_trials_that_are_needed(bound: str, doubt: str, events: int, expected: int | None) -> None:
    assert trials_needed(Fraction(bound), Fraction(doubt), events) == expected


def test_below_takes_one_trial_more_than_at_most_where_they_differ() -> None:
    assert trials_needed(Fraction(1), FIVE_PERCENT, 3, strict=True) == 4
    reached = upper_probability(0, 50, FIVE_PERCENT)
    assert trials_needed(reached, FIVE_PERCENT) == 50
    assert trials_needed(reached, FIVE_PERCENT, strict=True) == 51


@given(bounds, doubts, st.integers(0, 10**6), st.booleans())
@settings(max_examples=100, deadline=None)
def test_so_many_trials_are_enough_and_one_less_is_not(
    bound: Fraction,
    doubt: Fraction,
    events: int,
    strict: bool,  # noqa: FBT001 - hypothesis passes by position
) -> None:
    def enough(trials: int) -> bool:
        shown = upper_probability(events, trials, doubt)
        return shown < bound if strict else shown <= bound

    needed = trials_needed(bound, doubt, events, strict=strict)
    assert needed is not None
    assert enough(needed)
    assert needed == events or not enough(needed - 1)


@pytest.mark.parametrize(("bound", "events"), [("1e-400", 0), ("1e-400", 1000), ("1e-9", 10**15), ("0.5", 10**39)])
def test_enormous_numbers_of_trials(bound: str, events: int) -> None:
    needed = trials_needed(Fraction(bound), FIVE_PERCENT, events)
    assert needed is not None
    assert upper_probability(events, needed, FIVE_PERCENT) <= Fraction(bound)
    assert upper_probability(events, needed - 1, FIVE_PERCENT) > Fraction(bound)


@given(st.fractions(min_value=Fraction(1, 10**12), max_value=10**12), doubts, st.integers(0, 10**6))
@settings(max_examples=100)
def test_so_long_an_exposure_is_enough_and_a_shorter_is_not(bound: Fraction, doubt: Fraction, events: int) -> None:
    needed = exposure_needed(bound, doubt, events)
    assert needed is not None
    assert upper_rate(events, needed, doubt) < bound
    assert upper_rate(events, needed * (1 - Fraction(1, 10**9)), doubt) > bound


def test_no_exposure_shows_that_a_rate_is_nil() -> None:
    assert exposure_needed(Fraction(0), FIVE_PERCENT) is None
