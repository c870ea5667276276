"""Reading a text again after an edit: lines are known again by their text, and with them all that was read of them.

A line that is there again is the same record, with a new number: places that were found in an earlier reading move with
their line. What a line says depends on its text, those that continue it and its module alone, so that a line that was
read is not read again; a statement whose lines are all the same is the same element. Where a line stands is decided
anew in each reading, so that a text means the same however it came to be.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from gsn.language.draft import Draft
from gsn.language.outline import cut
from gsn.language.parsing import LineParser
from gsn.language.reader import read_text
from gsn.language.readtext import ReadText
from gsn.model.case import Element, Link
from gsn.model.clauses import Clause
from gsn.model.place import Line, Place
from gsn.model.problem import Problem

LOOKS_AFTER = 100
"""Lines that are read between two looks at what is more urgent: they take some milliseconds."""


class _Parsed(NamedTuple):
    """What a logical line was read as, and what the reading of it depended on."""

    start: str
    lines: tuple[Line, ...]
    text: str
    module: str
    record: Any


class _Finished(NamedTuple):
    """A statement as it was when it was finished."""

    draft: Draft
    given: list[tuple[Clause, list[tuple[Any, Place]]]]
    element: Element


@dataclass(slots=True)
class TextMemory:
    """What is remembered of one file between two readings."""

    lines: list[Line] = field(default_factory=list)
    parsed: dict[Line, _Parsed] = field(default_factory=dict)
    finished: dict[Line, _Finished] = field(default_factory=dict)
    links: dict[Line, list[Link]] = field(default_factory=dict)

    def read(
        self, file: str, text: str, stem: str, parser: LineParser, give_way: Callable[[], None]
    ) -> tuple[list[Line], ReadText]:
        """The lines of a text and what they say, as :func:`~gsn.language.reader.read_text` gives it.

        Args:
            file: What the file is called in findings.
            text: Its text.
            stem: The file's name without its ending.
            parser: The reader of lines.
            give_way: Called after each so many lines: whoever reads may wait there for what is more urgent.
        """
        lines = cut_again(self.lines, file, text)
        again = _Again(self, parser, give_way)
        found = read_text(lines, stem, again, again.finish)
        found.links = [again.link(link) for link in found.links]
        self.lines, self.parsed, self.finished, self.links = lines, again.parsed, again.finished, dict(again.links)
        return lines, found


def cut_again(before: Sequence[Line], file: str, text: str) -> list[Line]:
    """The physical lines of a text; those that were there before are the same records, with the numbers of now."""
    lines = cut(file, text)
    first = 0
    most = min(len(before), len(lines))
    while first < most and before[first].text == lines[first].text:
        first += 1
    last = 0
    while last < most - first and before[-1 - last].text == lines[-1 - last].text:
        last += 1
    lines[:first] = before[:first]
    if last:
        lines[-last:] = before[-last:]
    free: defaultdict[str, list[Line]] = defaultdict(list)
    for line in reversed(before[first : len(before) - last]):
        free[line.text].append(line)
    for number in range(first, len(lines) - last):
        if known := free.get(lines[number].text):
            lines[number] = known.pop()
    for number, line in enumerate(lines, 1):
        line.number = number
    return lines


class _Again:
    """A reading with the one before it at hand; it reads lines in the place of a parser."""

    def __init__(self, memory: TextMemory, parser: LineParser, give_way: Callable[[], None]) -> None:
        self.memory = memory
        self.parser = parser
        self.give_way = give_way
        self.parsed: dict[Line, _Parsed] = {}
        self.finished: dict[Line, _Finished] = {}
        self.links: defaultdict[Line, list[Link]] = defaultdict(list)

    def read(self, start: str, lines: Sequence[Line], text: str, module: str) -> Any:
        """As :meth:`~gsn.language.parsing.LineParser.read`. What could not be read is tried again each time."""
        if len(self.parsed) % LOOKS_AFTER == 0:
            self.give_way()
        known = self.memory.parsed.get(lines[0])
        if known is None or known[0] != start or known[2] != text or known[3] != module or not _same(known[1], lines):
            known = _Parsed(start, tuple(lines), text, module, self.parser.read(start, lines, text, module))
        self.parsed[lines[0]] = known
        return known.record

    def finish(self, draft: Draft) -> tuple[Element, list[Problem]]:
        """A statement's element: the one that it was, where all that it is made of is the same."""
        if len(self.finished) % LOOKS_AFTER == 0:
            self.give_way()
        line = draft.place.line
        known = self.memory.finished.get(line)
        if known is not None and _is_as_it_was(draft, known):
            self.finished[line] = known
            return known.element, []
        given = [(clause, list(held)) for clause, held in draft.given.items()]
        element, problems = draft.element()
        if not problems:
            self.finished[line] = _Finished(replace(draft), given, element)
        return element, problems

    def link(self, link: Link) -> Link:
        """A relationship: the one that its line stated before, where it states the same."""
        known = self.memory.links.get(link.place.line, ())
        found = next((old for old in known if old == link and old.place == link.place), link)
        self.links[link.place.line].append(found)
        return found


def _same(known: Sequence[Line], lines: Sequence[Line]) -> bool:
    return len(known) == len(lines) and all(map(_is, known, lines))


def _is(one: object, other: object) -> bool:
    return one is other


def _is_as_it_was(draft: Draft, known: _Finished) -> bool:
    """Whether a statement is made of the same records, at the same places: an equal record may stand elsewhere."""
    was = known.draft
    return (
        draft.kind is was.kind
        and draft.identity == was.identity
        and draft.name == was.name
        and draft.module == was.module
        and draft.parent == was.parent
        and draft.public == was.public
        and draft.place == was.place
        and draft.text is was.text
        and draft.lost == was.lost
        and len(draft.given) == len(known.given)
        and all(
            clause is clause_before and len(held) == len(held_before) and all(map(_is_held, held, held_before))
            for (clause, held), (clause_before, held_before) in zip(draft.given.items(), known.given, strict=True)
        )
    )


def _is_held(now: tuple[Any, Any], before: tuple[Any, Any]) -> bool:
    return now[0] is before[0] and now[1] == before[1]
