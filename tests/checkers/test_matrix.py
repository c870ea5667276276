"""The standard's relationships, every one of them: what it lists is legal, and nothing else is.

The tables are the standard's own sentences (GSN Community Standard v3, Tables 1:2-2, 1:4-2, 1:5-1, 1:5-2, 1:6-2).
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import product

import pytest

import gsn
from gsn.checking import Judgement
from gsn.model.case import Case, Link, Relationship
from gsn.model.kinds import Kind
from gsn.model.place import Place
from gsn.model.reference import name_of


def listed(connections: str) -> set[str]:
    """Connections as the standard lists them."""
    return set(connections.split())


SUPPORTED_BY = listed(
    """
    goal-to-goal goal-to-strategy goal-to-solution strategy-to-goal
    goal-to-away_goal goal-to-away_solution goal-to-module_reference goal-to-contract_reference strategy-to-away_goal
    """
)
IN_CONTEXT_OF = listed(
    """
    goal-to-context goal-to-assumption goal-to-justification
    strategy-to-context strategy-to-assumption strategy-to-justification
    goal-to-away_goal goal-to-away_context goal-to-away_assumption goal-to-away_justification goal-to-module_reference
    strategy-to-away_goal strategy-to-away_context strategy-to-away_assumption strategy-to-away_justification
    strategy-to-module_reference
    """
)
IN_A_CONTRACT = {
    Relationship.SUPPORTED_BY: listed("away_goal-to-goal away_goal-to-strategy away_goal-to-away_goal"),
    Relationship.IN_CONTEXT_OF: listed(
        "away_goal-to-away_context away_goal-to-away_assumption away_goal-to-away_justification"
    ),
}
NOT_IN_A_CONTRACT = {"module_reference", "contract_reference"}
LEGAL = {Relationship.SUPPORTED_BY: SUPPORTED_BY, Relationship.IN_CONTEXT_OF: IN_CONTEXT_OF}

ELEMENTS = ("goal", "strategy", "solution", "context", "assumption", "justification")
OWN = (*ELEMENTS, "challenge", "evidence")
AWAY = (*(f"away_{kind}" for kind in ELEMENTS), "away_evidence")
TARGETS = (*ELEMENTS, "evidence", *AWAY, "module_reference", "contract_reference")
STANDS_FOR = {"challenge": "goal", "evidence": "solution", "away_evidence": "away_solution"}
"""A challenge is a goal that challenges (1:6.2.2), and a record of evidence stands for the solution that cites it."""

EACH_KIND = """
goal Xgoal "The goal holds"
strategy Xstrategy "Argument by parts"
solution Xsolution "Report"
context Xcontext "Day"
assumption Xassumption "It is day"
justification Xjustification "Days are usual"
challenge Xchallenge "It is night"
    challenges Xgoal
evidence Xevidence "Report"
"""


def is_legal(relationship: Relationship, source: str, target: str, *, in_a_contract: bool) -> bool:
    """What the tables say of a connection."""
    source, target = STANDS_FOR.get(source, source), STANDS_FOR.get(target, target)
    connection = f"{source}-to-{target}"
    if in_a_contract and target in NOT_IN_A_CONTRACT:
        return False
    extra = IN_A_CONTRACT[relationship] if in_a_contract else set()
    return connection in LEGAL[relationship] | extra


def connections(sources: tuple[str, ...]) -> list[tuple[Relationship, str, str]]:
    return list(product(LEGAL, sources, TARGETS))


@pytest.fixture(scope="module")
def each_kind(tmp_path_factory: pytest.TempPathFactory) -> Case:
    """A module with an element of each kind, another that has them public, two contracts."""
    folder = tmp_path_factory.mktemp("each")
    imports = 'import "other.gsn"\nimport "joint.gsn"\nimport "second.gsn"\n'
    (folder / "case.gsn").write_text(f"module main\n{imports}{EACH_KIND}", encoding="utf-8")
    (folder / "other.gsn").write_text(f"module other\n{EACH_KIND}", encoding="utf-8")
    (folder / "joint.gsn").write_text(f"contract joint\n{EACH_KIND}", encoding="utf-8")
    (folder / "second.gsn").write_text("contract second\n", encoding="utf-8")
    case = gsn.load(folder / "case.gsn")
    assert not case.problems
    return case


def with_connection(case: Case, module: str, relationship: Relationship, source: str, target: str) -> list[str]:
    """What is found against one connection that a module's text states."""

    def end(name: str) -> str:
        if name == "module_reference":
            return "other::"
        if name == "contract_reference":
            return "second::"
        kind = name.removeprefix("away_")
        return f"other::X{kind}" if name.startswith("away_") else f"{module}::X{kind}"

    line = case.modules[module].lines[0]
    kind = Kind(name_of(end(target)).removeprefix("X") or target.removesuffix("_reference"))
    link = Link(relationship, end(source), end(target), kind, Place(line, 0, 1))
    judgement = gsn.check(replace(case, links=[*case.links, link]), date(2026, 6, 1))
    refusing = {"GSN101", "GSN102", "GSN705"}
    return [f.code for f in judgement.findings if f.code in refusing and f.place == link.place]


@pytest.mark.parametrize(("relationship", "source", "target"), connections(OWN))
def test_a_connection_in_a_module(each_kind: Case, relationship: Relationship, source: str, target: str) -> None:
    found = with_connection(each_kind, "main", relationship, source, target)
    expected = "GSN101" if relationship is Relationship.SUPPORTED_BY else "GSN102"
    assert found == ([] if is_legal(relationship, source, target, in_a_contract=False) else [expected])


@pytest.mark.parametrize(("relationship", "source", "target"), connections((*OWN, *AWAY)))
def test_a_connection_in_a_contract(each_kind: Case, relationship: Relationship, source: str, target: str) -> None:
    found = with_connection(each_kind, "joint", relationship, source, target)
    assert bool(found) is not is_legal(relationship, source, target, in_a_contract=True)


def written(kind: str) -> str:
    """An element of the module itself, of a kind that can be nested."""
    return f'{kind} Y{kind} "Argument that it holds"'


@pytest.mark.parametrize(("source", "target"), list(product(ELEMENTS, ELEMENTS)))
def test_what_is_nested_is_connected_as_its_kind_says(
    source: str, target: str, found: Callable[[str], list[str]]
) -> None:
    inner = f'{written(source)}\n            {written(target).replace("Y", "Z", 1)}\n                note "Here"'
    text = f'goal G1 "The filter holds"\n    goal G2 "The monitor holds"\n        {inner}\n'
    relationship = (
        Relationship.SUPPORTED_BY if target in {"goal", "strategy", "solution"} else Relationship.IN_CONTEXT_OF
    )
    refused = {"GSN101", "GSN102"} & set(found(text))
    assert bool(refused) is not is_legal(relationship, source, target, in_a_contract=False)


@pytest.mark.parametrize("kind", ELEMENTS)
def test_an_away_element_is_not_argued_further(kind: str, found: Callable[[str], list[str]]) -> None:
    away = "goal" if kind == "challenge" else kind
    text = f"""module main
import "other.gsn"
goal G1 "The filter holds"
    {away} other::X{away}
        goal G2 "The monitor holds"
            undeveloped
# file: other.gsn
module other
{EACH_KIND}"""
    assert "GSN022" in found(text)


TANGLE = """module main
goal G1 "The filter holds"
    context C1 "Filter of June"
    assumption A1 "Tests resemble use"
    strategy S1 "Argument over patterns"
        justification J1 "The patterns are listed"
        goal G2 "Pattern A is caught"
            solution Sn1 "Test report"
    challenge D1 "The list is old"
        goal G3 "Pattern B is new"
            solution E1
evidence E1 "List of patterns"
"""
CHALLENGED = [
    *("G1", "C1", "A1", "S1", "J1", "G2", "Sn1", "D1", "E1"),
    *("G1 -> S1", "S1 -> G2", "G2 -> Sn1", "G3 -> E1"),
    *("G1 -> C1", "G1 -> A1", "S1 -> J1"),
    "D1 -> G1",
]
"""Any element, and any relationship: SupportedBy, InContextOf, Challenges (1:6.3.5, 1:6.3.9)."""


@pytest.mark.parametrize("target", CHALLENGED)
@pytest.mark.parametrize("challenger", ["goal", "solution", "challenge"])
def test_goals_and_solutions_challenge_anything(
    challenger: str, target: str, judged: Callable[[str], Judgement]
) -> None:
    judgement = judged(f'{TANGLE}{challenger} X1 "The report is of May"\n    challenges {target}\n')
    assert not judgement.case.problems
    assert "GSN103" not in {finding.code for finding in judgement.findings}
    assert any(link.source == "main::X1" for link in judgement.case.links)


@pytest.mark.parametrize("target", ["C1", "A1", "S1", "J1", "G2", "Sn1", "D1", "E1"])
def test_a_challenge_is_nested_in_anything(target: str, judged: Callable[[str], Judgement]) -> None:
    lines = TANGLE.splitlines()
    at = next(index for index, line in enumerate(lines) if f'{target} "' in line)
    indent = len(lines[at]) - len(lines[at].lstrip())
    lines.insert(at + 1, f'{" " * indent}    challenge X1 "The report is of May"')
    judgement = judged("\n".join(lines))
    assert not judgement.case.problems
    assert "GSN103" not in {finding.code for finding in judgement.findings}
    assert [link.target for link in judgement.argument.challenged_by("main::X1")] == [f"main::{target}"]


@pytest.mark.parametrize("kind", ["strategy", "context", "assumption", "justification", "evidence"])
def test_nothing_else_challenges(kind: str, found: Callable[[str], list[str]]) -> None:
    assert "GSN015" in found(f'{TANGLE}{kind} X1 "The report is of May"\n    challenges G1\n')


def test_an_element_made_to_challenge_by_hand_is_found(each_kind: Case) -> None:
    line = each_kind.modules["main"].lines[0]
    for kind in ("strategy", "context", "assumption", "justification", "evidence"):
        link = Link(Relationship.CHALLENGES, f"main::X{kind}", "main::Xgoal", Kind(kind), Place(line, 0, 1))
        judgement = gsn.check(replace(each_kind, links=[*each_kind.links, link]), date(2026, 6, 1))
        assert [f.code for f in judgement.findings if f.place == link.place and f.code == "GSN103"] == ["GSN103"]


@pytest.mark.parametrize("target", ["X1", "X1 -> Sn1", "G1 -> X1"])
def test_what_challenges_itself_is_found(target: str, found: Callable[[str], list[str]]) -> None:
    text = TANGLE.replace('solution Sn1 "Test report"', 'solution Sn1 "Test report"\n        goal X1')
    claim = 'goal X1 "The tests were run"\n    solution Sn1\n' if target != "X1" else 'goal X1 "The tests were run"\n'
    if target == "G1 -> X1":
        text = text.replace('    context C1 "Filter of June"', '    context C1 "Filter of June"\n    goal X1')
    assert "GSN103" in found(f"{text}{claim}    challenges {target}\n")


POINTS = {
    **dict.fromkeys(["C1", "Sn1", "E1"], True),  # what refers to an artefact (Table 1:5-2)
    **dict.fromkeys(["G1", "S1", "A1", "J1", "D1"], False),
    **dict.fromkeys(["G1 -> S1", "S1 -> G2", "G2 -> Sn1", "G1 -> C1", "G1 -> A1", "S1 -> J1"], True),  # Table 1:5-1
    "D1 -> G1": False,
}


@pytest.mark.parametrize(("target", "legal"), list(POINTS.items()))
def test_a_confidence_point(target: str, legal: bool, found: Callable[[str], list[str]]) -> None:  # noqa: FBT001
    codes = found(f'{TANGLE}confidence ACP1 "It is trusted"\n    on {target}\n')
    assert ("GSN104" in codes) is not legal
    assert ("GSN111" in codes) is (target == "S1 -> G2")


@pytest.mark.parametrize(
    ("outer", "legal"), [("solution", True), ("context", True), ("assumption", False), ("strategy", False)]
)
def test_a_confidence_point_that_is_nested(outer: str, legal: bool, found: Callable[[str], list[str]]) -> None:  # noqa: FBT001
    text = f'goal G1 "The filter holds"\n    {outer} X1 "Argument"\n        confidence ACP1 "It is trusted"\n'
    assert ("GSN104" in found(text)) is not legal


def test_a_confidence_point_on_nothing(found: Callable[[str], list[str]]) -> None:
    assert "GSN104" in found(f'{TANGLE}confidence ACP1 "It is trusted"\n')


def test_a_strategy_on_a_solution(found: Callable[[str], list[str]]) -> None:
    text = 'goal G1 "The filter holds"\n    strategy S1 "Argument by tests"\n        {}\nevidence E1 "Tests"\n'
    for solution in ('solution Sn1 "Report"', "solution E1", 'strategy S2 "Argument by more"\n            undeveloped'):
        assert "GSN101" in found(text.format(solution))
