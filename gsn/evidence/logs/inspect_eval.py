"""Logs of Inspect as an archive (``.eval``): a header, and an entry for each sample, or several for a long one.

Source: ``inspect_ai.log._recorders.eval`` and ``._recorders.chunked.format``.
"""

from __future__ import annotations

import re
from typing import BinaryIO

from gsn.evidence.logs.archive import Entry, contents, entries_of
from gsn.evidence.logs.fields import Field
from gsn.evidence.logs.inspect_log import HEADER, InspectRecords, check_version, log_of
from gsn.evidence.logs.inspect_sample import SAMPLE
from gsn.evidence.logs.json_stream import Work, read_object
from gsn.evidence.logs.log import MOST_SAMPLES, Asked, Log, Sample, Unreadable

HEADER_ENTRY = "header.json"
START_ENTRY = "_journal/start.json"

_WHOLE = re.compile(r"samples/.+_epoch_[0-9]+\.json", re.DOTALL)
_FIRST_PART = re.compile(r"samples/.+_epoch_[0-9]+/sample\.json", re.DOTALL)
_PART = re.compile(
    r"(samples/.+_epoch_[0-9]+/)(metadata|skeleton|(messages|events|calls|attachments)/\w+)\.json", re.DOTALL
)


def read(stream: BinaryIO, asked: Asked) -> Log:
    """Read a log, entry by entry.

    Raises:
        Unreadable: It cannot be read.
    """
    entries = entries_of(stream)
    if HEADER_ENTRY not in entries:
        unfinished = START_ENTRY in entries
        raise Unreadable(
            "is the log of a run that did not end" if unfinished else "is an archive, but no log of Inspect"
        )
    work = Work()
    header = Field(read_object(contents(stream, entries[HEADER_ENTRY]), HEADER, work=work))
    check_version(header)
    reading = InspectRecords(header, asked)
    for entry in _samples(entries):
        item = Field(read_object(contents(stream, entry), SAMPLE, work=work))
        _check_name(entry, reading.add(item, entry.name))
    return log_of(header, reading, asked)


def _samples(entries: dict[str, Entry]) -> list[Entry]:
    """The entries with samples: those that are one, and the first of those that are part of one.

    Raises:
        Unreadable: An entry among them is neither.
    """
    first = {name for name in entries if _FIRST_PART.fullmatch(name)}
    found = []
    for name, entry in entries.items():
        if not name.startswith("samples/") or name.endswith("/"):
            continue
        part = _PART.fullmatch(name)
        if name in first or (_WHOLE.fullmatch(name) and not part):
            found.append(entry)
        elif part is None or f"{part[1]}sample.json" not in first:
            raise Unreadable(f"has an entry among its samples that is none: `{name[:80]}`")
    if len(found) > MOST_SAMPLES:
        raise Unreadable(f"holds more than {MOST_SAMPLES:,} records of samples")
    return found


def _check_name(entry: Entry, sample: Sample) -> None:
    """Who looks for a sample goes by the entry's name: it has to be the one that stands there."""
    named = f"samples/{sample.identity}_epoch_{sample.epoch}"
    if entry.name not in (f"{named}.json", f"{named}/sample.json"):
        raise Unreadable(
            f"has sample `{sample.identity}`, epoch {sample.epoch}, under another's name: `{entry.name[:80]}`"
        )
