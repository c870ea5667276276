"""What a step is charged for: everything that it could have used, whether or not it did (calculus, rule 20a).

Choosing the best of twenty evaluations, or leaving out the bad run, buys nothing: each takes its part of the doubt.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from gsn.model.expression import Operator
from gsn.model.reference import Identity
from gsn.risk.certificate import BridgeId, Charge
from gsn.risk.problem import Claim, ClaimId, LicenceKind, Measurement, MeasurementId, Problem
from gsn.risk.term import Term, names_of


@dataclass(frozen=True, slots=True)
class Charges:
    """A step's doubt and how it is spent.

    ``fixed`` is what child claims and bridges take; ``left`` is what remains for records, below 0 where the fixed
    charges are more than the doubt. ``parts`` is each record's part of it for one side.
    """

    doubt: Fraction
    fixed: Mapping[Charge, Fraction]
    left: Fraction
    parts: Mapping[MeasurementId, Fraction]


class Charging:
    """Charges for the steps of one problem; what belongs together is looked up once."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self._closures: dict[Identity, frozenset[Identity]] = {}
        self._two_sided: dict[Identity, bool] = {}
        self._charges: dict[tuple[ClaimId, Identity, Fraction], Charges] = {}
        self.claims_of: defaultdict[Identity, list[Claim]] = defaultdict(list)
        for claim in problem.claims.values():
            self.claims_of[claim.id.goal].append(claim)
        self.measuring: defaultdict[Identity, list[Measurement]] = defaultdict(list)
        self.in_record: defaultdict[Identity, list[Measurement]] = defaultdict(list)
        for measurement in problem.measurements.values():
            self.measuring[measurement.quantity].append(measurement)
            self.in_record[measurement.id.record].append(measurement)
        self._factors: defaultdict[Identity, list[Identity]] = defaultdict(list)
        for licence in problem.licences:
            if licence.kind is LicenceKind.COMMON_CAUSE and licence.factor is not None:
                for member in licence.members:
                    self._factors[member].append(licence.factor)

    def charges(self, claim: Claim) -> Charges:
        """What the step that proves a claim is charged for: the same, whatever else is varied."""
        asked = (claim.id, claim.quantity, claim.doubt)
        found = self._charges.get(asked)
        if found is None:
            found = self._charges[asked] = self._charged(claim)
        return found

    def _charged(self, claim: Claim) -> Charges:
        step = self.problem.steps[claim.id.goal]
        relevant = self.closure(claim.quantity)
        children = [
            child for reach in step.goals for child in self.claims_of[reach.target] if child.quantity in relevant
        ]
        cited = [m for reach in step.records for m in self.in_record[reach.target] if m.quantity in relevant]
        measured = dict.fromkeys(measurement.quantity for measurement in cited)
        fixed: dict[Charge, Fraction] = {child.id: child.doubt for child in children}
        fixed |= self._bridges(relevant, {child.quantity for child in children} | set(measured))
        left = claim.doubt - sum(fixed.values(), Fraction(0))
        two_sided = self._is_two_sided(claim.quantity)
        tested = dict.fromkeys(sorted(self._exposed(claim.quantity) | set(measured))) if measured else {}
        tests = [measurement for quantity in tested for measurement in self.measuring.get(quantity, ())]
        sides = 2 if two_sided else 1
        parts = {test: part / sides for test, part in _parts(tests, max(left, Fraction(0))).items()}
        return Charges(claim.doubt, fixed, left, parts)

    def _exposed(self, quantity: Identity) -> set[Identity]:
        """What records of a step could have been about: all that the quantity is made of."""
        reached: set[Identity] = set()
        stack = [quantity]
        while stack:
            name = stack.pop()
            if name not in reached:
                reached.add(name)
                stack.extend(self._made_of(name))
        return reached

    def closure(self, quantity: Identity) -> frozenset[Identity]:
        """A quantity and all that it is defined by: definitions, bridges' proxies, common causes."""
        found = self._closures.get(quantity)
        if found is None:
            reached: set[Identity] = set()
            stack = [quantity]
            while stack:
                name = stack.pop()
                known = self._closures.get(name)
                if known is not None:
                    reached |= known
                elif name not in reached:
                    reached.add(name)
                    stack.extend(self.parts_of(name))
            found = self._closures[quantity] = frozenset(reached)
        return found

    def parts_of(self, name: Identity) -> list[Identity]:
        """What bounds of a quantity may come from: what it is made of, and the factors of its common causes."""
        return [*self._made_of(name), *self._factors.get(name, ())]

    def _made_of(self, name: Identity) -> list[Identity]:
        quantity = self.problem.quantities.get(name)
        if quantity is None:
            return []
        defined = list(names_of(quantity.definition)) if quantity.definition is not None else []
        return [*defined, *(bridge.proxy for bridge in quantity.bridges)]

    def _bridges(self, relevant: Iterable[Identity], touched: set[Identity]) -> dict[Charge, Fraction]:
        """The bridges that could have been gone over: something directly below bears on their proxies."""
        found: dict[Charge, Fraction] = {}
        for name in sorted(relevant):
            quantity = self.problem.quantities.get(name)
            for position, bridge in enumerate(quantity.bridges if quantity is not None else ()):
                if not touched.isdisjoint(self.closure(bridge.proxy)):
                    found[BridgeId(name, position)] = bridge.doubt
        return found

    def _is_two_sided(self, name: Identity) -> bool:
        """Whether bounds of both sides could have been used: a definition negates, or takes an increase."""
        if name not in self._two_sided:
            made_of = [self.problem.quantities.get(part) for part in self.closure(name)]
            terms = [part.definition for part in made_of if part is not None]
            self._two_sided[name] = any(_turns(term) for term in terms if term is not None)
        return self._two_sided[name]


def _parts(tests: Iterable[Measurement], left: Fraction) -> dict[MeasurementId, Fraction]:
    """Each test's part: what was set aside for it, the rest evenly. Shares of more than all there is are none."""
    shares = {test.id: test.share for test in tests}
    stated = sum((share for share in shares.values() if share is not None), Fraction(0))
    if stated > 1:
        shares = dict.fromkeys(shares)
        stated = Fraction(0)
    others = sum(share is None for share in shares.values())
    even = left * (1 - stated) / others if others else Fraction(0)
    return {test: left * share if share is not None else even for test, share in shares.items()}


def _turns(term: Term) -> bool:
    if isinstance(term, str):
        return False
    return term.operator in {Operator.NOT, Operator.INCREASE} or any(map(_turns, term.operands))
