"""`gsn new`, `gsn show`, `gsn explain`, `gsn completion`, `gsn --version`, installed."""

import hashlib
import json
import subprocess
from pathlib import Path

import pytest

from gsn import __version__
from gsn.checking import built_in_rules
from gsn.cli.commands import COMMANDS
from tests.cli.conftest import DAY, Run, WriteCase


def test_the_version_is_printed(run: Run) -> None:
    assert run("--version").stdout == f"gsn {__version__}\n"
    assert run("-V").stdout == f"gsn {__version__}\n"


@pytest.mark.parametrize("command", [[], *([name] for name in COMMANDS)])
def test_every_command_explains_itself(run: Run, command: list[str]) -> None:
    done = run(*command, "--help")
    assert done.returncode == 0
    assert "Usage: gsn" in done.stdout


class TestNew:
    def test_a_new_case_has_no_error_and_says_what_it_lacks(self, run: Run, tmp_path: Path) -> None:
        assert run("new", tmp_path / "my-case").returncode == 0
        checked = run("check", tmp_path / "my-case", "--format", "json")
        data = json.loads(checked.stdout)
        assert checked.returncode == 3
        asked = {finding["code"] for finding in data["findings"] if finding["severity"] != "info"}
        assert asked == {"GSN211"}, "words that wait to be written, and nothing else"
        assert "goal `G2` is undeveloped" in [ground["message"] for ground in data["grounds"]]

    def test_following_its_comments_alone_makes_no_case_that_passes(self, run: Run, tmp_path: Path) -> None:
        run("new", tmp_path / "mine")
        path = tmp_path / "mine" / "case.gsn"
        (tmp_path / "mine" / "evidence" / "report.pdf").write_text("report", encoding="utf-8")
        digest = hashlib.sha256(b"report").hexdigest()
        lines = path.read_text(encoding="utf-8").replace("the digest that sha256sum prints", digest).split("\n")
        begin = next(number for number, line in enumerate(lines) if line.startswith("# evidence"))
        lines[begin:] = [line.removeprefix("# ") for line in lines[begin:]]
        text = "\n".join(
            line.replace("#     solution E1", "solution E1") for line in lines if "undeveloped" not in line
        )
        path.write_text(text, encoding="utf-8")
        checked = run("check", tmp_path / "mine", "--format", "json")
        assert checked.returncode == 3, checked.stdout

    def test_what_is_there_is_not_written_over(self, run: Run, tmp_path: Path) -> None:
        run("new", tmp_path / "mine")
        (tmp_path / "mine" / "case.gsn").write_text("mine", encoding="utf-8")
        assert run("new", tmp_path / "mine").returncode == 2
        assert (tmp_path / "mine" / "case.gsn").read_text(encoding="utf-8") == "mine"

    @pytest.mark.parametrize("name", ["1case", "given", "a b", "ключ"])
    def test_a_name_that_no_case_can_have_is_refused(self, run: Run, tmp_path: Path, name: str) -> None:
        assert run("new", tmp_path / name).returncode == 2
        assert list(tmp_path.iterdir()) == []


class TestShow:
    def test_the_outline_has_the_state_of_each_element(self, run: Run, write_case: WriteCase) -> None:
        folder = write_case({"            solution E1\n        goal G3": "            undeveloped\n        goal G3"})
        done = run("show", folder, "--as-of", DAY)
        assert done.stdout.splitlines() == [
            "○ goal G1 The filter catches each listed pattern - rests on S1, which is open",
            "  · context C1 List of patterns of May",
            "  ○ strategy S1 Argument over the two halves of the list - rests on G2, which is open",
            "    ○ goal G2 The filter catches the first half - is undeveloped",
            "    ✓ goal G3 The filter catches the second half",
            "      ✓ solution Sn1 Test report",
            "",
            "verdict: undetermined, held against no treaty",
        ]

    def test_a_part_of_it_is_shown_by_name(self, run: Run, write_case: WriteCase) -> None:
        folder = write_case()
        done = run("show", "G3", "--as-of", DAY, cwd=folder)
        assert done.stdout.splitlines()[:2] == [
            "✓ goal G3 The filter catches the second half",
            "  ✓ solution Sn1 Test report",
        ]

    def test_the_scope_is_listed_by_path(self, run: Run, write_case: WriteCase) -> None:
        done = run("show", "G3", "--scope", cwd=write_case())
        assert done.stdout.splitlines() == [
            "G1 -> S1 -> G3",
            "  context filter::C1 (at G1) List of patterns of May",
        ]

    def test_a_misspelt_name_gets_a_suggestion(self, run: Run, write_case: WriteCase) -> None:
        done = run("show", write_case(), "Sn2x")
        assert done.returncode == 2
        assert "no element is named `Sn2x`" in done.stderr

    def test_exponentially_many_paths_are_no_trouble(self, run: Run, tmp_path: Path) -> None:
        lines = ["case shared", "    shows A0"]
        for level in range(40):
            for goal in "AB":
                lines += [f'goal {goal}{level} "Level {level} of {goal} holds"']
                lines += [f"    goal {below}{level + 1}" for below in "AB"]
        lines += [f'goal {goal}40 "Level 40 of {goal} holds"\n    undeveloped' for goal in "AB"]
        (tmp_path / "case.gsn").write_text("\n".join(lines), encoding="utf-8")
        assert run("show", tmp_path, timeout=20).returncode == 0
        assert run("show", tmp_path, "A40", "--scope", timeout=20).returncode == 0


class TestExplain:
    def test_every_rule_has_a_page(self, run: Run) -> None:
        done = run("explain", "--all")
        for rule in built_in_rules():
            assert f"# {rule.code} {rule.name} ({rule.severity})" in done.stdout

    def test_a_rule_is_found_by_code_and_by_name(self, run: Run) -> None:
        assert run("explain", "gsn201").stdout == run("explain", "unsupported-goal").stdout

    def test_a_misspelt_code_gets_a_suggestion(self, run: Run) -> None:
        assert "Did you mean unsupported-goal?" in run("explain", "unsuported-goal").stderr


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_scripts_name_the_command(run: Run, shell: str) -> None:
    assert "_GSN_COMPLETE" in run("completion", shell).stdout


def test_bash_completes_commands(run: Run, tmp_path: Path) -> None:
    (tmp_path / "complete").write_text(run("completion", "bash").stdout, encoding="utf-8")
    script = (
        f'source {tmp_path}/complete; COMP_WORDS=(gsn che); COMP_CWORD=1; _gsn_completion gsn; echo "${{COMPREPLY[@]}}"'
    )
    done = subprocess.run(["bash", "-c", script], capture_output=True, text=True, check=False)
    assert done.returncode == 0
