"""All that is known of one element, as data that any screen can lay out."""

from __future__ import annotations

from dataclasses import dataclass

from gsn.drafting.analysis import Analysis
from gsn.drafting.navigation import declaration
from gsn.drafting.occurrences import occurrences_of
from gsn.drafting.position import Location
from gsn.element_state import ElementState
from gsn.findings import Finding
from gsn.model.case import Relationship
from gsn.model.kinds import Kind
from gsn.model.reference import Identity, name_of
from gsn.output.risk_text import claim_lines

MOST_NAMED = 200
"""Places that refer to an element, and links of its scope, that are listed."""


@dataclass(frozen=True, slots=True)
class Related:
    """Another element that has to do with this one, and where that is said."""

    identity: Identity
    kind: Kind
    name: str
    text: str
    stated: Location | None


@dataclass(frozen=True, slots=True)
class Evidence:
    """The state of a record on the day, and why; ``good_through`` is the last day on which it is good, where known."""

    state: str
    why: str
    good_through: str
    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Claimed:
    """A claim in numbers: what became of it, and its derivation in lines of text."""

    proved: bool
    why: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Details:
    """An element.

    Attributes:
        identity: What it is.
        kind: Its kind.
        name: Its name.
        text: Its text.
        state: Its state; nothing before the first whole check.
        declared: Where it is declared.
        findings: What was found of it.
        claims: What a goal claims in numbers.
        evidence: What a record is worth.
        scope: The contexts and assumptions that hold where it stands, by the first way down to it.
        supports: What it stands under.
        support: What stands under it.
        challenges: The challenges to it.
        referred_by: Every other place that names it.
    """

    identity: Identity
    kind: Kind
    name: str
    text: str
    state: ElementState | None
    declared: Location | None
    findings: tuple[Finding, ...]
    claims: tuple[Claimed, ...]
    evidence: Evidence | None
    scope: tuple[Related, ...]
    supports: tuple[Related, ...]
    support: tuple[Related, ...]
    challenges: tuple[Related, ...]
    referred_by: tuple[Related, ...]


def details(analysis: Analysis, identity: Identity) -> Details | None:
    """What is known of an element; nothing where no element has that identity."""
    reading = analysis.reading
    element = reading.declared(identity)
    if element is None:
        return None
    argument = reading.argument
    path = next(iter(argument.paths_to(identity, 1)), [identity])
    challenges = [link for link in argument.challenges_to(identity) if link.relationship is Relationship.CHALLENGES]
    named = [found for found in occurrences_of(reading).of(identity) if not found.declares]

    def related(other: Identity, stated: Location | None) -> Related:
        held = reading.declared(other)
        text = held.text.plain if held is not None and held.text is not None else ""
        return Related(other, argument.kind_of(other), name_of(other) or other.removesuffix("::"), text, stated)

    return Details(
        identity=identity,
        kind=element.kind,
        name=element.name,
        text=element.text.plain if element.text is not None else "",
        state=analysis.states.get(identity),
        declared=declaration(reading, identity),
        findings=tuple(analysis.findings_by_element.get(identity, ())),
        claims=_claims(analysis, identity),
        evidence=_evidence(analysis, identity),
        scope=tuple(
            related(link.target, reading.location(link.place)) for link in argument.scope_along(path)[:MOST_NAMED]
        ),
        supports=tuple(related(link.source, reading.location(link.place)) for link in argument.parents_of(identity)),
        support=tuple(
            related(link.target, reading.location(link.place))
            for link in (*argument.support_of(identity), *argument.context_of(identity))
        ),
        challenges=tuple(related(link.source, reading.location(link.place)) for link in challenges),
        referred_by=tuple(related(found.by or identity, reading.location(found.place)) for found in named[:MOST_NAMED]),
    )


def _claims(analysis: Analysis, identity: Identity) -> tuple[Claimed, ...]:
    if analysis.judgement is None:
        return ()
    proofs = analysis.judgement.argument.risk
    return tuple(
        Claimed(outcome.proved, outcome.why, tuple(claim_lines(proofs, outcome, lambda _style, text: text)))
        for outcome in proofs.outcomes_of(identity)
    )


def _evidence(analysis: Analysis, identity: Identity) -> Evidence | None:
    if analysis.judgement is None:
        return None
    held = analysis.judgement.argument.assessments.get(identity)
    if held is None:
        return None
    end = held.good_through.isoformat() if held.good_through is not None else ""
    return Evidence(held.state.value, held.why, end, held.open_questions)
