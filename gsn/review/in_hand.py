"""A review while somebody writes it: what can be read of its text, and what is wrong with it at which place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from gsn.language.outline import cut
from gsn.language.parsing import LineParser
from gsn.language.reader import read_text
from gsn.language.readtext import ReadText
from gsn.model.kinds import Kind
from gsn.model.place import Line, Place
from gsn.model.reference import Identity, identity
from gsn.model.statements.review import ReviewStatement

from .names import naming
from .reading import ReadReview, misplaced

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


MOST_PASSES = 4
"""Times that a broken text is read without what could not be read of it: a line that goes makes others unreadable."""


class Fault(NamedTuple):
    """What keeps a review from being read whole. The line counts from 1, columns from 0."""

    line: int
    start: int
    end: int
    message: str
    help: str = ""


@dataclass(frozen=True)
class InHand:
    """A review's text as it stands.

    Attributes:
        text: The text.
        main: The main module of the case that it is of.
        read: What it says, as far as it can be read.
        faults: What is wrong with it, in the order of the text.
        whole: The review, where all of it could be read.
    """

    text: str
    main: str
    read: ReadText
    faults: tuple[Fault, ...]
    whole: ReadReview | None

    @property
    def says(self) -> ReviewStatement:
        """What its head says, as far as it could be read."""
        head = self.read.head
        return head.says if head is not None and isinstance(head.says, ReviewStatement) else ReviewStatement()

    @property
    def by(self) -> str:
        """The reviewer's name; empty where the review does not say."""
        by = self.says.by
        return by.by.name if by is not None else ""

    @cached_property
    def own(self) -> frozenset[Identity]:
        """What it states itself."""
        return frozenset(element.identity for element in self.read.elements)

    @cached_property
    def meant(self) -> Callable[[Identity], Identity]:
        """What a name of it stands for in the case."""
        return naming(self.read.module, self.own, self.main)

    def named(self, written: str) -> Identity:
        """What a name stands for, as it is written in the review."""
        return self.meant(written if "::" in written else identity(self.read.module, written))

    @cached_property
    def words(self) -> frozenset[str]:
        """Every word of the text that could be a name."""
        return frozenset(_NAME.findall(self.text))


def in_hand(path: Path, text: str, main: str, parser: LineParser) -> InHand:
    """Read a review that somebody writes.

    Args:
        path: The file that it is going to be.
        text: Its text, its lines ended by a line feed alone.
        main: The main module of the case that it is of.
        parser: A reader of lines that nobody else uses meanwhile.
    """
    lines = cut(path.as_posix(), text)
    read = read_text(lines, path.stem, parser)
    faults = tuple(_faults(read, lines))
    head = read.head
    if faults or head is None or not isinstance(head.says, ReviewStatement):
        return InHand(text, main, _what_is_left(path, text, read, parser), faults, None)
    data = text.encode("utf-8", "replace")
    return InHand(text, main, read, (), ReadReview(path, data, lines, read, head, head.says))


def _what_is_left(path: Path, text: str, read: ReadText, parser: LineParser) -> ReadText:
    """What the text says without the lines that cannot be read.

    The language takes a clause that it cannot read for one that may say anything; here nothing is concluded from it.
    """
    rows, left = text.split("\n"), read
    for _ in range(MOST_PASSES):
        if not left.problems:
            break
        for problem in left.problems:
            rows[problem.place.number - 1] = ""
        left = read_text(cut(path.as_posix(), "\n".join(rows)), path.stem, parser)
    return left


def _faults(read: ReadText, lines: list[Line]) -> Iterator[Fault]:
    found = [_fault(problem.place, problem.message, problem.help) for problem in read.problems]
    if read.kind is not Kind.REVIEW:
        found.append(Fault(1, 0, 1, "a review begins with `review NAME`"))
    if not read.problems:
        found += [_fault(_whole(lines, number), why, None) for number, why in misplaced(read)]
    yield from sorted(found)


def _fault(place: Place, message: str, help_: str | None) -> Fault:
    return Fault(place.number, place.start, max(place.end, place.start + 1), message, help_ or "")


def _whole(lines: list[Line], number: int) -> Place:
    line = lines[number - 1]
    return Place(line, len(line.text) - len(line.text.lstrip()), len(line.text))
