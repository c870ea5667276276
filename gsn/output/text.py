"""A judgement as text for people: each finding with its line, then the verdict and what it rests on."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path

from gsn.checking import Family, Judgement
from gsn.findings import Finding, Ground, Severity, Verdict
from gsn.model.place import Place
from gsn.model.reference import name_of
from gsn.output.visible import visible
from gsn.verdict import grouped

Paint = Callable[[str, str], str]
"""Colours a text by its role (a severity, a verdict, ``dim``, ``bold``); the plain one gives it back."""

MOST_GROUNDS = 25
"""Grounds that are printed; all of them are in the JSON."""

MOST_NAMES = 12
"""Names of elements of which the same is said."""

WIDEST_LINE = 160
"""Columns of a source line that are shown; a longer one is cut around what is pointed at."""


def plain(_role: str, text: str) -> str:
    """No colours."""
    return text


def as_text(judgement: Judgement, paint: Paint = plain, *, show_info: bool = False) -> Iterator[str]:
    """The lines of a judgement's report.

    Args:
        judgement: What checking came to.
        paint: Colours, where the output is a terminal.
        show_info: Whether prompts for readers (``info``) are shown.
    """
    hidden = 0
    for finding in judgement.findings:
        if finding.severity is Severity.INFO and not show_info:
            hidden += 1
            continue
        yield from finding_lines(finding, paint)
        yield ""
    yield from _waived_lines(judgement, paint)
    yield from _closing(judgement, paint, hidden)


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
    """``file:line:column``, the file as one would open it from here."""
    return f"{visible(_short(place.file))}:{place.number}:{place.column}"


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


def _closing(judgement: Judgement, paint: Paint, hidden: int) -> Iterator[str]:
    if judgement.verdict is not Verdict.REJECTED and judgement.grounds:
        yield "What keeps it from passing:"
        yield from _ground_lines(judgement.grounds, paint)
        yield ""
    yield paint("dim", f"judged on {judgement.as_of} by {families(judgement.families)}")
    counts = [_counted(judgement.count(severity), severity) for severity in Severity]
    told = ", ".join(count for count in counts if count) or "no findings"
    more = " (--info shows the prompts)" if hidden else ""
    left_out = f"; {len(judgement.hidden)} of them not shown, as asked" if judgement.hidden else ""
    yield f"{told}{more}{left_out}"
    yield f"verdict: {paint(judgement.verdict.value, visible(judgement.label))}"


def _ground_lines(grounds: tuple[Ground, ...], paint: Paint) -> Iterator[str]:
    groups = grouped(grounds)
    for group in groups[:MOST_GROUNDS]:
        first = group.grounds[0]
        place = f" {paint('dim', location(first.place))}" if first.place is not None else ""
        yield f"  - {visible(first.message)}{place}"
        others = [name_of(ground.element or "") for ground in group.grounds[1:]]
        if others:
            more = f" and {len(others) - MOST_NAMES} more" if len(others) > MOST_NAMES else ""
            yield f"    the same of {visible(', '.join(others[:MOST_NAMES]))}{more}"
    if len(groups) > MOST_GROUNDS:
        yield f"  - and {len(groups) - MOST_GROUNDS} more; `--format json` lists all"


def _counted(count: int, severity: Severity) -> str:
    noun = {Severity.INFO: "prompt"}.get(severity, severity.value)
    return f"{count} {noun}{'' if count == 1 else 's'}" if count else ""


def families(run: tuple[Family, ...]) -> str:
    """The families that ran, by their codes, and those that did not."""
    by_codes: dict[str, list[str]] = {}
    for family in run:
        if not family.failure:
            by_codes.setdefault(family.codes, []).append(family.short_name)
    ran = ", ".join(f"{codes} {' and '.join(names)}" for codes, names in by_codes.items())
    failed = ", ".join(family.name for family in run if family.failure)
    return f"{ran}; not by {failed}" if failed else ran
