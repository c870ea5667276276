"""Distributions by their densities: added up, turned round, and their moments.

Each is written in a variable in which its density is a bell that is 1 at 0: log odds for a proportion, a logarithm for
a rate, standard deviations for a log-normal. The bell is integrated in cells by Gauss and Legendre, from both ends, so
that quantiles are accurate far out in both tails. A normalising constant is never needed. All of it is portable
(:mod:`.portable`); quantiles are within 1e-10 of the exact ones, relatively.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple, Protocol

import numpy as np

from gsn.risk.simulation.portable import Floats, exp, expm1, log, log1p

_CELLS = 96
"""On each side of the bell's top, wider the farther they are from it: there the bell falls evenly."""

_DROP = 80.0
"""The bell ends where it is e^-80 of its top; no sample of 52 bits comes from beyond."""

_NODES = (
    (0.1834346424956498, 0.362683783378362),
    (0.525532409916329, 0.31370664587788727),
    (0.7966664774136267, 0.22238103445337448),
    (0.9602898564975363, 0.10122853629037626),
)
"""Positive nodes of Gauss and Legendre of order 8 on [-1, 1], with their weights."""

_AT = np.array([(1 - x) / 2 for x, _ in reversed(_NODES)] + [(1 + x) / 2 for x, _ in _NODES])
_WEIGHT = np.array([w / 2 for _, w in reversed(_NODES)] + [w / 2 for _, w in _NODES])


class Bell(Protocol):
    """A density in a variable of its own."""

    @property
    def width(self) -> float:
        """About its standard deviation."""

    def log_density(self, d: Floats) -> Floats:
        """Of the variable; 0 at 0 and negative elsewhere."""

    def position(self, d: Floats) -> Floats:
        """The quantity where the variable is d: it increases with it."""

    def slope(self, d: Floats) -> Floats:
        """The derivative of the position."""


class Proportion(NamedTuple):
    """The beta distribution, in log odds less those of its mode there; ``top`` is a / (a + b), at most a half."""

    a: float
    top: float

    @property
    def width(self) -> float:
        return float(1 / np.sqrt(self.a * (1 - self.top)))

    def log_density(self, d: Floats) -> Floats:
        return self.a * d - (self.a / self.top) * log1p(self.top * expm1(d))

    def position(self, d: Floats) -> Floats:
        return self.top * exp(d) / (1 + self.top * expm1(d))

    def slope(self, d: Floats) -> Floats:
        at = self.position(d)
        return at * (1 - at)


class Rate(NamedTuple):
    """The gamma distribution of shape a and some rate, in the logarithm less that of ``top``, a / rate."""

    a: float
    top: float

    @property
    def width(self) -> float:
        return float(1 / np.sqrt(self.a))

    def log_density(self, d: Floats) -> Floats:
        return self.a * (d - expm1(d))

    def position(self, d: Floats) -> Floats:
        return self.top * exp(d)

    def slope(self, d: Floats) -> Floats:
        return self.position(d)


class LogNormal(NamedTuple):
    """A normal distribution of the logarithm, in its standard deviations; what is above ``most`` counts as that."""

    median: float
    sigma: float
    most: float

    @property
    def width(self) -> float:
        return 1.0

    def log_density(self, d: Floats) -> Floats:
        return d * d / -2

    def position(self, d: Floats) -> Floats:
        return np.minimum(self.median * exp(self.sigma * d), self.most)

    def slope(self, d: Floats) -> Floats:
        at = self.position(d)
        return np.where(at < self.most, self.sigma * at, 0.0)


@dataclass(frozen=True, slots=True, eq=False)
class Integral:
    """A bell in cells: where they begin and end, and how much of the bell lies below and above each of these ends."""

    bell: Bell
    ends: Floats
    below: Floats
    above: Floats

    @classmethod
    def of(cls, bell: Bell) -> Integral:
        down, up = _reach(bell, -1), _reach(bell, 1)
        share = np.arange(_CELLS + 1) / _CELLS
        ends = np.concatenate([down * (share * share)[:0:-1], up * (share * share)])
        masses = _masses(bell, ends[:-1], ends[1:])
        below = np.add.accumulate(np.concatenate([[0.0], masses]))
        above = np.add.accumulate(np.concatenate([[0.0], masses[::-1]]))[::-1]
        return cls(bell, ends, below, above)

    @property
    def whole(self) -> float:
        return float(self.below[-1])

    def quantile(self, probability: float) -> float:
        """The quantity that is not exceeded with a probability strictly between 0 and 1."""
        if probability <= 1 / 2:
            return float(self.positions(np.array([probability]))[0][0])
        return float(self.positions(np.array([1 - probability]), upper=True)[0][0])

    def positions(self, tails: Floats, *, upper: bool = False) -> tuple[Floats, Floats]:
        """The quantities with so much of the distribution below (or above) them, with their derivatives by it."""
        sign, sums = (-1.0, self.above) if upper else (1.0, self.below)
        wanted = tails * sums[0 if upper else -1]
        d = self._inverse(wanted, upper=upper)
        return self.bell.position(d), sign * self.bell.slope(d) * self.whole / exp(self.bell.log_density(d))

    def _inverse(self, wanted: Floats, *, upper: bool) -> Floats:
        """Where as much of the bell as is wanted lies beyond.

        On the cubic through the ends of a cell, along the slopes there, with the logarithm of what lies beyond as its
        variable; and from there by one step of Newton's method, which leaves 1e-10.
        """
        ends, sums = (self.ends[::-1], self.above[::-1]) if upper else (self.ends, self.below)
        cell = np.minimum(np.maximum(np.searchsorted(sums, wanted, side="right") - 1, 1), len(ends) - 2)
        start, size, held, full = ends[cell], ends[cell + 1] - ends[cell], sums[cell], sums[cell + 1]
        sought, bottom = log(wanted), log(held)
        height = log(full) - bottom
        t = (sought - bottom) / height
        sign = -1.0 if upper else 1.0
        first = sign * height * held / exp(self.bell.log_density(start))
        last = sign * height * full / exp(self.bell.log_density(start + size))
        d: Floats = start + t * (first + t * (3 * size - 2 * first - last + t * (first + last - 2 * size)))
        mass = held + np.abs(_masses(self.bell, start, d))
        return d + sign * (sought - log(mass)) * mass / exp(self.bell.log_density(d))

    def moments(self) -> tuple[float, float]:
        """The mean and the variance of the quantity."""
        mean = self._expected(0.0, 1)
        return mean, self._expected(mean, 2)

    def _expected(self, centre: float, power: int) -> float:
        size = np.diff(self.ends)
        total = np.zeros_like(size)
        for at, weight in zip(_AT, _WEIGHT, strict=True):
            d = self.ends[:-1] + size * at
            away = self.bell.position(d) - centre
            total = total + weight * (away if power == 1 else away * away) * exp(self.bell.log_density(d))
        return float(np.add.accumulate(total * size)[-1]) / self.whole


def _reach(bell: Bell, sign: int) -> float:
    """How far the bell goes to one side."""
    steps = exp(0.1 * np.arange(-4.0, 60.0))
    away = sign * bell.width * steps
    beyond = bell.log_density(away) < -_DROP
    return float(away[np.argmax(beyond)])


def _masses(bell: Bell, starts: Floats, ends: Floats) -> Floats:
    """How much of the bell lies between each start and its end."""
    size = ends - starts
    inside = starts[None, :] + _AT[:, None] * size[None, :]
    density = exp(bell.log_density(inside))
    total = np.zeros_like(size)
    for weight, row in zip(_WEIGHT, density, strict=True):
        total = total + weight * row
    return total * size
