"""`gsn treaty`, run as people run it."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

COMMAND = Path(sys.executable).with_name("gsn")
OWN = """\
treaty own "A profile of one's own"
    extends conditional
    source "Internal"
    tier regulated
        when training_compute > 1e26 FLOP counting pretraining
"""

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Run the installed command in a folder of its own."""

    def run_gsn(*arguments: str) -> subprocess.CompletedProcess[str]:
        environment = {name: value for name, value in os.environ.items() if name not in {"NO_COLOR", "FORCE_COLOR"}}
        return subprocess.run(
            [COMMAND, "treaty", *arguments],
            capture_output=True,
            text=True,
            timeout=120,
            env=environment,
            check=False,
            cwd=tmp_path,
        )

    return run_gsn


def test_the_list(run: Run) -> None:
    done = run("list", "--as-of", "2026-11-23")
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    at = lines.index("conditional  Conditional AI Safety Treaty")
    assert lines[at + 1 : at + 3] == [
        "    treaty; status proposed; not in force: it is a proposal (2026-11-23)",
        "    source: Review and Recommendations for a Conditional AI Safety Treaty, section 2",
    ]


def test_the_list_as_data(run: Run) -> None:
    data = json.loads(run("list", "--format", "json", "--as-of", "2026-11-23").stdout)
    example = next(profile for profile in data["profiles"] if profile["name"] == "example")
    assert (data["format_version"], example["status"], example["in_force"]) == (1, "invented", False)
    assert [origin["name"] for origin in example["lineage"]] == ["example", "conditional"]
    assert len(example["digest"]) == 64


def test_a_profile_in_words_with_the_source_of_each_figure(run: Run) -> None:
    done = run("show", "example", "--as-of", "2026-11-23")
    assert (done.returncode, done.stderr) == (0, "")
    for line in (
        "      limits loss_of_control  [Invented for examples]",
        "      the frequency is at most 3e-2 per year, with 85% confidence  [Invented for examples]",
        "      reached when damage is at least 1e9 USD; or deaths is at least 50  [Invented for examples]",
        "      done by aisi or public_body with grey box or white box access",
        "      limits malicious_use of severity severe or worse  [Invented for examples]",
    ):
        assert line in done.stdout.splitlines()
    assert "is above 1e25 FLOP, counting pretraining and post training  [Invented for examples]\n" in done.stdout


def test_what_is_still_to_be_set_says_so(run: Run) -> None:
    done = run("show", "conditional")
    assert (
        "training compute is above a number of FLOP that is still to be set (which parts are counted is not set)"
        in (done.stdout)
    )
    assert "at intervals that are still to be set while training, as approved by aisi" in done.stdout


def test_a_local_profile_is_marked_as_supplied_by_the_developer(run: Run, tmp_path: Path) -> None:
    (tmp_path / "own.treaty").write_text(OWN, encoding="utf-8")
    done = run("show", "own.treaty")
    assert done.returncode == 0
    assert "    own: own.treaty, supplied by the developer, sha256 " in done.stdout
    assert "    conditional: conditional.treaty, built-in, sha256 " in done.stdout
    data = json.loads(run("show", "./own.treaty", "--format", "json").stdout)
    assert data["supplied_by_developer"] is True
    (tier,) = [item for item in data["items"] if item["kind"] == "tier"]
    (when,) = tier["clauses"]["when"]
    assert (when["profile"], when["source"], when["line"]) == ("own", "Internal", 5)
    (test,) = when["value"]["alternatives"][0]
    assert test["value"] == {"written": "1e26", "exact": f"{10**26}/1"}


def test_a_bare_name_is_a_built_in_and_only_that(run: Run, tmp_path: Path) -> None:
    (tmp_path / "own.treaty").write_text(OWN, encoding="utf-8")
    (tmp_path / "conditional").write_text(OWN, encoding="utf-8")
    assert "supplied by the developer" not in run("show", "conditional").stdout
    done = run("show", "own")
    assert (done.returncode, done.stdout) == (2, "")
    assert "no built-in profile is called `own`" in done.stderr


def test_a_wrong_profile_is_shown_with_what_is_wrong(run: Run, tmp_path: Path) -> None:
    (tmp_path / "own.treaty").write_text(OWN.replace("        when", "        whn"), encoding="utf-8")
    done = run("show", "own.treaty")
    assert done.returncode == 1
    assert "own.treaty:5:9: `whn` begins nothing under a tier (did you mean `when`?)" in done.stderr
    assert "not all of it could be read" in done.stdout
    data = json.loads(run("show", "own.treaty", "--format", "json").stdout)
    assert [(problem["name"], problem["line"]) for problem in data["problems"]] == [("unknown-word", 5)]


def test_one_statement_explained(run: Run) -> None:
    done = run("explain", "example", "evaluation_intervals")
    lines = done.stdout.splitlines()
    assert lines[0] == 'requirement evaluation_intervals  "Evaluations occur during development"'
    assert "  declared in conditional, refined in example" in lines
    at = lines.index("  every 6 months while training, as approved by aisi")
    assert lines[at + 1].startswith("    example, example.treaty:")
    assert lines[at + 1].endswith("; source: Invented for examples")
    assert lines[-1] == "  named by tier regulated"


def test_a_duty_of_others_is_context(run: Run) -> None:
    done = run("explain", "conditional", "compute_reports")
    assert "  binds cloud_provider, owed to designated_authority" in done.stdout.splitlines()
    assert done.stdout.endswith("  no tier names it: it is context, and asked of those whom it binds\n")
    data = json.loads(run("explain", "conditional", "compute_reports", "--format", "json").stdout)
    assert (data["item"]["name"], data["named_by"]) == ("compute_reports", [])


def test_a_statement_that_is_not_there(run: Run) -> None:
    done = run("explain", "conditional", "regulatd")
    assert done.returncode == 2
    assert "`conditional` has no `regulatd`; did you mean `regulated`?" in done.stderr


def test_a_hostile_profile_moves_no_cursor(run: Run, tmp_path: Path) -> None:
    (tmp_path / "own.treaty").write_bytes(b'treaty own "A \x1b[2J title"\n    tier t "##[error] T"\n')
    done = run("show", "own.treaty")
    assert done.returncode == 1
    assert "\x1b" not in done.stdout + done.stderr
    assert "##[error]" not in done.stdout + done.stderr
