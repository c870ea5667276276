"""`gsn check`, installed: the status that scripts go by, and what it prints."""

import json
import os
import pty
import signal
import subprocess
import time
from pathlib import Path

import pytest

from tests.cli.conftest import COMMAND, DAY, Run, WriteCase

UNSUPPORTED = {"            solution E1\n        goal G3": "        goal G3"}
UNDEVELOPED = {"            solution E1\n        goal G3": "            undeveloped\n        goal G3"}


@pytest.mark.parametrize(
    ("changes", "status", "verdict"),
    [
        pytest.param({}, 0, "passed, held against no treaty", id="passed"),
        pytest.param(UNSUPPORTED, 1, "rejected, held against no treaty", id="rejected"),
        pytest.param(UNDEVELOPED, 3, "undetermined, held against no treaty", id="undetermined"),
        pytest.param(
            {"    shows G1": "    shows G1\n    treaty taisc"},
            3,
            "undetermined, held against taisc",
            id="treaty",
        ),
        pytest.param(
            UNDEVELOPED | {"goal G1": "gaol G1"},
            1,
            "rejected, held against no treaty",
            id="rejected beats undetermined",
        ),
    ],
)
def test_the_status_says_the_verdict(
    run: Run, write_case: WriteCase, changes: dict[str, str], status: int, verdict: str
) -> None:
    done = run("check", write_case(changes), "--as-of", DAY)
    assert done.returncode == status
    assert done.stdout.splitlines()[-1].startswith(f"verdict: {verdict}")
    assert done.stderr == ""


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(["check", "nowhere"], id="no such file"),
        pytest.param(["check", "nowhere.gsn"], id="no such text"),
        pytest.param(["check", "."], id="no text in the folder"),
        pytest.param(["check", "/dev/null"], id="no regular file"),
        pytest.param(["check", "--format", "yaml"], id="unknown format"),
        pytest.param(["check", "--output", "yaml:x"], id="unknown form of an output"),
        pytest.param(["check", "--output", "sarif"], id="output without a file"),
        pytest.param(["check", "--as-of", "yesterday"], id="no day"),
        pytest.param(["check", "--as-of", "2026-02-30"], id="no day of the calendar"),
        pytest.param(["check", "a", "b"], id="two cases"),
        pytest.param(["chekc"], id="unknown command"),
        pytest.param(["explain", "GSN999"], id="unknown code"),
        pytest.param(["show", "nowhere/"], id="nothing to show"),
    ],
)
def test_what_did_not_run_ends_with_two_and_one_sentence(run: Run, tmp_path: Path, arguments: list[str]) -> None:
    done = run(*arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    assert done.stderr.strip()


def test_an_interrupt_ends_with_130(write_case: WriteCase) -> None:
    folder = write_case()
    fifo = folder / "tests.txt"
    fifo.unlink()
    text = ["case big", "    shows G0", *(f'goal G{n} "Part {n} holds"\n    goal G{n + 1}' for n in range(200_000))]
    (folder / "case.gsn").write_text("\n".join(text), encoding="utf-8")
    process = subprocess.Popen([COMMAND, "check", folder], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    time.sleep(0.7)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 130
    assert b"Traceback" not in errors


def test_a_closed_pipe_never_looks_like_a_pass(write_case: WriteCase) -> None:
    command = f"{COMMAND} check {write_case()} --as-of {DAY} --format json; echo $? >&2"
    done = subprocess.run(["bash", "-c", f"({command}) | true"], capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr


def test_a_mistake_of_the_tool_is_no_verdict(run: Run, write_case: WriteCase, tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text("import gsn.checking\ngsn.checking.judge = None\n", encoding="utf-8")
    done = run("check", write_case(), env=os.environ | {"PYTHONPATH": str(tmp_path)})
    assert done.returncode == 2
    assert "a mistake of its own" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("filters", [["--select", "GSN9"], ["--ignore", "GSN2"], ["--ignore", "GSN", "--info"]])
def test_filters_change_what_is_shown_and_not_what_is_judged(
    run: Run, write_case: WriteCase, filters: list[str]
) -> None:
    folder = write_case(UNSUPPORTED)
    done = run("check", folder, "--as-of", DAY, *filters)
    assert "GSN201" not in done.stdout
    assert done.returncode == 1
    as_json = run("check", folder, "--as-of", DAY, "--format", "json", *filters)
    assert (as_json.returncode, json.loads(as_json.stdout)["verdict"]) == (1, "rejected")


def test_the_text_shows_each_finding_at_its_place(run: Run, write_case: WriteCase) -> None:
    folder = write_case(UNSUPPORTED)
    done = run("check", "filter", "--as-of", DAY, cwd=folder.parent)
    assert done.stdout.startswith(
        "error[GSN201] `G2` has no support (unsupported-goal)\n"
        " --> filter/case.gsn:8:14\n"
        "  |\n"
        '8 |         goal G2 "The filter catches the first half"\n'
        "  |              ^^\n"
        "  = help: support it by a goal, a strategy or a solution, or mark it `undeveloped`\n"
    )


def test_the_json_has_the_published_shape(run: Run, write_case: WriteCase) -> None:
    folder = write_case(UNSUPPORTED)
    done = run("check", folder, "--as-of", DAY, "--format", "json")
    data = json.loads(done.stdout)
    assert data["format_version"] == 1
    assert data["verdict"] == "rejected"
    assert {family["codes"] for family in data["families"]} >= {"GSN0xx", "GSN1xx", "GSN2xx", "GSN3xx", "GSN7xx"}
    assert all(family["ran"] for family in data["families"])
    finding = next(finding for finding in data["findings"] if finding["code"] == "GSN201")
    assert finding | {"help": ""} == {
        "code": "GSN201",
        "name": "unsupported-goal",
        "severity": "error",
        "message": "`G2` has no support",
        "file": str(folder / "case.gsn"),
        "line": 8,
        "column": 14,
        "end_line": 8,
        "end_column": 16,
        "element": "filter::G2",
        "related": [],
        "help": "",
        "fix": None,
    }
    assert data["summary"]["errors"] == 1


FORMS = {
    "text": "verdict: rejected",
    "concise": "verdict: rejected",
    "json": '"verdict": "rejected"',
    "sarif": '"verdict": "rejected"',
    "github": "::error title=gsn verdict,",
    "gitlab": '"severity": "blocker"',
    "junit": '<failure message="rejected, ',
    "rdjson": '"message": "verdict: rejected, ',
}


def test_the_help_names_every_form(run: Run) -> None:
    assert "[text|concise|json|sarif|github|gitlab|junit|rdjson]" in run("check", "--help").stdout


def test_every_form_is_written_beside_what_is_printed(run: Run, write_case: WriteCase) -> None:
    here = write_case(UNSUPPORTED).parent
    outputs = [word for form in FORMS for word in ("--output", f"{form}:{form}.out")]
    done = run("check", "filter", "--as-of", DAY, *outputs, cwd=here)
    assert done.returncode == 1
    assert done.stdout == (here / "text.out").read_text(encoding="utf-8")
    assert sorted(path.name for path in here.iterdir()) == sorted(["filter", *(f"{form}.out" for form in FORMS)])
    for form, says in FORMS.items():
        printed = run("check", "filter", "--as-of", DAY, "--format", form, cwd=here)
        assert says in printed.stdout
        assert printed.stdout == (here / f"{form}.out").read_text(encoding="utf-8")
        assert printed.returncode == 1


def test_an_output_to_standard_output_is_all_that_is_printed(run: Run, write_case: WriteCase) -> None:
    done = run("check", write_case(UNDEVELOPED), "--as-of", DAY, "--output", "sarif:-")
    assert done.returncode == 3
    assert json.loads(done.stdout)["runs"][0]["properties"]["verdict"] == "undetermined"


@pytest.mark.parametrize(
    "outputs",
    [
        pytest.param(["--output", "json:good.json", "--output", "sarif:missing/gsn.sarif"], id="no such folder"),
        pytest.param(["--output", "json:good.json", "--output", "sarif:filter"], id="a folder"),
        pytest.param(["--output", "json:good.json", "--output", "sarif:good.json"], id="twice the same file"),
        pytest.param(["--output", "json:good.json", "--output", "sarif:filter/case.gsn"], id="a text of the case"),
        pytest.param(["--output", "json:good.json", "--output", "sarif:filter/tests.txt"], id="evidence"),
        pytest.param(["--output", "json:good.json", "--output", "yaml:x"], id="no such form"),
        pytest.param(["--output", "json:good.json", "--output", "sarif:/dev/full"], id="no regular file"),
        pytest.param(["--output", "json:-", "--output", "sarif:-"], id="twice to standard output"),
        pytest.param(["--output", "json:-", "--format", "text"], id="another form to standard output"),
    ],
)
def test_an_output_that_cannot_be_is_a_slip_and_nothing_is_written(
    run: Run, write_case: WriteCase, outputs: list[str]
) -> None:
    folder = write_case()
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    done = run("check", "filter", "--as-of", DAY, *outputs, cwd=folder.parent)
    assert done.returncode == 2
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    assert "Error: " in done.stderr
    assert [path.name for path in folder.parent.iterdir()] == ["filter"]
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_a_file_that_turns_out_not_to_be_writable_is_no_verdict(write_case: WriteCase) -> None:
    """The limit on the size of files stands for a full disk."""
    here = write_case().parent
    (here / "old.json").write_text("old")
    limited = f"ulimit -f 1; {COMMAND} check filter --as-of {DAY} --output json:old.json --output sarif:new.sarif"
    done = subprocess.run(["bash", "-c", limited], capture_output=True, text=True, cwd=here, check=False)
    assert done.returncode == 2
    assert done.stdout == ""
    assert "cannot be written: File too large" in done.stderr
    assert (here / "old.json").read_text() == "old"
    assert sorted(path.name for path in here.iterdir()) == ["filter", "old.json"]


def test_nothing_is_written_where_there_was_no_case_to_check(run: Run, tmp_path: Path) -> None:
    assert run("check", "nowhere", "--output", "json:report.json", cwd=tmp_path).returncode == 2
    assert list(tmp_path.iterdir()) == []


def test_paths_for_platforms_begin_at_the_root_of_the_repository(run: Run, write_case: WriteCase) -> None:
    """And those for people where the command was run."""
    folder = write_case(UNSUPPORTED)
    (folder.parent / ".git").mkdir()
    done = run("check", "--as-of", DAY, "--output", "gitlab:../gitlab.json", "--format", "concise", cwd=folder)
    assert done.stdout.startswith("case.gsn:8:14: GSN201 ")
    issues = json.loads((folder.parent / "gitlab.json").read_text(encoding="utf-8"))
    assert {issue["location"]["path"] for issue in issues} == {"filter/case.gsn"}


def test_filters_reach_every_output_and_change_no_verdict(run: Run, write_case: WriteCase) -> None:
    here = write_case(UNSUPPORTED).parent
    asked = ("--as-of", DAY, "--ignore", "GSN2,GSN3,GSN8", "--output", "json:report.json")
    done = run("check", "filter", *asked, cwd=here)
    data = json.loads((here / "report.json").read_text(encoding="utf-8"))
    assert done.returncode == 1
    assert (data["verdict"], data["findings"]) == ("rejected", [])
    assert data["summary"]["hidden"] == data["summary"]["errors"] + data["summary"]["infos"]


def test_grounds_say_what_keeps_a_case_from_passing(run: Run, write_case: WriteCase) -> None:
    done = run("check", write_case(UNDEVELOPED), "--as-of", DAY, "--format", "json")
    assert [(ground["message"], ground["element"]) for ground in json.loads(done.stdout)["grounds"]] == [
        ("goal `G2` is undeveloped", "filter::G2")
    ]


def test_a_file_and_its_folder_are_the_same_case(run: Run, write_case: WriteCase) -> None:
    folder = write_case()
    assert run("check", folder / "case.gsn", "--as-of", DAY).returncode == 0
    assert run("check", "--as-of", DAY, cwd=folder).returncode == 0


def in_a_terminal(command: list[str], environment: dict[str, str]) -> str:
    """What a command writes to a terminal of its own."""
    child, terminal = pty.fork()
    if child == 0:
        os.execve(command[0], command, environment)  # noqa: S606 - the point is that it has a terminal of its own
    written = b""
    while True:
        try:
            block = os.read(terminal, 65536)
        except OSError:
            break
        if not block:
            break
        written += block
    os.waitpid(child, 0)
    return written.decode()


@pytest.mark.parametrize(("variables", "coloured"), [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)])
def test_colours_are_for_terminals(write_case: WriteCase, variables: dict[str, str], coloured: bool) -> None:  # noqa: FBT001
    folder = write_case(UNSUPPORTED)
    plain = {name: value for name, value in os.environ.items() if name != "NO_COLOR"} | {"TERM": "xterm"}
    written = in_a_terminal([str(COMMAND), "check", str(folder)], plain | variables)
    assert ("\x1b[" in written) is coloured
    assert "GSN201" in written


def test_a_bar_stands_in_the_terminal_once_it_has_taken_a_second(write_case: WriteCase) -> None:
    quick = in_a_terminal([str(COMMAND), "check", str(write_case())], dict(os.environ) | {"TERM": "xterm"})
    assert "\x1b[?25l" not in quick, "the cursor is hidden while a bar stands"
    folder = write_case()
    goals = [f'goal H{n} "Part {n} holds"\n    goal H{n + 1}' for n in range(60_000)]
    (folder / "case.gsn").write_text("\n".join(["case big", "    shows H0", *goals]), encoding="utf-8")
    slow = in_a_terminal([str(COMMAND), "check", str(folder)], dict(os.environ) | {"TERM": "xterm"})
    assert "\x1b[?25l" in slow


def test_output_to_a_pipe_has_no_colours(run: Run, write_case: WriteCase) -> None:
    assert "\x1b" not in run("check", write_case(UNSUPPORTED)).stdout


def test_text_of_a_case_cannot_steer_a_terminal(run: Run, write_case: WriteCase) -> None:
    folder = write_case({"List of patterns of May": "List\x1b[2J of \u202epatterns"})
    done = run("check", folder)
    assert done.returncode == 1
    assert "\x1b" not in done.stdout
    assert "\u202e" not in done.stdout


def test_everything_is_printed_where_the_terminal_knows_ascii_only(run: Run, write_case: WriteCase) -> None:
    folder = write_case({"List of patterns of May": "Muster \N{GREEK SMALL LETTER ALPHA}", "goal G1": "gaol G1"})
    done = run("show", folder, env=os.environ | {"PYTHONIOENCODING": "ascii", "LC_ALL": "C"})
    assert done.returncode == 0
    assert "verdict" in done.stdout


def test_the_same_case_gives_the_same_answer(run: Run) -> None:
    """Whatever the order in which this process's sets come."""
    case = Path(__file__).parents[2] / "cases" / "cyber-inability"
    answers = {
        run("check", case, "--format", "json", env=os.environ | {"PYTHONHASHSEED": seed}).stdout for seed in "123"
    }
    assert len(answers) == 1
