"""GSN40x, derivations: prompts on what was derived, and a mistake of the tool's own."""

from __future__ import annotations

from collections.abc import Iterator

from gsn.argument import Argument
from gsn.findings import Finding, Scope, Severity, rule
from gsn.model.reference import name_of
from gsn.risk.figures import figure, shown, statement
from gsn.risk.problem import Claim, Measurement, Side
from gsn.risk.proving import Outcome
from gsn.risk.search import Failing
from gsn.risk.term import written

from .all_read import if_all_was_read
from .risk_fitting import claim_misfit, record_misfit
from .risk_outcomes import found_at


@rule("GSN407", "tighter-than-needed", Severity.INFO, scope=Scope.CASE)
@if_all_was_read
def tighter_than_needed(argument: Argument) -> Iterator[Finding]:
    """A goal claims far less than the goal above it needs, all else as it is.

    **Why it matters.** What a claim gives away costs evidence; a claim with no room is where a case breaks first.

    **Breaks it**

        goal G1 "Attacks are rare"
            claim attacks <= 20 per year at 90%
            goal G2 "Attempts are few"
                claim attempts <= 20 per year at 95%
                solution E1
            goal G3 "Attempts seldom succeed"
                claim success <= 9% at 95%
                solution E2
        frequency attacks "Successful attacks"
            is attempts then success
        frequency attempts "Attempts"
        probability success "An attempt succeeds"
        evidence E1 "Register"
            type report
            file "register.txt"
            by lab
            dated 2026-05-01
            measures attempts: 9 in 1 year
        evidence E2 "Trials"
            type red_team
            file "trials.txt"
            by lab
            dated 2026-05-01
            measures success: 1 of 60
        actor lab "Evaluations Ltd"
            role evaluator
        # file: register.txt
        Nine attempts in a year.
        # file: trials.txt
        Sixty attempts, one succeeded.

    **Instead**

        goal G1 "Attacks are rare"
            claim attacks <= 2 per year at 90%
            goal G2 "Attempts are few"
                claim attempts <= 20 per year at 95%
                solution E1
            goal G3 "Attempts seldom succeed"
                claim success <= 9% at 95%
                solution E2
        frequency attacks "Successful attacks"
            is attempts then success
        frequency attempts "Attempts"
        probability success "An attempt succeeds"
        evidence E1 "Register"
            type report
            file "register.txt"
            by lab
            dated 2026-05-01
            measures attempts: 9 in 1 year
        evidence E2 "Trials"
            type red_team
            file "trials.txt"
            by lab
            dated 2026-05-01
            measures success: 1 of 60
        actor lab "Evaluations Ltd"
            role evaluator
        # file: register.txt
        Nine attempts in a year.
        # file: trials.txt
        Sixty attempts, one succeeded.

    **Source.** Design, headroom.
    """
    for outcome in argument.risk.outcomes.values():
        derived, claim = outcome.attempt.derived, outcome.claim
        if not outcome.proved or derived is None or claim.side is Side.LOWER or not derived.value:
            continue
        room = claim.value / derived.value
        children = [leaf.source for leaf in outcome.attempt.leaves if isinstance(leaf.source, Claim)]
        if room >= _ROOMY and children:
            listed = ", ".join(f"`{name_of(child.id.goal)}`" for child in children[:3])
            what = (
                f"`{name_of(claim.id.goal)}` claims {statement(claim)}, {shown(room, Side.LOWER)} times what {listed}"
                " would carry"
            )
            help_ = f"claim {figure(derived.value, derived.unit, claim.side)}, or ask less of what is below"
            yield found_at(argument, claim, what, help_)


_ROOMY = 5
"""How many times a step's bound fits into its claim before somebody should ask why."""


@rule("GSN408", "refused-derivation", Severity.ERROR, scope=Scope.CASE)
@if_all_was_read
def refused_derivation(argument: Argument) -> Iterator[Finding]:
    """The kernel refuses the derivation that was found for a claim.

    A claim is proved only if the kernel, which shares no code with the search, has checked each step of its derivation.

    **Why it matters.** Either the search or the kernel errs. Until it is known which, nothing is proved.

    **Mend it** by reporting it, with `gsn risk --certificates FILE`.

    **Source.** The calculus, proof object and kernel.
    """
    outcomes = argument.risk.outcomes
    refused = {id_ for id_, outcome in outcomes.items() if outcome.attempt.failing is Failing.REFUSED}
    for id_ in refused:
        below = {leaf.source.id for leaf in outcomes[id_].attempt.leaves}
        if below.isdisjoint(refused) and not _is_misfit(argument, outcomes[id_]):
            what = f"`{name_of(id_.goal)}`: {outcomes[id_].why}"
            help_ = "this is a mistake of the tool's own: report it with the certificate"
            yield found_at(argument, outcomes[id_].claim, what, help_)


def _is_misfit(argument: Argument, outcome: Outcome) -> bool:
    """Whether figures or quantities do not fit, which is the text's mistake and told as such."""
    problem = argument.risk.problem
    parts = [problem.quantities.get(name) for name in argument.risk.search.charging.closure(outcome.claim.quantity)]
    if claim_misfit(problem, outcome.claim) is not None or any(part is None or part.flaw is not None for part in parts):
        return True
    measured = [leaf.source for leaf in outcome.attempt.leaves if isinstance(leaf.source, Measurement)]
    return any(record_misfit(problem, measurement) is not None for measurement in measured)


@rule("GSN409", "loose-bound", Severity.WARNING, scope=Scope.CASE)
@if_all_was_read
def loose_bound(argument: Argument) -> Iterator[Finding]:
    """An expression is too large for its sharp or exact bound, and was bounded gate by gate.

    What is too large is refused at a number of nodes and never after some time: no verdict depends on the machine.

    **Why it matters.** The bound holds, and may be far above what could be shown. Where events recur under a licence of
    independence, the licence was not used.

    **Mend it** by claims in between, which split the expression.

    **Source.** Design, exactness.
    """
    for outcome in argument.risk.outcomes.values():
        for part in outcome.attempt.loose:
            goal, term = name_of(outcome.id.goal), written(part.of)
            what = f"`{goal}`: the bound of `{term}` may be loose, which is too large for a sharp one"
            yield found_at(argument, outcome.claim, what, "claim parts of it in goals between")
