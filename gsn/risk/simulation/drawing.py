"""Random numbers that are the same on every machine: counted bits, and tables that turn them into quantities.

The bits are Philox's, a counter put through a cipher, keyed by the seed and a name. So what is drawn for one name
depends on no other. A number of 52 bits says how far into which tail a sample lies; its leading digits as a float
choose a cell of a table (sixteen to an octave, from a half to 2^-53), and the others where in the cell. There the
quantile function is a cubic (Hermite) that is exact at both ends, with its derivative. A draw so takes products and
sums of floats alone, and is within 1e-6 of the exact quantile, relatively.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import numpy as np

from gsn.risk.simulation.density import Integral
from gsn.risk.simulation.portable import Bits, Floats, Integers

_BITS = 52
"""Of each draw: one for the tail, the others for how far into it."""

_FINE = 4
"""Bits that say where in an octave."""

_DEEPEST = -53
_CELLS = (-1 - _DEEPEST) << _FINE
_REST = 52 - _FINE
_FIRST_CELL = (1023 + _DEEPEST) << _FINE
"""The leading bits of the float 2^-53, whose exponent IEEE 754 stores with 1023 added."""


class Stream:
    """Endless random bits for one name."""

    def __init__(self, seed: int, name: str) -> None:
        key = hashlib.sha256(f"{seed} {name}".encode()).digest()[:16]
        self._bits = np.random.Philox(key=int.from_bytes(key, "big"))

    def numbers(self, count: int) -> Bits:
        """Numbers of 52 bits."""
        numbers: Bits = self._bits.random_raw(count) >> np.uint64(64 - _BITS)
        return numbers

    def choices(self, count: int, among: int) -> Integers:
        """Numbers from 0 to less than `among`, alike often."""
        return (self.numbers(count).astype(np.float64) * 2.0**-_BITS * among).astype(np.int64)


@dataclass(frozen=True, slots=True, eq=False)
class QuantileTable:
    """Cubics in the cells of the lower tail, and then in those of the upper one."""

    cubics: tuple[Floats, Floats, Floats, Floats]

    @classmethod
    def of(cls, integral: Integral) -> QuantileTable:
        sides = [_cubics(*integral.positions(_TAILS, upper=upper)) for upper in (False, True)]
        return cls(tuple(np.concatenate(pair) for pair in zip(*sides, strict=True)))  # type: ignore[arg-type]  # four

    @property
    def complement(self) -> QuantileTable:
        """Of 1 less the quantity."""
        swapped = [np.concatenate([cubic[_CELLS:], cubic[:_CELLS]]) for cubic in self.cubics]
        return QuantileTable((1 - swapped[0], -swapped[1], -swapped[2], -swapped[3]))

    def values(self, numbers: Bits) -> Floats:
        """The quantity for each number of 52 bits."""
        upper = (numbers >> np.uint64(_BITS - 1)).astype(np.int64)
        into = (numbers & np.uint64((1 << (_BITS - 1)) - 1)).astype(np.float64)
        bits = ((into + 0.5) * 2.0**-_BITS).view(np.int64)
        cell = (bits >> _REST) - _FIRST_CELL + upper * _CELLS
        t = (bits & ((1 << _REST) - 1)).astype(np.float64) * 2.0**-_REST
        c0, c1, c2, c3 = (cubic[cell] for cubic in self.cubics)
        values: Floats = ((c3 * t + c2) * t + c1) * t + c0
        return values


_TAILS: Floats = np.append(((np.arange(_CELLS) + _FIRST_CELL) << _REST).view(np.float64), 0.5)
"""Where cells begin and end: every float of few digits."""


def _cubics(at: Floats, derivative: Floats) -> tuple[Floats, Floats, Floats, Floats]:
    """Hermite's cubics between neighbours, held where they would turn (Fritsch and Carlson, 1980)."""
    size, rise = np.diff(_TAILS), np.diff(at)
    most = 3 * np.abs(rise)
    start, end = (np.minimum(np.maximum(size * slope, -most), most) for slope in (derivative[:-1], derivative[1:]))
    return at[:-1], start, 3 * rise - 2 * start - end, start + end - 2 * rise
