"""A safe fix takes away its finding, and nothing else changes: neither another finding nor the verdict."""

import re
from collections import Counter
from pathlib import Path

import pytest

from gsn.checking import built_in_rules
from gsn.drafting.analysis import Analysis
from gsn.drafting.fixing import fix_all, fixes
from gsn.drafting.workspace import Workspace
from tests.drafting.drafted import DAY, SMALL

BREAKS_IT = re.compile(r"^\*\*Breaks it\*\*\n\n((?:    .*\n|\n)+)", re.MULTILINE)
EXAMPLES = {rule.code: found[1] for rule in built_in_rules() if (found := BREAKS_IT.search(f"{rule.page}\n"))}

EVIDENCE = "            solution E1\n"

TWICE = {
    "a reference again": SMALL.replace(
        "            solution E1\n", "            solution E1\n            solution E1\n"
    ),
    "a reference before its declaration": SMALL.replace(
        '        goal G2 "Direct', '        goal G2\n        goal G2 "Direct', 1
    ),
    "three times, and a context": SMALL.replace(
        "            solution E1\n", "            solution E1\n" * 3, 1
    ).replace('    assumption A1 "C', '    context C1\n    assumption A1 "C', 1),
    "behind an empty line": SMALL.replace(
        "            solution E1\n", "            solution E1\n\n            solution E1\n"
    ),
    "in the last line": SMALL + '\n\ngoal G7 "Another"\n    solution E1\n    solution E1',
}

STAYS = {
    "with a comment": "            solution E1\n            solution E1 # of October\n",
    "below a comment": "            solution E1\n            # of October\n            solution E1\n",
    "with a text": '            solution E1\n            solution E1 "Red team of October"\n',
    "with something below": "            solution E1\n            solution E1\n                undeveloped\n",
}


def checked(folder: Path, text: str) -> tuple[Workspace, Analysis]:
    (folder / "evidence.txt").write_text("All sessions were reviewed.\n", encoding="utf-8")
    (folder / "case.gsn").write_text(text, encoding="utf-8")
    workspace = Workspace(folder / "case.gsn", DAY)
    return workspace, workspace.check()


def said(analysis: Analysis, without: frozenset[str] = frozenset()) -> Counter[tuple[str, str, str | None]]:
    return Counter((one.code, one.message, one.element) for one in analysis.findings if one.code not in without)


def hold_to_the_law(workspace: Workspace, before: Analysis) -> None:
    """All safe fixes, made at once, take away what they mend and nothing else."""
    change = fix_all(before, workspace.main)
    assert change is not None
    workspace.apply(change)
    after = workspace.check()
    mended = frozenset(one.code for one in before.findings if one.fix is not None and one.fix.safe)
    assert said(after, mended) == said(before, mended)
    assert (after.verdict, after.label) == (before.verdict, before.label)
    assert not any(one.fix is not None and one.fix.safe for one in after.findings)
    before_, after_ = before.reading.case, after.reading.case
    assert after_.elements == before_.elements
    assert {(one.relationship, one.source, one.target) for one in after_.links} == {
        (one.relationship, one.source, one.target) for one in before_.links
    }


@pytest.mark.parametrize("text", TWICE.values(), ids=TWICE)
def test_what_is_said_twice_is_said_once(tmp_path: Path, text: str) -> None:
    workspace, before = checked(tmp_path, text)
    assert "GSN110" in {one.code for one in before.findings}
    hold_to_the_law(workspace, before)
    assert "GSN110" not in {one.code for one in workspace.check().findings}


@pytest.mark.parametrize("lines", STAYS.values(), ids=STAYS)
def test_a_repetition_stays_that_says_or_holds_something_else(tmp_path: Path, lines: str) -> None:
    workspace, before = checked(tmp_path, SMALL.replace(EVIDENCE, lines))
    assert fix_all(before, workspace.main) is None


def test_the_fix_is_offered_for_what_stands_there_now(tmp_path: Path) -> None:
    """A comment that comes below the repetition, which no element holds, takes the fix away."""
    twice = TWICE["a reference again"]
    workspace, before = checked(tmp_path, twice)
    assert [change.safe for _, change in fixes(before, workspace.main)] == [True]
    workspace.replace(workspace.main, twice.replace(2 * EVIDENCE, f"{2 * EVIDENCE}                # of October\n"))
    assert fixes(workspace.check(), workspace.main) == []


@pytest.mark.parametrize("code", EXAMPLES)
def test_only_a_repetition_is_mended_safely(tmp_path: Path, code: str) -> None:
    """Any other fix changes what the case says, and so is never made without being asked for."""
    text = "".join(line.removeprefix("    ") for line in EXAMPLES[code].splitlines(keepends=True))
    text = text.split("# file: ")[0]
    workspace, before = checked(tmp_path, text)
    safe = {one.code for one in before.findings if one.fix is not None and one.fix.safe}
    assert safe <= {"GSN110"}
    if safe:
        hold_to_the_law(workspace, before)
