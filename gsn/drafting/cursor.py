"""What a cursor is in: the statement, the clause, the word, whether inside a text or a comment. It never fails."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from gsn.drafting.blocks import Block, Blocks, Stretch, are_cut_alike, blocks_of
from gsn.drafting.position import Position
from gsn.drafting.reading import Reading
from gsn.language.outline import code_end, open_quote
from gsn.model.clauses import Clause
from gsn.model.kinds import FILE_HEADS, Kind
from gsn.model.place import Line
from gsn.model.reference import Identity, identity

_WORD_BEFORE = re.compile(r"[A-Za-z_][A-Za-z0-9_.:-]*$")
_MENTION = re.compile(r"\[\[([A-Za-z0-9_.:-]*)$")


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where a cursor is.

    Attributes:
        path: The file.
        position: Where.
        line: The text of its line.
        word: What stands before it of the word that is being written.
        word_start: The column at which that word begins.
        indent: The indentation of the line; of a blank one the cursor's column.
        parent: The statement that the line stands under; nothing at the margin.
        block: The statement whose head the line is.
        clause: The clause whose line it is.
        first_word: Whether the line's first word is being written.
        in_text: Whether it is inside a quoted text; ``in_mention`` inside ``[[…`` of one.
        in_comment: Whether it is behind a ``#``.
    """

    path: Path
    position: Position
    line: str
    word: str
    word_start: int
    indent: int
    parent: Block | None
    block: Block | None
    clause: Clause | None
    first_word: bool
    in_text: bool
    in_mention: bool
    in_comment: bool

    @property
    def before(self) -> str:
        """What stands on the line before the cursor."""
        return self.line[: self.position.column]


def file_blocks(reading: Reading, path: Path) -> Blocks:
    """A file's blocks, worked out once for each reading; those of the reading before, where they stay as they were."""
    held: dict[Path, Blocks] = reading.__dict__.setdefault("_blocks", {})
    key = path.resolve()
    if key not in held:
        lines = reading.lines(path)
        before = reading.sources.cut.get(key)
        cut = before[1] if before is not None and are_cut_alike(before[0], lines) else blocks_of(lines)
        held[key] = cut
        reading.sources.cut[key] = (lines, cut)
    return held[key]


def block_at(reading: Reading, path: Path, line: int) -> Block | None:
    """The statement that a line belongs to."""
    return file_blocks(reading, path).at(line)


def cursor_at(reading: Reading, path: Path, position: Position) -> Cursor:
    """What a cursor is in."""
    lines = reading.lines(path)
    blocks = file_blocks(reading, path)
    text = lines[position.line].text if position.line < len(lines) else ""
    before = text[: position.column]
    in_text = open_quote(before) > 0
    in_comment = not in_text and code_end(before) < len(before) and before[code_end(before)] == "#"
    mention = _MENTION.search(before) if in_text else None
    word = mention[1] if mention is not None else _word_before(before)
    indent = len(text) - len(text.lstrip(" ")) if text.strip() else position.column
    stretch = _stretch_at(blocks, lines, position.line)
    head = blocks.headed_at(position.line)
    return Cursor(
        path=path.resolve(),
        position=position,
        line=text,
        word=word,
        word_start=position.column - len(word),
        indent=indent,
        parent=_parent(blocks, position.line, indent, head, stretch),
        block=head,
        clause=stretch.clause if stretch is not None else None,
        first_word=not in_text and not in_comment and before.strip() == word,
        in_text=in_text,
        in_mention=mention is not None,
        in_comment=in_comment,
    )


def _word_before(before: str) -> str:
    match = _WORD_BEFORE.search(before)
    return match[0] if match is not None else ""


def _stretch_at(blocks: Blocks, lines: list[Line], line: int) -> Stretch | None:
    stretch = blocks.clause_by_line.get(line)
    return stretch if stretch is not None and line >= stretch.first and line < len(lines) else None


def _parent(blocks: Blocks, line: int, indent: int, head: Block | None, stretch: Stretch | None) -> Block | None:
    """The statement that a line stands under: known from the outline, or told from the lines above a blank one."""
    if head is not None:
        return head.parent
    if stretch is not None:
        return blocks.by_line[stretch.first]
    above = next((number for number in range(line - 1, -1, -1) if number in blocks.by_line), None)
    block = blocks.by_line[above] if above is not None else None
    while block is not None and block.indent >= indent:
        block = block.parent
    return block


def identity_of_block(reading: Reading, path: Path, block: Block) -> Identity | None:
    """What a statement declares or refers to; nothing for what is no statement or has no name."""
    module = reading.module_at(path)
    if module is None or block.kind is None or not block.name:
        return None
    named = _identity_in(module.name, block)
    if block.kind is Kind.CONTEXT and not block.has_text and named not in reading.case.elements:
        return identity(block.name, "") if "::" not in block.name else named
    return named


def _identity_in(module: str, block: Block) -> Identity:
    if block.kind in FILE_HEADS:
        return identity(module if block.parent is None else block.name, "")
    if "::" in block.name:
        return block.name
    if block.kind is Kind.CONFIGURATION and block.parent is not None:
        return identity(module, f"{block.parent.name}.{block.name}")
    return identity(module, block.name)
