"""The problem, looked up: what terms mean, and what is proved so far."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from types import MappingProxyType

from gsn.model.expression import DEEPEST_EXPRESSION, Operator
from gsn.model.reference import Identity, name_of
from gsn.risk.certificate import Hypothesis
from gsn.risk.kernel.conclusion import Refused, require
from gsn.risk.kernel.contradictions import Contradictions
from gsn.risk.kernel.soundness import Soundness
from gsn.risk.problem import ClaimId, Dimension, LicenceKind, Measurement, Problem, Quantity
from gsn.risk.term import Composite, Prefix, Term, names_of
from gsn.risk.units import convertible

_DEEPEST = DEEPEST_EXPRESSION + 2
"""A term is as deep as the language lets expressions be: a deeper one is nobody's, and would be walked recursively."""

_MOST_PARTS = 100_000
"""Parts of one term."""

_OPERANDS = MappingProxyType({Operator.NOT: (1, 1), Operator.INCREASE: (2, 2)})
"""How many operands an operator takes; any other takes some."""

_FIRST_IS_FREE = frozenset([Operator.ANY, Operator.INCREASE, Operator.THEN])
"""Operators whose first operand may be a frequency."""


class Book:
    """A problem with the look-ups that rules need, and the claims proved so far with the steps that prove them."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.proved: dict[ClaimId, int] = {}
        self.claims_of: dict[Identity, list[ClaimId]] = defaultdict(list)
        for claim in problem.claims:
            self.claims_of[claim.goal].append(claim)
        self.measured: dict[Identity, list[Measurement]] = defaultdict(list)
        self.measured_by: dict[Identity, list[Measurement]] = defaultdict(list)
        for measurement in problem.measurements.values():
            self.measured[measurement.quantity].append(measurement)
            self.measured_by[measurement.id.record].append(measurement)
        self.soundness = Soundness(problem, self.claims_of, self.proved)
        self.contradictions = Contradictions(problem)
        self.defined_by = {name: _defined_by(problem, name) for name in problem.quantities}
        for licence in problem.licences:
            if licence.kind is LicenceKind.COMMON_CAUSE and licence.factor is not None:
                for member in licence.members:
                    self.defined_by[member] = (*self.defined_by.get(member, ()), licence.factor)
        self.opposed = _reaching(self.defined_by, filter(self._opposes, problem.quantities))
        self.bridged = _reaching(self.defined_by, (name for name, held in problem.quantities.items() if held.bridges))

    def quantity(self, name: Identity) -> Quantity:
        """A quantity that may be reckoned with."""
        quantity = self.problem.quantities.get(name)
        if quantity is None:
            raise Refused(f"there is no quantity `{name_of(name)}`")
        if quantity.flaw is not None:
            raise Refused(f"nothing can be derived about `{name_of(name)}`: {quantity.flaw}")
        return quantity

    def quantity_under(self, name: Identity, under: Prefix) -> Quantity:
        """A quantity under one of its own conditions."""
        quantity = self.quantity(name)
        if under not in quantity.conditions:
            raise Refused(f"`{name_of(name)}` does not hold under that condition")
        return quantity

    def condition_for(self, name: Identity, under: Prefix) -> Prefix:
        """The condition of a quantity that is meant where another is spoken of: the same, or else its only one."""
        conditions = self.quantity(name).conditions
        if under in conditions:
            return under
        require(len(conditions) == 1, f"which condition of `{name_of(name)}` is meant is not said")
        return conditions[0]

    def dimension(self, term: Term) -> Dimension:
        """What a term's number is; its shape is looked at on the way."""
        if isinstance(term, str):
            dimension = self.quantity(term).dimension
            if dimension is None:
                raise Refused(f"`{name_of(term)}` is neither a probability nor a frequency")
            return dimension
        _require_shape(term)
        return self._dimension(term)

    def _dimension(self, term: Term) -> Dimension:
        if isinstance(term, str):
            return self.dimension(term)
        first, *others = map(self._dimension, term.operands)
        wanted = first if term.operator in {Operator.ANY, Operator.INCREASE} else Dimension.PROBABILITY
        fits = all(other is wanted for other in others) and (term.operator in _FIRST_IS_FREE or first is wanted)
        require(fits, "probabilities and frequencies are mixed")
        return first

    def require_known(self, term: Term) -> None:
        """Refuse a term that is malformed or names what is not there."""
        if isinstance(term, Composite):
            _require_shape(term)
        for name in names_of(term):
            if name not in self.problem.quantities:
                raise Refused(f"there is no quantity `{name_of(name)}`")

    def define(self, name: Identity, under: Prefix) -> tuple[Term, Hypothesis]:
        """What a quantity is defined as, and what that rests on (calculus, rule 4)."""
        quantity = self.quantity_under(name, under)
        if quantity.definition is None:
            raise Refused(f"`{name_of(name)}` has no definition")
        if quantity.hazard and quantity.complete_by is None:
            raise Refused(f"nothing argues that the list of what makes up `{name_of(name)}` is complete")
        if quantity.complete_by is not None:
            self.soundness.require(quantity.complete_by)
        kinds = self.dimension(name), self.dimension(quantity.definition)
        require(kinds[0] is kinds[1], f"`{name_of(name)}` and its definition are not of one dimension")
        return quantity.definition, Hypothesis("definition", name, quantity.complete_by)

    def conditioned(self, quantity: Quantity) -> frozenset[Hypothesis]:
        """What it rests on that one figure serves for each condition of a quantity."""
        if quantity.condition_by is None:
            require(len(quantity.conditions) == 1, "nothing argues that one figure serves for each of its conditions")
            return frozenset()
        self.soundness.require(quantity.condition_by)
        return frozenset([Hypothesis("condition", quantity.identity, quantity.condition_by)])

    def require_unit(self, quantity: Quantity, unit: str | None) -> None:
        """Refuse a figure per something that a quantity is not per."""
        if unit is not None and quantity.unit is not None and not convertible(unit, quantity.unit):
            raise Refused(f"`{name_of(quantity.identity)}` is per {quantity.unit}, and the figure is per {unit}")

    def reached(self, start: Identity, wanted: frozenset[Identity] | None = None) -> set[Identity]:
        """What a quantity is defined by, itself included; where some are wanted, not looking on once they are found."""
        reached, waiting = {start}, [start]
        left = set(wanted or ()) - reached
        while waiting and (wanted is None or left):
            for name in self.defined_by.get(waiting.pop(), ()):
                if name not in reached:
                    reached.add(name)
                    waiting.append(name)
                    left.discard(name)
        return reached if wanted is None else reached & wanted

    def exposed(self, start: Identity) -> set[Identity]:
        """What a quantity is made of or bridged from, itself included.

        A common cause's factor bounds no event by itself.
        """
        reached, waiting = set[Identity](), [start]
        while waiting:
            name = waiting.pop()
            if name not in reached:
                reached.add(name)
                waiting.extend(_defined_by(self.problem, name) if name in self.problem.quantities else ())
        return reached

    def _opposes(self, name: Identity) -> bool:
        definition = self.problem.quantities[name].definition
        return definition is not None and any(
            isinstance(part, Composite) and part.operator in {Operator.NOT, Operator.INCREASE}
            for part in _parts(definition)
        )


def _require_shape(term: Term) -> None:
    """Refuse an expression that nobody could have written."""
    waiting: list[tuple[Term, int]] = [(term, 0)]
    seen = 0
    while waiting:
        part, depth = waiting.pop()
        seen += 1
        require(depth <= _DEEPEST and seen < _MOST_PARTS, "an expression is too large")
        if isinstance(part, str):
            continue
        least, most = _OPERANDS.get(part.operator, (1, _MOST_PARTS))
        fits = least <= len(part.operands) <= most
        of_number = 1 <= part.number <= len(part.operands) if part.operator is Operator.AT_LEAST else part.number == 0
        flat = part.operator is not Operator.THEN or not any(map(_is_chain, part.operands))
        require(fits and of_number and flat, "an expression has a form that cannot be written")
        waiting.extend((operand, depth + 1) for operand in part.operands)


def _is_chain(term: Term) -> bool:
    return isinstance(term, Composite) and term.operator is Operator.THEN


def _parts(term: Term) -> Iterator[Term]:
    waiting = [term]
    while waiting:
        part = waiting.pop()
        yield part
        if isinstance(part, Composite):
            waiting.extend(part.operands)


def _defined_by(problem: Problem, name: Identity) -> tuple[Identity, ...]:
    quantity = problem.quantities[name]
    names = () if quantity.definition is None else names_of(quantity.definition)
    return (*names, *(bridge.proxy for bridge in quantity.bridges))


def _reaching(below: dict[Identity, tuple[Identity, ...]], targets: Iterable[Identity]) -> frozenset[Identity]:
    """All from which one of the targets is reached, the targets included."""
    above: dict[Identity, list[Identity]] = defaultdict(list)
    for name, names in below.items():
        for each in names:
            above[each].append(name)
    reached = set(targets)
    waiting: list[Identity] = list(reached)
    while waiting:
        for name in above.get(waiting.pop(), ()):
            if name not in reached:
                reached.add(name)
                waiting.append(name)
    return frozenset(reached)
