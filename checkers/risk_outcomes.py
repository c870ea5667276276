"""What each step that does not carry its claim lacks, looked at as if all that stands below it held.

So one cause is told once, where it is: a step is not told for what fails below it, and its own lack is told although
something fails below it, too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from itertools import combinations
from weakref import WeakKeyDictionary

from gsn.argument import Argument
from gsn.findings import Finding
from gsn.model.kinds import Kind
from gsn.model.place import Place
from gsn.model.reference import Identity
from gsn.risk.arithmetic import converted
from gsn.risk.charging import Charges
from gsn.risk.evaluating import Evaluation, Variation
from gsn.risk.leaves import Leaf, Way
from gsn.risk.parts import Part
from gsn.risk.problem import Believed, Claim, Measurement, Observed, Problem, Quantity, Side
from gsn.risk.proof import Bound, Proof
from gsn.risk.proving import Outcome
from gsn.risk.record_bounds import figure
from gsn.risk.search import Attempt, Failing, Search
from gsn.risk.term import names_of
from gsn.risk.units import convertible

from .risk_contradictions import contradicted_by
from .risk_fitting import claim_misfit, record_misfit
from .risk_void_licences import void_licences

Source = Claim | Measurement
"""What a step may stand on: a claim of a goal, or a measurement of a record, right below."""


class Lack(StrEnum):
    """What a step lacks. ``ELSEWHERE``: nothing by itself, or what another rule tells of what it stands on."""

    ELSEWHERE = "elsewhere"
    BEARING = "nothing bears on it"
    BRIDGE = "what is below is about something else"
    DOUBT = "its doubt is spent"
    PART = "a part is claimed by nothing"
    SILENT = "what bears on a part gives no bound of it"
    UNIT = "units do not go together"
    STRENGTH = "the bound is too weak"


@dataclass(frozen=True, slots=True)
class Step:
    """One step that does not carry its claim, and what it lacks.

    ``search`` looks at everything below as sound; ``derived`` is the bound that follows then, in the claim's unit.
    ``parts`` are the quantities that nothing claims, or on which all that bears is silent; ``silent`` is that.
    """

    outcome: Outcome
    lack: Lack
    search: Search
    charges: Charges
    derived: Bound | None = None
    parts: tuple[Identity, ...] = ()
    silent: tuple[Source, ...] = ()
    leaves: tuple[Leaf, ...] = ()

    @property
    def claim(self) -> Claim:
        return self.outcome.claim


_HELD: WeakKeyDictionary[Argument, tuple[Step, ...]] = WeakKeyDictionary()
"""Each argument's steps, while the argument lives: they are looked at once for all rules."""


def steps_lacking(argument: Argument, *lacks: Lack) -> Iterator[Step]:
    """The steps that lack one of some things by themselves."""
    found = _HELD.get(argument)
    if found is None:
        found = _HELD[argument] = tuple(_steps(argument))
    return (step for step in found if step.lack in lacks)


_TOLD_ELSEWHERE = frozenset({Failing.FLAWED, Failing.CIRCULAR, Failing.REFUSED})
"""A quantity's own flaw, a circle and a refusal have rules of their own."""


def _steps(argument: Argument) -> Iterator[Step]:
    failing = [outcome for outcome in argument.risk.outcomes.values() if not outcome.proved]
    search = _trusting(argument.risk.problem) if failing else argument.risk.search
    for outcome in failing:
        quantity = search.problem.quantities.get(outcome.claim.quantity)
        told = outcome.attempt.failing in _TOLD_ELSEWHERE or claim_misfit(search.problem, outcome.claim) is not None
        if not told and quantity is not None and quantity.flaw is None:
            yield _step(argument, search, outcome, quantity)


def _trusting(problem: Problem) -> Search:
    """A search that takes every goal for supported, unless it rests on a circle."""
    unmarked = Search(replace(problem, claims={}, marks={}, marked_edges={}))
    unmarked.run()
    trusting = Search(problem)
    trusting.adopt_soundness(unmarked)
    return trusting


def _step(argument: Argument, search: Search, outcome: Outcome, quantity: Quantity) -> Step:
    claim, charges = outcome.claim, search.charging.charges(outcome.claim)
    bearing = list(bearing_on(argument, claim))
    if not bearing:
        return Step(outcome, _without_bearing(argument, claim), search, charges)
    if charges.left < 0:
        return Step(outcome, Lack.DOUBT, search, charges)
    fitting = [source for source in bearing if not isinstance(source, Measurement) or _fits(search.problem, source)]
    leaves = tuple(_leaf(search, claim, source) for source in fitting)
    evaluation = search.evaluation(leaves, charges, Proof(), Variation())
    derived = derived_by(evaluation, claim, quantity)
    failing = outcome.attempt.failing
    search.attempts[claim.id] = Attempt(claim, failing, outcome.attempt.why, derived, None, charges, leaves)
    step = Step(outcome, Lack.ELSEWHERE, search, charges, derived, leaves=leaves)
    if derived is not None and claim.holds(derived.value):
        return step
    unbounded = _unbounded(step, evaluation)
    if len(fitting) < len(bearing) or _is_told_elsewhere(step, fitting, unbounded):
        return step
    return _lacking(step, unbounded, fitting)


def _is_told_elsewhere(step: Step, bearing: Sequence[Source], unbounded: frozenset[Identity]) -> bool:
    """Whether another rule tells why a step cannot carry its claim.

    A record contradicts it, a licence that it could use is void, or a quantity's own text keeps it from being bounded.
    """
    problem, relevant = step.search.problem, step.search.charging.closure(step.claim.quantity)
    return (
        any(contradicted_by(step.search, step.claim, source) for source in bearing)
        or any(len(relevant.intersection(licence.members)) > 1 for licence in void_licences(problem))
        or any(_is_void(problem.quantities.get(name)) for name in unbounded)
    )


def _unbounded(step: Step, evaluation: Evaluation) -> frozenset[Identity]:
    """The quantities that nothing bounds and that the best bound goes by; where there is none, all."""
    if step.derived is None:
        return frozenset(evaluation.unbounded)
    gone_by: set[object] = set()
    seen, stack = set[int](), [step.derived.node]
    while stack:
        position = stack.pop()
        if position not in seen:
            seen.add(position)
            gone_by.add(evaluation.proof.nodes[position].of)
            stack.extend(evaluation.proof.nodes[position].premises)
    return frozenset(name for name in evaluation.unbounded if name in gone_by)


def _lacking(step: Step, unbounded: frozenset[Identity], bearing: Sequence[Source]) -> Step:
    """What a step lacks that has something to stand on, all of it fit."""
    unclaimed = [name for name in _unclaimed_parts(step.search, step.claim) if name in unbounded]
    if unclaimed:
        return replace(step, lack=Lack.PART, parts=tuple(unclaimed))
    silent = [source for source in bearing if _is_open(step, source, unbounded) and not _speaks(step, source)]
    if silent:
        spent = step.charges.left == 0 and isinstance(silent[0], Measurement)
        lack = Lack.DOUBT if spent else Lack.SILENT
        return replace(step, lack=lack, silent=tuple(silent), parts=(silent[0].quantity,))
    apart = step.derived is None and _units_apart(step.claim, bearing)
    return replace(step, lack=Lack.UNIT if apart else Lack.STRENGTH)


def _is_open(step: Step, source: Source, unbounded: frozenset[Identity]) -> bool:
    """Whether what a source is about is bounded by nothing; from below nothing is noted as unbounded."""
    return source.quantity in unbounded or (step.claim.side is Side.LOWER and source.quantity == step.claim.quantity)


def _without_bearing(argument: Argument, claim: Claim) -> Lack:
    step = argument.risk.problem.steps[claim.id.goal]
    if not step.goals and not step.records and claim.id.goal in argument.risk.problem.marks:
        return Lack.ELSEWHERE
    return Lack.BRIDGE if any(True for _ in bounded_instead(argument, claim)) else Lack.BEARING


def _fits(problem: Problem, measurement: Measurement) -> bool:
    return record_misfit(problem, measurement) is None


def _leaf(search: Search, claim: Claim, source: Source) -> Leaf:
    """A source as a leaf, whatever state it is in, by the first way to it."""
    step = search.problem.steps[claim.id.goal]
    reaches = step.goals if isinstance(source, Claim) else step.records
    target = source.id.goal if isinstance(source, Claim) else source.id.record
    ways = next((reach.ways for reach in reaches if reach.target == target), ((),))
    return Leaf(source, Way(ways[0], ()), None)


def derived_by(evaluation: Evaluation, claim: Claim, quantity: Quantity) -> Bound | None:
    """What follows under each of the quantity's conditions, at its worst, in the claim's unit."""
    found = []
    for under in quantity.conditions:
        part = Part(claim.quantity, under, claim.side)
        bound = evaluation.bound(part)
        alike = converted(part, bound, claim.unit, evaluation.proof) if bound is not None else None
        if alike is None:
            return None
        found.append(alike)
    return (max if claim.side is Side.UPPER else min)(found, key=lambda bound: bound.value)


def _is_void(quantity: Quantity | None) -> bool:
    """Whether a quantity's own text keeps it from being bounded, which other rules tell."""
    if quantity is None or quantity.flaw is not None:
        return True
    return quantity.hazard and quantity.definition is not None and quantity.complete_by is None


def _speaks(step: Step, source: Source) -> bool:
    """Whether a source bounds its quantity from the claim's side."""
    if isinstance(source, Claim):
        return source.side is step.claim.side
    part = step.charges.parts.get(source.id, Fraction(0))
    return part > 0 and figure(source, step.claim.side, part) is not None


def _units_apart(claim: Claim, sources: Sequence[Source]) -> bool:
    """Whether a step counts per things of which none can be had from the other."""
    units = {unit for unit in (claim.unit, *map(unit_of, sources)) if unit is not None}
    return any(not convertible(first, second) for first, second in combinations(sorted(units), 2))


def unit_of(source: Source) -> str | None:
    """What a claim or a measurement is per."""
    if isinstance(source, Claim):
        return source.unit
    return source.result.unit if isinstance(source.result, Observed | Believed) else None


def _unclaimed_parts(search: Search, claim: Claim) -> list[Identity]:
    """What a claim's quantity is made of in the end, where nothing right below bears on it."""
    given = {source.quantity for source in _right_below(search, claim)}
    found, seen, stack = [], set[Identity](), [claim.quantity]
    while stack:
        name = stack.pop()
        quantity = search.problem.quantities.get(name)
        if name in seen or name in given or quantity is None:
            continue
        seen.add(name)
        if quantity.definition is not None:
            stack.extend(reversed(list(names_of(quantity.definition))))
        elif given.isdisjoint(search.charging.closure(name)):
            found.append(name)
    return found


def could_be_cited(search: Search, claim: Claim) -> set[Identity]:
    """Of what a record could have been cited for a claim: all that its quantity is made of and no child claims."""
    claimed = {source.quantity for source in _right_below(search, claim) if isinstance(source, Claim)}
    reached, stack = set[Identity](), [claim.quantity]
    while stack:
        name = stack.pop()
        if name not in reached and name not in claimed:
            reached.add(name)
            stack.extend(search.charging.parts_of(name))
    return reached


def _right_below(search: Search, claim: Claim) -> Iterator[Source]:
    """All claims of the goals and all measurements of the records that directly support a claim's goal."""
    step = search.problem.steps[claim.id.goal]
    for reach in step.goals:
        yield from search.charging.claims_of.get(reach.target, ())
    for reach in step.records:
        yield from search.charging.in_record.get(reach.target, ())


def bearing_on(argument: Argument, claim: Claim) -> Iterator[Source]:
    """Claims and measurements directly below a goal that bear on its claim."""
    search = argument.risk.search
    relevant = search.charging.closure(claim.quantity)
    return (source for source in _right_below(search, claim) if source.quantity in relevant)


def bounded_instead(argument: Argument, claim: Claim) -> Iterator[Identity]:
    """The quantities that are bounded directly below a goal, whether they bear on its claim or not."""
    return (source.quantity for source in _right_below(argument.risk.search, claim))


def found_at(
    argument: Argument, claim: Claim, message: str, help_: str, related: tuple[tuple[Place, str], ...] = ()
) -> Finding:
    """A finding at a claim."""
    goal = argument.case.elements[claim.id.goal]
    return Finding(message, goal.place_of("claims", claim.id.position), goal.identity, help=help_, related=related)


def ways_of(argument: Argument, leaves: Sequence[Leaf]) -> tuple[tuple[Place, str], ...]:
    """The strategies between a goal and what supports it."""
    elements = dict.fromkeys(element for leaf in leaves for element in leaf.way.elements)
    held = [argument.element(element) for element in elements]
    strategies = [element for element in held if element is not None and element.kind is Kind.STRATEGY]
    return tuple((strategy.place, "through this") for strategy in strategies)
