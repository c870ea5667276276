"""The parts of a bundle, each measured once, and written as one archive."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TypeAlias

from gsn.placing import placed
from gsn.submission.archive import BLOCK, directory, header, laid_out
from gsn.submission.flaws import NotBuilt

Source: TypeAlias = Path | bytes
"""Where a part's contents come from: a file of the case, or what was made for the bundle."""


@dataclass(frozen=True, slots=True)
class Part:
    """A file that goes into a bundle: its contents, their size, CRC-32 and SHA-256."""

    source: Source
    size: int
    crc: int
    sha256: str


def part_of(source: Source) -> Part:
    """Measure a file's contents.

    Raises:
        NotBuilt: It cannot be read.
    """
    digest, size, crc = sha256(), 0, 0
    for piece in _pieces(source):
        digest.update(piece)
        size, crc = size + len(piece), zlib.crc32(piece, crc)
    return Part(source, size, crc, digest.hexdigest())


def write_bundle(target: Path, parts: Mapping[str, Part]) -> int:
    """Write an archive of parts by their names.

    Returns:
        Its size in bytes.

    Raises:
        NotBuilt: A file changed since it was measured.
        OSError: The archive cannot be written.
    """
    members = laid_out((name, part.size, part.crc) for name, part in parts.items())
    with placed(target) as stream:
        for member in members:
            stream.write(header(member))
            size, crc = 0, 0
            for piece in _pieces(parts[member.name].source):
                stream.write(piece)
                size, crc = size + len(piece), zlib.crc32(piece, crc)
            if (size, crc) != (member.size, member.crc):
                raise NotBuilt([f"`{parts[member.name].source!s}` changed while it was read; try again"])
        return members[-1].end + stream.write(directory(members))


def _pieces(source: Source) -> Iterator[bytes]:
    if isinstance(source, bytes):
        yield source
        return
    try:
        with source.open("rb") as stream:
            while piece := stream.read(BLOCK):
                yield piece
    except OSError as error:
        raise NotBuilt([f"`{source}` cannot be read: {error.strerror or error}"]) from None
