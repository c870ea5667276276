"""What can be put under a statement, and the line that puts it there, with a name that is free."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from gsn.drafting.blocks import Block
from gsn.drafting.change import Change, Refused
from gsn.drafting.cursor import block_at, file_blocks
from gsn.drafting.forms_of_kinds import form_of_kind, says_of_kind
from gsn.drafting.line_edits import LEVEL, replaced_rows, rows_of
from gsn.drafting.naming import next_name
from gsn.drafting.position import Location, at
from gsn.drafting.reading import Reading
from gsn.drafting.standing_under import why_not_under
from gsn.language.source import TREE_ENDING
from gsn.model.kinds import FILE_HEADS, SCOPING, Kind

OFFERED = (
    Kind.GOAL,
    Kind.STRATEGY,
    Kind.SOLUTION,
    Kind.CONTEXT,
    Kind.ASSUMPTION,
    Kind.JUSTIFICATION,
    Kind.CHALLENGE,
    Kind.CONFIDENCE,
    Kind.CONFIGURATION,
)
"""What is offered under a statement, in the order in which it is."""


@dataclass(frozen=True, slots=True)
class Addable:
    """A kind that may stand under a statement, the name that it would get, how it is written and what it is for."""

    kind: Kind
    name: str
    form: str
    says: str


def addable(reading: Reading, path: Path, line: int) -> list[Addable]:
    """What may be put under the statement that a line, from 0, belongs to; under a file's head, at the margin."""
    parent = _parent(reading, path, line)
    module = reading.module_at(path)
    if module is None or (parent is not None and not parent.declares):
        return []
    kinds = OFFERED if parent is not None else (Kind.CASE, *(kind for kind in Kind if kind not in FILE_HEADS))
    return [
        Addable(kind, next_name(reading, kind, module.name), form_of_kind(kind), says_of_kind(kind))
        for kind in kinds
        if _why_not(reading, path, kind, parent) is None
    ]


def add_below(
    reading: Reading, path: Path, line: int, kind: Kind, text: str = "", name: str | None = None
) -> Change | Refused:
    """Put a new statement under the one that a line belongs to.

    What scopes comes before what supports; everything else comes last. At the margin it comes at the end of the file.

    Args:
        reading: The case.
        path: The file.
        line: A line of the statement, from 0.
        kind: The new statement's kind.
        text: Its text; empty to be written at the cursor.
        name: Its name; one that is free where none is given.
    """
    module = reading.module_at(path)
    parent = _parent(reading, path, line)
    if module is None or path.suffix == TREE_ENDING:
        return Refused("this file is no text of the case")
    if parent is not None and not parent.declares:
        return Refused(f"`{parent.name}` is declared elsewhere: what stands under it belongs there")
    refusal = _why_not(reading, path, kind, parent)
    if refusal is not None:
        return Refused(refusal)
    chosen = name or next_name(reading, kind, module.name)
    return insertion(reading, path, parent, kind, f'{kind} {chosen} "{escaped(text)}"')


def refer_below(reading: Reading, path: Path, line: int, kind: Kind, name: str) -> Change | Refused:
    """Put a reference under the statement that a line belongs to: ``solution E1``."""
    parent = _parent(reading, path, line)
    if parent is None or not parent.declares:
        return Refused("a reference stands under what it supports or scopes")
    refusal = why_not_under(kind, parent.kind, away="::" in name)
    return Refused(refusal) if refusal is not None else insertion(reading, path, parent, kind, f"{kind} {name}")


def insertion(reading: Reading, path: Path, parent: Block | None, kind: Kind, words: str) -> Change:
    """A line put under a statement, or at the end of a file, a head at its beginning.

    The cursor comes to stand before its last quote.
    """
    rows = rows_of(reading, path)
    if kind in FILE_HEADS:
        gap = [""] if rows and rows[0].strip() else []
        line = indent = 0
        edit = replaced_rows(reading, path, 0, 0, [words, *gap])
    elif parent is None:
        gap = [""] if rows and rows[-1].strip() else []
        line, indent = len(rows), 0
        edit = replaced_rows(reading, path, line, line, [*gap, words])
        line += len(gap)
    else:
        line, indent = _place_under(parent, kind), body_indent(rows, parent)
        edit = replaced_rows(reading, path, line, line, [f"{' ' * indent}{words}"])
    column = indent + len(words) - words.endswith('"')
    cursor = Location(path.resolve(), at(line, column))
    return Change(f"add {words.partition(' ')[0]}", (edit,), cursor=cursor, safe=False)


def add_clause(reading: Reading, path: Path, line: int, words: str) -> Change | Refused:
    """Put a clause behind those that the statement of a line has; the cursor comes to stand at its end."""
    block = block_at(reading, path, line)
    if block is None or not block.declares or path.suffix == TREE_ENDING:
        return Refused("no statement stands here that could say more")
    rows, place = rows_of(reading, path), clause_place(block)
    indent = body_indent(rows, block)
    edit = replaced_rows(reading, path, place, place, [f"{' ' * indent}{words}"])
    cursor = Location(path.resolve(), at(place, indent + len(words)))
    return Change(f"add {words.partition(' ')[0]}", (edit,), cursor=cursor, safe=False)


def body_indent(rows: list[str], block: Block) -> int:
    """How deep what stands under a statement stands: as what is there, else one level."""
    if block.body_indent is not None:
        return block.body_indent
    if block.clauses:
        first = rows[block.clauses[0].first]
        return len(first) - len(first.lstrip(" "))
    return block.indent + LEVEL


def clause_place(block: Block) -> int:
    """The line before which a new clause of a statement stands: behind those that it has."""
    own = [stretch.end for stretch in block.clauses]
    before = [child.begins for child in block.children]
    return max([block.head_end, *(end for end in own if not before or end <= before[0])])


def _place_under(parent: Block, kind: Kind) -> int:
    if kind not in SCOPING:
        return parent.end
    scopes = [child for child in parent.children if child.kind in SCOPING]
    return max([clause_place(parent), *(child.end for child in scopes)])


def _parent(reading: Reading, path: Path, line: int) -> Block | None:
    """The statement that a line belongs to; a file's head stands for its margin, and so does what carries nothing."""
    block = block_at(reading, path, line)
    at_the_margin = block is not None and block.parent is None
    return None if block is not None and at_the_margin and not _carries(block.kind) else block


def _carries(kind: Kind | None) -> bool:
    """Whether anything that is offered could stand under one of a kind."""
    return kind not in FILE_HEADS and any(why_not_under(below, kind) is None for below in OFFERED)


def _why_not(reading: Reading, path: Path, kind: Kind, parent: Block | None) -> str | None:
    """Why a kind cannot be put under a statement, or at a file's margin; a head where the file has none."""
    if kind in FILE_HEADS and parent is None:
        headed = any(block.kind in FILE_HEADS for block in file_blocks(reading, path).all)
        return "the file has a head" if headed else None
    return why_not_under(kind, parent.kind if parent is not None else None)


def escaped(text: str) -> str:
    """A text as it is written between quotes, on one line; parameters and references in it stay what they are."""
    one_line = " ".join(text.split())
    return one_line.replace("\\", "\\\\").replace('"', '\\"')
