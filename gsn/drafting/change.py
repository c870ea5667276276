"""Changes to texts as plain records, and the one function that makes them.

A service never writes: it gives a change, or says why it refuses. A screen shows the change, makes it in its buffers
and can undo it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from gsn.drafting.position import Location, Position, Range


class Edit(NamedTuple):
    """Text that takes the place of a range in one file."""

    path: Path
    range: Range
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that a service would do.

    Attributes:
        title: What it does, for a menu and for undo: ``rename G1 to G2``.
        edits: What is replaced. No two ranges of one file overlap; all are of the text before the change.
        new_files: Files that are written anew, with their whole text; none is there before.
        cursor: Where the author goes on, in the text after the change.
        safe: Whether the meaning of the case cannot change by it.
    """

    title: str
    edits: tuple[Edit, ...] = ()
    new_files: Mapping[Path, str] | None = None
    cursor: Location | None = None
    safe: bool = True

    @property
    def files(self) -> tuple[Path, ...]:
        """Every file that it touches."""
        return tuple(dict.fromkeys((*(edit.path for edit in self.edits), *(self.new_files or {}))))


@dataclass(frozen=True, slots=True)
class Refused:
    """Why a service does not do what it was asked, in one sentence for the author."""

    reason: str


def applied(texts: Mapping[Path, str], change: Change) -> dict[Path, str]:
    """The texts that a change touches, as they are after it.

    Args:
        texts: The texts before it, at least those that it edits.
        change: What to do.

    Raises:
        ValueError: Two edits overlap, or one lies outside of its text. A service never gives such a change.
    """
    changed = dict(change.new_files or {})
    for path in dict.fromkeys(edit.path for edit in change.edits):
        changed[path] = edited(texts[path], [edit for edit in change.edits if edit.path == path])
    return changed


def edited(text: str, edits: Iterable[Edit]) -> str:
    """One text after its edits; those at the same position are made in their order."""
    starts = line_starts(text)
    spans = sorted(
        ((_offset(starts, text, edit.range.start), _offset(starts, text, edit.range.end), edit.text) for edit in edits),
        key=lambda span: span[:2],
    )
    parts: list[str] = []
    done = 0
    for start, end, new in spans:
        if start < done or end < start:
            raise ValueError("edits of one text overlap")
        parts += [text[done:start], new]
        done = end
    return "".join((*parts, text[done:]))


def line_starts(text: str) -> list[int]:
    """The offset at which each line of a text begins."""
    starts = [0]
    found = text.find("\n")
    while found >= 0:
        starts.append(found + 1)
        found = text.find("\n", found + 1)
    return starts


def _offset(starts: list[int], text: str, position: Position) -> int:
    if not 0 <= position.line < len(starts):
        raise ValueError(f"line {position.line} is not in the text")
    end = starts[position.line + 1] - 1 if position.line + 1 < len(starts) else len(text)
    offset = starts[position.line] + position.column
    if not starts[position.line] <= offset <= end:
        raise ValueError(f"column {position.column} is not in line {position.line}")
    return offset


def position_at(text: str, offset: int) -> Position:
    """The position of an offset into a text."""
    line = text.count("\n", 0, offset)
    return Position(line, offset - (text.rfind("\n", 0, offset) + 1))
