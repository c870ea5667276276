"""How often, how soon, valid when, kept how long."""

from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gsn.compliance.account import Met, RequirementAccount
from gsn.model.number import Number
from gsn.treaty.business_days import MOST_HOLIDAYS, deadline_of
from gsn.treaty.record import Period
from tests.compliance.requirement_cases import Clauses, Draft, accounts, profile_of

DAYS = st.dates(date(1950, 1, 1), date(2150, 1, 1))


def period(number: int, unit: str) -> Period:
    return Period(Number(Fraction(number), str(number)), unit)


# Deadlines


@pytest.mark.parametrize(
    ("day", "number", "certain"),
    [
        ("2026-06-01", 0, "2026-06-01"),  # a Monday
        ("2026-06-01", 1, "2026-06-02"),
        ("2026-06-01", 4, "2026-06-05"),
        ("2026-06-01", 5, "2026-06-08"),
        ("2026-06-05", 1, "2026-06-08"),  # a Friday
        ("2026-06-06", 1, "2026-06-08"),  # a Saturday
        ("2026-06-07", 1, "2026-06-08"),  # a Sunday
        ("2026-06-07", 5, "2026-06-12"),
        ("2026-06-03", 20, "2026-07-01"),
    ],
)
def test_business_days_are_counted_from_monday_to_friday(day: str, number: int, certain: str) -> None:
    found = deadline_of(date.fromisoformat(day), period(number, "business_days"))
    assert found is not None
    assert str(found.certain) == certain


@given(day=DAYS, number=st.integers(1, 60))
def test_as_many_weekdays_lie_between(day: date, number: int) -> None:
    found = deadline_of(day, period(number, "business_days"))
    assert found is not None
    for end, weekdays in ((found.certain, number), (found.possible, number + MOST_HOLIDAYS)):
        passed = (day + timedelta(days=index) for index in range(1, (end - day).days + 1))
        assert sum(each.weekday() < 5 for each in passed) == weekdays
        assert end.weekday() < 5


@pytest.mark.parametrize(
    ("number", "unit"),
    [(1, "lunar_months"), (10**9, "business_days"), (100_000, "business_days"), (10**9, "days")],
)
def test_what_cannot_be_counted_has_no_deadline(number: int, unit: str) -> None:
    assert deadline_of(date(9990, 1, 1), period(number, unit)) is None


# A profile with one requirement, and a case


def held(tmp_path: Path, asked: str, records: dict[str, Clauses], day: str = "2026-06-01") -> RequirementAccount:
    clauses = "".join(f"        {clause}\n" for clause in ("binds developer", *asked.split("; "), "modality must"))
    profile = profile_of(f'    requirement asked "Asked"\n{clauses}', tmp_path / "profile")
    return accounts(Draft(records).write(tmp_path / "case"), profile, day=date.fromisoformat(day))["asked"]


def evaluation(dated: str, **more: list[str]) -> Clauses:
    return {"type": ["evaluation"], "by": ["aisi"], "dated": [dated], "on": ["x1"], **more}


def told(account: RequirementAccount) -> str:
    return " ".join(f"{'?' if short.open else '!'}{short.attribute}" for short in account.shortfalls)


@pytest.mark.parametrize(
    ("every", "dates", "found", "gaps"),
    [
        ("every 6 months", ["2025-12-01"], "", 0),
        ("every 6 months", ["2025-11-30"], "!every", 0),
        ("every 6 months", ["2024-01-01", "2025-12-01"], "", 1),
        ("every 6 months", ["2024-01-01", "2024-06-30", "2025-12-01"], "", 1),
        ("every 6 months while most_capable", ["2025-11-30"], "?every", 0),
        ("every 6 months while most_capable", ["2025-12-01"], "", 0),
        ("every 6 months while deployment", ["2025-11-30"], "?every", 0),
        ("every 6 moons", ["2026-05-30"], "?every", 0),
        ("every unset", ["2026-05-30"], "?every", 0),
        ("every 6 months while training", ["2026-05-30"], "?every", 0),
        ("every 6 months while training", ["2025-05-30"], "?every !every", 0),
    ],
)
def test_an_interval_is_kept_by_the_newest_record(
    every: str, dates: list[str], found: str, gaps: int, tmp_path: Path
) -> None:
    records = {f"e{number}": evaluation(dated) for number, dated in enumerate(dates)}
    account = held(tmp_path, f"type evaluation; {every}", records)
    assert told(account) == found
    assert len(account.remarks) == gaps


COMPUTE: Clauses = {
    "type": ["compute_report"],
    "by": ["cloud"],
    "dated": ["2026-05-31"],
    "provider": ["cloud"],
    "customer": ["lab"],
    "operations": ["1e25..2e25 FLOP"],
    "tolerance": ["10%"],
}


@pytest.mark.parametrize(
    ("window", "dates", "found"),
    [
        ("2025-12-01 .. 2026-05-31", [], "!type"),
        ("2025-12-01 .. 2026-05-31", ["2026-05-31"], ""),
        ("2025-11-01 .. 2026-05-31", ["2026-05-31"], "!every"),
        ("2025-11-01 .. 2026-05-31", ["2026-02-01"], ""),
        ("2025-12-01 .. 2026-05-31", ["2024-01-01", "2026-05-31"], ""),
        ("2024-11-01 .. 2026-05-31", ["2025-05-01", "2025-11-01", "2026-05-01"], ""),
        ("2024-11-01 .. 2026-05-31", ["2025-05-01", "2026-05-01"], "!every"),
        ("2024-11-01 .. 2026-05-31", ["2025-05-01", "2025-11-01"], "!every"),
        ("2024-11-01 .. 2026-05-31", ["2026-05-01"], "!every"),
    ],
)
def test_in_training_an_interval_runs_from_the_first_day(
    window: str, dates: list[str], found: str, tmp_path: Path
) -> None:
    records = {f"e{number}": evaluation(dated) for number, dated in enumerate(dates)}
    records["compute"] = {**COMPUTE, "window": [window]}
    assert told(held(tmp_path, "type evaluation; every 6 months while training", records)) == found


def test_after_training_an_interval_runs_no_longer(tmp_path: Path) -> None:
    records = {"e1": evaluation("2025-03-01"), "compute": {**COMPUTE, "window": ["2024-12-01 .. 2025-04-01"]}}
    draft = Draft(records)
    text = '    requirement asked "Asked"\n        type evaluation\n        every 6 months while training\n'
    profile = profile_of(text, tmp_path / "profile")
    assert accounts(draft.write(tmp_path / "trained"), profile)["asked"].met is Met.UNMET
    draft.system["stage"] = ["deployment"]
    assert accounts(draft.write(tmp_path / "deployed"), profile)["asked"].met is Met.MET


def test_an_older_record_never_makes_an_interval_worse_for_who_hands_it_over(tmp_path: Path) -> None:
    """Were a gap to count where nothing says from when on it runs, the older record would be left out."""
    newest = {"e1": evaluation("2026-05-01")}
    both = {**newest, "e0": evaluation("2023-01-01")}
    asked = "type evaluation; every 6 months"
    assert held(tmp_path / "a", asked, newest).met is held(tmp_path / "b", asked, both).met is Met.MET


def approval(by: str, contains: str) -> Clauses:
    return {"type": ["report"], "by": [by], "dated": ["2026-01-05"], "contains": [contains]}


@pytest.mark.parametrize(
    ("record", "met"),
    [
        (approval("aisi", "asked_approved"), Met.MET),
        (approval("lab", "asked_approved"), Met.OPEN),
        (approval("foreign", "asked_approved"), Met.OPEN),
        (approval("aisi", "other_approved"), Met.OPEN),
        (approval("aisi", "asked_approved") | {"dated": ["2026-07-01"]}, Met.OPEN),
        (approval("aisi", "asked_approved") | {"dated": []}, Met.OPEN),
        (approval("aisi", "asked_approved") | {"on": ["x2"]}, Met.OPEN),
    ],
)
def test_an_interval_is_approved_by_a_record_of_who_approves_it(record: Clauses, met: Met, tmp_path: Path) -> None:
    asked = "type evaluation; every 6 months approved by aisi"
    assert held(tmp_path, asked, {"e1": evaluation("2026-05-01"), "approval": record}).met is met


# Events


def event(name: str, dated: str) -> Clauses:
    return {"type": ["report"], "by": ["lab"], "dated": [dated], "contains": [name]}


def update(dated: str) -> Clauses:
    return event("asked", dated)


@pytest.mark.parametrize(
    ("asked", "events", "updates", "found"),
    [
        ("5 business_days of changed", ["2026-04-06"], ["2026-04-13"], ""),
        ("5 business_days of changed", ["2026-04-06"], ["2026-04-14"], "?within"),
        ("5 business_days of changed", ["2026-04-06"], ["2026-04-27"], "?within"),
        ("5 business_days of changed", ["2026-04-06"], ["2026-04-28"], "!within"),
        ("5 days of changed", ["2026-04-06"], ["2026-04-11"], ""),
        ("5 days of changed", ["2026-04-06"], ["2026-04-12"], "!within"),
        ("5 days of changed", ["2026-04-06"], ["2026-04-05"], "!within"),
        ("5 days of changed", ["2026-04-06", "2026-05-06"], ["2026-04-08", "2026-05-10"], ""),
        ("5 days of changed", ["2026-04-06", "2026-05-06"], ["2026-04-08"], "!within"),
        ("5 days of changed", ["2026-05-30"], [], "?contains ?within"),
        ("5 days of changed", ["2026-04-06"], [], "?contains"),
        ("5 days of changed", [], ["2026-04-11"], "?within"),
        ("5 moons of changed", ["2026-04-06"], ["2026-04-12"], "?within"),
    ],
)
def test_what_follows_an_event_follows_it_in_time(
    asked: str, events: list[str], updates: list[str], found: str, tmp_path: Path
) -> None:
    records = {f"event_{number}": event("changed", dated) for number, dated in enumerate(events)}
    records |= {f"update_{number}": update(dated) for number, dated in enumerate(updates)}
    assert told(held(tmp_path, f"type report; within {asked}", records)) == found


@pytest.mark.parametrize(
    ("told_on", "met"), [("2025-11-01", Met.MET), ("2026-02-14", Met.MET), ("2026-02-15", Met.UNMET)]
)
def test_a_threshold_is_crossed_by_the_end_of_training(told_on: str, met: Met, tmp_path: Path) -> None:
    records = {
        "crossing": event("threshold_met", "2026-05-01"),
        "told": update(told_on),
        "compute": {**COMPUTE, "window": ["2025-12-01 .. 2026-01-31"]},
    }
    assert held(tmp_path, "type report; within 2 weeks of threshold_met", records).met is met


# Incidents


def ledger(*incidents: str) -> Clauses:
    return {
        "type": ["incident_ledger"],
        "by": ["lab"],
        "dated": ["2026-05-30"],
        "window": ["2026-01-01 .. 2026-05-30"],
        "incident": [f'{incident} "It happened"' for incident in incidents],
    }


@pytest.mark.parametrize(
    ("asked", "incidents", "found"),
    [
        ("within 2 days of awareness; covers fire", [], ""),
        ("within 2 days of awareness; covers fire", ["fire aware 2026-05-01 reported 2026-05-03"], ""),
        ("within 2 days of awareness; covers fire", ["fire aware 2026-05-01 reported 2026-05-04"], "!within"),
        ("within 2 days of awareness; covers fire", ["fire aware 2026-05-30"], ""),
        ("within 2 days of awareness; covers fire", ["fire aware 2026-05-29"], "!within"),
        ("within 2 days of awareness; covers fire", ["flood aware 2026-05-01"], "?within"),
        ("within 2 days of awareness", ["flood aware 2026-05-01"], "!within"),
        ("within 2 business_days of awareness; covers fire", ["fire aware 2026-05-01 reported 2026-05-06"], "?within"),
        ("within 2 days of incident; covers fire", ["fire aware 2026-05-01 reported 2026-05-02"], "?within"),
        ("within 2 days of incident; covers fire", ["fire aware 2026-05-01 reported 2026-05-09"], "!within"),
        ("contains dates", [], ""),
        ("contains dates", ["fire aware 2026-05-01 reported 2026-05-02"], "!contains"),
        ("every 4 weeks while unresolved", ["fire aware 2026-05-01 reported 2026-05-02"], ""),
    ],
)
def test_incidents_are_reported_in_time(asked: str, incidents: list[str], found: str, tmp_path: Path) -> None:
    account = held(tmp_path, f"type incident_ledger; {asked}", {"ledger": ledger(*incidents)})
    assert told(account) == found
    if "fire aware 2026-05-29" in incidents:
        assert account.shortfalls[0].clause_field == "incidents"


def test_each_late_incident_is_told_at_its_own_line(tmp_path: Path) -> None:
    incidents = ["fire aware 2026-05-01 reported 2026-05-02", "fire aware 2026-05-03", "fire aware 2026-05-04"]
    account = held(tmp_path, "type incident_ledger; within 2 days of awareness", {"ledger": ledger(*incidents)})
    assert [(short.attribute, short.position) for short in account.shortfalls] == [("within", 1), ("within", 2)]


def test_a_ledger_that_expired_still_brings_its_news(tmp_path: Path) -> None:
    old = ledger("fire aware 2026-01-01") | {"dated": ["2026-01-02"], "expires": ["2026-02-01"]}
    account = held(tmp_path, "type incident_ledger; within 2 days of awareness", {"old": old, "ledger": ledger()})
    assert told(account) == "!within"


@pytest.mark.parametrize(("resolved", "met"), [("", Met.OPEN), ("2026-04-30", Met.OPEN), ("2026-05-01", Met.MET)])
def test_updates_go_on_until_the_incidents_are_resolved(resolved: str, met: Met, tmp_path: Path) -> None:
    records = {"ledger": ledger("fire aware 2026-05-01") | {"dated": ["2026-05-02"]}}
    if resolved:
        records["resolved"] = event("resolution", resolved)
    asked = "type incident_ledger; every 4 weeks while unresolved"
    assert held(tmp_path, asked, records, "2026-06-05").met is met


# Valid when, kept how long


@pytest.mark.parametrize(
    ("dated", "expires", "found"),
    [
        ("2025-12-01", "2027-01-01", ""),
        ("2025-12-02", "2027-01-01", "!valid_at"),
        ("2025-11-01", "2025-11-30", "!state !valid_at"),
    ],
)
def test_a_licence_is_valid_when_training_starts(dated: str, expires: str, found: str, tmp_path: Path) -> None:
    licence = {"type": ["licence"], "by": ["aisi"], "dated": [dated], "expires": [expires], "identifier": ['"L-1"']}
    records = {"licence": licence, "compute": {**COMPUTE, "window": ["2025-12-01 .. 2026-01-31"]}}
    assert told(held(tmp_path, "type licence; valid at training_start", records)) == found


@pytest.mark.parametrize(
    ("expires", "found"), [([], ""), (["2031-05-01"], ""), (["2031-04-30"], "!keep"), (["2099-01-01"], "")]
)
def test_what_is_kept_is_good_for_as_long(expires: list[str], found: str, tmp_path: Path) -> None:
    records = {"e1": evaluation("2026-05-01", expires=expires)}
    assert told(held(tmp_path, "type evaluation; keep 5 years", records)) == found
