"""What is proved of the numbers, before and now: it gets worse, better, or cannot be told."""

from collections.abc import Callable
from fractions import Fraction
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from gsn.checking import Judgement
from gsn.diff.change import Difference
from gsn.diff.comparing import compare
from gsn.diff.data import as_data
from gsn.diff.margins import Margin, Proved, Way
from gsn.diff.markdown import as_markdown
from gsn.diff.telling import Named
from gsn.diff.text import as_text
from gsn.risk.problem import Side
from tests.diff.conftest import judged

STUDY = b"No foothold in sixty campaigns.\n"

CASE = f"""\
case range "Footholds on the range"
    shows G1
goal G1 "Novices rarely gain a foothold"
    claim foothold <= 6.4% at 98%
    solution E1
hazard loss "Loss on the range"
    is any of foothold complete by G2
goal G2 "There is no other way"
    undeveloped
goal G3 "Losses are rare"
    claim loss <= 6.4% at 98%
    goal G1
probability foothold "Foothold on the range"
    trial "two weeks, one novice"
evidence E1 "Range study"
    type uplift_study
    file "range.txt" sha256 "{sha256(STUDY).hexdigest()}"
    by institute
    dated 2026-05-01
    measures foothold: 0 of 60
actor institute "AI Safety Institute"
    role public_body
"""


CLAIM = "claim foothold <= 6.4% at 98%"


@pytest.fixture
def compared(tmp_path: Path) -> Callable[[str, str], Difference]:
    """The case compared with itself, one text replaced."""

    def comparing(old: str, new: str) -> Difference:
        assert old in CASE
        return compare(*(judged_in(tmp_path / str(n), text) for n, text in enumerate((CASE, CASE.replace(old, new)))))

    return comparing


def judged_in(folder: Path, text: str) -> Judgement:
    folder.mkdir()
    (folder / "range.txt").write_bytes(STUDY)
    (folder / "case.gsn").write_text(text, encoding="utf-8")
    judgement = judged(folder)
    assert judgement.case.problems == []
    return judgement


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param("0 of 60", "0 of 90", [("G1", "more room")], id="more trials"),
        pytest.param("0 of 60", "1 of 60", [("G1", "no longer holds")], id="a foothold"),
        pytest.param(CLAIM, "claim foothold <= 6.5% at 98%", [("G1", "more room")], id="a claim that asks less"),
        pytest.param(CLAIM, "claim foothold <= 6.35% at 98%", [("G1", "less room")], id="a claim that asks more"),
        pytest.param(CLAIM, "claim foothold <= 6% at 98%", [("G1", "no longer holds")], id="a claim of too much"),
        pytest.param(
            "    undeveloped\n", "    solution E1\n", [("loss", "bounded now"), ("G3", "holds now")], id="a list argued"
        ),
        pytest.param(f"    {CLAIM}\n", "", [("G1", "changed")], id="a claim that goes"),
        pytest.param("G1", "G9", [], id="another name"),
    ],
)
def test_what_is_proved_of_the_numbers(
    old: str, new: str, expected: list[tuple[str, str]], compared: Callable[[str, str], Difference]
) -> None:
    difference = compared(old, new)
    assert [(margin.element.removeprefix("range::"), margin.way.value) for margin in difference.margins] == expected
    assert difference.of_substance


def test_each_side_is_said_in_words(compared: Callable[[str, str], Difference]) -> None:
    difference = compared("0 of 60", "1 of 60")
    (margin,) = difference.margins
    assert margin.before is not None
    assert margin.after is not None
    assert margin.words(margin.before) == "proved, at most 0.0632, headroom 1.01"
    assert margin.words(margin.after) == "not proved, at most 0.0935, headroom 0.685"
    lines = list(as_text(difference, Named("old", "new")))
    assert "  goal `G1`, its claim on `foothold`: no longer holds" in lines
    assert "    - proved, at most 0.0632, headroom 1.01" in lines
    markdown = as_markdown(difference, Named("old", "new"))
    assert "- goal `G1`, its claim on `foothold`: **no longer holds**" in markdown
    assert "<details open><summary>What is proved of the numbers (1)</summary>" in markdown


def test_numbers_are_given_exactly_to_programs(compared: Callable[[str, str], Difference]) -> None:
    (told,) = as_data(compared("0 of 60", "0 of 90"), Named("old", "new"))["margins"]
    assert (told["element"], told["quantity"], told["limit"], told["way"]) == (
        "range::G1",
        "range::foothold",
        None,
        "more room",
    )
    bound = Fraction(told["before"]["bound"]["exact"])
    assert (1 - bound) ** 60 <= Fraction(2, 100), "the bound of 0 of 60 at 98% (Clopper-Pearson)"
    assert Fraction(told["before"]["headroom"]["exact"]) == Fraction(64, 1000) / bound


def proved(**given: Any) -> Proved:
    plain = {"holds": True, "bound": Fraction(1, 2), "unit": None, "side": Side.UPPER, "headroom": None}
    return Proved(**plain | given)


@pytest.mark.parametrize(
    ("before", "after", "way"),
    [
        (None, proved(), Way.CHANGED),
        (proved(), None, Way.CHANGED),
        (proved(), proved(holds=False), Way.LOST),
        (proved(holds=False, headroom=Fraction(9)), proved(headroom=Fraction(1)), Way.HOLDS),
        (proved(), proved(bound=None), Way.UNBOUNDED),
        (proved(bound=None), proved(), Way.BOUNDED),
        (proved(bound=None), proved(bound=None, unit="year"), Way.CHANGED),
        (proved(headroom=Fraction(2)), proved(headroom=Fraction(3)), Way.MORE),
        (proved(headroom=Fraction(2)), proved(headroom=Fraction(1)), Way.LESS),
        (proved(), proved(bound=Fraction(1, 3)), Way.TIGHTER),
        (proved(), proved(bound=Fraction(2, 3)), Way.LOOSER),
        (proved(side=Side.LOWER), proved(side=Side.LOWER, bound=Fraction(1, 3)), Way.LOOSER),
        (proved(side=Side.LOWER), proved(side=Side.LOWER, bound=Fraction(2, 3)), Way.TIGHTER),
        (proved(unit="year"), proved(unit="month", bound=Fraction(1, 3)), Way.CHANGED),
    ],
)
def test_which_way_it_went(before: Proved | None, after: Proved | None, way: Way) -> None:
    assert Margin("m::h", None, None, before, after).way is way
