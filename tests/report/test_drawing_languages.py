"""A scene in the languages of other programs: what each says, and that a text in it stays a text."""

import re
from xml.etree.ElementTree import fromstring

import pygraphviz
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gsn.report.drawing import ClaimPoint, Decoration, Edge, Node, Relation, Scene, Shape, State, dot_language, mermaid
from gsn.report.drawing.dot_language import quoted
from gsn.report.drawing.wrapping import STATEMENT_LIMIT, shortened

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = [
    "say \"no\" & 'maybe'",
    "</text></svg><script>alert(1)</script>",
    "--> |x| ; subgraph end",
    '%%{init: {"theme": "dark"}}%% %% comment',
    "`code` ``` **bold** _it_ ~s~ # heading",
    "1. a list",
    "$$x^2$$ #35; &lt; #quot;",
    "http://example.org www.example.org a@b.org",
    "[brackets] {curly} (round) /slash\\ \\N \\back",
    "עברית and العربية 中文",
    "two\nlines\r\nand \u2028 three",
    "\x00\x1b[31m\u202eright to left\ud800",
    "end",
    "",
]
NODE = re.compile(r'    n\d+(\[\[|\[/|\(\(|\(\[|\[|\(|>)"(?P<label>[^"]*)"(\]\]|/\]|\)\)|\]\)|\]|\))(:::[a-z]+)?')
EDGE = re.compile(r'    n\d+ <?(-->|--o|-\.->|==>)(\|"(?P<label>[^"]*)"\|)? n\d+')
MEANINGFUL = set('"<>`{}[]|%*_~$\\:@')


def scene(text: str) -> Scene:
    """A text wherever a user's text can be."""
    marked = Node("k1", text, text, Shape.AWAY_GOAL, text, frozenset(), (ClaimPoint(text),), text)
    nodes = (marked, Node("k2", text, text, Shape.CONTEXT))
    return Scene(nodes, (Edge("k1", "k2", Relation.IN_CONTEXT_OF, confidence=(ClaimPoint(text),)),), text)


def plain(label: str) -> str:
    """What Mermaid shows for a label: tags are its own, numbers are characters."""
    without_tags = re.sub(r"</?b>", "", label).replace("<br/>", "\n")
    shown = re.sub(r"#(\d+);", lambda match: chr(int(match[1])), without_tags)
    return shown.replace("\N{WORD JOINER}", "")


@pytest.mark.parametrize("text", HOSTILE)
def test_a_text_stays_a_text_in_mermaid(text: str) -> None:
    first, title, *lines = mermaid(scene(text)).splitlines()
    assert first == "flowchart TD"
    assert not MEANINGFUL & set(title.removeprefix("    accTitle: "))
    labels = []
    for line in lines:
        found = NODE.fullmatch(line) or EDGE.fullmatch(line)
        assert found is not None, line
        labels.append(re.sub(r"</?b>|<br/>", "", found["label"]))
    assert len(labels) == 3
    assert all(not MEANINGFUL & set(label) for label in labels)
    assert plain(NODE.fullmatch(lines[1])["label"]) == "\n".join(  # type: ignore[index]
        [shortened(text, STATEMENT_LIMIT)] * (2 if text else 1)
    )


@pytest.mark.parametrize("text", HOSTILE)
def test_a_text_stays_a_text_in_dot(text: str) -> None:
    graph = pygraphviz.AGraph(string=dot_language(scene(text)))
    assert [len(graph.nodes()), len(graph.edges())] == [2, 1]
    drawn = fromstring(graph.draw(format="svg", prog="dot"))  # noqa: S314 - we have just drawn it
    assert {found.tag.removeprefix(SVG) for found in drawn.iter()} <= {
        *("svg", "g", "title", "polygon", "path", "ellipse", "polyline", "text"),
    }
    words = re.sub(r"\s", "", " ".join(drawn.itertext()))
    assert re.sub(r"\s", "", shortened(text, STATEMENT_LIMIT)) in words
    graph.close()


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=60))
def test_any_text_is_one_label(text: str) -> None:
    for line in mermaid(scene(text)).splitlines()[2:]:
        assert NODE.fullmatch(line) or EDGE.fullmatch(line), line


def test_two_signs_that_begin_a_formula_are_kept_apart() -> None:
    assert "#36;\N{WORD JOINER}#36;x" in mermaid(scene("$$x^2$$"))


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ('say "no"', '"say \\"no\\""'),
        ("a\\N", '"a\\\\N"'),
        ("&lt;", '"&amp;lt;"'),
        ("\x00", '"\N{REPLACEMENT CHARACTER}"'),
    ],
)
def test_a_quoted_string_of_dot(text: str, written: str) -> None:
    assert quoted(text) == written


EXAMPLE = Scene(
    (
        Node("G1", "G1", "The filter holds", Shape.GOAL, state=State.OPEN),
        Node("S1", "S1", "By tests", Shape.STRATEGY),
        Node("A1", "A1", "Tests are fair", Shape.ASSUMPTION),
        Node("G2", "G2", "It holds", Shape.GOAL, decorations=frozenset({Decoration.UNDEVELOPED}), off_diagram="G2"),
        Node("D1", "D1", "Not so", Shape.CHALLENGE),
    ),
    (
        Edge("G1", "S1", Relation.SUPPORTED_BY, confidence=(ClaimPoint("ACP1"),)),
        Edge("S1", "A1", Relation.IN_CONTEXT_OF),
        Edge("S1", "G2", Relation.SUPPORTED_BY, defeated=True),
        Edge("D1", ("S1", "G2"), Relation.CHALLENGES),
    ),
    "Filter",
)


def test_a_scene_in_mermaid() -> None:
    assert mermaid(EXAMPLE) == (
        "flowchart TD\n"
        "    accTitle: Filter\n"
        '    n1["<b>G1</b><br/>The filter holds<br/>○ open"]:::open\n'
        '    n2[/"<b>S1</b><br/>By tests"/]\n'
        '    n3("<b>A1 (A)</b><br/>Tests are fair")\n'
        '    n4["<b>G2</b><br/>It holds<br/>◇ undeveloped<br/>▽ G2"]\n'
        '    n5["<b>D1</b><br/>Not so"]\n'
        '    n1 -->|"■ ACP1"| n2\n'
        "    n2 --o n3\n"
        '    n2 -->|"✗ defeated"| n4\n'
        '    n5 -.->|"on the way to G2"| n2\n'
        "    classDef open fill:#fffaeb,stroke:#b45309,stroke-width:1.5,stroke-dasharray:7 3,color:#1f2937\n"
    )


def test_a_challenge_to_a_relation_ends_on_its_line_in_dot() -> None:
    text = dot_language(EXAMPLE)
    assert "    n2 -> e3 [arrowhead=none];" in text
    assert '    e3 -> n4 [arrowhead=normal, label="✗ defeated"];' in text
    assert "    n5 -> e3 [arrowhead=vee, style=dashed];" in text


@pytest.mark.parametrize("shape", Shape)
def test_every_shape_has_its_form(shape: Shape) -> None:
    one = Scene((Node("k", "X1", "x", shape),), (), "t")
    assert NODE.fullmatch(mermaid(one).splitlines()[2])
    assert "shape=" in dot_language(one)


@pytest.mark.parametrize("relation", Relation)
def test_every_relation_has_its_arrow(relation: Relation) -> None:
    nodes = (Node("a", "A", "x", Shape.MODULE), Node("b", "B", "x", Shape.MODULE))
    both = Scene(nodes, (Edge("a", "b", relation, returning=Relation.SUPPORTED_BY),), "t")
    assert EDGE.fullmatch(mermaid(both).splitlines()[4])
    assert "dir=both, arrowtail=normal" in dot_language(both)
