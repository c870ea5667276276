"""What a check is asked and told when a newer text makes it needless."""

from __future__ import annotations

from collections.abc import Callable


class Superseded(Exception):
    """A newer text made this check needless; nothing of it was kept."""


Cancelled = Callable[[], bool]
"""Asked between two rules whether to stop."""


def never() -> bool:
    """A check that runs to its end."""
    return False
