"""What a bound is about: a quantity, or an expression over quantities, as a plain value.

Places and spellings are gone, so that equal terms are equal. Trusted: the kernel reads problems that are made of these.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, TypeAlias

from gsn.model.expression import Expression, Operator
from gsn.model.reference import Identity, Ref


class Composite(NamedTuple):
    """An operator over terms; ``number`` is the k of ``at least k of`` and otherwise 0."""

    operator: Operator
    operands: tuple[Term, ...]
    number: int = 0


Term: TypeAlias = Identity | Composite

Prefix: TypeAlias = tuple[Term, ...]
"""The ordered factors of a chain that have occurred: the condition of what comes next. Empty: no condition."""


def term_of(expression: Expression) -> Term:
    """The term of an expression; a chain within a chain is one chain. As deep as the grammar lets expressions be."""
    if isinstance(expression, Ref):
        return expression.identity
    operands = tuple(map(term_of, expression.operands))
    if expression.operator is Operator.THEN:
        operands = tuple(part for operand in operands for part in _factors(operand))
    return Composite(expression.operator, operands, expression.count or 0)


def _factors(term: Term) -> tuple[Term, ...]:
    return term.operands if isinstance(term, Composite) and term.operator is Operator.THEN else (term,)


def names_of(term: Term) -> Iterator[Identity]:
    """Every quantity that a term names, in its order."""
    if isinstance(term, str):
        yield term
    else:
        for operand in term.operands:
            yield from names_of(operand)


def prefixed_parts(term: Term, under: Prefix) -> Iterator[tuple[Term, Prefix]]:
    """Every part of a term, itself first, with the prefix that it stands under."""
    yield term, under
    if isinstance(term, str):
        return
    for index, operand in enumerate(term.operands):
        before = term.operands[:index] if term.operator is Operator.THEN else ()
        yield from prefixed_parts(operand, under + before)


def written(term: Term) -> str:
    """A term as its author would write it, names without their modules."""
    if isinstance(term, str):
        return term.partition("::")[2].partition("#")[0]
    parts = [f"({written(part)})" if isinstance(part, Composite) else written(part) for part in term.operands]
    match term.operator:
        case Operator.THEN:
            return " then ".join(parts)
        case Operator.NOT:
            return f"not {parts[0]}"
        case Operator.INCREASE:
            return f"increase of {parts[0]} over {parts[1]}"
        case Operator.AT_LEAST:
            return f"at least {term.number} of {', '.join(parts)}"
        case _:
            return f"{term.operator} {', '.join(parts)}"
