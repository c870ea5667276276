"""Waivers: a human's, in the text, until a day; what is waived proves nothing."""

from collections.abc import Callable

import pytest

from gsn.checking import Judgement

Judging = Callable[[str], Judgement]

CASE = """case filter
    shows G1
goal G1 "The filter holds"
    goal G2 "The tests were passed"
        solution E1
actor lab "Lab"
evidence E1 "Report"
    file "tests.txt" sha256 "08b9bb3845d557143019dc28a1b832f728303dcda9f32f1913d782d048a4d9fa"
    by lab
    dated 2026-05-01
    expires {expires}
{waiver}
# file: tests.txt
All 400 patterns were caught.
"""


def waiver(code: str = "GSN303", on: str = "E1", until: str = "2026-12-31") -> str:
    return f'waive {code} on {on} "It is being renewed" by lab until {until}'


def codes(judgement: Judgement) -> list[str]:
    return [finding.code for finding in judgement.findings if finding.severity != "info"]


def test_without_a_waiver(judged: Judging) -> None:
    judgement = judged(CASE.format(expires="2026-05-31", waiver=""))
    assert (codes(judgement), judgement.verdict) == (["GSN303"], "rejected")


def test_a_waived_error_is_listed_and_proves_nothing(judged: Judging) -> None:
    judgement = judged(CASE.format(expires="2026-05-31", waiver=waiver()))
    assert codes(judgement) == []
    assert [(item.finding.code, item.waiver.by.name) for item in judgement.waived] == [("GSN303", "lab")]
    assert judgement.verdict == "undetermined"
    assert judgement.label == "passed with waivers, held against no treaty"
    assert [(ground.element, ground.waived) for ground in judgement.grounds] == [("filter::E1", True)]


def test_beside_another_reason_the_label_says_undetermined(judged: Judging) -> None:
    text = CASE.format(expires="2026-05-31", waiver=waiver())
    judgement = judged(
        text.replace("        solution E1", '        solution E1\n    goal G3 "More"\n        undeveloped')
    )
    assert judgement.label == "undetermined, held against no treaty"
    assert [ground.waived for ground in judgement.grounds] == [True, False]


def test_beside_an_error_the_case_is_rejected(judged: Judging) -> None:
    text = CASE.format(expires="2026-05-31", waiver=waiver())
    judgement = judged(text.replace("        solution E1", '        solution E1\n    goal G3 "More"'))
    assert judgement.verdict == "rejected"


@pytest.mark.parametrize(
    ("until", "found"),
    [("2026-05-31", ["GSN303", "GSN901"]), ("2026-06-01", []), ("2026-06-02", [])],
)
def test_a_waiver_holds_through_its_day(until: str, found: list[str], judged: Judging) -> None:
    judgement = judged(CASE.format(expires="2026-05-31", waiver=waiver(until=until)))
    assert codes(judgement) == found
    assert (judgement.verdict == "rejected") is bool(found)


@pytest.mark.parametrize(
    ("code", "on"),
    [("GSN303", "G1"), ("GSN301", "E1"), ("GSN999", "E1"), ("GSN303", "lab")],
)
def test_an_idle_waiver_is_found(code: str, on: str, judged: Judging) -> None:
    judgement = judged(CASE.format(expires="2026-12-31", waiver=waiver(code, on)))
    assert codes(judgement) == ["GSN902"]
    assert judgement.verdict == "passed"  # it lets nothing stand


def test_a_waiver_does_not_wait_for_what_comes(judged: Judging) -> None:
    """What is waived on one element is not waived on another."""
    judgement = judged(CASE.format(expires="2026-05-31", waiver=waiver(on="G2")))
    assert (codes(judgement), judgement.verdict) == (["GSN303", "GSN902"], "rejected")


NEVER = {
    "GSN0": ("GSN025", "G2", "        goal G9\n"),
    "GSN1": ("GSN101", "S1", '        strategy S1 "Argument by tests"\n            solution E1\n'),
    "GSN4": ("GSN401", "E1", ""),
}


@pytest.mark.parametrize("family", NEVER)
def test_what_nobody_can_waive(family: str, judged: Judging) -> None:
    code, on, line = NEVER[family]
    text = CASE.format(expires="2026-12-31", waiver=waiver(code, on))
    judgement = judged(text.replace("        solution E1\n", f"        solution E1\n{line}", 1))
    assert "GSN903" in codes(judgement)
    assert judgement.waived == ()
    assert judgement.verdict == "rejected"
    if line:
        assert code in codes(judgement)


def test_a_waiver_of_an_unknown_element_or_by_nobody_is_a_problem(judged: Judging) -> None:
    for text in (waiver(on="E9"), waiver().replace("by lab", "by nobody"), waiver().replace("by lab", "by E1")):
        judgement = judged(CASE.format(expires="2026-05-31", waiver=text))
        assert judgement.verdict == "rejected"
        assert judgement.case.problems


def test_a_line_that_was_lost_makes_no_waiver_idle(judged: Judging) -> None:
    text = CASE.format(expires="2026-05-31", waiver=waiver()).replace("    expires 2026-05-31", "    expires 2026")
    assert codes(judged(text)) == ["GSN019"]


def test_a_waived_warning_lets_its_question_open(judged: Judging) -> None:
    text = CASE.format(expires="2026-12-31", waiver=waiver("GSN310")).replace("    dated 2026-05-01\n", "")
    judgement = judged(text)
    assert codes(judgement) == []
    assert judgement.label == "undetermined, held against no treaty"
