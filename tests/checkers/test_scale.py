"""Arguments as deep and as wide as nobody writes them: no rule recurses, none takes a path at a time."""

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import gsn
from gsn.checking import Judgement
from gsn.model.case import Case, Element, Link, Relationship
from gsn.model.kinds import Kind
from gsn.model.place import Place

DAY = date(2026, 6, 1)
LONG = 100_000
ONE_GOAL = """case long
    shows G0
goal G0 "The filter of hall 0 is switched on and off by its operator"
    context C0 "Halls are numbered"
    undeveloped
"""


@pytest.fixture(scope="module")
def one_goal(tmp_path_factory: pytest.TempPathFactory) -> Case:
    path = tmp_path_factory.mktemp("one") / "case.gsn"
    path.write_text(ONE_GOAL, encoding="utf-8")
    return gsn.load(path)


def chain(case: Case, length: int) -> tuple[dict[str, Element], list[Link]]:
    """So many goals, each supported by the next; the last is undeveloped."""
    goal, place = case.elements["long::G0"], Place(case.elements["long::G0"].place.line, 0, 1)
    assert goal.text is not None
    elements, links = {}, []
    for number in range(length):
        last = number == length - 1
        elements[f"long::G{number}"] = replace(
            goal,
            identity=f"long::G{number}",
            name=f"G{number}",
            text=replace(goal.text, plain=f"The filter of hall {number} is switched on by its operator"),
            says=goal.says if last else type(goal.says)(),
            clause_places=goal.clause_places if last else {},
        )
        if number:
            links.append(Link(Relationship.SUPPORTED_BY, f"long::G{number - 1}", f"long::G{number}", Kind.GOAL, place))
    return elements, links


def test_a_chain_of_a_hundred_thousand_goals(one_goal: Case) -> None:
    elements, links = chain(one_goal, LONG)
    begun = time.process_time()
    judgement = gsn.check(replace(one_goal, elements=elements, links=links), DAY)
    assert time.process_time() - begun < 40
    assert [family.name for family in judgement.families if family.failure] == []
    assert {finding.code for finding in judgement.findings} == {"GSN884"}
    assert [ground.message for ground in judgement.grounds] == [f"goal `G{LONG - 1}` is undeveloped"]


def test_a_circle_of_ten_thousand_goals(one_goal: Case) -> None:
    elements, links = chain(one_goal, LONG // 10)
    back = replace(links[-1], source=f"long::G{LONG // 10 - 1}", target="long::G0")
    judgement = gsn.check(replace(one_goal, elements=elements, links=[*links, back]), DAY)
    (circle,) = [finding for finding in judgement.findings if finding.code == "GSN105"]
    assert len(circle.message) < 200
    assert "goal `G0` rests on a circle" in {ground.message for ground in judgement.grounds}


def test_many_scopes_on_the_way_to_a_shared_goal(one_goal: Case) -> None:
    number = LONG // 10
    elements, links = chain(one_goal, number)
    context = one_goal.elements["long::C0"]
    for index in range(number):
        elements[f"long::C{index}"] = replace(context, identity=f"long::C{index}", name=f"C{index}")
        scope = replace(links[0], relationship=Relationship.IN_CONTEXT_OF, kind=Kind.CONTEXT)
        links.append(replace(scope, source=f"long::G{index}", target=f"long::C{index}"))
    links.append(replace(links[0], target=f"long::G{number - 1}"))
    judgement = gsn.check(replace(one_goal, elements=elements, links=links), DAY)
    (differing,) = [finding for finding in judgement.findings if finding.code == "GSN109"]
    assert len(differing.message) < 200
    assert len(differing.related) < 20


def test_a_lattice_has_more_paths_than_anybody_walks(judged: Callable[[str], Judgement]) -> None:
    """Two goals a level, each supported by both of the next: two to the power of 26 paths."""
    levels = 26
    text = ["case lattice", "    shows L0"]
    for level in range(levels):
        for side in "LR":
            text += [
                f'goal {side}{level} "{side} of level {level} holds"',
                f'    context {side}C{level} "{side}{level}"',
            ]
            below = [f"    goal {other}{level + 1}" for other in "LR"]
            text += below if level + 1 < levels else ["    undeveloped"]
    begun = time.process_time()
    judgement = judged("\n".join(text))
    assert time.process_time() - begun < 5
    assert {finding.code for finding in judgement.findings if finding.severity != "info"} == {"GSN107", "GSN109"}
    paths = judgement.argument.paths_to(f"lattice::L{levels - 1}", most=5)
    assert len(paths) == 5


def test_many_modules(tmp_path: Path) -> None:
    number = 400
    imports = "".join(f'import "m{index}.gsn"\n' for index in range(number))
    goals = "".join(f"        goal m{index}::G1\n" for index in range(number))
    top = f'case many\n    shows G1\n{imports}goal G1 "It holds"\n    strategy S1 "Argument over modules"\n{goals}'
    (tmp_path / "case.gsn").write_text(top, encoding="utf-8")
    for index in range(number):
        part = f'module m{index}\npublic goal G1 "Part {index} holds"\n    undeveloped\n'
        (tmp_path / f"m{index}.gsn").write_text(part, encoding="utf-8")
    judgement = gsn.check(gsn.load(tmp_path), DAY)
    assert len(judgement.grounds) == number
    assert {finding.code for finding in judgement.findings if finding.severity != "info"} == {"GSN707"}
