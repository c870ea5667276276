"""What the parts of a picture look like: as attributes, so that no style sheet is needed, beside classes.

A page's rules for the classes win; by them it can follow a reader's wish for a dark screen.
"""

from __future__ import annotations

from collections.abc import Mapping

from gsn.output.risk_bars import Look
from gsn.report.drawing.palette import INK, PAPER

SOFT = "#57606a"
LINE = "#d0d7de"

BARS: Mapping[Look, Mapping[str, str]] = {
    Look.PLAIN: {"fill": "#bcd4ee", "stroke": "#1f5a99", "stroke-width": "1.2"},
    Look.RESULT: {"fill": "#cdebd6", "stroke": "#15803d", "stroke-width": "1.8"},
    Look.OVER: {"fill": "#fbd5d5", "stroke": "#b91c1c", "stroke-width": "2.6"},
    Look.UNBOUNDED: {"fill": "none", "stroke": "#b45309", "stroke-width": "1.5", "stroke-dasharray": "7 3"},
}
"""Beside its colour each has a line of its own: thin, thicker, thickest, dashed. The note says the rest in words."""

GRID: Mapping[str, str] = {"class": "grid", "stroke": LINE, "stroke-width": "1"}
AXIS: Mapping[str, str] = {"class": "axis", "stroke": SOFT, "stroke-width": "1"}
RULE: Mapping[str, str] = {"class": "rule", "stroke": INK, "stroke-width": "1.8"}
MARK: Mapping[str, str] = {"class": "mark", "fill": INK, "stroke": PAPER, "stroke-width": "1"}
CHAIN: Mapping[str, str] = {"class": "chain", "stroke": SOFT, "stroke-width": "1", "stroke-dasharray": "2 2"}

TEXT: Mapping[str, str] = {"class": "text", "fill": INK}
SOFT_TEXT: Mapping[str, str] = {"class": "text soft", "fill": SOFT}
