"""Figures for people: three digits, rounded to the side that claims less, and never said to be exact."""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction

from gsn.model.number import Relation
from gsn.risk.problem import Claim, Side

DIGITS = 3

_ROUNDED = {Side.UPPER: ROUND_CEILING, Side.LOWER: ROUND_FLOOR, None: ROUND_HALF_EVEN}

_PLAIN = range(-3, 5)
"""Powers of ten that are written out."""


def shown(value: Fraction, side: Side | None = None, digits: int = DIGITS) -> str:
    """A number of few digits: an upper bound rounded up, a lower one down, anything else to the nearest."""
    if value == 0:
        return "0"
    context = Context(prec=digits, rounding=_ROUNDED[side], Emax=10**9, Emin=-(10**9))
    rounded = context.divide(Decimal(value.numerator), Decimal(value.denominator))
    rounded = rounded.normalize(context)
    if rounded.adjusted() in _PLAIN:
        return f"{rounded:f}"
    digits_, exponent = f"{rounded:E}".split("E")
    return f"{digits_}e{int(exponent)}"


def figure(value: Fraction, unit: str | None, side: Side | None = None) -> str:
    """A number with its denominator: ``7.88e-3 per year``."""
    return shown(value, side) if unit is None else f"{shown(value, side)} per {unit}"


def percent(share: Fraction, digits: int = 4) -> str:
    """A share of one as a percentage: ``99.8%``."""
    return f"{shown(share * 100, digits=digits)}%"


def statement(claim: Claim) -> str:
    """What a claim says of its quantity: ``<= 2.7e-2 per year at 85%``."""
    return f"{claim.relation} {figure(claim.value, claim.unit)} at {percent(1 - claim.doubt)}"


def headroom(limit: Fraction, bound: Fraction) -> Fraction | None:
    """How many times a bound fits into its limit; nothing where the bound is 0."""
    return limit / bound if bound else None


def times(factor: Fraction) -> str:
    """A factor, rounded down: ``1.02 times``."""
    return f"{shown(factor, Side.LOWER)} times"


def is_upper(relation: Relation) -> bool:
    return relation in {Relation.AT_MOST, Relation.BELOW}
