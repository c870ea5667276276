"""The gate's answer: by severity, by feet, by a day, and by what was there before."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from gsn.checking import Judgement
from gsn.findings import Finding, Severity, Verdict
from gsn.gate.baseline import baseline_of
from gsn.gate.deciding import Decision, asked_about, decide, earlier_of, nothing_earlier
from gsn.gate.policy import GatePolicy
from tests.gate.conftest import DAY, EXPIRED, UNDEVELOPED, UNSUPPORTED, JudgeCase

WARNED = {"evidence E1": 'goal G9 "Aside"\n    solution E2\nevidence E1'}
UNDATED = {"    dated 2026-05-01\n": ""}


def policy(**given: Any) -> GatePolicy:
    return GatePolicy.model_validate({name.replace("_", "-"): value for name, value in given.items()})


def codes(findings: tuple[Finding, ...]) -> list[str]:
    return [finding.code for finding in findings]


@pytest.mark.parametrize(
    ("changes", "given", "objections"),
    [
        pytest.param({}, {}, [], id="a case that passes"),
        pytest.param(UNSUPPORTED, {}, ["GSN201"], id="an error"),
        pytest.param(WARNED, {}, [], id="a warning"),
        pytest.param(WARNED, {"fail_on": ["error", "warning"]}, ["GSN107"], id="a warning, asked for"),
        pytest.param(UNDATED, {}, [], id="evidence without a date"),
        pytest.param(UNDATED, {"fail_on": ["error", "warning"]}, ["GSN310"], id="evidence without a date, asked for"),
        pytest.param(EXPIRED, {}, ["GATE01", "GSN303"], id="a foot on old evidence"),
        pytest.param(EXPIRED, {"limit_bearing_evidenced": False}, ["GSN303"], id="feet not asked for"),
        pytest.param(UNDEVELOPED, {}, ["GATE02"], id="undeveloped"),
        pytest.param(UNDEVELOPED, {"limit_bearing_evidenced": False}, [], id="undeveloped, feet not asked for"),
    ],
)
def test_what_fails_the_gate(
    changes: dict[str, str], given: dict[str, Any], objections: list[str], judge_case: JudgeCase
) -> None:
    decision = decide(judge_case(changes), policy(**given))
    assert codes(decision.objections) == objections
    assert decision.holds is not bool(objections)
    assert decision.answer == ("gate fails" if objections else "gate holds")


@pytest.mark.parametrize("changes", [{}, UNSUPPORTED, UNDEVELOPED, EXPIRED, WARNED], ids=str)
@pytest.mark.parametrize("given", [{}, {"undeveloped_until": date(2027, 1, 1), "limit_bearing_evidenced": False}])
def test_the_gate_changes_no_verdict(changes: dict[str, str], given: dict[str, Any], judge_case: JudgeCase) -> None:
    judgement = judge_case(changes)
    decision = decide(judgement, policy(**given))
    assert decision.judgement is judgement
    assert (decision.shown.verdict, decision.shown.label) == (judgement.verdict, judgement.label)
    assert decision.shown.grounds == judgement.grounds


def test_a_gate_may_hold_before_a_case_that_does_not_pass(judge_case: JudgeCase) -> None:
    decision = decide(judge_case(UNDEVELOPED), policy(undeveloped_until=date(2026, 12, 31)))
    assert decision.holds
    assert decision.judgement.verdict is Verdict.UNDETERMINED


def test_prompts_are_in_no_gate(judge_case: JudgeCase) -> None:
    judgement = judge_case({"catches each listed pattern": "should be safe, and everything is negligible"})
    prompts = [finding for finding in judgement.findings if finding.code.startswith("GSN8")]
    assert prompts
    louder = replace(judgement, findings=tuple(replace(finding, severity=Severity.ERROR) for finding in prompts))
    assert decide(louder, policy(fail_on=["error", "warning"])).holds


def test_what_was_asked_not_to_be_shown_is_gated_all_the_same(judge_case: JudgeCase) -> None:
    judgement = judge_case(UNSUPPORTED)
    hidden = replace(judgement, findings=(), hidden=judgement.findings)
    assert codes(decide(hidden, policy()).objections) == ["GSN201"]


UNTIL = date(2026, 6, 1)


@pytest.mark.parametrize(("days", "holds"), [(-30, True), (0, True), (1, False), (200, False)])
def test_undeveloped_is_let_through_through_its_day(days: int, holds: bool, judge_case: JudgeCase) -> None:  # noqa: FBT001
    judgement = judge_case(UNDEVELOPED, UNTIL + timedelta(days=days))
    decision = decide(judgement, policy(undeveloped_until=UNTIL, fail_on=["error"]))
    assert decision.holds is holds or codes(decision.objections) != ["GATE02"]
    assert codes(decision.allowed) == (["GATE02"] if holds else [])


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param(UNSUPPORTED, id="unsupported"),
        pytest.param(EXPIRED, id="old evidence"),
        pytest.param({"            solution E1\n": "            by_contract\n"}, id="left to a contract"),
        pytest.param(
            {"            solution E1\n": '            undeveloped "Soon" due 2026-05-01\n'}, id="past its own day"
        ),
        pytest.param(
            {"            solution E1\n": "            undeveloped\n            solution E1\n"}, id="supported, too"
        ),
    ],
)
def test_nothing_else_is_let_through_as_a_draft(changes: dict[str, str], judge_case: JudgeCase) -> None:
    assert not decide(judge_case(changes), policy(undeveloped_until=date(2026, 12, 31))).holds


def test_what_stood_there_before_is_no_objection(judge_case: JudgeCase) -> None:
    before = earlier_of(judge_case(UNSUPPORTED), policy(), "main", "1a2b")
    decision = decide(judge_case(UNSUPPORTED | {"goal G1": "# moved down\n\ngoal G1"}), policy(), earlier=before)
    assert decision.holds
    assert codes(decision.earlier) == ["GSN201"]


BROUGHT = {
    "another of the same code": ({"                cites E2\n": ""}, ["GSN205"]),
    "the same of another element": (UNSUPPORTED | {"goal G2": "goal G4"}, ["GSN201"]),
    "old evidence, of which nobody spoke": (EXPIRED, ["GATE01", "GSN303"]),
}


@pytest.mark.parametrize("name", BROUGHT)
def test_what_a_change_brings_is_an_objection(name: str, judge_case: JudgeCase) -> None:
    changes, objections = BROUGHT[name]
    before = earlier_of(judge_case(UNSUPPORTED), policy(), "main", "1a2b")
    found = codes(decide(judge_case(changes), policy(), earlier=before).objections)
    assert set(objections) <= set(found)


def test_one_more_of_the_same_is_brought(judge_case: JudgeCase) -> None:
    judgement = judge_case(UNSUPPORTED)
    before = earlier_of(judgement, policy(), "main", "1a2b")
    twice = replace(judgement, findings=(*judgement.findings, *judgement.findings))
    assert codes(decide(twice, policy(), earlier=before).objections) == ["GSN201"]


@pytest.mark.parametrize("changes", [{"goal G3": "gaol G3"}, {"    shows G1\n": ""}], ids=["unreadable", "no goal"])
def test_what_cannot_be_compared_counts_although_it_stood_there(changes: dict[str, str], judge_case: JudgeCase) -> None:
    judgement = judge_case(changes)
    assert not decide(judgement, policy(), earlier=earlier_of(judgement, policy(), "main", "1a2b")).holds


def test_of_a_case_that_was_not_there_everything_is_new(judge_case: JudgeCase) -> None:
    assert not decide(judge_case(UNSUPPORTED), policy(), earlier=nothing_earlier("main", "1a2b")).holds
    assert decide(judge_case(), policy(), earlier=nothing_earlier("main", "1a2b")).holds


def everything(decision: Decision) -> list[int]:
    parts = (decision.objections, decision.allowed, decision.set_aside, decision.earlier)
    return sorted(id(finding) for part in parts for finding in part)


def test_each_thing_is_in_exactly_one_place(judge_case: JudgeCase) -> None:
    mixed = UNDEVELOPED | {"                cites E2\n": ""} | {"expires 2026-11-01\n\n": "expires 2026-05-31\n\n"}
    judgement: Judgement = judge_case(mixed)
    asked = asked_about(judgement, policy())
    half = baseline_of(asked[::2], judgement.case)
    then = earlier_of(judge_case({"                cites E2\n": ""}), policy(), "main", "1a2b")
    decision = decide(judgement, policy(undeveloped_until=date(2027, 1, 1)), half, then)
    assert len(everything(decision)) == len(set(everything(decision))) == len(asked)
    assert judgement.as_of == DAY
