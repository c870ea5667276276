"""A GSN argument as one self-contained SVG figure, knowing nothing of cases.

    scene = Scene(nodes=(Node("g1", "G1", "The filter holds", Shape.GOAL),), edges=(), title="Filter")
    figure = draw(scene)

The files, in the order of the work: `scene` is what is to be drawn. `metrics` and `wrapping` know how wide text is,
`sizing` how large a shape its text needs, `shapes`, `marks` and `palette` how GSN draws it; `figure` is one element.
`relations` says what can be drawn, `stacks` and `blocks` which contexts stand beside which element, `wiring` and
`ranks` what dot is to do; `dot` does it, and `layout` is the outcome. `channels` and `routes` are the lines, `arrows`
draws them, and `svg` puts everything together; `geometry` and `markup` serve them all.
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
