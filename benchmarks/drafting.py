"""What an edit costs while somebody drafts a case of ten thousand elements: reading again, and checking again."""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from benchmarks.synthetic import write_case
from gsn.drafting.completion import completions
from gsn.drafting.position import Position
from gsn.drafting.workspace import Workspace

ELEMENTS = 10_000
RUNS = 7
DAY = date(2026, 6, 1)

EDITS: dict[str, Callable[[str, int], str]] = {
    "a goal is reworded": lambda text, run: text.replace("Way 2 around", f"Way 2, {run}, around", 1),
    "a goal is put in": lambda text, run: text.replace(
        "        goal G1.0 ", f'        goal N{run} "New"\n        goal G1.0 ', 1
    ),
    "a record is dated anew": lambda text, run: text.replace("dated 2026-05-0", f"dated 2026-04-{run + 10} # ", 1),
}
"""What is done to a text, in the so-manieth run."""


def drafting() -> None:
    with tempfile.TemporaryDirectory() as folder:
        parted = write_case(Path(folder) / "parted", ELEMENTS)
        _measure("in five modules", parted, parted / "m2.gsn")
        whole = write_case(Path(folder) / "whole", ELEMENTS, modules=1)
        _measure("in one file", whole, whole / "case.gsn")


def _measure(what: str, folder: Path, edited: Path) -> None:
    begun = time.perf_counter()
    workspace = Workspace(folder, DAY)
    workspace.read()
    read = time.perf_counter()
    workspace.check()
    print(f"{ELEMENTS:,} elements {what}")
    print(f"  opening: reading, checking    {read - begun:6.3f} s {time.perf_counter() - read:6.3f} s")
    for name, edit in EDITS.items():
        figures = [_once(workspace, edited, edit, run) for run in range(RUNS + 1)][1:]
        reading, checking = (statistics.median(times) for times in zip(*figures, strict=True))
        limit = "   (at most 0.12 and 0.3)" if name == "a goal is reworded" else ""
        print(f"  {name:<28}  {reading:6.3f} s {checking:6.3f} s{limit}")
    begun = time.perf_counter()
    completions(workspace.read(), edited, Position(9, 8))
    print(f"  what fits at a cursor         {time.perf_counter() - begun:6.3f} s")


def _once(workspace: Workspace, path: Path, edit: Callable[[str, int], str], run: int) -> tuple[float, float]:
    workspace.replace(path, edit(workspace.text(path), run))
    begun = time.perf_counter()
    workspace.read()
    read = time.perf_counter()
    workspace.check()
    return read - begun, time.perf_counter() - read
