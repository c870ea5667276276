"""Bounds of regions that one licence covers as a whole: independence, a common cause, association (rules 11-13)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import inf, log1p
from typing import NamedTuple

from gsn.model.reference import Identity
from gsn.risk.certificate import Hypothesis, Rule, Witness
from gsn.risk.diagram import Diagram, build, cheapest_world, dual, least_probable, most_probable
from gsn.risk.forest import TooLarge
from gsn.risk.formula import Formula, Operator, Table, is_monotone
from gsn.risk.parts import Part, basic_parts
from gsn.risk.problem import Licence, LicenceKind, Problem, Side
from gsn.risk.proof import Bound, Proof
from gsn.risk.term import Prefix, Term
from gsn.risk.unfolding import Region, unfold, unfolded_definitions

MOST_NODES = 200_000
"""Nodes of one region's diagram; what is larger is bounded gate by gate."""


Given = tuple[int, Licence]
"""A licence and its position in the problem."""


class Licences:
    """The licences of one problem whose goals are sound, by the prefix that they hold under."""

    def __init__(self, problem: Problem, is_sound: Callable[[Identity], bool]) -> None:
        self.problem = problem
        self._is_sound = is_sound
        self._by_prefix: dict[Prefix, list[tuple[int, Licence]]] = {}
        for position, licence in enumerate(problem.licences):
            self._by_prefix.setdefault(licence.given, []).append((position, licence))

    def of(self, under: Prefix, kind: LicenceKind) -> list[tuple[int, Licence]]:
        """The licences of a kind under a prefix, each with its position."""
        return [
            (position, licence)
            for position, licence in self._by_prefix.get(under, ())
            if licence.kind is kind and self._is_sound(licence.by)
        ]

    def none_under(self, under: Prefix) -> bool:
        return under not in self._by_prefix

    def contradict(self, licence: Licence) -> bool:
        """Whether two of its events share a cause, or never occur together, by another licence."""
        members = set(licence.members)
        return any(
            other.kind in {LicenceKind.COMMON_CAUSE, LicenceKind.EXCLUSIVE} and len(members & set(other.members)) > 1
            for _, other in self._by_prefix.get(licence.given, ())
        )


@dataclass(frozen=True, slots=True)
class Known:
    """What a step's search has in hand.

    ``bound_of`` gives the bound of a part that was found already; ``is_bounded`` says whether a term is bounded as a
    whole, by a claim or a record, and so is one event. ``too_large`` is told of each part whose diagram is.
    """

    proof: Proof
    licences: Licences
    bound_of: Callable[[Part], Bound | None]
    is_bounded: Callable[[Term], bool]
    too_large: Callable[[Part], None]

    @property
    def problem(self) -> Problem:
        return self.licences.problem

    def diagram(self, part: Part, formula: Formula) -> Diagram | None:
        """A formula's diagram; nothing where it is too large, and that is told."""
        try:
            return build(formula, MOST_NODES)
        except TooLarge:
            self.too_large(part)
            return None

    def uppers(self, terms: Iterable[Term], under: Prefix) -> list[Bound] | None:
        """The upper bounds of terms; nothing where one has none."""
        found = [self.bound_of(Part(term, under, Side.UPPER)) for term in terms]
        bounds = [bound for bound in found if bound is not None]
        return bounds if len(bounds) == len(found) else None


def licensed(part: Part, known: Known) -> Bound | None:
    """The bound of a part that one licence covers; the tightest, where several do.

    Args:
        part: An expression that joins events, or a quantity that is defined as one.
        known: What the search has in hand.
    """
    licences = known.licences
    if licences.none_under(part.under):
        return None
    found = [_independent(part, given, known) for given in licences.of(part.under, LicenceKind.INDEPENDENT)]
    if part.side is Side.UPPER:
        found += [_common_cause(part, given, known) for given in licences.of(part.under, LicenceKind.COMMON_CAUSE)]
        found += [_associated(part, given, known) for given in licences.of(part.under, LicenceKind.ASSOCIATED)]
    bounds = [bound for bound in found if bound is not None]
    tightest = min if part.side is Side.UPPER else max
    return tightest(bounds, key=lambda bound: bound.value, default=None)


def _independent(part: Part, given: Given, known: Known) -> Bound | None:
    """Exact, on a diagram; a composite of listed events that is bounded as a whole is one event."""
    licence = given[1]
    members = frozenset(licence.members)
    if known.licences.contradict(licence):
        return None

    def is_event(term: Term) -> bool:
        if term in members:
            return True
        return isinstance(term, str) and known.is_bounded(term) and _support(known.problem, term, members) <= members

    region = unfold(known.problem, part, is_event)
    if region is None or not _apart(known.problem, region.atoms, members):
        return None
    highs = [known.bound_of(Part(atom, part.under, Side.UPPER)) for atom in region.atoms]
    lows = [known.bound_of(Part(atom, part.under, Side.LOWER)) for atom in region.atoms]
    diagram = known.diagram(part, region.formula)
    if diagram is None or any(bound is None for bound in (highs if part.side is Side.UPPER else lows)):
        return None
    evaluate = most_probable if part.side is Side.UPPER else least_probable
    value = evaluate(
        diagram,
        [bound.value if bound is not None else Fraction(0) for bound in lows],
        [bound.value if bound is not None else Fraction(1) for bound in highs],
    )
    premises = [bound for bound in (*highs, *lows) if bound is not None]
    made_of = [unfold(known.problem, Part(atom, part.under, Side.UPPER), members.__contains__) for atom in region.atoms]
    inner = [each.unfolded for each in made_of if each is not None]
    if len(inner) < len(made_of):
        return None
    region = replace(region, unfolded=region.unfolded.union(*inner))
    return _concluded(known, Rule.INDEPENDENT, part, given, _Reasoned(region, premises, value))


def _common_cause(part: Part, given: Given, known: Known) -> Bound | None:
    """Each event has its own cause or the shared one, and these are independent."""
    licence = given[1]
    members = frozenset(licence.members)
    region = unfold(known.problem, part, members.__contains__)
    if region is None or licence.factor is None or not is_monotone(region.formula):
        return None
    if not _apart(known.problem, licence.members, members):
        return None
    factor = licence.factor
    beta = known.bound_of(Part(factor, part.under, Side.UPPER)) or known.bound_of(Part(factor, (), Side.UPPER))
    bounds = known.uppers(licence.members, part.under)
    diagram = known.diagram(part, _with_shared_cause(region, licence.members))
    if diagram is None or beta is None or bounds is None:
        return None
    values = [bound.value for bound in bounds]
    highs = [*values, min(*values, beta.value * max(values))]
    value = most_probable(diagram, [Fraction(0)] * len(highs), highs)
    return _concluded(known, Rule.BETA, part, given, _Reasoned(region, [*bounds, beta], value))


def _with_shared_cause(region: Region, members: Sequence[Identity]) -> Formula:
    """The formula with each event replaced by `its own cause or the shared one`; the shared one comes last."""
    table = Table([*members, None])
    own = {name: table.any_of(table.variable(name), table.variable(None)) for name in members}
    return _copied(region.formula, table, [own[str(name)] for name in region.formula.names])


def _copied(formula: Formula, table: Table, variables: Sequence[int]) -> Formula:
    """A formula with parts of another table for its variables."""
    made: list[int] = []
    for part in formula.parts:
        if part.operator is Operator.VARIABLE:
            made.append(variables[part.number])
        else:
            made.append(table.gate(part.operator, [made[index] for index in part.operands], part.number))
    return table.formula(made[formula.top])


def _associated(part: Part, given: Given, known: Known) -> Bound | None:
    """Events that come together rather than apart: a set of them that meets every world in which the whole occurs."""
    members = frozenset(given[1].members)
    region = unfold(known.problem, part, members.__contains__)
    if region is None or not is_monotone(region.formula):
        return None
    premises = known.uppers(region.atoms, part.under)
    diagram = known.diagram(part, region.formula)
    if diagram is None or premises is None:
        return None
    costs = [-log1p(-float(bound.value)) if bound.value < 1 else inf for bound in premises]
    meeting = cheapest_world(dual(diagram), costs)
    if meeting is None:
        return None
    missed = Fraction(1)
    for way in meeting[1]:
        missed *= 1 - premises[way].value
    reasoned = _Reasoned(region, premises, 1 - missed, tuple(sorted(meeting[1])))
    return _concluded(known, Rule.ASSOCIATED, part, given, reasoned)


class _Reasoned(NamedTuple):
    """A bound and what it came from; ``ways`` are premises that together meet every world."""

    region: Region
    premises: Sequence[Bound]
    value: Fraction
    ways: tuple[int, ...] = ()


def _concluded(known: Known, rule: Rule, part: Part, given: Given, reasoned: _Reasoned) -> Bound:
    position, licence = given
    return known.proof.add(
        rule,
        reasoned.premises,
        part,
        reasoned.value,
        None,
        hypotheses=[*unfolded_definitions(known.problem, reasoned.region), licence_hypothesis(licence)],
        witness=Witness(licences=(position,), ways=reasoned.ways),
    )


def licence_hypothesis(licence: Licence) -> Hypothesis:
    return Hypothesis("licence", licence.owner, licence.by)


def _support(problem: Problem, name: Identity, members: frozenset[Identity]) -> frozenset[Identity]:
    return basic_parts(problem, name, members.__contains__)


def _apart(problem: Problem, atoms: Sequence[Term], members: frozenset[Identity]) -> bool:
    """Whether events share nothing.

    Each is made of what is listed, no two of the same, and no two that are listed have a part in common.
    """
    seen: set[Identity] = set()
    for atom in atoms:
        support = _support(problem, atom, members) if isinstance(atom, str) else frozenset({""})
        if not support <= members or not seen.isdisjoint(support):
            return False
        seen |= support
    basics: set[Identity] = set()
    for member in members:
        parts = basic_parts(problem, member)
        if not basics.isdisjoint(parts):
            return False
        basics |= parts
    return True
