"""What the gate itself asks: every foot, nothing unlooked at, and something to hold."""

from dataclasses import replace
from pathlib import Path

import pytest

import gsn
from gsn.checking import Family, Judgement
from gsn.findings import Rule
from gsn.gate.bearing import number_of_feet
from gsn.gate.conditions import CONDITIONS, raised
from tests.gate.conftest import DAY, EXPIRED, UNDEVELOPED, UNSUPPORTED, JudgeCase, WriteCase


def conditions(judgement: Judgement) -> list[tuple[str, str | None]]:
    return [(finding.code, finding.element) for finding in raised(judgement, (), limit_bearing=True)]


CASES = {
    "all is well": ({}, []),
    "a foot without support": (UNSUPPORTED, [("GATE01", "filter::G2")]),
    "a foot that is undeveloped": (UNDEVELOPED, [("GATE02", "filter::G2")]),
    "a foot on evidence that is too old": (EXPIRED, [("GATE01", "filter::G2")]),
    "a foot on a file that is not there": (
        {'"first.txt"': '"gone.txt"'},
        [("GATE01", "filter::G2")],
    ),
    "a foot on a solution that cites nothing": (
        {"                cites E2\n": ""},
        [("GATE01", "filter::G3")],
    ),
    "a foot on one record that holds and one that does not": (
        EXPIRED | {"                cites E2\n": "                cites E2, E1\n"},
        [("GATE01", "filter::G2"), ("GATE01", "filter::G3")],
    ),
    "a strategy with nothing below it": (
        {"        goal G3": '        goal G4 "And more"\n            strategy S2 "By tests"\n        goal G3'},
        [("GATE01", "filter::S2")],
    ),
    "a foot that is undeveloped and waits for a value, too": (
        UNDEVELOPED | {"catches the first half": "catches {part}"},
        [("GATE01", "filter::G2")],
    ),
    "a strategy that is undeveloped": (
        {
            "        goal G3": '        goal G4 "And more"\n            strategy S2 "By tests"\n'
            "                undeveloped\n        goal G3"
        },
        [("GATE02", "filter::S2")],
    ),
    "a goal on goals and on evidence of its own": (
        EXPIRED | {"    strategy S1": "    solution E1\n    strategy S1"},
        [("GATE01", "filter::G1"), ("GATE01", "filter::G2")],
    ),
    "a foot whose text waits for a value": (
        {"catches the first half": "catches {part}"},
        [("GATE01", "filter::G2")],
    ),
    "a foot that is given up": (
        {"            solution E1\n": '            solution E1\n            defeated "They got in"\n'},
        [("GATE01", "filter::G2")],
    ),
    "a goal that nothing shown rests on": (
        {"evidence E1": 'goal G9 "Aside"\n    undeveloped\nevidence E1'},
        [],
    ),
    "a goal in context that is not shown": (
        {"    context C1": "    context other::G1\n    context C1", "goal G1": 'import "other.gsn"\n\ngoal G1'},
        [("GATE01", "other::G1")],
    ),
    "a case that shows nothing": ({"    shows G1\n": ""}, [("GATE04", None)]),
    "a part": (
        {'case filter "The filter of the service"\n    shows G1\n    valid until 2026-12-31\n': "module filter\n"},
        [("GATE04", None)],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_what_each_foot_needs(name: str, judge_case: JudgeCase, tmp_path: Path) -> None:
    changes, expected = CASES[name]
    if "other.gsn" in "".join(changes.values()):
        (tmp_path / "filter").mkdir()
        (tmp_path / "filter" / "other.gsn").write_text('public goal G1 "The list is whole"\n', encoding="utf-8")
    judgement = judge_case(changes)
    assert not judgement.case.problems
    assert conditions(judgement) == expected


def test_a_waiver_is_no_evidence(judge_case: JudgeCase) -> None:
    waiver = '\nwaive GSN303 on E1 "It is being renewed" by laboratory until 2026-12-31\n'
    judgement = judge_case(EXPIRED | {"\nactor": f"{waiver}\nactor"})
    assert [item.finding.code for item in judgement.waived] == ["GSN303"]
    assert conditions(judgement) == [("GATE01", "filter::G2")]


def test_a_circle_has_no_foot(judge_case: JudgeCase) -> None:
    text = {"            solution E1\n": "            goal G1\n", "                cites E2\n": ""}
    changes = text | {'            solution Sn1 "Test report"\n': "            goal G1\n"}
    assert conditions(judge_case(changes)) == [("GATE04", None)]


def test_a_line_that_was_lost_is_no_evidence(judge_case: JudgeCase) -> None:
    judgement = judge_case({"            solution E1\n": "            solutoin E1\n"})
    assert ("GATE01", "filter::G2") not in conditions(judgement)
    assert [code for code, _ in conditions(judgement)] == ["GATE01"]


@pytest.mark.parametrize("stray", ["challenge.gsn", "drafts/later.gsn"])
def test_a_text_that_nothing_imports_was_not_looked_at(stray: str, write_case: WriteCase) -> None:
    folder = write_case()
    (folder / stray).parent.mkdir(exist_ok=True)
    (folder / stray).write_text('challenge D1 "It does not hold"\n', encoding="utf-8")
    judgement = gsn.check(gsn.load(folder), DAY)
    assert conditions(judgement) == [("GATE03", None)]


def test_a_family_that_did_not_run_was_not_looked_with(judge_case: JudgeCase) -> None:
    judgement = judge_case()
    failed = replace(judgement, families=(*judgement.families, Family("acme", failure="did not load")))
    found = list(raised(failed, (), limit_bearing=True))
    assert [(finding.code, finding.message) for finding in found] == [
        ("GATE03", "the rules of acme did not run: it did not load")
    ]


@pytest.mark.parametrize("changes", [UNSUPPORTED, UNDEVELOPED, EXPIRED])
def test_where_feet_are_not_asked_for_the_rest_is(changes: dict[str, str], judge_case: JudgeCase) -> None:
    judgement = judge_case(changes | {"    shows G1\n": ""})
    assert [finding.code for finding in raised(judgement, (), limit_bearing=False)] == ["GATE04"]


def test_what_a_finding_says_of_the_foot_itself_is_not_said_again(judge_case: JudgeCase) -> None:
    judgement = judge_case(UNSUPPORTED)
    assert [finding.code for finding in raised(judgement, judgement.findings, limit_bearing=True)] == []


def test_what_a_finding_says_of_a_record_is_said_again_of_each_foot(judge_case: JudgeCase) -> None:
    """The record may be known to be bad; that another foot comes to rest on it is new."""
    judgement = judge_case(EXPIRED)
    found = list(raised(judgement, judgement.findings, limit_bearing=True))
    assert [(finding.code, finding.element) for finding in found] == [("GATE01", "filter::G2")]
    assert "is expired" in found[0].message
    assert found[0].related


def test_the_feet_are_counted(judge_case: JudgeCase) -> None:
    assert number_of_feet(judge_case().argument) == 2


@pytest.mark.parametrize("condition", CONDITIONS, ids=lambda condition: condition.code)
def test_each_condition_has_a_page(condition: Rule) -> None:
    assert "**Why it matters.**" in condition.page
    assert condition.summary.endswith(".")
