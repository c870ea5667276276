"""Training compute against a threshold, part by part, under every way of counting that the profile admits.

Where a profile states which parts are counted, those are, and no others. Where it does not (``counting unset``), every
way of counting that includes pretraining is admissible: the review calls the rule disputed (section 1.1, footnote 15),
and names as parts pretraining, post-training enhancement, and deployment or inference. The smallest sum is then that of
pretraining alone, and the largest that of all parts: those, and what else a case declares.

Above the threshold at the lower end of the smallest sum, it is reached under every way of counting; not above it at the
upper end of the largest, under none. A part that may be counted and is not declared may be of any size.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from gsn.compliance.account import Answer
from gsn.compliance.comparing import Figure, listed, span
from gsn.model.number import Range

DISPUTED = ("pretraining", "post_training", "inference")
"""The parts of which the review says that it is disputed which of them count (footnote 15)."""

UNIT = "FLOP"

_NOTHING = Fraction(0)


@dataclass(frozen=True, slots=True)
class Sums:
    """The parts of the smallest and of the largest sum that are admissible, and what is declared of each part.

    ``stated`` is true where the profile states the rule: then both are the same.
    """

    declared: Mapping[str, Range]
    smallest: tuple[str, ...]
    largest: tuple[str, ...]
    stated: bool

    @property
    def undeclared(self) -> tuple[str, ...]:
        """Parts that count, or may count, and of which the case says nothing."""
        return tuple(part for part in self.largest if part not in self.declared)

    def low(self, parts: Sequence[str]) -> Fraction:
        """What parts come to at least: one that is not declared may be nothing."""
        return sum((self.declared[part].low.exact for part in parts if part in self.declared), _NOTHING)

    def high(self, parts: Sequence[str]) -> Fraction:
        """What the declared of some parts come to at most."""
        return sum((self.declared[part].high.exact for part in parts if part in self.declared), _NOTHING)

    @property
    def least(self) -> Fraction:
        """The lower end of the smallest sum."""
        return self.low(self.smallest)

    @property
    def most(self) -> Fraction | None:
        """The upper end of the largest sum; None where a part is not declared."""
        return None if self.undeclared else self.high(self.largest)


def sums_of(declared: Mapping[str, Range], counting: Sequence[str] | None) -> Sums:
    """The sums that are admissible.

    Args:
        declared: The parts that the case declares, in FLOP.
        counting: The parts that the profile counts; None where it does not say.
    """
    if counting is not None:
        stated = tuple(dict.fromkeys(counting))
        return Sums(declared, stated, stated, stated=True)
    largest = tuple(dict.fromkeys([*DISPUTED, *declared]))
    return Sums(declared, largest[:1], largest, stated=False)


def compare_compute(sums: Sums, figure: Figure) -> tuple[Answer, str]:
    """Whether a threshold is reached, and by which parts, at which ends, under which way of counting."""
    answer = figure.between(sums.least, sums.most)
    if answer is Answer.OPEN:
        return answer, f"{_declared(sums)}; {', and '.join(_deciders(sums, figure))}"
    by_smallest = (answer is Answer.YES) is figure.upward
    parts = sums.smallest if by_smallest else sums.largest
    parts = tuple(part for part in parts if part in sums.declared)
    total = span(sums.low(parts), sums.high(parts), UNIT)
    reached = figure.in_words if answer is Answer.YES else f"not {figure.in_words}"
    counted = listed(parts)
    if sums.stated:
        return answer, f"{counted}, which the profile counts, {_come(parts)} to {total}: {reached}"
    if by_smallest:
        return answer, f"{counted} alone comes to {total}: {reached}, whatever else is counted"
    return answer, f"{counted} together come to {total}: {reached}, whichever of them are counted"


def _come(parts: Sequence[str]) -> str:
    return "comes" if len(parts) == 1 else "come"


def _declared(sums: Sums) -> str:
    parts = [part for part in sums.largest if part in sums.declared]
    if not parts:
        return "no part of it that may be counted is declared"
    return ", ".join(f"`{part}` is {span(sums.low([part]), sums.high([part]), UNIT)}" for part in parts)


# What decides


def _deciders(sums: Sums, figure: Figure) -> Iterator[str]:
    """What would have to be known: a part that is not declared, the way of counting, the range of a part, the operator.

    An open answer has one of them at least.
    """
    if sums.undeclared:
        counts = "counts" if sums.stated else "may count"
        are = "is" if len(sums.undeclared) == 1 else "are"
        yield f"{listed(sums.undeclared)} {are} not declared, which the profile {counts}"
    if rule := _deciding_part(sums, figure):
        yield f"the way of counting decides: with `{rule}` it {_may_be(figure)}, without it not"
    if widest := _deciding_range(sums, figure):
        ends = span(sums.low([widest]), sums.high([widest]), UNIT)
        yield f"the range of `{widest}` decides ({ends}): the threshold, {figure.in_words}, lies between its ends"
    if figure.operator_unstated and figure.value in _all_ends(sums):
        yield f"the sum may be exactly {span(figure.value, figure.value, UNIT)}, and no source says `>` or `>=`"


def _may_be(figure: Figure) -> str:
    return f"may be {figure.in_words}"


def _deciding_part(sums: Sums, figure: Figure) -> str | None:
    """The first part, beyond those that every rule counts, with which the answer is another at one of the ends."""
    for end in (sums.low, sums.high):
        before = figure.at(end(sums.smallest))
        for length in range(len(sums.smallest) + 1, len(sums.largest) + 1):
            if figure.at(end(sums.largest[:length])) is not before:
                return sums.largest[length - 1]
    return None


def _deciding_range(sums: Sums, figure: Figure) -> str | None:
    """The widest part of a sum of which one end reaches the threshold and the other does not."""
    for parts in (sums.smallest, sums.largest):
        if figure.at(sums.low(parts)) is not figure.at(sums.high(parts)):
            return max(parts, key=lambda part: sums.high([part]) - sums.low([part]))
    return None


def _all_ends(sums: Sums) -> set[Fraction]:
    return {end(parts) for end in (sums.low, sums.high) for parts in (sums.smallest, sums.largest)}
