"""A reviewer sees what the machine sees: what hides, or shows something else, is found wherever it stands."""

from collections.abc import Callable
from typing import NamedTuple

import pytest

from gsn.model.case import Case

Read = Callable[..., Case]


class Forbidden(NamedTuple):
    """A character, the finding that it is, and how that names it."""

    character: str
    name: str
    says: str


FORBIDDEN = [
    Forbidden("\0", "forbidden-character", "U+0000 (a control character) stands here"),
    Forbidden("\x07", "forbidden-character", "U+0007"),
    Forbidden("\x0b", "forbidden-character", "U+000B"),
    Forbidden("\x0c", "forbidden-character", "U+000C"),
    Forbidden("\x1b", "forbidden-character", "U+001B"),
    Forbidden("\x7f", "forbidden-character", "U+007F"),
    Forbidden("\u0085", "forbidden-character", "U+0085"),
    Forbidden("\r", "forbidden-character", "U+000D"),
    Forbidden("\u202a", "forbidden-character", "U+202A (LEFT-TO-RIGHT EMBEDDING)"),
    Forbidden("\u202b", "forbidden-character", "U+202B (RIGHT-TO-LEFT EMBEDDING)"),
    Forbidden("\u202c", "forbidden-character", "U+202C (POP DIRECTIONAL FORMATTING)"),
    Forbidden("\u202d", "forbidden-character", "U+202D (LEFT-TO-RIGHT OVERRIDE)"),
    Forbidden("\u202e", "forbidden-character", "U+202E (RIGHT-TO-LEFT OVERRIDE)"),
    Forbidden("\u2066", "forbidden-character", "U+2066 (LEFT-TO-RIGHT ISOLATE)"),
    Forbidden("\u2067", "forbidden-character", "U+2067 (RIGHT-TO-LEFT ISOLATE)"),
    Forbidden("\u2068", "forbidden-character", "U+2068 (FIRST STRONG ISOLATE)"),
    Forbidden("\u2069", "forbidden-character", "U+2069 (POP DIRECTIONAL ISOLATE)"),
    Forbidden("\u200b", "forbidden-character", "U+200B (ZERO WIDTH SPACE)"),
    Forbidden("\u2060", "forbidden-character", "U+2060 (WORD JOINER)"),
    Forbidden("\ufeff", "forbidden-character", "U+FEFF (ZERO WIDTH NO-BREAK SPACE)"),
    Forbidden("\U000e0041", "forbidden-character", "U+E0041 (TAG LATIN CAPITAL LETTER A)"),
    Forbidden("\t", "tab", "a tab stands here"),
    Forbidden("\udcff", "not-utf-8", "byte 0xFF is not UTF-8"),
]

PLACES = {
    "a comment": 'goal G1 "A"\n    # of? course\n    undeveloped\n',
    "a comment at a line's end": 'goal G1 "A"\n    undeveloped # of? course\n',
    "a text": 'goal G1 "A"\n    note "of? course"\n    undeveloped\n',
    "a text that goes on": 'goal G1 "A"\n    note "of"\n        "cour?se"\n    undeveloped\n',
    "a name": 'goal G1 "A"\n    goal G?2\n    goal G3 "C"\n        undeveloped\n',
    "a first word": 'goal G1 "A"\n    unde?veloped\n    note "b"\n',
    "between words": 'goal G1 "A"\n    undeveloped? due 2026-05-01\n',
    "an otherwise blank line": 'goal G1 "A"\n    undeveloped\n? \n',
    "an indentation": 'goal G1 "A"\n  ?  note "b"\n    undeveloped\n',
}


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("forbidden", FORBIDDEN, ids=lambda forbidden: f"{ord(forbidden.character):04X}")
def test_a_character_that_nobody_sees_is_one_problem(read: Read, forbidden: Forbidden, place: str) -> None:
    text = PLACES[place].replace("?", forbidden.character)
    line = text[: text.index(forbidden.character)].count("\n")
    column = text.split("\n")[line].index(forbidden.character)
    (problem,) = read(text).problems
    assert (problem.name, problem.place.number) == (forbidden.name, line + 1)
    assert (problem.place.start, problem.place.end) == (column, column + 1)
    assert problem.message.startswith(forbidden.says)
    assert problem.help


SPACES = "\u00a0\u1680\u2000\u2003\u2007\u2009\u2028\u2029\u202f\u205f\u3000"


@pytest.mark.parametrize("space", SPACES, ids=lambda space: f"{ord(space):04X}")
@pytest.mark.parametrize("place", ["between words", "an otherwise blank line", "an indentation", "a first word"])
def test_a_space_that_is_none_of_ours_is_a_problem_among_words(read: Read, space: str, place: str) -> None:
    (problem,) = read(PLACES[place].replace("?", space)).problems
    assert problem.name == "forbidden-character"
    assert problem.message.startswith(f"U+{ord(space):04X}")
    assert problem.help == "write an ordinary space"


@pytest.mark.parametrize("space", SPACES, ids=lambda space: f"{ord(space):04X}")
@pytest.mark.parametrize("place", ["a comment", "a text", "a text that goes on", "a comment at a line's end"])
def test_a_text_or_a_comment_may_hold_any_space(read: Read, space: str, place: str) -> None:
    case = read(PLACES[place].replace("?", space))
    assert case.problems == []
    assert [element.place.number for element in case.elements.values()] == [1]


@pytest.mark.parametrize("letters", ["Größe", "Риск", "危険", "خطر", "\U0001f600", "é", "\u200d", "a\u0301"])
def test_a_text_may_be_in_any_writing(read: Read, letters: str) -> None:
    case = read(f'goal G1 "{letters}"\n    note "{letters}" # {letters}\n    undeveloped\n')
    assert case.problems == []
    assert str(case.elements["case::G1"].text) == letters


def test_columns_count_characters(read: Read) -> None:
    (problem,) = read('goal G1 "\U0001f600\U0001f600" x\n').problems
    assert problem.place.start == len('goal G1 "\U0001f600\U0001f600" ')


def test_a_byte_order_mark_begins_a_file_and_nothing_else(read: Read) -> None:
    assert read(b'\xef\xbb\xbfgoal G1 "A"\n').problems == []
    (problem,) = read(b'\xef\xbb\xbf\xef\xbb\xbfgoal G1 "A"\n').problems
    assert problem.name == "forbidden-character"
