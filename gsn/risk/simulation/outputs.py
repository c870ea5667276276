"""What is simulated: every hazard, every claimed quantity, every limit; and the values that they are held to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from gsn.model.reference import Identity
from gsn.risk.problem import Claim, ClaimId, Limit, Problem, Side
from gsn.risk.simulation.compiling import Compiled
from gsn.risk.simulation.parameters import factor_between, float_of
from gsn.risk.simulation.program import Operation
from gsn.risk.simulation.results import Omitted
from gsn.risk.term import written


@dataclass(frozen=True, slots=True)
class Threshold:
    """A value not to be passed, in its output's unit."""

    of: ClaimId | str
    side: Side
    value: float


@dataclass(frozen=True, slots=True)
class Output:
    name: Identity | str
    unit: str | None
    node: int
    thresholds: tuple[Threshold, ...]


def wanted_by(problem: Problem) -> list[Identity]:
    """The quantities that are simulated for themselves, or for a limit."""
    hazards = [name for name, quantity in problem.quantities.items() if quantity.hazard]
    claimed = [claim.quantity for claim in problem.claims.values()]
    limited = [hazard for limit in problem.limits for hazard in limit.hazards]
    return list(dict.fromkeys([*hazards, *claimed, *limited]))


def outputs_of(problem: Problem, compiled: Compiled) -> Iterator[Output | Omitted]:
    """Each of them, or why it is none."""
    claims: dict[Identity, list[Claim]] = {}
    for claim in problem.claims.values():
        claims.setdefault(claim.quantity, []).append(claim)
    for name in wanted_by(problem):
        value = compiled.values.get(name)
        if value is None:
            yield Omitted(name, compiled.unknown.get(name, "nothing is known of it"))
        else:
            yield Output(name, value.unit, value.node, tuple(_thresholds(claims.get(name, ()), value.unit)))
    for limit in problem.limits:
        yield _limited(limit, compiled)


def _thresholds(claims: Iterable[Claim], unit: str | None) -> Iterator[Threshold]:
    """A claim in a unit that is not the quantity's is none of it."""
    for claim in claims:
        if claim.unit == unit:
            yield Threshold(claim.id, claim.side, float_of(claim.value))
        elif claim.unit is not None and unit is not None:
            factor = factor_between(claim.unit, unit)
            if factor is not None:
                yield Threshold(claim.id, claim.side, float_of(claim.value * factor))


def _limited(limit: Limit, compiled: Compiled) -> Output | Omitted:
    """The sum of a limit's hazards in its unit; within its window, the bound on the probability of any event."""
    program = compiled.program
    nodes = []
    for hazard in limit.hazards:
        value = compiled.values.get(hazard)
        if value is None:
            return Omitted(limit.name, f"`{written(hazard)}` cannot be simulated")
        factor = _factor(limit, value.unit)
        if factor is None:
            return Omitted(limit.name, f"`{written(hazard)}` is per {value.unit or 'nothing'}, and the limit is not")
        nodes.append(value.node if factor == 1 else program.add(Operation.SCALED, [value.node], factor))
    if not nodes:
        return Omitted(limit.name, "no hazard of the case falls under it")
    total = program.add(Operation.SUM, nodes) if len(nodes) > 1 else nodes[0]
    if limit.unit is None:
        total = program.add(Operation.CAPPED, [total])
    return Output(limit.name, limit.unit, total, (Threshold(limit.name, Side.UPPER, float_of(limit.value)),))


def _factor(limit: Limit, unit: str | None) -> float | None:
    """From a hazard's unit to a limit's."""
    if unit is None or limit.window is None:
        if unit == limit.unit:
            return 1.0
        factor = factor_between(unit, limit.unit) if unit is not None and limit.unit is not None else None
        return None if factor is None else float(factor)
    length, window_unit = limit.window
    factor = factor_between(unit, window_unit)
    return None if factor is None else float_of(factor * length)
