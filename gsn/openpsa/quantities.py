"""A fault tree as quantities of the language: what a case that imports it may speak of.

Each gate that the top event needs becomes a probability that `is` an expression, each basic event one that is measured
or claimed elsewhere. A number in the document becomes nothing: it is no evidence. House events are put in, and what
they settle is gone.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from gsn.model.reference import RESERVED
from gsn.openpsa.document import OpenPsaProblem, shown
from gsn.openpsa.tree import NESTED, Tree
from gsn.risk.formula import Gate, Operator, in_order


@dataclass(frozen=True, slots=True)
class Definition:
    """A probability of the language, its plain text, and what stands after `is`; that is nothing for a basic event."""

    name: str
    text: str
    expression: str | None


@dataclass(frozen=True, slots=True)
class Quantities:
    """The top event's name in the language, and all that it is made of, each after what it is made of.

    ``names`` gives the language's name of each gate and event of the tree.
    """

    top: str
    definitions: tuple[Definition, ...]
    names: Mapping[str, str]


Settled: TypeAlias = str | bool
"""A name of the language, or what house events make of it."""


def as_definitions(tree: Tree, taken: Collection[str] = ()) -> Quantities:
    """The top event as the definition of a quantity over the basic events. Common causes are left to the case.

    Args:
        tree: The fault tree, as read.
        taken: Names that the case uses for other things.

    Raises:
        OpenPsaProblem: House events settle the top event, so that there is no quantity.
    """
    names = _names([*in_order(tree.gates, tree.top)], taken)
    settled: dict[str, Settled] = {}
    definitions = []
    for full, name in names.items():
        gate = tree.gates.get(full)
        if gate is None:
            settled[full] = name
            definitions.append(Definition(name, tree.events[full].label or full, None))
            continue
        expression = _expression(gate, [settled[operand] for operand in gate.operands])
        settled[full] = expression if isinstance(expression, bool) else name
        if not isinstance(expression, bool):
            owner, _, part = full.partition(NESTED)
            text = tree.labels.get(owner, owner) + (f", part {part}" if part else "")
            definitions.append(Definition(name, text, expression))
    if isinstance(settled[tree.top], bool):
        raise OpenPsaProblem(f"house events settle {shown(tree.top)}: there is nothing to bound")
    return Quantities(names[tree.top], tuple(definitions), names)


def _names(full_names: Iterable[str], taken: Collection[str]) -> dict[str, str]:
    """Names of the language: letters, digits and `_`, no reserved word, and no two that differ in case only."""
    used = {name.casefold() for name in (*taken, *RESERVED)}
    next_number: dict[str, int] = {}
    names = {}
    for full in full_names:
        plain = "".join(each if each.isascii() and each.isalnum() else "_" for each in full.replace(NESTED, "_part"))
        name = plain = plain if plain[0].isalpha() else f"e_{plain}"
        while name.casefold() in used:
            number = next_number[plain.casefold()] = next_number.get(plain.casefold(), 1) + 1
            name = f"{plain}_{number}"
        used.add(name.casefold())
        names[full] = name
    return names


def _expression(gate: Gate, operands: Sequence[Settled]) -> Settled:
    """What a gate is over operands of which some are settled."""
    open_ = [operand for operand in operands if isinstance(operand, str)]
    true = operands.count(True)
    match gate.operator:
        case Operator.NOT:
            return _opposite(operands[0])
        case Operator.IMPLY:
            return _imply(*operands)
        case Operator.XOR | Operator.IFF:
            return _differ(*operands, alike=gate.operator is Operator.IFF)
        case Operator.AND | Operator.NAND:
            count = len(operands) - true
        case Operator.OR | Operator.NOR:
            count = 1 - true
        case _:  # `atleast`
            count = gate.number - true
    if gate.operator in {Operator.NAND, Operator.NOR}:
        return _at_least(len(open_) - count + 1, [f"not {name}" for name in open_])
    return _at_least(count, open_)


def _at_least(count: int, open_: Sequence[str]) -> Settled:
    if count <= 0 or count > len(open_):
        return count <= 0
    listed = ", ".join(open_)
    if len(open_) == 1:
        return listed
    if count == 1:
        return f"any of {listed}"
    return f"all of {listed}" if count == len(open_) else f"at least {count} of {listed}"


def _opposite(operand: Settled) -> Settled:
    return not operand if isinstance(operand, bool) else f"not {operand}"


def _imply(first: Settled, second: Settled) -> Settled:
    if isinstance(first, bool):
        return second if first else True
    if isinstance(second, bool):
        return True if second else _opposite(first)
    return f"any of not {first}, {second}"


def _differ(first: Settled, second: Settled, *, alike: bool) -> Settled:
    """One of the two and not both (`xor`), or both or neither (`iff`)."""
    if isinstance(first, bool):
        first, second = second, first
    if isinstance(second, bool):
        return first if second is alike else _opposite(first)
    if alike:
        return f"any of (all of {first}, {second}), (all of not {first}, not {second})"
    return f"any of (all of {first}, not {second}), (all of not {first}, {second})"
