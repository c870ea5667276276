"""GSN621 and GSN622, arguments for confidence at assurance claim points.

What a point may be on is for GSN104 and GSN111; that a relationship named by its ends is there, for GSN026.
"""

from __future__ import annotations

from collections.abc import Iterator

from gsn.argument import Argument
from gsn.doubt.reasons import shown, why_not_clear
from gsn.findings import Finding, Scope, Severity, rule
from gsn.model.reference import Edge, Identity

from .all_read import if_all_was_read
from .relationships import on_what


@rule("GSN621", "confidence-without-argument", Severity.WARNING, scope=Scope.CASE)
@if_all_was_read
def confidence_without_argument(argument: Argument) -> Iterator[Finding]:
    """Nothing argues for confidence at an assurance claim point.

    **Why it matters.** The point says that somewhere it is argued why a step or a reference can be relied on. Without
    that argument it is a decoration.

    **Breaks it**

        goal G1 "The filter holds"
            solution Sn1 "Test report"
        confidence ACP1 "The tests are sound"
            on G1 -> Sn1

    **Instead**

        goal G1 "The filter holds"
            solution Sn1 "Test report"
        confidence ACP1 "The tests are sound"
            on G1 -> Sn1
            argued by G2
        goal G2 "The tests were run twice, by two teams"
            undeveloped

    **Source.** GSN Community Standard v3, 1:5.1.1.
    """
    for point, says in argument.confidence_points():
        if says.argued_by is None and "argued_by" not in point.lost:
            help_ = "name the goal that argues for it: `argued by G20`"
            yield Finding(f"nothing argues for confidence at `{point.name}`", point.place, point.identity, help_)


@rule("GSN622", "confidence-not-supported", Severity.WARNING, scope=Scope.CASE)
@if_all_was_read
def confidence_not_supported(argument: Argument) -> Iterator[Finding]:
    """The argument for confidence at a point does not hold, or rests on what it is to give confidence in.

    **Why it matters.** Confidence is argued like anything else: down to accepted evidence, with no doubt left open on
    the way, and not in a circle.

    **Breaks it**

        goal G1 "The filter holds"
            solution Sn1 "Test report"
        confidence ACP1 "The tests are sound"
            on G1 -> Sn1
            argued by G2
        goal G2 "The tests were run twice, by two teams"
            undeveloped

    **Instead**

        goal G1 "The filter holds"
            solution E1
        confidence ACP1 "The tests are sound"
            on G1 -> E1
            argued by G2
        goal G2 "The tests were run twice, by two teams"
            solution E2
        evidence E1 "Test report"
            file "report.txt"
            by lab
        evidence E2 "Record of the runs"
            file "runs.txt"
            by lab
        actor lab "Lab"
        # file: report.txt
        All 400 patterns were caught.
        # file: runs.txt
        Two teams, two runs.

    **Source.** GSN Community Standard v3, 1:5.3.1.
    """
    for point, says in argument.confidence_points():
        if says.argued_by is None:
            continue
        by = says.argued_by.identity
        why = why_not_clear(argument, argument.doubts, by) or _why_circular(argument, by, on_what(point))
        if why:
            message = f"what argues for confidence at `{point.name}` does not hold: {why}"
            help_ = f"support {shown(by)} down to accepted evidence of its own"
            yield Finding(message, point.place_of("argued_by"), point.identity, help_)


def _why_circular(argument: Argument, by: Identity, on: Edge | Identity | None) -> str:
    """Whether an argument for confidence in a step rests on what that step supports."""
    if not isinstance(on, Edge):
        return ""
    source = on.source.identity
    circular = any(reached == source for reached in argument.walk([by], argument.rests_on))
    return f"{shown(by)} rests on {shown(source)}, whose step it is to give confidence in" if circular else ""
