"""A diagram in Mermaid's language, as GitHub draws it: the argument's shape, as far as Mermaid can show it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gsn.report.model.argument import Diagram, DiagramNode

LONGEST = 140
"""Characters of a statement; the outline beside it holds the whole."""

MOST_NODES = 300

_SHAPES = {
    "goal": ("[", "]"),
    "challenge": ("[", "]"),
    "strategy": ("[/", "/]"),
    "solution": ("((", "))"),
    "evidence": ("((", "))"),
    "context": ("([", "])"),
    "assumption": ("([", "])"),
    "justification": ("([", "])"),
    "module": ("[[", "]]"),
    "contract": ("[[", "]]"),
}
_ARROWS = {"supported by": "-->", "in context of": "-.->", "challenges": "--x"}
_SIGNS = {"supported": "✓", "open": "○", "failing": "✗", "unreadable": "?"}
_MEANS_SOMETHING = re.compile(r"[^A-Za-z0-9 .,:;()/=+'✓○✗?…◇△-]")


def mermaid(diagram: Diagram) -> str:
    """The diagram; a comment in its place where it is larger than anybody can read."""
    if len(diagram.nodes) > MOST_NODES:
        return "%% too large to be drawn; the outline holds it"
    keys = {node.id: f"n{number}" for number, node in enumerate(diagram.nodes)}
    return "\n".join(_lines(diagram, keys))


def _lines(diagram: Diagram, keys: dict[str, str]) -> Iterator[str]:
    yield "flowchart TD"
    for node in diagram.nodes:
        before, after = _SHAPES.get(node.kind, ("[", "]"))
        yield f'  {keys[node.id]}{before}"{_label(node)}"{after}'
    for link in diagram.links:
        if link.source in keys and link.target in keys and not link.end:
            yield f"  {keys[link.source]} {_ARROWS[link.relation]} {keys[link.target]}"
    for state in ("supported", "open", "failing", "unreadable"):
        named = [keys[node.id] for node in diagram.nodes if node.state == state]
        if named:
            yield f"  class {','.join(named)} {state}"
    yield "  classDef supported stroke:#15803d"
    yield "  classDef open stroke:#b45309,stroke-dasharray:7 3"
    yield "  classDef failing stroke:#b91c1c,stroke-width:3px"
    yield "  classDef unreadable stroke:#4b5563,stroke-dasharray:2 3"


def _label(node: DiagramNode) -> str:
    sign = f"{_SIGNS[node.state]} " if node.state else ""
    statement = node.text if len(node.text) <= LONGEST else f"{node.text[:LONGEST]}…"
    marks = f" ({', '.join(node.marks)})" if node.marks else ""
    onward = f" ({node.continued})" if node.continued else ""
    return _escaped(f"{sign}{node.name}: {statement}{marks}{onward}")


def _escaped(text: str) -> str:
    """What could mean something to Mermaid or to HTML, by its number."""
    return _MEANS_SOMETHING.sub(lambda found: f"#{ord(found[0])};", text)
