"""Digests for the text: where each one goes, so that nothing else of the text changes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from gsn.model.case import Element
from gsn.model.place import Line

_QUOTED = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"')
_CODE = re.compile(rf'[^"#]*(?:{_QUOTED.pattern}[^"#]*)*')
_SHA256 = re.compile(r"\bsha256\b")


class CannotSeal(ValueError):
    """Why a digest cannot be written into a clause, as what follows the record's name."""


@dataclass(frozen=True, slots=True)
class Insertion:
    """Text in the place of columns ``start`` to ``end`` of a line, which are counted from 0, the line's from 1."""

    line: int
    start: int
    end: int
    text: str


def insertion_for(record: Element, lines: Sequence[Line], digest: str) -> Insertion:
    """Where a record's digest goes: behind the path, or in the place of the digest that stands there.

    Args:
        record: A record with a `file` clause.
        lines: Every line of the record's text.
        digest: The file's SHA-256 in hexadecimal.

    Raises:
        CannotSeal: The clause is written in a form in which nothing can be put in its place.
    """
    (place,) = record.clause_places.get("file", ()) or (None,)
    if place is None:
        raise CannotSeal("names no file")
    numbers = _lines_of_clause(lines, place.number)
    for number in numbers:
        text = lines[number - 1].text
        blanked = _without_texts(text)
        word = _SHA256.search(blanked)
        if word is not None:
            return _replaced(lines, numbers, number, word.end(), digest)
    last = numbers[-1]
    end = len(_code(lines[last - 1].text).rstrip())
    return Insertion(last, end, end, f' sha256 "{digest}"')


def _replaced(lines: Sequence[Line], numbers: Sequence[int], number: int, column: int, digest: str) -> Insertion:
    """The place of the text behind `sha256`, on its own line or on the next."""
    found = [(number, match) for match in _QUOTED.finditer(_code(lines[number - 1].text), column)]
    for other in numbers:
        if other > number:
            found += [(other, match) for match in _QUOTED.finditer(_code(lines[other - 1].text))]
    if len(found) != 1:
        raise CannotSeal("has a digest in several parts; write it as one text")
    line, match = found[0]
    return Insertion(line, match.start(), match.end(), f'"{digest}"')


def _lines_of_clause(lines: Sequence[Line], first: int) -> list[int]:
    """The numbers of the lines of a clause: its own, and those below it that begin with a text."""
    numbers = [first]
    while numbers[-1] < len(lines) and lines[numbers[-1]].text.lstrip().startswith('"'):
        numbers.append(numbers[-1] + 1)
    return numbers


def _code(text: str) -> str:
    """A line without its comment."""
    match = _CODE.match(text)
    return match[0] if match is not None else ""


def _without_texts(text: str) -> str:
    return _QUOTED.sub(lambda quoted: " " * len(quoted[0]), _code(text))


def inserted(text: str, insertions: Sequence[Insertion]) -> str:
    """A text with digests put in. Line endings, and whatever else stands there, stay as they are."""
    rows = text.split("\n")
    for each in sorted(insertions, key=lambda each: (each.line, each.start), reverse=True):
        row = rows[each.line - 1]
        rows[each.line - 1] = f"{row[: each.start]}{each.text}{row[each.end :]}"
    return "\n".join(rows)
