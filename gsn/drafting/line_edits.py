"""Edits by whole lines: taken out, put in, indented anew. Endings of lines stay as the file has them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from gsn.drafting.change import Edit
from gsn.drafting.position import Position, Range
from gsn.drafting.reading import Reading

LEVEL = 4
"""Spaces of one level, where a text does not show what it indents with."""


def rows_of(reading: Reading, path: Path) -> list[str]:
    """A file's lines, without their endings."""
    return [line.text for line in reading.lines(path)]


def ending_of(text: str) -> str:
    """What ends the lines of a text."""
    return "\r\n" if "\r\n" in text else "\n"


def replaced_rows(reading: Reading, path: Path, first: int, end: int, rows: Sequence[str]) -> Edit:
    """Lines in the place of those from ``first`` to before ``end``; put in before ``first`` where the two are the same.

    Args:
        reading: The texts.
        path: The file.
        first: The first line that goes, from 0.
        end: The line after the last that goes.
        rows: The lines that come.
    """
    text = reading.text(path)
    ending = ending_of(text)
    held = rows_of(reading, path)
    body = "".join(f"{row}{ending}" for row in rows)
    if end < len(held) or (end == len(held) and (not held or text.endswith("\n"))):
        return Edit(path.resolve(), Range(Position(first, 0), Position(end, 0)), body)
    if first < len(held):
        last = Position(len(held) - 1, len(held[-1]))
        return Edit(path.resolve(), Range(Position(first, 0), last), body.removesuffix(ending))
    last = Position(len(held) - 1, len(held[-1]))
    return Edit(path.resolve(), Range(last, last), f"{ending}{body}".removesuffix(ending))


def indented(rows: Iterable[str], by: int) -> list[str]:
    """Lines moved to the right by so many columns, or to the left; blank lines stay empty."""
    if by >= 0:
        return [f"{' ' * by}{row}" if row.strip() else row for row in rows]
    return [row[min(-by, len(row) - len(row.lstrip(" "))) :] for row in rows]
