"""The state of a record of evidence, judged on one day.

A record is accepted only where each question has been answered: is its file there, is it the one that was meant, is it
in date, and is it said who gives it. What this version cannot answer about a record stays as an open question.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from pathlib import Path

from gsn.evidence.files import is_digest, locate, sha256_of
from gsn.model.case import Element
from gsn.model.clauses import clauses_of
from gsn.model.kinds import Kind
from gsn.model.statements.evidence import EvidenceStatement

JUDGED = frozenset({"type", "file", "by", "dated", "expires", "withheld"})
"""What a record says of itself that is judged here. A list of what is, and not of what is not: a clause that comes to
the language keeps a case open until somebody judges it."""

ADMITTED = frozenset({"open_findings", "incidents"})
"""What a record admits. Nobody is worse off for saying it: were it to count, it would be left out."""

_WORDS = {clause.field: clause.words for clause in clauses_of(Kind.EVIDENCE) if not clause.annotates}


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
    found = _trouble(element, says, folder, as_of)
    if found is None:
        found = Assessment(State.ACCEPTED, "its file is the one that was meant, and in date", "file")
    return replace(found, open_questions=_open_questions(says))


def _trouble(element: Element, says: EvidenceStatement, folder: Path, as_of: date) -> Assessment | None:
    """The first thing that keeps a record from being accepted."""
    if says.withheld is not None:
        return Assessment(State.WITHHELD, f"it is not handed over: {says.withheld}", "withheld")
    trouble = _file_trouble(says, folder) or _date_trouble(says, as_of)
    if trouble is None and says.by is None and "by" not in element.lost:
        return Assessment(State.UNENTITLED, "nothing says who gives it", "by")
    return trouble


def _file_trouble(says: EvidenceStatement, folder: Path) -> Assessment | None:
    if says.file is None:
        return Assessment(State.MISSING, "it names no file", "file")
    written = says.file.path.plain
    located = locate(written, folder)
    if located.path is None:
        state = State.MISSING if located.missing else State.UNUSABLE
        return Assessment(state, f"`{written}` {located.trouble}", "file")
    return _digest_trouble(says.file.sha256, written, located.path)


def _digest_trouble(sha256: str | None, written: str, path: str) -> Assessment | None:
    """Whether a file is the one that was meant; without a digest nothing tells, and the question stays open."""
    if sha256 is None:
        return None
    if not is_digest(sha256):
        why = "what is written for its digest is none: a digest has 64 hexadecimal digits"
        return Assessment(State.ALTERED, why, "file")
    try:
        found = sha256_of(path)
    except OSError as error:
        return Assessment(State.UNUSABLE, f"`{written}` cannot be read: {error.strerror or error}", "file")
    if found == sha256.lower():
        return None
    return Assessment(State.ALTERED, f"`{written}` has the digest {found[:12]}…, not {sha256[:12]}…", "file")


def _date_trouble(says: EvidenceStatement, as_of: date) -> Assessment | None:
    if says.dated is not None and says.dated > as_of:
        return Assessment(State.NOT_YET_VALID, f"it is dated {says.dated}, after {as_of}", "dated")
    if says.expires is not None and says.expires < as_of:
        return Assessment(State.EXPIRED, f"it was good through {says.expires}; it is judged on {as_of}", "expires")
    return None


def _open_questions(says: EvidenceStatement) -> tuple[str, ...]:
    """What keeps a record's worth open: what it does not say, and what it says that no rule looks at."""
    questions = []
    if says.file is not None and says.file.sha256 is None:
        questions.append("has no digest, so nothing tells whether its file is the one that was meant")
    if says.dated is None:
        questions.append("has no date")
    given = says.model_fields_set
    unjudged = [words for field, words in _WORDS.items() if field in given and field not in JUDGED | ADMITTED]
    if says.by is not None and says.by.access is not None:
        unjudged.append("by … with … access")
    if unjudged:
        listed = ", ".join(f"`{words}`" for words in unjudged)
        questions.append(f"says {listed}, which no rule of this version looks at")
    return tuple(questions)
