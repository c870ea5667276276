"""The drafting screen: outline, editor, details and findings, which follow each other, and the line of the verdict.

A key never waits for a check: what is typed is taken over after a pause, read and checked elsewhere, and shown when it
is there. What a command needs of the newest text it reads itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import events, on, work
from textual.binding import BindingType
from textual.containers import Container, Vertical
from textual.geometry import Size
from textual.screen import Screen
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Footer, Static
from textual.worker import get_current_worker

from gsn.drafting.change import Change, Refused
from gsn.drafting.cursor import file_blocks
from gsn.drafting.navigation import declaration, statement_at
from gsn.drafting.position import Position, range_of
from gsn.model.kinds import Kind
from gsn.model.reference import Identity
from gsn.output.visible import visible
from gsn.tui.commands import bindings, runner
from gsn.tui.details_pane import DetailsPane
from gsn.tui.editor import Editor, Mark
from gsn.tui.findings_pane import Findings, Listed, counted
from gsn.tui.outline_pane import Levels, Outline
from gsn.tui.session import NotOpened, Session
from gsn.tui.status_line import StatusLine
from gsn.tui.terminal_cursor import place_cursor

if TYPE_CHECKING:
    from gsn.drafting.analysis import Analysis
    from gsn.drafting.details import Details
    from gsn.drafting.reading import Reading
    from gsn.tui.app import DraftingApp

TAKEN_AFTER = 0.3
"""Seconds after a key at which what was typed is taken over at the latest: then it is noted for recovery, too."""

FOLLOWS_AFTER = 0.12
"""Seconds for which a cursor rests before the other panes follow it."""

LEAST = Size(60, 14)
"""Of a terminal that has room for several panes; on a smaller one there is one at a time."""

OFFERED = 8
"""What fits at the cursor, as far as the line below the editor names it."""

KINDS_BY_KEY = {
    "g": Kind.GOAL,
    "s": Kind.STRATEGY,
    "e": Kind.SOLUTION,
    "c": Kind.CONTEXT,
    "a": Kind.ASSUMPTION,
    "j": Kind.JUSTIFICATION,
    "x": Kind.CHALLENGE,
}
"""What one key puts under the outline's element."""

_OF_THE_OUTLINE = {
    **{key: f"add_kind('{kind}')" for key, kind in KINDS_BY_KEY.items()},
    "v": "do('evidence')",
    "shift+up": "do('move_up')",
    "shift+down": "do('move_down')",
    "shift+right": "do('move_in')",
    "shift+left": "do('move_out')",
}
_OF_THE_FINDINGS = {"e": "do('explain')", "m": "do('mend')"}


CSS = """
#title { height: 1; background: $primary; color: $text; text-style: bold; padding: 0 1; }
#panes { layout: grid; grid-size: 2 2; grid-columns: 26 1fr; grid-rows: 1fr 7; grid-gutter: 0 1; }
#panes > * { border-top: solid $primary; border-title-color: $foreground; scrollbar-size: 1 1; }
#panes > *:focus, #panes > *:focus-within { border-top: heavy $accent; border-title-color: $text;
    border-title-style: bold; }
#outline { row-span: 2; background: $surface; padding: 0; }
#editor { height: 1fr; border: none; padding: 0; scrollbar-size: 1 1; }
#title, #fitting, #status { text-wrap: nowrap; text-overflow: ellipsis; }
#fitting { height: 1; color: $text-muted; padding: 0 1; }
#findings { display: none; height: 100%; border-left: none; border-right: none; border-bottom: none; }
#details { height: 100%; padding: 0 1; }
.-with-findings #findings { display: block; }
.-with-findings #details { display: none; }
.-wide #panes { grid-size: 3 2; grid-columns: 2fr 4fr 2fr; grid-rows: 1fr 10; }
.-wide #details { row-span: 2; display: block; }
.-wide #findings { display: block; }
#status { height: 1; background: $panel; padding: 0 1; }
DraftingScreen.-one #panes { grid-size: 1 1; grid-columns: 1fr; grid-rows: 1fr; }
DraftingScreen.-one #panes > * { display: none; row-span: 1; }
DraftingScreen.-one #panes > .-current { display: block; }
"""


class DraftingScreen(Screen[None]):
    """One case, one text of it in the editor."""

    app: DraftingApp
    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012 - as Textual declares it
        (0, "-narrow"),
        (120, "-wide"),
    ]
    BINDINGS: ClassVar[list[BindingType]] = [*bindings()]

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.path = session.main
        self.outline = Outline("outline")
        self.editor = Editor("editor")
        self.fitting = Static("", id="fitting", markup=False)
        self.details = DetailsPane("details")
        self.findings = Findings("findings")
        self.status = StatusLine("status")
        self.at: Identity | None = None
        self.sought = ""
        self.one_pane = False
        self._shown: Path | None = None
        self._read: Reading | None = None
        self._places: dict[Path, tuple[int, int]] = {}
        self._taking: Timer | None = None
        self._following: Timer | None = None
        self._leads: str = "editor"

    def compose(self) -> Iterator[Widget]:
        """The panes, in the order in which one goes through them."""
        yield Static("", id="title", markup=False)
        with Container(id="panes"):
            yield self.outline
            with Vertical(id="writing"):
                yield self.editor
                yield self.fitting
            yield self.details
            yield self.findings
        yield self.status
        yield Footer(compact=True, show_command_palette=True)

    def on_resize(self) -> None:
        self.show_panes()

    def on_descendant_focus(self) -> None:
        self.show_panes()
        place_cursor(self.focused)

    def show_panes(self) -> None:
        """Show one pane at a time where there is room for no more, or where somebody likes to read so."""
        for pane in self.query("#panes > *"):
            pane.set_class(pane.has_focus_within or (self.focused is None and pane.id == "writing"), "-current")
        self.set_class(self.one_pane or self.size.width < LEAST.width or self.size.height < LEAST.height, "-one")

    def on_mount(self) -> None:
        self.outline.border_title = "Outline F2"
        self.query_one("#writing").border_title = "Editor F3"
        self.details.border_title = "Details F4"
        self.findings.border_title = "Findings F5"
        self.add_class("-with-findings")
        self.show_file(self.path)
        self.editor.focus()
        self.app.check_soon()

    # Files

    def show_file(self, path: Path) -> bool:
        """Bring a file into the editor, at the place where it was left; whether it could be read."""
        key = path.resolve()
        try:
            text = self.session.open(key)
        except NotOpened as error:
            self.notify(str(error), severity="error", title="Not opened", markup=False)
            return False
        if key != self._shown:
            self.take()
            self._places[self.path] = self.editor.cursor_location
            self.path = self._shown = key
            with self.prevent(Editor.Changed):
                self.editor.load_text(text)
            self.editor.go_to(*self._places.get(key, (0, 0)))
            self._show_marks()
        self.show_title()
        return True

    def go(self, path: Path, line: int, column: int = 0, *, focus: bool = True) -> None:
        """Go to a place, in whichever file it is."""
        if (path.resolve() == self.path) or self.show_file(path):
            self.editor.go_to(line, column)
            if focus:
                self.editor.focus()

    def show_title(self) -> None:
        """The file, whether it is saved, and which case it belongs to."""
        workspace = self.session.workspace
        unsaved = self.session.unsaved
        sign = "● not saved" if self.path in unsaved else ""
        others = len([path for path in unsaved if path != self.path])
        more = f", {others} more not saved" if others else ""
        try:
            name = self.path.relative_to(workspace.folder.resolve()).as_posix()
        except ValueError:
            name = self.path.name
        title = visible(f"{workspace.folder.resolve().name} / {name}  {sign}{more}")
        self.query_one("#title", Static).update(title, layout=False)

    # Taking over what was typed

    @on(Editor.Changed)
    def _typed(self) -> None:
        if self._taking is None:
            self._taking = self.set_timer(TAKEN_AFTER, self.take)

    def take(self) -> None:
        """Take what is in the editor over into the session, and have it checked."""
        if self._taking is not None:
            self._taking.stop()
            self._taking = None
        if self._shown is not None:
            if self.session.typed(self.path, self.editor.text):
                self.app.check_soon()
            self.show_title()

    def show_texts(self, texts: Mapping[Path, str]) -> None:
        """Show texts that something else than the editor changed."""
        if self.path in texts:
            with self.prevent(Editor.Changed):
                self.editor.bring_to(texts[self.path])
        self.show_title()
        self.app.check_soon()

    def why_no_copy(self, _path: str) -> str | None:
        """Why a copy of a text is not written to a file: an author may put one anywhere."""
        return None

    def reading(self) -> Reading:
        """The case as the text is at this key."""
        self.take()
        return self.session.workspace.read()

    def make(self, change: Change | Refused) -> bool:
        """Make a change, and go on where it says; a refusal is told. Whether it was made."""
        self.take()
        if isinstance(change, Refused):
            self.notify(change.reason, severity="warning", markup=False)
            return False
        try:
            texts = self.session.make(change)
        except NotOpened as error:
            self.notify(str(error), severity="error", markup=False)
            return False
        self.show_texts(texts)
        if change.cursor is not None:
            start = change.cursor.range.start
            self.go(change.cursor.path, start.line, start.column)
        return True

    # Where one is

    @property
    def position(self) -> Position:
        """The editor's cursor."""
        return Position(*self.editor.cursor_location)

    def here(self, reading: Reading) -> tuple[Path, int]:
        """The statement that a command is about: the outline's where it has the focus, else the editor's."""
        chosen = self.outline.chosen if self.outline.has_focus else None
        where = declaration(reading, chosen) if chosen is not None else None
        return (where.path, where.range.start.line) if where is not None else (self.path, self.position.line)

    def pane(self) -> str:
        """The pane that has the focus."""
        focused = self.focused
        return focused.id if focused is not None and focused.id is not None else "editor"

    # Panes that follow each other

    @on(Editor.SelectionChanged)
    def _cursor_moved(self) -> None:
        self._follow_soon("editor")

    @on(Outline.NodeHighlighted)
    def _outline_moved(self) -> None:
        if self.outline.has_focus:
            self._follow_soon("outline")

    @on(Outline.Chosen)
    def _outline_chosen(self, event: Outline.Chosen) -> None:
        self._go_to_declaration(event.identity)
        self.editor.focus()

    @on(Findings.OptionHighlighted)
    def _finding_moved(self) -> None:
        if self.findings.has_focus:
            self._follow_soon("findings")

    @on(Findings.OptionSelected)
    def _finding_chosen(self) -> None:
        self._go_to_finding()
        self.editor.focus()

    def _follow_soon(self, leads: str) -> None:
        self._leads = leads
        if self._following is not None:
            self._following.stop()
        self._following = self.set_timer(FOLLOWS_AFTER, self.follow)

    def follow(self) -> None:
        """Bring the other panes to what the leading one is at."""
        self._following = None
        reading = self._read
        if reading is None or not self.is_attached:
            return
        if self._leads == "outline" and self.outline.has_focus and self.outline.chosen is not None:
            self._go_to_declaration(self.outline.chosen)
            self.at = self.outline.chosen
        else:
            if self._leads == "findings" and self.findings.has_focus:
                self._go_to_finding()
            element = statement_at(reading, self.path, self.position.line)
            self.at = element.identity if element is not None else None
            if self.at is not None and not self.outline.has_focus:
                self.outline.follow(self.at)
        newest = self.app.newest
        if newest is not None and not self.findings.has_focus:
            self.findings.follow(self.path, self.position.line, newest)
        self._show_details()
        self._show_fitting()
        place_cursor(self.focused)

    def _go_to_declaration(self, identity: Identity) -> None:
        reading = self.session.workspace.latest_reading
        where = declaration(reading, identity) if reading is not None else None
        if where is not None:
            self.go(where.path, where.range.start.line, where.range.start.column, focus=False)

    def _go_to_finding(self) -> None:
        finding, reading = self.findings.chosen, self.session.workspace.latest_reading
        if finding is not None and reading is not None:
            start = range_of(finding.place).start
            self.go(reading.path_of(finding.place), start.line, start.column, focus=False)

    # What was read and checked

    def was_read(self, reading: Reading, levels: Levels) -> None:
        """Show what the text says, unless the line that is being written cannot be read yet."""
        self._read = reading
        if not self._is_being_written(reading):
            self.outline.show(reading, self.app.newest, levels)
            self.outline.border_title = "Outline F2"
        else:
            self.outline.border_title = "Outline F2: as last read"
        self._follow_soon(self._leads)

    def _is_being_written(self, reading: Reading) -> bool:
        line = self.position.line + 1
        return self.outline.chosen is not None and any(
            element.place.number == line and reading.path_of(element.place) == self.path
            for element in reading.argument.by_kind[Kind.UNREADABLE]
        )

    def was_checked(self, analysis: Analysis, levels: Levels, found: Listed) -> None:
        """Show what was found."""
        self.findings.show(found)
        self.findings.border_title = f"Findings F5: {counted(analysis.findings)}"
        self._show_marks()
        if not self._is_being_written(analysis.reading):
            self.outline.show(analysis.reading, analysis, levels)
            self.outline.border_title = "Outline F2"
        self._follow_soon(self._leads)

    def _show_marks(self) -> None:
        newest = self.app.newest
        if newest is None:
            return
        marks: dict[int, list[Mark]] = {}
        for finding in newest.findings_by_path.get(self.path, ()):
            span = range_of(finding.place)
            marks.setdefault(span.start.line, []).append(Mark(span.start.column, span.end.column, finding.severity))
        self.editor.mark(marks)

    @work(thread=True, exclusive=True, group="details")
    def _show_details(self) -> None:
        from gsn.drafting.details import details

        newest, identity, worker = self.app.newest, self.at, get_current_worker()
        known = details(newest, identity) if newest is not None and identity is not None else None
        if not worker.is_cancelled:
            self.app.call_later(self._details_known, known, identity)

    def _details_known(self, known: Details | None, identity: Identity | None) -> None:
        newest = self.app.newest
        if newest is None or identity != self.at:
            return
        old = newest.version != self.session.workspace.version
        self.details.show(known, "as last checked" if old and known is not None else "")

    @work(thread=True, exclusive=True, group="fitting")
    def _show_fitting(self) -> None:
        from gsn.drafting.completion import completions

        reading, path, position, worker = (
            self.session.workspace.latest_reading,
            self.path,
            self.position,
            get_current_worker(),
        )
        if reading is None or reading.version != self.session.workspace.version:
            return
        found = completions(reading, path, position)
        labels = [item.label for item in found.items[:OFFERED]]
        more = f" … ({len(found.items) - OFFERED} more)" if len(found.items) > OFFERED else ""
        told = ", ".join([*found.wanted, *labels]) + more
        told = f"fits here: {told}" if told else ""
        if not reading.text(path).strip():
            told = f"ctrl+n begins the text, with k the case's head or with g a goal; {told}"
        if not worker.is_cancelled:
            self.app.call_later(self._fits, visible(told))

    def _fits(self, told: str) -> None:
        self.fitting.update(told, layout=False)

    # Keys

    def action_do(self, name: str) -> None:
        """Run a command by its name."""
        self.run_worker(runner(name)(self), group="command")

    def on_key(self, event: events.Key) -> None:
        held = {"outline": _OF_THE_OUTLINE, "findings": _OF_THE_FINDINGS}.get(self.pane(), {})
        action = held.get(event.key)
        if action is not None:
            event.stop()
            self.call_later(self.run_action, action)

    @on(Editor.WantsCompletion)
    def _wants_completion(self) -> None:
        self.action_do("complete")

    def action_add_kind(self, kind: str) -> None:
        """Put a statement of a kind under the outline's element."""
        from gsn.tui.authoring import add_kind

        add_kind(self, Kind(kind))


def warm(analysis: Analysis) -> None:
    """Work out, where no key waits, what the panes are going to ask of an analysis."""
    from gsn.drafting.occurrences import occurrences_of

    occurrences_of(analysis.reading)
    analysis.states  # noqa: B018 - worked out once and kept
    analysis.findings_by_path  # noqa: B018
    analysis.findings_by_element  # noqa: B018
    analysis.findings_by_line  # noqa: B018


def warm_reading(reading: Reading, path: Path) -> None:
    """As :func:`warm`, of a reading."""
    reading.argument  # noqa: B018 - worked out once and kept
    file_blocks(reading, path)
    for element in list(reading.case.elements)[-1:]:
        next(iter(reading.argument.paths_to(element, 1)), None)
