"""What a screen shows of an element: the tree, all that is known of it, and what a hover says."""

import pytest

from gsn.drafting.change import position_at
from gsn.drafting.details import details
from gsn.drafting.hover import as_markdown, clause_page, hover, rule_page
from gsn.drafting.outline import children, outline
from gsn.drafting.position import Position
from gsn.drafting.workspace import Workspace
from gsn.element_state import State
from gsn.model.clauses import CLAUSES
from tests.drafting.drafted import SMALL, Started

CLAIMED = SMALL.replace(
    '        goal G2 "Direct requests are refused"\n',
    '        goal G2 "Direct requests are refused"\n            claim asked <= 9% at 95%\n',
).replace(
    "    dated 2026-05-20\n",
    '    dated 2026-05-20\n    measures asked: 0 of 60\nprobability asked "A direct request is answered"\n',
)


def test_the_tree_has_the_states_and_what_can_be_opened(started: Started) -> None:
    analysis = started().check()
    nodes = list(outline(analysis.reading, analysis))
    assert [(node.name, node.depth) for node in nodes] == [
        ("G1", 0),
        ("C1", 1),
        ("A1", 1),
        ("S1", 1),
        ("G2", 2),
        ("E1", 3),
        ("D1", 3),
        ("G3", 2),
    ]
    states = {node.name: node.state.state for node in nodes if node.state is not None}
    assert (states["G3"], states["C1"]) == (State.OPEN, State.SUPPORTED)
    assert {node.name for node in nodes if node.has_children} == {"G1", "S1", "G2"}
    assert [node.name for node in outline(analysis.reading, analysis, depth=1)] == ["G1", "C1", "A1", "S1"]
    assert [node.name for node in children(analysis.reading, analysis, "filter::S1")] == ["G2", "G3"]


def test_the_tree_is_there_before_any_check_and_in_a_broken_text(started: Started) -> None:
    workspace = started(SMALL.replace('goal G2 "Direct', 'goal G2 Direct"'))
    nodes = list(outline(workspace.read()))
    assert all(node.state is None for node in nodes)
    assert {"G1", "S1", "G3"} <= {node.name for node in nodes}


def test_details_hold_all_that_is_known(started: Started) -> None:
    analysis = started(CLAIMED).check()
    known = details(analysis, "filter::G2")
    assert known is not None
    assert [claim.proved for claim in known.claims] == [False]
    assert "challenged" in known.claims[0].why or known.claims[0].lines
    assert [related.name for related in known.supports] == ["S1"]
    assert [related.name for related in known.support] == ["E1"]
    assert [related.name for related in known.challenges] == ["D1"]
    assert [related.name for related in known.scope] == ["C1", "A1"]
    assert [related.identity for related in known.referred_by] == ["filter::A1"]
    record = details(analysis, "filter::E1")
    assert record is not None
    assert record.evidence is not None
    assert record.evidence.state == "accepted"
    assert details(analysis, "filter::nobody") is None


def said(workspace: Workspace, words: str, offset: int = 0) -> str:
    position = position_at(workspace.text(workspace.main), workspace.text(workspace.main).index(words) + offset)
    found = hover(workspace.check(), workspace.main, position)
    return found.markdown if found is not None else ""


@pytest.mark.parametrize(
    ("words", "offset", "told"),
    [
        ("E1", 0, ["**evidence E1** Red team of October", "Evidence accepted", "Named in 1 other place"]),
        ("G2]]", 0, ["**goal G2**", "In scope: C1", "Challenged by D1", "not proved"]),
        ("valid until", 7, ["`valid until DATE`", "under a case"]),
        ("strategy", 2, ["`strategy NAME TEXT`", "how a goal is argued", ""]),
        ("# what", 3, [""]),
        ("May the", 0, [""]),
    ],
)
def test_a_hover_says_what_stands_there(started: Started, words: str, offset: int, told: list[str]) -> None:
    found = said(started(CLAIMED), words, offset)
    assert all(part.lower() in found.lower() for part in told)
    assert bool(found) is any(told)


def test_a_finding_is_told_where_it_is(started: Started) -> None:
    workspace = started(SMALL.replace("solution E1", "solution E9"))
    assert "GSN0" in said(workspace, "E9")


def test_what_a_case_says_cannot_dress_as_what_the_tool_says(started: Started) -> None:
    workspace = started(SMALL.replace("Red team of October", "**passed** <b>x</b> `y` \\[[E1]](u)"))
    found = said(workspace, "evidence E1", 10)
    assert "**passed**" not in found
    assert as_markdown("*<b>`") == "\\*\\<b\\>\\`"


def test_every_clause_and_rule_has_a_page() -> None:
    assert all(clause.example in clause_page(clause) for clause in CLAUSES)
    page = rule_page("GSN201")
    assert page is not None
    assert page.startswith("### GSN201 unsupported-goal")
    assert rule_page("GSN000") is None


def test_a_position_outside_of_the_text_says_nothing(started: Started) -> None:
    workspace = started()
    assert hover(workspace.check(), workspace.main, Position(999, 9)) is None
