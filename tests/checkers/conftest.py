"""Cases written as one text, their files parted by lines `# file: NAME`, and judged on one day."""

from collections.abc import Callable
from datetime import date
from itertools import count
from pathlib import Path

import pytest

import gsn
from gsn.checking import Judgement
from gsn.review.taking import take

DAY = date(2026, 6, 1)
PART = "# file: "
NUMBER = count()


def parts_of(text: str) -> dict[str, str]:
    """The files of a text by name: what stands first is `case.gsn`."""
    files: dict[str, list[str]] = {"case.gsn": []}
    name = "case.gsn"
    for line in text.removesuffix("\n").split("\n"):
        if line.startswith(PART):
            name = line.removeprefix(PART).strip()
            files[name] = []
        else:
            files[name].append(line)
    return {name: "".join(f"{line}\n" for line in lines) for name, lines in files.items()}


def reviews_of(folder: Path) -> Path:
    """Where the reviews of a case lie: beside its folder, not in it."""
    return folder.with_name(f"{folder.name}-reviews")


@pytest.fixture
def written(tmp_path: Path) -> Callable[[str], Path]:
    """Write a text's files into a folder of their own, and give its path."""

    def write(text: str) -> Path:
        folder = tmp_path / f"case{next(NUMBER)}"
        for name, content in parts_of(text).items():
            path = (reviews_of(folder) if name.endswith(".review") else folder) / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode())
        return folder

    return write


@pytest.fixture
def judged(written: Callable[[str], Path]) -> Callable[[str], Judgement]:
    """Write a text's files, read them as a case, and judge it on the day."""

    def judge(text: str) -> Judgement:
        folder = written(text)
        case = gsn.load(folder / "case.gsn")
        return gsn.check(take(case, sorted(reviews_of(folder).glob("*.review")), None, DAY), DAY)

    return judge


@pytest.fixture
def found(judged: Callable[[str], Judgement]) -> Callable[[str], list[str]]:
    """The codes of a text's errors and warnings, in the order of the text."""

    def find(text: str) -> list[str]:
        return [finding.code for finding in judged(text).findings if finding.severity != "info"]

    return find
