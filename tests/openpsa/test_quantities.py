"""A fault tree as quantities: what is written is read by the language, and means what the tree means."""

from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path
from time import perf_counter

import pytest

import gsn
from gsn.model.expression import Expression, Operator
from gsn.model.reference import Ref
from gsn.model.statements.risk import QuantityStatement
from gsn.openpsa.document import OpenPsaProblem
from gsn.openpsa.module_text import module_text
from gsn.openpsa.quantities import as_definitions
from gsn.openpsa.reading import read_tree
from gsn.openpsa.tree import Tree
from gsn.risk.diagram import build, probability
from gsn.risk.formula import formula_of

A, B, C = (f'<basic-event name="{name}"/>' for name in "abc")


def document(*gates: str, events: str = "abc") -> bytes:
    defined = [f'<define-basic-event name="{name}"/>' for name in events]
    houses = [
        f'<define-house-event name="{value}"><constant value="{value}"/></define-house-event>'
        for value in ("true", "false")
    ]
    inner = "".join([*gates, *defined, *houses])
    return f'<opsa-mef><define-fault-tree name="t">{inner}</define-fault-tree></opsa-mef>'.encode()


def tree(*gates: str) -> Tree:
    return read_tree(document(*gates))


def gate(formula: str, name: str = "top", label: str = "") -> str:
    return f'<define-gate name="{name}"><label>{label}</label>{formula}</define-gate>'


def definitions_read(text: str, folder: Path) -> Mapping[str, Expression | None]:
    """What the language reads of quantities: no problem, and each quantity's expression."""
    path = folder / "case.gsn"
    path.write_text(f"case imported\n{text}\n", encoding="utf-8")
    case = gsn.load(path)
    assert [problem.message for problem in case.problems] == []
    return {
        element.name: element.says.definition.expression if element.says.definition else None
        for element in case.elements.values()
        if isinstance(element.says, QuantityStatement)
    }


def holds(expression: Expression, world: Mapping[str, bool], defined: Mapping[str, Expression | None]) -> bool:
    if isinstance(expression, Ref):
        below = defined[expression.name]
        return world[expression.name] if below is None else holds(below, world, defined)
    held = [holds(operand, world, defined) for operand in expression.operands]
    match expression.operator:
        case Operator.ANY:
            return any(held)
        case Operator.ALL:
            return all(held)
        case Operator.AT_LEAST:
            return held.count(True) >= (expression.count or 0)
        case Operator.NOT:
            return not held[0]
        case Operator.THEN | Operator.INCREASE:
            raise AssertionError


TRUE, FALSE = '<house-event name="true"/>', '<house-event name="false"/>'


@pytest.mark.parametrize(
    "formula",
    [
        A,
        f"<and>{A}{B}</and>",
        f"<or>{A}{B}{C}</or>",
        f"<nand>{A}{B}</nand>",
        f"<nor>{A}{B}</nor>",
        f"<nor>{A}</nor>",
        f"<nor>{A}{B}{FALSE}</nor>",
        f"<nand>{A}{B}{C}{TRUE}</nand>",
        f"<not>{A}</not>",
        f"<not><not>{A}</not></not>",
        f"<xor>{A}{B}</xor>",
        f"<iff>{A}{B}</iff>",
        f"<imply>{A}{B}</imply>",
        f'<atleast min="2">{A}{B}{C}</atleast>',
        f'<cardinality min="1" max="2">{A}{B}{C}</cardinality>',
        f"<or><and>{A}<not>{B}</not></and><and>{B}{C}</and></or>",
        f"<and>{A}{TRUE}</and>",
        f"<or>{A}{B}{FALSE}</or>",
        f"<nand>{A}{TRUE}</nand>",
        f'<atleast min="2">{A}{B}{TRUE}</atleast>',
        f'<atleast min="2">{A}{B}{C}{FALSE}</atleast>',
        f"<xor>{A}{TRUE}</xor>",
        f"<xor>{FALSE}{A}</xor>",
        f"<iff>{TRUE}{A}</iff>",
        f"<iff>{A}{FALSE}</iff>",
        f"<imply>{TRUE}{A}</imply>",
        f"<imply>{A}{FALSE}</imply>",
        f"<and>{A}<or>{B}<and>{C}{FALSE}</and></or></and>",
    ],
)
def test_a_tree_means_the_same_in_the_language(formula: str, tmp_path: Path) -> None:
    read = tree(gate(formula))
    defined = definitions_read(module_text(document(gate(formula))), tmp_path)
    diagram = build(formula_of(read.gates, read.top, "abc"))
    top = defined["top"]
    for number in range(8):
        world = {name: bool(number >> place & 1) for place, name in enumerate("abc")}
        expected = probability(diagram, [Fraction(world[name]) for name in "abc"])
        assert top is not None
        assert holds(top, world, defined) is (expected == 1)


def test_names_become_names_of_the_language_and_stay_apart(tmp_path: Path) -> None:
    odd = {
        "pump-1": "pump_1",
        "pump_1": "pump_1_2",
        "PUMP.1": "PUMP_1_3",
        "1st": "e_1st",
        "not": "not_2",
        "münchen": "m_nchen",
        "taken": "taken_2",
    }
    events = "".join(f'<define-basic-event name="{name}"/>' for name in odd)
    references = "".join(f'<basic-event name="{name}"/>' for name in odd)
    data = document(gate(f"<or>{references}</or>"), events)
    quantities = as_definitions(read_tree(data), taken=["Taken"])
    assert {name: quantities.names[name] for name in odd} == odd
    assert quantities.definitions[-1].expression == f"any of {', '.join(odd.values())}"
    assert len(definitions_read(module_text(data), tmp_path)) == len(odd) + 1


def test_many_names_that_become_one_are_told_apart_without_trying_each() -> None:
    names = [f"e{chr(0x4E00 + index)}" for index in range(20_000)]
    events = "".join(f'<define-basic-event name="{name}"/>' for name in names)
    references = "".join(f'<basic-event name="{name}"/>' for name in names)
    begun = perf_counter()
    quantities = as_definitions(tree(gate(f"<or>{references}</or>"), events))
    assert len({name.casefold() for name in quantities.names.values()}) == len(names) + 1
    assert perf_counter() - begun < 5


def test_a_label_is_a_plain_text_whatever_is_in_it(tmp_path: Path) -> None:
    data = document(gate(A, label='The "pump" {fails} [[G1]] \\'))
    assert as_definitions(read_tree(data)).definitions[-1].text == 'The "pump" {fails} [[G1]] \\'
    assert set(definitions_read(module_text(data), tmp_path)) == {"a", "top"}


def test_only_what_the_top_event_needs_is_defined_each_after_what_it_needs() -> None:
    read = tree(gate('<and><gate name="below"/><basic-event name="c"/></and>'), gate(f"<or>{A}{B}</or>", "below"))
    assert [each.name for each in as_definitions(read).definitions] == ["a", "b", "below", "c", "top"]


@pytest.mark.parametrize("formula", [f"<or>{A}{TRUE}</or>", f"<and>{A}{FALSE}</and>", f"<imply>{FALSE}{A}</imply>"])
def test_a_top_event_that_house_events_settle_is_no_quantity(formula: str) -> None:
    with pytest.raises(OpenPsaProblem, match="house events settle `top`: there is nothing to bound"):
        as_definitions(tree(gate(formula)))
