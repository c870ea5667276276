"""Minimal cut sets, as many as there are: a decision diagram of sets, made from the formula's diagram.

A cut set is a set of variables that makes the formula hold when they are true and no other is; it is minimal if no part
of it does. Of a formula with negations, the sets are the minimal ones among the true variables of the worlds in which
it holds, as if what must be false were of no consequence.

The construction is Rauzy's (1993): the minimal sets of a node are those of its low side, and those of its high side
that contain none of them, with the node's variable. The sets are a zero-suppressed diagram (Minato, 1993), so that
10^9 of them may take a thousand nodes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest

from gsn.risk.diagram import MOST_BITS, MOST_NODES, Diagram, TooLarge
from gsn.risk.forest import STEPS_FOR_A_NODE

NONE = 0
"""The family without any set."""

EMPTY = 1
"""The family whose one set is empty."""

_SHIFT = 32
_MASK = (1 << _SHIFT) - 1


@dataclass(frozen=True, slots=True)
class CutSets:
    """The minimal cut sets: a node's family are the sets of ``low``, and those of ``high`` with the node's variable."""

    order: tuple[int, ...]
    level: tuple[int, ...]
    low: tuple[int, ...]
    high: tuple[int, ...]
    root: int

    @property
    def count(self) -> int:
        """How many there are, exactly."""
        counts = [0, 1]
        for low, high in zip(self.low[2:], self.high[2:], strict=True):
            counts.append(counts[low] + counts[high])
        return counts[self.root]

    def by_order(self, highest: int = 20) -> dict[int, int]:
        """How many there are of each order, that is of each number of variables, up to the highest asked for."""
        counts: list[list[int]] = [[], [1]]
        for low, high in zip(self.low[2:], self.high[2:], strict=True):
            raised = [0, *counts[high]][: highest + 1]
            counts.append([sum(pair) for pair in zip_longest(counts[low], raised, fillvalue=0)])
        return {order: count for order, count in enumerate(counts[self.root]) if count}

    def __iter__(self) -> Iterator[frozenset[int]]:
        """Each set by its variables' numbers, those first that do without the variables asked first."""
        open_: list[tuple[int, tuple[int, ...]]] = [(self.root, ())]
        while open_:
            node, chosen = open_.pop()
            if node == EMPTY:
                yield frozenset(chosen)
            elif node != NONE:
                open_.append((self.high[node], (*chosen, self.order[self.level[node]])))
                open_.append((self.low[node], chosen))


def minimal_cut_sets(diagram: Diagram, most_nodes: int = MOST_NODES) -> CutSets:
    """The minimal cut sets of a formula.

    Raises:
        TooLarge: More than ``most_nodes`` nodes are made for them, or their number is too long to count.
    """
    families = _Families(len(diagram.order), most_nodes)
    minimal = [NONE, EMPTY]
    for level, low, high in zip(diagram.level[2:], diagram.low[2:], diagram.high[2:], strict=True):
        without = minimal[low]
        minimal.append(families.node(level, without, families.not_above(minimal[high], without)))
    found = families.taken_out(minimal[diagram.root], diagram.order)
    bits = len(found.level) * len(found.order) // 2
    if bits > MOST_BITS:
        raise TooLarge(bits, MOST_BITS, "bits of numbers of cut sets")
    return found


class _Families:
    """The working store of families; children have smaller indexes than their parents."""

    def __init__(self, levels: int, most_nodes: int) -> None:
        self.level = [levels, levels]
        self.low = [NONE, EMPTY]
        self.high = [NONE, EMPTY]
        self.most_nodes = most_nodes
        self.steps = 0
        self._nodes: list[dict[int, int]] = [{} for _ in range(levels)]
        self._done: dict[int, int] = {}

    def node(self, level: int, low: int, high: int) -> int:
        if high == NONE:
            return low
        nodes = self._nodes[level]
        key = low << _SHIFT | high
        found = nodes.get(key)
        if found is None:
            found = nodes[key] = len(self.level)
            self.level.append(level)
            self.low.append(low)
            self.high.append(high)
            if found - 1 > self.most_nodes:
                raise TooLarge(found - 1, self.most_nodes, "nodes of minimal cut sets")
        return found

    def not_above(self, family: int, others: int) -> int:
        """The sets of a family that contain no set of another; both are families of minimal sets."""
        top = self._settled(family, others)
        open_ = [] if top >= 0 else [~top]
        while open_:
            key = open_[-1]
            found = self._step(key >> _SHIFT, key & _MASK) if key not in self._done else 0
            if found >= 0:
                self._done.setdefault(key, found)
                open_.pop()
            else:
                open_.append(~found)
        return top if top >= 0 else self._done[~top]

    def taken_out(self, root: int, order: tuple[int, ...]) -> CutSets:
        """The families that the root needs, numbered anew in the same order."""
        reached = {NONE, EMPTY, root}
        for node in range(root, EMPTY, -1):
            if node in reached:
                reached |= {self.low[node], self.high[node]}
        kept = sorted(reached)
        number = {node: new for new, node in enumerate(kept)}
        return CutSets(
            order=order,
            level=tuple(self.level[node] for node in kept),
            low=tuple(number[self.low[node]] for node in kept),
            high=tuple(number[self.high[node]] for node in kept),
            root=number[root],
        )

    def _settled(self, family: int, others: int) -> int:
        """The answer where it is known, else the complement of the key of what has to be answered.

        Sets whose first variable the family does not know lie in none of its sets: only the others' low side counts.
        """
        level = self.level
        while others > EMPTY and level[others] < level[family]:
            others = self.low[others]
        if others in {EMPTY, family}:
            return NONE
        if others == NONE or family <= EMPTY:
            return family
        key = family << _SHIFT | others
        return self._done.get(key, ~key)

    def _step(self, family: int, others: int) -> int:
        """The answer, or the complement of the key of what has to be answered before."""
        self.steps += 1
        most = self.most_nodes * STEPS_FOR_A_NODE
        if self.steps > most:
            raise TooLarge(self.steps, most, "steps to minimal cut sets")
        alike = self.level[family] == self.level[others]
        below = self.low[others] if alike else others
        low = self._settled(self.low[family], below)
        if low < 0:
            return low
        high = self.high[family]
        if alike:
            high = self._settled(high, self.high[others])
            if high < 0:
                return high
        high = self._settled(high, below)
        return high if high < 0 else self.node(self.level[family], low, high)
