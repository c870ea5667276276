"""What the rules about numbers say of small texts, word by word, and that they say nothing else.

Each file of `numbers/` has texts and, under each, all that these rules find: at what it points, the message, help,
and what else it points at. The texts name their records only; `whole` writes these out, with their files.
"""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from gsn.checking import Judgement, built_in_rules
from gsn.findings import Finding
from gsn.model.place import Place
from gsn.risk.certificate import Certificate
from gsn.risk.kernel import Checked
from gsn.risk.problem import Problem

Judge = Callable[[str], Judgement]

FILES = sorted((Path(__file__).parent / "numbers").glob("*.txt"))
RECORD = re.compile(r"^(E\d+): (.+)\n", re.MULTILINE)
WITHOUT_TEXT = {"GSN408", "GSN409", "GSN422"}
"""A search and a kernel that disagree, an expression of thousands of gates, and what a page shows well enough."""


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
    assert written(judged(whole(example.text))) == example.found, file


def test_every_rule_about_numbers_has_an_example() -> None:
    found = {code for _, example in EXAMPLES for code in re.findall(r"^\w+ (GSN\d+) at", example.found, re.MULTILINE)}
    assert found | WITHOUT_TEXT == {rule.code for rule in built_in_rules() if rule.code.startswith("GSN4")}


@pytest.mark.parametrize(("file", "example"), EXAMPLES, ids=[f"{file}: {example.title}" for file, example in EXAMPLES])
def test_one_lost_line_silences_them_all(file: str, example: Example, judged: Judge) -> None:
    """But for GSN415, which looks at nothing but the hazard's own clause."""
    found = judged(whole(f"%%%\n{example.text}")).findings
    assert {finding.code for finding in found if finding.code.startswith("GSN4")} <= {"GSN415"}, file


PROVED = """goal G1 "Few"
    claim q <= 9% at 80%
    goal G2 "Few"
        claim q <= 9% at 90%
        solution E1
probability q "Q"
E1: q: 0 of 60
"""


def test_a_kernel_that_refuses_is_told_once_at_the_foot(judged: Judge, monkeypatch: pytest.MonkeyPatch) -> None:
    def refusing(problem: Problem, _: Certificate) -> Checked:
        return Checked({}, dict.fromkeys(problem.claims, "step 0, on which it rests, is refused: it is wrong"), {}, {})

    monkeypatch.setattr("gsn.risk.proving.check", refusing)
    told = """error GSN408 at `claim q <= 9% at 90%`
    `G2`: the kernel refuses its derivation: step 0, on which it rests, is refused: it is wrong
    = help: this is a mistake of the tool's own: report it with the certificate
"""
    assert written(judged(whole(PROVED))) == told


def test_an_expression_that_is_too_large_is_told(judged: Judge, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gsn.risk.licensed.MOST_NODES", 2)
    text = """goal G1 "Few"
    claim q <= 30% at 80%
    solution E1
goal G9 "Nothing in common"
    solution E1
probability q "Q"
    is any of (all of a, b), (all of b, c), (all of a, c)
    independent a, b, c by G9
probability a "A"
probability b "B"
probability c "C"
E1: a: 0 of 60; measures b: 0 of 60; measures c: 0 of 60
"""
    assert (
        written(judged(whole(text)))
        == """warning GSN409 at `claim q <= 30% at 80%`
    `G1`: the bound of `q` may be loose, which is too large for a sharp one
    = help: claim parts of it in goals between
"""
    )
