"""A text cut into logical lines: indentation, words, comment, place. It never fails.

A logical line is one physical line and those that continue it: a line that begins with a quote and stands deeper
continues the one above. In a language whose lists may be long, so does one that stands deeper than a line which ends
with a comma. What is wrong with a line as such (a character that no reviewer would see, a quote left open)
is noted on it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
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
    "\u200b\u2060-\u2064\u206a-\u206f\ufeff\ufff9-\ufffb"  # no width and no meaning: two texts that look the same
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200e\u200f\u3164\uffa0"  # the same, from scripts
    "\ufe00-\ufe0e\U000e0100-\U000e01ef"  # variation selectors, in which a text can be hidden; that of emoji stays
    "\U000e0000-\U000e007f"  # tags: a whole sentence that no reviewer sees and a language model obeys
    "\ud800-\udfff]"  # bytes that are not UTF-8, as the decoder hands them on
)
_ODD_SPACE = re.compile(r"[^\S ]")
_QUOTED = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"')
_CODE = re.compile(rf'[^"#]*(?:{_QUOTED.pattern}[^"#]*)*')
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

    @property
    def words_are_faulty(self) -> bool:
        """Whether the fault lies in what is read, and not in a comment beside it."""
        if self.fault is None:
            return False
        place = self.fault.place
        return not self.readable or place.start < code_end(place.line.text)


def cut(file: str, text: str) -> list[Line]:
    """The physical lines of a text: they end at a line feed, with a carriage return or without, and at nothing else."""
    rows = text.split("\n")
    if not rows[-1]:
        rows.pop()
    if "\r" in text:
        rows = [row.removesuffix("\r") for row in rows]
    return [Line(file, number, row) for number, row in enumerate(rows, 1)]


def outline(lines: Sequence[Line], *, lists: bool = False) -> Iterator[LogicalLine]:
    """The logical lines of a text, blank lines and comments among them.

    Args:
        lines: Its physical lines.
        lists: Whether a line that ends with a comma goes on in a deeper one below.
    """
    tabs = _indented_with_tabs(lines)
    above: LogicalLine | None = None
    for line in lines:
        text = line.text
        body = text.lstrip(" ")
        indent = len(text) - len(body)
        if body.startswith("\t"):
            words = body.lstrip(" \t")
            if tabs:
                indent += sum(TAB_WIDTH if character == "\t" else 1 for character in body[: len(body) - len(words)])
            body = words
        if above is not None:
            goes_on = body.startswith('"') or (lists and _goes_on(above.lines[-1].text, body))
            if above.word and goes_on and indent > above.indent:
                above.lines.append(line)
                _judge(above, line, tabs=tabs)
                continue
            yield above
        match = _WORD.match(body)
        word = match[0] if match else body[:1] if body and body[0] != "#" else ""
        above = LogicalLine([line], indent, word)
        _judge(above, line, tabs=tabs)
    if above is not None:
        yield above


def _goes_on(text: str, below: str) -> bool:
    """Whether a line ends with a comma, and there are words below it."""
    return bool(below) and below[0] != "#" and text[: code_end(text)].rstrip(" ").endswith(",")


def _indented_with_tabs(lines: Sequence[Line]) -> bool:
    """Whether a text is indented with tabs throughout. Where it is not, a tab says nothing about depth."""
    tabs = sum(line.text.startswith("\t") for line in lines)
    return tabs > 0 and tabs > sum(line.text.startswith(" ") for line in lines)


def _judge(logical: LogicalLine, line: Line, *, tabs: bool) -> None:
    """Note what is wrong with a physical line; the first fault of a logical line is the one that is told."""
    text = line.text
    fault: Problem | None = None
    if len(text) > LONGEST_LINE:
        message = f"the line has {len(text):,} characters; at most {LONGEST_LINE:,} are read"
        fault = Problem("too-long", message, Place(line, 0, 1))
        logical.readable = False
    elif not (text.isascii() and text.isprintable()) and (column := _forbidden_column(text)) is not None:
        fault = _forbidden(line, column)
        in_indentation = column < len(text) - len(text.lstrip(" \t"))
        logical.readable &= tabs or not (fault.name == "tab" and in_indentation)
    elif opening := open_quote(text):
        fault = Problem(
            "open-text",
            "the text is not closed",
            Place(line, opening - 1, len(text.rstrip())),
            help="end it with a quote on its line; a longer text continues on the next line, in quotes of its own",
        )
        logical.readable = False
    logical.fault = logical.fault or fault


def open_quote(text: str) -> int:
    """The column after the quote that opens a text which its line does not close; 0 where there is none."""
    if text.count('"') % 2 == 0 and "\\" not in text and "#" not in text:
        return 0
    end = code_end(text)
    return end + 1 if text[end : end + 1] == '"' else 0


def code_end(text: str) -> int:
    """Where the words of a physical line end: at its comment, at a quote left open, or at its end."""
    if '"' not in text and "#" not in text:
        return len(text)
    match = _CODE.match(text)
    return match.end() if match else 0


def without_texts(text: str) -> str:
    """A line's words with its texts and its comment blanked, so that columns stay."""
    return _QUOTED.sub(lambda quoted: " " * len(quoted[0]), text[: code_end(text)])


def _forbidden_column(text: str) -> int | None:
    """Where a character stands that nobody sees; among words, also a space that is none of ours."""
    forbidden = _FORBIDDEN.search(text)
    if forbidden is None:
        forbidden = _ODD_SPACE.search(without_texts(text))
    return forbidden.start() if forbidden is not None else None


def _forbidden(line: Line, column: int) -> Problem:
    character = line.text[column]
    place = Place(line, column, column + 1)
    if character == "\t":
        message = "a tab stands here; indentation is spaces"
        return Problem("tab", message, place, help="indent with spaces, four a level")
    if "\ud800" <= character <= "\udfff":
        message = f"byte 0x{ord(character) - 0xDC00:02X} is not UTF-8"
        return Problem("not-utf-8", message, place, help="save the text as UTF-8")
    odd = character.isspace() and not _FORBIDDEN.match(character)
    return Problem(
        "forbidden-character",
        f"U+{ord(character):04X} ({name_of_character(character)}) stands here",
        place,
        help="write an ordinary space" if odd else "remove it: a reviewer has to see what the machine sees",
    )


def name_of_character(character: str) -> str:
    """A character's name in Unicode."""
    from unicodedata import name  # a table that few texts need

    return name(character, "a control character")
