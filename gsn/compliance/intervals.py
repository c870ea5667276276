"""How often: whether what has to be renewed was renewed in time.

While a model is trained, an interval runs from the first day of training, as far as providers reported compute for it:
so nobody gains by leaving an older record out. Where nothing says from when on it runs, the newest record counts, and
gaps between older ones are told as remarks.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from gsn.compliance.account import Answer, Shortfall
from gsn.compliance.on_file import OnFile, Record
from gsn.compliance.performing import given_by
from gsn.treaty.business_days import deadline_of
from gsn.treaty.profile import Item
from gsn.treaty.record import Interval, Period, Unset
from gsn.treaty.telling import plain

IN_TRAINING = frozenset({"training", "development", "pretraining", "post_training", "fine_tuning"})
"""Stages of a system in which it is trained."""

TRAINING, UNRESOLVED = "training", "unresolved"


class _Running(NamedTuple):
    """Whether an interval runs on the day, and why."""

    now: Answer
    why: str = ""


def irregular(item: Item, records: Sequence[Record], on_file: OnFile) -> Iterator[Shortfall]:
    """Where records of a requirement do not follow each other as closely as its `every` says."""
    interval: Interval | None = item.one("every")
    if interval is None:
        return
    if isinstance(interval.every, Unset):
        told = f"how often `{item.name}` is asked is still to be set{_by_whom(item, interval)}"
        yield Shortfall("every", told, open=True)
        return
    running = _runs(interval.during, on_file)
    newest = max(records, key=lambda record: record.says.dated or date.min)
    undated = [record for record in records if record.says.dated is None]
    if undated:
        yield undated[0].short("every", "has no date", field="dated", is_open=True)
    elif interval.during == TRAINING:
        yield from _since_training_began(records, interval.every, running, on_file)
    elif running.now is not Answer.NO:
        yield from _overdue(newest, interval.every, running, on_file.as_of)
    yield from _unapproved(item, interval, newest, on_file)


def gaps(item: Item, records: Sequence[Record]) -> Iterator[Shortfall]:
    """Remarks on older records that lie further apart than the interval, where they do not count."""
    interval: Interval | None = item.one("every")
    if interval is None or isinstance(interval.every, Unset) or interval.during == TRAINING:
        return
    dated = sorted(
        (record for record in records if record.says.dated), key=lambda record: record.says.dated or date.min
    )
    for earlier, later in pairwise(dated):
        if _is_late(earlier.says.dated, later.says.dated, interval.every) is Answer.YES:
            what = f"comes {_days(earlier, later)} days after `{earlier.name}`; {plain(interval.every)} are asked"
            yield later.short("every", what, field="dated")


def _days(earlier: Record, later: Record) -> int:
    return ((later.says.dated or date.min) - (earlier.says.dated or date.min)).days


def _by_whom(item: Item, interval: Interval) -> str:
    by = interval.approved_by or item.one("set_by")
    return f", by `{by.name}`" if by is not None else ", and the profile does not say by whom"


def _is_late(start: date | None, day: date | None, period: Period) -> Answer:
    """Whether a day lies further from another than a period."""
    deadline = deadline_of(start, period) if start is not None else None
    if deadline is None or day is None:
        return Answer.OPEN
    if day <= deadline.certain:
        return Answer.NO
    return Answer.YES if day > deadline.possible else Answer.OPEN


def _overdue(newest: Record, period: Period, running: _Running, as_of: date) -> Iterator[Shortfall]:
    late = _is_late(newest.says.dated, as_of, period)
    if late is not Answer.NO:
        open_ = late is Answer.OPEN or running.now is Answer.OPEN
        what = f"is of {newest.says.dated}, and is asked every {plain(period)}; it is {as_of}"
        because = f" ({running.why})" if running.why and open_ else ""
        yield newest.short("every", f"{what}{because}", field="dated", is_open=open_)


def _since_training_began(
    records: Sequence[Record], period: Period, running: _Running, on_file: OnFile
) -> Iterator[Shortfall]:
    """Every part of the training: from its first day to the first record, and so on until it ends, or today."""
    newest = max(records, key=lambda record: record.says.dated or date.min)
    if on_file.training is None:
        why = "nothing says when training began: a compute report with its `window` does"
        yield newest.short(
            "every", f"is asked every {plain(period)} of training, and {why}", field="dated", is_open=True
        )
        yield from _overdue(newest, period, running, on_file.as_of) if running.now is not Answer.NO else ()
        return
    start, end = on_file.training
    last = end if running.now is Answer.NO else on_file.as_of
    within = sorted({record.says.dated for record in records if record.says.dated and record.says.dated >= start})
    for earlier, later in pairwise([start, *(day for day in within if day < last), last]):
        late = _is_late(earlier, later, period)
        if late is not Answer.NO:
            open_ = late is Answer.OPEN or (running.now is Answer.OPEN and later == last)
            what = f"is asked every {plain(period)} of training; from {earlier} to {later} there is none"
            yield newest.short("every", what, field="dated", is_open=open_)


def _runs(during: str | None, on_file: OnFile) -> _Running:
    """Whether the condition holds under which an interval runs."""
    if during is None:
        return _Running(Answer.YES)
    if during == UNRESOLVED:
        return _unresolved(on_file)
    stage = on_file.system.stage
    if during == TRAINING and stage is not None:
        return _Running(Answer.YES if stage in IN_TRAINING else Answer.NO, f"the system's stage is `{stage}`")
    words = during.replace("_", " ")
    return _Running(Answer.YES if stage == during else Answer.OPEN, f"nothing says whether it is {words}")


def _unresolved(on_file: OnFile) -> _Running:
    """An incident is unresolved until an accepted record of a later day `contains resolution`."""
    if not on_file.incidents:
        return _Running(Answer.NO, "no incident is on file")
    newest = max(reported.incident.aware for reported in on_file.incidents)
    resolved = any(day >= newest for day in on_file.days_of("resolution"))
    return _Running(Answer.NO if resolved else Answer.OPEN, "nothing says whether the incidents are resolved")


def _unapproved(item: Item, interval: Interval, newest: Record, on_file: OnFile) -> Iterator[Shortfall]:
    """An interval is approved by an accepted record of whoever approves it, which `contains` the approval."""
    by, wanted = interval.approved_by, f"{item.name}_approved"
    if by is None:
        return
    if not any(wanted in record.contents() and given_by(record, by.name, on_file) for record in on_file.accepted):
        what = f"follows an interval that nothing shows `{by.name}` to have approved: a record by `{by.name}` that"
        yield newest.short("every", f"{what} `contains {wanted}` would", field="dated", is_open=True)
