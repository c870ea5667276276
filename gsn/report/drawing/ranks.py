"""The rank of each box, from the structure alone: as near to the top as what leads to it allows.

So all that supports one element stands on one level, and where evidence is shared far below, it is the last line that
is long. The ranks also tell beforehand how much work dot will have. It puts an unseen node on every rank that a line
passes, and its time grows with more than the square of their number: three hundred elements in a chain with as many
lines across it took four minutes. An argument of two thousand elements, a few ranks deep, has hardly any.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

Pairs: TypeAlias = Sequence[tuple[int, int]]
"""The boxes that each line joins, by their positions, from above to below."""

MOST_FOR_DOT = 1_200
"""Lines and passed ranks that dot is given: it takes about a fifth of a second for these."""


def ranked(count: int, links: Pairs) -> list[int]:
    """The rank of each of so many boxes; a line that closes a cycle has no say."""
    below: list[list[int]] = [[] for _ in range(count)]
    for tail, head in links:
        below[tail].append(head)
    order = _from_the_top(below)
    position = {box: index for index, box in enumerate(order)}
    ranks = [0] * count
    for box in order:
        for head in below[box]:
            if position[head] > position[box]:
                ranks[head] = max(ranks[head], ranks[box] + 1)
    return ranks


def suits_dot(ranks: Sequence[int], links: Pairs) -> bool:
    """Whether dot places the boxes in the time that a reader waits for one figure."""
    passed = sum(max(abs(ranks[head] - ranks[tail]) - 1, 0) for tail, head in links)
    return max(len(ranks), passed + len(links)) <= MOST_FOR_DOT


def _from_the_top(below: Sequence[Sequence[int]]) -> list[int]:
    """The boxes so that lines lead onward, but for those that close a cycle; depth first, without recursion."""
    seen: set[int] = set()
    finished: list[int] = []
    for start in range(len(below)):
        if start in seen:
            continue
        seen.add(start)
        path = [(start, iter(below[start]))]
        while path:
            box, heads = path[-1]
            head = next((head for head in heads if head not in seen), None)
            if head is None:
                finished.append(box)
                path.pop()
            else:
                seen.add(head)
                path.append((head, iter(below[head])))
    return finished[::-1]
