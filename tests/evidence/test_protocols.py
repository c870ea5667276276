"""Runs and what announced them."""

from collections.abc import Callable

import pytest

from gsn.evidence.protocols import unplanned_runs
from gsn.evidence.register import Register, register_of
from gsn.evidence.uses import records_of
from gsn.model.case import Case

Judge = Callable[..., Register]
Read = Callable[[str], Case]

CASE = """case filter
    shows G1
goal G1 "The filter holds"
    solution E1
actor lab "Lab"
probability bypass "It lets an attempt through"
evidence E1 "Run of May"
    type {type}
    file "run.txt"
    by lab
    dated 2026-05-01
    {planned}
    {measures}
evidence P1 "Plan"
    type {plan}
    file "{file}"
    by lab
    {dated}
    {plans}
# file: run.txt
A run.
# file: plan.txt
A plan.
"""


def text(**changes: str) -> str:
    said = {
        "type": "evaluation",
        "planned": "planned in P1",
        "measures": "measures bypass: 0 of 60",
        "plan": "protocol",
        "file": "plan.txt",
        "dated": "dated 2026-01-01",
        "plans": "plans E1",
        **changes,
    }
    return "".join(f"{line}\n" for line in CASE.format(**said).splitlines() if line.strip())


ANNOUNCED = ["GSN341", "GSN342", "GSN343"]


@pytest.mark.parametrize(
    ("changes", "codes", "planned"),
    [
        ({}, [], True),
        ({"planned": ""}, [], True),
        ({"plans": ""}, ["GSN342"], False),
        ({"plans": "plans P1"}, ["GSN342"], False),
        ({"plan": "report"}, ["GSN341"], False),
        ({"plan": "report", "plans": ""}, ["GSN341"], False),
        ({"dated": "dated 2026-05-01"}, ["GSN343"], False),
        ({"dated": "dated 2026-05-02"}, ["GSN343"], False),
        ({"dated": "dated 2026-04-30"}, [], True),
        ({"dated": ""}, [], False),
        ({"file": "gone.txt"}, [], False),
    ],
    ids=str,
)
def test_what_announces_a_run(changes: dict[str, str], codes: list[str], planned: bool, judged: Judge) -> None:  # noqa: FBT001 - a column of the table
    register = judged(text(**changes))
    assert [code for code in ANNOUNCED if code in register.flaws] == codes
    assert ("filter::E1" in register.planned) is planned


def unplanned(case: Case, carried: set[str]) -> list[str]:
    from datetime import date

    register = register_of(case, date(2026, 6, 1))
    return [flaw.where.element for flaw in unplanned_runs(records_of(case), carried, register.planned)]


@pytest.mark.parametrize(
    ("changes", "warned"),
    [
        ({}, False),
        ({"planned": "", "plans": "plans P1"}, True),
        ({"planned": "", "plans": "plans P1", "type": "red_team"}, True),
        ({"planned": "", "plans": "plans P1", "type": "uplift_study"}, True),
        ({"planned": "", "plans": "plans P1", "type": "monitoring"}, True),
        ({"planned": "", "plans": "plans P1", "type": "report"}, False),
        ({"planned": "", "plans": "plans P1", "measures": ""}, False),
        ({"planned": "", "plans": "plans P1", "measures": "measures bypass: at most 5% at 95%"}, False),
        ({"planned": "", "plans": "plans P1", "measures": "measures bypass: 1 of 9 against 2 of 9"}, True),
        (
            {
                "planned": "",
                "plans": "plans P1",
                "type": "report",
                "measures": 'measures bypass: from "accuracy" counting correct as event',
            },
            True,
        ),
        ({"dated": "dated 2026-05-02"}, True),
        ({"file": "gone.txt"}, True),
    ],
    ids=str,
)
def test_a_run_that_a_limit_depends_on_was_announced(changes: dict[str, str], warned: bool, read: Read) -> None:  # noqa: FBT001 - a column of the table
    case = read(text(**changes))
    assert unplanned(case, {"filter::E1"}) == (["filter::E1"] if warned else [])
    assert unplanned(case, set()) == []


LEFT_OUT = """case filter
    shows G1
goal G1 "The filter holds"
    solution E1
actor lab "Lab"
evidence E1 "Run of May"
    file "run.txt"
    by lab
    dated 2026-05-01
    planned in P1
evidence E2 "Run of April"
    by lab
    dated 2026-04-01
    planned in P1
evidence P1 "Plan"
    type protocol
    file "plan.txt"
    by lab
    dated 2026-01-01
    plans E1, E2
# file: run.txt
A run.
# file: plan.txt
A plan.
"""


def test_a_run_that_was_announced_and_is_absent_is_missing(judged: Judge) -> None:
    states = judged(LEFT_OUT).assessments
    assert {name: str(found.state) for name, found in states.items()} == {
        "filter::E1": "accepted",
        "filter::E2": "missing",
        "filter::P1": "accepted",
    }


def test_a_run_that_nothing_cites_is_unlinked_and_its_protocol_stays(judged: Judge) -> None:
    """What a protocol sets aside for a run may not come free because the run is left out."""
    states = judged(
        LEFT_OUT.replace('evidence E2 "Run of April"\n', 'evidence E2 "Run of April"\n    file "run.txt"\n')
    )
    assert str(states.assessments["filter::E2"].state) == "unlinked"
    alone = LEFT_OUT.replace("    solution E1\n", "    undeveloped\n")
    assert str(judged(alone).assessments["filter::P1"].state) == "accepted"
