"""Text into lines that fit: made harmless, cut where it is too long, and wrapped."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from gsn.report.drawing.metrics import text_width

TEXT_SIZE = 12.0
STATEMENT_LIMIT = 280
"""Characters of a statement that a figure shows; all of it is in the element's title and in the document."""
IDENTIFIER_LIMIT = 60
ELLIPSIS = "…"
REPLACEMENT = "\N{REPLACEMENT CHARACTER}"

_PLANE = 0x10000
_NO_CHARACTERS = (0xFFFE, 0xFFFF)
"""The last two places of every plane of Unicode; XML forbids those of the first."""
_BREAK = re.compile(r"[^\S\u00a0\u2007\u202f]+")
"""White space but for the kinds that hold two words together."""
_REORDERING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Characters that make a line read otherwise than it was written; they are shown instead of obeyed."""


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of an element's text, and the width that it takes.

    Args:
        text: the words.
        width: as measured.
        bold: whether it is a line of the identifier.
        broken: whether it begins within a word.
    """

    text: str
    width: float
    bold: bool = False
    broken: bool = False


def harmless(text: str) -> str:
    r"""The text with every character that XML forbids or that reorders others replaced by a visible one.

    Args:
        text: any text at all; lone surrogates included.

    Example:
        `harmless("G1\x00")` is `"G1\ufffd"`.
    """
    return "".join(REPLACEMENT if _is_harmful(character) else character for character in text)


def _is_harmful(character: str) -> bool:
    if character in "\t\n\r":
        return False
    return (
        unicodedata.category(character) in {"Cc", "Cs"}
        or character in _REORDERING
        or ord(character) % _PLANE in _NO_CHARACTERS
    )


def shortened(text: str, limit: int) -> str:
    """The text on one line, cut to so many characters with an ellipsis."""
    flat = _BREAK.sub(" ", harmless(text)).strip()
    return flat if len(flat) <= limit else flat[: limit - 1].rstrip() + ELLIPSIS


def cut_to_width(text: str, width: float, size: float, *, bold: bool = False) -> str:
    """The text, cut with an ellipsis so that it is no wider than a width."""
    if text_width(text, size, bold=bold) <= width:
        return text
    for end in range(len(text) - 1, 0, -1):
        candidate = text[:end].rstrip() + ELLIPSIS
        if text_width(candidate, size, bold=bold) <= width:
            return candidate
    return ELLIPSIS


def wrap(text: str, width: float, size: float = TEXT_SIZE, *, bold: bool = False) -> tuple[TextLine, ...]:
    """The text in lines no wider than a width, broken between words, and within a word that is wider than a line."""
    lines: list[tuple[str, bool]] = []
    line, broken = "", False
    for glue, piece in _pieces(text, width, size, bold=bold):
        joined = f"{line}{glue}{piece}" if line else piece
        if line and text_width(joined, size, bold=bold) > width:
            lines.append((line, broken))
            line, broken = piece, not glue
        else:
            line = joined
    if line:
        lines.append((line, broken))
    return tuple(TextLine(line, text_width(line, size, bold=bold), bold, broken) for line, broken in lines)


def _pieces(text: str, width: float, size: float, *, bold: bool) -> Iterator[tuple[str, str]]:
    """The words, each after what joins it to the one before; a word too wide for a line comes in characters."""
    for word in text.split(" "):
        if text_width(word, size, bold=bold) <= width:
            yield " ", word
        else:
            yield from (("" if index else " ", character) for index, character in enumerate(word))
