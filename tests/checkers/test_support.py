"""Support: what counts as given, what as promised, and until when."""

from collections.abc import Callable

import pytest

from gsn.checking import Judgement

Judging = Callable[[str], Judgement]
Finding = Callable[[str], list[str]]


def lines(judgement: Judgement, code: str) -> list[int]:
    return [finding.place.number for finding in judgement.findings if finding.code == code]


@pytest.mark.parametrize(
    ("below", "found_"),
    [
        ("    undeveloped", []),
        ('    undeveloped "Later" due 2026-12-31', []),
        ('    context C1 "Day"', ["GSN201"]),
        ('    note "Soon"', ["GSN201"]),
        ('    solution Sn1 "Report"', ["GSN205"]),
        ('    strategy S1 "Argument by parts"', ["GSN202"]),
        ('    challenge D1 "No"', ["GSN201", "GSN601"]),
        ("    by_contract", ["GSN210"]),
        ("    by_contract\n    undeveloped", ["GSN209", "GSN210"]),
    ],
)
def test_what_supports_a_goal(below: str, found_: list[str], found: Finding) -> None:
    assert found(f'goal G1 "The filter holds"\n{below}\n') == found_


@pytest.mark.parametrize(
    ("garbled", "line"),
    [("    undevelopd", 2), ("    goal %%%", 2), ("    by_contract 5", 2), ("    undeveloped due", 2)],
)
def test_nothing_is_missing_that_may_stand_on_a_line_that_was_lost(garbled: str, line: int, judged: Judging) -> None:
    judgement = judged(f'goal G1 "The filter holds"\n{garbled}\n')
    assert [finding.place.number for finding in judgement.findings if finding.severity == "error"] == [line]


@pytest.mark.parametrize(("due", "found_"), [("2026-05-31", ["GSN206"]), ("2026-06-01", []), ("2026-06-02", [])])
@pytest.mark.parametrize("kind", ["goal", "strategy", "challenge"])
def test_a_promise_is_kept_through_its_day(kind: str, due: str, found_: list[str], found: Finding) -> None:
    nested = f'    {kind} X1 "Argument that it holds"\n        undeveloped due {due}\n'
    stopped = "    undeveloped\n" if kind == "challenge" else ""
    text = f'goal G1 "The filter holds"\n{stopped}{nested}'
    assert [code for code in found(text) if code != "GSN601"] == found_


@pytest.mark.parametrize(("day", "found_"), [("2026-05-31", ["GSN207"]), ("2026-06-01", []), ("2026-06-02", [])])
def test_a_case_holds_through_its_last_day(day: str, found_: list[str], found: Finding) -> None:
    text = f'case filter\n    shows G1\n    valid until {day}\ngoal G1 "The filter holds"\n    undeveloped\n'
    assert found(text) == found_


GIVEN_UP = """goal G1 "The filter holds"{top}
    context C1 "Day"{context}
    assumption A1 "It is day"{assumption}
    justification J1 "Days are usual"{justification}
    strategy S1 "Argument by parts"{strategy}
        goal G2 "Pattern A is caught"{goal}
            solution Sn1 "Report"{solution}
                cites E1
evidence E1 "Report"{evidence}
goal G9 "Elsewhere"{elsewhere}
    undeveloped
"""


def given_up(where: str, clause: str = 'defeated "It fell"') -> str:
    """The argument with one thing given up."""
    indents = dict.fromkeys(["context", "assumption", "justification", "strategy"], 8)
    indents |= {"top": 4, "goal": 12, "solution": 16, "evidence": 4, "elsewhere": 4}
    filled = {place: f"\n{' ' * indent}{clause}" if place == where else "" for place, indent in indents.items()}
    return GIVEN_UP.format(**filled)


@pytest.mark.parametrize(
    ("where", "fails"),
    [
        ("context", ["G1"]),
        ("assumption", ["G1"]),
        ("justification", []),
        ("strategy", ["G1"]),
        ("goal", ["S1"]),
        ("solution", ["G2"]),
        ("evidence", ["Sn1"]),
        ("top", []),
        ("elsewhere", []),
    ],
)
def test_what_rests_on_something_that_is_given_up(where: str, fails: list[str], judged: Judging) -> None:
    judgement = judged(given_up(where))
    failing = [f.element for f in judgement.findings if f.code == "GSN204"]
    assert [str(element).rpartition("::")[2] for element in failing] == fails


@pytest.mark.parametrize("where", ["top", "strategy", "goal", "elsewhere"])
def test_a_step_is_given_up_wherever_that_is_said(where: str, judged: Judging) -> None:
    judgement = judged(given_up(where, 'defeated S1 -> G2 "It does not follow"'))
    (failing,) = [finding for finding in judgement.findings if finding.code == "GSN204"]
    assert failing.element == "case::S1"
    assert "over a relationship that is defeated" in failing.message


def test_whoever_gives_up_the_goal_above_is_not_asked_again(found: Finding) -> None:
    text = given_up("goal").replace('Argument by parts"', 'Argument by parts"\n        defeated "It fell with G2"')
    assert "GSN204" in found(text)  # G1 still stands on S1
    text = text.replace('The filter holds"', 'The filter holds"\n    defeated "It fell with S1"')
    assert "GSN204" not in found(text)


@pytest.mark.parametrize(
    ("head", "found_"),
    [
        ("case filter\n    shows G1\n", []),
        ("case filter\n", ["GSN208"]),
        ("module filter\n", []),
        ("", []),
        ("case filter\n    shows\n", ["GSN019"]),
    ],
)
def test_a_case_says_what_it_shows(head: str, found_: list[str], found: Finding) -> None:
    assert found(f'{head}goal G1 "The filter holds"\n    undeveloped\n') == found_


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ('goal G1 "{filter} holds"\n    undeveloped\n', "`{filter}`"),
        ('goal G1 "{filter} holds in {hall}"\n    undeveloped\n', "`{filter}`, `{hall}`"),
        ('goal G1 "The filter holds"\n    undeveloped "Until {day}"\n', "`{day}`"),
        ('goal G1 "The filter holds"\n    solution Sn1 "Report"\n        at "section {n}"\n', "`{n}`"),
        ('goal G1 "The filter holds"\n    solution E1\nevidence E1 "Report"\n    file "{f}.txt"\n', "`{f}`"),
    ],
)
def test_a_placeholder_is_found_wherever_it_stands(text: str, names: str, judged: Judging) -> None:
    (finding,) = [finding for finding in judged(text).findings if finding.code == "GSN211"]
    assert finding.message.endswith(f"waits for a value of {names}")


def test_a_remark_may_hold_a_placeholder(found: Finding) -> None:
    assert (
        found('goal G1 "The filter \\{holds\\}"\n    note "Ask {somebody}"\n    undeveloped\n'.replace("\\}", "}"))
        == []
    )


def test_the_mark_is_named_where_it_stands(judged: Judging) -> None:
    judgement = judged(
        'goal G1 "The filter holds"\n    goal G2 "It was tested"\n        undeveloped\n    undeveloped\n'
    )
    assert lines(judgement, "GSN203") == [4]
