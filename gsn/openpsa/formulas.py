"""From the elements of a formula to gates: each connective one gate, those that are nested under names of their own."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from gsn.openpsa.definitions import EVENTS, Definitions, name_of, whole_number
from gsn.openpsa.document import Element, OpenPsaProblem, shown
from gsn.openpsa.tree import NESTED
from gsn.risk.formula import Gate, Operator

_ANY = 0
_CONNECTIVES: Mapping[str, tuple[Operator, int]] = MappingProxyType(
    {
        "and": (Operator.AND, _ANY),
        "or": (Operator.OR, _ANY),
        "nand": (Operator.NAND, _ANY),
        "nor": (Operator.NOR, _ANY),
        "not": (Operator.NOT, 1),
        "xor": (Operator.XOR, 2),
        "iff": (Operator.IFF, 2),
        "imply": (Operator.IMPLY, 2),
        "atleast": (Operator.AT_LEAST, _ANY),
        "cardinality": (Operator.AT_LEAST, _ANY),
    }
)
"""Connectives and how many operands they take; two of `xor` and `iff`, as in version 3 of the format."""

_CONSTANTS = MappingProxyType({"true": Gate(Operator.AND, ()), "false": Gate(Operator.OR, ())})

_REFERENCES = frozenset({*EVENTS, "event"})


class Formulas:
    """The gates so far."""

    def __init__(self, definitions: Definitions) -> None:
        self.definitions = definitions
        self.gates: dict[str, Gate] = {}

    def define(self, name: str, element: Element, path: str) -> None:
        """A gate from its definition, which holds one formula."""
        parts = list(element.parts())
        if len(parts) != 1:
            raise OpenPsaProblem(f"gate {shown(name)} has {len(parts):,} formulas; it takes one", element.line)
        (formula,) = parts
        if formula.tag in _REFERENCES or formula.tag == "constant":
            self.gates[name] = Gate(Operator.AND, (self._operand(formula, path, name),))
        else:
            self.gates[name] = self._connective(formula, path, name)

    def constant(self, name: str, element: Element) -> None:
        """A house event from what holds its constant."""
        self.gates[name] = _constant(element)

    def _nested(self, owner: str, gate: Gate) -> str:
        name = f"{owner.partition(NESTED)[0]}{NESTED}{len(self.gates)}"
        self.gates[name] = gate
        return name

    def _operand(self, element: Element, path: str, owner: str) -> str:
        if element.tag in _REFERENCES:
            return self._refer(element, path)
        if element.tag == "constant":
            return self._nested(owner, _constant(element))
        return self._nested(owner, self._connective(element, path, owner))

    def _connective(self, element: Element, path: str, owner: str) -> Gate:
        """A gate from a connective. Recurses as deep as elements are nested, which is bounded."""
        known = _CONNECTIVES.get(element.tag)
        if known is None:
            raise OpenPsaProblem(f"{shown(element.tag)} is no formula that is read", element.line)
        operator, wanted = known
        operands = tuple(self._operand(part, path, owner) for part in element.parts())
        if not operands or (wanted and len(operands) != wanted):
            counted = f"{wanted} operand{'s'[: wanted > 1]}" if wanted else "operands"
            raise OpenPsaProblem(f"`{element.tag}` takes {counted}, and has {len(operands):,}", element.line)
        if element.tag == "cardinality":
            return self._between(element, operands, owner)
        return Gate(
            operator, operands, whole_number(element, "min", 1, len(operands)) if element.tag == "atleast" else 0
        )

    def _between(self, element: Element, operands: tuple[str, ...], owner: str) -> Gate:
        """At least `min` and at most `max`."""
        fewest = whole_number(element, "min", 0, len(operands))
        most = whole_number(element, "max", fewest, len(operands))
        enough = self._nested(owner, Gate(Operator.AT_LEAST, operands, fewest))
        more = self._nested(owner, Gate(Operator.AT_LEAST, operands, most + 1))
        return Gate(Operator.AND, (enough, self._nested(owner, Gate(Operator.NOT, (more,)))))

    def _refer(self, element: Element, path: str) -> str:
        kind = element.attributes.get("type", "") if element.tag == "event" else element.tag
        if kind and kind not in EVENTS:
            raise OpenPsaProblem(f"{shown(kind)} is no type of an event", element.line)
        name = name_of(element)
        full = self.definitions.find((kind,) if kind else EVENTS, name, path)
        if full is None:
            what = kind or "event"
            raise OpenPsaProblem(f"{what} {shown(name)} is referred to and not defined", element.line)
        return full


def _constant(element: Element) -> Gate:
    value = element.attributes.get("value", "")
    if value not in _CONSTANTS:
        raise OpenPsaProblem(f"a constant is `true` or `false` and not {shown(value)}", element.line)
    return _CONSTANTS[value]
