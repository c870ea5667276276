"""An element moves with all that stands under it, its comments too; where the standard forbids it, it does not."""

import pytest

from gsn.drafting.change import Change, Refused
from gsn.drafting.moving import Direction, move
from gsn.drafting.standing_under import why_not_under
from gsn.drafting.trying import case_after
from gsn.drafting.workspace import Workspace
from gsn.model.kinds import Kind
from tests.drafting.drafted import SMALL, Started, made, refused, texts_after


def line_of(workspace: Workspace, words: str) -> int:
    return workspace.text(workspace.main).split("\n").index(words)


def moved(workspace: Workspace, words: str, direction: Direction) -> Change | Refused:
    return move(workspace.read(), workspace.main, line_of(workspace, words), direction)


def text_after(workspace: Workspace, words: str, direction: Direction) -> str:
    change = made(moved(workspace, words, direction))
    text = texts_after(workspace.read(), change)[workspace.main]
    assert change.cursor is not None
    assert text.split("\n")[change.cursor.range.start.line].strip() == words.strip()
    return text


G2 = '        goal G2 "Direct requests are refused"'
G3 = '        goal G3 "Rephrased requests are refused"'


def test_up_and_down_change_places_and_nothing_else(started: Started) -> None:
    workspace = started()
    up = text_after(workspace, G3, Direction.UP)
    rows = up.split("\n")
    assert rows.index(G3) < rows.index(G2)
    assert sorted(rows) == sorted(SMALL.split("\n"))
    assert text_after(workspace, G2, Direction.DOWN) == up
    workspace.replace(workspace.main, up)
    assert text_after(workspace, G3, Direction.DOWN) == SMALL


def test_a_comment_moves_with_what_it_belongs_to(started: Started) -> None:
    workspace = started()
    text = text_after(workspace, 'evidence E1 "Red team of October"', Direction.DOWN)
    assert text.index("actor institute") < text.index("# The record of October.\nevidence E1")
    assert "    # what the red team found\n" in text_after(workspace, G2, Direction.DOWN).replace("        ", "", 1)


def test_in_goes_under_the_sibling_above_and_out_comes_back(started: Started) -> None:
    workspace = started()
    inside = text_after(workspace, G3, Direction.IN)
    assert f"    {G3}\n                undeveloped" in inside
    workspace.replace(workspace.main, inside)
    argument = workspace.read().argument
    assert [link.target for link in argument.parents_of("filter::G3")] == ["filter::G3"]
    assert [link.source for link in argument.parents_of("filter::G3")] == ["filter::G2"]
    assert text_after(workspace, f"    {G3}", Direction.OUT) == SMALL


def test_the_elements_stay_what_they_were(started: Started) -> None:
    workspace = started()
    reading = workspace.read()
    for direction in Direction:
        for words in (G2, G3, '    strategy S1 "Argument over the ways past the filter"'):
            change = moved(workspace, words, direction)
            if isinstance(change, Change):
                after = case_after(reading, change)
                assert after.elements.keys() == reading.case.elements.keys()
                assert after.problems == []


@pytest.mark.parametrize(
    ("words", "direction", "why"),
    [
        (G2, Direction.UP, "first"),
        (G3, Direction.DOWN, "last"),
        (G2, Direction.IN, "nothing stands above"),
        ('goal G1 "The assistant gives novices no uplift"', Direction.OUT, "at the margin already"),
        ("            solution E1", Direction.IN, "nothing stands above"),
        ('            challenge D1 "The red team asked in English only"', Direction.IN, "declared elsewhere"),
        ('    assumption A1 "Customers are vetted, as [[G2]] presumes"', Direction.IN, "move it"),
        ('case filter "May the assistant be served behind the new filter?"', Direction.DOWN, "begins the file"),
        ("", Direction.UP, "no statement"),
    ],
)
def test_what_cannot_be_is_refused_with_its_reason(
    started: Started, words: str, direction: Direction, why: str
) -> None:
    assert why in refused(moved(started(), words, direction))


def test_a_reference_does_not_come_to_the_margin(started: Started) -> None:
    workspace = started('case c "x"\n    shows G1\ngoal G1 "a"\n    goal G2\ngoal G2 "b"\n    undeveloped\n')
    assert "nothing refers" in refused(moved(workspace, "    goal G2", Direction.OUT))


def test_endings_of_lines_stay(started: Started) -> None:
    workspace = started(SMALL)
    workspace.replace(workspace.main, SMALL.replace("\n", "\r\n").removesuffix("\r\n"))
    change = made(move(workspace.read(), workspace.main, SMALL.split("\n").index(G3), Direction.UP))
    text = texts_after(workspace.read(), change)[workspace.main]
    assert text.count("\r\n") == text.count("\n") == SMALL.count("\n") - 1


@pytest.mark.parametrize(
    ("kind", "parent", "may"),
    [
        (Kind.GOAL, Kind.GOAL, True),
        (Kind.GOAL, Kind.SOLUTION, False),
        (Kind.SOLUTION, Kind.STRATEGY, False),
        (Kind.CONTEXT, Kind.SOLUTION, False),
        (Kind.CONTEXT, Kind.STRATEGY, True),
        (Kind.CHALLENGE, Kind.SOLUTION, True),
        (Kind.EVIDENCE, Kind.GOAL, False),
        (Kind.GOAL, None, True),
        (Kind.CONFIGURATION, None, False),
        (Kind.CONFIGURATION, Kind.SYSTEM, True),
    ],
)
def test_the_standards_matrix_is_asked_of_its_rules(kind: Kind, parent: Kind | None, may: bool) -> None:  # noqa: FBT001 - a row
    assert (why_not_under(kind, parent) is None) is may
