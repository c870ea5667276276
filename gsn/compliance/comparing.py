"""Figures against a threshold: a figure that lies between two ends is reached, or not, only where both ends agree."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from gsn.compliance.account import Answer
from gsn.model.number import MOST_DIGITS, Relation
from gsn.risk.figures import shown
from gsn.treaty import telling

_UPWARD = frozenset({Relation.ABOVE, Relation.AT_LEAST})

_WORDS = {
    Relation.ABOVE: "above",
    Relation.AT_LEAST: "at least",
    Relation.AT_MOST: "at most",
    Relation.BELOW: "below",
}


@dataclass(frozen=True, slots=True)
class Figure:
    """A threshold in numbers. ``operator_unstated``: its source does not say whether its own figure reaches it."""

    relation: Relation
    value: Fraction
    unit: str | None
    operator_unstated: bool

    @property
    def upward(self) -> bool:
        """Whether more reaches it."""
        return self.relation in _UPWARD

    @property
    def in_words(self) -> str:
        """``above 1e25 FLOP``."""
        return f"{_WORDS[self.relation]} {amount(self.value, self.unit)}"

    def at(self, value: Fraction | None) -> Answer:
        """Whether one figure reaches it; None is a figure beyond all others."""
        if value is None:
            return Answer.YES if self.upward else Answer.NO
        if value == self.value:
            if self.operator_unstated:
                return Answer.OPEN
            return Answer.YES if self.relation in {Relation.AT_LEAST, Relation.AT_MOST} else Answer.NO
        return Answer.YES if (value > self.value) is self.upward else Answer.NO

    def between(self, low: Fraction, high: Fraction | None) -> Answer:
        """Whether a figure reaches it that is known to lie between two ends."""
        at_low, at_high = self.at(low), self.at(high)
        return at_low if at_low is at_high else Answer.OPEN

    def deciding(self, answer: Answer, low: Fraction, high: Fraction | None) -> Fraction | None:
        """The end that an answer comes from: the one that is nearest to the other answer; of an open one, the upper."""
        if answer is Answer.OPEN:
            return high
        return low if (answer is Answer.YES) is self.upward else high

    def margin(self, answer: Answer, low: Fraction, high: Fraction | None) -> Fraction | None:
        """What is declared divided by the threshold, at the end that decides."""
        end = self.deciding(answer, low, high)
        return end / self.value if end is not None and self.value else None


def amount(value: Fraction, unit: str | None) -> str:
    """A figure as exactly as a case can state it, with its unit."""
    written = shown(value, digits=2 * MOST_DIGITS)
    return written if unit is None else f"{written} {unit}"


def span(low: Fraction, high: Fraction, unit: str | None) -> str:
    """``3.1e26 to 3.6e26 FLOP``, or one figure where both ends are the same."""
    return amount(low, unit) if low == high else f"{amount(low, None)} to {amount(high, unit)}"


def listed(names: Iterable[str], joined_by: str = "and") -> str:
    """Names of the case or the profile in a sentence: ```a`, `b` and `c```."""
    return telling.listed([f"`{name}`" for name in names] or ["nothing"], joined_by)
