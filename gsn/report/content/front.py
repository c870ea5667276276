"""Page one: the decision, the verdict with its grounds, what it does not mean, how long it holds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from gsn.feet import feet_of
from gsn.findings import Finding, Severity
from gsn.findings import Ground as Reason
from gsn.findings import Verdict as Word
from gsn.lapse import Timeline
from gsn.model.kinds import Kind
from gsn.model.reference import Identity
from gsn.model.statements.argument import GoalStatement, StrategyStatement
from gsn.model.statements.evidence import EvidenceStatement
from gsn.model.statements.facts import ConfigurationStatement
from gsn.report.content.basis import Basis
from gsn.report.content.evidence import ends_on, uses_of
from gsn.report.content.looked import looked_at
from gsn.report.content.margins import Margins
from gsn.report.model.argument import ClaimLine
from gsn.report.model.front import (
    Breaking,
    Configuration,
    Configurations,
    Decision,
    Feet,
    Ground,
    Met,
    PageOne,
    Since,
    Standing,
    Validity,
    Verdict,
    Withheld,
)
from gsn.report.model.values import Fact, Line, Part
from gsn.verdict import grouped

MOST_MET = 40
"""Elements that are named for one ground; the rest are counted, and stand in the findings and the outline."""

MOST_RUNS = 6
"""Records that are named for one configuration; the rest are counted, and stand in the evidence register."""

MEANING = (
    "A verdict is a machine's. It says whether the argument is complete as it is written: every step down to evidence "
    "that is there, unaltered and in date. It does not say that what the evidence says is true, that the argument is a "
    "good one, or that the system is safe. Whether its risk is accepted is for people to say."
)


def page_one_of(
    basis: Basis,
    lines: Mapping[Identity, tuple[ClaimLine, ...]],
    standing: Standing,
    since: Since,
    margins: Margins | None,
    timeline: Timeline,
) -> PageOne:
    """The first page, of what the other parts came to."""
    breaking, says = _breaking(margins)
    return PageOne(
        decision=_decision(basis),
        shows=tuple(_shown(basis, goal.identity) for goal in basis.argument.tops),
        verdict=_verdict(basis, lines),
        standing=standing,
        since=since,
        configurations=_configurations(basis),
        looked=tuple(looked_at(basis.judgement, feet_of(basis.argument))),
        withheld=tuple(_withheld(basis)),
        breaking=breaking,
        breaking_says=says,
        validity=_validity(basis, timeline),
    )


def _decision(basis: Basis) -> Decision | None:
    decision = basis.case.says.decision
    if decision is None:
        return None
    of = decision.asked_of.identity
    return Decision(decision.text.plain, basis.part(of), basis.text_of(of))


def _shown(basis: Basis, goal: Identity) -> Line:
    element = basis.argument.element(goal)
    return (basis.part(goal), Part(" "), *basis.line(element.text if element is not None else None))


# The verdict and its grounds


def _verdict(basis: Basis, lines: Mapping[Identity, tuple[ClaimLine, ...]]) -> Verdict:
    judgement, feet = basis.judgement, feet_of(basis.argument)
    rejected = judgement.verdict is Word.REJECTED
    return Verdict(
        word=judgement.verdict.value,
        label=judgement.label,
        as_of=judgement.as_of.isoformat(),
        errors=judgement.count(Severity.ERROR),
        warnings=judgement.count(Severity.WARNING),
        prompts=judgement.count(Severity.INFO),
        open=len(judgement.grounds),
        waived=len(judgement.waived),
        meaning=MEANING,
        feet=Feet(len(feet.limit_bearing), len(feet.evidenced), len(feet.qualitative), len(feet.judged), feet.in_words),
        grounds=tuple(_errors(basis, lines) if rejected else _grounds(basis, lines)),
    )


def _grounds(basis: Basis, lines: Mapping[Identity, tuple[ClaimLine, ...]]) -> Iterator[Ground]:
    """Grounds, the same of several elements told once."""
    for number, group in enumerate(grouped(basis.judgement.grounds), 1):
        first = group.grounds[0]
        at = [ground for ground in group.grounds if ground.element is not None and basis.target(ground.element)]
        yield Ground(
            id=f"ground-{number}",
            says=basis.said(first.message if len(group.grounds) == 1 else group.about),
            code=first.code,
            waived=first.waived,
            at=basis.place(first.place) if not at else "",
            met=tuple(_met(basis, reason, lines) for reason in at[:MOST_MET]),
            more=max(len(at) - MOST_MET, 0),
        )


def _met(basis: Basis, reason: Reason, lines: Mapping[Identity, tuple[ClaimLine, ...]]) -> Met:
    element = reason.element or ""
    wanted = [finding for finding in basis.findings_at(element) if not reason.code or finding.code == reason.code]
    return _met_at(basis, element, wanted or basis.findings_at(element), lines)


def _errors(basis: Basis, lines: Mapping[Identity, tuple[ClaimLine, ...]]) -> Iterator[Ground]:
    """The errors of a case that is rejected, by rule."""
    by_rule: defaultdict[tuple[str, str], list[Finding]] = defaultdict(list)
    for finding in basis.judgement.findings:
        if finding.severity is Severity.ERROR:
            by_rule[finding.code, finding.name].append(finding)
    for number, ((code, name), found) in enumerate(by_rule.items(), 1):
        at = [finding for finding in found if finding.element is not None]
        one = len(found) == 1
        says = basis.said(found[0].message) if one else f"{len(found)} errors: {name.replace('-', ' ')}"
        yield Ground(
            id=f"ground-{number}",
            says=says,
            code=code,
            waived=False,
            at=basis.place(found[0].place) if not at else "",
            met=tuple(_met_at(basis, finding.element or "", [finding], lines) for finding in at[:MOST_MET]),
            more=max(len(at) - MOST_MET, 0),
        )


def _met_at(
    basis: Basis, element: Identity, findings: Sequence[Finding], lines: Mapping[Identity, tuple[ClaimLine, ...]]
) -> Met:
    path = [basis.part(step) if step is not None else Part("…") for step in basis.path_to(element)]
    return Met(
        element=basis.part(element),
        path=tuple(path),
        findings=tuple(basis.findings[id(finding)] for finding in findings),
        claims=tuple(line.claim for line in lines.get(element, ()) if not line.proved),
    )


# Configurations


def _configurations(basis: Basis) -> Configurations:
    decided = {
        claim.subject.identity
        for goal in basis.argument.tops
        if isinstance(goal.says, GoalStatement)
        for claim in goal.says.claims
        if claim.subject is not None
    }
    tested: defaultdict[Identity, list[Identity]] = defaultdict(list)
    for record in basis.argument.by_kind[Kind.EVIDENCE]:
        if isinstance(record.says, EvidenceStatement) and record.says.on is not None:
            tested[record.says.on.identity].append(record.identity)
    carried: defaultdict[Identity, list[Line]] = defaultdict(list)
    for element in basis.argument.elements:
        if isinstance(element.says, GoalStatement | StrategyStatement):
            for over in element.says.carries_over:
                to, by = basis.part(over.target.identity), basis.part(over.by.identity)
                carried[over.source.identity].append((Part("to "), to, Part(" by "), by))
    rows = [
        Configuration(
            name=basis.part(element.identity),
            text=element.text.plain if element.text is not None else "",
            facts=tuple(_facts(element.says)),
            decided_on=element.identity in decided,
            tested_by=basis.parts(tested[element.identity][:MOST_RUNS]),
            more=max(len(tested[element.identity]) - MOST_RUNS, 0),
            carried_over=tuple(dict.fromkeys(carried[element.identity])),
        )
        for kind in (Kind.SYSTEM, Kind.CONFIGURATION)
        for element in basis.argument.by_kind[kind]
        if kind is Kind.CONFIGURATION or element.identity in decided or tested[element.identity]
    ]
    return Configurations(_in_a_sentence(rows), tuple(rows))


def _facts(says: object) -> Iterator[Fact]:
    if not isinstance(says, ConfigurationStatement):
        return
    if says.weights is not None:
        yield Fact("weights", ((Part(f"sha256 {says.weights.sha256}"),),))
    for label, value in (
        ("safeguards", says.safeguards),
        ("scaffold", says.scaffold),
        ("system prompt", says.system_prompt),
    ):
        if value is not None:
            yield Fact(label, ((Part(str(value)),),))


def _in_a_sentence(rows: Sequence[Configuration]) -> str:
    if not rows:
        return "The case describes no configuration of its system."
    decided = [row for row in rows if row.decided_on]
    if not decided:
        return "No claim of a goal that the case shows says for which configuration it is."
    told = []
    for row in decided:
        runs = len(row.tested_by) + row.more
        name = row.name.text
        told.append(f"{name} is decided on, and {runs or 'no'} record{'' if runs == 1 else 's'} of runs are on it")
    others = [row.name.text for row in rows if not row.decided_on and row.tested_by]
    return f"{'; '.join(told)}. Tested besides: {', '.join(others) or 'none'}."


# What is withheld, what would break it, how long it holds


def _withheld(basis: Basis) -> Iterator[Withheld]:
    for record in basis.argument.by_kind[Kind.EVIDENCE]:
        if isinstance(record.says, EvidenceStatement) and record.says.withheld is not None:
            uses = uses_of(basis, record.identity)
            assessment = basis.argument.assessments[record.identity]
            seen = f": {assessment.why}" if assessment.accepted and assessment.why else ""
            state = f"{assessment.state.value}{seen}"
            yield Withheld(basis.part(record.identity), record.says.withheld.plain, state, uses)


def _breaking(margins: Margins | None) -> tuple[tuple[Breaking, ...], str]:
    if margins is None:
        return (
            (),
            "The case claims no number that was judged: no factor can be told by which it would have to be wrong.",
        )
    without = f" Not worked out: {'; '.join(margins.unbroken)}." if margins.unbroken else ""
    if not margins.breaking:
        return (), f"No claim at the top is proved, so nothing can be told to break it.{without}"
    return margins.breaking, f"By which factor each leaf would have to be wrong, all else as it is.{without}"


def _validity(basis: Basis, timeline: Timeline) -> Validity:
    says = basis.case.says
    last = next((lapse for lapse in timeline.lapses if lapse.day == timeline.falls_on), None)
    return Validity(
        valid_until=says.valid_until.isoformat() if says.valid_until is not None else "",
        falls_on=timeline.falls_on.isoformat() if timeline.falls_on is not None else "",
        by=ends_on(basis, last)[:10] if last is not None else (),
        invalid_when=tuple(text.plain for text in says.invalid_when),
        not_covered=tuple(text.plain for text in says.not_covered),
    )
