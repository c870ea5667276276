"""A cover: weights of variables that prove a bound of a formula under any dependence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

SHARP = Fraction(1, 10**6)
"""Of a bound: what may lie between it and a joint distribution that is known, for it to be called sharp."""


@dataclass(frozen=True, slots=True)
class Cover:
    """Weights of the variables by their numbers, and the bound that they prove: the sum of weight by upper bound, or 1.

    In every world in which the formula holds the true variables weigh at least 1 together. ``attained`` is what some
    joint distribution within the upper bounds is known to reach, and ``flaw`` says why there may be a sharper cover.

    Where only the bound 1 is proved, as for a formula that may hold while no variable does, the weights are zeros and
    cover nothing.
    """

    weights: tuple[Fraction, ...]
    bound: Fraction
    attained: Fraction
    flaw: str | None = None

    @property
    def sharp(self) -> bool:
        """Whether no other bound that holds under any dependence is lower, but for a millionth of it."""
        return self.bound - self.attained <= SHARP * self.bound


def ruger(ascending: Sequence[Fraction], count: int) -> tuple[Fraction, int]:
    """An upper bound of the probability that at least ``count`` of some events hold, whatever their dependence.

    The least, over j < count, of the sum of all but the j most probable over count - j (Rüger, 1978). It is sharp.

    Args:
        ascending: Upper bounds of the events' probabilities, the smallest first.
        count: At least 1 and at most their number.

    Returns:
        The bound, which may be above 1, and the smallest j that gives it.
    """
    total = sum(ascending, Fraction(0))
    best, dropped = total / count, 0
    for left_out in range(1, count):
        total -= ascending[-left_out]
        if total / (count - left_out) < best:
            best, dropped = total / (count - left_out), left_out
    return best, dropped
