"""From the problem to a program: which parameters there are, and how quantities are made of them.

A quantity is what defines it, else what was measured of it, else the least of its bridges. Unknown dependence cannot be
sampled: events are taken to be independent, but for those that a licence calls exclusive or ascribes to a common cause,
where nothing defines them. So this is for margins and pictures, and never for a verdict.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from gsn.model.expression import Operator
from gsn.model.reference import Identity
from gsn.risk.diagram import build
from gsn.risk.forest import TooLarge
from gsn.risk.formula import Table
from gsn.risk.ordering import parts_first
from gsn.risk.parts import dimension_of
from gsn.risk.problem import Dimension, Licence, LicenceKind, Problem, Quantity
from gsn.risk.simulation.parameters import Parameter, factor_between, float_of, measured_by_quantity, parameters_of
from gsn.risk.simulation.program import Operation, Program
from gsn.risk.term import Composite, Term, names_of, written

MOST_NODES = 50_000
"""Nodes of a decision diagram: a hundred thousand samples of it take some ten seconds."""


class Value(NamedTuple):
    """A node, and what its numbers are per; nothing for probabilities."""

    node: int
    unit: str | None


class _Unknown(Exception):
    """Why something cannot be sampled."""


@dataclass
class Compiled:
    """A program with the parameters that it is over, the value of each quantity, and why others have none."""

    program: Program = field(default_factory=Program)
    parameters: list[Parameter] = field(default_factory=list)
    values: dict[Identity, Value] = field(default_factory=dict)
    unknown: dict[Identity, str] = field(default_factory=dict)


def compile_problem(problem: Problem, wanted: Iterable[Identity]) -> Compiled:
    """Make a program of the quantities that are wanted and of all that they are made of."""
    return _Compiler(problem).run(wanted)


class _Compiler:
    def __init__(self, problem: Problem) -> None:
        self._problem = problem
        self._measured = measured_by_quantity(problem)
        self._groups = dict(_groups(problem))
        self._made = Compiled()
        self._table = Table()
        self._events: dict[Identity, int] = {}

    def run(self, wanted: Iterable[Identity]) -> Compiled:
        order, circular = parts_first(wanted, self._parts_of)
        made = self._made
        for name in sorted(circular):
            made.unknown[name] = f"`{written(name)}` is defined by itself, or by what is"
        for name in order:
            try:
                made.values[name] = self._quantity(name)
            except _Unknown as why:
                made.unknown[name] = str(why)
        return made

    def _parts_of(self, name: Identity) -> list[Identity]:
        """What has to be known before; with an event that a licence groups with others, these and their beta."""
        quantity = self._problem.quantities.get(name)
        if quantity is None:
            return []
        parts = dict.fromkeys(names_of(quantity.definition) if quantity.definition is not None else ())
        groups = [self._groups[part] for part in parts if part in self._groups]
        for group in groups:
            parts.update(dict.fromkeys(group.members))
            parts.update({group.factor: None} if group.factor is not None else {})
        parts.update(dict.fromkeys(bridge.proxy for bridge in quantity.bridges))
        return list(parts)

    # Quantities

    def _quantity(self, name: Identity) -> Value:
        quantity = self._problem.quantities.get(name)
        if quantity is None:
            raise _Unknown(f"`{written(name)}` is no quantity of the case")
        if quantity.flaw is not None:
            raise _Unknown(quantity.flaw)
        if quantity.definition is not None:
            try:
                return self._defined(name, quantity.definition, quantity.unit)
            except _Unknown as why:
                unknown = why
        else:
            unknown = _Unknown(f"nothing that can be sampled was measured or believed of `{written(name)}`")
        value = self._measured_as(quantity) or self._bridged(quantity)
        if value is None:
            raise unknown
        return value

    def _defined(self, name: Identity, definition: Term, unit: str | None) -> Value:
        made = self._term(definition)
        if made.unit is None and dimension_of(self._problem, definition) is Dimension.PROBABILITY:
            self._events[name] = self._event(definition)
        return Value(self._per(unit, made), unit or made.unit)

    def _measured_as(self, quantity: Quantity) -> Value | None:
        name = quantity.identity
        parameters, unit = parameters_of(name, quantity.dimension, quantity.unit, self._measured.get(name, ()))
        nodes = []
        for parameter in parameters:
            self._made.parameters.append(parameter)
            nodes.append(self._made.program.add(Operation.PARAMETER, number=len(self._made.parameters) - 1))
        if not nodes:
            return None
        return Value(nodes[0] if len(nodes) == 1 else self._made.program.add(Operation.INCREASE, nodes), unit)

    def _bridged(self, quantity: Quantity) -> Value | None:
        """The least of the bounds that its bridges give; those whose proxy is unknown give none."""
        program = self._made.program
        unit, nodes = quantity.unit, []
        for bridge in quantity.bridges:
            proxy = self._made.values.get(bridge.proxy)
            if proxy is None:
                continue
            unit = unit or proxy.unit
            scaled = program.add(Operation.SCALED, [self._per(unit, proxy)], float_of(bridge.factor))
            may_be_more = proxy.unit is None and bridge.factor > 1
            nodes.append(program.add(Operation.CAPPED, [scaled]) if may_be_more else scaled)
        return Value(program.add(Operation.LEAST, nodes) if len(nodes) > 1 else nodes[0], unit) if nodes else None

    def _known(self, name: Identity) -> Value:
        if name not in self._made.values:
            raise _Unknown(self._made.unknown.get(name, f"`{written(name)}` is no quantity of the case"))
        return self._made.values[name]

    # Expressions

    def _term(self, term: Term) -> Value:
        if isinstance(term, str):
            return self._known(term)
        program = self._made.program
        match term.operator:
            case Operator.THEN:
                factors = [self._term(operand) for operand in term.operands]
                return Value(program.add(Operation.PRODUCT, [factor.node for factor in factors]), factors[0].unit)
            case Operator.INCREASE:
                first, second = map(self._term, term.operands)
                return Value(program.add(Operation.INCREASE, [first.node, self._per(first.unit, second)]), first.unit)
            case Operator.ANY if dimension_of(self._problem, term) is Dimension.FREQUENCY:
                terms = [self._term(operand) for operand in term.operands]
                unit = terms[0].unit
                return Value(program.add(Operation.SUM, [self._per(unit, each) for each in terms]), unit)
            case _:
                return Value(self._probability(term), None)

    def _per(self, unit: str | None, value: Value) -> int:
        if value.unit == unit or unit is None:
            return value.node
        factor = factor_between(value.unit, unit) if value.unit is not None else None
        if factor is None:
            raise _Unknown(f"a figure per {value.unit or 'nothing'} is none per {unit}")
        return self._made.program.add(Operation.SCALED, [value.node], float(factor))

    # Events

    def _probability(self, term: Composite) -> int:
        formula = self._table.formula(self._event(term))
        try:
            diagram = build(formula, MOST_NODES)
        except TooLarge:
            what = f"`{written(term)[:80]}` takes a decision diagram of more than {MOST_NODES:,} nodes"
            raise _Unknown(what) from None
        operands = [self._variable(formula.names[variable]) for variable in diagram.order]
        if not operands:
            raise _Unknown(f"`{written(term)[:80]}` is certain, or impossible")
        return self._made.program.add_diagram(diagram, operands)

    def _event(self, term: Term) -> int:
        """The part of the formula that stands for a term's event; chains and increases are events of their own."""
        if isinstance(term, str):
            return self._events[term] if term in self._events else self._basic_event(term)
        if term.operator in {Operator.THEN, Operator.INCREASE}:
            return self._table.variable(term)
        below = [self._event(operand) for operand in term.operands]
        match term.operator:
            case Operator.NOT:
                return self._table.negation(below[0])
            case Operator.ALL:
                return self._table.all_of(*below)
            case Operator.AT_LEAST:
                return self._table.at_least(term.number, *below)
            case _:
                return self._table.any_of(*below)

    def _basic_event(self, name: Identity) -> int:
        """An event by itself, or after its group: with the shared cause, or where none of those before it occurred."""
        group = self._groups.get(name)
        own = self._table.variable(name if group is None else _Own(name, group))
        if group is None:
            return own
        if group.kind is LicenceKind.COMMON_CAUSE:
            return self._table.any_of(own, self._table.variable(group))
        before = group.members[: group.members.index(name)]
        return self._table.all_of(*(self._table.negation(self._table.variable(_Own(b, group))) for b in before), own)

    def _variable(self, name: object) -> int:
        """The node of what a variable of the formula stands for."""
        program = self._made.program
        match name:
            case _Own(event, group) if group.kind is LicenceKind.COMMON_CAUSE:
                return program.add(Operation.REST, [self._known(event).node, self._variable(group)])
            case _Own(event, group):
                before = group.members[: group.members.index(event)]
                nodes = [self._known(member).node for member in (event, *before)]
                return program.add(Operation.REMAINING, nodes) if before else nodes[0]
            case Licence(factor=str() as beta, members=members):
                return program.add(Operation.CAUSE, [self._known(each).node for each in (beta, *members)])
            case Composite():
                return self._term(name).node
            case _:
                return self._known(str(name)).node


class _Own(NamedTuple):
    """What belongs to one event of a group alone."""

    event: Identity
    group: Licence


def _groups(problem: Problem) -> Iterator[tuple[Identity, Licence]]:
    """The licence of each event that one makes exclusive or gives a shared cause.

    It counts where it is the first for all its events, nothing defines them, and it holds wherever they do.
    """
    taken: set[Identity] = set()
    for licence in problem.licences:
        shared = licence.kind is LicenceKind.COMMON_CAUSE and licence.factor is not None
        if not (shared or licence.kind is LicenceKind.EXCLUSIVE) or not taken.isdisjoint(licence.members):
            continue
        if len(set(licence.members)) == len(licence.members) and all(
            _is_basic(problem.quantities.get(member), licence) for member in licence.members
        ):
            taken.update(licence.members)
            yield from ((member, licence) for member in licence.members)


def _is_basic(quantity: Quantity | None, licence: Licence) -> bool:
    return (
        quantity is not None
        and quantity.definition is None
        and quantity.dimension is Dimension.PROBABILITY
        and quantity.conditions == (licence.given,)
    )
