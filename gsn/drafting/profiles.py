"""What an author of a treaty profile needs on any screen: its statements, what fits at a cursor, what a word means.

A profile is one text with a clause table of its own, and is drafted by itself: no workspace is behind it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from gsn.drafting.change import Change, Refused
from gsn.drafting.completion import Completion, Completions, Sort
from gsn.drafting.folding import Fold, folds_of_comments
from gsn.drafting.highlighting import Vocabulary
from gsn.drafting.hover import Hover
from gsn.drafting.laying_out import edits_between
from gsn.drafting.position import Position, Range
from gsn.language.outline import code_end, cut, open_quote, outline
from gsn.treaty.clauses import Clause, clause_in, clauses_of, clauses_with, where
from gsn.treaty.formatting import format_profile
from gsn.treaty.kinds import KINDS, Kind, may_stand_under
from gsn.treaty.reading import read_profile
from gsn.treaty.statement import Statement

_WORD = re.compile(r"[A-Za-z_][\w-]*")
_HEAD = re.compile(r" *(?P<kind>[a-z]+) +(?P<name>[A-Za-z_][\w.-]*)?")


WORDS = frozenset(
    re.findall(
        "[a-z]+",
        "and at baseline below binds by each from nothing of on or over per public to unset unstated while with",
    )
)
"""What stands behind the clauses of a profile and is no name; `public` is a word of the language everywhere."""

OF_PROFILES = Vocabulary(
    frozenset(KINDS), lambda word: [clause.words for clause in clauses_with(word)], lambda: WORDS, lists=True
)


@dataclass(frozen=True, slots=True)
class Stated:
    """A statement of a profile, with what stands under it."""

    kind: Kind
    name: str
    text: str
    range: Range
    name_range: Range
    under: tuple[Stated, ...]


def statements(text: str) -> tuple[Stated, ...]:
    """The statements of a profile as they are nested, whether or not all of it can be read."""
    rows = text.split("\n")
    read = read_profile(cut("", text), "")
    found = [one for one in (read.head, *read.statements) if _is_headed(rows, one)]
    found.sort(key=lambda one: one.place.number)
    made: list[tuple[int, Stated]] = []
    for one in reversed(found):
        line = one.place.number - 1
        indent = _indent(rows[line])
        below = 0
        while below < len(made) and made[below][0] > indent:
            below += 1
        made[:below] = [(indent, _stated(rows, one, tuple(each for _, each in made[:below])))]
    return tuple(each for _, each in made)


def _is_headed(rows: list[str], one: Statement) -> bool:
    match = _HEAD.match(rows[one.place.number - 1]) if one.place.number <= len(rows) else None
    return match is not None and match["kind"] == one.kind.value


def _stated(rows: list[str], one: Statement, under: tuple[Stated, ...]) -> Stated:
    line = one.place.number - 1
    indent = _indent(rows[line])
    end = line
    for number in range(line + 1, len(rows)):
        if rows[number].strip() and _indent(rows[number]) <= indent:
            break
        end = number if rows[number].strip() else end
    match = _HEAD.match(rows[line])
    start, stop = match.span("name") if match is not None and match["name"] else (indent, len(rows[line]))
    return Stated(
        one.kind,
        one.name,
        one.text.plain if one.text is not None else "",
        Range(Position(line, indent), Position(end, len(rows[end]))),
        Range(Position(line, start), Position(line, stop)),
        under,
    )


def _indent(row: str) -> int:
    return len(row) - len(row.lstrip(" "))


def folds_of_profile(text: str) -> list[Fold]:
    """What can be folded: statements with what stands under them, long texts and lists, and runs of comments."""
    lines = cut("", text)
    found = [Fold(one.range.start.line, one.range.end.line) for one in _all(statements(text))]
    long = [line.lines for line in outline(lines, lists=True) if len(line.lines) > 1]
    found += [Fold(each[0].number - 1, each[-1].number - 1, "text") for each in long]
    folds = [fold for fold in [*found, *folds_of_comments(lines)] if fold.last > fold.first]
    return sorted(folds, key=lambda fold: (fold.first, -fold.last))


# What fits, and what it means


def completions_in_profile(text: str, position: Position) -> Completions:
    """What fits at a cursor: kinds and clauses where a line begins, behind a clause its words and the names."""
    rows = text.split("\n")
    before = (rows[position.line] if position.line < len(rows) else "")[: position.column]
    begun = re.search(r"[\w-]*$", before)
    word = begun[0] if begun is not None else ""
    range_ = Range(Position(position.line, position.column - len(word)), position)
    if open_quote(before) or code_end(before) < len(before):
        return Completions((), range_)
    above = _kind_above(rows, position, before)
    offered = _beginning(above) if not before.strip(" ").removesuffix(word) else _behind(text, above, before)
    return Completions(tuple(item for item in offered if item.label.startswith(word)), range_)


def _kind_above(rows: list[str], position: Position, before: str) -> Kind | None:
    """The kind of the statement that a line stands under; nothing at the margin."""
    indent = _indent(rows[position.line]) if position.line < len(rows) and rows[position.line].strip() else len(before)
    for row in reversed(rows[: position.line]):
        match = _HEAD.match(row)
        if row.strip() and _indent(row) < indent:
            indent = _indent(row)
            if match is not None and match["kind"] in KINDS and '"' in row:
                return KINDS[match["kind"]]
    return None


def _beginning(above: Kind | None) -> Iterator[Completion]:
    for clause in clauses_of(above) if above is not None else ():
        yield Completion(clause.words, Sort.CLAUSE, clause.form, clause.says)
    for kind in KINDS.values():
        if may_stand_under(kind, above):
            yield Completion(kind.value, Sort.KIND, f"{kind} NAME TEXT")


def _behind(text: str, above: Kind | None, before: str) -> Iterator[Completion]:
    clause = clause_in(above, before, _indent(before)) if above is not None else None
    if clause is None:
        return
    for word in clause.choices:
        yield Completion(word, Sort.WORD)
    if not clause.choices and clause.shape not in {"text_value", "mark", "date"}:
        for one in _all(statements(text)):
            if one.kind not in {Kind.TREATY, Kind.VERSION}:
                yield Completion(one.name, Sort.NAME, one.kind.value, one.text)


def _all(found: tuple[Stated, ...]) -> Iterator[Stated]:
    for one in found:
        yield one
        yield from _all(one.under)  # at most three deep: a profile, its versions, their statements


def hover_in_profile(text: str, position: Position) -> Hover | None:
    """What the clause or the kind under a cursor is for; nothing elsewhere."""
    rows = text.split("\n")
    row = rows[position.line] if position.line < len(rows) else ""
    word = next((each for each in _WORD.finditer(row) if each.start() <= position.column <= each.end()), None)
    if word is None or code_end(row[: word.start() + 1]) <= word.start():
        return None
    span = Range(Position(position.line, word.start()), Position(position.line, word.end()))
    above = _kind_above(rows, position, row)
    clause = clause_in(above, row, _indent(row)) if above is not None else None
    if clause is not None and word.end() <= _indent(row) + len(clause.words):
        return Hover(_page(clause), span)
    if clause is None and word.start() == _indent(row) and word[0] in KINDS:
        return Hover(f"`{word[0]} NAME TEXT`", span)
    return None


def _page(clause: Clause) -> str:
    again = ", as often as need be" if clause.repeatable else ""
    return (
        f"`{clause.form}`\n\n{clause.says[:1].upper()}{clause.says[1:]}. "
        f"It stands under {where(clause)}{again}.\n\n```gsn-treaty\n{clause.example}\n```"
    )


def format_profile_change(path: Path, text: str) -> Change | Refused:
    """What laying a profile out would change; refused where it cannot be read."""
    formatted = format_profile(text, path.name)
    if formatted.problems:
        first = formatted.problems[0]
        return Refused(f"line {first.place.number} cannot be read: {first.message}")
    return Change(f"format {path.name}", tuple(edits_between(path, text, formatted.text)))
