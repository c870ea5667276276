"""Running a simulation: samples of all parameters, what they make of each output, and the figures of these."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

import numpy as np

from gsn.risk.problem import Problem, Side
from gsn.risk.simulation.compiling import Compiled, compile_problem
from gsn.risk.simulation.distributions import Distribution, Draws
from gsn.risk.simulation.drivers import Turned
from gsn.risk.simulation.order_statistics import rank_above, rank_below, rank_of
from gsn.risk.simulation.outputs import Output, Threshold, outputs_of, wanted_by
from gsn.risk.simulation.portable import Floats
from gsn.risk.simulation.program import evaluate
from gsn.risk.simulation.results import DOUBT, METHOD, Omitted, Passing, Percentile, Sampled, Simulated, Simulation

LEVELS = (Fraction(5, 100), Fraction(50, 100), Fraction(95, 100))

_AT_A_TIME = 8192
"""Samples of one pass over the program: few enough that a node's values stay in the processor's cache."""

_MOST_HELD = 1 << 24
"""Numbers that a pass holds at most, 128 megabytes, so that large diagrams take fewer samples at a time."""


_BEYOND = "its samples are beyond the range of floats"


def run(problem: Problem, samples: int, seed: int) -> Simulation:
    """What `gsn.risk.simulation.simulate` does."""
    compiled = compile_problem(problem, wanted_by(problem))
    found = list(outputs_of(problem, compiled))
    outputs = [each for each in found if isinstance(each, Output)]
    with np.errstate(all="ignore"):  # what is not finite in the end is left out
        distributions = [Distribution.of(parameter) for parameter in compiled.parameters]
        drawn = _samples(compiled, outputs, distributions, samples, seed)
        turned = Turned(compiled.program, outputs, distributions)
        finite = [output for output in outputs if np.isfinite(drawn[output.node][-1])]
        simulated = tuple(_simulated(output, drawn[output.node], turned) for output in finite)
    beyond = [Omitted(output.name, _BEYOND) for output in outputs if output not in finite]
    return Simulation(
        samples=samples,
        seed=seed,
        method=METHOD,
        simulated=simulated,
        sampled=tuple(map(_sampled, distributions)),
        omitted=(*(each for each in found if isinstance(each, Omitted)), *beyond),
    )


def _samples(
    compiled: Compiled, outputs: Sequence[Output], distributions: Iterable[Distribution], samples: int, seed: int
) -> dict[int, Floats]:
    """The samples of each output's node, sorted."""
    program = compiled.program
    needed = program.needed_for(output.node for output in outputs)
    draws = [Draws(distribution, seed) for distribution in distributions]
    results = {output.node: np.empty(samples) for output in outputs}
    at_a_time = max(1, min(_AT_A_TIME, _MOST_HELD // max(1, program.largest)))
    for start in range(0, samples, at_a_time):
        count = min(at_a_time, samples - start)
        values = evaluate(program, needed, [each.next(count) for each in draws])
        for node, result in results.items():
            result[start : start + count] = values[node]
    for result in results.values():
        result.sort()
    return results


def _simulated(output: Output, drawn: Floats, turned: Turned) -> Simulated:
    samples = len(drawn)
    mean = _total(drawn) / samples
    away = drawn - mean
    variance = _total(away * away) / samples
    return Simulated(
        name=output.name,
        unit=output.unit,
        mean=mean,
        deviation=float(np.sqrt(variance)),
        percentiles=tuple(_percentile(drawn, level) for level in LEVELS),
        curve=tuple(float(drawn[rank_of(Fraction(percent, 100), samples) - 1]) for percent in range(1, 100)),
        passing=tuple(_passing(threshold, drawn) for threshold in output.thresholds),
        drivers=turned.drivers_of(output, variance),
    )


def _total(values: Floats) -> float:
    """The sum from first to last: numpy's own order of adding is the processor's."""
    return float(np.add.accumulate(values)[-1])


def _percentile(drawn: Floats, level: Fraction) -> Percentile:
    samples = len(drawn)
    low, high = rank_below(level, samples, DOUBT), rank_above(level, samples, DOUBT)
    return Percentile(
        level=level,
        value=float(drawn[rank_of(level, samples) - 1]),
        low=None if low is None else float(drawn[low - 1]),
        high=None if high is None else float(drawn[high - 1]),
    )


def _passing(threshold: Threshold, drawn: Floats) -> Passing:
    if threshold.side is Side.UPPER:
        count = len(drawn) - int(np.searchsorted(drawn, threshold.value, side="right"))
    else:
        count = int(np.searchsorted(drawn, threshold.value, side="left"))
    return Passing(threshold.of, threshold.side, threshold.value, count, len(drawn))


def _sampled(distribution: Distribution) -> Sampled:
    parameter = distribution.parameter
    return Sampled(
        parameter.name, tuple(map(str, parameter.sources)), distribution.mean, distribution.low, distribution.high
    )
