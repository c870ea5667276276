"""The case of three risks is undetermined by itself, and accepted with the review of it: both by the whole profile."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from gsn.argument import Argument
from gsn.checking import judge
from gsn.evidence.actors import Registry, registry_of
from gsn.feet import feet_of
from gsn.findings import Verdict
from gsn.language.loading import load_case
from gsn.model.case import Case
from gsn.model.kinds import Kind
from gsn.review.reading import read_review
from gsn.review.signing import sign
from gsn.review.taking import files_digest, take
from gsn.review.waiting import to_judge
from tests.review.conftest import AISI, written_key
from tests.submission.forging import STRANGER

CASE = Path(__file__).parents[2] / "cases" / "three-risks"
TEXT = Path(__file__).with_name("three-risks.review")
DAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def case() -> Case:
    return load_case(CASE)


@pytest.fixture
def registry(case: Case, tmp_path: Path) -> Registry:
    """The actors that the case states, as a reviewer would who found each of them so, and the institute's key."""
    lines = case.modules[case.name].lines
    actors = [element for element in case.elements.values() if element.kind is Kind.ACTOR]
    text = []
    for actor in actors:
        at = actor.place.number
        text.append(lines[at - 1].text)
        while lines[at].text.startswith("    "):
            text.append(lines[at].text)
            at += 1
        text += [f'    key "{written_key(AISI)}"'] if actor.name == "aisi" else []
    path = tmp_path / "actors.gsn"
    path.write_text("\n".join(text) + "\n")
    return registry_of(load_case(path))


@pytest.fixture
def review(case: Case, tmp_path: Path) -> Path:
    """The institute's review, of the case as it is, of whatever waits to be judged in it."""
    waiting = ", ".join(each.element for each in to_judge(Argument(case, DAY)))
    path = tmp_path / "aisi_1.review"
    path.write_text(TEXT.read_text().replace("FILES", files_digest(case) or "").replace("JUDGED", waiting))
    sign(read_review(path), AISI)
    return path


def test_without_a_review_it_is_undetermined(case: Case, registry: Registry) -> None:
    judgement = judge(case, DAY, registry=registry)
    assert judgement.verdict is Verdict.UNDETERMINED
    assert "accepted" not in judgement.label
    assert feet_of(judgement.argument).judged == ()


def test_with_the_review_beside_it_it_is_accepted(case: Case, registry: Registry, review: Path) -> None:
    judgement = judge(take(case, [review], registry, DAY), DAY, registry=registry)
    assert [ground.message for ground in judgement.grounds] == []
    assert judgement.label.startswith("passed, accepted by aisi on 2026-11-20 on condition: The pilot's register")
    feet = feet_of(judgement.argument)
    assert feet.judged == feet.qualitative
    assert to_judge(judgement.argument) == ()


def test_signed_by_somebody_else_it_is_undetermined_as_before(case: Case, registry: Registry, review: Path) -> None:
    sign(read_review(review), STRANGER)
    judgement = judge(take(case, [review], registry, DAY), DAY, registry=registry)
    assert judgement.verdict is Verdict.UNDETERMINED
    assert feet_of(judgement.argument).judged == ()


def test_what_proofs_hold_under_is_judged_one_by_one(case: Case, registry: Registry, review: Path) -> None:
    """Without a determination, the limit in numbers is kept all the same where all that it rests on is judged."""
    text = "".join(line for line in review.read_text().splitlines(keepends=True) if "determination" not in line)
    review.write_text(text.replace("    condition", "    note"))
    sign(read_review(review), AISI)
    judgement = judge(take(case, [review], registry, DAY), DAY, registry=registry)
    open_ = [ground.message for ground in judgement.grounds]
    assert [message.split(" ")[1] for message in open_] == ["`loss_of_control_limit`"]
    review.write_text(review.read_text().replace("malicious_use::B1, ", ""))
    sign(read_review(review), AISI)
    judgement = judge(take(case, [review], registry, DAY), DAY, registry=registry)
    assert any("nobody has reviewed" in ground.message for ground in judgement.grounds)
