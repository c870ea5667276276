"""The application of a reviewer: one case, one review in hand, its checks beside the keys, and the screens."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any, ClassVar

from textual import on, work
from textual.app import App, SystemCommand
from textual.filter import LineFilter
from textual.message import Message
from textual.screen import Screen
from textual.widgets import OptionList, Tree
from textual.worker import get_current_worker

from gsn.drafting.analysis import Analysis
from gsn.drafting.superseding import Superseded
from gsn.review.in_hand import InHand
from gsn.review.reading import BadReview
from gsn.tui import asking, diagram_screen, report_screen
from gsn.tui.app import quick_keys
from gsn.tui.diagram_screen import DiagramScreen
from gsn.tui.drafting_screen import warm
from gsn.tui.ending import keep_at_signals
from gsn.tui.harmless import Harmless
from gsn.tui.keeping import offer_recovery
from gsn.tui.outline_pane import Levels, levels_of
from gsn.tui.reviewing import say_screen, screen
from gsn.tui.reviewing.reviewed import Reviewed
from gsn.tui.reviewing.screen import ReviewScreen
from gsn.tui.session import Session
from gsn.tui.terminal_cursor import place_cursor

PAUSE = 0.25
"""Seconds without a change after which the case is checked with the review."""

LOOKS = 2.0
"""Seconds between two looks at whether the case on disk is still the one that was read."""


class WasChecked(Message):
    """The case was checked; ``trouble`` is why the review could not be put beside it."""

    def __init__(self, analysis: Analysis, levels: Levels, trouble: str = "") -> None:
        super().__init__()
        self.analysis = analysis
        self.levels = levels
        self.trouble = trouble


class ReviewApp(App[None]):
    """The screen of one review.

    Attributes:
        newest: The newest analysis: of the case with the review as it was last read whole, or alone.
        trouble: Why the review could not be checked.
        moved: What of the case was changed on disk since it was read; empty where nothing was.
    """

    TITLE = "gsn review"
    CSS: ClassVar[str] = asking.CSS + screen.CSS + say_screen.CSS + report_screen.CSS + diagram_screen.CSS
    ENABLE_COMMAND_PALETTE = True

    def __init__(self, session: Session, reviewed: Reviewed) -> None:
        super().__init__()
        self.session = session
        self.reviewed = reviewed
        self.begun_with = session.text(session.main)
        self.newest: Analysis | None = None
        self.trouble = ""
        self.moved = ""
        self._told_of_the_journal = False
        self.desk = ReviewScreen(session, reviewed)

    @property
    def readable(self) -> Analysis | None:
        """As ``newest``: what the case says never changes."""
        return self.newest

    @property
    def is_untouched(self) -> bool:
        """Whether nothing was said in a review that is new."""
        text = self.session.text(self.session.main)
        return text == self.begun_with and not self.session.main.exists()

    def get_default_screen(self) -> Screen[None]:
        """The reviewer's screen."""
        return self.desk

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Textual's own, and that nothing of a case reaches the terminal as a command."""
        return [*super().get_line_filters(), Harmless()]

    @on(Tree.NodeHighlighted)
    @on(OptionList.OptionHighlighted)
    def _chosen_moved(self) -> None:
        place_cursor(self.focused)

    def on_mount(self) -> None:
        keep_at_signals(self.desk)
        self.desk.run_worker(offer_recovery(self.desk), group="command")
        self.set_interval(LOOKS, self._look)
        self.set_interval(LOOKS, self._tell_of_the_journal)

    # Checking

    def check_soon(self) -> None:
        """Check after a pause; a check that runs is given up."""
        self.workers.cancel_group(self, "checking")
        self._check(self.desk.review, self.session.workspace.version)

    @work(thread=True, exclusive=True, group="checking", exit_on_error=False)
    def _check(self, review: InHand, version: int) -> None:
        worker = get_current_worker()
        try:
            if self.newest is None:
                self.reviewed.steps  # noqa: B018 - worked out once and kept
                self._tell(self.reviewed.alone)
            elif worker.cancelled_event.wait(PAUSE):
                return
            if review.whole is None:
                return
            analysis = self.reviewed.with_review(review, version, lambda: worker.is_cancelled)
            self._tell(analysis)
        except Superseded:
            return
        except BadReview as error:
            self._tell(self.newest or self.reviewed.alone, str(error))
        except Exception as error:  # noqa: BLE001 - whatever it is, the text stays in hand
            why = f"a mistake of the tool's own: {type(error).__name__}: {error}"
            self._tell(self.newest or self.reviewed.alone, why)

    def _tell(self, analysis: Analysis, trouble: str = "") -> None:
        warm(analysis)
        self.post_message(
            WasChecked(analysis, levels_of(analysis.reading, analysis, self.desk.outline.opened), trouble)
        )

    @on(WasChecked)
    def _was_checked(self, event: WasChecked) -> None:
        if not self.screen_stack:
            return
        self.newest, self.trouble = event.analysis, event.trouble
        self.desk.was_checked(event.analysis, event.levels)
        if isinstance(self.screen, report_screen.ReportScreen | DiagramScreen):
            self.screen.show()

    # The case on disk

    @work(thread=True, exclusive=True, group="looking", exit_on_error=False)
    def _look(self) -> None:
        changed = self.reviewed.changed
        if changed and not self.moved:
            more = f" and {len(changed) - 1} more" if len(changed) > 1 else ""
            self.call_from_thread(self._has_moved, f"{changed[0].name}{more}")

    def _tell_of_the_journal(self) -> None:
        """That nothing can be kept for the next start, once."""
        trouble = self.session.journal.trouble
        if trouble is not None and not self._told_of_the_journal:
            self._told_of_the_journal = True
            self.notify(trouble, severity="warning", markup=False)

    def _has_moved(self, what: str) -> None:
        self.moved = what
        self.desk.show_title()
        self.notify(
            "What is shown is what was read, and the review names it by its digest. "
            "To review what is there now, leave and begin another; `gsn review carry` takes over what did not change.",
            title=f"{what} changed on disk",
            severity="warning",
            timeout=15,
            markup=False,
        )

    async def action_quit(self) -> None:
        """Leave, wherever one is; what is not saved is asked about on the reviewer's screen."""
        if self.screen is not self.desk and not self.screen.is_modal:
            self.pop_screen()
        if self.screen is self.desk:
            self.desk.action_do("quit")

    # The palette

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """Everything that can be done, by its name; and Textual's own, for themes and the screen."""
        from gsn.tui.reviewing.commands import COMMANDS

        if isinstance(screen, ReviewScreen):
            for command in COMMANDS.values():
                keys = f" ({command.keys})" if command.keys else ""
                yield SystemCommand(f"{command.title}{keys}", command.says, self._doing(command.name))
        for system in super().get_system_commands(screen):
            if system.title not in {"Quit", "Keys"}:
                yield system

    def _doing(self, name: str) -> Callable[[], None]:
        return partial(self.desk.action_do, name)


def run(session: Session, reviewed: Reviewed) -> int:
    """Review a case until somebody leaves, and give the exit status."""
    app = ReviewApp(session, reviewed)
    with quick_keys():
        app.run()
    session.close()
    return app.return_code or 0
