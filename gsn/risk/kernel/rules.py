"""The rules that reckon with bounds alone: rules 1 to 9, 14 and 19 of the calculus, and a proved claim as a leaf."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import prod

from gsn.model.expression import Operator
from gsn.risk.certificate import BridgeId, Hypothesis, Node
from gsn.risk.kernel.book import Book
from gsn.risk.kernel.conclusion import Accepted, Conclusion, Refused, concluded, expect, require
from gsn.risk.problem import Dimension, Side
from gsn.risk.term import Composite, Term
from gsn.risk.units import lower_factor, upper_factor

OTHER = {Side.UPPER: Side.LOWER, Side.LOWER: Side.UPPER}


def top(book: Book, node: Node, premises: Sequence[Accepted]) -> Conclusion:
    """Rule 1: a probability lies in [0, 1], and a frequency is at least 0."""
    require(not premises, "what holds of everything needs no premises")
    if node.side is Side.LOWER:
        return concluded((), Fraction(0), node.unit)
    require(book.dimension(node.of) is Dimension.PROBABILITY, "a frequency has no upper bound of itself")
    return concluded((), Fraction(1), None)


def define(book: Book, node: Node, premises: Sequence[Accepted]) -> Conclusion:
    """Rule 4: a bound of the definition is one of what it defines."""
    if not isinstance(node.of, str):
        raise Refused("only a quantity has a definition")
    (premise,) = _exactly(1, premises)
    definition, hypothesis = book.define(node.of, node.under)
    held = expect(premise, definition, node.under, node.side)
    book.require_unit(book.quantity(node.of), held.unit)
    return concluded(premises, held.bound, held.unit, [hypothesis])


def chain(_: Book, node: Node, premises: Sequence[Accepted]) -> Conclusion:
    """Rule 5: each factor under what comes before it."""
    factors = _operands(node, Operator.THEN, premises)
    for index, (factor, premise) in enumerate(zip(factors, premises, strict=True)):
        held = expect(premise, factor, node.under + factors[:index], node.side)
        first = index == 0 and not node.under
        require(held.unit is None or first, "only the first factor of a chain may be a frequency")
    return concluded(premises, prod((each.node.bound for each in premises), start=Fraction(1)), premises[0].node.unit)


def any_of(_: Book, node: Node, premises: Sequence[Accepted]) -> Conclusion:
    """Rule 6: the sum of the uppers, the greatest of the lowers."""
    bounds = _of_operands(node, Operator.ANY, premises)
    units = {each.node.unit for each in premises}
    require(len(units) == 1, "the premises are in different units")
    if node.side is Side.LOWER:
        bound = max(bounds)
    else:
        bound = sum(bounds, Fraction(0)) if node.unit is not None else min(Fraction(1), sum(bounds, Fraction(0)))
    return concluded(premises, bound, units.pop())


def all_of(_: Book, node: Node, premises: Sequence[Accepted]) -> Conclusion:
    """Rule 7: the least of the uppers; dually what the lowers leave no room to miss."""
    bounds = _of_operands(node, Operator.ALL, premises)
    if node.side is Side.UPPER:
        return concluded(premises, min(bounds), None)
    return concluded(premises, max(Fraction(0), sum(bounds, Fraction(0)) - len(bounds) + 1), None)


def at_least(_: Book, node: Node, premises: Sequence[Accepted]) -> Conclusion:
    """Rule 8."""
    bounds = _of_operands(node, Operator.AT_LEAST, premises)
    assert isinstance(node.of, Composite)  # noqa: S101 - for mypy: its operands were read
    number = node.of.number
    if node.side is Side.UPPER:
        return concluded(premises, ruger(number, bounds), None)
    return concluded(premises, 1 - ruger(len(bounds) - number + 1, [1 - bound for bound in bounds]), None)


def ruger(number: int, bounds: Sequence[Fraction]) -> Fraction:
    """At most how probable it is that ``number`` of some events occur, whatever their dependence (Rüger, 1978)."""
    sums = [Fraction(0)]
    for bound in sorted(bounds):
        sums.append(sums[-1] + bound)
    return min(Fraction(1), *(sums[len(bounds) - j] / (number - j) for j in range(number)))


def negation(_: Book, node: Node, premises: Sequence[Accepted]) -> Conclusion:
    """Rule 9: what is left of 1."""
    (operand,) = _operands(node, Operator.NOT, premises)
    held = expect(premises[0], operand, node.under, OTHER[node.side])
    return concluded(premises, 1 - held.bound, None)


def convert(_: Book, node: Node, premises: Sequence[Accepted]) -> Conclusion:
    """Rule 14. A proved goal's bound may be converted for a limit, and still settles its claim."""
    (premise,) = _exactly(1, premises)
    expect(premise._replace(settles=None), node.of, node.under, node.side)
    source, target = premise.node.unit, node.unit
    if source is None or target is None:
        raise Refused("a probability is per nothing")
    factor = (upper_factor if node.side is Side.UPPER else lower_factor)(source, target)
    if factor is None:
        raise Refused(f"a figure per {source} cannot be had per {target}")
    return concluded(premises, premise.node.bound * factor, target)._replace(settles=premise.settles)


def bridge(book: Book, node: Node, premises: Sequence[Accepted]) -> Conclusion:
    """Rule 19: what holds of a proxy, times what is argued, holds of the quantity."""
    test = node.witness.bridge
    if test is None or not isinstance(node.of, str) or test.quantity != node.of:
        raise Refused("which bridge is meant is not said")
    (premise,) = _exactly(1, premises)
    quantity = book.quantity_under(node.of, node.under)
    require(0 <= test.position < len(quantity.bridges), "there is no such bridge")
    held = quantity.bridges[test.position]
    below = expect(premise, held.proxy, book.condition_for(held.proxy, node.under), Side.UPPER)
    require(node.side is Side.UPPER, "a bridge bounds from above")
    require(held.factor >= 0, "a bridge's factor is negative")
    require(book.dimension(node.of) is book.dimension(held.proxy), "a bridge leads to another dimension")
    book.require_unit(quantity, below.unit)
    book.soundness.require(held.by)
    bound = held.factor * below.bound
    result = concluded(
        premises,
        bound if below.unit is not None else min(Fraction(1), bound),
        below.unit,
        {Hypothesis("bridge", node.of, held.by), *book.conditioned(quantity)},
    )
    return result._replace(tests={**result.tests, (BridgeId(node.of, test.position), None): held.doubt})


def increase(_: Book, node: Node, premises: Sequence[Accepted]) -> Conclusion:
    """Rule 19: with at its most less without at its least."""
    operands = _operands(node, Operator.INCREASE, premises)
    first = expect(premises[0], operands[0], node.under, node.side)
    second = expect(premises[1], operands[1], node.under, OTHER[node.side])
    require(first.unit == second.unit, "the premises are in different units")
    return concluded(premises, max(Fraction(0), first.bound - second.bound), first.unit)


def claim(book: Book, node: Node, premises: Sequence[Accepted]) -> Conclusion:
    """A proved claim of a child goal: its figure, at its doubt, whatever it was proved from (rule 20)."""
    (premise,) = _exactly(1, premises)
    if node.witness.claim is None or premise.settles != node.witness.claim:
        raise Refused("the premise is not the proved goal of that claim")
    held = book.problem.claims[node.witness.claim]
    require(node.of == held.quantity and node.side is held.side, "the claim is about something else")
    book.quantity_under(held.quantity, node.under)
    return Conclusion(held.value, held.unit, premise.node.hypotheses, {(held.id, None): held.doubt})


def _exactly(count: int, premises: Sequence[Accepted]) -> Sequence[Accepted]:
    require(len(premises) == count, f"takes {count} premises and has {len(premises)}")
    return premises


def _operands(node: Node, operator: Operator, premises: Sequence[Accepted]) -> tuple[Term, ...]:
    """The operands of what is bounded, for each of which there is a premise."""
    if not isinstance(node.of, Composite) or node.of.operator is not operator:
        raise Refused(f"what is bounded is no `{operator}`")
    _exactly(len(node.of.operands), premises)
    return node.of.operands


def _of_operands(node: Node, operator: Operator, premises: Sequence[Accepted]) -> list[Fraction]:
    """A bound of each operand, under the same condition and from the same side."""
    operands = _operands(node, operator, premises)
    return [
        expect(premise, operand, node.under, node.side).bound
        for operand, premise in zip(operands, premises, strict=True)
    ]
