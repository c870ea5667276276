"""A bundle's case in a folder of its own, for as long as it is looked at."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from gsn.submission import layout
from gsn.submission.archive import contents
from gsn.submission.bundle import Bundle
from gsn.submission.flaws import Refused
from gsn.submission.naming import short

_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0)
"""A file that nobody made before, and no link."""


@contextmanager
def unpacked(stream: BinaryIO, bundle: Bundle) -> Iterator[Path]:
    """The folder of a bundle's case, which nobody else can look into, and which is gone afterwards.

    Raises:
        Refused: The bundle changed since it was opened.
        OSError: There is no room for it, or it cannot be written.
    """
    with tempfile.TemporaryDirectory(prefix="gsn-verify-") as private:
        folder = Path(private).resolve() / "case"
        folder.mkdir(mode=0o700)
        for name, member in bundle.members.items():
            if not name.startswith(layout.CASE):
                continue
            target = folder / name.removeprefix(layout.CASE)
            target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            digest = sha256()
            with os.fdopen(os.open(target, _NEW, 0o600), "wb") as written:
                for piece in contents(stream, member):
                    digest.update(piece)
                    written.write(piece)
            if digest.hexdigest() != bundle.digests[name]:
                raise Refused([f"`{short(name)}` changed while it was read"])
        yield folder
