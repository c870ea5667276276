"""The state of a record of evidence, as far as the record itself decides it: its file, its digest, its days, its giver.

What others have to say about it (who is entitled, what was signed, what is cited) is added in `gsn.evidence.register`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from gsn.evidence.files import Contents, Located, is_digest
from gsn.model.case import Element
from gsn.model.clauses import clauses_of
from gsn.model.kinds import Kind
from gsn.model.statements.evidence import EvidenceStatement

JUDGED = (
    frozenset({"type", "on", "file", "by", "dated", "expires", "attested", "recognised_by", "of", "withheld"})
    | {"covers", "planned_in", "plans"}
    | {"people", "participants", "experts", "rounds", "hours", "planted", "latency", "simulated"}
    | {"customer", "provider", "window", "chips", "serials", "chip_hours", "utilisation", "peak", "operations"}
    | {"unrelated", "tolerance", "sender", "receiver", "personnel", "purpose", "risk", "verified", "identifier"}
    | {"inspection", "granted", "determines", "site", "observed"}
    | {"measures", "shares", "trial", "presumes"}
)
"""What a record says of itself that a rule of GSN3xx or GSN4xx judges. A list of what is, and not of what is not: a
clause that comes to the language keeps a case open until somebody judges it."""

FOR_READERS = (
    frozenset({"under", "elicitation", "baseline", "success", "budget", "arms", "outcome", "blinding", "registered"})
    | {"method", "calibration", "distribution", "scope", "contains", "beneficial_owner"}
    | {"prover", "theorem", "suite", "revision", "state"}
)
"""What tells a reader how it was done. No rule draws anything from it: whether a document shows what a goal says is
for a reviewer, and until one has said so the goal counts as not judged."""

ADMITTED = frozenset({"open_findings", "incidents"})
"""What a record admits. Nobody is worse off for the clause itself: were it to count, it would be left out. What follows
from an incident is judged by GSN36x."""

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
    UNLINKED = "unlinked"
    """Nothing is wrong with it, and no solution cites it: it still counts among the records of what it measures."""


@dataclass(frozen=True, slots=True)
class Assessment:
    """A record's state, why, which clause says so, and what has not been looked at.

    ``code`` is the rule that finds the state; ``good_through`` the last day on which the record is what it is now, and
    ``falls_by`` what becomes of it then. ``unread`` where the clause that decides it stands on a line that could not be
    read.
    """

    state: State
    why: str
    clause_field: str
    open_questions: tuple[str, ...] = ()
    code: str = ""
    good_through: date | None = None
    falls_by: str = ""
    unread: bool = False

    @property
    def accepted(self) -> bool:
        return self.state is State.ACCEPTED

    @property
    def may_hold(self) -> bool:
        """Whether nothing is wrong with it, as far as that can be read: other records may lean on it, cited or not."""
        return self.unread or self.state in {State.ACCEPTED, State.UNLINKED}


def sound(says: EvidenceStatement) -> Assessment:
    """The assessment of a record with which nothing is wrong."""
    return Assessment(
        State.ACCEPTED,
        "its file is the one that was meant, and in date",
        "file",
        good_through=says.expires,
        falls_by="expires" if says.expires is not None else "",
    )


def own_trouble(
    element: Element,
    says: EvidenceStatement,
    found: tuple[Located, Contents | None] | None,
    as_of: date,
    *,
    seen: bool = False,
) -> Assessment | None:
    """The first thing about the record itself that keeps it from being accepted.

    Args:
        element: The record's statement.
        says: What it says.
        found: Its file, and what reading it came to where it had to be read; nothing where it names none.
        as_of: The day; a record is good through the day on which it expires (days are UTC).
        seen: Whether its file, which is withheld, was seen by somebody whose word counts for whoever judges.
    """
    if says.withheld is not None and not seen:
        return Assessment(State.WITHHELD, f"it is not handed over: {says.withheld}", "withheld", code="GSN307")
    trouble = (_file_trouble(says, found) if says.withheld is None else None) or _date_trouble(says, as_of)
    if trouble is None and says.by is None and "by" not in element.lost:
        return Assessment(State.UNENTITLED, "nothing says who gives it", "by", code="GSN306")
    return trouble


def _file_trouble(says: EvidenceStatement, found: tuple[Located, Contents | None] | None) -> Assessment | None:
    if says.file is None or found is None:
        return Assessment(State.MISSING, "it names no file", "file", code="GSN301")
    located, contents = found
    written = says.file.path.plain
    if located.path is None:
        why = f"`{written}` {located.trouble}"
        if located.missing:
            return Assessment(State.MISSING, why, "file", code="GSN301")
        return Assessment(State.UNUSABLE, why, "file", code="GSN305")
    return _digest_trouble(says.file.sha256, written, contents)


def _digest_trouble(sha256: str | None, written: str, contents: Contents | None) -> Assessment | None:
    """Whether a file is the one that was meant; without a digest nothing tells, and the question stays open."""
    if contents is not None and contents.trouble is not None:
        return Assessment(State.UNUSABLE, f"`{written}` {contents.trouble}", "file", code="GSN305")
    if sha256 is None:
        return None
    if not is_digest(sha256):
        why = "what is written for its digest is none: a digest has 64 hexadecimal digits"
        return Assessment(State.ALTERED, why, "file", code="GSN302")
    found = contents.digests.get("sha256", "") if contents is not None else ""
    if found == sha256.lower():
        return None
    why = f"`{written}` has the digest {found[:12]}…, not {sha256[:12]}…"
    return Assessment(State.ALTERED, why, "file", code="GSN302")


def _date_trouble(says: EvidenceStatement, as_of: date) -> Assessment | None:
    if says.dated is not None and says.dated > as_of:
        return Assessment(State.NOT_YET_VALID, f"it is dated {says.dated}, after {as_of}", "dated", code="GSN304")
    if says.expires is not None and says.expires < as_of:
        why = f"it was good through {says.expires}; it is judged on {as_of}"
        return Assessment(State.EXPIRED, why, "expires", code="GSN303")
    return None


def own_questions(element: Element, says: EvidenceStatement) -> list[str]:
    """What keeps a record's worth open: what it does not say, and what it says that no rule looks at."""
    questions = []
    if says.file is not None and says.file.sha256 is None and says.withheld is None:
        questions.append("has no digest, so nothing tells whether its file is the one that was meant")
    if says.dated is None and "dated" not in element.lost:
        questions.append("has no date")
    given = says.model_fields_set
    looked_at = JUDGED | FOR_READERS | ADMITTED
    unjudged = [words for field, words in _WORDS.items() if field in given and field not in looked_at]
    if unjudged:
        listed = ", ".join(f"`{words}`" for words in unjudged)
        questions.append(f"says {listed}, which no rule of this version looks at")
    return questions
