"""What the commands print and how they end: data for machines, one line where something cannot be done."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from gsn.cli.commands import gsn
from tests.review.conftest import ACCEPTED, Desk

Call = Callable[..., Result]


@pytest.fixture
def call() -> Call:
    return lambda *arguments: CliRunner().invoke(gsn, [str(each) for each in arguments], standalone_mode=False)


def registry(desk: Desk) -> Path:
    desk.registry()
    return desk.folder / "actors.gsn"


def test_status_as_data(desk: Desk, call: Call) -> None:
    review = desk.review('judged G2 "Read"', 'query Q1 about G3 "Which?"')
    done = call("review", "status", desk.case, review, "--actors", registry(desk), "--format", "json")
    data = json.loads(done.output)
    assert (data["judged"], done.return_value) == ({"filter::G2": ["aisi"]}, 1)
    assert [query["query"] for query in data["queries"]] == ["Q1"]
    assert data["reviews"][0]["counts"]


def test_both_bounds_are_printed(desk: Desk, call: Call) -> None:
    review = desk.review('substitutes missed: 60 of 400 "Counted again"')
    done = call("risk", desk.case, "--review", review, "--as-of", "2026-06-10")
    assert "the developer: at most 0.00747, proved" in done.output
    assert "review `aisi_1` by `aisi` on 2026-06-05: at most 0.1" in done.output


def test_the_document_tells_of_reviews(desk: Desk, call: Call) -> None:
    review = desk.review('judged G2 "Read"', 'query Q1 about G3 "Which?"', ACCEPTED)
    out = desk.folder / "out"
    done = call(
        *("report", desk.case, "--review", review, "--actors", registry(desk)),
        *("--as-of", "2026-06-10", "--format", "md", "-o", out),
    )
    assert done.exception is None
    text = (out / "document.md").read_text().replace("\\", "")
    assert "ssh-keygen -Y verify -n gsn-review" in text
    assert "determination: acceptable, All is shown" in text
    assert "Q1 of aisi_1" in text


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("review", "new", "{case}", "--by", "aisi", "-o", "{case}/case.gsn"), "is there"),
        (("review", "new", "{case}", "--by", "no name", "-o", "{case}/../n.review"), "a name is a letter"),
        (("review", "new", "{case}/nowhere", "--by", "aisi", "-o", "{case}/../n.review"), "is no case"),
        (("review", "status", "{case}", "{case}/case.gsn"), "is no review"),
        (("review", "sign", "{case}/case.gsn", "--key", "{case}/case.gsn"), "is no review"),
        (("check", "{case}", "--review", "{case}/nowhere.review"), "cannot be read"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_line(desk: Desk, call: Call, arguments: tuple[str, ...], why: str) -> None:
    done = call(*(each.replace("{case}", str(desk.case)) for each in arguments))
    told = getattr(done.exception, "message", str(done.exception))
    assert why in told


def test_a_comparison_takes_reviews_into_account(desk: Desk, call: Call) -> None:
    def standing(*reviews: Path) -> str:
        desk.profile()
        options = [part for review in reviews for part in ("--review", review)]
        terms = ("--actors", registry(desk), "--as-of", "2026-06-10", "--treaty", desk.folder / "ours.treaty")
        return call("treaty", "compare", desk.case, *options, *terms).output

    assert "if bound, awaiting determination" in standing()
    assert "if bound, may proceed" in standing(desk.review(ACCEPTED))


def test_a_comparison_as_a_table(desk: Desk, call: Call) -> None:
    done = call(
        "treaty", "compare", desk.case, "--treaty", "eu-ai-act", "--format", "markdown", "--as-of", "2026-06-10"
    )
    head, _, row = [line for line in done.output.splitlines() if line.startswith("|")]
    assert [cell.strip() for cell in head.split("|")[1:-1]] == ["profile", "tier", "obligations", "limits", "standing"]
    assert [cell.strip()[:38] for cell in row.split("|")[1:-1]] == [
        "eu-ai-act",
        "`systemic_risk` undetermined (`f1` dec",
        "0 met; 1 missing: notification",
        "none",
        "undetermined",
    ]
