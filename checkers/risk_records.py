"""GSN43x, figures in records: do they contradict a claim, are some left out, and what do they presume?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import NamedTuple

from gsn.argument import Argument
from gsn.evidence.uses import linked_records
from gsn.findings import Finding, Scope, Severity, rule
from gsn.model.case import Element
from gsn.model.place import Place
from gsn.model.reference import Identity, name_of
from gsn.model.statements.evidence import EvidenceStatement
from gsn.risk.figures import figure, percent, statement
from gsn.risk.problem import Claim, Measurement, Side
from gsn.risk.term import written

from .all_read import if_all_was_read
from .risk_contradictions import Opposite, contradiction
from .risk_fitting import figures_misfit
from .risk_outcomes import could_be_cited
from .risk_shares import share_place, shares_not_set_aside, shares_of_more_than_all


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
    for measurement in search.problem.measurements.values():
        against = [
            (claim, found)
            for claim in search.problem.claims.values()
            if (found := contradiction(search, claim, measurement)) is not None
        ]
        if against:
            yield _contradicting(argument, measurement, against)


def _contradicting(argument: Argument, measurement: Measurement, against: Sequence[tuple[Claim, Opposite]]) -> Finding:
    claim, found = against[0]
    record, goal = name_of(measurement.id.record), name_of(claim.id.goal)
    least = "at least" if found.side is Side.LOWER else "at most"
    given = figure(found.value, found.unit, found.side)
    others = len(against) - 1
    more = f" and {others} other claim{'s' if others > 1 else ''}" if others else ""
    what = f"`{record}` contradicts `{goal}`{more}: it gives {least} {given}, and the claim is {statement(claim)}"
    help_ = f"give up the claim of `{goal}`, or say why the record is wrong"
    return replace(
        _at(argument, measurement, what, help_), related=_claimed_at(argument, [pair[0] for pair in against])
    )


def _claimed_at(argument: Argument, claims: Sequence[Claim]) -> tuple[tuple[Place, str], ...]:
    goals = [(argument.case.elements[claim.id.goal], claim.id.position) for claim in claims]
    return tuple((goal.place_of("claims", position), "claimed here") for goal, position in goals)


@rule("GSN432", "left-out-record", Severity.WARNING, scope=Scope.CASE)
@if_all_was_read
def left_out_record(argument: Argument) -> Iterator[Finding]:
    """A record measures what a goal claims, or what that is made of, and is cited for something else only.

    It takes its part of the claim's doubt all the same. That nothing at all cites a record is told by GSN309.

    **Why it matters.** If only the good runs are cited, the cited runs say nothing. A reader has to see all of them.

    **Breaks it**

        goal G1 "Bypasses are rare"
            claim bypass <= 50% at 90%
            solution E1
        goal G2 "The bench ran without a fault"
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

    **Instead**

        goal G1 "Bypasses are rare"
            claim bypass <= 50% at 90%
            solution E1
            solution E2
        goal G2 "The bench ran without a fault"
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
    search = argument.risk.search
    could = [(claim, could_be_cited(search, claim)) for claim in search.problem.claims.values()]
    seen = linked_records(argument.case, argument.register.uses)
    for measurement in search.problem.measurements.values():
        record = measurement.id.record
        claims = [claim for claim, quantities in could if measurement.quantity in quantities]
        below = any(reach.target == record for claim in claims for reach in search.problem.steps[claim.id.goal].records)
        if not claims or below or record not in seen:
            continue
        claim = next((each for each in claims if each.quantity == measurement.quantity), claims[0])
        goal, name = name_of(claim.id.goal), written(measurement.quantity)
        rests = f"which `{goal}` claims"
        if claim.quantity != measurement.quantity:
            rests = f"on which the claim of `{goal}` could rest"
        what = f"`{name_of(record)}` measures `{name}`, {rests}, and is not cited below it"
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
            if held.kind in {"presumption", "calibration"} and held.subject not in told:
                told.add(held.subject)
                record = argument.case.elements[held.subject]
                lacking = _unargued(argument, record)
                if lacking is not None:
                    what = "the calibration" if held.kind == "calibration" else "what its count presumes"
                    yield Finding(
                        f"`{record.name}`: {what} {lacking.what}", lacking.place, record.identity, lacking.help
                    )


class _Unargued(NamedTuple):
    what: str
    place: Place
    help: str


def _unargued(argument: Argument, record: Element) -> _Unargued | None:
    """What is lacking of what argues a record's count, if anything is."""
    named = record.says.presumes if isinstance(record.says, EvidenceStatement) else ()
    if not named:
        help_ = "say `presumes` with the assumptions and goals that argue it"
        return _Unargued("is argued by nothing", record.place_of("measures"), help_)
    unsound = [f"`{ref.name}`" for ref in named if not argument.risk.search.is_sound(ref.identity)]
    if not unsound:
        return None
    listed = ", ".join(unsound)
    what = f"rests on {listed}, {'which is' if len(unsound) == 1 else 'which are'} not supported"
    return _Unargued(what, record.place_of("presumes"), f"support {listed}, or name what does argue it")


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

    Its log gives no count, its prior is none, one trial of it is not one of the quantity's, or it compares what is no
    increase.

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
    problem = argument.risk.problem
    for measurement in problem.measurements.values():
        misfit = figures_misfit(problem, measurement)
        if misfit is not None:
            what = f"`{name_of(measurement.id.record)}` bounds nothing: {misfit}"
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
    for record, position, lacking in shares_not_set_aside(argument):
        share = record.says.shares[position] if isinstance(record.says, EvidenceStatement) else None
        if share is not None:
            what = f"`{record.name}` takes {percent(share.percentage.exact)} of the doubt, and {lacking}"
            help_ = "name a protocol that is older and plans the run, or leave the share out: doubt is split evenly"
            yield Finding(what, record.place_of("shares", position), record.identity, help=help_)
    for claim, tests in shares_of_more_than_all(argument):
        records = ", ".join(f"`{name_of(test.id.record)}`" for test in tests)
        taken = percent(sum((test.share for test in tests if test.share is not None), Fraction(0)))
        what = f"{records} take {taken} of the doubt of `{name_of(claim.id.goal)}`: none of these shares counts"
        place, *others = (share_place(argument, test) for test in tests)
        related = tuple((other, "also here") for other in others)
        yield Finding(what, place, tests[0].id.record, help="set aside no more than all of it", related=related)
