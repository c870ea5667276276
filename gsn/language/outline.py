"""A text cut into logical lines: indentation, words, comment, place. It never fails.

A logical line is one physical line and those that continue it: a line that begins with a quote continues the one above.
What is wrong with a line as such (a character that a reviewer would not see, a quote left open) is noted on it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from gsn.model.place import Line, Place
from gsn.model.problem import Problem

LONGEST_LINE = 1_000_000
"""Characters of one line."""

TAB_WIDTH = 4
"""Columns that a tab is taken for, so that a text indented with tabs keeps its shape beside its findings."""

_FORBIDDEN = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f"  # control characters, the tab and a lone carriage return among them
    "\u202a-\u202e\u2066-\u2069"  # bidirectional overrides and isolates: text is shown in another order than it is read
    "\u200b\u2060\ufeff"  # no width and no meaning: two names that look the same
    "\ud800-\udfff]"  # bytes that are not UTF-8, as the decoder hands them on
)
_CODE = re.compile(r'(?:[^"#]|"(?:[^"\\]|\\.)*")*+', re.DOTALL)
_WORD = re.compile(r'[^\s"#]+')


@dataclass(slots=True)
class LogicalLine:
    """A statement's or a clause's own line, with those that continue it.

    ``word`` is its first word: empty for a blank line or a comment, a quote for a text that belongs to nothing.
    ``fault`` is what is wrong with the line as such; ``readable`` says whether its words can be read in spite of it.
    """

    lines: list[Line]
    indent: int
    word: str
    fault: Problem | None = None
    readable: bool = True

    @property
    def place(self) -> Place:
        """The words of its first physical line."""
        line = self.lines[0]
        return Place(line, len(line.text) - len(line.text.lstrip(" \t")), len(line.text.rstrip()))

    def place_of_word(self) -> Place:
        start = self.place.start
        return Place(self.lines[0], start, start + max(1, len(self.word)))

    @property
    def text(self) -> str:
        """All its physical lines, as the grammar reads them."""
        if len(self.lines) == 1:
            return self.lines[0].text
        return "\n".join(line.text for line in self.lines)


def cut(file: str, text: str) -> list[Line]:
    """The physical lines of a text: they end at ``\\n`` or ``\\r\\n`` and at nothing else."""
    rows = text.split("\n")
    if rows and not rows[-1]:
        rows.pop()
    return [Line(file, number, row[:-1] if row.endswith("\r") else row) for number, row in enumerate(rows, 1)]


def outline(lines: Sequence[Line]) -> list[LogicalLine]:
    """The logical lines of a text, blank lines and comments among them."""
    found: list[LogicalLine] = []
    previous: LogicalLine | None = None
    for line in lines:
        text = line.text
        body = text.lstrip(" ")
        if body.startswith('"') and previous is not None:
            _continue(previous, line, len(text) - len(body))
            continue
        logical = _first(line, body)
        found.append(logical)
        previous = logical if logical.word else None
    return found


def _first(line: Line, body: str) -> LogicalLine:
    indent = len(line.text) - len(body)
    if body.startswith("\t"):
        words = body.lstrip(" \t")
        indent += sum(TAB_WIDTH if character == "\t" else 1 for character in body[: len(body) - len(words)])
        body = words
    match = _WORD.match(body)
    word = match[0] if match else body[:1] if body.startswith('"') else ""
    logical = LogicalLine([line], indent, word)
    _judge(logical, line)
    return logical


def _continue(logical: LogicalLine, line: Line, indent: int) -> None:
    logical.lines.append(line)
    if indent <= logical.indent and logical.fault is None:
        logical.fault = Problem(
            "indentation",
            "a text that is continued stands deeper than what it belongs to",
            Place(line, indent, indent + 1),
            help="indent it further than the line that it continues",
        )
    _judge(logical, line)


def _judge(logical: LogicalLine, line: Line) -> None:
    """Note what is wrong with a physical line; the first fault of a logical line is the one that is told."""
    text = line.text
    if len(text) > LONGEST_LINE:
        fault = Problem("too-long", f"the line has {len(text):,} characters; at most {LONGEST_LINE:,} are read", Place(line, 0, 1))
        logical.readable = False
    elif forbidden := (None if text.isprintable() else _FORBIDDEN.search(text)):
        fault = _forbidden(line, forbidden.start())
    elif opening := open_quote(text):
        fault = Problem(
            "open-text",
            "the text is not closed",
            Place(line, opening - 1, len(text.rstrip())),
            help="end it with a quote on the same line; a longer text continues on the next line with a quote of its own",
        )
        logical.readable = False
    else:
        return
    logical.fault = logical.fault or fault


def open_quote(text: str) -> int:
    """The column after the quote that opens a text which its line does not close; 0 where there is none."""
    if text.count('"') % 2 == 0 and "\\" not in text and "#" not in text:
        return 0
    end = code_end(text)
    return end + 1 if text[end : end + 1] == '"' else 0


def code_end(text: str) -> int:
    """Where the words of a physical line end: at its comment, at a quote left open, or at its end."""
    match = _CODE.match(text)
    return match.end() if match else 0


def _forbidden(line: Line, column: int) -> Problem:
    character = line.text[column]
    place = Place(line, column, column + 1)
    if character == "\t":
        return Problem("tab", "a tab stands here; indentation is spaces", place, help="indent with spaces, four a level")
    if "\ud800" <= character <= "\udfff":
        return Problem("not-utf-8", f"byte 0x{ord(character) - 0xDC00:02X} is not UTF-8", place, help="save the text as UTF-8")
    name = unicodedata.name(character, "a control character")
    return Problem(
        "forbidden-character",
        f"U+{ord(character):04X} ({name}) stands here",
        place,
        help="remove it: a reviewer has to see what the machine sees",
    )
