"""GSN40x, steps: does what directly supports a goal entail what the goal claims in numbers?

A step that rests on one that fails is not told again: the finding stands where the numbers part.
"""

from __future__ import annotations

from collections.abc import Iterator

from gsn.argument import Argument
from gsn.findings import Finding, Scope, Severity, rule
from gsn.model.reference import Identity, name_of
from gsn.risk.figures import figure, percent, statement, times
from gsn.risk.problem import ClaimId, Side
from gsn.risk.proving import Outcome
from gsn.risk.search import Failing
from gsn.risk.term import written
from gsn.risk.variations import operands

from .all_read import if_all_was_read
from .risk_outcomes import bounded_instead, failing, found_at, ways_of


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
    for outcome in failing(argument, Failing.TOO_HIGH):
        if not outcome.attempt.unbounded:
            yield found_at(
                argument, outcome.claim, _gap(outcome), _mending(argument, outcome), ways_of(argument, outcome)
            )


def _gap(outcome: Outcome) -> str:
    claim, derived = outcome.claim, outcome.attempt.derived
    goal, confidence = name_of(claim.id.goal), percent(1 - claim.doubt)
    if derived is None:
        return f"what supports `{goal}` bounds `{written(claim.quantity)}` by nothing"
    side, gap = ("at most", "too high") if claim.side is Side.UPPER else ("at least", "too low")
    given = figure(derived.value, derived.unit, claim.side)
    ratio = derived.value / claim.value if claim.side is Side.UPPER and claim.value else None
    by = f": {times(ratio)} {gap}" if ratio is not None else f": {gap}"
    return f"what supports `{goal}` gives {side} {given} at {confidence}, the claim is {statement(claim)}{by}"


def _mending(argument: Argument, outcome: Outcome) -> str:
    """What the operand that costs most would have to be."""
    search, claim = argument.risk.search, outcome.claim
    first = next((each for each in operands(search, claim) if each.wanted is not None), None)
    if first is not None and first.wanted is not None:
        name = written(first.quantity)
        is_, wanted = figure(first.value, first.unit, Side.UPPER), figure(first.wanted, first.unit, Side.LOWER)
        return f"`{name}` is at most {is_} and would have to be at most {wanted}, all else as it is"
    if outcome.attempt.derived is not None:
        bound = figure(outcome.attempt.derived.value, outcome.attempt.derived.unit, claim.side)
        return f"claim {bound}, or support it better: `gsn risk --needed {name_of(claim.id.goal)}` says by how much"
    return "claim or measure what it is made of"


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
    for outcome in failing(argument, Failing.RESTS_ON_NOTHING):
        if not outcome.attempt.barred and not list(bounded_instead(argument, outcome.claim)):
            claim = outcome.claim
            what = f"nothing below `{name_of(claim.id.goal)}` bears on `{written(claim.quantity)}`, which it claims"
            help_ = "claim it, or what defines it, in a goal right below, or cite a record that measures it"
            yield found_at(argument, claim, what, help_)


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
    for outcome in argument.risk.outcomes.values():
        charges = outcome.attempt.charges
        if outcome.attempt.failing is Failing.OVERSPENT and charges is not None:
            claim, spent = outcome.claim, charges.doubt - charges.left
            dearest = max(charges.fixed.items(), key=lambda pair: pair[1], default=None)
            at, has = percent(1 - claim.doubt), percent(claim.doubt)
            goal, takes = name_of(claim.id.goal), percent(spent)
            what = f"`{goal}`, claimed at {at}, has {has} of doubt, and what is below takes {takes}"
            costs = f"; `{_charged(dearest[0])}` takes most, {percent(dearest[1])}" if dearest is not None else ""
            mended = f"claim it at {percent(1 - spent)}" if spent * 2 <= 1 else "raise the confidences below"
            yield found_at(argument, claim, what, f"{mended}, or have fewer claims bear on it{costs}")


def _charged(charge: object) -> str:
    if isinstance(charge, ClaimId):
        return name_of(charge.goal)
    return f"the bridge of {written(getattr(charge, 'quantity', ''))}"


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
    for outcome in argument.risk.outcomes.values():
        unread = _unclaimed(argument, outcome)
        if unread:
            claim, listed = outcome.claim, ", ".join(f"`{written(name)}`" for name in unread[:MOST_NAMED])
            more = f" and {len(unread) - MOST_NAMED} more" if len(unread) > MOST_NAMED else ""
            made = f"of which `{written(claim.quantity)}` is made"
            what = f"nothing below `{name_of(claim.id.goal)}` bounds {listed}{more}, {made}"
            yield found_at(argument, claim, what, "claim a bound of it in a goal right below, or cite a record of it")


MOST_NAMED = 4
"""Quantities that one message names."""


def _unclaimed(argument: Argument, outcome: Outcome) -> list[Identity]:
    """Parts of a claim that no goal right below claims and no record there measures, proved or not."""
    attempt, search = outcome.attempt, argument.risk.search
    if (
        attempt.failing not in {Failing.TOO_HIGH, Failing.UNBOUNDED, Failing.RESTS_ON_NOTHING}
        or attempt.charges is None
    ):
        return []
    step = search.problem.steps[outcome.id.goal]
    claimed = {claim.quantity for reach in step.goals for claim in search.charging.claims_of.get(reach.target, ())}
    claimed |= {test.quantity for reach in step.records for test in search.charging.in_record.get(reach.target, ())}
    if claimed.isdisjoint(search.charging.closure(outcome.claim.quantity)):
        return []
    found, seen, stack = [], set[Identity](), [outcome.claim.quantity]
    while stack:
        name = stack.pop()
        quantity = search.problem.quantities.get(name)
        if name in seen or name in claimed or quantity is None:
            continue
        seen.add(name)
        below = sorted(search.charging.parts_of(name))
        if below and not (quantity.hazard and quantity.complete_by is None):
            stack.extend(reversed(below))
        elif not below:
            found.append(name)
    return found
