"""The zip archive of a submission: of all archives that could hold some files there is one that is read.

Every member is stored as it is, in the order of the names, with one date, one mode and no extras. So the archive is a
function of names and contents, whatever library or machine writes it; nothing grows when it is unpacked; and reading
is writing again: from the directory come names, sizes and checksums, from these the whole archive but for the
contents, and any other byte is refused. What two programs could read differently has no place to stand.

The format is that of PKWARE's APPNOTE 6.3.10, sections 4.3.7, 4.3.12 and 4.3.16.
"""

from __future__ import annotations

import os
import struct
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import BinaryIO

from gsn.submission.flaws import Refused
from gsn.submission.layout import LARGEST_BUNDLE, LONGEST_NAME, MOST_ENTRIES
from gsn.submission.naming import short

BLOCK = 1 << 18
"""Bytes that are read at a time."""

_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")

_LOCAL_MARK, _CENTRAL_MARK, _END_MARK = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"

_NEEDED = 20
_MADE_BY = 3 << 8 | _NEEDED
"""Unix, whose modes are what the attributes hold."""
_UTF8 = 0x800
_STORED = 0
_DAY = 0x21
"""The first day that the format knows, 1980-01-01."""
_MODE = 0o100644 << 16
"""A regular file that everybody may read."""
_ELSEWHERE = 0xFFFF, 0xFFFFFFFF
"""Values that stand for "see the record of the form for large archives" (4.4.1.4)."""


@dataclass(frozen=True, slots=True)
class Member:
    """One file of an archive: its name, its size in bytes, its CRC-32, and where its header begins."""

    name: str
    size: int
    crc: int
    offset: int

    @property
    def begin(self) -> int:
        """Where its contents begin."""
        return self.offset + _LOCAL.size + len(self.name.encode())

    @property
    def end(self) -> int:
        return self.begin + self.size


def laid_out(contents: Iterable[tuple[str, int, int]]) -> list[Member]:
    """The members of an archive from their names, sizes and checksums, in the order in which they stand in it."""
    members: list[Member] = []
    offset = 0
    for name, size, crc in sorted(contents, key=lambda each: each[0].encode()):
        member = Member(name, size, crc, offset)
        members.append(member)
        offset = member.end
    return members


def header(member: Member) -> bytes:
    """What stands before a member's contents."""
    name = member.name.encode()
    sizes = member.crc, member.size, member.size
    return _LOCAL.pack(_LOCAL_MARK, _NEEDED, _UTF8, _STORED, 0, _DAY, *sizes, len(name), 0) + name


def directory(members: Sequence[Member]) -> bytes:
    """What stands behind all contents."""
    entries = b"".join(map(_entry, members))
    begin = members[-1].end if members else 0
    return entries + _END.pack(_END_MARK, 0, 0, len(members), len(members), len(entries), begin, 0)


def _entry(member: Member) -> bytes:
    name = member.name.encode()
    sizes = member.crc, member.size, member.size
    fixed = _MADE_BY, _NEEDED, _UTF8, _STORED, 0, _DAY
    return _CENTRAL.pack(_CENTRAL_MARK, *fixed, *sizes, len(name), 0, 0, 0, 0, _MODE, member.offset) + name


# Reading

_BETWEEN = "something stands between its last file and its directory, or is missing there"


class NoBundle(Exception):
    """A file that is no archive at all; the message is what follows its name."""


def read_members(stream: BinaryIO) -> list[Member]:
    """The members of an archive, once all of it but their contents is what :func:`directory` and :func:`header` write.

    Raises:
        NoBundle: It is no zip archive.
        Refused: It is one of another form, or cut off, or something was put to it.
    """
    size = stream.seek(0, os.SEEK_END)
    count, begin = _end(stream, size)
    stream.seek(begin)
    raw = stream.read(size - begin)
    members = list(_entries(raw, count))
    _refuse_disorder([member.name for member in members])
    if directory(members) != raw:
        fits = members and members[-1].end == begin
        what = "its directory is not of the form that a submission has" if fits else _BETWEEN
        raise Refused([what])
    at = 0
    for member in members:
        if member.offset != at:
            raise Refused([f"something stands before `{short(member.name)}` that is no file of it"])
        written = header(member)
        stream.seek(at)
        if stream.read(len(written)) != written:
            raise Refused([f"the header of `{short(member.name)}` says something else than the directory, or more"])
        at = member.end
    return members


def _end(stream: BinaryIO, size: int) -> tuple[int, int]:
    """How many members the archive's last record tells of, and where the directory begins."""
    stream.seek(0)
    begins = stream.read(4) == _LOCAL_MARK
    if size < _END.size:
        raise Refused(["it is cut off"]) if begins else NoBundle("is no submission")
    stream.seek(size - _END.size)
    mark, disk, first_disk, here, count, length, begin, comment = _END.unpack(stream.read(_END.size))
    if mark != _END_MARK:
        if not begins:
            raise NoBundle("is no submission: it is no zip archive")
        raise Refused(["its directory is not where it ends: it is cut off, or something was put behind it"])
    if size > LARGEST_BUNDLE or _ELSEWHERE[0] in {here, count} or _ELSEWHERE[1] in {length, begin}:
        raise Refused(["it is an archive of the form for large ones (zip64), which a submission never is"])
    if count > MOST_ENTRIES or length > MOST_ENTRIES * (_CENTRAL.size + LONGEST_NAME):
        raise Refused([f"it declares more than {MOST_ENTRIES:,} files"])
    if disk or first_disk or here != count or comment or begin + length + _END.size != size:
        raise Refused(["its last record does not fit it: something was put before, into or behind it"])
    return count, begin


def _entries(raw: bytes, count: int) -> Iterator[Member]:
    at = 0
    for position in range(count):
        if at + _CENTRAL.size > len(raw):
            raise Refused([f"its directory is cut off after {position:,} of {count:,} files"])
        mark, *fixed, crc, packed, size, length, extra, comment, _, _, mode, offset = _CENTRAL.unpack_from(raw, at)
        if mark != _CENTRAL_MARK:
            raise Refused([f"its directory is broken at the file number {position + 1:,}"])
        written = raw[at + _CENTRAL.size : at + _CENTRAL.size + length]
        flaw = _flaw_of_entry(fixed, (packed, size), extra + comment, mode)
        name = _name(written)
        if flaw is not None:
            raise Refused([f"`{short(name)}` {flaw}"])
        yield Member(name, size, crc, offset)
        at += _CENTRAL.size + length


def _name(written: bytes) -> str:
    if len(written) > LONGEST_NAME:
        raise Refused([f"a name in it has more than {LONGEST_NAME:,} bytes"])
    try:
        return written.decode()
    except UnicodeDecodeError:
        raise Refused([f"a name in it is not UTF-8: {written[:60]!r}"]) from None


def _flaw_of_entry(fixed: Sequence[int], sizes: tuple[int, int], extras: int, mode: int) -> str | None:
    """What keeps a file of an archive from being one of a submission, as what follows its name."""
    _, _, flags, method, _, _ = fixed
    kind = mode >> 16 & 0o170000
    if flags & (0x1 | 0x40 | 0x2000):
        return "is encrypted"
    if method != _STORED or sizes[0] != sizes[1]:
        return f"is packed (method {method}); in a submission everything is stored as it is"
    if kind not in {0, 0o100000}:
        return {0o120000: "is a link", 0o040000: "is a folder"}.get(kind, "is a device or something else than a file")
    return "has extra fields or a comment" if extras else None


def _refuse_disorder(names: Sequence[str]) -> None:
    """Files stand in the order of their names, each once: one set of files makes one archive."""
    for name, after in pairwise(names):
        if name == after:
            raise Refused([f"it has two files `{short(name)}`"])
        if name.encode() > after.encode():
            raise Refused([f"its files are not in order, at `{short(after)}`"])


def contents(stream: BinaryIO, member: Member) -> Iterator[bytes]:
    """What a member holds, a piece at a time; its checksum is for the caller to hold against the directory's."""
    stream.seek(member.begin)
    left = member.size
    while left:
        piece = stream.read(min(BLOCK, left))
        if not piece:
            raise Refused([f"`{short(member.name)}` is cut off"])
        left -= len(piece)
        yield piece
