"""The files that a text names: what it imports, and the evidence and prose of its elements."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from gsn.drafting.completion import FILE_FIELDS
from gsn.drafting.cursor import file_blocks
from gsn.drafting.position import Position, Range
from gsn.drafting.reading import Reading
from gsn.language.source import inside

_QUOTED = re.compile(r'"([^"\\]+)"')


@dataclass(frozen=True, slots=True)
class FileLink:
    """A path in a text, without its quotes, and the file that it leads to."""

    range: Range
    target: Path


def file_links(reading: Reading, path: Path) -> list[FileLink]:
    """The files that a text names and that are there, inside the case's folder."""
    return [
        FileLink(range_, target)
        for range_, target in _named(reading, path)
        if inside(target, reading.folder) and target.is_file()
    ]


def _named(reading: Reading, path: Path) -> Iterator[tuple[Range, Path]]:
    lines = reading.lines(path)
    for block in file_blocks(reading, path).all:
        if block.word == "import":
            yield from _first_text(lines[block.first].text, block.first, path.parent)
        for stretch in block.clauses:
            if stretch.clause.field in FILE_FIELDS:
                yield from _first_text(lines[stretch.first].text, stretch.first, reading.folder)


def _first_text(text: str, line: int, base: Path) -> Iterator[tuple[Range, Path]]:
    found = _QUOTED.search(text)
    if found is not None:
        yield Range(Position(line, found.start(1)), Position(line, found.end(1))), base / found[1]
