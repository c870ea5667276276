"""An element in words, for a person who cannot see it: its kind, what it says, its marks, and what it is joined to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby

from gsn.report.drawing.scene import Decoration, Edge, EdgeName, Node, Relation, Shape, State

_MARKS: Mapping[Decoration, str] = {
    Decoration.PUBLIC: "public",
    Decoration.UNINSTANTIATED: "uninstantiated",
    Decoration.UNDEVELOPED: "undeveloped",
    Decoration.BY_CONTRACT: "to be supported by contract",
    Decoration.DEFEATED: "defeated",
}
_LEAVING: Mapping[Relation, str] = {
    Relation.IN_CONTEXT_OF: "in the context of",
    Relation.SUPPORTED_BY: "supported by",
    Relation.COMPOSITE: "supported by and in the context of",
    Relation.CHALLENGES: "challenges",
}
_BEING_CHALLENGED = "challenged by"


def spoken(nodes: Mapping[str, Node], edges: Iterable[Edge]) -> dict[str, str]:
    """What each element is told as, by its key.

    Example:
        `Goal G1: The filter holds. Open, undeveloped. In the context of C1. Supported by G2, G3.`
    """
    joined: dict[str, list[tuple[str, str]]] = {key: [] for key in nodes}
    for edge in edges:
        beyond = _name(edge.target, nodes) + (" (defeated)" if edge.defeated else "")
        joined[edge.source].append((_LEAVING[edge.relation], beyond))
        if isinstance(edge.target, str) and edge.relation is Relation.CHALLENGES:
            joined[edge.target].append((_BEING_CHALLENGED, _name(edge.source, nodes)))
        if isinstance(edge.target, str) and edge.returning is not None:
            joined[edge.target].append((_LEAVING[edge.returning], _name(edge.source, nodes)))
    return {key: _told(node, joined[key]) for key, node in nodes.items()}


def sentence(edge: Edge, nodes: Mapping[str, Node]) -> str:
    """A relation as a sentence: `G1 is supported by G2`."""
    verb = _LEAVING[edge.relation] if edge.relation is Relation.CHALLENGES else f"is {_LEAVING[edge.relation]}"
    back = f", which is {_LEAVING[edge.returning]} it" if edge.returning is not None else ""
    says = f"{_name(edge.source, nodes)} {verb} {_name(edge.target, nodes)}{back}"
    return f"{says} (defeated)" if edge.defeated else says


def _told(node: Node, joined: Iterable[tuple[str, str]]) -> str:
    """An element's sentences."""
    kind = "element that could not be read" if node.shape is Shape.UNREADABLE else node.shape.replace("-", " ")
    of = f" of {node.module}" if node.module else ""
    told = [f"{kind} {node.identifier}{of}: {node.text}" if node.text else f"{kind} {node.identifier}{of}"]
    marks = [node.state.value] if node.state not in {State.NEUTRAL, State.UNREADABLE} else []
    marks += [mark for decoration, mark in _MARKS.items() if decoration in node.decorations]
    marks += [point.title or f"confidence argued at {point.label}" for point in node.confidence]
    marks += [f"continued in {node.off_diagram}"] if node.off_diagram else []
    told += [", ".join(marks)] if marks else []
    for verb, ends in groupby(sorted(joined, key=lambda pair: _ORDER.index(pair[0])), key=lambda pair: pair[0]):
        told.append(f"{verb} {', '.join(end for _, end in ends)}")
    return " ".join(f"{part[:1].upper()}{part[1:]}".rstrip(".") + "." for part in told)


_ORDER = (*_LEAVING.values(), _BEING_CHALLENGED)


def _name(end: str | EdgeName, nodes: Mapping[str, Node]) -> str:
    """An element's identifier, or a relation by the identifiers of its ends."""
    if isinstance(end, str):
        return nodes[end].identifier
    return f"the relation of {_name(end[0], nodes)} to {_name(end[1], nodes)}"
