"""A text from disk and back, so that nothing is lost on the way.

What a text was made from is known by its digest. It is written whole or not at all, and never over what somebody else
wrote meanwhile: then one may reload, merge or keep both. Whatever keeps a text from being written, it stays in hand.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from errno import EACCES, EDQUOT, ENOENT, ENOSPC, ENOTDIR, EPERM, EROFS
from pathlib import Path

from gsn.drafting.line_endings import Ending, as_written, ending_of, in_hand
from gsn.language.saving import NotSaved, create_text, digest_of, save_text
from gsn.language.source import Unreadable, decode_source, read_bytes


@dataclass(frozen=True, slots=True)
class Loaded:
    """A text as it was read.

    Attributes:
        path: Its file.
        text: The text in hand, its lines ended by a line feed alone.
        digest: The SHA-256 of the file's bytes; empty for a file that is not there yet.
        ending: How the file's lines end, so that they end so when it is saved.
        marked: Whether the file began with a byte order mark, which is then written again.
    """

    path: Path
    text: str
    digest: str
    ending: Ending = Ending.LINE_FEED
    marked: bool = False


class Trouble(StrEnum):
    """What kept a text from being read or written."""

    READ_ONLY = "read only"
    NO_ROOM = "no room"
    GONE = "gone"
    NO_TEXT = "no text"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class NotLoaded:
    """Why a file could not be read, and what to do."""

    path: Path
    message: str
    help: str | None = None


@dataclass(frozen=True, slots=True)
class Saved:
    """The text is on disk; ``loaded`` is what to save over next time."""

    loaded: Loaded


@dataclass(frozen=True, slots=True)
class ChangedOnDisk:
    """Somebody else wrote the file since it was read. Nothing was written.

    Attributes:
        base: The text that was read.
        mine: The text in hand.
        theirs: What is on disk now.
    """

    base: Loaded
    mine: str
    theirs: Loaded


@dataclass(frozen=True, slots=True)
class NotWritten:
    """The file is as it was; ``text`` is still in hand. ``help`` says what to do."""

    path: Path
    text: str
    trouble: Trouble
    message: str
    help: str


Outcome = Saved | ChangedOnDisk | NotWritten


def load_text(path: Path) -> Loaded | NotLoaded:
    """Read a file; one that is not there yet, in a folder that is, is an empty text."""
    try:
        data = read_bytes(path)
    except Unreadable as error:
        if error.io and not path.exists() and not path.is_symlink() and path.parent.is_dir():
            return Loaded(path, "", "")
        return NotLoaded(path, f"`{path}`: {error.message}", error.help)
    try:
        text = decode_source(data)
    except Unreadable as error:
        return NotLoaded(path, f"`{path}`: {error.message}", error.help)
    return Loaded(path, in_hand(text), digest_of(data), ending_of(text), data.startswith(b"\xef\xbb\xbf"))


def save(loaded: Loaded, text: str) -> Outcome:
    """Write a text over the one that it was made from.

    Args:
        loaded: What was read, or what the last save gave.
        text: The whole of the text in hand.
    """
    written = as_written(text, loaded.ending, marked=loaded.marked)
    path = loaded.path
    if loaded.digest and _is_read_only(path):
        return NotWritten(path, text, Trouble.READ_ONLY, f"`{path}` is read-only", _HELP[Trouble.READ_ONLY])
    try:
        digest = save_text(path, written, loaded.digest) if loaded.digest else create_text(path, written)
    except NotSaved as error:
        return _not_saved(loaded, text, error)
    return Saved(Loaded(path, text, digest, loaded.ending, loaded.marked))


def overwrite(changed: ChangedOnDisk, text: str) -> Outcome:
    """Write over what somebody else wrote, because the author looked at it and said so: a merged text, or one's own."""
    return save(
        Loaded(changed.theirs.path, text, changed.theirs.digest, changed.base.ending, changed.base.marked), text
    )


def keep_both(changed: ChangedOnDisk) -> Outcome:
    """Write one's own text beside the file, under a name that is free and does not end like a text of the case."""
    path = changed.base.path
    for number in range(1, 1000):
        beside = path.with_name(f"{path.name}.mine{'' if number == 1 else number}")
        if not beside.exists() and not beside.is_symlink():
            return save(Loaded(beside, "", "", changed.base.ending, changed.base.marked), changed.mine)
    return NotWritten(path, changed.mine, Trouble.OTHER, f"no name is free beside `{path}`", "take the old copies away")


def save_elsewhere(path: Path, text: str) -> Outcome:
    """Write a text to a file that is not there yet."""
    return save(Loaded(path, "", ""), text)


def changed_on_disk(loaded: Loaded) -> bool:
    """Whether a file is not what it was when it was read; one that cannot be looked at is not."""
    try:
        return digest_of(read_bytes(loaded.path)) != loaded.digest
    except Unreadable:
        return bool(loaded.digest)


def _is_read_only(path: Path) -> bool:
    """Whether nobody may write a file. To put another in its place would get round that."""
    try:
        return not path.stat().st_mode & 0o222
    except OSError:
        return False


def _not_saved(loaded: Loaded, text: str, error: NotSaved) -> ChangedOnDisk | NotWritten:
    if error.changed:
        theirs = load_text(loaded.path)
        if isinstance(theirs, Loaded) and theirs.digest:
            return ChangedOnDisk(loaded, text, theirs)
    trouble = _TROUBLES.get(error.number or 0, Trouble.OTHER)
    if _holds_no_text(text):
        trouble = Trouble.NO_TEXT
    if not loaded.path.parent.is_dir() or (loaded.digest and not loaded.path.exists()):
        trouble = Trouble.GONE
    return NotWritten(loaded.path, text, trouble, error.message, _HELP[trouble])


def _holds_no_text(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return True
    return False


_TROUBLES = {
    EACCES: Trouble.READ_ONLY,
    EPERM: Trouble.READ_ONLY,
    EROFS: Trouble.READ_ONLY,
    ENOSPC: Trouble.NO_ROOM,
    EDQUOT: Trouble.NO_ROOM,
    ENOENT: Trouble.GONE,
    ENOTDIR: Trouble.GONE,
}
_HELP = {
    Trouble.READ_ONLY: "the text is still in hand: save it elsewhere, or make the file and its folder writable",
    Trouble.NO_ROOM: "the text is still in hand: make room on the disk, or save it elsewhere",
    Trouble.GONE: "the text is still in hand: save it elsewhere, or bring the folder back",
    Trouble.NO_TEXT: "the text is still in hand: take out what is not UTF-8",
    Trouble.OTHER: "the text is still in hand: save it elsewhere",
}
