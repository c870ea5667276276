"""From a name to what it names, and back to every place that names it."""

from pathlib import Path

import pytest

from gsn.drafting.calls import supported_by, supports
from gsn.drafting.change import position_at
from gsn.drafting.navigation import declaration, definition, element_at, references
from gsn.drafting.occurrences import occurrences_of
from gsn.drafting.position import Position
from gsn.drafting.reading import Reading
from gsn.drafting.symbols import Symbol, document_symbols, workspace_symbols
from gsn.drafting.workspace import Workspace
from gsn.model.kinds import Kind
from gsn.model.reference import name_of
from tests.drafting.drafted import DAY, SMALL, Started

ROOT = Path(__file__).parents[2]
OTHER = 'module m "Others"\npublic goal T1 "It is tested"\n    undeveloped\n'


def place(workspace: Workspace, word: str, number: int = 0) -> Position:
    """The position of a word's so-manieth occurrence in the main text."""
    text, offset = workspace.text(workspace.main), -1
    for _ in range(number + 1):
        offset = text.index(word, offset + 1)
    return position_at(text, offset)


def test_a_reference_leads_to_its_declaration(started: Started) -> None:
    workspace = started()
    reading = workspace.read()
    found = definition(reading, workspace.main, place(workspace, "E1"))
    assert found is not None
    assert found.range.start == place(workspace, "E1", 1)


def test_a_mention_in_a_text_leads_there_too(started: Started) -> None:
    workspace = started()
    found = definition(workspace.read(), workspace.main, place(workspace, "G2]]"))
    assert found is not None
    assert found.range.start == place(workspace, "G2 ")


def test_an_away_name_and_an_import_lead_to_the_other_file(started: Started) -> None:
    text = SMALL.replace("\ngoal G1", '\nimport "m.gsn"\ngoal G1').replace(
        "        goal G3", "        goal m::T1\n        goal G3"
    )
    workspace = started(text, m=OTHER)
    reading = workspace.read()
    other = workspace.folder / "m.gsn"
    for word, line in (("m::T1", 1), ('"m.gsn"', 0)):
        found = definition(reading, workspace.main, place(workspace, word))
        assert found is not None
        assert (found.path, found.range.start.line) == (other, line)


def test_every_place_that_names_an_element_is_found(started: Started) -> None:
    workspace = started()
    found = references(workspace.read(), workspace.main, place(workspace, "institute with"))
    assert [location.range.start for _, location in found] == [
        place(workspace, "institute with"),
        place(workspace, "institute", 1),
    ]
    assert [occurrence.declares for occurrence, _ in found] == [False, True]


def test_nothing_is_found_where_nothing_is_named(started: Started) -> None:
    workspace = started()
    reading = workspace.read()
    assert definition(reading, workspace.main, Position(0, 0)) is None
    assert references(reading, workspace.main, Position(99, 0)) == []
    assert declaration(reading, "filter::nobody") is None


@pytest.mark.parametrize("name", ["cyber-inability", "misuse-safeguards", "nuclear-cdf"])
def test_every_occurrence_in_a_whole_case_is_the_name_that_it_stands_for(name: str) -> None:
    reading = Workspace(ROOT / "cases" / name, DAY).read()
    found = occurrences_of(reading).by_identity
    named = {identity for identity, element in reading.case.elements.items() if element.kind is not Kind.UNREADABLE}
    assert named <= found.keys()
    for identity, occurrences in found.items():
        for occurrence in occurrences:
            start, end = occurrence.place.start, occurrence.place.end
            written = occurrence.place.line.text[start:end].rpartition("::")[2]
            whole = name_of(identity) or identity.removesuffix("::")
            assert whole == written or (occurrence.declares and whole.endswith(f".{written}"))


def test_a_line_belongs_to_its_statement(started: Started) -> None:
    workspace = started()
    reading = workspace.read()
    element = element_at(reading, workspace.main, Position(place(workspace, "type red").line, 4))
    assert element is not None
    assert element.identity == "filter::E1"


def tree(symbols: tuple[Symbol, ...] | list[Symbol]) -> list[object]:
    return [(symbol.name, tree(symbol.children)) if symbol.children else symbol.name for symbol in symbols]


def test_a_text_is_a_tree_of_its_statements(started: Started) -> None:
    workspace = started()
    found = document_symbols(workspace.read(), workspace.main)
    strategy = ("S1", [("G2", ["E1", "D1"]), "G3"])
    assert tree(found) == ["filter", ("G1", ["C1", "A1", strategy]), "E1", "institute"]


def test_a_broken_text_is_a_tree_all_the_same(started: Started) -> None:
    workspace = started('case c "x"\ngoal G1 "left open\n    goal G2 "x"\n    }}}\n        goal G3 "y"\n')
    found = document_symbols(workspace.read(), workspace.main)
    assert tree(found) == ["c", ("G1", ["G2", "G3"])]


@pytest.mark.parametrize(
    ("query", "found"),
    [("G2", ["G2"]), ("g", ["G1", "G2", "G3"]), ("red team", ["D1", "E1"]), ("nowhere", [])],
)
def test_elements_are_found_by_name_and_by_text(started: Started, query: str, found: list[str]) -> None:
    names = [symbol.name for symbol in workspace_symbols(started().read(), query)]
    assert names[: len(found)] == found
    assert bool(names) == bool(found)


def calls(reading: Reading, identity: str) -> tuple[list[str], list[str]]:
    return (
        [call.name for call in supported_by(reading, identity)],
        [call.name for call in supports(reading, identity)],
    )


def test_the_argument_is_a_call_tree(started: Started) -> None:
    reading = started().read()
    assert calls(reading, "filter::S1") == (["G1"], ["G2", "G3"])
    assert calls(reading, "filter::G2") == (["S1"], ["E1", "D1"])
    assert calls(reading, "filter::D1") == (["G2"], [])
