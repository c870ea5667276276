"""Three texts to one, by lines: what the author changed and what somebody else changed since both began.

Where both changed the same lines differently the author decides: the two stand one after the other between marks. The
marks are no words of the language, so that nothing is checked and nothing saved by mistake as if it had been decided.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

MINE, BETWEEN, THEIRS = "<<<<<<< mine", "=======", ">>>>>>> on disk"


@dataclass(frozen=True, slots=True)
class Merged:
    """A merged text. ``conflicts`` are the lines, from 0, at which what could not be merged begins."""

    text: str
    conflicts: tuple[int, ...]

    @property
    def clean(self) -> bool:
        """Whether nothing is left to decide."""
        return not self.conflicts


@dataclass(frozen=True, slots=True)
class _Region:
    """Lines of the base, from ``start`` to before ``end``, that one side or both have otherwise."""

    start: int
    end: int
    mine: tuple[int, int]
    theirs: tuple[int, int]


def merge(base: str, mine: str, theirs: str) -> Merged:
    """Put two changed texts together.

    Args:
        base: The text that both began with.
        mine: The author's.
        theirs: What is on disk.
    """
    old, ours, others = base.split("\n"), mine.split("\n"), theirs.split("\n")
    rows: list[str] = []
    conflicts: list[int] = []
    done = 0
    for region in _regions(old, ours, others):
        rows += old[done : region.start]
        done = region.end
        was, own, other = old[region.start : region.end], ours[slice(*region.mine)], others[slice(*region.theirs)]
        if other in (own, was):
            rows += own
        elif own == was:
            rows += other
        else:
            conflicts.append(len(rows))
            rows += [MINE, *own, BETWEEN, *other, THEIRS]
    return Merged("\n".join([*rows, *old[done:]]), tuple(conflicts))


def has_conflicts(text: str) -> bool:
    """Whether something is left to decide in a merged text."""
    return any(row in {MINE, THEIRS} for row in text.split("\n"))


def _regions(old: Sequence[str], mine: Sequence[str], theirs: Sequence[str]) -> list[_Region]:
    """What either side changed, put together where the two touch."""
    own, other = _kept(old, mine), _kept(old, theirs)
    regions: list[_Region] = []
    start, mine_at, theirs_at = 0, 0, 0
    for line in range(len(old) + 1):
        at_end = line == len(old)
        if not at_end and (own[line] is None or other[line] is None):
            continue
        here_mine = len(mine) if at_end else own[line]
        here_theirs = len(theirs) if at_end else other[line]
        if here_mine is None or here_theirs is None:
            continue
        if line > start or here_mine > mine_at or here_theirs > theirs_at:
            regions.append(_Region(start, line, (mine_at, here_mine), (theirs_at, here_theirs)))
        start, mine_at, theirs_at = line + 1, here_mine + 1, here_theirs + 1
    return regions


def _kept(old: Sequence[str], new: Sequence[str]) -> list[int | None]:
    """For each line of the base where the other text still has it; nothing where it has not."""
    kept: list[int | None] = [None] * len(old)
    for block in SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks():
        for offset in range(block.size):
            kept[block.a + offset] = block.b + offset
    return kept
