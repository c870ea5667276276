"""What cannot stand in a rule's page: files that are none, characters that nobody sees, texts that are too much."""

from collections.abc import Callable
from pathlib import Path

import pytest

import gsn
from gsn.checking import Judgement

WHOLE = 'case filter\n    shows G1\ngoal G1 "The filter holds"\n    undeveloped\n'


def reading(judgement: Judgement) -> list[tuple[str, int]]:
    """The code and line of each finding of the family."""
    return [(f.code, f.place.number) for f in judgement.findings if f.code.startswith("GSN0")]


def judged_as(data: bytes, folder: Path) -> Judgement:
    path = folder / "case.gsn"
    path.write_bytes(data)
    return gsn.check(gsn.load(path))


def test_a_case_that_is_not_there(tmp_path: Path) -> None:
    assert reading(gsn.check(gsn.load(tmp_path / "nowhere.gsn"))) == [("GSN001", 1)]
    assert reading(gsn.check(gsn.load(tmp_path))) == [("GSN001", 1)]


def test_a_folder_with_two_cases(tmp_path: Path) -> None:
    for name in ("a.gsn", "b.gsn"):
        (tmp_path / name).write_text(WHOLE, encoding="utf-8")
    judgement = gsn.check(gsn.load(tmp_path))
    assert reading(judgement) == [("GSN001", 1)]
    assert judgement.verdict == "rejected"


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (WHOLE.encode(), []),
        (WHOLE.encode("utf-16"), [("GSN002", 1)]),
        (WHOLE.replace("holds", "ho\u202elds").encode(), [("GSN006", 3)]),
        (WHOLE.replace("goal", "# \u2066\ngoal").encode(), [("GSN006", 3)]),
        (WHOLE.replace("holds", "h\u00f6lds").encode("latin-1"), [("GSN007", 3)]),
        (WHOLE.replace("    undeveloped", "\tundeveloped").encode(), [("GSN008", 4)]),
        (WHOLE.replace("holds", "h" * 1_000_000).encode(), [("GSN010", 3)]),
    ],
    ids=["whole", "UTF-16", "override", "override in a comment", "Latin-1", "tab", "a line of a million"],
)
def test_a_text_that_is_none(data: bytes, found: list[tuple[str, int]], tmp_path: Path) -> None:
    assert reading(judged_as(data, tmp_path)) == found


def test_levels(tmp_path: Path) -> None:
    def nested(levels: int) -> bytes:
        goals = [f'{" " * level}goal G{level} "The filter holds at {level}"' for level in range(levels)]
        return "\n".join([*goals, f"{' ' * levels}undeveloped"]).encode()

    assert reading(judged_as(nested(99), tmp_path)) == []
    assert [code for code, _ in reading(judged_as(nested(150), tmp_path))] == ["GSN011"]


def test_more_problems_than_anybody_reads(tmp_path: Path) -> None:
    found = reading(judged_as(b"gaol\n" * 20_000, tmp_path))
    assert [code for code, _ in found].count("GSN029") == 1
    assert len(found) < 20_000


def test_a_finding_of_the_family_is_told_once(judged: Callable[[str], Judgement]) -> None:
    judgement = judged('goal G1 "The filter holds"\n    cites E1\n    undeveloped 2026\n')
    assert reading(judgement) == [("GSN015", 2), ("GSN019", 3)]
    assert {finding.code[:4] for finding in judgement.findings if finding.severity == "error"} == {"GSN0"}
