"""Findings as diagnostics."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from lsprotocol import types

from gsn.drafting.analysis import Analysis
from gsn.drafting.reading import Reading
from gsn.findings import Finding, Severity
from gsn.lsp.addresses import path_of
from gsn.lsp.rule_pages import RulePages
from gsn.lsp.units import column_for_client
from gsn.model.place import Place
from gsn.model.problem import Problem

if TYPE_CHECKING:
    from gsn.lsp.serving import CaseServer

SOURCE = "gsn"

SEVERITIES = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.INFO: types.DiagnosticSeverity.Information,
}

ELSEWHERE = types.Range(types.Position(0, 0), types.Position(0, 1))
"""Where something is shown that has no place in any text."""


def diagnostics_of(ls: CaseServer, analysis: Analysis, pages: RulePages) -> dict[Path, list[types.Diagnostic]]:
    """The findings of a case, by file; what has no place in a file that is there stands at the case's first line."""
    found: dict[Path, list[types.Diagnostic]] = {path: [] for path in analysis.reading.files}
    main = next(iter(found), None)
    for finding in analysis.findings:
        location = ls.place(analysis.reading, finding.place)
        path = path_of(location.uri)
        range_ = location.range
        if path is None or (path not in found and not path.is_file()):
            path, range_ = main, ELSEWHERE
        if path is not None:
            found.setdefault(path, []).append(diagnostic_of(ls, analysis.reading, finding, range_, pages))
    return found


def diagnostic_of(
    ls: CaseServer, reading: Reading, finding: Finding, range_: types.Range, pages: RulePages
) -> types.Diagnostic:
    """A finding as a client shows it."""
    page = pages.uri(finding.code)
    return types.Diagnostic(
        range=range_,
        message="\n".join((finding.message, *(f"help: {line}" for line in [finding.help] if line))),
        severity=SEVERITIES[finding.severity],
        code=finding.code,
        code_description=types.CodeDescription(page) if page is not None else None,
        source=SOURCE,
        tags=list(_tags(finding)) or None,
        related_information=[
            types.DiagnosticRelatedInformation(ls.place(reading, place), words) for place, words in finding.related
        ]
        or None,
    )


def _tags(finding: Finding) -> Iterator[types.DiagnosticTag]:
    """Faded where a line has no effect."""
    if finding.name.startswith(("idle-", "unused-", "stale-")):
        yield types.DiagnosticTag.Unnecessary


def of_problem(ls: CaseServer, problem: Problem) -> types.Diagnostic:
    """What cannot be read of a treaty profile."""
    return types.Diagnostic(
        range=_range(ls, problem.place),
        message="\n".join((problem.message, *(f"help: {line}" for line in [problem.help] if line))),
        severity=types.DiagnosticSeverity.Error,
        code=problem.name,
        source=SOURCE,
    )


def _range(ls: CaseServer, place: Place) -> types.Range:
    end = max(place.end, place.start + 1)
    columns = (column_for_client(ls.codec, place.line.text, column) for column in (place.start, end))
    return types.Range(*(types.Position(place.number - 1, column) for column in columns))
