"""A change, and all that differs between two cases."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from gsn.checking import Judgement
from gsn.diff.margins import Margin
from gsn.findings import Finding
from gsn.model.place import Place
from gsn.model.reference import Identity


class What(StrEnum):
    """What sort of a change it is; the order is the one in which a reviewer asks."""

    CLAIM = "claim"
    COMPLETENESS = "completeness"
    LICENCE = "licence"
    BRIDGE = "bridge"
    DEFINITION = "definition"
    EVIDENCE = "evidence"
    STATE = "state"
    TURNED = "turned"
    MARKED = "marked"
    WAIVER = "waiver"
    REMOVED = "removed"
    ADDED = "added"
    MOVED = "moved"
    REWORDED = "reworded"
    RENAMED = "renamed"
    CASE = "case"
    CLAUSE = "clause"
    REMARK = "remark"


HEADINGS: Mapping[What, str] = MappingProxyType(
    {
        What.CLAIM: "Claims",
        What.COMPLETENESS: "Completeness",
        What.LICENCE: "Licences",
        What.BRIDGE: "Bridges",
        What.DEFINITION: "Definitions",
        What.EVIDENCE: "Evidence",
        What.STATE: "State of evidence",
        What.TURNED: "Turned into another kind",
        What.MARKED: "Marks",
        What.WAIVER: "Waivers",
        What.REMOVED: "Removed",
        What.ADDED: "Added",
        What.MOVED: "Moved",
        What.REWORDED: "Reworded",
        What.RENAMED: "Renamed",
        What.CASE: "The case as a whole",
        What.CLAUSE: "Other clauses",
        What.REMARK: "Remarks",
    }
)


class Effect(StrEnum):
    """Whether the case asks less of itself or takes more for granted than before, where that can be told exactly.

    A change of which it cannot be told is just a change: nobody should take silence for a tightening.
    """

    LOOSENED = "loosened"
    TIGHTENED = "tightened"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is another than it was.

    ``element`` is the element as the new case has it, or the old one's where it is gone; nothing where the change is
    about the case. ``before`` and ``after`` are the author's words. ``touches`` are the elements of the new case from
    which the change is felt upward: what is gone is felt where it stood.
    """

    what: What
    message: str
    element: Identity | None = None
    kind: str = ""
    before: str | None = None
    after: str | None = None
    effect: Effect = Effect.CHANGED
    place: Place | None = None
    touches: tuple[Identity, ...] = ()

    @property
    def of_substance(self) -> bool:
        """Whether it changes more than what is said for readers."""
        return self.what is not What.REMARK


@dataclass(frozen=True, slots=True)
class Touched:
    """A goal that rests on something that changed. ``shown`` where the case shows it."""

    identity: Identity
    shown: bool


@dataclass(frozen=True, slots=True)
class Difference:
    """All that differs: changes, what is proved, what is touched, what rules find now and did not, and did no more."""

    old: Judgement
    new: Judgement
    changes: tuple[Change, ...]
    margins: tuple[Margin, ...]
    touched: tuple[Touched, ...]
    brought: tuple[Finding, ...]
    gone: tuple[Finding, ...]
    grounds_brought: tuple[str, ...]
    grounds_gone: tuple[str, ...]

    @property
    def of_substance(self) -> bool:
        """Whether anything differs that bears on the argument or on how it is judged."""
        return (
            self.old.label != self.new.label
            or any(change.of_substance for change in self.changes)
            or bool(self.margins or self.brought or self.gone or self.grounds_brought or self.grounds_gone)
        )

    def of(self, what: What) -> list[Change]:
        """The changes of one sort."""
        return [change for change in self.changes if change.what is what]
