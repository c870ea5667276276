"""Which measured quantities drive a result: the tornado, from a simulation."""

from __future__ import annotations

from fractions import Fraction

from gsn.model.reference import name_of
from gsn.output.risk_bars import Bar, Chart, Rule, Scale, linear_scale, logarithmic_scale, spans_widely
from gsn.report.pictures.links import Link, no_link
from gsn.risk.figures import shown
from gsn.risk.problem import Problem
from gsn.risk.simulation.results import Driver, Simulated, Simulation

MOST_DRIVERS = 12
"""Bars of a tornado; what is below them hardly moves the result."""


def simulated_hazards(problem: Problem, simulation: Simulation) -> list[Simulated]:
    """What has a tornado: hazards and limits that depend on several parameters."""
    return [
        each
        for each in simulation.simulated
        if len(each.drivers) > 1 and (each.name not in problem.quantities or problem.quantities[each.name].hazard)
    ]


def tornado_chart(each: Simulated, simulation: Simulation, link: Link = no_link) -> Chart:
    """What a result is with each parameter at its 5th and its 95th percentile, widest swing first."""
    drivers = sorted(each.drivers, key=lambda driver: (-driver.swing, driver.parameter))
    drawn = drivers[:MOST_DRIVERS]
    name = name_of(each.name) or each.name
    left_out = len(drivers) - len(drawn)
    values = [Fraction(value) for driver in drawn for value in (driver.low, driver.high)]
    scale = _scale([*values, Fraction(each.mean)])
    unit = f" per {each.unit}" if each.unit else ""
    return Chart(
        title=f"Tornado of {name}: what drives it, by simulation",
        axis=f"{name}{unit} with one parameter at its 5th and its 95th percentile, all others at their means"
        f"{'; logarithmic axis' if scale.logarithmic else ''}",
        scale=scale,
        bars=tuple(_bar(driver, link) for driver in drawn),
        rule=Rule(Fraction(each.mean), "mean of the samples"),
        remark=f"{simulation.samples:,} samples, seed {simulation.seed}; no verdict rests on any of it."
        + (f" Parameters that move it less: {left_out} more." if left_out else ""),
    )


def _scale(values: list[Fraction]) -> Scale:
    if min(values) > 0 and spans_widely(values):
        return logarithmic_scale(values, floating=True)
    return linear_scale(values, from_zero=2 * min(values) < max(values))


def _bar(driver: Driver, link: Link) -> Bar:
    low, high = Fraction(driver.low), Fraction(driver.high)
    share = f", {driver.first_order:.0%} of the variance" if driver.first_order is not None else ""
    name = name_of(driver.parameter) or driver.parameter
    return Bar(name, f"{shown(low)} to {shown(high)}{share}", low, high, href=link(driver.parameter))
