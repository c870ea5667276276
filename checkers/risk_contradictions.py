"""Records that contradict a claim: from the other side they bound beyond what is claimed."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from gsn.risk.parts import opposite
from gsn.risk.problem import Claim, Measurement, Side
from gsn.risk.record_bounds import figure
from gsn.risk.search import Search
from gsn.risk.units import lower_factor, upper_factor

from .risk_fitting import record_misfit


class Opposite(NamedTuple):
    """What a record gives from the other side than a claim bounds, in the claim's unit."""

    value: Fraction
    unit: str | None
    side: Side


def contradiction(search: Search, claim: Claim, measurement: Measurement) -> Opposite | None:
    """What a measurement of the claimed quantity gives, where that lies beyond the claim at the claim's confidence.

    Whatever state the record is in, and whoever cites it. All records of the quantity share the doubt, so that one of
    many does not contradict by chance.
    """
    if measurement.quantity != claim.quantity or not _is_about(search, claim, measurement):
        return None
    if measurement.result is None or record_misfit(search.problem, measurement) is not None:
        return None
    part = claim.doubt / len(search.charging.measuring[claim.quantity])
    found = _converted(claim, figure(measurement, opposite(claim.side), part))
    if found is None:
        return None
    beyond = found.value > claim.value if claim.side is Side.UPPER else found.value < claim.value
    return found if beyond else None


def contradicted_by(search: Search, claim: Claim, source: Claim | Measurement) -> bool:
    """Whether something that a step stands on contradicts what it is to show."""
    return isinstance(source, Measurement) and contradiction(search, claim, source) is not None


def _is_about(search: Search, claim: Claim, measurement: Measurement) -> bool:
    """Whether a record bears on the claim's configuration: one that speaks of another does not speak against it."""
    if None in {claim.subject, measurement.subject} or claim.subject == measurement.subject:
        return True
    return any(
        (carrying.source, carrying.target) == (measurement.subject, claim.subject)
        for carried in search.problem.carrying.values()
        for carrying in carried
    )


def _converted(claim: Claim, found: tuple[Fraction, str | None, tuple[Fraction, ...]] | None) -> Opposite | None:
    """A bound in the claim's unit, at the end that is worse for contradicting."""
    if found is None:
        return None
    value, unit, _ = found
    side = opposite(claim.side)
    if unit is None or claim.unit is None:
        return Opposite(value, unit, side) if unit is claim.unit else None
    factor = (upper_factor if side is Side.UPPER else lower_factor)(unit, claim.unit)
    return Opposite(value * factor, claim.unit, side) if factor is not None else None
