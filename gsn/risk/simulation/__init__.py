"""Simulation of hazards, for margins and pictures, never for a verdict.

Each quantity that was measured or that experts believed something of is a parameter with a distribution: Jeffreys'
posterior for counts and for events in an exposure, a log-normal fitted to elicited quantiles. A parameter is sampled
once, however many events it belongs to (state-of-knowledge correlation). Expressions are those of the argument.

What the verdict never does is done here: where nothing says how events depend on each other, they are taken to be
independent, so that `any of` probabilities is the independent-case value. Only `exclusive` and `common cause` licences
are heeded, and whether their goals hold is not asked.

numpy is imported when something is simulated.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gsn.risk.problem import Problem
    from gsn.risk.simulation.results import Simulation

__all__ = ["SAMPLES", "SEED", "simulate"]

SAMPLES = 100_000
SEED = 1
"""Any fixed number: the same case gives the same figures, run after run."""


def simulate(problem: Problem, *, samples: int = SAMPLES, seed: int = SEED) -> Simulation:
    """Sample every hazard, every claimed quantity and every limit of a problem.

    Nothing of it raises for what a case says: what cannot be simulated is listed with the reason.

    Args:
        problem: The extracted problem; its quantities, licences, claims, measurements and limits are read.
        samples: How many, at least 1.
        seed: Any integer; with the number of samples it fixes every figure, on every machine.
    """
    if samples < 1:
        raise ValueError(f"{samples} samples: at least one is drawn")
    from gsn.risk.simulation.running import run

    return run(problem, samples, seed)
