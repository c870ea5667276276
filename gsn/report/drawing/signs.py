"""What an element bears, in words with a sign: for languages of other programs, which have no such marks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from gsn.report.drawing.scene import Decoration, Edge, Node, Shape, State

LETTERS: Mapping[Shape, str] = {
    Shape.ASSUMPTION: "A",
    Shape.AWAY_ASSUMPTION: "A",
    Shape.JUSTIFICATION: "J",
    Shape.AWAY_JUSTIFICATION: "J",
}
"""An assumption and a justification have one shape; a letter tells them apart, as in the standard."""

_DECORATIONS: Mapping[Decoration, str] = {
    Decoration.PUBLIC: "public",
    Decoration.UNINSTANTIATED: "△ uninstantiated",
    Decoration.UNDEVELOPED: "◇ undeveloped",
    Decoration.BY_CONTRACT: "by contract",
    Decoration.DEFEATED: "✗ defeated",
}
_STATES: Mapping[State, str] = {
    State.NEUTRAL: "",
    State.SUPPORTED: "✓ supported",
    State.OPEN: "○ open",
    State.FAILING: "✗ failing",
    State.UNREADABLE: "? unreadable",
}


def signs_of(node: Node) -> tuple[str, ...]:
    """The marks of an element and its state, each for a line of its label."""
    return tuple(sign for sign in _signs(node) if sign)


def signs_on(edge: Edge) -> tuple[str, ...]:
    """The marks of a relation."""
    points = tuple(f"■ {point.label}" for point in edge.confidence)
    return (*points, "✗ defeated") if edge.defeated else points


def _signs(node: Node) -> Iterator[str]:
    yield f"module {node.module}" if node.module else ""
    yield from (sign for decoration, sign in _DECORATIONS.items() if decoration in node.decorations)
    yield from (f"■ {point.label}" for point in node.confidence)
    yield f"▽ {node.off_diagram}" if node.off_diagram else ""
    yield _STATES[node.state]
