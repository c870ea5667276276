"""Files as texts: read once, within limits, and never outside the case's folder."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

from gsn.model.kinds import DECLARABLE

LARGEST_FILE = 64 * 1024 * 1024
"""Bytes of one text."""

MOST_LINES = 1_000_000
"""Lines of one text: a hundred thousand elements and all that they say take a quarter of it."""

MOST_ENTRIES = 20_000
"""Files and folders that are looked at when a case's folder is searched for texts."""

ENDING = ".gsn"
TREE_ENDING = ".xml"
REVIEW_ENDING = ".review"

_NOT_SEARCHED = frozenset({".git", ".venv"})
"""Folders that belong to the tools that keep a case, and not to the case."""

_BEGINNING = re.compile(rb"\A(?:\xef\xbb\xbf)?(?:[ \t]*(?:#[^\n]*)?\r?\n)*([^\n]*)")
_LOOKED_AT = 65_536
"""Bytes of a file in which its first line is looked for."""

_FEWEST_CONTROLS = 8
"""Control characters in the first bytes of a file that make it something else than a text with a slip in it."""

_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1f]")
FIRST_WORDS = frozenset({kind.value.encode() for kind in DECLARABLE} | {b"import", b"waive", b"public"})
"""What the first line of a text of the language begins with."""


class Unreadable(Exception):
    """A file that cannot be read as a text; the message says why, and ``io`` whether the system refused it."""

    def __init__(self, message: str, help_: str | None = None, *, io: bool = False) -> None:
        super().__init__(message)
        self.message = message
        self.help = help_
        self.io = io


@dataclass(frozen=True, slots=True)
class Found:
    """What a folder holds: texts that begin with ``case``, texts whose first line says nothing, and all texts.

    ``complete`` is false where a part of the folder could not be searched; ``reviews`` are called like reviews.
    """

    cases: tuple[Path, ...]
    unclear: tuple[Path, ...]
    texts: tuple[Path, ...]
    complete: bool
    reviews: tuple[Path, ...] = ()


def read_source(path: Path) -> str:
    """The text of a file; bytes that are not UTF-8 stay in it as lone surrogates, so that their lines can be named.

    Raises:
        Unreadable: It is not there, not a file, too large, or no text at all.
    """
    return decode_source(read_bytes(path))


def read_bytes(path: Path) -> bytes:
    """The bytes of a regular file that is not too large.

    Raises:
        Unreadable: It is not there, not a file, or too large.
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
    return data


def decode_source(data: bytes) -> str:
    """The text that a file's bytes hold.

    Raises:
        Unreadable: They hold no text, or one of too many lines.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Unreadable("this is UTF-16 text", "save it as UTF-8")
    sample = data[:8192]
    controls = len(_CONTROL.findall(sample)) if b"\0" in sample else 0
    if controls >= _FEWEST_CONTROLS and controls * 50 > len(sample):
        raise Unreadable("this is not a text")
    if data.count(b"\n") > MOST_LINES:
        raise Unreadable(f"it has more than {MOST_LINES:,} lines", "split it into modules")
    return data.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "surrogateescape")


def inside(path: Path, folder: Path) -> bool:
    """Whether a path, its links followed, stays in a folder."""
    try:
        return path.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError, ValueError):
        return False


def search(folder: Path) -> Found:
    """The texts in a folder and below it. A link may be a text, but begins no case.

    Whatever is called like a text is one, hidden or not and however its ending is written: what cannot be opened is not
    thereby part of the case. Links to folders are not followed; one that leads out leaves the search incomplete.
    """
    cases: list[Path] = []
    unclear: list[Path] = []
    texts: list[Path] = []
    reviews: list[Path] = []
    refused: list[OSError] = []
    looked, led_out = 0, False
    for base, folders, names in os.walk(folder, onerror=refused.append):
        folders[:] = sorted(name for name in folders if name not in _NOT_SEARCHED)
        led_out |= any((Path(base) / name).is_symlink() and not inside(Path(base) / name, folder) for name in folders)
        looked += len(folders) + len(names)
        if looked > MOST_ENTRIES:
            break
        for name in sorted(names):
            path = Path(base) / name
            if name.lower().endswith(REVIEW_ENDING):
                reviews.append(path)
            if not name.lower().endswith(ENDING):
                continue
            texts.append(path)
            words = [] if path.is_symlink() or not _is_file(path) else first_words(path)
            if words[:1] == [b"case"]:
                cases.append(path)
            elif words and words[0] not in FIRST_WORDS:
                unclear.append(path)
    complete = not refused and not led_out and looked <= MOST_ENTRIES
    return Found(tuple(cases), tuple(unclear), tuple(texts), complete, tuple(reviews))


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:
        return False


def first_words(path: Path) -> list[bytes]:
    """The words of the first line of a file that is neither blank nor a comment; none where it cannot be read."""
    try:
        with path.open("rb") as stream:
            return words_of_first_line(stream.read(_LOOKED_AT))
    except OSError:
        return []


def words_of_first_line(data: bytes) -> list[bytes]:
    """As :func:`first_words`, of a file's bytes."""
    match = _BEGINNING.match(data[:_LOOKED_AT])
    return match[1].split() if match else []
