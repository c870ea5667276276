"""NaN and Infinity as Python writes them into JSON, where they are no JSON: made texts before a parser sees them.

Inspect writes NaN for the score of a sample that was not scored, so that such logs have to be read.
"""

from __future__ import annotations

import re

_WORDS = (b"NaN", b"Infinity")
_PARTS = sorted((word[:length] for word in (*_WORDS, b"-Infinity") for length in range(1, len(word))), key=len)[::-1]
_REST_OF_TEXT = re.compile(rb'(?:[^"\\]++|\\.)*+"', re.DOTALL)
_TEXT_OR_WORD = re.compile(rb'"(?:[^"\\]++|\\.)*+(?:"|\Z)|-?Infinity|NaN', re.DOTALL)


class BareConstants:
    """Passes JSON on a chunk at a time, with ``"NaN"`` for ``NaN`` and so on wherever that does not stand in a text.

    Whether a chunk begins in a text is known from the quotes before it, which are counted without looking at each
    character; only a chunk in which one of the words occurs is looked at closely.
    """

    def __init__(self) -> None:
        self._in_text = False
        self._held = b""

    def feed(self, chunk: bytes) -> bytes:
        """The next chunk, less an end that only the one after it explains."""
        chunk = self._held + chunk
        self._held = chunk[len(chunk) - _open_end(chunk) :]
        chunk = chunk[: len(chunk) - len(self._held)]
        begins_in_text = self._in_text
        if _quotes(chunk) % 2:
            self._in_text = not self._in_text
        if any(word in chunk for word in _WORDS):
            return _replaced(chunk, begins_in_text=begins_in_text)
        return chunk

    def rest(self) -> bytes:
        """What was still held when the chunks ended."""
        return self._held


def _open_end(chunk: bytes) -> int:
    """How many bytes at the end may be the first half of an escape or of one of the words."""
    backslashes = len(chunk) - len(chunk.rstrip(b"\\"))
    if backslashes % 2 or chunk.endswith(_WORDS):
        return backslashes % 2
    return next((len(part) for part in _PARTS if chunk.endswith(part)), 0)


def _quotes(chunk: bytes) -> int:
    """How many quotes begin or end a text: those before which no backslash of its own stands."""
    quotes = chunk.count(b'"')
    if b"\\" in chunk:
        quotes -= chunk.replace(b"\\\\", b"").count(b'\\"')
    return quotes


def _replaced(chunk: bytes, *, begins_in_text: bool) -> bytes:
    start = 0
    if begins_in_text:
        rest = _REST_OF_TEXT.match(chunk)
        if rest is None:
            return chunk
        start = rest.end()
    return chunk[:start] + _TEXT_OR_WORD.sub(_quoted, chunk[start:])


def _quoted(found: re.Match[bytes]) -> bytes:
    token = found.group()
    return token if token.startswith(b'"') else b'"' + token + b'"'
