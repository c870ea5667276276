"""The files of a case's folder, for those who pick one."""

from __future__ import annotations

import os
from pathlib import Path

MOST_FILES = 2000
"""Files that are listed: nobody reads more, and a screen waits for them."""

_NOT_LISTED = frozenset({".git", ".venv", "__pycache__", "node_modules"})


def files_below(folder: Path) -> list[str]:
    """The paths of the files in a folder and below it, from there, with ``/``; hidden ones are left out."""
    found: list[str] = []
    for base, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if name not in _NOT_LISTED and not name.startswith("."))
        above = Path(base).relative_to(folder)
        found += [(above / name).as_posix() for name in sorted(names) if not name.startswith(".")]
        if len(found) >= MOST_FILES:
            break
    return found[:MOST_FILES]
