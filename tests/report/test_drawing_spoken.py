"""A figure for those who cannot see it: its elements in words, in their order, and where each leads."""

from xml.etree.ElementTree import Element, fromstring

import pytest

from gsn.report.drawing import ClaimPoint, Decoration, Edge, Node, Relation, Scene, Shape, State, draw

SVG = "{http://www.w3.org/2000/svg}"

UNDEVELOPED = frozenset({Decoration.UNDEVELOPED, Decoration.PUBLIC})
NODES = (
    Node("G1", "G1", "The filter holds.", Shape.GOAL, state=State.OPEN, confidence=(ClaimPoint("ACP1"),)),
    Node("C1", "C1", "As served", Shape.CONTEXT),
    Node("G2", "G2", "It holds", Shape.GOAL, decorations=UNDEVELOPED, off_diagram="D2", state=State.SUPPORTED),
    Node("G3", "G3", "", Shape.AWAY_GOAL, module="security"),
    Node("D1", "D1", "Not so", Shape.CHALLENGE),
    Node("D2", "D2", "Does not follow", Shape.CHALLENGE),
    Node("U1", "U1", "", Shape.UNREADABLE, state=State.UNREADABLE),
)
EDGES = (
    Edge("G1", "G2", Relation.SUPPORTED_BY, defeated=True),
    Edge("G1", "G3", Relation.SUPPORTED_BY),
    Edge("G1", "C1", Relation.IN_CONTEXT_OF),
    Edge("D1", "G1", Relation.CHALLENGES),
    Edge("D2", ("G1", "G2"), Relation.CHALLENGES, defeated=True),
)


def groups(scene: Scene, kind: str) -> list[Element]:
    root = fromstring(draw(scene))  # noqa: S314 - we have just drawn it
    return [found for found in root.findall(f"{SVG}g") if (found.get("class") or "").split()[0] == kind]


def test_each_element_is_told_in_words_in_the_scenes_order() -> None:
    assert [found.get("aria-label") for found in groups(Scene(NODES, EDGES, "t"), "node")] == [
        (
            "Goal G1: The filter holds. Open, confidence argued at ACP1. In the context of C1. "
            "Supported by G2 (defeated), G3. Challenged by D1."
        ),
        "Context C1: As served.",
        "Goal G2: It holds. Supported, public, undeveloped, continued in D2.",
        "Away goal G3 of security.",
        "Challenge D1: Not so. Challenges G1.",
        "Challenge D2: Does not follow. Challenges the relation of G1 to G2 (defeated).",
        "Element that could not be read U1.",
    ]


def test_relations_are_told_with_their_elements_and_not_again() -> None:
    assert {found.get("aria-hidden") for found in groups(Scene(NODES, EDGES, "t"), "edge")} == {"true"}


@pytest.mark.parametrize(
    ("there", "back", "told"),
    [
        (Relation.SUPPORTED_BY, None, "A is supported by B"),
        (Relation.COMPOSITE, None, "A is supported by and in the context of B"),
        (Relation.SUPPORTED_BY, Relation.IN_CONTEXT_OF, "A is supported by B, which is in the context of it"),
    ],
)
def test_a_relation_is_a_sentence(there: Relation, back: Relation | None, told: str) -> None:
    nodes = (Node("a", "A", "", Shape.MODULE), Node("b", "B", "", Shape.MODULE))
    (edge,) = groups(Scene(nodes, (Edge("a", "b", there, returning=back),), "t"), "edge")
    assert edge.findtext(f"{SVG}title") == told


def test_what_leads_somewhere_is_a_link_with_a_name_and_no_symbol_holds_one() -> None:
    """What is within an image or a symbol is not read out, and cannot be followed (WAI-ARIA Graphics Module)."""
    point = ClaimPoint("Q1", "they are independent: argued by Q1", "#Q1")
    nodes = (
        Node("G1", "G1", "Holds", Shape.GOAL, href="#G1", confidence=(point,)),
        Node("G2", "G2", "Holds", Shape.GOAL, off_diagram="D2", off_diagram_href="d2.svg"),
    )
    scene = Scene(nodes, (Edge("G1", "G2", Relation.SUPPORTED_BY, confidence=(point,)),), "t")
    root = fromstring(draw(scene))  # noqa: S314 - we have just drawn it
    assert [(link.get("href"), link.get("aria-label")) for link in root.iter(f"{SVG}a")] == [
        ("#Q1", "they are independent: argued by Q1"),
        ("#Q1", "they are independent: argued by Q1"),
        ("#G1", "Goal G1: Holds. They are independent: argued by Q1. Supported by G2."),
        ("d2.svg", "continued in D2"),
    ]
    for holder in (found for found in root.iter() if found.find(f".//{SVG}a") is not None):
        assert holder.get("role") in {"graphics-document document", "group"}
        assert holder.get("aria-hidden") is None
