"""What a screen shows of the thing under a cursor, in Markdown: an element, a clause, a kind, or a finding's rule."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from gsn.checking import built_in_rules, third_party_rules
from gsn.drafting.analysis import Analysis
from gsn.drafting.cursor import Cursor, cursor_at
from gsn.drafting.details import Details, details
from gsn.drafting.forms_of_kinds import form_of_kind, says_of_kind
from gsn.drafting.occurrences import occurrence_at
from gsn.drafting.position import Position, Range, exact_range_of, range_of
from gsn.findings import Finding, Rule
from gsn.model.clauses import Clause, where
from gsn.model.kinds import Kind

MOST_LISTED = 8
"""Elements and findings that a hover lists; the rest are counted."""

_MARKDOWN = str.maketrans({character: f"\\{character}" for character in "\\`*_[]<>#|"})


@dataclass(frozen=True, slots=True)
class Hover:
    """Markdown, and the range that it is about."""

    markdown: str
    range: Range


def hover(analysis: Analysis, path: Path, position: Position) -> Hover | None:
    """What is to be said of the place under a cursor; nothing where nothing is.

    Args:
        analysis: What was found; a partial one says what it knows.
        path: The file.
        position: The cursor.
    """
    reading = analysis.reading
    found = [
        finding for finding in analysis.findings_on(path, position.line) if range_of(finding.place).holds(position)
    ]
    about = [_finding(finding) for finding in found[:MOST_LISTED]]
    named = occurrence_at(reading, path, position)
    cursor = cursor_at(reading, path, position)
    if named is not None and (known := details(analysis, named.identity)) is not None:
        return Hover("\n\n".join([_element(known), *about]), exact_range_of(named.place))
    if cursor.in_text or cursor.in_comment:
        return Hover("\n\n".join(about), range_of(found[0].place)) if found else None
    word, span = _word_at(cursor)
    page = _page(cursor, word, span.start.column)
    if page is None and not about:
        return None
    return Hover("\n\n".join([*([page] if page else []), *about]), span if page else range_of(found[0].place))


def _word_at(cursor: Cursor) -> tuple[str, Range]:
    """The word that a cursor is in."""
    text = cursor.line
    column = min(cursor.position.column, len(text))
    start = column
    while start > 0 and (text[start - 1].isalnum() or text[start - 1] == "_"):
        start -= 1
    end = column
    while end < len(text) and (text[end].isalnum() or text[end] == "_"):
        end += 1
    line = cursor.position.line
    return text[start:end], Range(Position(line, start), Position(line, end))


def _page(cursor: Cursor, word: str, column: int) -> str | None:
    """The page of the clause or the kind whose word a cursor is in."""
    clause = cursor.clause
    begin = len(cursor.line) - len(cursor.line.lstrip())
    if clause is not None and word in clause.words.split() and column < begin + len(clause.words):
        return clause_page(clause)
    if cursor.block is not None and cursor.block.kind is not None and word == cursor.block.kind.value:
        return kind_page(cursor.block.kind)
    return None


def clause_page(clause: Clause) -> str:
    """A clause's page: its form, its meaning, an example, and where it may stand."""
    again = ", as often as need be" if clause.repeatable else ""
    return (
        f"`{clause.form}`\n\n{clause.says[:1].upper()}{clause.says[1:]}. "
        f"It stands under {where(clause)}{again}.\n\n```gsn\n{clause.example}\n```"
    )


def kind_page(kind: Kind) -> str:
    """A kind's page: its form and its meaning."""
    return f"`{form_of_kind(kind)}`\n\n{says_of_kind(kind)[:1].upper()}{says_of_kind(kind)[1:]}."


def rule_page(code: str) -> str | None:
    """A rule's page in Markdown; nothing for a code that no rule has."""
    rule = next((rule for rule in (*built_in_rules(), *third_party_rules()) if rule.code == code), None)
    return _rule(rule) if rule is not None else None


def _rule(rule: Rule) -> str:
    return f"### {rule.code} {rule.name} ({rule.severity})\n\n{rule.page}"


def _finding(finding: Finding) -> str:
    lines = [f"**{finding.severity} {finding.code}** {as_markdown(finding.message)}"]
    if finding.help:
        lines.append(f"Help: {as_markdown(finding.help)}")
    return "\n\n".join(lines)


def _element(known: Details) -> str:
    return "\n\n".join(_parts(known))


def _parts(known: Details) -> Iterator[str]:
    yield f"**{known.kind} {as_markdown(known.name)}** {as_markdown(known.text)}".rstrip()
    if known.state is not None:
        why = f": {as_markdown(known.state.why)}" if known.state.why else ""
        yield f"{known.state.state.sign} {known.state.state}{why}"
    if known.evidence is not None:
        end = f", good through {known.evidence.good_through}" if known.evidence.good_through else ""
        yield f"Evidence {known.evidence.state}: {as_markdown(known.evidence.why)}{end}"
    for claim in known.claims:
        lines = "\n".join(line.replace("```", "'''") for line in claim.lines)
        yield f"```text\n{lines}\n```"
    if known.scope:
        yield f"In scope: {_listed([f'{one.name} ({as_markdown(one.text)})' for one in known.scope])}"
    if known.challenges:
        yield f"Challenged by {_listed([as_markdown(one.name) for one in known.challenges])}"
    if known.referred_by:
        yield f"Named in {len(known.referred_by)} other place{'s' if len(known.referred_by) > 1 else ''}"


def _listed(words: list[str]) -> str:
    more = len(words) - MOST_LISTED
    return ", ".join(words[:MOST_LISTED]) + (f" and {more} more" if more > 0 else "")


def as_markdown(text: str) -> str:
    """A text in which nothing is marked up: what a case says cannot dress as what the tool says."""
    return text.translate(_MARKDOWN)
