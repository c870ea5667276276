"""What a quantity that nothing defines may be, from what was measured of it.

Counts of one quantity are added up, whichever records they come from, and so are events and exposures. What experts
believe counts only where nothing was measured; where several do, each sample asks one of them. Only records that are
accepted, and that nothing is wrong with, count.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple, TypeAlias

from gsn.model.reference import Identity
from gsn.risk.problem import (
    Believed,
    Compared,
    Counted,
    Dimension,
    GivenPrior,
    Measurement,
    Observed,
    Problem,
    Result,
)
from gsn.risk.units import lower_factor, upper_factor


class Counts(NamedTuple):
    """Events in trials: a beta distribution (Jeffreys) with half an event and half a trial's rest more."""

    events: int
    trials: int

    def __str__(self) -> str:
        return f"{self.events} of {self.trials}"


class Watched(NamedTuple):
    """Events in an exposure: a gamma distribution (Jeffreys) with half an event more."""

    events: int
    exposure: Fraction

    def __str__(self) -> str:
        return f"{self.events} in {_figure(self.exposure)}"


class Opinion(NamedTuple):
    """A log-normal distribution of which so much lies above ``high``, and as much below ``low``.

    Without ``low`` its error factor is :data:`ASSUMED_ERROR_FACTOR`.
    """

    low: Fraction | None
    high: Fraction
    beyond: Fraction

    def __str__(self) -> str:
        if self.low is None:
            within = f"at most {_figure(self.high)} at {_figure(1 - self.beyond)}"
            return f"believed {within}, with an error factor of {ASSUMED_ERROR_FACTOR} assumed"
        return f"believed between {_figure(self.low)} and {_figure(self.high)}"


Source: TypeAlias = Counts | Watched | Opinion

ASSUMED_ERROR_FACTOR = 10
"""The ratio of the 95th percentile to the median, where experts give a single number: an order of magnitude, as is
usual for what is poorly known."""


LARGEST = Fraction(10**250)
"""Rates and opinions beyond it, and below its inverse, are not sampled: floats end near there."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """An unknown number, sampled once however many events it belongs to.

    ``part`` tells the two of an increase apart, ``with`` and ``without``. ``most`` is 1 for a probability.
    """

    quantity: Identity
    part: str
    sources: tuple[Source, ...]
    probability: bool

    @property
    def name(self) -> str:
        return f"{self.quantity} {self.part}".rstrip()


Unit: TypeAlias = str | None


def measured_by_quantity(problem: Problem) -> dict[Identity, list[Measurement]]:
    """The measurements that count, in the order of the problem."""
    found: dict[Identity, list[Measurement]] = {}
    for measurement in problem.measurements.values():
        if measurement.accepted and measurement.flaw is None and measurement.result is not None:
            found.setdefault(measurement.quantity, []).append(measurement)
    return found


def parameters_of(
    quantity: Identity, dimension: Dimension | None, unit: Unit, measured: Iterable[Measurement]
) -> tuple[tuple[Parameter, ...], Unit]:
    """The parameter of a quantity, or two for an increase that was measured as such; none where nothing usable was.

    Args:
        quantity: Whose it is.
        dimension: What kind of number it is.
        unit: Its unit as declared; that of the first record where none is.
        measured: What was measured of it.
    """
    results = [measurement.result for measurement in measured if measurement.result is not None]
    if dimension is Dimension.FREQUENCY:
        return _frequency(quantity, unit, results)
    compared = [pair for pair in map(_compared, results) if pair is not None]
    if compared:
        pooled = [
            ("with", _pooled(first for first, _ in compared)),
            ("without", _pooled(other for _, other in compared)),
        ]
        return tuple(Parameter(quantity, part, (counts,), probability=True) for part, counts in pooled), None
    counts = [source for source in map(_counts, results) if source is not None]
    if counts:
        return (Parameter(quantity, "", (_pooled(counts),), probability=True),), None
    opinions = tuple(opinion for opinion in (_opinion(result, None) for result in results) if opinion is not None)
    return ((Parameter(quantity, "", opinions, probability=True),) if opinions else ()), None


def _frequency(quantity: Identity, unit: Unit, results: Iterable[Result]) -> tuple[tuple[Parameter, ...], Unit]:
    watched, opinions = [], []
    for result in results:
        if not isinstance(result, Observed | Believed) or result.unit is None:
            continue
        unit = unit or result.unit
        factor = factor_between(result.unit, unit)
        if factor is None:
            continue
        if isinstance(result, Observed) and result.exposure > 0:
            watched.append(Watched(result.events, result.exposure / factor))
        elif isinstance(result, Believed):
            opinions.append(_opinion(result, factor))
    sources: tuple[Source, ...] = tuple(opinion for opinion in opinions if opinion is not None)
    events, exposure = sum(w.events for w in watched), sum((w.exposure for w in watched), Fraction(0))
    if watched and 1 / LARGEST <= (events + 1) / exposure <= LARGEST:
        sources = (Watched(events, exposure),)
    return ((Parameter(quantity, "", sources, probability=False),) if sources else ()), unit


def factor_between(source: str, target: str) -> Fraction | None:
    """What a figure per source is multiplied with to be one per target, of a middling length of calendar units."""
    upper, lower = upper_factor(source, target), lower_factor(source, target)
    return (upper + lower) / 2 if upper is not None and lower is not None else None


def float_of(number: Fraction) -> float:
    """The nearest float, and the largest that is used for all beyond."""
    return float(min(max(number, -LARGEST), LARGEST))


def _figure(number: Fraction) -> str:
    """A number in six digits, whatever its size."""
    return f"{Decimal(number.numerator) / Decimal(number.denominator):.6g}"


def _counts(result: Result) -> Counts | None:
    """Where a log leaves open how many events there were, the most that there can have been."""
    match result:
        case Counted(_, most, trials, _):
            return Counts(most, trials) if 0 <= most <= trials else None
        case GivenPrior(trials, _, _, _):
            return Counts(0, trials)
        case _:
            return None


def _compared(result: Result) -> tuple[Counts, Counts] | None:
    if not isinstance(result, Compared):
        return None
    pair = Counts(result.events, result.trials), Counts(result.baseline_events, result.baseline_trials)
    return pair if all(0 <= counts.events <= counts.trials for counts in pair) else None


def _pooled(counts: Iterable[Counts]) -> Counts:
    events, trials = zip(*counts, strict=True)
    return Counts(sum(events), sum(trials))


def _opinion(result: Result, factor: Fraction | None) -> Opinion | None:
    """Nothing where no log-normal has such quantiles."""
    if not isinstance(result, Believed) or (result.unit is None) is not (factor is None):
        return None
    scale = factor or Fraction(1)
    beyond = result.doubt / 2 if result.central else result.doubt
    low = result.low * scale if result.low else None
    high = result.high * scale
    fits = 0 < beyond < 1 if low is None else 0 < beyond < Fraction(1, 2) and low <= high
    return Opinion(low, high, beyond) if fits and (low or high) >= 1 / LARGEST and high <= LARGEST else None
