"""Long lists: a line that ends with a comma goes on in a deeper one below, in profiles and nowhere else."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gsn.language.formatting import WIDTH, format_text
from gsn.language.outline import cut
from gsn.language.parsing import shared_parser
from gsn.language.reader import read_text
from gsn.treaty.formatting import format_profile
from gsn.treaty.reading import read_profile
from gsn.treaty.statement import ProfileText

HEAD = 'treaty t "T"\n    status proposed\n'


def read(text: str) -> ProfileText:
    return read_profile(cut("t.treaty", text), "t")


LISTS = [
    ("party EU binds DE,\n        FR", "party EU binds DE, FR"),
    ("applies to private, public,\n        civilian, military", "applies to private, public, civilian, military"),
    ("enters into force when ratified by US,\n            CN", "enters into force when ratified by US, CN"),
    (
        "tier a\n        requires b,\n            c,\n            d",
        "tier a\n        requires b, c, d",
    ),
    ("tier a\n        may require b,  # the first\n            c  # the second", "tier a\n        may require b, c"),
    ("tier a\n        exempts b,\n            c", "tier a\n        exempts b, c"),
    ("requirement a\n        contains b,\n            c", "requirement a\n        contains b, c"),
    ("requirement a\n        covers b,\n            c", "requirement a\n        covers b, c"),
    ("requirement a\n        binds b,\n            c to d", "requirement a\n        binds b, c to d"),
    ("limit a\n        admits measured,\n            elicited", "limit a\n        admits measured, elicited"),
    (
        "tier a\n        when training_compute > 1e25 FLOP counting pretraining,\n            post_training",
        "tier a\n        when training_compute > 1e25 FLOP counting pretraining, post_training",
    ),
    (
        "limit a\n        intolerable above 1e-3,\n            broadly_acceptable below 1e-6",
        "limit a\n        intolerable above 1e-3, broadly_acceptable below 1e-6",
    ),
]


@pytest.mark.parametrize(("broken", "whole"), LISTS, ids=[whole for _, whole in LISTS])
def test_a_list_says_the_same_on_one_line_and_on_several(broken: str, whole: str) -> None:
    several, one = read(f"{HEAD}    {broken}\n"), read(f"{HEAD}    {whole}\n")
    assert (several.problems, one.problems) == ((), ())
    assert (several.head, several.statements) == (one.head, one.statements)


@pytest.mark.parametrize(("broken", "_whole"), LISTS, ids=[whole for _, whole in LISTS])
def test_a_broken_list_stays_as_its_author_broke_it(broken: str, _whole: str) -> None:
    laid_out = format_profile(f"{HEAD}    {broken}\n", "t.treaty").text
    assert laid_out.count("\n") == f"{HEAD}    {broken}\n".count("\n")
    assert not format_profile(laid_out, "t.treaty").changed


WRONG = [
    ("tier a\n        requires b,", 4, "nothing below it"),
    ("tier a\n        requires b,\n        exempts c", 4, "a line below that stands as deep"),
    ("tier a\n        requires b,\n\n            c", 4, "a blank line between"),
    ("tier a\n        requires b,\n            # c\n        exempts d", 4, "only a comment below it"),
    ("tier a\n        requires b\n            c", 5, "no comma"),
    ("tier a\n        requires b,\n            c d", 5, "a comma that is missing"),
]


@pytest.mark.parametrize(("text", "line", "_what"), WRONG, ids=[what for _, _, what in WRONG])
def test_a_list_that_does_not_go_on_is_told(text: str, line: int, _what: str) -> None:
    found = read(f"{HEAD}    {text}\n")
    assert found.problems
    assert found.problems[0].place.number == line
    assert "requires" in found.statements[0].lost


def test_a_name_on_a_second_line_is_found_there() -> None:
    found = read(f"{HEAD}    tier a\n        requires b,\n            c\n")
    b, c = found.statements[0].one("requires")
    assert [(ref.place.number, ref.place.start) for ref in (b, c)] == [(4, 17), (5, 12)]


def test_a_case_has_no_such_lists() -> None:
    text = 'system x "X"\n    jurisdiction GB,\n        DE\n'
    assert read_text(cut("case.gsn", text), "case", shared_parser()).problems


def test_a_wide_list_of_a_case_is_left_on_its_line() -> None:
    jurisdictions = ", ".join(f"J{number}" for number in range(40))
    text = f'system x "X"\n    jurisdiction {jurisdictions}\n'
    assert not format_text(text, "case.gsn").changed


names = st.lists(st.from_regex(r"[a-z][a-z_]{0,30}", fullmatch=True), min_size=1, max_size=40)


@settings(max_examples=60)
@given(names, st.lists(st.booleans(), min_size=40, max_size=40))
def test_a_list_is_laid_out_once_and_for_all(members: list[str], breaks: list[bool]) -> None:
    """No line is wider than it may be unless one name is; nothing is lost; and laying it out again changes nothing."""
    listed = "".join(
        f"{member},{chr(10) + ' ' * 12 if broken else ' '}"
        for member, broken in zip(members[:-1], breaks, strict=False)
    )
    text = f'{HEAD}    requirement a "A"\n        contains {listed}{members[-1]}\n'
    laid_out = format_profile(text, "t.treaty")
    assert laid_out.problems == ()
    assert read(laid_out.text).statements == read(text).statements
    assert not format_profile(laid_out.text, "t.treaty").changed
    assert all(len(line.strip()) <= WIDTH for line in laid_out.text.splitlines())
