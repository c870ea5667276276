"""A scene as one SVG: self-contained, the same for the same scene, and fit to stand beside others in a page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from gsn.report.drawing import arrows, figure
from gsn.report.drawing.geometry import Curve, number
from gsn.report.drawing.layout import Layout, laid_out
from gsn.report.drawing.markup import element, escaped
from gsn.report.drawing.palette import FONT, PAPER
from gsn.report.drawing.routes import routed
from gsn.report.drawing.scene import Scene
from gsn.report.drawing.spoken import sentence, spoken
from gsn.report.drawing.theme import Theme, style

MARGIN = 14.0
_FOREIGN = re.compile(r"[^A-Za-z0-9_.-]")


class _Bounds(NamedTuple):
    """The part of the plane that a figure shows."""

    x: float
    y: float
    width: float
    height: float


def draw(scene: Scene, prefix: str = "gsn", theme: Theme = Theme.LIGHT) -> str:
    """The scene as SVG text, to be written to a file or put into a page.

    Its elements stand in it in the scene's order, each told in words. It is a document and no image to those who
    cannot see it: what is within an image is not read out, and could not be followed (WAI-ARIA Graphics Module).

    Args:
        scene: what to draw.
        prefix: begins every id, so that figures with different prefixes can stand in one page.
        theme: the colours; a page that holds the figure may instead put `dark_rules` into its own style sheet.

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
            "role": "graphics-document document",
            "aria-labelledby": f"{start}-title {start}-desc",
            "viewBox": " ".join(number(length) for length in bounds),
            "width": bounds.width,
            "height": bounds.height,
            "font-family": FONT,
        },
        element("title", {"id": f"{start}-title"}, escaped(scene.title)),
        element("desc", {"id": f"{start}-desc"}, escaped(scene.description)),
        style(theme),
        element("rect", {"class": "paper", "fill": PAPER, **bounds._asdict()}),
        *_relations(layout, lines, start),
        *_elements(layout, identities),
    )


def node_ids(scene: Scene, prefix: str = "gsn") -> dict[str, str]:
    """The id of each element's group in the SVG, by the element's key: what a page can link to."""
    return ids_of((node.key for node in scene.nodes), prefix)


def ids_of(keys: Iterable[str], prefix: str = "gsn") -> dict[str, str]:
    """The same for a scene that holds elements of these keys, in this order."""
    start = _sanitised(prefix)
    taken: set[str] = set()
    counts: Counter[str] = Counter()
    identities: dict[str, str] = {}
    for key in dict.fromkeys(keys):
        wanted = identity = f"{start}-node-{_sanitised(key)}"
        while identity in taken:
            counts[wanted] += 1
            identity = f"{wanted}-{counts[wanted] + 1}"
        taken.add(identity)
        identities[key] = identity
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
    across, down = [point[0] for point in corners] or [0.0], [point[1] for point in corners] or [0.0]
    left, right, top, bottom = min(across), max(across), min(down), max(down)
    return _Bounds(left - MARGIN, top - MARGIN, right - left + 2 * MARGIN, bottom - top + 2 * MARGIN)


def _relations(layout: Layout, lines: Sequence[Curve], start: str) -> Iterator[str]:
    """The relations as markup."""
    nodes = {key: drawing.node for key, drawing in layout.figures.items()}
    for position, (edge, line) in enumerate(zip(layout.edges, lines, strict=True), start=1):
        disputed = edge.name in layout.disputed
        yield arrows.drawn(edge, line, f"{start}-edge-{position}", sentence(edge, nodes), disputed=disputed)


def _elements(layout: Layout, identities: Mapping[str, str]) -> Iterator[str]:
    """The elements as markup."""
    told = spoken({key: drawing.node for key, drawing in layout.figures.items()}, layout.edges)
    for key, drawing in layout.figures.items():
        yield figure.drawn(drawing, identities[key], layout.origins[key], told[key])
