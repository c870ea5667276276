"""A scene as a Mermaid flowchart, which GitHub and many wikis draw; its shapes are the nearest that Mermaid has.

Every character of a text that could mean something to Mermaid, to Markdown or to HTML is written as its number, so that
a text stays a text whatever stands in it. Elements are numbered: a name such as `end` cannot matter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from gsn.report.drawing.palette import INK, OUTLINES
from gsn.report.drawing.relations import drawable
from gsn.report.drawing.scene import Edge, Node, Relation, Scene, Shape, State
from gsn.report.drawing.signs import LETTERS, signs_of, signs_on
from gsn.report.drawing.wrapping import STATEMENT_LIMIT, shortened

_SHAPES: Mapping[Shape, tuple[str, str]] = {
    Shape.GOAL: ("[", "]"),
    Shape.STRATEGY: ("[/", "/]"),
    Shape.SOLUTION: ("((", "))"),
    Shape.CONTEXT: ("([", "])"),
    Shape.ASSUMPTION: ("(", ")"),
    Shape.JUSTIFICATION: ("(", ")"),
    Shape.AWAY_GOAL: ("[", "]"),
    Shape.AWAY_SOLUTION: ("((", "))"),
    Shape.AWAY_CONTEXT: ("([", "])"),
    Shape.AWAY_ASSUMPTION: ("(", ")"),
    Shape.AWAY_JUSTIFICATION: ("(", ")"),
    Shape.MODULE: ("[[", "]]"),
    Shape.CONTRACT: ("[[", "]]"),
    Shape.CHALLENGE: ("[", "]"),
    Shape.UNREADABLE: (">", "]"),
}
_ARROWS: Mapping[Relation, str] = {
    Relation.SUPPORTED_BY: "-->",
    Relation.IN_CONTEXT_OF: "--o",
    Relation.CHALLENGES: "-.->",
    Relation.COMPOSITE: "==>",
}
"""Mermaid has no hollow head; a ring is nearest."""

_MEANINGFUL = re.compile(r"""[^\w\s,.()'!?-]|_|(?<=www)\.|(?<=\d)\.(?=\s)""", re.ASCII)
"""Punctuation but for the plainest, the point that makes an address of words, and the one that makes a list of them."""

_FORMULA = re.compile(r"\$(?=\$)")
"""Two of these begin a formula even when they are written as numbers, so they are kept apart."""


def mermaid(scene: Scene) -> str:
    """The scene in Mermaid's language, without a fence around it.

    No line of Mermaid's ends on another line, so a challenge to a relation leads to the element where that begins and
    says which relation is meant.
    """
    return "\n".join([*_lines(scene), ""])


def quoted(text: str) -> str:
    """A text for the inside of a quoted label.

    Example:
        `quoted('say "no"')` is `say #34;no#34;`.
    """
    apart = _FORMULA.sub("$\N{WORD JOINER}", shortened(text, STATEMENT_LIMIT))
    return _MEANINGFUL.sub(_numbered, apart)


def _numbered(match: re.Match[str]) -> str:
    character = match[0]
    return f"#{ord(character)};" if character.isascii() else character


def _lines(scene: Scene) -> Iterator[str]:
    nodes: dict[str, Node] = {}
    for node in scene.nodes:
        nodes.setdefault(node.key, node)
    ids = {key: f"n{number}" for number, key in enumerate(nodes, 1)}
    yield "flowchart TD"
    yield f"    accTitle: {_MEANINGFUL.sub(' ', shortened(scene.title, STATEMENT_LIMIT))}"
    yield from (_node(ids[key], node) for key, node in nodes.items())
    yield from (_edge(edge, nodes, ids) for edge in drawable(scene))
    used = {node.state for node in nodes.values()}
    for state in State:
        if state in used and state is not State.NEUTRAL:
            look = ",".join(f"{name}:{value}" for name, value in OUTLINES[state].items())
            yield f"    classDef {state} {look},color:{INK}"


def _node(id_: str, node: Node) -> str:
    """An element, its label line by line."""
    before, after = _SHAPES[node.shape]
    letter = f" ({LETTERS[node.shape]})" if node.shape in LETTERS else ""
    lines = [f"<b>{quoted(node.identifier)}{letter}</b>", quoted(node.text), *map(quoted, signs_of(node))]
    label = "<br/>".join(line for line in lines if line)
    state = f":::{node.state}" if node.state is not State.NEUTRAL else ""
    return f'    {id_}{before}"{label}"{after}{state}'


def _edge(edge: Edge, nodes: Mapping[str, Node], ids: Mapping[str, str]) -> str:
    """A relation; what it says beside its line."""
    target, says = edge.target, list(signs_on(edge))
    if not isinstance(target, str):
        says.insert(0, f"on the way to {_end(target[1], nodes)}")
        while not isinstance(target, str):
            target = target[0]
    label = f'|"{", ".join(map(quoted, says))}"|' if says else ""
    arrow = f"<{_ARROWS[edge.relation]}" if edge.returning is not None else _ARROWS[edge.relation]
    return f"    {ids[edge.source]} {arrow}{label} {ids[target]}"


def _end(end: object, nodes: Mapping[str, Node]) -> str:
    """What a relation leads to, in a word."""
    return nodes[end].identifier if isinstance(end, str) else "another"
