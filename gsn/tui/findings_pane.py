"""What was found, errors first, each with its whole message, and a jump to each."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from rich.text import Text
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from gsn.findings import Finding, Severity
from gsn.output.visible import visible
from gsn.tui.editor import SIGNS

if TYPE_CHECKING:
    from gsn.drafting.analysis import Analysis

MOST_LISTED = 300
"""Findings that are listed: whoever has more mends the first ones first, and to lay out more holds up a key."""

_ORDER = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}
_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "blue"}


class Listed(NamedTuple):
    """What the pane lists, and the line of each."""

    findings: list[Finding]
    lines: list[Text]


def listed(analysis: Analysis) -> Listed:
    """The first findings of an analysis, errors first; in a large case it takes longer than a key may wait."""
    found = sorted(analysis.findings, key=lambda finding: _ORDER[finding.severity])[:MOST_LISTED]
    paths = {finding.place.file: analysis.reading.path_of(finding.place) for finding in found}
    shown = {file: visible(analysis.reading.shown(path)) for file, path in paths.items()}
    return Listed(found, [_line(shown[finding.place.file], finding) for finding in found])


class Findings(OptionList):
    """The findings of the newest analysis, errors first."""

    def __init__(self, id_: str) -> None:
        super().__init__(id=id_, compact=True)
        self.findings: list[Finding] = []
        self._told: list[str] = []

    def show(self, listed: Listed) -> None:
        """Show what was found; where nothing changed, nothing moves."""
        self.findings, lines = listed.findings, listed.lines
        words = [line.plain for line in lines]
        if words == self._told:
            return
        self._told = words
        highlighted = self.highlighted
        self.clear_options()
        self.add_options([Option(line) for line in lines])
        if highlighted is not None and lines:
            self.highlighted = min(highlighted, len(lines) - 1)

    def follow(self, path: Path, line: int, analysis: Analysis) -> None:
        """Select the finding on a line, if there is one."""
        on_line = analysis.findings_on(path, line)
        for number, finding in enumerate(self.findings):
            if any(finding is other for other in on_line):
                self.highlighted = number
                return

    @property
    def chosen(self) -> Finding | None:
        """The selected finding."""
        number = self.highlighted
        return self.findings[number] if number is not None and number < len(self.findings) else None


def counted(findings: Sequence[Finding]) -> str:
    """``2 errors, 1 warning``."""
    counts = [(severity, sum(found.severity is severity for found in findings)) for severity in Severity]
    names = {Severity.INFO: "prompt"}
    told = [f"{number} {names.get(sort, sort.value)}{'' if number == 1 else 's'}" for sort, number in counts if number]
    return ", ".join(told) or "nothing found"


def _line(file: str, finding: Finding) -> Text:
    line = Text.assemble(
        (f"{SIGNS[finding.severity]} ", f"bold {_COLOURS[finding.severity]}"), (f"{finding.code} ", "bold")
    )
    line.append(f"{file}:{finding.place.number} ", style="dim")
    line.append(visible(finding.message))
    return line
