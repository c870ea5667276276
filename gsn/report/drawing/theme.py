"""A figure in dark colours: rules of a style sheet over the attributes, which are always the light ones.

Each rule begins with the figure's own class, so that a figure in a page restyles nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum

from gsn.report.drawing.scene import State

DARK_PAPER = "#0d1117"
DARK_INK = "#e6edf3"
DARK_SHADE = "#6e7681"
DARK_OUTLINES: Mapping[State, tuple[str, str]] = {
    State.NEUTRAL: ("#161b22", "#9aa4af"),
    State.SUPPORTED: ("#0f2419", "#4ac26b"),
    State.OPEN: ("#2b2109", "#e3a83b"),
    State.FAILING: ("#351316", "#ff8983"),
    State.UNREADABLE: ("#21262d", "#9aa4af"),
}
"""What an element in each state is filled with, and its outline; the contrast of text and sign is at least 7 to 1."""


class Theme(StrEnum):
    """The colours of a figure: light, dark, or as the reader's screen is set."""

    LIGHT = "light"
    DARK = "dark"
    READERS = "readers"


def style(theme: Theme) -> str:
    """The style element of a figure; nothing for a light one, which needs none."""
    match theme:
        case Theme.LIGHT:
            return ""
        case Theme.DARK:
            return f"<style>{dark_rules()}</style>"
        case Theme.READERS:
            return f"<style>@media screen and (prefers-color-scheme: dark) {{ {dark_rules()} }}</style>"


def dark_rules(figure: str = ".gsn-drawing") -> str:
    """The rules that make figures dark.

    Args:
        figure: the selector of the figures.
    """
    return " ".join(f"{figure} {selector} {{ {look} }}" for selector, look in _rules())


def _rules() -> Iterator[tuple[str, str]]:
    yield ".paper", f"fill: {DARK_PAPER}"
    yield "text", f"fill: {DARK_INK}"
    yield ".label", f"stroke: {DARK_PAPER}"
    yield ".line", f"stroke: {DARK_INK}"
    yield ".cross", f"stroke: {DARK_INK}"
    yield ".head", f"stroke: {DARK_INK}"
    yield ".head.solid", f"fill: {DARK_INK}"
    yield ".head.hollow", f"fill: {DARK_PAPER}"
    yield ".mark", f"fill: {DARK_PAPER}; stroke: {DARK_INK}"
    yield ".mark.solid", f"fill: {DARK_INK}; stroke: none"
    yield ".mark.hollow", f"fill: {DARK_PAPER}; stroke: none"
    yield ".mark.shaded", f"fill: {DARK_SHADE}; stroke: {DARK_INK}"
    for state, (fill, stroke) in DARK_OUTLINES.items():
        yield f".node.{state} .outline", f"fill: {fill}; stroke: {stroke}"
        yield f".node.{state} .rule", "fill: none"
        yield f".node.{state}.defeated .text", f"stroke: {fill}"
        yield f".node.{state} .state", f"fill: {stroke}"
    yield ".tick", f"stroke: {DARK_OUTLINES[State.SUPPORTED][1]}"
