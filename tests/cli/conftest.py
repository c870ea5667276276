"""The installed command, run as people run it."""

import hashlib
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

COMMAND = Path(sys.executable).with_name("gsn")
DAY = "2026-06-01"
REPORT = "All 400 patterns were caught.\n"

Run = Callable[..., subprocess.CompletedProcess[str]]
WriteCase = Callable[..., Path]


@pytest.fixture
def run() -> Run:
    """Run the installed command; nothing of this process's environment colours its output."""

    def run_gsn(*arguments: str | Path, **options: object) -> subprocess.CompletedProcess[str]:
        environment = {name: value for name, value in os.environ.items() if name not in {"NO_COLOR", "FORCE_COLOR"}}
        settings = {"capture_output": True, "text": True, "timeout": 120, "env": environment, "check": False} | options
        return subprocess.run([COMMAND, *map(str, arguments)], **settings)  # type: ignore[call-overload, no-any-return]  # noqa: PLW1510

    return run_gsn


@pytest.fixture
def write_case(tmp_path: Path) -> WriteCase:
    """Write a case that passes on DAY, with lines replaced: ``write_case({"    dated 2026-05-01": ""})``."""

    def write(changes: dict[str, str] | None = None, folder: Path = tmp_path / "filter") -> Path:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "tests.txt").write_text(REPORT, encoding="utf-8")
        text = PASSING.replace("@DIGEST@", hashlib.sha256(REPORT.encode()).hexdigest())
        for old, new in (changes or {}).items():
            assert old in text, old
            text = text.replace(old, new)
        (folder / "case.gsn").write_text(text, encoding="utf-8")
        return folder

    return write


PASSING = """\
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
                cites E1
                at "section 2"

evidence E1 "Test report"
    type test_results
    file "tests.txt" sha256 "@DIGEST@"
    by laboratory
    dated 2026-05-01
    expires 2026-11-01

actor laboratory "Example Laboratory"
"""
