"""An element with all that stands under it, moved up, down, in or out; refused where the standard forbids it."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from gsn.drafting.adding import body_indent
from gsn.drafting.blocks import Block
from gsn.drafting.change import Change, Edit, Refused
from gsn.drafting.cursor import file_blocks
from gsn.drafting.line_edits import indented, replaced_rows, rows_of
from gsn.drafting.position import Location, at
from gsn.drafting.reading import Reading
from gsn.drafting.standing_under import why_not_under
from gsn.language.source import TREE_ENDING
from gsn.model.kinds import FILE_HEADS


class Direction(StrEnum):
    """Where to: before the sibling above, behind the one below, under the one above, or beside what it stands under."""

    UP = "up"
    DOWN = "down"
    IN = "in"
    OUT = "out"


def move(reading: Reading, path: Path, line: int, direction: Direction) -> Change | Refused:
    """Move the statement that a line belongs to.

    Args:
        reading: The case.
        path: The file.
        line: A line of the statement, from 0.
        direction: Where to.
    """
    block = file_blocks(reading, path).at(line)
    refused = _cannot_be_moved(reading, path, block)
    if block is None or refused is not None:
        return refused or Refused("no statement stands here")
    siblings = _siblings(reading, path, block)
    place = siblings.index(block)
    match direction:
        case Direction.UP:
            above = siblings[place - 1] if place else None
            return _swap(reading, path, above, block, block) if above is not None else _end("first")
        case Direction.DOWN:
            below = siblings[place + 1] if place + 1 < len(siblings) else None
            return _swap(reading, path, block, below, block) if below is not None else _end("last")
        case Direction.IN:
            return _in(reading, path, block, siblings[place - 1]) if place else _nothing_above(block)
        case Direction.OUT:
            return _out(reading, path, block)


def _siblings(reading: Reading, path: Path, block: Block) -> list[Block]:
    siblings = block.parent.children if block.parent is not None else file_blocks(reading, path).top
    return [sibling for sibling in siblings if sibling.kind is not None and not _is_head(sibling)]


def _is_head(block: Block) -> bool:
    return block.parent is None and block.kind in FILE_HEADS


def _cannot_be_moved(reading: Reading, path: Path, block: Block | None) -> Refused | None:
    if block is None or block.kind is None:
        return Refused("no statement stands here")
    if path.suffix == TREE_ENDING:
        return Refused("a fault tree is not written here")
    if _is_head(block):
        return Refused(f"`{block.word}` begins the file and stays there")
    rows = rows_of(reading, path)[block.begins : block.end]
    if any("\t" in row[: len(row) - len(row.lstrip())] for row in rows):
        return Refused("it is indented with tabs: format the text first")
    return None


def _end(which: str) -> Refused:
    return Refused(f"it is the {which} of what stands there")


def _nothing_above(block: Block) -> Refused:
    return Refused(f"nothing stands above `{block.name}` at its level that it could be moved under")


def _swap(reading: Reading, path: Path, upper: Block, lower: Block, moved: Block) -> Change:
    """Two neighbours change places; what is between them stays between them."""
    rows = rows_of(reading, path)
    above, between, below = (
        rows[upper.begins : upper.end],
        rows[upper.end : lower.begins],
        rows[lower.begins : lower.end],
    )
    edit = replaced_rows(reading, path, upper.begins, lower.end, [*below, *between, *above])
    head = moved.first - moved.begins
    first = upper.begins + (head if moved is lower else len(below) + len(between) + head)
    return _change(path, moved, "up" if moved is lower else "down", edit, first)


def _in(reading: Reading, path: Path, block: Block, above: Block) -> Change | Refused:
    """Under the sibling above, as the last that stands there."""
    if not above.declares:
        return Refused(f"`{above.name}` is declared elsewhere: what stands under it belongs there")
    refusal = block.kind and why_not_under(block.kind, above.kind, away="::" in block.name)
    if refusal:
        return Refused(refusal)
    rows = rows_of(reading, path)
    own = indented(rows[block.begins : block.end], body_indent(rows, above) - block.indent)
    between = rows[above.end : block.begins]
    edit = replaced_rows(reading, path, above.end, block.end, [*own, *between])
    return _change(path, block, "in", edit, above.end + block.first - block.begins)


def _out(reading: Reading, path: Path, block: Block) -> Change | Refused:
    """Behind what it stands under, beside it."""
    parent = block.parent
    if parent is None:
        return Refused(f"`{block.name}` stands at the margin already")
    beside = parent.parent
    if beside is None and not block.declares:
        return Refused(f"`{block.name}` is a reference, and at the margin nothing refers")
    refusal = block.kind and why_not_under(block.kind, beside.kind if beside else None, away="::" in block.name)
    if refusal:
        return Refused(refusal)
    rows = rows_of(reading, path)
    own = indented(rows[block.begins : block.end], parent.indent - block.indent)
    rest = rows[block.end : parent.end]
    edit = replaced_rows(reading, path, block.begins, parent.end, [*rest, *own])
    return _change(path, block, "out", edit, block.begins + len(rest) + block.first - block.begins)


def _change(path: Path, block: Block, where: str, edit: Edit, first: int) -> Change:
    cursor = Location(path.resolve(), at(first, block.indent))
    return Change(f"move {block.name} {where}", (edit,), cursor=cursor, safe=where in {"up", "down"})
