"""The rules for events made of events: rules 10 to 13 of the calculus."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import prod

from gsn.model.expression import Operator
from gsn.model.reference import name_of
from gsn.risk.certificate import Node
from gsn.risk.kernel.book import Book
from gsn.risk.kernel.conclusion import Accepted, Conclusion, Refused, concluded, expect, require
from gsn.risk.kernel.formula import Formula, literal_of, support_within, unfold
from gsn.risk.kernel.licences import licensed, only, require_disjoint
from gsn.risk.problem import Dimension, LicenceKind, Side
from gsn.risk.term import Composite, Term, written

_ONE = Fraction(1)


def cover(book: Book, node: Node, premises: Sequence[Accepted]) -> Conclusion:
    """Rule 10: weights that pay for every world in which the event holds, whatever the dependence.

    1 is at most the weights of what occurs, in each such world; so P(event) is at most their mean, which is at most
    the sum of weight times bound (weak duality).
    """
    _require_event(book, node, Side.UPPER)
    weights = node.witness.weights
    require(len(weights) == len(premises), "takes one weight for each premise")
    require(all(weight >= 0 for weight in weights), "a weight is negative")
    require(len(set(node.witness.licences)) == len(node.witness.licences), "a licence is there twice")
    groups, hypotheses = [], set()
    for position in node.witness.licences:
        licence, hypothesis = licensed(book, position, LicenceKind.EXCLUSIVE, node.under)
        groups.append(licence.members)
        hypotheses.add(hypothesis)
    paid: dict[bool, dict[Term, Fraction]] = {True: {}, False: {}}
    for premise, weight in zip(premises, weights, strict=True):
        expect(premise, premise.node.of, node.under, Side.UPPER)
        atom, positive = literal_of(premise.node.of)
        require(premise.node.unit is None and atom not in paid[positive], "a premise is a frequency, or there twice")
        paid[positive][atom] = weight
    formula = unfold(book, node.of, node.under, {*paid[True], *paid[False]}, groups)
    _require_used(formula, {*paid[True], *paid[False]})
    if_true, if_false = ([paid[sign].get(atom, Fraction(0)) for atom in formula.atoms] for sign in (True, False))
    least = formula.diagram.least_weight(formula.root, if_true, if_false)
    require(least is None or least >= 1, "the weights do not cover every world in which it occurs")
    bound = sum((weight * each.node.bound for weight, each in zip(weights, premises, strict=True)), Fraction(0))
    return concluded(premises, min(_ONE, bound), None, {*hypotheses, *formula.hypotheses})


def independent(book: Book, node: Node, premises: Sequence[Accepted]) -> Conclusion:
    """Rule 11: the diagram's value. A lower bound is what an upper bound of the opposite leaves of 1."""
    _require_event(book, node)
    licence, hypothesis = licensed(book, only(node.witness.licences), LicenceKind.INDEPENDENT, node.under)
    require_disjoint(book, licence)
    between, hypotheses = _ranges(node, premises), {hypothesis}
    taken: set[Term] = set()
    for atom in between:
        support, unfolded = support_within(book, atom, node.under, frozenset(licence.members))
        require(not support & taken, "two premises are about events that are made of a common one")
        taken |= support
        hypotheses |= unfolded
    wanted = node.of if node.side is Side.UPPER else Composite(Operator.NOT, (node.of,))
    formula = unfold(book, wanted, node.under, between)
    _require_used(formula, set(between))
    value = formula.diagram.most_probable(formula.root, [between[atom] for atom in formula.atoms])
    bound = value if node.side is Side.UPPER else 1 - value
    return concluded(premises, _rounded_outward(node, bound), None, hypotheses | formula.hypotheses)


def common_cause(book: Book, node: Node, premises: Sequence[Accepted]) -> Conclusion:
    """Rule 12: either a common cause strikes all members at once, or each occurs by itself, independently."""
    _require_event(book, node, Side.UPPER)
    licence, hypothesis = licensed(book, only(node.witness.licences), LicenceKind.COMMON_CAUSE, node.under)
    require_disjoint(book, licence)
    if licence.factor is None:
        raise Refused("the common cause has no factor")
    require(len(premises) == len(licence.members) + 1, "takes a bound of each member, and one of the factor")
    *of_members, of_factor = premises
    bounds = [
        expect(premise, member, node.under, Side.UPPER).bound
        for premise, member in zip(of_members, licence.members, strict=True)
    ]
    require(book.dimension(licence.factor) is Dimension.PROBABILITY, "the factor of a common cause is a probability")
    share = expect(of_factor, licence.factor, book.condition_for(licence.factor, node.under), Side.UPPER).bound
    formula = _monotone(book, node, frozenset(licence.members))
    together = min(*bounds, share * max(bounds))
    bound_of = dict(zip(licence.members, bounds, strict=True))
    alone = formula.diagram.most_probable(formula.root, [(Fraction(0), bound_of[str(atom)]) for atom in formula.atoms])
    # Where the cause strikes all members occur, and with them what grows with them.
    bound = together + (1 - together) * alone
    return concluded(premises, _rounded_outward(node, bound), None, {hypothesis, *formula.hypotheses})


def associated(book: Book, node: Node, premises: Sequence[Accepted]) -> Conclusion:
    """Rule 13: one of the chosen events occurs whenever the whole does (Esary, Proschan and Walkup, 1967)."""
    _require_event(book, node, Side.UPPER)
    licence, hypothesis = licensed(book, only(node.witness.licences), LicenceKind.ASSOCIATED, node.under)
    ways = node.witness.ways
    require(len(set(ways)) == len(ways) and set(ways) <= set(range(len(premises))), "takes premises as its ways, once")
    bound_of = {premise.node.of: expect(premise, premise.node.of, node.under, Side.UPPER).bound for premise in premises}
    require(len(bound_of) == len(premises), "two premises are about the same")
    require(set(bound_of) <= set(licence.members), "a premise is about an event that the licence does not name")
    chosen = {premises[way].node.of for way in ways}
    formula = _monotone(book, node, frozenset(licence.members))
    met = [_ONE if atom in chosen else Fraction(0) for atom in formula.atoms]
    least = formula.diagram.least_weight(formula.root, met, [Fraction(0)] * len(met))
    require(least is None or least >= 1, "it can occur without any of the chosen events")
    bound = 1 - prod((1 - bound_of[event] for event in chosen), start=_ONE)
    return concluded(premises, _rounded_outward(node, bound), None, {hypothesis, *formula.hypotheses})


def _require_event(book: Book, node: Node, side: Side | None = None) -> None:
    require(side is None or node.side is side, "the rule bounds from above")
    require(book.dimension(node.of) is Dimension.PROBABILITY, "a frequency is no event")


def _require_used(formula: Formula, atoms: set[Term]) -> None:
    """Refuse a premise that plays no part: nobody reckoned with the side on which it uses its tests."""
    idle = atoms - set(formula.atoms)
    for atom in idle:
        raise Refused(f"a premise is about `{written(atom)}`, which plays no part")


def _monotone(book: Book, node: Node, members: frozenset[Term]) -> Formula:
    """What is bounded as a formula over listed events alone, none of them negated."""
    formula = unfold(book, node.of, node.under, members)
    for event in formula.negative:
        raise Refused(f"`{name_of(str(event))}` is negated, and the rule takes only what grows with its events")
    return formula


def _ranges(node: Node, premises: Sequence[Accepted]) -> dict[Term, tuple[Fraction, Fraction]]:
    """The range of each event that a premise is about; a bound of its opposite is one from the other side."""
    between: dict[Term, tuple[Fraction, Fraction]] = {}
    seen: set[tuple[Term, bool]] = set()
    for premise in premises:
        held = expect(premise, premise.node.of, node.under, premise.node.side)
        require(held.unit is None, "a frequency is no event")
        event, positive = literal_of(held.of)
        upper = (held.side is Side.UPPER) == positive
        require((event, upper) not in seen, "two premises bound the same from the same side")
        seen.add((event, upper))
        low, high = between.get(event, (Fraction(0), _ONE))
        bound = held.bound if positive else 1 - held.bound
        between[event] = (low, bound) if upper else (bound, high)
    require(all(low <= high for low, high in between.values()), "two premises contradict one another")
    return between


def _rounded_outward(node: Node, exact: Fraction) -> Fraction:
    """The node's own bound where it is no sharper (calculus, rule 2): exact products have thousands of digits."""
    outward = node.bound >= exact if node.side is Side.UPPER else node.bound <= exact
    return node.bound if outward else exact
