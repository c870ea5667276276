"""Whether a profile is law on a day, and whether its review is overdue. Neither changes what it asks."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from gsn.treaty.profile import Item, Profile
from gsn.treaty.record import InForce, Interval, Period, Unset

_SAYS_NOT = {
    "proposed": "it is a proposal",
    "vetoed": "it was vetoed",
    "rescinded": "it was rescinded",
    "expired": "it expired",
    "superseded": "it was superseded",
    "published": "it is published, and binds nobody by itself",
    "invented": "it is invented",
    "unstated": "its status is not stated",
}

NEVER_LAW = frozenset({"proposed", "published", "invented", "unstated"})
"""Statuses of what was not law on any day."""

_MONTHS = {"month": 1, "months": 1, "year": 12, "years": 12}
_DAYS = {"day": 1, "days": 1, "week": 7, "weeks": 7}


def why_not_in_force(profile: Profile) -> str | None:
    """Why a profile is not law on its day, in words; None where it is.

    A status that says so goes before any date. A version that holds on the day brings the profile into force with it.
    """
    status = profile.head.one("status") or "unstated"
    if status in _SAYS_NOT:
        return _SAYS_NOT[status]
    if status == "adopted" and (missing := _not_ratified(profile)):
        return f"it enters into force when ratified by {missing} too"
    return _why_not_by_day(profile, status)


def _why_not_by_day(profile: Profile, status: str) -> str | None:
    days: InForce | None = profile.head.one("in_force")
    if days is not None and profile.as_of < days.start:
        return f"it comes into force on {days.start}"
    if days is not None and days.end is not None and profile.as_of > days.end:
        return f"it was in force until {days.end}"
    if profile.versions and profile.version is None and days is None:
        return f"none of its versions is in force on {profile.as_of}"
    if status == "adopted" and days is None and profile.version is None:
        return "it is adopted, and no day is stated from which it is in force"
    return None


def _not_ratified(profile: Profile) -> str:
    """Those whose ratification it takes and that are no party to it yet."""
    parties = {party.name.name for party in profile.head.all("parties")}
    return ", ".join(ref.name for ref in profile.head.one("ratified_by") or () if ref.name not in parties)


def review_due(item: Item) -> date | None:
    """The last day by which a profile, a tier or a limit is to be reviewed again.

    None where it names no last review (``reviewed on``), no interval, or one that is unset or in no unit of days.
    """
    reviewed: date | None = item.one("reviewed_on")
    interval: Interval | None = item.one("every")
    if reviewed is None or interval is None or isinstance(interval.every, Unset):
        return None
    return after(reviewed, interval.every)


def after(day: date, period: Period) -> date | None:
    """The day that lies a whole number of days, weeks, months or years later; a month's end stays one.

    None for another unit, a number that is not whole, or a day beyond the calendar.
    """
    if period.number.exact.denominator != 1:
        return None
    number = int(period.number.exact)
    try:
        if period.unit in _DAYS:
            return day + timedelta(days=number * _DAYS[period.unit])
        if period.unit in _MONTHS:
            year, month = divmod(day.year * 12 + day.month - 1 + number * _MONTHS[period.unit], 12)
            return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
    except (OverflowError, ValueError):
        return None
    return None


def is_overdue(item: Item, day: date) -> bool:
    """Whether its review should have been before a day."""
    due = review_due(item)
    return due is not None and due < day
