"""What can still be said of a line that cannot be read, so that its one mistake is told once.

Nothing here is guessed into the case: a name that was recovered only keeps references to it from being reported, too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from gsn.language.outline import LogicalLine
from gsn.model.clauses import clauses_with
from gsn.model.kinds import DECLARABLE, FILE_HEADS, Kind

KINDS = {kind.value: kind for kind in DECLARABLE}
"""Each kind by its word."""

DIRECTIVES = ("import", "waive")
"""What stands at the margin and is no statement."""

NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*(?:[.-][A-Za-z0-9_]+)*")

_LEADING_JUNK = re.compile(r"^[^A-Za-z_]+")

_PART_OF_A_NAME = re.compile(r"[A-Za-z0-9_]")

_LOOKED_AT = 400
"""Characters of a bad line in which its name is looked for."""


@dataclass(frozen=True, slots=True)
class LostHead:
    """What is left of the line that said what a file is."""

    kind: Kind
    name: str | None


def recovered_name(line: LogicalLine) -> str | None:
    """The name that a bad head declares, where there is no doubt which of its words that is."""
    words, has_text = _words_before_text(line)
    if words[:1] == ["public"]:
        words = words[1:]
    kinds = [number for number, word in enumerate(words) if word in KINDS]
    if kinds[:1] == [0]:
        names = [word for word in words[1:] if _PART_OF_A_NAME.search(word)]
    elif len(kinds) == 1:
        names = words[kinds[0] + 1 :]
    else:
        names = words[1:] if has_text else []
    return names[0] if len(names) == 1 and NAME.fullmatch(names[0]) else None


def has_text(line: LogicalLine) -> bool:
    """Whether a bad line has a text, so that it declares something."""
    return _words_before_text(line)[1]


def depth_is_known(line: LogicalLine) -> bool:
    """Whether a line's indentation is its author's: not where junk or a tab stands before the words."""
    is_tab = line.fault is not None and line.fault.name == "tab" and not line.readable
    return bool(NAME.match(line.word)) and not is_tab


def lost_head(line: LogicalLine) -> LostHead | None:
    """What a bad first line of a file said that the file is, if it says so still."""
    words, _ = _words_before_text(line)
    heads = [line.word] if line.word in FILE_HEADS else [word for word in words if word in FILE_HEADS]
    if len(heads) != 1 or (line.word in KINDS and line.word not in FILE_HEADS):
        return None
    return LostHead(KINDS[heads[0]], recovered_name(line))


def names_a_configuration(line: LogicalLine) -> bool:
    """Whether a bad line may have declared a configuration, which is named by the system that it stood under."""
    return Kind.CONFIGURATION in _words_before_text(line)[0]


def hides_a_statement(line: LogicalLine) -> bool:
    """Whether a line that seems to continue a text may be a statement behind a stray quote."""
    words = (below.text.replace('"', " ").split(None, 1) for below in line.lines[1:])
    return any(is_known(first[0]) for first in words if first)


def is_known(word: str) -> bool:
    """Whether a word begins a statement or a clause anywhere."""
    return word in KINDS or word == "public" or word in DIRECTIVES or bool(clauses_with(word))


def is_followed_by_junk(line: LogicalLine, below: LogicalLine) -> bool:
    """Whether the very next line begins with a word that begins nothing."""
    return bool(below.word) and not is_known(below.word) and below.lines[0].number == line.lines[-1].number + 1


def may_go_on_in(line: LogicalLine, below: LogicalLine) -> bool:
    """Whether a bad line may have been the continuation of the one above it, whose text then ends too early."""
    if below.indent > line.indent:
        return True
    words, quote, _ = below.lines[0].text[:_LOOKED_AT].partition('"')
    return bool(quote) and not any(is_known(_LEADING_JUNK.sub("", word)) for word in words.split())


def declares(line: LogicalLine) -> bool:
    """Whether a line whose word is a kind as well as a clause is a statement with a text."""
    _kind, _name, text = f"{line.lines[0].text[:_LOOKED_AT]} . . .".split(None, 2)
    return text.startswith('"')


def _words_before_text(line: LogicalLine) -> tuple[list[str], bool]:
    """The words that stand before a line's first text, and whether there is a text."""
    code = line.lines[0].text[:_LOOKED_AT].partition("#")[0]
    words, quote, _ = code.partition('"')
    glued = "?" if quote and not words.endswith(" ") else ""  # a quote may have hit the name itself
    return f"{words}{glued}".split(), bool(quote)
