"""A folder as it was: byte for byte what was committed, and nothing that a hostile repository would have instead."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from gsn import revisions
from gsn.revisions import NoRevision, NoSuchPath, at_revision, revision_of
from tests.diff.repositories import commit, git, repository


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with a case below its root, committed and tagged."""
    root = repository(tmp_path_factory.mktemp("made"))
    (root / "cases" / "filter" / "evidence").mkdir(parents=True)
    (root / "README.md").write_text("all cases\n", encoding="utf-8")
    (root / "cases" / "filter" / "case.gsn").write_text("case filter\n", encoding="utf-8")
    (root / "cases" / "filter" / "evidence" / "tests.bin").write_bytes(bytes(range(256)) * 10_000)
    commit(root)
    git(root, "tag", "first")
    return root


@pytest.fixture
def kept(made: Path, tmp_path: Path) -> Path:
    """A copy of that repository, to do with as one likes."""
    return Path(shutil.copytree(made, tmp_path / "kept"))


def files_of(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and ".git" not in path.relative_to(folder).parts
    }


def taken(root: Path, path: str, written: str = "first") -> dict[str, bytes]:
    with at_revision(revision_of(root, written), path) as folder:
        return files_of(folder)


def test_a_folder_is_what_it_was(kept: Path) -> None:
    before = files_of(kept / "cases" / "filter")
    (kept / "cases" / "filter" / "case.gsn").write_text("case other\n", encoding="utf-8")
    (kept / "cases" / "filter" / "new.gsn").write_text("", encoding="utf-8")
    commit(kept)
    assert taken(kept, "cases/filter") == before
    assert taken(kept, "cases/filter/") == before
    assert taken(kept, "./cases//filter") == before


def test_the_whole_repository(kept: Path) -> None:
    assert set(taken(kept, "")) == {"README.md", "cases/filter/case.gsn", "cases/filter/evidence/tests.bin"}


def test_a_file_comes_with_its_folder(kept: Path) -> None:
    with at_revision(revision_of(kept, "first"), "cases/filter/case.gsn") as path:
        assert path.read_text(encoding="utf-8") == "case filter\n"
        assert set(files_of(path.parent)) == {"case.gsn", "evidence/tests.bin"}


def test_it_is_gone_afterwards(kept: Path) -> None:
    with at_revision(revision_of(kept, "first"), "cases") as folder:
        assert folder.is_dir()
    assert not folder.exists()
    assert not folder.parent.exists()


def test_a_revision_knows_where_its_folder_lies(kept: Path) -> None:
    revision = revision_of(kept / "cases" / "filter", "main")
    assert revision.prefix == "cases/filter/"
    assert revision.commit == git(kept, "rev-parse", "first")
    assert revision.commit.startswith(revision.short)
    assert revision_of(kept, "HEAD~0").prefix == ""


@pytest.mark.parametrize("name", ["with space", "mit Umlaut ä", "-n", "a'b\"c", "tab\tend", "HEAD:x", "*"])
def test_names_of_files_mean_nothing(name: str, kept: Path) -> None:
    (kept / name).mkdir()
    (kept / name / "case.gsn").write_text("case x\n", encoding="utf-8")
    commit(kept)
    assert taken(kept, name, "HEAD") == {"case.gsn": b"case x\n"}


@pytest.mark.parametrize(
    "written",
    [
        "nowhere",
        "",
        "-h",
        "--output=x",
        "main:README.md",
        "main^{tree}",
        "HEAD~9",
        "a b",
        "0" * 40,
        "main\nfirst",
        "@{-1}",
    ],
)
def test_what_names_no_commit_is_said_to_name_none(written: str, kept: Path) -> None:
    with pytest.raises(NoRevision):
        revision_of(kept, written)


@pytest.mark.parametrize("path", ["nowhere", "cases/nowhere", "README.md/x"])
def test_what_was_not_there_is_said_not_to_have_been(path: str, kept: Path) -> None:
    with pytest.raises(NoSuchPath), at_revision(revision_of(kept, "first"), path):
        pass


@pytest.mark.parametrize("path", ["../kept", "cases/../..", "a\0b", "a\nb"])
def test_a_path_that_leads_elsewhere_is_none(path: str, kept: Path) -> None:
    with pytest.raises(NoRevision, match="is no path in a repository"), at_revision(revision_of(kept, "first"), path):
        pass


def test_a_folder_in_no_repository(tmp_path: Path) -> None:
    with pytest.raises(NoRevision, match="is in no git repository"):
        revision_of(tmp_path, "main")
    with pytest.raises(NoRevision, match="there is no folder"):
        revision_of(tmp_path / "nowhere", "main")


def test_without_git_it_says_so(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(kept))
    with pytest.raises(NoRevision, match="git is not installed"):
        revision_of(kept, "main")


def test_a_hook_that_runs_it_does_not_lead_it_astray(
    kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A hook of another repository is run with variables that name that one."""
    other = repository(tmp_path / "other")
    for variable, value in {"GIT_DIR": other / ".git", "GIT_WORK_TREE": other, "GIT_INDEX_FILE": "x"}.items():
        monkeypatch.setenv(variable, str(value))
    assert revision_of(kept, "first").commit


# Hostile repositories


def test_attributes_change_nothing(kept: Path) -> None:
    """`git archive` would leave a file out, and put the commit's name into another."""
    folder = kept / "cases" / "filter"
    (folder / ".gitattributes").write_text(
        "challenge.gsn export-ignore\n*.txt export-subst text eol=crlf\n", encoding="utf-8"
    )
    (folder / "challenge.gsn").write_text('challenge D1 "It does not hold"\n', encoding="utf-8")
    (folder / "log.txt").write_bytes(b"$Format:%H$\nend\n")
    commit(kept)
    found = taken(kept, "cases/filter", "HEAD")
    assert found["challenge.gsn"] == b'challenge D1 "It does not hold"\n'
    assert found["log.txt"] == b"$Format:%H$\nend\n"


def trap(folder: Path) -> tuple[Path, Path]:
    """A script, and the file that it makes when something runs it."""
    sprung = folder / "sprung"
    script = folder / "trap.sh"
    script.write_text(f"#!/bin/sh\ntouch '{sprung}'\ncat\n", encoding="utf-8")
    script.chmod(0o755)
    return script, sprung


@pytest.mark.parametrize(
    "setting",
    [
        "filter.trap.smudge",
        "filter.trap.process",
        "diff.trap.textconv",
        "core.fsmonitor",
        "core.pager",
        "core.sshCommand",
        "core.gitProxy",
        "core.askPass",
        "core.editor",
        "alias.cat-file",
        "alias.rev-parse",
        "credential.helper",
        "uploadpack.packObjectsHook",
    ],
)
def test_no_setting_of_the_repository_is_run(setting: str, kept: Path, tmp_path: Path) -> None:
    script, sprung = trap(tmp_path)
    git(kept, "config", setting, str(script))
    git(kept, "config", "filter.trap.required", "true")
    (kept / ".gitattributes").write_text("* filter=trap diff=trap\n", encoding="utf-8")
    assert taken(kept, "cases/filter")
    assert not sprung.exists()


@pytest.mark.parametrize("hook", ["post-checkout", "post-index-change", "reference-transaction", "pre-auto-gc"])
def test_no_hook_is_run(hook: str, kept: Path, tmp_path: Path) -> None:
    script, sprung = trap(tmp_path)
    (kept / ".git" / "hooks").mkdir(exist_ok=True)
    script.replace(kept / ".git" / "hooks" / hook)
    assert taken(kept, "cases/filter")
    assert not sprung.exists()


@pytest.mark.parametrize("guard", ["GIT_ALLOW_PROTOCOL", "GIT_NO_LAZY_FETCH", None])
def test_what_is_missing_is_not_fetched(
    guard: str | None, kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a partial copy git fetches what is missing, and the address to fetch it from can be a command.

    Each of the two guards is enough: not every git knows both.
    """
    if guard is not None:
        monkeypatch.setattr(revisions, "_GUARDED", {guard: revisions._GUARDED[guard]})
    _, sprung = trap(tmp_path)
    name = git(kept, "rev-parse", "HEAD:cases/filter/case.gsn")
    (kept / ".git" / "objects" / name[:2] / name[2:]).unlink()
    for setting, value in {
        "core.repositoryformatversion": "1",
        "extensions.partialClone": "origin",
        "remote.origin.promisor": "true",
        "remote.origin.url": f"ext::sh -c touch% {sprung}",
        "protocol.ext.allow": "always",
    }.items():
        git(kept, "config", setting, value)
    with pytest.raises(NoRevision, match="is not in this copy of the repository"):
        taken(kept, "cases/filter")
    assert not sprung.exists()
    subprocess.run(["git", "cat-file", "-p", name], cwd=kept, capture_output=True, check=False)
    assert sprung.exists(), "the trap would have been sprung"


def test_an_object_is_not_replaced_by_another(kept: Path) -> None:
    name = git(kept, "rev-parse", "HEAD:cases/filter/case.gsn")
    other = git(kept, "hash-object", "-w", "--stdin", given=b"case harmless\n")
    git(kept, "replace", name, other)
    assert git(kept, "cat-file", "-p", name) == "case harmless"
    assert taken(kept, "cases/filter")["case.gsn"] == b"case filter\n"


def tree(root: Path, *entries: tuple[str, str, bytes]) -> str:
    """A commit of a tree that git itself would not make: mode, object and name of each entry."""
    body = b"".join(mode.encode() + b" " + name + b"\0" + bytes.fromhex(object_) for mode, object_, name in entries)
    made = git(root, "hash-object", "-t", "tree", "-w", "--stdin", "--literally", given=body)
    return git(root, "commit-tree", made, "-m", "hostile")


def blob(root: Path, data: bytes) -> str:
    return git(root, "hash-object", "-w", "--stdin", given=data)


@pytest.mark.parametrize("name", [b"..", b"../out", b"/out", b".git", b".GIT", b"a/../../out", b"", b"a//b", b"a\\b"])
def test_no_file_is_written_outside(name: bytes, kept: Path, tmp_path: Path) -> None:
    before = {path for path in tmp_path.rglob("*") if ".git" not in path.parts}
    commit_ = tree(kept, ("100644", blob(kept, b"x"), name))
    with pytest.raises(NoRevision), at_revision(revision_of(kept, commit_), ""):
        pass
    assert {path for path in tmp_path.rglob("*") if ".git" not in path.parts} == before


def test_nothing_is_written_through_a_link(kept: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    below = git(kept, "rev-parse", "first:cases/filter")
    commit_ = tree(kept, ("120000", blob(kept, os.fsencode(outside)), b"a"), ("40000", below, b"a"))
    with pytest.raises(NoRevision, match="cannot be laid out"), at_revision(revision_of(kept, commit_), ""):
        pass
    assert list(outside.iterdir()) == []


def test_a_link_stays_a_link(kept: Path) -> None:
    (kept / "cases" / "filter" / "same.gsn").symlink_to("case.gsn")
    (kept / "cases" / "filter" / "out").symlink_to("/etc/passwd")
    commit(kept)
    with at_revision(revision_of(kept, "HEAD"), "cases/filter") as folder:
        assert (folder / "same.gsn").readlink() == Path("case.gsn")
        assert (folder / "out").readlink() == Path("/etc/passwd")


def test_a_link_that_says_too_much_is_refused(kept: Path) -> None:
    commit_ = tree(kept, ("120000", blob(kept, b"x" * 70_000), b"a"))
    with pytest.raises(NoRevision, match="is a link that leads nowhere"), at_revision(revision_of(kept, commit_), ""):
        pass


def test_another_repository_within_is_an_empty_folder(kept: Path) -> None:
    commit_ = tree(kept, ("100644", blob(kept, b"x"), b"a"), ("160000", git(kept, "rev-parse", "HEAD"), b"sub"))
    with at_revision(revision_of(kept, commit_), "") as folder:
        assert sorted(path.name for path in folder.iterdir()) == ["a", "sub"]
        assert list((folder / "sub").iterdir()) == []


@pytest.mark.parametrize(
    ("limit", "most", "told"), [("MOST_FILES", 2, "more than 2 files"), ("MOST_BYTES", 1000, "holds more than")]
)
def test_there_is_an_end_to_what_is_written(
    limit: str, most: int, told: str, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(revisions, limit, most)
    with pytest.raises(NoRevision, match=told):
        taken(kept, "")


def test_nothing_of_the_repository_is_written_to(kept: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in kept.rglob("*")}
    taken(kept, "")
    assert {path: path.stat().st_mtime_ns for path in kept.rglob("*")} == before
