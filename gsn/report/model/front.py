"""Page one: what is asked for, what was found, what it does not mean, and what would have to be wrong."""

from __future__ import annotations

from dataclasses import dataclass

from gsn.report.model.values import Fact, Line, Part


@dataclass(frozen=True, slots=True)
class Decision:
    """What is to be decided.

    Attributes:
        asked: The decision, in the author's words.
        of: Of whom it is asked.
        of_whom: Who that is.
    """

    asked: str
    of: Part
    of_whom: str


@dataclass(frozen=True, slots=True)
class Met:
    """An element at which a ground was met.

    Attributes:
        element: The element.
        path: The way down to it from a goal that the case shows, that goal first; cut in its middle where it is long.
        findings: The findings at it, by their ids.
        claims: Its claims that are not proved.
    """

    element: Part
    path: Line
    findings: tuple[str, ...]
    claims: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Ground:
    """A reason why the verdict is not `passed`, or an error that rejects the case.

    Attributes:
        id: Its fragment in the document.
        says: The reason; of several elements, what is the same of each.
        code: The rule that finds the same, if one does.
        waived: Whether a human lets it stand.
        at: The file and line of it, where it is about no element.
        met: The elements at which it was met, at most forty.
        more: How many more there are.
    """

    id: str
    says: str
    code: str
    waived: bool
    at: str
    met: tuple[Met, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Feet:
    """The feet of the argument that limits depend on.

    Attributes:
        limit_bearing: How many there are.
        evidenced: How many have accepted evidence.
        qualitative: How many say something in words, which no machine can hold against a document.
        judged: How many of these a reviewer has judged.
        in_words: All of that in words.
    """

    limit_bearing: int
    evidenced: int
    qualitative: int
    judged: int
    in_words: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What checking came to.

    Attributes:
        word: `passed`, `rejected` or `undetermined`.
        label: The verdict as people are told it, with what it was held against.
        as_of: The day on which everything dated was judged.
        errors: How many errors were found.
        warnings: How many warnings.
        prompts: How many prompts for the reader.
        open: How many grounds keep the case from passing.
        waived: How many findings a human lets stand.
        meaning: What the verdict does not mean.
        feet: What the limits depend on.
        grounds: Why it is not `passed`: the errors of a case that is rejected, else its grounds.
    """

    word: str
    label: str
    as_of: str
    errors: int
    warnings: int
    prompts: int
    open: int
    waived: int
    meaning: str
    feet: Feet
    grounds: tuple[Ground, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """How the case stands under the profile that it is held against.

    Attributes:
        profile: The profile's name; empty where the case names none.
        title: Its title.
        digest: The SHA-256 of it and of all that it extends.
        supplied_by: Who supplied its text: `gsn` for a built-in one, else `the developer` or `the reviewer`.
        standing: The standing, as the profile has it; empty where nobody has worked it out.
        tier: The tier that is reached.
        reasons: Why it is that standing.
        not_looked_at: What was not worked out, where something was not.
    """

    profile: str
    title: str
    digest: str
    supplied_by: str
    standing: str
    tier: str
    reasons: tuple[str, ...]
    not_looked_at: str


@dataclass(frozen=True, slots=True)
class Since:
    """What changed since an earlier version, in short.

    Attributes:
        compared_with: What the earlier version is called; empty where none was given.
        version: The version that the case gives itself.
        follows: The digest of the version that the case says it follows.
        says: The changes, counted; or that no earlier version was given.
        before: The verdict of the earlier version.
        worst: The changes that loosen the case, at most ten.
        touched: The goals that the case shows and that rest on what changed.
    """

    compared_with: str
    version: str
    follows: str
    says: str
    before: str
    worst: tuple[Line, ...]
    touched: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Configuration:
    """One way in which a system is run.

    Attributes:
        name: The configuration.
        text: What it is.
        facts: Its weights, safeguards, scaffold and prompt.
        decided_on: Whether a claim of a goal that the case shows is for it.
        tested_by: The records of runs on it, as far as they are named.
        more: How many more there are.
        carried_over: To which configurations its results are carried over, and by which goal.
    """

    name: Part
    text: str
    facts: tuple[Fact, ...]
    decided_on: bool
    tested_by: tuple[Part, ...]
    more: int
    carried_over: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Configurations:
    """The configuration decided on against those that were tested.

    Attributes:
        says: In a sentence, what was tested of what is decided on.
        rows: Every configuration of the case's systems.
    """

    says: str
    rows: tuple[Configuration, ...]


@dataclass(frozen=True, slots=True)
class Looked:
    """What was looked at, or was not.

    Attributes:
        what: What it is.
        done: Whether it was.
        how: By which rules, how far, or why not.
    """

    what: str
    done: bool
    how: str


@dataclass(frozen=True, slots=True)
class Withheld:
    """Evidence that is not handed over.

    Attributes:
        record: The record.
        why: Why, in the author's words.
        state: The state of the record; where it is accepted all the same, why.
        used_in: The goals that it is to support.
    """

    record: Part
    why: str
    state: str
    used_in: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Broken:
    """A leaf of a claim, and by which factor it would have to be wrong.

    Attributes:
        leaf: The record or the bridge.
        quantity: What it bounds.
        factor: By how much it would have to be wrong, in words.
    """

    leaf: Part
    quantity: str
    factor: str


@dataclass(frozen=True, slots=True)
class Breaking:
    """What would have to be wrong for a claim to break, all else as it is.

    Attributes:
        claim: The claim, and what it is held against.
        leaves: Every leaf, the most delicate first.
        presumed: What it holds under and no factor measures: if one of these is false, so may be the claim.
        unargued: What it presumes and nothing argues.
    """

    claim: Line
    leaves: tuple[Broken, ...]
    presumed: tuple[Part, ...]
    unargued: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Validity:
    """How long the case holds, and for what.

    Attributes:
        valid_until: The last day that the case gives itself.
        falls_on: The first day on which a goal that it shows has lost its support, or it has ended.
        by: What ends on that day.
        invalid_when: What ends it at once, in the author's words.
        not_covered: What it does not speak of, in the author's words.
    """

    valid_until: str
    falls_on: str
    by: tuple[Line, ...]
    invalid_when: tuple[str, ...]
    not_covered: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PageOne:
    """What a reviewer wants to know in the first minute.

    Attributes:
        decision: The decision asked for, and of whom; nothing where the case asks for none.
        shows: The goals that the case shows.
        verdict: The verdict, its grounds, and what it does not mean.
        standing: How it stands under its profile.
        since: What changed since the last version.
        configurations: What is decided on against what was tested.
        looked: What was judged, and what was not.
        withheld: What is withheld.
        breaking: What would have to be wrong for the limit to break.
        breaking_says: What was worked out of that, and what was not.
        validity: When it lapses, when it is invalid, what it does not cover.
    """

    decision: Decision | None
    shows: tuple[Line, ...]
    verdict: Verdict
    standing: Standing
    since: Since
    configurations: Configurations
    looked: tuple[Looked, ...]
    withheld: tuple[Withheld, ...]
    breaking: tuple[Breaking, ...]
    breaking_says: str
    validity: Validity
