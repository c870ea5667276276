"""A reviewer's way through a case: what waits comes in one order, and what was said is read from the text alone."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from gsn.argument import Argument
from gsn.checking import judge
from gsn.language.loading import load_case
from gsn.language.parsing import LineParser
from gsn.review.beginning import begun, beside, why_not_of, why_not_there
from gsn.review.in_hand import InHand, in_hand
from gsn.review.submitted import submitted
from gsn.review.waiting import to_judge
from gsn.review.walking import Asks, Walk, Word, doubts_raised, said_in, steps_of, walk
from gsn.review.watching import changed, files_of, seen
from tests.review.conftest import DAY, Desk

CASES = Path(__file__).parents[2] / "cases"
PARSER = LineParser()
HEAD = 'review aisi_1 "A review"\n    by aisi on 2026-06-05\n'


def held(text: str, main: str = "filter") -> InHand:
    return in_hand(Path("one.review"), text, main, PARSER)


# What waits


def test_what_waits_is_what_a_new_review_has_as_comments() -> None:
    argument = Argument(load_case(CASES / "cyber-inability"), date(2026, 11, 23))
    steps = steps_of(argument)
    assert [step.element for step in steps if step.asks is Asks.JUDGEMENT] == [
        each.element for each in to_judge(argument)
    ]
    assert [step.asks for step in steps] == sorted((step.asks for step in steps), key=list(Asks).index)
    assert {step.element for step in steps if step.asks is Asks.ACCEPTANCE} == {
        "cyber_inability::D16",
        "elicitation::D8",
    }
    assert "sandbagging" in {step.doubt for step in steps}


def test_what_limits_rest_on_comes_first() -> None:
    steps = steps_of(Argument(load_case(CASES / "three-risks"), DAY))
    on_limits = [step.why.startswith("limit") for step in steps if step.asks is Asks.JUDGEMENT]
    assert on_limits == sorted(on_limits, reverse=True)
    assert any(on_limits)
    assert not all(on_limits)


# What the text says


def test_what_is_said_of_each_is_read_from_the_text() -> None:
    said = said_in(
        held(f"""{HEAD}    judged G2, other::G5 "Read"
    accepts D1 "Small"
    query Q1 about G3 "Which?"
    # judged G4 "…"

challenge D2 "Nobody looked"
    challenges G3
    challenges S1 -> G2
""")
    )
    assert {element: [(each.word, each.text) for each in held_] for element, held_ in said.items()} == {
        "filter::G2": [(Word.JUDGED, "Read"), (Word.CHALLENGED, "Nobody looked")],
        "other::G5": [(Word.JUDGED, "Read")],
        "filter::D1": [(Word.ACCEPTED, "Small")],
        "filter::G3": [(Word.ASKED, "Which?"), (Word.CHALLENGED, "Nobody looked")],
        "filter::S1": [(Word.CHALLENGED, "Nobody looked")],
    }


def test_what_can_be_read_counts_where_another_line_cannot() -> None:
    review = held(f'{HEAD}    judged G2 "Read"\n    judged G3 "Re\n')
    assert list(said_in(review)) == ["filter::G2"]
    assert [(fault.line, fault.message.split(":")[0]) for fault in review.faults] == [(4, "the text is not closed")]
    assert review.whole is None


def test_a_word_that_nobody_knows_takes_nothing_away() -> None:
    """The language takes an unknown word for a clause that may say anything; a screen shows what the others say."""
    review = held(f'{HEAD}    judged G2 "Read"\n    judgde G3 "Read,"\n        "and more"\n    judged G4 "Read"\n')
    assert list(said_in(review)) == ["filter::G2", "filter::G4"]
    assert review.faults[0].line == 4


@pytest.mark.parametrize(
    ("text", "line", "why"),
    [
        (f'{HEAD}\nactor me "Me"\n', 4, "a review states no actor"),
        (f'{HEAD}\nimport "a.gsn"\n', 4, "imports nothing"),
        (f'{HEAD}\nhazard h "Harm"\n', 4, "belongs to the case"),
        ('module m "M"\n', 1, "begins with `review NAME`"),
        ("", 1, "begins with `review NAME`"),
    ],
)
def test_what_belongs_in_no_review_is_told_at_its_place(text: str, line: int, why: str) -> None:
    fault = held(text).faults[0]
    assert fault.line == line
    assert why in fault.message


# How far it has come


@pytest.fixture
def steps(desk: Desk) -> Walk:
    """The small case, of which nothing is said."""
    return walk(steps_of(Argument(load_case(desk.case), DAY)), held(HEAD))


def test_a_question_and_a_challenge_say_something_and_judge_nothing(steps: Walk) -> None:
    text = f'{HEAD}    query Q1 about G2 "Which?"\n'
    come = walk(steps.steps, held(text))
    assert [step.element for step in steps.open] == ["filter::G2"]
    assert come.open == ()
    assert come.in_words() == "judged 0 of 1, 1 asked about; nothing determined"
    assert walk(steps.steps, held(text.replace("query Q1 about", "judged"))).in_words() == (
        "judged 1 of 1; nothing determined"
    )


def test_the_next_is_sought_round_the_end_and_over_what_is_said() -> None:
    all_steps = steps_of(Argument(load_case(CASES / "three-risks"), DAY))
    first, second, third, last = (*all_steps[:3], all_steps[-1])
    text = f'{HEAD}    judged {second.element} "Read"\n'
    come = walk(all_steps, held(text, "three_risks"))
    assert come.next_open(None) == first
    assert come.next_open(first) == third
    assert come.next_open(last) == first
    assert come.next_open(third, back=True) == first
    assert come.next_open(first, back=True) == last
    assert come.next_open(second) == third


def test_a_standing_doubt_is_said_once_it_is_raised() -> None:
    all_steps = steps_of(Argument(load_case(CASES / "three-risks"), DAY))
    review = held(f'{HEAD}\nchallenge D1 "Why?"\n    challenges G1\n    standing leakage\n', "three_risks")
    assert doubts_raised(review) == {"leakage"}
    come = walk(all_steps, review)
    assert [step.doubt for step in all_steps if not come.is_open(step) and step.asks is Asks.DOUBT] == ["leakage"]


def test_counted_by_the_text_is_what_a_signed_review_counts(desk: Desk) -> None:
    """The screen counts what the text says; the status, once the text is signed, says the same."""
    path = desk.review('judged G2 "Read"')
    come = walk(steps_of(Argument(load_case(desk.case), DAY)), held(path.read_text()))
    judged = judge(desk.judged(path).argument.case, DAY, registry=desk.registry()).argument
    assert len(come.judged) == 1
    assert len(to_judge(judged)) == len(come.to_judge) - len(come.judged)


# Where it stands, and of what it is


def test_it_stands_beside_the_case_and_never_in_its_folder(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    assert beside(desk.case, desk.case) == desk.folder / "case.review"
    assert beside(desk.case / "case.gsn", desk.case) == desk.folder / "case.review"
    assert beside(desk.folder / "one.gsnz", desk.folder / "elsewhere" / "case") == desk.folder / "one.review"
    monkeypatch.chdir(desk.case)
    assert beside(Path(), Path()) == desk.folder / "case.review"
    assert why_not_there(desk.folder / "case.review", desk.case) == ""
    assert "no part of the case" in why_not_there(desk.case / "in" / "x.review", desk.case)
    assert "ends in `.review`" in why_not_there(desk.folder / "x.gsn", desk.case)
    (desk.folder / "link").symlink_to(desk.case)
    assert "no part of the case" in why_not_there(desk.folder / "link" / "x.review", desk.case)


def test_a_review_of_something_else_is_not_gone_on_with(desk: Desk) -> None:
    with submitted(desk.case, DAY) as found:
        text = begun(found, "aisi_1", "aisi", DAY)
        assert why_not_of(held(text), found, "aisi") == ""
        assert why_not_of(held(text), found, None) == ""
        assert "by `aisi`, and not by `french`" in why_not_of(held(text), found, "french")
        assert "of other files" in why_not_of(held(text.replace(found.files or "", "0" * 64)), found, "aisi")
    desk.case_says("Few patterns", "Very few patterns")
    with submitted(desk.case, DAY) as found:
        assert "`gsn review carry`" in why_not_of(held(text), found, "aisi")


def test_what_is_begun_can_be_read_and_says_nothing(desk: Desk) -> None:
    with submitted(desk.case, DAY) as found:
        review = held(begun(found, "aisi_1", "aisi", DAY))
    assert review.whole is not None
    assert (review.whole.by, said_in(review)) == ("aisi", {})


# The case on disk


def test_a_change_of_any_file_of_the_case_is_seen(desk: Desk) -> None:
    before = seen(files_of(load_case(desk.case)))
    assert changed(before) == ()
    evidence = desk.case / "evidence" / "tests.txt"
    os.utime(evidence, ns=(1, 1))
    assert [path.name for path in changed(before)] == ["tests.txt"]
    (desk.case / "case.gsn").unlink()
    assert {path.name for path in changed(before)} == {"tests.txt", "case.gsn"}
