"""Text into lines that fit: made harmless, cut where it is too long, and wrapped."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from gsn.report.drawing.metrics import text_width

TEXT_SIZE = 12.0
STATEMENT_LIMIT = 280
"""Characters of a statement that a figure shows; all of it is in the element's title and in the document."""
IDENTIFIER_LIMIT = 60
ELLIPSIS = "…"
REPLACEMENT = "\N{REPLACEMENT CHARACTER}"

HARMFUL = (
    r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # controls
    r"\ud800-\udfff\ufffe\uffff"  # no characters: XML forbids them as it forbids most controls
    r"\u202a-\u202e\u2066-\u2069"  # a line with one of these reads otherwise than it was written
)
"""What no drawing may hold, as a regular expression's set."""

_HARMFUL = re.compile(f"[{HARMFUL}]")
_BREAK = re.compile(r"[^\S\u00a0\u2007\u202f]+")
"""White space but for the kinds that hold two words together."""


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
    return _HARMFUL.sub(REPLACEMENT, text)


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
    return Paragraph(text, size, bold=bold).wrapped(width)


class Paragraph:
    """A text whose words are measured once, to be wrapped at several widths."""

    __slots__ = ("_bold", "_size", "_space", "_words")

    def __init__(self, text: str, size: float = TEXT_SIZE, *, bold: bool = False) -> None:
        self._size = size
        self._bold = bold
        self._space = text_width(" ", size, bold=bold)
        self._words = [(word, text_width(word, size, bold=bold)) for word in text.split(" ")]

    def wrapped(self, width: float) -> tuple[TextLine, ...]:
        """The lines at a width, as :func:`wrap` gives them."""
        lines: list[TextLine] = []
        text, taken, broken = "", 0.0, False
        for glue, piece, added in self._pieces(width):
            reach = taken + (self._space if glue else 0.0) + added
            if not text:
                text, taken = piece, added
            elif reach > width:
                lines.append(TextLine(text, taken, self._bold, broken))
                text, taken, broken = piece, added, not glue
            else:
                text, taken = f"{text}{glue}{piece}", reach
        return (*lines, TextLine(text, taken, self._bold, broken)) if text else ()

    def _pieces(self, width: float) -> Iterator[tuple[str, str, float]]:
        """The words with their widths, each after what joins it to the one before.

        A word too wide for a line comes in characters.
        """
        for word, taken in self._words:
            if taken <= width:
                yield " ", word, taken
                continue
            for index, character in enumerate(word):
                glue = "" if index else " "
                yield glue, character, text_width(character, self._size, bold=self._bold)
