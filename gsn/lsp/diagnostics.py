"""Findings as diagnostics."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from lsprotocol import types

from gsn.drafting.analysis import Analysis
from gsn.drafting.reading import Reading
from gsn.findings import Finding, Severity
from gsn.lsp.rule_pages import RulePages
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
    reading = analysis.reading
    found: dict[Path, list[types.Diagnostic]] = {path: [] for path in reading.files}
    main = next(iter(found), None)
    for finding in analysis.findings:
        path: Path | None = reading.path_of(finding.place)
        range_ = ls.span_of(finding.place)
        if path not in found and not (path is not None and path.is_file()):
            path, range_ = main, ELSEWHERE
        if path is not None:
            found.setdefault(path, []).append(diagnostic_of(ls, reading, finding, range_, pages))
    return found


def diagnostic_of(
    ls: CaseServer, reading: Reading, finding: Finding, range_: types.Range, pages: RulePages
) -> types.Diagnostic:
    """A finding as a client shows it."""
    found = _bare(finding, range_, pages)
    related = [types.DiagnosticRelatedInformation(ls.place(reading, place), words) for place, words in finding.related]
    found.related_information = related or None
    return found


def of_finding_alone(ls: CaseServer, finding: Finding, pages: RulePages) -> types.Diagnostic:
    """A finding without what has to do with it, where that is in files of which nobody has a reading."""
    return _bare(finding, ls.span_of(finding.place), pages)


def _bare(finding: Finding, range_: types.Range, pages: RulePages) -> types.Diagnostic:
    page = pages.uri(finding.code)
    return types.Diagnostic(
        range=range_,
        message="\n".join((finding.message, *(f"help: {line}" for line in [finding.help] if line))),
        severity=SEVERITIES[finding.severity],
        code=finding.code,
        code_description=types.CodeDescription(page) if page is not None else None,
        source=SOURCE,
        tags=list(_tags(finding)) or None,
    )


def _tags(finding: Finding) -> Iterator[types.DiagnosticTag]:
    """Faded where a line has no effect."""
    if finding.name.startswith(("idle-", "unused-", "stale-")):
        yield types.DiagnosticTag.Unnecessary


def of_setting(trouble: str) -> types.Diagnostic:
    """What was set and cannot be read: the case was judged without it, which is no answer to what was asked."""
    return types.Diagnostic(ELSEWHERE, trouble, types.DiagnosticSeverity.Error, code="setting", source=SOURCE)


def of_problem(ls: CaseServer, problem: Problem) -> types.Diagnostic:
    """What cannot be read of a treaty profile or a review."""
    return types.Diagnostic(
        range=ls.span_of(problem.place),
        message="\n".join((problem.message, *(f"help: {line}" for line in [problem.help] if line))),
        severity=types.DiagnosticSeverity.Error,
        code=problem.name,
        source=SOURCE,
    )
