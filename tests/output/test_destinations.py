"""An output is written whole or not at all, and all of them or none."""

import os
import stat
from contextlib import nullcontext
from pathlib import Path

import pytest

from gsn.output.destinations import (
    BadDestination,
    Destination,
    NotWritten,
    destination,
    refuse_clashes,
    refuse_evidence,
    write_all,
)
from tests.output.conftest import GOOD, Judge


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working directory."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("sarif:gsn.sarif", Destination("sarif", Path("gsn.sarif"))),
        ("json:a:b.json", Destination("json", Path("a:b.json"))),
        ("junit:-", Destination("junit", None)),
        ("text:./-", Destination("text", Path("-"))),
    ],
)
def test_a_destination_is_a_form_and_a_file(written: str, expected: Destination) -> None:
    assert destination(written) == expected


@pytest.mark.parametrize("written", ["", ":", "sarif", "sarif:", ":gsn.sarif", "yaml:x", "SARIF:x", " sarif:x"])
def test_what_is_no_destination_is_refused(written: str) -> None:
    with pytest.raises(BadDestination, match=r"is no form; there are text, concise, json|names no file"):
        destination(written)


@pytest.mark.parametrize(
    ("written", "message"),
    [
        (["json:a", "sarif:a"], "`a` holds one output, and json and sarif are to go there"),
        (["json:a", "sarif:./x/../a"], "holds one output"),
        (["json:a", "sarif:link"], "holds one output"),
        (["json:-", "sarif:-"], "standard output holds one output"),
        (["json:x"], "`x` is a folder"),
        (["json:fifo"], "`fifo` is no regular file; `-` is standard output"),
        (["json:/dev/null"], "no regular file"),
        (["json:missing/a"], "there is no folder `missing`"),
        (["json:a/b"], "there is no folder `a`"),
        (["json:case.gsn"], "called like a text of a case"),
        (["json:new.GSN"], "called like a text of a case"),
        (["json:hidden"], "called like a text of a case"),
        (["json:loop"], "cannot be written"),
        (["json:a\0b"], "cannot be written"),
    ],
)
def test_what_cannot_be_written_is_refused_before_anything_is_judged(
    here: Path, written: list[str], message: str
) -> None:
    (here / "a").touch()
    (here / "x").mkdir()
    (here / "link").symlink_to("a")
    (here / "loop").symlink_to("loop")
    (here / "hidden").symlink_to("case.gsn")
    os.mkfifo(here / "fifo")
    with pytest.raises(BadDestination, match=message):
        refuse_clashes(map(destination, written))


def test_outputs_to_different_places_are_fine() -> None:
    refuse_clashes(map(destination, ["json:a", "json:b", "sarif:c", "text:-"]))


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_files_are_written_and_nothing_is_left_beside_them(here: Path) -> None:
    (here / "b").write_text("old and longer than the new")
    write_all({Path("a"): "one\n", Path("b"): "two — \udcff\n"})
    assert (here / "a").read_bytes() == b"one\n"
    assert (here / "b").read_bytes() == "two — \\udcff\n".encode()
    assert names(here) == ["a", "b"]


def test_a_new_file_can_be_read_by_others_and_an_old_one_keeps_its_mode(here: Path) -> None:
    (here / "old").touch(mode=0o600)
    write_all({Path("new"): "", Path("old"): ""})
    modes = [stat.S_IMODE((here / name).stat().st_mode) for name in ("new", "old")]
    assert modes == [0o644, 0o600]


def test_a_link_stays_a_link(here: Path) -> None:
    (here / "target").touch()
    (here / "link").symlink_to("target")
    write_all({Path("link"): "new"})
    assert (here / "link").is_symlink()
    assert (here / "target").read_text() == "new"


@pytest.mark.parametrize("bad", ["missing/b", "x", "fifo", "n" * 300])
def test_one_file_that_cannot_be_written_leaves_the_others_as_they_were(here: Path, bad: str) -> None:
    (here / "a").write_text("old")
    (here / "x").mkdir()
    os.mkfifo(here / "fifo")
    before = names(here)
    with pytest.raises(NotWritten):
        write_all({Path("a"): "new", Path(bad): "new", Path("c"): "new"})
    assert (here / "a").read_text() == "old"
    assert names(here) == before


def test_a_full_disk_leaves_every_file_as_it_was(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (here / "a").write_text("old")

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(NotWritten, match="`a` cannot be written: No space left on device"):
        write_all({Path("a"): "new"})
    assert (here / "a").read_text() == "old"
    assert names(here) == ["a"]


@pytest.mark.parametrize(
    ("file", "refused"),
    [
        ("cases/filter/tests.txt", True),
        ("cases/filter/../filter/tests.txt", True),
        ("link.txt", True),
        ("cases/filter/report.txt", False),
    ],
)
def test_evidence_is_never_written_over(judge: Judge, here: Path, file: str, *, refused: bool) -> None:
    case = judge(GOOD).case
    (here / "link.txt").symlink_to("cases/filter/tests.txt")
    with pytest.raises(BadDestination, match="is evidence `E1`") if refused else nullcontext():
        refuse_evidence([Destination("json", Path(file)), Destination("text", None)], case)


def test_what_lies_in_a_folder_that_is_evidence_is_not_written_over(judge: Judge, here: Path) -> None:
    case = judge(GOOD.replace('"tests.txt"', '"logs"')).case
    (here / "cases" / "filter" / "logs").mkdir()
    with pytest.raises(BadDestination, match="is evidence `E1`"):
        refuse_evidence([Destination("json", Path("cases/filter/logs/report.json"))], case)
