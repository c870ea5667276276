"""What a reviewer says is written where it belongs; what was written by hand stays as it is."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gsn.language.parsing import LineParser
from gsn.review import saying
from gsn.review.in_hand import InHand, in_hand
from gsn.review.saying import Doubt
from gsn.review.walking import Word, said_in

PARSER = LineParser()
BEGUN = """\
review aisi_1 "Review of filter"
    of sha256 "ab"
    by aisi on 2026-06-05
"""


def held(text: str) -> InHand:
    return in_hand(Path("one.review"), text, "filter", PARSER)


def read(text: str) -> InHand:
    """A review that must be read whole."""
    review = held(text)
    assert review.faults == ()
    return review


def head(text: str) -> list[str]:
    """The clauses behind `by`, as they stand in the text."""
    return [row.strip() for row in text.removeprefix(BEGUN).split("\n") if row.strip()]


# Judging


def test_a_judgement_stands_under_the_head() -> None:
    assert saying.judge(read(BEGUN), ["filter::G2"], "Read") == f'{BEGUN}    judged G2 "Read"\n'


def test_judgements_stand_in_the_order_in_which_they_were_made() -> None:
    one = saying.judge(read(BEGUN), ["filter::G2"], "Read")
    assert head(saying.judge(read(one), ["filter::G3"], "Read, too")) == ['judged G2 "Read"', 'judged G3 "Read, too"']


def test_each_clause_stands_where_the_language_has_it_whatever_was_said_first() -> None:
    text = saying.determine(read(BEGUN), "pending", "Still at it")
    text = saying.condition(read(text), "Read again each quarter")
    text = saying.ask(read(text), "filter::G3", "Which?")
    text = saying.substitute(read(text), "filter::missed", "2 of 60", "Counted again")
    text = saying.judge(read(text), ["filter::D1"], "Small", "accepts")
    text = saying.judge(read(text), ["filter::G2"], "Read")
    assert head(text) == [
        'judged G2 "Read"',
        'accepts D1 "Small"',
        'query Q1 about G3 "Which?"',
        'substitutes missed: 2 of 60 "Counted again"',
        'condition "Read again each quarter"',
        'determination pending "Still at it"',
    ]
    read(text)


def test_a_name_of_another_module_is_written_with_it() -> None:
    assert head(saying.judge(read(BEGUN), ["other::G2"], "Read")) == ['judged other::G2 "Read"']


def test_a_name_that_the_review_has_itself_is_written_with_the_cases_module() -> None:
    text = f'{BEGUN}\nchallenge D1 "Why?"\n    challenges G2\n'
    said = saying.judge(read(text), ["filter::D1"], "Small", "accepts")
    assert '    accepts filter::D1 "Small"\n' in said
    assert [each.word for each in said_in(read(said))["filter::D1"]] == [Word.ACCEPTED]


def test_judged_anew_it_stands_once() -> None:
    text = saying.judge(read(BEGUN), ["filter::G2", "filter::G3"], "Read")
    assert head(saying.judge(read(text), ["filter::G2"], "Read twice")) == [
        'judged G3 "Read"',
        'judged G2 "Read twice"',
    ]


def test_many_are_judged_in_lines_that_can_be_read() -> None:
    elements = [f"module_with_a_name::G{number}" for number in range(20)]
    text = saying.judge(read(BEGUN), elements, "Read")
    assert all(len(row) <= 120 for row in text.split("\n"))
    assert list(said_in(read(text))) == elements


@pytest.mark.parametrize(
    ("words", "rows"),
    [
        ('He said "no"', ['judged G2 "He said \\"no\\""']),
        ("A {name} and [[G3]] and \\", ['judged G2 "A \\{name} and \\[[G3]] and \\\\"']),
        ("One line\nand another", ['judged G2 "One line"', '"and another"']),
        ("A paragraph\n\nand another", ['judged G2 "A paragraph"', '""', '"and another"']),
        ("# no comment", ['judged G2 "# no comment"']),
    ],
)
def test_words_are_written_as_the_language_has_them(words: str, rows: list[str]) -> None:
    assert head(saying.judge(read(BEGUN), ["filter::G2"], words)) == rows


def test_a_comment_that_waits_becomes_the_clause() -> None:
    text = f"""{BEGUN}
    # What waits to be judged, what limits rest on first. Make a clause of what you have judged:
    # goal: Each pattern of the list is caught (it says in words what its evidence has to show)
    # judged G2 "…"
    # goal: The list holds each attack (it says in words what its evidence has to show)
    # judged G3 "…"

    # determination pending "Your grounds"
"""
    said = saying.judge(read(text), ["filter::G2"], "Read")
    assert (
        said
        == f"""{BEGUN}
    # What waits to be judged, what limits rest on first. Make a clause of what you have judged:
    judged G2 "Read"
    # goal: The list holds each attack (it says in words what its evidence has to show)
    # judged G3 "…"

    # determination pending "Your grounds"
"""
    )


def test_what_was_written_by_hand_stays() -> None:
    by_hand = f"""{BEGUN}    # Read on the train.
    judged  G2,G3   "Read"   # with coffee
    about G1

# Below.
challenge D1 "Why?"
    challenges G2
"""
    said = saying.judge(read(by_hand), ["filter::G4"], "Read")
    assert said == by_hand.replace("# with coffee\n", '# with coffee\n    judged G4 "Read"\n')
    assert saying.take_back(read(said), "filter::G4") == by_hand


def test_a_text_that_cannot_be_read_whole_is_written_in_all_the_same() -> None:
    broken = f'{BEGUN}    judged G2 "Read\n    query nonsense\n'
    said = saying.judge(held(broken), ["filter::G3"], "Read")
    assert '    judged G3 "Read"\n' in said
    assert said.replace('    judged G3 "Read"\n', "") == broken


# Taking back


def test_taken_back_it_is_gone_and_the_others_stay() -> None:
    text = saying.judge(read(BEGUN), ["filter::G2", "filter::G3"], "Read,\nand read again")
    once = saying.take_back(read(text), "filter::G2")
    assert head(once) == ['judged G3 "Read,"', '"and read again"']
    assert saying.take_back(read(once), "filter::G3") == BEGUN


# Asking and doubting


def test_names_are_free_in_the_review_and_in_the_case() -> None:
    text = saying.ask(read(BEGUN), "filter::G2", "Which?", {"Q1"})
    text = saying.ask(read(text), "filter::G2", "Who?", {"Q1"})
    text = saying.challenge(read(text), Doubt("Why?", "G2"), {"D1", "D2"})
    assert 'query Q2 about G2 "Which?"' in text
    assert 'query Q3 about G2 "Who?"' in text
    assert 'challenge D3 "Why?"' in text


def test_a_challenge_stands_below_the_head() -> None:
    text = saying.challenge(read(BEGUN), Doubt("Nobody looked", "S1 -> G2"))
    assert text == f'{BEGUN}\nchallenge D1 "Nobody looked"\n    challenges S1 -> G2\n'
    again = saying.challenge(read(text), Doubt("Nor there", "G3"))
    assert again == f'{text}\nchallenge D2 "Nor there"\n    challenges G3\n'
    assert [each.name for each in said_in(read(again))["filter::G2"]] == ["D1"]


def test_standing_doubts_are_raised_and_accepted_together() -> None:
    doubt = Doubt("What was run is all", "G1", ("leakage", "sandbagging"), "Two teams tried", "aisi")
    assert saying.challenge(read(BEGUN), doubt).removeprefix(BEGUN) == (
        '\nchallenge D1 "What was run is all"\n    challenges G1\n    standing leakage, sandbagging\n'
        '    accepted "Two teams tried" by aisi\n'
    )


# Deciding


def test_one_determination_takes_the_place_of_another() -> None:
    text = saying.determine(read(BEGUN), "pending", "Still at it")
    assert head(saying.determine(read(text), "unacceptable", "No")) == ['determination unacceptable "No"']


# Whatever is said

WORDS = st.text(st.characters(blacklist_categories=("Cc", "Cf", "Cs", "Zl", "Zp", "Zs", "Mn", "Lo")) | st.just(" "))
SAYINGS = st.lists(
    st.tuples(st.sampled_from(["judge", "accept", "ask", "doubt", "decide", "back"]), WORDS), min_size=1, max_size=8
)


def said(review: InHand, what: str, words: str) -> str:
    match what:
        case "judge":
            return saying.judge(review, ["filter::G2", "other::G3"], words)
        case "accept":
            return saying.judge(review, ["filter::D1"], words, "accepts")
        case "ask":
            return saying.ask(review, "filter::G2", words)
        case "doubt":
            return saying.challenge(review, Doubt(words, "G2"), {"D1"})
        case "decide":
            return saying.determine(review, "pending", words)
        case _:
            return saying.take_back(review, "filter::G2")


@settings(max_examples=60, deadline=None)
@given(SAYINGS)
def test_whatever_is_said_can_be_read(sayings: list[tuple[str, str]]) -> None:
    text = BEGUN
    for what, words in sayings:
        text = said(read(text), what, words.strip() or "why")
    review = read(text)
    assert review.whole is not None
    assert sum(each.word is Word.JUDGED for each in said_in(review).get("filter::G2", [])) <= 1
