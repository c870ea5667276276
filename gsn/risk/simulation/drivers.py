"""Which parameters drive a result: by turning each, and where the result is linear in each, exactly.

With independent parameters, a polynomial that holds each to the first power at most has as its mean its value at the
means; the derivative by one is the difference between its values with that one at 1 and at 0; and that derivative's
square times the parameter's variance is the variance that is the parameter's own (first-order Sobol).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from gsn.risk.simulation.distributions import Distribution
from gsn.risk.simulation.outputs import Output
from gsn.risk.simulation.portable import Floats
from gsn.risk.simulation.program import Program, evaluate
from gsn.risk.simulation.results import Driver

MOST = 1000
"""Parameters that are turned at a time: two evaluations of the program for each."""


class Turned:
    """All outputs, with each parameter turned while the others stay at their means."""

    def __init__(self, program: Program, outputs: Sequence[Output], distributions: Sequence[Distribution]) -> None:
        self._program = program
        self._outputs = outputs
        self._distributions = distributions
        self._needed = program.needed_for(output.node for output in outputs)
        lows = [distribution.low for distribution in distributions]
        highs = [distribution.high for distribution in distributions]
        self._swings = self._pairs(lows, highs)
        self._slopes = self._pairs([0.0] * len(lows), [1.0] * len(lows))

    def drivers_of(self, output: Output, variance: float) -> tuple[Driver, ...]:
        """The parameters that an output depends on, what matters most first."""
        found = list(self._drivers(output, variance))
        return tuple(sorted(found, key=lambda driver: (-(driver.first_order or 0), -driver.swing, driver.parameter)))

    def _drivers(self, output: Output, variance: float) -> Iterator[Driver]:
        linear = self._program.linear[output.node]
        swings, slopes = self._swings[output.node], self._slopes[output.node]
        for index in sorted(self._program.support[output.node]):
            distribution = self._distributions[index]
            birnbaum = float(slopes[1, index] - slopes[0, index]) if linear else None
            own = birnbaum * birnbaum * distribution.variance / variance if birnbaum is not None and variance else None
            yield Driver(distribution.parameter.name, float(swings[0, index]), float(swings[1, index]), birnbaum, own)

    def _pairs(self, first: Sequence[float], second: Sequence[float]) -> dict[int, Floats]:
        """Of each output, two rows: a column for each parameter, turned to its first and to its second value."""
        count = len(self._distributions)
        rows: dict[int, list[Floats]] = {output.node: [] for output in self._outputs}
        for values in (first, second):
            for start in range(0, count, MOST):
                turned = range(start, min(start + MOST, count))
                parameters = [np.full(len(turned), distribution.mean) for distribution in self._distributions]
                for column, index in enumerate(turned):
                    parameters[index][column] = values[index]
                found = evaluate(self._program, self._needed, parameters)
                for node, columns in rows.items():
                    columns.append(found[node])
        return {node: np.concatenate(columns).reshape(2, count) for node, columns in rows.items() if count}
