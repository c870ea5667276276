"""`gsn lapse`, run as people run it."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

CASES = Path(__file__).parents[2] / "cases"

Run = Callable[..., subprocess.CompletedProcess[str]]
WriteCase = Callable[..., Path]


def test_what_ends_when(run: Run, write_case: WriteCase) -> None:
    done = run("lapse", write_case(), "--as-of", "2026-06-01")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        "2026-11-02  expires: E1",
        "            without support from then on: G1, G2, G3",
        "2027-01-01  no longer valid: filter",
        "",
        "the case falls on 2026-11-02, 154 days from 2026-06-01",
    ]


def test_what_has_fallen_already(run: Run, write_case: WriteCase) -> None:
    done = run("lapse", write_case(), "--as-of", "2026-12-01")
    assert done.returncode == 3
    assert done.stdout.splitlines() == [
        "already     without support: G1, G2, G3",
        "2027-01-01  no longer valid: filter",
        "",
        "the case does not stand on 2026-12-01: G1 rests on what is wanting",
    ]


def test_nothing_that_ends(run: Run, write_case: WriteCase) -> None:
    done = run("lapse", write_case({"    expires 2026-11-01\n": "", "    valid until 2026-12-31\n": ""}))
    assert done.stdout.splitlines() == [
        "nothing of it ends on a day that is written down",
        "",
        "no day is written down on which the case falls",
    ]


def test_as_data(run: Run) -> None:
    done = run("lapse", CASES / "cyber-inability", "--as-of", "2026-11-23", "--format", "json")
    data = json.loads(done.stdout)
    assert (data["format_version"], data["case"], data["falls_on"]) == (1, "cyber_inability", "2027-07-01")
    (first, *_) = data["lapses"]
    assert first["day"] == "2027-07-01"
    assert first["shown_goals"] == ["cyber_inability::G1", "cyber_inability::G5"]
    ending = {"element": "cyber_inability::", "what": "no longer valid", "effect": "falls"}
    assert ending in first["endings"]
    assert [span["record"] for span in data["spans"]][-1] == "tasks::fidelity_study"


def test_a_registry_may_end_it_earlier(run: Run, write_case: WriteCase, tmp_path: Path) -> None:
    audit = {
        "    type test_results\n": "    type security_audit\n",
        '    file "tests.txt"': '    covers code, weights, data, physical\n    file "tests.txt"',
    }
    registry = tmp_path / "registry.gsn"
    registry.write_text(
        'actor laboratory "L"\n    role auditor\n    accredited by office until 2026-08-31\n'
        'actor office "O"\n    role public_body\n',
        encoding="utf-8",
    )
    case = write_case(audit)
    assert run("lapse", case, "--as-of", "2026-06-01").returncode == 3
    done = run("lapse", case, "--as-of", "2026-06-01", "--actors", registry)
    assert done.stdout.splitlines()[0] == "2026-09-01  the accreditation of `laboratory` ends: E1"
    assert "the case falls on 2026-09-01, 92 days from 2026-06-01" in done.stdout


@pytest.mark.parametrize("arguments", [("--as-of", "soon"), ("--format", "yaml"), ("--actors", "nowhere.gsn")])
def test_it_does_not_run(arguments: tuple[str, ...], run: Run, write_case: WriteCase) -> None:
    assert run("lapse", write_case(), *arguments).returncode == 2


def test_there_is_no_case(run: Run, tmp_path: Path) -> None:
    assert run("lapse", tmp_path).returncode == 2
