"""Where something stands in a text while it is written: lines and columns from 0, columns in code points.

The model's places hold a line that knows its file; an editor's hold numbers and no line. Both the terminal and the
language server count from 0. UTF-16 is the language server's own concern.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from gsn.model.place import Place


class Position(NamedTuple):
    """A line and a column, both from 0; the column is between two characters."""

    line: int
    column: int


class Range(NamedTuple):
    """From a position to another; the end is not part of it."""

    start: Position
    end: Position

    def holds(self, position: Position) -> bool:
        """Whether a cursor is in it, or at either end of it."""
        return self.start <= position <= self.end


class Location(NamedTuple):
    """A range of one file."""

    path: Path
    range: Range


def at(line: int, column: int = 0) -> Range:
    """The empty range at a position."""
    return Range(Position(line, column), Position(line, column))


def range_of(place: Place) -> Range:
    """A place of the model as an editor has it; never empty where something can be shown."""
    line = place.number - 1
    return Range(Position(line, place.start), Position(line, max(place.end, place.start + 1)))


def exact_range_of(place: Place) -> Range:
    """As :func:`range_of`, for replacing what stands there: empty where the place is."""
    line = place.number - 1
    return Range(Position(line, place.start), Position(line, place.end))
