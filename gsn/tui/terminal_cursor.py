"""The terminal's own cursor, at what is chosen: what reads a screen aloud, or magnifies it, follows that.

Textual keeps it where one types, and hides it; in its lists and trees it would stay where it was.
"""

from __future__ import annotations

from textual.geometry import Offset
from textual.widget import Widget
from textual.widgets import OptionList, Tree


def place_cursor(widget: Widget | None) -> None:
    """Put the cursor at the beginning of the chosen line of a list or a tree that has the focus."""
    if widget is None or not widget.has_focus or not isinstance(widget, OptionList | Tree):
        return
    widget.call_after_refresh(_place, widget)


def _place(widget: OptionList | Tree[object]) -> None:
    if isinstance(widget, OptionList):
        line = widget._index_to_line.get(widget.highlighted or 0, 0)  # noqa: SLF001 - it has no public name
    else:
        line = max(widget.cursor_line, 0)
    left, top = widget.content_region.offset
    widget.app.cursor_position = Offset(left, top + line - widget.scroll_offset.y)
    widget.refresh()
