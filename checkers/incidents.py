"""GSN36x, incidents: ledgers that agree with what is claimed from them, and incidents that reopen what they bear on."""

from __future__ import annotations

from collections.abc import Iterator

from gsn.argument import Argument
from gsn.findings import Finding, Scope, Severity, rule

from .evidence_register import told


@rule("GSN361", "miscounted-incidents", Severity.ERROR, scope=Scope.CASE)
def miscounted_incidents(argument: Argument) -> Iterator[Finding]:
    """A count of events is not the ledger's: it counts others than are listed, or in more time than was covered.

    A ledger that measures one quantity counts all of its incidents for it; one that measures several counts for each
    the incidents of the quantity's name. Another record may not count fewer events than a ledger lists under the
    quantity's name by that record's day.

    **Why it matters.** A rate is a count over a time. One incident left out, or a year too many, halves it.

    **Breaks it**

        goal G1 "Abuse is rare"
            solution E1
        frequency abuse "Accounts that were abused"
        evidence E1 "Ledger of the first quarter"
            type incident_ledger
            dated 2026-04-01
            window 2026-01-01 .. 2026-03-31
            incident abuse aware 2026-02-03 reported 2026-02-05 "A customer sold access"
            measures abuse: 0 in 3 month

    **Instead**

        goal G1 "Abuse is rare"
            solution E1
        frequency abuse "Accounts that were abused"
        evidence E1 "Ledger of the first quarter"
            type incident_ledger
            dated 2026-04-01
            window 2026-01-01 .. 2026-03-31
            incident abuse aware 2026-02-03 reported 2026-02-05 "A customer sold access"
            measures abuse: 1 in 3 month
    """
    return told(argument, "GSN361")


@rule("GSN362", "unmapped-incident", Severity.WARNING, scope=Scope.CASE)
def unmapped_incident(argument: Argument) -> Iterator[Finding]:
    """An incident is of a type that the risk model knows neither as a hazard or event nor as a category or capability.

    **Why it matters.** Something happened that the model of what can happen has no place for; or its name is misspelt,
    and it reopens nothing.

    **Breaks it**

        goal G1 "Abuse is rare"
            solution E1
        frequency abuse "Accounts that were abused"
        evidence E1 "Ledger of the first quarter"
            type incident_ledger
            window 2026-01-01 .. 2026-03-31
            incident theft aware 2026-02-03 "Weights were copied"

    **Instead**

        goal G1 "Abuse is rare"
            solution E1
        frequency abuse "Accounts that were abused"
        frequency theft "Weights that were copied"
        evidence E1 "Ledger of the first quarter"
            type incident_ledger
            window 2026-01-01 .. 2026-03-31
            incident theft aware 2026-02-03 "Weights were copied"
    """
    return told(argument, "GSN362")


@rule("GSN363", "reopened-claim", Severity.WARNING, scope=Scope.CASE)
def reopened_claim(argument: Argument) -> Iterator[Finding]:
    """An incident bears on a claim that rests on evidence of before it, and nothing below the claim deals with it.

    An incident bears on the quantities of its name, on hazards of that category or capability, and on all that is made
    of them. It is dealt with where its ledger is cited below the claim, in support or as a challenge. Until then the
    records of before, that measured what it bears on, are left open.

    **Why it matters.** What was found before did not foresee it. It may hold all the same; somebody has to say why.

    **Breaks it**

        goal G1 "Abuse is rare"
            claim abuse <= 2 per year at 95%
            solution E1
        goal G2 "Incidents are reported"
            solution E2
        frequency abuse "Accounts that were abused"
        evidence E1 "Report of last year"
            type report
            dated 2026-01-15
            measures abuse: 0 in 3 year
        evidence E2 "Ledger of the first quarter"
            type incident_ledger
            window 2026-01-01 .. 2026-03-31
            incident abuse aware 2026-02-03 "A customer sold access"

    **Instead**

        goal G1 "Abuse is rare"
            claim abuse <= 2 per year at 95%
            solution E1
            solution E2
        frequency abuse "Accounts that were abused"
        evidence E1 "Report of last year"
            type report
            dated 2026-01-15
            measures abuse: 0 in 3 year
        evidence E2 "Ledger of the first quarter"
            type incident_ledger
            window 2026-01-01 .. 2026-03-31
            incident abuse aware 2026-02-03 "A customer sold access"
    """
    return told(argument, "GSN363")


@rule("GSN364", "unanswered-incident", Severity.WARNING, scope=Scope.CASE)
def unanswered_incident(argument: Argument) -> Iterator[Finding]:
    """A ledger lists incidents, and nothing in the argument cites it; the verdict stays open.

    **Breaks it**

        goal G1 "Abuse is rare"
            undeveloped
        evidence E1 "Ledger of the first quarter"
            type incident_ledger
            window 2026-01-01 .. 2026-03-31
            incident abuse aware 2026-02-03 "A customer sold access"

    **Instead**

        goal G1 "Abuse is rare"
            challenge D1 "A customer sold access in February"
                solution E1
            undeveloped
        evidence E1 "Ledger of the first quarter"
            type incident_ledger
            window 2026-01-01 .. 2026-03-31
            incident abuse aware 2026-02-03 "A customer sold access"
    """
    return told(argument, "GSN364")
