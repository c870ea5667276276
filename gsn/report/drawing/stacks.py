"""Which contexts stand beside which element: those that are its alone, stacked on its left and its right."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from gsn.report.drawing.figure import Figure
from gsn.report.drawing.relations import challenged
from gsn.report.drawing.scene import Edge, EdgeName, Relation

STACK_LIMIT = 8
"""The most contexts on one side; further ones are placed below, as shared ones are."""


@dataclass(slots=True)
class Stack:
    """The contexts on one side of an element, from above to below.

    Args:
        keys: the contexts.
        height: of all of them.
        gap: how far they stand from the element, beyond what every stack does, for marks on the lines between.
        disputed: whether the lowest, or the relation to it, is challenged.
    """

    keys: list[str]
    height: float = 0.0
    gap: float = 0.0
    disputed: bool = False


@dataclass(frozen=True, slots=True)
class Stacks:
    """The contexts on either side of an element."""

    left: Stack
    right: Stack


GAP_FOR_MARK = 18.0
"""How much longer a line is for each mark on it."""


def stacked(figures: Mapping[str, Figure], edges: Sequence[Edge]) -> dict[str, Stacks]:
    """The stacks of each element that has contexts of its own."""
    disputed = challenged(edges)
    return {owner: _on_both_sides(links, figures, disputed) for owner, links in _owned(figures, edges).items()}


def _owned(figures: Mapping[str, Figure], edges: Iterable[Edge]) -> dict[str, list[Edge]]:
    """For each element the relations to the contexts that are its alone: nothing else leads to them or from them.

    A challenge to a context does not count: it comes from below, and the context stays where it is.
    """
    entering: dict[str, list[Edge]] = {key: [] for key in figures}
    leaving: set[str] = set()
    for edge in edges:
        leaving.add(edge.source)
        if isinstance(edge.target, str) and edge.relation is not Relation.CHALLENGES:
            entering[edge.target].append(edge)
    owned: dict[str, list[Edge]] = {}
    for key, found in entering.items():
        if key not in leaving and len(found) == 1 and found[0].relation is Relation.IN_CONTEXT_OF:
            owned.setdefault(found[0].source, []).append(found[0])
    return owned


def _on_both_sides(links: Sequence[Edge], figures: Mapping[str, Figure], disputed: set[str | EdgeName]) -> Stacks:
    """The contexts of one element on its two sides, evenly, beginning on the left.

    One that is challenged, or whose relation is, stands lowest on its side, where a challenge from below can reach it;
    so each side takes one of these.
    """
    both = Stacks(Stack([]), Stack([]))
    under_dispute = {link.name for link in links if link.target in disputed or link.name in disputed}
    for link in sorted(links, key=lambda link: link.name in under_dispute):
        lowest = link.name in under_dispute
        free = [
            stack
            for stack in (both.left, both.right)
            if len(stack.keys) < STACK_LIMIT and not (lowest and stack.disputed)
        ]
        if free and isinstance(link.target, str):
            stack = min(free, key=lambda stack: stack.height)
            figure = figures[link.target]
            marks = link.defeated + len(link.confidence) + (link.name in disputed)
            stack.keys.append(link.target)
            stack.height += figure.above + figure.below
            stack.gap = max(stack.gap, marks * GAP_FOR_MARK)
            stack.disputed |= lowest
    return both
