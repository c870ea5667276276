"""A case: a flat table of elements and links.

No element contains another, so nothing recurses over the argument, and a record stays the same record when a line is
inserted above it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import TypeAlias

from gsn.model.kinds import Kind
from gsn.model.place import Line, Place
from gsn.model.problem import Problem
from gsn.model.reference import Identity, Ref, Text, identity, module_of
from gsn.model.review import Review
from gsn.model.statements.argument import (
    Annotations,
    AssumptionStatement,
    ChallengeStatement,
    ConfidenceStatement,
    GoalStatement,
    PlainStatement,
    SolutionStatement,
    StrategyStatement,
)
from gsn.model.statements.evidence import EvidenceStatement
from gsn.model.statements.facts import ActorStatement, CaseStatement, ConfigurationStatement, SystemStatement
from gsn.model.statements.review import ReviewStatement
from gsn.model.statements.risk import HazardStatement, MitigationStatement, QuantityStatement, ScenarioStatement

Statement: TypeAlias = (
    CaseStatement
    | PlainStatement
    | GoalStatement
    | StrategyStatement
    | SolutionStatement
    | AssumptionStatement
    | ChallengeStatement
    | ConfidenceStatement
    | HazardStatement
    | ScenarioStatement
    | QuantityStatement
    | MitigationStatement
    | SystemStatement
    | ConfigurationStatement
    | ActorStatement
    | EvidenceStatement
    | ReviewStatement
)

STATEMENTS: Mapping[Kind, type[Statement]] = MappingProxyType(
    {
        Kind.CASE: CaseStatement,
        Kind.MODULE: PlainStatement,
        Kind.CONTRACT: PlainStatement,
        Kind.REVIEW: ReviewStatement,
        Kind.GOAL: GoalStatement,
        Kind.STRATEGY: StrategyStatement,
        Kind.SOLUTION: SolutionStatement,
        Kind.CONTEXT: PlainStatement,
        Kind.ASSUMPTION: AssumptionStatement,
        Kind.JUSTIFICATION: PlainStatement,
        Kind.CHALLENGE: ChallengeStatement,
        Kind.CONFIDENCE: ConfidenceStatement,
        Kind.HAZARD: HazardStatement,
        Kind.SCENARIO: ScenarioStatement,
        Kind.FREQUENCY: QuantityStatement,
        Kind.PROBABILITY: QuantityStatement,
        Kind.MITIGATION: MitigationStatement,
        Kind.SYSTEM: SystemStatement,
        Kind.CONFIGURATION: ConfigurationStatement,
        Kind.ACTOR: ActorStatement,
        Kind.EVIDENCE: EvidenceStatement,
        Kind.UNREADABLE: PlainStatement,
    }
)
"""What each kind says."""


class Relationship(StrEnum):
    """How two elements stand to each other (GSN v3, 1:2.2, 1:6.2)."""

    SUPPORTED_BY = "supported by"
    IN_CONTEXT_OF = "in context of"
    CHALLENGES = "challenges"


@dataclass(slots=True)
class Element:
    """One statement that declares something.

    ``parent`` is the statement that it is nested in. ``clause_places`` says for each field where its clauses stand;
    ``lost`` names the fields of which a clause could not be read, so that a rule does not miss what was there.
    """

    identity: Identity
    kind: Kind
    name: str
    module: str
    text: Text | None
    public: bool
    parent: Identity | None
    says: Statement
    annotations: Annotations
    lost: frozenset[str]
    place: Place = field(compare=False)
    clause_places: Mapping[str, tuple[Place, ...]] = field(compare=False)

    def place_of(self, clause_field: str, index: int = 0) -> Place:
        """Where a clause of the statement stands; the statement itself where the field has none."""
        places = self.clause_places.get(clause_field, ())
        return places[index] if index < len(places) else self.place


@dataclass(frozen=True, slots=True)
class Link:
    """A relationship of the argument, from what it is about to what is nested there or referred to.

    ``kind`` is the word that it was written with: ``context m::G4`` puts an away goal in context. ``end`` is, for a
    challenge to a relationship, the other end of that relationship, ``target`` being its first. ``repeats`` is the text
    that stands beside a reference.
    """

    relationship: Relationship
    source: Identity
    target: Identity
    kind: Kind
    place: Place = field(compare=False)
    end: Identity | None = None
    nested: bool = True
    declares: bool = False
    repeats: Text | None = None


@dataclass(frozen=True, slots=True)
class Waiver:
    """A finding that a human lets stand: ``waive GSN305 on E2 "why" by aisi until 2026-12-31``."""

    code: str
    on: Ref
    why: Text
    by: Ref
    until: date
    place: Place = field(compare=False)


@dataclass(slots=True)
class Module:
    """One file of the case: its head where it has one, and what it imports."""

    name: str
    kind: Kind
    file: str
    path: Path = field(compare=False)
    head: Element | None
    imports: tuple[str, ...]
    lines: list[Line] = field(compare=False, repr=False)
    """Every line of the file, for those who show it; one that is empty stands where the file could not be read."""


@dataclass(slots=True)
class Case:
    """All modules of a case together.

    ``folder`` is the folder that everything of the case stays inside of; ``problems`` is what could not be read.
    ``unknown_references`` is true where a line that may have referred to something could not be read: then nothing may
    be concluded from an element that nothing seems to refer to. ``strays`` are texts in the folder that the case does
    not reach. ``reviews`` are the reviews that are held beside it, whose elements are among its own.
    """

    name: str
    folder: Path = field(compare=False)
    modules: dict[str, Module]
    elements: dict[Identity, Element]
    links: list[Link]
    waivers: list[Waiver]
    problems: list[Problem]
    unknown_references: bool
    strays: tuple[str, ...]
    reviews: tuple[Review, ...] = ()

    @property
    def head(self) -> Element | None:
        """The statement that begins with ``case``; a text without one is judged as a part."""
        module = self.modules.get(self.name)
        return module.head if module is not None and module.kind is Kind.CASE else None

    @property
    def says(self) -> CaseStatement:
        """What the case's head says; nothing where there is none."""
        head = self.head
        return head.says if head is not None and isinstance(head.says, CaseStatement) else CaseStatement()

    def folder_of(self, element: Identity) -> Path:
        """The folder that an element's files are found from: the case's, or that of the review which states it."""
        module = self.modules.get(module_of(element))
        return module.path.parent if module is not None and module.kind is Kind.REVIEW else self.folder

    def head_place(self) -> Place:
        """Where a finding about the whole case is shown: its head, or the first line of its first file."""
        head = self.head
        if head is not None:
            return head.place
        lines = next(iter(self.modules.values())).lines if self.modules else []
        return Place(lines[0] if lines else Line(self.name, 1, ""), 0, 1)


def module_identity(module: str) -> Identity:
    """The identity of a module as a whole, as a reference to it in an argument names it."""
    return identity(module, "")
