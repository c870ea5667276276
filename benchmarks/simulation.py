"""What simulating costs: a hundred thousand samples of fifty quantities, in this process."""

from __future__ import annotations

import time
from fractions import Fraction

from gsn.model.expression import Operator
from gsn.model.number import Relation
from gsn.risk.problem import Claim, ClaimId, Counted, Dimension, Measurement, MeasurementId, Observed, Problem, Quantity
from gsn.risk.simulation import simulate
from gsn.risk.term import Composite, Term

SCENARIOS = 12
"""Each a frequency and three probabilities: with the hazard and one more, fifty quantities."""


def simulation() -> None:
    problem = fifty_quantities()
    simulate(problem, samples=100)  # imports, and the tables of Gauss and Legendre
    begun = time.perf_counter()
    found = simulate(problem)
    seconds = time.perf_counter() - begun
    print(f"{found.samples:,} samples, {len(problem.quantities)} quantities  {seconds:6.3f} s   (at most 1)")


def fifty_quantities() -> Problem:
    """A hazard of twelve scenarios, each of attempts and three barriers, with a mitigation in common."""
    quantities: dict[str, Quantity] = {}
    results: dict[str, Counted | Observed] = {}
    chains: list[Term] = []
    for scenario in range(SCENARIOS):
        attempts = f"attempts{scenario}"
        quantities[attempts] = _quantity(attempts, Dimension.FREQUENCY)
        results[attempts] = Observed(scenario, Fraction(10 + scenario), "year")
        barriers = [f"barrier{scenario}.{number}" for number in range(3)]
        for number, barrier in enumerate(barriers):
            quantities[barrier] = _quantity(barrier, Dimension.PROBABILITY)
            results[barrier] = Counted(number, number, 500 + 10 * scenario)
        chains.append(Composite(Operator.THEN, (attempts, *barriers, "unnoticed")))
    quantities["unnoticed"] = _quantity("unnoticed", Dimension.PROBABILITY)
    results["unnoticed"] = Counted(3, 3, 200)
    quantities["hazard"] = _quantity("hazard", Dimension.FREQUENCY, Composite(Operator.ANY, tuple(chains)))
    claims = [
        (name, "year" if quantity.dimension is Dimension.FREQUENCY else None) for name, quantity in quantities.items()
    ]
    return Problem(
        quantities=quantities,
        licences=(),
        claims={
            ClaimId(name, 0): Claim(
                ClaimId(name, 0), name, Relation.AT_MOST, Fraction(1, 10), unit, Fraction(1, 10), None
            )
            for name, unit in claims
        },
        measurements={
            MeasurementId(name, 0): Measurement(
                MeasurementId(name, 0), name, result, accepted=True, subject=None, presumed=()
            )
            for name, result in results.items()
        },
        steps={},
        carrying={},
        scopes={},
        marks={},
        marked_edges={},
        below={},
    )


def _quantity(name: str, dimension: Dimension, definition: Term | None = None) -> Quantity:
    hazard = definition is not None
    return Quantity(name, dimension, None, hazard, definition, None, ((),), None, ())


if __name__ == "__main__":
    simulation()
