"""Evidence files: found inside the case's folder, and hashed together without any being held in memory."""

from __future__ import annotations

import hashlib
import os
import re
import stat
from collections.abc import Callable, Collection, Iterable, Mapping
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path

BLOCK = 1 << 18
"""Bytes that are hashed at a time, so that a file of any size takes the same memory."""

WORTH_THREADS = 4 << 20
"""Bytes in all from which several threads are quicker than one: hashing leaves the interpreter's lock alone."""

_DIGEST = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Located:
    """A file of evidence and its size; or why there is none to look at, and whether that is because it is not there."""

    path: str | None
    trouble: str | None = None
    missing: bool = False
    size: int = 0


@dataclass(frozen=True, slots=True)
class Contents:
    """The digests of a file by the name of the algorithm, in hexadecimal; or why it could not be read."""

    digests: Mapping[str, str]
    trouble: str | None = None


def locate(written: str, folder: Path) -> Located:
    """The file that a path means. It stays inside the case's folder, links included.

    Args:
        written: The path as the text has it, relative to the case's folder, with ``/`` between folders.
        folder: The case's folder, its own links followed.
    """
    if not written or "\0" in written:
        return Located(None, "names no file")
    if written.startswith("/") or "\\" in written or written[1:2] == ":":
        return Located(None, "is no relative path")
    if ".." in written.split("/"):
        return Located(None, "goes up with `..`; a path stays below the case's folder")
    try:
        return _inside(written, str(folder))
    except FileNotFoundError:
        return Located(None, "is not there", missing=True)
    except (OSError, ValueError) as error:
        return Located(None, f"cannot be looked at: {error}")


def _inside(written: str, folder: str) -> Located:
    path = os.path.realpath(f"{folder}/{written}")
    if os.path.commonpath((folder, path)) != folder:
        return Located(None, "leads out of the case's folder")
    status = os.stat(path)  # noqa: PTH116 - a path object for each of thousands of records costs more than the look
    if not stat.S_ISREG(status.st_mode):
        return Located(None, "is no regular file")
    if path.lower().endswith(".gsn"):
        return Located(None, "is a text of a case, and no evidence for one")
    if status.st_size == 0:
        return Located(None, "is empty")
    return Located(path, size=status.st_size)


def read_whole(wanted: Mapping[str, Collection[str]], size: int) -> dict[str, Contents]:
    """The digests of many files, each read once and in pieces, on as many threads as there are processors.

    Args:
        wanted: For each path the algorithms, as :mod:`hashlib` names them.
        size: How many bytes the files have in all; a few are quicker read by one thread.
    """
    jobs = list(wanted.items())
    threads = min(len(jobs), os.cpu_count() or 1)
    if threads < 2 or size < WORTH_THREADS:  # noqa: PLR2004 - one thread is no pool
        return {path: contents_of(path, algorithms) for path, algorithms in jobs}
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(threads) as pool:
        found = pool.map(lambda job: contents_of(*job), jobs)
        return dict(zip(wanted, found, strict=True))


ReadWhole = Callable[[Mapping[str, Collection[str]], int], Mapping[str, Contents]]
"""Gives the digests of many files: :func:`read_whole`, or what remembers it."""

reader: ContextVar[ReadWhole] = ContextVar("reader", default=read_whole)
"""What reads the files of a register: who checks a case again and again sets one that remembers."""


def contents_of(path: str, algorithms: Iterable[str]) -> Contents:
    """The digests of one file, read once in pieces of :data:`BLOCK` bytes."""
    digests = {name: hashlib.new(name) for name in algorithms}
    block = bytearray(BLOCK)
    view = memoryview(block)
    try:
        with open(path, "rb", buffering=0) as stream:  # noqa: PTH123 - as above
            while read := stream.readinto(block):
                for digest in digests.values():
                    digest.update(view[:read])
    except OSError as error:
        return Contents({}, f"cannot be read: {error.strerror or error}")
    return Contents({name: digest.hexdigest() for name, digest in digests.items()})


def is_digest(written: str) -> bool:
    """Whether a text is a SHA-256 digest: 64 hexadecimal digits."""
    return _DIGEST.fullmatch(written.lower()) is not None
