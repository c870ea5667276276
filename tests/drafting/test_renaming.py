"""A new name everywhere: what names the element changes, and nothing else."""

import shutil
from pathlib import Path

import pytest

import gsn
from gsn.drafting.occurrences import occurrences_of
from gsn.drafting.reading import Reading
from gsn.drafting.renaming import rename
from gsn.drafting.trying import case_after
from gsn.drafting.workspace import Workspace
from gsn.model.kinds import Kind
from gsn.model.reference import module_of, name_of
from tests.drafting.drafted import DAY, SMALL, Started, made, refused, texts_after

ROOT = Path(__file__).parents[2]

TWO = SMALL.replace("\ngoal G1", '\nimport "m.gsn"\ngoal G1').replace(
    "        goal G3", "        goal m::T1\n        goal G3"
)
OTHER = """module m "Others"
public goal T1 "It is tested as [[filter::G2]] says"
    context x1
    solution filter::E1
system x1 "X-1"
    configuration api "Served"
evidence T2 "Tests"
    on x1.api
    by filter::institute
"""


def renamed(reading: Reading, element: str, name: str) -> dict[str, str]:
    change = made(rename(reading, element, name))
    return {path.name: text for path, text in texts_after(reading, change).items()}


@pytest.mark.parametrize(
    ("element", "name", "before", "after"),
    [
        (
            "filter::E1",
            "E7",
            ["solution E1", "evidence E1", "filter::E1"],
            ["solution E7", "evidence E7", "filter::E7"],
        ),
        (
            "filter::G2",
            "direct",
            ["[[G2]]", "goal G2", "[[filter::G2]]"],
            ["[[direct]]", "goal direct", "[[filter::direct]]"],
        ),
        ("m::T1", "T9", ["m::T1", "public goal T1"], ["m::T9", "public goal T9"]),
        ("m::x1.api", "web", ["configuration api", "x1.api"], ["configuration web", "x1.web"]),
        ("m::x1", "y", ["context x1", "system x1", "on x1.api"], ["context y", "system y", "on y.api"]),
        (
            "filter::",
            "f2",
            ["case filter", "filter::E1", "filter::G2", "filter::institute"],
            ["case f2", "f2::E1", "f2::G2", "f2::institute"],
        ),
        ("m::", "n", ["module m", "m::T1"], ["module n", "n::T1"]),
    ],
)
def test_every_place_gets_the_new_name(
    started: Started, element: str, name: str, before: list[str], after: list[str]
) -> None:
    reading = started(TWO, m=OTHER).read()
    old = "".join(reading.texts().values())
    assert all(words in old for words in before)
    new = old
    for path, text in renamed(reading, element, name).items():
        new = new.replace(reading.text(reading.folder / path), text)
    assert all(words in new for words in after)
    for words, instead in zip(before, after, strict=True):
        old = old.replace(words, instead)
    assert new == old


@pytest.mark.parametrize(
    ("element", "name", "why"),
    [
        ("filter::G2", "G3", "declared in `filter` already"),
        ("filter::G2", "of", "word of expressions"),
        ("filter::G2", "2G", "is no name"),
        ("filter::G2", "G2", "has that name already"),
        ("filter::G2", "G99", "referred to already"),
        ("filter::", "m", "a module is named"),
        ("filter::nobody", "X", "nothing that can be read"),
        ("filter::E1", "institute", "declared in `filter` already"),
    ],
)
def test_a_name_that_would_mean_something_else_is_refused(started: Started, element: str, name: str, why: str) -> None:
    text = TWO.replace("        goal G3", "        goal G99\n        goal G3", 1)
    assert why in refused(rename(started(text, m=OTHER).read(), element, name))


def test_a_line_that_cannot_be_read_and_holds_the_name_keeps_it_from_being_renamed(started: Started) -> None:
    reading = started(SMALL.replace("solution E1", "solution of E1")).read()
    assert "cannot be read" in refused(rename(reading, "filter::E1", "E2"))


def test_an_element_that_is_declared_twice_is_not_renamed(started: Started) -> None:
    reading = started(SMALL + 'goal G3 "Again"\n').read()
    assert "declared twice" in refused(rename(reading, "filter::G3", "G4"))


@pytest.mark.parametrize("name", ["cyber-inability", "nuclear-cdf"])
def test_renaming_there_and_back_leaves_every_text_as_it_was(tmp_path: Path, name: str) -> None:
    folder = tmp_path / name
    shutil.copytree(ROOT / "cases" / name, folder)
    workspace = Workspace(folder / "case.gsn", DAY)
    elements = [element for element in workspace.read().case.elements.values() if element.kind is not Kind.UNREADABLE]
    for element in elements[::30]:
        before = workspace.read()
        texts, count = before.texts(), len(occurrences_of(before).of(element.identity))
        short = name_of(element.identity).rpartition(".")[2] if element.kind is Kind.CONFIGURATION else element.name
        full = f"{element.identity.removesuffix(short)}renamed_once"
        workspace.apply(made(rename(before, element.identity, "renamed_once")))
        after = workspace.read()
        assert after.case.problems == before.case.problems
        assert len(occurrences_of(after).of(full)) == count
        assert len(after.case.elements) == len(before.case.elements)
        workspace.apply(made(rename(after, full, short)))
        assert workspace.read().texts() == texts


def test_a_renamed_case_is_judged_alike(started: Started) -> None:
    workspace = started(TWO, m=OTHER)
    reading = workspace.read()
    before = gsn.check(reading.case, DAY)
    after = gsn.check(case_after(reading, made(rename(reading, "filter::G2", "direct"))), DAY)
    assert [finding.code for finding in after.findings] == [finding.code for finding in before.findings]
    assert module_of("filter::G2") == after.case.name
