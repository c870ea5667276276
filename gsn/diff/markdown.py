"""A comparison as Markdown for a pull request.

A text of the case stands in code only, where it can neither call anybody by an ``@``, nor link, nor open a tag.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gsn.diff.change import HEADINGS, Change, Difference, Effect, What
from gsn.diff.margins import Margin
from gsn.diff.telling import Named, effects, finding_line, margin_line, sentence, unread, verdicts, where
from gsn.model.case import Case
from gsn.model.reference import name_seen_from
from gsn.output.markdown import code, inline
from gsn.output.visible import visible

LARGEST = 60_000
"""Characters; a comment on GitHub holds 65,536."""

_LONGEST_BLOCK = 50_000
"""Characters of one section: one that is longer is cut, so that the sections behind it are seen."""


def as_markdown(difference: Difference, named: Named) -> str:
    """The comparison as one Markdown text, no longer than a comment may be."""
    written: list[str] = []
    left = LARGEST
    skipped = 0
    for block in _blocks(difference, named):
        if len(block) + 1 > left:
            skipped += 1
            continue
        written.append(block)
        left -= len(block) + 1
    if skipped:
        written.append(f"*{skipped} parts are left out for their length; `gsn diff` prints all.*\n")
    return "\n".join(written)


def _blocks(difference: Difference, named: Named) -> Iterator[str]:
    before, after = verdicts(difference)
    verdict = f"{code(after)}, as before" if before == after else f"{code(before)} → {code(after)}"
    yield f"### Safety case {code(difference.new.case.name)}\n"
    yield f"**Verdict**: {verdict}\n"
    yield f"{effects(difference) if difference.changes else 'No changes'}.\n"
    for side, judgement in (("The first", difference.old), ("The second", difference.new)):
        if (told := unread(judgement)) is not None:
            yield f"> {side} has {inline(told)}.\n"
    yield from _touched(difference)
    for what in What:
        changes = difference.of(what)
        if changes:
            opened = any(change.effect is Effect.LOOSENED for change in changes)
            body = [_change(change, difference.new.case) for change in changes]
            yield _folded(HEADINGS[what], body, opened=opened)
    case = difference.new.case
    worse = any(margin.way.worse for margin in difference.margins)
    yield from _if_any("What is proved of the numbers", [_margin(m, case) for m in difference.margins], opened=worse)
    brought = [f"- {inline(finding_line(finding, case))}" for finding in difference.brought]
    gone = [f"- {inline(finding_line(finding, difference.old.case))}" for finding in difference.gone]
    yield from _if_any("Found now, and not before", brought, opened=True)
    yield from _if_any("Found before, and no longer", gone)
    yield from _if_any("Keeps it from passing now", [f"- {inline(ground)}" for ground in difference.grounds_brought])
    yield from _if_any("No longer keeps it from passing", [f"- {inline(ground)}" for ground in difference.grounds_gone])
    yield f"From {code(named.old)} to {code(named.new)}, both judged on {difference.new.as_of}.\n"


def _change(change: Change, case: Case) -> str:
    effect = "" if change.effect is Effect.CHANGED else f"**{change.effect}** "
    place = where(change.place, case)
    at = f" ({code(place)})" if place is not None else ""
    lines = [f"- {effect}{inline(sentence(change, case))}{at}"]
    return "\n".join([*lines, *_before_and_after(change.before, change.after)])


def _margin(margin: Margin, case: Case) -> str:
    before = margin.words(margin.before) if margin.before is not None else None
    after = margin.words(margin.after) if margin.after is not None else None
    return "\n".join([f"- {inline(margin_line(margin, case))}: **{margin.way}**", *_before_and_after(before, after)])


def _before_and_after(before: str | None, after: str | None) -> list[str]:
    said = [f"  {sign} {visible(text)}" for sign, text in (("-", before), ("+", after)) if text is not None]
    # A line that begins with a sign ends no block of code, whatever follows.
    return ["", "  ```diff", *said, "  ```"] if said else []


def _touched(difference: Difference) -> Iterator[str]:
    case = difference.new.case
    named = [(code(name_seen_from(case.name, touched.identity)), touched.shown) for touched in difference.touched]
    shown = [name for name, is_shown in named if is_shown]
    others = [f"- {name}" for name, is_shown in named if not is_shown]
    if shown:
        yield f"**Shown goals that rest on what changed**: {', '.join(shown)}\n"
    yield from _if_any("Goals below that rest on what changed", others)


def _if_any(heading: str, body: Sequence[str], *, opened: bool = False) -> Iterator[str]:
    if body:
        yield _folded(heading, body, opened=opened)


def _folded(heading: str, body: Sequence[str], *, opened: bool = False) -> str:
    """A part that can be opened and closed; what makes it too long is counted and not shown."""
    kept: list[str] = []
    size = 0
    for item in body:
        size += len(item) + 1
        if size > _LONGEST_BLOCK:
            break
        kept.append(item)
    left_out = len(body) - len(kept)
    more = [f"- and {left_out} more, which `gsn diff` prints"] if left_out else []
    head = f"<details{' open' if opened else ''}><summary>{heading} ({len(body)})</summary>"
    return "\n".join([head, "", *kept, *more, "", "</details>", ""])
