"""What only a terminal gets: colours, and a progress bar when something takes longer than a second."""

from __future__ import annotations

import os
import sys
import threading
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
    """Give a function that is told each step; a bar stands on standard error once it has taken a second."""
    if not sys.stderr.isatty():
        yield lambda _step: None
        return
    waiting = _Waiting(what)
    timer = threading.Timer(PATIENCE, waiting.show)
    timer.daemon = True
    timer.start()
    try:
        yield waiting.step
    finally:
        timer.cancel()
        waiting.stop()


class _Waiting:
    """A bar that is shown late or never. The timer's thread shows it, the command's tells the steps."""

    def __init__(self, what: str) -> None:
        self.what = what
        self.name = ""
        self.bar: Progress | None = None
        self.lock = threading.Lock()
        self.over = False

    def show(self) -> None:
        with self.lock:
            if not self.over:
                self.bar = _new_bar(self.what)
                self.bar.update(self.bar.task_ids[0], step=self.name)

    def step(self, name: str) -> None:
        with self.lock:
            self.name = name
            if self.bar is not None:
                self.bar.update(self.bar.task_ids[0], step=name)

    def stop(self) -> None:
        with self.lock:
            self.over = True
            if self.bar is not None:
                self.bar.stop()


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
