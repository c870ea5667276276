"""A change is noticed, whichever file it is in, and what the watcher writes itself is none."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from gsn.gate import watching
from gsn.gate.watching import Watched, look, wait_for_change


def touched(path: Path) -> None:
    """The file written anew, at another time, however coarse the file system's clock."""
    path.write_text(path.read_text(encoding="utf-8") + "#", encoding="utf-8")
    status = path.stat()
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns + 1_000_000))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("case/case.gsn", "case/evidence/tests.txt", "gsn.toml", "case/.git/index", "case/out.sarif"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x", encoding="utf-8")
    return tmp_path


def noticed(folder: Path, change: Callable[[], object]) -> list[str]:
    """What is noticed of a change that is made while the watcher sleeps; nothing if it would sleep on."""
    watched = Watched(folder / "case", (folder / "gsn.toml",), (folder / "case" / "out.sarif",))
    slept = 0

    def sleep(_seconds: float) -> None:
        nonlocal slept
        if slept:
            raise TimeoutError
        slept += 1
        change()

    try:
        _, changed = wait_for_change(watched, look(watched), sleep)
    except TimeoutError:
        return []
    return [Path(path).relative_to(folder).as_posix() for path in changed]


def test_a_file_that_changes_comes_or_goes(folder: Path) -> None:
    case = folder / "case"
    assert noticed(folder, lambda: touched(case / "case.gsn")) == ["case/case.gsn"]
    assert noticed(folder, lambda: touched(case / "evidence" / "tests.txt")) == ["case/evidence/tests.txt"]
    assert noticed(folder, (case / "new.gsn").touch) == ["case/new.gsn"]
    assert noticed(folder, (case / "new.gsn").unlink) == ["case/new.gsn"]
    assert noticed(folder, lambda: touched(folder / "gsn.toml")) == ["gsn.toml"]


def test_a_file_that_is_put_in_the_place_of_another(folder: Path) -> None:
    """As an editor saves: beside it, and then over it."""
    text = folder / "case" / "case.gsn"

    def replaced() -> None:
        beside = folder / "beside"
        beside.write_text("y", encoding="utf-8")
        os.utime(beside, ns=(text.stat().st_atime_ns, text.stat().st_mtime_ns))
        beside.replace(text)

    assert noticed(folder, replaced) == ["case/case.gsn"]


def test_what_is_no_change(folder: Path) -> None:
    case = folder / "case"
    assert noticed(folder, lambda: None) == []
    assert noticed(folder, lambda: touched(case / ".git" / "index")) == []
    assert noticed(folder, lambda: touched(case / "out.sarif")) == []


def test_a_change_while_the_answer_was_made_is_not_missed(folder: Path) -> None:
    watched = Watched(folder / "case")
    before = look(watched)
    touched(folder / "case" / "case.gsn")
    _, changed = wait_for_change(watched, before, lambda _seconds: pytest.fail("it slept"))
    assert len(changed) == 1


def test_a_new_day_is_a_change(folder: Path) -> None:
    watched = Watched(folder / "case")
    yesterday = look(watched)._replace(day=look(watched).day.replace(year=2000))
    _, changed = wait_for_change(watched, yesterday, lambda _seconds: pytest.fail("it slept"))
    assert changed == []


def test_a_folder_without_an_end_is_watched_as_far_as_it_is_searched(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watching, "MOST_ENTRIES", 2)
    assert len(look(Watched(folder / "case")).files) == 2
