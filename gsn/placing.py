"""Writing files whole: beside their places first, and into their places once all of it is safely there."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, NamedTuple

FOR_EVERYBODY = 0o644
"""The mode of a new file that others are to read: those who collect a build's files are often not who ran it."""

_LONGEST_START = 50
"""Of a name's characters. Each has four bytes at most, and systems take names of 255."""


class Beside(NamedTuple):
    """A file that is being written, and the stream that it is written with."""

    path: Path
    stream: BinaryIO


@contextmanager
def beside(target: Path, mode: int) -> Iterator[Beside]:
    """A new file on the same disk as another; whatever goes wrong meanwhile takes it away again.

    Raises:
        OSError: It cannot be written.
    """
    handle, name = tempfile.mkstemp(prefix=f".{target.name[:_LONGEST_START]}.", suffix=".new", dir=target.parent)
    path = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            yield Beside(path, stream)
            stream.flush()
            path.chmod(mode)
            os.fsync(stream.fileno())
    except BaseException:
        path.unlink(missing_ok=True)
        raise


@contextmanager
def placed(target: Path, mode: int = FOR_EVERYBODY) -> Iterator[BinaryIO]:
    """A stream to write a file with; whatever goes wrong meanwhile leaves what was there before.

    Raises:
        OSError: It cannot be written.
    """
    with beside(target, mode) as (path, stream):
        yield stream
    put(path, target)


def place(target: Path, data: bytes, mode: int = FOR_EVERYBODY) -> None:
    """Write a file whole or not at all.

    Raises:
        OSError: It cannot be written, and what was there before still is.
    """
    with placed(target, mode) as stream:
        stream.write(data)


def put(written: Path, target: Path) -> None:
    """Put a file that was written beside another into its place.

    Raises:
        OSError: It cannot be put there; then it is gone, and the other still there.
    """
    try:
        written.replace(target)
    except BaseException:
        written.unlink(missing_ok=True)
        raise
    _outlast_a_crash(target.parent)


def mode_of(target: Path) -> int:
    """The mode of the file that would be replaced, or that of a new one."""
    return target.stat().st_mode & 0o7777 if target.exists() else FOR_EVERYBODY


def _outlast_a_crash(folder: Path) -> None:
    """Have the new name written too, where the system knows how; the file itself is in its place by now."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
