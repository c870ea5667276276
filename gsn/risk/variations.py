"""What would follow if something were otherwise: margins, break-even factors, the evidence that a claim would take.

None of it decides anything.
"""

from __future__ import annotations

from collections import ChainMap, defaultdict
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import sqrt

from gsn.model.reference import Identity
from gsn.risk.arithmetic import converted
from gsn.risk.certificate import BridgeId, Charge, Hypothesis
from gsn.risk.evaluating import AS_IT_IS, Plans, Variation
from gsn.risk.leaves import Leaf, Way
from gsn.risk.parts import Part
from gsn.risk.problem import Claim, ClaimId, Dimension, MeasurementId, Reach, Side, Step
from gsn.risk.proof import Bound, Proof
from gsn.risk.search import Search
from gsn.risk.statistics import exposure_needed, trials_needed

LARGEST_FACTOR = Fraction(10**12)
"""A leaf that may be wrong by more than this does not matter."""

_STEPS = 40
"""Halvings of the logarithm of a value: it is then known to more digits than are shown."""

_FACTORS = (*(Fraction(2) ** power for power in (1, 2, 4, 8, 16, 32)), LARGEST_FACTOR)
"""Factors that are tried first, so that a small one is soon between two that are near."""

_STEPS_OF_A_FACTOR = 20
"""Halvings between two of those, at most."""

_AS_SHOWN = Fraction(1, 2000)
"""How near to where it breaks a factor is found: three digits of it are shown, and what is shown still holds."""


def derived_through(search: Search, variation: Variation = AS_IT_IS) -> dict[ClaimId, Bound]:
    """The bound of each claim if every claim below it said just what was derived for it.

    Claims are rounded, and through a whole argument the roundings add up: what follows from the leaves is tighter. A
    claim that is not proved takes part with what is derived for it.
    """
    values: dict[ClaimId, Fraction] = {}
    found: dict[ClaimId, Bound] = {}
    varied = Variation(ChainMap(dict(variation.values), values), variation.factors, variation.assumed)
    for id_, attempt in search.attempts.items():
        bound = _evaluated(search, attempt.claim, varied, values)
        if bound is not None:
            found[id_] = bound
            values[id_] = bound.value
    return found


def _evaluated(search: Search, claim: Claim, variation: Variation, usable: Mapping[ClaimId, Fraction]) -> Bound | None:
    """The bound of one claim under a variation, in its own unit: the worst of its conditions."""
    quantity = search.problem.quantities.get(claim.quantity)
    if quantity is None or quantity.flaw is not None:
        return None
    leaves, _ = search.leaves(claim, usable)
    return _bound_from(search, claim, leaves, variation)


def _bound_from(
    search: Search, claim: Claim, leaves: Sequence[Leaf], variation: Variation, plans: Plans | None = None
) -> Bound | None:
    quantity, proof = search.problem.quantities[claim.quantity], Proof()
    evaluation = search.evaluation(leaves, search.charging.charges(claim), proof, variation, plans)
    found = []
    for under in quantity.conditions:
        part = Part(claim.quantity, under, claim.side)
        bound = evaluation.bound(part)
        alike = converted(part, bound, claim.unit, proof) if bound is not None else None
        if alike is None:
            return None
        found.append(alike)
    worst = max if claim.side is Side.UPPER else min
    return worst(found, key=lambda bound: bound.value)


# From the records alone


def from_evidence(search: Search, claim: Claim) -> Bound | None:
    """The bound that all records below a claim give together, with its doubt spread over them and no claim between."""
    records = {
        reach.target for goal in _goals_below(search, claim.id.goal) for reach in search.problem.steps[goal].records
    }
    together = Step((), tuple(Reach(record, ((),)) for record in sorted(records)))
    flat = Search(replace(search.problem, steps={claim.id.goal: together}))
    flat.adopt_soundness(search)
    relevant = flat.charging.closure(claim.quantity)
    leaves = [
        Leaf(measurement, Way((), ()), None)
        for record in sorted(records)
        for measurement in flat.charging.in_record.get(record, ())
        if measurement.quantity in relevant and measurement.accepted and measurement.flaw is None
    ]
    if not leaves or flat.charging.charges(claim).left <= 0:
        return None
    return _bound_from(flat, claim, leaves, AS_IT_IS)


def _goals_below(search: Search, goal: Identity) -> list[Identity]:
    """A goal and the goals with claims that support it, at any depth."""
    found, stack = {goal: None}, [goal]
    while stack:
        for reach in search.problem.steps[stack.pop()].goals:
            if reach.target not in found and reach.target in search.problem.steps:
                found[reach.target] = None
                stack.append(reach.target)
    return list(found)


# Break-even


@dataclass(frozen=True, slots=True)
class BreakEven:
    """By which factor a leaf would have to be wrong for a claim to break; none where no factor breaks it."""

    leaf: Charge
    quantity: Identity
    factor: Fraction | None


def break_even(search: Search, claim: Claim, limit: Fraction | None = None) -> list[BreakEven]:
    """Every record and bridge that a claim rests on, the most delicate first.

    Args:
        search: A finished search.
        claim: The claim.
        limit: What must not be passed, in the claim's unit; the claim's own value where none is given.
    """
    against, below = claim if limit is None else claim._replace(value=limit), _Below(search, claim)
    found = [
        BreakEven(leaf, quantity, _breaking_factor(below, against, leaf)) for leaf, quantity in _feet(search, claim)
    ]
    return sorted(found, key=lambda each: (each.factor is None, each.factor or 0))


def _feet(search: Search, claim: Claim) -> Iterator[tuple[Charge, Identity]]:
    """The records and bridges that are used below a claim."""
    seen: set[Charge] = set()
    relevant = search.charging.closure(claim.quantity)
    for goal in _goals_below(search, claim.id.goal):
        for below in search.charging.claims_of.get(goal, ()):
            attempt = search.attempts.get(below.id)
            if attempt is None or below.quantity not in relevant or attempt.derived is None:
                continue
            for charge in search.proof.nodes[attempt.derived.node].charges:
                if not isinstance(charge, ClaimId) and charge not in seen:
                    seen.add(charge)
                    yield charge, _quantity_of(search, charge)


def _quantity_of(search: Search, charge: Charge) -> Identity:
    match charge:
        case MeasurementId():
            return search.problem.measurements[charge].quantity
        case BridgeId():
            return charge.quantity
        case ClaimId():
            return search.problem.claims[charge].quantity


class _Below:
    """What a claim rests on, to be derived again where one leaf is otherwise: only what rests on the leaf is.

    Each claim takes part with what is derived for it, as in :func:`derived_through`.
    """

    def __init__(self, search: Search, claim: Claim) -> None:
        self._search = search
        self._claim = claim
        self._values: dict[ClaimId, Fraction] = {}
        self._leaves: dict[ClaimId, tuple[Leaf, ...]] = {}
        self._plans: defaultdict[ClaimId, Plans] = defaultdict(dict)
        goals, relevant = set(_goals_below(search, claim.id.goal)), search.charging.closure(claim.quantity)
        for id_, attempt in search.attempts.items():
            if id_.goal in goals and attempt.claim.quantity in relevant:
                self._derive(attempt.claim)

    def _derive(self, claim: Claim) -> None:
        quantity = self._search.problem.quantities.get(claim.quantity)
        if quantity is None or quantity.flaw is not None:
            return
        leaves, _ = self._search.leaves(claim, self._values)
        bound = _bound_from(self._search, claim, leaves, Variation(self._values))
        if bound is not None:
            self._values[claim.id] = bound.value
            self._leaves[claim.id] = leaves

    def resting_on(self, leaf: Charge) -> dict[ClaimId, None]:
        """The claims that a record or a bridge bears on, each after those that it rests on."""
        found: dict[ClaimId, None] = {}
        for id_, leaves in self._leaves.items():
            if self._bears_directly(leaf, id_) or any(each.source.id in found for each in leaves):
                found[id_] = None
        return found

    def _bears_directly(self, leaf: Charge, on: ClaimId) -> bool:
        if isinstance(leaf, BridgeId):
            return leaf.quantity in self._search.charging.closure(self._search.problem.claims[on].quantity)
        return any(each.source.id == leaf for each in self._leaves[on])

    def derived(self, leaf: Charge, factor: Fraction, again: Container[ClaimId]) -> Fraction | None:
        """What follows for the claim if a leaf is wrong by a factor; ``again`` are the claims that rest on it."""
        changed: dict[ClaimId, Fraction] = {}
        variation = Variation(ChainMap(changed, self._values), {leaf: factor})
        for id_, leaves in self._leaves.items():
            if id_ in again:
                claim = self._search.problem.claims[id_]
                bound = _bound_from(self._search, claim, leaves, variation, self._plans[id_])
                if bound is None:
                    return None
                changed[id_] = bound.value
        return changed.get(self._claim.id, self._values.get(self._claim.id))


def _breaking_factor(below: _Below, claim: Claim, leaf: Charge) -> Fraction | None:
    """The factor at which what is derived from the leaves no longer entails a claim, or from which on it would."""
    again = below.resting_on(leaf)

    def holds(factor: Fraction) -> bool:
        value = below.derived(leaf, factor, again)
        return value is not None and claim.holds(value)

    holds_now = holds(Fraction(1))
    larger = (claim.side is Side.UPPER) is holds_now
    near = Fraction(1)
    for factor in _FACTORS:
        far = factor if larger else 1 / factor
        if holds(far) is not holds_now:
            good, bad = (near, far) if holds_now else (far, near)
            return _between(holds, good, bad, _STEPS_OF_A_FACTOR, _AS_SHOWN)
        near = far
    return None


def _between(
    holds: Callable[[Fraction], bool],
    good: Fraction,
    bad: Fraction,
    steps: int = _STEPS,
    enough: Fraction = Fraction(0),
) -> Fraction:
    """A value that holds, next to one that does not: after so many steps, or once they are a share ``enough`` apart."""
    for _ in range(steps):
        if abs(bad - good) < enough * good:
            break
        middle = Fraction(sqrt(good) * sqrt(bad))
        if middle in {good, bad}:
            break
        if holds(middle):
            good = middle
        else:
            bad = middle
    return good


def breaks_outright(hypotheses: frozenset[Hypothesis]) -> list[Hypothesis]:
    """What a proof holds under and no factor measures: if one of these is false, so may be the claim."""
    return sorted(hypotheses, key=lambda held: (held.kind, held.subject, held.by or ""))


# The evidence that a claim would take


@dataclass(frozen=True, slots=True)
class Needed:
    """How small a quantity would have to be for a claim to follow, and the count that would show it.

    ``trials`` are for no event, one and two; ``exposure`` is in the quantity's unit, for a frequency. ``doubt`` is the
    part that a single record of it would have.
    """

    quantity: Identity
    at_most: Fraction
    doubt: Fraction
    trials: tuple[int | None, ...] = ()
    exposure: Fraction | None = None


MOST_EVENTS = 2
"""Events up to which it is said how many trials would do."""


def needed(search: Search, claim: Claim) -> list[Needed]:
    """For each quantity that a claim's step may measure: what evidence would carry the claim, all else as it is."""
    attempt = search.attempts[claim.id]
    charges = attempt.charges
    if charges is None or charges.left <= 0 or claim.side is Side.LOWER:
        return []
    found = []
    for quantity in _measurable(search, claim):
        at_most = _entailing_value(search, claim, quantity)
        if at_most is not None:
            found.append(_carrying(search, quantity, at_most, _part_of(search, quantity, charges.parts, charges.left)))
    return found


def _measurable(search: Search, claim: Claim) -> list[Identity]:
    """Quantities that nothing defines and no child claims: where a record would do."""
    attempt = search.attempts[claim.id]
    claimed = {leaf.source.quantity for leaf in attempt.leaves if isinstance(leaf.source, Claim)}
    found = []
    for name in sorted(search.charging.closure(claim.quantity) - claimed):
        quantity = search.problem.quantities.get(name)
        if quantity is not None and quantity.definition is None and not quantity.bridges:
            found.append(name)
    return found


def _entailing_value(search: Search, claim: Claim, quantity: Identity) -> Fraction | None:
    """The largest value of a quantity, all else as it is, at which a claim follows."""
    attempt = search.attempts[claim.id]

    plans: Plans = {}

    def holds(value: Fraction) -> bool:
        bound = _bound_from(search, claim, attempt.leaves, Variation(assumed={quantity: value}), plans)
        return bound is not None and claim.holds(bound.value)

    smallest = Fraction(1, 10**300)
    if not holds(smallest):
        return None
    dimension = search.problem.quantities[quantity].dimension
    largest = Fraction(1) if dimension is Dimension.PROBABILITY else LARGEST_FACTOR
    return largest if holds(largest) else _between(holds, smallest, largest)


@dataclass(frozen=True, slots=True)
class Operand:
    """A leaf of a step: what bounds it, and what that would have to be for the claim to follow, if that helps."""

    quantity: Identity
    source: Charge
    value: Fraction
    unit: str | None
    wanted: Fraction | None


MOST_OPERANDS = 12
"""Leaves of one step that are tried; a step with more has no operand that stands out."""


def operands(search: Search, claim: Claim) -> list[Operand]:
    """The leaves of a step that does not entail its claim, the one first that would have to change least."""
    found = []
    for leaf in search.attempts[claim.id].leaves[:MOST_OPERANDS]:
        source = leaf.source
        if source.quantity == claim.quantity or (isinstance(source, Claim) and source.side is not Side.UPPER):
            continue
        bound = _leaf_bound(search, claim, leaf)
        if bound is not None and claim.side is Side.UPPER:
            wanted = _entailing_value(search, claim, source.quantity)
            found.append(Operand(source.quantity, source.id, bound.value, bound.unit, wanted))
    return sorted(found, key=_reduction, reverse=True)


def _reduction(operand: Operand) -> Fraction:
    return operand.wanted / operand.value if operand.wanted is not None and operand.value else Fraction(0)


def _leaf_bound(search: Search, claim: Claim, leaf: Leaf) -> Bound | None:
    """What a leaf says of its own quantity."""
    charges = search.attempts[claim.id].charges
    quantity = search.problem.quantities.get(leaf.source.quantity)
    if charges is None or quantity is None:
        return None
    part = Part(quantity.identity, quantity.conditions[0], Side.UPPER)
    return search.evaluation([leaf], charges, Proof(), Variation()).bound(part)


def _part_of(search: Search, quantity: Identity, parts: Mapping[MeasurementId, Fraction], left: Fraction) -> Fraction:
    """The part of the doubt that one record of a quantity has: as it is charged now, or all that is left."""
    measured = search.charging.measuring.get(quantity, ())
    own = [parts[measurement.id] for measurement in measured if measurement.id in parts]
    return max(own, default=left)


def _carrying(search: Search, quantity: Identity, at_most: Fraction, doubt: Fraction) -> Needed:
    if search.problem.quantities[quantity].dimension is Dimension.FREQUENCY:
        return Needed(quantity, at_most, doubt, exposure=exposure_needed(at_most, doubt))
    trials = tuple(trials_needed(at_most, doubt, events) for events in range(MOST_EVENTS + 1)) if at_most < 1 else ()
    return Needed(quantity, at_most, doubt, trials)
