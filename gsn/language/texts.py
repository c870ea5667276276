"""Quoted strings: parts joined, escapes undone, parameters and mentions found."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from gsn.model.place import Place
from gsn.model.reference import Mention, Ref, Text

_NAME = r"[A-Za-z_]\w*(?:[.-]\w+)*"
_MARKUP = re.compile(
    rf"""\\(?P<escape>.?)
      | \{{(?P<parameter>{_NAME})\}}
      | \[\[(?P<mention>{_NAME}(?:::{_NAME})?)\]\]
      | (?P<open>\{{|\[\[)""",
    re.VERBOSE | re.DOTALL | re.ASCII,
)
_PLAIN = re.compile(r"[^\\{\[]*")


PARAGRAPH = "\n\n"
"""What ``""`` alone makes of the space between two parts."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """One quoted part: what stands between its quotes, and where that is."""

    raw: str
    place: Place


class BadText(Exception):
    """Something in a text that is not of the language."""

    def __init__(self, message: str, help_: str, place: Place) -> None:
        super().__init__(message)
        self.message = message
        self.help = help_
        self.place = place


def join(parts: Sequence[Quoted], name: Callable[[str, Place], Ref]) -> Text:
    """A text from its quoted parts: joined by a space, ``""`` alone making a paragraph.

    Args:
        parts: The parts in the order of the text, at least one.
        name: Makes a reference of a mentioned name.

    Raises:
        BadText: An escape that is none, or a brace or bracket that opens nothing.
    """
    first = parts[0]
    if len(parts) == 1 and _PLAIN.fullmatch(first.raw):
        return Text(first.raw, place=first.place)
    pieces: list[str] = []
    length, begins_paragraph = 0, True
    parameters, mentions = [], []
    for part in parts:
        between = "" if begins_paragraph else " " if part.raw else PARAGRAPH
        words, found, named = _read(part, length + len(between), name)
        pieces += (between, words)
        length += len(between) + len(words)
        begins_paragraph = not part.raw
        parameters += found
        mentions += named
    return Text("".join(pieces).rstrip("\n"), tuple(parameters), tuple(mentions), first.place)


def _read(part: Quoted, start: int, name: Callable[[str, Place], Ref]) -> tuple[str, list[str], list[Mention]]:
    plain, parameters, mentions, position = "", [], [], 0
    for match in _MARKUP.finditer(part.raw):
        plain += part.raw[position : match.start()]
        position = match.end()
        place = Place(part.place.line, part.place.start + match.start(), part.place.start + match.end())
        if match["escape"] is not None:
            plain += _unescaped(match["escape"], place)
        elif match["parameter"]:
            parameters.append(match["parameter"])
            plain += match[0]
        elif match["mention"]:
            at = start + len(plain)
            plain += match["mention"]
            mentions.append(Mention(at, at + len(match["mention"]), name(match["mention"], place)))
        else:
            raise _opens_nothing(match["open"], place)
    return plain + part.raw[position:], parameters, mentions


def _unescaped(character: str, place: Place) -> str:
    if character and character in '"\\{[':
        return character
    raise BadText(
        f"`\\{character}` is not an escape",
        r"a text knows `\"`, `\\`, `\{` and `\[`; write a backslash itself as `\\`",
        place,
    )


def _opens_nothing(opening: str, place: Place) -> BadText:
    if opening == "{":
        return BadText("`{` opens no parameter", r"a parameter is `{name}`; write a brace itself as `\{`", place)
    return BadText("`[[` opens no reference", r"a reference is `[[G3]]`; write brackets themselves as `\[[`", place)
