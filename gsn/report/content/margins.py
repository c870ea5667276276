"""Which pictures of its numbers a document has, and how much is worked out for them: never so much that one waits.

Nothing here decides anything. What is too large to be worked out is said, with the command that does it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from gsn.argument import Argument
from gsn.model.kinds import Kind
from gsn.model.reference import Identity, name_of
from gsn.output.risk_bars import Chart
from gsn.report.content.claims import held_by, unargued
from gsn.report.content.links import Links
from gsn.report.model.front import Breaking, Broken
from gsn.report.model.risk import Sample
from gsn.report.model.values import Part
from gsn.report.pictures.breaking import break_even_chart, leaf_of, wrong_by
from gsn.report.pictures.drivers import simulated_hazards, tornado_chart
from gsn.report.pictures.headroom import headroom_chart
from gsn.report.pictures.waterfall import falls, waterfall_chart
from gsn.risk.figures import figure, percent, shown, statement
from gsn.risk.problem import Claim, ClaimId, Limit, Problem, Side
from gsn.risk.proving import Outcome, Proofs
from gsn.risk.simulation import SEED, simulate
from gsn.risk.simulation.results import Passing, Simulated, Simulation
from gsn.risk.term import written
from gsn.risk.variations import BreakEven, break_even

SAMPLES = 20_000
"""Enough for two digits of a percentile, in a fraction of a second."""

MOST_SIMULATED = 1000
"""Quantities of a case that is still simulated: it takes about a second."""

MOST_WATERFALLS = 8
MOST_TORNADOES = 4
MOST_BROKEN = 3
"""Top claims of which the break-even factors are worked out."""

MOST_WORK = 6000
"""Claims below a top claim, times measurements below it, up to which its break-even factors are worked out."""


@dataclass(frozen=True, slots=True)
class Margins:
    """Pictures and figures that show how much room there is, and what was not worked out for them.

    ``breaking`` goes by the claims that support no other; ``unbroken`` are those of them for which it was not worked
    out, with the reason.
    """

    charts: tuple[Chart, ...]
    breaking: tuple[Breaking, ...]
    unbroken: tuple[str, ...]
    samples: tuple[Sample, ...]
    simulated: str
    left_out: tuple[str, ...]


def margins_of(argument: Argument, tops: Sequence[Outcome], links: Links) -> Margins:
    """The pictures of a case.

    Args:
        argument: The argument, with its proofs.
        tops: The claims that support no other.
        links: Where what is named stands in the document.
    """
    proofs, link = argument.risk, links.href
    left_out: list[str] = []
    scenarios = {element.identity for kind in (Kind.SCENARIO, Kind.HAZARD) for element in argument.by_kind[kind]}
    found = falls(proofs, scenarios)
    if len(found) > MOST_WATERFALLS:
        left_out.append(f"waterfalls of {len(found) - MOST_WATERFALLS} smaller scenarios")
    charts = [headroom_chart(proofs, link)]
    charts += [waterfall_chart(proofs, fall, link) for fall in found[:MOST_WATERFALLS]]
    simulation = _simulation(proofs.problem, tops)
    hazards: list[Simulated] = []
    if simulation is None:
        left_out.append("the simulation, which `gsn risk --simulate` runs: the case has too many quantities")
    else:
        hazards = simulated_hazards(proofs.problem, simulation)
        charts += [tornado_chart(each, simulation, link) for each in hazards[:MOST_TORNADOES]]
        left_out += [f"{name_of(each.name) or each.name} in the simulation: {each.why}" for each in simulation.omitted]
    breaking, unbroken = _breaking(proofs, tops, links, charts)
    return Margins(
        charts=tuple(chart for chart in charts if chart is not None),
        breaking=tuple(breaking),
        unbroken=tuple(unbroken),
        samples=tuple(_sample(each, links) for each in hazards),
        simulated=_how(simulation) if simulation is not None else "",
        left_out=tuple(left_out),
    )


def _breaking(
    proofs: Proofs, tops: Sequence[Outcome], links: Links, charts: list[Chart | None]
) -> tuple[list[Breaking], list[str]]:
    """What would have to be wrong for the first top claims to break, each with its chart; and why not for others."""
    breaking: list[Breaking] = []
    unbroken = [f"{name_of(outcome.id.goal)} is not proved" for outcome in tops if not outcome.proved]
    proved = [outcome for outcome in tops if outcome.proved]
    if len(proved) > MOST_BROKEN:
        unbroken.append(f"{len(proved) - MOST_BROKEN} more claims, which `gsn risk --break-even` works out")
    for outcome in proved[:MOST_BROKEN]:
        if _work(proofs.problem, outcome.id.goal) > MOST_WORK:
            unbroken.append(f"{name_of(outcome.id.goal)}, which `gsn risk --break-even` works out")
            continue
        limit = _limit_on(proofs, outcome.claim)
        factors = break_even(proofs.search, outcome.claim, limit.value if limit is not None else None)
        against = _against(outcome.claim, limit)
        charts.append(break_even_chart(outcome.claim, factors, against, links.href))
        breaking.append(_broken(outcome, against, factors, links))
    return breaking, unbroken


def _broken(outcome: Outcome, against: str, factors: Sequence[BreakEven], links: Links) -> Breaking:
    held = [each for each in held_by(outcome.hypotheses, links) if each.kind != "scope"]
    presumed = dict.fromkeys(element for each in held for element in each.elements)
    claim = links.claim(outcome.id)
    return Breaking(
        claim=(Part(name_of(outcome.id.goal), claim), Part(f" against {against}")),
        leaves=tuple(_leaves(factors, links)),
        presumed=tuple(presumed),
        unargued=tuple(unargued(outcome.hypotheses)),
    )


def _simulation(problem: Problem, tops: Sequence[Outcome]) -> Simulation | None:
    """Hazards and limits, held against the top claims alone; nothing where it would take long."""
    if len(problem.quantities) > MOST_SIMULATED:
        return None
    claims = {outcome.id: outcome.claim for outcome in tops}
    return simulate(replace(problem, claims=claims), samples=SAMPLES, seed=SEED)


def _how(simulation: Simulation) -> str:
    return f"{simulation.samples:,} samples, seed {simulation.seed}, method {simulation.method}"


def _work(problem: Problem, goal: Identity) -> int:
    """Goals that a goal stands on times what is measured below it: what its break-even factors take grows with both."""
    goals, stack = {goal}, [goal]
    records: set[Identity] = set()
    while stack:
        step = problem.steps.get(stack.pop())
        if step is not None:
            records |= {reach.target for reach in step.records}
            new = [reach.target for reach in step.goals if reach.target not in goals]
            goals.update(new)
            stack.extend(new)
    return len(goals) * sum(measured.record in records for measured in problem.measurements)


def _limit_on(proofs: Proofs, claim: Claim) -> Limit | None:
    """The limit that a claim alone meets, in its unit: what breaks the one breaks the other."""
    for limit in proofs.problem.limits:
        alone = limit.hazards == (claim.quantity,) and limit.window is None and limit.unit == claim.unit
        if alone and not isinstance(proofs.checked.limits.get(limit.name, ""), str):
            return limit
    return None


def _against(claim: Claim, limit: Limit | None) -> str:
    if limit is None:
        return f"its claim, {written(claim.quantity)} {statement(claim)}"
    return f"the limit {limit.name}, {figure(limit.value, limit.unit)} at {percent(1 - limit.doubt)}"


def _leaves(found: Sequence[BreakEven], links: Links) -> Iterator[Broken]:
    for each in found:
        name, element = leaf_of(each.leaf)
        factor = wrong_by(each)
        told = f"more than {shown(factor, Side.LOWER)} times" if factor is not None else "no factor breaks it"
        yield Broken(Part(name, links.element(element)), written(each.quantity), told)


def _sample(each: Simulated, links: Links) -> Sample:
    unit = f" per {each.unit}" if each.unit else ""
    return Sample(
        name=Part(f"{name_of(each.name) or each.name}{unit}", links.element(each.name)),
        mean=shown(Fraction(each.mean)),
        percentiles=tuple(shown(Fraction(percentile.value)) for percentile in each.percentiles),
        passing=tuple(map(_passing, each.passing)),
    )


def _passing(passing: Passing) -> str:
    of = name_of(passing.of.goal) if isinstance(passing.of, ClaimId) else passing.of
    counted = f"in {passing.passed:,} of {passing.samples:,} samples"
    at_most = shown(Fraction(passing.at_most), Side.UPPER, digits=2)
    return f"passes {shown(Fraction(passing.value))} ({of}) {counted}: a probability of at most {at_most}"
