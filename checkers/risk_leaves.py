"""GSN40x, leaves: is what stands below a claim about the same quantity and the same configuration?"""

from __future__ import annotations

from collections.abc import Iterator

from gsn.argument import Argument
from gsn.findings import Finding, Scope, Severity, rule
from gsn.model.reference import name_of
from gsn.risk.problem import Claim, Measurement
from gsn.risk.term import written

from .all_read import if_all_was_read
from .risk_outcomes import Lack, bearing_on, bounded_instead, found_at, steps_lacking


@rule("GSN405", "other-configuration", Severity.ERROR, scope=Scope.CASE)
@if_all_was_read
def other_configuration(argument: Argument) -> Iterator[Finding]:
    """A result for one configuration stands below a claim about another, and no goal argues that it bears on it.

    **Why it matters.** A model that fails with its refusals on may succeed without them, and the other way round.

    **Breaks it**

        goal G1 "Bypasses of what is served are rare"
            claim bypass <= 5% at 95% for x1.api
            goal G2 "Bypasses of what was tested are rare"
                claim bypass <= 5% at 95% for x1.helpful_only
                undeveloped
        probability bypass "A bypass in one attempt"
        system x1 "X-1"
            configuration api "As served"
            configuration helpful_only "As tested"

    **Instead**

        goal G1 "Bypasses of what is served are rare"
            claim bypass <= 5% at 95% for x1.api
            carries over from x1.helpful_only to x1.api by G3
            goal G2 "Bypasses of what was tested are rare"
                claim bypass <= 5% at 95% for x1.helpful_only
                undeveloped
        goal G3 "What is served can do no more than what was tested"
            undeveloped
        probability bypass "A bypass in one attempt"
        system x1 "X-1"
            configuration api "As served"
            configuration helpful_only "As tested"

    **Mend it** by `carries over from x1.helpful_only to x1.api by G3` under the goal or its strategy.

    **Source.** Design, evidence: configurations.
    """
    for outcome in argument.risk.outcomes.values():
        step = argument.risk.problem.steps[outcome.id.goal]
        carried = {
            (each.source, each.target)
            for way in [(outcome.id.goal,), *(way for reach in (*step.goals, *step.records) for way in reach.ways)]
            for element in way
            for each in argument.risk.problem.carrying.get(element, ())
        }
        told = set[str]()
        for source in bearing_on(argument, outcome.claim):
            subject, about = outcome.claim.subject, source.subject
            if about is None and isinstance(source, Claim):
                continue
            finding = _other(argument, outcome.claim, source)
            if about != subject and (about, subject) not in carried and finding.message not in told:
                told.add(finding.message)
                yield finding


def _other(argument: Argument, claim: Claim, source: Claim | Measurement) -> Finding:
    name = name_of(source.id.goal if isinstance(source, Claim) else source.id.record)
    goal = name_of(claim.id.goal)
    wanted = f"`{name_of(claim.subject)}`" if claim.subject is not None else "no configuration"
    about = f"`{name_of(source.subject)}`" if source.subject is not None else "no configuration"
    what = f"`{name}` is about {about}, and `{goal}` claims for {wanted}: nothing carries it over"
    if claim.subject is None or source.subject is None:
        help_ = "say which configuration both are about: `for x1.api` at the claim, `on x1.api` in the record"
    else:
        help_ = f"argue it: `carries over from {name_of(source.subject)} to {name_of(claim.subject)} by GOAL`"
    return found_at(argument, claim, what, help_)


@rule("GSN406", "proxy-without-bridge", Severity.ERROR, scope=Scope.CASE)
@if_all_was_read
def proxy_without_bridge(argument: Argument) -> Iterator[Finding]:
    """A goal claims one quantity, and what directly supports it bounds another that nothing relates to it.

    **Why it matters.** An evaluation measures what was tried on a range, and not the world.

    **Breaks it**

        goal G1 "Novices rarely gain a foothold"
            claim foothold <= 10% at 90%
            goal G2 "Novices on the range rarely gained one"
                claim range <= 6% at 95%
                undeveloped
        probability foothold "A novice gains a foothold"
        probability range "A novice gains a foothold on the range"

    **Instead**

        goal G1 "Novices rarely gain a foothold"
            claim foothold <= 10% at 90%
            goal G2 "Novices on the range rarely gained one"
                claim range <= 6% at 95%
                undeveloped
        goal G3 "The range is at most 1.5 times harder"
            undeveloped
        probability foothold "A novice gains a foothold"
            bounded by 1.5 times range by G3 at 95%
        probability range "A novice gains a foothold on the range"

    **Mend it** by a bridge, `bounded by 1.5 times range by G3 at 95%`, which is argued as any claim is.

    **Source.** The calculus, rule 19.
    """
    for step in steps_lacking(argument, Lack.BRIDGE):
        claim, instead = step.claim, list(dict.fromkeys(bounded_instead(argument, step.claim)))
        listed = ", ".join(f"`{written(name)}`" for name in instead[:3])
        what = f"`{name_of(claim.id.goal)}` claims `{written(claim.quantity)}`, and what is below it bounds {listed}"
        help_ = f"relate them: `bounded by 1.5 times {written(instead[0])} by GOAL at 95%`, or `is …`"
        yield found_at(argument, claim, what, help_)
