"""Lines that are too long for a pane, gone on below themselves: what belongs together is seen to stand together."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console
from rich.text import Text

DEEPER = 4
"""Columns by which what a line goes on with stands deeper than its beginning."""


def hanging(text: Text, width: int) -> Text:
    """A text whose long lines go on deeper than they began, at most ``width`` cells wide."""
    console = Console(width=width, no_color=True, legacy_windows=False)
    return Text("\n").join(row for line in text.split("\n", allow_blank=True) for row in _rows(line, width, console))


def _rows(line: Text, width: int, console: Console) -> Iterator[Text]:
    if line.cell_len <= width:
        yield line
        return
    indent = min(len(line.plain) - len(line.plain.lstrip(" ")) + DEEPER, width // 2)
    first = line.wrap(console, width)[0]
    rest = line[len(first) :]
    rest = rest[len(rest.plain) - len(rest.plain.lstrip(" ")) :]
    first.rstrip()
    yield first
    for row in rest.wrap(console, width - indent):
        row.rstrip()
        row.pad_left(indent)
        yield row
