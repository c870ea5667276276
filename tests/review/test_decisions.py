"""Determinations: who lifts what, who differs, what is still asked, and what a reviewer's own numbers cost."""

from pathlib import Path

import pytest

from gsn.compliance.determinations import determination_by
from gsn.findings import Verdict
from gsn.review.status import status_of
from gsn.review.substituting import bounds_of
from tests.review.conftest import ACCEPTED, PASSED_AND_ACCEPTED, Desk, codes

AGAINST = 'determination unacceptable "The tests are thin"'
PENDING = 'determination pending "We wait"'
STALE = "00" * 32


def test_unacceptable_means_pause(desk: Desk) -> None:
    judgement = desk.judged(desk.review(AGAINST))
    assert (judgement.verdict, codes(judgement)) == (Verdict.REJECTED, ["GSN910"])
    assert "pause" in judgement.label


@pytest.mark.parametrize(
    ("against", "later", "stands"),
    [
        ({}, {"on": "2026-06-06"}, False),
        ({"files": STALE}, {"on": "2026-06-06"}, False),
        ({"key": None}, {"on": "2026-06-06"}, False),
        ({}, {"on": "2026-06-05"}, True),
        ({}, {"on": "2026-06-04"}, True),
        ({}, {"on": "2026-06-06", "key": "lab"}, True),
        ({}, {"on": "2026-06-06", "key": None}, True),
        ({}, {"on": "2026-06-06", "by": "french", "key": "french"}, True),
        ({"by": "french", "key": "french"}, {"on": "2026-06-06"}, True),
    ],
)
def test_only_a_later_determination_of_the_same_authority_lifts_one(
    desk: Desk, against: dict[str, str], later: dict[str, str], *, stands: bool
) -> None:
    first = desk.review(AGAINST, **against)
    second = desk.review(ACCEPTED, name="aisi_2", **later)
    judgement = desk.judged(first, second)
    assert ("GSN910" in codes(judgement)) is stands
    assert (judgement.verdict is Verdict.PASSED and "accepted by aisi on 2026-06-06" in judgement.label) is not stands


def test_a_later_doubt_of_its_author_takes_an_acceptance_back(desk: Desk) -> None:
    judgement = desk.judged(desk.review(ACCEPTED), desk.review(PENDING, name="aisi_2", on="2026-06-07"))
    assert (judgement.verdict, codes(judgement)) == (Verdict.UNDETERMINED, ["GSN911"])
    assert determination_by(judgement.argument, "aisi") is None
    judgement = desk.judged(desk.review(PENDING), desk.review(ACCEPTED, name="aisi_2", on="2026-06-07"))
    assert judgement.label.startswith("passed, accepted by aisi on 2026-06-07")


def test_two_determinations_of_one_day_and_the_worse_one_stands(desk: Desk) -> None:
    judgement = desk.judged(desk.review(ACCEPTED), desk.review(PENDING, name="aisi_2"))
    assert "accepted" not in judgement.label
    assert determination_by(judgement.argument, None) is None


def test_dissent_is_shown_and_the_one_against_stands(desk: Desk) -> None:
    ours, theirs = desk.review(ACCEPTED), desk.review(AGAINST, by="french", key="french", name="french_1")
    judgement = desk.judged(ours, theirs)
    assert judgement.verdict is Verdict.REJECTED
    status = status_of(judgement.argument)
    assert [line.rpartition(": ")[2] for line in status.dissent] == ["acceptable", "unacceptable"]
    assert status.decided.startswith("`french` determined")


def test_conditions_are_named_with_the_acceptance(desk: Desk) -> None:
    label = desk.label(desk.review(ACCEPTED, 'condition "No fine-tuning"'))
    assert label.startswith("passed, accepted by aisi on 2026-06-05 on condition: No fine-tuning, held against")


def test_nothing_is_accepted_of_a_case_that_does_not_pass(desk: Desk) -> None:
    desk.case_says("<= 5%", "<= 0.1%")
    assert "accepted" not in desk.label(desk.review(ACCEPTED))


# Judged


def test_what_was_judged_and_by_whom(desk: Desk) -> None:
    review = desk.review('judged G2 "Read"', by="french", key="french", name="french_1")
    status = status_of(desk.judged(review).argument)
    assert status.judged == {"filter::G2": ("french",)}
    assert status.done


def test_a_recognised_review_is_judged_for_its_recogniser_and_determines_nothing_for_it(desk: Desk) -> None:
    from gsn.review.reading import read_review

    theirs = desk.review('judged G2 "Read"', ACCEPTED, by="stranger", key="stranger", name="theirs")
    digest = read_review(theirs).sha256
    alone = desk.judged(theirs)
    assert status_of(alone.argument).judged == {}
    ours = desk.review(f'recognises sha256 "{digest}"')
    together = desk.judged(theirs, ours)
    assert status_of(together.argument).judged == {"filter::G2": ("aisi",)}
    assert "accepted" not in together.label


def test_a_forged_name_is_not_made_good_by_another_institutes_recognition(desk: Desk) -> None:
    from gsn.review.reading import read_review

    forged = desk.review('judged G2 "Read"', ACCEPTED, key="lab", name="forged")
    french = desk.review(
        f'recognises sha256 "{read_review(forged).sha256}"', by="french", key="french", name="french_1"
    )
    judgement = desk.judged(forged, french)
    assert judgement.case.reviews[0].whose == {"french"}
    assert "accepted" not in judgement.label


def test_a_judgement_of_what_is_not_there_is_told(desk: Desk) -> None:
    judgement = desk.judged(desk.review('judged G7 "Read"', ACCEPTED))
    assert codes(judgement) == ["GSN915"]


# Queries and answers


def test_a_query_waits_until_the_case_answers_it(desk: Desk) -> None:
    review = desk.review('query Q1 about G2 "Which patterns?"')
    judgement = desk.judged(review)
    assert (judgement.verdict, codes(judgement)) == (Verdict.UNDETERMINED, ["GSN912"])
    desk.case_says("    shows G1\n", '    shows G1\n    answers Q1 of aisi_1 "Those of April"\n')
    judgement = desk.judged(review)
    assert codes(judgement) == ["GSN914"]


def test_an_answer_to_nothing_is_told(desk: Desk) -> None:
    desk.case_says("    shows G1\n", '    shows G1\n    answers Q2 of aisi_1 "Those of April"\n')
    assert codes(desk.judged(desk.review())) == ["GSN916"]
    assert codes(desk.judged()) == []


@pytest.mark.parametrize(("support", "codes_"), [("    undeveloped\n", True), ("    solution E1\n", False)])
def test_an_answer_to_a_challenge_has_to_hold(desk: Desk, support: str, *, codes_: bool) -> None:
    review = desk.review(below='challenge D1 "The report is thin"\n    challenges G2\n')
    answer = f'goal W1 "The second report bears it out"\n    answers D1 of aisi_1\n{support}\nprobability missed'
    desk.case_says("probability missed", answer)
    [raised] = desk.judged(review).argument.doubts.by_challenge("aisi_1::D1")
    assert raised.state.is_open is codes_


# Numbers


@pytest.mark.parametrize(
    ("number", "found"),
    [("60 of 400", ["GSN917"]), ("2 of 400", []), ("0 of 4000", [])],
    ids=["worse", "same", "better"],
)
def test_a_substitute_can_only_cost(desk: Desk, number: str, found: list[str]) -> None:
    judgement = desk.judged(desk.review(f'substitutes missed: {number} "Counted again"', ACCEPTED))
    assert codes(judgement) == found
    assert judgement.verdict is (Verdict.UNDETERMINED if found else Verdict.PASSED)


def test_a_substitute_proves_nothing_that_the_case_does_not(desk: Desk) -> None:
    desk.case_says("0 of 400", "60 of 400")
    judgement = desk.judged(desk.review('substitutes missed: 0 of 4000 "Counted again"', ACCEPTED))
    assert judgement.verdict is Verdict.REJECTED


def test_a_substitute_for_what_nothing_measures_is_told(desk: Desk) -> None:
    desk.case_says('probability missed "', 'probability other "Something else"\nprobability missed "')
    assert codes(desk.judged(desk.review('substitutes other: 0 of 9 "Counted"'))) == ["GSN918"]


def test_both_bounds_stand_side_by_side(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "own.txt").write_text("2 of 400\n")
    record = 'evidence R1 "Own test"\n    type test_results\n    file "own.txt"\n    by aisi\n    dated 2026-06-01\n'
    judgement = desk.judged(desk.review(ACCEPTED, below=f"{record}    measures missed: 2 of 400\n"))
    [bounds] = bounds_of(judgement.argument)
    ours, theirs = bounds.reviewer.attempt.derived, bounds.developer.attempt.derived
    assert ours is not None
    assert theirs is not None
    assert ours.value > theirs.value
    assert bounds.differs


def test_passed_and_accepted_needs_both(desk: Desk) -> None:
    assert desk.label(desk.review(ACCEPTED)).startswith(PASSED_AND_ACCEPTED)
