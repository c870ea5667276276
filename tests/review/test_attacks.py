"""Nothing that a developer, or anybody else, can write turns into a reviewer's word."""

from pathlib import Path

import pytest

from gsn.doubt.states import State
from gsn.findings import Verdict
from gsn.review.reading import BadReview, read_review
from gsn.review.signing import sign
from gsn.review.trust import signature_file
from tests.review.conftest import ACCEPTED, KEYS, PASSED_AND_ACCEPTED, Desk, codes

JUDGED = 'judged G2 "Read"'


def test_a_signed_determination_of_what_is_judged_is_accepted(desk: Desk) -> None:
    judgement = desk.judged(desk.review(JUDGED, ACCEPTED))
    assert judgement.label.startswith(PASSED_AND_ACCEPTED)
    assert (judgement.verdict, codes(judgement)) == (Verdict.PASSED, [])


def test_without_a_review_nothing_is_accepted(desk: Desk) -> None:
    label = desk.label()
    assert label.startswith("passed, held against ours")
    assert "awaiting determination" in label


# Whose word it is


@pytest.mark.parametrize("key", ["lab", "stranger", "french", None])
def test_a_review_in_the_institutes_name_by_another_key(desk: Desk, key: str | None) -> None:
    judgement = desk.judged(desk.review(JUDGED, ACCEPTED, key=key))
    assert "accepted" not in judgement.label
    assert codes(judgement) == ["GSN913"]


def test_a_registry_of_the_developers_making_in_the_case_counts_for_nothing(desk: Desk) -> None:
    from tests.review.conftest import written_key
    from tests.submission.forging import LAB

    text = f'actor aisi "AI Safety Institute"\n    role public_body\n    key "{written_key(LAB)}"\n'
    desk.case_says('actor aisi "AI Safety Institute"\n    role public_body\n', text)
    review = desk.review(ACCEPTED, key="lab")
    assert "accepted" not in desk.label(review)
    assert "accepted" not in desk.label(review, without=True)


def test_without_a_registry_nobody_is_an_authority(desk: Desk) -> None:
    review = desk.review(JUDGED, ACCEPTED)
    judgement = desk.judged(review, without=True)
    assert "accepted" not in judgement.label
    assert "no registry says who `aisi` is" in next(f.message for f in judgement.findings if f.code == "GSN913")


@pytest.mark.parametrize("role", ["evaluator", "developer", "auditor"])
def test_whoever_is_no_public_body_decides_nothing(desk: Desk, role: str) -> None:
    assert "accepted" not in desk.label(desk.review(ACCEPTED), registry=desk.registry(aisi=role))


def test_who_develops_a_system_of_the_case_decides_nothing_about_it(desk: Desk) -> None:
    desk.case_says("developer laboratory", "developer aisi")
    judgement = desk.judged(desk.review(ACCEPTED))
    assert "accepted" not in judgement.label
    assert "develops a system" in next(f.message for f in judgement.findings if f.code == "GSN913")


def test_another_authority_does_not_decide_in_the_place_of_the_one_that_the_profile_names(desk: Desk) -> None:
    review = desk.review(ACCEPTED, by="french", key="french")
    assert "accepted" not in desk.label(review)


def test_a_review_that_states_an_actor_is_no_review(desk: Desk) -> None:
    review = desk.review(ACCEPTED, key=None, below='actor aisi "AISI"\n    role public_body\n')
    with pytest.raises(BadReview, match="a review states no actor"):
        desk.judged(review)


@pytest.mark.parametrize(
    ("below", "why"),
    [
        ('import "more.gsn"', "imports nothing"),
        ('waive GSN303 on E1 "Old" by aisi until 2027-01-01', "waives nothing"),
        ('probability other "Another"', "belongs to the case"),
        ('goal G9 "It holds"\n    claim missed <= 1% at 95%', "claims no numbers"),
        ('system f2 "Another"', "belongs to the case"),
        ('goal G1 "One"\n    undeveloped\ngoal G1 "Two"\n    undeveloped', "a second time"),
        ("goal G1\n    undeveloped", "cannot be read whole"),
        ('goal filter::G1 "x"\n    solution E9', "cannot be read whole"),
    ],
)
def test_what_is_no_part_of_a_review_is_refused(desk: Desk, below: str, why: str) -> None:
    review = desk.review(key=None, below=f"{below}\n", files="00" * 32)
    with pytest.raises(BadReview, match=why):
        read_review(review)


def test_a_text_of_another_kind_is_no_review(desk: Desk) -> None:
    with pytest.raises(BadReview, match="is no review"):
        read_review(desk.case / "case.gsn")


# Of what it is


def test_a_case_that_was_edited_after_its_review(desk: Desk) -> None:
    review = desk.review(JUDGED, ACCEPTED)
    desk.case_says("0 of 400", "0 of 401")
    judgement = desk.judged(review)
    assert "accepted" not in judgement.label
    assert codes(judgement) == ["GSN914"]


def test_evidence_that_was_swapped_after_its_review(desk: Desk) -> None:
    review = desk.review(JUDGED, ACCEPTED)
    (desk.case / "evidence" / "tests.txt").write_text("Other words.\n")
    assert "accepted" not in desk.label(review)


def test_a_review_of_another_digest(desk: Desk) -> None:
    assert "accepted" not in desk.label(desk.review(JUDGED, ACCEPTED, files="00" * 32))


def test_a_review_that_was_edited_after_it_was_signed(desk: Desk) -> None:
    review = desk.review(JUDGED)
    review.write_text(review.read_text() + f"\n# {ACCEPTED}\n")
    judgement = desk.judged(review)
    assert "was altered" in next(f.message for f in judgement.findings if f.code == "GSN913")


def test_a_review_of_tomorrow(desk: Desk) -> None:
    judgement = desk.judged(desk.review(JUDGED, ACCEPTED, on="2026-06-11"))
    assert "accepted" not in judgement.label
    assert codes(judgement) == ["GSN914"]


def test_a_signature_for_another_purpose(desk: Desk) -> None:
    from gsn.submission.ssh_signing import ssh_signature

    review = desk.review(ACCEPTED)
    signature_file(review).write_bytes(ssh_signature(KEYS["aisi"], review.read_bytes(), "gsn-evidence"))
    assert "accepted" not in desk.label(review)


def test_the_signature_of_another_review(desk: Desk) -> None:
    other, review = desk.review(JUDGED, name="other"), desk.review(ACCEPTED, key=None)
    signature_file(review).write_bytes(signature_file(other).read_bytes())
    assert "accepted" not in desk.label(review)


def test_two_reviews_of_one_name(desk: Desk) -> None:
    first, second = desk.review(JUDGED), desk.review(ACCEPTED, file="again.review")
    with pytest.raises(BadReview, match="is named `aisi_1`"):
        desk.judged(first, second)


def test_a_review_with_the_name_of_a_module_of_the_case(desk: Desk) -> None:
    with pytest.raises(BadReview, match="a module of the case"):
        desk.judged(desk.review(ACCEPTED, name="filter"))


def test_a_review_in_the_cases_folder_is_a_stray_and_is_not_read(desk: Desk) -> None:
    files = desk.files()
    desk.review(JUDGED, ACCEPTED, files=files, file="case/aisi_1.review")
    judgement = desk.judged()
    assert judgement.verdict is Verdict.UNDETERMINED
    assert judgement.case.reviews == ()
    assert any("aisi_1.review" in ground.message for ground in judgement.grounds)


def test_a_review_that_the_case_imports(desk: Desk) -> None:
    review = desk.review(JUDGED, ACCEPTED)
    (desk.case / "aisi_1.gsn").write_bytes(review.read_bytes())
    (desk.case / "aisi_1.gsn.sig").write_bytes(signature_file(review).read_bytes())
    desk.case_says("\nsystem f1", '\nimport "aisi_1.gsn"\nsystem f1')
    judgement = desk.judged()
    assert (judgement.verdict, judgement.case.reviews) == (Verdict.REJECTED, ())


# What speaks for the case in the words of somebody who is not known


DOUBT = '            challenge D1 "The report is thin"\n'
COUNTER = 'goal A1 "It is not"\n    challenges D1\n    solution Sn9 "Own tests"\n        cites E9\n'
RECORD = f"""\
evidence E9 "Own tests"
    type test_results
    file "own.txt" sha256 "{"0" * 64}"
    by aisi
    dated 2026-06-01
"""


@pytest.mark.parametrize(("key", "state"), [("aisi", State.ANSWERED), ("lab", State.IN_DOUBT), (None, State.IN_DOUBT)])
def test_only_an_authoritys_review_answers_a_doubt(desk: Desk, key: str | None, state: State) -> None:
    from hashlib import sha256

    desk.case_says('caught"\n', f'caught"\n{DOUBT}')
    (desk.folder / "own.txt").write_text("Run again, all caught.\n")
    record = RECORD.replace("0" * 64, sha256(b"Run again, all caught.\n").hexdigest())
    judgement = desk.judged(desk.review(key=key, below=COUNTER + record))
    [raised] = judgement.argument.doubts.by_challenge("filter::D1")
    assert raised.state is state


@pytest.mark.parametrize(("key", "state"), [("aisi", State.ACCEPTED), ("lab", State.IN_DOUBT)])
def test_only_an_authoritys_review_accepts_a_doubt(desk: Desk, key: str, state: State) -> None:
    desk.case_says('caught"\n', f'caught"\n{DOUBT}')
    judgement = desk.judged(desk.review('accepts D1 "Small"', key=key))
    [raised] = judgement.argument.doubts.by_challenge("filter::D1")
    assert raised.state is state


def test_an_acceptance_that_the_case_itself_puts_in_the_institutes_mouth(desk: Desk) -> None:
    desk.case_says('caught"\n', f'caught"\n{DOUBT}                accepted "Small" by aisi\n')
    [raised] = desk.judged().argument.doubts.by_challenge("filter::D1")
    assert raised.state is State.IN_DOUBT
    [raised] = desk.judged(without=True).argument.doubts.by_challenge("filter::D1")
    assert raised.state is State.ACCEPTED


def test_a_forged_review_does_not_take_a_genuine_ones_place(desk: Desk) -> None:
    genuine = desk.review(below='challenge D1 "The report is thin"\n    challenges G2\n')
    digest = read_review(genuine).sha256
    forged = desk.review(f'follows sha256 "{digest}"', JUDGED, key="lab", file="forged.review")
    with pytest.raises(BadReview, match="is named `aisi_1`"):
        desk.judged(genuine, forged)
    own = desk.review(f'follows sha256 "{digest}"', JUDGED, file="own.review", on="2026-06-06")
    assert "aisi_1::D1" not in desk.judged(genuine, own).case.elements


def test_a_waiver_does_not_let_a_reviewers_word_stand_aside(desk: Desk) -> None:
    desk.case_says("\nsystem f1", '\nwaive GSN912 on G2 "Later" by aisi until 2026-12-31\n\nsystem f1')
    judgement = desk.judged(desk.review('query Q1 about G2 "Which patterns?"'))
    assert "GSN912" in codes(judgement)
    assert judgement.waived == ()


def test_what_stands_in_a_comment_of_a_new_review_stays_one(desk: Desk, tmp_path: Path) -> None:
    from gsn.argument import Argument
    from gsn.language.loading import load_case
    from gsn.review.submitted import Submitted
    from gsn.review.writing import new_review
    from tests.review.conftest import DAY

    breaking = '"Each pattern is caught"\n            ""\n            "determination acceptable"'
    desk.case_says('"Each pattern of the list is caught"', breaking)
    case = load_case(desk.case)
    assert case.problems == []
    text = new_review(Argument(case, DAY), Submitted(case, None, desk.files(), None), "aisi_1", "aisi", DAY)
    path = tmp_path / "new.review"
    path.write_text(text)
    read = read_review(path)
    assert (read.says.determination, read.says.judged, read.text.elements) == (None, (), [])
    sign(read, KEYS["aisi"])
    assert "accepted" not in desk.label(path)
