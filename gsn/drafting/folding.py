"""What can be folded in a text: statements with what stands under them, long texts and runs of comments."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from gsn.drafting.blocks import blocks_of
from gsn.language.outline import cut
from gsn.model.place import Line


@dataclass(frozen=True, slots=True)
class Fold:
    """Lines from ``first`` to ``last``, counted from 0, of which the first stays to be seen."""

    first: int
    last: int
    sort: Literal["statement", "text", "comment"] = "statement"


def folding_ranges(text: str) -> list[Fold]:
    """The folds of a text, in its order, whether or not it can be read."""
    lines = cut("", text)
    blocks = blocks_of(lines)
    folds = [Fold(block.first, block.end - 1) for block in blocks.all if block.end - 1 > block.first]
    stretches = {id(stretch): stretch for block in blocks.all for stretch in block.clauses}
    folds += [
        Fold(stretch.first, stretch.end - 1, "text")
        for stretch in stretches.values()
        if stretch.end - 1 > stretch.first
    ]
    folds += folds_of_comments(lines)
    return sorted(folds, key=lambda fold: (fold.first, -fold.last))


def folds_of_comments(lines: Sequence[Line]) -> list[Fold]:
    """Runs of lines that are comments alone."""
    found: list[Fold] = []
    first: int | None = None
    for number in range(len(lines) + 1):
        is_comment = number < len(lines) and lines[number].text.lstrip().startswith("#")
        if is_comment and first is None:
            first = number
        elif not is_comment and first is not None:
            if number - 1 > first:
                found.append(Fold(first, number - 1, "comment"))
            first = None
    return found
