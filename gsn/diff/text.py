"""A comparison as text for people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gsn.diff.change import HEADINGS, Change, Difference, Effect, What
from gsn.diff.margins import Way
from gsn.diff.telling import Named, effects, finding_line, margin_line, sentence, unread, verdicts, where
from gsn.findings import Finding
from gsn.model.case import Case
from gsn.model.reference import name_seen_from
from gsn.output.setting import Paint, plain
from gsn.output.visible import visible

MOST_NAMES = 40
"""Goals that are named; all of them are in the JSON."""

MOST_LINES = 25
"""Findings or reasons of a sort that are listed; all of them are in the JSON."""

_ROLES = {Effect.LOOSENED: "rejected", Effect.TIGHTENED: "passed", Effect.CHANGED: "dim"}
_WIDTH = max(map(len, Effect))


def as_text(difference: Difference, named: Named, paint: Paint = plain) -> Iterator[str]:
    """The lines of a comparison; the verdicts are the last.

    Args:
        difference: What differs.
        named: What the two sides are called.
        paint: Colours, where the output is a terminal.
    """
    yield visible(f"from {named.old} to {named.new}, both judged on {difference.new.as_of}")
    for side, judgement in (("the first", difference.old), ("the second", difference.new)):
        if (told := unread(judgement)) is not None:
            yield paint("warning", visible(f"{side} has {told}"))
    yield ""
    for what in What:
        yield from _section(difference, what, paint)
    yield from _margins(difference, paint)
    yield from _touched(difference, paint)
    case = difference.new.case
    yield from _findings("Found now, and not before", difference.brought, case, paint)
    yield from _findings("Found before, and no longer", difference.gone, difference.old.case, paint)
    yield from _grounds("Keeps it from passing now", difference.grounds_brought, paint)
    yield from _grounds("No longer keeps it from passing", difference.grounds_gone, paint)
    yield effects(difference) if difference.changes else "no changes"
    before, after = verdicts(difference)
    new = paint(difference.new.verdict.value, visible(after))
    if before == after:
        yield f"verdict: {new}, as before"
    else:
        yield f"verdict: {paint(difference.old.verdict.value, visible(before))} -> {new}"


def _section(difference: Difference, what: What, paint: Paint) -> Iterator[str]:
    changes = difference.of(what)
    if not changes:
        return
    yield paint("bold", HEADINGS[what])
    for change in changes:
        yield from _change(change, difference.new.case, paint)
    yield ""


def _change(change: Change, case: Case, paint: Paint) -> Iterator[str]:
    effect = "" if change.effect is Effect.CHANGED else change.effect.value
    place = where(change.place, case)
    at = f" {paint('dim', visible(place))}" if place is not None else ""
    yield f"  {paint(_ROLES[change.effect], effect.ljust(_WIDTH))} {visible(sentence(change, case))}{at}"
    margin = " " * (_WIDTH + 3)
    if change.before is not None:
        yield f"{margin}{paint('failing', f'- {visible(change.before)}')}"
    if change.after is not None:
        yield f"{margin}{paint('supported', f'+ {visible(change.after)}')}"


def _margins(difference: Difference, paint: Paint) -> Iterator[str]:
    if not difference.margins:
        return
    yield paint("bold", "What is proved of the numbers")
    indent = " " * 4
    for margin in difference.margins[:MOST_LINES]:
        role = "dim" if margin.way is Way.CHANGED else "rejected" if margin.way.worse else "passed"
        yield f"  {visible(margin_line(margin, difference.new.case))}: {paint(role, margin.way)}"
        if margin.before is not None:
            yield f"{indent}{paint('failing', f'- {visible(margin.words(margin.before))}')}"
        if margin.after is not None:
            yield f"{indent}{paint('supported', f'+ {visible(margin.words(margin.after))}')}"
    yield from _rest(len(difference.margins))
    yield ""


def _touched(difference: Difference, paint: Paint) -> Iterator[str]:
    case = difference.new.case
    shown = [name_seen_from(case.name, touched.identity) for touched in difference.touched if touched.shown]
    others = [name_seen_from(case.name, touched.identity) for touched in difference.touched if not touched.shown]
    if not shown and not others:
        return
    yield paint("bold", "Goals that rest on what changed")
    if shown:
        yield f"  shown by the case: {visible(_named(shown))}"
    if others:
        yield f"  below: {visible(_named(others))}"
    yield ""


def _named(names: Sequence[str]) -> str:
    more = f" and {len(names) - MOST_NAMES} more" if len(names) > MOST_NAMES else ""
    return f"{', '.join(names[:MOST_NAMES])}{more}"


def _findings(heading: str, findings: Sequence[Finding], case: Case, paint: Paint) -> Iterator[str]:
    if not findings:
        return
    yield paint("bold", heading)
    for finding in findings[:MOST_LINES]:
        at = paint("dim", visible(where(finding.place, case) or ""))
        yield f"  {paint(finding.severity.value, finding.severity.value)} {visible(finding_line(finding, case))} {at}"
    yield from _rest(len(findings))
    yield ""


def _grounds(heading: str, grounds: Sequence[str], paint: Paint) -> Iterator[str]:
    if not grounds:
        return
    yield paint("bold", heading)
    yield from (f"  - {visible(ground)}" for ground in grounds[:MOST_LINES])
    yield from _rest(len(grounds))
    yield ""


def _rest(number: int) -> Iterator[str]:
    if number > MOST_LINES:
        yield f"  and {number - MOST_LINES} more; `--format json` lists all"
