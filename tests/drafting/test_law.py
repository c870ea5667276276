"""The law of re-checking: after any edits, the case, the findings and the verdict are what a full run gives."""

import shutil
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import gsn
from gsn.drafting.workspace import Workspace
from tests.drafting.drafted import DAY, SMALL, Started, judged, says, written

ROOT = Path(__file__).parents[2]

OTHER = """module tests "What the tests of the filter show"
    owner "Red team"
public goal T1 "Each pattern is caught in tests"
    strategy T2 "Argument over the patterns"
        goal T3 "The first pattern is caught"
            solution filter::E1
        goal T4 "The second {pattern} is caught"
            undeveloped
"""

NUMBERS = """case numbers "Two ways to harm"
    shows G1
    valid until 2099-12-31
hazard harm "Harm comes about"
    is any of one, two complete by G4
scenario one "The first way"
    is often then step
scenario two "The second way"
    is often then other
frequency often "Attempts"
probability step "The first step"
    given often
probability other "The other step"
    given often
goal G1 "Harm is rare"
    claim harm <= 0.9 per year at 80%
    strategy S1 "By ways"
        goal G2 "Attempts are few"
            claim often <= 12 per year at 98%
            solution E1
        goal G3 "The steps rarely succeed"
            claim step <= 3% at 96%
            solution E2
        goal G5 "Nor does the other"
            claim other <= 3% at 96%
            solution E3
        goal G4 "There are no further ways"
            solution E3
evidence E1 "Attempts"
    type report
    file "evidence.txt" sha256 "5c83755054dc1515a5e7075d33211d6c482b1ae26ae3cb76845ff61d85e5221d"
    by lab
    dated 2026-05-01
    measures often: 3 in 2 year
evidence E2 "Trials"
    type evaluation
    file "evidence.txt" sha256 "5c83755054dc1515a5e7075d33211d6c482b1ae26ae3cb76845ff61d85e5221d"
    by lab
    dated 2026-05-01
    measures step: 0 of 300
evidence E3 "More trials"
    type evaluation
    file "evidence.txt" sha256 "5c83755054dc1515a5e7075d33211d6c482b1ae26ae3cb76845ff61d85e5221d"
    by lab
    dated 2026-05-01
    measures other: 0 of 200
waive GSN308 on E1 "old" by lab until 2026-12-31
actor lab "Laboratory"
    role developer
"""

STEP = 'probability step "The first step"\n    given often\n'
OTHER_STEP = 'probability other "The other step"\n    given often\n'

LINES = [
    'goal G9 "The filter is switched on"',
    "    undeveloped",
    '    context C9 "It is {what} it is"',
    "        goal G3",
    "    solution E1",
    '    assumption A9 "Nobody is reckless"',
    '    note "A remark"',
    "    public goal",
    '    goal tests::T1 "Each pattern is caught in tests"',
    'evidence E9 "Nothing"',
    "    dated 2026-13-40",
    '    file "nowhere.txt"',
    'import "tests.gsn"',
    'import "gone.gsn"',
    "# a comment",
    "",
    '    challenge D9 "It is otherwise"',
    '    defeated G1 -> S1 "It fell"',
    '    "a text that goes on"',
    '    goal G8 "A text that is left open',
    'waive GSN201 on G9 "so be it" by institute until 2026-12-31',
    "    claim harm <= 0.5 per year at 70%",
]


def edit(random: Random, text: str) -> str:
    """One thing that an author, or their cat, might do to a text."""
    rows = text.split("\n")
    at = random.randrange(len(rows))
    match random.randrange(10):
        case 0:
            rows.insert(at, random.choice(LINES))
        case 1:
            del rows[at]
        case 2:
            rows[at] = rows[at].replace("e", "a", 1)
        case 3:
            rows[at] = f"    {rows[at]}"
        case 4:
            rows[at] = rows[at].removeprefix("    ")
        case 5:
            column = random.randrange(len(rows[at]) + 1)
            rows[at] = rows[at][:column] + random.choice('"#\t{[x 9') + rows[at][column:]
        case 6:
            other = random.randrange(len(rows))
            rows[at], rows[other] = rows[other], rows[at]
        case 7:
            end = min(len(rows), at + random.randrange(1, 6))
            block = rows[at:end]
            del rows[at:end]
            place = random.randrange(len(rows) + 1)
            rows[place:place] = block
        case 8:
            rows.insert(at, rows[at])
        case _:
            rows[at] = rows[at].replace("The", "Each", 1).replace("is", "is not", 1)
    return "\n".join(rows)


def holds(workspace: Workspace) -> None:
    analysis = workspace.check()
    case = written(workspace)
    assert says(analysis.reading.case) == says(case)
    assert analysis.judgement is not None
    assert judged(analysis.judgement) == judged(gsn.check(case, DAY))


@settings(max_examples=8, deadline=None)
@given(seed=st.integers(0, 2**32), first=st.sampled_from(["small", "numbers"]))
def test_after_any_edits_everything_is_what_a_full_run_gives(
    tmp_path_factory: pytest.TempPathFactory, seed: int, first: str
) -> None:
    folder = tmp_path_factory.mktemp("law")
    text = NUMBERS if first == "numbers" else SMALL.replace("goal G1 ", 'import "tests.gsn"\n\ngoal G1 ', 1)
    (folder / "case.gsn").write_text(text, encoding="utf-8")
    (folder / "tests.gsn").write_text(OTHER, encoding="utf-8")
    (folder / "evidence.txt").write_text("All sessions were reviewed.\n", encoding="utf-8")
    workspace = Workspace(folder / "case.gsn", DAY)
    random = Random(seed)  # noqa: S311 - what is drawn has to be drawn again
    for _ in range(6):
        for _ in range(random.choice([1, 1, 1, 3])):
            path = folder / random.choice(["case.gsn", "case.gsn", "tests.gsn"])
            workspace.replace(path, edit(random, workspace.text(path)))
        holds(workspace)


@pytest.mark.parametrize("name", ["cyber-inability", "misuse-safeguards"])
def test_the_law_holds_on_whole_cases(tmp_path: Path, name: str) -> None:
    folder = tmp_path / name
    shutil.copytree(ROOT / "cases" / name, folder)
    workspace = Workspace(folder / "case.gsn", DAY)
    random = Random(name)  # noqa: S311 - as above
    for _ in range(3):
        path = random.choice(workspace.files)
        workspace.replace(path, edit(random, workspace.text(path)))
        holds(workspace)


def test_an_edit_and_its_undoing_leave_everything_as_it_was(started: Started) -> None:
    workspace = started()
    before = workspace.check()
    assert before.judgement is not None
    kept = judged(before.judgement)
    workspace.replace(workspace.main, SMALL.replace("Direct", "Plain").replace("    solution E1\n", ""))
    workspace.check()
    workspace.replace(workspace.main, SMALL)
    again = workspace.check().judgement
    assert again is not None
    assert judged(again) == kept


AUDITED = SMALL.replace("type red_team", "type security_audit")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(AUDITED, AUDITED.replace("role public_body", "role developer"), id="a giver loses a role"),
        pytest.param(
            'case c "x"\ngoal A "one"\n    "as [[nobody]] says"\ngoal B "two"\n    "as [[nobody]] says"\n# end\n',
            'case c "x"\ngoal A "one"\ngoal B "two"\n    "as [[nobody]] says"\n# another end\n',
            id="a line goes on where another did",
        ),
        pytest.param(
            SMALL, SMALL.replace("    solution E1\n", "    solution E1\n            defeated G2 -> E1\n"), id="given up"
        ),
        pytest.param(SMALL, SMALL.replace("case filter", "module filter"), id="the case becomes a module"),
        pytest.param(SMALL, SMALL.replace("valid until 2099", "valid until 2001"), id="the case has ended"),
        pytest.param(
            SMALL, SMALL.replace("It", "It {is}").replace("requests are", "{requests} are"), id="a value waits"
        ),
    ],
)
def test_what_an_edit_changes_elsewhere_is_found(started: Started, before: str, after: str) -> None:
    workspace = started(before)
    holds(workspace)
    workspace.replace(workspace.main, after)
    holds(workspace)
    workspace.replace(workspace.main, before)
    holds(workspace)


@pytest.mark.parametrize(
    ("old", "new", "kept"),
    [
        pytest.param("    solution E3", '    note "Seen"\n            solution E3', True, id="a remark"),
        pytest.param("of two", "of  two", True, id="a comment and a space"),
        pytest.param('"Trials"', '"Trials, again"', True, id="a record is reworded"),
        pytest.param("0 of 300", "0 of 301", False, id="a count"),
        pytest.param("    solution E3\n", "    undeveloped\n", False, id="a goal loses its record"),
        pytest.param("is any of one, two", "is any of two, one", False, id="another order"),
        pytest.param(STEP + OTHER_STEP, OTHER_STEP + STEP, False, id="two quantities change places"),
        pytest.param("    by lab\n    dated 2026-05-01\n    measures step", "    measures step", False, id="a giver"),
    ],
)
def test_proofs_stand_while_the_problem_in_numbers_does(tmp_path: Path, old: str, new: str, *, kept: bool) -> None:
    (tmp_path / "evidence.txt").write_text("All sessions were reviewed.\n", encoding="utf-8")
    text = "# one of two\n" + NUMBERS
    (tmp_path / "case.gsn").write_text(text, encoding="utf-8")
    workspace = Workspace(tmp_path, DAY)
    before = workspace.check().judgement
    assert old in text
    workspace.replace(workspace.main, text.replace(old, new))
    after = workspace.check().judgement
    assert before is not None
    assert after is not None
    assert any(outcome.proved for outcome in before.argument.risk.outcomes.values())
    assert (after.argument.risk is before.argument.risk) is kept
    holds(workspace)


def test_a_log_is_read_anew_when_its_configuration_has_another_name(tmp_path: Path) -> None:
    folder = tmp_path / "case"
    shutil.copytree(ROOT / "cases" / "cyber-inability", folder)
    workspace = Workspace(folder / "case.gsn", DAY)
    workspace.check()
    text = workspace.text(workspace.main)
    workspace.replace(workspace.main, text.replace('log_names "example/', 'log_names "other/'))
    holds(workspace)
