"""`gsn format`, installed: what it writes, and what it leaves alone."""

from pathlib import Path

import pytest

from tests.cli.conftest import Run

UNTIDY = """\
# A remark.
case   filter "The filter"
  shows G1 # the top


goal G1 "The filter catches each pattern that stands in the list of May, as it was agreed between the teams"
   undeveloped   due   2026-12-31
"""
TIDY = """\
# A remark.
case filter "The filter"
    shows G1  # the top

goal G1 "The filter catches each pattern that stands in the list of May, as it was"
    "agreed between the teams"
    undeveloped due 2026-12-31
"""


@pytest.fixture
def untidy(tmp_path: Path) -> Path:
    path = tmp_path / "case.gsn"
    path.write_text(UNTIDY, encoding="utf-8")
    return path


def test_a_text_is_laid_out_where_it_is(run: Run, untidy: Path) -> None:
    untidy.chmod(0o640)
    done = run("format", untidy)
    assert (done.returncode, untidy.read_text(encoding="utf-8")) == (0, TIDY)
    assert untidy.stat().st_mode & 0o777 == 0o640
    assert run("format", untidy).stdout == ""


def test_a_folder_stands_for_its_texts(run: Run, untidy: Path) -> None:
    assert run("format", cwd=untidy.parent).returncode == 0
    assert untidy.read_text(encoding="utf-8") == TIDY


def test_checking_writes_nothing(run: Run, untidy: Path) -> None:
    done = run("format", "--check", untidy)
    assert (done.returncode, untidy.read_text(encoding="utf-8")) == (1, UNTIDY)
    assert "would change" in done.stdout
    run("format", untidy)
    assert run("format", "--check", untidy).returncode == 0


def test_the_difference_is_printed_and_nothing_written(run: Run, untidy: Path) -> None:
    done = run("format", "--diff", untidy)
    assert (done.returncode, untidy.read_text(encoding="utf-8")) == (1, UNTIDY)
    assert '-case   filter "The filter"' in done.stdout
    assert '+case filter "The filter"' in done.stdout


def test_standard_input_goes_to_standard_output(run: Run) -> None:
    assert run("format", "-", input=UNTIDY).stdout == TIDY


def test_what_cannot_be_read_is_left_as_it_is(run: Run, untidy: Path) -> None:
    broken = UNTIDY.replace("goal G1", "gaol G1")
    untidy.write_text(broken, encoding="utf-8")
    done = run("format", untidy)
    assert (done.returncode, untidy.read_text(encoding="utf-8")) == (2, broken)
    assert f"{untidy}:6:1: `gaol` begins no statement" in done.stderr


def test_a_missing_file_is_said(run: Run, tmp_path: Path) -> None:
    done = run("format", tmp_path / "none.gsn")
    assert (done.returncode, done.stdout) == (2, "")
    assert "there is no such file" in done.stderr
