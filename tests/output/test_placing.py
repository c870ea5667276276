"""Files are written whole or not at all, whatever they are called and whatever goes wrong."""

import os
from pathlib import Path

import pytest

from gsn.placing import beside, mode_of, place, placed, put

MODES = [(None, 0o644), (0o600, 0o600), (0o755, 0o755)]


@pytest.mark.parametrize(("before", "after"), MODES)
def test_a_file_that_is_replaced_keeps_its_mode(tmp_path: Path, before: int | None, after: int) -> None:
    target = tmp_path / "file"
    if before is not None:
        target.write_text("old")
        target.chmod(before)
    place(target, b"new", mode_of(target))
    assert target.read_bytes() == b"new"
    assert target.stat().st_mode & 0o7777 == after


@pytest.mark.parametrize("name", ["n" * 255, "ñ" * 127, "語" * 85, "🗎" * 63])
def test_the_longest_names_can_be_written(tmp_path: Path, name: str) -> None:
    place(tmp_path / name, b"new")
    assert os.listdir(tmp_path) == [name]  # noqa: PTH208 - the names alone


@pytest.mark.parametrize("step", ["chmod", "fsync", "replace"])
def test_whatever_fails_leaves_what_was_there(tmp_path: Path, step: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    target = tmp_path / "file"
    target.write_text("old")
    with monkeypatch.context() as patch:
        patch.setattr(os, step, failing)
        with pytest.raises(OSError, match="No space"):
            place(target, b"new")
    assert [(file.name, file.read_text()) for file in tmp_path.iterdir()] == [("file", "old")]


def test_who_stops_writing_leaves_what_was_there(tmp_path: Path) -> None:
    def half() -> None:
        with placed(tmp_path / "file") as stream:
            stream.write(b"half")
            raise KeyboardInterrupt

    (tmp_path / "file").write_text("old")
    with pytest.raises(KeyboardInterrupt):
        half()
    assert [(file.name, file.read_text()) for file in tmp_path.iterdir()] == [("file", "old")]


def test_a_file_may_be_written_first_and_put_in_its_place_later(tmp_path: Path) -> None:
    target = tmp_path / "file"
    target.write_text("old")
    with beside(target, 0o644) as (path, stream):
        stream.write(b"new")
    assert (path.parent, target.read_text()) == (tmp_path, "old")
    put(path, target)
    assert [(file.name, file.read_text()) for file in tmp_path.iterdir()] == [("file", "new")]


def test_a_folder_whose_listing_cannot_be_written_loses_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Some file systems write no folder on request; by then the file is in its place."""
    real = os.fsync

    def files_alone(handle: int) -> None:
        if os.path.isdir(f"/proc/self/fd/{handle}"):  # noqa: PTH112 - of a handle
            raise OSError(22, "Invalid argument")
        real(handle)

    monkeypatch.setattr(os, "fsync", files_alone)
    place(tmp_path / "file", b"new")
    assert (tmp_path / "file").read_bytes() == b"new"
