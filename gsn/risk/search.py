"""Finding a derivation for each claim, from the feet of the argument up.

Nothing here is trusted: what it finds counts only where the kernel accepts it.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from gsn.model.reference import Identity, name_of
from gsn.risk.arithmetic import converted
from gsn.risk.certificate import Hypothesis, Rule, Witness
from gsn.risk.charging import Charges, Charging
from gsn.risk.evaluating import AS_IT_IS, Evaluation, Ground, Plans, Variation
from gsn.risk.leaves import Barred, Leaf, blocked, usable_claim, usable_record
from gsn.risk.licensed import Licences
from gsn.risk.ordering import parts_first
from gsn.risk.parts import Part
from gsn.risk.problem import Claim, ClaimId, Dimension, Measurement, Problem, Side
from gsn.risk.proof import Bound, Proof
from gsn.risk.record_bounds import Test, tested


class Failing(StrEnum):
    """Why a claim is not proved."""

    NOT = ""
    MARKED = "marked"
    CIRCULAR = "circular"
    FLAWED = "flawed"
    RESTS_ON_NOTHING = "rests on nothing"
    OVERSPENT = "confidence not reached"
    UNBOUNDED = "unbounded"
    UNIT = "unit mismatch"
    TOO_HIGH = "not entailed"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Attempt:
    """What the search came to for one claim.

    ``derived`` is the tightest bound that the step gives, in the claim's unit; ``goal`` is the step that concludes the
    claim, where there is one. ``barred`` is what bears on the claim and could not be used; ``loose`` are the parts
    that were too large to be bounded sharply.
    """

    claim: Claim
    failing: Failing
    why: str
    derived: Bound | None = None
    goal: Bound | None = None
    charges: Charges | None = None
    leaves: tuple[Leaf, ...] = ()
    barred: tuple[Barred, ...] = ()
    unbounded: tuple[Identity, ...] = ()
    loose: tuple[Part, ...] = ()


@dataclass(slots=True)
class Search:
    """The search over one problem."""

    problem: Problem
    proof: Proof = field(default_factory=Proof)
    attempts: dict[ClaimId, Attempt] = field(default_factory=dict)
    proved: set[ClaimId] = field(default_factory=set)
    charging: Charging = field(init=False)
    licences: Licences = field(init=False)
    _sound: set[Identity] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.charging = Charging(self.problem)
        self.licences = Licences(self.problem, self.is_sound)

    def run(self) -> Mapping[ClaimId, Attempt]:
        """Attempt every claim, feet first. A licence that is argued elsewhere may come too late for the first round."""
        elements = [*self.problem.below, *self.problem.steps]
        order, circular = parts_first(elements, lambda element: self.problem.below.get(element, ()))
        for identity in circular:
            for claim in self.charging.claims_of.get(identity, ()):
                what = f"`{name_of(identity)}` rests on a circle"
                self.attempts[claim.id] = Attempt(claim, Failing.CIRCULAR, what)
        before = None
        while before != (len(self.proved), len(self._sound)):
            before = (len(self.proved), len(self._sound))
            for identity in order:
                self._attempt_all(identity)
                if self._is_sound_now(identity):
                    self._sound.add(identity)
            if not self.problem.licences:
                break
        return self.attempts

    def is_sound(self, element: Identity) -> bool:
        """Whether an element and all that it rests on is unmarked, with every claim in it proved."""
        return element in self._sound

    def _attempt_all(self, goal: Identity) -> None:
        for claim in self.charging.claims_of.get(goal, ()):
            if claim.id not in self.proved:
                self.attempts[claim.id] = attempt = self.attempt(claim)
                if attempt.goal is not None:
                    self.proved.add(claim.id)

    def _is_sound_now(self, element: Identity) -> bool:
        below = self.problem.below.get(element, ())
        if element in self.problem.marks or not self._sound.issuperset(below):
            return False
        edges = self.problem.marked_edges
        if edges and any((element, target) in edges for target in below):
            return False
        return all(claim.id in self.proved for claim in self.charging.claims_of.get(element, ()))

    def adopt_soundness(self, other: Search) -> None:
        """Take over what is sound from a finished search over the same case."""
        self._sound = other._sound

    # One claim

    def attempt(self, claim: Claim) -> Attempt:
        """The tightest derivation that the claim's step gives, and whether it entails the claim."""
        problem, goal = self.problem, claim.id.goal
        quantity = problem.quantities.get(claim.quantity)
        scopes = problem.scopes.get(goal, ())
        mark = blocked(problem, goal, scopes)
        if mark is not None:
            return Attempt(claim, Failing.MARKED, mark)
        if quantity is None:
            return Attempt(claim, Failing.FLAWED, f"`{name_of(claim.quantity)}` is no quantity")
        if quantity.flaw is not None:
            return Attempt(claim, Failing.FLAWED, quantity.flaw)
        charges = self.charging.charges(claim)
        leaves, barred = self.leaves(claim, self.proved)
        if charges.left < 0:
            charged = charges.doubt - charges.left
            what = f"its step is charged {_percent(charged)} of doubt, and has {_percent(claim.doubt)}"
            return Attempt(claim, Failing.OVERSPENT, what, charges=charges, leaves=leaves, barred=barred)
        evaluation = self.evaluation(leaves, charges, self.proof)
        found = [evaluation.bound(Part(claim.quantity, under, claim.side)) for under in quantity.conditions]
        derived = [
            converted(Part(claim.quantity, under, claim.side), bound, claim.unit, self.proof)
            for under, bound in zip(quantity.conditions, found, strict=True)
            if bound is not None
        ]
        bounds = [bound for bound in derived if bound is not None]
        attempt = _judged(claim, found, bounds, len(quantity.conditions))
        worst = max if claim.side is Side.UPPER else min
        shown = worst(bounds, key=lambda bound: bound.value, default=None)
        concluded = self._concluded(claim, bounds, leaves) if attempt is None else None
        failing, why = attempt or (Failing.NOT, "")
        flaw = self._flaw_below(claim) if failing is not Failing.NOT else None
        if flaw is not None:
            failing, why = Failing.FLAWED, flaw
        elif failing in {Failing.UNBOUNDED, Failing.TOO_HIGH} and not leaves:
            failing, why = Failing.RESTS_ON_NOTHING, _nothing(barred)
        unbounded, loose = tuple(evaluation.unbounded), tuple(evaluation.loose)
        return Attempt(claim, failing, why, shown, concluded, charges, leaves, barred, unbounded, loose)

    def _flaw_below(self, claim: Claim) -> str | None:
        """What is wrong with something that a claim's quantity is made of."""
        for name in sorted(self.charging.closure(claim.quantity)):
            quantity = self.problem.quantities.get(name)
            if quantity is not None and quantity.flaw is not None:
                return quantity.flaw
        return None

    def leaves(self, claim: Claim, proved: Container[ClaimId]) -> tuple[tuple[Leaf, ...], tuple[Barred, ...]]:
        """What directly supports the goal and bears on the claim: usable, or barred."""
        step = self.problem.steps[claim.id.goal]
        relevant = self.charging.closure(claim.quantity)
        found: list[Leaf] = []
        barred: list[Barred] = []
        for reach in step.goals:
            for child in self.charging.claims_of.get(reach.target, ()):
                if child.quantity in relevant:
                    leaf = usable_claim(self.problem, claim, child, reach, proved, self.is_sound)
                    _sort(leaf, child, found, barred)
        for reach in step.records:
            for measurement in self.charging.in_record.get(reach.target, ()):
                if measurement.quantity in relevant:
                    leaf = usable_record(self.problem, claim, measurement, reach, self.is_sound)
                    _sort(leaf, measurement, found, barred)
        return tuple(found), tuple(barred)

    def evaluation(
        self,
        leaves: Iterable[Leaf],
        charges: Charges,
        proof: Proof,
        variation: Variation = AS_IT_IS,
        plans: Plans | None = None,
    ) -> Evaluation:
        """The step of a claim, ready to be evaluated; with the plans of evaluations that differ in numbers alone."""
        by_quantity: dict[Identity, list[Leaf]] = {}
        for leaf in leaves:
            by_quantity.setdefault(leaf.source.quantity, []).append(leaf)

        def bounds(part: Part, proof: Proof) -> list[Bound]:
            if part.of in variation.assumed:
                return [_assumed(self.problem, part, variation.assumed[str(part.of)], proof)]
            near = by_quantity.get(str(part.of), ())
            if variation is AS_IT_IS:
                found = [self._leaf_bound(part, leaf, charges, proof) for leaf in near]
            else:
                found = [self._varied_bound(part, leaf, charges, proof, variation) for leaf in near]
            return [bound for bound in found if bound is not None]

        sources = [leaf.source for leaf in leaves]
        assumed = [(quantity, side) for quantity in variation.assumed for side in Side]
        ground = Ground(
            licences=self.licences,
            leaves=bounds,
            claimed=frozenset((c.quantity, c.side) for c in sources if isinstance(c, Claim)).union(assumed),
            measured=frozenset(record.quantity for record in sources if isinstance(record, Measurement)),
            is_sound=self.is_sound,
            variation=variation,
        )
        return Evaluation(ground, proof, plans if plans is not None else {})

    def _leaf_bound(self, part: Part, leaf: Leaf, charges: Charges, proof: Proof) -> Bound | None:
        match leaf.source:
            case Claim() as child if child.side is part.side:
                goal = self.attempts[child.id].goal
                if goal is None:
                    return None
                return proof.add(
                    Rule.CLAIM,
                    [goal],
                    part,
                    child.value,
                    child.unit,
                    charges={child.id: child.doubt},
                    witness=Witness(claim=child.id),
                )
            case Measurement() as measurement:
                test = Test(measurement, charges.parts.get(measurement.id, Fraction(0)))
                quantity = self.problem.quantities[measurement.quantity]
                return tested(part, quantity, test, proof, self.is_sound)
            case _:
                return None

    def _varied_bound(
        self, part: Part, leaf: Leaf, charges: Charges, proof: Proof, variation: Variation
    ) -> Bound | None:
        """A leaf's bound as it would be, if its claim said something else or its record were wrong by a factor."""
        child = leaf.source
        if isinstance(child, Claim):
            value = variation.values.get(child.id, child.value)
            return proof.add(Rule.TOP, [], part, value, child.unit) if child.side is part.side else None
        bound = self._leaf_bound(part, leaf, charges, proof)
        factor = variation.factors.get(child.id, Fraction(1))
        if bound is None or factor == 1:
            return bound
        value = min(bound.value * factor, Fraction(1)) if bound.unit is None else bound.value * factor
        return proof.add(Rule.TOP, [], part, value, bound.unit)

    def _concluded(self, claim: Claim, bounds: list[Bound], leaves: Iterable[Leaf]) -> Bound:
        """The step that concludes a claim, with the contexts and carried results of the ways that were used."""
        used = self._used(bounds)
        scopes = dict.fromkeys(self.problem.scopes.get(claim.id.goal, ()))
        hypotheses = []
        for leaf in leaves:
            if leaf.source.id in used:
                scopes |= dict.fromkeys(leaf.way.scopes)
                hypotheses += [leaf.carried] if leaf.carried is not None else []
        hypotheses += [Hypothesis("scope", scope) for scope in scopes]
        part = Part(claim.quantity, self.problem.quantities[claim.quantity].conditions[0], claim.side)
        witness = Witness(claim=claim.id)
        return self.proof.add(Rule.GOAL, bounds, part, claim.value, claim.unit, hypotheses=hypotheses, witness=witness)

    def _used(self, bounds: Iterable[Bound]) -> set[object]:
        """The claims and measurements that a derivation uses."""
        used: set[object] = set()
        seen: set[int] = set()
        stack = [bound.node for bound in bounds]
        while stack:
            position = stack.pop()
            if position in seen:
                continue
            seen.add(position)
            node = self.proof.nodes[position]
            if node.rule is Rule.CLAIM:
                used.add(node.witness.claim)
            else:
                used |= {node.witness.measurement} - {None}
                stack.extend(node.premises)
        return used


def _assumed(problem: Problem, part: Part, value: Fraction, proof: Proof) -> Bound:
    """A bound that nothing shows, for what would follow from it."""
    quantity = problem.quantities[str(part.of)]
    unit = (quantity.unit or "year") if quantity.dimension is Dimension.FREQUENCY else None
    return proof.add(Rule.TOP, [], part, value, unit)


def _sort(leaf: Leaf | str, source: Claim | Measurement, found: list[Leaf], barred: list[Barred]) -> None:
    if isinstance(leaf, str):
        barred.append(Barred(source, leaf))
    else:
        found.append(leaf)


def _judged(
    claim: Claim, found: list[Bound | None], bounds: list[Bound], conditions: int
) -> tuple[Failing, str] | None:
    """Why the bounds do not entail the claim, if they do not."""
    if any(bound is None for bound in found):
        return Failing.UNBOUNDED, "what supports it bounds it by nothing"
    if len(bounds) < conditions:
        units = {bound.unit for bound in found if bound is not None}
        given = ", ".join(sorted("a probability" if unit is None else f"per {unit}" for unit in units))
        wanted = "a probability" if claim.unit is None else f"per {claim.unit}"
        return Failing.UNIT, f"what supports it gives {given}, and it claims {wanted}"
    if not all(claim.holds(bound.value) for bound in bounds):
        return Failing.TOO_HIGH, "what supports it gives too weak a bound"
    return None


def _nothing(barred: Iterable[Barred]) -> str:
    first = next(iter(barred), None)
    if first is None:
        return "no claim and no record below it bears on it"
    source = first.source
    name = name_of(source.id.goal if isinstance(source, Claim) else source.id.record)
    return f"`{name}` bears on it and cannot be used: {first.why}"


def _percent(doubt: Fraction) -> str:
    return f"{float(doubt * 100):.4g}%"
