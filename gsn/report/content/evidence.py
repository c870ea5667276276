"""The evidence register, what was planned of it, and what ends when."""

from __future__ import annotations

from collections.abc import Iterator

from gsn.lapse import Lapse, timeline_of
from gsn.lapse import Timeline as Lapsing
from gsn.model.case import Element
from gsn.model.kinds import Kind
from gsn.model.reference import Identity
from gsn.model.statements.evidence import EvidenceStatement
from gsn.report.anchors import anchor
from gsn.report.content.basis import Basis
from gsn.report.model.evidence import Ended, Evidence, Protocol, Record, Timeline
from gsn.report.model.values import Line, Part

MOST_GOALS = 20
"""Goals that are named for a day; the rest are counted."""

MOST_ENDINGS = 40
"""Things that end on one day and are named."""

_RUNS = frozenset({"evaluation", "red_team", "uplift_study", "monitoring", "test_results", "elicitation"})
"""Types of records that are runs: of these it is asked whether somebody announced them before."""


def evidence_of(basis: Basis) -> tuple[Evidence, Lapsing]:
    """The register, and the timeline that its picture is drawn from."""
    records = tuple(_record(basis, element, says) for element, says in _records(basis))
    timeline = timeline_of(basis.argument)
    evidence = Evidence(
        records=records,
        accepted=sum(record.accepted for record in records),
        protocols=tuple(_protocols(basis)),
        timeline=_timeline(basis, timeline),
    )
    return evidence, timeline


def uses_of(basis: Basis, record: Identity) -> tuple[Part, ...]:
    """The goals whose solutions stand on a record."""
    argument = basis.argument
    carriers = [record, *(solution.identity for solution in argument.citing.get(record, ()))]
    return basis.parts([link.source for carrier in carriers for link in argument.parents_of(carrier)])


def _records(basis: Basis) -> Iterator[tuple[Element, EvidenceStatement]]:
    for element in basis.argument.by_kind[Kind.EVIDENCE]:
        if isinstance(element.says, EvidenceStatement):
            yield element, element.says


def _record(basis: Basis, element: Element, says: EvidenceStatement) -> Record:
    assessment = basis.argument.assessments[element.identity]
    return Record(
        id=anchor(element.identity),
        name=element.name,
        module=element.module,
        text=element.text.plain if element.text is not None else "",
        type=(says.type or "").replace("_", " "),
        on=says.on.name if says.on is not None else "",
        by=basis.part(says.by.actor.identity) if says.by is not None else Part(""),
        access=(says.by.access or "").replace("_", " ") if says.by is not None else "",
        dated=says.dated.isoformat() if says.dated is not None else "",
        expires=says.expires.isoformat() if says.expires is not None else "",
        file=says.file.path.plain if says.file is not None else "",
        sha256=says.file.sha256 or "" if says.file is not None else "",
        state=assessment.state.value,
        accepted=assessment.accepted,
        why=basis.said("; ".join([assessment.why, *assessment.open_questions])),
        measures=tuple(basis.as_written(place) for place in element.clause_places.get("measures", ())),
        planned=_planned(basis, element, says),
        used_in=uses_of(basis, element.identity),
        clauses=basis.written(element),
        findings=basis.finding_ids(element.identity),
    )


def _planned(basis: Basis, element: Element, says: EvidenceStatement) -> str:
    """Whether a run was announced before it was made, so that its outcome could not choose it."""
    if element.identity in basis.argument.register.planned:
        return f"planned in {says.planned_in.name}" if says.planned_in is not None else "planned"
    if says.planned_in is not None:
        return f"says it was planned in {says.planned_in.name}; no accepted, earlier protocol announces it"
    return "no protocol announced it" if says.type in _RUNS else ""


def _protocols(basis: Basis) -> Iterator[Protocol]:
    for element, says in _records(basis):
        if says.plans:
            dated = says.dated.isoformat() if says.dated is not None else ""
            runs = tuple(_run(basis, run.identity) for run in says.plans)
            yield Protocol(basis.part(element.identity), dated, runs)


def _run(basis: Basis, run: Identity) -> Line:
    """What became of a run that was planned."""
    assessment = basis.argument.assessments.get(run)
    if assessment is None:
        return (basis.part(run), Part(": not on record"))
    cited = "cited" if uses_of(basis, run) else "cited by nothing"
    return (basis.part(run), Part(f": {assessment.state.value}, {cited}"))


def _timeline(basis: Basis, timeline: Lapsing) -> Timeline:
    return Timeline(
        picture="timeline" if timeline.spans else "",
        falls_on=timeline.falls_on.isoformat() if timeline.falls_on is not None else "",
        days=tuple(_day(basis, lapse) for lapse in timeline.lapses),
    )


def _day(basis: Basis, lapse: Lapse) -> Ended:
    return Ended(
        day=lapse.day.isoformat(),
        what=ends_on(basis, lapse),
        goals=basis.parts(lapse.goals[:MOST_GOALS]),
        more=max(len(lapse.goals) - MOST_GOALS, 0),
        shown=bool(lapse.shown),
    )


def ends_on(basis: Basis, lapse: Lapse) -> tuple[Line, ...]:
    """What ends on a day, as far as it is named."""
    told = tuple((basis.part(ending.element), Part(f": {ending.what}")) for ending in lapse.endings[:MOST_ENDINGS])
    more = len(lapse.endings) - len(told)
    return (*told, (Part(f"and {more} more"),)) if more else told
