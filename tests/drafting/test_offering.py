"""At a finding the author is offered the next step: to take it mends the finding."""

import pytest

from gsn.drafting.change import Change
from gsn.drafting.fixing import fix_all, fixes
from gsn.drafting.workspace import Workspace
from tests.drafting.drafted import Started, codes

HEAD = """case filter "The filter"
    shows G1
"""
GOAL = 'goal G1 "Each pattern of the list is caught"\n'


def offered(workspace: Workspace, code: str) -> list[Change]:
    return [change for finding, change in fixes(workspace.check(), workspace.main) if finding.code == code]


def taken(workspace: Workspace, change: Change) -> str:
    workspace.apply(change)
    return workspace.text(workspace.main)


@pytest.mark.parametrize(
    ("text", "code", "titles", "line"),
    [
        (
            HEAD + GOAL + '    undeveloped\nevidence E1 "Tests"\n    by red_team\n',
            "GSN025",
            ["declare red_team, an actor"],
            'actor red_team "red team"',
        ),
        (
            HEAD + GOAL + '    undeveloped\nactor red_teem "R"\nevidence E1 "Tests"\n    by red_team\n',
            "GSN025",
            ["write red_teem", "declare red_team, an actor"],
            "    by red_teem",
        ),
        (
            HEAD + GOAL + "    claim misses <= 1% at 95%\n    undeveloped\n",
            "GSN025",
            [
                "declare misses, a hazard",
                "declare misses, a scenario",
                "declare misses, a frequency",
                "declare misses, a probability",
            ],
            'hazard misses "misses"',
        ),
        (HEAD + GOAL + "    goal G2\n", "GSN025", ["write G1", "declare G2, a goal"], "    goal G1"),
        (HEAD + "    decision D asked of aisi\n" + GOAL, "GSN025", [], None),
        (HEAD + GOAL, "GSN201", ["mark it as undeveloped"], "    undeveloped"),
        (
            HEAD + GOAL + '    solution Sn1 "Tests"\nevidence E1 "Tests"\nevidence E2 "More"\n',
            "GSN205",
            ["cite E1", "cite E2"],
            "        cites E1",
        ),
        (
            HEAD + GOAL + '    solution Sn1 "Tests"\n        cites E1\n    solution Sn2 "More"\nevidence E1 "Tests"\n',
            "GSN205",
            [],
            None,
        ),
        ('case filter "The filter"\n' + GOAL + "    undeveloped\n", "GSN208", ["show G1"], "    shows G1"),
        (
            'case filter "F"\n' + GOAL + '    goal G2 "x"\ngoal G3 "y"\n    undeveloped\n',
            "GSN208",
            ["show G1", "show G3"],
            "    shows G1",
        ),
    ],
)
def test_the_next_step_is_offered_and_mends_what_was_found(
    started: Started, text: str, code: str, titles: list[str], line: str | None
) -> None:
    workspace = started(text)
    found = offered(workspace, code)
    assert [change.title for change in found] == titles
    assert not any(change.safe for change in found)
    if line is not None:
        before = codes(workspace.check().findings).count(code)
        assert line in taken(workspace, found[0]).split("\n")
        assert codes(workspace.check().findings).count(code) == before - 1


def test_every_offer_mends_its_finding(started: Started) -> None:
    text = HEAD + GOAL + "    claim misses <= 1% at 95%\n    undeveloped\n"
    for number in range(4):
        workspace = started(text)
        taken(workspace, offered(workspace, "GSN025")[number])
        assert "GSN025" not in codes(workspace.check().findings)


def test_the_cursor_goes_on_where_there_is_something_to_write(started: Started) -> None:
    workspace = started(HEAD + GOAL + "    goal G7\n")
    change = offered(workspace, "GSN025")[-1]
    text = taken(workspace, change)
    assert change.cursor is not None
    line, column = change.cursor.range.start
    assert text.split("\n")[line][:column] == 'goal G7 "'


def test_an_offer_is_never_taken_with_all_that_is_safe(started: Started) -> None:
    workspace = started(HEAD + GOAL)
    assert offered(workspace, "GSN201")
    assert fix_all(workspace.check(), workspace.main) is None
