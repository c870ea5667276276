"""Colours and dashes: by state, always with a sign that is no colour. They are attributes, so no style sheet is needed.

A page may restyle the classes `outline`, `mark`, `line`, `head`, `paper` and the states' names; its rules win.
"""

from __future__ import annotations

from collections.abc import Mapping

from gsn.report.drawing.scene import State

INK = "#1f2937"
PAPER = "#ffffff"
SHADE = "#9ca3af"
FONT = "Helvetica, Arial, Liberation Sans, sans-serif"
"""Three of one width, and what is left where none is installed."""

OUTLINES: Mapping[State, Mapping[str, str]] = {
    State.NEUTRAL: {"fill": PAPER, "stroke": "#374151", "stroke-width": "1.3"},
    State.SUPPORTED: {"fill": "#f1faf4", "stroke": "#15803d", "stroke-width": "1.3"},
    State.OPEN: {"fill": "#fffaeb", "stroke": "#b45309", "stroke-width": "1.5", "stroke-dasharray": "7 3"},
    State.FAILING: {"fill": "#fef2f2", "stroke": "#b91c1c", "stroke-width": "2.6"},
    State.UNREADABLE: {"fill": "#f3f4f6", "stroke": "#4b5563", "stroke-width": "1.5", "stroke-dasharray": "1.5 3"},
}

CAPTIONS: Mapping[State, str] = {
    State.OPEN: "open",
    State.FAILING: "failing",
    State.UNREADABLE: "unreadable",
}
"""The word above an element; a supported one bears a tick, a neutral one nothing."""

MARK: Mapping[str, str] = {"class": "mark", "fill": PAPER, "stroke": INK, "stroke-width": "1.2"}
SOLID_MARK: Mapping[str, str] = {"class": "mark solid", "fill": INK, "stroke": "none"}
SHADED_MARK: Mapping[str, str] = {"class": "mark shaded", "fill": SHADE, "stroke": INK, "stroke-width": "1"}
CROSS: Mapping[str, str] = {"class": "cross", "fill": "none", "stroke": INK, "stroke-linecap": "round"}
HALO: Mapping[str, str] = {
    "stroke": PAPER,
    "stroke-width": "3",
    "stroke-linejoin": "round",
    "paint-order": "stroke",
}
"""Keeps text legible on a line."""
TICK: Mapping[str, str] = {"class": "tick", "fill": "none", "stroke": "#15803d", "stroke-width": "1.8"}
LINE: Mapping[str, str] = {"class": "line", "fill": "none", "stroke": INK, "stroke-width": "1.2"}
DASHES = "5 4"
