"""GSN351 to GSN360, records by their types: what each has to say, what it cannot say, and what authorities found."""

from __future__ import annotations

from collections.abc import Iterator

from gsn.argument import Argument
from gsn.evidence.typed import EXPECTED, lacking
from gsn.findings import Finding, Scope, Severity, rule
from gsn.model.case import Element
from gsn.model.kinds import Kind
from gsn.model.statements.evidence import EvidenceStatement

from .evidence_register import told


@rule("GSN351", "incomplete-record", Severity.WARNING, scope=Scope.CASE)
def incomplete_record(argument: Argument) -> Iterator[Finding]:
    """A record does not say what its type is judged by; its worth stays open.

    | type | has to say |
    | --- | --- |
    | `protocol` | `plans` |
    | `security_audit`, `governance_audit` | `covers` |
    | `inspection` | `inspection`, `granted` |
    | `compute_report` | `provider`, `customer`, `window`, `operations`, `tolerance` |
    | `kyc` | `customer`, `provider`, `personnel`, `purpose`, `risk`, `verified` |
    | `chip_transfer`, `customs_record` | `sender`, `receiver`, and `chips` or `serials` |
    | `site_observation` | `site`, `observed` |
    | `incident_ledger` | `window` |
    | `licence` | `identifier` |
    | `certification` | `identifier`, `under` |
    | `determination` | `determines` |
    | `recognition` | `of` |

    A record that says what only some types can has to say which of them it is. A clause that belongs to other types is
    a mistake of the language (GSN015).

    **Breaks it**

        goal G1 "The weights stay where they are"
            solution E1
        evidence E1 "Audit report"
            type security_audit

    **Instead**

        goal G1 "The weights stay where they are"
            solution E1
        evidence E1 "Audit report"
            type security_audit
            covers code, weights, data, physical
    """
    return told(argument, "GSN351")


@rule("GSN352", "bare-study", Severity.INFO, scope=Scope.ELEMENT, kinds=[Kind.EVIDENCE])
def bare_study(element: Element) -> Iterator[Finding]:
    """A study does not say how it was done, by which a reader judges what it is worth.

    | type | a reader looks for |
    | --- | --- |
    | `evaluation` | `on`, `elicitation` |
    | `red_team` | `success`, `hours`, `people` |
    | `uplift_study` | `arms`, `participants`, `outcome` |
    | `elicitation` | `method`, `experts` |
    | `monitoring` | `distribution` |
    | `security_audit`, `governance_audit` | `scope` |
    | `proof` | `prover`, `theorem` |
    | `test_results` | `suite`, `revision` |

    **Why it matters.** That nobody got through means little where nobody says who tried, how long, and what counted.

    **Breaks it**

        goal G1 "The filter holds"
            solution E1
        evidence E1 "Red team report"
            type red_team

    **Instead**

        goal G1 "The filter holds"
            solution E1
        evidence E1 "Red team report"
            type red_team
            success "A pattern of the list got through"
            hours 640
            people 12
    """
    says = element.says
    missing = lacking(element, says, EXPECTED) if isinstance(says, EvidenceStatement) else []
    if missing:
        listed = ", ".join(f"`{words}`" for words in missing)
        message = f"evidence `{element.name}` says no {listed}"
        yield Finding(message, element.place, element.identity, "say how it was done, for who has to judge it")


@rule("GSN353", "unknown-part", Severity.WARNING, scope=Scope.CASE)
def unknown_part(argument: Argument) -> Iterator[Finding]:
    """An audit covers a part that audits of its type do not have; its worth stays open.

    A security audit has the parts `code`, `weights`, `data` and `physical`; a governance audit `risk_assessment`,
    `mitigation` and `emergency_response`, and of the culture `attitudes`, `risk_understanding`, `communication` and
    `resources`.

    **Breaks it**

        goal G1 "The weights stay where they are"
            solution E1
        evidence E1 "Audit report"
            type security_audit
            covers wieghts

    **Instead**

        goal G1 "The weights stay where they are"
            solution E1
        evidence E1 "Audit report"
            type security_audit
            covers weights

    **Source.** Review and Recommendations for a Conditional AI Safety Treaty, sections 1.2.2 and 1.2.3; IAEA, safety
    and security culture.
    """
    return told(argument, "GSN353")


@rule("GSN354", "uncovered-part", Severity.WARNING, scope=Scope.CASE)
def uncovered_part(argument: Argument) -> Iterator[Finding]:
    """A system was audited, and the accepted audits of that type leave out a part.

    **Why it matters.** Weights are stolen by way of the code, and the code by way of the door.

    **Breaks it**

        goal G1 "The weights stay where they are"
            solution E1
        actor aisi "AI Safety Institute"
            role public_body
        evidence E1 "Audit report"
            type security_audit
            file "audit.txt"
            by aisi
            covers code, weights, data
        # file: audit.txt
        No finding is open.

    **Instead**

        goal G1 "The weights stay where they are"
            solution E1
        actor aisi "AI Safety Institute"
            role public_body
        evidence E1 "Audit report"
            type security_audit
            file "audit.txt"
            by aisi
            covers code, weights, data, physical
        # file: audit.txt
        No finding is open.
    """
    return told(argument, "GSN354")


@rule("GSN355", "impossible-figure", Severity.ERROR, scope=Scope.CASE)
def impossible_figure(argument: Argument) -> Iterator[Finding]:
    """A figure of a record is one that nothing can have.

    Nobody took part, half a person did, chips were used to more than all of their peak, a tolerance is more than all,
    operations are counted in something else than `FLOP`, a latency in something that is no time.

    **Breaks it**

        goal G1 "The filter holds"
            solution E1
        evidence E1 "Red team report"
            type red_team
            people 2.5

    **Instead**

        goal G1 "The filter holds"
            solution E1
        evidence E1 "Red team report"
            type red_team
            people 3
    """
    return told(argument, "GSN355")


@rule("GSN356", "miscounted-study", Severity.ERROR, scope=Scope.CASE)
def miscounted_study(argument: Argument) -> Iterator[Finding]:
    """A study counts more trials than it had participants, or a drill more than were planted.

    **Why it matters.** Several tries of one participant are not independent, and bound less than as many participants.

    **Breaks it**

        goal G1 "Novices gain no foothold"
            solution E1
        probability foothold "A novice gains a foothold"
        evidence E1 "Range study"
            type uplift_study
            participants 30
            measures foothold: 0 of 60

    **Instead**

        goal G1 "Novices gain no foothold"
            solution E1
        probability foothold "A novice gains a foothold"
        evidence E1 "Range study"
            type uplift_study
            participants 60
            measures foothold: 0 of 60
    """
    return told(argument, "GSN356")


@rule("GSN357", "simulated-experts", Severity.WARNING, scope=Scope.CASE)
def simulated_experts(argument: Argument) -> Iterator[Finding]:
    """The experts whose judgement a record holds were language models; its worth stays open.

    **Breaks it**

        goal G1 "Attacks grow by less than half"
            solution E1
        evidence E1 "Judgement of nine experts"
            type elicitation
            simulated

    **Instead**

        goal G1 "Attacks grow by less than half"
            solution E1
        evidence E1 "Judgement of nine experts"
            type elicitation

    **Source.** Barrett et al. 2025 (arXiv 2502.05791), on Delphi rounds among language models.
    """
    return told(argument, "GSN357")


@rule("GSN358", "unacceptable-risk", Severity.ERROR, scope=Scope.CASE)
def unacceptable_risk(argument: Argument) -> Iterator[Finding]:
    """An authority determined that the risk is unacceptable, and no later determination of its own lifts that.

    It stands whether or not anything cites it, and in whatever state its record is; only an accepted record lifts it.

    **Why it matters.** Such a determination is ground for a pause. It is not argued away by the case that it is about.

    **Breaks it**

        goal G1 "The filter holds"
            undeveloped
        actor aisi "AI Safety Institute"
            role public_body
        evidence E1 "Determination of May"
            type determination
            by aisi
            dated 2026-05-01
            determines unacceptable

    **Instead**

        goal G1 "The filter holds"
            undeveloped
        actor aisi "AI Safety Institute"
            role public_body
        evidence E1 "Determination of April"
            type determination
            by aisi
            dated 2026-04-01
            determines unacceptable
        evidence E2 "Determination of May"
            type determination
            file "may.txt"
            by aisi
            dated 2026-05-01
            determines acceptable
        # file: may.txt
        The risk is acceptable.

    **Source.** Review and Recommendations for a Conditional AI Safety Treaty, section 2.
    """
    return told(argument, "GSN358")


@rule("GSN359", "pending-determination", Severity.WARNING, scope=Scope.CASE)
def pending_determination(argument: Argument) -> Iterator[Finding]:
    """An authority says that its determination is pending; the verdict stays open.

    **Breaks it**

        goal G1 "The filter holds"
            undeveloped
        evidence E1 "Letter of May"
            type determination
            dated 2026-05-01
            determines pending

    **Instead**

        goal G1 "The filter holds"
            undeveloped
        evidence E1 "Determination of May"
            type determination
            file "may.txt"
            by aisi
            dated 2026-05-01
            determines acceptable
        actor aisi "AI Safety Institute"
            role public_body
        # file: may.txt
        The risk is acceptable.
    """
    return told(argument, "GSN359")


@rule("GSN360", "open-inspection", Severity.WARNING, scope=Scope.CASE)
def open_inspection(argument: Argument) -> Iterator[Finding]:
    """A challenge inspection left a finding open; the verdict stays open with it.

    **Why it matters.** A challenge inspection follows a suspicion. What it leaves open is not settled by who was
    inspected. Open findings of audits and of routine inspections are told and held against nobody.

    **Breaks it**

        goal G1 "The weights stay where they are"
            undeveloped
        evidence E1 "Inspection of May"
            type inspection
            inspection challenge
            granted "All halls"
            open_finding "Badge logs lapse"

    **Instead**

        goal G1 "The weights stay where they are"
            undeveloped
        evidence E1 "Inspection of May"
            type inspection
            inspection challenge
            granted "All halls"

    **Source.** Review and Recommendations for a Conditional AI Safety Treaty, section 1.4.4 (footnote 110).
    """
    return told(argument, "GSN360")
