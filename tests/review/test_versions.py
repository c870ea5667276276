"""From one version to the next: what is carried over, what is merged, and what a chain of digests shows."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from gsn.language.loading import load_case
from gsn.review.carrying import Carried, NotCarried, carry
from gsn.review.history import History, history_of
from gsn.review.merging import Conflict, merge
from gsn.review.reading import read_review
from gsn.review.signing import sign
from gsn.review.submitted import Submitted
from gsn.submission.building import build, prepare
from tests.review.conftest import ACCEPTED, AISI, DAY, Desk
from tests.submission.forging import LAB, trusting

JUDGED = 'judged G1, G2 "Read"'


def before_and_after(desk: Desk, change: Callable[[], None]) -> tuple[Submitted, Submitted]:
    """The case as it is, and as it is after a change."""
    old = desk.folder / "old"
    shutil.copytree(desk.case, old)
    change()
    return tuple(  # type: ignore[return-value]
        Submitted(load_case(path), None, Desk.files_of(path), None) for path in (old, desk.case)
    )


def carried(desk: Desk, review: Path, change: Callable[[], None]) -> Carried:
    old, new = before_and_after(desk, change)
    return carry(read_review(review), old, new, date(2026, 6, 8))


def nothing() -> None:
    """No change at all."""


# Carrying over


def test_what_did_not_change_is_carried(desk: Desk) -> None:
    found = carried(desk, desk.review(JUDGED), nothing)
    assert (found.carried, found.changed) == (("filter::G1", "filter::G2"), ())
    assert 'judged G1, G2 "Read"' in found.text


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Each pattern of the list", "Most patterns of the list"),
        ("Test of the filter", "Tests of the filter"),
        ("cites E1", "cites E1, E2"),
        ('evidence E1 "Test report"', 'evidence E1 "Test report, second edition"'),
        ("dated 2026-05-01", "dated 2026-05-03"),
        ('harbour "Harbour Evaluations"\n    role evaluator', 'harbour "Harbour Evaluations"\n    role auditor'),
        ("            solution Sn1", '            context C1 "Of April"\n            solution Sn1'),
    ],
    ids=["text", "solution", "citation", "record", "day", "actor", "context"],
)
def test_whatever_an_element_rests_on_or_speaks_of_has_to_be_the_same(desk: Desk, old: str, new: str) -> None:
    found = carried(desk, desk.review('judged G2 "Read"'), lambda: desk.case_says(old, new))
    assert (found.carried, found.changed) == ((), ("filter::G2",))
    assert "    judged" not in found.text
    assert "# G2 changed" in found.text


def test_a_file_with_other_bytes_is_a_change(desk: Desk) -> None:
    change = lambda: (desk.case / "evidence" / "tests.txt").write_text("Other words.\n")  # noqa: E731
    found = carried(desk, desk.review('judged G2 "Read"'), change)  # type: ignore[arg-type]
    assert found.changed == ("filter::G2",)


def test_a_change_elsewhere_leaves_the_rest(desk: Desk) -> None:
    found = carried(desk, desk.review('judged G2, G3 "Read"'), lambda: desk.case_says("<= 5%", "<= 4%"))
    assert (found.carried, found.changed) == (("filter::G2",), ("filter::G3",))


def test_doubts_queries_and_numbers_go_on_and_a_determination_does_not(desk: Desk) -> None:
    below = 'challenge D1 "Thin"\n    challenges G2\n    accepted "Small" by aisi\n'
    clauses = ('query Q1 about G2 "Which?"', 'substitutes missed: 2 of 400 "Again"', ACCEPTED)
    review = desk.review(*clauses, below=below)
    text = carried(desk, review, lambda: desk.case_says("Each pattern", "Every pattern")).text
    path = desk.folder / "next.review"
    path.write_text(text)
    read = read_review(path)
    assert [query.name for query in read.says.queries] == ["Q1"]
    assert len(read.says.substitutes) == 1
    assert read.says.determination is None
    assert [element.name for element in read.text.elements] == ["D1"]
    assert "# " + '    accepted "Small" by aisi' in text
    assert read.says.follows is not None
    assert read.says.follows.sha256 == read_review(review).sha256


def test_an_answered_query_does_not_go_on(desk: Desk) -> None:
    review = desk.review('query Q1 about G2 "Which?"')
    answer = lambda: desk.case_says("    shows G1\n", '    shows G1\n    answers Q1 of aisi_1 "April"\n')  # noqa: E731
    assert "query Q1" not in carried(desk, review, answer).text


def test_a_review_of_something_else_is_not_carried(desk: Desk) -> None:
    review = desk.review(JUDGED, files="00" * 32)
    with pytest.raises(NotCarried, match="is not of the old version"):
        carried(desk, review, nothing)


# Merging


def test_two_reviewers_texts_are_made_one(desk: Desk) -> None:
    one = desk.review('judged G2 "Read"', name="one", below='challenge D1 "Thin"\n    challenges G2\n')
    two = desk.review('judged G2 "Read"', 'judged G3 "Counted"', name="two", on="2026-06-06")
    path = desk.folder / "both.review"
    path.write_text(merge([read_review(one), read_review(two)], "aisi_1"))
    read = read_review(path)
    assert [each.why.plain for each in read.says.judged] == ["Read", "Counted"]
    assert (read.name, read.says.by and read.says.by.on, len(read.text.elements)) == ("aisi_1", date(2026, 6, 6), 1)


@pytest.mark.parametrize(
    ("second", "why"),
    [
        ({"by": "french"}, "each signs its own"),
        ({"files": "00" * 32}, "other files"),
        ({"clauses": ['determination pending "We wait"']}, "another determination"),
        ({"below": 'challenge D1 "Another"\n    challenges G3\n'}, "both name something `D1`"),
    ],
)
def test_what_contradicts_is_told_and_not_merged(desk: Desk, second: dict[str, str], why: str) -> None:
    given = dict(second)
    clauses = given.pop("clauses", ())
    one = desk.review(ACCEPTED, name="one", key=None, below='challenge D1 "Thin"\n    challenges G2\n')
    two = desk.review(*clauses, name="two", key=None, **given)
    with pytest.raises(Conflict, match=why):
        merge([read_review(one), read_review(two)], "aisi_1")


# The chain


@pytest.fixture
def chain(desk: Desk) -> tuple[Desk, Path]:
    """Three submissions, each after the other, and a review of the second."""
    folder = desk.folder / "chain"
    folder.mkdir()
    previous = ""
    for number in (1, 2, 3):
        if number > 1:
            text = (desk.case / "case.gsn").read_text()
            kept = "".join(line for line in text.splitlines(keepends=True) if "    follows" not in line)
            (desk.case / "case.gsn").write_text(
                kept.replace("    shows G1\n", f'    shows G1\n    follows sha256 "{previous}"\n')
            )
        built = build(prepare(desk.case, DAY), {}, [LAB], folder / f"{number}.gsnz")
        previous = built.digest
        if number == 2:
            review = desk.review(f'of sha256 "{built.digest}"', ACCEPTED, file="chain/aisi_1.review")
            assert review.exists()
    return desk, folder


def read(folder: Path, desk: Desk) -> History:
    return history_of(folder, DAY, trusting(LAB), desk.registry())


def test_a_whole_chain(chain: tuple[Desk, Path]) -> None:
    desk, folder = chain
    found = read(folder, desk)
    assert found.troubles == ()
    assert [each.path.name for each in found.submissions] == ["1.gsnz", "2.gsnz", "3.gsnz"]
    [review] = found.of(found.submissions[1])
    assert (review.determination, review.distrust) == ("acceptable", "")


@pytest.mark.parametrize("missing", ["1.gsnz", "2.gsnz"])
def test_a_gap_shows(chain: tuple[Desk, Path], missing: str) -> None:
    desk, folder = chain
    (folder / missing).unlink()
    assert any(trouble.startswith("gap: ") for trouble in read(folder, desk).troubles)


def test_a_rewritten_link_shows(chain: tuple[Desk, Path]) -> None:
    desk, folder = chain
    desk.case_says("Each pattern", "Most patterns")
    text = (desk.case / "case.gsn").read_text()
    first = "".join(line for line in text.splitlines(keepends=True) if "    follows" not in line)
    (desk.case / "case.gsn").write_text(first)
    build(prepare(desk.case, DAY), {}, [LAB], folder / "1.gsnz")
    assert any("`2.gsnz` follows" in trouble and "rewritten" in trouble for trouble in read(folder, desk).troubles)


def test_a_fork_shows(chain: tuple[Desk, Path]) -> None:
    desk, folder = chain
    desk.case_says("Each pattern", "Most patterns")
    build(prepare(desk.case, DAY), {}, [LAB], folder / "4.gsnz")
    assert any(trouble.startswith("fork: ") for trouble in read(folder, desk).troubles)


def test_a_second_beginning_shows(chain: tuple[Desk, Path]) -> None:
    desk, folder = chain
    (folder / "3.gsnz").unlink()
    text = (desk.case / "case.gsn").read_text()
    kept = "".join(line for line in text.splitlines(keepends=True) if "    follows" not in line)
    (desk.case / "case.gsn").write_text(kept.replace("Each pattern", "Most patterns"))
    build(prepare(desk.case, DAY), {}, [LAB], folder / "5.gsnz")
    assert any("a chain begins once" in trouble for trouble in read(folder, desk).troubles)


def test_a_measurement_that_is_left_out_shows(chain: tuple[Desk, Path]) -> None:
    desk, folder = chain
    (folder / "3.gsnz").unlink()
    desk.case_says('follows sha256 "', 'follows sha256 "')
    digest = read(folder, desk).submissions[-1].digest
    text = (desk.case / "case.gsn").read_text()
    kept = "".join(line for line in text.splitlines(keepends=True) if "    follows" not in line)
    changed = kept.replace("    shows G1\n", f'    shows G1\n    follows sha256 "{digest}"\n')
    (desk.case / "case.gsn").write_text(changed.replace("0 of 400", "0 of 300"))
    build(prepare(desk.case, DAY), {}, [LAB], folder / "3.gsnz")
    [trouble] = read(folder, desk).troubles
    assert trouble.startswith("left out: record `E2` of `2.gsnz` measured `missed`")


def test_a_submission_that_was_altered_is_told(chain: tuple[Desk, Path]) -> None:
    desk, folder = chain
    data = bytearray((folder / "3.gsnz").read_bytes())
    data[len(data) // 2] ^= 1
    (folder / "3.gsnz").write_bytes(data)
    assert read(folder, desk).troubles


def test_a_review_by_another_key_is_told(chain: tuple[Desk, Path]) -> None:
    desk, folder = chain
    sign(read_review(folder / "aisi_1.review"), LAB)
    [review] = read(folder, desk).reviews
    assert "a key that is none of" in review.distrust
    sign(read_review(folder / "aisi_1.review"), AISI)
    [review] = read(folder, desk).reviews
    assert review.distrust == ""
