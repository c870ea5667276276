"""`gsn gate`, installed: its own answer by its status, and the verdict beside it."""

import json
import signal
import subprocess
from pathlib import Path
from typing import IO

import pytest

from tests.cli.conftest import COMMAND, DAY, Run, WriteCase
from tests.diff.repositories import commit, repository
from tests.gate.calling import Call, caller

UNSUPPORTED = {"            solution E1\n        goal G3": "        goal G3"}
UNDEVELOPED = {"            solution E1\n        goal G3": "            undeveloped\n        goal G3"}
BASELINE = '[gate]\nbaseline = "gsn-baseline.json"\n'


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Call:
    """The command, called in this process."""
    return caller(capsys, monkeypatch)


def last_lines(text: str) -> list[str]:
    return text.splitlines()[-2:]


@pytest.mark.parametrize(
    ("changes", "policy", "answer", "verdict"),
    [
        pytest.param({}, None, "gate holds", "passed", id="all is well"),
        pytest.param(UNSUPPORTED, None, "gate fails: 1 objection", "rejected", id="an error"),
        pytest.param(UNDEVELOPED, None, "gate fails: 1 objection", "undetermined", id="undeveloped"),
        pytest.param(
            UNDEVELOPED,
            "[gate]\nundeveloped-until = 2026-12-31\n",
            "gate holds",
            "undetermined",
            id="undeveloped while drafting",
        ),
        pytest.param(
            UNDEVELOPED,
            "[gate]\nundeveloped-until = 2026-05-31\n",
            "gate fails: 1 objection",
            "undetermined",
            id="undeveloped for too long",
        ),
    ],
)
def test_the_status_says_the_gates_answer_and_never_the_verdict(
    call: Call,
    write_case: WriteCase,
    changes: dict[str, str],
    policy: str | None,
    answer: str,
    verdict: str,
) -> None:
    folder = write_case(changes)
    if policy is not None:
        (folder / "gsn.toml").write_text(policy, encoding="utf-8")
    done = call("gate", folder, "--as-of", DAY)
    assert last_lines(done.stdout) == [answer, f"verdict: {verdict}, held against no treaty"]
    assert done.returncode == (0 if answer == "gate holds" else 1)
    assert done.stderr == ""
    assert call("check", folder, "--as-of", DAY).stdout.splitlines()[-1] == last_lines(done.stdout)[1]


def test_an_objection_is_shown_at_its_line(call: Call, write_case: WriteCase) -> None:
    folder = write_case(UNDEVELOPED)
    done = call("gate", folder.name, "--as-of", DAY, cwd=folder.parent)
    assert done.stdout.startswith(
        "error[GATE02] `G2` is undeveloped, and the goals that are shown rest on it (undeveloped-foot)\n"
        " --> filter/case.gsn:9:13\n"
    )


def test_what_was_asked_is_said(call: Call, write_case: WriteCase) -> None:
    said = call("gate", write_case(), "--as-of", DAY).stdout
    assert (
        "policy: no error; accepted evidence at every limit-bearing foot (2 looked at) (no file: the default)" in said
    )
    assert "judged on 2026-06-01 by GSN0xx" in said


def test_a_shared_file_may_hold_the_policy(call: Call, write_case: WriteCase) -> None:
    folder = write_case(UNDEVELOPED)
    (folder / "pyproject.toml").write_text("[tool.gsn.gate]\nlimit-bearing-evidenced = false\n", encoding="utf-8")
    assert call("gate", folder, "--as-of", DAY).returncode == 0


def test_a_policy_may_be_named(call: Call, write_case: WriteCase, tmp_path: Path) -> None:
    folder = write_case(UNDEVELOPED)
    (tmp_path / "lax.toml").write_text("[gate]\nlimit-bearing-evidenced = false\n", encoding="utf-8")
    assert call("gate", folder, "--as-of", DAY, "--config", tmp_path / "lax.toml").returncode == 0


@pytest.mark.parametrize(
    ("arguments", "files", "told"),
    [
        pytest.param(["nowhere"], {}, "there is no such file", id="no case"),
        pytest.param(["filter", "--config", "nowhere.toml"], {}, "is no file that can be read", id="no policy"),
        pytest.param(["filter"], {"gsn.toml": "[gate]\nfail_on = []\n"}, "did you mean `fail-on`?", id="unknown key"),
        pytest.param(["filter"], {"gsn.toml": BASELINE}, "there is no baseline", id="no baseline"),
        pytest.param(
            ["filter"],
            {"gsn.toml": BASELINE, "gsn-baseline.json": "{}"},
            "nothing is set aside by a file that cannot be read",
            id="a baseline that cannot be read",
        ),
        pytest.param(["filter", "--write-baseline"], {}, "the policy names no baseline", id="no baseline to write"),
        pytest.param(
            ["filter", "--write-baseline"],
            {"gsn.toml": BASELINE, "gsn-baseline.json": "{}"},
            "nothing is set aside by a file that cannot be read",
            id="a baseline that cannot be read is not written over",
        ),
        pytest.param(["filter", "--changed-since", "main"], {}, "is in no git repository", id="no repository"),
        pytest.param(["filter", "--write-baseline", "--watch"], {}, "without --watch", id="watching and writing"),
        pytest.param(["filter", "--grow-baseline", "--changed-since", "x"], {}, "without --changed-since", id="half"),
        pytest.param(["filter", "--output", "yaml:x"], {}, "is no form", id="no such form"),
        pytest.param(
            ["filter", "--output", "github:-", "--format", "json"], {}, "standard output holds one form", id="two forms"
        ),
    ],
)
def test_what_did_not_run_ends_with_two(
    call: Call, write_case: WriteCase, tmp_path: Path, arguments: list[str], files: dict[str, str], told: str
) -> None:
    folder = write_case()
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    done = call("gate", *arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert done.stdout == ""
    assert told in " ".join(done.stderr.split())
    assert "Traceback" not in done.stderr
    assert all((folder / name).read_text(encoding="utf-8") == text for name, text in files.items())


# The baseline


def test_a_baseline_is_begun_shrinks_and_grows_only_when_asked(call: Call, write_case: WriteCase) -> None:
    folder = write_case(UNSUPPORTED)
    (folder / "gsn.toml").write_text(BASELINE, encoding="utf-8")
    file = folder / "gsn-baseline.json"

    def held() -> list[tuple[str, str]]:
        return [(entry["code"], entry["element"]) for entry in json.loads(file.read_text())["entries"]]

    begun = call("gate", folder, "--as-of", DAY, "--write-baseline")
    assert begun.returncode == 0
    assert begun.stderr == f"wrote {file}: 1 set aside, 0 before\n"
    assert held() == [("GSN201", "filter::G2")]
    assert "set aside by the baseline: GSN201 G2" in call("gate", folder, "--as-of", DAY).stdout

    write_case(UNSUPPORTED | {"                cites E1\n": ""})
    assert call("gate", folder, "--as-of", DAY).returncode == 1
    assert call("gate", folder, "--as-of", DAY, "--write-baseline").returncode == 1
    assert held() == [("GSN201", "filter::G2")]
    assert call("gate", folder, "--as-of", DAY, "--grow-baseline").returncode == 0
    assert ("GSN201", "filter::G2") in held()
    assert len(held()) > 1

    write_case({"                cites E1\n": ""})
    assert (
        "stale in the baseline, which `--write-baseline` takes out: GSN201 G2"
        in call("gate", folder, "--as-of", DAY).stdout
    )
    assert call("gate", folder, "--as-of", DAY, "--write-baseline").returncode == 0
    assert ("GSN201", "filter::G2") not in held()
    assert held()

    write_case()
    call("gate", folder, "--as-of", DAY, "--write-baseline")
    assert held() == []
    write_case(UNSUPPORTED)
    assert call("gate", folder, "--as-of", DAY).returncode == 1


def test_a_baseline_makes_no_verdict_better(call: Call, write_case: WriteCase) -> None:
    folder = write_case(UNSUPPORTED)
    (folder / "gsn.toml").write_text(BASELINE, encoding="utf-8")
    done = call("gate", folder, "--as-of", DAY, "--write-baseline")
    assert last_lines(done.stdout) == ["gate holds", "verdict: rejected, held against no treaty"]


# Other forms


def test_the_answer_as_data(call: Call, write_case: WriteCase) -> None:
    done = call("gate", write_case(UNSUPPORTED), "--as-of", DAY, "--format", "json")
    data = json.loads(done.stdout)
    assert (data["format_version"], data["gate"], data["verdict"]) == (1, "fails", "rejected")
    assert data["policy"] == {
        "file": None,
        "fail_on": ["error"],
        "limit_bearing_evidenced": True,
        "undeveloped_until": None,
        "baseline": None,
    }
    assert data["limit_bearing_feet"] == 2
    assert [(found["code"], found["element"], found["line"]) for found in data["objections"]] == [
        ("GSN201", "filter::G2", 8)
    ]
    assert (data["allowed"], data["set_aside"], data["earlier"], data["stale"]) == ([], [], [], [])


def test_every_form_of_check_holds_what_the_gate_objects_to(call: Call, write_case: WriteCase, tmp_path: Path) -> None:
    folder = write_case(UNDEVELOPED)
    forms = {"sarif": "out.sarif", "junit": "out.xml", "gitlab": "out.json", "rdjson": "rd.json", "github": "gh.txt"}
    outputs = [word for form, name in forms.items() for word in ("--output", f"{form}:{tmp_path / name}")]
    done = call("gate", folder, "--as-of", DAY, *outputs)
    assert done.returncode == 1
    assert last_lines(done.stdout)[0] == "gate fails: 1 objection"
    for form, name in forms.items():
        assert "GATE02" in (tmp_path / name).read_text(encoding="utf-8"), form
    sarif = json.loads((tmp_path / "out.sarif").read_text(encoding="utf-8"))["runs"][0]
    assert {"GATE01", "GATE02", "GATE03", "GATE04", "GSN201"} <= {
        rule["id"] for rule in sarif["tool"]["driver"]["rules"]
    }


def test_annotations_are_printed_where_they_are_asked_for(call: Call, write_case: WriteCase) -> None:
    done = call("gate", write_case(UNDEVELOPED), "--as-of", DAY, "--output", "github:-")
    assert done.returncode == 1
    assert "::error title=GATE02 undeveloped-foot" in done.stdout
    assert done.stderr == "gate fails: 1 objection; verdict: undetermined, held against no treaty\n"


def test_a_waiver_is_listed_and_is_no_evidence(call: Call, write_case: WriteCase) -> None:
    folder = write_case({"    expires 2026-11-01": "    expires 2026-05-31"})
    with (folder / "case.gsn").open("a", encoding="utf-8") as text:
        text.write('waive GSN303 on E1 "Being renewed" by laboratory until 2026-12-31\n')
    done = call("gate", folder, "--as-of", DAY)
    assert "waived[GSN303] waived by laboratory until 2026-12-31 (Being renewed)" in done.stdout
    assert last_lines(done.stdout) == [
        "gate fails: 2 objections",
        "verdict: passed with waivers, held against no treaty",
    ]


# A change


@pytest.fixture
def kept(write_case: WriteCase, tmp_path: Path) -> Path:
    """A repository with a case that has one fault from the beginning."""
    root = repository(tmp_path / "kept")
    write_case(UNSUPPORTED, folder=root / "cases" / "filter")
    commit(root)
    return root


def test_a_change_answers_for_what_it_brings(call: Call, write_case: WriteCase, kept: Path) -> None:
    folder = kept / "cases" / "filter"
    assert call("gate", folder, "--as-of", DAY).returncode == 1
    write_case(UNSUPPORTED | {"goal G1": "# moved down by a comment\n\ngoal G1"}, folder=folder)
    done = call("gate", folder, "--as-of", DAY, "--changed-since", "HEAD")
    assert done.returncode == 0
    assert last_lines(done.stdout)[0] == "gate holds for what came after HEAD"
    assert "by code, element and message, both judged on 2026-06-01: 1 finding of now stood there then" in done.stdout

    write_case(UNSUPPORTED | {"                cites E1\n": ""}, folder=folder)
    done = call("gate", folder / "case.gsn", "--as-of", DAY, "--changed-since", "main")
    assert done.returncode == 1
    assert "GSN205" in done.stdout
    assert "error[GSN201]" not in done.stdout
    commit(kept)
    assert call("gate", "cases/filter", "--as-of", DAY, "--changed-since", "HEAD", cwd=kept).returncode == 0
    assert call("gate", ".", "--as-of", DAY, "--changed-since", "HEAD~1", cwd=folder).returncode == 1


def test_a_file_that_a_change_alters_is_what_it_brings(call: Call, write_case: WriteCase, kept: Path) -> None:
    folder = kept / "cases" / "filter"
    write_case(UNSUPPORTED, folder=folder)
    (folder / "tests.txt").write_text("All but one.\n", encoding="utf-8")
    done = call("gate", folder, "--as-of", DAY, "--changed-since", "HEAD")
    assert done.returncode == 1
    assert "GSN302" in done.stdout


def test_of_a_case_that_is_new_everything_counts(call: Call, write_case: WriteCase, kept: Path) -> None:
    folder = write_case(UNSUPPORTED, folder=kept / "cases" / "other")
    assert call("gate", folder, "--as-of", DAY, "--changed-since", "HEAD").returncode == 1


@pytest.mark.parametrize("revision", ["nowhere", "--help", "HEAD^{tree}"])
def test_a_revision_that_is_none_did_not_call(call: Call, kept: Path, revision: str) -> None:
    done = call("gate", kept / "cases" / "filter", f"--changed-since={revision}")
    assert done.returncode == 2
    assert done.stdout == ""


# Installed


@pytest.mark.parametrize(("changes", "status"), [({}, 0), (UNSUPPORTED, 1)], ids=["holds", "fails"])
def test_the_installed_command(changes: dict[str, str], status: int, run: Run, write_case: WriteCase) -> None:
    done = run("gate", write_case(changes), "--as-of", DAY)
    assert done.returncode == status
    assert "Traceback" not in done.stderr


def test_the_installed_command_did_not_run(run: Run, write_case: WriteCase) -> None:
    folder = write_case()
    (folder / "gsn.toml").write_text("[gate", encoding="utf-8")
    assert run("gate", folder).returncode == 2


def test_it_answers_again_when_a_file_changes(write_case: WriteCase, tmp_path: Path) -> None:
    folder = write_case()
    other = write_case(UNSUPPORTED, folder=tmp_path / "other")
    arguments = [str(COMMAND), "gate", str(folder), "--as-of", DAY, "--watch"]
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            assert process.stderr is not None
            assert read_to(process.stdout, "verdict: ")[-2] == "gate holds"
            (other / "case.gsn").replace(folder / "case.gsn")
            again = read_to(process.stdout, "verdict: ")
            assert any(line.startswith("---") and line.endswith("case.gsn changed") for line in again)
            assert again[-2] == "gate fails: 1 objection"
            (folder / "gsn.toml").write_text("[gate]\nfail_on = []\n", encoding="utf-8")
            assert "did you mean `fail-on`?" in process.stderr.readline()
            (folder / "gsn.toml").unlink()
            assert read_to(process.stdout, "verdict: ")[-2] == "gate fails: 1 objection"
            process.send_signal(signal.SIGINT)
            assert process.wait(timeout=60) == 130
            assert "Traceback" not in process.stderr.read()
        finally:
            process.kill()


def read_to(stream: IO[str], beginning: str) -> list[str]:
    """The lines of a stream up to one that begins so."""
    lines: list[str] = []
    while not (lines and lines[-1].startswith(beginning)):
        line = stream.readline()
        assert line, lines
        lines.append(line.removesuffix("\n"))
    return lines
