"""Readers of lines for any thread: one thread at a time uses one, and to make one takes as long as reading a case."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from queue import Empty, SimpleQueue

from gsn.language.parsing import LineParser

_IDLE: SimpleQueue[LineParser] = SimpleQueue()
"""Those that nobody uses just now; a parser has no state but the line that it is at."""


@contextmanager
def line_parser() -> Iterator[LineParser]:
    """A reader of lines that nobody else uses meanwhile."""
    try:
        parser = _IDLE.get_nowait()
    except Empty:
        parser = LineParser()
    try:
        yield parser
    finally:
        _IDLE.put(parser)
