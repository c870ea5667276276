"""The document: all of the view model together, and its version."""

from __future__ import annotations

from dataclasses import dataclass

from gsn.report.model.argument import Diagram, Module, Section
from gsn.report.model.evidence import Evidence
from gsn.report.model.front import PageOne
from gsn.report.model.review import (
    Assumption,
    Changes,
    Doubts,
    Finding,
    Provenance,
    ReviewStatus,
    SignOff,
    Term,
    Traces,
    Waiver,
)
from gsn.report.model.risk import Numbers
from gsn.report.model.treaty import Comparison, Obligations
from gsn.report.model.values import Fact, Prose

FORMAT_VERSION = 1
"""Rises when a field changes its meaning or goes away; new fields may come."""


@dataclass(frozen=True, slots=True)
class Count:
    """How many elements are in a state.

    Attributes:
        state: The word of the state.
        sign: Its sign.
        number: How many goals, strategies, solutions and challenges are in it.
    """

    state: str
    sign: str
    number: int


@dataclass(frozen=True, slots=True)
class Document:
    """Everything that a document says.

    Attributes:
        format_version: The version of this model.
        case: The case's name.
        id: The fragment of the case itself.
        title: Its title.
        page_one: The first page.
        summary: The author's prose about the case as a whole.
        prose: The author's prose about elements.
        facts: What the head of the case says beside what stands on page one.
        sections: The system and its scope, the risk model, mitigations, actors.
        obligations: What the profile asks.
        comparison: What other profiles would make of the case.
        numbers: What is proved of the numbers; nothing where the case has none.
        counts: How many elements are in which state.
        architecture: The modules and how they bear on one another; nothing where there is but one.
        modules: The argument by module.
        evidence: The evidence register, and what ends when.
        assumptions: The assumptions with their watches.
        doubts: Doubts, residual risks, dissent.
        review: How far the review of the case has come.
        waivers: What a human lets stand.
        findings: The findings, in the order of the text.
        traces: The traceability matrices.
        changes: The change log.
        glossary: The words that need one.
        provenance: How the document came about.
        sign_off: The sign-off page.
    """

    format_version: int
    case: str
    id: str
    title: str
    page_one: PageOne
    summary: tuple[Prose, ...]
    prose: tuple[Prose, ...]
    facts: tuple[Fact, ...]
    sections: tuple[Section, ...]
    obligations: Obligations
    comparison: Comparison
    numbers: Numbers | None
    counts: tuple[Count, ...]
    architecture: Diagram | None
    modules: tuple[Module, ...]
    evidence: Evidence
    assumptions: tuple[Assumption, ...]
    doubts: Doubts
    review: ReviewStatus
    waivers: tuple[Waiver, ...]
    findings: tuple[Finding, ...]
    traces: Traces
    changes: Changes
    glossary: tuple[Term, ...]
    provenance: Provenance
    sign_off: SignOff
