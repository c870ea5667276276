"""Columns as a client counts them, in UTF-16 units mostly, and as everything else here does, in code points."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from lsprotocol import types

from gsn.drafting.position import Position, Range
from gsn.model.place import Line

if TYPE_CHECKING:
    from pygls.workspace import PositionCodec


def as_in_hand(text: str) -> str:
    """A client's text with line feeds alone: a lone carriage return ends a line in the protocol, too."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def from_client(codec: PositionCodec, lines: Sequence[Line], position: types.Position) -> Position:
    """A client's position, moved into the text where it lies outside: the line after the last is empty."""
    line = min(max(position.line, 0), len(lines))
    text = row(lines, line)
    wanted = types.Position(0, max(position.character, 0))
    column = codec.position_from_client_units([f"{text}\n"], wanted).character
    return Position(line, min(column, len(text)))


def range_from_client(codec: PositionCodec, lines: Sequence[Line], range_: types.Range) -> Range:
    start, end = (from_client(codec, lines, position) for position in (range_.start, range_.end))
    return Range(min(start, end), max(start, end))


def column_for_client(codec: PositionCodec, text: str, column: int) -> int:
    """A column of a line in the client's units."""
    before = text[:column]
    return len(before) if before.isascii() else codec.client_num_units(before)


def for_client(codec: PositionCodec, lines: Sequence[Line], range_: Range) -> types.Range:
    """A range of a text in the client's units."""
    return types.Range(*(_position(codec, lines, position) for position in range_))


def _position(codec: PositionCodec, lines: Sequence[Line], position: Position) -> types.Position:
    text = row(lines, position.line)
    return types.Position(position.line, column_for_client(codec, text, position.column))


def row(lines: Sequence[Line], line: int) -> str:
    """The text of a line; nothing for one after the last."""
    return lines[line].text if 0 <= line < len(lines) else ""
