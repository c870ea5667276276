"""The layout of figures that are too large for dot."""

import sys
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gsn.report.drawing import Edge, Node, Relation, Scene, Shape, draw, ranks
from gsn.report.drawing.dot import NODE_GAP, Box, Link
from gsn.report.drawing.geometry import point_along
from gsn.report.drawing.layout import laid_out
from gsn.report.drawing.routes import routed
from gsn.report.drawing.tidy import placed_tidily

PORT = "p"


@pytest.fixture
def without_dot(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every figure is too large for dot, and there is none."""
    monkeypatch.setattr(ranks, "MOST_FOR_DOT", 0)
    monkeypatch.setitem(sys.modules, "pygraphviz", None)
    monkeypatch.setenv("PATH", "")


def placed(widths: list[int], pairs: list[tuple[int, int]]) -> list[tuple[float, float]]:
    """The middles of boxes of some widths, on the ranks that the lines between them give."""
    levels = ranks.ranked(len(widths), pairs)
    boxes = [Box(40.0, ((PORT, float(width)),), rank) for width, rank in zip(widths, levels, strict=True)]
    return list(placed_tidily(boxes, [Link(tail, PORT, head, PORT) for tail, head in pairs]).middles)


@st.composite
def structures(draw_from: st.DrawFn) -> tuple[list[int], list[tuple[int, int]]]:
    """Boxes and any lines at all between them: shared boxes, circles, lines that pass ranks."""
    widths = draw_from(st.lists(st.integers(10, 300), min_size=1, max_size=25))
    box = st.integers(0, len(widths) - 1)
    return widths, draw_from(st.lists(st.tuples(box, box), max_size=40))


@settings(max_examples=150, deadline=None)
@given(structures())
def test_boxes_of_one_rank_keep_apart(structure: tuple[list[int], list[tuple[int, int]]]) -> None:
    widths, pairs = structure
    rows: dict[float, list[tuple[float, int]]] = {}
    for (x, y), width in zip(placed(widths, pairs), widths, strict=True):
        rows.setdefault(y, []).append((x, width))
    assert len(rows) == max(ranks.ranked(len(widths), pairs)) + 1
    for row in rows.values():
        for (left, width), (right, next_width) in pairwise(sorted(row)):
            assert right - next_width / 2 - left - width / 2 >= NODE_GAP - 1e-6


@settings(max_examples=80, deadline=None)
@given(st.lists(st.integers(0, 30), min_size=1, max_size=40))
def test_a_box_stands_in_the_middle_above_what_hangs_below_it(choices: list[int]) -> None:
    """A tree: each box hangs below an earlier one."""
    pairs = [(choice % (number + 1), number + 1) for number, choice in enumerate(choices)]
    middles = placed([60] * (len(choices) + 1), pairs)
    for box in range(len(middles)):
        below = [middles[head][0] for tail, head in pairs if tail == box]
        assert below == sorted(below)
        assert not below or middles[box][0] == pytest.approx((below[0] + below[-1]) / 2)


def test_subtrees_stand_as_near_as_their_outlines_allow() -> None:
    """Of two neighbours, one broad below, the narrow one stands over nothing and is drawn in."""
    broad_below = [(0, 1), (0, 2), (1, 3), (1, 4), (1, 5)]
    middles = placed([60] * 6, broad_below)
    assert middles[2][0] - middles[1][0] == pytest.approx(60 + NODE_GAP)


@pytest.mark.parametrize(
    "pairs",
    [[(box, box + 1) for box in range(20_000)], [(0, box + 1) for box in range(20_000)]],
    ids=["deep", "broad"],
)
def test_neither_depth_nor_breadth_matters(pairs: list[tuple[int, int]]) -> None:
    assert len(placed([60] * 20_001, pairs)) == 20_001


def scene() -> Scene:
    """Three levels with evidence that two levels share, and lines that pass a level."""
    nodes = [Node("top", "G0", "Top", Shape.GOAL)]
    edges: list[Edge] = []
    for key in range(5):
        nodes += [Node(f"g{key}", f"G{key}", "Some claim", Shape.GOAL), Node(f"h{key}", f"H{key}", "x", Shape.GOAL)]
        edges += [Edge("top", f"g{key}", Relation.SUPPORTED_BY), Edge(f"g{key}", f"h{key}", Relation.SUPPORTED_BY)]
        edges.append(Edge(f"h{key}", "e", Relation.SUPPORTED_BY))
    nodes.append(Node("e", "E1", "Shared", Shape.SOLUTION))
    edges += [Edge("top", "e", Relation.SUPPORTED_BY), Edge("g4", "e", Relation.SUPPORTED_BY)]
    return Scene(tuple(nodes), tuple(edges), "t")


@pytest.mark.usefixtures("without_dot")
def test_a_line_that_passes_ranks_goes_through_their_gaps() -> None:
    layout = laid_out(scene())
    for edge, line in zip(layout.edges, routed(layout), strict=True):
        for step in range(101):
            x, y = point_along(line, step / 100)
            for key, figure in layout.figures.items():
                left, top = layout.origins[key]
                inside = left + 1 < x < left + figure.body.width - 1 and top + 1 < y < top + figure.body.height - 1
                assert key in {edge.source, edge.target} or not inside, (edge.name, key)


@pytest.mark.usefixtures("without_dot")
def test_what_is_shared_is_drawn_once_with_all_its_lines() -> None:
    drawing = draw(scene())
    assert drawing.count('class="node solution') == 1
    assert drawing.count("is supported by E1") == 7


def test_dot_is_given_what_it_can_place_while_somebody_waits() -> None:
    chain = [(box, box + 1) for box in range(ranks.MOST_FOR_DOT)]
    assert ranks.suits_dot(ranks.ranked(100, chain[:99]), chain[:99])
    assert not ranks.suits_dot(ranks.ranked(len(chain) + 1, chain), chain)
    across = [*chain[:99], *((0, box) for box in range(2, 100))]
    assert not ranks.suits_dot(ranks.ranked(100, across), across)
