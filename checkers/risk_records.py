"""GSN43x, figures in records: do they contradict a claim, are some left out, and what do they presume?"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from gsn.argument import Argument
from gsn.findings import Finding, Scope, Severity, rule
from gsn.model.reference import Identity, name_of
from gsn.model.statements.evidence import EvidenceStatement
from gsn.risk.figures import figure, percent, statement
from gsn.risk.parts import opposite
from gsn.risk.problem import Claim, Measurement, Side
from gsn.risk.record_bounds import figure as figure_of
from gsn.risk.term import written

from .all_read import if_all_was_read


def _at(argument: Argument, measurement: Measurement, message: str, help_: str) -> Finding:
    record = argument.case.elements[measurement.id.record]
    place = record.place_of("measures", measurement.id.position)
    return Finding(message, place, record.identity, help=help_)


@rule("GSN431", "counter-evidence", Severity.ERROR, scope=Scope.CASE)
@if_all_was_read
def counter_evidence(argument: Argument) -> Iterator[Finding]:
    """A record measures what a goal claims, and contradicts the claim; cited or not.

    At the claim's own confidence, the record's bound from the other side lies beyond what is claimed.

    **Why it matters.** Evidence that speaks against a claim does not go away by not being cited.

    **Breaks it**

        goal G1 "Bypasses are rare"
            claim bypass <= 5% at 95%
            undeveloped
        probability bypass "A bypass in one attempt"
        evidence E1 "Red team, sixty attempts"
            type red_team
            file "red-team.txt"
            by lab
            dated 2026-05-01
            measures bypass: 20 of 60
        actor lab "Evaluations Ltd"
            role evaluator
        # file: red-team.txt
        Sixty attempts, twenty bypasses.

    **Instead**

        goal G1 "Bypasses are no more than every second attempt"
            claim bypass <= 50% at 95%
            undeveloped
        probability bypass "A bypass in one attempt"
        evidence E1 "Red team, sixty attempts"
            type red_team
            file "red-team.txt"
            by lab
            dated 2026-05-01
            measures bypass: 20 of 60
        actor lab "Evaluations Ltd"
            role evaluator
        # file: red-team.txt
        Sixty attempts, twenty bypasses.

    **Source.** Design, charging.
    """
    search = argument.risk.search
    for claim in search.problem.claims.values():
        tests = search.charging.measuring.get(claim.quantity, ())
        for measurement in tests:
            bound = _opposite_bound(claim, measurement, claim.doubt / len(tests))
            if bound is not None and bound[1] == claim.unit and _contradicts(claim, bound[0]):
                goal = name_of(claim.id.goal)
                least = "at least" if claim.side is Side.UPPER else "at most"
                given = figure(bound[0], bound[1], opposite(claim.side))
                record = name_of(measurement.id.record)
                what = f"`{record}` contradicts `{goal}`: it gives {least} {given}, and the claim is {statement(claim)}"
                finding = _at(
                    argument, measurement, what, f"give up the claim of `{goal}`, or say why the record is wrong"
                )
                claimed = argument.case.elements[claim.id.goal].place_of("claims", claim.id.position)
                yield Finding(
                    finding.message, finding.place, finding.element, finding.help, ((claimed, "claimed here"),)
                )


def _opposite_bound(claim: Claim, measurement: Measurement, part: Fraction) -> tuple[Fraction, str | None] | None:
    if measurement.result is None or measurement.flaw is not None:
        return None
    found = figure_of(measurement, opposite(claim.side), part)
    return (found[0], found[1]) if found is not None else None


def _contradicts(claim: Claim, bound: Fraction) -> bool:
    return bound > claim.value if claim.side is Side.UPPER else bound < claim.value


@rule("GSN432", "left-out-record", Severity.WARNING, scope=Scope.CASE)
@if_all_was_read
def left_out_record(argument: Argument) -> Iterator[Finding]:
    """A record measures what a goal claims, and no solution cites it.

    It takes its part of the claim's doubt all the same.

    **Why it matters.** If only the good runs are cited, the cited runs say nothing. A reader has to see all of them.

    **Breaks it**

        goal G1 "Bypasses are rare"
            claim bypass <= 50% at 90%
            solution E1
        probability bypass "A bypass in one attempt"
        evidence E1 "Red team, sixty attempts"
            type red_team
            file "red-team.txt"
            by lab
            dated 2026-05-01
            measures bypass: 2 of 60
        evidence E2 "Red team, another sixty"
            type red_team
            file "second.txt"
            by lab
            dated 2026-05-02
            measures bypass: 9 of 60
        actor lab "Evaluations Ltd"
            role evaluator
        # file: red-team.txt
        Sixty attempts, two bypasses.
        # file: second.txt
        Sixty attempts, nine bypasses.

    **Instead**

        goal G1 "Bypasses are rare"
            claim bypass <= 50% at 90%
            solution E1
            solution E2
        probability bypass "A bypass in one attempt"
        evidence E1 "Red team, sixty attempts"
            type red_team
            file "red-team.txt"
            by lab
            dated 2026-05-01
            measures bypass: 2 of 60
        evidence E2 "Red team, another sixty"
            type red_team
            file "second.txt"
            by lab
            dated 2026-05-02
            measures bypass: 9 of 60
        actor lab "Evaluations Ltd"
            role evaluator
        # file: red-team.txt
        Sixty attempts, two bypasses.
        # file: second.txt
        Sixty attempts, nine bypasses.

    **Source.** Design, charging; the calculus, rule 20 (a).
    """
    claimed = {claim.quantity: claim for claim in argument.risk.problem.claims.values()}
    for measurement in argument.risk.problem.measurements.values():
        record = measurement.id.record
        claim = claimed.get(measurement.quantity)
        if claim is None or argument.citing.get(record) or argument.parents_of(record):
            continue
        goal = name_of(claim.id.goal)
        what = f"`{name_of(record)}` measures `{written(claim.quantity)}`, which `{goal}` claims, and nothing cites it"
        yield _at(argument, measurement, what, f"cite it below `{goal}`; it takes its part of the doubt either way")


@rule("GSN433", "presumption-not-argued", Severity.WARNING, scope=Scope.CASE)
@if_all_was_read
def presumption_not_argued(argument: Argument) -> Iterator[Finding]:
    """A proof stands on a count, and nothing argues what a count presumes.

    A count bounds a probability if the number of trials was fixed beforehand, trials are independent, no event went
    unseen, and what was tried is what is claimed. A rate presumes that events come one at a time; a belief, that who
    believes it is calibrated.

    **Why it matters.** Sixty attempts with one trick are one attempt.

    **Breaks it**

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

    **Instead**

        goal G1 "Bypasses are rare"
            claim bypass <= 5% at 95%
            solution E1
            assumption A1 "The sixty attempts were fixed beforehand and shared no trick"
        probability bypass "A bypass in one attempt"
        evidence E1 "Red team, sixty attempts"
            type red_team
            file "red-team.txt"
            by lab
            dated 2026-05-01
            measures bypass: 0 of 60
            presumes A1
        actor lab "Evaluations Ltd"
            role evaluator
        # file: red-team.txt
        Sixty attempts, no bypass.

    **Mend it** by `presumes A1, G4` in the record, with assumptions or supported goals that argue it. Until then the
    verdict stays open.

    **Source.** IEC 61508-7, D.2.1; design, measurements.
    """
    told: set[Identity] = set()
    for outcome in argument.risk.outcomes.values():
        for held in sorted(outcome.hypotheses, key=lambda each: each.subject):
            if held.kind in {"presumption", "calibration"} and held.by is None and held.subject not in told:
                told.add(held.subject)
                record = argument.case.elements[held.subject]
                says = record.says
                named = isinstance(says, EvidenceStatement) and bool(says.presumes)
                how = "rests on what is not supported" if named else "is argued by nothing"
                presumed = "the calibration" if held.kind == "calibration" else "what its count presumes"
                message = f"`{record.name}`: {presumed} {how}"
                help_ = "say `presumes` with the assumptions and goals that argue it"
                yield Finding(message, record.place_of("measures"), record.identity, help=help_)


@rule("GSN434", "rests-on-belief", Severity.INFO, scope=Scope.CASE)
@if_all_was_read
def rests_on_belief(argument: Argument) -> Iterator[Finding]:
    """A proof stands on what experts believe, and not on what was measured.

    **Why it matters.** A limit may admit no belief; a reader wants to know where it comes in.

    **Breaks it**

        goal G1 "Attempts are few"
            claim attempts <= 20 per year at 90%
            solution E1
        frequency attempts "Attempts"
        evidence E1 "Judgement of five specialists"
            type elicitation
            file "elicitation.txt"
            by lab
            dated 2026-05-01
            measures attempts: at most 20 per year at 90%
        actor lab "Evaluations Ltd"
            role evaluator
        # file: elicitation.txt
        At most twenty a year, at 90%.

    **Instead**

        goal G1 "Attempts are few"
            claim attempts <= 20 per year at 90%
            solution E1
        frequency attempts "Attempts"
        evidence E1 "Register of attempts"
            type report
            file "register.txt"
            by lab
            dated 2026-05-01
            measures attempts: 9 in 1 year
        actor lab "Evaluations Ltd"
            role evaluator
        # file: register.txt
        Nine attempts in a year.

    **Source.** The calculus, rules 17 and 18.
    """
    told: set[Identity] = set()
    for outcome in argument.risk.outcomes.values():
        for held in outcome.hypotheses:
            if held.kind in {"calibration", "prior"} and held.subject not in told:
                told.add(held.subject)
                record = argument.case.elements[held.subject]
                message = f"a proof stands on `{record.name}`, which is belief"
                yield Finding(message, record.place_of("measures"), record.identity, help="measure it, if it can be")


@rule("GSN435", "unusable-figures", Severity.ERROR, scope=Scope.CASE)
@if_all_was_read
def unusable_figures(argument: Argument) -> Iterator[Finding]:
    """What a record says that it measured bounds nothing.

    Its log gives no count, its prior is none, or one trial of it is not one of the quantity's.

    **Why it matters.** It takes its part of the doubt, and gives nothing for it.

    **Breaks it**

        goal G1 "Bypasses are rare"
            claim bypass <= 50% at 90%
            solution E1
        probability bypass "A bypass in a campaign"
            trial "one campaign of a week"
        evidence E1 "Red team, sixty attempts"
            type red_team
            file "red-team.txt"
            by lab
            dated 2026-05-01
            trial "one attempt"
            measures bypass: 2 of 60
        actor lab "Evaluations Ltd"
            role evaluator
        # file: red-team.txt
        Sixty attempts, two bypasses.

    **Instead**

        goal G1 "Bypasses are rare"
            claim bypass <= 50% at 90%
            solution E1
        probability bypass "A bypass in one attempt"
            trial "one attempt"
        evidence E1 "Red team, sixty attempts"
            type red_team
            file "red-team.txt"
            by lab
            dated 2026-05-01
            trial "one attempt"
            measures bypass: 2 of 60
        actor lab "Evaluations Ltd"
            role evaluator
        # file: red-team.txt
        Sixty attempts, two bypasses.

    **Source.** Design, measurements and proxies.
    """
    for measurement in argument.risk.problem.measurements.values():
        if measurement.flaw is not None:
            what = f"`{name_of(measurement.id.record)}` bounds nothing: {measurement.flaw}"
            yield _at(argument, measurement, what, "mend the record, or argue without its figures")


@rule("GSN436", "share-not-set-aside", Severity.WARNING, scope=Scope.CASE)
@if_all_was_read
def share_not_set_aside(argument: Argument) -> Iterator[Finding]:
    """A record takes a share of the doubt, and no earlier protocol announced it.

    Shares of all records of a step that come to more than all its doubt are not counted either.

    **Why it matters.** A share that is written when the data are known goes to whichever record came out well.

    **Breaks it**

        goal G1 "Bypasses are rare"
            claim bypass <= 50% at 90%
            solution E1
        probability bypass "A bypass in one attempt"
        evidence E1 "Red team, sixty attempts"
            type red_team
            file "red-team.txt"
            by lab
            dated 2026-05-01
            measures bypass: 2 of 60
            share bypass 60%
        actor lab "Evaluations Ltd"
            role evaluator
        # file: red-team.txt
        Sixty attempts, two bypasses.

    **Instead**

        goal G1 "Bypasses are rare"
            claim bypass <= 50% at 90%
            solution E1
        probability bypass "A bypass in one attempt"
        evidence E1 "Red team, sixty attempts"
            type red_team
            file "red-team.txt"
            by lab
            dated 2026-05-01
            measures bypass: 2 of 60
        actor lab "Evaluations Ltd"
            role evaluator
        # file: red-team.txt
        Sixty attempts, two bypasses.

    **Mend it** by a protocol that is dated before the run and `plans` it; then say `planned in` it.

    **Source.** Design, charging.
    """
    for measurement in argument.risk.problem.measurements.values():
        record = argument.case.elements[measurement.id.record]
        says = record.says
        if not isinstance(says, EvidenceStatement) or measurement.share is not None:
            continue
        for position, share in enumerate(says.shares):
            if share.quantity.identity == measurement.quantity:
                what = f"`{record.name}` takes {percent(share.percentage.exact)} of the doubt, and nothing set it aside"
                help_ = "name a protocol that is older and plans the run, or leave the share out: doubt is split evenly"
                yield Finding(what, record.place_of("shares", position), record.identity, help=help_)
