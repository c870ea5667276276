"""The drafting screen in memory, on small cases and screens of two sizes; it waits for what the screen waits for."""

import time
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from textual.command import CommandPalette
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Input

from gsn.drafting.workspace import Workspace
from gsn.tui.app import DraftingApp
from gsn.tui.asking import Ask
from gsn.tui.commands import COMMANDS
from gsn.tui.session import Session
from tests.drafting.drafted import DAY, SMALL

SIZES = ((80, 24), (160, 50))
PATIENCE = 30.0
"""Seconds after which what never came is given up: many more than it takes, for a machine that does much else."""

SortOfScreen = type[Screen[Any]]


class Desk:
    """The screen with somebody before it."""

    def __init__(self, app: DraftingApp, pilot: Pilot[None]) -> None:
        self.app = app
        self.pilot = pilot
        self.session = app.session
        self.screen = app.desk
        self.main = app.session.main

    @property
    def text(self) -> str:
        return self.screen.editor.text

    @property
    def shown(self) -> str:
        """The screen as text, without what stands at the ends of lines."""
        strips = self.app.screen._compositor.render_strips()
        return "\n".join("".join(segment.text for segment in strip).rstrip() for strip in strips)

    async def until(self, holds: Callable[[], object]) -> None:
        """Wait until something holds."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            if holds():
                return
            await self.pilot.pause(0.02)
        raise AssertionError(f"it never came to hold; on the screen:\n{self.shown}")

    async def checked(self) -> None:
        """Wait until the text as it is now is checked, and everything follows."""
        self.screen.take()
        await self.until(
            lambda: (
                self.screen.status.summary is not None
                and self.screen.status.summary.version == self.session.workspace.version
                and self.screen._following is None
            )
        )
        following = [worker for worker in self.app.workers if worker.group in {"details", "fitting"}]
        if following:  # of none, all would be waited for, and a command waits for the author
            await self.app.workers.wait_for_complete(following)
        await self.pilot.pause()

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.pilot.pause()

    async def type(self, text: str) -> None:
        names = {" ": "space", "\n": "enter"}
        await self.press(*[names.get(character, character) for character in text])

    async def go(self, words: str) -> None:
        """Go to the line that holds some words."""
        line = next(number for number, row in enumerate(self.text.split("\n")) if words in row)
        self.screen.go(self.screen.path, line, 4)
        await self.pilot.pause()

    async def opens(self, screen: SortOfScreen) -> None:
        """Wait until a screen of a sort is on top, and can be typed in."""
        await self.until(lambda: isinstance(self.app.screen, screen) and self.app.screen.focused is not None)

    async def back(self) -> None:
        """Wait until the drafting screen is on top again."""
        await self.until(lambda: self.app.screen is self.screen)

    async def do(self, name: str) -> None:
        """Run a command as somebody would: by its key, else by the palette."""
        command = COMMANDS[name]
        if command.keys:
            await self.press(command.keys)
            return
        await self.press("ctrl+p")
        await self.opens(CommandPalette)
        await self.type(command.title.lower())
        await self.until(lambda: command.says in self.shown)
        await self.pilot.pause()
        await self.press("enter")
        if self.app.screen.query("CommandList OptionList") or isinstance(self.app.screen, CommandPalette):
            await self.press("enter")

    async def answer(self, text: str) -> None:
        """Type a whole line in place of what stands in it, and enter it."""
        await self.opens(Ask)
        self.app.screen.query_one(Input).value = text
        await self.press("enter")

    async def notified(self, words: str) -> None:
        await self.until(lambda: any(words in note.message for note in self.app._notifications))


Opened = Callable[..., AbstractAsyncContextManager[Desk]]


@pytest.fixture(autouse=True)
def _own_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("TERM", "xterm-256color")
    for name in ("NO_COLOR", "VISUAL", "EDITOR"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small case's folder."""
    made = tmp_path / "filter"
    made.mkdir()
    (made / "evidence.txt").write_text("All sessions were reviewed.\n", encoding="utf-8")
    (made / "case.gsn").write_text(SMALL, encoding="utf-8")
    return made


@pytest.fixture
def opened(folder: Path) -> Opened:
    """Opens the screen on a case, on the small one when none is named."""

    @asynccontextmanager
    async def opening(
        case: Path = folder, size: tuple[int, int] = (120, 40), day: date = DAY, *, first_use: bool = False
    ) -> AsyncIterator[Desk]:
        session = Session(Workspace(case, day))
        app = DraftingApp(session, first_use=first_use)
        try:
            async with app.run_test(size=size) as pilot:
                desk = Desk(app, pilot)
                await pilot.pause()
                yield desk
        finally:
            session.close()

    return opening
