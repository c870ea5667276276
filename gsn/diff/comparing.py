"""Two judged cases compared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TypeVar

from gsn.checking import Judgement
from gsn.diff.change import Change, Difference, What
from gsn.diff.clauses import clause_changes
from gsn.diff.elements import element_changes, move_changes
from gsn.diff.margins import margins
from gsn.diff.records import record_changes
from gsn.diff.sides import Sides, beside
from gsn.diff.upward import touched_by
from gsn.diff.whole import case_changes, waiver_changes
from gsn.findings import Finding, Severity
from gsn.same_finding import UNRENAMED, Mark, Names, from_folder, mark, names, parted

Found = TypeVar("Found")

_ORDER = {what: number for number, what in enumerate(What)}


def compare(old: Judgement, new: Judgement) -> Difference:
    """All that differs between two cases, in the order in which a reviewer asks.

    The files of both are looked at, so that both folders have to be there. Order, places, layout and comments are no
    differences; neither is a name that only another one took over.

    Args:
        old: The case before, judged.
        new: The case now, judged on the same day.
    """
    sides = beside(old, new)
    changes = sorted(_changes(sides), key=lambda change: _ORDER[change.what])
    called = names(sides.pairs.new_of)
    brought, gone = _findings(sides, called)
    grounds_brought, grounds_gone = _grounds(sides, called)
    return Difference(
        old,
        new,
        tuple(changes),
        tuple(margins(sides)),
        tuple(touched_by(changes, sides.after)),
        brought,
        gone,
        grounds_brought,
        grounds_gone,
    )


def _changes(sides: Sides) -> Iterator[Change]:
    yield from case_changes(sides)
    for old, new in sides.paired():
        yield from clause_changes(sides, old, new)
    yield from record_changes(sides)
    yield from waiver_changes(sides)
    yield from element_changes(sides)
    yield from move_changes(sides)


def _findings(sides: Sides, called: Names) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """Errors and warnings that only the new case has, and that only the old one had."""
    return _apart(_marked_findings(sides.old, called), _marked_findings(sides.new, UNRENAMED))


def _marked_findings(judgement: Judgement, called: Names) -> list[tuple[Mark, Finding]]:
    """Errors and warnings, waived or not: a waiver is told as one."""
    waived = (item.finding for item in judgement.waived)
    every = (*judgement.findings, *judgement.hidden, *waived)
    return [
        (mark(judgement.case, finding.code, finding.element, finding.message, called), finding)
        for finding in every
        if finding.severity is not Severity.INFO
    ]


def _grounds(sides: Sides, called: Names) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What keeps only the new case from passing, and what kept only the old one from it."""
    return _apart(_marked_grounds(sides.old, called), _marked_grounds(sides.new, UNRENAMED))


def _marked_grounds(judgement: Judgement, called: Names) -> list[tuple[Mark, str]]:
    case = judgement.case
    return [
        (mark(case, ground.code, ground.element, ground.message, called), from_folder(case, ground.message))
        for ground in judgement.grounds
    ]


def _apart(
    before: list[tuple[Mark, Found]], after: list[tuple[Mark, Found]]
) -> tuple[tuple[Found, ...], tuple[Found, ...]]:
    """What only the second has, and what only the first had."""
    brought, _ = parted(after, Counter(about for about, _ in before))
    gone, _ = parted(before, Counter(about for about, _ in after))
    return tuple(brought), tuple(gone)
