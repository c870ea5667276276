"""Shapes, marks and lines held against the figures of the GSN Community Standard v3, from what the SVG says.

Each test names the table or figure. Places are in an element's own units, from the top left corner of its body.
"""

import re
from itertools import pairwise
from xml.etree.ElementTree import Element, fromstring

import pytest

from gsn.report.drawing import ClaimPoint, Decoration, Edge, Node, Relation, Scene, Shape, draw
from gsn.report.drawing.figure import measured

SVG = "{http://www.w3.org/2000/svg}"
TEXT = "The filter holds against every attempt that the red team knows of"


def node(shape: Shape, *marks: Decoration, points: tuple[str, ...] = (), off_diagram: str = "") -> Node:
    module = "Security" if shape.startswith("away") else ""
    return Node("k", "X1", TEXT, shape, module, frozenset(marks), tuple(map(ClaimPoint, points)), off_diagram)


def parts(drawn: Node, wanted: str) -> list[Element]:
    """The parts of an element that have a class."""
    root = fromstring(draw(Scene((drawn,), (), "t")))  # noqa: S314 - we have just drawn it
    (group,) = [found for found in root.findall(f"{SVG}g") if found.get("id")]
    return [part for part in group.iter() if part is not group and (part.get("class") or "") == wanted]


def relation(edge: Edge, shape: Shape = Shape.GOAL) -> Element:
    nodes = (Node("a", "A", TEXT, shape), Node("b", "B", TEXT, shape))
    root = fromstring(draw(Scene(nodes, (edge,), "t")))  # noqa: S314 - we have just drawn it
    return next(found for found in root.findall(f"{SVG}g") if (found.get("class") or "").startswith("edge"))


def numbers(data: str) -> list[float]:
    return [float(found) for found in re.findall(r"-?[0-9.]+", data)]


def box(part: Element) -> tuple[float, float, float, float]:
    """Left, top, width and height of a rectangle."""
    left, top, width, height = (float(part.attrib[name]) for name in ("x", "y", "width", "height"))
    return left, top, width, height


class TestCoreElements:
    """Table 1:2-1."""

    @pytest.mark.parametrize("shape", [Shape.GOAL, Shape.CHALLENGE])
    def test_a_goal_is_a_rectangle(self, shape: Shape) -> None:
        body = measured(node(shape)).body
        (outline,) = parts(node(shape), "outline")
        assert outline.tag == f"{SVG}rect"
        assert box(outline) == (0, 0, body.width, body.height)

    def test_a_strategy_is_a_parallelogram_that_leans_to_the_right(self) -> None:
        body = measured(node(Shape.STRATEGY)).body
        (outline,) = parts(node(Shape.STRATEGY), "outline")
        top_left, _, top_right, bottom_right, height, bottom_left = numbers(outline.attrib["d"])
        assert (top_right, height, bottom_left) == (body.width, body.height, 0)
        assert top_left == top_right - bottom_right > 0

    def test_a_solution_is_a_circle(self) -> None:
        (outline,) = parts(node(Shape.SOLUTION), "outline")
        assert outline.tag == f"{SVG}circle"
        assert outline.get("cx") == outline.get("cy") == outline.get("r")

    def test_a_contexts_sides_bulge_as_half_ellipses_of_a_sixth_of_its_width(self) -> None:
        body = measured(node(Shape.CONTEXT)).body
        (outline,) = parts(node(Shape.CONTEXT), "outline")
        arcs = re.findall(r"A ([0-9.]+) ([0-9.]+)", outline.attrib["d"])
        assert len(arcs) == 2
        for across, down in arcs:
            assert float(across) == pytest.approx(0.17 * body.width, abs=0.1)
            assert float(down) == pytest.approx(body.height / 2, abs=0.1)

    @pytest.mark.parametrize(("shape", "letter"), [(Shape.ASSUMPTION, "A"), (Shape.JUSTIFICATION, "J")])
    def test_an_assumption_or_a_justification_is_an_ellipse_with_its_letter_outside(
        self, shape: Shape, letter: str
    ) -> None:
        body = measured(node(shape)).body
        (outline,), (mark,) = parts(node(shape), "outline"), parts(node(shape), "letter")
        assert outline.tag == f"{SVG}ellipse"
        assert (mark.text, mark.get("font-weight")) == (letter, "bold")
        x, y = (float(mark.attrib["x"]) - 5) / body.width - 0.5, float(mark.attrib["y"]) / body.height - 0.5
        assert x > 0
        assert y > 0
        assert x**2 + y**2 > 0.25  # outside the ellipse, at its lower right

    @pytest.mark.parametrize("shape", Shape)
    def test_identifier_and_statement_stand_inside(self, shape: Shape) -> None:
        body = measured(node(shape)).body
        (text,) = parts(node(shape), "text")
        spans = list(text)
        assert (spans[0].text, spans[0].get("font-weight")) == ("X1", "bold")
        assert all(0 < float(span.attrib["y"]) < body.height - body.band for span in spans)
        assert " ".join(span.text or "" for span in spans[1:]) == TEXT


class TestModularElements:
    """Table 1:4-1."""

    @pytest.mark.parametrize("shape", [shape for shape in Shape if shape.startswith("away")])
    def test_an_away_element_stands_on_a_band_with_a_small_module_and_the_modules_name(self, shape: Shape) -> None:
        body = measured(node(shape)).body
        (rule,), (name,) = parts(node(shape), "outline rule"), parts(node(shape), "module")
        left, height, right = numbers(rule.attrib["d"])
        assert (left, right) == (0, body.width)
        assert height == pytest.approx(body.height - body.band, abs=0.1)
        assert name.text == "Security"
        icon = parts(node(shape), "mark shaded")
        assert all(height < box(part)[1] < body.height for part in icon)

    @pytest.mark.parametrize("shape", [Shape.AWAY_SOLUTION, Shape.AWAY_ASSUMPTION, Shape.AWAY_JUSTIFICATION])
    def test_a_round_away_element_is_half_of_its_shape_on_the_band(self, shape: Shape) -> None:
        body = measured(node(shape)).body
        (outline,) = parts(node(shape), "outline")
        arc = numbers(outline.attrib["d"])[2:9]
        assert arc[:2] == pytest.approx([body.width / 2, body.height - body.band], abs=0.1)
        assert arc[-2:] == pytest.approx([body.width, body.height - body.band], abs=0.1)

    @pytest.mark.parametrize(("shape", "letter"), [(Shape.AWAY_ASSUMPTION, "A"), (Shape.AWAY_JUSTIFICATION, "J")])
    def test_the_letter_of_an_away_element_stands_at_its_top_right(self, shape: Shape, letter: str) -> None:
        (mark,) = parts(node(shape), "letter")
        assert mark.text == letter
        assert float(mark.attrib["x"]) == measured(node(shape)).body.width
        assert float(mark.attrib["y"]) < 15

    def test_a_module_has_a_tab_at_its_top_left(self) -> None:
        tab, body = map(box, parts(node(Shape.MODULE), "outline"))
        assert tab[:2] == (0, 0)
        assert tab[1] + tab[3] == body[1]
        assert tab[2] < body[2] / 4

    def test_a_contract_has_an_equal_tab_at_its_bottom_right(self) -> None:
        upper, lower, body = map(box, parts(node(Shape.CONTRACT), "outline"))
        assert upper[2:] == lower[2:]
        assert lower[0] + lower[2] == body[2]
        assert lower[1] == body[1] + body[3]

    @pytest.mark.parametrize("shape", [Shape.GOAL, Shape.CONTEXT])
    def test_a_public_element_has_a_small_module_inside_its_top_right(self, shape: Shape) -> None:
        body = measured(node(shape)).body
        icon = [box(part) for part in parts(node(shape, Decoration.PUBLIC), "mark shaded")]
        assert all(body.width / 2 < left and left + width < body.width for left, _, width, _ in icon)
        assert all(0 < top < body.height / 2 for _, top, _, _ in icon)

    @pytest.mark.parametrize("shape", [Shape.SOLUTION, Shape.ASSUMPTION, Shape.JUSTIFICATION])
    def test_a_public_round_element_has_it_outside_its_top_right(self, shape: Shape) -> None:
        body = measured(node(shape)).body
        left, top, _, height = box(parts(node(shape, Decoration.PUBLIC), "mark shaded")[1])
        x, y = left / body.width - 0.5, (top + height) / body.height - 0.5
        assert x > 0 > y
        assert x**2 + y**2 > 0.25


class TestDecorations:
    def test_undeveloped_is_a_hollow_diamond_that_touches_the_bottom_centre(self) -> None:
        """1:2.2.20."""
        body = measured(node(Shape.GOAL)).body
        (mark,) = parts(node(Shape.GOAL, Decoration.UNDEVELOPED), "mark")
        assert numbers(mark.attrib["d"])[:2] == [body.width / 2, body.height]
        assert mark.attrib["d"].count("l") == 3
        assert mark.get("fill") == "#ffffff"

    def test_uninstantiated_is_a_hollow_triangle_that_touches_the_bottom_centre(self) -> None:
        """Table 1:3-2."""
        body = measured(node(Shape.STRATEGY)).body
        (mark,) = parts(node(Shape.STRATEGY, Decoration.UNINSTANTIATED), "mark")
        x, y, left, base, width = numbers(mark.attrib["d"])
        assert (x, y) == (body.width / 2, body.height)
        assert base > y
        assert left + width / 2 == x

    def test_undeveloped_and_uninstantiated_is_one_diamond_with_a_line_across(self) -> None:
        """Table 1:3-2."""
        (mark,) = parts(node(Shape.GOAL, Decoration.UNDEVELOPED, Decoration.UNINSTANTIATED), "mark")
        diamond, across = mark.attrib["d"].split(" Z M ")
        x, y = numbers(diamond)[:2]
        left, middle, width = numbers(across)
        assert left + width / 2 == x
        assert middle == y + width / 2

    def test_by_contract_is_a_small_contract_below_the_goal(self) -> None:
        """Table 1:4-1."""
        body = measured(node(Shape.GOAL)).body
        upper, lower, middle = map(box, parts(node(Shape.GOAL, Decoration.BY_CONTRACT), "mark"))
        assert body.height < upper[1] < middle[1] < lower[1]
        assert middle[0] + middle[2] / 2 == body.width / 2
        assert (upper[0], lower[0] + lower[2]) == (middle[0], middle[0] + middle[2])

    def test_what_goes_on_elsewhere_has_a_grey_triangle_that_points_there(self) -> None:
        """1:2.2.20."""
        body = measured(node(Shape.GOAL)).body
        (mark,) = parts(node(Shape.GOAL, off_diagram="D2"), "mark shaded")
        x, y, back, _, down = numbers(mark.attrib["d"])[:5]
        assert (x, y) == (body.width / 2, body.height)
        assert back < 0 < down
        assert mark.get("fill") == "#9ca3af"

    def test_a_claim_point_is_a_black_square_at_the_bottom_centre_with_its_id(self) -> None:
        """Table 1:5-2."""
        body = measured(node(Shape.SOLUTION)).body
        (square,) = parts(node(Shape.SOLUTION, points=("ACP1",)), "mark solid")
        left, top, width, height = box(square)
        assert (left + width / 2, top, width) == (body.width / 2, body.height, height)
        assert square.get("fill") == "#1f2937"
        assert [part.text for part in parts(node(Shape.SOLUTION, points=("ACP1",)), "label")] == ["ACP1"]

    def test_a_claim_point_of_what_is_uninstantiated_holds_a_white_triangle(self) -> None:
        """Table 1:5-2."""
        marked = node(Shape.CONTEXT, Decoration.UNINSTANTIATED, points=("ACP1", "ACP2"))
        square, (triangle,) = parts(marked, "mark solid")[0], parts(marked, "mark hollow")
        left, top, width, height = box(square)
        x, y, start, base, across = numbers(triangle.attrib["d"])
        assert left < start < x < start + across < left + width
        assert top < y < base < top + height
        assert parts(marked, "mark") == []

    @pytest.mark.parametrize("shape", [Shape.GOAL, Shape.STRATEGY, Shape.SOLUTION, Shape.CONTEXT])
    def test_a_defeated_element_has_a_large_x_over_it(self, shape: Shape) -> None:
        """Table 1:6-1."""
        body = measured(node(shape)).body
        (mark,) = parts(node(shape, Decoration.DEFEATED), "cross")
        left, top, right, bottom = numbers(mark.attrib["d"])[:4]
        assert right - left > 0.8 * body.width
        assert bottom - top > 0.8 * body.height


class TestRelations:
    @pytest.mark.parametrize(
        ("kind", "fill", "closed", "dashed", "strokes"),
        [
            (Relation.SUPPORTED_BY, "#1f2937", True, False, 1),  # Table 1:2-2
            (Relation.IN_CONTEXT_OF, "#ffffff", True, False, 1),  # Table 1:2-2
            (Relation.CHALLENGES, "none", False, True, 1),  # Table 1:6-1
            (Relation.COMPOSITE, "none", False, False, 2),  # Table 1:4-4
        ],
    )
    def test_each_relation_has_its_line_and_its_head(
        self, *, kind: Relation, fill: str, closed: bool, dashed: bool, strokes: int
    ) -> None:
        group = relation(Edge("a", "b", kind))
        (head,) = [part for part in group if (part.get("class") or "").startswith("head")]
        (line,) = [part for part in group if part.get("class") == "line"]
        assert head.get("fill") == fill
        assert head.attrib["d"].endswith("Z") is closed
        assert head.attrib["d"].count("M") == strokes
        assert ("stroke-dasharray" in line.attrib) is dashed

    def test_the_arrow_runs_from_what_is_supported_to_its_support(self) -> None:
        """1:2.1.5."""
        group = relation(Edge("a", "b", Relation.SUPPORTED_BY))
        head = next(part for part in group if (part.get("class") or "").startswith("head"))
        line = next(part for part in group if part.get("class") == "line")
        start, tip = numbers(line.attrib["d"])[1], numbers(head.attrib["d"])[3]
        assert tip > start  # downward, to the element below

    @pytest.mark.parametrize("there", [Relation.SUPPORTED_BY, Relation.IN_CONTEXT_OF, Relation.COMPOSITE])
    @pytest.mark.parametrize("back", [Relation.SUPPORTED_BY, Relation.IN_CONTEXT_OF, Relation.COMPOSITE])
    def test_modules_may_bear_on_one_another_with_any_head_at_either_end(self, there: Relation, back: Relation) -> None:
        """Table 1:4-4."""
        group = relation(Edge("a", "b", there, returning=back), Shape.MODULE)
        heads = [part.attrib["d"] for part in group if (part.get("class") or "").startswith("head")]
        assert len(heads) == 2
        axis = 0 if there is Relation.IN_CONTEXT_OF else 1  # a context stands beside
        tips = [numbers(data)[2:4] for data in heads]
        bases = [numbers(data)[0:2] for data in heads]
        ways = [tip[axis] - base[axis] for tip, base in zip(tips, bases, strict=True)]
        assert ways[0] * ways[1] < 0  # they point away from one another

    def test_marks_stand_on_the_relations_own_line_and_not_where_several_run_as_one(self) -> None:
        """Figures 1:5-1 and 1:6-1: a point or a cross on one of several lines from one element."""
        nodes = tuple(Node(key, key, TEXT, Shape.GOAL) for key in "abc")
        point = (ClaimPoint("ACP1"),)
        edges = (
            Edge("a", "b", Relation.SUPPORTED_BY, confidence=point, defeated=True),
            Edge("a", "c", Relation.SUPPORTED_BY),
        )
        root = fromstring(draw(Scene(nodes, edges, "t")))  # noqa: S314 - we have just drawn it
        head = next(part for part in root.iter() if part.get("class") == "head solid")
        tip_x, tip_y = numbers(head.attrib["d"])[2:4]
        square = next(part for part in root.iter() if part.get("class") == "mark solid")
        cross = next(part for part in root.iter() if part.get("class") == "cross")
        left, top, width, height = box(square)
        assert left + width / 2 == pytest.approx(tip_x, abs=0.1)
        heights = [
            top,
            top + height,
            min(numbers(cross.attrib["d"])[1::2]),
            max(numbers(cross.attrib["d"])[1::2]),
            tip_y,
        ]
        assert all(above < below for above, below in pairwise(heights))
