"""Decision diagrams: a formula made so that exact questions about it take one pass.

Probabilities are evaluated exactly: under mutual independence a node's value is p·high + (1-p)·low (Shannon), whatever
recurs in the formula. A pass works in integers over the product of the denominators that lie below a node's level,
because reducing fractions at every node costs more than all else.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from itertools import islice
from math import lcm, prod
from typing import Literal, NamedTuple, Protocol, TypeVar

from gsn.risk.forest import FALSE, TRUE, Forest, TooLarge
from gsn.risk.formula import Formula, Operator, Part, needed, variables_in_order

__all__ = [
    "FALSE",
    "MOST_NODES",
    "TRUE",
    "Diagram",
    "Store",
    "TooLarge",
    "assemble",
    "birnbaum",
    "build",
    "cheapest_world",
    "dual",
    "least_probable",
    "most_probable",
    "probability",
]

MOST_NODES = 2_500_000
"""Nodes that may be made unless somebody asks for fewer: ten seconds and at most a gigabyte. Of the 43 published trees
of the Aralia set all but a few need fewer."""

MOST_BITS = 8 * 10**9
"""Bits of the numbers of one exact evaluation, a gigabyte. Probabilities of ten digits in a tree of 145 events and
120,000 nodes take a fifth of it; forty digits and an exponent of -400 each would take any machine's memory."""

Node = TypeVar("Node")
Weight = TypeVar("Weight", int, float, Fraction)


@dataclass(frozen=True, slots=True)
class Diagram:
    """A diagram's nodes, children before parents; 0 is false and 1 is true, and ask nothing.

    ``level[node]`` is how deep its variable is asked and ``order[level]`` that variable's number, so that levels count
    the variables that the formula uses. ``made`` counts the nodes that were made on the way.
    """

    variables: int
    order: tuple[int, ...]
    level: tuple[int, ...]
    low: tuple[int, ...]
    high: tuple[int, ...]
    root: int
    made: int

    @property
    def nodes(self) -> int:
        """How many nodes ask a variable."""
        return len(self.level) - 2


def build(formula: Formula, most_nodes: int = MOST_NODES) -> Diagram:
    """The diagram of a formula, its variables in the order in which they are met, depth first and left to right.

    Raises:
        TooLarge: More than ``most_nodes`` nodes are made, on the way or in the end.
    """
    order = variables_in_order(formula)
    forest = Forest(len(order), most_nodes)
    return _taken_out(forest, assemble(formula, order, forest), order, formula.variables)


class Store(Protocol[Node]):
    """What makes and joins nodes, whatever a node is to it."""

    def variable(self, level: int) -> Node: ...
    def conjunction(self, operands: list[Node]) -> Node: ...
    def disjunction(self, operands: list[Node]) -> Node: ...
    def at_least(self, count: int, operands: list[Node]) -> Node: ...
    def negation(self, operand: Node, /) -> Node: ...
    def exclusive(self, first: Node, second: Node) -> Node: ...


def assemble(formula: Formula, order: Sequence[int], store: Store[Node]) -> Node:
    """The node of a formula in a store, made part by part from below; ``order[level]`` is a variable's number."""
    level_of = {variable: level for level, variable in enumerate(order)}
    made: dict[int, Node] = {}
    for index in needed(formula):
        part = formula.parts[index]
        if part.operator is Operator.VARIABLE:
            made[index] = store.variable(level_of[part.number])
        else:
            made[index] = _joined(part, [made[operand] for operand in part.operands], store)
    return made[formula.top]


def _joined(part: Part, below: list[Node], store: Store[Node]) -> Node:
    match part.operator:
        case Operator.AND | Operator.NAND:
            joined = store.conjunction(below)
        case Operator.OR | Operator.NOR:
            joined = store.disjunction(below)
        case Operator.AT_LEAST:
            joined = store.at_least(part.number, below)
        case Operator.XOR | Operator.IFF:
            joined = store.exclusive(*below)
        case Operator.IMPLY:
            joined = store.disjunction([store.negation(below[0]), below[1]])
        case _:  # `not`: a variable joins nothing
            joined = below[0]
    return store.negation(joined) if part.operator in _NEGATED else joined


_NEGATED = frozenset({Operator.NOT, Operator.NAND, Operator.NOR, Operator.IFF})
"""Operators that say that something else does not hold."""


def _taken_out(forest: Forest, root: int, order: Sequence[int], variables: int) -> Diagram:
    """The nodes that the root needs, numbered anew in the same order."""
    kept = [FALSE, TRUE, *forest.below(root)]
    number = {node: new for new, node in enumerate(kept)}
    return Diagram(
        variables=variables,
        order=tuple(order),
        level=tuple(forest.level[node] for node in kept),
        low=tuple(number[forest.low[node]] for node in kept),
        high=tuple(number[forest.high[node]] for node in kept),
        root=number[root],
        made=forest.made,
    )


def dual(diagram: Diagram) -> Diagram:
    """The diagram of what fails exactly if the formula fails with every variable turned round: ``not f(not x)``.

    P(f) is at least a share exactly if P(dual f), each variable being the opposite event, is at most the rest of it.
    """
    turned = (TRUE, FALSE)
    return Diagram(
        variables=diagram.variables,
        order=diagram.order,
        level=diagram.level,
        low=(FALSE, TRUE, *(turned[node] if node <= TRUE else node for node in diagram.high[2:])),
        high=(FALSE, TRUE, *(turned[node] if node <= TRUE else node for node in diagram.low[2:])),
        root=turned[diagram.root] if diagram.root <= TRUE else diagram.root,
        made=diagram.made,
    )


# Probabilities


class _Scaled(NamedTuple):
    """Probabilities of the levels in integers: ``low[level] / unit[level]`` and ``high[level] / unit[level]``.

    ``between(a, b)`` is the product of the units of the levels from a up to b. A node's value is counted in the units
    of its own level and of all that lie below.
    """

    low: list[int]
    high: list[int]
    unit: list[int]
    between: Callable[[int, int], int]


def probability(diagram: Diagram, probabilities: Sequence[Fraction]) -> Fraction:
    """The exact probability of the formula, its variables being mutually independent.

    Args:
        diagram: The formula.
        probabilities: Of each variable, by its number.

    Raises:
        TooLarge: The exact numbers would fill more memory than :data:`MOST_BITS`.
    """
    return most_probable(diagram, probabilities, probabilities)


def most_probable(diagram: Diagram, lows: Sequence[Fraction], highs: Sequence[Fraction]) -> Fraction:
    """An upper bound of the formula, its variables being independent with probabilities anywhere in [low, high].

    At each node the end of the interval is taken that gives more. Where every variable is asked for in one direction,
    the bound is reached; elsewhere it may take both ends of one variable, and is then above what can be reached.

    Raises:
        TooLarge: As :func:`probability`.
    """
    scaled = _scaled(diagram, lows, highs)
    return _root_value(diagram, scaled, _values(diagram, scaled, most=True))


def least_probable(diagram: Diagram, lows: Sequence[Fraction], highs: Sequence[Fraction]) -> Fraction:
    """A lower bound of the formula; :func:`most_probable` says under what."""
    scaled = _scaled(diagram, lows, highs)
    return _root_value(diagram, scaled, _values(diagram, scaled, most=False))


def birnbaum(diagram: Diagram, probabilities: Sequence[Fraction]) -> tuple[Fraction, ...]:
    """By how much the formula is more probable with each variable true than with it false, for all variables at once.

    Birnbaum's importance (1969), the partial derivative of the probability: one pass upwards for the nodes' values and
    one downwards for how probable it is that a node is reached.

    Raises:
        TooLarge: As :func:`probability`.
    """
    scaled = _scaled(diagram, probabilities, probabilities)
    values = _values(diagram, scaled, most=True)
    between, levels = scaled.between, diagram.level
    reached = [0] * len(levels)
    reached[diagram.root] = between(0, levels[diagram.root])
    sums = [0] * len(diagram.order)
    for node in range(len(levels) - 1, TRUE, -1):
        level, weight = levels[node], reached[node]
        low, high = diagram.low[node], diagram.high[node]
        past_low, past_high = between(level + 1, levels[low]), between(level + 1, levels[high])
        sums[level] += weight * (values[high] * past_high - values[low] * past_low)
        reached[high] += weight * scaled.high[level] * past_high
        reached[low] += weight * (scaled.unit[level] - scaled.high[level]) * past_low
    found = [Fraction(0)] * diagram.variables
    for level, total in enumerate(sums):
        found[diagram.order[level]] = Fraction(total, between(0, level) * between(level + 1, len(sums)))
    return tuple(found)


def _scaled(diagram: Diagram, lows: Sequence[Fraction], highs: Sequence[Fraction]) -> _Scaled:
    for variable in diagram.order:
        if not 0 <= lows[variable] <= highs[variable] <= 1:
            raise ValueError(f"[{lows[variable]}, {highs[variable]}] is no interval of probabilities")
    unit = [lcm(lows[variable].denominator, highs[variable].denominator) for variable in diagram.order]
    bits = diagram.nodes * sum(each.bit_length() for each in unit) // 2
    if bits > MOST_BITS:
        raise TooLarge(bits, MOST_BITS, "bits of exact numbers")

    @cache
    def between(start: int, end: int) -> int:
        return prod(unit[start:end])

    return _Scaled(
        low=[int(lows[variable] * each) for variable, each in zip(diagram.order, unit, strict=True)],
        high=[int(highs[variable] * each) for variable, each in zip(diagram.order, unit, strict=True)],
        unit=unit,
        between=between,
    )


def _values(diagram: Diagram, scaled: _Scaled, *, most: bool) -> list[int]:
    """The value of every node, counted in the units of its level and below."""
    levels, between = diagram.level, scaled.between
    values = [0, 1]
    for level, low, high in islice(zip(levels, diagram.low, diagram.high, strict=True), 2, None):
        false = values[low] if levels[low] == level + 1 else values[low] * between(level + 1, levels[low])
        true = values[high] if levels[high] == level + 1 else values[high] * between(level + 1, levels[high])
        share = scaled.high[level] if (true >= false) is most else scaled.low[level]
        values.append(share * true + (scaled.unit[level] - share) * false)
    return values


def _root_value(diagram: Diagram, scaled: _Scaled, values: list[int]) -> Fraction:
    return Fraction(values[diagram.root], scaled.between(diagram.level[diagram.root], len(diagram.order)))


# Worlds


def cheapest_world(diagram: Diagram, weights: Sequence[Weight]) -> tuple[Weight | Literal[0], frozenset[int]] | None:
    """The satisfying world whose true variables weigh least, and what they weigh; nothing if no world satisfies.

    The shortest path to true, where only a high edge costs. A variable that the path does not ask is false, and of two
    worlds that weigh the same the one is taken in which the variable asked first is false.

    Args:
        diagram: The formula.
        weights: Of each variable, by its number; none is negative.
    """
    if diagram.root == FALSE:
        return None
    lows, highs = diagram.low, diagram.high
    by_level = [weights[variable] for variable in diagram.order]
    distances: list[Weight | Literal[0]] = [0, 0]
    for level, low, high in islice(zip(diagram.level, lows, highs, strict=True), 2, None):
        if low == FALSE:
            distances.append(by_level[level] + distances[high])
        elif high == FALSE:
            distances.append(distances[low])
        else:
            distances.append(min(distances[low], by_level[level] + distances[high]))
    world, node = set(), diagram.root
    while node != TRUE:
        low, high, level = lows[node], highs[node], diagram.level[node]
        if low != FALSE and (high == FALSE or distances[low] <= by_level[level] + distances[high]):
            node = low
        else:
            world.add(diagram.order[level])
            node = high
    return distances[diagram.root], frozenset(world)
