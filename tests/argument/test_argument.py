"""The argument as a graph: adjacency, walks, scopes, states, diagrams."""

from datetime import date
from pathlib import Path

import pytest

import gsn
from gsn.argument import Argument
from gsn.argument_outline import outline_of
from gsn.checking import Judgement
from gsn.element_state import State, states_of
from gsn.model.kinds import ARGUMENT
from gsn.report.views import MOST_ELEMENTS, views_of

DAY = date(2026, 6, 1)
CYBER = Path(__file__).parents[2] / "cases" / "cyber-inability"

LATTICE = """\
case filter
    shows G1
import "tests.gsn"
goal G1 "The service is safe"
    context C1 "The service of May"
    justification J1 "May is representative"
    strategy S1 "Argument by day and by night"
        goal G2 "The service is safe by day"
            assumption A1 "Staff are on site"
            goal G4 "Incidents are answered"
                goal tests::G1
        goal G3 "The service is safe by night"
            goal G4
            challenge D1 "Nobody is there at night"
"""
TESTS = """\
module tests
public goal G1 "Each drill was answered"
    undeveloped
"""


@pytest.fixture
def lattice(tmp_path: Path) -> Argument:
    (tmp_path / "case.gsn").write_text(LATTICE, encoding="utf-8")
    (tmp_path / "tests.gsn").write_text(TESTS, encoding="utf-8")
    case = gsn.load(tmp_path)
    assert case.problems == []
    return Argument(case, DAY)


def judged(folder: Path) -> Judgement:
    return gsn.check(gsn.load(folder), DAY)


def names(identities: list[str]) -> str:
    return " ".join(identity.removeprefix("filter::") for identity in identities)


def test_tops_are_what_the_case_shows(lattice: Argument) -> None:
    assert names([goal.identity for goal in lattice.tops]) == "G1"


def test_an_element_rests_on_its_support_and_its_scopes(lattice: Argument) -> None:
    assert names(lattice.rests_on("filter::G1")) == "S1 C1 J1"
    assert names(lattice.rests_on("filter::G4")) == "tests::G1"


def test_everything_carried_is_reached_once_across_modules(lattice: Argument) -> None:
    assert names(list(lattice.carried)) == "G1 S1 G2 G4 tests::G1 A1 G3 C1 J1"


def test_paths_and_the_scope_along_each(lattice: Argument) -> None:
    paths = lattice.paths_to("filter::G4")
    assert [names(path) for path in paths] == ["G1 S1 G2 G4", "G1 S1 G3 G4"]
    scopes = [names([link.target for link in lattice.scope_along(path)]) for path in paths]
    assert scopes == ["C1 A1", "C1"], "justifications are local, and A1 scopes the day only"


def test_feet_have_no_goal_below(lattice: Argument) -> None:
    assert names([goal.identity for goal in lattice.feet()]) == "D1 tests::G1"


def test_the_graph_is_for_analyses(lattice: Argument) -> None:
    graph = lattice.graph()
    assert graph.nodes["filter::G4"] == {"kind": "goal", "module": "filter", "text": "Incidents are answered"}
    assert graph.in_degree("filter::G4") == 2
    assert graph.has_edge("filter::D1", "filter::G3")


def test_the_outline_shows_what_is_shared_once(lattice: Argument) -> None:
    entries = list(outline_of(lattice))
    shown = [(names([entry.identity]), entry.depth, entry.repeated) for entry in entries]
    assert shown.count(("G4", 3, False)) == 1
    assert shown.count(("G4", 3, True)) == 1


def test_a_chain_of_references_is_walked_without_recursion(tmp_path: Path) -> None:
    length = 20_000
    goals = [f'goal G{n} "Part {n} holds"\n    goal G{n + 1}' for n in range(length)]
    last = f'goal G{length} "The last part holds"\n    undeveloped'
    (tmp_path / "case.gsn").write_text("\n".join(["case chain\n    shows G0", *goals, last]), encoding="utf-8")
    judgement = judged(tmp_path)
    assert len(judgement.argument.carried) == length + 1
    assert states_of(judgement)["chain::G0"].state is State.OPEN
    assert sum(1 for _ in outline_of(judgement.argument)) == length + 1


def test_states_say_what_is_wrong_at_an_element_and_what_below(tmp_path: Path) -> None:
    (tmp_path / "case.gsn").write_text(LATTICE.replace('import "tests.gsn"\n', ""), encoding="utf-8")
    states = states_of(judged(tmp_path))
    assert states["tests::G1"].state is State.UNREADABLE
    assert (states["filter::G4"].state, states["filter::G4"].own) == (State.OPEN, False)
    assert (states["filter::G3"].state, states["filter::G3"].why) == (State.OPEN, "is in doubt: D1 challenges it")


class TestViews:
    def test_every_element_of_the_argument_is_in_a_diagram(self) -> None:
        argument = judged(CYBER).argument
        drawn = {identity for view in views_of(argument) for identity in view.members}
        argued = {element.identity for element in argument.elements if element.kind in ARGUMENT}
        assert argued <= drawn

    def test_what_goes_on_elsewhere_has_a_diagram_of_its_own(self) -> None:
        views = views_of(judged(CYBER).argument)
        roots = {root for view in views for root in view.roots}
        assert {goal for view in views for goal in view.continued} <= roots

    def test_a_long_chain_is_cut_into_readable_diagrams(self, tmp_path: Path) -> None:
        goals = [f'goal G{n} "Part {n} holds"\n    goal G{n + 1}' for n in range(200)]
        text = "\n".join(["case chain\n    shows G0", *goals, 'goal G200 "The last part holds"\n    undeveloped'])
        (tmp_path / "case.gsn").write_text(text, encoding="utf-8")
        views = views_of(judged(tmp_path).argument)
        assert max(len(view.members) for view in views) <= MOST_ELEMENTS
        assert len(views) == 7

    def test_a_circle_is_drawn_all_the_same(self, tmp_path: Path) -> None:
        text = 'goal G1 "One holds"\n    goal G2\ngoal G2 "Two holds"\n    goal G1\n'
        (tmp_path / "case.gsn").write_text(text, encoding="utf-8")
        (view,) = views_of(judged(tmp_path).argument)
        assert len(view.members) == 2
