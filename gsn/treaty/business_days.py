"""Deadlines: the last day that is in time for certain, and the last that may be, where holidays are not known."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from gsn.treaty.force import after
from gsn.treaty.record import Period

MOST_HOLIDAYS = 10
"""Weekdays that a calendar may take out of one period: more than the longest closures that are usual (a new year's week
in East Asia, the end of the year at the European institutions), so that what is late with so many is late."""

LONGEST_PERIOD = 100_000
"""Business days that are counted: some four centuries."""

_BUSINESS_DAYS = frozenset({"business_day", "business_days"})
_WEEK = 5
_SATURDAY = 5


class Deadline(NamedTuple):
    """Through ``certain`` something is in time whatever the holidays are; after ``possible`` it is late."""

    certain: date
    possible: date


def deadline_of(day: date, period: Period) -> Deadline | None:
    """When a period that begins with a day is over; that day itself is not counted.

    Business days are Mondays to Fridays that are no holiday. Which days are holidays depends on the authority's
    calendar, which no text says: hence two days. None for a unit that is no unit of days.
    """
    if period.unit not in _BUSINESS_DAYS:
        end = after(day, period)
        return Deadline(end, end) if end is not None else None
    number = period.number.exact
    if number.denominator != 1 or number > LONGEST_PERIOD:
        return None
    try:
        return Deadline(_weekdays_after(day, int(number)), _weekdays_after(day, int(number) + MOST_HOLIDAYS))
    except OverflowError:
        return None


def _weekdays_after(day: date, number: int) -> date:
    """The day that lies a number of weekdays later; from a weekend one counts as from the Friday before it."""
    if day.weekday() >= _SATURDAY:
        day -= timedelta(days=day.weekday() - _SATURDAY + 1)
    weeks, rest = divmod(number, _WEEK)
    over_a_weekend = day.weekday() + rest >= _WEEK
    return day + timedelta(days=7 * weeks + rest + (2 if over_a_weekend else 0))
