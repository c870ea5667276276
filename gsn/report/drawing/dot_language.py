"""A scene in Graphviz's DOT language, for those who want to lay it out or to style it themselves.

Shapes are the nearest that Graphviz has. A challenge to a relation leads to a point on its line, as in GSN.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from gsn.report.drawing.palette import OUTLINES
from gsn.report.drawing.relations import challenged, drawable
from gsn.report.drawing.scene import Edge, EdgeName, Node, Relation, Scene, Shape
from gsn.report.drawing.signs import LETTERS, signs_of, signs_on
from gsn.report.drawing.wrapping import STATEMENT_LIMIT, harmless, shortened, wrap

LINE_WIDTH = 190.0
"""Of a label's lines, in the measure that figures are drawn in."""

_SHAPES: Mapping[Shape, str] = {
    Shape.GOAL: "shape=box",
    Shape.STRATEGY: "shape=parallelogram",
    Shape.SOLUTION: "shape=circle",
    Shape.CONTEXT: 'shape=box, style="filled,rounded"',
    Shape.ASSUMPTION: "shape=ellipse",
    Shape.JUSTIFICATION: "shape=ellipse",
    Shape.AWAY_GOAL: "shape=box, peripheries=2",
    Shape.AWAY_SOLUTION: "shape=circle, peripheries=2",
    Shape.AWAY_CONTEXT: 'shape=box, style="filled,rounded", peripheries=2',
    Shape.AWAY_ASSUMPTION: "shape=ellipse, peripheries=2",
    Shape.AWAY_JUSTIFICATION: "shape=ellipse, peripheries=2",
    Shape.MODULE: "shape=tab",
    Shape.CONTRACT: "shape=component",
    Shape.CHALLENGE: "shape=box",
    Shape.UNREADABLE: "shape=note",
}
_HEADS: Mapping[Relation, str] = {
    Relation.SUPPORTED_BY: "normal",
    Relation.IN_CONTEXT_OF: "empty",
    Relation.CHALLENGES: "vee",
    Relation.COMPOSITE: "veevee",
}


def dot_language(scene: Scene) -> str:
    """The scene as the text of a directed graph."""
    return "\n".join([*_lines(scene), "}", ""])


def quoted(text: str) -> str:
    r"""A text as a quoted string of the language, in which Graphviz finds no escape and no entity.

    Example:
        `quoted('say "no"')` is `"say \"no\""`.
    """
    plain = harmless(text).replace("&", "&amp;").replace("\\", "\\\\").replace('"', '\\"')
    return f'"{plain}"'


def _lines(scene: Scene) -> Iterator[str]:
    nodes: dict[str, Node] = {}
    for node in scene.nodes:
        nodes.setdefault(node.key, node)
    ids: dict[str | EdgeName, str] = {key: f"n{number}" for number, key in enumerate(nodes, 1)}
    edges = drawable(scene)
    disputed = challenged(edges)
    ids |= {edge.name: f"e{number}" for number, edge in enumerate(edges, 1) if edge.name in disputed}
    yield f"digraph {quoted(shortened(scene.title, STATEMENT_LIMIT))} {{"
    yield "    ordering=out;"
    yield '    node [fontname="Helvetica,Arial,sans-serif", fontsize=12, style=filled];'
    yield '    edge [fontname="Helvetica,Arial,sans-serif", fontsize=9];'
    yield from (f"    {ids[key]} [{_look(node)}];" for key, node in nodes.items())
    for edge in edges:
        yield from _relation(edge, ids)


def _look(node: Node) -> str:
    """An element's attributes."""
    outline = OUTLINES[node.state]
    lines = [line.text for line in wrap(shortened(node.text, STATEMENT_LIMIT), LINE_WIDTH)]
    letter = f" ({LETTERS[node.shape]})" if node.shape in LETTERS else ""
    label = [f"{shortened(node.identifier, STATEMENT_LIMIT)}{letter}", *lines, *signs_of(node)]
    written = "\\n".join(quoted(line)[1:-1] for line in label)
    return f'label="{written}", {_SHAPES[node.shape]}, color="{outline["stroke"]}", fillcolor="{outline["fill"]}"'


def _relation(edge: Edge, ids: Mapping[str | EdgeName, str]) -> Iterator[str]:
    """A relation's line, in two with a point between where it is challenged."""
    look = [f"arrowhead={_HEADS[edge.relation]}"]
    if edge.returning is not None:
        look += ["dir=both", f"arrowtail={_HEADS[edge.returning]}"]
    if edge.relation is Relation.CHALLENGES:
        look.append("style=dashed")
    if signs_on(edge):
        look.append(f"label={quoted(', '.join(signs_on(edge)))}")
    source, target = ids[edge.source], ids[edge.target]
    point = ids.get(edge.name)
    if point is not None:
        yield f'    {point} [shape=point, width=0.03, label=""];'
        yield f"    {source} -> {point} [arrowhead=none{', style=dashed' if 'style=dashed' in look else ''}];"
        source = point
    yield f"    {source} -> {target} [{', '.join(look)}];"
