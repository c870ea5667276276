"""Numbers as the view model holds them."""

from __future__ import annotations

from fractions import Fraction

from gsn.report.model.values import Figure
from gsn.risk.figures import figure
from gsn.risk.problem import Side


def bound_figure(value: Fraction, unit: str | None, side: Side | None = None) -> Figure:
    """A number with its denominator; a bound rounded to the side on which it is safe."""
    return Figure(str(value), figure(value, unit, side))
