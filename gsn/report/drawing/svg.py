"""A scene as one SVG: self-contained, the same for the same scene, and fit to stand beside others in a page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from gsn.report.drawing import arrows, figure
from gsn.report.drawing.geometry import Curve, number
from gsn.report.drawing.layout import Layout, laid_out
from gsn.report.drawing.markup import element, escaped
from gsn.report.drawing.palette import FONT, PAPER
from gsn.report.drawing.routes import routed
from gsn.report.drawing.scene import EdgeName, Relation, Scene

MARGIN = 14.0
_FOREIGN = re.compile(r"[^A-Za-z0-9_.-]")
_VERBS: Mapping[Relation, str] = {
    Relation.SUPPORTED_BY: "is supported by",
    Relation.IN_CONTEXT_OF: "is in the context of",
    Relation.CHALLENGES: "challenges",
}


class _Bounds(NamedTuple):
    """The part of the plane that a figure shows."""

    x: float
    y: float
    width: float
    height: float


def draw(scene: Scene, prefix: str = "gsn") -> str:
    """The scene as SVG text, to be written to a file or put into a page.

    Args:
        scene: what to draw.
        prefix: begins every id, so that figures with different prefixes can stand in one page.

    Raises:
        SceneTooLarge: if it has more elements, relations or depth than can be drawn.
        LayoutUnavailable: if there is no Graphviz.
    """
    layout = laid_out(scene)
    lines = routed(layout)
    identities = node_ids(scene, prefix)
    start = _sanitised(prefix)
    bounds = _bounds(layout, lines)
    return element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "class": "gsn-drawing",
            "role": "img",
            "aria-labelledby": f"{start}-title {start}-desc",
            "viewBox": " ".join(number(length) for length in bounds),
            "width": bounds.width,
            "height": bounds.height,
            "font-family": FONT,
        },
        element("title", {"id": f"{start}-title"}, escaped(scene.title)),
        element("desc", {"id": f"{start}-desc"}, escaped(scene.description)),
        element("rect", {"class": "paper", "fill": PAPER, **bounds._asdict()}),
        *_relations(layout, lines, start),
        *(figure.drawn(drawing, identities[key], layout.origins[key]) for key, drawing in layout.figures.items()),
    )


def node_ids(scene: Scene, prefix: str = "gsn") -> dict[str, str]:
    """The id of each element's group in the SVG, by the element's key: what a page can link to."""
    start = _sanitised(prefix)
    taken: set[str] = set()
    identities: dict[str, str] = {}
    for node in scene.nodes:
        if node.key in identities:
            continue
        wanted = identity = f"{start}-node-{_sanitised(node.key)}"
        count = 1
        while identity in taken:
            count += 1
            identity = f"{wanted}-{count}"
        taken.add(identity)
        identities[node.key] = identity
    return identities


def _sanitised(text: str) -> str:
    """The text as a part of an id."""
    return _FOREIGN.sub("_", text)


def _bounds(layout: Layout, lines: Sequence[Curve]) -> _Bounds:
    """The smallest box around everything that is drawn, with a margin."""
    corners = [point for line in lines for point in line]
    for key, drawing in layout.figures.items():
        origin = layout.origins[key].moved(0, drawing.body.axis)
        corners.append(origin.moved(drawing.leftmost, -drawing.above))
        corners.append(origin.moved(drawing.rightmost, drawing.below))
    for edge, line in zip(layout.edges, lines, strict=True):
        corners += arrows.label_corners(edge, line, disputed=edge.name in layout.disputed)
    left, top = min((point.x for point in corners), default=0), min((point.y for point in corners), default=0)
    right, bottom = max((point.x for point in corners), default=0), max((point.y for point in corners), default=0)
    return _Bounds(left - MARGIN, top - MARGIN, right - left + 2 * MARGIN, bottom - top + 2 * MARGIN)


def _relations(layout: Layout, lines: Sequence[Curve], start: str) -> Iterator[str]:
    """The relations as markup."""
    for position, (edge, line) in enumerate(zip(layout.edges, lines, strict=True), start=1):
        says = f"{_named(edge.source, layout)} {_VERBS[edge.relation]} {_named(edge.target, layout)}"
        yield arrows.drawn(edge, line, f"{start}-edge-{position}", says, disputed=edge.name in layout.disputed)


def _named(end: str | EdgeName, layout: Layout) -> str:
    """An element's identifier, or a relation by the identifiers of its ends."""
    if isinstance(end, str):
        return layout.figures[end].node.identifier
    return f"the relation of {_named(end[0], layout)} to {_named(end[1], layout)}"
