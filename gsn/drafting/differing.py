"""The one stretch in which two texts differ."""

from __future__ import annotations

from typing import NamedTuple


class Differing(NamedTuple):
    """Where two texts differ, from their first difference to their last: in one to one end, in the other to another."""

    start: int
    end_before: int
    end_after: int


def differing(before: str, after: str) -> Differing:
    """The stretch in which two texts differ; it is empty in both where they do not."""
    start = _alike(before, after)
    tail = _alike(before[start:][::-1], after[start:][::-1])
    return Differing(start, len(before) - tail, len(after) - tail)


def _alike(one: str, other: str) -> int:
    """How many characters two texts begin with alike, by halving: whole texts are compared faster than characters."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low
