"""Where something stands: a span of one line that knows its file.

A place holds its line, not the line's number, so that a line inserted above it changes one number and no record.
Places take no part in equality: every field that holds one says ``compare=False``.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True, eq=False)
class Line:
    """One physical line of a text file, without its line ending."""

    file: str
    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Place:
    """Columns ``start`` to ``end`` (code points, from 0, end exclusive) of one line."""

    line: Line
    start: int
    end: int

    @property
    def file(self) -> str:
        return self.line.file

    @property
    def number(self) -> int:
        """The line's number, from 1."""
        return self.line.number

    @property
    def column(self) -> int:
        """The first column, from 1, as editors count."""
        return self.start + 1

    @property
    def end_column(self) -> int:
        """The column after the last, from 1; never before the first."""
        return max(self.end, self.start + 1) + 1

    @property
    def order(self) -> tuple[str, int, int]:
        """Sorts places in the order of the text."""
        return (self.line.file, self.line.number, self.start)


def whole_line(line: Line) -> Place:
    """The words of a line, without its indentation."""
    words = line.text.lstrip(" \t")
    start = len(line.text) - len(words)
    return Place(line, start, max(len(line.text.rstrip()), start))
