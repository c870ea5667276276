"""Quantiles from samples: which of the sorted samples stand for one, and which hold it between them.

A sample quantile by itself bounds nothing. With a doubt that is stated, the quantile of a distribution lies below the
j-th smallest of n samples where fewer than j samples below it would be that rare: j - 1 is the binomial quantile of
n and the level (Wilks, 1941).
"""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from math import ceil

from gsn.risk.statistics import lower_probability


def rank_of(level: Fraction, samples: int) -> int:
    """The rank, from 1, of the smallest sample that so large a share of them does not exceed."""
    return max(1, ceil(level * samples))


@cache
def rank_above(level: Fraction, samples: int, doubt: Fraction) -> int | None:
    """The lowest rank whose sample is below the quantile with a probability of at most `doubt`; none if all are.

    The quantile is above the j-th smallest sample where j samples or more fell below it: events of probability `level`.
    """
    least, most = 0, samples + 1
    while most - least > 1:
        rank = (least + most) // 2
        least, most = (least, rank) if lower_probability(rank, samples, doubt) >= level else (rank, most)
    return most if most <= samples else None


def rank_below(level: Fraction, samples: int, doubt: Fraction) -> int | None:
    """The highest rank whose sample is above the quantile with a probability of at most `doubt`."""
    mirrored = rank_above(1 - level, samples, doubt)
    return None if mirrored is None else samples + 1 - mirrored
