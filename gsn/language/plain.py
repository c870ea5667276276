"""The commonest lines, read without the grammar and in a tenth of its time.

A plain line is one physical line without a comment, its texts without markup, its names without a module. What is not
plain goes to the grammar; a test holds that both give the same records.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, TypeAlias

from gsn.model.place import Line, Place
from gsn.model.record import Mark
from gsn.model.reference import Ref, Text, identity

_NAME = r"[A-Za-z_][A-Za-z0-9_]*(?:[.-][A-Za-z0-9_]+)*"
_TEXT = r'"([^"\\{\[]*)"'

_Reader: TypeAlias = Callable[[re.Match[str], Line, str], Any]


def read_plain(shape: str, line: Line, text: str, module: str) -> Any:
    """The record of a plain line; nothing where the line is not plain, or has another shape.

    Args:
        shape: What the line is to be read as.
        line: The physical line, for places.
        text: Its text, blanked where it is not to be read.
        module: The module that its names belong to.
    """
    found = _SHAPES.get(shape)
    if found is None:
        return None
    pattern, reader = found
    match = pattern.fullmatch(text)
    return None if match is None else reader(match, line, module)


def _ref(match: re.Match[str], group: int, line: Line, module: str) -> Ref:
    return Ref(identity(module, match[group]), Place(line, match.start(group), match.end(group)))


def _text(match: re.Match[str], group: int, line: Line) -> Text:
    return Text(match[group], place=Place(line, match.start(group), match.end(group)))


def _head(match: re.Match[str], line: Line, module: str) -> tuple[bool, str, Ref, Text | None, bool]:
    text = None if match[4] is None else _text(match, 4, line)
    return match[1] is not None, match[2], _ref(match, 3, line, module), text, False


def _day(match: re.Match[str], _line: Line, _module: str) -> date | None:
    try:
        return date.fromisoformat(match[1])
    except ValueError:
        return None


def _references(match: re.Match[str], line: Line, module: str) -> tuple[Ref, ...]:
    begin = match.start(1)
    names = re.finditer(_NAME, match[1])
    return tuple(
        Ref(identity(module, name[0]), Place(line, begin + name.start(), begin + name.end())) for name in names
    )


_SHAPES: Mapping[str, tuple[re.Pattern[str], _Reader]] = {
    "head": (re.compile(rf" *(public +)?([a-z]+) +({_NAME})(?: +{_TEXT})? *"), _head),
    "mark": (re.compile(r" *"), lambda *_: Mark()),
    "text_value": (re.compile(rf" *{_TEXT} *"), lambda match, line, _: _text(match, 1, line)),
    "name": (re.compile(rf" *({_NAME}) *"), lambda match, *_: match[1]),
    "reference": (re.compile(rf" *({_NAME}) *"), lambda match, line, module: _ref(match, 1, line, module)),
    "references": (re.compile(rf" *({_NAME}(?: *, *{_NAME})*) *"), _references),
    "date": (re.compile(r" *([0-9]{4}-[0-9]{2}-[0-9]{2}) *"), _day),
}
