"""Incident ledgers: what they count, and what an incident reopens."""

from collections.abc import Callable

import pytest

from gsn.evidence.register import Register

Judge = Callable[..., Register]

LEDGER = """goal G1 "Abuse is rare"
    solution E1
frequency abuse "Abuse"
frequency theft "Theft"
evidence E1 "Ledger"
    type incident_ledger
    {window}
    {said}
"""
ONE = 'incident abuse aware 2026-02-03 "A customer sold access"'
TWO = 'incident abuse aware 2026-03-03 "Another did"'
STOLEN = 'incident theft aware 2026-03-04 "Weights were copied"'
QUARTER = "window 2026-01-01 .. 2026-03-31"


def ledger(*said: str, window: str = QUARTER) -> str:
    return LEDGER.format(window=window, said="\n    ".join(said))


def told(register: Register, code: str) -> list[str]:
    return [flaw.message for flaw in register.flaws.get(code, ())]


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ((ONE, "measures abuse: 1 in 3 month"), 0),
        ((ONE, "measures abuse: 0 in 3 month"), 1),
        ((ONE, "measures abuse: 2 in 3 month"), 1),
        ((ONE, TWO, "measures abuse: 2 in 3 month"), 0),
        ((ONE, STOLEN, "measures abuse: 2 in 3 month"), 0),
        ((ONE, STOLEN, "measures abuse: 1 in 3 month", "measures theft: 1 in 3 month"), 0),
        ((ONE, STOLEN, "measures abuse: 1 in 3 month", "measures theft: 0 in 3 month"), 1),
        (("measures abuse: 0 in 3 month",), 0),
        ((ONE, "measures abuse: 1 in 90 day"), 0),
        ((ONE, "measures abuse: 1 in 91 day"), 1),
        ((ONE, "measures abuse: 1 in 0.25 year"), 1),
        ((ONE, "measures abuse: 1 in 0.24 year"), 0),
        ((ONE, "measures abuse: 1 in 1 year"), 1),
        ((ONE, "measures abuse: 1 in 12 weeks"), 0),
        ((ONE, "measures abuse: 1 in 13 weeks"), 1),
        ((ONE, "measures abuse: 1 in 2160 hour"), 0),
        ((ONE, "measures abuse: 1 in 2161 hour"), 1),
        ((ONE, "measures abuse: 1 in 5e6 person-year"), 0),
        ((ONE, "measures abuse: 0 in 1 year"), 2),
        ((ONE, "measures abuse: at most 3 per year at 95%"), 0),
    ],
)
def test_a_ledgers_own_count(said: tuple[str, ...], number: int, judged: Judge) -> None:
    assert len(told(judged(ledger(*said)), "GSN361")) == number


@pytest.mark.parametrize(
    ("window", "exposure", "number"),
    [
        ("2026-02-01 .. 2026-02-28", "1 month", 0),
        ("2026-02-01 .. 2026-02-27", "1 month", 1),
        ("2025-01-01 .. 2025-12-31", "1 year", 0),
        ("2025-01-01 .. 2025-12-30", "1 year", 1),
        ("2026-02-01 .. 2026-02-07", "1 week", 0),
        ("2026-02-01 .. 2026-02-06", "1 week", 1),
        ("2026-02-01 .. 2026-02-01", "1 day", 0),
        ("2026-02-01 .. 2026-02-01", "25 hours", 1),
    ],
)
def test_a_ledger_counts_in_no_more_time_than_it_covers(window: str, exposure: str, number: int, judged: Judge) -> None:
    text = ledger(f"measures abuse: 0 in {exposure}", window=f"window {window}")
    assert len(told(judged(text), "GSN361")) == number


@pytest.mark.parametrize(
    ("clauses", "number"),
    [
        ("measures abuse: 0 in 3 year", 1),
        ("measures abuse: 1 in 3 year", 0),
        ("measures abuse: 5 in 3 year", 0),
        ("measures theft: 0 in 3 year", 0),
        ("dated 2026-02-02\n    measures abuse: 0 in 3 year", 0),
        ("dated 2026-02-03\n    measures abuse: 0 in 3 year", 1),
    ],
)
def test_another_record_counts_no_fewer(clauses: str, number: int, judged: Judge) -> None:
    report = f'evidence E2 "Report"\n    type report\n    {clauses}\n'
    assert len(told(judged(ledger(ONE) + report), "GSN361")) == number


MODEL = """case filter
    shows G0
goal G0 "Serving is acceptable"
    claim harm <= 3 per year at 80%
    goal G1 "Harm by abuse is rare"
        claim abuse <= 2 per year at 95%
        solution E1
        {deals}
    goal G2 "Theft is rare"
        claim theft <= 1 per year at 95%
        solution E3
{more}
hazard harm "Harm"
    category malicious_use
    capability cyber_offense
    is any of abuse, theft
frequency abuse "Abuse"
    {definition}
frequency theft "Theft"
frequency counted "Abuse that was counted"
evidence E1 "Study of last year"
    type report
    dated {dated}
    measures {measured}: 0 in 3 year
evidence E2 "Ledger"
    type incident_ledger
    dated 2026-04-01
    window 2026-01-01 .. 2026-03-31
    incident {type} aware 2026-02-03 "It happened"
evidence E3 "Study of thefts"
    type report
    dated 2026-01-15
    measures theft: 0 in 3 year
"""


def model(**changes: str) -> str:
    said = {
        "deals": "",
        "more": "",
        "definition": "",
        "dated": "2026-01-15",
        "measured": "abuse",
        "type": "abuse",
        **changes,
    }
    return "".join(f"{line}\n" for line in MODEL.format(**said).splitlines() if line.strip())


BRIDGED = "bounded by 2 times counted by G2 at 95%"


@pytest.mark.parametrize(
    ("changes", "reopened"),
    [
        ({}, ["filter::E1"]),
        ({"dated": "2026-02-02"}, ["filter::E1"]),
        ({"dated": "2026-02-03"}, []),
        ({"type": "harm"}, ["filter::E1", "filter::E3"]),
        ({"type": "malicious_use"}, ["filter::E1", "filter::E3"]),
        ({"type": "cyber_offense"}, ["filter::E1", "filter::E3"]),
        ({"type": "theft"}, ["filter::E3"]),
        ({"type": "flood"}, []),
        ({"measured": "counted"}, []),
        ({"measured": "counted", "definition": BRIDGED}, ["filter::E1"]),
        ({"deals": "solution E2"}, []),
        ({"deals": 'challenge D1 "A customer sold access"\n            solution E2'}, []),
        ({"more": '    goal G3 "The incident was one of a kind"\n        solution E2'}, []),
        ({"more": 'goal G9 "Incidents are reported"\n    solution E2'}, ["filter::E1"]),
    ],
    ids=str,
)
def test_what_an_incident_reopens(changes: dict[str, str], reopened: list[str], judged: Judge) -> None:
    """Told once, at the topmost goal that it bears on; the records of before it are left open."""
    register = judged(model(**changes))
    opened = {
        record
        for record, found in register.assessments.items()
        if any("is of before an incident" in question for question in found.open_questions)
    }
    assert opened == set(reopened)
    assert [flaw.where.element for flaw in register.flaws.get("GSN363", ())] == (["filter::G0"] if reopened else [])


def test_every_type_is_told_of_once(judged: Judge) -> None:
    """Of several incidents of one type the newest, which leaves the most open."""
    later = '"It happened"\n    incident abuse aware 2026-03-01 "It happened again"\n'
    (message,) = told(judged(model().replace('"It happened"\n', later)), "GSN363")
    assert message.endswith("known since 2026-03-01")
    two = model().replace('"It happened"\n', '"It happened"\n    incident theft aware 2026-03-01 "And that"\n')
    assert len(told(judged(two), "GSN363")) == 2


@pytest.mark.parametrize(("type_", "number"), [("abuse", 0), ("harm", 0), ("malicious_use", 0), ("flood", 1)])
def test_a_type_that_the_risk_model_does_not_know(type_: str, number: int, judged: Judge) -> None:
    assert len(told(judged(model(type=type_)), "GSN362")) == number


def test_where_there_is_no_risk_model_any_type_is_one(judged: Judge) -> None:
    plain = 'goal G1 "It holds"\n    solution E1\nevidence E1 "Ledger"\n    type incident_ledger\n'
    assert told(judged(plain + '    incident flood aware 2026-02-03 "x"\n'), "GSN362") == []


@pytest.mark.parametrize(
    ("use", "answered"),
    [
        ("    undeveloped", False),
        ("    solution E1", True),
        ('    solution Sn1 "Ledger, page 2"\n        cites E1', True),
        ('    undeveloped\n    challenge D1 "It happened"\n        solution E1', True),
    ],
)
def test_what_nothing_deals_with_keeps_a_case_open(use: str, answered: bool, judged: Judge) -> None:  # noqa: FBT001 - a column of the table
    ledger_ = 'evidence E1 "Ledger"\n    type incident_ledger\n    incident a aware 2026-02-03 "x"\n'
    text = f'goal G1 "It holds"\n{use}\n{ledger_}'
    register = judged(text)
    assert (told(register, "GSN364") == []) is answered
    assert [flaw.code for flaw in register.standing_against()] == ([] if answered else ["GSN364"])


def test_an_empty_ledger_answers_itself(judged: Judge) -> None:
    text = 'goal G1 "It holds"\n    undeveloped\nevidence E1 "Ledger"\n    type incident_ledger\n'
    assert told(judged(text), "GSN364") == []
