"""A judgement in reviewdog's diagnostic format (``rdjson``), which it posts as comments of a review.

Its columns count the bytes of the line in UTF-8, from 1. Its messages are Markdown once they are posted, and so no text
of a case may be: it would mention people, load pictures and link to anywhere in the name of the reviewer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from gsn.checking import Judgement
from gsn.findings import Edit, Finding, Severity, Verdict
from gsn.model.place import Place
from gsn.output.ascii_json import as_ascii_json
from gsn.output.closing import counts, failures, judged, reasons
from gsn.output.concise import waiver_in_words
from gsn.output.repository import RepositoryPaths
from gsn.output.setting import Setting
from gsn.output.visible import visible

_SEVERITIES = {Severity.ERROR: "ERROR", Severity.WARNING: "WARNING", Severity.INFO: "INFO"}
_VERDICT_SEVERITIES = {Verdict.REJECTED: "ERROR", Verdict.UNDETERMINED: "WARNING", Verdict.PASSED: "INFO"}
_FEW_REASONS = 3

_INERT = re.compile(r"(?:[\w ,;()/=+'\"%?-]|[.:](?![\w/])|`[^`]+`)*")
"""Words, names in backticks, and punctuation of which Markdown makes nothing: no address, no mention, no markup."""

_MARKED = re.compile(r"(?<!\w)_|_(?!\w)|^ *(?:[-+=]|\d+[.)])")
"""What those characters can mean all the same, by where they stand: emphasis, and what begins a list or a rule."""


def emit(judgement: Judgement, setting: Setting) -> str:
    """The diagnostics as JSON."""
    diagnostics = list(_diagnostics(judgement, setting))
    severity = _VERDICT_SEVERITIES[judgement.verdict]
    return as_ascii_json({"source": {"name": "gsn"}, "severity": severity, "diagnostics": diagnostics}) + "\n"


def _diagnostics(judgement: Judgement, setting: Setting) -> Iterator[dict[str, Any]]:
    head, paths = judgement.case.head_place(), setting.paths
    verdict = f"verdict: {judgement.label}"
    said = "; ".join([verdict, *reasons(judgement, _FEW_REASONS), judged(judgement), counts(judgement)])
    yield _diagnostic("verdict", _VERDICT_SEVERITIES[judgement.verdict], said, head, paths)
    for failure in failures(judgement):
        yield _diagnostic("family", "ERROR", failure, head, paths)
    for finding in filter(setting.shows, judgement.findings):
        yield _finding(finding, paths)
    for waived in judgement.waived:
        yield _diagnostic(waived.finding.code, "INFO", waiver_in_words(waived), waived.finding.place, paths)


def _finding(finding: Finding, paths: RepositoryPaths) -> dict[str, Any]:
    said = f"{finding.message} ({finding.help})" if finding.help else finding.message
    told = _diagnostic(finding.code, _SEVERITIES[finding.severity], said, finding.place, paths)
    edit = _suggestion(finding)
    if edit is not None:
        told["suggestions"] = [{"range": _range(edit.place, edit.place.start, edit.place.end), "text": edit.text}]
    return told


def _suggestion(finding: Finding) -> Edit | None:
    """The edit that a reader may apply with one click.

    It cannot change what is said, it is the whole of the fix, and its text is what the reader sees of it.
    """
    if finding.fix is None or not finding.fix.safe or len(finding.fix.edits) != 1:
        return None
    (edit,) = finding.fix.edits
    seen_as_it_is = edit.text == visible(edit.text) and "`" not in edit.text
    return edit if edit.place.file == finding.place.file and seen_as_it_is else None


def _diagnostic(code: str, severity: str, said: str, place: Place, paths: RepositoryPaths) -> dict[str, Any]:
    return {
        "message": as_inert_markdown(visible(said)),
        "location": {
            "path": visible(paths.of(place.file)),
            "range": _range(place, place.start, max(place.end, place.start + 1)),
        },
        "severity": severity,
        "code": {"value": code},
    }


def _range(place: Place, start: int, end: int) -> dict[str, Any]:
    return {"start": _position(place, start), "end": _position(place, end)}


def _position(place: Place, column: int) -> dict[str, int]:
    """A column, from 0 in code points, as one from 1 in bytes; beyond the line, each column is a byte."""
    before = place.line.text[:column]
    missing = column - len(before)
    return {"line": max(1, place.number), "column": len(before.encode("utf-8", "surrogateescape")) + missing + 1}


def as_inert_markdown(text: str) -> str:
    """A line that Markdown shows as it is: as written where that is plain words, and else as code.

    Nothing within code is a link, a picture, a mention or markup (CommonMark 0.31, 6.1).
    """
    if _INERT.fullmatch(text) and not _MARKED.search(text):
        return text
    longest = max(map(len, re.findall("`+", text)), default=0)
    fence = "`" * (longest + 1)
    return f"{fence} {text} {fence}"
