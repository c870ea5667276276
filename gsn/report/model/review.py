"""What reviewers hold a case to: assumptions, doubts, waivers, findings, changes, and who signs."""

from __future__ import annotations

from dataclasses import dataclass

from gsn.report.model.values import Line, Part


@dataclass(frozen=True, slots=True)
class Assumption:
    """What is taken as true without argument, and what would end that.

    Attributes:
        name: The assumption.
        text: What it says.
        watch: The indicator that voids it; empty where nobody watches.
        stop: The value at which it does.
        owner: Who answers for it.
        bears_on: What it is assumed for.
    """

    name: Part
    text: str
    watch: str
    stop: str
    owner: str
    bears_on: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Doubt:
    """A challenge and what became of it.

    Attributes:
        name: The challenge.
        text: What it says.
        about: What it challenges.
        raised: By whom, and on which day.
        attack: How it attacks: `rebuts`, `undercuts`, `undermines`, or empty.
        state: `upheld`, `in doubt`, `accepted` or `answered`, of its worst part where it challenges several things; of
            an answer `holds as an answer` or `does not hold as an answer`.
        why: What it is in that state by: the words of who upholds or accepts it.
        answers: The challenges to it.
        names: The standing doubts that it raises.
        answering: Whether it challenges nothing but other challenges: an answer, and no doubt about the case.
        stands: Whether it leaves a part of the case in doubt.
    """

    name: Part
    text: str
    about: Line
    raised: str
    attack: str
    state: str
    why: str
    answers: tuple[Part, ...]
    names: tuple[str, ...]
    answering: bool
    stands: bool


@dataclass(frozen=True, slots=True)
class StandingDoubt:
    """A doubt that is known to go with a type of evidence or a kind of step, whether or not anybody raised it.

    Attributes:
        name: Its name.
        question: What it asks.
        source: Where it comes from.
        open: How many places it leaves in doubt.
        places: Where it stands, and what became of it there.
    """

    name: str
    question: str
    source: str
    open: int
    places: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Residual:
    """A doubt that somebody has accepted.

    Attributes:
        doubt: The challenge.
        text: Why it is accepted.
        by: Who accepted it.
        role: What the case says they are.
        counts: Whether their word makes it a residual risk.
    """

    doubt: Part
    text: str
    by: Part
    role: str
    counts: bool


@dataclass(frozen=True, slots=True)
class Dissent:
    """What somebody on the author's side disagrees with.

    Attributes:
        text: What they say.
        by: Who.
    """

    text: str
    by: Part


@dataclass(frozen=True, slots=True)
class Doubts:
    """Open and standing doubts, residual risks and who accepted them, dissent.

    Attributes:
        says: How many there are, and which of them count.
        not_looked_at: What no rule has judged of them; empty where all of it was.
        rows: Every challenge.
        standing: The standing doubts that the case brings with it.
        residual: Those that somebody has accepted.
        dissent: What the author's side disagrees with.
    """

    says: str
    not_looked_at: str
    rows: tuple[Doubt, ...]
    standing: tuple[StandingDoubt, ...]
    residual: tuple[Residual, ...]
    dissent: tuple[Dissent, ...]


@dataclass(frozen=True, slots=True)
class Waiver:
    """A finding that a human lets stand.

    Attributes:
        code: The rule.
        message: What was found; empty where the waiver lets nothing stand on the day.
        on: What it was found at.
        by: Who lets it stand.
        until: Until when.
        why: Why.
    """

    code: str
    message: str
    on: Part
    by: Part
    until: str
    why: str


@dataclass(frozen=True, slots=True)
class Finding:
    """A finding.

    Attributes:
        id: Its fragment in the document.
        code: The rule.
        name: The rule's name.
        severity: `error`, `warning` or `info`; the last is a prompt for the reader.
        message: What is wrong.
        help: What to do about it.
        element: The element that it is at; nothing where it is at none.
        place: Its file and line.
    """

    id: str
    code: str
    name: str
    severity: str
    message: str
    help: str
    element: Part | None
    place: str


@dataclass(frozen=True, slots=True)
class Trace:
    """A row of a traceability matrix.

    Attributes:
        source: The hazard, or the requirement.
        goal: The goal that argues it.
        quantity: What it claims; empty where it claims no number.
        evidence: The records that the goal's solutions stand on.
    """

    source: Part
    goal: Part
    quantity: str
    evidence: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Traces:
    """The traceability matrices.

    Attributes:
        hazards: From hazards to goals to evidence.
        hazards_more: How many more rows there are.
        requirements: From requirements to evidence.
        requirements_not_looked_at: Why there is none of these, where there is none.
    """

    hazards: tuple[Trace, ...]
    hazards_more: int
    requirements: tuple[Trace, ...]
    requirements_not_looked_at: str


@dataclass(frozen=True, slots=True)
class Changed:
    """One thing that is another than it was.

    Attributes:
        what: The sort of change.
        effect: `loosened`, `tightened`, or `changed` where it cannot be told.
        says: The change, as a sentence.
        element: The element; nothing where it is about the case, or is gone.
        before: The author's words before.
        after: The author's words now.
    """

    what: str
    effect: str
    says: str
    element: Part | None
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Changes:
    """The change log against an earlier version.

    Attributes:
        compared_with: What the earlier version is called; empty where none was given.
        says: The changes, counted; or that no earlier version was given.
        verdict_before: Its verdict.
        verdict_now: The verdict now.
        rows: The changes, in the order in which a reviewer asks.
        margins: Of which claims and hazards something else is proved.
        brought: What rules find now and did not before.
        gone: What rules found before and do no more.
    """

    compared_with: str
    says: str
    verdict_before: str
    verdict_now: str
    rows: tuple[Changed, ...]
    margins: tuple[Changed, ...]
    brought: tuple[str, ...]
    gone: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the glossary.

    Attributes:
        term: The word.
        meaning: What it means here.
    """

    term: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Family:
    """A family of rules.

    Attributes:
        name: Its name.
        codes: Its codes.
        rules: How many rules it has.
        failure: Why it did not run to its end; empty where it did.
    """

    name: str
    codes: str
    rules: int
    failure: str


@dataclass(frozen=True, slots=True)
class Input:
    """A file that the document rests on.

    Attributes:
        what: What it is: a text of the case, prose, evidence, a profile, a registry.
        file: Its name, from the case's folder.
        sha256: The digest of its bytes; empty where it could not be read.
        note: What has to be known of it.
    """

    what: str
    file: str
    sha256: str
    note: str


@dataclass(frozen=True, slots=True)
class Provenance:
    """How the document came about: what has to be right for it to be right.

    Attributes:
        tool: The tool and its version.
        as_of: The day on which everything dated was judged.
        options: The options that bear on what it says.
        trusted: What is trusted, and why.
        problem: The digest of the risk problem that the kernel was given; empty where there are no numbers.
        families: The families of rules that ran.
        inputs: The digests of all inputs.
    """

    tool: str
    as_of: str
    options: tuple[str, ...]
    trusted: tuple[str, ...]
    problem: str
    families: tuple[Family, ...]
    inputs: tuple[Input, ...]


@dataclass(frozen=True, slots=True)
class Signature:
    """A line of the sign-off page.

    Attributes:
        role: Who signs.
        says: What they say by it.
    """

    role: str
    says: str


@dataclass(frozen=True, slots=True)
class SignOff:
    """The sign-off page.

    Attributes:
        says: What a signature on it is about: the case, by the digest of its texts.
        digest: That digest.
        lines: Who signs.
        not_looked_at: What the tool did not verify: signatures, determinations.
    """

    says: str
    digest: str
    lines: tuple[Signature, ...]
    not_looked_at: str


@dataclass(frozen=True, slots=True)
class ReviewStatus:
    """What reviewers said of the case, and what waits for them.

    Attributes:
        says: How far it has come, or how a review is given where none was.
        judged: Each element that somebody has judged, with by whom.
        waiting: Each element that nobody has judged, with why it waits; none where no review was given.
        more: How many more wait than are named.
        queries: The questions that nothing answers.
        dissent: Determinations that differ.
        decided: What stands in the end.
    """

    says: str
    judged: tuple[Line, ...]
    waiting: tuple[Line, ...]
    more: int
    queries: tuple[Line, ...]
    dissent: tuple[str, ...]
    decided: str
