"""Files as a client names them, by their addresses."""

from __future__ import annotations

from pathlib import Path

from pygls import uris


def path_of(uri: str) -> Path | None:
    """The file that an address names, links followed; nothing for what is no file."""
    try:
        path = uris.to_fs_path(uri)
        return Path(path).resolve() if path else None
    except (OSError, RuntimeError, ValueError):
        return None
