"""The case's numbers as a document shows them: hazards, claims with their derivations, margins."""

from __future__ import annotations

from dataclasses import dataclass

from gsn.report.model.values import Figure, Line, Part


@dataclass(frozen=True, slots=True)
class Step:
    """A line of a derivation.

    Attributes:
        depth: How deep it stands: what is deeper below a step is what it stands on.
        statement: What is derived.
        reason: By which rule, from what.
        opens: Whether a list begins with it.
        leads_on: Whether a list of its own stands below it.
        closes: How many lists end after it.
    """

    depth: int
    statement: str
    reason: Line
    opens: bool
    leads_on: bool
    closes: int


@dataclass(frozen=True, slots=True)
class Barred:
    """What bears on a claim and could not be used.

    Attributes:
        source: The claim or the record.
        why: Why not.
    """

    source: Part
    why: str


@dataclass(frozen=True, slots=True)
class Charged:
    """A test that a claim's doubt is charged for.

    Attributes:
        test: The record, the bridge or the child's claim.
        share: The part of the doubt that it takes.
    """

    test: Part
    share: str


@dataclass(frozen=True, slots=True)
class HeldBy:
    """What a proof holds under, of one kind.

    Attributes:
        kind: `definition`, `bridge`, `condition`, `licence`, `prior`, `presumption`, `calibration`, `carrying` or
            `scope`.
        words: What they do for it.
        elements: The elements that argue it.
    """

    kind: str
    words: str
    elements: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Claimed:
    """One claim, with all that a reader needs to judge it.

    Attributes:
        id: Its fragment in the document.
        goal: The goal that makes it.
        module: Its module.
        quantity: What it is about.
        statement: What it says of that.
        value: The bound that it states.
        confidence: At which confidence.
        proved: Whether it is proved.
        why: Why it is not.
        derived: The bound that follows from what it rests on; nothing where none does.
        side: `at most` or `at least`: which side the derived bound is of.
        room: The headroom that the step leaves.
        steps: The derivation.
        cut: Whether the derivation is longer than what is shown of it.
        barred: What bears on it and could not be used.
        charged: How much of its doubt is charged.
        tests: For what.
        held_by: What it holds under (Γ), by kind.
        unargued: What it presumes and nothing argues.
    """

    id: str
    goal: Part
    module: str
    quantity: Part
    statement: str
    value: Figure
    confidence: str
    proved: bool
    why: str
    derived: Figure | None
    side: str
    room: str
    steps: tuple[Step, ...]
    cut: bool
    barred: tuple[Barred, ...]
    charged: str
    tests: tuple[Charged, ...]
    held_by: tuple[HeldBy, ...]
    unargued: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Folded:
    """The claims of one module that are not shown open.

    Attributes:
        module: The module.
        claims: The claims.
        proved: How many of them are proved.
    """

    module: str
    claims: tuple[Claimed, ...]
    proved: int


@dataclass(frozen=True, slots=True)
class HazardRow:
    """A hazard, once for each limit on it, and once where there is none.

    Attributes:
        name: The hazard.
        text: What it is.
        bound: What is proved of it; nothing where it is unbounded.
        confidence: At which confidence.
        by: The claim that says so.
        derived: What follows for that claim from what it rests on.
        limit: The limit; nothing where there is none.
        limit_confidence: At which confidence the limit is asked.
        state: `met`, `not met` or empty where there is no limit.
        room: How many times what is proved fits into the limit.
        why: Why the limit is not met.
    """

    name: Part
    text: str
    bound: Figure | None
    confidence: str
    by: Part | None
    derived: Figure | None
    limit: Figure | None
    limit_confidence: str
    state: str
    room: str
    why: str


@dataclass(frozen=True, slots=True)
class Sample:
    """A simulated result.

    Attributes:
        name: What was simulated.
        mean: Its mean.
        percentiles: The 5th, 50th and 95th.
        passing: How frequently it passes what it is held against.
    """

    name: Part
    mean: str
    percentiles: tuple[str, ...]
    passing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart of the case's numbers. It is drawn for those forms that show pictures.

    Attributes:
        id: Its fragment in the document, and the name under which it is drawn.
        number: Its number.
        title: What it shows.
        says: What it shows, in words, a line each: for who does not see it, and for forms without pictures.
        remark: What a reader has to know of it.
    """

    id: str
    number: int
    title: str
    says: tuple[str, ...]
    remark: str


@dataclass(frozen=True, slots=True)
class Numbers:
    """What is proved of the case's numbers.

    Attributes:
        meaning: What a confidence means here.
        not_looked_at: Why nothing is proved, where the numbers were not judged.
        count: How many claims there are.
        proved: How many are proved.
        hazards: The hazards.
        pictures: The charts.
        samples: What was simulated. No verdict rests on it.
        simulated: How.
        tops: The claims that support no other, as far as they are shown open.
        unproved: Claims that are not proved, as far as they are shown open.
        modules: The other claims.
        left_out: How many claims are not shown at all.
        not_worked_out: What would take too long here, with the command that does it.
    """

    meaning: str
    not_looked_at: str
    count: int
    proved: int
    hazards: tuple[HazardRow, ...]
    pictures: tuple[Picture, ...]
    samples: tuple[Sample, ...]
    simulated: str
    tops: tuple[Claimed, ...]
    unproved: tuple[Claimed, ...]
    modules: tuple[Folded, ...]
    left_out: int
    not_worked_out: tuple[str, ...]
