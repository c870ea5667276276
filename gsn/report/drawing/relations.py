"""The relations of a scene that can be drawn: both ends exist, and each is there once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from gsn.report.drawing.scene import Edge, EdgeName, Relation, Scene

_DEEPEST = 16
"""How many challenges to challenges a target may be deep: no dispute is longer, and comparing names recurses."""


def drawable(scene: Scene) -> tuple[Edge, ...]:
    """The scene's relations in their order, without those that lead nowhere; repeated ones are one, with all marks.

    A challenge to a relation is kept if that relation is, so relations are taken in by how deep their targets are.
    """
    keys = {node.key for node in scene.nodes}
    shallow = [edge for edge in scene.edges if edge.source in keys and depth(edge) <= _DEEPEST]
    kept: set[EdgeName] = set()
    for edge in sorted(shallow, key=depth):
        if _has_target(edge, keys, kept):
            kept.add(edge.name)
    return _merged(edge for edge in shallow if _has_target(edge, keys, kept))


def challenged(edges: Iterable[Edge]) -> set[str | EdgeName]:
    """What is challenged: elements by their keys, relations by their names."""
    return {edge.target for edge in edges if edge.relation is Relation.CHALLENGES}


def depth(edge: Edge) -> int:
    """0 where the target is an element, 1 where it is a relation, 2 where it is a challenge to a relation."""
    depth, target = 0, edge.target
    while not isinstance(target, str) and depth <= _DEEPEST:
        depth, target = depth + 1, target[1]
    return depth


def _has_target(edge: Edge, keys: set[str], kept: set[EdgeName]) -> bool:
    if isinstance(edge.target, str):
        return edge.target in keys
    return edge.relation is Relation.CHALLENGES and edge.target in kept


def _merged(edges: Iterable[Edge]) -> tuple[Edge, ...]:
    """Each relation once, bearing the marks of all its repetitions."""
    merged: dict[tuple[EdgeName, Relation], Edge] = {}
    for edge in edges:
        first = merged.setdefault((edge.name, edge.relation), edge)
        merged[edge.name, edge.relation] = replace(
            first,
            defeated=first.defeated or edge.defeated,
            confidence=tuple(dict.fromkeys((*first.confidence, *edge.confidence))),
            returning=first.returning or edge.returning,
        )
    return tuple(merged.values())
