"""What the grammar did not expect, in words: what stands there, what should, and what was probably meant."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from lark import UnexpectedInput, UnexpectedToken

from gsn.language.outline import code_end, name_of_character, without_texts
from gsn.model.place import Line, Place

_WORDS = {
    "REF": "a name",
    "NAME": "a name",
    "KIND": "a kind",
    "NUMBER": "a number",
    "PERCENT": "a percentage such as `95%`",
    "DATE": "a day such as `2026-12-31`",
    "STRING": "a quoted text",
    "RELATION": "`<=`, `<`, `>=` or `>`",
    "CODE": "a rule's code such as `GSN201`",
    "PUBLIC": "`public`",
    "INCREASE_OF": "`increase of`",
    "PROBABILITY_OF": "`P(`",
    "OUTCOME": "`correct` or `incorrect`",
    "ANYTIME": "`anytime`",
    "CENTRAL": "`central`",
    "UNSET": "`unset`",
    "MEASURE": "`frequency` or `probability`",
    "OVER_BASELINE": "`over baseline`",
    "$END": "the end of the line",
}
"""The grammar's terminals as a message names them, in the order in which it lists them."""

_LONGEST_SHOWN = 40
"""Characters of an unexpected word that a message repeats."""

_LONGEST_WORD = 200
"""Characters on either side of a mistake in which its word is looked for."""

_FOUND = re.compile(r"\w[\w.:-]*%?|<=|>=|->|\.\.|\S")
_WORD = re.compile(r"[^\s,:()]+")
_NUMBER_WITH_COMMA = re.compile(
    r"(?<![\w,])(?<![0-9]\.)[0-9]+(?:\.[0-9]+)*(?:,[0-9]+)+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?%?(?!\w)"
)
_GROUPED = re.compile(r"[1-9][0-9]{0,2}(?:,[0-9]{3})+(?![0-9,])")
_GROUPED_BY_POINTS = re.compile(r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+(?=,)")


@dataclass(frozen=True, slots=True)
class Misread:
    """What kept a line from being read: a sentence and its place."""

    name: str
    message: str
    place: Place
    help: str | None = None


def misread(error: UnexpectedInput, lines: Sequence[Line], literals: Mapping[str, str]) -> Misread:
    """Where and why a line does not have its shape.

    Args:
        error: What the parser says.
        lines: The physical lines of the logical line.
        literals: The words of the grammar, by the names that the parser gives them: ``__ANON_0`` is ``->``.
    """
    allowed = _allowed(error)
    expected = _described(allowed, literals)
    if isinstance(error, UnexpectedToken) and error.token.type == "$END":
        end = len(lines[-1].text[: code_end(lines[-1].text)].rstrip())
        place = Place(lines[-1], max(0, end - 1), end)
        return Misread("incomplete", f"the line ends too early: {expected} is missing", place)
    line = lines[min(max(1, error.line), len(lines)) - 1]
    column = max(1, error.column) - 1
    match = _FOUND.match(line.text, column)
    found = match[0] if match else line.text[column : column + 1]
    place = Place(line, column, column + max(1, len(found)))
    if comma := _comma_in_number(line, column):
        return comma
    if foreign := _foreign_letter(line, column):
        return foreign
    if found == '"':
        message = f"a text does not belong here: {expected} is expected" if "STRING" not in allowed else _GLUED
        return Misread("unexpected", message, place, _UNGLUE if message == _GLUED else None)
    shown = found if len(found) <= _LONGEST_SHOWN else f"{found[:_LONGEST_SHOWN]}…"
    return Misread(
        "unexpected",
        f"`{shown}` does not belong here: {expected} is expected",
        place,
        _meant(found, allowed, line, column),
    )


_GLUED = "the text is followed by something without a space"
_UNGLUE = r"put a space behind its closing quote; a quote within a text is written `\"`"


def _allowed(error: UnexpectedInput) -> Collection[str]:
    """The terminals that could have stood there; the table's own are those of all places that look alike so far."""
    parser = getattr(error, "interactive_parser", None)
    accepted: Collection[str] = parser.accepts() if parser is not None else ()
    return accepted


def _described(terminals: Collection[str], literals: Mapping[str, str]) -> str:
    """Terminals in words: ``a number or `per```."""
    order = {name: number for number, name in enumerate(_WORDS)}
    names = sorted(terminals, key=lambda name: (order.get(name, len(order)), name))
    described = (_WORDS.get(name) or (f"`{literals[name]}`" if name in literals else "") for name in names)
    words = [word for word in dict.fromkeys(described) if word]
    if not words:
        return "something else"
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"


def _meant(found: str, allowed: Collection[str], line: Line, column: int) -> str | None:
    """How a number is written that is nearly one."""
    if found == "%":
        if line.text[column - 1 : column].isdigit():
            return "a percentage is of a probability or a ratio; write the number itself, without `%`"
        return "a percentage is written without a space: `95%`"
    if found == "." and "NUMBER" in allowed:
        return "a number begins with a digit: `0.5`"
    if found[:1].isdigit() and "PERCENT" in allowed and "NUMBER" not in allowed:
        return "it is a percentage: `95%`, not `95` or `0.95`"
    return None


def _near(column: int) -> tuple[int, int]:
    """The part of a line in which a mistake's word lies."""
    return max(0, column - _LONGEST_WORD), column + _LONGEST_WORD


def _comma_in_number(line: Line, column: int) -> Misread | None:
    """``1,000`` and ``0,001``: what is meant is named, and never guessed."""
    numbers = _NUMBER_WITH_COMMA.finditer(without_texts(line.text), *_near(column))
    match = next((number for number in numbers if number.start() <= column <= number.end()), None)
    if match is None:
        return None
    written, place = match[0], Place(line, match.start(), match.end())
    if _GROUPED.match(written):
        meant = written.replace(",", "_")
    elif _GROUPED_BY_POINTS.match(written):
        meant = written.replace(".", "_").replace(",", ".", 1).replace(",", "")
    else:
        meant = written.replace(",", ".", 1).replace(",", "")
    return Misread("wrong-value", f"`{written}` is not a number: a comma separates items", place, f"write `{meant}`")


def _foreign_letter(line: Line, column: int) -> Misread | None:
    """A letter that only looks like one of ours, named, where a word holds one."""
    words = _WORD.finditer(without_texts(line.text), *_near(column))
    word = next((word for word in words if word.start() <= column < word.end()), None)
    foreign = next((letter for letter in word[0] if not letter.isascii() and letter.isalnum()), None) if word else None
    if word is None or foreign is None:
        return None
    return Misread(
        "bad-name",
        f"`{word[0][:_LONGEST_SHOWN]}` is not a name: `{foreign}` is {name_of_character(foreign)}",
        Place(line, word.start(), word.end()),
        "names are ASCII: a letter or `_`, then letters, digits, `_`, with `.` or `-` inside",
    )
