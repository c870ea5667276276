"""A profile as it will ask on a later day: its thresholds revised, and lowered as algorithms become more efficient.

Nobody knows the figure of a revision that has not been. From its day on a tier is not known, unless a factor is
assumed.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Context, Decimal
from fractions import Fraction

from gsn.model.number import Number
from gsn.treaty.force import after
from gsn.treaty.kinds import Kind
from gsn.treaty.profile import Given, Item, Profile
from gsn.treaty.record import InForce, Interval, Period, Test, Threshold, When

DAYS_A_YEAR = Decimal("365.2425")
"""Of the Gregorian calendar, on average."""

DIGITS = 6
"""Of a threshold of the future: the assumption has fewer, and a reader can tell two apart."""

COMPUTE = frozenset({"training_compute", "inference_compute"})
"""Measures of which an algorithm may come to need less."""

_EXACT = Context(prec=50)
_SHORT = Context(prec=DIGITS)


@dataclass(frozen=True, slots=True)
class Revisions:
    """When a tier is revised, by whom, and from which day the days are counted.

    ``days`` are those after the day of the forecast; ``recorded`` is true where the profile says from when they count.
    """

    days: tuple[date, ...]
    by: str
    recorded: bool

    def between(self, since: date, until: date) -> tuple[date, ...]:
        """Those after one day, until another."""
        return self.days[bisect_right(self.days, since) : bisect_right(self.days, until)]


def revisions_of(tier: Item, profile: Profile, start: date, until: date) -> Revisions:
    """The days on which a tier is to be revised by its own rule, or by that of its profile.

    They count from the last review, else from when the profile came into force, else from the day of the forecast.
    """
    holder = tier if tier.one("every") is not None else profile.head
    interval: Interval | None = holder.one("every")
    reviser = tier.one("revised_by") or profile.head.one("revised_by")
    by = reviser.name if reviser is not None else ""
    if not has_a_figure(tier):
        return Revisions((), "", recorded=False)
    if interval is None or not isinstance(interval.every, Period):
        return Revisions((), by, recorded=False)
    force: InForce | None = profile.head.one("in_force")
    first: date | None = (
        holder.one("reviewed_on") or profile.head.one("reviewed_on") or (force.start if force else None)
    )
    days = _repeated(first or start, interval.every, until)
    return Revisions(tuple(day for day in days if day > start), by, recorded=first is not None)


def _repeated(first: date, period: Period, until: date) -> Iterator[date]:
    """The days that lie one period, two, three after a first; none where its unit is no length of days."""
    times = 1
    while (day := after(first, Period(_times(period.number, times), period.unit))) is not None and day <= until:
        yield day
        times += 1


def _times(number: Number, times: int) -> Number:
    return Number(number.exact * times, number.written)


def has_a_figure(tier: Item) -> bool:
    """Whether a tier has a threshold in numbers, which a revision may change."""
    when: When | None = tier.one("when")
    tests = [test for conjunction in when.alternatives for test in conjunction] if when is not None else []
    return any(isinstance(test, Threshold) and isinstance(test.value, Number) for test in tests)


def with_factors(profile: Profile, revised: Mapping[str, Fraction], gained: Fraction) -> Profile:
    """A profile whose thresholds are multiplied.

    Args:
        profile: The profile as it is.
        revised: For each tier that was revised, what all its figures are multiplied by.
        gained: What every threshold of compute is divided by.
    """
    items = {
        name: _scaled(item, revised.get(name, Fraction(1)), gained) if item.kind is Kind.TIER else item
        for name, item in profile.items.items()
    }
    return replace(profile, items=items)


def _scaled(tier: Item, factor: Fraction, gained: Fraction) -> Item:
    if factor == gained == 1 or not has_a_figure(tier):
        return tier
    (given,) = tier.clauses["when"]
    when: When = given.value
    scaled = When(tuple(tuple(_test(test, factor, gained) for test in tests) for tests in when.alternatives))
    held: tuple[Given, ...] = (replace(given, value=scaled),)
    return replace(tier, clauses={**tier.clauses, "when": held})


def _test(test: Test, factor: Fraction, gained: Fraction) -> Test:
    if not isinstance(test, Threshold) or not isinstance(test.value, Number):
        return test
    scale = factor / gained if test.measure.name in COMPUTE else factor
    return test if scale == 1 else test._replace(value=rounded(test.value.exact * scale))


def rounded(value: Fraction) -> Number:
    """A figure of the future, to six digits."""
    short = _SHORT.divide(Decimal(value.numerator), Decimal(value.denominator))
    return Number(Fraction(short), f"{short.normalize(_SHORT):E}")


def repeated(factor: Fraction, times: int) -> Fraction:
    """A factor so many times, to fifty digits: exact ones of a thousand revisions would take minutes."""
    return Fraction(_EXACT.power(_decimal(factor), Decimal(times)))


def gain_after(a_year: Fraction, days: int) -> Fraction:
    """What a yearly factor comes to after days, at the same rate all the time."""
    return Fraction(_EXACT.power(_decimal(a_year), _EXACT.divide(Decimal(days), DAYS_A_YEAR)))


def _decimal(value: Fraction) -> Decimal:
    return _EXACT.divide(Decimal(value.numerator), Decimal(value.denominator))
