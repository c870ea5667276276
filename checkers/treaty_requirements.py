"""GSN52x, requirements: what a profile asks, and what the evidence for it falls short of."""

from __future__ import annotations

from collections.abc import Iterator

from gsn.argument import Argument
from gsn.compliance.account import Answer
from gsn.compliance.against import is_awaited
from gsn.findings import Finding, Scope, Severity, rule

from .treaty_shortfalls import accounts, finding_of, told_of, unmet, unsettled

_GIVER = frozenset({"by", "access"})
_RECOGNITION = frozenset({"recognised_by"})
_INTERVAL = frozenset({"every"})
_CLOCK = frozenset({"within"})
_PARTS = frozenset({"covers", "contains", "samples", "compared_with"})
_TOLD_APART = _GIVER | _RECOGNITION | _INTERVAL | _CLOCK | _PARTS
"""Attributes with a rule of their own; what else falls short is told by GSN520."""

_EXCUSE = "or_excused"


@rule("GSN520", "requirement-unmet", Severity.ERROR, scope=Scope.CASE)
def requirement_unmet(argument: Argument) -> Iterator[Finding]:
    """What must be there is not: no record is of its type, or the nearest is not accepted or about another system.

    A requirement is met by accepted evidence that fits all that it states. Where none does, everything that the nearest
    record falls short of is told; who gave it, how old it is and what is in it have rules of their own (GSN521 to
    GSN525).

    **Why it matters.** What a profile requires is required whether or not the argument needs it. An unmet requirement
    is a ground for a pause.

    **Breaks it**

        case weights "May X-1 be trained further?"
            system x1
            treaty trager-iaio
        system x1 "X-1"
            use civilian
            training_compute pretraining 3e24..4e24 FLOP
        goal G1 "The weights stay where they are"
            undeveloped

    **Instead**

        case weights "May X-1 be trained further?"
            system x1
            treaty trager-iaio
        system x1 "X-1"
            use civilian
            training_compute pretraining 3e24..4e24 FLOP
        goal G1 "The weights stay where they are"
            solution E1
        actor aisi "AI Safety Institute"
            role public_body
        evidence E1 "Audit report"
            type security_audit
            file "audit.txt"
            by aisi
            dated 2026-03-31
            covers code, weights, data, physical
        evidence E2 "Licence"
            type licence
            file "licence.txt"
            by aisi
            dated 2025-11-02
            identifier "L-2025-014"
        # file: audit.txt
        No finding is open.
        # file: licence.txt
        X-1 may be trained.

    **Source.** Review and Recommendations for a Conditional AI Safety Treaty, sections 1.2 and 2.
    """
    for account, short in unmet(argument, "must"):
        if short.attribute not in _TOLD_APART and not is_awaited(account, short):
            yield finding_of(argument, account, short, "is not met")


@rule("GSN521", "wrong-giver", Severity.ERROR, scope=Scope.CASE)
def wrong_giver(argument: Argument) -> Iterator[Finding]:
    """A requirement names who has to give its evidence, and it is given by somebody else, or with too little access.

    Access is ordered from black box to grey box to white box; more than is asked is enough. A standing counts only as
    far as somebody else's word reaches: a private body is accredited by a public body or an accreditor, an external
    evaluator is independent of the developer by another's word. Who develops the system, or speaks for who does, is
    never one of them: its own evaluations meet no requirement of a public body's.

    **Why it matters.** Developers may face conflicts of interest in evaluations that reveal risks of their product.

    **Breaks it**

        case filter "May X-1 be served?"
            system x1
            treaty eu-gpai-code
        system x1 "X-1"
            developer lab
            jurisdiction EU
            training_compute pretraining 3e25..4e25 FLOP
        actor lab "Example Lab"
            role developer
        goal G1 "The filter holds"
            solution E1
        evidence E1 "Evaluation"
            type evaluation
            file "log.txt"
            by lab
            dated 2026-03-31
        # file: log.txt
        60 of 60.

    **Instead**

        case filter "May X-1 be served?"
            system x1
            treaty eu-gpai-code
        system x1 "X-1"
            developer lab
            jurisdiction EU
            training_compute pretraining 3e25..4e25 FLOP
        actor lab "Example Lab"
            role developer
        actor aisi "AI Safety Institute"
            role public_body
        actor harbour "Harbour Evaluations"
            role evaluator
            independent of lab by aisi
        goal G1 "The filter holds"
            solution E1
        evidence E1 "Evaluation"
            type evaluation
            file "log.txt"
            by harbour
            dated 2026-03-31
        # file: log.txt
        60 of 60.

    **Source.** Review and Recommendations for a Conditional AI Safety Treaty, section 1.4.3 (footnotes 90 to 97).
    """
    return told_of(argument, _GIVER)


@rule("GSN522", "foreign-body-not-recognised", Severity.ERROR, scope=Scope.CASE)
def foreign_body_not_recognised(argument: Argument) -> Iterator[Finding]:
    """A requirement's evidence comes from another state's public body, and none of the system's own recognises it.

    Its own are those of the system's jurisdictions, and of those that a state party of the profile binds together with
    them. They recognise one record (`recognised by`, or a record of type recognition), or all that the other gives
    (`recognises`). An international body is foreign nowhere.

    **Why it matters.** A public body answers to its own state; what it finds binds another by that one's recognition.

    **Breaks it**

        case weights "May X-1 be trained further?"
            system x1
            treaty example
        system x1 "X-1"
            jurisdiction GB
            training_compute pretraining 3e25..4e25, post_training 0 FLOP
        actor us_aisi "Institute of another state"
            role public_body
            jurisdiction US
        goal G1 "The weights stay where they are"
            solution E1
        evidence E1 "Audit report"
            type security_audit
            file "audit.txt"
            by us_aisi
            dated 2026-03-31
            covers code, weights, data
        # file: audit.txt
        No finding is open.

    **Instead**

        case weights "May X-1 be trained further?"
            system x1
            treaty example
        system x1 "X-1"
            jurisdiction GB
            training_compute pretraining 3e25..4e25, post_training 0 FLOP
        actor us_aisi "Institute of another state"
            role public_body
            jurisdiction US
        actor aisi "AI Safety Institute"
            role public_body
            jurisdiction GB
            recognises us_aisi
        goal G1 "The weights stay where they are"
            solution E1
        evidence E1 "Audit report"
            type security_audit
            file "audit.txt"
            by us_aisi
            dated 2026-03-31
            covers code, weights, data
        # file: audit.txt
        No finding is open.

    **Source.** Review and Recommendations for a Conditional AI Safety Treaty, section 1.4.3 (footnote 99).
    """
    return told_of(argument, _RECOGNITION)


@rule("GSN523", "interval-missed", Severity.ERROR, scope=Scope.CASE)
def interval_missed(argument: Argument) -> Iterator[Finding]:
    """What has to be renewed at intervals is older than the interval, or there was none for longer than that.

    While a model is trained, the interval runs from the first day of training (the windows of compute reports) through
    all of it. Else the newest record counts, and GSN529 tells gaps between older ones.

    **Why it matters.** A model changes while it is trained, and so do the ways of bringing out what it can do.

    **Breaks it**

        case filter "May X-1 be served?"
            treaty "rules.treaty"
        goal G1 "The filter holds"
            solution E1
        actor lab "Example Lab"
        evidence E1 "Evaluation"
            type evaluation
            file "log.txt"
            by lab
            dated 2025-06-30
        # file: log.txt
        60 of 60.
        # file: rules.treaty
        treaty rules "Rules"
            requirement evaluation "Evaluations"
                binds developer
                type evaluation
                every 6 months
                modality must

    **Instead**

        case filter "May X-1 be served?"
            treaty "rules.treaty"
        goal G1 "The filter holds"
            solution E1
        actor lab "Example Lab"
        evidence E1 "Evaluation"
            type evaluation
            file "log.txt"
            by lab
            dated 2026-03-31
        # file: log.txt
        60 of 60.
        # file: rules.treaty
        treaty rules "Rules"
            requirement evaluation "Evaluations"
                binds developer
                type evaluation
                every 6 months
                modality must

    **Source.** Review and Recommendations for a Conditional AI Safety Treaty, section 2 (footnote 128).
    """
    return told_of(argument, _INTERVAL)


@rule("GSN524", "clock-missed", Severity.ERROR, scope=Scope.CASE)
def clock_missed(argument: Argument) -> Iterator[Finding]:
    """What was due a time after an event came later, or has not come: an incident's report, a notification.

    Incidents are timed in every ledger, whoever keeps it and in whichever state. Other events are known from records
    that `contain` them. Of business days it is not known which are holidays: late is what is late with ten of them,
    and what is in time with some only is open.

    **Why it matters.** Whoever has to react to an incident can do so only once they know of it.

    **Breaks it**

        case filter "May X-1 be served?"
            system x1
            treaty eu-gpai-code
        system x1 "X-1"
            jurisdiction EU
            training_compute pretraining 3e25..4e25 FLOP
        goal G1 "Incidents are reported"
            solution E1
        actor lab "Example Lab"
        evidence E1 "Ledger of the first quarter"
            type incident_ledger
            file "ledger.txt"
            by lab
            dated 2026-04-01
            window 2026-01-01 .. 2026-03-31
            incident cybersecurity_breach aware 2026-02-03 reported 2026-02-09 "Weights were copied"
        # file: ledger.txt
        One.

    **Instead**

        case filter "May X-1 be served?"
            system x1
            treaty eu-gpai-code
        system x1 "X-1"
            jurisdiction EU
            training_compute pretraining 3e25..4e25 FLOP
        goal G1 "Incidents are reported"
            solution E1
        actor lab "Example Lab"
        evidence E1 "Ledger of the first quarter"
            type incident_ledger
            file "ledger.txt"
            by lab
            dated 2026-04-01
            window 2026-01-01 .. 2026-03-31
            incident cybersecurity_breach aware 2026-02-03 reported 2026-02-08 "Weights were copied"
        # file: ledger.txt
        One.

    **Source.** Review and Recommendations for a Conditional AI Safety Treaty, section 2 (footnote 124); EU
    General-Purpose AI Code of Practice, Safety and Security, Measure 9.2.
    """
    return told_of(argument, _CLOCK)


@rule("GSN525", "contents-missing", Severity.ERROR, scope=Scope.CASE)
def contents_missing(argument: Argument) -> Iterator[Finding]:
    """A requirement's evidence does not cover or contain all that is asked: parts, contents, samples, a comparison.

    Audits share out what they cover, and reports what they contain; of whatever else there is, one record contains all
    of it. `risk_management` are an audit's parts `risk_assessment`, `mitigation` and `emergency_response`;
    `safety_culture` are `attitudes`, `risk_understanding`, `communication` and `resources`. Each place at which a
    record `contains` an evaluation by its name is one sample of it.

    **Why it matters.** What an audit did not look at is where the weights leave.

    **Breaks it**

        case weights "May X-1 be trained further?"
            system x1
            treaty example
        system x1 "X-1"
            jurisdiction GB
            training_compute pretraining 3e25..4e25, post_training 0 FLOP
        goal G1 "The weights stay where they are"
            solution E1
        actor aisi "AI Safety Institute"
            role public_body
            jurisdiction GB
        evidence E1 "Audit report"
            type security_audit
            file "audit.txt"
            by aisi
            dated 2026-03-31
            covers code, weights
        # file: audit.txt
        No finding is open.

    **Instead**

        case weights "May X-1 be trained further?"
            system x1
            treaty example
        system x1 "X-1"
            jurisdiction GB
            training_compute pretraining 3e25..4e25, post_training 0 FLOP
        goal G1 "The weights stay where they are"
            solution E1
        actor aisi "AI Safety Institute"
            role public_body
            jurisdiction GB
        evidence E1 "Audit report"
            type security_audit
            file "audit.txt"
            by aisi
            dated 2026-03-31
            covers code, weights, data
        # file: audit.txt
        No finding is open.

    **Source.** Review and Recommendations for a Conditional AI Safety Treaty, sections 1.2.2 and 1.2.3 (footnotes 52 to
    54).
    """
    return told_of(argument, _PARTS)


@rule("GSN526", "recommendation-unmet", Severity.WARNING, scope=Scope.CASE)
def recommendation_unmet(argument: Argument) -> Iterator[Finding]:
    """What a profile says should be there is not. The verdict stays open; it is no ground for a pause by itself.

    **Why it matters.** Of the review's own treaty, the evaluations by public bodies are of this kind.

    **Breaks it**

        case filter "May X-1 be served?"
            treaty conditional
        goal G1 "The filter holds"
            undeveloped

    **Instead**

        case filter "May X-1 be served?"
            treaty conditional
        goal G1 "The filter holds"
            undeveloped
        actor lab "Example Lab"
        evidence E1 "Ledger of the first quarter"
            type incident_ledger
            file "ledger.txt"
            by lab
            dated 2026-04-01
            window 2026-01-01 .. 2026-03-31
        # file: ledger.txt
        None.

    **Source.** Review and Recommendations for a Conditional AI Safety Treaty, section 2.
    """
    for account, short in unmet(argument, "should"):
        if not is_awaited(account, short):
            yield finding_of(argument, account, short, "should be met, and is not")


@rule("GSN527", "requirement-open", Severity.WARNING, scope=Scope.CASE)
def requirement_open(argument: Argument) -> Iterator[Finding]:
    """Whether a requirement is met is not known: something is still to be set, or nothing tells it.

    An interval that a regulator has still to set never passes; an approval is shown by a record of who approves that
    `contains` it (`NAME_approved`); an event has its day from a record that `contains` it. A record of type `report`
    says which one it is: it `contains` the requirement's name where that asks for no contents.

    **Why it matters.** What is not known is not met, and nobody is accused of it either.

    **Breaks it**

        case filter "May X-1 be served?"
            system x1
            treaty eo-14110
        system x1 "X-1"
            jurisdiction US
            training_compute pretraining 3e26..4e26 FLOP
        goal G1 "The filter holds"
            undeveloped
        actor lab "Example Lab"
        evidence E1 "Some report"
            type report
            file "report.txt" sha256 "f066c8e2ad98453d12c2e7333bd57611b0715e8a45e42f90d5ed7f9adbd35036"
            by lab
            dated 2026-04-01
        # file: report.txt
        It is trained.

    **Instead**

        case filter "May X-1 be served?"
            system x1
            treaty eo-14110
        system x1 "X-1"
            jurisdiction US
            training_compute pretraining 3e26..4e26 FLOP
        goal G1 "The filter holds"
            undeveloped
        actor lab "Example Lab"
        evidence E1 "The report on its training"
            type report
            file "report.txt" sha256 "f066c8e2ad98453d12c2e7333bd57611b0715e8a45e42f90d5ed7f9adbd35036"
            by lab
            dated 2026-04-01
            contains training_report
        # file: report.txt
        It is trained.
    """
    for account, short in unsettled(argument):
        if short.attribute != _EXCUSE and not is_awaited(account, short):
            yield finding_of(argument, account, short, "is open")


@rule("GSN528", "excuse-without-reason", Severity.WARNING, scope=Scope.CASE)
def excuse_without_reason(argument: Argument) -> Iterator[Finding]:
    """A record says that a requirement is excused, and not where the reason stands.

    Where a requirement is met `or excused`, a record that `contains NAME_excused at "…"` excuses it: the place is that
    of the reason, which a reader judges.

    **Breaks it**

        case filter "May X-1 be served?"
            treaty "rules.treaty"
        goal G1 "The filter holds"
            solution E1
        actor lab "Example Lab"
        evidence E1 "Model report"
            type report
            file "report.txt" sha256 "6ef82ca2ad5f3d7e6a09ddb7f8e10c2b72a55a6f261700a1d20edb1fd4e923f0"
            by lab
            dated 2026-04-01
            contains external_evaluation_excused
        # file: report.txt
        Nobody was found.
        # file: rules.treaty
        treaty rules "Rules"
            requirement external_evaluation "Evaluations by others"
                binds developer
                type evaluation
                by external_evaluator
                modality must
                or excused

    **Instead**

        case filter "May X-1 be served?"
            treaty "rules.treaty"
        goal G1 "The filter holds"
            solution E1
        actor lab "Example Lab"
        evidence E1 "Model report"
            type report
            file "report.txt" sha256 "6ef82ca2ad5f3d7e6a09ddb7f8e10c2b72a55a6f261700a1d20edb1fd4e923f0"
            by lab
            dated 2026-04-01
            contains external_evaluation_excused at "line 1"
        # file: report.txt
        Nobody was found.
        # file: rules.treaty
        treaty rules "Rules"
            requirement external_evaluation "Evaluations by others"
                binds developer
                type evaluation
                by external_evaluator
                modality must
                or excused

    **Source.** EU General-Purpose AI Code of Practice, Safety and Security, Measure 7.4 and Appendix 3.
    """
    for account, short in unsettled(argument):
        if short.attribute == _EXCUSE:
            yield finding_of(argument, account, short, "is open")


@rule("GSN529", "gap-between-records", Severity.WARNING, scope=Scope.CASE)
def gap_between_records(argument: Argument) -> Iterator[Finding]:
    """Two records of a requirement lie further apart than its interval. It is told and changes nothing else.

    **Why it matters.** Whether the interval was kept before is for a reader to ask; were it to count, the older record
    would be left out.

    **Breaks it**

        case weights "May X-1 be trained further?"
            treaty "rules.treaty"
        goal G1 "The weights stay where they are"
            solution E1
            solution E2
        actor aisi "AI Safety Institute"
            role public_body
        evidence E1 "Audit report"
            type security_audit
            file "audit-1.txt" sha256 "261a6d44e50cc1fc5cf38d5e992c84f7f93dfe915843f62a9763045c955c8445"
            by aisi
            dated 2024-03-31
            covers code, weights, data, physical
        evidence E2 "Audit report"
            type security_audit
            file "audit-2.txt" sha256 "3b53c56115b252909d20c80655eda36591f42368353a8e7b66d346dce1127532"
            by aisi
            dated 2026-03-31
            covers code, weights, data, physical
        # file: audit-1.txt
        No finding is open.
        # file: audit-2.txt
        Again no finding is open.
        # file: rules.treaty
        treaty rules "Rules"
            requirement security_audit "Audits of security"
                binds developer
                type security_audit
                every 12 months
                modality must

    **Instead**

        case weights "May X-1 be trained further?"
            treaty "rules.treaty"
        goal G1 "The weights stay where they are"
            solution E1
            solution E2
        actor aisi "AI Safety Institute"
            role public_body
        evidence E1 "Audit report"
            type security_audit
            file "audit-1.txt" sha256 "261a6d44e50cc1fc5cf38d5e992c84f7f93dfe915843f62a9763045c955c8445"
            by aisi
            dated 2025-03-31
            covers code, weights, data, physical
        evidence E2 "Audit report"
            type security_audit
            file "audit-2.txt" sha256 "3b53c56115b252909d20c80655eda36591f42368353a8e7b66d346dce1127532"
            by aisi
            dated 2026-03-31
            covers code, weights, data, physical
        # file: audit-1.txt
        No finding is open.
        # file: audit-2.txt
        Again no finding is open.
        # file: rules.treaty
        treaty rules "Rules"
            requirement security_audit "Audits of security"
                binds developer
                type security_audit
                every 12 months
                modality must
    """
    for account in accounts(argument):
        for remark in account.remarks:
            if remark.attribute == "every" and account.asked is not Answer.NO:
                yield finding_of(argument, account, remark, "has a gap")
