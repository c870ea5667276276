"""Relations: the look of each, what a challenge meets, and the marks on a line."""

from xml.etree.ElementTree import Element, fromstring

import pytest

from gsn.report.drawing import ClaimPoint, Edge, Node, Relation, Scene, Shape, draw
from gsn.report.drawing.geometry import Point, distance, path_data, point_along, shortened_end, straight
from gsn.report.drawing.layout import laid_out
from gsn.report.drawing.routes import routed
from gsn.report.drawing.scene import EdgeName

SVG = "{http://www.w3.org/2000/svg}"
SUPPORT = Edge("G1", "G2", Relation.SUPPORTED_BY)
CONTEXT = Edge("G1", "C1", Relation.IN_CONTEXT_OF)
ELEMENTS = (
    Node("G1", "G1", "The system is safe", Shape.GOAL),
    Node("G2", "G2", "The filter holds", Shape.GOAL),
    Node("C1", "C1", "The system", Shape.CONTEXT),
    Node("CG1", "CG1", "Not so", Shape.CHALLENGE),
    Node("CG2", "CG2", "Not even that", Shape.CHALLENGE),
)


def parsed(drawing: str) -> Element:
    return fromstring(drawing)  # noqa: S314 - we have just drawn it


def scene(*edges: Edge) -> Scene:
    return Scene(ELEMENTS, edges, "Relations")


def drawn(*edges: Edge) -> list[Element]:
    """The groups of the relations."""
    root = parsed(draw(scene(*edges)))
    return [found for found in root.findall(f"{SVG}g") if found.get("class", "").startswith("edge")]


def part(group: Element, wanted: str) -> Element:
    """The part of some class; the class of a head begins with `head`."""
    return next(found for found in group.iter() if (found.get("class") or "").startswith(wanted))


@pytest.mark.parametrize(
    ("edge", "filled", "closed", "dashed"),
    [
        (SUPPORT, True, True, False),
        (CONTEXT, False, True, False),
        (Edge("CG1", "G1", Relation.CHALLENGES), False, False, True),
    ],
)
def test_a_relation_has_its_line_and_its_head(edge: Edge, *, filled: bool, closed: bool, dashed: bool) -> None:
    (group,) = drawn(edge)
    head = part(group, "head")
    assert group.get("class") == f"edge {edge.relation}"
    assert (head.get("fill") == head.get("stroke")) is filled
    assert head.attrib["d"].endswith("Z") is closed
    assert ("stroke-dasharray" in part(group, "line").attrib) is dashed


@pytest.mark.parametrize(
    ("edge", "says"),
    [
        (SUPPORT, "G1 is supported by G2"),
        (CONTEXT, "G1 is in the context of C1"),
        (Edge("CG1", "G1", Relation.CHALLENGES), "CG1 challenges G1"),
        (Edge("CG1", SUPPORT.name, Relation.CHALLENGES), "CG1 challenges the relation of G1 to G2"),
    ],
)
def test_a_relation_says_what_it_means(edge: Edge, says: str) -> None:
    assert says in [group.findtext(f"{SVG}title") for group in drawn(SUPPORT, CONTEXT, edge)]


def test_marks_on_a_line() -> None:
    (group,) = drawn(Edge("G1", "G2", Relation.SUPPORTED_BY, defeated=True, confidence=(ClaimPoint("ACP1"),)))
    assert group.get("class") == "edge supported-by defeated"
    assert part(group, "mark solid").tag == f"{SVG}rect"
    assert part(group, "label").text == "ACP1"
    assert part(group, "cross").tag == f"{SVG}path"


def test_a_repeated_relation_is_drawn_once_with_all_its_marks() -> None:
    (group,) = drawn(SUPPORT, Edge("G1", "G2", Relation.SUPPORTED_BY, defeated=True), SUPPORT)
    assert group.get("class") == "edge supported-by defeated"


@pytest.mark.parametrize("name", [SUPPORT.name, CONTEXT.name, ("CG1", "G2")])
def test_a_challenge_to_a_relation_ends_on_its_line(name: EdgeName) -> None:
    layout = laid_out(
        scene(SUPPORT, CONTEXT, Edge("CG1", "G2", Relation.CHALLENGES), Edge("CG2", name, Relation.CHALLENGES))
    )
    lines = {edge.name: line for edge, line in zip(layout.edges, routed(layout), strict=True)}
    tip = lines["CG2", name][-1]
    assert min(distance(tip, point_along(lines[name], step / 200)) for step in range(201)) < 2


def test_support_runs_from_the_middle_below_to_the_middle_above() -> None:
    layout = laid_out(scene(SUPPORT))
    (line,) = routed(layout)
    above, below = layout.figures["G1"], layout.figures["G2"]
    assert line[0] == pytest.approx(layout.origins["G1"].moved(*above.bottom))
    assert line[-1] == pytest.approx(layout.origins["G2"].moved(*below.top))


def test_context_runs_from_side_to_side() -> None:
    layout = laid_out(scene(CONTEXT))
    (line,) = routed(layout)
    assert line[0] == pytest.approx(layout.origins["G1"].moved(*layout.figures["G1"].left))
    assert line[-1] == pytest.approx(layout.origins["C1"].moved(*layout.figures["C1"].right))


def test_contexts_of_one_element_stand_on_both_its_sides() -> None:
    contexts = tuple(Node(f"C{key}", f"C{key}", "Something to know", Shape.CONTEXT) for key in range(4))
    edges = tuple(Edge("G", node.key, Relation.IN_CONTEXT_OF) for node in contexts)
    layout = laid_out(Scene((Node("G", "G", "Holds", Shape.GOAL), *contexts), edges, "t"))
    on_the_left = [layout.origins[node.key].x < layout.origins["G"].x for node in contexts]
    assert on_the_left == [True, False, True, False]


def test_a_line_is_shortened_for_its_head() -> None:
    line = straight(Point(0, 0), Point(0, 10), Point(30, 10))
    assert shortened_end(line, 9)[-1] == pytest.approx((21, 10), abs=0.01)
    assert shortened_end(straight(Point(0, 0), Point(3, 0)), 9)[-1] == pytest.approx((0, 0), abs=0.01)


def test_path_data() -> None:
    assert path_data(straight(Point(0, 0), Point(3, -0.04))) == "M 0 0 C 1 0, 2 0, 3 0"
