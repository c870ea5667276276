"""What somebody waits for on the drafting screen, in a terminal: the first picture, and keys in a large case.

A key is timed from the moment at which it is pressed to the moment at which the terminal has what it changed. While the
first check of a case runs, the cursor is moved, which supersedes nothing: that check runs to its end. While somebody
types, each pause begins a check which the next words supersede; and each edit is read.
"""

from __future__ import annotations

import re
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path
from random import Random

from benchmarks.synthetic import write_case
from benchmarks.terminal import Terminal, terminal

ELEMENTS = 10_000
STARTS = 5
OPENINGS = 3
KEYS = 150
GSN = str(Path(sys.executable).with_name("gsn"))

BETWEEN_KEYS = 0.11
"""Seconds between two keys of somebody who types quickly; words are parted by a little more."""

EMPTY = """
from textual.app import App
from textual.widgets import TextArea
class Empty(App):
    def compose(self):
        yield TextArea("case")
Empty().run()
"""
"""A program with nothing but an editor: what Textual itself takes to start."""

_VERDICT = re.compile("passed|undetermined|rejected")
_LETTERS = "abdefghijklmnoprstuvwxyz"


def tui() -> None:
    with tempfile.TemporaryDirectory() as folder:
        state = Path(folder)
        begun = [_first_picture(_fresh(state / f"start{run}")) for run in range(STARTS)]
        empty = [_empty_screen() for _ in range(STARTS)]
        print(f"start to the first picture, cyber case  {statistics.median(begun):6.2f} s    (at most 0.8 s)")
        print(f"  an empty screen of Textual            {statistics.median(empty):6.2f} s")
        large = write_case(Path(folder) / "large", ELEMENTS, modules=1) / "case.gsn"
        moving, at_rest, typing = [], [], []
        for run in range(OPENINGS):
            with terminal([GSN, "tui", str(large)], _fresh(state / f"run{run}")) as screen:
                moving += _moving(screen)
                at_rest += _typing(screen, pausing=2.5, keys=KEYS // OPENINGS // 4)
                typing += _typing(screen, pausing=0, keys=KEYS // OPENINGS)
        print(f"key to screen, {ELEMENTS:,} elements in one file, median and 95th percentile (at most 50 ms)")
        for what, taken in (("at rest", at_rest), ("while the first check runs", moving), ("while typing", typing)):
            print(f"  {what:<38}{_figures(taken)}")


def _fresh(state: Path) -> Path:
    """A folder for a program's state, in which the tour was seen and nothing waits to be taken back."""
    (state / "gsn").mkdir(parents=True)
    (state / "gsn" / "tour-seen").touch()
    return state


def _first_picture(state: Path) -> float:
    begun = time.perf_counter()
    with terminal([GSN, "tui", "cases/cyber-inability"], state) as screen:
        return screen.until("case cyber") - begun


def _empty_screen() -> float:
    begun = time.perf_counter()
    with terminal([sys.executable, "-c", EMPTY], Path()) as screen:
        return screen.until("case") - begun


def _moving(screen: Terminal) -> list[float]:
    """Milliseconds until the cursor is a line further down, from the first picture to the first verdict."""
    screen.until("case synthetic")
    screen.wait(0.2)
    taken = []
    for line in range(2, 200):
        screen.forget()
        begun = screen.press("\x1b[B")
        taken.append((screen.until(f" {line}  ") - begun) * 1000)
        screen.wait(BETWEEN_KEYS)
        if _VERDICT.search(screen.shown):
            break
    return taken


def _typing(screen: Terminal, *, pausing: float, keys: int) -> list[float]:
    """Milliseconds until a letter stands on the screen, in a comment at the end of a line."""
    screen.press("\x1b[1;5H\x1b[B\x1b[F  # ")
    screen.wait(1.5)
    random = Random(keys)  # noqa: S311 - a measurement's pace
    taken = []
    written = ""
    for letter in _words(keys):
        screen.forget()
        written = (written + letter)[-4:]
        begun = screen.press(letter)
        taken.append((screen.until(written) - begun) * 1000)
        screen.wait(pausing or BETWEEN_KEYS * random.uniform(0.6, 1.6))
    screen.wait(2)
    return taken


def _words(keys: int) -> Iterator[str]:
    letters = cycle(_LETTERS)
    for _ in range(keys):
        yield next(letters)


def _figures(taken: list[float]) -> str:
    hundredths = statistics.quantiles(taken, n=20)
    return f"{statistics.median(taken):6.1f} ms {hundredths[-1]:6.1f} ms   (worst {max(taken):.0f}, {len(taken)} keys)"
