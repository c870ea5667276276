"""What a record's log counts, read once for whoever asks."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from gsn.evidence.files import locate
from gsn.evidence.logs.log import Log, LogProblem
from gsn.evidence.logs.reading import read_log
from gsn.model.expression import FromLog
from gsn.model.statements.evidence import EvidenceStatement
from gsn.model.statements.facts import ConfigurationStatement


def read_record(
    says: EvidenceStatement, clause: FromLog, folder: Path, configuration: ConfigurationStatement | None
) -> Log | LogProblem:
    """The log of one measurement, held against the names that its configuration has in logs."""
    counting: Literal["correct", "incorrect"] | None = _counting(clause)
    if counting is None:
        return LogProblem(f"`counting {clause.event} as event` says neither `correct` nor `incorrect`")
    if says.file is None:
        return LogProblem("there is no file to read a log from")
    if says.withheld is not None:
        return LogProblem("is not handed over, so that nobody can count in it")
    located = locate(says.file.path.plain, folder)
    if located.path is None:
        return LogProblem(f"`{says.file.path.plain}` {located.trouble}")
    names = configuration.log_names if configuration is not None else ()
    return read_log(Path(located.path), clause.metric.plain, counting, tuple(name.plain for name in names))


def _counting(clause: FromLog) -> Literal["correct", "incorrect"] | None:
    match clause.event:
        case "correct":
            return "correct"
        case "incorrect":
            return "incorrect"
        case _:
            return None
