"""How much work a scene would be for Graphviz, told beforehand from its structure alone.

dot puts an unseen node on every rank that a line passes, and its time grows with more than the square of their number:
three hundred elements in a chain with as many lines across it took four minutes. An argument of two thousand elements,
a few ranks deep, has hardly any.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from gsn.report.drawing.scene import SceneTooLarge

HURRIED_ABOVE = 1_500
"""With more passed ranks than this, dot is asked for straight lines and few attempts."""
REFUSED_ABOVE = 15_000
"""With more than this, even that takes too long."""


def needs_haste(count: int, links: Iterable[tuple[int, int]]) -> bool:
    """Whether dot should hurry.

    Args:
        count: how many boxes there are, named 0, 1, ...
        links: the pairs of boxes that a line joins.

    Raises:
        SceneTooLarge: if the lines pass more ranks than dot can work through.
    """
    passed = passed_ranks(count, list(links))
    if passed > REFUSED_ABOVE:
        raise SceneTooLarge(f"the relations of this figure pass over {passed} ranks; {REFUSED_ABOVE} can be drawn")
    return passed > HURRIED_ABOVE


def passed_ranks(count: int, links: Sequence[tuple[int, int]]) -> int:
    """How many ranks the lines pass without ending there, each box as near to the top as the lines to it allow."""
    below: list[list[int]] = [[] for _ in range(count)]
    for tail, head in links:
        below[tail].append(head)
    order = _from_the_top(count, below)
    position = {box: index for index, box in enumerate(order)}
    rank = [0] * count
    for box in order:
        for head in below[box]:
            if position[head] > position[box]:
                rank[head] = max(rank[head], rank[box] + 1)
    return sum(max(abs(rank[head] - rank[tail]) - 1, 0) for tail, head in links)


def _from_the_top(count: int, below: Sequence[Sequence[int]]) -> list[int]:
    """The boxes so that lines lead onward, but for those that close a cycle; depth first, without recursion."""
    seen: set[int] = set()
    finished: list[int] = []
    for start in range(count):
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
