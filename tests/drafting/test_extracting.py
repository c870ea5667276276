"""A goal becomes a module of its own: the case says what it said, in two files, and no rule finds more."""

import shutil
from pathlib import Path

import pytest

import gsn
from gsn.drafting.extracting import extract
from gsn.drafting.reading import Reading
from gsn.drafting.trying import case_after
from gsn.drafting.workspace import Workspace
from gsn.findings import Severity
from gsn.model.kinds import Kind
from gsn.model.reference import name_of
from tests.drafting.drafted import DAY, SMALL, Started, made, refused, texts_after

ROOT = Path(__file__).parents[2]


def errors(reading_or_case: object) -> list[tuple[str, str]]:
    case = reading_or_case.case if isinstance(reading_or_case, Reading) else reading_or_case
    found = gsn.check(case, DAY).findings  # type: ignore[arg-type]  # one of two kinds of arguments
    return sorted(
        (finding.code, name_of(finding.element or "")) for finding in found if finding.severity is Severity.ERROR
    )


def test_the_goal_moves_and_what_crosses_is_qualified_and_public(started: Started) -> None:
    workspace = started(SMALL.replace("    shows G1\n", '    shows G1\n    note "as [[D1]] asks"\n'))
    reading = workspace.read()
    change = made(extract(reading, "filter::G2", "direct"))
    texts = {path.name: text for path, text in texts_after(reading, change).items()}
    assert texts["direct.gsn"] == (
        "module direct\n\n"
        'public goal G2 "Direct requests are refused"\n'
        "    # what the red team found\n"
        "    solution filter::E1\n"
        '    challenge D1 "The red team asked in English only"\n'
    )
    main = texts["case.gsn"]
    assert 'import "direct.gsn"' in main
    assert "        goal direct::G2\n        goal G3" in main
    assert "[[direct::G2]] presumes" in main
    assert "[[direct::D1]] asks" in main
    assert "public evidence E1" in main
    assert errors(case_after(reading, change)) == errors(reading)


@pytest.mark.parametrize("name", ["cyber-inability", "misuse-safeguards"])
def test_no_rule_finds_more_in_a_whole_case(tmp_path: Path, name: str) -> None:
    folder = tmp_path / name
    shutil.copytree(ROOT / "cases" / name, folder)
    workspace = Workspace(folder / "case.gsn", DAY)
    reading = workspace.read()
    before = errors(reading)
    goals = [element.identity for element in reading.case.elements.values() if element.kind is Kind.GOAL]
    for goal in goals[3::20]:
        change = made(extract(reading, goal, "part_of_it"))
        after = case_after(reading, change)
        assert len(after.elements) == len(reading.case.elements)
        assert errors(after) == before, goal


@pytest.mark.parametrize(
    ("element", "name", "why"),
    [
        ("filter::S1", "part", "only a goal"),
        ("filter::G2", "filter", "there already"),
        ("filter::G2", "of", "no name"),
        ("filter::G2", "a b", "no name"),
        ("filter::nobody", "part", "only a goal"),
        ("filter::G3", "part", "cannot be read"),
    ],
)
def test_what_cannot_be_is_refused(started: Started, element: str, name: str, why: str) -> None:
    text = SMALL.replace("            undeveloped", "            undeveloped 7\n            undeveloped")
    assert why in refused(extract(started(text).read(), element, name))


def test_a_file_that_is_there_is_not_written_over(started: Started) -> None:
    workspace = started()
    (workspace.folder / "direct.gsn").write_text("module direct\n", encoding="utf-8")
    assert "there already" in refused(extract(workspace.read(), "filter::G2", "direct"))
