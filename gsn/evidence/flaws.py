"""What is wrong with evidence beside a record's own state: one entry for each thing that a rule tells."""

from __future__ import annotations

from dataclasses import dataclass

from gsn.model.reference import Identity


@dataclass(frozen=True, slots=True)
class Where:
    """A clause of a statement, or the statement itself where no clause is named."""

    element: Identity
    clause_field: str = ""
    index: int = 0


@dataclass(frozen=True, slots=True)
class Flaw:
    """Something that is wrong, as the rule with this code tells it.

    ``opens`` are the records whose worth it leaves open, and ``question`` is what is then asked of each: the message
    without its subject.
    """

    code: str
    message: str
    where: Where
    help: str | None = None
    related: tuple[tuple[Where, str], ...] = ()
    opens: tuple[Identity, ...] = ()
    question: str = ""
