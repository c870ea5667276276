"""Where each whole case stands with each built-in profile, as a table that somebody has read.

To write the table anew: UPDATE_GOLDEN=1 pytest tests/cases/test_standings.py
"""

import csv
import os
from datetime import date
from functools import cache
from io import StringIO
from pathlib import Path

import pytest

import gsn
from gsn.checking import Judgement
from gsn.compliance.account import Standing
from gsn.compliance.comparison import Compared, compare
from gsn.findings import Verdict
from gsn.treaty.library import built_in_names
from gsn.treaty.record import Parent
from gsn.treaty.resolving import load_profile

CASES = Path(__file__).parents[2] / "cases"
TABLE = Path(__file__).parent / "standings.csv"
DAY = date(2026, 11, 23)
WHOLE = ("cyber-inability", "misuse-safeguards", "three-risks")
"""The cases about AI: a reactor has no training compute."""

COLUMNS = ("case", "profile", "standing", "if it bound", "tiers", "limits", "missing")


@cache
def judged(case: str) -> Judgement:
    return gsn.check(gsn.load(CASES / case), DAY)


@cache
def compared(case: str) -> tuple[Compared, ...]:
    judgement = judged(case)
    profiles = [load_profile(Parent(name, is_path=False), DAY) for name in built_in_names()]
    return tuple(compare(judgement.argument, profiles, clear=judgement.is_clear))


def row(case: str, each: Compared) -> tuple[str, ...]:
    standing = each.standing
    return (
        case,
        each.profile.name,
        standing.standing.value,
        standing.would_be.value if standing.would_be is not None else "",
        "; ".join(f"{tier.tier.name} {tier.reached}" for tier in each.account.tiers),
        "; ".join(f"{limit.limit.name} {limit.kept}" for limit in each.account.limits),
        "; ".join(missing.requirement.name for missing in each.missing),
    )


def test_each_case_stands_as_the_table_says() -> None:
    rows = [row(case, each) for case in WHOLE for each in compared(case)]
    if os.environ.get("UPDATE_GOLDEN"):
        written = StringIO()
        csv.writer(written, lineterminator="\n").writerows([COLUMNS, *rows])
        TABLE.write_text(written.getvalue(), encoding="utf-8")
    with TABLE.open(encoding="utf-8", newline="") as file:
        told = [tuple(line) for line in csv.reader(file)]
    assert told[0] == COLUMNS
    assert rows == told[1:]


@pytest.mark.parametrize("case", WHOLE)
def test_every_profile_is_answered(case: str) -> None:
    assert [each.profile.name for each in compared(case)] == list(built_in_names())


def test_no_review_no_pass() -> None:
    """The limit on loss of control has no number: its author cannot settle it, and neither can the tool."""
    judgement = judged("three-risks")
    assert judgement.verdict is Verdict.UNDETERMINED
    assert judgement.standing is not None
    assert judgement.standing.would_be is Standing.UNDETERMINED
    assert any("loss_of_control_limit" in ground.message for ground in judgement.grounds)


def test_its_numbers_are_all_proved() -> None:
    outcomes = judged("three-risks").argument.risk.outcomes
    assert len(outcomes) > 10
    assert all(outcome.proved for outcome in outcomes.values())


@pytest.mark.parametrize("name", [name for name in built_in_names() if name in {"taisc", "magic"}])
def test_what_is_reserved_for_an_international_laboratory_is_prohibited_to_others(name: str) -> None:
    (each,) = [each for each in compared("three-risks") if each.profile.name == name]
    assert each.standing.would_be is Standing.PROHIBITED
