"""The bounds that records' figures give at their part of the doubt (calculus, rules 16-18)."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from gsn.model.reference import Identity
from gsn.risk.certificate import Hypothesis, Rule, Witness
from gsn.risk.parts import Part
from gsn.risk.problem import Believed, Compared, Counted, GivenPrior, Measurement, Observed, Quantity, Side
from gsn.risk.proof import Bound, Proof
from gsn.risk.statistics import (
    lower_probability,
    lower_probability_anytime,
    lower_rate,
    upper_given_prior,
    upper_probability,
    upper_probability_anytime,
    upper_rate,
)

_upper_probability = lru_cache(maxsize=4096)(upper_probability)
"""A case that repeats one design has the same counts in many records."""

ZERO = Fraction(0)


def figure(
    measurement: Measurement, side: Side, part: Fraction
) -> tuple[Fraction, str | None, tuple[Fraction, ...]] | None:
    """The bound that a measurement gives at its part of the doubt."""
    upper = side is Side.UPPER
    match measurement.result:
        case Counted(least, most, trials, anytime):
            if anytime:
                bound = upper_probability_anytime if upper else lower_probability_anytime
            else:
                bound = _upper_probability if upper else lower_probability
            return bound(most if upper else least, trials, part), None, ()
        case Compared(events, trials, baseline_events, baseline_trials):
            half = part / 2
            first = upper_probability if upper else lower_probability
            second = lower_probability if upper else upper_probability
            parts = (first(events, trials, half), second(baseline_events, baseline_trials, half))
            return max(ZERO, parts[0] - parts[1]), None, parts
        case Observed(events, exposure, unit):
            return (upper_rate if upper else lower_rate)(events, exposure, part), unit, ()
        case Believed(low, high, unit, doubt, central):
            end = high if upper else low
            enough = (doubt / 2 if central else doubt) <= part
            return (end, unit, ()) if end is not None and enough else None
        case GivenPrior(trials, value, belief, _):
            given = upper_given_prior(trials, value, belief, part) if upper else None
            return (given, None, ()) if given is not None else None
        case _:
            return None


class Test(NamedTuple):
    """A measurement and its part of a step's doubt."""

    measurement: Measurement
    share: Fraction


def tested(
    part: Part, quantity: Quantity, test: Test, proof: Proof, is_sound: Callable[[Identity], bool]
) -> Bound | None:
    """The step that bounds a quantity by one record; nothing where that gives no bound."""
    measurement, share = test
    if share <= 0 or (quantity.condition_by is not None and not is_sound(quantity.condition_by)):
        return None
    found = figure(measurement, part.side, share)
    if found is None:
        return None
    value, unit, parts = found
    rule, hypotheses = _presumed(measurement, is_sound)
    if rule is None:
        return None
    if quantity.condition_by is not None:
        hypotheses.append(Hypothesis("condition", quantity.identity, quantity.condition_by))
    return proof.add(
        rule,
        [],
        part,
        value,
        unit,
        hypotheses=hypotheses,
        charges={measurement.id: share},
        witness=Witness(measurement=measurement.id, parts=parts),
    )


def _presumed(measurement: Measurement, is_sound: Callable[[Identity], bool]) -> tuple[Rule | None, list[Hypothesis]]:
    """What a measurement presumes, by what argues it; where nothing does, the presumption itself."""
    record = measurement.id.record
    argued: list[Identity | None] = [name for name in measurement.presumed if is_sound(name)]
    match measurement.result:
        case Believed():
            return Rule.BELIEF, [Hypothesis("calibration", record, by) for by in argued or [None]]
        case GivenPrior(by=goal):
            presumptions = [Hypothesis("presumption", record, by) for by in argued or [None]]
            return (Rule.PRIOR if is_sound(goal) else None), [Hypothesis("prior", record, goal), *presumptions]
        case _:
            return Rule.TAIL, [Hypothesis("presumption", record, by) for by in argued or [None]]
