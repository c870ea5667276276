"""The last thing before the terminal: nothing that a terminal would obey leaves the screen.

The panes show such characters as what they are, see :func:`gsn.output.visible.visible`. Here is left out what one of
them let through: a case is hostile until proven otherwise, and what it says must never reach the terminal as a command.
"""

from __future__ import annotations

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from gsn.output.visible import visible


class Harmless(LineFilter):
    """Leaves out what takes no room on a line, and is a command or turns the order of the text around."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002 - as Textual asks
        """The segments without it. A character of width is left, so that what stands behind keeps its column."""
        if all(segment.text.isprintable() for segment in segments):
            return segments
        return [Segment(_harmless(segment.text), segment.style, segment.control) for segment in segments]


def _harmless(text: str) -> str:
    shown = visible(text)
    return "".join(new for old, new in zip(text, shown, strict=True) if old in {new, "#"} or Segment(old).cell_length)
