"""Evidence files: found inside the case's folder, and hashed without being held in memory."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

BLOCK = 1 << 20
"""Bytes that are hashed at a time, so that a file of any size takes the same memory."""

_DIGEST = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Located:
    """A file of evidence; or why there is none to look at, and whether that is because it is not there."""

    path: Path | None
    trouble: str | None = None
    missing: bool = False


def locate(written: str, folder: Path) -> Located:
    """The file that a path means. It stays inside the case's folder, links included.

    Args:
        written: The path as the text has it, relative to the case's folder, with ``/`` between folders.
        folder: The case's folder.
    """
    if not written or "\0" in written:
        return Located(None, "names no file")
    if PurePosixPath(written).is_absolute() or "\\" in written or written[1:2] == ":":
        return Located(None, "is no relative path")
    if ".." in PurePosixPath(written).parts:
        return Located(None, "goes up with `..`; a path stays below the case's folder")
    try:
        return _inside(folder / written, folder)
    except (OSError, RuntimeError, ValueError) as error:
        return Located(None, f"cannot be looked at: {error}")


def _inside(path: Path, folder: Path) -> Located:
    if not path.resolve().is_relative_to(folder.resolve()):
        return Located(None, "leads out of the case's folder")
    if not path.exists():
        return Located(None, "is not there", missing=True)
    if not path.is_file():
        return Located(None, "is no regular file")
    if path.suffix.lower() == ".gsn":
        return Located(None, "is a text of a case, and no evidence for one")
    if path.stat().st_size == 0:
        return Located(None, "is empty")
    return Located(path)


def sha256_of(path: Path) -> str:
    """The SHA-256 digest of a file, in hexadecimal.

    Raises:
        OSError: The file cannot be read.
    """
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while block := stream.read(BLOCK):
            digest.update(block)
    return digest.hexdigest()


def is_digest(written: str) -> bool:
    """Whether a text is a SHA-256 digest: 64 hexadecimal digits."""
    return _DIGEST.fullmatch(written.lower()) is not None
