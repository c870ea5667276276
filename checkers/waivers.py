"""GSN9xx, waivers: what a human lets stand, until when, and whether it still stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gsn.argument import Argument
from gsn.findings import NEVER_WAIVED, Finding, Scope, Severity, rule


@rule("GSN901", "expired-waiver", Severity.ERROR, scope=Scope.FINDINGS)
def expired_waiver(argument: Argument, _found: Sequence[Finding]) -> Iterator[Finding]:
    """A waiver is judged after the day until which it was given.

    **Why it matters.** Somebody let a finding stand for a time, and the time is over.

    **Breaks it**

        goal G1 "The filter holds"
            solution E1
        evidence E1 "Test report"
            type report
        actor aisi "Institute"
        waive GSN301 on E1 "The report is in the post" by aisi until 2026-01-31

    **Instead**

        goal G1 "The filter holds"
            solution E1
        evidence E1 "Test report"
            type report
        actor aisi "Institute"
        waive GSN301 on E1 "The report is in the post" by aisi until 2026-12-31
    """
    for waiver in argument.case.waivers:
        if waiver.until < argument.as_of:
            message = f"the waiver of {waiver.code} on `{waiver.on.name}` ended on {waiver.until}"
            yield Finding(message, waiver.place, waiver.on.identity, "mend what it waived, or have it given anew")


@rule("GSN902", "idle-waiver", Severity.WARNING, scope=Scope.FINDINGS)
def idle_waiver(argument: Argument, found: Sequence[Finding]) -> Iterator[Finding]:
    """A waiver lets nothing stand: there is no such finding on that element.

    **Why it matters.** It would silently let the next one stand.

    **Breaks it**

        goal G1 "The filter holds"
            undeveloped
        actor aisi "Institute"
        waive GSN201 on G1 "Support follows" by aisi until 2026-12-31

    **Instead**

        goal G1 "The filter holds"
            undeveloped
    """
    if argument.case.problems:
        return
    there = {(finding.code, finding.element) for finding in found}
    for waiver in argument.case.waivers:
        if (waiver.code, waiver.on.identity) not in there:
            message = f"there is no {waiver.code} on `{waiver.on.name}` to waive"
            yield Finding(message, waiver.place, waiver.on.identity, "remove the waiver")


@rule("GSN903", "cannot-be-waived", Severity.ERROR, scope=Scope.FINDINGS)
def cannot_be_waived(argument: Argument, _found: Sequence[Finding]) -> Iterator[Finding]:
    """A waiver is of a rule that nobody can waive.

    **Why it matters.** What cannot be read (GSN0xx), is no argument (GSN1xx) or does not follow (GSN4xx) is not a
    matter of anybody's judgement.

    **Breaks it**

        goal G1 "The filter holds"
            strategy S1 "Argument over patterns"
                solution Sn1 "Test report"
        actor aisi "Institute"
        waive GSN101 on S1 "We know" by aisi until 2026-12-31

    **Instead**

        goal G1 "The filter holds"
            strategy S1 "Argument over patterns"
                goal G2 "Pattern A is caught"
                    solution Sn1 "Test report"
        actor aisi "Institute"
    """
    for waiver in argument.case.waivers:
        if waiver.code.startswith(NEVER_WAIVED):
            message = f"{waiver.code} cannot be waived"
            yield Finding(message, waiver.place, waiver.on.identity, "mend what it finds, and remove the waiver")
