"""A text laid out in the one way, as edits of the lines that change: a cursor elsewhere stays where it is."""

from __future__ import annotations

from difflib import SequenceMatcher
from pathlib import Path

from gsn.drafting.change import Change, Edit, Refused
from gsn.drafting.parsers import line_parser
from gsn.drafting.position import Position, Range
from gsn.drafting.reading import Reading
from gsn.language.formatting import format_text
from gsn.language.source import TREE_ENDING


def format_change(reading: Reading, path: Path) -> Change | Refused:
    """What formatting a file would change; refused where it cannot be read, because then nobody knows what it says."""
    if path.suffix == TREE_ENDING:
        return Refused("a fault tree is not written here")
    text = reading.text(path)
    with line_parser() as parser:
        formatted = format_text(text, reading.shown(path), parser)
    if formatted.problems:
        first = formatted.problems[0]
        return Refused(f"line {first.place.number} cannot be read: {first.message}")
    return Change(f"format {path.name}", tuple(edits_between(path, text, formatted.text)))


def edits_between(path: Path, before: str, after: str) -> list[Edit]:
    """Edits by whole lines that make one text of another."""
    old, new = before.split("\n"), after.split("\n")
    edits = []
    for tag, first, end, new_first, new_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            edits.append(_edit(path, old, (first, end), new[new_first:new_end]))
    return edits


def _edit(path: Path, old: list[str], gone: tuple[int, int], rows: list[str]) -> Edit:
    first, end = gone
    if end < len(old):
        body = "".join(f"{row}\n" for row in rows)
        return Edit(path.resolve(), Range(Position(first, 0), Position(end, 0)), body)
    last = Position(len(old) - 1, len(old[-1]))
    if first == 0:
        return Edit(path.resolve(), Range(Position(0, 0), last), "\n".join(rows))
    start = Position(first - 1, len(old[first - 1]))
    return Edit(path.resolve(), Range(start, last), "".join(f"\n{row}" for row in rows))
