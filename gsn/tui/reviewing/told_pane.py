"""What was found: first in the review's own text, with whatever keeps it from being read; then in the case."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from rich.text import Text
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from gsn.drafting.analysis import Analysis
from gsn.drafting.position import range_of
from gsn.findings import Finding, Severity
from gsn.model.reference import Identity
from gsn.output.visible import visible
from gsn.review.in_hand import InHand
from gsn.tui.editor import SIGNS, Mark

MOST_LISTED = 500
"""Findings that are listed."""

_UNSIGNED = "GSN913"
"""That a review is not signed: nobody signs before it is written."""

_ORDER = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}


class Told(NamedTuple):
    """One thing that was found. ``line`` is a line of the review, from 0; of the case it is none, but the element."""

    severity: Severity
    code: str
    message: str
    line: int | None = None
    start: int = 0
    end: int = 0
    element: Identity | None = None
    where: str = ""


def told_of(review: InHand, analysis: Analysis | None, target: Path) -> list[Told]:
    """All that is to be told of a review and its case."""
    faults = [
        Told(
            Severity.ERROR, "", f"{fault.message}{f'; {fault.help}' if fault.help else ''}", fault.line - 1, *fault[1:3]
        )
        for fault in review.faults
    ]
    if analysis is None:
        return faults
    found = sorted(analysis.findings, key=lambda finding: _ORDER[finding.severity])
    of_review = [each for each in found if analysis.reading.path_of(each.place) == target.resolve()]
    own = [_in_review(each) for each in of_review if each.code != _UNSIGNED] if not faults else []
    return [*faults, *own, *(_in_case(each, analysis) for each in found if each not in of_review)]


def _in_review(finding: Finding) -> Told:
    span = range_of(finding.place)
    return Told(finding.severity, finding.code, finding.message, span.start.line, span.start.column, span.end.column)


def _in_case(finding: Finding, analysis: Analysis) -> Told:
    where = f"{analysis.reading.shown(analysis.reading.path_of(finding.place))}:{finding.place.number}"
    return Told(finding.severity, finding.code, finding.message, element=finding.element, where=where)


def marks_of(told: list[Told]) -> dict[int, list[Mark]]:
    """What is told of the review, by its lines, for the margin of its text."""
    marks: dict[int, list[Mark]] = {}
    for each in told:
        if each.line is not None:
            marks.setdefault(each.line, []).append(Mark(each.start, each.end, each.severity))
    return marks


class ToldPane(OptionList):
    """One line for each finding."""

    def __init__(self, id_: str) -> None:
        super().__init__(id=id_, compact=True)
        self.told: list[Told] = []

    def show(self, told: list[Told]) -> None:
        """Show what was found; where nothing changed, nothing moves."""
        if told[:MOST_LISTED] == self.told:
            return
        self.told = told[:MOST_LISTED]
        at = self.highlighted
        self.clear_options()
        self.add_options(Option(_line(each)) for each in self.told)
        self.highlighted = min(at or 0, len(self.told) - 1) if self.told else None
        of_review = sum(each.line is not None for each in told)
        self.border_title = f"Findings F5: {of_review} in the review, {len(told) - of_review} in the case"

    @property
    def chosen(self) -> Told | None:
        """The finding at hand."""
        return self.told[self.highlighted] if self.highlighted is not None and self.told else None


def _line(told: Told) -> Text:
    return Text(" ", no_wrap=True, overflow="ellipsis").join(_words(told))


def _words(told: Told) -> Iterator[Text]:
    yield Text(SIGNS[told.severity])
    yield Text(f"line {told.line + 1}" if told.line is not None else visible(told.where), style="dim")
    if told.code:
        yield Text(told.code, style="bold")
    yield Text(visible(told.message))
