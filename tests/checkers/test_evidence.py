"""Evidence: the file, its digest, its days, its giver, and what cites it."""

import hashlib
import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

import gsn
from gsn.checking import Judgement

Writing = Callable[[str], Path]
Finding = Callable[[str], list[str]]

CONTENT = b"All 400 patterns were caught.\n"
DIGEST = hashlib.sha256(CONTENT).hexdigest()
DAY = date(2026, 6, 1)
RECORD = f"""case filter
    shows G1
goal G1 "The filter holds"
    solution E1
actor lab "Lab"
evidence E1 "Report"
    file "tests.txt" sha256 "{DIGEST}"
    by lab
    dated 2026-05-01
    expires 2026-12-31
# file: tests.txt
All 400 patterns were caught.
"""


def judged_on(folder: Path, day: date = DAY) -> list[str]:
    """The codes of errors and warnings on a day."""
    findings = gsn.check(gsn.load(folder / "case.gsn"), day).findings
    return [finding.code for finding in findings if finding.severity != "info"]


def test_a_record_with_all_that_is_asked_of_it(written: Writing) -> None:
    assert judged_on(written(RECORD)) == []


def _pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


@pytest.mark.parametrize(
    ("change", "found_"),
    [
        (lambda path: path.write_bytes(CONTENT + b"\n"), ["GSN302"]),
        (lambda path: path.write_bytes(CONTENT[:-1]), ["GSN302"]),
        (lambda path: path.unlink(), ["GSN301"]),
        (lambda path: (path.unlink(), path.mkdir()), ["GSN305"]),
        (lambda path: path.write_bytes(CONTENT), []),
        (_pipe, ["GSN305"]),
    ],
    ids=["a byte more", "a byte less", "gone", "a folder", "written again", "a pipe"],
)
def test_a_file_that_changed(change: Callable[[Path], object], found_: list[str], written: Writing) -> None:
    folder = written(RECORD)
    change(folder / "tests.txt")
    assert judged_on(folder) == found_


@pytest.mark.parametrize(
    ("path", "found_"),
    [
        ("tests.txt", []),
        ("./tests.txt", []),
        ("evidence/../tests.txt", ["GSN305"]),
        ("../outside.txt", ["GSN305"]),
        ("evidence/../../outside.txt", ["GSN305"]),
        ("evidence", ["GSN305"]),
        (".", ["GSN305"]),
        ("", ["GSN305"]),
        ("nowhere.txt", ["GSN301"]),
        ("C:/tests.txt", ["GSN305"]),
        (r"evidence\\tests.txt", ["GSN305"]),
        ("in.txt", []),
        ("out.txt", ["GSN305"]),
        ("round.txt", ["GSN305"]),
        ("gone.txt", ["GSN301"]),
        ("empty.txt", ["GSN305"]),
        ("case.gsn", ["GSN305"]),
    ],
)
def test_a_path_stays_inside(path: str, found_: list[str], written: Writing) -> None:
    folder = written(RECORD.replace('file "tests.txt"', f'file "{path}"'))
    (folder / "evidence").mkdir()
    (folder.parent / "outside.txt").write_bytes(CONTENT)
    (folder / "in.txt").symlink_to("tests.txt")
    (folder / "out.txt").symlink_to(folder.parent / "outside.txt")
    (folder / "round.txt").symlink_to("round.txt")
    (folder / "gone.txt").symlink_to("nowhere.txt")
    (folder / "empty.txt").touch()
    assert judged_on(folder) == found_


def test_a_folder_that_leads_out(written: Writing) -> None:
    """Its files lie outside, and texts in it would be part of the case for nobody else."""
    folder = written(RECORD.replace('file "tests.txt"', 'file "away/outside.txt"'))
    (folder.parent / "outside.txt").write_bytes(CONTENT)
    (folder / "away").symlink_to(folder.parent)
    assert sorted(judged_on(folder)) == ["GSN305", "GSN706"]


def test_an_absolute_path_is_none_even_into_the_folder(written: Writing) -> None:
    folder = written(RECORD)
    case = folder / "case.gsn"
    case.write_text(case.read_text("utf-8").replace("tests.txt", str(folder / "tests.txt")), encoding="utf-8")
    assert judged_on(folder) == ["GSN305"]


@pytest.mark.parametrize(
    ("digest", "found_"),
    [
        (DIGEST, []),
        (DIGEST.upper(), []),
        (f"{int(DIGEST[0], 16) ^ 1:x}{DIGEST[1:]}", ["GSN302"]),
        (DIGEST[:-1], ["GSN302"]),
        ("", ["GSN302"]),
        ("77ac…", ["GSN302"]),
    ],
)
def test_a_digest_is_compared_as_a_whole(digest: str, found_: list[str], written: Writing) -> None:
    assert judged_on(written(RECORD.replace(DIGEST, digest))) == found_


@pytest.mark.parametrize(
    ("day", "found_"),
    [
        (date(2026, 4, 30), ["GSN304"]),
        (date(2026, 5, 1), []),
        (date(2026, 12, 31), []),
        (date(2027, 1, 1), ["GSN303"]),
    ],
)
def test_a_record_is_good_from_its_day_through_its_last(day: date, found_: list[str], written: Writing) -> None:
    assert judged_on(written(RECORD), day) == found_


@pytest.mark.parametrize(
    ("line", "found_"),
    [
        (f'    file "tests.txt" sha256 "{DIGEST}"\n', ["GSN301"]),
        ("    by lab\n", ["GSN306"]),
        ("    dated 2026-05-01\n", ["GSN310"]),
        ("    expires 2026-12-31\n", []),
    ],
)
def test_what_a_record_does_not_say(line: str, found_: list[str], written: Writing) -> None:
    assert line in RECORD
    assert judged_on(written(RECORD.replace(line, ""))) == found_


def test_what_is_withheld_is_asked_nothing_else(written: Writing) -> None:
    withheld = RECORD.replace("    by lab\n", '    withheld "Holds attack tooling"\n')
    assert judged_on(written(withheld)) == ["GSN307"]


@pytest.mark.parametrize(
    "garbled", ["    file tests.txt\n", "    by 5\n", "    dated today\n", "    expires 2026-13-01\n"]
)
def test_a_line_that_was_lost_is_not_missed(garbled: str, written: Writing) -> None:
    word = garbled.split(maxsplit=1)[0]
    kept = [line for line in RECORD.splitlines(keepends=True) if not line.startswith(f"    {word} ")]
    kept.insert(6, garbled)
    assert [code[:4] for code in judged_on(written("".join(kept)))] == ["GSN0"]


def test_where_a_record_is_used_stands_beside_it(judged: Callable[[str], Judgement]) -> None:
    text = RECORD.replace("expires 2026-12-31", "expires 2026-05-31").replace(
        "actor lab", 'goal G2 "It was tested"\n    solution Sn1 "Report"\n        cites E1\nactor lab'
    )
    (expired,) = [finding for finding in judged(text).findings if finding.code == "GSN303"]
    assert expired.place.number == 13
    assert [place.number for place, _ in expired.related] == [4, 7]


PROTOCOL = """goal G1 "The filter holds"
    solution E1
evidence E1 "Run of May"
    planned in P1
evidence E2 "Run of April"
    planned in P1
evidence P1 "Plan of the runs"
    type protocol
    plans E1, E2
"""


def unlinked(judgement: Judgement) -> list[str | None]:
    return [finding.element for finding in judgement.findings if finding.code == "GSN309"]


def test_a_run_that_was_planned_and_is_not_cited_is_found(judged: Callable[[str], Judgement]) -> None:
    assert unlinked(judged(PROTOCOL)) == ["case::E2"]
    assert unlinked(judged(PROTOCOL.replace("    solution E1", "    solution E1\n    solution E2"))) == []


def test_records_that_name_only_each_other_are_linked_to_nothing(judged: Callable[[str], Judgement]) -> None:
    assert unlinked(judged(PROTOCOL.replace("    solution E1", "    undeveloped"))) == [
        "case::E1",
        "case::E2",
        "case::P1",
    ]


@pytest.mark.parametrize(
    "use", ["    solution E1", '    challenge D1 "It was passed"\n        solution E1\n    undeveloped']
)
def test_a_record_is_cited_for_a_goal_or_against_it(use: str, judged: Callable[[str], Judgement]) -> None:
    assert unlinked(judged(f'goal G1 "The filter holds"\n{use}\nevidence E1 "Run"\n')) == []
