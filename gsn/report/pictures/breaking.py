"""By which factor each record and bridge would have to be wrong for a claim to break."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from gsn.model.reference import Identity, name_of
from gsn.output.risk_bars import Bar, Chart, Look, Scale, linear_scale, logarithmic_scale, spans_widely
from gsn.report.pictures.links import Link, no_link
from gsn.risk.certificate import BridgeId, Charge
from gsn.risk.figures import shown, statement
from gsn.risk.problem import Claim, ClaimId, MeasurementId, Side
from gsn.risk.term import written
from gsn.risk.variations import BreakEven

MOST_LEAVES = 16
"""Bars of one claim; the most delicate come first."""


def break_even_chart(claim: Claim, found: Sequence[BreakEven], against: str = "", link: Link = no_link) -> Chart | None:
    """The most delicate leaves of a claim, on an axis that begins at 1; nothing where it has no leaf.

    Args:
        claim: What would break.
        found: Its leaves, the most delicate first.
        against: What it is held against, in words; its own value when not given.
        link: The anchors of what is named.
    """
    drawn = found[:MOST_LEAVES]
    if not drawn:
        return None
    factors = [factor for each in drawn if (factor := wrong_by(each)) is not None]
    left_out = len(found) - len(drawn)
    direction = "high" if claim.side is Side.LOWER else "low"
    wide = spans_widely([*factors, Fraction(1)])
    scale = logarithmic_scale([*factors, Fraction(2)], low=Fraction(1)) if wide else _linear(factors)
    return Chart(
        title=f"Break-even of {name_of(claim.id.goal)}: how wrong each leaf may be",
        axis=f"Factor by which a leaf would have to be too {direction}, all else as it is, to break"
        f" {against or f'{written(claim.quantity)} {statement(claim)}'}{'; logarithmic axis' if wide else ''}",
        scale=scale,
        bars=tuple(_bar(each, link) for each in drawn),
        remark=f"Leaves that are less delicate: {left_out} more." if left_out else "",
    )


def _linear(factors: Sequence[Fraction]) -> Scale:
    """From about 1, which is how wrong a leaf is that is not wrong."""
    return linear_scale([Fraction(1), *(factors or [Fraction(2)])], from_zero=False)


def wrong_by(found: BreakEven) -> Fraction | None:
    """The factor as one of at least 1, whichever side the claim bounds."""
    if found.factor is None or found.factor <= 0:
        return None
    return found.factor if found.factor >= 1 else 1 / found.factor


def leaf_of(leaf: Charge) -> tuple[str, Identity]:
    """What a leaf is called, and the element that it is found at."""
    match leaf:
        case MeasurementId(record=record):
            return name_of(record), record
        case BridgeId(quantity=quantity):
            return f"bridge of {written(quantity)}", quantity
        case ClaimId(goal=goal):
            return name_of(goal), goal


def _bar(each: BreakEven, link: Link) -> Bar:
    name, element = leaf_of(each.leaf)
    label = name if isinstance(each.leaf, BridgeId) else f"{name}: {written(each.quantity)}"
    factor = wrong_by(each)
    if factor is None:
        return Bar(label, "no factor breaks it", Fraction(1), None, Look.UNBOUNDED, href=link(element))
    return Bar(label, f"more than {shown(factor, Side.LOWER)} times", Fraction(1), factor, href=link(element))
