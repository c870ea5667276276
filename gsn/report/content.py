"""What a document shows: built once from the judged case, so that every form of it says the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from gsn import __version__
from gsn.argument import Argument
from gsn.argument_outline import Entry, outline_of
from gsn.checking import Judgement
from gsn.element_state import ElementState, State, states_of
from gsn.findings import Finding
from gsn.model.case import Element
from gsn.model.kinds import ARGUMENT, SCOPING, Kind
from gsn.model.place import Place
from gsn.model.reference import Identity, Text, name_of
from gsn.model.statements.evidence import EvidenceStatement
from gsn.report.anchors import anchor
from gsn.report.parts import Part
from gsn.report.risk_content import Numbers, numbers_of
from gsn.report.views import View, views_of
from gsn.verdict import Grouped, grouped

_ARGUED = ARGUMENT | {Kind.CONFIDENCE, Kind.UNREADABLE}
_SECTIONS = (
    ("System and configurations", (Kind.SYSTEM, Kind.CONFIGURATION)),
    ("Hazards and scenarios", (Kind.HAZARD, Kind.SCENARIO)),
    ("Quantities", (Kind.FREQUENCY, Kind.PROBABILITY)),
    ("Mitigations", (Kind.MITIGATION,)),
    ("Actors", (Kind.ACTOR,)),
)


@dataclass(frozen=True, slots=True)
class Shown:
    """An element as the outline shows it."""

    identity: Identity
    anchor: str
    name: str
    kind: str
    module: str
    depth: int
    text: tuple[Part, ...]
    clauses: tuple[str, ...]
    state: ElementState | None
    repeated: bool
    findings: tuple[Finding, ...]
    place: str


@dataclass(frozen=True, slots=True)
class Record:
    """A row of the evidence register."""

    anchor: str
    name: str
    module: str
    text: str
    type: str
    on: str
    by: str
    access: str
    dated: str
    expires: str
    file: str
    digest: str
    state: str
    why: str
    measures: tuple[str, ...]
    used_in: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """Statements of some kinds, under one heading."""

    title: str
    shown: tuple[Shown, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """Everything that the page shows; ``views`` are drawn by whoever renders it."""

    title: str
    case: str
    tool: str
    judgement: Judgement
    states: Mapping[Identity, ElementState]
    facts: tuple[tuple[str, tuple[str, ...]], ...]
    views: tuple[View, ...]
    outline: tuple[Shown, ...]
    sections: tuple[Section, ...]
    register: tuple[Record, ...]
    numbers: Numbers | None

    @property
    def grounds(self) -> list[Grouped]:
        """What keeps the case from passing, the same of several elements said once."""
        return grouped(self.judgement.grounds)

    @property
    def counts(self) -> dict[str, int]:
        """How many goals, strategies, solutions and challenges are in each state."""
        argued = [element for element in self.judgement.argument.elements if element.kind in ARGUMENT - SCOPING]
        counted: dict[str, int] = {}
        for element in argued:
            state = self.states[element.identity].state.value
            counted[state] = counted.get(state, 0) + 1
        return counted


def document_of(judgement: Judgement) -> Document:
    """Build the document of a judged case."""
    argument, case = judgement.argument, judgement.case
    states = states_of(judgement)
    builder = _Builder(judgement, states)
    head = case.head
    title = head.text.plain if head is not None and head.text is not None else case.name
    return Document(
        title=title,
        case=case.name,
        tool=f"gsn {__version__}",
        judgement=judgement,
        states=states,
        facts=tuple(_facts(judgement)),
        views=tuple(views_of(argument)),
        outline=tuple(builder.outline()),
        sections=tuple(builder.sections()),
        register=tuple(builder.register()),
        numbers=numbers_of(judgement),
    )


def _facts(judgement: Judgement) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What the head of the case says, in a reader's order."""
    says = judgement.case.says
    if says.decision is not None:
        yield "Decision asked for", (f"{says.decision.text} (of {says.decision.asked_of.name})",)
    if says.system is not None:
        system = judgement.argument.element(says.system.identity)
        yield "System", (f"{says.system.name}: {system.text}" if system is not None else says.system.name,)
    profile = says.treaty
    yield "Held against", (profile.name if profile is not None else "no treaty",)
    yield "Shows", tuple(_goal_line(judgement.argument, ref.identity) for ref in says.shows) or ("no goal is named",)
    if says.valid_until is not None:
        yield "Valid until", (says.valid_until.isoformat(),)
    for label, texts in (
        ("Invalid when", says.invalid_when),
        ("Not covered", says.not_covered),
        ("Authors", says.authors),
    ):
        if texts:
            yield label, tuple(str(text) for text in texts)
    for label, text in (("Version", says.version), ("Contact", says.contact)):
        if text is not None:
            yield label, (str(text),)
    for dissent in says.dissent:
        yield "Dissent", (f"{dissent.text} ({dissent.by.name})",)


def _goal_line(argument: Argument, identity: Identity) -> str:
    goal = argument.element(identity)
    return f"{name_of(identity)}: {goal.text}" if goal is not None and goal.text is not None else name_of(identity)


class _Builder:
    """Makes the parts of a document that show elements."""

    def __init__(self, judgement: Judgement, states: Mapping[Identity, ElementState]) -> None:
        self.judgement = judgement
        self.argument = judgement.argument
        self.states = states
        self.findings: dict[Identity, list[Finding]] = {}
        for finding in judgement.findings:
            if finding.element is not None:
                self.findings.setdefault(finding.element, []).append(finding)

    def outline(self) -> Iterator[Shown]:
        """The argument from its tops, then what of it nothing above shows."""
        met = set()
        for entry in outline_of(self.argument):
            met.add(entry.identity)
            yield self._shown(entry)
        for element in self.argument.elements:
            if element.kind in _ARGUED and element.identity not in met:
                yield self._shown(Entry(element.identity, element, element.kind, 0, repeated=False, away=False))

    def sections(self) -> Iterator[Section]:
        for title, kinds in _SECTIONS:
            elements = [element for kind in kinds for element in self.argument.by_kind[kind]]
            if elements:
                entries = [Entry(item.identity, item, item.kind, 0, repeated=False, away=False) for item in elements]
                yield Section(title, tuple(map(self._shown, entries)))

    def register(self) -> Iterator[Record]:
        for element in self.argument.by_kind[Kind.EVIDENCE]:
            if isinstance(element.says, EvidenceStatement):
                yield self._record(element, element.says)

    def _shown(self, entry: Entry) -> Shown:
        element = entry.element
        is_record = element is not None and element.kind is Kind.EVIDENCE
        return Shown(
            identity=entry.identity,
            anchor=anchor(entry.identity),
            name=name_of(entry.identity) or entry.identity.removesuffix("::"),
            kind=entry.kind.value,
            module=entry.identity.partition("::")[0],
            depth=entry.depth,
            text=tuple(_parts(element.text)) if element is not None else (),
            clauses=() if element is None or entry.repeated or is_record else tuple(self._clauses(element)),
            state=None if self._only_scopes(entry) else self.states.get(entry.identity),
            repeated=entry.repeated or is_record,
            findings=() if entry.repeated else tuple(self.findings.get(entry.identity, ())),
            place=f"{element.place.file}:{element.place.number}" if element is not None else "",
        )

    def _only_scopes(self, entry: Entry) -> bool:
        """Whether an entry is a scope with nothing wrong about it: what is not argued is not supported either."""
        state = self.states.get(entry.identity)
        return entry.kind in SCOPING and state is not None and state.state is State.SUPPORTED

    def _clauses(self, element: Element) -> Iterator[str]:
        """An element's clauses as they are written, in the order of the text."""
        places = [place for held in element.clause_places.values() for place in held]
        for place in sorted(places, key=lambda place: place.order):
            yield self._as_written(place)

    def _as_written(self, place: Place) -> str:
        """A clause's own line, and the lines that continue it."""
        module = next((m for m in self.judgement.case.modules.values() if m.file == place.file), None)
        written = place.line.text.strip()
        for line in module.lines[place.number :] if module is not None else ():
            more = line.text.strip()
            if not more.startswith('"'):
                break
            written = f"{written[:-1]} {more[1:]}" if written.endswith('"') else f"{written} {more}"
        return written

    def _record(self, element: Element, says: EvidenceStatement) -> Record:
        assessment = self.argument.assessments[element.identity]
        return Record(
            anchor=anchor(element.identity),
            name=element.name,
            module=element.module,
            text=element.text.plain if element.text is not None else "",
            type=(says.type or "").replace("_", " "),
            on=says.on.name if says.on is not None else "",
            by=says.by.actor.name if says.by is not None else "",
            access=(says.by.access or "").replace("_", " ") if says.by is not None else "",
            dated=says.dated.isoformat() if says.dated is not None else "",
            expires=says.expires.isoformat() if says.expires is not None else "",
            file=says.file.path.plain if says.file is not None else "",
            digest=says.file.sha256 or "" if says.file is not None else "",
            state=assessment.state.value,
            why="; ".join([assessment.why, *assessment.open_questions]),
            measures=tuple(self._as_written(place) for place in element.clause_places.get("measures", ())),
            used_in=tuple(self._uses(element.identity)),
        )

    def _uses(self, record: Identity) -> Iterator[Part]:
        """The goals whose solutions stand on a record."""
        carriers = [record, *(solution.identity for solution in self.argument.citing.get(record, ()))]
        users = dict.fromkeys(link.source for carrier in carriers for link in self.argument.parents_of(carrier))
        for user in users:
            yield Part(name_of(user), f"#{anchor(user)}")


def _parts(text: Text | None) -> Iterator[Part]:
    """A text in runs, what it names linked."""
    if text is None:
        return
    position = 0
    for mention in text.mentions:
        yield Part(text.plain[position : mention.start])
        yield Part(text.plain[mention.start : mention.end], f"#{anchor(mention.ref.identity)}")
        position = mention.end
    yield Part(text.plain[position:])
