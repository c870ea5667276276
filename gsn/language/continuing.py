"""What may come next on a line that is being written: asked of the grammar, and of no list of its own.

Where a name may come, which names fit is found by ending the line in the shortest way, reading it, and looking where in
its record the name has come to stand.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from lark import Token, UnexpectedInput

from gsn.language.parsing import LineParser, Misreading
from gsn.language.shapes import WrongValue
from gsn.model.place import Line

if TYPE_CHECKING:
    from lark.parsers.lalr_interactive_parser import InteractiveParser

STAND_IN = "__here__"
"""The name that stands where the cursor is; no author's name ends in two underscores by accident."""

_SAMPLES: Mapping[str, str] = MappingProxyType(
    {
        "REF": "x",
        "NAME": "x",
        "STRING": '"x"',
        "NUMBER": "1",
        "PERCENT": "60%",
        "DATE": "2026-01-01",
        "RELATION": "<=",
        "OUTCOME": "correct",
        "INCREASE_OF": "increase of",
        "PROBABILITY_OF": "P(",
        "CODE": "GSN305",
        "KIND": "goal",
        "PUBLIC": "public",
    }
)
"""A word for each terminal that stands for many."""

_OF_MANY = MappingProxyType(
    {
        "RELATION": ("<=", "<", ">=", ">"),
        "OUTCOME": ("correct", "incorrect"),
        "INCREASE_OF": ("increase of",),
        "PROBABILITY_OF": ("P(",),
    }
)
"""Terminals that stand for a few words, all of them."""

MOST_TRIED = 400
"""Ways to end a line that are tried: the shortest takes a dozen words at most."""


@dataclass(frozen=True, slots=True)
class Continuation:
    """What may come next.

    Attributes:
        words: Words of the grammar, and its signs.
        shapes: Terminals that stand for what the author says: ``REF``, ``NAME``, ``STRING``, ``NUMBER``, ``DATE``, ….
        may_end: Whether the line may end here.
    """

    words: tuple[str, ...]
    shapes: frozenset[str]
    may_end: bool


def continuation(parser: LineParser, start: str, line: Line, text: str) -> Continuation | None:
    """What may come after the words of a line; nothing where they do not have its shape.

    Args:
        parser: The reader of lines.
        start: The shape that the line is to have.
        line: The line.
        text: Its text before the cursor, blanked where it is not to be read.
    """
    begun = parser.begun(start, line, text)
    if begun is None:
        return None
    accepted = _accepted(begun)
    words = [parser.words[name] for name in accepted if name in parser.words]
    words += [word for name in accepted for word in _OF_MANY.get(name, ())]
    shapes = frozenset(name for name in accepted if name in _SAMPLES and name not in _OF_MANY)
    return Continuation(tuple(sorted(words)), shapes, "$END" in accepted)


def record_with_stand_in(parser: LineParser, start: str, line: Line, text: str, module: str) -> Any:
    """The record of a line that goes on with :data:`STAND_IN` and ends as soon as it can; nothing where none can be.

    Args:
        parser: The reader of lines.
        start: The shape that the line is to have.
        line: The line.
        text: Its text before the cursor, blanked where it is not to be read.
        module: The module that unqualified names belong to.
    """
    going_on = f"{text} {STAND_IN}"
    begun = parser.begun(start, line, going_on)
    ending = _shortest_end(parser, begun) if begun is not None else None
    if ending is None:
        return None
    whole = f"{going_on} {' '.join(ending)}"
    try:
        return parser.read_by_grammar(start, [Line(line.file, line.number, whole)], whole, module)
    except (Misreading, WrongValue):
        return None


def _accepted(begun: InteractiveParser) -> set[str]:
    """The terminals that the grammar lets follow."""
    return set(begun.accepts())  # type: ignore[no-untyped-call]  # lark says so of few of its functions


def _shortest_end(parser: LineParser, begun: InteractiveParser) -> list[str] | None:
    """The fewest words with which a line can end."""
    queue: deque[tuple[InteractiveParser, list[str]]] = deque([(begun, [])])
    for _ in range(MOST_TRIED):
        if not queue:
            break
        state, words = queue.popleft()
        accepted = _accepted(state)
        if "$END" in accepted:
            return words
        for name in sorted(accepted):
            word = parser.words.get(name) or _SAMPLES.get(name)
            if word is None:
                continue
            onward = copy(state)
            try:
                onward.feed_token(Token(name, word))
            except UnexpectedInput:
                continue
            queue.append((onward, [*words, word]))
    return None
