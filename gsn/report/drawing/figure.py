"""One element, measured and drawn about its own top left corner, so that it looks the same wherever it is put."""

from __future__ import annotations

from dataclasses import dataclass

from gsn.report.drawing.geometry import Point, number
from gsn.report.drawing.marks import MODULE_ICON, LowerMark, cross, lower_marks, module_icon, tick
from gsn.report.drawing.markup import Attributes, element, escaped, is_nearby, linked
from gsn.report.drawing.metrics import text_width
from gsn.report.drawing.palette import CAPTIONS, HALO, INK, OUTLINES
from gsn.report.drawing.scene import Decoration, Node, Shape, State
from gsn.report.drawing.shapes import FORMS
from gsn.report.drawing.sizing import BAND_HEIGHT, BULGE, LINE_HEIGHT, SKEW, TAB_HEIGHT, TAB_WIDTH, Body
from gsn.report.drawing.wrapping import (
    IDENTIFIER_LIMIT,
    STATEMENT_LIMIT,
    TEXT_SIZE,
    Paragraph,
    TextLine,
    cut_to_width,
    shortened,
)

CAPTION_SIZE = 9.0
CAPTION_ROOM = 12.0
"""The room above an element for the word or tick that says its state."""
TICK_WIDTH = 9.0
BASELINE = 11.5
"""From the top of a line to its baseline."""


@dataclass(frozen=True, slots=True)
class Figure:
    """An element with its size and marks; all places are measured from its body's top left corner."""

    node: Node
    body: Body
    marks: tuple[LowerMark, ...]

    @property
    def above(self) -> float:
        """How far the element reaches above its axis."""
        captioned = self.node.state is not State.NEUTRAL and FORMS[self.node.shape].corners
        return self.body.axis + (CAPTION_ROOM if captioned else 0.0)

    @property
    def below(self) -> float:
        """How far the element reaches below its axis."""
        return max(self.body.height, self.bottom.y) - self.body.axis

    @property
    def top(self) -> Point:
        """Where relations come in from above."""
        return Point(self.body.width / 2, self.body.top)

    @property
    def bottom(self) -> Point:
        """Where support leaves, under the marks."""
        return Point(self.body.width / 2, self.body.bottom + sum(mark.height for mark in self.marks))

    @property
    def left(self) -> Point:
        """Where relations meet the left side."""
        return Point(self.body.inset, self.body.axis)

    @property
    def right(self) -> Point:
        """Where relations meet the right side."""
        return Point(self.body.width - self.body.inset, self.body.axis)

    @property
    def leftmost(self) -> float:
        """How far to the left the element reaches: at most its body's left, or the beginning of its state's sign."""
        place, anchor = _caption_place(self.node, self.body)
        word = text_width(CAPTIONS.get(self.node.state, ""), CAPTION_SIZE, bold=True)
        return min(0.0, place.x - word if anchor == "end" else place.x)

    @property
    def rightmost(self) -> float:
        """How far to the right the element reaches: its body's right, or the end of a mark's label."""
        return max(self.body.width, *(self.body.width / 2 + mark.reach for mark in self.marks), 0.0)

    def entrance(self, fraction: float) -> Point:
        """Where relations come in from above, at a fraction of the width; at the top of a round shape in its middle."""
        return Point(self.body.width * fraction, self.body.top) if FORMS[self.node.shape].corners else self.top

    def shoulder(self, fraction: float) -> Point:
        """Where relations that are not support meet the lower edge, at a fifth of the width from either side."""
        return Point(self.body.width * fraction, self.body.shoulder)


def measured(node: Node) -> Figure:
    """The element, as large as its text needs."""
    identifier = Paragraph(shortened(node.identifier, IDENTIFIER_LIMIT), bold=True)
    statement = Paragraph(shortened(node.text, STATEMENT_LIMIT))

    def lines(width: float) -> tuple[TextLine, ...]:
        return identifier.wrapped(width) + statement.wrapped(width)

    body = FORMS[node.shape].size(lines)
    return Figure(node, body, lower_marks(node, Point(body.width / 2, body.bottom)))


def drawn(figure: Figure, identity: str, at: Point, told: str) -> str:
    """The element as an SVG group with an id, its body's top left corner at a point.

    Args:
        figure: the element.
        identity: the group's id.
        at: where its body's top left corner is.
        told: the element in words, for a reader who cannot see it.
    """
    node = figure.node
    group: Attributes = {
        "id": identity,
        "class": " ".join(["node", node.shape, node.state, *sorted(node.decorations)]),
        "transform": f"translate({number(at.x)} {number(at.y)})",
        **({"role": "group"} if _leads_on(node) else {"role": "graphics-symbol img", "aria-label": told}),
    }
    title = element("title", {}, escaped(node.title or f"{node.identifier}: {node.text}"))
    marks = (mark.markup for mark in figure.marks)
    return element("g", group, title, *marks, linked(node.href, told, "".join(_parts(figure))))


def _leads_on(node: Node) -> bool:
    """Whether the element or a mark of it is a link, which a symbol cannot hold."""
    return any(map(is_nearby, (node.href, node.off_diagram_href, *(point.href for point in node.confidence))))


def _parts(figure: Figure) -> list[str]:
    """The parts of an element but for its lower marks, in the order in which they cover one another."""
    node, body = figure.node, figure.body
    parts = [FORMS[node.shape].outline(body, {"class": "outline", **OUTLINES[node.state]})]
    if Decoration.DEFEATED in node.decorations:
        share = 0.5 if FORMS[node.shape].corners else 0.42
        parts.append(cross(Point(body.width / 2, body.height / 2), share * body.width, share * body.height, 2.5))
    parts += [_band(node, body), _letter(node, body), _public(node, body), _caption(node, body), _text(node, body)]
    return [part for part in parts if part]


def _text(node: Node, body: Body) -> str:
    """The identifier and the statement, line by line."""
    spans: list[str] = []
    for index, line in enumerate(body.lines):
        place: Attributes = {"x": body.width / 2, "y": body.text_top + index * LINE_HEIGHT + BASELINE}
        spans.append(element("tspan", {**place, "font-weight": "bold"} if line.bold else place, escaped(line.text)))
    look: Attributes = {"class": "text", "text-anchor": "middle", "fill": INK, "font-size": TEXT_SIZE}
    return element("text", {**look, **_halo(node)}, *spans) if spans else ""


def _halo(node: Node) -> Attributes:
    """What keeps text legible on the cross of a defeated element."""
    return {**HALO, "stroke": OUTLINES[node.state]["fill"]} if Decoration.DEFEATED in node.decorations else {}


def _band(node: Node, body: Body) -> str:
    """The lower band of an away element: a small module and the module's id."""
    if not body.band:
        return ""
    icon_width, icon_height = MODULE_ICON
    top = body.height - BAND_HEIGHT
    left = 8 + icon_width + 6
    name = cut_to_width(shortened(node.module, IDENTIFIER_LIMIT), body.width - left - 6, TEXT_SIZE - 1, bold=True)
    look: Attributes = {"class": "module", "x": left, "y": top + 14, "fill": INK, "font-size": TEXT_SIZE - 1}
    text = element("text", {**look, **_halo(node), "font-weight": "bold"}, escaped(name)) if name else ""
    return module_icon(8, top + (BAND_HEIGHT - icon_height) / 2) + text


def _letter(node: Node, body: Body) -> str:
    """The bold letter outside an assumption or a justification."""
    form = FORMS[node.shape]
    if not form.letter:
        return ""
    baseline = 11.0 if form.letter_above else body.height
    look: Attributes = {"class": "letter", "x": body.width, "y": baseline, "text-anchor": "end", "fill": INK}
    return element("text", {**look, "font-size": "14", "font-weight": "bold"}, form.letter)


def _public(node: Node, body: Body) -> str:
    """The small module of a public element: inside at the top right, outside where there is no corner."""
    if Decoration.PUBLIC not in node.decorations:
        return ""
    width, _ = MODULE_ICON
    if not FORMS[node.shape].corners:
        return module_icon(body.width - width, 0)
    inward = BULGE * body.width if node.shape in {Shape.CONTEXT, Shape.AWAY_CONTEXT} else 5.0
    return module_icon(body.width - width - inward, body.top + 5)


def _caption(node: Node, body: Body) -> str:
    """The sign of the element's state, above its left."""
    place, anchor = _caption_place(node, body)
    if node.state is State.SUPPORTED:
        return tick(place.x - (TICK_WIDTH if anchor == "end" else 0), place.y)
    if node.state not in CAPTIONS:
        return ""
    look: Attributes = {"class": "state", "x": place.x, "y": place.y, "text-anchor": anchor}
    colour = OUTLINES[node.state]["stroke"]
    text = {**look, "font-size": CAPTION_SIZE, "font-weight": "bold", "fill": colour}
    return element("text", text, CAPTIONS[node.state])


def _caption_place(node: Node, body: Body) -> tuple[Point, str]:
    """Where the sign stands: on the outline, beside a module's tab, or before a round shape's shoulder."""
    if not FORMS[node.shape].corners:
        return Point(0.16 * body.width - 2, 0.1 * (body.height - body.band)), "end"
    if node.shape in {Shape.MODULE, Shape.CONTRACT}:
        return Point(TAB_WIDTH + 5, TAB_HEIGHT - 4), "start"
    return Point(SKEW if node.shape is Shape.STRATEGY else 1.0, -4), "start"
