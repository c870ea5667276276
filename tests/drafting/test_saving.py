"""A text is written whole or not at all, never over somebody else's, and stays in hand whatever happens."""

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gsn.drafting.merging import has_conflicts, merge
from gsn.drafting.saving import (
    ChangedOnDisk,
    Loaded,
    NotLoaded,
    NotWritten,
    Saved,
    Trouble,
    changed_on_disk,
    keep_both,
    load_text,
    overwrite,
    save,
    save_elsewhere,
)


def loaded(path: Path) -> Loaded:
    found = load_text(path)
    assert isinstance(found, Loaded)
    return found


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "case.gsn"
    file.write_bytes(b"one\ntwo\nthree\n")
    return file


def test_a_text_is_saved_and_saved_again(path: Path) -> None:
    first = save(loaded(path), "one\n")
    assert isinstance(first, Saved)
    assert path.read_bytes() == b"one\n"
    assert isinstance(save(first.loaded, "two\n"), Saved)
    assert path.read_bytes() == b"two\n"
    assert [file.name for file in path.parent.iterdir()] == ["case.gsn"]


@pytest.mark.parametrize(
    "data",
    [b"a\r\nb\r\n", b"a\nb", b"\xef\xbb\xbfa\n", b"\xef\xbb\xbfa\r\nb\r\n", b"a\r\nb\n", b"", "ä\u2028ö\n".encode()],
)
def test_what_is_saved_unchanged_is_byte_for_byte_what_it_was(path: Path, data: bytes) -> None:
    path.write_bytes(data)
    found = loaded(path)
    assert isinstance(save(found, found.text), Saved)
    assert path.read_bytes() == data


def test_a_file_that_somebody_else_wrote_is_not_written_over(path: Path) -> None:
    base = loaded(path)
    path.write_bytes(b"one\ntwo\nthree and a half\n")
    assert changed_on_disk(base)
    outcome = save(base, "zero\ntwo\nthree\n")
    assert isinstance(outcome, ChangedOnDisk)
    assert outcome.theirs.text == "one\ntwo\nthree and a half\n"
    assert path.read_bytes() == b"one\ntwo\nthree and a half\n"
    merged = merge(base.text, outcome.mine, outcome.theirs.text)
    assert merged.clean
    assert isinstance(overwrite(outcome, merged.text), Saved)
    assert path.read_bytes() == b"zero\ntwo\nthree and a half\n"


def test_both_are_kept_where_somebody_wants_both(path: Path) -> None:
    base = loaded(path)
    path.write_bytes(b"theirs\n")
    (path.parent / "case.gsn.mine").write_bytes(b"an older one\n")
    outcome = save(base, "mine\n")
    assert isinstance(outcome, ChangedOnDisk)
    kept = keep_both(outcome)
    assert isinstance(kept, Saved)
    assert kept.loaded.path.name == "case.gsn.mine2"
    assert (path.read_bytes(), kept.loaded.path.read_bytes()) == (b"theirs\n", b"mine\n")


def test_a_file_that_changes_between_looking_and_overwriting_is_told_again(path: Path) -> None:
    base = loaded(path)
    path.write_bytes(b"theirs\n")
    outcome = save(base, "mine\n")
    assert isinstance(outcome, ChangedOnDisk)
    path.write_bytes(b"theirs, again\n")
    again = overwrite(outcome, "mine\n")
    assert isinstance(again, ChangedOnDisk)
    assert again.theirs.text == "theirs, again\n"


def test_a_new_file_is_written_and_one_that_came_meanwhile_is_not_written_over(tmp_path: Path) -> None:
    new = tmp_path / "new.gsn"
    base = loaded(new)
    assert (base.text, base.digest) == ("", "")
    assert isinstance(save(base, "mine\n"), Saved)
    assert isinstance(save(base, "mine, too\n"), ChangedOnDisk)
    assert new.read_bytes() == b"mine\n"


def test_a_read_only_file_is_left_alone(path: Path) -> None:
    base = loaded(path)
    path.chmod(0o444)
    outcome = save(base, "mine\n")
    assert isinstance(outcome, NotWritten)
    assert (outcome.trouble, outcome.text) == (Trouble.READ_ONLY, "mine\n")
    assert "elsewhere" in outcome.help
    assert path.read_bytes() == b"one\ntwo\nthree\n"
    assert isinstance(save_elsewhere(path.with_name("copy.gsn"), outcome.text), Saved)


def test_the_mode_of_a_file_stays(path: Path) -> None:
    path.chmod(0o640)
    assert isinstance(save(loaded(path), "mine\n"), Saved)
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_folder_that_vanished_is_told(path: Path) -> None:
    base = loaded(path)
    path.unlink()
    path.parent.rmdir()
    outcome = save(base, "mine\n")
    assert isinstance(outcome, NotWritten)
    assert (outcome.trouble, outcome.text) == (Trouble.GONE, "mine\n")
    assert isinstance(load_text(path), NotLoaded)


def test_a_file_that_vanished_is_told(path: Path) -> None:
    base = loaded(path)
    path.unlink()
    outcome = save(base, "mine\n")
    assert isinstance(outcome, NotWritten)
    assert outcome.trouble is Trouble.GONE


@pytest.mark.parametrize(
    ("number", "trouble"),
    [
        (errno.ENOSPC, Trouble.NO_ROOM),
        (errno.EDQUOT, Trouble.NO_ROOM),
        (errno.EROFS, Trouble.READ_ONLY),
        (errno.EIO, Trouble.OTHER),
    ],
)
def test_a_disk_that_refuses_is_told_and_the_file_stays(
    path: Path, monkeypatch: pytest.MonkeyPatch, number: int, trouble: Trouble
) -> None:
    def refuse(_: int) -> None:
        raise OSError(number, os.strerror(number))

    base = loaded(path)
    monkeypatch.setattr(os, "fsync", refuse)
    outcome = save(base, "mine\n")
    assert isinstance(outcome, NotWritten)
    assert (outcome.trouble, outcome.text) == (trouble, "mine\n")
    assert path.read_bytes() == b"one\ntwo\nthree\n"
    assert [file.name for file in path.parent.iterdir()] == ["case.gsn"]


FILL = """
import resource, sys
from pathlib import Path
from gsn.drafting.saving import load_text, save
path = Path(sys.argv[1])
base = load_text(path)
import signal
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
outcome = save(base, "x" * 100_000)
print(type(outcome).__name__, len(outcome.text))
"""


def test_a_file_that_may_not_grow_stays_as_it_was(path: Path) -> None:
    done = subprocess.run([sys.executable, "-c", FILL, str(path)], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["NotWritten", "100000"]
    assert path.read_bytes() == b"one\ntwo\nthree\n"
    assert [file.name for file in path.parent.iterdir()] == ["case.gsn"]


def test_bytes_that_are_no_text_are_told_and_stay(path: Path) -> None:
    path.write_bytes(b"one \xff\n")
    base = loaded(path)
    outcome = save(base, base.text)
    assert isinstance(outcome, NotWritten)
    assert outcome.trouble is Trouble.NO_TEXT
    assert path.read_bytes() == b"one \xff\n"


@pytest.mark.parametrize("data", [b"\xff\xfea\x00", b"\x00\x01\x02\x03" * 100])
def test_what_is_no_text_is_not_opened(path: Path, data: bytes) -> None:
    path.write_bytes(data)
    found = load_text(path)
    assert isinstance(found, NotLoaded)
    assert found.message


# Merging


@pytest.mark.parametrize(
    ("base", "mine", "theirs", "merged"),
    [
        ("a\nb\nc\n", "A\nb\nc\n", "a\nb\nC\n", "A\nb\nC\n"),
        ("a\nb\n", "a\nb\n", "a\nx\nb\n", "a\nx\nb\n"),
        ("a\nb\n", "a\nx\nb\n", "a\nx\nb\n", "a\nx\nb\n"),
        ("a\nb\nc\nd\n", "b\nc\nd\n", "a\nb\nc\n", "b\nc\n"),
        ("", "a\n", "", "a\n"),
        ("a\nb\nc\n", "a\nc\n", "a\nb\nc\nd\n", "a\nc\nd\n"),
    ],
)
def test_what_does_not_touch_is_merged(base: str, mine: str, theirs: str, merged: str) -> None:
    found = merge(base, mine, theirs)
    assert (found.text, found.clean) == (merged, True)


def test_what_both_changed_is_left_to_the_author() -> None:
    found = merge("a\nb\nc\n", "a\nmine\nc\n", "a\ntheirs\nc\n")
    assert found.text == "a\n<<<<<<< mine\nmine\n=======\ntheirs\n>>>>>>> on disk\nc\n"
    assert found.conflicts == (1,)
    assert has_conflicts(found.text)
    assert not has_conflicts("a\nb\n")


TEXTS = st.lists(st.sampled_from(["a", "b", "c", ""]), max_size=7).map("\n".join)


@given(TEXTS, TEXTS)
def test_who_alone_changed_something_is_followed(base: str, changed: str) -> None:
    assert merge(base, changed, base).text == changed
    assert merge(base, base, changed).text == changed
    assert merge(base, changed, changed).text == changed


@given(TEXTS, TEXTS, TEXTS)
def test_no_line_of_the_author_is_lost_where_something_is_left_to_decide(base: str, mine: str, theirs: str) -> None:
    found = merge(base, mine, theirs)
    if not found.clean:
        kept = found.text.split("\n")
        added = [row for row in set(mine.split("\n")) if row not in base.split("\n")]
        assert all(row in kept for row in added)
