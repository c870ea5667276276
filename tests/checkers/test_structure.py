"""Circles, roots, scopes and indivisible inferences: where what is legal ends."""

from collections.abc import Callable

import pytest

from gsn.checking import Judgement

Judging = Callable[[str], Judgement]
Finding = Callable[[str], list[str]]

HEAD = "case filter\n    shows G1\n"


def circles(judgement: Judgement) -> list[str]:
    return [finding.message for finding in judgement.findings if finding.code == "GSN105"]


def test_modules_may_support_each_other(found: Finding) -> None:
    text = """case filter
    shows G1
import "tests.gsn"
goal G1 "The filter holds"
    goal tests::G1
public goal G2 "Patterns are listed"
    undeveloped
# file: tests.gsn
module tests
import "case.gsn"
public goal G1 "Each pattern is caught"
    goal filter::G2
"""
    assert "GSN105" not in found(text)


def test_elements_may_not_support_each_other_across_modules(judged: Judging) -> None:
    text = """case filter
    shows G1
import "tests.gsn"
public goal G1 "The filter holds"
    goal tests::G1
# file: tests.gsn
module tests
import "case.gsn"
public goal G1 "Each pattern is caught"
    goal filter::G1
"""
    assert circles(judged(text)) == ["`G1` rests on itself: `G1` -> `G1` -> `G1`"]


CIRCLES = {
    "itself": 'goal G1 "The filter holds"\n    goal G1\n',
    "support": 'goal G1 "The filter holds"\n    goal G2 "It was not passed"\n        goal G1\n',
    "a strategy": 'goal G1 "The filter holds"\n    strategy S1 "Argument by parts"\n        goal G1\n',
    "an away goal in context": """public goal G1 "The filter holds"
    goal tests::G1
import "tests.gsn"
# file: tests.gsn
module tests
import "case.gsn"
public goal G1 "Each pattern is caught"
    context filter::G1
    undeveloped
""",
    "a justification": """public goal G1 "The filter holds"
    goal tests::G1
import "tests.gsn"
# file: tests.gsn
module tests
import "case.gsn"
public goal G1 "Each pattern is caught"
    justification filter::G1
    undeveloped
""",
    "a module as a whole": """public goal G1 "The filter holds"
    module tests
import "tests.gsn"
# file: tests.gsn
module tests
import "case.gsn"
public goal G1 "Each pattern is caught"
    goal filter::G1
""",
    "a definition": """goal G1 "The filter holds"
    claim a <= 1% at 95%
    undeveloped
probability a "An attack gets through"
    is b then c
probability b "An attack is tried"
    is any of a, c
probability c "An attack is not seen"
""",
    "a licence": """goal G1 "The filter holds"
    claim a <= 1% at 95%
    undeveloped
probability a "An attack gets through"
    is all of b, c
    independent b, c by G2
probability b "It passes the filter"
probability c "It passes the monitor"
goal G2 "Filter and monitor fail apart"
    claim a <= 2% at 95%
    undeveloped
""",
    "a bridge": """goal G1 "The filter holds"
    claim a <= 1% at 95%
    undeveloped
probability a "An attack gets through"
    bounded by 2 times b by G1 at 95%
probability b "An attack gets through in tests"
""",
    "completeness": """goal G1 "The list holds"
    claim h <= 1 per year at 95%
    undeveloped
hazard h "Harm is done"
    is any of s complete by G1
scenario s "An attack gets through"
""",
    "a prior": """goal G1 "The filter holds"
    solution E1
evidence E1 "Tests"
    measures b: 0 of 60 given prior P(b <= 1%) >= 90% by G1
probability b "An attack gets through in tests"
""",
    "a citation": """goal G1 "The filter holds"
    solution Sn1 "Report"
        cites E1
evidence E1 "Tests"
    measures b: 0 of 60 given prior P(b <= 1%) >= 90% by G2
goal G2 "The prior was agreed"
    solution Sn1
probability b "An attack gets through in tests"
""",
    "carrying over": """goal G1 "The filter holds"
    carries over from x1.a to x1.b by G1
    undeveloped
system x1 "X-1"
    configuration a "Served"
    configuration b "Tested"
""",
    "a mitigation": """goal G1 "The filter helps"
    claim a <= 1% at 95%
    undeveloped
probability a "An attack gets through"
    is b
probability b "An attack gets through without"
    is a
""",
}


@pytest.mark.parametrize("through", CIRCLES)
def test_a_circle_through(through: str, judged: Judging) -> None:
    judgement = judged(f"case filter\n    shows G1\n{CIRCLES[through]}")
    assert not judgement.case.problems
    assert len(circles(judgement)) == 1
    assert judgement.verdict == "rejected"


def test_the_shortest_circle_is_told(judged: Judging) -> None:
    text = """goal G1 "One"
    goal G2 "Two"
        goal G3 "Three"
            goal G4 "Four"
                goal G1
        goal G1
"""
    assert circles(judged(text)) == [
        "`G1` rests on itself: `G1` -> `G2` -> `G1` (one of several circles among 4 elements)"
    ]


def test_two_circles_are_two_findings(judged: Judging) -> None:
    text = 'goal G1 "One"\n    goal G1\ngoal G2 "Two"\n    goal G3 "Three"\n        goal G2\n'
    assert len(circles(judged(text))) == 2


def test_challenges_may_run_in_circles(judged: Judging) -> None:
    text = """goal G1 "The filter holds"
    undeveloped
    challenge D1 "The tests are old"
challenge D2 "They are of May"
    challenges D1
challenge D3 "May is long ago"
    challenges D2
challenge D4 "The filter is as old"
    challenges D3
    challenges D1
"""
    assert circles(judged(text)) == []


def test_a_shared_goal_is_no_circle(judged: Judging) -> None:
    assert circles(judged(shared())) == []


# Roots


@pytest.mark.parametrize(
    ("shows", "found_"),
    [("G1", ["GSN107"]), ("G1, G2", []), ("G2, G1", [])],
)
def test_several_tops_are_legal_when_they_are_named(shows: str, found_: list[str], found: Finding) -> None:
    text = (
        f'case filter\n    shows {shows}\ngoal G1 "One holds"\n    undeveloped\ngoal G2 "Two holds"\n    undeveloped\n'
    )
    assert found(text) == found_


@pytest.mark.parametrize(
    ("clause", "found_"),
    [
        ('confidence ACP1 "The step is sound"\n    on G1 -> Sn1\n    argued by G2\n', ["GSN622"]),
        ('challenge D1 "Two is new"\n    challenges G2\n', ["GSN107"]),
        ('confidence ACP1 "The step is sound"\n    on G2 -> Sn2\n', ["GSN107", "GSN621"]),
        ('waive GSN308 on G2 "Later" by lab until 2026-12-31\n', ["GSN107", "GSN902"]),
    ],
    ids=["argues for a step", "is challenged", "has a point", "is waived"],
)
def test_only_what_uses_a_goal_gives_it_a_place(clause: str, found_: list[str], found: Finding) -> None:
    text = f"""case filter
    shows G1
goal G1 "One holds"
    solution Sn1 "Report"
goal G2 "Two holds"
    solution Sn2 "Record"
actor lab "Lab"
{clause}"""
    assert [code for code in found(text) if code != "GSN205"] == found_


def test_what_nothing_refers_to(found: Finding) -> None:
    margin = """strategy S1 "Argument by parts"
    undeveloped
solution Sn1 "Report"
context C1 "Day"
assumption A1 "It is day"
justification J1 "Days are usual"
challenge D1 "It is night"
"""
    text = f'{HEAD}goal G1 "The filter holds"\n    undeveloped\n{margin}'
    assert found(text).count("GSN108") == 6
    public = text.replace("context C1", "public context C1").replace("solution Sn1", "public solution Sn1")
    assert found(public).count("GSN108") == 4


# Scopes


def differing(judgement: Judgement) -> list[tuple[str, list[str]]]:
    """Shared elements, each with the scopes that are not on all paths to it."""
    return [
        (finding.message.split("`")[1], [text.split("`")[1] for _, text in finding.related])
        for finding in judgement.findings
        if finding.code == "GSN109"
    ]


def shared(at_top: str = "", at_left: str = "", at_right: str = "", at_shared: str = "") -> str:
    """Two goals that share a third, with scopes at each of them."""

    def line(indent: int, scope: str) -> str:
        return f"{' ' * indent}{scope}\n" if scope else ""

    return (
        f'{HEAD}goal G1 "The service is safe"\n{line(4, at_top)}    goal G2 "By day"\n{line(8, at_left)}'
        f'        goal G4 "Incidents are answered"\n{line(12, at_shared)}            undeveloped\n'
        f'    goal G3 "By night"\n{line(8, at_right)}        goal G4\n'
    )


@pytest.mark.parametrize(
    ("scopes", "expected"),
    [
        ({}, []),
        ({"at_left": 'assumption A1 "Staff are on site"'}, [("G4", ["A1"])]),
        ({"at_left": 'context C1 "Day"', "at_right": 'context C2 "Night"'}, [("G4", ["C1", "C2"])]),
        ({"at_left": 'context C1 "Day"', "at_right": "context C1"}, []),
        ({"at_left": 'context C1 "Day"', "at_shared": "context C1"}, []),
        ({"at_left": 'context C1 "Day"', "at_top": "context C1"}, []),
        ({"at_top": 'assumption A1 "Staff are on site"'}, []),
        ({"at_left": 'justification J1 "Days are usual"'}, []),
        ({"at_shared": 'assumption A1 "Staff are on site"'}, []),
    ],
)
def test_scopes_of_a_shared_goal(
    scopes: dict[str, str], expected: list[tuple[str, list[str]]], judged: Judging
) -> None:
    assert differing(judged(shared(**scopes))) == expected


def test_an_away_goal_is_held_to_its_own_modules_scope(judged: Judging) -> None:
    text = """case filter
    shows G1
import "tests.gsn"
goal G1 "The filter holds"
    goal tests::G2
# file: tests.gsn
module tests
goal G1 "Tests were passed"
    assumption A1 "Tests resemble use"
    public goal G2 "Each pattern was caught"
        undeveloped
"""
    assert differing(judged(text)) == [("G2", ["A1"])]


def test_scopes_are_told_where_the_paths_meet_and_not_below(judged: Judging) -> None:
    text = shared(at_left='context C1 "Day"').replace(
        "            undeveloped\n", '            goal G5 "Staff answer"\n                undeveloped\n'
    )
    assert differing(judged(text)) == [("G4", ["C1"])]


# Indivisible inferences


@pytest.mark.parametrize(
    ("support", "spoken", "found_"),
    [
        (["G2"], "G1 -> G2", False),
        (["G2", "G3"], "G1 -> G2", True),
        (["G2", "G3"], "G1", False),
        (["G2", "G3"], "G1 -> C1", False),
        (["G2", "Sn1"], "G1 -> Sn1", True),
    ],
)
@pytest.mark.parametrize("how", ["challenges", "defeated"])
def test_an_inference_is_indivisible(
    how: str,
    support: list[str],
    spoken: str,
    found_: bool,  # noqa: FBT001
    found: Finding,
) -> None:
    kinds = {"G2": "goal", "G3": "goal", "Sn1": "solution"}
    below = "\n".join(f'    {kinds[name]} {name} "{name} holds"' for name in support)
    goal = f'goal G1 "The filter holds"\n    context C1 "Day"\n{below}\n'
    if how == "challenges":
        text = f'{goal}challenge D1 "No"\n    challenges {spoken}\n'
    else:
        edge = spoken.removesuffix("G1")
        text = goal.replace("    context", f'    defeated {edge} "No"\n    context')
    assert ("GSN106" in found(text)) is found_


def test_a_strategy_is_spoken_of_as_a_whole(found: Finding) -> None:
    text = """goal G1 "The filter holds"
    strategy S1 "Argument over patterns"
        goal G2 "Pattern A is caught"
            undeveloped
        goal G3 "Pattern B is caught"
            undeveloped
        challenge D1 "Catching both is not enough"
"""
    assert "GSN106" not in found(text)


def test_a_relationship_stands_once(found: Finding) -> None:
    goal = 'goal G1 "The filter holds"\n    context C1 "Day"\n    solution E1\n{}evidence E1 "Report"\n'
    for again in ("    solution E1\n", "    context C1\n"):
        assert "GSN110" in found(goal.format(again))
    assert "GSN110" not in found(goal.format('    goal G2 "It was tested"\n        solution E1\n'))
