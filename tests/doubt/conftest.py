"""Arguments written as one text, with a sealed report that any solution may cite as `E1`."""

import hashlib
from collections.abc import Callable
from datetime import date
from itertools import count
from pathlib import Path

import pytest

import gsn
from gsn.argument import Argument
from gsn.checking import Judgement

DAY = date(2026, 6, 1)
REPORT = b"All 400 patterns were caught.\n"
FACTS = f"""
actor lab "Lab"
    role developer
actor aisi "AI Safety Institute"
    role public_body
system x1 "X-1"
    developer lab
evidence E1 "Report"
    type report
    file "report.txt" sha256 "{hashlib.sha256(REPORT).hexdigest()}"
    by aisi
    dated 2026-05-01
    expires 2026-12-31
"""
NUMBER = count()


def write(folder: Path, text: str) -> Path:
    """A case with its facts, in a folder of its own."""
    folder.mkdir()
    (folder / "case.gsn").write_text(text + FACTS, encoding="utf-8")
    (folder / "report.txt").write_bytes(REPORT)
    return folder


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Write a text's case into a folder of its own."""
    whole = tmp_path_factory.mktemp("doubt")
    return lambda text: write(whole / f"case{next(NUMBER)}", text)


@pytest.fixture(scope="session")
def judged(folder: Callable[[str], Path]) -> Callable[[str], Judgement]:
    """Write a text's case, read it, and judge it on the day."""
    return lambda text: gsn.check(gsn.load(folder(text)), DAY)


@pytest.fixture(scope="session")
def argued(folder: Callable[[str], Path]) -> Callable[[str], Argument]:
    """Write a text's case, read it, and give its argument on the day."""

    def argue(text: str) -> Argument:
        case = gsn.load(folder(text))
        assert not case.problems, case.problems
        return Argument(case, DAY)

    return argue
