"""What somebody waits for on the drafting screen: the first picture of the cyber case, and a key in a large one."""

from __future__ import annotations

import asyncio
import os
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

from textual.events import Key

from benchmarks.synthetic import write_case
from gsn.drafting.workspace import Workspace
from gsn.tui.app import DraftingApp, quick_keys
from gsn.tui.session import Session

ELEMENTS = 10_000
KEYS = 60
DAY = date(2026, 6, 1)

FIRST_PICTURE = """
import asyncio, sys
from pathlib import Path
from gsn.drafting.workspace import Workspace
from gsn.tui.app import DraftingApp
from gsn.tui.session import Session
async def show():
    async with DraftingApp(Session(Workspace(Path(sys.argv[1])))).run_test(size=(160, 50)) as pilot:
        while "case" not in pilot.app.desk.editor.text:
            await pilot.pause(0)
        sys.stdout.write("shown"); sys.stdout.flush()
        import os
        os._exit(0)
asyncio.run(show())
"""
"""A process that ends once the text stands on the screen."""


def tui() -> None:
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_STATE_HOME"] = folder
        begun = [_first_picture() for _ in range(3)]
        print(f"start to the first picture, cyber case  {min(begun):6.2f} s    (at most 0.8 s)")
        large = write_case(Path(folder) / "large", ELEMENTS, modules=1)
        idle, busy = asyncio.run(_keys(large))
        print(f"key to screen, {ELEMENTS:,} elements in one file, 95th percentile (at most 50 ms)")
        print(f"  at rest                               {_percentile(idle):6.1f} ms")
        print(f"  while checking runs                   {_percentile(busy):6.1f} ms")


def _first_picture() -> float:
    begun = time.perf_counter()
    subprocess.run([sys.executable, "-c", FIRST_PICTURE, "cases/cyber-inability"], check=True, capture_output=True)
    return time.perf_counter() - begun


async def _keys(case: Path) -> tuple[list[float], list[float]]:
    """Milliseconds from a key to the line that shows it, at rest and while a check runs without end."""
    session = Session(Workspace(case, DAY))
    app = DraftingApp(session)
    with quick_keys():
        async with app.run_test(size=(160, 50)) as pilot:
            while app.newest is None or not app.newest.whole:
                await pilot.pause(0.05)
            app.desk.go(session.main, session.text(session.main).count("\n") // 2)
            await pilot.pause(0.5)
            app.check_soon = lambda: None  # type: ignore[method-assign] # at rest nothing is checked
            idle = [await _key(app) for _ in range(KEYS)]
            del app.check_soon
            busy = []
            for _ in range(KEYS):
                app.desk.take()  # begins a check at every key
                busy.append(await _key(app))
    session.close()
    return idle, busy


async def _key(app: DraftingApp) -> float:
    editor = app.desk.editor
    row, column = editor.cursor_location
    begun = time.perf_counter()
    app.post_message(_key_event(app))
    while editor.cursor_location == (row, column):  # noqa: ASYNC110 - what is measured is when it moves
        await asyncio.sleep(0)
    editor.render_line(max(0, row - editor.scroll_offset.y))
    taken = (time.perf_counter() - begun) * 1000
    await asyncio.sleep(0.08)
    return taken


def _key_event(app: DraftingApp) -> Key:
    event = Key("a", "a")
    event.set_sender(app)
    return event


def _percentile(figures: list[float]) -> float:
    return statistics.quantiles(figures, n=20)[-1]
