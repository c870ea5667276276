"""Digests of files, remembered for as long as a file looks the same, and never beyond this process."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from gsn.evidence.files import Contents, locate, read_whole, reader


class _Looks(NamedTuple):
    """All that the system tells of a file without reading it."""

    size: int
    changed: int
    status_changed: int
    inode: int
    device: int


@dataclass(frozen=True, slots=True)
class Digested:
    """A file's digest; or what keeps it from having one."""

    sha256: str
    trouble: str = ""

    @property
    def in_words(self) -> str:
        """For a form: the digest, or what is wrong."""
        return f"sha256 {self.sha256[:12]}…" if self.sha256 else f"this file {self.trouble}"


@dataclass(slots=True)
class Digests:
    """The digests of files that were read, by what the files looked like then."""

    held: dict[str, tuple[_Looks, Contents]] = field(default_factory=dict)

    def forget(self) -> None:
        """Read every file again when it is asked for."""
        self.held.clear()

    def read_whole(self, wanted: Mapping[str, Collection[str]], size: int) -> dict[str, Contents]:
        """As :func:`gsn.evidence.files.read_whole`; a file that looks as it did is not read again."""
        looks = {path: _looks(path) for path in wanted}
        anew = {path: names for path, names in wanted.items() if not self._holds(path, looks[path], names)}
        found = read_whole(anew, size)
        for path, contents in found.items():
            if (seen := looks[path]) is not None:
                self.held[path] = (seen, contents)
        return {path: found[path] if path in found else self.held[path][1] for path in wanted}

    @contextmanager
    def in_use(self) -> Iterator[None]:
        """Let the register of evidence read its files by it."""
        token = reader.set(self.read_whole)
        try:
            yield
        finally:
            reader.reset(token)

    def _holds(self, path: str, looks: _Looks | None, names: Collection[str]) -> bool:
        held = self.held.get(path)
        return held is not None and held[0] == looks and set(names) <= held[1].digests.keys()

    def below(self, folder: Path, written: str) -> Digested:
        """The digest of a file of the case's folder.

        Args:
            folder: The case's folder.
            written: The path from there, with ``/`` between folders.
        """
        located = locate(written, folder.resolve())
        if located.path is None:
            return Digested("", located.trouble or "cannot be read")
        found = self.read_whole({located.path: ["sha256"]}, located.size)[located.path]
        return Digested(found.digests.get("sha256", ""), found.trouble or "")


def _looks(path: str) -> _Looks | None:
    try:
        found = os.stat(path)  # noqa: PTH116 - a path object for each of thousands of records costs more than the look
    except OSError:
        return None
    return _Looks(found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino, found.st_dev)
