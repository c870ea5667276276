"""The application: one session, its checks beside the keys, and the screens."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, ClassVar

from textual import on, work
from textual.app import App, SystemCommand
from textual.message import Message
from textual.screen import Screen
from textual.worker import get_current_worker

from gsn.drafting.analysis import Analysis
from gsn.drafting.outline import Node
from gsn.drafting.reading import Reading
from gsn.drafting.workspace import Superseded, Workspace
from gsn.model.kinds import Kind
from gsn.tui import asking, diagram_screen, drafting_screen, report_screen
from gsn.tui.diagram_screen import DiagramScreen
from gsn.tui.drafting_screen import DraftingScreen, warm, warm_reading
from gsn.tui.outline_pane import tops_of
from gsn.tui.session import Session
from gsn.tui.status_line import Summary, summary_of

PAUSE = 0.25
"""Seconds without a change after which the texts are checked."""


class WasRead(Message):
    """The texts were read."""

    def __init__(self, reading: Reading, tops: list[Node]) -> None:
        super().__init__()
        self.reading = reading
        self.tops = tops


class WasChecked(Message):
    """The texts were checked."""

    def __init__(self, analysis: Analysis, summary: Summary | None) -> None:
        super().__init__()
        self.analysis = analysis
        self.tops = tops_of(analysis.reading, analysis)
        self.summary = summary


class CheckFailed(Message):
    """The texts could not be checked, by a mistake of the tool's own."""

    def __init__(self, why: str) -> None:
        super().__init__()
        self.why = why


class DraftingApp(App[None]):
    """The drafting screen of one session.

    Attributes:
        newest: The newest whole analysis; of the first check, what there is of it.
        readable: The newest whole one of a text that could all be read.
    """

    TITLE = "gsn"
    CSS: ClassVar[str] = asking.CSS + drafting_screen.CSS + report_screen.CSS + diagram_screen.CSS
    ENABLE_COMMAND_PALETTE = True

    def __init__(self, session: Session, *, first_use: bool = False) -> None:
        super().__init__()
        self.session = session
        self.newest: Analysis | None = None
        self.readable: Analysis | None = None
        self.trouble = ""
        self._first_use = first_use
        self._pause = 0.0
        self.desk = DraftingScreen(session)

    def get_default_screen(self) -> Screen[None]:
        """The drafting screen."""
        return self.desk

    def on_mount(self) -> None:
        from gsn.tui.keeping import at_start

        self.desk.run_worker(at_start(self.desk, first_use=self._first_use), group="command")

    # Checking

    def check_soon(self) -> None:
        """Check after a pause; a check that runs is given up."""
        self._show_status()
        self.workers.cancel_group(self, "checking")
        self._check()

    @work(thread=True, exclusive=True, group="checking", exit_on_error=False)
    def _check(self) -> None:
        worker, workspace = get_current_worker(), self.session.workspace
        if worker.cancelled_event.wait(self._pause):
            return
        self._pause = PAUSE
        try:
            reading = workspace.read()
            warm_reading(reading, self.desk.path)
            self.post_message(WasRead(reading, tops_of(reading, self.newest)))
            partly = self._tell_first if self.newest is None else None
            analysis = workspace.check(lambda: worker.is_cancelled, partly)
            warm(analysis)
            self.post_message(WasChecked(analysis, summary_of(analysis)))
        except Superseded:
            return
        except Exception as error:  # noqa: BLE001 - whatever it is, the text stays in hand
            self.post_message(CheckFailed(f"a mistake of the tool's own: {type(error).__name__}: {error}"))

    def _tell_first(self, analysis: Analysis) -> None:
        self.post_message(WasChecked(analysis, None))

    @on(WasRead)
    def _was_read(self, event: WasRead) -> None:
        if self.screen_stack:
            self.desk.was_read(event.reading, event.tops)

    @on(WasChecked)
    def _was_checked(self, event: WasChecked) -> None:
        if not self.screen_stack:
            return
        self.trouble = ""
        self.newest = event.analysis
        if event.analysis.whole and not event.analysis.reading.argument.by_kind[Kind.UNREADABLE]:
            self.readable = event.analysis
        if event.summary is not None:
            self.desk.status.summary = event.summary
        self._show_status()
        self.desk.was_checked(event.analysis, event.tops)
        if isinstance(self.screen, report_screen.ReportScreen | DiagramScreen):
            self.screen.show()

    @on(CheckFailed)
    def _failed(self, event: CheckFailed) -> None:
        self.trouble = event.why
        self._show_status()

    def _show_status(self) -> None:
        self.desk.status.show(self.session.workspace.version, self.trouble)

    async def action_quit(self) -> None:
        """Leave, wherever one is; what is not saved is asked about on the drafting screen."""
        if self.screen is self.desk:
            self.desk.action_do("quit")
        elif not self.screen.is_modal:
            self.pop_screen()
            self.desk.action_do("quit")

    # The palette

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """Everything that can be done, by its name; and Textual's own, for themes and the screen."""
        from gsn.tui.commands import COMMANDS

        if isinstance(screen, DraftingScreen):
            for command in COMMANDS.values():
                keys = f" ({command.keys})" if command.keys else ""
                yield SystemCommand(f"{command.title}{keys}", command.says, self._doing(command.name))
        for system in super().get_system_commands(screen):
            if system.title not in {"Quit", "Keys"}:
                yield system

    def _doing(self, name: str) -> Callable[[], None]:
        return partial(self.desk.action_do, name)


def run(path: Path, as_of: date | None = None) -> int:
    """Draft a case until somebody leaves, and give the exit status.

    Raises:
        NoCase: There is no one case to open.
        NotOpened: It cannot be read.
    """
    app: DraftingApp | None = None

    def tell(trouble: str) -> None:
        if app is not None:
            app.call_later(app.notify, trouble, severity="warning", markup=False)

    session = Session(Workspace(path, as_of), on_trouble=tell)
    app = DraftingApp(session, first_use=True)
    with quick_keys():
        app.run()
    session.close()
    return app.return_code or 0


@contextmanager
def quick_keys() -> Iterator[None]:
    """Let a key come through while a check runs in the same process.

    Threads change often, and garbage is looked for seldom: to look through a large case takes longer than a key may.
    """
    interval, thresholds = sys.getswitchinterval(), gc.get_threshold()
    sys.setswitchinterval(0.002)
    gc.set_threshold(50_000, 50, 1000)
    gc.enable()
    try:
        yield
    finally:
        sys.setswitchinterval(interval)
        gc.set_threshold(*thresholds)
