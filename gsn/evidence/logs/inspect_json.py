"""Logs of Inspect as one JSON file."""

from __future__ import annotations

from typing import BinaryIO

from gsn.evidence.logs.fields import Field, Json
from gsn.evidence.logs.inspect_log import HEADER, InspectRecords, check_version, log_of
from gsn.evidence.logs.inspect_sample import SAMPLE
from gsn.evidence.logs.json_stream import EACH, pieces, read_object
from gsn.evidence.logs.log import Asked, Log


def read(stream: BinaryIO, asked: Asked) -> Log:
    """Read a log, sample by sample: no two of them are held at a time.

    Raises:
        Unreadable: It cannot be read.
    """
    reading: list[InspectRecords] = []

    def take(document: dict[str, Json], item: Json) -> None:
        if not reading:
            reading.append(InspectRecords(Field(document), asked))
        reading[0].add(Field(item), f"samples[{len(reading[0].records.samples)}]")

    header = Field(read_object(pieces(stream), {**HEADER, "samples": {EACH: SAMPLE}}, ("samples", take)))
    check_version(header)
    return log_of(header, reading[0] if reading else InspectRecords(header, asked), asked)
