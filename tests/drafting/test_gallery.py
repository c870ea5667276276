"""Cases to begin with: each reads clean, is laid out, and says what it still lacks."""

from pathlib import Path

import pytest
from click.testing import CliRunner

import gsn
from gsn.cli.new import command
from gsn.drafting.gallery import FIRST, NotStarted, start_case, template, templates
from gsn.findings import Severity, Verdict
from gsn.language.formatting import format_text
from tests.drafting.drafted import DAY

NAMES = ["minimal", "control", "cyber-inability", "incapability-to-scheme", "misuse-safeguards"]


def test_the_gallery_holds_what_cases_are_made_of() -> None:
    assert [each.name for each in templates()] == NAMES
    assert all(each.says.endswith(".") for each in templates())
    assert NAMES[0] == FIRST


@pytest.mark.parametrize("name", NAMES)
def test_a_template_reads_clean_and_says_what_it_lacks(tmp_path: Path, name: str) -> None:
    path = start_case(tmp_path / "my-case", template(name))
    judgement = gsn.check(gsn.load(path), DAY)
    assert judgement.case.problems == []
    assert judgement.count(Severity.ERROR) == 0
    assert judgement.verdict is Verdict.UNDETERMINED
    assert judgement.case.name == "my_case"
    assert {ground.code for ground in judgement.grounds} >= {"GSN211"}
    assert "@NAME@" not in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_a_template_is_laid_out(name: str) -> None:
    text = template(name).named("my_case")
    assert format_text(text, "case.gsn").text == text


@pytest.mark.parametrize("folder", ["of", "2nd", "a b", "ä"])
def test_a_name_that_no_case_can_have_is_refused(tmp_path: Path, folder: str) -> None:
    with pytest.raises(NotStarted):
        start_case(tmp_path / folder, template(FIRST))
    assert not (tmp_path / folder).exists()


def test_a_folder_that_is_there_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    with pytest.raises(NotStarted, match="there already"):
        start_case(tmp_path / "mine", template(FIRST))
    assert list((tmp_path / "mine").iterdir()) == []


def test_the_command_starts_lists_and_refuses(tmp_path: Path) -> None:
    runner = CliRunner()
    listed = runner.invoke(command, ["--list"])
    assert [line.split()[0] for line in listed.output.splitlines()] == NAMES
    made = runner.invoke(command, [str(tmp_path / "new"), "--template", "control"])
    assert made.exit_code == 0
    assert "control argument" in (tmp_path / "new" / "case.gsn").read_text(encoding="utf-8")
    assert runner.invoke(command, [str(tmp_path / "other"), "-t", "nothing"]).exit_code == 2
    assert runner.invoke(command, []).exit_code == 2
