"""The one way in which a text is laid out.

Formatting works on the outline's lines and words and not on what they mean, so that nothing is lost. The author's
order, blank lines, comments and line breaks of texts stay; indentation, spaces and the length of lines are canonical.
Before a formatted text is given, it is read again and compared with what it was made of.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from gsn.language.outline import LogicalLine, code_end, cut, outline
from gsn.language.parsing import LineParser, shared_parser
from gsn.language.reader import read_text
from gsn.language.readtext import ReadText
from gsn.model.place import Line, Place
from gsn.model.problem import Problem

WIDTH = 88
"""Columns of a line without its indentation, so that what is nested elsewhere keeps its line breaks."""

LEVEL = "    "

_TOKEN = re.compile(
    r"""  (?P<text>    "[^"\\]*(?:\\.[^"\\]*)*" )
        | (?P<date>    [0-9]{4}-[0-9]{2}-[0-9]{2} (?![\w-]) )
        | (?P<number>  [0-9][0-9_]* (?:\.[0-9][0-9_]*)? (?:[eE][+-]?[0-9]+)? %? )
        | (?P<name>    [A-Za-z_][A-Za-z0-9_]* (?:(?:[.-]|::)[A-Za-z0-9_]+)* )
        | (?P<sign>    -> | <= | >= | \.\. | \S )
    """,
    re.VERBOSE,
)
_SPACE = re.compile(r'(?<! )(?<!^") ')
"""The first of a text's spaces between two words."""


@dataclass(frozen=True, slots=True)
class Formatted:
    """A text as it is laid out; ``problems`` are what keeps it from that, and then ``text`` is the author's."""

    text: str
    problems: tuple[Problem, ...]
    changed: bool


class _Read(Protocol):
    """What a text says, as far as laying it out has to know."""

    @property
    def problems(self) -> Sequence[Problem]: ...


Reading = TypeVar("Reading", bound=_Read)


def format_text(text: str, file: str, parser: LineParser | None = None) -> Formatted:
    """Lay out a text.

    Args:
        text: The text of one file.
        file: What the file is called in problems.
        parser: The reader of lines to use; the process's own when not given.
    """
    line_parser = parser or shared_parser()
    return format_as(text, file, lambda lines: read_text(lines, "text", line_parser), _say_the_same)


def format_as(
    text: str,
    file: str,
    read: Callable[[Sequence[Line]], Reading],
    say_the_same: Callable[[Reading, Reading], bool],
    *,
    lists: bool = False,
) -> Formatted:
    """Lay out a text of any language that is an outline of lines.

    Args:
        text: The text of one file.
        file: What the file is called in problems.
        read: Reads the lines of a text.
        say_the_same: Whether two readings agree in all that matters.
        lists: Whether a line that ends with a comma goes on in a deeper one below.
    """
    lines = cut(file, text)
    before = read(lines)
    if before.problems:
        return Formatted(text, tuple(before.problems), changed=False)
    laid_out = "".join(f"{line}\n" for line in _laid_out(outline(lines, lists=lists), lists=lists))
    if laid_out == text:
        return Formatted(text, (), changed=False)
    again = cut(file, laid_out)
    if not say_the_same(before, read(again)) or _words_of(lines) != _words_of(again):
        problem = Problem(
            "unreadable-file",
            f"`{file}` would say something else when formatted: a bug in the formatter; nothing was written",
            Place(lines[0], 0, 1),
        )
        return Formatted(text, (problem,), changed=False)
    return Formatted(laid_out, (), changed=True)


# The outline


def _laid_out(logical_lines: Iterator[LogicalLine], *, lists: bool) -> Iterator[str]:
    """The formatted lines, without blank ones at the ends and with at most one between two others."""
    indents: list[int] = []
    begun = blank = False
    for logical in logical_lines:
        is_comment = not logical.word
        if is_comment and not logical.text.strip(" "):
            blank = begun
            continue
        if blank:
            yield ""
        begun, blank = True, False
        while indents and logical.indent <= indents[-1] and not is_comment:
            indents.pop()
        level = sum(indent < logical.indent for indent in indents)
        if not is_comment:
            indents.append(logical.indent)
        yield from _physical_lines(logical, level, lists=lists)


def _physical_lines(logical: LogicalLine, level: int, *, lists: bool) -> Iterator[str]:
    """A logical line on as many lines as it had, and on more where it is too wide."""
    indentation = LEVEL * level
    for line in logical.lines:
        code, comment = _parted(line.text)
        *parts, last = _broken(_spaced(code), lists=lists)
        for part in parts:
            yield f"{indentation}{part}"
            indentation = LEVEL * (level + 1)
        yield f"{indentation}{last}{'  ' if last and comment else ''}{comment}"
        indentation = LEVEL * (level + 1)


def _parted(text: str) -> tuple[str, str]:
    """A physical line's words, and its comment."""
    end = code_end(text)
    return text[:end], text[end:].rstrip(" ")


# One line


def _spaced(code: str) -> list[str]:
    """The words of a line, each with the space before it that it is to have."""
    spaced: list[str] = []
    before: re.Match[str] | None = None
    for token in _TOKEN.finditer(code):
        spaced.append(token[0] if before is None or _joins(before, token) else f" {token[0]}")
        before = token
    return spaced


def _joins(before: re.Match[str], token: re.Match[str]) -> bool:
    """Whether no space stands between two words: ``3..4``, ``(a``, ``a,``, ``P(``; but days stand apart, ``a .. b``."""
    if token[0] in {",", ":", ")"} or before[0] == "(":
        return True
    if token[0] == "(":
        return before[0] == "P"
    if token[0] == "..":
        return before.lastgroup == "number"
    return before[0] == ".." and token.lastgroup == "number"


@dataclass(frozen=True, slots=True)
class _Break:
    """A space that may become a line break; inside a text, the text is closed before it and opened behind it."""

    column: int
    inside: bool


def _broken(words: Sequence[str], *, lists: bool) -> list[str]:
    """A line broken inside its texts, and before those that follow a comma, so that it is no wider than it may be.

    Where lists go on below a comma, it is broken behind any.

    Each part is as wide as it can be. Where nothing fits, the first part is as narrow as it can be, so that what was
    broken is never broken again.
    """
    line = "".join(words)
    if len(line) <= WIDTH:
        return [line]
    parts: list[str] = []
    breaks = _breaks(words, lists=lists)
    begin, opening, next_break = 0, "", 0
    while len(opening) + len(line) - begin > WIDTH and next_break < len(breaks):
        chosen = _last_that_fits(breaks, next_break, begin - len(opening) + WIDTH)
        at = breaks[chosen]
        parts.append(opening + line[begin : at.column] + ('"' if at.inside else ""))
        begin, opening, next_break = at.column + 1, '"' if at.inside else "", chosen + 1
    return [*parts, opening + line[begin:]]


def _last_that_fits(breaks: Sequence[_Break], first: int, end: int) -> int:
    """The last break before a column, rather between texts than inside one; the first of all where none is."""
    between: int | None = None
    inside: int | None = None
    for number in range(first, len(breaks)):
        if breaks[number].column + breaks[number].inside > end:
            break
        if breaks[number].inside:
            inside = number
        else:
            between = number
    if between is not None:
        return between
    return first if inside is None else inside


def _breaks(words: Sequence[str], *, lists: bool) -> list[_Break]:
    """Where a line may be broken: never so that a part of a text would be empty."""
    found: list[_Break] = []
    column, before = 0, ""
    for word in words:
        token = word.lstrip(" ")
        begin = column + len(word) - len(token)
        if before.endswith(",") and (lists or token.startswith('"')):
            found.append(_Break(begin - 1, inside=False))
        if token.startswith('"'):
            end = len(token[:-1].rstrip(" "))
            found += [_Break(begin + space.start(), inside=True) for space in _SPACE.finditer(token, 1, end)]
        column += len(word)
        before = word
    return found


# Nothing is lost


def _say_the_same(before: ReadText, after: ReadText) -> bool:
    """Whether two readings of a text agree in all that takes part in equality."""
    return (
        before.problems == after.problems
        and (before.module, before.kind, before.head) == (after.module, after.kind, after.head)
        and before.elements == after.elements
        and before.links == after.links
        and before.waivers == after.waivers
        and [wanted.path for wanted in before.imports] == [wanted.path for wanted in after.imports]
    )


def _words_of(lines: Sequence[Line]) -> list[str]:
    """All words and comments in their order, texts word by word, so that a line break in them makes no difference."""
    found: list[str] = []
    for line in lines:
        code, comment = _parted(line.text)
        for token in _TOKEN.finditer(code):
            found += token[0][1:-1].split(" ") if token.lastgroup == "text" else [token[0]]
        if comment:
            found.append(comment)
    return found
