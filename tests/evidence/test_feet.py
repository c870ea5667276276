"""Limit-bearing feet: how many there are, how many stand on accepted evidence, how many somebody judged."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

import gsn
from gsn.argument import Argument
from gsn.feet import Feet, feet_of
from gsn.model.case import Case

Read = Callable[[str], Case]

DAY = date(2026, 6, 1)
CASES = Path(__file__).parents[2] / "cases"
HEAD = """case filter
    shows G1
actor lab "Lab"
probability bypass "It lets an attempt through"
evidence E1 "Tests"
    file "record.txt"
    by lab
    dated 2026-05-01
evidence E2 "Old tests"
    file "record.txt"
    by lab
    dated 2026-01-01
    expires 2026-02-01
"""
FILE = "# file: record.txt\nA record.\n"


def feet(case: Case, *, limits: list[str] | None = None, judged: frozenset[str] = frozenset()) -> Feet:
    return feet_of(Argument(case, DAY), limits, judged)


def names(identities: tuple[str, ...]) -> list[str]:
    return [identity.partition("::")[2] for identity in identities]


GOOD = '    goal {} "It holds"\n        solution E1\n'


@pytest.mark.parametrize(
    ("below", "bearing", "evidenced"),
    [
        (GOOD.format("G2"), ["G2"], ["G2"]),
        (GOOD.format("G2") + GOOD.format("G3"), ["G2", "G3"], ["G2", "G3"]),
        ('    goal G2 "It holds"\n        solution E2\n', ["G2"], []),
        ('    goal G2 "It holds"\n        solution E1\n        solution E2\n', ["G2"], []),
        ('    goal G2 "It holds"\n        solution Sn1 "Tests"\n            cites E1, E2\n', ["G2"], []),
        ('    goal G2 "It holds"\n        solution Sn1 "Tests"\n', ["G2"], []),
        ('    goal G2 "It holds"\n        solution Sn1 "Tests"\n            cites E1\n', ["G2"], ["G2"]),
        ('    goal G2 "It holds"\n        undeveloped\n', ["G2"], []),
        ('    goal G2 "It holds"\n', ["G2"], []),
        (
            '    goal G2 "It holds"\n        undeveloped\n        goal G3 "It holds"\n            solution E1\n',
            ["G2", "G3"],
            ["G3"],
        ),
        ('    goal G2 "It holds on {day}"\n        solution E1\n', ["G2"], []),
        ('    strategy S1 "Argument over nothing"\n        undeveloped\n', ["S1"], []),
        (
            '    strategy S1 "Argument over parts"\n        goal G2 "It holds"\n            solution E1\n',
            ["G2"],
            ["G2"],
        ),
        # a goal with goals below it and evidence of its own is a foot, for that evidence
        ("    solution E1\n" + GOOD.format("G2"), ["G1", "G2"], ["G1", "G2"]),
        ("    solution E2\n" + GOOD.format("G2"), ["G1", "G2"], ["G2"]),
        # what is in context as a goal bears it, too
        (GOOD.format("G2") + "    context m::G4\n", ["G2", "G4"], ["G2", "G4"]),
    ],
)
def test_where_the_argument_comes_down_to_evidence(
    below: str, bearing: list[str], evidenced: list[str], read: Read
) -> None:
    module = (
        '# file: m.gsn\nmodule m\npublic goal G4 "Away"\n    solution E1\nevidence E1 "Tests"\n    file "record.txt"\n'
    )
    module += "    by filter::lab\n    dated 2026-05-01\n"
    head = HEAD.replace("    shows G1\n", '    shows G1\nimport "m.gsn"\n') if "m::" in below else HEAD
    case = read(f'{head}goal G1 "The filter holds"\n{below}{module if "m::" in below else ""}{FILE}')
    found = feet(case)
    assert names(found.limit_bearing) == bearing
    assert names(found.evidenced) == evidenced
    assert found.all_evidenced is (bearing == evidenced)


SIDE = 'goal G9 "Beside the point"\n    solution E1\n'


def test_what_no_limit_depends_on_is_no_foot(read: Read) -> None:
    """Law: a foot that no limit depends on changes nothing, however well it is evidenced."""
    for below in (GOOD.format("G2"), '    goal G2 "It holds"\n        undeveloped\n'):
        without = feet(read(f'{HEAD}goal G1 "The filter holds"\n{below}{FILE}'))
        beside = feet(read(f'{HEAD}goal G1 "The filter holds"\n{below}{SIDE}{FILE}'))
        assert (without.limit_bearing, without.evidenced) == (beside.limit_bearing, beside.evidenced)


def test_limits_are_fed_by_the_goals_that_are_named(read: Read) -> None:
    case = read(f'{HEAD}goal G1 "The filter holds"\n{GOOD.format("G2")}{SIDE}{FILE}')
    assert names(feet(case, limits=["filter::G9"]).limit_bearing) == ["G9"]
    assert names(feet(case, limits=["filter::G9", "filter::G1"]).limit_bearing) == ["G9", "G2"]
    assert feet(case, limits=[]).limit_bearing == ()


def test_of_no_feet_none_is_evidenced(read: Read) -> None:
    no_goal = HEAD.replace("    shows G1\n", "")
    assert not feet(read(f"{no_goal}{FILE}")).all_evidenced
    assert not feet(read(f'{HEAD}goal G1 "x"\n{GOOD.format("G2")}{FILE}'), limits=[]).all_evidenced


def test_a_goal_in_words_counts_as_judged_once_a_reviewer_has(read: Read) -> None:
    claim = '    goal G3 "It rarely lets one through"\n        claim bypass <= 5% at 95%\n        solution E1\n'
    case = read(f'{HEAD}goal G1 "The filter holds"\n{GOOD.format("G2")}{GOOD.format("G4")}{claim}{FILE}')
    found = feet(case)
    assert names(found.qualitative) == ["G2", "G4"]
    assert found.in_words == "limit-bearing feet evidenced 3 of 3, judged 0 of 2"
    judged = feet(case, judged=frozenset({"filter::G4", "filter::G3", "filter::G1"}))
    assert names(judged.judged) == ["G4"]
    assert judged.in_words == "limit-bearing feet evidenced 3 of 3, judged 1 of 2"


@pytest.mark.parametrize("name", ["cyber-inability", "misuse-safeguards", "nuclear-cdf"])
def test_whole_cases_have_evidence_at_every_foot(name: str) -> None:
    found = feet_of(Argument(gsn.load(CASES / name), date(2026, 11, 23)))
    assert found.all_evidenced
    assert found.judged == ()
    assert 0 < len(found.qualitative) <= len(found.limit_bearing)
