"""Bounds of an expression from those of its operands, whatever depends on what (calculus, rules 5-9, 14 and 19)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from math import prod

from gsn.model.expression import Operator
from gsn.risk.certificate import Rule
from gsn.risk.cover import ruger
from gsn.risk.parts import Part
from gsn.risk.problem import Side
from gsn.risk.proof import Bound, Proof
from gsn.risk.term import Composite
from gsn.risk.units import lower_factor, upper_factor

ONE = Fraction(1)
ZERO = Fraction(0)

RULES: Mapping[Operator, Rule] = {
    Operator.THEN: Rule.CHAIN,
    Operator.ANY: Rule.ANY,
    Operator.ALL: Rule.ALL,
    Operator.AT_LEAST: Rule.AT_LEAST,
    Operator.NOT: Rule.NOT,
    Operator.INCREASE: Rule.INCREASE,
}


def converted(part: Part, bound: Bound, unit: str | None, proof: Proof) -> Bound | None:
    """A bound in another unit, at the end that is worse for its side; nothing where the units do not go together."""
    if bound.unit == unit:
        return bound
    if bound.unit is None or unit is None:
        return None
    factor = (upper_factor if part.side is Side.UPPER else lower_factor)(bound.unit, unit)
    return proof.add(Rule.CONVERT, [bound], part, bound.value * factor, unit) if factor is not None else None


def joined(part: Part, operands: Sequence[tuple[Part, Bound | None]], proof: Proof) -> Bound | None:
    """The bound of an expression; nothing where an operand has none, or where units do not go together."""
    term = part.of
    if not isinstance(term, Composite):
        return None
    first = operands[0][1]
    unit = first.unit if first is not None else None
    if term.operator in {Operator.ANY, Operator.INCREASE}:
        alike = [converted(below, bound, unit, proof) if bound is not None else None for below, bound in operands]
    else:
        alike = [bound for _, bound in operands]
    bounds = [bound for bound in alike if bound is not None]
    if len(bounds) < len(operands) or not _goes_together(part, term, bounds):
        return None
    values = [bound.value for bound in bounds]
    value = _ARITHMETIC[term.operator](term, values, part.side, unit)
    return proof.add(RULES[term.operator], bounds, part, value, unit)


def _goes_together(part: Part, term: Composite, bounds: Sequence[Bound]) -> bool:
    """Whether frequencies stand only where they may: first in an unconditional chain, in `any of`, in an increase."""
    match term.operator:
        case Operator.THEN:
            return all(bound.unit is None for bound in bounds[1:]) and (bounds[0].unit is None or not part.under)
        case Operator.ANY | Operator.INCREASE:
            return len({bound.unit for bound in bounds}) == 1
        case _:
            return all(bound.unit is None for bound in bounds)


def _chain(_term: Composite, values: Sequence[Fraction], _side: Side, _unit: str | None) -> Fraction:
    return prod(values, start=ONE)


def _any(_term: Composite, values: Sequence[Fraction], side: Side, unit: str | None) -> Fraction:
    if side is Side.LOWER:
        return max(values)
    total = sum(values, ZERO)
    return total if unit is not None else min(ONE, total)


def _all(_term: Composite, values: Sequence[Fraction], side: Side, _unit: str | None) -> Fraction:
    return min(values) if side is Side.UPPER else max(ZERO, sum(values, ZERO) - len(values) + 1)


def _at_least(term: Composite, values: Sequence[Fraction], side: Side, _unit: str | None) -> Fraction:
    """Rüger's bound; from below, of the opposite."""
    if side is Side.UPPER:
        return min(ONE, ruger(sorted(values), term.number)[0])
    return 1 - min(ONE, ruger(sorted(1 - value for value in values), len(values) - term.number + 1)[0])


def _not(_term: Composite, values: Sequence[Fraction], _side: Side, _unit: str | None) -> Fraction:
    return 1 - values[0]


def _increase(_term: Composite, values: Sequence[Fraction], _side: Side, _unit: str | None) -> Fraction:
    return max(ZERO, values[0] - values[1])


_ARITHMETIC: Mapping[Operator, Callable[[Composite, Sequence[Fraction], Side, str | None], Fraction]] = {
    Operator.THEN: _chain,
    Operator.ANY: _any,
    Operator.ALL: _all,
    Operator.AT_LEAST: _at_least,
    Operator.NOT: _not,
    Operator.INCREASE: _increase,
}
