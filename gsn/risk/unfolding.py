"""Expressions that join events, as one formula: the definitions of their parts unfolded down to atoms."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from gsn.model.expression import Operator
from gsn.model.reference import Identity
from gsn.risk.certificate import Hypothesis
from gsn.risk.formula import Formula, Table
from gsn.risk.parts import Part, definition_of, is_boolean
from gsn.risk.problem import Problem, Side
from gsn.risk.term import Composite, Term

Literal = tuple[Term, bool]
"""A term and whether it is meant, or its negation."""


@dataclass(frozen=True, slots=True)
class Region:
    """An expression over atoms. ``unfolded`` are the quantities whose definitions were used."""

    formula: Formula
    atoms: tuple[Term, ...]
    unfolded: frozenset[Identity]


def unfold(problem: Problem, part: Part, is_atom: Callable[[Term], bool], *, literals: bool = False) -> Region | None:
    """The formula of a part over atoms; nothing where it comes upon what is neither an atom nor joins events.

    Iterative: definitions are as deep as their author made them.

    Args:
        problem: What the quantities are defined as.
        part: An expression, or a quantity that is defined as one.
        is_atom: Whether to stop at a term.
        literals: Make the negation of an atom an atom of its own.
    """
    table, atoms = Table(), dict[Term, None]()
    unfolded: set[Identity] = set()
    made: dict[Literal, int] = {}
    stack: list[Literal] = [(part.of, True)]
    while stack:
        literal = stack[-1]
        term, positive = literal
        if literal in made:
            stack.pop()
        elif is_atom(term):
            name = Composite(Operator.NOT, (term,)) if literals and not positive else term
            atoms.setdefault(name)
            variable = table.variable(name)
            made[literal] = variable if positive or literals else table.negation(variable)
        else:
            below = _below(problem, part, literal)
            if below is None:
                return None
            if isinstance(term, str):
                unfolded.add(term)
            waiting = [other for other in below if other not in made]
            if waiting:
                stack.extend(waiting)
            else:
                made[literal] = _joined(table, literal, [made[other] for other in below])
    return Region(table.formula(made[part.of, True]), tuple(atoms), frozenset(unfolded))


def _below(problem: Problem, part: Part, literal: Literal) -> list[Literal] | None:
    term, positive = literal
    if isinstance(term, str):
        definition = definition_of(problem, Part(term, part.under, Side.UPPER))
        if definition is None or part.under not in problem.quantities[term].conditions:
            return None
        return [(definition.of, positive)]
    if not is_boolean(problem, term):
        return None
    return [(operand, positive != (term.operator is Operator.NOT)) for operand in term.operands]


def _joined(table: Table, literal: Literal, below: Sequence[int]) -> int:
    """De Morgan: what is negated is its opposite over negated operands."""
    term, positive = literal
    if isinstance(term, str) or term.operator is Operator.NOT:
        return below[0]
    if term.operator is Operator.AT_LEAST:
        return table.at_least(term.number if positive else len(below) - term.number + 1, *below)
    return table.any_of(*below) if (term.operator is Operator.ANY) is positive else table.all_of(*below)


def unfolded_definitions(problem: Problem, region: Region) -> Iterator[Hypothesis]:
    """What using the definitions of a region presumes."""
    for name in region.unfolded:
        yield Hypothesis("definition", name, problem.quantities[name].complete_by)
