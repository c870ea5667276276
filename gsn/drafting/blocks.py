"""A text as its blocks: each statement with the lines that stand under it, by indentation and first words alone.

A text that cannot be read has blocks all the same, so that somebody can move, fold and complete in it. A comment
belongs to the next statement of its indentation, else to the end of the block that it stands in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from gsn.language.outline import LONGEST_LINE, LogicalLine, code_end, open_quote, outline
from gsn.language.recovery import DIRECTIVES, KINDS, declares
from gsn.model.clauses import Clause, clause_for, clauses_with
from gsn.model.kinds import Kind
from gsn.model.place import Line

MOST_COMPARED = 100
"""Lines that differ, up to which it is quicker to compare them than to cut the text anew."""

_HEAD = re.compile(
    r"[ \t]*(?P<public>public[ \t]+)?(?P<kind>[a-z]+)[ \t]+"
    r"(?P<name>[A-Za-z_][A-Za-z0-9_]*(?:(?:[.-]|::)[A-Za-z0-9_]+)*)?[ \t]*(?P<text>\")?"
)


@dataclass(slots=True, eq=False)
class Stretch:
    """A clause's own lines, from ``first`` to before ``end``; comments that belong to it begin at ``begins``."""

    clause: Clause
    begins: int
    first: int
    end: int


@dataclass(slots=True, eq=False)
class Block:
    """A statement, or a line that is neither statement nor clause.

    Lines are counted from 0. ``first`` is the head's line, ``head_end`` the one after its text, ``begins`` the first of
    the comments that belong to it, ``end`` the line after all that stands under it, blank lines at the end left out.
    ``kind`` is None for directives and for lines that nobody understands.
    """

    word: str
    kind: Kind | None
    name: str
    name_start: int
    public: bool
    has_text: bool
    indent: int
    begins: int
    first: int
    head_end: int
    end: int
    parent: Block | None
    children: list[Block] = field(default_factory=list)
    clauses: list[Stretch] = field(default_factory=list)

    @property
    def declares(self) -> bool:
        """Whether it declares what it names: with a text, and not by a qualified name."""
        return self.has_text and "::" not in self.name

    @property
    def above(self) -> Iterator[Block]:
        """The statements that it stands under, the nearest first."""
        block = self.parent
        while block is not None:
            yield block
            block = block.parent

    @property
    def body_indent(self) -> int | None:
        """The indentation of what stands under it; nothing where nothing does."""
        if self.children:
            return self.children[0].indent
        return None


@dataclass(frozen=True, slots=True)
class Blocks:
    """All blocks of a text in its order, and those at its margin."""

    all: list[Block]
    top: list[Block]
    by_line: dict[int, Block]
    clause_by_line: dict[int, Stretch]

    def at(self, line: int) -> Block | None:
        """The statement whose head, clause or comment stands on a line, or the innermost that the line is within."""
        if line in self.by_line:
            return self.by_line[line]
        found = None
        for block in self.all:
            if block.begins > line:
                break
            if block.begins <= line < block.end:
                found = block
        return found

    def headed_at(self, line: int) -> Block | None:
        """The statement whose head stands on a line."""
        block = self.by_line.get(line)
        return block if block is not None and block.first <= line < block.head_end else None


def blocks_of(lines: Sequence[Line]) -> Blocks:
    """The blocks of a text."""
    cutting = _Cutting()
    for logical in outline(lines):
        cutting.take(logical)
    return Blocks(cutting.all, cutting.top, cutting.by_line, cutting.clause_by_line)


def are_cut_alike(before: Sequence[Line], after: Sequence[Line]) -> bool:
    """Whether two texts have the same blocks at the same lines: at most what stands in their texts differs."""
    if len(before) != len(after):
        return False
    differing = [(one.text, other.text) for one, other in zip(before, after, strict=True) if one is not other]
    return len(differing) <= MOST_COMPARED and all(
        one == other or (_shape(one) == _shape(other) is not None) for one, other in differing
    )


def _shape(line: str) -> tuple[object, ...] | None:
    """What of a line decides its block, where that is the line of a statement or clause and nothing is odd about it."""
    words = line.lstrip(" ")
    if not line.isprintable() or not words or words[0] in '"#' or open_quote(line):
        return None
    head = _HEAD.match(line)
    named = head is not None and head["name"] is not None
    beginning = head[0] if head is not None and named else len(line.rstrip())
    return (len(line) - len(words), words.split()[0], words.partition('"')[1], beginning, len(line) > LONGEST_LINE)


class _Cutting:
    """Where the cutting of a text is. ``waiting`` are comments that may belong to the next statement."""

    def __init__(self) -> None:
        self.all: list[Block] = []
        self.top: list[Block] = []
        self.by_line: dict[int, Block] = {}
        self.clause_by_line: dict[int, Stretch] = {}
        self.open: list[Block] = []
        self.waiting: list[tuple[int, int]] = []

    def take(self, logical: LogicalLine) -> None:
        first = logical.lines[0].number - 1
        end = logical.lines[-1].number
        if not logical.word:
            if logical.lines[0].text.strip():
                self.waiting.append((first, logical.indent))
            return
        begins = self._comments_of(first, logical.indent)
        while self.open and logical.indent <= self.open[-1].indent:
            self.open.pop()
        parent = self.open[-1] if self.open else None
        clause = _clause(parent, logical)
        if parent is not None and clause is not None:
            stretch = Stretch(clause, begins, first, end)
            parent.clauses.append(stretch)
            self.clause_by_line.update(dict.fromkeys(range(begins, end), stretch))
            self.by_line.update(dict.fromkeys(range(begins, end), parent))
        else:
            block = _block(logical, parent, begins, first, end)
            (self.top if parent is None else parent.children).append(block)
            self.all.append(block)
            self.open.append(block)
            self.by_line.update(dict.fromkeys(range(begins, end), block))
        self._extend(end)

    def _extend(self, end: int) -> None:
        for block in self.open:
            block.end = max(block.end, end)

    def _comments_of(self, first: int, indent: int) -> int:
        """The first line of the comments right above that belong to a line; the others stay where they stand."""
        begins = first
        while self.waiting and self.waiting[-1] == (begins - 1, indent):
            begins, _ = self.waiting.pop()
        for line, comment_indent in self.waiting:
            inside = [block for block in self.open if block.indent < comment_indent]
            for block in inside:
                block.end = max(block.end, line + 1)
            if inside:
                self.by_line[line] = inside[-1]
        self.waiting = []
        return begins


def _clause(parent: Block | None, logical: LogicalLine) -> Clause | None:
    if parent is None:
        return None
    if parent.kind is None:
        if logical.word in KINDS and declares(logical):
            return None
        return next(iter(clauses_with(logical.word)), None)
    return clause_for(parent.kind, logical.word)


def _block(logical: LogicalLine, parent: Block | None, begins: int, first: int, end: int) -> Block:
    text = logical.lines[0].text
    match = _HEAD.match(text[: code_end(text)] if logical.readable else text)
    word = match["kind"] if match is not None else logical.word
    kind = KINDS.get(word) if word not in DIRECTIVES else None
    continues = len(logical.lines) > 1
    return Block(
        word=word,
        kind=kind,
        name=(match["name"] or "") if match is not None and kind is not None else "",
        name_start=match.start("name") if match is not None and match["name"] else len(text.rstrip()),
        public=match is not None and match["public"] is not None,
        has_text=(match is not None and match["text"] is not None) or continues,
        indent=logical.indent,
        begins=begins,
        first=first,
        head_end=end,
        end=end,
        parent=parent,
    )
