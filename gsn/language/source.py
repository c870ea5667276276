"""Files as texts: read once, within limits, and never outside the case's folder."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

LARGEST_FILE = 64 * 1024 * 1024
"""Bytes of one text."""

MOST_ENTRIES = 20_000
"""Files and folders that are looked at when a case's folder is searched for texts."""

ENDING = ".gsn"
_HEAD = re.compile(rb"\A(?:\xef\xbb\xbf)?(?:[ \t]*(?:#[^\n]*)?\r?\n)*[ \t]*case[ \t]")
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1f]")


class Unreadable(Exception):
    """A file that cannot be read as a text; the message says why, and ``io`` whether the system refused it."""

    def __init__(self, message: str, help_: str | None = None, *, io: bool = False) -> None:
        super().__init__(message)
        self.message = message
        self.help = help_
        self.io = io


@dataclass(frozen=True, slots=True)
class Found:
    """What a folder holds: texts that begin with ``case``, and all texts."""

    cases: tuple[Path, ...]
    texts: tuple[Path, ...]


def read_source(path: Path) -> str:
    """The text of a file; bytes that are not UTF-8 stay in it as lone surrogates, so that their lines can be named.

    Raises:
        Unreadable: It is not there, not a file, too large, or no text at all.
    """
    try:
        if path.is_dir():
            raise Unreadable("this is a folder", io=True)
        if not path.is_file():
            raise Unreadable("there is no such file" if not path.exists() else "this is no regular file", io=True)
        with path.open("rb") as stream:
            data = stream.read(LARGEST_FILE + 1)
    except OSError as error:
        raise Unreadable(f"it cannot be read: {error.strerror or error}", io=True) from None
    except ValueError as error:
        raise Unreadable(f"it cannot be read: {error}", io=True) from None
    if len(data) > LARGEST_FILE:
        raise Unreadable(f"it has more than {LARGEST_FILE // 1024 // 1024} MB", "split it into modules")
    return _decoded(data)


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Unreadable("this is UTF-16 text", "save it as UTF-8")
    sample = data[:8192]
    if b"\0" in sample and len(_CONTROL.findall(sample)) * 50 > len(sample):
        raise Unreadable("this is not a text")
    return data.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "surrogateescape")


def inside(path: Path, folder: Path) -> bool:
    """Whether a path, its links followed, stays in a folder."""
    try:
        return path.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError, ValueError):
        return False


def search(folder: Path) -> Found:
    """The texts in a folder and below it; hidden folders and links are passed over."""
    cases, texts, looked = [], [], 0
    for base, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name != "__pycache__")
        for name in sorted(names):
            looked += 1
            path = Path(base) / name
            if name.endswith(ENDING) and not name.startswith(".") and path.is_file():
                texts.append(path)
                if begins_a_case(path):
                    cases.append(path)
        if looked > MOST_ENTRIES:
            break
    return Found(tuple(cases), tuple(texts))


def begins_a_case(path: Path) -> bool:
    """Whether the first statement of a file is a ``case`` head."""
    try:
        with path.open("rb") as stream:
            return _HEAD.match(stream.read(65_536)) is not None
    except OSError:
        return False
