"""Whatever is handed in, reading ends, in bounded memory and time, and says why it stopped."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

import pytest

import gsn
from gsn.language.outline import LONGEST_LINE
from gsn.language.reader import DEEPEST_NESTING
from gsn.language.readtext import MOST_PROBLEMS
from gsn.language.source import LARGEST_FILE, MOST_LINES
from gsn.model.case import Case

Read = Callable[..., Case]

PATIENCE = 30
"""Seconds: many times what anything here takes."""


def told(case: Case) -> list[tuple[str, int]]:
    return [(problem.name, problem.place.number) for problem in case.problems]


# Depth


def nested(levels: int) -> str:
    return "".join(f'{"    " * level}goal G{level} "A"\n' for level in range(levels))


@pytest.mark.parametrize(("levels", "problems"), [(100, []), (101, [("too-deep", 101)]), (300, [("too-deep", 101)])])
def test_an_outline_has_at_most_a_hundred_levels(read: Read, levels: int, problems: list[tuple[str, int]]) -> None:
    case = read(nested(levels))
    assert told(case) == problems
    assert len(case.elements) == DEEPEST_NESTING


def test_what_is_nested_too_deeply_is_told_once(read: Read) -> None:
    case = read(nested(103) + '    goal G200 "A"\n        goal G102\n        goal G103\n')
    assert told(case) == [("too-deep", 101)]


def test_a_chain_of_references_is_as_long_as_it_is(read: Read) -> None:
    count = 100_000
    lines = [f'goal G{number} "A"\n    goal G{number + 1}\n' for number in range(count)]
    begun = perf_counter()
    case = read("".join([*lines, f'goal G{count} "A"\n']))
    assert case.problems == []
    assert len(case.links) == count
    assert perf_counter() - begun < PATIENCE


# Length


@pytest.mark.parametrize(("length", "problems"), [(LONGEST_LINE, []), (LONGEST_LINE + 1, [("too-long", 2)])])
def test_a_line_has_at_most_a_million_characters(read: Read, length: int, problems: list[tuple[str, int]]) -> None:
    note = '    note "'
    text = f'{note}{"a" * (length - len(note) - 1)}"'
    case = read(f'goal G1 "A"\n{text}\n    undeveloped\n')
    assert told(case) == problems
    assert "undeveloped" in case.elements["case::G1"].clause_places


def test_a_comment_may_be_too_long(read: Read) -> None:
    assert told(read(f"# {'a' * LONGEST_LINE}\n")) == [("too-long", 1)]


def test_a_thousand_problems_are_enough(read: Read) -> None:
    text = "zzz\n" * (MOST_PROBLEMS + 500) + 'goal G1 "A"\n    solution nowhere\n'
    case = read(text)
    assert told(case) == [
        *(("unknown-word", number) for number in range(1, MOST_PROBLEMS + 1)),
        ("too-many-problems", MOST_PROBLEMS + 1),
    ]
    assert case.unknown_references


def test_a_thousand_names_that_name_nothing_are_enough(read: Read) -> None:
    text = 'goal G1 "A"\n' + "".join(f"    solution S{number}\n" for number in range(MOST_PROBLEMS + 500))
    names = [problem.name for problem in read(text).problems]
    assert names == ["unresolved-name"] * MOST_PROBLEMS + ["too-many-problems"]


def test_as_many_problems_as_are_listed_are_listed(read: Read) -> None:
    text = 'goal G1 "A"\n' + "".join(f"    solution S{number}\n" for number in range(MOST_PROBLEMS))
    assert len(read(text).problems) == MOST_PROBLEMS


LOAD = """
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, (2_000_000_000, 2_000_000_000))
import gsn
for problem in gsn.load(sys.argv[1]).problems:
    print(problem.name, problem.place.number, problem.message)
"""


def loaded_in_two_gigabytes(path: Path) -> list[str]:
    begun = perf_counter()
    run = subprocess.run([sys.executable, "-c", LOAD, str(path)], check=True, capture_output=True, text=True)
    assert perf_counter() - begun < PATIENCE
    return run.stdout.splitlines()


@pytest.mark.parametrize(
    ("line", "name", "count"),
    [
        pytest.param("\n", "not-a-text", 1, id="newlines"),
        pytest.param("zzz\n", "not-a-text", 1, id="short lines"),
        pytest.param(f"{'zzz ' * 25}\n", "unknown-word", MOST_PROBLEMS + 1, id="junk"),
        pytest.param(" ", "too-long", 1, id="one line"),
        pytest.param('"', "too-long", 1, id="quotes"),
        pytest.param(f"goal {'(' * 900_000}\n", "malformed-head", 74, id="long lines"),
    ],
)
def test_a_file_of_junk_is_read_in_bounded_memory_and_time(tmp_path: Path, line: str, name: str, count: int) -> None:
    path = tmp_path / "junk.gsn"
    path.write_text(line * (LARGEST_FILE // len(line)))
    told = loaded_in_two_gigabytes(path)
    assert told[0].startswith(name)
    assert len(told) == count


def test_a_file_has_at_most_64_megabytes(tmp_path: Path) -> None:
    path = tmp_path / "large.gsn"
    line = f"# {'a' * 997}\n"
    lines, rest = divmod(LARGEST_FILE, len(line))
    path.write_text(line * lines + "#" * rest)
    assert gsn.load(path).problems == []
    with path.open("a") as file:
        file.write("#")
    (problem,) = gsn.load(path).problems
    assert (problem.name, problem.help) == ("not-a-text", "split it into modules")
    assert problem.message.endswith("it has more than 64 MB")


def test_a_file_has_at_most_a_million_lines(tmp_path: Path) -> None:
    path = tmp_path / "long.gsn"
    path.write_text("\n" * MOST_LINES)
    assert gsn.load(path).problems == []
    path.write_text("\n" * (MOST_LINES + 1))
    (problem,) = gsn.load(path).problems
    assert problem.message.endswith("it has more than 1,000,000 lines")
