"""What was probably meant."""

from __future__ import annotations

from collections.abc import Iterable

MOST_CANDIDATES = 2000
"""Comparing a misspelt name with more than this many takes longer than a reader's glance."""


def closest(word: str, candidates: Iterable[str]) -> str | None:
    """The candidate that a misspelt word is nearest to, if any is near: the first of those that are equally near."""
    most = _most_edits(word)
    near = [name for name in candidates if abs(len(name) - len(word)) <= most and name != word][:MOST_CANDIDATES]
    best = None
    for name in near:
        edits = _edits(word.casefold(), name.casefold(), most)
        if edits <= most:
            best, most = name, edits - 1
        if most < 0:
            break
    return best


def did_you_mean(word: str, candidates: Iterable[str]) -> str | None:
    """A help line for a misspelt word, or nothing where none is near."""
    match = closest(word, candidates)
    return f"did you mean `{match}`?" if match else None


def _most_edits(word: str) -> int:
    """A third of a word may be wrong, at least one letter and at most three."""
    return min(max(1, len(word) // 3), 3)


def _edits(word: str, other: str, most: int) -> int:
    """Letters to change, add, leave out or swap with their neighbour; ``most + 1`` where that is more than ``most``."""
    if word == other:
        return 0
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(word, 1):
        earlier, before, row = before, row, [i]
        for j, candidate in enumerate(other, 1):
            changed = before[j - 1] + (letter != candidate)
            row.append(min(changed, before[j] + 1, row[j - 1] + 1))
            if i > 1 and j > 1 and letter == other[j - 2] and word[i - 2] == candidate:
                row[j] = min(row[j], earlier[j - 2] + 1)
        if min(row) > most:
            return most + 1
    return row[-1]
