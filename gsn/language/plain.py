"""The commonest lines, read without the grammar and in a tenth of its time.

A plain line is one physical line without a comment, its words apart, its texts without markup. What is not plain goes
to the grammar, and so does what is wrong with a line; a test holds that both give the same records.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, TypeAlias

from gsn.model.expression import Events, Trials
from gsn.model.number import Relation, read_number
from gsn.model.place import Line, Place
from gsn.model.record import Claim, File, Mark, Measured, Performer, Raising
from gsn.model.reference import Ref, Text, identity

_NAME = r"[A-Za-z_][A-Za-z0-9_]*(?:[.-][A-Za-z0-9_]+)*"
_REF = rf"{_NAME}(?:::{_NAME})?"
_TEXT = r'"([^"\\{\[]*)"'
_DATE = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
_WHOLE = r"[0-9]+(?:_[0-9]+)*"
_NUMBER = rf"{_WHOLE}(?:\.{_WHOLE})?(?:[eE][+-]?[0-9]+)?"

_Reader: TypeAlias = Callable[["_Plain"], Any]


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
    if match is None:
        return None
    try:
        return reader(_Plain(match, line, module))
    except ValueError:  # a day that is in no calendar, a percentage per year: the grammar says so at its place
        return None


class _Plain:
    """The parts of a plain line, by the groups of its pattern."""

    __slots__ = ("line", "match", "module")

    def __init__(self, match: re.Match[str], line: Line, module: str) -> None:
        self.match = match
        self.line = line
        self.module = module

    def __getitem__(self, group: int) -> str:
        return self.match[group]

    def ref(self, group: int) -> Ref:
        return self._ref(self.match[group], *self.match.span(group))

    def refs(self, group: int) -> tuple[Ref, ...]:
        begin = self.match.start(group)
        names = _A_REF.finditer(self.match[group])
        return tuple(self._ref(name[0], begin + name.start(), begin + name.end()) for name in names)

    def text(self, group: int) -> Text:
        return Text(self.match[group], place=Place(self.line, *self.match.span(group)))

    def texts(self, group: int) -> tuple[Text, ...]:
        begin = self.match.start(group)
        texts = _A_TEXT.finditer(self.match[group])
        return tuple(
            Text(text[1], place=Place(self.line, begin + text.start(1), begin + text.end(1))) for text in texts
        )

    def has(self, group: int) -> bool:
        return self.match[group] is not None

    def day(self, group: int) -> date | None:
        return date.fromisoformat(self.match[group]) if self.has(group) else None

    def whole(self, group: int) -> int:
        return int(read_number(self.match[group]).exact)

    def _ref(self, written: str, start: int, end: int) -> Ref:
        place = Place(self.line, start, end)
        return Ref(written if "::" in written else identity(self.module, written), place)


_A_REF = re.compile(_REF)
_A_NAME = re.compile(_NAME)
_A_TEXT = re.compile(_TEXT)


def _head(line: _Plain) -> tuple[bool, str, Ref, Text | None, bool]:
    return line.has(1), line[2], line.ref(3), line.text(4) if line.has(4) else None, "::" in line[3]


def _claim(line: _Plain) -> Claim:
    value, confidence = read_number(line[3]), read_number(line[5])
    if line.has(4) and value.is_percentage:
        raise ValueError("a percentage is of a probability")
    return Claim(line.ref(1), Relation(line[2]), value, line[4], confidence, line.ref(6) if line.has(6) else None)


def _counted(line: _Plain) -> Measured:
    if line.has(4):
        return Measured(line.ref(1), Events(line.whole(2), read_number(line[4]), line[5]))
    return Measured(line.ref(1), Trials(line.whole(2), line.whole(3), anytime=False))


_SHAPES: Mapping[str, tuple[re.Pattern[str], _Reader]] = {
    shape: (re.compile(rf" *{pattern} *"), reader)
    for shape, pattern, reader in (
        ("head", rf"(public +)?([a-z]+) +({_REF})(?: +{_TEXT})?", _head),
        ("mark", "", lambda _: Mark()),
        ("text_value", _TEXT, lambda line: line.text(1)),
        ("texts", rf"({_TEXT}(?: *, *{_TEXT})*)", lambda line: line.texts(1)),
        ("name", rf"({_NAME})", lambda line: line[1]),
        ("names", rf"({_NAME}(?: *, *{_NAME})*)", lambda line: tuple(_A_NAME.findall(line[1]))),
        ("reference", rf"({_REF})", lambda line: line.ref(1)),
        ("references", rf"({_REF}(?: *, *{_REF})*)", lambda line: line.refs(1)),
        ("target", rf"({_REF})", lambda line: line.ref(1)),
        ("date", rf"({_DATE})", lambda line: date.fromisoformat(line[1])),
        ("number", rf"({_NUMBER})", lambda line: read_number(line[1])),
        ("raising", rf"({_REF})(?: +on +({_DATE}))?", lambda line: Raising(line.ref(1), line.day(2))),
        ("file", rf"{_TEXT}(?: +sha256 +{_TEXT})?", lambda line: File(line.text(1), line[2])),
        ("performer", rf"({_REF})(?: +with +({_NAME}) +access)?", lambda line: Performer(line.ref(1), line[2])),
        (
            "claim",
            rf"({_REF}) +(<=|<|>=|>) +({_NUMBER}%?)(?: +per +({_NAME}))? +at +({_NUMBER}%)(?: +for +({_REF}))?",
            _claim,
        ),
        (
            "measures",
            rf"({_REF}): +({_WHOLE})(?: +of +({_WHOLE})| +in +({_NUMBER}) +({_NAME}))",
            _counted,
        ),
    )
}
