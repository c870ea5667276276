"""Zip archives from strangers: their entries, and what these hold, within limits that are checked before and meanwhile.

The directory is read by :mod:`zipfile`. The entries are read here, because Inspect compresses with Zstandard (method
93), which ``zipfile`` reads from Python 3.14 on, and because a count must not rest on an entry of which two readers
see different things.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import RawIOBase
from typing import BinaryIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from gsn.evidence.logs.log import Unreadable
from gsn.evidence.logs.unpacking import METHODS, PIECE, unpacked

LARGEST_DIRECTORY = 8 << 20
"""Bytes of the directory: about 100,000 entries, which take some 100 MB in memory."""

LARGEST_CONTENT = 4 << 30
"""Bytes that all entries may hold, unpacked."""

UNSUSPECTED = 16 << 20
"""Bytes that an entry may hold however well it is compressed: many short messages that are alike."""

LARGEST_RATIO = 200
"""How many times larger than packed an entry may be beyond that. Transcripts reach some 50; a bomb has 1,000."""

_LOCAL = struct.Struct("<4s5H3L2H")
_ENCRYPTED = 0x1 | 0x40 | 0x2000
_UTF8 = 0x800


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of an archive, as the directory has it."""

    name: str
    raw_name: bytes
    offset: int
    packed: int
    size: int
    method: int
    crc: int


def entries_of(stream: BinaryIO) -> dict[str, Entry]:
    """The entries of an archive by their names, checked against each other.

    Raises:
        Unreadable: It is no whole archive, or one that is made to mislead or to exhaust its reader.
    """
    try:
        with ZipFile(_BoundedReads(stream)) as archive:
            infos = archive.infolist()
    except (BadZipFile, NotImplementedError, ValueError, EOFError, OSError, struct.error, OverflowError) as error:
        raise Unreadable(f"is no whole archive: {str(error)[:80] or type(error).__name__}") from error
    size = stream.seek(0, 2)
    entries: dict[str, Entry] = {}
    for info in infos:
        entry = _checked(info, size)
        if entry.name in entries:
            raise Unreadable(f"has two entries `{entry.name}`; which of them counts, nothing says: write the log anew")
        entries[entry.name] = entry
    _check_sizes(entries)
    return entries


class _BoundedReads(RawIOBase):
    """A file of which no more is read at a time than a directory may have: its size is only what the file says."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        data = b"" if size > LARGEST_DIRECTORY else self._stream.read(LARGEST_DIRECTORY + 1 if size < 0 else size)
        if size > LARGEST_DIRECTORY or len(data) > LARGEST_DIRECTORY:
            raise Unreadable(f"is an archive with a directory of more than {LARGEST_DIRECTORY >> 20} MB")
        return data

    def seek(self, offset: int, whence: int = 0) -> int:
        return self._stream.seek(offset, whence)

    def tell(self) -> int:
        return self._stream.tell()


def _checked(info: ZipInfo, size_of_file: int) -> Entry:
    name = info.filename
    if name != info.orig_filename or not name or name.startswith("/") or "\\" in name or ".." in name.split("/"):
        raise Unreadable(f"has an entry that leads out of the archive: {info.orig_filename[:80]!r}")
    if info.flag_bits & _ENCRYPTED:
        raise Unreadable(f"has an encrypted entry: `{name}`")
    if info.compress_type not in METHODS:
        raise Unreadable(f"has an entry `{name}` that is packed by method {info.compress_type}; read are 0, 8 and 93")
    if info.header_offset < 0 or info.header_offset + _LOCAL.size + info.compress_size > size_of_file:
        raise Unreadable(f"is cut off: `{name}` does not lie within it")
    if info.file_size > UNSUSPECTED and info.file_size > LARGEST_RATIO * info.compress_size:
        raise Unreadable(f"has an entry `{name}` that grows more than {LARGEST_RATIO} times when unpacked")
    raw_name = info.orig_filename.encode("utf-8" if info.flag_bits & _UTF8 else "cp437")
    return Entry(name, raw_name, info.header_offset, info.compress_size, info.file_size, info.compress_type, info.CRC)


def _check_sizes(entries: dict[str, Entry]) -> None:
    unpacked = sum(entry.size for entry in entries.values())
    packed = sum(entry.packed for entry in entries.values())
    if unpacked > LARGEST_CONTENT:
        raise Unreadable(f"holds more than {LARGEST_CONTENT >> 30} GB when unpacked")
    if unpacked > UNSUSPECTED and unpacked > LARGEST_RATIO * packed:
        raise Unreadable(f"grows more than {LARGEST_RATIO} times when unpacked")
    end = 0
    for entry in sorted(entries.values(), key=lambda entry: entry.offset):
        if entry.offset < end:
            raise Unreadable(f"has entries that lie over each other, at `{entry.name}`")
        end = entry.offset + _LOCAL.size + len(entry.raw_name) + entry.packed


def contents(stream: BinaryIO, entry: Entry) -> Iterator[bytes]:
    """What an entry holds, a piece at a time.

    Raises:
        Unreadable: It is not what the directory says, or damaged.
    """
    size, crc = 0, 0
    for piece in unpacked(entry.method, _packed(stream, entry)):
        size += len(piece)
        if size > entry.size:
            raise Unreadable(f"has an entry `{entry.name}` that holds more than the archive's directory says")
        crc = zlib.crc32(piece, crc)
        yield piece
    if size != entry.size or crc != entry.crc:
        raise Unreadable(f"is damaged: `{entry.name}` does not hold what the archive's directory says")


def _packed(stream: BinaryIO, entry: Entry) -> Iterator[bytes]:
    """An entry's bytes as they are stored, once its own header has been held against the directory."""
    stream.seek(entry.offset)
    header = stream.read(_LOCAL.size)
    if len(header) < _LOCAL.size or not header.startswith(b"PK\x03\x04"):
        raise Unreadable(f"is damaged: `{entry.name}` is not where the archive's directory says")
    _, _, flags, method, *_, length, extra = _LOCAL.unpack(header)
    if flags & _ENCRYPTED or method != entry.method or stream.read(length) != entry.raw_name:
        raise Unreadable(f"has an entry `{entry.name}` whose own header says something else than the directory")
    stream.seek(extra, 1)
    left = entry.packed
    while left:
        piece = stream.read(min(PIECE, left))
        if not piece:
            raise Unreadable(f"is cut off in `{entry.name}`")
        left -= len(piece)
        yield piece
