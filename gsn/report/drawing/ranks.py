"""What the structure alone says of the ranks on which dot will put boxes: which lines must be short, and how much work.

dot puts an unseen node on every rank that a line passes, and its time grows with more than the square of their number:
three hundred elements in a chain with as many lines across it took four minutes. An argument of two thousand elements,
a few ranks deep, has hardly any.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from gsn.report.drawing.scene import SceneTooLarge

Pairs: TypeAlias = Sequence[tuple[int, int]]
"""The boxes that each line joins, by their positions, from above to below."""

HURRIED_ABOVE = 2_500
"""With more lines and passed ranks than this, dot is asked for straight lines and few attempts."""
REFUSED_ABOVE = 15_000
"""With more passed ranks than this, even that takes too long."""
HEAVIEST = 1_000
"""The most weight of a line: dot's own sums must not overflow."""


def needs_haste(count: int, links: Pairs) -> bool:
    """Whether dot should hurry over so many boxes and their lines.

    Raises:
        SceneTooLarge: if the lines pass more ranks than dot can work through.
    """
    passed = passed_ranks(count, links)
    if passed > REFUSED_ABOVE:
        raise SceneTooLarge(f"the relations of this figure pass over {passed} ranks; {REFUSED_ABOVE} can be drawn")
    return passed + len(links) > HURRIED_ABOVE


def passed_ranks(count: int, links: Pairs) -> int:
    """How many ranks the lines pass without ending there, each box as near to the top as the lines to it allow."""
    below = _below(count, links)
    order = _from_the_top(below)
    position = {box: index for index, box in enumerate(order)}
    rank = [0] * count
    for box in order:
        for head in below[box]:
            if position[head] > position[box]:
                rank[head] = max(rank[head], rank[box] + 1)
    return sum(max(abs(rank[head] - rank[tail]) - 1, 0) for tail, head in links)


def weights(count: int, links: Pairs) -> list[int]:
    """How much it matters to dot that each line is short: more than all lines on from its lower end together.

    So every box stays right below the box that leads to it, and where something far below is shared, it is the last
    line that is long.
    """
    below = _below(count, links)
    order = _from_the_top(below)
    position = {box: index for index, box in enumerate(order)}
    weight = [1] * count
    for box in reversed(order):
        onward = sum(weight[head] for head in below[box] if position[head] > position[box])
        weight[box] = min(1 + onward, HEAVIEST)
    return [weight[head] if position[head] > position[tail] else 1 for tail, head in links]


def _below(count: int, links: Pairs) -> list[list[int]]:
    below: list[list[int]] = [[] for _ in range(count)]
    for tail, head in links:
        below[tail].append(head)
    return below


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
