"""What the rules about numbers say of small texts, word by word, and that they say nothing else.

Each file of `numbers/` has texts and, under each, all that is found by these rules: at what it points, the message, what
helps, and what else it points at. The texts name their records only; `whole` writes these out, with their files.
"""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from gsn.checking import Judgement, built_in_rules
from gsn.findings import Finding
from gsn.model.place import Place

Judge = Callable[[str], Judgement]

FILES = sorted((Path(__file__).parent / "numbers").glob("*.txt"))
RECORD = re.compile(r"^(E\d+): (.+)\n", re.MULTILINE)
WITHOUT_TEXT = {"GSN408", "GSN409"}
"""A search and a kernel that disagree, and an expression of thousands of gates: shown below."""


class Example(NamedTuple):
    """A text, and what is found in it."""

    title: str
    text: str
    found: str


def examples(file: Path) -> Iterator[Example]:
    for part in file.read_text("utf-8").removeprefix("=== ").split("\n=== "):
        title, _, rest = part.partition("\n")
        text, _, found = rest.partition("---\n")
        yield Example(title, text, found)


EXAMPLES = [(file.stem, example) for file in FILES for example in examples(file)]


def whole(text: str) -> str:
    """A case of a text in which a line such as `E1: bypass: 0 of 60; on x1.api` stands for a record.

    What its count presumes is argued by an assumption, unless the record says otherwise, or `presumes nothing`.
    """
    records = RECORD.findall(text)
    said = [
        RECORD.sub("", text),
        'assumption A0 "Trials are independent, and their number was fixed beforehand"\n',
        'actor lab "Evaluations Ltd"\n    role evaluator\n',
    ]
    for name, clauses in records:
        lines = [f"measures {clauses}".split("; ")] + [["presumes A0"]] * ("presumes" not in clauses)
        own = [line for group in lines for line in group if line != "presumes nothing"]
        usual = {"type": "type report", "dated": "dated 2026-05-01"}
        body = [f'file "{name}.txt"', "by lab", *own]
        body += [line for word, line in usual.items() if not any(each.startswith(f"{word} ") for each in own)]
        said.append(f'evidence {name} "Record"\n' + "".join(f"    {line}\n" for line in body))
    return "".join(said) + "".join(f"# file: {name}.txt\nRecord {name}.\n" for name, _ in records)


def written(judgement: Judgement) -> str:
    """All that the rules about numbers find, as the files have it."""
    assert not judgement.case.problems
    assert not any(family.failure for family in judgement.families)
    found = [finding for finding in judgement.findings if finding.code.startswith("GSN4")]
    return "".join(line + "\n" for finding in found for line in _lines(finding))


def _lines(finding: Finding) -> Iterator[str]:
    yield f"{finding.severity} {finding.code} at `{_spelt(finding.place)}`"
    yield f"    {finding.message}"
    yield f"    = help: {finding.help}"
    for place, words in finding.related:
        yield f"    = `{_spelt(place)}`: {words}"


def _spelt(place: Place) -> str:
    return place.line.text[place.start : place.end]


@pytest.mark.parametrize(("file", "example"), EXAMPLES, ids=[f"{file}: {example.title}" for file, example in EXAMPLES])
def test_what_is_said(file: str, example: Example, judged: Judge) -> None:
    assert written(judged(whole(example.text))) == example.found.removesuffix("\n") + "\n" * bool(example.found.strip())
