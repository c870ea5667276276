"""The argument as a document shows it: elements with their full records, outlines by module, diagrams."""

from __future__ import annotations

from dataclasses import dataclass

from gsn.report.model.values import Line, Part


@dataclass(frozen=True, slots=True)
class State:
    """How far an element is supported.

    Attributes:
        word: `supported`, `open`, `failing` or `unreadable`.
        sign: A sign that says the same without a colour.
        why: What keeps it from being supported.
    """

    word: str
    sign: str
    why: str


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """A claim of a goal, in a line.

    Attributes:
        claim: Where it stands with its derivation; without a target where it is not shown.
        proved: Whether it is proved.
    """

    claim: Part
    proved: bool


@dataclass(frozen=True, slots=True)
class Element:
    """The full record of an element.

    Attributes:
        id: Its fragment in the document: `module::name`.
        name: Its name in its module.
        kind: Its kind.
        module: Its module.
        public: Whether other modules may refer to it.
        text: What it says.
        clauses: Its clauses, as they are written.
        state: How far it is supported; nothing for a scope or a fact with which nothing is wrong.
        scope: The contexts and assumptions that it stands in by what is above it.
        scope_more: How many more there are.
        supports: What it supports, scopes or challenges.
        claims: Its claims in numbers.
        findings: The findings at it, by their ids.
        diagrams: The diagrams that it stands in, by their ids.
        prose: Whether its author has written more about it, under `prose:` and its id.
        place: Its file and line.
    """

    id: str
    name: str
    kind: str
    module: str
    public: bool
    text: Line
    clauses: tuple[str, ...]
    state: State | None
    scope: tuple[Part, ...]
    scope_more: int
    supports: tuple[Part, ...]
    claims: tuple[ClaimLine, ...]
    findings: tuple[str, ...]
    diagrams: tuple[str, ...]
    prose: bool
    place: str


@dataclass(frozen=True, slots=True)
class Row:
    """A line of an outline.

    Attributes:
        depth: How deep it stands, from 0.
        part: The element, with its module where that is another one.
        kind: The word that it stands there with: a record stands as a solution.
        text: What it says, without links.
        state: How far it is supported.
        element: Its full record, at the one row that shows it; nothing where the row refers to it.
    """

    depth: int
    part: Part
    kind: str
    text: str
    state: State | None
    element: Element | None


@dataclass(frozen=True, slots=True)
class DiagramNode:
    """An element in a diagram.

    Attributes:
        id: The element's identity.
        name: Its name, with its module where it is another's.
        kind: Its kind.
        text: What it says.
        state: The word of its state, or empty.
        away: Whether it is another module's.
        marks: What it is decorated with, such as `undeveloped`.
        continued: The diagram that its support is in, where it is not in this one.
    """

    id: str
    name: str
    kind: str
    text: str
    state: str
    away: bool
    marks: tuple[str, ...]
    continued: str


@dataclass(frozen=True, slots=True)
class DiagramLink:
    """A relation in a diagram.

    Attributes:
        source: The identity of what is supported, scoped or challenging.
        target: The identity of what supports, scopes or is challenged.
        end: The other end, where a relation is challenged and not an element.
        relation: `supported by`, `in context of` or `challenges`.
    """

    source: str
    target: str
    end: str
    relation: str


@dataclass(frozen=True, slots=True)
class Diagram:
    """One diagram: which elements stand in it. It is drawn for those forms that show pictures.

    Attributes:
        id: Its fragment in the document, and the name under which it is drawn.
        number: Its number.
        module: The module that it shows.
        title: What it shows.
        says: What it shows, for who does not see it.
        nodes: The elements.
        links: The relations between them.
    """

    id: str
    number: int
    module: str
    title: str
    says: str
    nodes: tuple[DiagramNode, ...]
    links: tuple[DiagramLink, ...]


@dataclass(frozen=True, slots=True)
class Module:
    """A module of the argument: its diagrams beside its outline.

    Attributes:
        id: Its fragment in the document.
        name: Its name.
        kind: `case`, `module` or `contract`.
        text: What its head says.
        file: Its file, from the case's folder.
        clauses: The clauses of its head, as they are written.
        diagrams: Its diagrams.
        outline: Its outline.
    """

    id: str
    name: str
    kind: str
    text: str
    file: str
    clauses: tuple[str, ...]
    diagrams: tuple[Diagram, ...]
    outline: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """Statements of some kinds, under one heading.

    Attributes:
        title: The heading.
        elements: The statements.
    """

    title: str
    elements: tuple[Element, ...]
