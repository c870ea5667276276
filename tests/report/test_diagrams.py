"""From a case to its diagrams: what stands in which, where each leads, and how modules bear on one another."""

from datetime import date
from pathlib import Path

import pytest

from gsn.checking import Judgement, judge
from gsn.language.loading import load_case
from gsn.report.diagrams import Of, Wanted, all_diagrams, diagram_of
from gsn.report.drawing import Decoration, Edge, Node, Relation, Scene, Shape, State, draw
from gsn.report.views import MOST_ALONE, Extent, full_view, goal_view, module_view, views_of

DAY = date(2026, 6, 1)
MAIN = """\
case main "The service"
    shows G1
    valid until 2026-12-31

import "security.gsn"

import "contract.gsn"

goal G1 "The service does no harm"
    context C1 "As served since May"
    context security
    strategy S1 "Argument over ways in"
        goal G2 "Requests are filtered"
            challenge D1 "Only in English"
            goal G4 "In every language"
                goal G5 "In none is it worse"
                    undeveloped
        goal G3 "Sessions are watched by {team}"
            by_contract
        goal security::W1
"""
SECURITY = """\
module security "Weights stay inside"

public goal W1 "Weights are not taken"
    strategy WS "Argument over the doors"
        goal W2 "The door is shut"
            undeveloped
    context main::C1

public goal W3 "Sessions are logged"
    undeveloped
"""
CONTRACT = """\
contract watching "Who watches for whom"

goal main::G3
    goal security::W3
"""


def written(folder: Path, main: str = MAIN) -> Judgement:
    files = {"case": main, "security": SECURITY, "contract": CONTRACT}
    for name, text in files.items():
        if f'"{name}.gsn"' in main or name == "case":
            (folder / f"{name}.gsn").write_text(text, encoding="utf-8")
    return judge(load_case(folder), DAY)


@pytest.fixture
def case(tmp_path: Path) -> Judgement:
    return written(tmp_path)


def names(scene: Scene) -> list[str]:
    return [node.identifier for node in scene.nodes]


def found(scene: Scene, identifier: str) -> Node:
    return next(node for node in scene.nodes if node.identifier == identifier)


def wide(goals: int) -> str:
    """A case of so many goals, each with one goal below it."""
    lines = ["case main", "    shows G0", 'goal G0 "All of it holds"']
    for number in range(1, goals + 1):
        lines += [f'    goal G{number} "Part {number} holds"', f'        goal H{number} "Half {number} holds"']
        lines += ["            undeveloped"]
    return "\n".join([*lines, ""])


class TestViews:
    def test_a_module_is_drawn_from_its_top_in_reading_order(self, case: Judgement) -> None:
        scene = diagram_of(case, Wanted(Of.MODULE, "main"))
        assert names(scene) == ["G1", "C1", "security", "S1", "G2", "D1", "G4", "G5", "G3", "W1"]

    def test_another_modules_goal_is_an_away_goal_with_its_module(self, case: Judgement) -> None:
        away = found(diagram_of(case, Wanted(Of.MODULE, "main")), "W1")
        assert (away.shape, away.module, away.text) == (Shape.AWAY_GOAL, "security", "Weights are not taken")
        assert away.decorations == {Decoration.PUBLIC}

    def test_marks_and_states_are_the_elements_own(self, case: Judgement) -> None:
        scene = diagram_of(case, Wanted(Of.MODULE, "main"))
        assert found(scene, "G5").decorations == {Decoration.UNDEVELOPED}
        assert found(scene, "G3").decorations == {Decoration.BY_CONTRACT, Decoration.UNINSTANTIATED}
        assert found(scene, "security").shape is Shape.MODULE
        assert found(scene, "C1").state is State.NEUTRAL
        assert found(scene, "G1").state is not State.SUPPORTED

    def test_a_diagram_of_a_goal_holds_what_is_below_it(self, case: Judgement) -> None:
        assert names(diagram_of(case, Wanted(Of.GOAL, "main::G2"))) == ["G2", "D1", "G4", "G5"]

    @pytest.mark.parametrize(
        ("depth", "drawn", "continued"),
        [
            (0, ["G1", "C1", "security"], ["G1"]),
            (1, ["G1", "C1", "security", "S1", "G2", "G3", "W1"], ["G2"]),
            (2, ["G1", "C1", "security", "S1", "G2", "D1", "G4", "G3", "W1"], ["G4"]),
            (3, ["G1", "C1", "security", "S1", "G2", "D1", "G4", "G5", "G3", "W1"], []),
        ],
    )
    def test_depth_counts_steps_from_goal_to_goal(
        self, case: Judgement, depth: int, drawn: list[str], continued: list[str]
    ) -> None:
        scene = diagram_of(case, Wanted(Of.MODULE, "main", depth))
        assert names(scene) == drawn
        assert [node.identifier for node in scene.nodes if node.off_diagram] == continued

    def test_a_full_diagram_holds_each_element_once_as_itself(self, case: Judgement) -> None:
        scene = diagram_of(case, Wanted(Of.FULL))
        assert len(names(scene)) == len(set(names(scene)))
        assert found(scene, "security::W1").shape is Shape.GOAL
        assert ("security::W1", "main::C1") in [edge.name for edge in scene.edges]
        assert set(case.case.elements) - {each.identity for each in case.case.elements.values() if not each.name} <= {
            node.key for node in scene.nodes
        }

    def test_what_does_not_fit_is_marked_and_drawn_from_there(self, tmp_path: Path) -> None:
        judged = written(tmp_path, wide(50))
        scene = diagram_of(judged, Wanted(Of.MODULE, "main"))
        assert len(scene.nodes) <= MOST_ALONE
        marked = [node.identifier for node in scene.nodes if node.off_diagram]
        drawn = {node.identifier for node in scene.nodes}
        assert {f"H{number}" for number in range(1, 51)} - drawn == {f"H{name[1:]}" for name in marked}
        assert names(diagram_of(judged, Wanted(Of.GOAL, f"main::{marked[0]}"))) == [marked[0], f"H{marked[0][1:]}"]

    def test_a_step_that_is_too_large_by_itself_is_drawn_whole(self, tmp_path: Path) -> None:
        view = module_view(written(tmp_path, wide(100)).argument, "main")
        assert len(view.members) == 101

    def test_every_element_stands_in_a_view_even_on_a_circle(self, tmp_path: Path) -> None:
        circle = 'case main\n    shows G1\ngoal G1 "One"\n    goal G2\ngoal G2 "Two"\n    goal G1\ngoal G9 "Alone"\n'
        argument = written(tmp_path, circle).argument
        wanted = {"main::G1", "main::G2", "main::G9"}
        assert {identity for view in views_of(argument) for identity in view.members} == wanted
        assert set(module_view(argument, "main").members) == wanted
        assert set(full_view(argument).members) == wanted

    def test_a_chain_of_references_may_be_as_deep_as_it_is(self, tmp_path: Path) -> None:
        lines = ["case main", "    shows G0"]
        lines += [f'goal G{number} "Step {number} holds"\n    goal G{number + 1}' for number in range(3000)]
        argument = written(tmp_path, "\n".join([*lines, 'goal G3000 "The end"\n    undeveloped', ""])).argument
        assert len(full_view(argument).members) == 3001
        assert len(goal_view(argument, "main::G0", Extent(None, 10)).members) == 11


class TestArchitecture:
    def test_each_module_is_drawn_with_its_symbol_and_the_state_of_its_worst_element(self, case: Judgement) -> None:
        scene = diagram_of(case, Wanted(Of.ARCHITECTURE))
        assert [(node.identifier, node.shape) for node in scene.nodes] == [
            ("main", Shape.MODULE),
            ("security", Shape.MODULE),
            ("watching", Shape.CONTRACT),
        ]
        assert found(scene, "security").text == "Weights stay inside"
        assert found(scene, "main").state in {State.OPEN, State.FAILING}

    def test_all_relationships_of_two_modules_are_one_line_with_a_head_at_each_end(self, case: Judgement) -> None:
        """G1 is in the context of the module and rests on a goal of it, which is in the context of C1."""
        edges = diagram_of(case, Wanted(Of.ARCHITECTURE)).edges
        assert edges[0] == Edge("main::", "security::", Relation.COMPOSITE, returning=Relation.IN_CONTEXT_OF)

    def test_what_a_contract_states_leads_through_it(self, case: Judgement) -> None:
        """Figure 1:4-7."""
        edges = diagram_of(case, Wanted(Of.ARCHITECTURE)).edges
        assert edges[1:] == (
            Edge("main::", "watching::", Relation.SUPPORTED_BY),
            Edge("watching::", "security::", Relation.SUPPORTED_BY),
        )


class TestAllDiagrams:
    def test_there_is_one_for_the_architecture_and_one_for_each_module(self, case: Judgement) -> None:
        drawn = {diagram.name: diagram.scene for diagram in all_diagrams(case, ".svg")}
        assert list(drawn) == ["architecture", "module-main", "module-security", "module-watching"]

    def test_away_elements_and_modules_lead_to_their_own_diagram(self, case: Judgement) -> None:
        drawn = {diagram.name: diagram.scene for diagram in all_diagrams(case, ".svg")}
        assert found(drawn["module-main"], "W1").href == "module-security.svg#gsn-node-security__W1"
        assert found(drawn["module-main"], "security").href == "module-security.svg"
        assert found(drawn["module-main"], "G2").href == ""
        assert found(drawn["architecture"], "security").href == "module-security.svg"
        assert 'id="gsn-node-security__W1"' in draw(drawn["module-security"])

    def test_a_mark_of_what_goes_on_leads_to_the_diagram_that_has_it(self, tmp_path: Path) -> None:
        drawn = {diagram.name: diagram.scene for diagram in all_diagrams(written(tmp_path, wide(50)), ".svg")}
        marked = next(node for node in drawn["module-main"].nodes if node.off_diagram)
        assert marked.off_diagram == f"goal-main.{marked.identifier}"
        assert marked.off_diagram_href == f"goal-main.{marked.identifier}.svg"
        assert names(drawn[marked.off_diagram])[0] == marked.identifier
        everything = {node.key for scene in drawn.values() for node in scene.nodes}
        assert len(everything) == 101

    def test_names_that_differ_in_capitals_alone_are_two_files(self, tmp_path: Path) -> None:
        text = wide(50).replace("goal G49", "goal g50").replace("H49", "h50")
        files = [diagram.name for diagram in all_diagrams(written(tmp_path, text), ".svg")]
        assert len({name.casefold() for name in files}) == len(files)
        assert "goal-main.G50-2" in files


NUMBERS = """\
case main
    shows G1

goal G1 "Both fail in at most one of a hundred"
    claim both <= 1% at 90%
    strategy S1 "Argument over the two"
        goal G2 "One fails seldom"
            claim one <= 10% at 95%
            undeveloped
confidence ACP1 "Why the strategy is enough"
    on G1 -> S1
    argued by Q2

goal Q1 "They fail independently"
    undeveloped
goal Q2 "The strategy is enough"
    undeveloped

probability both "Both fail"
    is all of one, two
    independent one, two by Q1
probability one "The first fails"
probability two "The second fails"
"""


class TestClaimPoints:
    def test_a_licence_is_a_point_on_the_support_of_what_is_claimed_with_it(self, tmp_path: Path) -> None:
        scene = diagram_of(written(tmp_path, NUMBERS), Wanted(Of.MODULE, "main"))
        (edge,) = [edge for edge in scene.edges if edge.name == ("main::G1", "main::S1")]
        assert [point.label for point in edge.confidence] == ["ACP1", "Q1"]
        assert edge.confidence[0].title == "Why the strategy is enough (argued by Q2)"
        assert edge.confidence[1].title == "one, two are independent: argued by Q1"

    def test_it_is_not_drawn_where_nothing_claimed_relies_on_it(self, tmp_path: Path) -> None:
        scene = diagram_of(written(tmp_path, NUMBERS), Wanted(Of.MODULE, "main"))
        assert found(scene, "G2").confidence == ()
        assert [edge.name for edge in scene.edges if edge.confidence] == [("main::G1", "main::S1")]

    def test_it_is_drawn_below_a_goal_that_has_several_supports(self, tmp_path: Path) -> None:
        """Figure 1:5-3."""
        two = NUMBERS.replace(
            '    strategy S1 "', '    goal G9 "The other fails seldom"\n        undeveloped\n    strategy S1 "'
        )
        scene = diagram_of(written(tmp_path, two), Wanted(Of.MODULE, "main"))
        assert [point.label for point in found(scene, "G1").confidence] == ["Q1"]

    def test_it_is_drawn_at_the_goal_whose_support_is_elsewhere(self, tmp_path: Path) -> None:
        scene = diagram_of(written(tmp_path, NUMBERS), Wanted(Of.MODULE, "main", depth=0))
        assert [point.label for point in found(scene, "G1").confidence] == ["ACP1", "Q1"]

    def test_a_licence_of_a_part_counts_for_the_whole(self, tmp_path: Path) -> None:
        deeper = NUMBERS.replace("claim both", "claim harm") + 'probability harm "Harm"\n    is both then one\n'
        scene = diagram_of(written(tmp_path, deeper), Wanted(Of.MODULE, "main"))
        (edge,) = [edge for edge in scene.edges if edge.confidence]
        assert [point.label for point in edge.confidence] == ["ACP1", "Q1"]

    def test_what_another_goal_claims_is_not_followed_into(self, tmp_path: Path) -> None:
        above = 'goal G0 "Harm is rare"\n    claim harm <= 1% at 80%\n    goal G1\n'
        deeper = NUMBERS.replace("shows G1", "shows G0") + above + 'probability harm "Harm"\n    is both then one\n'
        scene = diagram_of(written(tmp_path, deeper), Wanted(Of.MODULE, "main"))
        assert [edge.name[0] for edge in scene.edges if edge.confidence] == ["main::G1"]

    def test_what_another_module_argues_is_named_with_it(self, tmp_path: Path) -> None:
        """1:5.2.3."""
        elsewhere = NUMBERS.replace("    shows G1\n", '    shows G1\n\nimport "security.gsn"\n', 1)
        elsewhere = elsewhere.replace("by Q1", "by security::W1").replace("by Q2", "by security::W3")
        scene = diagram_of(written(tmp_path, elsewhere), Wanted(Of.MODULE, "main"))
        (edge,) = [edge for edge in scene.edges if edge.confidence]
        assert [point.label for point in edge.confidence] == ["ACP1[security]", "W1[security]"]


def test_a_challenged_relation_and_what_is_given_up_are_drawn(tmp_path: Path) -> None:
    text = """\
case main
    shows G1
goal G1 "It holds"
    goal G2 "A part holds"
        defeated "The red team got in"
        undeveloped
    defeated G1 -> G2 "It does not bear on it"
goal D1 "The step does not follow"
    challenges G1 -> G2
    undeveloped
"""
    scene = diagram_of(written(tmp_path, text), Wanted(Of.MODULE, "main"))
    assert Decoration.DEFEATED in found(scene, "G2").decorations
    support, challenge = scene.edges
    assert support.defeated
    assert challenge == Edge("main::D1", ("main::G1", "main::G2"), Relation.CHALLENGES)
