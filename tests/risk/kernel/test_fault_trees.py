"""Published fault trees: the kernel's own diagram comes to the published figures."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from gsn.model.expression import Operator
from gsn.risk.certificate import Rule, Witness
from gsn.risk.kernel import check
from gsn.risk.problem import Believed, LicenceKind
from gsn.risk.term import Composite, Term, names_of
from tests.risk.kernel.building import Draft, exact, named

ARALIA = Path(__file__).parents[4] / "shared" / "data" / "aralia"
pytestmark = pytest.mark.skipif(not ARALIA.is_dir(), reason=f"there is no {ARALIA}")
OPERATORS = {"and": Operator.ALL, "or": Operator.ANY, "atleast": Operator.AT_LEAST}


def term_of(element: ET.Element) -> Term:
    if element.tag not in OPERATORS:
        return named(str(element.get("name")))
    return Composite(OPERATORS[element.tag], tuple(map(term_of, element)), int(element.get("min", "0")))


def independent(tree: str, bound: Fraction) -> Draft:
    """A bound of a tree's top under independence, its events being believed to be as probable as it says."""
    root = ET.parse(ARALIA / f"{tree}.xml").getroot()  # noqa: S314 - a file of the project's own
    draft = Draft()
    gates = {str(gate.get("name")): term_of(gate[-1]) for gate in root.iter("define-gate")}
    used = {name for gate in gates.values() for name in names_of(gate)}
    (top,) = [name for name in gates if named(name) not in used]
    for name, definition in gates.items():
        draft.probability(name, definition=definition)
    premises, members = [], []
    for event in root.iter("define-basic-event"):
        name, value = str(event.get("name")), event.find(".//float")
        assert value is not None
        draft.probability(name)
        if named(name) in used:
            believed = Believed(None, exact(str(value.get("value"))), None, exact("1%"), central=False)
            record = draft.record(f"R-{name}", name, believed)
            premises.append(draft.of_record(Rule.BELIEF, record, believed.high, "1%"))
            members.append(name)
    holds = [("definition", gate, None) for gate in gates]
    licence = draft.licence(LicenceKind.INDEPENDENT, members, "GL")
    holding = [*holds, ("licence", members[0], "GL")]
    draft.step(Rule.INDEPENDENT, top, bound, *premises, witness=Witness(licences=(licence,)), holds=holding)
    return draft


@pytest.mark.parametrize(
    ("tree", "published"),
    [
        ("baobab1", "1.01708e-4"),
        ("baobab3", "2.24117e-3"),
        ("chinese", "1.17058e-3"),
        ("edf9201", "3.24591e-1"),
        ("isp9606", "5.43174e-2"),
    ],
)
def test_a_published_tree_is_evaluated(tree: str, published: str) -> None:
    figure = exact(published)
    draft = independent(tree, figure * (1 + Fraction(1, 10**5)))
    assert check(draft.problem(), draft.certificate()).nodes_refused == {}
    last = draft.nodes[-1]
    draft.nodes[-1] = replace(last, bound=figure * (1 - Fraction(1, 10**5)))
    assert "the rule gives" in check(draft.problem(), draft.certificate()).nodes_refused[len(draft.nodes) - 1]
