"""What a simulation comes to."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from gsn.model.reference import Identity
from gsn.risk.problem import ClaimId, Side
from gsn.risk.statistics import upper_probability

METHOD = "philox-hermite-1"
"""Names how samples are drawn: with it, the seed and their number, anyone gets the same figures to the last digit."""

DOUBT = Fraction(1, 40)
"""On each side of a percentile, and of a probability that a value is passed: together 95 % confidence."""


class Percentile(NamedTuple):
    """A level, the sample that stands for it, and those between which the true one lies at 95 % confidence."""

    level: Fraction
    value: float
    low: float | None
    high: float | None


class Passing(NamedTuple):
    """How many samples pass a value that a goal claims or a regulator sets; `side` says from where it holds.

    ``of`` is the claim, or the limit by its name. ``value`` is in the unit of what is simulated.
    """

    of: ClaimId | str
    side: Side
    value: float
    passed: int
    samples: int

    @property
    def probability(self) -> float:
        return self.passed / self.samples

    @property
    def at_most(self) -> float:
        """The probability's upper bound, which is not 0 where no sample passed."""
        return float(upper_probability(self.passed, self.samples, DOUBT))


class Driver(NamedTuple):
    """What one parameter does to a result.

    ``low`` and ``high`` are the result with the parameter at its 5th and 95th percentile and all others at their means.
    ``birnbaum`` is the derivative by it at the means, and ``first_order`` the share of the variance that is its own
    (Sobol): both only where the result is linear in each parameter, so that they are exact but for the sampled variance
    that the share is of.
    """

    parameter: str
    low: float
    high: float
    birnbaum: float | None
    first_order: float | None

    @property
    def swing(self) -> float:
        return abs(self.high - self.low)


@dataclass(frozen=True, slots=True)
class Simulated:
    """One quantity's or limit's samples, summed up. ``curve`` are its percentiles from the 1st to the 99th."""

    name: Identity | str
    unit: str | None
    mean: float
    deviation: float
    percentiles: tuple[Percentile, ...]
    curve: tuple[float, ...]
    passing: tuple[Passing, ...]
    drivers: tuple[Driver, ...]


@dataclass(frozen=True, slots=True)
class Sampled:
    """A parameter and what it was sampled from, in words."""

    parameter: str
    sources: tuple[str, ...]
    mean: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Omitted:
    """What was not simulated, and why."""

    name: Identity | str
    why: str


@dataclass(frozen=True, slots=True)
class Simulation:
    """All that was simulated. The same seed and number of samples give the same on every machine."""

    samples: int
    seed: int
    method: str
    simulated: tuple[Simulated, ...]
    sampled: tuple[Sampled, ...]
    omitted: tuple[Omitted, ...]

    def of(self, name: Identity | str) -> Simulated | None:
        return next((each for each in self.simulated if each.name == name), None)
