"""Where everything of a scene stands: elements packed in blocks, blocks and lines between them placed by dot."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from gsn.report.drawing.blocks import Block, Column, packed
from gsn.report.drawing.channels import bent
from gsn.report.drawing.dot import Box, placed
from gsn.report.drawing.figure import Figure, measured
from gsn.report.drawing.geometry import Curve, Point
from gsn.report.drawing.ranks import ranked, suits_dot
from gsn.report.drawing.relations import challenged, drawable
from gsn.report.drawing.scene import EDGE_LIMIT, NODE_LIMIT, Edge, EdgeName, Scene, SceneTooLarge
from gsn.report.drawing.tidy import placed_tidily
from gsn.report.drawing.wiring import CROSSING, Way, wired


@dataclass(frozen=True, slots=True)
class Layout:
    """A scene, placed.

    Args:
        figures: the elements by key, in the scene's order.
        edges: the relations that are drawn.
        ways: what dot drew of each relation.
        curves: dot's lines, each downward; None for one that it could not draw.
        stack: the stack of each context that stands beside its owner.
        origins: the top left corner of each element's body.
        crossings: for each challenged relation that dot drew, the place on it where challenges meet it.
        disputed: the elements and relations that are challenged.
    """

    figures: Mapping[str, Figure]
    edges: tuple[Edge, ...]
    ways: tuple[Way, ...]
    curves: tuple[Curve | None, ...]
    stack: Mapping[str, Column]
    origins: Mapping[str, Point]
    crossings: Mapping[EdgeName, Point]
    disputed: set[str | EdgeName]


def laid_out(scene: Scene) -> Layout:
    """The scene with everything in its place.

    Raises:
        SceneTooLarge: if it has more elements, relations or depth than can be drawn.
        LayoutUnavailable: if there is no Graphviz.
    """
    if len(scene.nodes) > NODE_LIMIT or len(scene.edges) > EDGE_LIMIT:
        size = f"{len(scene.nodes)} elements and {len(scene.edges)} relations"
        raise SceneTooLarge(f"this figure has {size}; {NODE_LIMIT} and {EDGE_LIMIT} can be drawn")
    figures: dict[str, Figure] = {}
    for node in scene.nodes:
        if node.key not in figures:
            figures[node.key] = measured(node)
    edges = drawable(scene)
    blocks = packed(figures, edges)
    wiring = wired(blocks, edges)
    boxes = [Box(block.height, tuple(block.columns.items())) for block in blocks.blocks]
    boxes += [CROSSING] * len(wiring.crossings)
    pairs = [(link.tail, link.head) for link in wiring.links]
    ranks = ranked(len(boxes), pairs)
    boxes = [replace(box, rank=rank) for box, rank in zip(boxes, ranks, strict=True)]
    place = placed if suits_dot(ranks, pairs) else placed_tidily
    placement = place(boxes, wiring.links)
    return Layout(
        figures=figures,
        edges=edges,
        ways=wiring.ways,
        curves=bent(boxes, wiring.links, placement, wiring.marks),
        stack=blocks.stack,
        origins=_origins(blocks.blocks, placement.middles),
        crossings={name: placement.middles[box] for name, box in wiring.crossings.items()},
        disputed=challenged(edges),
    )


def _origins(blocks: Sequence[Block], middles: Sequence[Point]) -> dict[str, Point]:
    """The top left corner of each element's body."""
    origins: dict[str, Point] = {}
    for block, middle in zip(blocks, middles, strict=False):
        corner = middle.moved(-block.width / 2, -block.height / 2)
        origins |= {key: corner.moved(*place) for key, place in block.places.items()}
    return origins
