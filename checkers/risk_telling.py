"""How a step that does not carry its claim is told: both figures, and what would have to be otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from gsn.argument import Argument
from gsn.model.kinds import Kind
from gsn.model.reference import Identity, name_of
from gsn.risk.evaluating import Variation
from gsn.risk.figures import figure, percent, shown
from gsn.risk.problem import Believed, Claim, Dimension, GivenPrior, Measurement, Side
from gsn.risk.proof import Proof
from gsn.risk.term import written
from gsn.risk.variations import Operand, operands

from .risk_outcomes import Source, Step, derived_by

_LEAST_DIGITS, _MOST_DIGITS = 3, 30
"""Digits of a figure: as many as tell what follows from what is claimed."""


def gap(step: Step) -> str:
    """What a step gives, and what is claimed."""
    claim, derived = step.claim, step.derived
    goal, confidence = name_of(claim.id.goal), percent(1 - claim.doubt)
    if step.silent:
        part, why = written(step.parts[0]), _silence(step)
        return f"what supports `{goal}` bounds `{part}` by nothing at {confidence}: {why}"
    if derived is None:
        return f"what supports `{goal}` bounds `{written(claim.quantity)}` by nothing at {confidence}"
    upper = claim.side is Side.UPPER
    side, how = ("at most", "too high") if upper else ("at least", "too low")
    given, claimed = _told_apart(derived.value, claim)
    ratio = derived.value / claim.value if upper and claim.value else None
    by = f"{_above_one(ratio)} times {how}" if ratio is not None and ratio > 1 else how
    per = f" per {claim.unit}" if claim.unit is not None else ""
    stated = f"{claim.relation} {claimed}{per}"
    return f"what supports `{goal}` gives {side} {given}{per} at {confidence}, the claim is {stated}: {by}"


def _told_apart(derived: Fraction, claim: Claim) -> tuple[str, str]:
    """Two figures with as many digits as it takes to see that they differ; equal ones differ by `<` alone."""
    for digits in range(_LEAST_DIGITS, _MOST_DIGITS):
        given, claimed = shown(derived, claim.side, digits), shown(claim.value, None, digits)
        if given != claimed and Fraction(claimed) == claim.value:
            return given, claimed
    return shown(derived, claim.side), shown(claim.value)


def _above_one(ratio: Fraction) -> str:
    """A factor, rounded down, with as many digits as it takes to be above one."""
    told = (shown(ratio, Side.LOWER, digits) for digits in range(_LEAST_DIGITS, _MOST_DIGITS))
    return next((text for text in told if text != "1"), "1")


def _silence(step: Step) -> str:
    """Why what bears on a part gives no bound of it."""
    source = step.silent[0]
    if isinstance(source, Claim):
        side = "below" if source.side is Side.LOWER else "above"
        return f"`{name_of(source.id.goal)}` bounds it from {side} only"
    name, part = f"`{name_of(source.id.record)}`", _part(step, source)
    match source.result:
        case Believed() as believed if _tail(believed) > part:
            return f"{name} is believed with {percent(_tail(believed))} of doubt, and {percent(part)} is left for it"
        case Believed():
            return f"{name} bounds it from above only"
        case GivenPrior():
            return f"the prior of {name} is too weak for the {percent(part)} of doubt that is left for it"
        case _:
            return f"{name} shows nothing at the {percent(part)} of doubt that is left for it"


def mending(step: Step) -> str:
    """What the operand that costs most would have to be, or else what could be claimed."""
    claim, derived = step.claim, step.derived
    if step.silent:
        return _breaking_silence(step)
    first = next((each for each in operands(step.search, claim) if each.wanted is not None), None)
    if first is not None:
        return _operand(step, first)
    if derived is None or (derived.unit is None and derived.value == (1 if claim.side is Side.UPPER else 0)):
        return "claim or measure what it is made of, or argue a licence"
    bound = figure(derived.value, derived.unit, claim.side)
    needed = f": `gsn risk --needed {name_of(claim.id.goal)}` says by how much" if claim.side is Side.UPPER else ""
    return f"claim {bound}, or support it better{needed}"


def _operand(step: Step, first: Operand) -> str:
    quantity = step.search.problem.quantities[first.quantity]
    unit = (quantity.unit or "year") if quantity.dimension is Dimension.FREQUENCY else None
    is_ = figure(first.value, first.unit, Side.UPPER)
    wanted = figure(_rounded(step, first), unit, Side.LOWER)
    return f"`{written(first.quantity)}` is at most {is_} and would have to be at most {wanted}, all else as it is"


def _rounded(step: Step, operand: Operand) -> Fraction:
    """What an operand would have to be, to three digits: it was found by halving, just below a figure that will do."""
    wanted = operand.wanted or Fraction(0)
    nearest, quantity = Fraction(shown(wanted)), step.search.problem.quantities[step.claim.quantity]
    variation = Variation(assumed={operand.quantity: nearest})
    evaluation = step.search.evaluation(step.leaves, step.charges, Proof(), variation)
    derived = derived_by(evaluation, step.claim, quantity)
    return nearest if derived is not None and step.claim.holds(derived.value) else wanted


def _breaking_silence(step: Step) -> str:
    source, side = step.silent[0], "above" if step.claim.side is Side.UPPER else "below"
    if isinstance(source, Claim) or (
        isinstance(source.result, Believed) and _tail(source.result) <= _part(step, source)
    ):
        return f"claim or measure `{written(step.parts[0])}` from {side}, too"
    return "leave it more doubt: claim at less confidence, or have fewer claims and records bear on it"


def _part(step: Step, measurement: Measurement) -> Fraction:
    """What of the doubt is left for a measurement."""
    return step.charges.parts.get(measurement.id, Fraction(0))


def _tail(believed: Believed) -> Fraction:
    """The doubt in which a belief is held on one side."""
    return believed.doubt / 2 if believed.central else believed.doubt


def named(sources: Sequence[Source]) -> str:
    """Claims and records in a sentence."""
    names = (source.id.record if isinstance(source, Measurement) else source.id.goal for source in sources)
    return ", ".join(f"`{name_of(name)}`" for name in dict.fromkeys(names))


def claimless_between(argument: Argument, claim: Claim) -> str | None:
    """What to do where a goal deeper down bounds what is claimed, and one between claims nothing."""
    search = argument.risk.search
    relevant = search.charging.closure(claim.quantity)
    stack: list[tuple[Identity, Identity | None]] = [(claim.id.goal, None)]
    seen = {claim.id.goal}
    while stack:
        element, between = stack.pop()
        for link in argument.support_of(element):
            if link.target in seen:
                continue
            seen.add(link.target)
            bounding = [each for each in search.charging.claims_of.get(link.target, ()) if each.quantity in relevant]
            if between is not None and bounding:
                deeper, bounded = name_of(link.target), written(bounding[0].quantity)
                return f"`{deeper}` bounds `{bounded}` further down: claim it in `{name_of(between)}` too"
            is_goal = argument.kind_of(link.target) is Kind.GOAL
            stack.append((link.target, between or (link.target if is_goal else None)))
    return None
