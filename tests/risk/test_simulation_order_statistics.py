"""Ranks of samples that stand for a quantile, or hold it."""

from fractions import Fraction

import numpy as np
import pytest
from scipy import stats

from gsn.risk.simulation.distributions import Distribution, Draws
from gsn.risk.simulation.order_statistics import rank_above, rank_below, rank_of
from gsn.risk.simulation.parameters import Parameter, Watched
from gsn.risk.statistics import trials_needed


@pytest.mark.parametrize(
    ("level", "doubt", "fewest"), [("0.95", "0.05", 59), ("0.95", "0.01", 90), ("0.99", "0.05", 299)]
)
def test_the_largest_sample_is_above_a_quantile_from_so_many_samples_on(level: str, doubt: str, fewest: int) -> None:
    """Wilks' numbers."""
    quantile, rare = Fraction(level), Fraction(doubt)
    assert rank_above(quantile, fewest, rare) == fewest
    assert rank_above(quantile, fewest - 1, rare) is None
    assert trials_needed(1 - quantile, rare) == fewest


@pytest.mark.parametrize("samples", [100, 1_000, 100_000])
@pytest.mark.parametrize("level", ["0.05", "0.5", "0.95", "0.99"])
@pytest.mark.parametrize("doubt", ["0.05", "0.025", "0.001"])
def test_ranks_are_binomial_quantiles(samples: int, level: str, doubt: str) -> None:
    quantile, rare = Fraction(level), Fraction(doubt)
    above = int(stats.binom.ppf(1 - float(rare), samples, float(quantile))) + 1
    below = int(stats.binom.ppf(float(rare), samples, float(quantile)))
    assert rank_above(quantile, samples, rare) == (above if above <= samples else None)
    assert rank_below(quantile, samples, rare) == (below if below >= 1 else None)


@pytest.mark.parametrize("level", ["0.05", "0.5", "0.95"])
def test_samples_of_these_ranks_miss_the_quantile_as_seldom_as_they_say(level: str) -> None:
    quantile, rare = Fraction(level), Fraction(1, 40)
    fitted = Distribution.of(Parameter("c::f", "", (Watched(2, Fraction(100)),), probability=False))
    exact = stats.gamma.ppf(float(quantile), 2.5) / 100
    low, high = rank_below(quantile, 2000, rare), rank_above(quantile, 2000, rare)
    assert low is not None
    assert high is not None
    runs = [np.sort(Draws(fitted, seed).next(2000)) for seed in range(400)]
    assert sum(run[low - 1] > exact for run in runs) <= 20, "ten are expected; more than twenty would be one in 600"
    assert sum(run[high - 1] < exact for run in runs) <= 20


def test_the_sample_that_stands_for_a_quantile() -> None:
    assert [rank_of(Fraction(level), 10) for level in ("0.01", "0.1", "0.11", "0.5", "0.95", "1")] == [
        1,
        1,
        2,
        5,
        10,
        10,
    ]
    assert rank_of(Fraction(1, 2), 1) == 1
