"""GSN34x, protocols: the runs that are cited must not be the only runs that there are."""

from __future__ import annotations

from collections.abc import Iterator

from gsn.argument import Argument
from gsn.evidence.protocols import unplanned_runs
from gsn.evidence.uses import records_of
from gsn.findings import Finding, Scope, Severity, rule

from .evidence_register import finding_of, told


@rule("GSN341", "not-a-protocol", Severity.ERROR, scope=Scope.CASE)
def not_a_protocol(argument: Argument) -> Iterator[Finding]:
    """A run is planned in a record that is no protocol, or a record of another type plans runs.

    **Breaks it**

        goal G1 "The filter holds"
            solution E1
        evidence P1 "Report of last year"
            type report
            dated 2026-01-01
        evidence E1 "Test report"
            planned in P1
            dated 2026-05-01

    **Instead**

        goal G1 "The filter holds"
            solution E1
        evidence P1 "Plan of the tests"
            type protocol
            dated 2026-01-01
            plans E1
        evidence E1 "Test report"
            planned in P1
            dated 2026-05-01
    """
    return told(argument, "GSN341")


@rule("GSN342", "not-announced", Severity.ERROR, scope=Scope.CASE)
def not_announced(argument: Argument) -> Iterator[Finding]:
    """A run says that it was planned in a protocol, and the protocol does not announce it.

    **Breaks it**

        goal G1 "The filter holds"
            solution E1
            solution E2
        evidence P1 "Plan of the tests"
            type protocol
            dated 2026-01-01
            plans E2
        evidence E1 "Test report"
            planned in P1
            dated 2026-05-01
        evidence E2 "Second test report"
            planned in P1
            dated 2026-05-02

    **Instead**

        goal G1 "The filter holds"
            solution E1
            solution E2
        evidence P1 "Plan of the tests"
            type protocol
            dated 2026-01-01
            plans E1, E2
        evidence E1 "Test report"
            planned in P1
            dated 2026-05-01
        evidence E2 "Second test report"
            planned in P1
            dated 2026-05-02
    """
    return told(argument, "GSN342")


@rule("GSN343", "announced-afterwards", Severity.ERROR, scope=Scope.CASE)
def announced_afterwards(argument: Argument) -> Iterator[Finding]:
    """A protocol is not dated before a run that it plans.

    **Why it matters.** Whoever knows the figures announces those runs that went well.

    **Breaks it**

        goal G1 "The filter holds"
            solution E1
        evidence P1 "Plan of the tests"
            type protocol
            dated 2026-05-02
            plans E1
        evidence E1 "Test report"
            planned in P1
            dated 2026-05-01

    **Instead**

        goal G1 "The filter holds"
            solution E1
        evidence P1 "Plan of the tests"
            type protocol
            dated 2026-01-01
            plans E1
        evidence E1 "Test report"
            planned in P1
            dated 2026-05-01
    """
    return told(argument, "GSN343")


@rule("GSN344", "unplanned-run", Severity.WARNING, scope=Scope.CASE)
def unplanned_run(argument: Argument) -> Iterator[Finding]:
    """A limit depends on a run that no accepted protocol of an earlier day announced.

    A run is an evaluation, a red team, an uplift study or a monitoring drill that counts trials, and whatever is
    counted in a log. A limit depends on what the goals that the case shows rest on.

    **Why it matters.** Runs can be done again until the figures please. What was announced can be asked for.

    **Breaks it**

        case filter
            shows G1
        goal G1 "The filter holds"
            claim bypass <= 5% at 95%
            solution E1
        probability bypass "The filter lets an attempt through"
        evidence E1 "Test report"
            type evaluation
            dated 2026-05-01
            measures bypass: 0 of 60

    **Instead**

        case filter
            shows G1
        goal G1 "The filter holds"
            claim bypass <= 5% at 95%
            solution E1
        probability bypass "The filter lets an attempt through"
        actor lab "Example Lab"
        evidence P1 "Plan of the tests"
            type protocol
            file "plan.txt"
            by lab
            dated 2026-01-01
            plans E1
        evidence E1 "Test report"
            type evaluation
            dated 2026-05-01
            planned in P1
            measures bypass: 0 of 60
        # file: plan.txt
        Sixty attempts, one run.
    """
    held = argument.register
    for flaw in unplanned_runs(records_of(argument.case), argument.carried, held.planned):
        yield from finding_of(argument, flaw)
