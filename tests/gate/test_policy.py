"""What a policy may say, where it is looked for, and that nothing is judged by half of one."""

from datetime import date
from pathlib import Path

import pytest

from gsn.findings import Severity
from gsn.gate.policy import LARGEST_FILE, BadPolicy, GatePolicy, find_policy, policy_files, read_policy

WHOLE = """\
[gate]
fail-on = ["error", "warning"]
limit-bearing-evidenced = false
undeveloped-until = 2026-12-31
baseline = "gate/known.json"
"""


def policy_of(folder: Path, text: str, name: str = "gsn.toml") -> GatePolicy:
    (folder / name).write_text(text, encoding="utf-8")
    return find_policy(folder).gate


def test_without_a_policy_errors_fail_and_every_foot_counts(tmp_path: Path) -> None:
    found = find_policy(tmp_path)
    assert found.file is None
    assert found.baseline is None
    assert found.gate.fail_on == (Severity.ERROR,)
    assert found.gate.limit_bearing_evidenced
    assert found.gate.undeveloped_until is None


def test_every_key(tmp_path: Path) -> None:
    gate = policy_of(tmp_path, WHOLE)
    assert gate.fail_on == (Severity.ERROR, Severity.WARNING)
    assert not gate.limit_bearing_evidenced
    assert gate.undeveloped_until == date(2026, 12, 31)
    assert gate.baseline == "gate/known.json"
    assert find_policy(tmp_path).baseline == tmp_path / "gate" / "known.json"


def test_a_shared_file_holds_the_same_under_a_table_of_its_own(tmp_path: Path) -> None:
    text = "[project]\nname = 'x'\n[tool.gsn.gate]\nfail-on = ['warning', 'error']\n"
    assert policy_of(tmp_path, text, "pyproject.toml").fail_on == (Severity.ERROR, Severity.WARNING)


def test_a_shared_file_that_does_not_speak_of_gsn_is_passed_by(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("[project]\nname = 'x'\n[tool]\nruff = {}\n", encoding="utf-8")
    assert find_policy(tmp_path).file is None


BAD = {
    "an unknown key, with what was meant": (
        "[gate]\nfail_on = ['error']\n",
        "`[gate]` has no key `fail_on`; did you mean `fail-on`?",
    ),
    "an unknown key that is like none": (
        "[gate]\nforgive = true\n",
        "`[gate]` has no key `forgive`; there are fail-on, limit-bearing-evidenced, undeveloped-until, baseline",
    ),
    "an unknown table": ("[gaet]\n", "the file has no key `gaet`; did you mean `gate`?"),
    "a key outside its table": ("fail-on = ['error']\n", "the file has no key `fail-on`; there is gate"),
    "no table": ("gate = 3\n", "`gate` in the file: it is a table"),
    "prompts in a gate": ("[gate]\nfail-on = ['error', 'info']\n", "`info` is a prompt for readers"),
    "no errors": ("[gate]\nfail-on = ['warning']\n", "a gate that does not fail on errors holds nothing"),
    "nothing to fail on": ("[gate]\nfail-on = []\n", "a gate that does not fail on errors holds nothing"),
    "no severity": ("[gate]\nfail-on = ['eror']\n", "did you mean `error`?"),
    "a word for a list": ("[gate]\nfail-on = 'error'\n", 'write it as `["error"]`'),
    "no truth": ("[gate]\nlimit-bearing-evidenced = 'yes'\n", "it is `true` or `false`"),
    "a number for truth": ("[gate]\nlimit-bearing-evidenced = 1\n", "it is `true` or `false`"),
    "a day in quotes": ("[gate]\nundeveloped-until = '2026-12-31'\n", "it is a day without quotes"),
    "a moment for a day": ("[gate]\nundeveloped-until = 2026-12-31T10:00:00\n", "it is a day without quotes"),
    "a number for a day": ("[gate]\nundeveloped-until = 20261231\n", "it is a day without quotes"),
    "a baseline elsewhere": ("[gate]\nbaseline = '../known.json'\n", "a baseline lies beside the policy or below it"),
    "a baseline from the root": ("[gate]\nbaseline = '/etc/known.json'\n", "a baseline lies beside the policy"),
    "a baseline over a text": ("[gate]\nbaseline = 'case.gsn'\n", "a baseline is a `.json` file"),
    "no TOML": ("[gate\n", "is no TOML"),
    "a key twice": ("[gate]\nfail-on = ['error']\nfail-on = ['error']\n", "is no TOML"),
    "a day of no calendar": ("[gate]\nundeveloped-until = 2026-02-30\n", "is no TOML"),
    "deep nesting": (f"x = {'[' * 100_000}", "is no TOML"),
}


@pytest.mark.parametrize("name", BAD)
def test_what_cannot_be_read_is_an_error_with_its_mistake(name: str, tmp_path: Path) -> None:
    text, told = BAD[name]
    with pytest.raises(BadPolicy) as error:
        policy_of(tmp_path, text)
    assert told in str(error.value)
    assert "gsn.toml" in str(error.value)


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(BadPolicy) as error:
        policy_of(tmp_path, "[gate]\nfail_on = ['error']\nundeveloped-until = 'soon'\n[gtae]\n")
    assert len(error.value.lines) == 3


def test_the_table_is_named_in_a_shared_file(tmp_path: Path) -> None:
    with pytest.raises(BadPolicy, match=r"`\[tool.gsn.gate\]` has no key `fail_on`"):
        policy_of(tmp_path, "[tool.gsn.gate]\nfail_on = ['error']\n", "pyproject.toml")


@pytest.mark.parametrize("text", ["[tool]\ngsn = 3\n", "[tool.gsn]\ngates = 1\n"])
def test_a_shared_file_whose_table_is_none_is_an_error(text: str, tmp_path: Path) -> None:
    with pytest.raises(BadPolicy):
        policy_of(tmp_path, text, "pyproject.toml")


def test_bytes_that_are_no_text_are_an_error(tmp_path: Path) -> None:
    (tmp_path / "gsn.toml").write_bytes(b"\xff\xfe[gate]\n")
    with pytest.raises(BadPolicy, match="is not UTF-8"):
        find_policy(tmp_path)


def test_a_file_without_an_end_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "gsn.toml").write_bytes(b"#" * (LARGEST_FILE + 1))
    with pytest.raises(BadPolicy, match="which no policy needs"):
        find_policy(tmp_path)


@pytest.mark.parametrize("name", ["gsn.toml", "pyproject.toml"])
def test_what_is_no_file_is_an_error_and_not_no_policy(name: str, tmp_path: Path) -> None:
    (tmp_path / name).mkdir()
    with pytest.raises(BadPolicy, match="is no file that can be read"):
        find_policy(tmp_path)


def test_a_link_that_leads_nowhere_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "gsn.toml").symlink_to("nowhere.toml")
    with pytest.raises(BadPolicy):
        find_policy(tmp_path)


def test_two_policies_side_by_side_are_an_error(tmp_path: Path) -> None:
    (tmp_path / "gsn.toml").write_text("[gate]\n", encoding="utf-8")
    with pytest.raises(BadPolicy, match="both hold a policy"):
        policy_of(tmp_path, "[tool.gsn.gate]\n", "pyproject.toml")


def test_the_nearest_policy_of_the_repository_holds(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    case = tmp_path / "cases" / "filter"
    case.mkdir(parents=True)
    (tmp_path / "gsn.toml").write_text("[gate]\nlimit-bearing-evidenced = false\n", encoding="utf-8")
    assert not find_policy(case).gate.limit_bearing_evidenced
    (case / "gsn.toml").write_text("", encoding="utf-8")
    assert find_policy(case).gate.limit_bearing_evidenced


@pytest.mark.parametrize("root", ["", "repository"])
def test_a_policy_outside_the_repository_is_anybodys(root: str, tmp_path: Path) -> None:
    """In a shared temporary folder, anybody could write one that loosens the gate."""
    case = tmp_path / "repository" / "case"
    case.mkdir(parents=True)
    (tmp_path / "gsn.toml").write_text("[gate]\nlimit-bearing-evidenced = false\n", encoding="utf-8")
    if root:
        (tmp_path / root / ".git").mkdir()
    assert find_policy(case).file is None
    assert tmp_path / "gsn.toml" not in policy_files(case)


def test_a_file_that_is_named_has_to_hold_a_policy(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("[project]\nname = 'x'\n", encoding="utf-8")
    with pytest.raises(BadPolicy, match=r"has no `\[tool.gsn\]`"):
        read_policy(tmp_path / "pyproject.toml")
    with pytest.raises(BadPolicy, match="is no file that can be read"):
        read_policy(tmp_path / "nowhere.toml")
    (tmp_path / "strict.toml").write_text(WHOLE, encoding="utf-8")
    assert read_policy(tmp_path / "strict.toml").gate.baseline == "gate/known.json"
