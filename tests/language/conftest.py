"""Texts written to disk and read; and Markdown files whose examples carry what is wrong with them.

In a Markdown file of this folder a block of ```gsn is a test. A line `# file: NAME` begins another file of the case;
what stands first is `case.gsn`. A line that cannot be read says so in a comment at its end, or in one on the line above
where it cannot hold one:

    gaol G1 "The filter holds"  # error: [unknown-word] "begins no statement" help "did you mean `goal`?"

There is nothing else wrong with the block.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple, TypeAlias

import pytest
from hypothesis import settings

import gsn
from gsn.model.case import Case
from gsn.model.problem import Problem

settings.register_profile(
    "patient", settings(), deadline=None
)  # how long an example takes says most about what else is running
settings.load_profile("patient")

Text: TypeAlias = str | bytes
Read: TypeAlias = Callable[..., Case]
NUMBER = count()

HEADING = re.compile(r"^#+ (.*)$", re.MULTILINE)
BLOCK = re.compile(r"^```gsn\n(.*?)^```$", re.MULTILINE | re.DOTALL)
EXPECTED = re.compile(r"# error: \[(?P<name>[a-z0-9-]+)\](?: \"(?P<message>.*?)\")?(?: help \"(?P<help>.*)\")?$")
PART = "# file: "


def written(folder: Path, files: Mapping[str, Text]) -> Path:
    """Write files, and give their folder."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8", "surrogateescape"))
    return folder


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Read a text as the file `case.gsn`, with other files beside it."""

    def reading(text: Text, files: Mapping[str, Text] | None = None) -> Case:
        folder = written(tmp_path / f"case{next(NUMBER)}", {"case.gsn": text, **(files or {})})
        return gsn.load(folder / "case.gsn")

    return reading


class Expected(NamedTuple):
    """A finding that a block says it has."""

    file: str
    line: int
    name: str
    message: str
    help: str

    def is_met_by(self, problem: Problem) -> bool:
        return (
            (problem.place.file.endswith(f"/{self.file}"), problem.place.number, problem.name)
            == (True, self.line, self.name)
            and self.message in problem.message
            and self.help in (problem.help or "")
        )


def parts_of(block: str) -> dict[str, list[str]]:
    """The lines of each file of a block."""
    name = "case.gsn"
    files: dict[str, list[str]] = {name: []}
    for line in block.removesuffix("\n").split("\n"):
        if line.startswith(PART):
            name = line.removeprefix(PART).strip()
            files[name] = []
        else:
            files[name].append(line)
    return files


def expected_of(name: str, lines: Iterable[str]) -> Iterator[Expected]:
    """What a file of a block says is wrong with it."""
    for number, line in enumerate(lines, 1):
        if match := EXPECTED.search(line):
            stands_alone = line.lstrip().startswith("#")
            yield Expected(name, number + stands_alone, match["name"], match["message"] or "", match["help"] or "")


def problems_of(block: str) -> tuple[list[Expected], list[Problem]]:
    """What a block says is wrong with it, and what is."""
    files = parts_of(block)
    expected = [item for name, lines in files.items() for item in expected_of(name, lines)]
    with TemporaryDirectory() as name:
        texts = {name: "".join(f"{line}\n" for line in lines) for name, lines in files.items()}
        return expected, gsn.load(written(Path(name, "case"), texts) / "case.gsn").problems


class Disagreement(Exception):
    """What a block says of itself is not so."""


class Block(pytest.Item):
    """An example: it has exactly the findings that it says it has."""

    block: str
    line: int

    def runtest(self) -> None:
        expected, found = problems_of(self.block)
        missing = [item for item in expected if not any(item.is_met_by(problem) for problem in found)]
        surplus = [problem for problem in found if not any(item.is_met_by(problem) for item in expected)]
        lines = [f"missing: {item}" for item in missing]
        lines += [f"found: {told.place.number} [{told.name}] {told.message!r} help {told.help!r}" for told in surplus]
        if lines or len(expected) != len(found):
            raise Disagreement("\n".join([f"{self.path}:{self.line}", *lines]))

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> str:
        is_told = isinstance(excinfo.value, Disagreement)
        return str(excinfo.value if is_told else super().repr_failure(excinfo, style))

    def reportinfo(self) -> tuple[Path, int, str]:
        return self.path, self.line - 1, self.name


class Page(pytest.File):
    """A Markdown file: its blocks are named after the heading that they stand under."""

    def collect(self) -> Iterator[Block]:
        text = self.path.read_text(encoding="utf-8")
        for number, match in enumerate(BLOCK.finditer(text), 1):
            heading = HEADING.findall(text, 0, match.start())[-1]
            block: Block = Block.from_parent(self, name=f"{number}: {heading}")
            block.block, block.line = match[1], text.count("\n", 0, match.start()) + 1
            yield block


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> Page | None:
    if file_path.suffix != ".md":
        return None
    page: Page = Page.from_parent(parent, path=file_path)
    return page
