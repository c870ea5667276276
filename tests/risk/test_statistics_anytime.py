"""Bounds for data that one stops collecting when one likes: how often they are wrong, computed exactly."""

from collections.abc import Callable
from fractions import Fraction

import pytest

from gsn.risk.statistics import upper_probability, upper_probability_anytime

DOUBT = Fraction(1, 10)
TRIALS = 400
Bound = Callable[[int, int, Fraction], Fraction]


def ever_wrong(bound: Bound, truth: Fraction) -> float:
    """The probability that the bound lies below the truth after any of the first trials: what the worst stopping meets.

    The states are numbers of events, with their probabilities; those for which the bound is wrong are taken out.
    """
    p = float(truth)
    states = [1.0]
    wrong = 0.0
    first_right = 0
    for n in range(1, TRIALS + 1):
        states = [
            (states[k] * (1 - p) if k < len(states) else 0.0) + (states[k - 1] * p if k else 0.0)
            for k in range(len(states) + 1)
        ]
        while first_right <= n and bound(first_right, n, DOUBT) < truth:
            first_right += 1
        wrong += sum(states[:first_right])
        states[:first_right] = [0.0] * first_right
    return wrong


@pytest.mark.parametrize("truth", [Fraction(1, 20), Fraction(1, 10), Fraction(1, 3), Fraction(9, 10)])
def test_an_anytime_bound_is_wrong_as_seldom_as_it_says(truth: Fraction) -> None:
    assert 0 < ever_wrong(upper_probability_anytime, truth) <= float(DOUBT)


@pytest.mark.parametrize("truth", [Fraction(1, 10), Fraction(1, 3), Fraction(9, 10)])
def test_a_bound_for_a_fixed_number_of_trials_is_not(truth: Fraction) -> None:
    assert ever_wrong(upper_probability, truth) > 2 * float(DOUBT)
