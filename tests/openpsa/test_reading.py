"""What a document may say, and what is told of one that does not: the message and its line."""

import re
from collections.abc import Mapping
from fractions import Fraction

import pytest

from gsn.openpsa.analysis import analyse
from gsn.openpsa.definitions import Include
from gsn.openpsa.document import OpenPsaProblem
from gsn.openpsa.reading import read_tree
from gsn.risk.diagram import build, probability
from gsn.risk.formula import formula_of

HALF = Fraction(1, 2)


def document(*definitions: str, events: str = "abc") -> bytes:
    """A document of one fault tree; each line a definition, basic events at the end, each with the probability ½."""
    basic = [f'<define-basic-event name="{each}"><float value="0.5"/></define-basic-event>' for each in events]
    lines = ["<opsa-mef>", '<define-fault-tree name="t">', *definitions, *basic, "</define-fault-tree>", "</opsa-mef>"]
    return "\n".join(lines).encode()


def gate(formula: str, name: str = "top") -> str:
    return f'<define-gate name="{name}">{formula}</define-gate>'


A, B, C = (f'<basic-event name="{name}"/>' for name in "abc")


@pytest.mark.parametrize(
    ("formula", "holds"),  # in the worlds abc = 000, 001, …, 111
    [
        (A, "00001111"),
        (f"<and>{A}{B}{C}</and>", "00000001"),
        (f"<or>{A}{B}{C}</or>", "01111111"),
        (f"<and>{A}</and>", "00001111"),
        (f"<nand>{A}{B}{C}</nand>", "11111110"),
        (f"<nor>{A}{B}{C}</nor>", "10000000"),
        (f"<not>{A}</not>", "11110000"),
        (f"<xor>{A}{B}</xor>", "00111100"),
        (f"<iff>{A}{B}</iff>", "11000011"),
        (f"<imply>{A}{B}</imply>", "11110011"),
        (f"<imply>{B}{A}</imply>", "11001111"),
        (f'<atleast min="1">{A}{B}{C}</atleast>', "01111111"),
        (f'<atleast min="2">{A}{B}{C}</atleast>', "00010111"),
        (f'<atleast min="3">{A}{B}{C}</atleast>', "00000001"),
        (f'<cardinality min="1" max="2">{A}{B}{C}</cardinality>', "01111110"),
        (f'<cardinality min="1" max="1">{A}{B}{C}</cardinality>', "01101000"),
        (f'<cardinality min="0" max="0">{A}{B}{C}</cardinality>', "10000000"),
        (f'<cardinality min="0" max="3">{A}{B}{C}</cardinality>', "11111111"),
        (f"<or><and>{A}<not>{B}</not></and><and>{B}{C}</and></or>", "00011101"),
        (f'<and>{A}<constant value="true"/></and>', "00001111"),
        (f'<or>{A}<constant value="false"/></or>', "00001111"),
        ('<constant value="true"/>', "11111111"),
        ('<event name="a"/>', "00001111"),
        ('<event name="a" type="basic-event"/>', "00001111"),
    ],
)
def test_what_a_formula_means(formula: str, holds: str) -> None:
    tree = read_tree(document(gate(formula)), top="top")
    diagram = build(formula_of(tree.gates, tree.top, "abc"))
    for number, expected in enumerate(holds):
        world = [Fraction(number >> place & 1) for place in (2, 1, 0)]
        assert probability(diagram, world) == int(expected)


@pytest.mark.parametrize(("value", "probability"), [("true", HALF), ("false", Fraction(0))])
def test_a_house_event_is_a_switch(value: str, probability: Fraction) -> None:
    house = f'<define-house-event name="on"><constant value="{value}"/></define-house-event>'
    data = document(gate(f'<and>{A}<house-event name="on"/></and>'), house)
    found = analyse(data).independent
    assert found is not None
    assert found.probability.high == probability


def test_definitions_come_in_any_order_and_labels_are_kept() -> None:
    data = document(
        gate(f'<label>The  filter\nfails</label><or>{A}<gate name="below"/></or>'),
        gate(f"<attributes><attribute name='x' value='y'/></attributes><and>{B}{C}</and>", "below"),
    )
    tree = read_tree(data)
    assert (tree.name, tree.top) == ("t", "top")
    assert tree.labels == {"top": "The filter fails"}


def test_model_data_may_stand_apart_and_event_trees_are_passed_over() -> None:
    data = f"""<opsa-mef>
    <define-event-tree name="e"><define-sequence name="s"/></define-event-tree>
    <define-fault-tree name="t">{gate(f"<and>{A}{B}</and>")}</define-fault-tree>
    <model-data>
      <define-basic-event name="a"><parameter name="p"/></define-basic-event>
      <define-basic-event name="b"><mul><parameter name="p"/><float value="0.5"/></mul></define-basic-event>
      <define-parameter name="p"><float value="2e-1"/></define-parameter>
    </model-data></opsa-mef>"""
    found = analyse(data.encode())
    assert found.independent is not None
    assert found.independent.probability.low == Fraction(1, 50)
    assert found.tree.notes == ("`define-event-tree` at line 2 is not read: this is about fault trees",)


def test_a_private_name_is_found_from_within_and_by_its_path_from_without() -> None:
    """Both trees have an `a` and an `inner` of their own."""
    data = f"""<opsa-mef>
    <define-fault-tree name="one" role="private">
      <define-gate name="inner"><and>{A}<event name="shared"/></and></define-gate>
      <define-basic-event name="a"><float value="0.5"/></define-basic-event>
      <define-component name="part">
        <define-gate name="deep"><or>{A}{B}</or></define-gate>
        <define-basic-event name="b"><float value="0.25"/></define-basic-event>
      </define-component>
    </define-fault-tree>
    <define-fault-tree name="two">
      <define-gate name="top"><or><gate name="one.inner"/><gate name="one.part.deep"/>{A}</or></define-gate>
      <define-basic-event name="a"><float value="0"/></define-basic-event>
      <define-basic-event name="shared"><float value="1"/></define-basic-event>
    </define-fault-tree></opsa-mef>"""
    tree = read_tree(data.encode())
    assert tree.name == "two"
    assert {name: event.probability and event.probability.low for name, event in tree.events.items()} == {
        "one.a": Fraction(1, 2),
        "one.part.b": Fraction(1, 4),
        "a": 0,
        "shared": 1,
    }
    assert tree.gates["one.part.deep"].operands == ("one.a", "one.part.b")
    found = analyse(data.encode()).independent
    assert found is not None
    assert found.probability.low == Fraction(5, 8)


def test_a_file_may_include_others() -> None:
    files = {
        "data.xml": b'<opsa-mef><define-basic-event name="a"><float value="1e-3"/></define-basic-event></opsa-mef>'
    }
    data = f'<opsa-mef><define-fault-tree name="t">{gate(A)}</define-fault-tree><include file="data.xml"/></opsa-mef>'
    found = analyse(data.encode(), include=files.__getitem__).independent
    assert found is not None
    assert found.probability.low == Fraction(1, 1000)


def test_where_several_gates_are_used_by_no_other_one_is_asked_for() -> None:
    data = document(gate(A, "one"), gate(B, "two"))
    with pytest.raises(OpenPsaProblem, match="2 gates are used by no other: `one`, `two`; say which is the top event"):
        read_tree(data)
    assert read_tree(data, top="two").top == "two"
    with pytest.raises(OpenPsaProblem, match="no gate is called `three`"):
        read_tree(data, top="three")


FLOAT = '<float value="0.5"/>'
REFUSED: Mapping[str, tuple[bytes, int, str]] = {
    "no XML": (b"fault tree", 1, "this is no well-formed XML: syntax error"),
    "nothing": (b"", 1, "this is no well-formed XML: no element found"),
    "cut off": (b"<opsa-mef>\n<define-fault-tree", 2, "this is no well-formed XML: unclosed token"),
    "another document": (b"<html/>", 1, "the document is a `html` and no `opsa-mef`"),
    "an unknown encoding": (b'<?xml version="1.0" encoding="klingon"?><opsa-mef/>', 1, "encoding that is not known"),
    "no gate": (b"<opsa-mef/>", 0, "the document defines no gate"),
    "an unknown element": (document("<define-gait/>"), 3, "`define-gait` is not known in `define-fault-tree`"),
    "text between": (document("three", gate(A)), 3, "`three` stands in `define-fault-tree`, where only elements stand"),
    "no name": (document(f"<define-gate>{A}</define-gate>"), 3, "`define-gate` has no `name`"),
    "a name with a space": (document(gate(A, "the top")), 3, "`the top` is no name"),
    "a name that cannot be seen": (document(gate(A, "to\u200bp")), 3, "`to\N{REPLACEMENT CHARACTER}p` is no name"),
    "a long name": (document(gate(A, "x" * 300)), 3, "x…` is no name"),
    "a gate twice": (
        document(gate(A), gate(B)),
        4,
        "`top` is defined twice, first as a gate at line 3",
    ),
    "a gate that is an event": (document(gate(B, "a")), 4, "`a` is defined twice, first as a gate at line 3"),
    "a missing gate": (document(gate('<or><gate name="g"/></or>')), 3, "gate `g` is referred to and not defined"),
    "a missing event": (document(gate('<event name="z"/>')), 3, "event `z` is referred to and not defined"),
    "an event that is a gate": (
        document(gate('<or><gate name="a"/></or>')),
        3,
        "gate `a` is referred to and not defined",
    ),
    "a type of event": (document(gate('<event name="a" type="party"/>')), 3, "`party` is no type of an event"),
    "two formulas": (document(gate(A + B)), 3, "gate `top` has 2 formulas; it takes one"),
    "no formula": (document(gate("")), 3, "gate `top` has 0 formulas; it takes one"),
    "an unknown connective": (document(gate(f"<maybe>{A}</maybe>")), 3, "`maybe` is no formula that is read"),
    "an empty connective": (document(gate("<or/>")), 3, "`or` takes operands, and has 0"),
    "not of two": (document(gate(f"<not>{A}{B}</not>")), 3, "`not` takes 1 operand, and has 2"),
    "xor of three": (document(gate(f"<xor>{A}{B}{C}</xor>")), 3, "`xor` takes 2 operands, and has 3"),
    "at least of no number": (document(gate(f"<atleast>{A}</atleast>")), 3, "has no whole number in `min`"),
    "at least of a fraction": (
        document(gate(f'<atleast min="1.5">{A}</atleast>')),
        3,
        "`atleast` has no whole number in `min`",
    ),
    "at least of too many": (
        document(gate(f'<atleast min="4">{A}{B}{C}</atleast>')),
        3,
        "`min` is 4 in `atleast`; here it lies within 1 and 3",
    ),
    "at most below at least": (
        document(gate(f'<cardinality min="2" max="1">{A}{B}{C}</cardinality>')),
        3,
        "`max` is 1 in `cardinality`; here it lies within 2 and 3",
    ),
    "a constant of another sort": (
        document(gate('<constant value="yes"/>')),
        3,
        "a constant is `true` or `false` and not `yes`",
    ),
    "a gate of itself": (
        document(gate('<or><gate name="top"/></or>')),
        3,
        "a gate is made of itself: `top` needs `top`",
    ),
    "a circle below": (
        document(
            gate(f'<or>{A}<gate name="g"/></or>'),
            gate('<not><gate name="h"/></not>', "g"),
            gate('<gate name="g"/>', "h"),
        ),
        4,
        "a gate is made of itself: `g` needs `h` needs `g`",
    ),
    "a circle apart": (
        document(gate(A), gate('<gate name="h"/>', "g"), gate('<gate name="g"/>', "h")),
        4,
        "a gate is made of itself: `g` needs `h` needs `g`",
    ),
    "a role of another sort": (
        document(f'<define-gate name="top" role="secret">{A}</define-gate>'),
        3,
        "the role `secret` is neither `public` nor `private`",
    ),
    "a file that was not given": (
        document('<include file="more.xml"/>'),
        3,
        "the file `more.xml` is included and was not given",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_wrong_is_told_with_its_line(name: str) -> None:
    data, line, message = REFUSED[name]
    with pytest.raises(OpenPsaProblem) as problem:
        read_tree(data)
    assert message in problem.value.message
    assert problem.value.line == line


def event(expression: str) -> bytes:
    return document(gate(A), f'<define-basic-event name="a">\n{expression}</define-basic-event>', events="bc")


@pytest.mark.parametrize(
    ("expression", "message"),
    [
        ('<float value="1.5"/>', "the probability of `a` is 1.5; it lies within 0 and 1"),
        ('<float value="-1e-300"/>', "the probability of `a` is -1e-300; it lies within 0 and 1"),
        ('<float value="NaN"/>', "`NaN` is not a number"),
        ('<float value="inf"/>', "`inf` is not a number"),
        ('<float value="0x1"/>', "`0x1` is not a number"),
        ('<float value=""/>', "`` is not a number"),
        ('<float value="."/>', "`.` is not a number"),
        ("<float/>", "`float` has no `value`"),
        ('<float value="1e-99999999999999999999"/>', "is out of range; exponents lie within -400 and 400"),
        (f'<float value="0.{"1" * 50}"/>', "has 50 significant digits; at most 40 are read"),
        (f'<float value="{"1" * 10_000_000}"/>', "significant digits; at most 40 are read"),
        ("<float value='0.1'/><float value='0.2'/>", "has 2 expressions; it takes one"),
        ('<parameter name="p"/>', "parameter `p` is referred to and not defined"),
        ("<random/>", "the expression `random` is not read"),
        ("<exponential><float value='1'/></exponential>", "`exponential` does not take 1 arguments"),
        ("<div><float value='1'/><float value='0'/></div>", "`div` divides by nought"),
        ("<log><float value='0'/></log>", "`log` takes the logarithm of a number that is not above nought"),
        ("<pow><float value='-1'/><float value='0.5'/></pow>", "`pow` takes a power of a number that is not above"),
        ("<exp><float value='1e9'/></exp>", "`exp` comes to a number beyond 10 to the power of 868"),
        ("<mul>" + "<float value='1e300'/>" * 4 + "</mul>", "`mul` comes to a number beyond 10 to the power of 1000"),
        ("<exponential><float value='-1'/><float value='1'/></exponential>", "the probability of `a` is -1.71828"),
    ],
)
def test_what_is_no_probability_is_told(expression: str, message: str) -> None:
    with pytest.raises(OpenPsaProblem) as problem:
        read_tree(event(expression))
    assert message in problem.value.message
    assert problem.value.line in {4, 5}


def test_a_parameter_of_itself_is_told() -> None:
    parameters = [
        f'<define-parameter name="{one}"><parameter name="{other}"/></define-parameter>' for one, other in ("pq", "qp")
    ]
    with pytest.raises(OpenPsaProblem, match="a parameter is made of itself: `p` needs `q` needs `p`"):
        read_tree(document(gate(A), *parameters))


def missing(_: str) -> bytes:
    raise FileNotFoundError


@pytest.mark.parametrize(
    ("include", "message"),
    [
        (lambda _: b"<opsa-mef>\n<", "line 3: in the included file `more.xml`, line 2: this is no well-formed XML"),
        (lambda _: b"<opsa-mef><include file='more.xml'/></opsa-mef>", "the file `more.xml` is included twice"),
        (missing, "the file `more.xml` is included and cannot be read"),
    ],
)
def test_what_is_wrong_with_an_included_file_is_told(include: Include, message: str) -> None:
    with pytest.raises(OpenPsaProblem, match=re.escape(message)):
        read_tree(document('<include file="more.xml"/>'), include=include)
