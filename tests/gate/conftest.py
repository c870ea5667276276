"""Cases for the gate: one that passes, written into a folder of its own with lines replaced, and judged on one day."""

from collections.abc import Callable
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

import gsn
from gsn.checking import Judgement

DAY = date(2026, 6, 1)
REPORTS = {"first.txt": b"All 400 patterns were caught.\n", "second.txt": b"All 380 patterns were caught.\n"}

PASSING = f"""\
case filter "The filter of the service"
    shows G1
    valid until 2026-12-31

goal G1 "The filter catches each listed pattern"
    context C1 "List of patterns of May"
    strategy S1 "Argument over the two halves of the list"
        goal G2 "The filter catches the first half"
            solution E1
        goal G3 "The filter catches the second half"
            solution Sn1 "Test report"
                cites E2

evidence E1 "Test report of the first half"
    type test_results
    file "first.txt" sha256 "{sha256(REPORTS["first.txt"]).hexdigest()}"
    by laboratory
    dated 2026-05-01
    expires 2026-11-01
evidence E2 "Test report of the second half"
    type test_results
    file "second.txt" sha256 "{sha256(REPORTS["second.txt"]).hexdigest()}"
    by laboratory
    dated 2026-05-01
    expires 2026-11-01

actor laboratory "Example Laboratory"
    role evaluator
"""

UNSUPPORTED = {"            solution E1\n": ""}
UNDEVELOPED = {"            solution E1\n": '            undeveloped "Tests run in May"\n'}
EXPIRED = {"    expires 2026-11-01\nevidence E2": "    expires 2026-05-31\nevidence E2"}

WriteCase = Callable[..., Path]
JudgeCase = Callable[..., Judgement]


@pytest.fixture
def write_case(tmp_path: Path) -> WriteCase:
    """Write the case that passes, with texts replaced: ``write_case({"    dated 2026-05-01": ""})``."""

    def write(changes: dict[str, str] | None = None, folder: Path | None = None) -> Path:
        where = folder or tmp_path / "filter"
        where.mkdir(parents=True, exist_ok=True)
        for name, report in REPORTS.items():
            (where / name).write_bytes(report)
        text = PASSING
        for old, new in (changes or {}).items():
            assert old in text, old
            text = text.replace(old, new, 1)
        (where / "case.gsn").write_text(text, encoding="utf-8")
        return where

    return write


@pytest.fixture
def judge_case(write_case: WriteCase) -> JudgeCase:
    """Write the case with texts replaced, and judge it on the day."""

    def judge(changes: dict[str, str] | None = None, day: date = DAY) -> Judgement:
        return gsn.check(gsn.load(write_case(changes)), day)

    return judge
