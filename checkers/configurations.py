"""GSN335 and GSN336: is the evidence about what is claimed."""

from __future__ import annotations

from collections.abc import Iterator

from gsn.argument import Argument
from gsn.findings import Finding, Scope, Severity, rule

from .evidence_register import told


@rule("GSN335", "uncarried-evidence", Severity.ERROR, scope=Scope.CASE)
def uncarried_evidence(argument: Argument) -> Iterator[Finding]:
    """A record about one configuration stands for claims about others, and nothing carries its result over.

    It is about records that measure none of what the goal claims; those that measure it are held against the claim by
    GSN405. One of the goal's claims has to be `for` the record's configuration, or a result has to be carried over to
    it under the goal.

    **Why it matters.** Without its safeguards a model does other things than with them; so does it with other tools,
    prompts or weights. That a result holds for another configuration as well is a claim of its own.

    **Breaks it**

        case filter
            system x1
        system x1 "X-1"
            configuration api "As served"
            configuration bare "Without the filter"
        goal G1 "The filter holds"
            claim bypass <= 5% at 95% for x1.api
            solution E1
        goal G2 "With the filter, X-1 does no more than without"
            undeveloped
        probability bypass "The filter lets an attempt through"
        evidence E1 "Transcripts of the trial"
            on x1.bare

    **Instead**

        case filter
            system x1
        system x1 "X-1"
            configuration api "As served"
            configuration bare "Without the filter"
        goal G1 "The filter holds"
            claim bypass <= 5% at 95% for x1.api
            carries over from x1.bare to x1.api by G2
            solution E1
        goal G2 "With the filter, X-1 does no more than without"
            undeveloped
        probability bypass "The filter lets an attempt through"
        evidence E1 "Transcripts of the trial"
            on x1.bare
    """
    return told(argument, "GSN335")


@rule("GSN336", "other-system", Severity.WARNING, scope=Scope.CASE)
def other_system(argument: Argument) -> Iterator[Finding]:
    """A record is about a system that the case does not decide on, and nothing says why it bears on this one.

    What would say so: a claim of the goal `for` that system, or `carries over` from it under the goal or above. The
    record's worth stays open until then.

    **Breaks it**

        case filter
            system x1
        system x1 "X-1"
        system x0 "X-0, the model before"
        goal G1 "The filter holds"
            solution E1
        evidence E1 "Test report"
            on x0

    **Instead**

        case filter
            system x1
        system x1 "X-1"
        system x0 "X-0, the model before"
        goal G1 "The filter holds"
            solution E1
        evidence E1 "Test report"
            on x1
    """
    return told(argument, "GSN336")
