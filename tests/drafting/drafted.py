"""Small cases to draft in, and what two readings or judgements of a case have to agree in."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import gsn
from gsn.checking import Judgement
from gsn.drafting.change import Change, Refused, applied
from gsn.drafting.reading import Reading
from gsn.drafting.workspace import Workspace
from gsn.findings import Finding
from gsn.model.case import Case
from gsn.model.place import Place

DAY = date(2026, 6, 1)

SMALL = """case filter "May the assistant be served behind the new filter?"
    shows G1
    valid until 2099-12-31

goal G1 "The assistant gives novices no uplift"
    context C1 "Threat model T-3"
    assumption A1 "Customers are vetted, as [[G2]] presumes"
    strategy S1 "Argument over the ways past the filter"
        goal G2 "Direct requests are refused"
            # what the red team found
            solution E1
            challenge D1 "The red team asked in English only"
        goal G3 "Rephrased requests are refused"
            undeveloped "The second red team starts in December"

# The record of October.
evidence E1 "Red team of October"
    type red_team
    file "evidence.txt" sha256 "5c83755054dc1515a5e7075d33211d6c482b1ae26ae3cb76845ff61d85e5221d"
    by institute with grey_box access
    dated 2026-05-20

actor institute "AI Safety Institute"
    role public_body
"""

Started = Callable[..., Workspace]


def made(outcome: Change | Refused) -> Change:
    """A change that must not have been refused."""
    assert isinstance(outcome, Change), outcome.reason
    return outcome


def refused(outcome: Change | Refused) -> str:
    """The reason of what must have been refused."""
    assert isinstance(outcome, Refused)
    return outcome.reason


def texts_after(reading: Reading, change: Change) -> dict[Path, str]:
    return applied(reading.texts([edit.path for edit in change.edits]), change)


# What is compared


def where(place: Place | None) -> tuple[Any, ...] | None:
    return None if place is None else (place.file, place.number, place.start, place.end, place.line.text)


def told(finding: Finding) -> tuple[Any, ...]:
    fix = finding.fix
    return (
        replace(finding, fix=None),
        fix and (fix.title, fix.safe),
        where(finding.place),
        [(where(place), words) for place, words in finding.related],
        [(where(edit.place), edit.text) for edit in fix.edits] if fix is not None else None,
    )


def judged(judgement: Judgement) -> Mapping[str, Any]:
    """All that a judgement says, places and all."""
    return {
        "verdict": judgement.verdict,
        "findings": [told(finding) for finding in judgement.findings],
        "grounds": [(replace(ground, place=None), where(ground.place)) for ground in judgement.grounds],
        "waived": [(told(each.finding), each.waiver) for each in judgement.waived],
        "families": [(family.name, family.failure) for family in judgement.families],
    }


def says(case: Case) -> Mapping[str, Any]:
    """All that a case says, and where."""
    return {
        "case": case,
        "elements": [
            (identity, element, where(element.place), [[where(place) for place in places] for places in held])
            for identity, element in case.elements.items()
            for held in [element.clause_places.values()]
        ],
        "links": [(link, where(link.place)) for link in case.links],
        "problems": [(problem, where(problem.place)) for problem in case.problems],
        "lines": {name: [line.text for line in module.lines] for name, module in case.modules.items()},
    }


def written(workspace: Workspace) -> Case:
    """Put what is in hand on disk, and read it as if for the first time."""
    for path, text in workspace.texts.buffers.items():
        path.write_bytes(text.encode("utf-8", "surrogateescape"))
    return gsn.load(workspace.main)


def codes(findings: Iterable[Finding]) -> list[str]:
    return sorted(finding.code for finding in findings)
