"""Every symbol and every mark, each held against a figure in tests/golden/drawing.

`UPDATE_GOLDEN=1 pytest tests/report/test_drawing_shapes.py` writes the figures anew; look at them before you keep them.
So does docs/images/shapes.svg, which shows them all to readers.
"""

import os
from pathlib import Path
from xml.etree.ElementTree import Element, fromstring

import pytest

from gsn.report.drawing import ClaimPoint, Decoration, Edge, Node, Relation, Scene, Shape, State, Theme, draw

GOLDEN = Path(__file__).parents[1] / "golden" / "drawing"
PAGE = Path(__file__).parents[2] / "docs" / "images" / "shapes.svg"
SVG = "{http://www.w3.org/2000/svg}"
TEXT = "The filter holds against every attempt that the red team knows of"


def element(
    shape: Shape,
    *decorations: Decoration,
    confidence: str = "",
    off_diagram: str = "",
    state: State = State.NEUTRAL,
) -> Node:
    module = "Safeguards" if shape.startswith("away") else ""
    marks = frozenset(decorations)
    points = (ClaimPoint(confidence),) if confidence else ()
    return Node("key", "X1", TEXT, shape, module, marks, points, off_diagram, state=state)


SHAPES = {str(shape): element(shape) for shape in Shape}
STATES = {
    f"{shape}-{state}": element(shape, state=state)
    for shape in (Shape.GOAL, Shape.SOLUTION, Shape.MODULE)
    for state in State
    if state is not State.NEUTRAL
}
MARKS = {
    "goal-undeveloped": element(Shape.GOAL, Decoration.UNDEVELOPED),
    "goal-uninstantiated": element(Shape.GOAL, Decoration.UNINSTANTIATED),
    "goal-undeveloped-uninstantiated": element(Shape.GOAL, Decoration.UNDEVELOPED, Decoration.UNINSTANTIATED),
    "goal-by-contract": element(Shape.GOAL, Decoration.BY_CONTRACT),
    "goal-by-contract-uninstantiated": element(Shape.GOAL, Decoration.BY_CONTRACT, Decoration.UNINSTANTIATED),
    "goal-public": element(Shape.GOAL, Decoration.PUBLIC),
    "goal-defeated": element(Shape.GOAL, Decoration.DEFEATED),
    "goal-off-diagram": element(Shape.GOAL, off_diagram="D2"),
    "strategy-undeveloped": element(Shape.STRATEGY, Decoration.UNDEVELOPED),
    "solution-public": element(Shape.SOLUTION, Decoration.PUBLIC),
    "solution-defeated": element(Shape.SOLUTION, Decoration.DEFEATED),
    "solution-confidence": element(Shape.SOLUTION, confidence="ACP1"),
    "solution-confidence-uninstantiated": element(Shape.SOLUTION, Decoration.UNINSTANTIATED, confidence="ACP1"),
    "context-public": element(Shape.CONTEXT, Decoration.PUBLIC),
    "context-confidence": element(Shape.CONTEXT, confidence="ACP1"),
    "assumption-public": element(Shape.ASSUMPTION, Decoration.PUBLIC),
}
CASES = SHAPES | STATES | MARKS


def parsed(drawing: str) -> Element:
    return fromstring(drawing)  # noqa: S314 - we have just drawn it


def drawing(node: Node) -> str:
    return draw(Scene((node,), (), title="One element"))


def classes(node: Node) -> list[str]:
    """The classes of all parts of the one element."""
    (group,) = [found for found in parsed(drawing(node)).iter(f"{SVG}g") if found.get("id")]
    return [part.get("class", "") for part in group.iter() if part is not group]


@pytest.mark.parametrize("name", CASES)
def test_an_element_looks_as_in_its_golden_figure(name: str) -> None:
    golden = GOLDEN / f"{name}.svg"
    drawn = drawing(CASES[name]) + "\n"
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_text(drawn, encoding="utf-8")
    assert drawn == golden.read_text(encoding="utf-8")


def page() -> Scene:
    """Every shape, most marks and every relation of an argument's view in one figure, each saying what it is."""
    public, contract = frozenset({Decoration.PUBLIC}), frozenset({Decoration.BY_CONTRACT})
    undeveloped, uninstantiated = frozenset({Decoration.UNDEVELOPED}), frozenset({Decoration.UNINSTANTIATED})
    defeated = frozenset({Decoration.DEFEATED})
    nodes = (
        Node("G1", "Goal", "A claim; public, with its state: open", Shape.GOAL, decorations=public, state=State.OPEN),
        Node("C1", "Context", "With a claim point", Shape.CONTEXT, confidence=(ClaimPoint("ACP2"),)),
        Node("A1", "Assumption", "Taken as true", Shape.ASSUMPTION),
        Node("J1", "Justification", "Why it is argued so", Shape.JUSTIFICATION),
        Node("AC", "Away context", "Of another module", Shape.AWAY_CONTEXT, "security"),
        Node("S1", "Strategy", "How it is argued", Shape.STRATEGY),
        Node("S2", "Strategy", "Undeveloped: its argument stops", Shape.STRATEGY, decorations=undeveloped),
        Node("G2", "Goal", "With a placeholder: uninstantiated", Shape.GOAL, decorations=uninstantiated),
        Node("G3", "Goal", "To be supported by contract", Shape.GOAL, decorations=contract, state=State.FAILING),
        Node("G4", "Goal", "Defeated, as is the step to it", Shape.GOAL, decorations=defeated),
        Node("AG", "Away goal", "Of another module", Shape.AWAY_GOAL, "security"),
        Node("E1", "Solution", "Evidence, supported", Shape.SOLUTION, state=State.SUPPORTED),
        Node("AS", "Away solution", "Elsewhere", Shape.AWAY_SOLUTION, "security"),
        Node("G5", "Goal", "Goes on in another diagram", Shape.GOAL, off_diagram="G5"),
        Node("D1", "Challenge", "A doubt about a goal", Shape.CHALLENGE),
        Node("D2", "Challenge", "A doubt about a step", Shape.CHALLENGE),
        Node("M1", "Module", "Argues elsewhere", Shape.MODULE),
        Node("K1", "Contract", "Between modules", Shape.CONTRACT),
        Node("U1", "Unreadable", "What could not be read", Shape.UNREADABLE, state=State.UNREADABLE),
    )
    support, context = Relation.SUPPORTED_BY, Relation.IN_CONTEXT_OF
    edges = (
        *(Edge("G1", key, context) for key in ("C1", "A1", "J1", "AC")),
        Edge("G1", "S1", support, confidence=(ClaimPoint("ACP1"),)),
        Edge("G1", "S2", support),
        *(Edge("S1", key, support, defeated=key == "G4") for key in ("G2", "G3", "G4", "AG")),
        *(Edge("G2", key, support) for key in ("E1", "AS", "G5")),
        *(Edge("G4", key, support) for key in ("M1", "K1", "U1")),
        Edge("D1", "G3", Relation.CHALLENGES),
        Edge("D2", ("G2", "G5"), Relation.CHALLENGES),
    )
    return Scene(nodes, edges, "The shapes of GSN", "Every shape with its name, and what its marks mean.")


def test_the_page_of_all_shapes_is_what_is_drawn() -> None:
    drawn = draw(page(), theme=Theme.READERS) + "\n"
    if os.environ.get("UPDATE_GOLDEN"):
        PAGE.write_text(drawn, encoding="utf-8")
    assert drawn == PAGE.read_text(encoding="utf-8")
    assert {node.shape for node in page().nodes} >= set(Shape) - {Shape.AWAY_ASSUMPTION, Shape.AWAY_JUSTIFICATION}


def test_each_golden_figure_is_of_a_case() -> None:
    assert {path.stem for path in GOLDEN.glob("*.svg")} == set(CASES)


@pytest.mark.parametrize("name", SHAPES)
def test_an_element_is_a_group_with_its_classes(name: str) -> None:
    (group,) = parsed(drawing(SHAPES[name])).findall(f"{SVG}g")
    assert group.get("class") == f"node {name} neutral"
    assert group.get("id") == "gsn-node-key"
    assert group.findtext(f"{SVG}title") == f"X1: {TEXT}"


@pytest.mark.parametrize(
    ("node", "mark", "count"),
    [
        (MARKS["goal-undeveloped"], "mark", 1),
        (MARKS["goal-uninstantiated"], "mark", 1),
        (MARKS["goal-undeveloped-uninstantiated"], "mark", 1),
        (MARKS["goal-by-contract"], "mark", 3),
        (MARKS["goal-by-contract-uninstantiated"], "mark", 4),
        (MARKS["goal-public"], "mark shaded", 2),
        (MARKS["goal-defeated"], "cross", 1),
        (MARKS["goal-off-diagram"], "label", 1),
        (MARKS["solution-confidence"], "mark solid", 1),
        (MARKS["solution-confidence-uninstantiated"], "mark hollow", 1),
        (SHAPES["assumption"], "letter", 1),
        (SHAPES["away-justification"], "letter", 1),
        (SHAPES["goal"], "letter", 0),
        (SHAPES["away-goal"], "module", 1),
        (SHAPES["goal"], "module", 0),
        (SHAPES["away-goal"], "outline rule", 1),
        (SHAPES["contract"], "outline", 3),
        (SHAPES["module"], "outline", 2),
    ],
)
def test_an_element_bears_its_marks(node: Node, mark: str, count: int) -> None:
    assert classes(node).count(mark) == count


@pytest.mark.parametrize("state", State)
def test_a_state_is_told_by_more_than_a_colour(state: State) -> None:
    signs = {"state", "tick"}.intersection(classes(element(Shape.GOAL, state=state)))
    assert bool(signs) is (state is not State.NEUTRAL)
