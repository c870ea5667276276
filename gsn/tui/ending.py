"""Ended from outside: the terminal was closed, or the machine goes down. What is in hand is kept first."""

from __future__ import annotations

import asyncio
import os
import signal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gsn.tui.keeping import Desk


def keep_at_signals(desk: Desk) -> None:
    """Bring what was typed into the journal when the process is told to end, and end as a process that was."""
    try:
        loop = asyncio.get_running_loop()
        loop.add_signal_handler(signal.SIGTERM, _terminated, desk)
        loop.add_signal_handler(signal.SIGHUP, _hung_up, desk)
    except (AttributeError, NotImplementedError, RuntimeError, ValueError):
        return  # no such signals on this system, or not in its main thread


def keep(desk: Desk) -> None:
    """Bring all that is in hand into the journal, now."""
    desk.take()
    desk.session.journal.flush()


def _terminated(desk: Desk) -> None:
    keep(desk)
    desk.app.exit(return_code=128 + signal.SIGTERM)


def _hung_up(desk: Desk) -> None:
    """There is no terminal left that could be put back as it was, and to write to it would only wait."""
    keep(desk)
    os._exit(128 + signal.SIGHUP)
