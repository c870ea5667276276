"""A text is written whole or not at all, and never over what somebody else wrote."""

import os
from pathlib import Path

import pytest

from gsn.language.saving import NotSaved, digest_of, save_text

OLD, NEW = 'goal G1 "A"\n', 'goal G1 "B"\n'


@pytest.fixture
def text(tmp_path: Path) -> Path:
    path = tmp_path / "case.gsn"
    path.write_text(OLD)
    return path


def digest(path: Path) -> str:
    return digest_of(path.read_bytes())


def others_beside(path: Path) -> list[str]:
    return sorted(other.name for other in path.parent.iterdir() if other != path)


def test_a_text_is_written_in_one_step(text: Path) -> None:
    written = save_text(text, NEW, digest(text))
    assert text.read_text() == NEW
    assert written == digest(text)
    assert others_beside(text) == []


def test_a_text_is_written_again_with_the_digest_that_writing_gave(text: Path) -> None:
    assert save_text(text, OLD, save_text(text, NEW, digest(text))) == digest_of(OLD.encode())


@pytest.mark.parametrize("mode", [0o600, 0o644, 0o755, 0o440])
def test_a_files_mode_is_kept(text: Path, mode: int) -> None:
    text.chmod(mode)
    save_text(text, NEW, digest(text))
    assert text.stat().st_mode & 0o7777 == mode


def test_line_ends_are_written_as_they_are(text: Path) -> None:
    save_text(text, "a\r\nb\n", digest(text))
    assert text.read_bytes() == b"a\r\nb\n"


def test_a_file_that_changed_on_disk_is_left_alone(text: Path) -> None:
    read_with = digest(text)
    text.write_text("somebody else's")
    with pytest.raises(NotSaved, match="changed on disk since it was read"):
        save_text(text, NEW, read_with)
    assert text.read_text() == "somebody else's"
    assert others_beside(text) == []


def test_a_file_that_is_gone_is_not_made_again(text: Path) -> None:
    read_with = digest(text)
    text.unlink()
    with pytest.raises(NotSaved, match="cannot be written: No such file"):
        save_text(text, NEW, read_with)
    assert others_beside(text) == []


def test_a_folder_or_a_fifo_is_not_written(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "fifo")
    for path in (tmp_path, tmp_path / "fifo"):
        with pytest.raises(NotSaved):
            save_text(path, NEW, digest_of(b""))


def test_what_is_not_utf_8_is_not_written(text: Path) -> None:
    with pytest.raises(NotSaved, match="bytes that are not UTF-8"):
        save_text(text, "\udcff", digest(text))
    assert text.read_text() == OLD


@pytest.mark.parametrize("step", ["fsync", "chmod"])
def test_a_write_that_fails_leaves_nothing_behind(text: Path, step: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, step, failing)
    with pytest.raises(NotSaved, match="No space left on device"):
        save_text(text, NEW, digest(text))
    assert text.read_text() == OLD
    assert others_beside(text) == []


def test_a_link_inside_its_folder_stays_a_link(text: Path) -> None:
    link = text.with_name("link.gsn")
    link.symlink_to(text.name)
    save_text(link, NEW, digest(text))
    assert link.is_symlink()
    assert text.read_text() == NEW


def test_a_link_out_of_its_folder_is_not_followed(text: Path) -> None:
    folder = text.parent / "inside"
    folder.mkdir()
    link = folder / "link.gsn"
    link.symlink_to("../case.gsn")
    with pytest.raises(NotSaved, match="leads out of its folder"):
        save_text(link, NEW, digest(text))
    assert text.read_text() == OLD
