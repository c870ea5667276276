"""What was probably meant."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

MOST_CANDIDATES = 2000
"""Comparing a misspelt name with more than this many takes longer than a reader's glance."""


def closest(word: str, candidates: Iterable[str]) -> str | None:
    """The candidate that a misspelt word is nearest to, if any is near."""
    near = [name for name in candidates if abs(len(name) - len(word)) <= 2][:MOST_CANDIDATES]
    matches = get_close_matches(word, near, n=1, cutoff=0.6)
    return matches[0] if matches else None


def did_you_mean(word: str, candidates: Iterable[str]) -> str | None:
    """A help line for a misspelt word, or nothing where none is near."""
    match = closest(word, candidates)
    return f"did you mean `{match}`?" if match else None
