"""The grammars in the engine of VS Code: `tests/editors/grammar` says, below each line, what its parts are.

vscode-tmgrammar-test reads these texts; `make test` installs it into `build/node` where there is npm.
"""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from shutil import which

import pytest

ROOT = Path(__file__).parents[2]
TEXTS = sorted((ROOT / "tests" / "editors" / "grammar").iterdir())
PROGRAM = ROOT / "build" / "node" / "node_modules" / ".bin" / "vscode-tmgrammar-test"

needs_the_program = pytest.mark.skipif(
    not PROGRAM.exists() or which("node") is None,
    reason="`make test` installs vscode-tmgrammar-test, if there is npm",
)


def tried(*texts: Path) -> subprocess.CompletedProcess[str]:
    command = [str(PROGRAM), "--compact", "--config", "editors/vscode/package.json", *map(str, texts)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)


@needs_the_program
def test_each_part_of_each_line_is_what_it_is_said_to_be() -> None:
    done = tried(*TEXTS)
    assert (done.returncode, done.stderr) == (0, ""), done.stdout
    assert {text.name for text in TEXTS if f"{text.name} run" in done.stdout} == {text.name for text in TEXTS}


@needs_the_program
@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name)
def test_what_is_not_so_is_found(path: Path, tmp_path: Path) -> None:
    """A scope that no part has, in the place of the first one: the program does read what stands below the lines."""
    wrong = tmp_path / path.name
    said = path.read_text(encoding="utf-8")
    wrong.write_text(re.sub(r"(?m)^(# *(?:<-+|\^+) )\S+$", r"\1storage.other", said, count=1), encoding="utf-8")
    done = tried(wrong)
    assert done.returncode != 0
    assert "storage.other" in done.stdout


MARKS = re.compile(r"#(?: <(?P<begin>-+)|(?P<above> *\^[ ^]*)) [a-z -].*")
"""What the program takes for marks below a line; any other line is one to colour."""


def lines_and_marks(path: Path) -> Iterator[tuple[str, set[int]]]:
    """Each line of a text, and the columns of which the marks below it say something."""
    line, said = "", set[int]()
    for row in [*path.read_text(encoding="utf-8").split("\n")[1:], ""]:
        marks = MARKS.fullmatch(row)
        if marks is None:
            yield line, said
            line, said = row, set()
        elif marks["begin"]:
            said |= set(range(len(marks["begin"])))
        else:
            said |= {column for column, mark in enumerate(marks["above"], 1) if mark == "^"}


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name)
def test_of_every_part_of_every_line_something_is_said(path: Path) -> None:
    for line, said in lines_and_marks(path):
        units = line.encode("utf-16-le")
        unsaid = [column for column in range(len(units) // 2) if column not in said]
        left = b"".join(units[2 * column : 2 * column + 2] for column in unsaid).decode("utf-16-le")
        assert not left.strip(), line
