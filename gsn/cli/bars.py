"""Bars on standard output: as wide as the terminal, in signs that the stream can encode."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator

from gsn.output.risk_bars import Chart, lines

_WIDTH = 100
"""Columns where standard output is no terminal."""

_SIGNS = "█▏│░…"


def bar_lines(chart: Chart | None) -> Iterator[str]:
    """A chart after an empty line, if there is one."""
    if chart is not None:
        width = shutil.get_terminal_size((_WIDTH, 24)).columns if sys.stdout.isatty() else _WIDTH
        yield ""
        yield from lines(chart, width, ascii_only=not _encodes_blocks())


def _encodes_blocks() -> bool:
    try:
        _SIGNS.encode(sys.stdout.encoding or "ascii")
    except (LookupError, UnicodeEncodeError):
        return False
    return True
