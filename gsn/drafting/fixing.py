"""What a machine can mend of what was found: by the fix of the rule itself, or by a step that the author is offered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from gsn.drafting.analysis import Analysis
from gsn.drafting.change import Change, Edit
from gsn.drafting.offering import offers
from gsn.drafting.position import Range, range_of
from gsn.drafting.reading import Reading
from gsn.findings import Finding, Fix


def fixes(analysis: Analysis, path: Path, range_: Range | None = None) -> list[tuple[Finding, Change]]:
    """What would mend the findings in a file, or in a part of it, with the findings that it mends."""
    return [
        (finding, change)
        for finding in analysis.findings_by_path.get(path.resolve(), [])
        if range_ is None or _touch(range_of(finding.place), range_)
        for change in (*_own_fix(analysis.reading, finding), *offers(analysis.reading, finding))
    ]


def fix_all(analysis: Analysis, path: Path) -> Change | None:
    """All safe fixes of a file in one; nothing where there is none. Of two that overlap the first is taken."""
    taken: list[Edit] = []
    found = analysis.findings_by_path.get(path.resolve(), [])
    for change in (change for finding in found for change in _own_fix(analysis.reading, finding)):
        if change.safe and not any(_overlap(edit, other) for edit in change.edits for other in taken):
            taken += change.edits
    return Change("mend all that can be mended safely", tuple(taken)) if taken else None


def _own_fix(reading: Reading, finding: Finding) -> Iterator[Change]:
    if finding.fix is not None:
        yield change_of(reading, finding.fix)


def change_of(reading: Reading, fix: Fix) -> Change:
    """A rule's fix as a change."""
    locations = [(reading.exact_location(edit.place), edit.text) for edit in fix.edits]
    edits = _without_empty_lines(reading, [Edit(where.path, where.range, text) for where, text in locations])
    return Change(fix.title, tuple(edits), safe=fix.safe)


def _without_empty_lines(reading: Reading, edits: Iterable[Edit]) -> list[Edit]:
    """Edits that take a line's whole text take the line, too."""
    taken: list[Edit] = []
    for edit in edits:
        start, end = edit.range
        lines = reading.lines(edit.path)
        whole = not edit.text and start.line == end.line and start.line + 1 < len(lines)
        if whole and not (lines[start.line].text[: start.column] + lines[start.line].text[end.column :]).strip():
            first = start._replace(column=0)
            taken.append(Edit(edit.path, Range(first, first._replace(line=start.line + 1)), ""))
        else:
            taken.append(edit)
    return taken


def _touch(one: Range, other: Range) -> bool:
    return one.start <= other.end and other.start <= one.end


def _overlap(one: Edit, other: Edit) -> bool:
    return one.path == other.path and one.range.start < other.range.end and other.range.start < one.range.end
