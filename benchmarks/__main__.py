"""What checking costs: whole processes, medians of several runs.

python -m benchmarks            everything
python -m benchmarks cold       starting, and a small case
python -m benchmarks size       ten thousand and a hundred thousand elements
python -m benchmarks shared     shared subgoals, which take others exponential time
python -m benchmarks documents  the document of a case, a thousand and ten thousand elements
python -m benchmarks drawings   one picture of ten thousand and of a hundred thousand elements
python -m benchmarks risk       claims in numbers, proved and checked
python -m benchmarks logs       the logs of the cyber case; python -m benchmarks.logs eval and json for large ones
python -m benchmarks drafting   an edit of ten thousand elements, read and checked again
python -m benchmarks tui        the drafting screen in a terminal: its first picture, and keys while checking runs
python -m benchmarks lsp        an edit of ten thousand elements, as an editor has it from the language server
python -m benchmarks simulation a hundred thousand samples of fifty quantities
python -m benchmarks false-assurance   how often a false claim is proved, by an author who tries
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.documents import documents
from benchmarks.drafting import drafting
from benchmarks.drawings import placing
from benchmarks.logs import MEASURES as LOGS
from benchmarks.lsp import lsp
from benchmarks.simulation import simulation
from benchmarks.synthetic import write_case
from benchmarks.tui import tui

ROOT = Path(__file__).parents[1]
GSN = str(Path(sys.executable).with_name("gsn"))
RUNS = 5
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
"""As where gsn is installed: Python keeps what it has compiled."""


class Cost(NamedTuple):
    """Medians over whole processes: seconds of the processor, the peak of memory in megabytes, seconds by the clock.

    Most commands are one thread that waits for little but its own files. Of those the clock says nearly the same on an
    idle machine, and on a busy one what else is running.
    """

    seconds: float
    megabytes: float
    elapsed: float


def cost(command: Sequence[str], runs: int = RUNS) -> Cost:
    """Run a command some times after one run that is not counted."""
    figures = [_once(command) for _ in range(runs + 1)][1:]
    return Cost(*map(statistics.median, zip(*figures, strict=True)))


def _once(command: Sequence[str]) -> Cost:
    begun = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=ROOT, env=ENVIRONMENT)
    _, _, usage = os.wait4(process.pid, 0)
    process.returncode = 0
    return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, time.perf_counter() - begun)


def cold() -> None:
    imports = cost([sys.executable, "-c", "import lark, pydantic"])
    version = cost([GSN, "--version"])
    check = cost([GSN, "check", "cases/cyber-inability"])
    print(f"import lark, pydantic           {imports.seconds:6.3f} s")
    print(f"gsn --version                   {version.seconds:6.3f} s   (at most 0.1)")
    print(f"gsn check, the cyber case       {check.seconds:6.3f} s   (at most 0.35)")
    print(f"  that by the imports           {check.seconds / imports.seconds:6.2f}     (at most 2)")


def size() -> None:
    with tempfile.TemporaryDirectory() as folder:
        small = write_case(Path(folder) / "small", 10_000)
        large = write_case(Path(folder) / "large", 100_000)
        ten = cost([GSN, "check", str(small), "--format", "json"])
        hundred = cost([GSN, "check", str(large), "--format", "json"])
    print(f"10,000 elements                 {ten.seconds:6.2f} s   {ten.megabytes:6.0f} MB   (at most 1.5 s, 300 MB)")
    print(f"100,000 elements                {hundred.seconds:6.2f} s   {hundred.megabytes:6.0f} MB   (at most 12 s)")
    print(f"  the ratio of the two          {hundred.seconds / ten.seconds:6.2f}     (at most 12)")


def drawings() -> None:
    with tempfile.TemporaryDirectory() as folder:
        small = write_case(Path(folder) / "small", 10_000)
        large = write_case(Path(folder) / "large", 100_000)
        picture = str(Path(folder) / "full.svg")
        cyber = cost([GSN, "diagram", "cases/cyber-inability", "-o", picture])
        ten = cost([GSN, "diagram", str(small), "--view", "full", "-o", picture], runs=3)
        hundred = cost([GSN, "diagram", str(large), "--view", "full", "-o", picture], runs=1)
    print(f"gsn diagram, the cyber case     {cyber.seconds:6.2f} s")
    print(f"10,000 elements in one SVG      {ten.seconds:6.2f} s   {ten.megabytes:6.0f} MB   (at most 3.6 s)")
    print(f"100,000 elements in one SVG     {hundred.seconds:6.2f} s   {hundred.megabytes:6.0f} MB   (at most 180 s)")
    placing()


def shared() -> None:
    """Levels of two goals that share both subgoals: 2 to the power of their number is the count of paths."""
    lines = ["case shared", "    shows A0", "    valid until 2099-12-31"]
    levels = 26
    for level in range(levels):
        for goal in "AB":
            lines.append(f'goal {goal}{level} "Level {level} of {goal} holds"')
            lines += [f"    goal {below}{level + 1}" for below in "AB"]
    lines += [f'goal {goal}{levels} "Level {levels} of {goal} holds"\n    undeveloped' for goal in "AB"]
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "case.gsn").write_text("\n".join(lines) + "\n", encoding="utf-8")
        taken = cost([GSN, "check", folder])
    print(f"26 levels of shared subgoals    {taken.seconds:6.3f} s")


def false_assurance() -> None:
    from benchmarks.false_assurance import table

    print("\n".join(table()))


def risk() -> None:
    from benchmarks.numbers import write_claims

    with tempfile.TemporaryDirectory() as folder:
        small = write_claims(Path(folder) / "small", claims=200, quantities=500)
        large = write_claims(Path(folder) / "large", claims=10_000, quantities=20_000)
        few = cost([GSN, "risk", str(small), "--format", "json"])
        many = cost([GSN, "risk", str(large), "--format", "json"], runs=3)
        reading = cost([sys.executable, "-c", f"import gsn; gsn.load({str(large)!r})"], runs=3)
    print(f"200 claims, 500 quantities      {few.seconds:6.2f} s   {few.megabytes:6.0f} MB   (at most 1.0 s)")
    print(f"10,000 claims                   {many.seconds:6.2f} s   {many.megabytes:6.0f} MB")
    print(f"  on top of reading             {many.seconds - reading.seconds:6.2f} s                (at most 4 s)")


MEASURES = {
    "cold": cold,
    "size": size,
    "documents": documents,
    "drawings": drawings,
    "shared": shared,
    "risk": risk,
    "drafting": drafting,
    "tui": tui,
    "lsp": lsp,
    "simulation": simulation,
    "logs": LOGS["small"],
    "false-assurance": false_assurance,
}


if __name__ == "__main__":
    for name in sys.argv[1:] or MEASURES:
        MEASURES[name]()
