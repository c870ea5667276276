"""`gsn doubts`, run as people run it."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from gsn.doubt.known import KNOWN

CASES = Path(__file__).parents[2] / "cases"
DAY = "2026-06-01"
ACTOR = 'actor aisi "AI Safety Institute"\n    role public_body\n'

Run = Callable[..., subprocess.CompletedProcess[str]]
WriteCase = Callable[..., Path]

DOUBTS = """    challenge D1 "The list is of last year"
        accepted "Small" by aisi
    challenge D2 "The tests are old"
        challenge A2 "They are of May"
            solution E1
    strategy S1 "Argument over the two halves of the list"
        challenge D3 "There are three halves"
            challenge A3 "There are two"
"""


@pytest.fixture
def doubted(write_case: WriteCase) -> Path:
    folder = write_case({'    strategy S1 "Argument over the two halves of the list"\n': DOUBTS})
    case = folder / "case.gsn"
    case.write_text(case.read_text("utf-8") + ACTOR, encoding="utf-8")
    return folder


def test_a_case_without_doubts(run: Run, write_case: WriteCase) -> None:
    done = run("doubts", write_case(), "--as-of", DAY)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[0] == "0 doubts: none, judged on 2026-06-01"


def test_open_ones_first_and_each_with_what_became_of_it(run: Run, doubted: Path) -> None:
    done = run("doubts", doubted, "--as-of", DAY)
    assert (done.returncode, done.stderr) == (3, "")
    assert done.stdout.splitlines() == [
        "in doubt (1)",
        "  2  D3  on S1",
        "     There are three halves",
        "     `A3` answers nothing: `A3` has no support",
        "",
        "accepted (1)",
        "  1  D1  on G1",
        "     The list is of last year",
        "     accepted by aisi: Small",
        "",
        "answered (1)",
        "  1  D2  on G1",
        "     The tests are old",
        "     answered by A2",
        "",
        "3 doubts: 1 in doubt, 1 accepted, 1 answered, judged on 2026-06-01",
        "a weight counts what rests on what is doubted, of 7 elements that the case rests on",
    ]


def test_as_data(run: Run, doubted: Path) -> None:
    data = json.loads(run("doubts", doubted, "--as-of", DAY, "--format", "json").stdout)
    assert (data["format_version"], data["case"], data["as_of"], data["most_weight"]) == (1, "filter", DAY, 7)
    first = data["doubts"][0]
    assert (first["challenge"], first["state"], first["weight"], first["about"]) == (
        "filter::D3",
        "in doubt",
        2,
        [["filter::S1"]],
    )
    assert first["answers"] == [{"challenge": "filter::A3", "holds": False, "why": first["why"]}]
    assert [(doubt["challenge"], doubt["open"]) for doubt in data["doubts"][1:]] == [
        ("filter::D1", False),
        ("filter::D2", False),
    ]


def test_a_registry_decides_who_may_accept(run: Run, doubted: Path, tmp_path: Path) -> None:
    actors = tmp_path / "mine.gsn"
    actors.write_text('actor aisi "AI Safety Institute"\n    role evaluator\n', encoding="utf-8")
    data = json.loads(run("doubts", doubted, "--as-of", DAY, "--format", "json", "--actors", actors).stdout)
    assert data["standing_by"] == "registry"
    assert [doubt["state"] for doubt in data["doubts"]] == ["in doubt", "in doubt", "answered"]


def test_the_standing_doubts_of_a_whole_case(run: Run) -> None:
    done = run("doubts", CASES / "misuse-safeguards", "--as-of", "2026-11-23", "--format", "json")
    doubts = json.loads(done.stdout)["doubts"]
    standing = [doubt for doubt in doubts if doubt["standing"] is not None]
    questions = {known.name: known.question for known in KNOWN}
    assert done.returncode == 3
    assert all(doubt["question"] == questions[doubt["standing"]] for doubt in standing)
    ranks = [(not doubt["open"], -doubt["weight"]) for doubt in doubts]
    assert ranks == sorted(ranks)
    held_back = next(doubt for doubt in standing if doubt["standing"] == "sandbagging")
    assert (held_back["open"], held_back["challenge"]) == (True, "misuse_safeguards::D1")


def test_it_is_the_same_each_time(run: Run) -> None:
    case = CASES / "cyber-inability"
    told = {run("doubts", case, "--as-of", "2026-11-23", "--format", "json").stdout for _ in range(2)}
    assert len(told) == 1


def test_a_challenge_that_is_attached_to_nothing(run: Run, write_case: WriteCase) -> None:
    folder = write_case()
    case = folder / "case.gsn"
    case.write_text(case.read_text("utf-8") + 'challenge D9 "All of it is wrong"\n', encoding="utf-8")
    done = run("doubts", folder, "--as-of", DAY)
    assert done.returncode == 3
    assert done.stdout.splitlines()[1:4] == [
        "  0  D9  on nothing",
        "     All of it is wrong",
        "     it is attached to nothing",
    ]


def test_no_case(run: Run, tmp_path: Path) -> None:
    done = run("doubts", tmp_path / "none")
    assert (done.returncode, done.stdout) == (2, "")
