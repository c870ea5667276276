"""The application: one session, its checks beside the keys, and the screens."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events, on
from textual.app import App, SystemCommand
from textual.filter import LineFilter
from textual.message import Message
from textual.screen import Screen
from textual.widgets import OptionList, Tree

from gsn.drafting.workspace import Superseded, Workspace
from gsn.model.kinds import Kind
from gsn.tui import asking, diagram_screen, drafting_screen, report_screen
from gsn.tui.checker import Checker
from gsn.tui.diagram_screen import DiagramScreen
from gsn.tui.drafting_screen import DraftingScreen, warm, warm_reading
from gsn.tui.findings_pane import listed
from gsn.tui.harmless import Harmless
from gsn.tui.outline_pane import Levels, levels_of
from gsn.tui.session import Session
from gsn.tui.status_line import Summary, summary_of
from gsn.tui.terminal_cursor import place_cursor

if TYPE_CHECKING:
    from gsn.drafting.analysis import Analysis
    from gsn.drafting.reading import Reading

PAUSE = 0.25
"""Seconds without a change after which the texts are checked."""


FIRST_PAUSE = 0.1
"""Seconds after which the texts are checked for the first time: once they are to be seen."""


class WasRead(Message):
    """The texts were read."""

    def __init__(self, reading: Reading, levels: Levels) -> None:
        super().__init__()
        self.reading = reading
        self.levels = levels


class WasChecked(Message):
    """The texts were checked."""

    def __init__(self, analysis: Analysis, summary: Summary | None, levels: Levels) -> None:
        super().__init__()
        self.analysis = analysis
        self.levels = levels
        self.listed = listed(analysis)
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
        self._pause = FIRST_PAUSE
        self.desk = DraftingScreen(session)
        self._checker = Checker(self._check)
        session.workspace.texts.give_way = self._checker.give_way

    def get_default_screen(self) -> Screen[None]:
        """The drafting screen."""
        return self.desk

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Textual's own, and that nothing of a case reaches the terminal as a command."""
        return [*super().get_line_filters(), Harmless()]

    def on_mount(self) -> None:
        from gsn.tui.keeping import at_start

        self.desk.run_worker(at_start(self.desk, first_use=self._first_use), group="command")

    async def on_app_focus(self) -> None:
        """Back from another window, in which somebody may have written the case's files."""
        from gsn.tui.keeping import take_from_disk

        if self.screen is self.desk:
            self.desk.take()
            self.desk.run_worker(take_from_disk(self.desk), group="command")

    @on(Tree.NodeHighlighted)
    @on(OptionList.OptionHighlighted)
    def _chosen_moved(self) -> None:
        place_cursor(self.focused)

    # Checking

    def check_soon(self) -> None:
        """Check after a pause; a check that runs is given up."""
        self._show_status()
        self._checker.ask(self._pause)
        self._pause = PAUSE

    async def on_event(self, event: events.Event) -> None:
        """As Textual's; what is checked gives way to a key."""
        if isinstance(event, events.InputEvent):
            self._checker.pressed()
        await super().on_event(event)

    def on_unmount(self) -> None:
        self._checker.close()

    def _check(self, superseded: Callable[[], bool]) -> None:
        """Read, then check; elsewhere than where keys are handled."""
        workspace = self.session.workspace
        try:
            reading = workspace.read()
            warm_reading(reading, self.desk.path)
            self.post_message(WasRead(reading, levels_of(reading, self.newest, self.desk.outline.opened)))
            partly = self._tell if self.newest is None else None
            analysis = workspace.check(superseded, partly)
            warm(analysis)
            self._tell(analysis, summary_of(analysis))
        except Superseded:
            return
        except Exception as error:  # noqa: BLE001 - whatever it is, the text stays in hand
            self.post_message(CheckFailed(f"a mistake of the tool's own: {type(error).__name__}: {error}"))

    def _tell(self, analysis: Analysis, summary: Summary | None = None) -> None:
        levels = levels_of(analysis.reading, analysis, self.desk.outline.opened)
        self.post_message(WasChecked(analysis, summary, levels))

    @on(WasRead)
    def _was_read(self, event: WasRead) -> None:
        if self.screen_stack:
            self.desk.was_read(event.reading, event.levels)

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
        self.desk.was_checked(event.analysis, event.levels, event.listed)
        if isinstance(self.screen, report_screen.ReportScreen | DiagramScreen):
            self.screen.show()

    @on(CheckFailed)
    def _failed(self, event: CheckFailed) -> None:
        self.trouble = event.why
        self._show_status()

    def _show_status(self) -> None:
        self.desk.status.show(self.session.workspace.version, self.trouble)

    def action_help_quit(self) -> None:
        """Say how one leaves, to whoever tries ctrl+c: it copies."""
        self.notify("ctrl+q leaves, and asks about what is not saved.", markup=False)

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
    with quick_keys(tidied=True):
        app.run()
    session.close()
    return app.return_code or 0


@contextmanager
def quick_keys(*, tidied: bool = False) -> Iterator[None]:
    """Let a key come through while a check runs in the same process.

    Threads change often, and garbage is looked for seldom: to look through a large case takes longer than a key may.

    Args:
        tidied: Whether somebody looks for garbage when the keys rest, so that nobody needs to at any other time.
    """
    interval, thresholds = sys.getswitchinterval(), gc.get_threshold()
    sys.setswitchinterval(0.001)
    gc.set_threshold(50_000, 50, 1000)
    if tidied:
        gc.disable()
    try:
        yield
    finally:
        gc.enable()
        sys.setswitchinterval(interval)
        gc.set_threshold(*thresholds)
