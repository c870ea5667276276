"""`gsn diff`, installed: two paths, or one case at two revisions."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import DAY, Run, WriteCase
from tests.diff.repositories import commit, git, repository
from tests.gate.calling import Call, caller

REWORDED = {"catches the first half": "catches all of the first half"}
REMARKED = {"    context C1": '    note "Seen in May"\n    context C1'}


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Call:
    """The command, called in this process."""
    return caller(capsys, monkeypatch)


@pytest.fixture
def kept(write_case: WriteCase, tmp_path: Path) -> Path:
    """A repository with a case that was reworded in its second commit, and is remarked on now."""
    root = repository(tmp_path / "kept")
    folder = root / "cases" / "filter"
    write_case(folder=folder)
    commit(root)
    git(root, "tag", "first")
    write_case(REWORDED, folder=folder)
    commit(root)
    write_case(REWORDED | REMARKED, folder=folder)
    return root


def changes(text: str) -> list[tuple[str, str]]:
    return [(change["what"], change["element"]) for change in json.loads(text)["changes"]]


def test_two_folders_and_two_files(call: Call, write_case: WriteCase, tmp_path: Path) -> None:
    old, new = write_case(folder=tmp_path / "old"), write_case(REWORDED, folder=tmp_path / "new")
    for arguments in ([old, new], [old / "case.gsn", new / "case.gsn"], [old, new / "case.gsn"]):
        done = call("diff", *arguments, "--as-of", DAY, "--format", "json")
        assert done.returncode == 0
        assert changes(done.stdout) == [("reworded", "filter::G2")]


ASKED = {
    "a revision and now": (["--git", "HEAD", "cases/filter"], ["remark"]),
    "an older revision and now": (["--git", "first", "cases/filter"], ["reworded", "remark"]),
    "two revisions": (["--git", "first", "--git", "HEAD", "cases/filter"], ["reworded"]),
    "two revisions in one word": (["--git", "first..HEAD", "cases/filter"], ["reworded"]),
    "a range without its end": (["--git", "first..", "cases/filter"], ["reworded"]),
    "the other way around": (["--git", "HEAD..first", "cases/filter"], ["reworded"]),
    "a file": (["--git", "first", "cases/filter/case.gsn"], ["reworded", "remark"]),
    "a path at a revision and a path": (["first:cases/filter", "cases/filter"], ["reworded", "remark"]),
    "a file at a revision": (["first:cases/filter/case.gsn", "HEAD:cases/filter"], ["reworded"]),
    "a path from here": (["first:./cases/filter", "HEAD:./cases/filter"], ["reworded"]),
    "the same twice": (["HEAD:cases/filter", "HEAD:cases/filter"], []),
}


@pytest.mark.parametrize("name", ASKED)
def test_revisions(name: str, call: Call, kept: Path) -> None:
    arguments, expected = ASKED[name]
    done = call("diff", *arguments, "--as-of", DAY, "--format", "json", cwd=kept)
    assert done.returncode == 0
    assert [what for what, _ in changes(done.stdout)] == expected


def test_a_revision_is_named_with_its_commit(call: Call, kept: Path) -> None:
    done = call("diff", "--git", "first", "cases/filter", "--as-of", DAY, cwd=kept)
    commit_ = git(kept, "rev-parse", "first")[:12]
    assert done.stdout.startswith(f"from first:cases/filter ({commit_}) to cases/filter, both judged on {DAY}\n")
    assert "gsn-revision-" not in done.stdout


def test_from_within_the_case(call: Call, kept: Path) -> None:
    done = call("diff", "--git", "first", "--as-of", DAY, "--format", "json", cwd=kept / "cases" / "filter")
    assert [what for what, _ in changes(done.stdout)] == ["reworded", "remark"]


def test_a_path_that_looks_like_a_revision_is_a_path(call: Call, write_case: WriteCase, tmp_path: Path) -> None:
    write_case(folder=tmp_path / "a:b")
    write_case(REWORDED, folder=tmp_path / "c")
    done = call("diff", "a:b", "c", "--as-of", DAY, "--format", "json", cwd=tmp_path)
    assert [what for what, _ in changes(done.stdout)] == ["reworded"]


@pytest.mark.parametrize(
    ("revisions", "options", "status"),
    [
        (["first"], [], 0),
        (["first"], ["--exit-code"], 1),
        (["HEAD"], ["--exit-code"], 0),
        (["HEAD"], [], 0),
    ],
    ids=["differs", "differs, asked", "a remark, asked", "a remark"],
)
def test_the_status_is_asked_for_as_of_git(
    revisions: list[str], options: list[str], status: int, call: Call, kept: Path
) -> None:
    for form in ("text", "json", "markdown"):
        done = call("diff", "--git", *revisions, "cases/filter", *options, "--as-of", DAY, "--format", form, cwd=kept)
        assert done.returncode == status


def test_markdown_for_a_pull_request(call: Call, kept: Path) -> None:
    done = call("diff", "--git", "first", "cases/filter", "--as-of", DAY, "--format", "markdown", cwd=kept)
    assert done.stdout.startswith("### Safety case `filter`\n")
    assert "  - The filter catches the first half\n  + The filter catches all of the first half\n" in done.stdout


def test_evidence_is_looked_at_as_it_was(call: Call, kept: Path) -> None:
    """A file that was altered since is altered now, and was not then."""
    (kept / "cases" / "filter" / "tests.txt").write_text("All but one.\n", encoding="utf-8")
    done = call("diff", "--git", "HEAD", "cases/filter", "--as-of", DAY, "--format", "json", cwd=kept)
    data = json.loads(done.stdout)
    assert ("state", "filter::E1") in changes(done.stdout)
    assert "GSN302" in {finding["code"] for finding in data["findings"]["brought"]}
    assert (data["old"]["verdict"], data["new"]["verdict"]) == ("passed", "rejected")


def test_a_case_that_cannot_be_read_whole_is_compared_as_far_as_it_can_be(
    call: Call, write_case: WriteCase, kept: Path
) -> None:
    write_case(REWORDED | {"        goal G3": "        gaol G3"}, folder=kept / "cases" / "filter")
    done = call("diff", "--git", "HEAD", "cases/filter", "--as-of", DAY, cwd=kept)
    assert done.returncode == 0
    assert "the second has 1 mistake in its text: what stands there is not compared" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ([], "name two cases"),
        (["cases/filter"], "name two cases"),
        (["a", "b", "c"], "name two cases"),
        (["--git", "HEAD", "a", "b"], "with --git there is one case"),
        (["--git", "a", "--git", "b", "--git", "c", "x"], "name one revision, or two"),
        (["--git", "a...b", "x"], "is no pair of revisions"),
        (["nowhere", "cases/filter"], "there is no such file"),
        (["--git", "nowhere", "cases/filter"], "names no commit in this repository"),
        (["--git", "HEAD", "cases/nowhere"], "there is no `cases/nowhere` at `HEAD`"),
        (["nowhere:cases/filter", "cases/filter"], "names no commit in this repository"),
        (["HEAD:cases/nowhere", "cases/filter"], "there is no `cases/nowhere` at `HEAD`"),
        (["HEAD:../x", "cases/filter"], "is in no git repository"),
        (["HEAD:cases/filter/other.gsn", "cases/filter"], "there is no `cases/filter/other.gsn` at `HEAD`"),
        (["--format", "yaml", "a", "b"], "yaml"),
    ],
)
def test_what_did_not_run_ends_with_two(arguments: list[str], told: str, call: Call, kept: Path) -> None:
    done = call("diff", *arguments, cwd=kept)
    assert done.returncode == 2
    assert done.stdout == ""
    assert told in " ".join(done.stderr.split())
    assert "Traceback" not in done.stderr


def test_outside_of_a_repository(call: Call, write_case: WriteCase, tmp_path: Path) -> None:
    folder = write_case(folder=tmp_path / "alone")
    done = call("diff", "--git", "HEAD", folder, cwd=tmp_path)
    assert done.returncode == 2
    assert "is in no git repository" in done.stderr


def test_the_installed_command(run: Run, kept: Path) -> None:
    done = run("diff", "--git", "first", "cases/filter", "--exit-code", "--as-of", DAY, cwd=kept)
    assert done.returncode == 1
    assert done.stdout.splitlines()[-1] == "verdict: passed, held against no treaty, as before"
    assert done.stderr == ""
