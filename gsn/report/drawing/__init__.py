"""A GSN argument as one self-contained SVG figure, knowing nothing of cases.

    scene = Scene(nodes=(Node("g1", "G1", "The filter holds", Shape.GOAL),), edges=(), title="Filter")
    figure = draw(scene)

The files, in the order of the work: `scene` (what is to be drawn), `metrics` and `wrapping` (how wide text is),
`sizing` (how large a shape its text needs), `shapes` and `marks` (how GSN draws it), `figure` (one element, measured),
`plan` (which elements stand together, and what joins them), `dot` (where Graphviz puts them), `routes` (the lines),
`svg` (the figure).
"""

from gsn.report.drawing.scene import (
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
from gsn.report.drawing.svg import draw, node_ids

__all__ = [
    "Decoration",
    "Edge",
    "LayoutUnavailable",
    "Node",
    "Relation",
    "Scene",
    "SceneTooLarge",
    "Shape",
    "State",
    "draw",
    "node_ids",
]
