"""The statements of a text, and those of a whole case that somebody looks for."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from gsn.drafting.blocks import Block
from gsn.drafting.cursor import file_blocks
from gsn.drafting.position import Location, Position, Range
from gsn.drafting.reading import Reading
from gsn.model.kinds import Kind

MOST_FOUND = 200
"""Elements that a search gives: nobody reads more."""


@dataclass(frozen=True, slots=True)
class Symbol:
    """A statement of a text, readable or not. ``refers`` where it stands for what is declared elsewhere."""

    name: str
    kind: Kind
    text: str
    refers: bool
    range: Range
    name_range: Range
    children: tuple[Symbol, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """An element that a search found."""

    name: str
    kind: Kind
    text: str
    module: str
    location: Location


def document_symbols(reading: Reading, path: Path) -> list[Symbol]:
    """A file's statements as they are nested, at most so deep as the language lets them be."""
    lines = reading.lines(path)
    made: dict[int, list[Symbol]] = {}
    blocks = file_blocks(reading, path)
    for block in reversed(blocks.all):
        below = [symbol for child in block.children for symbol in made.pop(id(child), ())]
        made[id(block)] = [_symbol(block, lines[block.end - 1].text, tuple(below), _text(lines[block.first].text))]
        if block.kind is None:
            made[id(block)] = below
    return [symbol for block in blocks.top for symbol in made.get(id(block), ())]


def _symbol(block: Block, last_line: str, children: tuple[Symbol, ...], text: str) -> Symbol:
    name_range = Range(
        Position(block.first, block.name_start), Position(block.first, block.name_start + len(block.name))
    )
    whole = Range(Position(block.first, block.indent), max(Position(block.end - 1, len(last_line)), name_range.end))
    kind = block.kind or Kind.UNREADABLE
    return Symbol(block.name or block.word, kind, text, not block.has_text, whole, name_range, children)


def _text(line: str) -> str:
    return line.partition('"')[2].rpartition('"')[0]


def workspace_symbols(reading: Reading, query: str) -> list[Found]:
    """The elements whose name or text holds what somebody looks for, names first; all of them for an empty query."""
    wanted = query.casefold()
    named: list[Found] = []
    worded: list[Found] = []
    for element in reading.case.elements.values():
        if element.kind is Kind.UNREADABLE:
            continue
        text = element.text.plain if element.text is not None else ""
        into = named if wanted in element.name.casefold() else worded if wanted in text.casefold() else None
        if into is not None and len(into) < MOST_FOUND:
            location = reading.exact_location(element.place)
            into.append(Found(element.name, element.kind, text, element.module, location))
    named.sort(key=lambda found: not found.name.casefold().startswith(wanted))
    return [*named, *worded][:MOST_FOUND]
