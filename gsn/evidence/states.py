"""The state of a record of evidence, judged on one day.

A record is accepted only where each question has been answered: is its file there, is it the one that was meant, is it in
date, and is it said who gives it. What this version cannot answer about a record stays as an open question.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from gsn.evidence.files import is_digest, locate, sha256_of
from gsn.model.case import Element
from gsn.model.expression import FromLog
from gsn.model.statements.evidence import EvidenceStatement


class State(StrEnum):
    """What a record is worth on the day it is judged."""

    ACCEPTED = "accepted"
    MISSING = "missing"
    ALTERED = "altered"
    EXPIRED = "expired"
    NOT_YET_VALID = "not yet valid"
    UNUSABLE = "unusable"
    UNENTITLED = "unentitled"
    WITHHELD = "withheld"


@dataclass(frozen=True, slots=True)
class Assessment:
    """A record's state, why, which clause says so, and what has not been looked at."""

    state: State
    why: str
    clause_field: str
    open_questions: tuple[str, ...] = ()


def assess(element: Element, says: EvidenceStatement, folder: Path, as_of: date) -> Assessment:
    """Judge one record.

    Args:
        element: The record's statement.
        says: What it says.
        folder: The case's folder, which its file lies in.
        as_of: The day; a record is good through the day on which it expires (days are UTC).
    """
    if says.withheld is not None:
        return Assessment(State.WITHHELD, f"it is not handed over: {says.withheld}", "withheld")
    trouble = _file_trouble(says, folder) or _date_trouble(says, as_of)
    if trouble is not None:
        return trouble
    if says.by is None and "by" not in element.lost:
        return Assessment(State.UNENTITLED, "nothing says who gives it", "by")
    return Assessment(State.ACCEPTED, "its file is the one that was meant, and in date", "file", _open_questions(says))


def _file_trouble(says: EvidenceStatement, folder: Path) -> Assessment | None:
    if says.file is None:
        return Assessment(State.MISSING, "it names no file", "file")
    written = says.file.path.plain
    located = locate(written, folder)
    if located.path is None:
        state = State.MISSING if located.trouble == "is not there" else State.UNUSABLE
        return Assessment(state, f"`{written}` {located.trouble}", "file")
    if says.file.sha256 is None:
        return None
    if not is_digest(says.file.sha256):
        return Assessment(State.ALTERED, "what is written for its digest is none: a digest has 64 hexadecimal digits", "file")
    try:
        found = sha256_of(located.path)
    except OSError as error:
        return Assessment(State.UNUSABLE, f"`{written}` cannot be read: {error.strerror or error}", "file")
    if found != says.file.sha256.lower():
        return Assessment(State.ALTERED, f"`{written}` has the digest {found[:12]}…, not {says.file.sha256[:12]}…", "file")
    return None


def _date_trouble(says: EvidenceStatement, as_of: date) -> Assessment | None:
    if says.dated is not None and says.dated > as_of:
        return Assessment(State.NOT_YET_VALID, f"it is dated {says.dated}, after {as_of}", "dated")
    if says.expires is not None and says.expires < as_of:
        return Assessment(State.EXPIRED, f"it was good through {says.expires}; it is judged on {as_of}", "expires")
    return None


def _open_questions(says: EvidenceStatement) -> tuple[str, ...]:
    """What a record says of itself that no rule of this version looks at."""
    questions = []
    if says.file is not None and says.file.sha256 is None:
        questions.append("has no digest, so nothing tells whether its file is the one that was meant")
    if says.dated is None:
        questions.append("has no date")
    if says.attested is not None:
        questions.append("is attested by a signature that was not checked")
    if says.recognised_by is not None:
        questions.append("is said to be recognised, which was not checked")
    if any(isinstance(measured.measurement, FromLog) for measured in says.measures):
        questions.append("takes its figures from a log that was not read")
    return tuple(questions)
