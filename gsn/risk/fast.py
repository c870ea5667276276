"""The same diagrams, made by OxiDD, for fault trees on which the project's own store takes long.

The result is the same, node for node, because a reduced diagram under one order of variables is unique. What differs is
what is refused: OxiDD drops nodes that are no longer needed and its own has fewer, so that it gets through where the
own store gives up. So nothing that decides a verdict uses it; somebody asks for it by name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gsn.risk.diagram import FALSE, MOST_NODES, TRUE, Diagram, TooLarge, assemble, build
from gsn.risk.formula import Formula, variables_in_order

if TYPE_CHECKING:
    from oxidd.bcdd import BCDDFunction, BCDDManager

MOST_LEVELS = 10_000
"""Variables, above which the own store is used: OxiDD recurses, and a hundred thousand levels may exhaust its stack."""

_REMEMBERED = 1 << 20
"""Results of joining that OxiDD remembers: 32 megabytes."""


class FastMissing(Exception):
    """OxiDD is not installed; says how to."""

    def __init__(self) -> None:
        super().__init__("fast decision diagrams need the extra `fast`: pip install 'gsn-case[fast]'")


def build_fast(formula: Formula, most_nodes: int = MOST_NODES) -> Diagram:
    """The diagram of a formula, as :func:`gsn.risk.diagram.build` makes it.

    Args:
        formula: The formula.
        most_nodes: Nodes that are held at one time; what was dropped is not counted.

    Raises:
        FastMissing: The extra `fast` is not installed.
        TooLarge: More nodes are needed than may be held.
    """
    try:
        from oxidd.bcdd import BCDDManager
    except ImportError as missing:
        raise FastMissing from missing
    order = variables_in_order(formula)
    if len(order) > MOST_LEVELS:
        return build(formula, most_nodes)
    manager = BCDDManager(most_nodes, _REMEMBERED, 1)
    try:
        manager.add_vars(len(order))
        root = assemble(formula, order, _Fast(manager))
        return _taken_out(root, order, formula.variables, most_nodes)
    except MemoryError as full:
        raise TooLarge(most_nodes, most_nodes) from full


class _Fast:
    """A store whose nodes are OxiDD's functions."""

    def __init__(self, manager: BCDDManager) -> None:
        self._manager = manager

    def variable(self, level: int) -> BCDDFunction:
        return self._manager.var(level)

    def conjunction(self, operands: list[BCDDFunction]) -> BCDDFunction:
        result = self._manager.true()
        for operand in sorted(operands, key=_level, reverse=True):
            result &= operand
        return result

    def disjunction(self, operands: list[BCDDFunction]) -> BCDDFunction:
        result = self._manager.false()
        for operand in sorted(operands, key=_level, reverse=True):
            result |= operand
        return result

    def at_least(self, count: int, operands: list[BCDDFunction]) -> BCDDFunction:
        wanted = [self._manager.true(), *[self._manager.false()] * count]
        for operand in sorted(operands, key=_level, reverse=True):
            for number in range(count, 0, -1):
                wanted[number] = operand.ite(wanted[number - 1], wanted[number])
        return wanted[count]

    def negation(self, operand: BCDDFunction) -> BCDDFunction:
        return ~operand

    def exclusive(self, first: BCDDFunction, second: BCDDFunction) -> BCDDFunction:
        return first ^ second


def _level(function: BCDDFunction) -> float:
    level = function.node_level()
    return float("inf") if level is None else level


def _taken_out(root: BCDDFunction, order: list[int], variables: int, most_nodes: int) -> Diagram:
    """The nodes below the root. What OxiDD holds once for a function and its opposite is two nodes here."""
    below: dict[BCDDFunction, tuple[BCDDFunction, BCDDFunction]] = {}
    ends: dict[BCDDFunction, int] = {}
    open_ = [root]
    while open_:
        function = open_.pop()
        if function in below or function in ends:
            continue
        sides = function.cofactors()
        if sides is None:
            ends[function] = TRUE if function.valid() else FALSE
        else:
            below[function] = sides[1], sides[0]
            open_ += sides
            if len(below) > most_nodes:
                raise TooLarge(len(below), most_nodes)
    ordered = sorted(below, key=_level, reverse=True)
    number = ends | {function: index for index, function in enumerate(ordered, start=2)}
    return Diagram(
        variables=variables,
        order=tuple(order),
        level=(len(order), len(order), *(int(_level(function)) for function in ordered)),
        low=(FALSE, TRUE, *(number[below[function][0]] for function in ordered)),
        high=(FALSE, TRUE, *(number[below[function][1]] for function in ordered)),
        root=number[root],
        made=len(ordered),
    )
