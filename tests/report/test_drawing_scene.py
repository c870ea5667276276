"""A whole figure: everything has its place, nothing is drawn over anything else, and it is the same every time."""

import os
import subprocess
import sys
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, fromstring

import graphviz
import pygraphviz
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gsn.report.drawing import (
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
    draw,
)
from gsn.report.drawing.geometry import Point, point_along
from gsn.report.drawing.layout import Layout, laid_out
from gsn.report.drawing.ranks import ranked
from gsn.report.drawing.routes import routed
from gsn.report.drawing.scene import EDGE_LIMIT, NODE_LIMIT

SVG = "{http://www.w3.org/2000/svg}"


def parsed(drawing: str) -> Element:
    return fromstring(drawing)  # noqa: S314 - we have just drawn it


def supported(source: str, *targets: str) -> tuple[Edge, ...]:
    return tuple(Edge(source, target, Relation.SUPPORTED_BY) for target in targets)


def in_context(source: str, *targets: str) -> tuple[Edge, ...]:
    return tuple(Edge(source, target, Relation.IN_CONTEXT_OF) for target in targets)


def goals(count: int) -> tuple[Node, ...]:
    return tuple(Node(str(key), f"G{key}", f"Claim number {key} holds", Shape.GOAL) for key in range(count))


def safety_case() -> Scene:
    """Some forty elements as they come in a safety case: three pathways, evidence that is shared, challenges."""
    nodes = [
        Node("G1", "G1", "Misuse of the model causes fewer deaths a year than the treaty allows", Shape.GOAL),
        Node("C1", "C1", "The model as deployed with the filter of release 3.2", Shape.CONTEXT),
        Node("A1", "A1", "Attackers have no access to the weights", Shape.ASSUMPTION),
        Node("C9", "C9", "The treaty's bound for misuse", Shape.CONTEXT, confidence=(ClaimPoint("ACP9"),)),
        Node("S1", "S1", "Argument over the pathways to misuse", Shape.STRATEGY, state=State.OPEN),
        Node("J1", "J1", "The pathways were enumerated with the threat model", Shape.JUSTIFICATION),
        Node("shared", "C2", "Threat model TM-7", Shape.CONTEXT),
        Node("CG1", "CG1", "The red team did not know of the attack of June", Shape.CHALLENGE),
        Node("CG2", "CG2", "Experts of two fields are counted in neither pathway", Shape.CHALLENGE),
        Node("CG3", "CG3", "The suite leaves out acquisition", Shape.CHALLENGE, state=State.FAILING),
        Node("CG4", "CG4", "June is out of scope", Shape.CHALLENGE),
        Node("Sn0", "Sn0", "Log analysis of forty thousand sessions", Shape.SOLUTION, state=State.SUPPORTED),
    ]
    edges = [*supported("G1", "S1"), *in_context("G1", "C1", "A1", "C9"), *in_context("S1", "J1")]
    for path in range(4):
        goal, strategy, side = f"P{path}", f"S{path}x", f"C{path}x"
        nodes += [
            Node(goal, goal, f"Pathway {path} is bounded", Shape.GOAL, state=State.UNREADABLE),
            Node(strategy, strategy, "Argument by safeguards that follow one another", Shape.STRATEGY),
            Node(side, side, "What counts as a safeguard of this pathway", Shape.CONTEXT),
        ]
        edges += [*supported("S1", goal), *supported(goal, strategy), *in_context(strategy, side)]
        for step in range(2):
            claim, proof = f"P{path}{step}", f"Sn{path}{step}"
            nodes += [
                Node(claim, claim, "The safeguard stops at least ninety-nine attempts in a hundred", Shape.GOAL),
                Node(proof, proof, "Red team report", Shape.SOLUTION, state=State.OPEN),
            ]
            edges += [*supported(strategy, claim), *supported(claim, proof, "Sn0")]
    nodes.append(Node("away", "AG1", "Insiders are controlled", Shape.AWAY_GOAL, module="Security"))
    nodes.append(Node("open", "G9", "Theft", Shape.GOAL, decorations=frozenset({Decoration.UNDEVELOPED})))
    edges += [*supported("S1", "open"), *supported("P3", "away"), *in_context("P00", "shared")]
    edges += in_context("P01", "shared")
    edges += [
        Edge("CG1", "Sn00", Relation.CHALLENGES),
        Edge("CG2", ("S1", "P1"), Relation.CHALLENGES),
        Edge("CG3", "C1x", Relation.CHALLENGES, defeated=True),
        Edge("CG4", ("CG1", "Sn00"), Relation.CHALLENGES),
    ]
    return Scene(tuple(nodes), tuple(edges), "Misuse", "The argument over pathways")


def boxes(layout: Layout) -> dict[str, tuple[float, float, float, float]]:
    """Left, top, right and bottom of each element with its marks."""
    found = {}
    for key, figure in layout.figures.items():
        left, top = layout.origins[key]
        middle = top + figure.body.axis
        found[key] = (left, middle - figure.above, left + figure.body.width, middle + figure.below)
    return found


def inside(point: Point, box: tuple[float, float, float, float]) -> bool:
    left, top, right, bottom = box
    return left + 1 < point.x < right - 1 and top + 1 < point.y < bottom - 1


def ends(edge: Edge) -> set[str]:
    """The elements that a line may touch: those that it joins, or that the relation joins that it challenges."""

    def keys(end: Any) -> Iterator[str]:
        if isinstance(end, str):
            yield end
        else:
            yield from (key for part in end for key in keys(part))

    return set(keys(edge.name))


def test_no_two_elements_overlap() -> None:
    layout = laid_out(safety_case())
    assert len(layout.figures) > 40
    for (_, one), (_, two) in combinations(boxes(layout).items(), 2):
        assert one[2] <= two[0] or two[2] <= one[0] or one[3] <= two[1] or two[3] <= one[1]


def test_no_line_passes_through_an_element() -> None:
    layout = laid_out(safety_case())
    for edge, line in zip(layout.edges, routed(layout), strict=True):
        points = [point_along(line, step / 40) for step in range(41)]
        for key, box in boxes(layout).items():
            assert key in ends(edge) or not any(inside(point, box) for point in points), (edge.name, key)


def test_everything_is_inside_the_figure() -> None:
    scene = safety_case()
    layout = laid_out(scene)
    root = parsed(draw(scene))
    x, y, width, height = (float(length) for length in root.attrib["viewBox"].split())
    corners = [Point(*corner) for box in boxes(layout).values() for corner in (box[:2], box[2:])]
    for point in [*corners, *(point for line in routed(layout) for point in line)]:
        assert x < point.x < x + width
        assert y < point.y < y + height


def test_support_is_below_and_context_beside() -> None:
    layout = laid_out(safety_case())
    placed = boxes(layout)
    for edge in layout.edges:
        if edge.relation is Relation.SUPPORTED_BY:
            assert placed[edge.source][3] < placed[str(edge.target)][1]
    for context in ("C1", "A1", "C9"):
        left, _, right, _ = placed[context]
        assert right < placed["G1"][0] or left > placed["G1"][2]


def test_children_stand_in_the_authors_order() -> None:
    layout = laid_out(safety_case())
    lefts = [layout.origins[key].x for key in ("P0", "P1", "P2", "P3", "open")]
    assert lefts == sorted(lefts)


def test_the_figure_is_accessible_and_self_contained() -> None:
    drawing = draw(safety_case(), prefix="misuse")
    root = parsed(drawing)
    assert root.get("role") == "graphics-document document"
    assert root.get("aria-labelledby") == "misuse-title misuse-desc"
    assert root.findtext(f"{SVG}title") == "Misuse"
    assert root.findtext(f"{SVG}desc") == "The argument over pathways"
    assert not {"script", "image", "style", "use", "foreignObject"} & {found.tag.removeprefix(SVG) for found in root}
    assert drawing.count("http") == 1  # the namespace


def test_the_same_scene_gives_the_same_bytes() -> None:
    first = draw(safety_case())
    draw(Scene(goals(7), supported("0", "1", "2", "3"), "something else"))
    assert draw(safety_case()) == first


def test_the_order_of_hashes_does_not_show() -> None:
    program = (
        "import runpy, sys, hashlib;"
        f"scene = runpy.run_path({__file__!r})['safety_case']();"
        "from gsn.report.drawing import draw;"
        "print(hashlib.sha256(draw(scene).encode()).hexdigest())"
    )
    root = Path(__file__).parents[2]
    digests = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed},
            cwd=root,
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(digests) == 1


def test_graphviz_says_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    draw(safety_case())
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    "edges",
    [
        (),
        supported("0", "1") * 3,
        supported("0", "0"),
        supported("0", "1") + supported("1", "0"),
        supported("0", "1") + supported("1", "2") + supported("2", "0"),
        in_context("0", "1") + in_context("1", "0"),
        in_context("0", "0"),
        supported("0", "nowhere") + supported("nowhere", "1"),
        (Edge("0", ("1", "2"), Relation.CHALLENGES),),
        (Edge("0", ("0", "1"), Relation.SUPPORTED_BY), *supported("0", "1")),
        (Edge("0", "0", Relation.CHALLENGES), Edge("0", ("0", "0"), Relation.CHALLENGES)),
        (*in_context("0", "1"), Edge("0", "1", Relation.CHALLENGES), Edge("0", ("0", "1"), Relation.CHALLENGES)),
        (*supported("0", "1"), *in_context("0", "1"), Edge("2", ("0", "1"), Relation.CHALLENGES)),
    ],
)
def test_odd_structure_is_drawn(edges: tuple[Edge, ...]) -> None:
    root = parsed(draw(Scene(goals(3), edges, "odd")))
    assert sum(found.get("class", "").startswith("node") for found in root.iter()) == 3


def test_an_empty_scene_is_an_empty_figure() -> None:
    assert parsed(draw(Scene((), (), "nothing"))).findtext(f"{SVG}title") == "nothing"


def test_the_first_of_two_elements_with_one_key_is_drawn() -> None:
    drawing = draw(Scene((Node("k", "G1", "first", Shape.GOAL), Node("k", "G2", "second", Shape.GOAL)), (), "t"))
    assert "first" in drawing
    assert "second" not in drawing


@st.composite
def scenes(draw_from: st.DrawFn) -> Scene:
    """Any structure at all on a few elements."""
    count = draw_from(st.integers(1, 12))
    keys = st.integers(0, count - 1).map(str)
    edges: list[Edge] = []
    for _ in range(draw_from(st.integers(0, 3 * count))):
        names = [edge.name for edge in edges]
        target = draw_from(st.one_of(keys, st.sampled_from(names)) if names else keys)
        relation = draw_from(st.sampled_from(list(Relation)))
        points = tuple(map(ClaimPoint, draw_from(st.sampled_from(["", "a", "ab"]))))
        edges.append(Edge(draw_from(keys), target, relation, draw_from(st.booleans()), points))
    shapes = st.sampled_from(list(Shape))
    nodes = tuple(Node(str(key), f"N{key}", "Some text", draw_from(shapes)) for key in range(count))
    return Scene(nodes, tuple(edges), "any")


@settings(max_examples=60, deadline=None)
@given(scenes())
def test_any_structure_is_drawn_without_overlap(scene: Scene) -> None:
    parsed(draw(scene))
    for one, two in combinations(boxes(laid_out(scene)).values(), 2):
        assert one[2] <= two[0] or two[2] <= one[0] or one[3] <= two[1] or two[3] <= one[1]


def test_a_scene_that_nobody_could_read_is_refused() -> None:
    with pytest.raises(SceneTooLarge, match=f"{NODE_LIMIT + 1} elements"):
        draw(Scene(goals(1) * (NODE_LIMIT + 1), (), "large"))
    with pytest.raises(SceneTooLarge, match="relations"):
        draw(Scene(goals(2), supported("0", "1") * (EDGE_LIMIT + 1), "large"))


@pytest.mark.parametrize(
    ("links", "ranks"),
    [
        ([], [0, 0, 0]),
        ([(0, 1), (0, 2)], [0, 1, 1]),
        ([(0, 1), (1, 2), (0, 2)], [0, 1, 2]),
        ([(2, 1), (1, 0)], [2, 1, 0]),
        ([(0, 1), (1, 2), (2, 0)], [0, 1, 2]),
        ([(0, 0), (0, 1), (0, 1)], [0, 1, 0]),
    ],
)
def test_an_element_is_right_below_the_lowest_that_leads_to_it(links: list[tuple[int, int]], ranks: list[int]) -> None:
    assert ranked(3, links) == ranks


def as_program(engine: str, format: str, data: bytes, *, quiet: bool) -> bytes:  # noqa: A002 - graphviz's name
    """What the program `dot` would print."""
    assert (engine, format, quiet) == ("dot", "json0", True)
    answer = pygraphviz.AGraph(string=data.decode()).draw(format=format, prog=engine)
    assert isinstance(answer, bytes)
    return answer


def test_the_program_dot_serves_without_pygraphviz(monkeypatch: pytest.MonkeyPatch) -> None:
    expected = draw(safety_case())
    monkeypatch.setattr(graphviz, "pipe", as_program)
    monkeypatch.setitem(sys.modules, "pygraphviz", None)
    with monkeypatch.context() as context:
        context.setitem(sys.modules, "pygraphviz", None)
        assert draw(safety_case()) == expected


def test_without_graphviz_the_message_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pygraphviz", None)
    monkeypatch.setenv("PATH", "")
    with pytest.raises(LayoutUnavailable, match=r"gsn-case\[documents\], or Graphviz"):
        draw(safety_case())
