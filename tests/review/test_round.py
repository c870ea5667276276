"""A whole round with the installed command, as its page tells it: each text is written, each command run."""

import re
import shlex
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

PAGE = Path(__file__).parents[2] / "docs" / "review.md"
BLOCK = re.compile(r"^```(?P<kind>\w+) ?(?P<target>.*)\n(?P<text>(?:.*\n)*?)^```$", re.MULTILINE)
KEY = re.compile(r"KEY_OF (\w+)")
COMMAND = Path(sys.executable).with_name("gsn")
ANYTHING = "…"


@dataclass(frozen=True)
class Command:
    """A command of the page, with the lines that it is to print."""

    words: list[str]
    told: list[str]


def commands(text: str) -> list[Command]:
    found: list[Command] = []
    for line in text.splitlines():
        if line.startswith("$ "):
            found.append(Command(shlex.split(line.removeprefix("$ ")), []))
        else:
            found[-1].told.append(line)
    return found


def is_printed(line: str, printed: str) -> bool:
    pattern = ".*".join(re.escape(part) for part in line.split(ANYTHING))
    return re.search(f"^{pattern}$", printed, re.MULTILINE) is not None


def put(folder: Path, target: str, text: str, digest: str) -> None:
    """A text of the page: a file of its own, or what stands under a review's head or below it."""
    name, _, where = target.partition(" ")
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    key = lambda match: " ".join((folder / f"{match[1]}.pub").read_text().split()[:2])  # noqa: E731
    text = KEY.sub(key, text).replace("DIGEST", digest)
    if where == "head":
        by = re.compile(r"^    by .*\n", re.MULTILINE)
        path.write_text(by.sub(lambda match: match[0] + text, path.read_text(), count=1))
    elif where == "below":
        path.write_text(path.read_text() + text)
    else:
        path.write_text(text)


def test_the_page_tells_a_whole_round(tmp_path: Path) -> None:
    digest, ran = "", 0
    for block in BLOCK.finditer(PAGE.read_text(encoding="utf-8")):
        if block["kind"] != "console":
            put(tmp_path, block["target"], block["text"], digest)
            continue
        for command in commands(block["text"]):
            words = [str(COMMAND), *command.words[1:]] if command.words[0] == "gsn" else command.words
            done = subprocess.run(words, cwd=tmp_path, capture_output=True, text=True, check=False, timeout=120)
            ran += 1
            printed = done.stdout + done.stderr
            assert done.returncode in {0, 1, 3}, printed
            assert "Traceback" not in printed
            for line in command.told:
                assert is_printed(line, printed), f"`{line}` is not printed by {command.words}:\n{printed}"
            digest = (
                next(iter(re.findall(r"[0-9a-f]{64}", done.stdout)), digest) if "submit" in command.words else digest
            )
    assert ran == 20


@pytest.mark.parametrize(
    ("line", "printed", "is_there"),
    [("verdict: passed, …", "a\nverdict: passed, held\n", True), ("verdict: passed", "verdict: passed, held\n", False)],
)
def test_what_the_page_shows_has_to_be_printed(line: str, printed: str, *, is_there: bool) -> None:
    assert is_printed(line, printed) is is_there
