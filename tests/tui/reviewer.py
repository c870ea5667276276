"""A reviewer before the screen, in memory: a small case, and what the screen shows of it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from textual.widgets import TextArea

from gsn.review.submitted import submitted
from gsn.tui.reviewing.app import ReviewApp
from gsn.tui.reviewing.opening import opened
from gsn.tui.reviewing.reviewed import Reviewer
from gsn.tui.reviewing.say_screen import SayScreen

if TYPE_CHECKING:
    from textual.pilot import Pilot

DAY = date(2026, 6, 10)
PATIENCE = 8.0


class Sitting:
    """The screen with a reviewer before it."""

    def __init__(self, app: ReviewApp, pilot: Pilot[None]) -> None:
        self.app = app
        self.pilot = pilot
        self.screen = app.desk
        self.target = app.session.main

    @property
    def text(self) -> str:
        return self.screen.editor.text

    @property
    def said(self) -> list[str]:
        """The clauses behind `by`, and the statements, without blank lines."""
        rows = [row.strip() for row in self.text.split("\n") if row.strip()]
        return rows[next(number for number, row in enumerate(rows) if row.startswith("by ")) + 1 :]

    @property
    def shown(self) -> str:
        """The screen as text, without what stands at the ends of lines."""
        strips = self.app.screen._compositor.render_strips()
        return "\n".join("".join(segment.text for segment in strip).rstrip() for strip in strips)

    @property
    def element(self) -> str:
        """What the element's pane shows."""
        pane = self.screen.element
        return "\n".join(str(part.render()) for part in (pane.waits, pane.body, pane.below))

    async def until(self, holds: Callable[[], object]) -> None:
        for _ in range(int(PATIENCE / 0.02)):
            if holds():
                return
            await self.pilot.pause(0.02)
        raise AssertionError(f"it never came to hold; on the screen:\n{self.shown}")

    async def until_shown(self, screen: type, words: str) -> None:
        """Wait until a screen of some sort shows some words."""
        await self.until(lambda: isinstance(self.app.screen, screen) and words in self.shown)

    async def settled(self) -> None:
        """Wait until the text as it is now is read and checked, and the element at hand is shown."""
        await self.pilot.pause()
        self.screen.take()
        whole = self.screen.review.whole is not None
        await self.until(
            lambda: (
                self.app.newest is not None
                and (not whole or self.app.newest.version == self.app.session.workspace.version)
                and self.screen._following is None
            )
        )
        following = [worker for worker in self.app.workers if worker.group == "details"]
        if following:
            await self.app.workers.wait_for_complete(following)
        await self.pilot.pause()

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.pilot.pause()

    async def type(self, text: str) -> None:
        names = {" ": "space", "\n": "ctrl+j"}
        await self.press(*[names.get(character, character) for character in text])

    async def say(self, key: str, words: str) -> None:
        """Press a key, say something in its dialog, and wait until it is written and checked."""
        await self.press(key)
        await self.until(lambda: isinstance(self.app.screen, SayScreen))
        self.app.screen.query_one(TextArea).insert(words)
        await self.press("enter")
        await self.until(lambda: self.app.screen is self.screen)
        await self.settled()

    async def go(self, element: str) -> None:
        self.screen.go_to(element)
        await self.settled()

    async def notified(self, words: str) -> None:
        await self.until(lambda: any(words in note.message for note in self.app._notifications))


@contextmanager
def _app(case: Path, target: Path | None, by: str) -> Iterator[ReviewApp]:
    with submitted(case, DAY) as found:
        session, reviewed = opened(found, case, target, Reviewer(by, DAY))
        try:
            yield ReviewApp(session, reviewed)
        finally:
            session.close()


@asynccontextmanager
async def sitting(
    case: Path, target: Path | None = None, by: str = "aisi", size: tuple[int, int] = (100, 30)
) -> AsyncIterator[Sitting]:
    """Open a review of a case."""
    with _app(case, target, by) as app:
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            found = Sitting(app, pilot)
            await found.settled()
            yield found
