"""One logical line at a time through the grammar.

The word that begins a line decides its shape before the grammar sees it, so every shape is a start symbol of its own
and a mistake is always a mistake in a known shape.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import replace
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Protocol

from lark import UnexpectedInput

from gsn.language.plain import read_plain
from gsn.language.shapes import Shapes, WrongValue
from gsn.language.tables import parser_of
from gsn.model.clauses import FORMS
from gsn.model.place import Line

if TYPE_CHECKING:
    from lark.parsers.lalr_interactive_parser import InteractiveParser

    from gsn.language.misreading import Misread

PARTS = ("heads", "clauses", "expressions", "measurements", "terminals")
"""The files of the grammar, in the order in which one reads them."""

STARTS = ("head", "imported", "waived", *FORMS)


class Misreading(Exception):
    """Raised where a line does not have its shape."""

    def __init__(self, misread: Misread) -> None:
        super().__init__(misread.message)
        self.misread = misread


class Builder(Protocol):
    """What makes records of the lines of a language: a transformer of lark's, told which line it is at."""

    lines: Sequence[Line]
    module: str


class LineReader(Protocol):
    """What reads logical lines: the parser itself, or one that remembers what it read."""

    def read(self, start: str, lines: Sequence[Line], text: str, module: str) -> Any:
        """As :meth:`LineParser.read`."""


class LineParser:
    """Reads logical lines. It remembers which line it is at, so one thread at a time uses it.

    Args:
        parts: The files of its grammar; those of a case when not given.
        starts: The shapes that it reads, start symbols of that grammar.
        shapes: What makes their records.
    """

    def __init__(
        self, parts: Sequence[str] = PARTS, starts: Sequence[str] = STARTS, shapes: Builder | None = None
    ) -> None:
        self._shapes = shapes if shapes is not None else Shapes()
        self._lark, self._literals = parser_of("-".join(parts), grammar_text(parts), starts, self._shapes)

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
        if len(lines) == 1 and (plain := read_plain(start, lines[0], text, module)) is not None:
            return plain
        return self.read_by_grammar(start, lines, text, module)

    def read_by_grammar(self, start: str, lines: Sequence[Line], text: str, module: str) -> Any:
        """As :meth:`read`, plain or not."""
        self._shapes.lines = lines
        self._shapes.module = module
        try:
            return self._lark.parse(text, start=start)
        except UnexpectedInput as error:
            raise Misreading(self._misread(error, start, lines, text)) from None

    def begun(self, start: str, line: Line, text: str) -> InteractiveParser | None:
        """The grammar after the words of a line that may go on; nothing where they do not have its shape.

        Args:
            start: The shape.
            line: The line, for places.
            text: Its text up to where it may go on, blanked where it is not to be read.
        """
        self._shapes.lines, self._shapes.module = [line], ""
        begun = self._lark.parse_interactive(text, start=start)
        settings = copy(begun.parser_state.parse_conf)
        settings.callbacks = {}  # no record is made of a half of a line
        begun.parser_state.parse_conf = settings
        try:
            begun.exhaust_lexer()
        except (UnexpectedInput, WrongValue):
            return None
        return begun

    @property
    def words(self) -> Mapping[str, str]:
        """The words of the grammar, by the names of their terminals."""
        return self._literals

    def _misread(self, error: UnexpectedInput, start: str, lines: Sequence[Line], text: str) -> Misread:
        from gsn.language.misreading import misread
        from gsn.language.parentheses import hint

        found = misread(error, lines, self._literals)
        if start == "definition" and found.help is None:
            found = replace(found, help=hint(text, self._is_definition))
        return found

    def _is_definition(self, text: str) -> bool:
        try:
            self._lark.parse(text, start="definition")
        except (UnexpectedInput, WrongValue):
            return False
        return True


def grammar_text(parts: Sequence[str] = PARTS) -> str:
    """A whole grammar: its files, one after the other."""
    folder = files("gsn.grammar")
    return "\n".join((folder / f"{part}.lark").read_text("utf-8") for part in parts)


@cache
def shared_parser() -> LineParser:
    """The parser of this process, made once: building the tables takes as long as reading two thousand lines."""
    return LineParser()
