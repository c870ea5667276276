"""The editor: Textual's text area with the language's highlighting, and findings marked where they are."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from rich.text import Text
from textual import events
from textual.document._document_navigator import DocumentNavigator
from textual.document._wrapped_document import WrappedDocument
from textual.geometry import Offset, Size
from textual.message import Message
from textual.strip import Strip
from textual.widgets import TextArea
from textual.widgets.text_area import Edit, EditResult

from gsn.drafting.change import position_at
from gsn.drafting.highlighting import Role, spans
from gsn.findings import Severity
from gsn.output.visible import visible
from gsn.tui.history import replaced

LEVEL = 4
"""Columns of one level of indentation."""

WRAPS_BELOW = 3000
"""Lines of a text from which long lines are not wrapped: to wrap them all would be felt."""


class Mark(NamedTuple):
    """A finding on one line, by columns."""

    start: int
    end: int
    severity: Severity


SIGNS = {Severity.ERROR: "✗", Severity.WARNING: "!", Severity.INFO: "·"}
_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "blue"}
_WEIGHT = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}
_STYLES = {
    Role.KIND: Style(color="magenta", bold=True),
    Role.CLAUSE: Style(color="cyan"),
    Role.WORD: Style(color="cyan", dim=True),
    Role.NAME: Style(color="blue"),
    Role.DECLARED: Style(color="blue", bold=True),
    Role.TEXT: Style(color="green"),
    Role.ESCAPE: Style(color="yellow"),
    Role.PARAMETER: Style(color="yellow", bold=True),
    Role.MENTION: Style(color="blue", italic=True),
    Role.NUMBER: Style(color="yellow"),
    Role.DATE: Style(color="yellow"),
    Role.SIGN: Style(),
    Role.COMMENT: Style(dim=True, italic=True),
    Role.FAULT: Style(color="red", reverse=True),
}


class _Rows(WrappedDocument):
    """A text as rows of the screen, which are not counted anew for each row that is drawn."""

    @property
    def height(self) -> int:
        """How many rows there are."""
        return len(self._offset_to_line_info)


class Editor(TextArea):
    """A text of the case.

    What Textual would do at every key with the whole text is spared, so that a text of a megabyte is typed in without
    a wait: its text is put together once for each edit, its rows are not counted again and again, its widest line is
    looked for among those that changed, and it keeps no history of its own.
    """

    class WantsCompletion(Message):
        """Somebody asked what fits at the cursor."""

    def __init__(self, id_: str) -> None:
        self._whole: str | None = None
        self._widest = 0
        super().__init__(
            "", id=id_, show_line_numbers=True, tab_behavior="indent", soft_wrap=True, max_checkpoints=1, compact=True
        )
        self.indent_width = LEVEL
        self.cursor_blink = False
        self.marks: dict[int, list[Mark]] = {}

    # The text

    @property
    def text(self) -> str:
        """The whole text."""
        if self._whole is None:
            self._whole = self.document.text
        return self._whole

    @text.setter
    def text(self, value: str) -> None:
        self.load_text(value)

    def load_text(self, text: str) -> None:
        self._whole = None
        self.marks = {}
        self.soft_wrap = text.count("\n") < WRAPS_BELOW
        super().load_text(text)

    def _set_document(self, text: str, language: str | None) -> None:
        self._widest = self._width_of(text.split("\n"))
        super()._set_document(text, language)
        self.wrapped_document = _Rows(self.document, self.wrapped_document._width, self.indent_width)  # noqa: SLF001 - it tells nobody
        self.navigator = DocumentNavigator(self.wrapped_document)

    def _width_of(self, lines: Sequence[str]) -> int:
        """The cells of the widest of some lines."""
        return max((cell_len(line.expandtabs(self.indent_width)) for line in lines), default=0)

    def _refresh_size(self) -> None:
        """As Textual's, where the widest line is known: it may have become shorter, which leaves room at the side."""
        if self.soft_wrap:
            super()._refresh_size()
        else:
            self.virtual_size = Size(self._widest + self.gutter_width + 1, self.document.line_count)
            self._refresh_scrollbars()

    def edit(self, edit: Edit) -> EditResult:
        """Make an edit; marks below it go with their lines."""
        self._whole = None
        before = self.document.line_count
        result = super().edit(edit)
        self.history.clear()
        changed = self.document.lines[edit.top[0] : result.end_location[0] + 1]
        if (width := self._width_of(changed)) > self._widest:
            self._widest = width
            self._refresh_size()
        moved = self.document.line_count - before
        if moved and self.marks:
            below = edit.bottom[0]
            self.marks = {line + moved * (line > below): marks for line, marks in self.marks.items()}
        return result

    def bring_to(self, text: str) -> None:
        """Make the text another one by one edit, so that what is looked at stays in sight."""
        before = self.text
        for part in replaced(Path(), before, text):
            start, end = position_at(before, part.start), position_at(before, part.start + len(part.old))
            self.replace(part.new, start, end, maintain_selection_offset=True)

    # What is shown

    def mark(self, marks: Mapping[int, Sequence[Mark]]) -> None:
        """Show findings, by line."""
        fresh = {line: list(held) for line, held in marks.items()}
        if fresh != self.marks:
            self.marks = fresh
            self.notify_style_update()
            self.refresh()

    def get_line(self, line_index: int) -> Text:
        line = super().get_line(line_index)
        line.plain, says = _shown(line.plain), line.plain
        for start, end, role in spans(says, continues=self._continues(line_index)):
            line.stylize(_STYLES[role], start, end)
        for mark in self.marks.get(line_index, ()):
            style = Style(underline=True, color=_COLOURS[mark.severity] if mark.severity is Severity.ERROR else None)
            line.stylize(style, min(mark.start, len(line)), min(mark.end, len(line)))
        return line

    def _continues(self, line_index: int) -> bool:
        """Whether a line goes on the text of the line above: it begins with a quote, and stands deeper."""
        words = self.document.get_line(line_index).lstrip(" ")
        if not words.startswith('"') or line_index == 0:
            return False
        above = self.document.get_line(line_index - 1)
        indent = len(self.document.get_line(line_index)) - len(words)
        return bool(above.strip()) and (len(above) - len(above.lstrip(" ")) < indent or above.lstrip()[:1] == '"')

    def render_line(self, y: int) -> Strip:
        strip = super().render_line(y)
        if not self.marks or not self.show_line_numbers or y + self.scroll_offset.y >= self.wrapped_document.height:
            return strip
        line, _ = self.wrapped_document.offset_to_location(Offset(0, y + self.scroll_offset.y))
        marks = self.marks.get(line)
        if not marks:
            return strip
        worst = min((mark.severity for mark in marks), key=_WEIGHT.__getitem__)
        sign = Strip([Segment(SIGNS[worst], Style(color=_COLOURS[worst], bold=True))], 1)
        column = self.gutter_width - 2
        return Strip.join([strip.crop(0, column), sign, strip.crop(column + 1)])

    # Keys

    async def _on_key(self, event: events.Key) -> None:
        keys: dict[str, Callable[[], object]] = {
            "enter": self._new_line,
            "tab": self._complete_or_indent,
            "shift+tab": self._outdent,
            "ctrl+home": partial(self.go_to, 0),
            "ctrl+end": self._to_the_end,
        }
        own = keys.get(event.key)
        if event.key == "backspace" and self._stands_before_the_first_word:
            own = self._outdent
        if own is None or (self.read_only and not event.key.startswith("ctrl+")):
            await super()._on_key(event)
            return
        event.prevent_default()
        event.stop()
        own()

    def _complete_or_indent(self) -> None:
        """Before a line's first word one level deeper; else what fits there."""
        row, column = self.cursor_location
        if self.document.get_line(row)[:column].strip():
            self.post_message(self.WantsCompletion())
        else:
            self.insert(" " * (LEVEL - column % LEVEL))

    def _new_line(self) -> None:
        """A new line as deep as this one; one level deeper below the head of a statement, which no reference is."""
        row, column = self.cursor_location
        line = self.document.get_line(row)
        before = line[:column]
        indent = len(before) - len(before.lstrip(" "))
        found = spans(before)
        if before.strip() and found and found[0].role in {Role.KIND, Role.WORD} and column >= len(line.rstrip()):
            declares = (indent == 0 or '"' in before) and not before.lstrip().startswith(
                ("import", "waive", "undeveloped")
            )
            indent += LEVEL * (len(found) > 1 and declares)
        start, end = self.selection
        self.replace("\n" + " " * indent, start, end, maintain_selection_offset=False)

    @property
    def _stands_before_the_first_word(self) -> bool:
        """Whether one goes back by a level: before the cursor there are spaces alone, as many as levels have."""
        row, column = self.cursor_location
        before = self.document.get_line(row)[:column]
        return bool(before) and not before.strip(" ") and column % LEVEL == 0 and self.selection.is_empty

    def _to_the_end(self) -> None:
        self.move_cursor(self.document.end)

    def _outdent(self) -> None:
        """One level less deep."""
        row, _ = self.cursor_location
        line = self.document.get_line(row)
        less = min(LEVEL, len(line) - len(line.lstrip(" ")))
        if less:
            self.delete((row, 0), (row, less))

    def get_cursor_line_end_location(self) -> tuple[int, int]:
        """The end of the line, also where it is shown on several: behind a statement's text one goes on."""
        row, _ = self.cursor_location
        return row, len(self.document.get_line(row))

    def go_to(self, line: int, column: int = 0) -> None:
        """Put the cursor somewhere and bring it to sight, with something around it."""
        row = min(max(line, 0), self.document.line_count - 1)
        self.move_cursor((row, min(column, len(self.document.get_line(row)))))
        self.scroll_cursor_visible(center=True)


def _shown(line: str) -> str:
    """A line with what a terminal would obey as what it is, character by character; tabs keep their room."""
    return line if line.isprintable() else "\t".join(map(visible, line.split("\t")))
