"""What only a terminal gets: colours, and a progress bar when something takes longer than a second."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from rich.progress import Progress

PATIENCE = 1.0
"""Seconds after which somebody wonders whether anything happens."""

_COLOURS: dict[str, dict[str, Any]] = {
    "error": {"fg": "red", "bold": True},
    "warning": {"fg": "yellow", "bold": True},
    "info": {"fg": "blue", "bold": True},
    "help": {"fg": "cyan", "bold": True},
    "bold": {"bold": True},
    "dim": {"dim": True},
    "passed": {"fg": "green", "bold": True},
    "rejected": {"fg": "red", "bold": True},
    "undetermined": {"fg": "yellow", "bold": True},
    "supported": {"fg": "green"},
    "open": {"fg": "yellow"},
    "failing": {"fg": "red", "bold": True},
    "unreadable": {"fg": "magenta"},
}


def terminal_paint() -> Callable[[str, str], str]:
    """Colours for standard output: none where it is no terminal, or where NO_COLOR is set (no-color.org)."""
    if not sys.stdout.isatty() or os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return lambda _role, text: text
    return lambda role, text: click.style(text, **_COLOURS.get(role, {}))


@contextmanager
def progress(what: str) -> Iterator[Callable[[str], None]]:
    """Give a function that is told each step; a bar appears on standard error once it has taken a second."""
    bar: Progress | None = None
    begun = time.monotonic()
    quiet = not sys.stderr.isatty()

    def step(name: str) -> None:
        nonlocal bar
        if quiet or (bar is None and time.monotonic() - begun < PATIENCE):
            return
        if bar is None:
            bar = _new_bar(what)
        bar.update(bar.task_ids[0], advance=1, step=name)

    try:
        yield step
    finally:
        if bar is not None:
            bar.stop()


def _new_bar(what: str) -> Progress:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (
        SpinnerColumn(),
        TextColumn(what),
        BarColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.fields[step]}", markup=False),
    )
    bar = Progress(*columns, console=Console(stderr=True), transient=True)
    bar.add_task(what, total=None, step="")
    bar.start()
    return bar
