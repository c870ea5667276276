"""A judgement as text for people: each finding with its line, then the verdict and what it rests on."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from pathlib import Path

from gsn.checking import Judgement
from gsn.findings import Finding, Ground, Severity, Verdict
from gsn.model.place import Place
from gsn.model.reference import name_of
from gsn.output.closing import MOST_REASONS, counts, judged, reasons
from gsn.output.setting import Paint, Setting, plain
from gsn.output.visible import visible
from gsn.verdict import grouped

MOST_NAMES = 12
"""Names of elements of which the same is said."""

WIDEST_LINE = 160
"""Columns of a source line that are shown; a longer one is cut around what is pointed at."""


def emit(judgement: Judgement, setting: Setting) -> str:
    """The judgement's report as one text."""
    return "".join(f"{line}\n" for line in as_text(judgement, setting.paint, show_info=setting.prompts))


def as_text(judgement: Judgement, paint: Paint = plain, *, show_info: bool = False) -> Iterator[str]:
    """The lines of a judgement's report.

    Args:
        judgement: What checking came to.
        paint: Colours, where the output is a terminal.
        show_info: Whether prompts for readers (``info``) are shown.
    """
    unshown = 0
    for finding in judgement.findings:
        if finding.severity is Severity.INFO and not show_info:
            unshown += 1
            continue
        yield from finding_lines(finding, paint)
        yield ""
    yield from _waived_lines(judgement, paint)
    yield from closing_lines(judgement, paint, unshown)


def finding_lines(finding: Finding, paint: Paint = plain) -> Iterator[str]:
    """One finding: code and message, place, source line with carets, related places, help."""
    label = paint(finding.severity.value, f"{finding.severity}[{finding.code}]")
    yield f"{label} {paint('bold', visible(finding.message))} {paint('dim', f'({finding.name})')}"
    margin = " " * len(str(finding.place.number))
    yield f"{margin}{paint('dim', '-->')} {location(finding.place)}"
    if finding.place.line.text.strip():
        yield from _source(finding.place, margin, paint, finding.severity.value)
    for place, words in finding.related:
        yield f"{margin} {paint('dim', '=')} {location(place)}: {visible(words)}"
    if finding.help:
        yield f"{margin} {paint('dim', '=')} {paint('help', 'help')}: {visible(finding.help)}"


def location(place: Place) -> str:
    """``file:line:column``, the file as one would open it from here.

    A line that begins with ``::`` is a command to GitHub's runner, and a file may be called so.
    """
    told = visible(_short(place.file))
    return f"{'./' if told.lstrip().startswith('::') else ''}{told}:{place.number}:{place.column}"


def _short(file: str) -> str:
    """A path below the current folder is shown from there."""
    path = Path(file)
    here = Path.cwd()
    return path.relative_to(here).as_posix() if path.is_absolute() and path.is_relative_to(here) else file


def _source(place: Place, margin: str, paint: Paint, role: str) -> Iterator[str]:
    text = visible(place.line.text)
    start, end = place.start, max(place.end, place.start + 1)
    cut = max(0, start - WIDEST_LINE // 2) if len(text) > WIDEST_LINE else 0
    shown = text[cut : cut + WIDEST_LINE].rstrip()
    carets = "^" * max(1, min(_width(text[start:end]), WIDEST_LINE - (start - cut)))
    bar = paint("dim", "|")
    yield f"{margin} {bar}"
    yield f"{paint('dim', str(place.number))} {bar} {shown}"
    yield f"{margin} {bar} {' ' * _width(text[cut:start])}{paint(role, carets)}"


def _width(text: str) -> int:
    """Columns that a text takes on a terminal."""
    if text.isascii():
        return len(text)
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 0 if unicodedata.combining(c) else 1 for c in text)


def _waived_lines(judgement: Judgement, paint: Paint) -> Iterator[str]:
    for waived in judgement.waived:
        finding, waiver = waived.finding, waived.waiver
        yield f"{paint('warning', f'waived[{finding.code}]')} {visible(finding.message)}"
        by = f"by {waiver.by.name} until {waiver.until}: {waiver.why.plain}"
        yield f"  {paint('dim', '-->')} {location(finding.place)}"
        yield f"  {paint('dim', '=')} {visible(by)}"
        yield ""


def closing_lines(judgement: Judgement, paint: Paint, unshown: int) -> Iterator[str]:
    """What keeps the case from passing, who judged it, and the verdict, which is the last line.

    Args:
        judgement: What checking came to.
        paint: Colours, where the output is a terminal.
        unshown: How many prompts were left out.
    """
    if judgement.verdict is Verdict.REJECTED:
        yield from reasons(judgement)
    elif judgement.grounds:
        yield "What keeps it from passing:"
        yield from _ground_lines(judgement.grounds, paint)
        yield ""
    yield paint("dim", visible(judged(judgement)))
    more = " (--info shows the prompts)" if unshown else ""
    yield f"{counts(judgement)}{more}"
    yield f"verdict: {paint(judgement.verdict.value, visible(judgement.label))}"


def _ground_lines(grounds: tuple[Ground, ...], paint: Paint) -> Iterator[str]:
    groups = grouped(grounds)
    for group in groups[:MOST_REASONS]:
        first = group.grounds[0]
        place = f" {paint('dim', location(first.place))}" if first.place is not None else ""
        yield f"  - {visible(first.message)}{place}"
        others = [name_of(ground.element or "") for ground in group.grounds[1:]]
        if others:
            more = f" and {len(others) - MOST_NAMES} more" if len(others) > MOST_NAMES else ""
            yield f"    the same of {visible(', '.join(others[:MOST_NAMES]))}{more}"
    if len(groups) > MOST_REASONS:
        yield f"  - and {len(groups) - MOST_REASONS} more; `--format json` lists all"
