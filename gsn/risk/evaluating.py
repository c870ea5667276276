"""The tightest bound of a claim's quantity that its step gives, found from the leaves up."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TypeAlias

from gsn.model.expression import Operator
from gsn.model.reference import Identity
from gsn.risk.arithmetic import converted, joined
from gsn.risk.certificate import BridgeId, Charge, Hypothesis, Rule, Witness
from gsn.risk.licensed import Known, Licences, licensed
from gsn.risk.ordering import parts_first
from gsn.risk.parts import Part, basic_parts, definition_of, dimension_of, is_boolean, operands_of
from gsn.risk.problem import ClaimId, Dimension, LicenceKind, Problem, Quantity, Side
from gsn.risk.proof import Bound, Proof
from gsn.risk.sharp import covered
from gsn.risk.term import Composite, Term
from gsn.risk.unfolding import unfold

LeafBounds = Callable[[Part, Proof], Iterable[Bound]]
"""The bounds that claims and records give for a quantity under a prefix and from a side."""


@dataclass(frozen=True, slots=True)
class Variation:
    """What is taken to be otherwise, to see what follows: nothing of it is ever proved.

    ``values`` replace what child claims say, ``factors`` multiply what records and bridges say, ``assumed`` are
    quantities that are just so much.
    """

    values: Mapping[ClaimId, Fraction] = field(default_factory=dict)
    factors: Mapping[Charge, Fraction] = field(default_factory=dict)
    assumed: Mapping[Identity, Fraction] = field(default_factory=dict)


AS_IT_IS = Variation()


@dataclass(frozen=True, slots=True)
class Ground:
    """What a step stands on.

    ``claimed`` are the quantities and sides that a usable child claim bounds: each is then an atom. ``bounded`` are
    those that a claim, a record or a bridge may bound as a whole.
    """

    licences: Licences
    leaves: LeafBounds
    claimed: frozenset[tuple[Identity, Side]]
    measured: frozenset[Identity]
    is_sound: Callable[[Identity], bool]
    variation: Variation = AS_IT_IS

    @property
    def problem(self) -> Problem:
        return self.licences.problem


Plans: TypeAlias = dict[Part, tuple[list[Part], Mapping[Part, bool]]]


@dataclass(slots=True)
class Evaluation:
    """Bounds of the parts of a claim, as they are found.

    ``unbounded`` are quantities that nothing bounds, ``loose`` parts that were too large to be bounded sharply.
    ``plans`` say for a part in which order what it is made of is bounded, and what as a whole: evaluations of the same
    leaves share them, whatever the leaves' numbers are.
    """

    ground: Ground
    proof: Proof
    plans: Plans = field(default_factory=dict)
    found: dict[Part, Bound] = field(default_factory=dict)
    unbounded: dict[Identity, None] = field(default_factory=dict)
    loose: dict[Part, None] = field(default_factory=dict)

    def bound(self, start: Part) -> Bound | None:
        """The tightest bound of a part."""
        if start not in self.found:
            if start not in self.plans:
                order, _ = parts_first([start], self._parts_of)
                self.plans[start] = order, self._wholes(order)
            order, whole = self.plans[start]
            for part in order:
                if part not in self.found:
                    bound = self._bound_of(part, whole)
                    if bound is not None:
                        self.found[part] = bound
        return self.found.get(start)

    # What a part is made of

    def _parts_of(self, part: Part) -> list[Part]:
        if isinstance(part.of, Composite):
            return operands_of(part)
        quantity = self._usable(part)
        if quantity is None or (part.of, part.side) in self.ground.claimed:
            return []
        definition = self._definition(part)
        parts = [definition] if definition is not None else []
        if part.side is Side.UPPER:
            parts += [self._proxy(bridge.proxy) for bridge in quantity.bridges if self._bridges(bridge.by)]
            parts += self._factors(part)
        return parts

    def _usable(self, part: Part) -> Quantity | None:
        quantity = self.ground.problem.quantities.get(part.of) if isinstance(part.of, str) else None
        if quantity is None or quantity.flaw is not None or part.under not in quantity.conditions:
            return None
        return quantity

    def _definition(self, part: Part) -> Part | None:
        """What defines a quantity, where the goal that argues it complete is sound."""
        definition = definition_of(self.ground.problem, part)
        quantity = self.ground.problem.quantities.get(part.of) if isinstance(part.of, str) else None
        if definition is None or quantity is None:
            return None
        complete = quantity.complete_by is None or self.ground.is_sound(quantity.complete_by)
        return definition if complete else None

    def _bridges(self, goal: Identity) -> bool:
        return self.ground.is_sound(goal)

    def _proxy(self, proxy: Identity) -> Part:
        quantity = self.ground.problem.quantities.get(proxy)
        return Part(proxy, quantity.conditions[0] if quantity is not None else (), Side.UPPER)

    def _factors(self, part: Part) -> list[Part]:
        """The betas of the common causes that an event belongs to."""
        shared = self.ground.licences.of(part.under, LicenceKind.COMMON_CAUSE)
        return [
            self._proxy(licence.factor)
            for _, licence in shared
            if licence.factor is not None and part.of in licence.members
        ]

    # Bounds

    def _bound_of(self, part: Part, whole: Mapping[Part, bool]) -> Bound | None:
        if isinstance(part.of, Composite):
            operands = [(operand, self.found.get(operand)) for operand in operands_of(part)]
            bounds = [joined(part, operands, self.proof)]
        else:
            bounds = [*self._direct(part), self._by_definition(part)]
        if part in whole:
            bounds.append(self._as_a_whole(part, is_licensed=whole[part]))
        tightest = self._tightest(part, [bound for bound in bounds if bound is not None])
        return tightest if tightest is not None else self._nothing_known(part)

    def _direct(self, part: Part) -> list[Bound]:
        """What claims, records and bridges say of a quantity."""
        quantity = self._usable(part)
        if quantity is None:
            return []
        bounds = list(self.ground.leaves(part, self.proof))
        if (part.of, part.side) not in self.ground.claimed and part.side is Side.UPPER:
            for position, _ in enumerate(quantity.bridges):
                bridged = self._by_bridge(part, quantity, position)
                bounds += [bridged] if bridged is not None else []
        return bounds

    def _by_bridge(self, part: Part, quantity: Quantity, position: int) -> Bound | None:
        bridge = quantity.bridges[position]
        proxy = self.found.get(self._proxy(bridge.proxy)) if self._bridges(bridge.by) else None
        if proxy is None or bridge.proxy in self.unbounded:
            return None
        charged = BridgeId(quantity.identity, position)
        value = bridge.factor * proxy.value * self.ground.variation.factors.get(charged, 1)
        return self.proof.add(
            Rule.BRIDGE,
            [proxy],
            part,
            min(value, Fraction(1)) if proxy.unit is None else value,
            proxy.unit,
            hypotheses=[Hypothesis("bridge", quantity.identity, bridge.by), *self._condition(quantity)],
            charges={charged: bridge.doubt},
            witness=Witness(bridge=charged),
        )

    def _condition(self, quantity: Quantity) -> list[Hypothesis]:
        """The goal that argues a bound under each of several prefixes."""
        by = quantity.condition_by
        return [Hypothesis("condition", quantity.identity, by)] if by is not None else []

    def _by_definition(self, part: Part) -> Bound | None:
        quantity = self._usable(part)
        definition = self._definition(part) if (part.of, part.side) not in self.ground.claimed else None
        bound = self.found.get(definition) if definition is not None else None
        if bound is None or quantity is None:
            return None
        hypothesis = Hypothesis("definition", quantity.identity, quantity.complete_by)
        return self.proof.add(Rule.DEFINE, [bound], part, bound.value, bound.unit, hypotheses=[hypothesis])

    def _tightest(self, part: Part, bounds: list[Bound]) -> Bound | None:
        """The tightest of several, in the unit of the first."""
        if not bounds:
            return None
        unit = bounds[0].unit
        alike = [bound for each in bounds if (bound := converted(part, each, unit, self.proof)) is not None]
        choose = min if part.side is Side.UPPER else max
        return choose(alike, key=lambda bound: bound.value)

    def _nothing_known(self, part: Part) -> Bound | None:
        """A probability is at most 1 and at least 0; a frequency may be anything."""
        if isinstance(part.of, str) and part.side is Side.UPPER:
            self.unbounded.setdefault(part.of)
        if dimension_of(self.ground.problem, part.of) is not Dimension.PROBABILITY:
            return None
        return self.proof.add(Rule.TOP, [], part, Fraction(1 if part.side is Side.UPPER else 0), None)

    # Regions

    def _wholes(self, order: list[Part]) -> dict[Part, bool]:
        """The parts that are looked at as one formula, and whether a licence covers them.

        Those are the largest that a licence covers, and the largest that join events at all.
        """
        joins = {part for part in order if self._joins(part)}
        inner = {below for part in joins for below in self._parts_of(part)}
        outer = {below for part in order if part not in joins for below in self._parts_of(part)}
        roots = [part for part in reversed(order) if part in joins and (part not in inner or part in outer)]
        found: dict[Part, bool] = {}
        stack = roots[::-1]
        seen: set[Part] = set()
        while stack:
            part = stack.pop()
            if part in seen:
                continue
            seen.add(part)
            if self._is_covered(part):
                found[part] = True
                continue
            if part in roots:
                found[part] = False
            if not self.ground.licences.none_under(part.under):
                stack.extend(below for below in self._parts_of(part) if below in joins)
        return found

    def _joins(self, part: Part) -> bool:
        """Whether a part is an expression that joins events, or a quantity that such a one defines."""
        if isinstance(part.of, Composite):
            return is_boolean(self.ground.problem, part.of)
        if (part.of, part.side) in self.ground.claimed:
            return False
        if dimension_of(self.ground.problem, part.of) is not Dimension.PROBABILITY:
            return False
        definition = self._definition(part)
        if definition is None:
            return False
        return isinstance(definition.of, str) or is_boolean(self.ground.problem, definition.of)

    def _is_covered(self, part: Part) -> bool:
        """Whether some licence holds all events of a part."""
        for kind in (LicenceKind.INDEPENDENT, LicenceKind.COMMON_CAUSE, LicenceKind.ASSOCIATED):
            for _, licence in self.ground.licences.of(part.under, kind):
                members = frozenset(licence.members)

                def is_event(term: Term, members: frozenset[Identity] = members) -> bool:
                    if term in members:
                        return True
                    bounded = isinstance(term, str) and self._is_bounded(term)
                    return bounded and basic_parts(self.ground.problem, str(term), members.__contains__) <= members

                if part.of not in members and unfold(self.ground.problem, part, is_event) is not None:
                    return True
        return False

    def _is_bounded(self, term: Term) -> bool:
        if not isinstance(term, str):
            return False
        claimed = self.ground.claimed
        return (term, Side.UPPER) in claimed or (term, Side.LOWER) in claimed or term in self.ground.measured

    def _as_a_whole(self, part: Part, *, is_licensed: bool) -> Bound | None:
        known = Known(self.proof, self.ground.licences, self._probability, self._is_bounded, self._tell_loose)
        if is_licensed:
            return licensed(part, known)
        return covered(part, known, self._literal) if part.side is Side.UPPER else None

    def _probability(self, part: Part) -> Bound | None:
        """The bound that was found of a part, where it is one of a probability: a claim may give a rate for one."""
        found = self.found.get(part)
        return found if found is not None and found.unit is None and found.value <= 1 else None

    def _tell_loose(self, part: Part) -> None:
        self.loose.setdefault(part)

    def _literal(self, part: Part) -> Bound | None:
        """The upper bound of an atom; of an atom's negation by its lower bound."""
        found = self._probability(part)
        if found is not None or isinstance(part.of, str) or part.of.operator is not Operator.NOT:
            return found
        below = self._probability(Part(part.of.operands[0], part.under, Side.LOWER))
        return self.proof.add(Rule.NOT, [below], part, 1 - below.value, None) if below is not None else None
