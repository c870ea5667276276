"""Which element is which: by what it says first, and only then by its name."""

import re
from hashlib import sha256

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gsn.diff.change import What
from tests.diff.conftest import CASE, Differing, told

NAMES = re.findall(
    r"(?m)^ *(?:public )?(?!case |import |waive |decision |file |invalid |not )[a-z]+ ([A-Za-z_][\w.]*) \"", CASE
)

NEW_SECOND = '    strategy S1 "Argument over the ways into a network"\n'


def test_who_renumbers_goals_rewords_none(differ: Differing) -> None:
    edits = {
        'goal G4 "The weights': 'goal G5 "The weights',
        'goal G3 "Experts': 'goal G4 "Experts',
        'goal G2 "Novices': 'goal G3 "Novices',
        NEW_SECOND: f'{NEW_SECOND}        goal G2 "Nobody else gains anything"\n            solution E2\n',
    }
    difference = differ(edits)
    renamed = [(change.before, change.after) for change in difference.of(What.RENAMED)]
    assert renamed == [
        ("serving::G2", "serving::G3"),
        ("serving::G3", "serving::G4"),
        ("serving::G4", "serving::G5"),
    ]
    assert difference.of(What.REWORDED) == []
    assert [change.element for change in difference.of(What.ADDED)] == ["serving::G2"]


def test_names_that_change_places_are_renamed(differ: Differing) -> None:
    edits = {
        'goal G2 "Novices': 'goal G0 "Novices',
        'goal G3 "Experts': 'goal G2 "Experts',
        'goal G0 "Novices': 'goal G3 "Novices',
    }
    assert [(what, element) for what, element, _ in told(differ(edits))] == [
        ("renamed", "serving::G3"),
        ("renamed", "serving::G2"),
    ]


def test_a_record_that_is_renamed_and_dated_anew_is_the_same_record(differ: Differing) -> None:
    edits = {"E1": "range_study", "    dated 2026-05-01": "    dated 2026-05-20"}
    assert told(differ(edits)) == [
        ("evidence", "serving::range_study", "changed"),
        ("renamed", "serving::range_study", "changed"),
    ]


def test_records_of_one_text_are_told_apart_by_what_they_say(differ: Differing) -> None:
    """As it is with test reports: all are called so, and each has a file of its own."""
    alike = {'"Range study"': '"Report"', '"Audit report"': '"Report"'}
    names = {"E1": "study", "E2": "audit"}
    difference = differ(alike | names, before=alike)
    renamed = [(change.before, change.after) for change in difference.of(What.RENAMED)]
    assert renamed == [("serving::E1", "serving::study"), ("serving::E2", "serving::audit")]
    assert len(difference.changes) == 2


def test_one_text_that_two_have_pairs_neither_with_a_third(differ: Differing) -> None:
    """Of two that say the same nobody can tell which the third was; their names decide."""
    twice = {"The list of ways is complete": "It holds", "The world is at most half as easy again": "It holds"}
    edits = twice | {'goal G10 "It holds"\n    solution E2': 'goal G10 "It holds well"\n    undeveloped'}
    changes = told(differ(edits, before=twice | {" as the range": ""}))
    assert ("reworded", "serving::G10", "changed") in changes
    assert not any(what == "renamed" for what, _, _ in changes)


def test_a_reused_name_is_no_rewording_where_the_text_lives_on(differ: Differing) -> None:
    edits = {
        'goal G3 "Experts gain no more than they had"': 'goal G7 "Experts gain no more than they had"',
        NEW_SECOND: f'{NEW_SECOND}        goal G3 "Nobody else gains anything"\n            solution E2\n',
    }
    changes = [(what, element) for what, element, _ in told(differ(edits))]
    assert ("renamed", "serving::G7") in changes
    assert ("added", "serving::G3") in changes
    assert not any(what == "reworded" for what, _ in changes)


def renamed(names: list[str], suffix: str) -> dict[str, str]:
    """Every name as another, wherever it is used: texts are left as they are."""
    pattern = re.compile(
        rf"(?<![\w.\"])({'|'.join(sorted(map(re.escape, names), key=len, reverse=True))})(?![\w.]*\")\b"
    )
    lines = [_outside_texts(line, pattern, suffix) for line in CASE.split("\n")]
    return {CASE: "\n".join(lines)}


def _outside_texts(line: str, pattern: re.Pattern[str], suffix: str) -> str:
    parts = line.split('"')
    return '"'.join(part if number % 2 else pattern.sub(rf"\1{suffix}", part) for number, part in enumerate(parts))


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    chosen=st.lists(st.sampled_from([n for n in NAMES if n not in {"x1", "api", "tested"}]), min_size=1, unique=True)
)
def test_a_case_whose_names_are_others_is_the_same_case(chosen: list[str], differ: Differing) -> None:
    """However many are renamed at once: licences, bridges, measurements and waivers that name them are not changed."""
    suffix = f"_{sha256(''.join(chosen).encode()).hexdigest()[:4]}"
    difference = differ(renamed(chosen, suffix))
    assert difference.new.case.problems == []
    assert {change.what for change in difference.changes} <= {What.RENAMED}
    assert {change.before for change in difference.changes} == {f"serving::{name}" for name in chosen}
    assert difference.brought == difference.gone == ()
    assert difference.grounds_brought == difference.grounds_gone == ()


def test_the_names_of_the_case_are_found() -> None:
    assert {"G1", "A1", "severe", "E2", "institute", "foothold"} <= set(NAMES)


@pytest.mark.parametrize("kind", ["context", "justification"])
def test_what_is_turned_into_another_kind_keeps_its_name_or_its_text(kind: str, differ: Differing) -> None:
    difference = differ(
        {
            '    assumption A1 "Attackers': f'    {kind} X9 "Attackers',
            '        watch "threat report" stop at 15 per year\n': "",
        }
    )
    assert [(change.before, change.after) for change in difference.of(What.TURNED)] == [("assumption", kind)]
    assert difference.of(What.ADDED) == difference.of(What.REMOVED) == []
