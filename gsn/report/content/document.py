"""The document of a judged case: its parts put together, and what its pictures are drawn from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from gsn.checking import Judgement
from gsn.lapse import Timeline
from gsn.model.case import module_identity
from gsn.output.risk_bars import Chart
from gsn.report.anchors import anchor
from gsn.report.content.basis import Basis
from gsn.report.content.changes import Earlier, changes_of
from gsn.report.content.comparing import comparison_of
from gsn.report.content.diagrams import diagrams_of
from gsn.report.content.elements import Elements
from gsn.report.content.evidence import evidence_of
from gsn.report.content.front import page_one_of
from gsn.report.content.glossary import glossary_of
from gsn.report.content.numbers import numbers_of
from gsn.report.content.prose import prose_of
from gsn.report.content.provenance import provenance_of, sign_off_of
from gsn.report.content.review import assumptions_of, doubts_of, findings_of, waivers_of
from gsn.report.content.reviewed import facts_of_reviews, signatures_of_reviews
from gsn.report.content.reviewing import review_of
from gsn.report.content.tracing import traces_of
from gsn.report.content.treaty import obligations_of, standing_of
from gsn.report.drawing import Scene
from gsn.report.model.document import FORMAT_VERSION, Document
from gsn.report.model.plain import made_visible
from gsn.report.model.values import Fact, Part
from gsn.treaty.profile import Profile


@dataclass(frozen=True, slots=True)
class Sources:
    """What the pictures of a document are drawn from, by the ids that the document names them with."""

    scenes: Mapping[str, Scene]
    charts: Mapping[str, Chart]
    timeline: Timeline


@dataclass(frozen=True, slots=True)
class Options:
    """What bears on what a document says beside the case.

    ``earlier`` is an earlier version, ``profiles`` are what the case is held against beside its own profile, and
    ``told`` are the options in words.
    """

    earlier: Earlier | None = None
    profiles: tuple[Profile, ...] = ()
    told: tuple[str, ...] = ()


def document_of(judgement: Judgement, options: Options | None = None) -> tuple[Document, Sources]:
    """Build the document of a judged case. The same judgement and options give the same document."""
    options = options or Options()
    basis = Basis(judgement)
    told, diagrams = numbers_of(judgement), diagrams_of(basis)
    evidence, timeline = evidence_of(basis)
    since, changes = changes_of(basis, options.earlier)
    summary, prose = prose_of(basis)
    obligations = obligations_of(basis)
    with_numbers = told.margins is not None
    elements = Elements(basis, told.lines, diagrams.of)
    provenance = provenance_of(basis, (*summary, *prose), evidence.records, options.told, with_numbers=with_numbers)
    document = Document(
        format_version=FORMAT_VERSION,
        case=basis.case.name,
        id=anchor(module_identity(basis.case.name)),
        title=basis.text_of(module_identity(basis.case.name)) or basis.case.name,
        page_one=page_one_of(basis, told.lines, standing_of(basis), since, told.margins, timeline),
        summary=summary,
        prose=prose,
        facts=(*_facts(basis), *facts_of_reviews(basis)),
        sections=tuple(elements.sections()),
        obligations=obligations,
        comparison=comparison_of(basis, options.profiles),
        numbers=told.numbers,
        counts=tuple(elements.counts()),
        architecture=diagrams.architecture,
        modules=tuple(
            elements.module(module, diagrams.by_module.get(module.name, ())) for module in basis.case.modules.values()
        ),
        evidence=evidence,
        assumptions=tuple(assumptions_of(basis)),
        doubts=doubts_of(basis),
        review=review_of(basis),
        waivers=tuple(waivers_of(basis)),
        findings=tuple(findings_of(basis)),
        traces=traces_of(basis, obligations, with_numbers=with_numbers),
        changes=changes,
        glossary=tuple(
            glossary_of(with_numbers=told.numbers is not None, with_treaty=bool(basis.argument.held is not None))
        ),
        provenance=provenance,
        sign_off=sign_off_of(provenance, tuple(signatures_of_reviews(basis))),
    )
    return made_visible(document), Sources(diagrams.scenes, told.charts, timeline)


def _facts(basis: Basis) -> tuple[Fact, ...]:
    """What the head of the case says beside what stands on page one."""
    says = basis.case.says
    facts = []
    if says.system is not None:
        system = says.system.identity
        facts.append(Fact("System", ((basis.part(system), Part(f" {basis.text_of(system)}")),)))
    if says.authors:
        facts.append(Fact("Authors", tuple((Part(text.plain),) for text in says.authors)))
    for label, text in (("Version", says.version), ("Contact", says.contact)):
        if text is not None:
            facts.append(Fact(label, ((Part(text.plain),),)))
    head = basis.case.head
    for label, texts in (("See", head.annotations.see), ("Note", head.annotations.notes)) if head is not None else ():
        if texts:
            facts.append(Fact(label, tuple(basis.line(text) for text in texts)))
    return tuple(facts)
