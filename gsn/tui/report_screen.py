"""A pane of lines over the whole screen: risk, treaty, doubts or lapse, of the newest text that could be read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual import work
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Footer, Static
from textual.worker import get_current_worker

from gsn.output.visible import visible
from gsn.tui.wrapping import hanging

if TYPE_CHECKING:
    from gsn.checking import Judgement
    from gsn.tui.app import DraftingApp

CSS = """
ReportScreen #heading, DiagramScreen #heading {
    height: 1; background: $primary; color: $text; text-style: bold; padding: 0 1;
}
ReportScreen #remark, DiagramScreen #remark { height: auto; padding: 0 1; color: $text-warning; }
ReportScreen #lines { padding: 0 1; width: 1fr; height: auto; }
"""

_ELSEWHERE = [
    Binding("escape,q,f3", "leave", "Back to the text"),
    Binding("f6", "other('diagram')", "Diagram"),
    *[
        Binding(key, f"other('{view}')", view.capitalize())
        for key, view in (("f7", "risk"), ("f8", "treaty"), ("f9", "doubts"), ("f10", "lapse"))
    ],
]


class ReportScreen(Screen[None]):
    """One pane of lines."""

    app: DraftingApp
    BINDINGS: ClassVar[list[BindingType]] = [*_ELSEWHERE, Binding("f1", "help", "Help")]

    def __init__(self, view: str) -> None:
        super().__init__()
        self.view = view

    def compose(self) -> Iterator[Widget]:
        """A heading, whether it is of an older text, and the lines."""
        yield Static(self.view.capitalize(), id="heading", markup=False)
        yield Static("", id="remark", markup=False)
        with VerticalScroll():
            yield Static("working it out…", id="lines", markup=False)
        yield Footer(compact=True, show_command_palette=False)

    def on_mount(self) -> None:
        self.query_one(VerticalScroll).focus()
        self.show()

    def on_resize(self) -> None:
        self.show()

    def show(self) -> None:
        """Show what is known, marked where it is of an older text."""
        shown = self.app.readable or self.app.newest
        if shown is None or shown.judgement is None:
            self.query_one("#lines", Static).update("The case is being checked for the first time…")
            return
        old = shown.version != self.app.session.workspace.version
        self.query_one("#remark", Static).update("of the text as it was last read and checked" if old else "")
        self.query_one("#remark").display = old
        self._work_out(shown.judgement, max(40, self.size.width - 4))

    @work(thread=True, exclusive=True, group="report", exit_on_error=False)
    def _work_out(self, judgement: Judgement, width: int) -> None:
        from gsn.tui.reports import REPORTS

        worker = get_current_worker()
        try:
            text = hanging(Text.from_ansi("\n".join(REPORTS[self.view][1](judgement, width))), width)
        except Exception as error:  # noqa: BLE001 - a pane that cannot be shown keeps nobody from the text
            text = Text(visible(f"a mistake of the tool's own: {type(error).__name__}: {error}"))
        if not worker.is_cancelled:
            self.app.call_later(self._worked_out, text)

    def _worked_out(self, text: Text) -> None:
        if self.is_attached:
            self.query_one("#lines", Static).update(text)

    def action_leave(self) -> None:
        """Back to the text."""
        self.app.pop_screen()

    def action_other(self, view: str) -> None:
        """Another pane in the place of this one."""
        if view == "diagram":
            from gsn.tui.diagram_screen import DiagramScreen

            self.app.switch_screen(DiagramScreen(self.app.desk.at))
        else:
            self.app.switch_screen(ReportScreen(view))

    def action_help(self) -> None:
        """What this pane shows."""
        from gsn.tui.asking import Page
        from gsn.tui.pages import PANES

        self.app.push_screen(Page("Help", PANES[self.view]))
