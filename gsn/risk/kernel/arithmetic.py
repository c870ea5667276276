"""Logarithms that are certainly not too small, or certainly not too large.

A logarithm is a whole number of grains, so that adding and multiplying by counts is exact. Only the logarithm itself is
rounded: libmpdec's ``ln`` is correctly rounded, so that with ``DIGITS`` digits a quotient is off by a factor within
1 ± 10^-119 and its logarithm by less than 10^-119 · (1 + |ln|). Numbers have at most ``MOST_BITS`` bits, so that
|ln| < 10^5, and both errors together are far less than one grain. Cutting off a fraction of a grain is less than one.
"""

from __future__ import annotations

from decimal import Context, Decimal
from fractions import Fraction
from functools import lru_cache
from math import factorial

DIGITS = 120
GRAINS = 10**60
"""Grains in 1. Times a count of 10^39, what is lost in a logarithm is still less than 10^-20."""

MOST_BITS = 1 << 17
"""Bits of a numerator or a denominator."""

_ROUNDED = 2
"""Grains by which a logarithm may be off: one that was cut off, and one for all that is far less."""

_CONTEXT = Context(prec=DIGITS, Emin=-(10**9), Emax=10**9)

_HALF_LOG_OF_TWO_PI = 918938533204672741780329736405617639861397473637783412817151
"""In grains, cut off."""

_SMALL = 256
"""Factorials below this are multiplied out."""


def log_at_most(number: Fraction) -> int:
    """Grains that are at least the natural logarithm of a positive number."""
    return _log(number.numerator, number.denominator) + _ROUNDED


def log_at_least(number: Fraction) -> int:
    """Grains that are at most the natural logarithm of a positive number."""
    return _log(number.numerator, number.denominator) - _ROUNDED


def log_factorial_at_most(number: int) -> int:
    """Grains that are at least ln n!.

    Stirling's series envelops ln n! for n > 0 (NIST DLMF 5.11.1 with 5.11(ii)): ln n! lies between
    (n + 1/2) ln n - n + ln(2 pi)/2 + 1/(12 n) and the same less 1/(360 n^3).
    """
    if number < _SMALL:
        return log_at_most(Fraction(factorial(number)))
    leading = _up((2 * number + 1) * log_at_most(Fraction(number)), 2) - number * GRAINS
    return leading + _HALF_LOG_OF_TWO_PI + 1 + _up(GRAINS, 12 * number)


def log_factorial_at_least(number: int) -> int:
    """Grains that are at most ln n!, likewise."""
    if number < _SMALL:
        return log_at_least(Fraction(factorial(number)))
    leading = (2 * number + 1) * log_at_least(Fraction(number)) // 2 - number * GRAINS
    return leading + _HALF_LOG_OF_TWO_PI + GRAINS // (12 * number) - _up(GRAINS, 360 * number**3)


@lru_cache(maxsize=1024)  # many steps share a doubt, and many records a count
def _log(numerator: int, denominator: int) -> int:
    quotient = _CONTEXT.divide(Decimal(numerator), Decimal(denominator))
    return int(_CONTEXT.scaleb(_CONTEXT.ln(quotient), 60))


def _up(numerator: int, denominator: int) -> int:
    return -(-numerator // denominator)
