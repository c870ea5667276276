"""The distribution of a parameter, made ready for drawing."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from gsn.risk.simulation.density import Bell, Integral, LogNormal, Proportion, Rate
from gsn.risk.simulation.drawing import QuantileTable, Stream
from gsn.risk.simulation.parameters import ASSUMED_ERROR_FACTOR, Counts, Opinion, Parameter, Source, Watched
from gsn.risk.simulation.portable import Floats, exp, log

LOW, HIGH = 0.05, 0.95
"""Between these quantiles a parameter is varied to see what it does."""

_CERTAIN = 10**18
"""Events, and others, from which on a proportion or rate is known to nine digits: it is taken as a constant."""

_RARE = 10**20
"""Trials for each event (and half a one more) from which on a count in trials is one in an exposure, to all digits."""


@dataclass(frozen=True, slots=True, eq=False)
class _Component:
    """One source's distribution; without a table, all of it is at the mean."""

    table: QuantileTable | None
    mean: float
    variance: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, eq=False)
class Distribution:
    """Components of which each sample takes one, alike often."""

    parameter: Parameter
    components: tuple[_Component, ...]

    @classmethod
    def of(cls, parameter: Parameter) -> Distribution:
        """The distribution of a parameter; a probability is at most 1."""
        most = 1.0 if parameter.probability else float(np.finfo(np.float64).max)
        return cls(parameter, tuple(_component(source, most) for source in parameter.sources))

    @property
    def mean(self) -> float:
        return sum(component.mean for component in self.components) / len(self.components)

    @property
    def variance(self) -> float:
        mean = self.mean
        second = sum(component.variance + (component.mean - mean) ** 2 for component in self.components)
        return second / len(self.components)

    @property
    def low(self) -> float:
        """The lowest of the components' low quantiles."""
        return min(component.low for component in self.components)

    @property
    def high(self) -> float:
        return max(component.high for component in self.components)


class Draws:
    """Samples of a distribution, from the first on; the same however many are taken at a time."""

    def __init__(self, distribution: Distribution, seed: int) -> None:
        self._components = distribution.components
        name = distribution.parameter.name
        self._stream = Stream(seed, name)
        self._choices = Stream(seed, f"{name}, whose opinion")

    def next(self, count: int) -> Floats:
        numbers = self._stream.numbers(count)
        drawn = [
            np.full(count, component.mean) if component.table is None else component.table.values(numbers)
            for component in self._components
        ]
        if len(drawn) == 1:
            return drawn[0]
        chosen = self._choices.choices(count, len(drawn))
        return np.stack(drawn)[chosen, np.arange(count)]


def _component(source: Source, most: float) -> _Component:
    match source:
        case Counts():
            return _of_counts(source)
        case Watched(events, exposure):
            return _of_rate(events, exposure)
        case Opinion():
            return _of_opinion(source, most)


def _of_counts(counts: Counts) -> _Component:
    events, others = counts.events, counts.trials - counts.events
    few = min(events, others)
    if few >= _CERTAIN:
        return _constant(events / counts.trials)
    if counts.trials > _RARE * (few + 1):
        fewer = _of_rate(few, Fraction(counts.trials))
    else:
        a, b = few + 0.5, max(events, others) + 0.5
        fewer = _integrated(Proportion(a, a / (a + b)))
    return fewer if events <= others else _complement(fewer)


def _of_rate(events: int, exposure: Fraction) -> _Component:
    top = float((events + Fraction(1, 2)) / exposure)
    return _constant(top) if events >= _CERTAIN else _integrated(Rate(events + 0.5, top))


def _of_opinion(opinion: Opinion, most: float) -> _Component:
    high = float(opinion.high)
    if opinion.low == opinion.high:
        return _constant(min(high, most))
    deviations = _deviations(opinion.beyond)
    if opinion.low is None:
        sigma = _log(float(ASSUMED_ERROR_FACTOR)) / _deviations(Fraction(1, 20))
        median = high / _exp(sigma * deviations)
    else:
        low = float(opinion.low)
        sigma = _log(float(opinion.high / opinion.low)) / (2 * deviations)
        median = float(np.sqrt(low)) * float(np.sqrt(high))
    return _integrated(LogNormal(median, sigma, most))


def _constant(value: float) -> _Component:
    return _Component(None, value, 0.0, value, value)


def _integrated(bell: Bell) -> _Component:
    integral = Integral.of(bell)
    mean, variance = integral.moments()
    return _Component(QuantileTable.of(integral), mean, variance, integral.quantile(LOW), integral.quantile(HIGH))


def _complement(of: _Component) -> _Component:
    table = of.table.complement if of.table is not None else None
    return _Component(table, 1 - of.mean, of.variance, 1 - of.high, 1 - of.low)


def _deviations(beyond: Fraction) -> float:
    """The standard deviations above which so much of a normal distribution lies."""
    tail = float(min(beyond, 1 - beyond))
    above = _log(float(Integral.of(LogNormal(1.0, 1.0, np.inf)).positions(np.array([tail]), upper=True)[0][0]))
    return above if 2 * beyond <= 1 else -above


def _log(x: float) -> float:
    return float(log(np.array([x]))[0])


def _exp(x: float) -> float:
    return float(exp(np.array([x]))[0])
