"""GSN40x, steps: does what directly supports a goal entail what the goal claims in numbers?

A step is judged as if all that stands below it held: the finding stands where the numbers part, and not again above.
"""

from __future__ import annotations

from collections.abc import Iterator

from gsn.argument import Argument
from gsn.findings import Finding, Scope, Severity, rule
from gsn.model.reference import name_of
from gsn.risk.certificate import BridgeId, Charge
from gsn.risk.figures import percent
from gsn.risk.problem import ClaimId
from gsn.risk.term import written

from .all_read import if_all_was_read
from .risk_outcomes import Lack, Step, found_at, steps_lacking, ways_of
from .risk_telling import claimless_between, gap, mending, named


@rule("GSN401", "not-entailed", Severity.ERROR, scope=Scope.CASE)
@if_all_was_read
def not_entailed(argument: Argument) -> Iterator[Finding]:
    """What directly supports a goal gives a weaker bound than the goal claims.

    The bound is the sharpest that follows from the claims and records directly below the goal, through strategies
    too, at the confidence that they leave. Where dependence was not argued, the worst is assumed.

    **Why it matters.** The step does not follow, however the boxes are connected.

    **Breaks it**

        goal G1 "Bypasses are rare"
            claim bypass <= 3% at 95%
            solution E1
        probability bypass "A bypass in one attempt"
        evidence E1 "Red team, sixty attempts"
            type red_team
            file "red-team.txt"
            by lab
            dated 2026-05-01
            measures bypass: 0 of 60
        actor lab "Evaluations Ltd"
            role evaluator
        # file: red-team.txt
        Sixty attempts, no bypass.

    **Instead**

        goal G1 "Bypasses are rare"
            claim bypass <= 5% at 95%
            solution E1
        probability bypass "A bypass in one attempt"
        evidence E1 "Red team, sixty attempts"
            type red_team
            file "red-team.txt"
            by lab
            dated 2026-05-01
            measures bypass: 0 of 60
        actor lab "Evaluations Ltd"
            role evaluator
        # file: red-team.txt
        Sixty attempts, no bypass.

    **Mend it** by claiming what follows, by better evidence (`gsn risk --needed G1` says how much), or by arguing a
    licence.

    **Source.** The calculus, rules 2-19.
    """
    for step in steps_lacking(argument, Lack.STRENGTH, Lack.SILENT):
        yield found_at(argument, step.claim, gap(step), mending(step), ways_of(argument, step.leaves))


@rule("GSN402", "rests-on-nothing", Severity.ERROR, scope=Scope.CASE)
@if_all_was_read
def rests_on_nothing(argument: Argument) -> Iterator[Finding]:
    """A goal claims a number, and no claim and no record directly below it bears on that number.

    **Why it matters.** Words below a number do not support it.

    **Breaks it**

        goal G1 "Bypasses are rare"
            claim bypass <= 5% at 95%
            goal G2 "Sixty attempts failed"
                undeveloped
        probability bypass "A bypass in one attempt"

    **Instead**

        goal G1 "Bypasses are rare"
            claim bypass <= 5% at 95%
            goal G2 "Sixty attempts failed"
                claim bypass <= 5% at 95%
                undeveloped
        probability bypass "A bypass in one attempt"

    **Mend it** by claims of goals right below that bound it or what defines it, or by a solution whose record measures
    it.

    **Source.** Design, “A claim is checked where it stands”.
    """
    for step in steps_lacking(argument, Lack.BEARING):
        claim = step.claim
        what = f"nothing right below `{name_of(claim.id.goal)}` bears on `{written(claim.quantity)}`, which it claims"
        between = claimless_between(argument, claim)
        help_ = "claim it, or what defines it, in a goal right below, or cite a record that measures it"
        yield found_at(argument, claim, what, between or help_)


@rule("GSN403", "confidence-not-reached", Severity.ERROR, scope=Scope.CASE)
@if_all_was_read
def confidence_not_reached(argument: Argument) -> Iterator[Finding]:
    """The doubts of all that a step could have used are more than its claim's confidence leaves.

    Every claim and bridge below that bears on the quantity takes its doubt, used or not: choosing the best of several
    must not help.

    **Why it matters.** Two claims at 95% hold together at 90%, and not at 95%.

    **Breaks it**

        goal G1 "Attacks are rare"
            claim attacks <= 2 per year at 95%
            goal G2 "Attempts are few"
                claim attempts <= 20 per year at 95%
                undeveloped
            goal G3 "Attempts seldom succeed"
                claim success <= 10% at 95%
                undeveloped
        frequency attacks "Successful attacks"
            is attempts then success
        frequency attempts "Attempts"
        probability success "An attempt succeeds"

    **Instead**

        goal G1 "Attacks are rare"
            claim attacks <= 2 per year at 90%
            goal G2 "Attempts are few"
                claim attempts <= 20 per year at 95%
                undeveloped
            goal G3 "Attempts seldom succeed"
                claim success <= 10% at 95%
                undeveloped
        frequency attacks "Successful attacks"
            is attempts then success
        frequency attempts "Attempts"
        probability success "An attempt succeeds"

    **Mend it** by claiming the confidence that is left, or by more confidence below.

    **Source.** The calculus, rule 20 (a): charging.
    """
    for step in steps_lacking(argument, Lack.DOUBT):
        claim, charges = step.claim, step.charges
        spent = charges.doubt - charges.left
        at, has, takes = percent(1 - claim.doubt), percent(claim.doubt), percent(spent)
        what = f"`{name_of(claim.id.goal)}`, claimed at {at}, has {has} of doubt, and what is below takes {takes}"
        if step.silent:
            what += f": none is left for {named(step.silent)}"
        yield found_at(argument, claim, what, _doubt_to_spare(step))


def _doubt_to_spare(step: Step) -> str:
    spent = step.charges.doubt - step.charges.left
    lower = "below " if step.silent else "at "
    mended = f"claim it {lower}{percent(1 - spent)}" if spent * 2 <= 1 else "raise the confidences below"
    charge, part = max(step.charges.fixed.items(), key=lambda pair: pair[1])
    return f"{mended}, or have fewer claims bear on it; {_charged(charge)} takes most, {percent(part)}"


def _charged(charge: Charge) -> str:
    match charge:
        case ClaimId(goal):
            return f"`{name_of(goal)}`"
        case BridgeId(quantity):
            return f"the bridge to `{written(quantity)}`"
        case _:
            return f"`{name_of(charge.record)}`"


@rule("GSN404", "unbounded-part", Severity.ERROR, scope=Scope.CASE)
@if_all_was_read
def unbounded_part(argument: Argument) -> Iterator[Finding]:
    """A part of a claimed quantity is bounded by nothing below the goal.

    **Why it matters.** A probability of which nothing is said may be 1, and a frequency may be anything.

    **Breaks it**

        goal G1 "Attacks are rare"
            claim attacks <= 2 per year at 90%
            goal G2 "Attempts are few"
                claim attempts <= 20 per year at 95%
                undeveloped
            goal G3 "Attempts seldom succeed"
                undeveloped
        frequency attacks "Successful attacks"
            is attempts then success
        frequency attempts "Attempts"
        probability success "An attempt succeeds"

    **Instead**

        goal G1 "Attacks are rare"
            claim attacks <= 2 per year at 90%
            goal G2 "Attempts are few"
                claim attempts <= 20 per year at 95%
                undeveloped
            goal G3 "Attempts seldom succeed"
                claim success <= 10% at 95%
                undeveloped
        frequency attacks "Successful attacks"
            is attempts then success
        frequency attempts "Attempts"
        probability success "An attempt succeeds"

    **Source.** The calculus, rule 1.
    """
    for step in steps_lacking(argument, Lack.PART):
        claim, parts = step.claim, step.parts
        listed = ", ".join(f"`{written(name)}`" for name in parts[:MOST_NAMED])
        more = f" and {len(parts) - MOST_NAMED} more" if len(parts) > MOST_NAMED else ""
        made = f", of which `{written(claim.quantity)}` is made" if claim.quantity not in parts else ""
        what = f"nothing right below `{name_of(claim.id.goal)}` bounds {listed}{more}{made}"
        yield found_at(argument, claim, what, "claim a bound of it in a goal right below, or cite a record of it")


MOST_NAMED = 4
"""Quantities that one message names."""
