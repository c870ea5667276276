"""Exponentials and logarithms that are the same on every machine, to the last bit.

Mathematical libraries differ in the last digit, and numpy's even between processors. These use only what IEEE 754
fixes: sums, products, quotients and powers of two, one numpy call each, so that no compiler can fuse two of them.
They are within 2 units in the last place.
"""

from __future__ import annotations

from math import factorial
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.float64]
Integers: TypeAlias = NDArray[np.int64]
Bits: TypeAlias = NDArray[np.uint64]

_PER_OCTAVE = 1 / 0.6931471805599453
_OCTAVE_HIGH = float.fromhex("0x1.62e42feep-1")
_OCTAVE_LOW = float.fromhex("0x1.a39ef35793c76p-33")
"""log 2 in two parts, of which the first has so few digits that its multiples are exact."""

_LARGEST = 708.0
_ROOT_HALF = 0.7071067811865476
_EXPONENTIAL = tuple(1 / factorial(power) for power in range(13, 0, -1))
_HYPERBOLIC = tuple(1 / power for power in range(23, 0, -2))
"""Taylor's coefficients, highest power first."""


def exp(x: Floats) -> Floats:
    """The exponential; beyond the range of floats, that of its end."""
    octaves, rest = _reduced(x)
    result: Floats = np.ldexp(1 + rest, octaves)
    return result


def expm1(x: Floats) -> Floats:
    """The exponential less 1, accurate near 0 too."""
    octaves, rest = _reduced(x)
    result: Floats = np.ldexp(rest, octaves) + (np.ldexp(np.ones_like(rest), octaves) - 1)
    return result


def log(x: Floats) -> Floats:
    """The natural logarithm of positive numbers."""
    mantissa, octaves = np.frexp(x)
    low = mantissa < _ROOT_HALF
    mantissa = np.where(low, mantissa + mantissa, mantissa)
    exponent = (octaves - low).astype(np.float64)
    s = (mantissa - 1) / (mantissa + 1)
    square = s * s
    series = _polynomial(_HYPERBOLIC, square)
    result: Floats = exponent * _OCTAVE_HIGH + (2 * s * series + exponent * _OCTAVE_LOW)
    return result


def log1p(x: Floats) -> Floats:
    """The natural logarithm of 1 + x, accurate near 0 too."""
    one_more = 1 + x
    return log(one_more) + (x - (one_more - 1)) / one_more


def _reduced(x: Floats) -> tuple[NDArray[np.int32], Floats]:
    """How many times e^x is doubled, and what is left of it above 1."""
    held = np.minimum(np.maximum(x, -_LARGEST), _LARGEST)
    octaves = np.rint(held * _PER_OCTAVE)
    rest = (held - octaves * _OCTAVE_HIGH) - octaves * _OCTAVE_LOW
    return octaves.astype(np.int32), rest * _polynomial(_EXPONENTIAL, rest)


def _polynomial(coefficients: tuple[float, ...], x: Floats) -> Floats:
    """By Horner's rule."""
    value = np.full_like(x, coefficients[0])
    for coefficient in coefficients[1:]:
        value *= x
        value += coefficient
    return value
