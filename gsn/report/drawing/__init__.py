"""A GSN argument as one self-contained SVG figure, knowing nothing of cases.

    scene = Scene(nodes=(Node("g1", "G1", "The filter holds", Shape.GOAL),), edges=(), title="Filter")
    figure = draw(scene)

The files, in the order of the work: `scene` is what is to be drawn. `metrics` and `wrapping` know how wide text is,
`sizing` how large a shape its text needs, `shapes`, `marks` and `palette` how GSN draws it; `figure` is one element.
`relations` says what can be drawn, `stacks` and `blocks` which contexts stand beside which element, `wiring` and
`ranks` what stands below what; `dot` places that, or `tidy` where there is too much of it, and `layout` is the outcome.
`channels` and `routes` are the lines, `arrows` draws them, `spoken` says in words what is drawn, `theme` has the dark
colours, and `svg` puts everything together; `geometry` and `markup` serve them all. `pages` makes PDF and PNG of it.
`mermaid` and `dot_language` write a scene for other programs to draw.
"""

from gsn.report.drawing.dot_language import dot_language
from gsn.report.drawing.mermaid import mermaid
from gsn.report.drawing.pages import FigureTooLarge, RendererUnavailable, as_pdf, as_png
from gsn.report.drawing.scene import (
    ClaimPoint,
    Decoration,
    Edge,
    LayoutUnavailable,
    Node,
    Relation,
    Scene,
    SceneTooLarge,
    Shape,
    State,
)
from gsn.report.drawing.svg import draw, ids_of, node_ids
from gsn.report.drawing.theme import Theme, dark_rules

__all__ = [
    "ClaimPoint",
    "Decoration",
    "Edge",
    "FigureTooLarge",
    "LayoutUnavailable",
    "Node",
    "Relation",
    "RendererUnavailable",
    "Scene",
    "SceneTooLarge",
    "Shape",
    "State",
    "Theme",
    "as_pdf",
    "as_png",
    "dark_rules",
    "dot_language",
    "draw",
    "ids_of",
    "mermaid",
    "node_ids",
]
