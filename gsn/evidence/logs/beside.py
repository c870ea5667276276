"""Files that a log names or goes with: in its folder or below, never outside."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from gsn.evidence.files import locate


def file_beside(log: Path, written: str) -> Path | None:
    """A file by its path from a log's folder; None where there is none, or where it leads out."""
    located = locate(written, Path(os.path.realpath(log.parent)))
    return None if located.path is None else Path(located.path)


def sha256_of(path: Path) -> str:
    """The SHA-256 digest of a file, in hexadecimal.

    Raises:
        OSError: It cannot be read.
    """
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
