"""Whether figures fit the quantity that they are given for: in records, and in claims."""

from __future__ import annotations

from gsn.model.expression import Operator
from gsn.model.reference import name_of
from gsn.risk.problem import Believed, Claim, Compared, Counted, Dimension, Measurement, Observed, Problem, Quantity
from gsn.risk.term import Composite, written
from gsn.risk.units import convertible


def record_misfit(problem: Problem, measurement: Measurement) -> str | None:
    """Why nothing follows from a record's figures about what it measures, in whichever step."""
    return figures_misfit(problem, measurement) or unit_misfit(problem, measurement)


def figures_misfit(problem: Problem, measurement: Measurement) -> str | None:
    """What is wrong with the figures themselves: they give no count, or count what bounds another sort of quantity."""
    quantity = problem.quantities.get(measurement.quantity)
    if measurement.flaw is not None or quantity is None:
        return measurement.flaw
    if isinstance(measurement.result, Compared) and not _is_increase(quantity):
        return f"it compares, and `{written(quantity.identity)}` is no increase"
    if isinstance(measurement.result, Counted) and _is_increase(quantity):
        return f"it compares with nothing, and `{written(quantity.identity)}` is an increase"
    return None


def unit_misfit(problem: Problem, measurement: Measurement) -> str | None:
    """Why what a record counts per is not what its quantity is per."""
    quantity, result = problem.quantities.get(measurement.quantity), measurement.result
    if quantity is None or result is None:
        return None
    unit = result.unit if isinstance(result, Observed | Believed) else None
    return _apart(quantity, unit, f"`{name_of(measurement.id.record)}` measures it")


def claim_misfit(problem: Problem, claim: Claim) -> str | None:
    """Why what a goal claims cannot be said of its quantity."""
    quantity, goal = problem.quantities.get(claim.quantity), name_of(claim.id.goal)
    if quantity is None:
        return None
    if claim.unit is None and claim.value > 1 and quantity.dimension is Dimension.PROBABILITY:
        return f"`{written(quantity.identity)}` is a probability, which is at most 1, and `{goal}` claims more"
    return _apart(quantity, claim.unit, f"`{goal}` claims it")


def _apart(quantity: Quantity, unit: str | None, does: str) -> str | None:
    """How a unit differs from a quantity's, if it does; ``does`` says who gives the unit."""
    name = written(quantity.identity)
    given = Dimension.PROBABILITY if unit is None else Dimension.FREQUENCY
    if quantity.dimension is not None and quantity.dimension is not given:
        how = "per nothing, as a probability" if unit is None else f"per {unit}"
        return f"`{name}` is a {quantity.dimension}, and {does} {how}"
    if unit is not None and quantity.unit is not None and not convertible(unit, quantity.unit):
        return f"`{name}` is per {quantity.unit}, and {does} per {unit}"
    return None


def _is_increase(quantity: Quantity) -> bool:
    definition = quantity.definition
    return isinstance(definition, Composite) and definition.operator is Operator.INCREASE
