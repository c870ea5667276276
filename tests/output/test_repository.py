"""A platform knows a file by its path from the repository's root, from wherever the command was run."""

import os
from pathlib import Path

import pytest

from gsn.output.repository import RepositoryPaths, root_of


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """``repository`` with ``cases/filter/case.gsn``, beside ``elsewhere``."""
    root = tmp_path / "repository"
    (root / "cases" / "filter").mkdir(parents=True)
    (root / ".git").mkdir()
    (root / "cases" / "filter" / "case.gsn").touch()
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "case.gsn").touch()
    return root


@pytest.mark.parametrize(
    ("folder", "file"),
    [
        (".", "cases/filter/case.gsn"),
        ("cases", "filter/case.gsn"),
        ("cases/filter", "case.gsn"),
        ("cases/filter", "./case.gsn"),
        ("cases/filter", "../filter/case.gsn"),
    ],
)
def test_a_file_has_one_path_from_everywhere(repository: Path, folder: str, file: str) -> None:
    paths = RepositoryPaths(repository / folder)
    assert paths.of(file) == "cases/filter/case.gsn"
    assert paths.of(str(repository / folder / file)) == "cases/filter/case.gsn"


def test_links_are_followed(repository: Path) -> None:
    (repository / "link").symlink_to("cases")
    (repository.parent / "root").symlink_to("repository")
    assert RepositoryPaths(repository).of("link/filter/case.gsn") == "cases/filter/case.gsn"
    assert RepositoryPaths(repository.parent / "root" / "link").of("filter/case.gsn") == "cases/filter/case.gsn"


def test_a_file_elsewhere_keeps_its_whole_path(repository: Path) -> None:
    elsewhere = repository.parent / "elsewhere" / "case.gsn"
    assert RepositoryPaths(repository).of("../elsewhere/case.gsn") == elsewhere.as_posix()
    assert RepositoryPaths(repository).of(str(elsewhere)) == elsewhere.as_posix()


def test_a_worktree_has_a_file_in_the_place_of_the_folder(repository: Path) -> None:
    (repository / "cases" / ".git").write_text("gitdir: elsewhere\n")
    assert root_of(repository / "cases" / "filter") == repository / "cases"


def test_without_a_repository_the_working_directory_is_the_root(tmp_path: Path) -> None:
    (tmp_path / "case").mkdir()
    assert root_of(tmp_path / "case") == tmp_path / "case"
    assert RepositoryPaths(tmp_path / "case").of("case.gsn") == "case.gsn"


@pytest.mark.parametrize("name", ["a\0b", "loop/case.gsn", os.fsdecode(b"\xff.gsn")])
def test_a_name_that_leads_nowhere_is_a_path_all_the_same(repository: Path, name: str) -> None:
    (repository / "loop").symlink_to("loop")
    assert RepositoryPaths(repository).of(name) == name
