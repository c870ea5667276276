"""Expressions made ready for many samples at once: a list of nodes, each after what it is made of.

A node's value is an array, one number a sample. Booleans over events are decision diagrams, so that an event that
recurs is one event; their nodes are evaluated a level at a time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

import numpy as np

from gsn.risk.diagram import Diagram
from gsn.risk.simulation.portable import Floats, Integers


class Operation(StrEnum):
    """What a node makes of its operands."""

    PARAMETER = "parameter"  # a parameter's samples; the number says which
    PRODUCT = "product"
    SUM = "sum"
    LEAST = "least"
    SCALED = "scaled"  # times the number
    CAPPED = "capped"  # at most 1
    INCREASE = "increase"  # by how much the first is more than the second
    CAUSE = "cause"  # the shared cause of events: the first operand is beta
    REST = "rest"  # an event without the shared cause
    REMAINING = "remaining"  # an event where none of the others occurred, none together
    DIAGRAM = "diagram"


@dataclass(frozen=True, slots=True, eq=False)
class Levels:
    """A decision diagram by levels, from the lowest: the nodes of each, and where these lead if false and if true."""

    steps: tuple[tuple[Integers, Integers, Integers], ...]
    nodes: int
    root: int

    @classmethod
    def of(cls, diagram: Diagram) -> Levels:
        levels, lows, highs = (np.asarray(each, np.int64) for each in (diagram.level, diagram.low, diagram.high))
        steps = []
        for level in range(len(diagram.order) - 1, -1, -1):
            nodes = np.flatnonzero(levels[2:] == level) + 2
            steps.append((nodes, lows[nodes], highs[nodes]))
        return cls(tuple(steps), len(levels), diagram.root)


class Node(NamedTuple):
    operation: Operation
    operands: tuple[int, ...] = ()
    number: float = 0.0
    diagram: Levels | None = None


@dataclass(slots=True)
class Program:
    """Nodes, the same ones once, with the parameters that each depends on.

    ``linear[node]`` says whether it is a polynomial that holds each parameter to the first power at most.
    """

    nodes: list[Node] = field(default_factory=list)
    support: list[frozenset[int]] = field(default_factory=list)
    linear: list[bool] = field(default_factory=list)
    _index: dict[Node, int] = field(default_factory=dict)

    def add(self, operation: Operation, operands: Iterable[int] = (), number: float = 0.0) -> int:
        return self._add(Node(operation, tuple(operands), number))

    def add_diagram(self, diagram: Diagram, operands: Iterable[int]) -> int:
        """A diagram over operands, one for each variable that it asks, in its order."""
        return self._add(Node(Operation.DIAGRAM, tuple(operands), 0.0, Levels.of(diagram)))

    def _add(self, node: Node) -> int:
        if node in self._index:
            return self._index[node]
        supports = [self.support[operand] for operand in node.operands]
        united = frozenset[int]().union(*supports)
        if node.operation is Operation.PARAMETER:
            united = frozenset({int(node.number)})
        apart = sum(map(len, supports)) == len(united)
        of_linear = all(self.linear[operand] for operand in node.operands)
        self._index[node] = len(self.nodes)
        self.nodes.append(node)
        self.support.append(united)
        self.linear.append(of_linear and (node.operation in _LINEAR or (node.operation in _MULTIPLYING and apart)))
        return self._index[node]

    @property
    def largest(self) -> int:
        """Values that are held at a time for one sample, at most."""
        return len(self.nodes) + max((node.diagram.nodes for node in self.nodes if node.diagram), default=0)

    def needed_for(self, wanted: Iterable[int]) -> list[int]:
        """The nodes that others are made of, and these, each after what it is made of."""
        needed = set(wanted)
        for index in range(len(self.nodes) - 1, -1, -1):
            if index in needed:
                needed.update(self.nodes[index].operands)
        return sorted(needed)


_LINEAR = frozenset({Operation.PARAMETER, Operation.SUM, Operation.SCALED})
_MULTIPLYING = frozenset({Operation.PRODUCT, Operation.DIAGRAM})
"""Linear in each operand by itself: linear in parameters where no two operands share one."""


def evaluate(program: Program, needed: Sequence[int], parameters: Sequence[Floats]) -> dict[int, Floats]:
    """The values of nodes; `needed` lists each after what it is made of."""
    values: dict[int, Floats] = {}
    for index in needed:
        node = program.nodes[index]
        values[index] = _value(node, [values[operand] for operand in node.operands], parameters)
    return values


def _value(node: Node, operands: list[Floats], parameters: Sequence[Floats]) -> Floats:
    if node.operation is Operation.PARAMETER:
        return parameters[int(node.number)]
    if node.diagram is not None:
        return _of_diagram(node.diagram, operands)
    return _MADE[node.operation](operands, node.number)


def _folded(ufunc: np.ufunc, operands: Sequence[Floats]) -> Floats:
    """From left to right, so that every machine rounds alike."""
    total = operands[0]
    for operand in operands[1:]:
        total = ufunc(total, operand)
    return total


def _of_diagram(diagram: Levels, operands: Sequence[Floats]) -> Floats:
    """Shannon's expansion, a level at a time from the lowest on."""
    values = np.empty((diagram.nodes, len(operands[0])))
    values[0], values[1] = 0, 1
    for (nodes, lows, highs), p in zip(diagram.steps, reversed(operands), strict=True):
        values[nodes] = p * values[highs] + (1 - p) * values[lows]
    return np.asarray(values[diagram.root])


def _cause(operands: Sequence[Floats], _: float) -> Floats:
    events = operands[1:]
    return np.minimum(_folded(np.minimum, events), operands[0] * _folded(np.maximum, events))


def _remaining(operands: Sequence[Floats], _: float) -> Floats:
    rest = 1 - _folded(np.add, operands[1:])
    return np.where(operands[0] < rest, operands[0] / np.where(rest > 0, rest, 1), 1)


_MADE: Mapping[Operation, Callable[[Sequence[Floats], float], Floats]] = {
    Operation.PRODUCT: lambda operands, _: _folded(np.multiply, operands),
    Operation.SUM: lambda operands, _: _folded(np.add, operands),
    Operation.LEAST: lambda operands, _: _folded(np.minimum, operands),
    Operation.SCALED: lambda operands, number: operands[0] * number,
    Operation.CAPPED: lambda operands, _: np.minimum(operands[0], 1),
    Operation.INCREASE: lambda operands, _: np.maximum(operands[0] - operands[1], 0),
    Operation.REST: lambda operands, _: np.maximum(operands[0] - operands[1], 0),
    Operation.CAUSE: _cause,
    Operation.REMAINING: _remaining,
}
