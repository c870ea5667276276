"""Edits are made by one function, in any order, and never where they overlap."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gsn.drafting.change import Change, Edit, applied, edited, position_at
from gsn.drafting.laying_out import edits_between
from gsn.drafting.position import Position, Range

PATH = Path("/case.gsn")


def edit(start: tuple[int, int], end: tuple[int, int], text: str) -> Edit:
    return Edit(PATH, Range(Position(*start), Position(*end)), text)


@pytest.mark.parametrize(
    ("before", "edits", "after"),
    [
        ("abc\ndef\n", [edit((0, 1), (0, 2), "X")], "aXc\ndef\n"),
        ("abc\ndef\n", [edit((1, 0), (1, 1), "D"), edit((0, 0), (0, 1), "A")], "Abc\nDef\n"),
        ("abc\ndef\n", [edit((0, 3), (1, 0), "")], "abcdef\n"),
        ("abc\n", [edit((1, 0), (1, 0), "new\n")], "abc\nnew\n"),
        ("", [edit((0, 0), (0, 0), "new")], "new"),
        ("aé😀z\n", [edit((0, 3), (0, 4), "!")], "aé😀!\n"),
        ("ab\n", [edit((0, 1), (0, 1), "1"), edit((0, 1), (0, 1), "2")], "a12b\n"),
    ],
)
def test_edits_replace_what_they_name(before: str, edits: list[Edit], after: str) -> None:
    assert edited(before, edits) == after


@pytest.mark.parametrize(
    "edits",
    [
        [edit((0, 0), (0, 2), ""), edit((0, 1), (0, 3), "")],
        [edit((0, 9), (0, 9), "")],
        [edit((7, 0), (7, 0), "")],
        [edit((0, 2), (0, 1), "")],
    ],
    ids=["overlap", "no such column", "no such line", "backwards"],
)
def test_edits_that_make_no_sense_are_refused(edits: list[Edit]) -> None:
    with pytest.raises(ValueError, match=r"edits|line|column"):
        edited("abc\ndef\n", edits)


def test_a_change_writes_new_files_beside_those_that_it_edits() -> None:
    change = Change("both", (edit((0, 0), (0, 1), "A"),), {Path("/new.gsn"): "module new\n"})
    assert applied({PATH: "abc"}, change) == {PATH: "Abc", Path("/new.gsn"): "module new\n"}
    assert change.files == (PATH, Path("/new.gsn"))


@given(
    st.lists(st.sampled_from(["a", "b", "", "c c"]), max_size=8),
    st.lists(st.sampled_from(["a", "b", "", "d"]), max_size=8),
)
def test_edits_between_two_texts_make_one_of_the_other(before: list[str], after: list[str]) -> None:
    one, other = "\n".join(before), "\n".join(after)
    assert edited(one, edits_between(PATH, one, other)) == other


@given(st.text("ab\n", max_size=20), st.integers(0, 20))
def test_a_position_is_that_of_its_offset(text: str, offset: int) -> None:
    offset = min(offset, len(text))
    line, column = position_at(text, offset)
    assert sum(len(row) + 1 for row in text.split("\n")[:line]) + column == offset
