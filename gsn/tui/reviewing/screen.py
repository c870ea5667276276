"""The screen of a reviewer: what waits, the element at hand, the case's text at its place, and the review's text.

The review's text is the one thing that changes. What a command says is written into it; what is typed into it counts
as much. What was judged is read from it, and from nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.binding import BindingType
from textual.containers import Container, Vertical
from textual.screen import Screen
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Footer, OptionList, Static
from textual.worker import get_current_worker

from gsn.doubt.known import BY_NAME
from gsn.drafting.analysis import Analysis
from gsn.drafting.details import details
from gsn.model.case import Case
from gsn.model.kinds import FACTS, QUANTITIES
from gsn.model.reference import Identity
from gsn.output.visible import visible
from gsn.review.beginning import why_not_there
from gsn.review.walking import Asks, Step, Walk, walk
from gsn.tui.editor import Editor
from gsn.tui.outline_pane import Levels, Outline
from gsn.tui.reviewing.commands import COMMANDS, bindings, is_typed, runner
from gsn.tui.reviewing.element_pane import ElementPane, Known, Record
from gsn.tui.reviewing.reviewed import Reviewed, records_under
from gsn.tui.reviewing.told_pane import ToldPane, marks_of, told_of
from gsn.tui.reviewing.waiting_pane import WaitingPane
from gsn.tui.session import Session

if TYPE_CHECKING:
    from gsn.tui.reviewing.app import ReviewApp

TAKEN_AFTER = 0.3
"""Seconds after a key at which what was typed is taken over: then it is noted for recovery, too."""

FOLLOWS_AFTER = 0.08
"""Seconds for which a step rests at hand before it is read."""

CSS = """
#title { height: 1; background: $primary; color: $text; text-style: bold; padding: 0 1; }
#review { layout: grid; grid-size: 2 2; grid-columns: 30 1fr; grid-rows: 1fr 8; }
#finding { row-span: 2; background: $surface; }
#review > * > * {
    height: 1fr; scrollbar-size: 1 1; padding: 0;
    border-top: solid $primary-muted; border-left: none; border-right: none; border-bottom: none;
}
#review > * > *:focus { border-top: heavy $accent; }
#waiting, #told { text-wrap: nowrap; text-overflow: ellipsis; }
#review .option-list--option-highlighted { text-style: bold reverse; }
#review #element { padding: 0 1; }
#outline, #case, #told { display: none; }
.-with-outline #outline, .-with-case #case, .-with-told #told { display: block; }
.-with-outline #waiting, .-with-case #element, .-with-told #editor { display: none; }
.-narrow.-reading #review { grid-rows: 1fr 3; }
.-narrow.-writing #review { grid-rows: 6 1fr; }
.-wide #review { grid-size: 3 1; grid-columns: 2fr 3fr 3fr; grid-rows: 1fr; }
.-wide #finding { row-span: 1; }
.-wide #review > * > * { display: block; }
.-wide #outline, .-wide #case { height: 2fr; }
.-wide #waiting, .-wide #element { height: 3fr; }
.-wide #told { height: 14; }
#status { height: 1; background: $panel; padding: 0 1; }
"""


class ReviewScreen(Screen[None]):
    """One case, and one review of it."""

    app: ReviewApp
    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012 - as Textual declares it
        (0, "-narrow"),
        (120, "-wide"),
    ]
    BINDINGS: ClassVar[list[BindingType]] = [*bindings()]

    def __init__(self, session: Session, reviewed: Reviewed) -> None:
        super().__init__()
        self.session = session
        self.reviewed = reviewed
        self.path = session.main
        self.waiting = WaitingPane("waiting")
        self.outline = Outline("outline")
        self.element = ElementPane("element")
        self.case_text = Editor("case")
        self.editor = Editor("editor")
        self.told = ToldPane("told")
        self.at: Identity | None = None
        self.last_words = ""
        self.review = reviewed.read(session.text(session.main))
        self.walk = Walk((), {})
        self._taking: Timer | None = None
        self._following: Timer | None = None
        self._case_file = ""

    @property
    def case(self) -> Case:
        return self.reviewed.case

    def compose(self) -> Iterator[Widget]:
        """The panes, in the order in which one goes through them."""
        yield Static("", id="title", markup=False)
        with Container(id="review"):
            with Vertical(id="finding"):
                yield self.waiting
                yield self.outline
            with Vertical(id="reading"):
                yield self.element
                yield self.case_text
            with Vertical(id="writing"):
                yield self.editor
                yield self.told
        yield Static("reading…", id="status", markup=False)
        yield Footer(compact=True, show_command_palette=True)

    def on_mount(self) -> None:
        titles = {"outline": "Argument F2", "element": "Element F4", "case": "The case's text, read only F4"}
        for pane, title in {**titles, "editor": "Review F3", "told": "Findings F5", "waiting": "Waits F2"}.items():
            self.query_one(f"#{pane}").border_title = title
        self.case_text.read_only = True
        with self.prevent(Editor.Changed):
            self.editor.load_text(self.session.text(self.path))
        self.editor.go_to(self.editor.document.line_count - 1)
        self.waiting.focus()
        self.show_title()
        self.app.check_soon()

    # The review's text

    @on(Editor.Changed, "#editor")
    def _typed(self) -> None:
        if self._taking is None:
            self._taking = self.set_timer(TAKEN_AFTER, self.take)

    def take(self) -> None:
        """Take what is in the editor over into the session, and have it read."""
        if self._taking is not None:
            self._taking.stop()
            self._taking = None
        if self.is_mounted and self.session.typed(self.path, self.editor.text):
            self.was_changed()

    def show_texts(self, texts: Mapping[Path, str]) -> None:
        """Show a text that something else than the editor changed, where it changed."""
        if self.path in texts:
            before = self.editor.text
            with self.prevent(Editor.Changed):
                self.editor.bring_to(texts[self.path])
            self.editor.go_to(_first_change(before, texts[self.path]))
            self.was_changed()
        self.show_title()

    def say(self, title: str, text: str) -> None:
        """Put a text in the place of the one in hand, as one step that can be undone."""
        self.take()
        self.show_texts(self.session.replace(title, self.path, text))

    def was_changed(self) -> None:
        """Read the review as it is now, and have it checked."""
        self.review = self.reviewed.read(self.session.text(self.path))
        self.show_walk()
        self.show_title()
        self.app.check_soon()

    def why_no_copy(self, path: str) -> str | None:
        """Why a copy of the review is not written to a file: none lies in the case's folder."""
        return why_not_there(Path(path).expanduser(), self.case.folder) or None

    # How far it has come

    def show_walk(self) -> None:
        """Show what the review's text says by now."""
        if self.app.newest is None:
            return
        self.walk = walk(self.reviewed.steps, self.review)
        self.waiting.show(self.case, self.walk)
        self._show_told(self.app.newest)
        self._show_status()
        self.read_soon()

    def was_checked(self, analysis: Analysis, levels: Levels) -> None:
        """Show what was found."""
        self.outline.show(analysis.reading, analysis, levels)
        self.show_walk()

    def _show_told(self, analysis: Analysis) -> None:
        told = told_of(self.review, analysis, self.path)
        self.told.show(told)
        self.editor.mark(marks_of(told))

    def _show_status(self) -> None:
        faults = self.review.faults
        told = self.walk.in_words()
        if self.app.trouble:
            told = f"? not checked: {self.app.trouble}"
        elif faults:
            told = f"✗ line {faults[0].line} cannot be read: {faults[0].message}  {told}"
        self.query_one("#status", Static).update(visible(told))

    def show_title(self) -> None:
        """What is reviewed, whose review it is, whether it is saved, and whether the case is still what was read."""
        named, by = self.reviewed.named.resolve().name, self.review.by
        whose = f"{self.path.name}{f' by {by}' if by else ''}"
        unsaved = "  ● not saved" if self.session.unsaved else ""
        moved = f"  ✗ {self.app.moved} changed on disk since it was read" if self.app.moved else ""
        self.query_one("#title", Static).update(visible(f"{named} / {whose}{unsaved}{moved}"))

    # The element at hand

    @property
    def step(self) -> Step | None:
        """The step at hand, where the element at hand is the one that waits."""
        step = self.waiting.step
        return step if step is not None and step.element == self.at else None

    def go_to(self, element: Identity) -> None:
        """Bring an element to hand, whether it waits or not."""
        self.at = element
        self.waiting.go_to_element(element)
        self.read_soon()

    def go(self, _path: Path, line: int, column: int = 0) -> None:
        """Go to a place of the review's text."""
        self.remove_class("-with-told")
        self.editor.go_to(line, column)
        self.editor.focus()

    @on(OptionList.OptionHighlighted, "#waiting")
    def _step_moved(self) -> None:
        if self.waiting.step is not None:
            self.at = self.waiting.step.element
            self.read_soon()

    @on(OptionList.OptionSelected, "#waiting")
    def _step_chosen(self) -> None:
        self.element.focus()

    @on(Outline.NodeHighlighted)
    def _outline_moved(self) -> None:
        if self.outline.has_focus and self.outline.chosen is not None:
            self.at = self.outline.chosen
            self.read_soon()

    @on(Outline.Chosen)
    def _outline_chosen(self, event: Outline.Chosen) -> None:
        self.go_to(event.identity)
        self.element.focus()

    @on(OptionList.OptionHighlighted, "#told")
    def _finding_moved(self) -> None:
        told = self.told.chosen
        if not self.told.has_focus or told is None:
            return
        if told.line is not None:
            self.editor.go_to(told.line, told.start)
        elif told.element is not None:
            self.go_to(told.element)

    @on(OptionList.OptionSelected, "#told")
    def _finding_chosen(self) -> None:
        told = self.told.chosen
        if told is not None and told.line is not None:
            self.go(self.path, told.line, told.start)
        elif told is not None and told.element is not None:
            self.element.focus()

    def read_soon(self) -> None:
        """Read the element at hand, once it rests there."""
        if self._following is not None:
            self._following.stop()
        self._following = self.set_timer(FOLLOWS_AFTER, self._follow)

    def _follow(self) -> None:
        self._following = None
        if self.at is None and self.waiting.step is not None:
            self.at = self.waiting.step.element
        if self.at is None or self.app.newest is None:
            self.element.show_known(None, None, ())
            return
        self.outline.follow(self.at)
        self.show_case_text(self.at)
        self._work_out(self.app.newest, self.at, self.step)

    def show_case_text(self, element: Identity) -> None:
        """Bring the case's text to where an element is stated."""
        shown = self.reviewed.text_of(element)
        if shown is None:
            return
        if shown.file != self._case_file:
            self._case_file = shown.file
            self.case_text.load_text(shown.text)
            self.case_text.border_title = visible(f"{shown.file}, read only F4")
        self.case_text.go_to(shown.line)

    @work(thread=True, exclusive=True, group="details")
    def _work_out(self, analysis: Analysis, element: Identity, step: Step | None) -> None:
        worker = get_current_worker()
        known = self._known(analysis, element, step)
        if not worker.is_cancelled:
            self.app.call_later(self._show_known, known, element, step)

    def _known(self, analysis: Analysis, element: Identity, step: Step | None) -> Known | None:
        found = details(analysis, element)
        if found is None:
            return None
        records = []
        for identity in records_under(analysis.reading.argument, element):
            record = details(analysis, identity)
            lines = self.reviewed.statement_of(identity)
            records.append(Record(lines, record.evidence if record is not None else None))
        is_flat = found.kind in QUANTITIES | FACTS
        statement = self.reviewed.statement_of(element) if is_flat else ()
        doubt = BY_NAME[step.doubt].question if step is not None and step.asks is Asks.DOUBT else ""
        return Known(found, statement, records, doubt)

    def _show_known(self, known: Known | None, element: Identity, step: Step | None) -> None:
        if element == self.at and step == self.step:
            self.element.show_known(known, step, self.walk.said.get(element, ()))

    # Keys

    def on_descendant_focus(self) -> None:
        """Give the pane that is read or written in the room, where there is not enough for all."""
        self.set_class(self.pane() in {"element", "case"}, "-reading")
        self.set_class(self.pane() in {"editor", "told"}, "-writing")
        self.refresh_bindings()
        if self.at is not None:
            self.call_after_refresh(self.show_case_text, self.at)

    def pane(self) -> str:
        """The pane that has the focus."""
        focused = self.focused
        return focused.id if focused is not None and focused.id is not None else "waiting"

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Letters are no keys where somebody types."""
        command = COMMANDS.get(str(parameters[0])) if action == "do" and parameters else None
        return not (command is not None and is_typed(command) and self.focused is self.editor)

    def action_do(self, name: str) -> None:
        """Run a command by its name."""
        self.run_worker(runner(name)(self), group="command")


def _first_change(before: str, after: str) -> int:
    """The line at which two texts begin to differ."""
    rows, other = before.split("\n"), after.split("\n")
    alike = (number for number, (one, two) in enumerate(zip(rows, other, strict=False)) if one != two)
    return next(alike, min(len(rows), len(other)))
