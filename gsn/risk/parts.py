"""What a bound is made of: the parts of quantities and expressions, each under its prefix and for its side."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from gsn.model.expression import Operator
from gsn.model.reference import Identity
from gsn.risk.problem import Dimension, Problem, Side
from gsn.risk.term import Composite, Prefix, Term


class Part(NamedTuple):
    """A term under a prefix, to be bounded from one side."""

    of: Term
    under: Prefix
    side: Side

    @property
    def other_side(self) -> Part:
        return self._replace(side=opposite(self.side))


BOOLEAN = frozenset({Operator.ANY, Operator.ALL, Operator.AT_LEAST, Operator.NOT})
"""What joins events, so that the whole can be looked at as one formula; `any of` only over probabilities."""


def opposite(side: Side) -> Side:
    return Side.LOWER if side is Side.UPPER else Side.UPPER


def dimension_of(problem: Problem, term: Term) -> Dimension | None:
    """What a term's number is: its first operand's for a chain, `any of` and an increase; else a probability."""
    while not isinstance(term, str):
        if term.operator in {Operator.ALL, Operator.AT_LEAST, Operator.NOT}:
            return Dimension.PROBABILITY
        term = term.operands[0]
    quantity = problem.quantities.get(term)
    return quantity.dimension if quantity is not None else None


def operands_of(part: Part) -> list[Part]:
    """The parts of an expression: factors of a chain under the earlier ones, what is negated from the other side."""
    term, under, side = part
    if isinstance(term, str):
        return []
    match term.operator:
        case Operator.THEN:
            return [Part(factor, under + term.operands[:index], side) for index, factor in enumerate(term.operands)]
        case Operator.NOT:
            return [Part(term.operands[0], under, opposite(side))]
        case Operator.INCREASE:
            return [Part(term.operands[0], under, side), Part(term.operands[1], under, opposite(side))]
        case _:
            return [Part(operand, under, side) for operand in term.operands]


def definition_of(problem: Problem, part: Part) -> Part | None:
    """What a quantity is defined as, where that may be used: a hazard's scenarios have to be argued complete."""
    quantity = problem.quantities.get(part.of) if isinstance(part.of, str) else None
    if quantity is None or quantity.definition is None or quantity.flaw is not None:
        return None
    return None if quantity.hazard and quantity.complete_by is None else Part(quantity.definition, *part[1:])


def is_boolean(problem: Problem, term: Term) -> bool:
    """Whether a term joins events."""
    return (
        isinstance(term, Composite)
        and term.operator in BOOLEAN
        and dimension_of(problem, term) is Dimension.PROBABILITY
    )


def basic_parts(
    problem: Problem, name: Identity, stop: Callable[[Identity], bool] = lambda _: False
) -> frozenset[Identity]:
    """The quantities that a quantity is made of in the end: those that nothing defines, or at which to stop."""
    found: set[Identity] = set()
    seen: set[Identity] = set()
    stack: list[Term] = [name]
    while stack:
        term = stack.pop()
        if isinstance(term, Composite):
            stack.extend(term.operands)
            continue
        if term in seen:
            continue
        seen.add(term)
        quantity = problem.quantities.get(term)
        if quantity is None or quantity.definition is None or stop(term):
            found.add(term)
        else:
            stack.append(quantity.definition)
    return frozenset(found)
