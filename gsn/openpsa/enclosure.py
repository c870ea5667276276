"""Numbers that may be irrational, between two rationals that are close: what Open-PSA's expressions come to.

What is rational stays exact as long as it is short. Else it is rounded outward to sixty digits, so that whatever
follows from the two ends is sound. ``decimal`` rounds the exponential function and logarithms correctly to half a unit
of the last place (General Decimal Arithmetic, 1.70), so that the true value lies between the neighbours of its answer.
"""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction
from typing import NamedTuple

_DIGITS = 60
_SHORT = 200
"""Bits of a numerator or denominator that is kept as it is: sixty digits."""

_FARTHEST = 10**1000
"""Beyond it, and nearer to nought than its inverse, nothing is computed: no probability or rate is there."""

_STEEPEST = 2000
"""Of e, on either side: e to the power of it is beyond 10^868, and to the power of its opposite below 10^-868."""

_SMALLEST_PLAIN = -4
"""The power of ten of the smallest number that is written out: 0.0001."""

_DOWN = Context(prec=_DIGITS, rounding=ROUND_FLOOR, Emax=10**6, Emin=-(10**6))
_UP = Context(prec=_DIGITS, rounding=ROUND_CEILING, Emax=10**6, Emin=-(10**6))


class Enclosure(NamedTuple):
    """The value lies between the two, and is known exactly if they are the same."""

    low: Fraction
    high: Fraction

    @property
    def exact(self) -> bool:
        return self.low == self.high


def exactly(value: Fraction | int) -> Enclosure:
    return _outward(Fraction(value), Fraction(value))


def plus(first: Enclosure, second: Enclosure) -> Enclosure:
    return _outward(first.low + second.low, first.high + second.high)


def minus(first: Enclosure, second: Enclosure) -> Enclosure:
    return _outward(first.low - second.high, first.high - second.low)


def times(first: Enclosure, second: Enclosure) -> Enclosure:
    corners = [one * other for one in first for other in second]
    return _outward(min(corners), max(corners))


def over(first: Enclosure, second: Enclosure) -> Enclosure:
    """The quotient.

    Raises:
        ValueError: The divisor is nought, or not known to be another number.
    """
    if second.low <= 0 <= second.high:
        raise ValueError("divides by nought")
    corners = [one / other for one in first for other in second]
    return _outward(min(corners), max(corners))


def exponential(power: Enclosure) -> Enclosure:
    """The number e to a power."""
    return _outward(_exponential_at(power.low, _DOWN), _exponential_at(power.high, _UP))


def logarithm(value: Enclosure) -> Enclosure:
    """The natural logarithm.

    Raises:
        ValueError: The value is not known to be above nought.
    """
    if value.low <= 0:
        raise ValueError("takes the logarithm of a number that is not above nought")
    return _outward(_logarithm_at(value.low, _DOWN), _logarithm_at(value.high, _UP))


def power(base: Enclosure, exponent: Enclosure) -> Enclosure:
    """A power of a number that is not below nought.

    Raises:
        ValueError: The base is below nought, or nought with an exponent that is not above it.
    """
    if base.low == base.high == 0 and exponent.low > 0:
        return base
    if base.low <= 0:
        raise ValueError("takes a power of a number that is not above nought")
    return exponential(times(exponent, logarithm(base)))


def in_digits(value: Fraction, digits: int = 6) -> str:
    """A number for people to read, rounded to the nearest of so many digits."""
    return _written(value, digits, ROUND_HALF_EVEN)


def not_above(value: Fraction, digits: int = 6) -> str:
    """A number for people to read, rounded down: what holds of a lower bound holds of it."""
    return _written(value, digits, ROUND_FLOOR)


def not_below(value: Fraction, digits: int = 6) -> str:
    """A number for people to read, rounded up: what holds of an upper bound holds of it."""
    return _written(value, digits, ROUND_CEILING)


def _written(value: Fraction, digits: int, rounding: str) -> str:
    context = Context(prec=digits, rounding=rounding, Emax=10**6, Emin=-(10**6))
    rounded = context.divide(Decimal(value.numerator), Decimal(value.denominator)).normalize()
    power = rounded.adjusted()
    if not rounded or _SMALLEST_PLAIN <= power < digits:
        return f"{rounded:f}"
    return f"{rounded.scaleb(-power, context):f}e{power}"


def _outward(low: Fraction, high: Fraction) -> Enclosure:
    if max(abs(low), abs(high)) > _FARTHEST:
        raise ValueError("comes to a number beyond 10 to the power of 1000")
    return Enclosure(_rounded(low, _DOWN), _rounded(high, _UP))


def _rounded(value: Fraction, towards: Context) -> Fraction:
    if max(abs(value.numerator).bit_length(), value.denominator.bit_length()) <= _SHORT:
        return value
    if abs(value) * _FARTHEST >= 1:
        return Fraction(_decimal(value, towards))
    away = (value > 0) is (towards is _UP)
    return Fraction(1 if value > 0 else -1, _FARTHEST) if away else Fraction(0)


def _decimal(value: Fraction, towards: Context) -> Decimal:
    return towards.divide(Decimal(value.numerator), Decimal(value.denominator))


def _exponential_at(value: Fraction, towards: Context) -> Fraction:
    if value == 0:
        return Fraction(1)
    if value > _STEEPEST:
        raise ValueError("comes to a number beyond 10 to the power of 868")
    if value < -_STEEPEST:
        return Fraction(0) if towards is _DOWN else Fraction(1, 10**868)
    return Fraction(_neighbour(towards.exp(_decimal(value, towards)), towards))


def _logarithm_at(value: Fraction, towards: Context) -> Fraction:
    return Fraction(0) if value == 1 else Fraction(_neighbour(towards.ln(_decimal(value, towards)), towards))


def _neighbour(value: Decimal, towards: Context) -> Decimal:
    return towards.next_minus(value) if towards is _DOWN else towards.next_plus(value)
