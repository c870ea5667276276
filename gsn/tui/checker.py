"""Reading and checking beside the keys: one thread, which gives way to them and puts needless work aside.

Threads of one process take turns. While a key is handled and shown, this one waits at the next place at which it looks,
so that the key has the processor for itself; what is checked takes as much longer as keys are pressed.
"""

from __future__ import annotations

import gc
from collections.abc import Callable
from functools import partial
from threading import Condition, Thread, current_thread
from time import monotonic, sleep

SHOWN_AFTER = 0.05
"""Seconds within which a key is on the screen where nothing competes with it."""

RESTS_AFTER = 20.0
"""Seconds without a key or a check after which garbage is looked for: in a large case that may take half a second."""


class Checker:
    """A thread that does one check after the other, each for whoever asked last.

    Args:
        check: Does one check; told how to ask whether a newer one is wanted.
    """

    def __init__(self, check: Callable[[Callable[[], bool]], None]) -> None:
        self._check = check
        self._turn = Condition()
        self._thread: Thread | None = None
        self._asked = 0
        self._due = 0.0
        self._keys_until = 0.0
        self._closed = False

    def ask(self, pause: float) -> None:
        """Ask for a check after a pause in seconds; one that runs or waits is superseded."""
        with self._turn:
            self._asked += 1
            self._due = monotonic() + pause
            if self._thread is None:
                self._thread = Thread(target=self._run, name="checker", daemon=True)
                self._thread.start()
            self._turn.notify()

    def pressed(self) -> None:
        """Note that a key was pressed, and is going to be shown."""
        self._keys_until = monotonic() + SHOWN_AFTER

    def give_way(self) -> None:
        """In this thread, wait while a key is handled and shown; in any other, do not."""
        if current_thread() is self._thread:
            while (left := self._keys_until - monotonic()) > 0 and not self._closed:
                sleep(left)

    def close(self) -> None:
        """End the thread at the next place at which it looks."""
        with self._turn:
            self._closed = True
            self._turn.notify()

    def _is_superseded(self, asked: int) -> bool:
        return self._closed or self._asked != asked

    def _run(self) -> None:
        done, tidy = 0, False
        while not self._closed:
            with self._turn:
                left = self._due - monotonic() if self._asked != done else RESTS_AFTER
                if left > 0:
                    self._turn.wait(left)
                if self._asked != done and self._due > monotonic():
                    continue
                asked = self._asked
            if asked != done:
                done, tidy = asked, False
                self._check(partial(self._is_superseded, asked))
            elif not tidy and monotonic() - self._keys_until > RESTS_AFTER:
                tidy = True
                gc.collect()
