"""Cases written as one text, their files parted by lines `# file: NAME`, and their registers on a day."""

from collections.abc import Callable
from datetime import date
from itertools import count
from pathlib import Path

import pytest

import gsn
from gsn.evidence.actors import Registry, registry_of
from gsn.evidence.register import Register, register_of
from gsn.model.case import Case

DAY = date(2026, 6, 1)
PART = "# file: "
NUMBER = count()

Write = Callable[[str], Path]
Read = Callable[[str], Case]
Judge = Callable[..., Register]


@pytest.fixture
def written(tmp_path: Path) -> Write:
    """Write a text's files into a folder of their own, and give its path: what stands first is `case.gsn`."""

    def write(text: str) -> Path:
        folder = tmp_path / f"case{next(NUMBER)}"
        folder.mkdir()
        path = folder / "case.gsn"
        files: dict[Path, list[str]] = {path: []}
        for line in text.removesuffix("\n").split("\n"):
            if line.startswith(PART):
                path = folder / line.removeprefix(PART)
                files[path] = []
            else:
                files[path].append(line)
        for file, lines in files.items():
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        return folder

    return write


@pytest.fixture
def read(written: Write) -> Read:
    """Write a text's files and read them as a case, which has no problem."""

    def load(text: str) -> Case:
        case = gsn.load(written(text) / "case.gsn")
        assert [problem.message for problem in case.problems] == []
        return case

    return load


@pytest.fixture
def judged(read: Read) -> Judge:
    """A text's evidence, judged on a day, by a registry where the text of one is given."""

    def judge(text: str, day: date = DAY, registry: str | None = None) -> Register:
        known: Registry | None = registry_of(read(registry)) if registry is not None else None
        return register_of(read(text), day, known)

    return judge
