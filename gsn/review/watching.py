"""Whether a case on disk is still the one that was read: its files are looked at, and not read again."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from gsn.argument import Argument
from gsn.model.case import Case
from gsn.submission.flaws import NotBuilt
from gsn.submission.gathering import gather

Seen = Mapping[Path, tuple[int, int] | None]
"""Files with when each was written last, in nanoseconds, and its size; nothing for one that is not there."""


def files_of(case: Case) -> tuple[Path, ...]:
    """The files of a case: those that its submission would hold, or else its texts."""
    texts = [module.path for module in case.modules.values()]
    try:
        return tuple(dict.fromkeys((*gather(Argument(case)).files.values(), *texts)))
    except (NotBuilt, OSError):
        return tuple(texts)


def seen(files: tuple[Path, ...]) -> Seen:
    """What files look like now."""
    return {path: _look(path) for path in files}


def changed(before: Seen) -> tuple[Path, ...]:
    """The files that do not look as they did."""
    return tuple(path for path, looked in before.items() if _look(path) != looked)


def _look(path: Path) -> tuple[int, int] | None:
    try:
        stat = path.stat()
    except OSError:
        return None
    return stat.st_mtime_ns, stat.st_size
