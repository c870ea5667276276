"""A program in a terminal of its own, as somebody at the keys has it: what is pressed, and when it is seen."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

COLUMNS, ROWS = 160, 50

PATIENCE = 60.0
"""Seconds after which what was not seen will not be."""

_CONTROL = re.compile(r"\x1b\[[0-9;:?<>=$ ]*[A-Za-z]|\x1b[^\[]")


class Terminal:
    """The side of a pseudoterminal at which somebody sits. Moments are those of ``time.perf_counter``, in seconds."""

    def __init__(self, end: int) -> None:
        self.end = end
        self._written = ""

    @property
    def shown(self) -> str:
        """What was written since it was last forgotten, without colours and movements."""
        return _CONTROL.sub("", self._written)

    def press(self, keys: str) -> float:
        """Press keys; gives the moment."""
        os.write(self.end, keys.encode())
        return time.perf_counter()

    def until(self, words: str | Callable[[str], object]) -> float:
        """Wait until something is written that holds the words; gives the moment at which it was there.

        Raises:
            TimeoutError: It was not written.
        """
        seen = (lambda shown: words in shown) if isinstance(words, str) else words
        begun = time.perf_counter()
        while not seen(self.shown):
            if time.perf_counter() - begun > PATIENCE:
                raise TimeoutError(f"{words!r} was not shown; the last: {self.shown[-2000:]!r}")
            self.look(0.05)
        return time.perf_counter()

    def look(self, seconds: float) -> None:
        """Take in what is written next, at most for so long."""
        if select.select([self.end], [], [], seconds)[0]:
            self._written += os.read(self.end, 1 << 20).decode("utf-8", "replace")

    def wait(self, seconds: float) -> None:
        """Take in what is written for so long."""
        end = time.perf_counter() + seconds
        while (left := end - time.perf_counter()) > 0:
            self.look(left)

    def forget(self) -> None:
        """Forget what was written so far."""
        self._written = ""


@contextmanager
def terminal(command: Sequence[str], state: Path) -> Iterator[Terminal]:
    """Run a command in a terminal, and end it by force.

    Args:
        command: The program and its arguments.
        state: The folder that it keeps its state in.
    """
    process, end = pty.fork()
    if process == 0:
        environment = {**os.environ, "XDG_STATE_HOME": str(state), "TERM": "xterm-256color", "COLORTERM": "truecolor"}
        os.execvpe(command[0], list(command), environment)  # noqa: S606 - in the child, which is that program from here
    fcntl.ioctl(end, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
    try:
        yield Terminal(end)
    finally:
        os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)
        os.close(end)
