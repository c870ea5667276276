"""Evidence files: found inside the case's folder, and hashed without being held in memory."""

from __future__ import annotations

import hashlib
import os
import re
import stat
from dataclasses import dataclass
from pathlib import Path

BLOCK = 1 << 20
"""Bytes that are hashed at a time, so that a file of any size takes the same memory."""

_DIGEST = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Located:
    """A file of evidence; or why there is none to look at, and whether that is because it is not there."""

    path: str | None
    trouble: str | None = None
    missing: bool = False


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
    return Located(path)


def sha256_of(path: str) -> str:
    """The SHA-256 digest of a file, in hexadecimal.

    Raises:
        OSError: The file cannot be read.
    """
    digest = hashlib.sha256()
    with open(path, "rb") as stream:  # noqa: PTH123 - as above
        while block := stream.read(BLOCK):
            digest.update(block)
    return digest.hexdigest()


def is_digest(written: str) -> bool:
    """Whether a text is a SHA-256 digest: 64 hexadecimal digits."""
    return _DIGEST.fullmatch(written.lower()) is not None
