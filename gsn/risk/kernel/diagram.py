"""A reduced ordered decision diagram (Bryant, 1986): the kernel's own, and no more than it needs.

Nodes are numbers; 0 is false and 1 is true, and a node's children have smaller numbers. Nothing recurses, and what may
be too much is counted and never timed.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import lcm

from gsn.risk.kernel.conclusion import Refused, require

FALSE, TRUE = 0, 1

MOST_STEPS = 5_000_000
"""Triples of nodes that may be joined for one formula: some ten seconds, and a gigabyte.

Not a time, so that every machine refuses the same. Published fault trees of some hundred events take fewer.
"""

MOST_BITS = 1 << 33
"""Bits that the numbers of one evaluation may take together."""


class Diagram:
    """Diagrams of formulas over so many variables, asked in the order of their numbers."""

    def __init__(self, variables: int) -> None:
        self.variables = variables
        self._level = [variables, variables]
        self._low = [FALSE, TRUE]
        self._high = [FALSE, TRUE]
        self._made: dict[tuple[int, int, int], int] = {}
        self._joined: dict[tuple[int, int, int], int] = {}

    def literal(self, variable: int, positive: bool) -> int:  # noqa: FBT001 - a literal is a variable and a sign
        return self._node(variable, FALSE, TRUE) if positive else self._node(variable, TRUE, FALSE)

    def at_least(self, number: int, operands: Sequence[int]) -> int:
        """``number`` of the operands hold. One of them: any; all of them: all."""
        # From the last operand on: wanted[j] says that j of the operands so far hold.
        wanted = [TRUE, *[FALSE] * number]
        ordered = sorted(operands, key=lambda node: self._level[node], reverse=True)
        for done, operand in enumerate(ordered, start=1):
            still = len(ordered) - done
            for j in range(min(number, done), max(0, number - still - 1), -1):
                wanted[j] = self._choose(operand, wanted[j - 1], wanted[j])
        return wanted[number]

    def least_weight(self, root: int, if_true: Sequence[Fraction], if_false: Sequence[Fraction]) -> Fraction | None:
        """The least weight of a world in which the formula holds; nothing where there is none.

        One pass for the shortest path. What a path does not ask weighs nothing; weights are not negative, so that
        no world weighs less.
        """
        least: dict[int, Fraction] = {TRUE: Fraction(0)}
        for node in self._below(root):
            variable = self._level[node]
            ways = [
                least[child] + weights[variable]
                for child, weights in ((self._low[node], if_false), (self._high[node], if_true))
                if child in least
            ]
            if ways:
                least[node] = min(ways)
        return least.get(root)

    def most_probable(self, root: int, between: Sequence[tuple[Fraction, Fraction]]) -> Fraction:
        """At most how probable the formula is where its variables are independent, each with a probability in a range.

        A node's value is the greater of p·high + (1 - p)·low at the ends of the range (calculus, rule 11). Values are
        whole numbers over the product of all denominators of the variables that are not yet asked: reducing fractions
        at each node would cost more than all else.
        """
        scales = [1] * (self.variables + 1)
        whole: list[tuple[int, int, int]] = []
        for least, most in between:
            scale = lcm(least.denominator, most.denominator)
            whole.append((int(least * scale), int(most * scale), scale))
        for variable in reversed(range(self.variables)):
            scales[variable] = scales[variable + 1] * whole[variable][2]
        nodes = self._below(root)
        require(len(nodes) * scales[0].bit_length() <= MOST_BITS, "the numbers of the decision diagram are too large")
        value = {FALSE: 0, TRUE: 1}
        for node in nodes:
            variable = self._level[node]
            below = scales[variable + 1]
            if_low = value[self._low[node]] * (below // scales[self._level[self._low[node]]])
            if_high = value[self._high[node]] * (below // scales[self._level[self._high[node]]])
            low, high, scale = whole[variable]
            end = high if if_high >= if_low else low
            value[node] = end * if_high + (scale - end) * if_low
        return Fraction(value[root], scales[self._level[root]])

    def _below(self, root: int) -> list[int]:
        """The nodes that are reached, children first; not true and not false."""
        reached, waiting = {root}, [root]
        while waiting:
            node = waiting.pop()
            for child in (self._low[node], self._high[node]):
                if child not in reached:
                    reached.add(child)
                    waiting.append(child)
        return sorted(reached - {FALSE, TRUE})

    def _node(self, level: int, low: int, high: int) -> int:
        if low == high:
            return low
        made = self._made.get((level, low, high))
        if made is None:
            made = self._made[level, low, high] = len(self._level)
            self._level.append(level)
            self._low.append(low)
            self._high.append(high)
        return made

    def _choose(self, condition: int, then: int, otherwise: int) -> int:
        """If the condition holds the one, else the other."""
        waiting = [(condition, then, otherwise)]
        joined, levels = self._joined, self._level
        while waiting:
            triple = waiting[-1]
            if triple not in joined:
                settled = _settled(*triple)
                if settled is None:
                    level = min(levels[triple[0]], levels[triple[1]], levels[triple[2]])
                    low, high = self._cofactor(triple, level, self._low), self._cofactor(triple, level, self._high)
                    open_ = [each for each in (low, high) if each not in joined]
                    if open_:
                        waiting.extend(open_)
                        continue
                    settled = self._node(level, joined[low], joined[high])
                joined[triple] = settled
                if len(joined) > MOST_STEPS:
                    raise Refused(f"its decision diagram takes more than {MOST_STEPS:,} steps")
            waiting.pop()
        return joined[condition, then, otherwise]

    def _cofactor(self, triple: tuple[int, int, int], level: int, side: list[int]) -> tuple[int, int, int]:
        first, second, third = triple
        return (
            side[first] if self._level[first] == level else first,
            side[second] if self._level[second] == level else second,
            side[third] if self._level[third] == level else third,
        )


def _settled(condition: int, then: int, otherwise: int) -> int | None:
    if condition <= TRUE:
        return then if condition == TRUE else otherwise
    if then == otherwise:
        return then
    return condition if (then, otherwise) == (TRUE, FALSE) else None
