"""`gsn risk --simulate`: what the evidence leaves open, sampled. Margins and pictures, never a verdict."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from gsn.cli.bars import bar_lines
from gsn.model.reference import name_of
from gsn.output.visible import visible
from gsn.report.pictures.drivers import tornado_chart
from gsn.risk.problem import ClaimId, Problem
from gsn.risk.simulation import simulate
from gsn.risk.simulation.results import Passing, Simulated, Simulation


def lines(problem: Problem, samples: int, seed: int) -> Iterator[str]:
    """The simulation of a problem as text."""
    simulation = simulate(problem, samples=samples, seed=seed)
    yield f"{samples:,} samples, seed {seed}, method {simulation.method}. No verdict rests on any of this:"
    yield "what nothing relates is taken to be independent here, which no proof does."
    for each in _shown(problem, simulation):
        yield ""
        yield from _simulated(each)
        if len(each.drivers) > 1:
            yield from bar_lines(tornado_chart(each, simulation))
    for omitted in simulation.omitted:
        yield f"\nnot simulated: {visible(name_of(omitted.name) or omitted.name)}: {visible(omitted.why)}"


def _shown(problem: Problem, simulation: Simulation) -> list[Simulated]:
    """Hazards and limits; everything that is claimed, where there is no hazard."""
    chosen = [
        each
        for each in simulation.simulated
        if each.name not in problem.quantities or problem.quantities[each.name].hazard
    ]
    return chosen or list(simulation.simulated)


def _simulated(each: Simulated) -> Iterator[str]:
    unit = f" per {each.unit}" if each.unit else ""
    yield f"{visible(name_of(each.name) or each.name)}{unit}: mean {each.mean:.3g}"
    for percentile in each.percentiles:
        between = f" ({percentile.low:.3g} to {percentile.high:.3g})" if percentile.low and percentile.high else ""
        yield f"    {float(percentile.level):>5.0%}  {percentile.value:.3g}{between}"
    yield from (f"    {_passing(passing)}" for passing in each.passing)


def _passing(passing: Passing) -> str:
    of = name_of(passing.of.goal) if isinstance(passing.of, ClaimId) else passing.of
    return (
        f"passes {passing.value:.3g} ({visible(of)}) in {passing.passed:,} of {passing.samples:,}:"
        f" a probability of at most {passing.at_most:.2g}"
    )


def as_data(problem: Problem, samples: int, seed: int) -> dict[str, Any]:
    """The simulation as plain values."""
    simulation = simulate(problem, samples=samples, seed=seed)
    return {
        "format_version": 1,
        "samples": simulation.samples,
        "seed": simulation.seed,
        "method": simulation.method,
        "simulated": [
            {
                "name": each.name,
                "unit": each.unit,
                "mean": each.mean,
                "deviation": each.deviation,
                "percentiles": {str(level.level): level.value for level in each.percentiles},
                "passing": [
                    {"of": str(passing.of), "value": passing.value, "probability": passing.probability}
                    for passing in each.passing
                ],
                "drivers": [driver._asdict() for driver in each.drivers],
            }
            for each in simulation.simulated
        ],
        "omitted": [{"name": omitted.name, "why": omitted.why} for omitted in simulation.omitted],
    }
