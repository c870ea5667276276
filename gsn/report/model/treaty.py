"""What a treaty profile asks of the case, and what became of each question."""

from __future__ import annotations

from dataclasses import dataclass

from gsn.report.model.values import Figure, Part


@dataclass(frozen=True, slots=True)
class Tier:
    """A tier of the profile.

    Attributes:
        name: The tier.
        text: What it is.
        reached: `yes`, `no` or `undetermined`.
        why: Why.
        tests: Each test of it, and what it came to.
    """

    name: str
    text: str
    reached: str
    why: str
    tests: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Obligation:
    """A row of the obligations table: what the profile asks, and what meets it.

    Attributes:
        id: Its fragment in the document.
        name: The requirement.
        text: What it asks.
        modality: `must`, `should` or `may`.
        asked_by: The tiers that ask it.
        state: `met`, `unmet`, `undetermined`, `not asked`, or `context` where it binds others.
        shortfalls: What falls short, each with the record that comes nearest.
        evidence: The records that meet it.
    """

    id: str
    name: str
    text: str
    modality: str
    asked_by: tuple[str, ...]
    state: str
    shortfalls: tuple[str, ...]
    evidence: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Limit:
    """A limit of the profile.

    Attributes:
        name: The limit.
        text: What it is about.
        hazards: The hazards that fall under it.
        state: `kept`, `exceeded`, `not shown`, `not set`, `to be judged` or `no hazard`.
        why: Why.
        bound: What is proved of the hazards together; nothing where nothing is.
        allowed: What the limit allows; nothing where it states no number.
        headroom: How many times the bound fits into it; empty where that cannot be told.
    """

    name: str
    text: str
    hazards: tuple[Part, ...]
    state: str
    why: str
    bound: Figure | None
    allowed: Figure | None
    headroom: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """A category of risk or a capability that the profile names.

    Attributes:
        name: The category or the capability.
        text: What it is.
        state: `argued`, `excluded`, `missing` and so on.
        why: Why.
        covered_by: The hazards and goals that argue or exclude it.
    """

    name: str
    text: str
    state: str
    why: str
    covered_by: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class NextStep:
    """One thing to do on the way to a determination.

    Attributes:
        what: What is to be done.
        unlocks: How many questions wait for it.
        at: Where it is to be done, where that is in the case.
    """

    what: str
    unlocks: int
    at: Part | None


@dataclass(frozen=True, slots=True)
class Compared:
    """What one profile among several makes of the case.

    Attributes:
        profile: The profile.
        title: Its title.
        force: `in force`, or why it is not.
        tiers: Its tiers, each with whether it is reached and why.
        obligations: How many of its requirements are met, and which are missing or undetermined.
        limits: Its limits, each with what became of it.
        standing: How the case stands under it.
    """

    profile: str
    title: str
    force: str
    tiers: tuple[str, ...]
    obligations: str
    limits: tuple[str, ...]
    standing: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """The case held against several profiles.

    Attributes:
        says: What the table is, or how it is to be had where nobody asked for it.
        rows: The profiles, by name.
    """

    says: str
    rows: tuple[Compared, ...]


@dataclass(frozen=True, slots=True)
class Obligations:
    """The case held against its profile.

    Attributes:
        not_looked_at: Why there is nothing here, where the case was not held against a profile.
        binding: Whom the profile binds, and whether the system is among them.
        tiers: Its tiers.
        requirements: The obligations table.
        limits: Its limits, with headroom.
        coverage: The categories and capabilities that it names, and the four parts of a safety case.
        next_steps: What is to be done next, what unlocks most first.
    """

    not_looked_at: str
    binding: tuple[str, ...]
    tiers: tuple[Tier, ...]
    requirements: tuple[Obligation, ...]
    limits: tuple[Limit, ...]
    coverage: tuple[Coverage, ...]
    next_steps: tuple[NextStep, ...]
