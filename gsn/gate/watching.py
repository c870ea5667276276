"""Noticing that a file of a case has changed: by asking the file system again and again, which works on every one."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import NamedTuple

from gsn.language.source import MOST_ENTRIES

INTERVAL = 0.5
"""Seconds between two looks: less than it takes to turn from the editor to the terminal."""

_NOT_WATCHED = frozenset({".git", ".venv"})
"""Folders that belong to the tools that keep a case, and not to the case."""


class Look(NamedTuple):
    """The files of a case at one moment, by their times and sizes; and the day, on which evidence may expire."""

    files: dict[str, tuple[int, int, int]]
    day: date


@dataclass(frozen=True, slots=True)
class Watched:
    """What is watched: a folder with all that it holds, other files that count, and none that the watcher writes."""

    folder: Path
    others: tuple[Path, ...] = ()
    without: tuple[Path, ...] = ()


def look(watched: Watched) -> Look:
    """Look at everything that is watched.

    Of a folder with more than :data:`~gsn.language.source.MOST_ENTRIES` files the first are: its case cannot be
    searched to the end either, and says so.
    """
    own = {os.path.realpath(path) for path in watched.without}
    files: dict[str, tuple[int, int, int]] = {}
    for path in _paths(watched):
        try:
            status = os.stat(path)  # noqa: PTH116 - a path object for each of thousands of files costs more than the look
        except OSError:
            continue
        if not own or os.path.realpath(path) not in own:
            files[path] = (status.st_mtime_ns, status.st_size, status.st_ino)
        if len(files) >= MOST_ENTRIES:
            break
    return Look(files, datetime.now(tz=UTC).date())


def wait_for_change(
    watched: Watched, before: Look, sleep: Callable[[float], None] = time.sleep
) -> tuple[Look, list[str]]:
    """Wait until something is another than it was; what there is then, and the names of what changed, came or went.

    Args:
        watched: What to look at.
        before: What there was when the last answer was begun, so that no change is missed while it was made.
        sleep: How to wait.
    """
    while (now := look(watched)) == before:
        sleep(INTERVAL)
    every = before.files.keys() | now.files.keys()
    return now, sorted(path for path in every if before.files.get(path) != now.files.get(path))


def _paths(watched: Watched) -> Iterator[str]:
    yield from map(str, watched.others)
    for base, folders, names in os.walk(watched.folder):
        folders[:] = sorted(name for name in folders if name not in _NOT_WATCHED)
        yield from (f"{base}/{name}" for name in sorted(names))
