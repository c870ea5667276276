"""Files of evidence: found inside the folder, hashed as any other program hashes them, and never held in memory."""

import hashlib
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gsn.evidence import files
from gsn.evidence.files import BLOCK, WORTH_THREADS, contents_of, locate, read_whole


def digest(data: bytes, algorithm: str = "sha256") -> str:
    return hashlib.new(algorithm, data).hexdigest()


@settings(max_examples=40, deadline=None)
@given(contents=st.lists(st.binary(max_size=2000), min_size=1, max_size=8), large=st.booleans())
def test_digests_are_what_any_other_program_finds(
    contents: list[bytes],
    large: bool,  # noqa: FBT001 - drawn
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    folder = tmp_path_factory.mktemp("files")
    paths = []
    for number, data in enumerate(contents):
        path = folder / str(number)
        path.write_bytes(data * (BLOCK // 1000 if large else 1))
        paths.append(path)
    wanted = {str(path): ("sha256", "sha512") for path in paths}
    for size in (0, WORTH_THREADS):
        found = read_whole(wanted, size)
        assert list(found) == [str(path) for path in paths]
        for path in paths:
            data = path.read_bytes()
            assert found[str(path)].digests == {"sha256": digest(data), "sha512": digest(data, "sha512")}


@pytest.mark.parametrize("size", [0, 1, BLOCK - 1, BLOCK, BLOCK + 1, 3 * BLOCK])
def test_a_file_ends_where_it_ends(size: int, tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(bytes(index % 251 for index in range(size)))
    assert contents_of(str(path), ["sha256"]).digests == {"sha256": digest(path.read_bytes())}


def test_a_file_that_is_gone_or_closed_is_told_and_the_others_are_read(tmp_path: Path) -> None:
    here, gone = tmp_path / "here", tmp_path / "gone"
    here.write_bytes(b"x")
    found = read_whole({str(gone): ("sha256",), str(here): ("sha256",)}, WORTH_THREADS)
    assert found[str(gone)].trouble == "cannot be read: No such file or directory"
    assert found[str(here)].digests == {"sha256": digest(b"x")}


def test_threads_are_used_where_there_is_much_to_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two files are read at once: each waits for the other."""
    seen = set()
    meet = threading.Barrier(2, timeout=20)

    def noted(*_: object) -> files.Contents:
        meet.wait()
        seen.add(threading.get_ident())
        return files.Contents({})

    monkeypatch.setattr(files, "contents_of", noted)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    read_whole({"a": ("sha256",), "b": ("sha256",)}, WORTH_THREADS)
    assert len(seen) == 2


MEASURE = """
import resource, sys
from gsn.evidence.files import read_whole
def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
before, paths = peak(), sys.argv[1:]
found = read_whole({path: ("sha256",) for path in paths}, 1 << 40)
print(peak() - before, *[found[path].digests["sha256"] for path in paths])
"""


def test_files_of_any_size_take_the_same_memory(tmp_path: Path) -> None:
    """Two files of 256 MB each, which take no room on the disk; in kilobytes."""
    paths = [tmp_path / "a", tmp_path / "b"]
    for path in paths:
        path.touch()
        os.truncate(path, 256 << 20)
    done = subprocess.run(
        [sys.executable, "-c", MEASURE, *map(str, paths)], capture_output=True, text=True, check=True, timeout=120
    )
    grown, *digests = done.stdout.split()
    assert int(grown) * (1 if sys.platform != "darwin" else 1 / 1024) < 20_000
    assert set(digests) == {"a6d72ac7690f53be6ae46ba88506bd97302a093f7108472bd9efc3cefda06484"}


@pytest.mark.parametrize(
    ("written", "trouble", "missing"),
    [
        ("there.txt", None, False),
        ("./there.txt", None, False),
        ("folder/there.txt", None, False),
        ("in.txt", None, False),
        ("away.txt", "is not there", True),
        ("gone.txt", "is not there", True),
        ("", "names no file", False),
        ("there.txt\0", "names no file", False),
        ("/etc/passwd", "is no relative path", False),
        ("C:/there.txt", "is no relative path", False),
        ("folder\\there.txt", "is no relative path", False),
        ("../there.txt", "goes up with `..`; a path stays below the case's folder", False),
        ("folder/../../there.txt", "goes up with `..`; a path stays below the case's folder", False),
        ("out.txt", "leads out of the case's folder", False),
        ("outside/there.txt", "leads out of the case's folder", False),
        ("folder", "is no regular file", False),
        ("empty.txt", "is empty", False),
        ("case.GSN", "is a text of a case, and no evidence for one", False),
    ],
)
def test_where_a_path_leads(
    written: str,
    trouble: str | None,
    missing: bool,  # noqa: FBT001 - a column of the table
    tmp_path: Path,
) -> None:
    folder = tmp_path / "case"
    (folder / "folder").mkdir(parents=True)
    for path in (folder / "there.txt", folder / "folder" / "there.txt", folder / "case.GSN", tmp_path / "there.txt"):
        path.write_text("x")
    (folder / "empty.txt").touch()
    (folder / "in.txt").symlink_to("folder/there.txt")
    (folder / "out.txt").symlink_to("../there.txt")
    (folder / "outside").symlink_to("..")
    (folder / "gone.txt").symlink_to("nowhere")
    found = locate(written, folder.resolve())
    assert (found.trouble, found.missing) == (trouble, missing)
    assert (found.path is None) == (trouble is not None)
    assert found.size == (0 if trouble is not None else 1)
