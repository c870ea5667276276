"""A Boolean formula as a table: each part stands once, below every part that uses it.

Parts are known by their index. A part's operands have smaller indexes, so that whoever reads the table from its
beginning has met the operands of each part, and no walk over a formula recurses. Sharing is by index: a formula that
takes exponential room when written out takes as many rows as it has different parts.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class Operator(StrEnum):
    """What a part says of its operands."""

    VARIABLE = "variable"  # holds or does not, by itself
    AND = "and"  # every operand holds; of none, always true
    OR = "or"  # some operand holds; of none, never true
    AT_LEAST = "atleast"  # `number` of the operands hold
    NOT = "not"
    XOR = "xor"  # one of the two, not both
    NAND = "nand"
    NOR = "nor"
    IFF = "iff"  # both or neither of the two
    IMPLY = "imply"  # not the first, or the second


MONOTONE = frozenset({Operator.VARIABLE, Operator.AND, Operator.OR, Operator.AT_LEAST})
"""Operators under which a formula can only come to hold when one more variable does."""

_OPERANDS = {Operator.NOT: 1, Operator.XOR: 2, Operator.IFF: 2, Operator.IMPLY: 2}
"""How many operands an operator takes, where that is not free.

More than two operands of `xor` or `iff` have two readings in use (parity, and exactly one or all alike).
"""


class Part(NamedTuple):
    """A row of the table. ``number`` is the k of `atleast`, and for a variable which one it is."""

    operator: Operator
    operands: tuple[int, ...] = ()
    number: int = 0


class Gate(NamedTuple):
    """A part by names, as a fault tree says it."""

    operator: Operator
    operands: tuple[str, ...]
    number: int = 0


@dataclass(frozen=True, slots=True)
class Formula:
    """A table and the part that is meant. ``names[i]`` is the name of variable ``i``."""

    parts: tuple[Part, ...]
    top: int
    names: tuple[Hashable, ...]

    @property
    def variables(self) -> int:
        """How many variables there are, used or not."""
        return len(self.names)


class Circular(ValueError):
    """A gate that is made of itself; ``names`` are the gates on the way round, the first not repeated."""

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__(" needs ".join([*names, names[0]]))
        self.names = tuple(names)


class Table:
    """Makes a formula from below: every method gives a part's index, the same for the same part.

    Example:
        table = Table(["a", "b", "c"])
        a, b, c = (table.variable(name) for name in "abc")
        formula = table.formula(table.any_of(table.all_of(a, b), table.all_of(a, c)))
    """

    def __init__(self, names: Iterable[Hashable] = ()) -> None:
        """Variables get their numbers in the order of the names; further ones when they are first used."""
        self._parts: list[Part] = []
        self._index: dict[Part, int] = {}
        self._numbers: dict[Hashable, int] = {}
        for name in names:
            self._numbers.setdefault(name, len(self._numbers))

    def variable(self, name: Hashable) -> int:
        number = self._numbers.setdefault(name, len(self._numbers))
        return self._add(Part(Operator.VARIABLE, (), number))

    def always(self) -> int:
        return self._add(Part(Operator.AND))

    def never(self) -> int:
        return self._add(Part(Operator.OR))

    def all_of(self, *operands: int) -> int:
        return self.gate(Operator.AND, operands)

    def any_of(self, *operands: int) -> int:
        return self.gate(Operator.OR, operands)

    def at_least(self, count: int, *operands: int) -> int:
        return self.gate(Operator.AT_LEAST, operands, count)

    def negation(self, operand: int) -> int:
        return self.gate(Operator.NOT, (operand,))

    def gate(self, operator: Operator, operands: Sequence[int], number: int = 0) -> int:
        """Any part but a variable.

        Raises:
            ValueError: Too many or too few operands for the operator, or one that is not in the table.
        """
        wanted = _OPERANDS.get(operator)
        if operator is Operator.VARIABLE or (wanted is not None and len(operands) != wanted):
            raise ValueError(f"`{operator}` does not take {len(operands)} operands")
        if operands and not 0 <= min(operands) <= max(operands) < len(self._parts):
            raise ValueError(f"an operand of `{operator}` is not in the table")
        if operator is Operator.AT_LEAST:
            return self._at_least(number, tuple(operands))
        if len(operands) == 1 and operator in {Operator.AND, Operator.OR}:
            return operands[0]
        return self._add(Part(operator, tuple(operands)))

    def formula(self, top: int) -> Formula:
        return Formula(tuple(self._parts), top, tuple(self._numbers))

    def _at_least(self, count: int, operands: tuple[int, ...]) -> int:
        if count <= 0:
            return self.always()
        if count > len(operands):
            return self.never()
        if count == 1:
            return self.gate(Operator.OR, operands)
        if count == len(operands):
            return self.gate(Operator.AND, operands)
        return self._add(Part(Operator.AT_LEAST, operands, count))

    def _add(self, part: Part) -> int:
        index = self._index.setdefault(part, len(self._parts))
        if index == len(self._parts):
            self._parts.append(part)
        return index


def formula_of(gates: Mapping[str, Gate], top: str, names: Iterable[str] = ()) -> Formula:
    """The formula of the gate ``top``; an operand that names no gate is a variable.

    Args:
        gates: Every gate by its name, in any order.
        top: The gate that is meant; a variable serves.
        names: Variables in the order that their numbers shall have. Others follow as they are met, left to right.

    Raises:
        Circular: A gate below the top needs itself.
        ValueError: As :meth:`Table.gate`.
    """
    table = Table(names)
    made: dict[str, int] = {}
    for name in in_order(gates, top):
        gate = gates.get(name)
        if gate is None:
            made[name] = table.variable(name)
        else:
            made[name] = table.gate(gate.operator, [made[operand] for operand in gate.operands], gate.number)
    return table.formula(made[top])


def in_order(gates: Mapping[str, Gate], top: str) -> list[str]:
    """All that ``top`` needs and ``top`` itself, each after what it needs, depth first and left to right.

    Raises:
        Circular: Something needs itself.
    """
    ordered: dict[str, None] = {}
    way: dict[str, None] = {}  # what is being ordered, from the top down
    open_: list[tuple[str, int]] = [(top, 0)]
    while open_:
        name, position = open_.pop()
        operands = gates[name].operands if name in gates else ()
        way[name] = None
        while position < len(operands) and operands[position] in ordered:
            position += 1
        if position == len(operands):
            del way[name]
            ordered[name] = None
            continue
        below = operands[position]
        if below in way:
            names = list(way)
            raise Circular(names[names.index(below) :])
        open_ += [(name, position + 1), (below, 0)]
    return list(ordered)


def is_monotone(formula: Formula) -> bool:
    """Whether the formula is written without any negation. One that is not may still be monotone."""
    return all(formula.parts[index].operator in MONOTONE for index in needed(formula))


def needed(formula: Formula) -> list[int]:
    """The parts that the top needs, itself included, in the order of the table."""
    wanted = bytearray(len(formula.parts))
    wanted[formula.top] = 1
    for index in range(formula.top, -1, -1):
        if wanted[index]:
            for operand in formula.parts[index].operands:
                wanted[operand] = 1
    return [index for index in range(formula.top + 1) if wanted[index]]


def variables_in_order(formula: Formula) -> list[int]:
    """The numbers of the variables that the top needs, as they are met depth first and left to right."""
    met = bytearray(len(formula.parts))
    found: list[int] = []
    open_ = [formula.top]
    while open_:
        index = open_.pop()
        if met[index]:
            continue
        met[index] = 1
        part = formula.parts[index]
        if part.operator is Operator.VARIABLE:
            found.append(part.number)
        open_.extend(reversed(part.operands))
    return found
