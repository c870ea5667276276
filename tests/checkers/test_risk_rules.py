"""What the rules about numbers say: each finding of a text word by word, where it stands, and that nothing else is said.

The texts name their records only; `whole` writes these out, with their files and who gives them.
"""

import re
from collections.abc import Callable
from typing import NamedTuple

import pytest

from gsn.checking import Judgement
from gsn.findings import Finding

Judge = Callable[[str], Judgement]


class Told(NamedTuple):
    """A finding: its rule, the text that it points at, what it says, how to mend it, and what else it points at."""

    code: str
    at: str
    message: str
    help: str
    related: tuple[str, ...] = ()


def whole(text: str) -> str:
    """A text with a line `E1: bypass: 0 of 60; on x1.api` for each record made into a whole case.

    What a count presumes is argued by an assumption, unless the record says what argues it or that nothing does.
    """
    records = re.findall(r"^(E\d+): (.+)$", text, re.MULTILINE)
    rest = re.sub(r"^E\d+: .+\n", "", text, flags=re.MULTILINE)
    said = [
        rest,
        'assumption A0 "Counts are of independent trials, fixed beforehand"\n',
        'actor lab "Evaluations Ltd"\n    role evaluator\n',
    ]
    for name, clauses in records:
        lines = [f"measures {clauses.partition('; ')[0]}", *clauses.split("; ")[1:]]
        lines += [] if "presume" in clauses else ["presumes A0"]
        kind = [] if "type " in clauses else ["type report"]
        dated = [] if "dated " in clauses else ["dated 2026-05-01"]
        body = [*kind, f'file "{name}.txt"', "by lab", *dated, *lines]
        said.append(f'evidence {name} "Record"\n' + "".join(f"    {line}\n" for line in body if line != "presumes nothing"))
    return "".join(said) + "".join(f"# file: {name}.txt\nRecord {name}.\n" for name, _ in records)


def as_told(finding: Finding) -> Told:
    def under(place: object) -> str:
        line = getattr(place, "line")
        return str(line.text[getattr(place, "start") : getattr(place, "end")])

    related = tuple(f"{under(place)}: {words}" for place, words in finding.related)
    return Told(finding.code, under(finding.place), finding.message, finding.help or "", related)


def told(judgement: Judgement) -> list[Told]:
    """All that the rules about numbers say of a case."""
    assert not judgement.case.problems
    assert not any(family.failure for family in judgement.families)
    return [as_told(finding) for finding in judgement.findings if finding.code.startswith("GSN4")]


def name_of(row: object) -> str:
    return row if isinstance(row, str) and "\n" not in row else ""
