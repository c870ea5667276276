"""What was found, in the order of the text: one line each, and a jump to each."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from rich.text import Text
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from gsn.drafting.analysis import Analysis
from gsn.drafting.position import range_of
from gsn.findings import Finding, Severity
from gsn.output.visible import visible
from gsn.tui.editor import SIGNS

MOST_LISTED = 1000
"""Findings that are listed: whoever has more mends the first ones first."""

_ORDER = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}
_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "blue"}


class Findings(OptionList):
    """The findings of the newest analysis, errors first."""

    def __init__(self, id_: str) -> None:
        super().__init__(id=id_, compact=True)
        self.findings: list[Finding] = []
        self._told: list[str] = []

    def show(self, analysis: Analysis) -> None:
        """Show what was found; where nothing changed, nothing moves."""
        found = sorted(analysis.findings, key=lambda finding: _ORDER[finding.severity])[:MOST_LISTED]
        lines = [_line(analysis, finding) for finding in found]
        self.findings = found
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


def _line(analysis: Analysis, finding: Finding) -> Text:
    where = (
        f"{analysis.reading.shown(analysis.reading.path_of(finding.place))}:{range_of(finding.place).start.line + 1}"
    )
    line = Text(f"{SIGNS[finding.severity]} ", style=_COLOURS[finding.severity], no_wrap=True, overflow="ellipsis")
    line.append(f"{finding.code} ", style="bold")
    line.append(f"{visible(where)} ", style="dim")
    line.append(visible(finding.message), style="")
    return line
