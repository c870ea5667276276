"""A text is cut into logical lines, whatever stands in it."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gsn.language.outline import code_end, cut, outline, without_texts
from gsn.model.case import Case

Read = Callable[..., Case]


def lines_of(text: str) -> list[str]:
    return [line.text for line in cut("text.gsn", text)]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", []),
        ("a", ["a"]),
        ("a\n", ["a"]),
        ("a\nb", ["a", "b"]),
        ("a\r\nb\r\n", ["a", "b"]),
        ("a\r\nb\n", ["a", "b"]),
        ("\n\n", ["", ""]),
        ("a\rb\n", ["a\rb"]),
        ("a\u2028b\u0085c\x0bd\x0ce\u2029f\n", ["a\u2028b\u0085c\x0bd\x0ce\u2029f"]),
    ],
)
def test_lines_end_at_a_line_feed_and_nowhere_else(text: str, lines: list[str]) -> None:
    assert lines_of(text) == lines


@given(st.text(alphabet=st.sampled_from('ab "#\\\n\r\t\0\u2028\udcff')))
def test_every_line_is_part_of_one_logical_line(text: str) -> None:
    lines = cut("text.gsn", text)
    assert [line for logical in outline(lines) for line in logical.lines] == lines


@pytest.mark.parametrize(
    ("text", "logical"),
    [
        ('note "a"\n    "b"\n    "c"', [3]),
        ('note "a"\n"b"', [1, 1]),
        ('    note "a"\n    "b"', [1, 1]),
        ('note "a"\n\n    "b"', [1, 1, 1]),
        ('note "a"\n    # why\n    "b"', [1, 1, 1]),
        ('note "a" # why\n    "b" # and so', [2]),
        ('"a"\n    "b"', [2]),
        ('    "a"', [1]),
    ],
)
def test_a_line_that_begins_with_a_quote_and_stands_deeper_continues_the_one_above(
    text: str, logical: list[int]
) -> None:
    assert [len(line.lines) for line in outline(cut("text.gsn", text))] == logical


@pytest.mark.parametrize(
    ("line", "indent", "word"),
    [
        ("    ", 4, ""),
        ("  # a comment", 2, ""),
        ("  goal G1", 2, "goal"),
        ("goal#1", 0, "goal"),
        ('note"a"', 0, "note"),
        ('  "a"', 2, '"'),
        ("\u00a0goal", 0, "\u00a0"),
        ("\0", 0, "\0"),
    ],
)
def test_a_line_has_an_indentation_and_a_first_word(line: str, indent: int, word: str) -> None:
    (logical,) = outline(cut("text.gsn", line))
    assert (logical.indent, logical.word) == (indent, word)


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ('note "a # b" # c', 'note "a # b" '),
        ('note "a \\" # b" # c', 'note "a \\" # b" '),
        ('note "a # b', "note "),
        ("# a", ""),
        ("a", "a"),
        ('"', ""),
        ('"a" "b # c', '"a" '),
        ('"a\\\\" # b', '"a\\\\" '),
    ],
)
def test_a_comment_begins_outside_of_texts(line: str, code: str) -> None:
    assert line[: code_end(line)] == code


@given(st.text(alphabet=st.sampled_from('ab "#\\')))
def test_columns_stay_where_texts_are_blanked(line: str) -> None:
    blanked = without_texts(line)
    assert len(blanked) == code_end(line)
    assert all(after in (before, " ") for before, after in zip(line, blanked, strict=False))


def test_a_text_indented_with_tabs_keeps_its_shape_beside_its_findings(read: Read) -> None:
    case = read('goal G1 "A"\n\tgoal G2 "B"\n\t\tundeveloped\n\tgoal G3 "C"\n\t\tundeveloped\n')
    assert [(problem.name, problem.place.number) for problem in case.problems] == [
        ("tab", line) for line in (2, 3, 4, 5)
    ]
    assert [(link.source, link.target) for link in case.links] == [("case::G1", "case::G2"), ("case::G1", "case::G3")]


def test_a_tab_among_spaces_says_nothing_about_depth(read: Read) -> None:
    case = read('goal G1 "A"\n    goal G2 "B"\n        undeveloped\n\tgoal G3 "C"\n        undeveloped\n    note "d"\n')
    assert [(problem.name, problem.place.number) for problem in case.problems] == [("tab", 4)]


def test_only_comments(read: Read) -> None:
    assert read("# a\n\n   # b").problems == []


@pytest.mark.parametrize("text", ["", "\n", "\n\n\n", " ", "\r\n"])
def test_an_empty_file_is_an_empty_module(read: Read, text: str) -> None:
    case = read(text)
    assert case.problems == []
    assert case.elements == {}
    assert list(case.modules) == ["case"]


@pytest.mark.parametrize("ending", ["", "\n", "\r\n"])
def test_how_the_last_line_ends_makes_no_difference(read: Read, ending: str) -> None:
    case = read(f'goal G1 "A"{ending}')
    assert case.problems == []
    assert list(case.elements) == ["case::G1"]


def test_how_lines_end_makes_no_difference(read: Read) -> None:
    text = 'goal G1 "A, which"\n    "goes on"\n    undeveloped # for now\n'
    by_line_feed, by_both = read(text), read(text.replace("\n", "\r\n"))
    assert by_both.problems == []
    assert (by_both.elements, by_both.links) == (by_line_feed.elements, by_line_feed.links)
