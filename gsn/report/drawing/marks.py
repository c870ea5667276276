"""The marks that decorate an element or a line, drawn about a point.

Sources: GSN Community Standard v3, 1:2.2 (undeveloped, off the diagram), 1:3.2 (uninstantiated), 1:4.2 (public, by
contract), 1:5.2 (claim points), 1:6.2 (defeated).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from gsn.report.drawing.geometry import Point, number
from gsn.report.drawing.markup import Attributes, element, escaped, linked
from gsn.report.drawing.metrics import text_width
from gsn.report.drawing.palette import CROSS, HALO, INK, MARK, PAPER, SHADED_MARK, SOLID_MARK, TICK
from gsn.report.drawing.scene import ClaimPoint, Decoration, Node
from gsn.report.drawing.wrapping import IDENTIFIER_LIMIT, cut_to_width, shortened

HALF_DIAMOND = 9.0
TRIANGLE = (18.0, 11.0)
SQUARE = 10.0
MODULE_ICON = (14.0, 11.0)
CONTRACT_ICON = (24.0, 18.0)
ICON_TAB = 3.0
LABEL_SIZE = 9.0
LABEL_WIDTH = 84.0
"""The widest that a mark's label may be."""


@dataclass(frozen=True, slots=True)
class LowerMark:
    """A mark that hangs below an element's middle, and how far it reaches down from there and to the right."""

    markup: str
    height: float
    reach: float = 0.0


def lower_marks(node: Node, touching: Point) -> tuple[LowerMark, ...]:
    """The marks below an element, one under another, the first touching the element at a point."""
    marks: list[LowerMark] = []
    for draw in _below(node):
        marks.append(draw(touching))
        touching = touching.moved(0, marks[-1].height)
    return tuple(marks)


def _below(node: Node) -> Iterator[Callable[[Point], LowerMark]]:
    """The marks that a node bears below, as functions of the point that they touch."""
    uninstantiated = Decoration.UNINSTANTIATED in node.decorations
    by_contract = Decoration.BY_CONTRACT in node.decorations
    undeveloped = Decoration.UNDEVELOPED in node.decorations
    if by_contract:
        yield partial(_by_contract, uninstantiated=uninstantiated)
    if undeveloped:
        yield partial(_undeveloped, uninstantiated=uninstantiated)
    alone = uninstantiated and not by_contract and not undeveloped
    for position, point in enumerate(node.confidence):
        yield partial(_claim_point_below, point=point, uninstantiated=alone and position == 0)
    if alone and not node.confidence:
        yield _uninstantiated
    if node.off_diagram:
        yield partial(_off_diagram, text=node.off_diagram, href=node.off_diagram_href)


def _undeveloped(top: Point, *, uninstantiated: bool) -> LowerMark:
    """A hollow diamond, bisected where the element is uninstantiated too."""
    half = number(HALF_DIAMOND)
    data = f"M {number(top.x)} {number(top.y)} l {half} {half} l -{half} {half} l -{half} -{half} Z"
    if uninstantiated:
        data += f" M {number(top.x - HALF_DIAMOND)} {number(top.y + HALF_DIAMOND)} h {number(2 * HALF_DIAMOND)}"
    return LowerMark(element("path", {**MARK, "d": data}), 2 * HALF_DIAMOND)


def _uninstantiated(top: Point) -> LowerMark:
    """A hollow triangle."""
    width, height = TRIANGLE
    return LowerMark(element("path", {**MARK, "d": _triangle(top, width, height)}), height)


def _by_contract(top: Point, *, uninstantiated: bool) -> LowerMark:
    """A small contract, with a hollow triangle over it where the element is uninstantiated too."""
    width, height = CONTRACT_ICON
    left, tab, top = top.x - width / 2, width / 3, top.moved(0, 2)
    markup = (
        _rectangle(MARK, left, top.y, tab, ICON_TAB)
        + _rectangle(MARK, left + width - tab, top.y + height - ICON_TAB, tab, ICON_TAB)
        + _rectangle(MARK, left, top.y + ICON_TAB, width, height - 2 * ICON_TAB)
    )
    if uninstantiated:
        markup += element("path", {**MARK, "d": _triangle(top.moved(0, ICON_TAB + 1), 14, 9)})
    return LowerMark(markup, height + 2)


def _claim_point_below(top: Point, point: ClaimPoint, *, uninstantiated: bool) -> LowerMark:
    """A claim point's black square with its id, holding a white triangle where the element is uninstantiated too."""
    start = SQUARE / 2 + 4
    beside = label(point.label, top.moved(start, SQUARE - 1))
    if uninstantiated:
        white = {"class": "mark hollow", "fill": PAPER, "stroke": "none"}
        beside += element("path", {**white, "d": _triangle(top.moved(0, 2), SQUARE - 3, SQUARE - 4)})
    markup = claim_point(point, top.moved(0, SQUARE / 2), beside)
    return LowerMark(markup, SQUARE, start + label_width(point.label))


def _off_diagram(top: Point, text: str, href: str) -> LowerMark:
    """A grey triangle pointing to where the argument goes on, and the name of that diagram."""
    width, height = TRIANGLE
    half, down = number(width / 2), number(height)
    data = f"M {number(top.x)} {number(top.y)} h -{half} l {half} {down} l {half} -{down} Z"
    start = width / 2 + 3
    markup = element("path", {**SHADED_MARK, "d": data}) + label(text, top.moved(start, height - 1))
    return LowerMark(linked(href, f"continued in {text}", markup), height, start + label_width(text))


def label(text: str, at: Point, anchor: str = "start") -> str:
    """A small bold label with a halo, which keeps it legible on a line; `anchor` says where on its baseline `at` is."""
    look: Attributes = {
        "class": "label",
        "x": at.x,
        "y": at.y,
        "text-anchor": anchor,
        "font-size": LABEL_SIZE,
        "font-weight": "bold",
        "fill": INK,
        **HALO,
    }
    return element("text", look, escaped(_shown(text)))


def label_width(text: str) -> float:
    """How wide a label is."""
    return text_width(_shown(text), LABEL_SIZE, bold=True)


def _shown(text: str) -> str:
    return cut_to_width(shortened(text, IDENTIFIER_LIMIT), LABEL_WIDTH, LABEL_SIZE, bold=True)


def cross(middle: Point, half_width: float, half_height: float, width: float) -> str:
    """An X over what is defeated."""
    left, right = number(middle.x - half_width), number(middle.x + half_width)
    top, bottom = number(middle.y - half_height), number(middle.y + half_height)
    data = f"M {left} {top} L {right} {bottom} M {right} {top} L {left} {bottom}"
    return element("path", {**CROSS, "stroke-width": width, "d": data})


def claim_point(point: ClaimPoint, middle: Point, beside: str) -> str:
    """The black square of an assurance claim point, with what stands beside it."""
    square = _rectangle(SOLID_MARK, middle.x - SQUARE / 2, middle.y - SQUARE / 2, SQUARE, SQUARE)
    says = point.title or f"confidence is argued at {point.label}"
    markup = element("g", {"class": "claim-point"}, element("title", {}, escaped(says)), square, beside)
    return linked(point.href, says, markup)


def module_icon(left: float, top: float) -> str:
    """A small shaded module, the mark of what is public and of what is away."""
    width, height = MODULE_ICON
    tab = _rectangle(SHADED_MARK, left, top, width / 2, ICON_TAB)
    return tab + _rectangle(SHADED_MARK, left, top + ICON_TAB, width, height - ICON_TAB)


def tick(left: float, baseline: float) -> str:
    """A tick, the sign of what is supported."""
    return element("path", {**TICK, "d": f"M {number(left)} {number(baseline - 3.5)} l 3 3.5 l 6 -7.5"})


def _triangle(apex: Point, width: float, height: float) -> str:
    left = number(apex.x - width / 2)
    return f"M {number(apex.x)} {number(apex.y)} L {left} {number(apex.y + height)} h {number(width)} Z"


def _rectangle(look: Attributes, left: float, top: float, width: float, height: float) -> str:
    return element("rect", {**look, "x": left, "y": top, "width": width, "height": height})
