"""Keys and questions answered while a check runs in the same process."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager

SWITCH = 0.002
"""Seconds after which another thread may go on."""


@contextmanager
def keeping_up() -> Iterator[None]:
    """Let threads change often, and look for garbage seldom: to look through a large case takes longer than a key."""
    interval, thresholds = sys.getswitchinterval(), gc.get_threshold()
    sys.setswitchinterval(SWITCH)
    gc.set_threshold(50_000, 50, 1000)
    gc.enable()
    try:
        yield
    finally:
        sys.setswitchinterval(interval)
        gc.set_threshold(*thresholds)
