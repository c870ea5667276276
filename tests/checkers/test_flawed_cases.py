"""The flawed cases: each has the findings that its first lines state, and no other error or warning."""

import re
from datetime import date
from pathlib import Path

import pytest

import gsn
from gsn.checking import built_in_rules

FLAWED = Path(__file__).parents[2] / "cases" / "flawed"
FOLDERS = sorted(path for path in FLAWED.iterdir() if path.is_dir())
DAY = date(2026, 6, 1)
NAMES = {rule.code: rule.name for rule in built_in_rules()}
PROMPTS = "GSN8"
STANDING = "GSN611"
"""Small cases leave the standing doubts unanswered; where that is not their flaw, it is not told of them."""


def stated(folder: Path) -> tuple[str, list[str]]:
    """What the case's first lines say: the flaw, and the rules that find it."""
    first, second = (folder / "case.gsn").read_text("utf-8").splitlines()[:2]
    flaw, finds = re.fullmatch(r"# Flaw: (.+)\.", first), re.fullmatch(r"# Finds: (.+)", second)
    assert flaw is not None
    assert finds is not None
    return flaw[1], finds[1].split(", ")


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_the_flaw_is_found_and_nothing_else(folder: Path) -> None:
    _, finds = stated(folder)
    judgement = gsn.check(gsn.load(folder), DAY)
    told = [f"{finding.code} {finding.name}" for finding in judgement.findings if finding.severity != "info"]
    if not any(find.startswith(STANDING) for find in finds):
        told = [find for find in told if not find.startswith(STANDING)]
    asked = {f"{finding.code} {finding.name}" for finding in judgement.findings if finding.severity == "info"}
    assert sorted(told) == sorted(find for find in finds if not find.startswith(PROMPTS))
    assert asked >= {find for find in finds if find.startswith(PROMPTS)}
    assert all(find == f"{find[:6]} {NAMES[find[:6]]}" for find in finds)


def test_the_index_lists_every_case_with_its_verdict() -> None:
    rows = re.findall(
        r"^\| \[(.+?)\]\((.+?)/case\.gsn\) \| (.+) \| (.+) \| (\w+) \|$",
        (FLAWED / "README.md").read_text("utf-8"),
        re.MULTILINE,
    )
    assert sorted(row[0] for row in rows) == [folder.name for folder in FOLDERS]
    for name, link, flaw, finds, verdict in rows:
        assert link == name
        assert (flaw, re.findall(r"`(GSN\d+ [a-z0-9-]+)`", finds)) == stated(FLAWED / name)
        assert gsn.check(gsn.load(FLAWED / name), DAY).verdict == verdict


def test_the_flaws_are_of_every_family() -> None:
    found = {find[:4] for folder in FOLDERS for find in stated(folder)[1]}
    assert found == {code[:4] for code in NAMES}
