"""One logical line at a time through the grammar, and its mistakes in words.

The word that begins a line decides its shape before the grammar sees it, so every shape is a start symbol of its own and
a mistake is always a mistake in a known shape.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from lark import Lark, UnexpectedCharacters, UnexpectedInput, UnexpectedToken

from gsn.language.shapes import Shapes
from gsn.model.clauses import FORMS
from gsn.model.place import Line, Place

PARTS = ("heads", "clauses", "expressions", "measurements", "terminals")
"""The files of the grammar, in the order in which one reads them."""

STARTS = ("head", "imported", "waived", *FORMS)

_WORDS = {
    "REF": "a name",
    "NAME": "a name",
    "KIND": "a kind",
    "NUMBER": "a number",
    "PERCENT": "a percentage such as `95%`",
    "DATE": "a day such as `2026-12-31`",
    "STRING": "a quoted text",
    "RELATION": "`<=`, `<`, `>=` or `>`",
    "CODE": "a rule's code such as `GSN201`",
    "INCREASE_OF": "`increase of`",
    "PROBABILITY_OF": "`P(`",
    "OUTCOME": "`correct` or `incorrect`",
    "ANYTIME": "`anytime`",
    "CENTRAL": "`central`",
    "$END": "the end of the line",
}
_COMMA_IN_NUMBER = re.compile(r"(?<![\w.])[0-9]+(?:,[0-9]+)+(?![\w.])")
_QUOTED = re.compile(r'"(?:[^"\\\n]|\\.)*"')
_FOUND = re.compile(r"\w[\w.:-]*%?|\S")


@dataclass(frozen=True, slots=True)
class Misread:
    """What kept a line from being read: a sentence and its place."""

    name: str
    message: str
    place: Place
    help: str | None = None


class Misreading(Exception):
    """Raised where a line does not have its shape."""

    def __init__(self, misread: Misread) -> None:
        super().__init__(misread.message)
        self.misread = misread


class LineParser:
    """Reads logical lines. It remembers which line it is at, so one thread at a time uses it."""

    def __init__(self) -> None:
        self._shapes = Shapes()
        self._lark = Lark(
            grammar_text(),
            start=list(STARTS),
            parser="lalr",
            lexer="contextual",
            maybe_placeholders=True,
            transformer=self._shapes,
        )

    def read(self, start: str, lines: Sequence[Line], text: str, module: str) -> Any:
        """The record of a line.

        Args:
            start: The shape to read it as, a start symbol of the grammar.
            lines: The physical lines of the logical line, for places.
            text: Their text, blanked where it is not to be read, so that columns stay.
            module: The module that unqualified names belong to.

        Raises:
            Misreading: The line does not have that shape.
            WrongValue: It has, but a value in it means nothing.
        """
        self._shapes.lines = lines
        self._shapes.module = module
        try:
            return self._lark.parse(text, start=start)
        except UnexpectedInput as error:
            raise Misreading(_misread(error, lines, text)) from None


def grammar_text() -> str:
    """The whole grammar: its files, one after the other."""
    folder = files("gsn.grammar")
    return "\n".join((folder / f"{part}.lark").read_text("utf-8") for part in PARTS)


@cache
def shared_parser() -> LineParser:
    """The parser of this process, made once: building the tables takes as long as reading two thousand lines."""
    return LineParser()


def _misread(error: UnexpectedInput, lines: Sequence[Line], text: str) -> Misread:
    expected, at_end = _expected(error)
    if at_end:
        line = lines[-1]
        place = Place(line, max(0, len(line.text.rstrip()) - 1), len(line.text.rstrip()))
        return Misread("incomplete", f"the line ends too early: {expected} is missing", place)
    row, column = max(1, error.line) - 1, max(1, error.column) - 1
    line = lines[min(row, len(lines) - 1)]
    if comma := _comma_in_number(line.text, column):
        return comma_misread(line, comma)
    match = _FOUND.match(line.text, column)
    found = match[0] if match else line.text[column : column + 1]
    place = Place(line, column, column + max(1, len(found)))
    if foreign := _foreign_letter(line.text, column):
        return Misread("bad-name", foreign, place, "names are ASCII: a letter or `_`, then letters, digits, `_`, with `.` or `-` inside")
    quoted = text.splitlines()[row][column : column + 1] == '"' if row < text.count("\n") + 1 else False
    shown = "a text" if quoted else f"`{found}`"
    return Misread("unexpected", f"{shown} does not belong here: {expected} is expected", place)


def _expected(error: UnexpectedInput) -> tuple[str, bool]:
    """What could have stood there, in words, and whether the line ended instead."""
    if isinstance(error, UnexpectedToken):
        return describe(error.accepts or error.expected), error.token.type == "$END"
    if isinstance(error, UnexpectedCharacters):
        return describe(error.allowed or ()), False
    return "more", True


def describe(terminals: Collection[str]) -> str:
    """Terminals of the grammar in words: ``a number or `per` ``."""
    words = dict.fromkeys(_word(name) for name in sorted(terminals, key=lambda name: (name not in _WORDS, name)))
    listed = [word for word in words if word]
    if not listed:
        return "something else"
    return listed[0] if len(listed) == 1 else f"{', '.join(listed[:-1])} or {listed[-1]}"


@cache
def _literals() -> dict[str, str]:
    """Anonymous terminals by their name in lark: ``__ANON_0`` is ``->``."""
    return {terminal.name: terminal.pattern.value for terminal in shared_parser()._lark.terminals if terminal.pattern.type == "str"}


def _word(terminal: str) -> str:
    if terminal in _WORDS:
        return _WORDS[terminal]
    literal = _literals().get(terminal)
    return f"`{literal}`" if literal else ""


def _comma_in_number(text: str, column: int) -> re.Match[str] | None:
    blanked = _QUOTED.sub(lambda quoted: " " * len(quoted[0]), text)
    return next((match for match in _COMMA_IN_NUMBER.finditer(blanked) if match.start() <= column <= match.end()), None)


def comma_misread(line: Line, comma: re.Match[str]) -> Misread:
    """``1,000`` and ``0,001``: what is meant is named, and never guessed."""
    written = comma[0]
    grouped = re.fullmatch(r"[1-9][0-9]{0,2}(?:,[0-9]{3})+", written)
    meant = written.replace(",", "_") if grouped else written.replace(",", ".", 1).replace(",", "")
    place = Place(line, comma.start(), comma.end())
    return Misread("wrong-value", f"`{written}` is not a number: a comma separates items", place, f"write `{meant}`")


def _foreign_letter(text: str, column: int) -> str | None:
    """A letter that only looks like one of ours, named, where a word holds one."""
    start, end = column, column
    while start > 0 and not text[start - 1].isspace() and text[start - 1] not in '",:':
        start -= 1
    while end < len(text) and not text[end].isspace() and text[end] not in '",:':
        end += 1
    word = text[start:end]
    foreign = next((character for character in word if not character.isascii() and character.isalpha()), None)
    if foreign is None:
        return None
    return f"`{word}` is not a name: `{foreign}` is {unicodedata.name(foreign, 'no ASCII letter')}"
