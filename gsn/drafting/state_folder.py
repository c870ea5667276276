"""Where what a user is in the middle of is kept between two starts: never in the case's own folder."""

from __future__ import annotations

import os
from hashlib import sha256
from pathlib import Path


def state_folder() -> Path:
    """The folder of this tool's state: below ``XDG_STATE_HOME`` where that is set, else where it is by default."""
    home = os.environ.get("XDG_STATE_HOME", "")
    base = Path(home) if home and Path(home).is_absolute() else Path.home() / ".local" / "state"
    return base / "gsn"


def key_of(path: Path) -> str:
    """A path as a name of a file: the same for the same path, and long for no path."""
    return sha256(os.fsencode(path.resolve())).hexdigest()[:32]
