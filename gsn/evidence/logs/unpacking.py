"""Unpacking deflate and Zstandard a piece at a time: a small piece that holds much is never held whole."""

from __future__ import annotations

import sys
import zlib
from collections.abc import Iterable, Iterator

from gsn.evidence.logs.log import Unreadable

PIECE = 1 << 16
"""Bytes that are unpacked at a time, at most."""

STORED, DEFLATED, ZSTANDARD = 0, 8, 93
"""The methods of packing, by their numbers in the zip format (APPNOTE 4.4.5)."""

METHODS = frozenset({STORED, DEFLATED, ZSTANDARD})

LARGEST_WINDOW = 26
"""The binary logarithm of the bytes that a Zstandard decoder may be made to remember: 64 MB."""

MOST_FRAMES = 1_000
"""Frames of Zstandard in one entry: each takes a decoder of its own, and an empty one nine bytes."""


def unpacked(method: int, pieces: Iterable[bytes]) -> Iterator[bytes]:
    """What pieces hold that were packed by a method.

    Raises:
        Unreadable: They are damaged or cut off.
    """
    match method:
        case 0:
            return iter(pieces)
        case 8:
            return _inflated(pieces)
        case _:
            return _unpacked_zstandard(pieces)


def _inflated(pieces: Iterable[bytes]) -> Iterator[bytes]:
    decoder = zlib.decompressobj(-zlib.MAX_WBITS)
    left = b""
    for piece in pieces:
        left, full = left + piece, True
        while (left or full) and not decoder.eof:
            try:
                data = decoder.decompress(left, PIECE)
            except zlib.error as error:
                raise Unreadable(f"is damaged: {error}") from error
            left, full = decoder.unconsumed_tail, len(data) == PIECE
            if data:
                yield data
    if not decoder.eof or decoder.unused_data or left:
        raise Unreadable("is damaged: what is packed does not end where it should")


def _unpacked_zstandard(pieces: Iterable[bytes]) -> Iterator[bytes]:
    if sys.version_info >= (3, 14):
        from compression.zstd import DecompressionParameter, ZstdDecompressor, ZstdError
    else:
        from backports.zstd import DecompressionParameter, ZstdDecompressor, ZstdError

    options: dict[int, int] = {DecompressionParameter.window_log_max: LARGEST_WINDOW}
    decoder = ZstdDecompressor(options=options)
    frames = 1
    for piece in pieces:
        left = piece
        while left or not (decoder.eof or decoder.needs_input):
            if decoder.eof:
                decoder = ZstdDecompressor(options=options)
                frames += 1
            if frames > MOST_FRAMES:
                raise Unreadable(f"is packed in more than {MOST_FRAMES:,} frames")
            try:
                data = decoder.decompress(left, PIECE)
            except (ZstdError, EOFError) as error:
                raise Unreadable(f"is damaged: {error}") from error
            left = decoder.unused_data if decoder.eof else b""
            if data:
                yield data
    if not decoder.eof:
        raise Unreadable("is damaged: what is packed does not end where it should")
