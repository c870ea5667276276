"""The law of reading: garble any one line of any case, and there is one problem more, at that line.

What cannot be read costs its own line. Nothing else is said that was not said before: no name that the line declared is
missing elsewhere, nothing below it is misplaced, no text is incomplete because its next line is bad.
"""

import gc
import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from gsn.language.loading import load_case
from gsn.language.parsing import LineParser, Misreading
from gsn.language.shapes import WrongValue
from gsn.model.place import Line

ROOT = Path(__file__).parents[2]
LANTERN = Path(__file__).parent / "cases" / "lantern"
CYBER = ROOT / "cases" / "cyber-inability"


@pytest.fixture(autouse=True)
def _no_garbage_is_collected() -> Iterator[None]:
    """Thousands of readings leave no cycles; looking for some among pytest's own objects takes longer than reading."""
    gc.disable()
    yield
    gc.enable()


class Parted(NamedTuple):
    """A line as garbage takes hold of it."""

    indentation: str
    word: str
    rest: str


def parted(line: str) -> Parted:
    """A line's indentation, its first word, and what follows."""
    body = line.lstrip(" ")
    word = body.partition(" ")[0]
    return Parted(line[: len(line) - len(body)], word, body[len(word) :])


def in_the_middle(garbage: str) -> Callable[[str], str]:
    return lambda line: line[: len(line) // 2] + garbage + line[len(line) // 2 :]


def before_the_words(garbage: str) -> Callable[[str], str]:
    return lambda line: "{0}{garbage}{1}{2}".format(*parted(line), garbage=garbage)


def after_the_first_word(garbage: str) -> Callable[[str], str]:
    return lambda line: "{0}{1} {garbage}{2}".format(*parted(line), garbage=garbage)


GARBLED: dict[str, Callable[[str], str]] = {
    "junk before the line": lambda line: f"@@@{line}",
    "junk before the words": before_the_words("@@@ "),
    "junk before the first word": before_the_words("@@@"),
    "junk for the words": lambda line: f"{parted(line).indentation}%%%%",
    "junk for the line": lambda _: "%% zz %%",
    "an unknown word before the words": before_the_words("zzz "),
    "an unknown first word": lambda line: "{0}zzz{2}".format(*parted(line)),
    "junk behind the first word": after_the_first_word("@@@"),
    "a word behind the first word": after_the_first_word("zzz"),
    "junk at the end": lambda line: f"{line} @@@",
    "a quote before the line": lambda line: f'"{line}',
    "a quote before the words": before_the_words('"'),
    "a quote behind the first word": after_the_first_word('"'),
    "a quote in the middle": in_the_middle('"'),
    "a quote at the end": lambda line: f'{line} "',
    "a NUL before the line": lambda line: f"\0{line}",
    "a NUL before the words": before_the_words("\0"),
    "a NUL in the middle": in_the_middle("\0"),
    "a NUL at the end": lambda line: f"{line}\0",
    "an override in the middle": in_the_middle("\u202e"),
    "an override at the end": lambda line: f"{line}\u202e",
    "a stray byte before the line": lambda line: f"\udcff{line}",
    "a stray byte in the middle": in_the_middle("\udcff"),
    "a no-break space before the words": before_the_words("\u00a0"),
    "a tab before the line": lambda line: f"\t{line}",
    "a tab in the middle": in_the_middle("\t"),
}

IN_A_COMMENT = {name for name in GARBLED if "NUL" in name or "override" in name or "stray" in name or "tab" in name}
"""What is a mistake in a comment, too."""

IN_A_TEXT = IN_A_COMMENT | {name for name in GARBLED if "behind the first word" not in name}
"""What is a mistake in a line that begins with a quote: a word behind its first word is one more word of the text."""


def is_garbled(name: str, line: str) -> bool:
    """Whether garbage of this kind makes the line a mistake."""
    is_comment = line.lstrip(" ").startswith("#")
    if is_comment and "before" not in name and "for the" not in name:
        return name in IN_A_COMMENT
    if "#" in line and name.endswith("at the end"):
        return name in IN_A_COMMENT
    if line.lstrip(" ").startswith('"'):
        return name in IN_A_TEXT
    return line.strip(" ") != "" or not name.startswith("an unknown first")


class Told(NamedTuple):
    """A problem, without what an edit above it moves."""

    file: str
    line: int
    name: str
    message: str


class Remembering(LineParser):
    """Reads a line once: garbage on one line changes no other, nor the number of any."""

    def __init__(self) -> None:
        super().__init__()
        self.read_lines: dict[tuple[str, str, int, str, str], object] = {}

    def read(self, start: str, lines: Sequence[Line], text: str, module: str) -> Any:
        key = (start, lines[0].file, lines[0].number, text, module)
        if key not in self.read_lines:
            try:
                self.read_lines[key] = super().read(start, lines, text, module)
            except (Misreading, WrongValue) as error:
                self.read_lines[key] = error
        record = self.read_lines[key]
        if isinstance(record, Misreading | WrongValue):
            raise record
        return record


def told(folder: Path, parser: LineParser | None = None) -> set[Told]:
    problems = load_case(folder, parser=parser).problems
    found = {
        Told(Path(problem.place.file).name, problem.place.number, problem.name, problem.message) for problem in problems
    }
    assert len(found) == len(problems)
    return found


def violations(folder: Path, kinds_of: Callable[[int], list[str]]) -> Iterator[str]:
    """Every line of every text, garbled in some ways: what is told beside the one problem at that line."""
    parser = Remembering()
    before = told(folder, parser)
    for path in sorted(folder.rglob("*.gsn")):
        content = path.read_bytes()
        lines = content.decode().split("\n")
        for number, line in enumerate(lines[:-1], 1):
            for kind in kinds_of(number):
                garbled = GARBLED[kind](line)
                if garbled == line or not is_garbled(kind, line):
                    continue
                text = "\n".join([*lines[: number - 1], garbled, *lines[number:]])
                path.write_bytes(text.encode("utf-8", "surrogateescape"))
                more = told(folder, parser) - before
                if [(problem.file, problem.line) for problem in more] != [(path.name, number)]:
                    yield f"{kind}, {path.name}:{number}: {garbled!r}: {sorted(more)}"
        path.write_bytes(content)


def texts_of(case: Path, folder: Path) -> Path:
    """A copy of a case's texts alone."""
    for path in case.rglob("*.gsn"):
        target = folder / path.relative_to(case)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, target)
    return folder


def test_the_case_with_every_kind_has_no_problem(tmp_path: Path) -> None:
    assert told(texts_of(LANTERN, tmp_path)) == set()


@pytest.mark.parametrize("kind", GARBLED)
def test_a_garbled_line_is_one_problem_at_that_line(kind: str, tmp_path: Path) -> None:
    """Every line is garbled in every third way."""
    turn = list(GARBLED).index(kind) % 3

    def kinds_of(number: int) -> list[str]:
        return [kind] if number % 3 == turn else []

    assert list(violations(texts_of(LANTERN, tmp_path), kinds_of)) == []


@pytest.mark.parametrize("part", range(2))
def test_a_garbled_line_of_a_real_case_is_one_problem_at_that_line(part: int, tmp_path: Path) -> None:
    """Every fourth line is garbled in one way."""
    kinds = list(GARBLED)

    def kinds_of(number: int) -> list[str]:
        return [kinds[number % len(kinds)]] if number % 8 == part else []

    assert list(violations(texts_of(CYBER, tmp_path), kinds_of)) == []
