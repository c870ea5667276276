"""The sharp bound of a region under any dependence, where events recur or exclude each other (rule 10)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from itertools import combinations

from gsn.risk.certificate import Rule, Witness
from gsn.risk.covering import sharpest_cover
from gsn.risk.formula import Formula, Operator, Table, needed
from gsn.risk.licensed import Known, licence_hypothesis
from gsn.risk.parts import Part, definition_of, is_boolean
from gsn.risk.problem import LicenceKind, Side
from gsn.risk.proof import Bound
from gsn.risk.term import Composite, Term
from gsn.risk.unfolding import unfold, unfolded_definitions


def covered(part: Part, known: Known, literal: Callable[[Part], Bound | None]) -> Bound | None:
    """The bound that holds under any dependence and cannot be beaten; nothing where gate by gate does as well.

    Args:
        part: An expression that joins events, or a quantity that is defined as one, bounded from above.
        known: What the search has in hand; events that exclude each other are never both in a world.
        literal: The upper bound of an atom, or of an atom's negation.
    """
    licences = known.licences
    region = unfold(known.problem, part, lambda term: not _joins(known, term, part), literals=True)
    if region is None:
        return None
    exclusive = licences.of(part.under, LicenceKind.EXCLUSIVE)
    used = [(position, licence) for position, licence in exclusive if len(set(licence.members) & set(region.atoms)) > 1]
    if not used and is_read_once(region.formula):
        return None
    bounds = [literal(Part(atom, part.under, Side.UPPER)) for atom in region.atoms]
    premises = [bound for bound in bounds if bound is not None]
    diagram = known.diagram(part, _without(region.formula, [licence.members for _, licence in used]))
    if diagram is None or len(premises) < len(bounds):
        return None
    cover = sharpest_cover(diagram, [bound.value for bound in premises])
    if not cover.sharp:
        known.too_large(part)
    if not any(cover.weights):
        return None
    value = sum((w * bound.value for w, bound in zip(cover.weights, premises, strict=True)), Fraction(0))
    return known.proof.add(
        Rule.COVER,
        premises,
        part,
        min(Fraction(1), value),
        None,
        hypotheses=[
            *unfolded_definitions(known.problem, region),
            *(licence_hypothesis(licence) for _, licence in used),
        ],
        witness=Witness(weights=cover.weights, licences=tuple(position for position, _ in used)),
    )


def _joins(known: Known, term: Term, part: Part) -> bool:
    """Whether a term is looked into: an expression that joins events, or a quantity that only such a one defines."""
    if isinstance(term, Composite):
        return is_boolean(known.problem, term)
    if known.is_bounded(term):
        return False
    definition = definition_of(known.problem, Part(term, part.under, part.side))
    if definition is None or part.under not in known.problem.quantities[term].conditions:
        return False
    return isinstance(definition.of, str) or is_boolean(known.problem, definition.of)


def is_read_once(formula: Formula) -> bool:
    """Whether each part is used once: then gate by gate is as sharp as can be."""
    uses = [0] * len(formula.parts)
    for index in needed(formula):
        for operand in formula.parts[index].operands:
            uses[operand] += 1
    return all(count <= 1 for count in uses)


def _without(formula: Formula, groups: Sequence[Sequence[Term]]) -> Formula:
    """The formula in worlds that hold at most one event of each group."""
    if not groups:
        return formula
    table = Table(formula.names)
    variables = [table.variable(name) for name in formula.names]
    made: list[int] = []
    for part in formula.parts:
        if part.operator is Operator.VARIABLE:
            made.append(variables[part.number])
        else:
            made.append(table.gate(part.operator, [made[index] for index in part.operands], part.number))
    named = dict(zip(formula.names, variables, strict=True))
    pairs = {
        frozenset((named[first], named[second]))
        for group in groups
        for first, second in combinations(group, 2)
        if first in named and second in named
    }
    apart = [table.negation(table.all_of(*sorted(pair))) for pair in sorted(map(sorted, pairs))]
    return table.formula(table.all_of(made[formula.top], *apart))
