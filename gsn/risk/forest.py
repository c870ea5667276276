"""The working store of decision diagrams: nodes that are made once, joined level by level.

A reduced ordered binary decision diagram (Bryant, 1986): a node asks one variable and leads to one node if it is false
and to another if it is true; variables are asked in one order on every path, no two nodes are alike, and none leads
twice to the same node. So two formulas are equivalent exactly if they are the same node.

Joining walks the pairs of nodes downwards, a level at a time, and makes the joint nodes on the way up. Nothing
recurses, so that no depth of a formula is too much; what may be too much is counted, and never timed.
"""

from __future__ import annotations

from heapq import heappop, heappush

FALSE = 0
TRUE = 1

STEPS_FOR_A_NODE = 4
"""Pairs looked at for each node that may be made, before joining is given up.

Two diagrams can have a small join and yet a product of pairs. The published trees take up to 1.7 for each that is made.
"""

_SHIFT = 32
_MASK = (1 << _SHIFT) - 1


class TooLarge(Exception):
    """More nodes, or more pairs of them, than were allowed. Says the count; the same on every machine."""

    def __init__(self, counted: int, most: int, what: str = "nodes") -> None:
        super().__init__(f"the decision diagram takes more than {most:,} {what} (stopped at {counted:,})")
        self.counted = counted
        self.most = most


class Forest:
    """Nodes by their index; 0 is false and 1 is true. Children have smaller indexes than their parents."""

    def __init__(self, levels: int, most_nodes: int) -> None:
        self.level: list[int] = [levels, levels]
        self.low: list[int] = [FALSE, TRUE]
        self.high: list[int] = [FALSE, TRUE]
        self.most_nodes = most_nodes
        self.steps = 0
        self._nodes: list[dict[int, int]] = [{} for _ in range(levels)]

    @property
    def made(self) -> int:
        """How many nodes were made, true and false not counted."""
        return len(self.level) - 2

    def node(self, level: int, low: int, high: int) -> int:
        """The node that asks the variable of a level. Both children lie deeper."""
        if low == high:
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
                raise TooLarge(found - 1, self.most_nodes)
        return found

    def variable(self, level: int) -> int:
        """The node that holds exactly if the variable of a level does."""
        return self.node(level, FALSE, TRUE)

    def conjunction(self, operands: list[int]) -> int:
        return self._fold(operands, TRUE)

    def disjunction(self, operands: list[int]) -> int:
        return self._fold(operands, FALSE)

    def negation(self, root: int) -> int:
        negated = {FALSE: TRUE, TRUE: FALSE}
        below = self.below(root)
        self._step(len(below))
        for node in below:
            negated[node] = self.node(self.level[node], negated[self.low[node]], negated[self.high[node]])
        return negated[root]

    def exclusive(self, first: int, second: int) -> int:
        """One of the two, not both."""
        only_first = self.join(first, self.negation(second), TRUE)
        only_second = self.join(self.negation(first), second, TRUE)
        return self.join(only_first, only_second, FALSE)

    def at_least(self, count: int, operands: list[int]) -> int:
        """``count`` of the operands hold: row by row from the last operand, a cell for each number still wanted."""
        operands = sorted(operands, key=self._depth)
        wanted = [TRUE] + [FALSE] * count
        for left, operand in enumerate(reversed(operands), start=1):
            lowest = max(1, count - (len(operands) - left))
            for number in range(min(count, left), lowest - 1, -1):
                self._step()
                with_it = self.join(operand, wanted[number - 1], TRUE)
                wanted[number] = self.join(with_it, wanted[number], FALSE)
        return wanted[count]

    def below(self, root: int) -> list[int]:
        """The nodes that are reached from a root, itself included, children first; not true and not false."""
        reached = {root}
        open_ = [root]
        while open_:
            node = open_.pop()
            for child in (self.low[node], self.high[node]):
                if child not in reached:
                    reached.add(child)
                    open_.append(child)
        return sorted(reached - {FALSE, TRUE})

    def join(self, first: int, second: int, neutral: int) -> int:
        """The conjunction (``neutral`` is true) or the disjunction (``neutral`` is false) of two nodes.

        Pairs are remembered for this one join: they hardly ever come again in another, and take most of the memory.
        """
        if first > second:
            first, second = second, first
        if first <= TRUE:
            return second if first == neutral else first
        return first if first == second else self._rise(self._descend(first, second, neutral))

    def _fold(self, operands: list[int], neutral: int) -> int:
        """Joins from the deepest operand upwards, so that what was joined is seldom walked again."""
        result = neutral
        for operand in sorted(operands, key=self._depth, reverse=True):
            result = self.join(operand, result, neutral)
        return result

    def _depth(self, node: int) -> tuple[int, int]:
        return (self.level[node], node)

    def _descend(self, first: int, second: int, neutral: int) -> list[tuple[int, dict[int, tuple[int, int]]]]:
        """The pairs that a pair needs, by level from the top; for each what it comes to on either side.

        That is a node, or the pair that is still to be joined, as the complement of its key.
        """
        level, low, high = self.level, self.low, self.high
        waiting: dict[int, dict[int, tuple[int, int]]] = {}
        levels: list[int] = []
        descended: list[tuple[int, dict[int, tuple[int, int]]]] = []

        def side(first: int, second: int) -> int:
            if first > second:
                first, second = second, first
            if first <= TRUE:
                return second if first == neutral else first
            if first == second:
                return first
            at = min(level[first], level[second])
            pairs = waiting.get(at)
            if pairs is None:
                pairs = waiting[at] = {}
                heappush(levels, at)
            key = first << _SHIFT | second
            pairs[key] = (0, 0)
            return ~key

        side(first, second)
        while levels:
            at = heappop(levels)
            pairs = waiting[at]
            self._step(len(pairs))
            for key in pairs:
                first, second = key >> _SHIFT, key & _MASK
                false, true = (low[first], high[first]) if level[first] == at else (first, first)
                if level[second] == at:
                    pairs[key] = (side(false, low[second]), side(true, high[second]))
                else:
                    pairs[key] = (side(false, second), side(true, second))
            descended.append((at, pairs))
        return descended

    def _rise(self, descended: list[tuple[int, dict[int, tuple[int, int]]]]) -> int:
        """The nodes that the pairs come to, from below; that of the topmost pair, which is the last."""
        joined: dict[int, int] = {}
        made = FALSE
        for at, pairs in reversed(descended):
            for key, (low, high) in pairs.items():
                made = joined[key] = self.node(
                    at, low if low >= 0 else joined[~low], high if high >= 0 else joined[~high]
                )
        return made

    def _step(self, steps: int = 1) -> None:
        self.steps += steps
        most = self.most_nodes * STEPS_FOR_A_NODE
        if self.steps > most:
            raise TooLarge(self.steps, most, "steps")
