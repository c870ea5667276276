"""When: what was due after an event, what had to be valid on a day, and what has to be kept.

The days of events are those of records that `contain` them: a record of type `report`, dated the day on which the
model crossed a threshold, `contains threshold_met`. When training began, the windows of compute reports say.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from gsn.compliance.account import Shortfall
from gsn.compliance.incident_clocks import AWARENESS, INCIDENT
from gsn.compliance.on_file import OnFile, Record
from gsn.treaty.business_days import Deadline, deadline_of
from gsn.treaty.force import after
from gsn.treaty.profile import Item
from gsn.treaty.record import Period, Within
from gsn.treaty.telling import plain

ANTICIPATED = frozenset({"threshold_met"})
"""Events that may be told of before they are there: a notification can come before the threshold is crossed."""

ASKED_THEREFORE = frozenset({"threshold_met"})
"""Events without which a tier that is reached would not be: they have happened, whatever the day was."""

RESOLUTION = "resolution"


def clocks_of(item: Item) -> tuple[Within, ...]:
    """The deadlines of a requirement that run from events other than incidents, which the ledger times itself."""
    return tuple(each for each in item.all("within") if each.event not in {AWARENESS, INCIDENT})


def is_owed(item: Item, on_file: OnFile) -> bool:
    """Whether what is asked after an event is known to be due: its event is known, and its time may be over."""
    for within in clocks_of(item):
        if within.event in ASKED_THEREFORE:
            continue
        deadlines = [deadline_of(day, within.period) for day in on_file.days_of(within.event)]
        if not any(deadline is None or on_file.as_of > deadline.certain for deadline in deadlines):
            return False
    return True


def why_not_owed(item: Item, on_file: OnFile) -> Shortfall:
    """What to say of a requirement that is not known to be due."""
    within = next(each for each in clocks_of(item) if each.event not in ASKED_THEREFORE)
    if not on_file.days_of(within.event):
        return _unknown(item, within)
    told = f"`{item.name}` is due {plain(within.period)} after {_event(within)}, and they are not over"
    return Shortfall("within", told, open=True)


def _event(within: Within) -> str:
    return f"`{within.event}`"


def _unknown(item: Item, within: Within) -> Shortfall:
    told = f"`{item.name}` is due {plain(within.period)} after {_event(within)}, and nothing says when that was"
    return Shortfall("within", f"{told}: a record of its day that `contains {within.event}` would", open=True)


def late(item: Item, records: Sequence[Record], on_file: OnFile) -> Iterator[Shortfall]:
    """Events after which no record came in time."""
    for within in clocks_of(item):
        if within.event == RESOLUTION and not on_file.incidents:
            continue
        days = _days_of(within.event, on_file)
        if not on_file.days_of(within.event):
            yield _unknown(item, within)
        telling = [record for record in records if within.event not in record.contents()] or list(records)
        for day in days:
            yield from _late_after(day, within, telling, on_file)


def _days_of(event: str, on_file: OnFile) -> tuple[date, ...]:
    """The days of an event, as far as they are known; a threshold is crossed by the last day of training."""
    days = on_file.days_of(event)
    if event not in ASKED_THEREFORE or on_file.training is None:
        return days
    _, last = on_file.training
    return tuple(min(day, last) for day in days) or (last,)


def _late_after(day: date, within: Within, records: Sequence[Record], on_file: OnFile) -> Iterator[Shortfall]:
    deadline = deadline_of(day, within.period)
    first = None if within.event in ANTICIPATED else day
    dated = [
        record for record in records if record.says.dated is not None and (first is None or record.says.dated >= first)
    ]
    soonest = min(dated, key=lambda record: record.says.dated or date.max, default=None)
    asked = f"{_event(within)} was on {day}, and {plain(within.period)} were allowed"
    if deadline is None:
        yield records[0].short("within", f"cannot be timed: {asked}", field="dated", is_open=True)
    elif soonest is not None and soonest.says.dated is not None:
        yield from _late_by(soonest, soonest.says.dated, deadline, asked)
    elif on_file.as_of > deadline.certain:
        undated = [record for record in records if record.says.dated is None]
        open_ = bool(undated) or on_file.as_of <= deadline.possible
        nearest = undated[0] if undated else records[0]
        yield nearest.short("within", f"does not come after it: {asked}", field="dated", is_open=open_)


def _late_by(record: Record, day: date, deadline: Deadline, asked: str) -> Iterator[Shortfall]:
    if day > deadline.certain:
        open_ = day <= deadline.possible
        doubt = ", which is in time only if there were holidays between" if open_ else ""
        yield record.short("within", f"is of {day}{doubt}: {asked}", field="dated", is_open=open_)


def invalid_at(record: Record, when: str | None, on_file: OnFile) -> Iterator[Shortfall]:
    """A record that was not valid on the day on which it had to be."""
    if when is None:
        return
    day = on_file.training[0] if when == "training_start" and on_file.training is not None else None
    days = (day,) if day is not None else on_file.days_of(when)
    if not days:
        by_window = when == "training_start"
        told = "a compute report with its `window` does" if by_window else f"a record that `contains {when}` does"
        what = f"has to be valid at `{when}`, and nothing says when that was: {told}"
        yield record.short("valid_at", what, is_open=True)
    for each in days:
        from_, until = record.says.dated, record.says.expires
        if from_ is None:
            what = f"has no date, and has to be valid on {each} (`{when}`)"
            yield record.short("valid_at", what, field="dated", is_open=True)
        elif from_ > each:
            yield record.short("valid_at", f"is of {from_}, after {each} (`{when}`)", field="dated")
        elif until is not None and until < each:
            yield record.short("valid_at", f"was good through {until}, before {each} (`{when}`)", field="expires")


def not_kept(record: Record, period: Period | None) -> Iterator[Shortfall]:
    """A record that is not good for as long as it has to be kept; one without an end is kept."""
    if period is None:
        return
    dated, until = record.says.dated, record.says.expires
    end = after(dated, period) if dated is not None else None
    if end is None:
        what = f"has to be kept {plain(period)}, and nothing says from when on"
        yield record.short("keep", what, field="dated", is_open=True)
    elif until is not None and until < end:
        yield record.short("keep", f"is good through {until}; it has to be kept until {end}", field="expires")
    elif until is None and record.lost("expires"):
        yield record.short("keep", "may end on a day that cannot be read", field="expires", is_open=True)
