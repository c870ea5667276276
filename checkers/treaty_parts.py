"""GSN555 to GSN558, what a safety case is made of: names that the profile knows, four parts, more than evaluations."""

from __future__ import annotations

from collections.abc import Iterator

from gsn.argument import Argument
from gsn.compliance.account import Answer
from gsn.compliance.against import parts_asked
from gsn.findings import Finding, Scope, Severity, rule
from gsn.language.suggestions import did_you_mean
from gsn.model.case import Element
from gsn.model.kinds import Kind
from gsn.model.reference import Identity, Ref
from gsn.model.statements.evidence import EvidenceStatement
from gsn.model.statements.risk import HazardStatement
from gsn.treaty.kinds import Kind as Stated
from gsn.treaty.profile import Profile
from gsn.treaty.telling import listed

from .all_read import if_all_was_read
from .treaty_coverage import regulated_account
from .treaty_profile import of_the_treaty

EVALUATIONS = frozenset({"evaluation", "red_team", "uplift_study"})
"""What was tried on a model. It says what was found, and never that there is no more."""


@rule("GSN555", "unknown-category", Severity.WARNING, scope=Scope.CASE)
@if_all_was_read
def unknown_category(argument: Argument) -> Iterator[Finding]:
    """A hazard or an exclusion names a category or capability that the profile does not name.

    **Why it matters.** It covers nothing there; and a hazard of which nothing tells its category falls under each limit
    that any hazard falls under.

    **Breaks it**

        case filter "May it be served?"
            treaty "t.treaty"
            shows G1
        hazard harm "Harm"
            category misusse
            argued by G1
        goal G1 "It is safe"
            undeveloped
        # file: t.treaty
        treaty t "T"
            category misuse "Misuse"

    **Instead**

        case filter "May it be served?"
            treaty "t.treaty"
            shows G1
        hazard harm "Harm"
            category misuse
            argued by G1
        goal G1 "It is safe"
            undeveloped
        # file: t.treaty
        treaty t "T"
            category misuse "Misuse"

    **Mend it** by the profile's own name: `gsn treaty show NAME` lists them.

    **Source.** Design, treaty profiles: categories are the profile's.
    """
    account = regulated_account(argument)
    if account is None:
        return
    profile = account.profile
    for hazard in argument.by_kind[Kind.HAZARD]:
        says = hazard.says
        if isinstance(says, HazardStatement):
            if says.category is not None:
                yield from _unknown(profile, hazard, says.category, [Stated.CATEGORY])
            for ref in says.capabilities:
                yield from _unknown(profile, hazard, ref, [Stated.CAPABILITY])
    for each in argument.case.says.excludes:
        yield from _unknown(profile, None, each.subject, [Stated.CATEGORY, Stated.CAPABILITY])


def _unknown(profile: Profile, element: Element | None, ref: Ref, kinds: list[Stated]) -> Iterator[Finding]:
    names = [item.name for kind in kinds for item in profile.of_kind(kind)]
    if not names or ref.name in names:
        return
    listed_kinds = listed(map(str, kinds), "or")
    help_ = did_you_mean(ref.name, names) or f"it names {listed(f'`{name}`' for name in names)}"
    yield Finding(
        f"`{profile.name}` names no {listed_kinds} `{ref.name}`",
        ref.place,
        element.identity if element else None,
        help_,
    )


@rule("GSN556", "no-hazard-stated", Severity.ERROR, scope=Scope.CASE)
@if_all_was_read
def no_hazard_stated(argument: Argument) -> Iterator[Finding]:
    """The case states no hazard that is of any category of the profile.

    What a profile does not speak of (systemic risks, say) may stand beside them, and not in their place.

    **Why it matters.** A safety case identifies hazards, and shows that they are kept below what a regulator admits.

    **Breaks it**

        case filter "May it be served?"
            treaty "t.treaty"
        hazard jobs "Jobs are lost"
            category labour
        goal G1 "It is safe"
            undeveloped
        # file: t.treaty
        treaty t "T"
            excludes "Systemic risks"
            category misuse "Misuse"

    **Instead**

        case filter "May it be served?"
            treaty "t.treaty"
        hazard harm "Harm"
            category misuse
            argued by G1
        goal G1 "It is safe"
            undeveloped
        # file: t.treaty
        treaty t "T"
            excludes "Systemic risks"
            category misuse "Misuse"

    **Source.** Review and Recommendations for a Conditional AI Safety Treaty, introduction (footnote 14) and section
    1.2.2 (footnote 55).
    """
    account = regulated_account(argument)
    for part in parts_asked(account) if account is not None else ():
        if part.name == "hazards" and part.there is Answer.NO:
            help_ = "state what could go wrong: `hazard NAME`, with its `category`"
            yield Finding(f"a safety case states hazards: {part.why}", of_the_treaty(argument), help=help_)


_PARTS = {
    "scenarios": "state how each hazard comes about: `scenario NAME`, and `is any of …` under the hazard",
    "mitigations": "state what makes a hazard rarer: `mitigation NAME` with `reduces Q from Q_WITHOUT by GOAL`",
    "thresholds": "claim a number of a hazard that the profile limits, or argue one that somebody judges",
}


@rule("GSN557", "missing-part", Severity.WARNING, scope=Scope.CASE)
@if_all_was_read
def missing_part(argument: Argument) -> Iterator[Finding]:
    """The case has no scenarios, no mitigations, or nothing that is held against a threshold.

    **Why it matters.** A safety case identifies hazards, models scenarios, evaluates mitigations, and shows that risks
    do not exceed thresholds that a regulator sets. An argument of which one part is missing may hold all the same; who
    decides should know.

    **Breaks it**

        case filter "May it be served?"
            treaty "t.treaty"
        hazard harm "Harm"
            category misuse
            argued by G1
        goal G1 "It is safe"
            undeveloped
        # file: t.treaty
        treaty t "T"
            category misuse "Misuse"
            limit rare "Rare"
                on misuse
                judged by aisi

    **Instead**

        case filter "May it be served?"
            treaty "t.treaty"
        hazard harm "Harm"
            category misuse
            argued by G1
            is any of attack complete by G1
        scenario attack "An attack"
            is attempt then success
        frequency attempt "An attempt"
        probability success "It succeeds"
        probability raw "It succeeds without the filter"
        mitigation filter "The filter"
            reduces success from raw by G1
        goal G1 "It is safe"
            undeveloped
        # file: t.treaty
        treaty t "T"
            category misuse "Misuse"
            limit rare "Rare"
                on misuse
                judged by aisi

    **Source.** Review and Recommendations for a Conditional AI Safety Treaty, section 1.2.2, footnote 55.
    """
    account = regulated_account(argument)
    for part in parts_asked(account) if account is not None else ():
        if part.name in _PARTS and part.there is Answer.NO:
            what = f"a safety case has {part.name}: {part.why}"
            yield Finding(what, of_the_treaty(argument), help=_PARTS[part.name])


@rule("GSN558", "evaluations-alone", Severity.WARNING, scope=Scope.CASE)
@if_all_was_read
def evaluations_alone(argument: Argument) -> Iterator[Finding]:
    """All that a goal which the case shows rests on are evaluations of the model.

    Evaluations, red teams and uplift studies.

    **Why it matters.** Evaluations are not certification: they depend on how a model is asked, find what was looked
    for, and do not foresee what happens in the world. Beside them something has to say how far they reach.

    **Breaks it**

        case filter "May it be served?"
            treaty "t.treaty"
            shows G1
        goal G1 "It refuses"
            solution E1
        evidence E1 "Sixty requests"
            type evaluation
            file "e.txt"
            by lab
            dated 2026-05-01
        actor lab "Evaluations Ltd"
            role evaluator
        # file: e.txt
        None answered.
        # file: t.treaty
        treaty t "T"
            category misuse "Misuse"

    **Instead**

        case filter "May it be served?"
            treaty "t.treaty"
            shows G1
        goal G1 "It refuses"
            solution E1
            solution E2
        evidence E1 "Sixty requests"
            type evaluation
            file "e.txt"
            by lab
            dated 2026-05-01
        evidence E2 "How requests in the world differ from the sixty"
            type report
            file "e.txt"
            by lab
            dated 2026-05-01
        actor lab "Evaluations Ltd"
            role evaluator
        # file: e.txt
        None answered.
        # file: t.treaty
        treaty t "T"
            category misuse "Misuse"

    **Source.** Review and Recommendations for a Conditional AI Safety Treaty, section 1.2.1, footnotes 42 to 45.
    """
    if regulated_account(argument) is None:
        return
    for top in argument.tops:
        types = set(_types_below(argument, top.identity))
        if types and types <= EVALUATIONS:
            what = f"`{top.name}` rests on evaluations alone ({listed(sorted(types))}): they are not certification"
            help_ = "support what evaluations leave open: what was asked, what the world is like, who else looked"
            yield Finding(what, top.place, top.identity, help_)


def _types_below(argument: Argument, goal: Identity) -> Iterator[str]:
    for identity in argument.walk([goal], argument.rests_on):
        element = argument.element(identity)
        if element is not None and isinstance(element.says, EvidenceStatement):
            yield element.says.type or "unstated"
