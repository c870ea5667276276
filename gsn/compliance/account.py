"""What holding a case against a profile came to, question by question. Nothing here decides anything."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from gsn.model.place import Place
from gsn.model.reference import Identity

if TYPE_CHECKING:  # a case that names no profile is checked without a reader of them
    from gsn.treaty.held import Held
    from gsn.treaty.profile import Item, Profile
    from gsn.treaty.record import Test


class Answer(StrEnum):
    """Whether something holds. What is not known is open, and is never taken for either."""

    YES = "yes"
    NO = "no"
    OPEN = "undetermined"


class Standing(StrEnum):
    """Where a case stands with a profile, for whoever regulates and whoever develops alike."""

    NOT_BOUND = "not_bound"
    """The profile is not law on the day, or binds nobody in the system's jurisdictions."""
    NOT_REGULATED = "not_regulated"
    """Every tier's threshold lies above the system: that says nothing of its safety."""
    PROHIBITED = "prohibited"
    """A tier that is reached admits no argument, or admits only somebody who is not the developer."""
    PAUSE = "pause"
    """An authority determined that the risk is not acceptable."""
    GROUND_FOR_PAUSE = "ground_for_pause"
    """A limit is exceeded, or something that must be met is not."""
    UNDETERMINED = "undetermined"
    """Something is open: a number not set, a tier not known, something not shown."""
    AWAITING_DETERMINATION = "awaiting_determination"
    """Nothing stands against it, and those who decide have not decided."""
    MAY_PROCEED = "may_proceed"
    """Those who decide have decided that it may."""

    @property
    def in_words(self) -> str:
        return self.value.replace("_", " ")


class Binding(NamedTuple):
    """Whom the profile binds, and whether the system is among them.

    ``bound`` is about the jurisdictions of the system and the states parties, ``applies`` about its sector and use,
    each with its reason in words. ``not_in_force`` is why the profile is not law on the day, empty where it is;
    ``overdue`` are its statements whose review should have been before; ``parties`` are the states parties that bind
    the system, and that are responsible for a pause.
    """

    bound: Answer
    why_bound: str
    applies: Answer
    why_applies: str
    not_in_force: str
    overdue: tuple[Item, ...]
    parties: tuple[str, ...]


class TestAccount(NamedTuple):
    """One test of a tier. ``margin`` is what is declared divided by the threshold, at the end that decides."""

    test: Test
    answer: Answer
    why: str
    margin: Fraction | None = None


@dataclass(frozen=True, slots=True)
class TierAccount:
    """A tier: whether it is reached, and whether what it says lets the developer go on.

    ``admits`` is NO where development is prohibited in it, or reserved for somebody else than the developer; ``exempt``
    is YES where the developer is exempt, as the registry of actors has it.
    """

    tier: Item
    reached: Answer
    why: str
    tests: tuple[TestAccount, ...]
    exempt: Answer
    admits: Answer
    why_admits: str


class Met(StrEnum):
    """What became of a requirement."""

    MET = "met"
    UNMET = "unmet"
    OPEN = "undetermined"
    NOT_ASKED = "not asked"
    """No tier that is reached, or may be, asks it."""
    CONTEXT = "context"
    """It binds others than the developer, and never fails a case."""


class Shortfall(NamedTuple):
    """One attribute of a requirement that a record, or the case, falls short of.

    ``attribute`` is the clause's field (``by``, ``covers``, ``every``), or what any record has to be: of its ``state``,
    ``on`` the system, with the ``access``, ``recognised_by`` an authority where it is a foreign one's. ``record`` is
    the record that comes nearest, if there is one; ``clause_field`` and ``position`` say which clause of it shows that.
    ``open`` is true where nothing tells whether it falls short.
    """

    attribute: str
    message: str
    record: Identity | None = None
    open: bool = False
    clause_field: str = ""
    position: int = 0


@dataclass(frozen=True, slots=True)
class RequirementAccount:
    """A requirement: who asks it, whether it is met and by which records, and else every shortfall of the nearest one.

    ``asked`` is OPEN where a tier asks it that may be reached, or that may ask it: in the second case alone it is
    ``upon_request``, and nothing is owed until a regulator asks. ``tiers`` are those that ask. ``remarks`` are told and
    change nothing; ``why`` says what became of it, remarks included.
    """

    requirement: Item
    modality: str
    asked: Answer
    tiers: tuple[str, ...]
    met: Met
    records: tuple[Identity, ...]
    shortfalls: tuple[Shortfall, ...]
    why: str = ""
    upon_request: bool = False
    remarks: tuple[Shortfall, ...] = ()

    @property
    def is_must(self) -> bool:
        return self.modality == "must"


class Kept(StrEnum):
    """What became of a limit."""

    KEPT = "kept"
    EXCEEDED = "exceeded"
    """What the case itself claims, or what is measured, lies above it."""
    NOT_SHOWN = "not shown"
    """Nothing proved keeps it."""
    UNSET = "not set"
    """A number of it is still to be set."""
    JUDGED = "to be judged"
    """No number: somebody judges it."""
    NO_HAZARD = "no hazard"
    """No hazard of the case is of its subject, and no exclusion is accepted."""
    OPEN = "undetermined"
    """What decides it is not stated, by the profile or by the case, or nobody has reviewed what a proof holds under."""


class Wanting(StrEnum):
    """What keeps a limit from being kept."""

    CLAIM = "a proved claim"
    UNIT = "a claim in its unit"
    CONFIGURATION = "a claim for the configuration that is decided on"
    CONFIDENCE = "more confidence"
    MEASUREMENT = "measurements in the place of belief"
    REVIEW = "a review of what the proof holds under"
    STATEMENT = "a statement of the profile"


class Want(NamedTuple):
    """One thing that keeps a limit from being kept, and where it is: an element, or one of its clauses."""

    wanting: Wanting
    message: str
    element: Identity | None = None
    clause_field: str = ""
    position: int = 0


@dataclass(frozen=True, slots=True)
class LimitAccount:
    """A limit, the hazards that fall under it, and what is proved of them together.

    ``bound``, ``allowed`` and ``headroom`` (their ratio) are for readers; ``kept`` is the kernel's word where it is
    KEPT. ``argued`` are the goals that argue it where it is judged in words; ``determined`` is the record of the
    determination that settled it. ``wants`` are all that keep it from being kept, ``unreviewed`` what a proof of it
    holds under; ``claimed`` are the goals whose claims are held against it.
    """

    limit: Item
    hazards: tuple[Identity, ...]
    kept: Kept
    why: str
    bound: Fraction | None = None
    allowed: Fraction | None = None
    unit: str | None = None
    headroom: Fraction | None = None
    argued: tuple[Identity, ...] = ()
    determined: Identity | None = None
    wants: tuple[Want, ...] = ()
    unreviewed: tuple[Identity, ...] = ()
    claimed: tuple[Identity, ...] = ()


class SeverityAccount(NamedTuple):
    """The worst severity that a hazard has by the profile's definitions; ``why`` says by which consequence.

    ``severity`` is none where the profile defines none, and where ``below`` is true: milder than all of them.
    """

    hazard: Identity
    severity: str | None
    below: bool
    why: str


class Coverage(StrEnum):
    """What became of a category or capability that the profile names."""

    ARGUED = "argued"
    EXCLUDED = "excluded"
    """By a supported goal, which an authority accepted."""
    EXCLUSION_NOT_ACCEPTED = "excluded, not yet accepted"
    NOT_SUPPORTED = "not supported"
    """It is argued or excluded by a goal that is not supported, or that the case does not show."""
    MISSING = "missing"
    OPEN = "undetermined"
    """A line that may cover it could not be read."""


@dataclass(frozen=True, slots=True)
class CoverageAccount:
    """A category or a capability: the hazards that cover it, the goals that argue it, the goal that excludes it."""

    item: Item
    coverage: Coverage
    why: str
    hazards: tuple[Identity, ...] = ()
    goals: tuple[Identity, ...] = ()


class PartAccount(NamedTuple):
    """One of the four parts of a safety case: hazards, scenarios, mitigations, thresholds."""

    name: str
    there: Answer
    why: str


class ToDo(NamedTuple):
    """One thing to do on the way to a determination.

    ``unlocks`` counts the questions that wait for it; ``place`` is where it is to be done, where that is in the case.
    """

    what: str
    unlocks: int
    element: Identity | None = None
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Account:
    """A case held against a profile, every question that the profile asks with what became of it."""

    held: Held
    profile: Profile
    binding: Binding
    tiers: tuple[TierAccount, ...]
    requirements: tuple[RequirementAccount, ...]
    limits: tuple[LimitAccount, ...]
    categories: tuple[CoverageAccount, ...]
    capabilities: tuple[CoverageAccount, ...]
    parts: tuple[PartAccount, ...]
    severities: Mapping[Identity, SeverityAccount]

    @property
    def reached(self) -> tuple[TierAccount, ...]:
        """The tiers that are reached for certain, and that the developer is not exempt from."""
        return tuple(tier for tier in self.tiers if tier.reached is Answer.YES and tier.exempt is not Answer.YES)


class Acceptance(NamedTuple):
    """Who accepted the risk by a determination in a review, when, and on which conditions."""

    by: str
    on: date | None
    conditions: tuple[str, ...] = ()

    @property
    def in_words(self) -> str:
        """``by aisi on 2026-06-05``."""
        when = f" on {self.on}" if self.on is not None else ""
        conditions = f" on condition: {'; '.join(self.conditions)}" if self.conditions else ""
        return f"by {self.by}{when}{conditions}"


@dataclass(frozen=True, slots=True)
class StandingAccount:
    """Where the case stands, from which reasons (each a sentence), and what to do next, what unlocks most first.

    ``determined`` is the record or the review of the determination that it comes from, where it comes from one;
    ``accepted`` is who accepted the risk in a review, where the case may proceed on that. Where the profile does not
    bind, ``would_be`` is the standing that it would give if it did.
    """

    standing: Standing
    why: tuple[str, ...]
    to_do: tuple[ToDo, ...]
    determined: Identity | None = None
    would_be: Standing | None = None
    why_would_be: tuple[str, ...] = ()
    accepted: Acceptance | None = None

    @property
    def in_words(self) -> str:
        """``not bound; if bound, ground for pause``."""
        if self.would_be is None:
            return self.standing.in_words
        return f"{self.standing.in_words}; if bound, {self.would_be.in_words}"
