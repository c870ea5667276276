"""The architecture view: modules and contracts, and how they bear on one another (GSN v3, 1:4.4 and 1:4.5).

All relationships between two modules are one line. A relationship that a third module states, which a contract does,
leads through that module (Figure 1:4-7).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping

from gsn.argument import Argument
from gsn.element_state import ElementState
from gsn.model.case import Link, Module, Relationship, module_identity
from gsn.model.kinds import ARGUMENT, SCOPING, Kind
from gsn.model.reference import Identity, module_of
from gsn.report.drawing import Edge, Node, Relation, Scene, Shape, State

_WORST_FIRST = (State.FAILING, State.UNREADABLE, State.OPEN, State.SUPPORTED)


def architecture_of(
    argument: Argument, states: Mapping[Identity, ElementState], address: Callable[[Identity], str]
) -> Scene:
    """The scene of a case's modules, each in the state of the worst element of its argument.

    Args:
        argument: The argument.
        states: The state of every element.
        address: Where each module leads, by its identity.
    """
    case = argument.case
    nodes = tuple(
        Node(
            key=module_identity(name),
            identifier=name,
            text=module.head.text.plain if module.head is not None and module.head.text is not None else "",
            shape=Shape.CONTRACT if module.kind is Kind.CONTRACT else Shape.MODULE,
            state=_state_of(argument, name, states),
            href=address(module_identity(name)),
        )
        for name, module in case.modules.items()
    )
    described = f"{len(nodes)} module{'' if len(nodes) == 1 else 's'} of {case.name} and their relations."
    return Scene(nodes, _edges(argument), f"Architecture of {case.name}", described)


def _state_of(argument: Argument, module: str, states: Mapping[Identity, ElementState]) -> State:
    """The worst state of what a module argues."""
    found = {
        State(states[element.identity].state.value)
        for element in argument.by_module.get(module, ())
        if element.kind in ARGUMENT - SCOPING and element.identity in states
    }
    return next((state for state in _WORST_FIRST if state in found), State.NEUTRAL)


def _edges(argument: Argument) -> tuple[Edge, ...]:
    """One line for each two modules, the challenges between them apart."""
    files = {module.file: module for module in argument.case.modules.values()}
    found: defaultdict[tuple[str, str], set[Relationship]] = defaultdict(set)
    for link in argument.case.links:
        for pair in _pairs(link, files[link.place.file]):
            if pair[0] != pair[1] and set(pair) <= set(argument.case.modules):
                found[pair].add(link.relationship)
    edges: dict[tuple[str, str, bool], Edge] = {}
    for (upper, lower), relationships in found.items():
        ends = module_identity(upper), module_identity(lower)
        relation, back = _relation(relationships), _relation(found.get((lower, upper), set()))
        if relation is not None and (lower, upper, False) not in edges:
            edges[upper, lower, False] = Edge(*ends, relation, returning=back)
        if Relationship.CHALLENGES in relationships:
            edges[upper, lower, True] = Edge(*ends, Relation.CHALLENGES)
    return tuple(edges.values())


def _pairs(link: Link, stated_in: Module) -> list[tuple[str, str]]:
    """The modules that a relationship joins, from the first to the last."""
    source, target = module_of(link.source), module_of(link.target)
    if stated_in.name in {source, target}:
        return [(source, target)]
    return [(source, stated_in.name), (stated_in.name, target)]


def _relation(relationships: set[Relationship]) -> Relation | None:
    """Support, context, or both; nothing where one only challenges the other."""
    support, context = Relationship.SUPPORTED_BY in relationships, Relationship.IN_CONTEXT_OF in relationships
    if support and context:
        return Relation.COMPOSITE
    if support:
        return Relation.SUPPORTED_BY
    return Relation.IN_CONTEXT_OF if context else None
