"""Text in a figure: measured without the machine's fonts, wrapped, cut, and harmless."""

from xml.etree.ElementTree import Element, fromstring

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gsn.report.drawing import ClaimPoint, Edge, Node, Relation, Scene, Shape, draw, node_ids
from gsn.report.drawing.figure import measured
from gsn.report.drawing.metrics import character_width, text_width
from gsn.report.drawing.wrapping import REPLACEMENT, cut_to_width, harmless, shortened, wrap

HREF = "{http://www.w3.org/2000/svg}a"
TEXT = "{http://www.w3.org/2000/svg}text"
HOSTILE = [
    "</title></svg><script>alert(1)</script>",
    "\"' onload='alert(1)' x=\"",
    "<![CDATA[ ]]> <!-- --> <?xml ?> <!DOCTYPE x>",
    "&amp; &#0; &lt; &undefined;",
    "\x00\x01\x08\x0b\x1b[31m\x7f\x85\ufffe\uffff",
    "\ud800 lone \udfff",
    "\u202eright to left\u202c \u2066isolated\u2069",
    "e" + "\u0301" * 500,
    "\r\n\t  \u2028\u2029",
    "x" * 5_000,
    "",
]


def parsed(drawing: str) -> Element:
    return fromstring(drawing)  # noqa: S314 - we have just drawn it


def drawn(text: str) -> Element:
    """A scene that has the text wherever a user's text can be, parsed."""
    return parsed(draw(scene_of(text), prefix=text))


def scene_of(text: str) -> Scene:
    """A text wherever a user's text can be."""
    points = (ClaimPoint(text, text, text), ClaimPoint(text, text, "#" + text))
    nodes = (
        Node(text, text, text, Shape.AWAY_GOAL, text, frozenset(), points, text, text, href="#" + text, title=text),
        Node(text + "'", text, text, Shape.CONTEXT, href=text),
    )
    return Scene(nodes, (Edge(text, text + "'", Relation.IN_CONTEXT_OF, confidence=points),), text, text)


def tags(text: str) -> list[str]:
    return sorted({found.tag.rpartition("}")[2] for found in drawn(text).iter()})


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(text: str) -> None:
    assert set(tags(text)) <= {"a", "circle", "desc", "g", "path", "rect", "svg", "text", "title", "tspan"}


@given(st.text(st.characters(categories=["L", "M", "N", "P", "S", "Z", "C"]), max_size=40))
def test_any_text_gives_well_formed_xml(text: str) -> None:
    assert "svg" in tags(text)


def test_the_whole_statement_is_in_the_title() -> None:
    node = Node("g", "G1", "word " * 500, Shape.GOAL)
    drawing = draw(Scene((node,), (), "t"))
    assert f"<title>G1: {'word ' * 500}</title>" in drawing
    assert "…" in drawing
    assert "".join(parsed(drawing).find(f".//{TEXT}").itertext()).count("word") < 60  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("href", "links"),
    [
        ("#G1", ["#G1"]),
        ("module-m.svg", ["module-m.svg"]),
        ("module-m.svg#G1", ["module-m.svg#G1"]),
        ("", []),
        ("javascript:alert(1)", []),
        ("https://example.org/", []),
        ("//example.org", []),
        ("../m.svg", []),
        ("folder/m.svg", []),
        (" #G1", []),
        ("m.svg?x", []),
    ],
)
def test_only_an_anchor_in_the_page_or_a_file_beside_it_is_a_link(href: str, links: list[str]) -> None:
    drawing = draw(Scene((Node("g", "G1", "Holds", Shape.GOAL, href=href),), (), "t"))
    assert [found.get("href") for found in parsed(drawing).iter(HREF)] == links


def test_ids_are_unique_and_plain() -> None:
    nodes = tuple(Node(key, "G", "", Shape.GOAL) for key in ("a b", "a_b", "a_b-2", "<a>", "ä", "ü", ""))
    identities = node_ids(Scene(nodes, (), "t"), prefix="one two")
    assert identities == {
        "a b": "one_two-node-a_b",
        "a_b": "one_two-node-a_b-2",
        "a_b-2": "one_two-node-a_b-2-2",
        "<a>": "one_two-node-_a_",
        "ä": "one_two-node-_",
        "ü": "one_two-node-_-2",
        "": "one_two-node-",
    }


def test_two_figures_with_different_prefixes_share_no_id() -> None:
    scene = Scene((Node("g", "G1", "Holds", Shape.GOAL), Node("h", "G2", "Holds", Shape.GOAL)), (), "t")
    one, two = ({found.get("id") for found in parsed(draw(scene, name)).iter()} for name in "ab")
    assert one & two == {None}


@pytest.mark.parametrize(
    ("character", "regular", "bold"),
    [("a", 556, 556), ("i", 222, 278), ("W", 944, 944), (" ", 278, 278), ("—", 1000, 1000), ("é", 556, 556)],
)
def test_characters_are_as_wide_as_in_helvetica(character: str, regular: int, bold: int) -> None:
    assert (character_width(character), character_width(character, bold=True)) == (regular, bold)


@pytest.mark.parametrize(("character", "width"), [("漢", 1000), ("\u0301", 0), ("\u200b", 0), ("😀", 1300), ("Ж", 800)])
def test_other_characters_are_given_enough_room(character: str, width: int) -> None:
    assert character_width(character) == width


@given(st.text(max_size=200), st.floats(20, 200))
def test_wrapped_lines_fit_and_lose_nothing(text: str, width: float) -> None:
    flat = shortened(text, 1_000)
    lines = wrap(flat, width)
    assert "".join(line.text for line in lines).replace(" ", "") == flat.replace(" ", "")
    assert all(line.width <= width + 1e-6 or len(line.text) == 1 for line in lines)
    assert all(line.width == pytest.approx(text_width(line.text, 12)) for line in lines)


def test_words_are_broken_only_where_they_must_be() -> None:
    assert [line.text for line in wrap("one two three", text_width("one two", 12))] == ["one two", "three"]
    assert [line.text for line in wrap("xxxxxx", text_width("xxxx", 12))] == ["xxxx", "xx"]
    assert [line.text for line in wrap("99\u00a0% of", text_width("99", 12) + 15)] == ["99\u00a0%", "of"]


def test_text_is_cut_with_an_ellipsis() -> None:
    assert shortened("a  b\nc", 10) == "a b c"
    assert shortened("abcdef", 4) == "abc…"
    assert cut_to_width("abcdef", text_width("abcdef", 9), 9) == "abcdef"
    assert cut_to_width("abcdef", 20, 9) == "ab…"


def test_what_would_not_be_seen_or_would_mislead_is_replaced() -> None:
    assert harmless("a\x00b\u202ec\ud800d\te") == f"a{REPLACEMENT}b{REPLACEMENT}c{REPLACEMENT}d\te"


@pytest.mark.parametrize("shape", Shape)
@pytest.mark.parametrize(
    "text", ["", "Short", "A statement of ordinary length for a claim", "word " * 100, "漢字" * 60]
)
def test_text_keeps_inside_the_box_of_its_shape(shape: Shape, text: str) -> None:
    body = measured(Node("k", "G1", text, shape)).body
    assert max(line.width for line in body.lines) <= body.width - 10
    assert body.text_top >= body.top
    assert body.text_top + 15 * len(body.lines) <= body.bottom - body.band


@pytest.mark.parametrize("shape", [Shape.SOLUTION, Shape.ASSUMPTION])
def test_text_keeps_inside_the_ellipse(shape: Shape) -> None:
    body = measured(Node("k", "Sn1", "The report of the red team on the attempts of the third quarter", shape)).body
    for index, line in enumerate(body.lines):
        for y in (body.text_top + 15 * index, body.text_top + 15 * (index + 1)):
            across, along = (y - body.height / 2) / (body.height / 2), line.width / body.width
            assert across**2 + along**2 < 1
