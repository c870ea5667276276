"""When a case falls: the timeline says of every day what judging on that day finds."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import gsn
from gsn.argument import Argument
from gsn.evidence.register import register_of
from gsn.lapse import Effect, Timeline, timeline_of
from gsn.model.case import Case

Read = Callable[[str], Case]

DAY = date(2026, 6, 1)
CASES = Path(__file__).parents[2] / "cases"

CASE = """case filter
    shows G1
    {valid}
goal G1 "The filter holds"
    goal G2 "It was tested"
        solution E1
    goal G3 "It was audited"
        solution Sn1 "Audit, section 2"
            cites E2, E3
    {more}
actor lab "Lab"
actor aisi "Institute"
    role public_body
actor keystone "Keystone"
    role auditor
    accredited by aisi until {accredited}
evidence E1 "Tests"
    file "record.txt"
    by lab
    dated 2026-05-01
    expires {first}
evidence E2 "Audit"
    type security_audit
    file "record.txt"
    by keystone
    dated 2026-05-01
    expires {second}
evidence E3 "Report"
    file "record.txt"
    by keystone
    dated 2026-05-01
# file: record.txt
A record.
"""


def text(**changes: str) -> str:
    said = {
        "valid": "",
        "accredited": "2027-12-31",
        "first": "2026-12-31",
        "second": "2027-06-30",
        "more": "",
        **changes,
    }
    return "".join(f"{line}\n" for line in CASE.format(**said).splitlines() if line.strip())


def timeline(case: Case, day: date = DAY) -> Timeline:
    return timeline_of(Argument(case, day))


def told(found: Timeline) -> list[tuple[str, list[str], list[str]]]:
    """The days, with what ends and which goals fall."""
    return [
        (
            str(lapse.day),
            [f"{ending.element.partition('::')[2] or 'case'}: {ending.what}" for ending in lapse.endings],
            [goal.partition("::")[2] for goal in lapse.goals],
        )
        for lapse in found.lapses
    ]


def test_what_falls_when_and_what_with_it(read: Read) -> None:
    found = timeline(read(text()))
    assert told(found) == [
        ("2027-01-01", ["E1: expires"], ["G1", "G2"]),
        ("2027-07-01", ["E2: expires"], ["G3"]),
        ("2028-01-01", ["keystone: the accreditation by `aisi` ends"], []),
    ]
    assert found.falls_on == date(2027, 1, 1)
    assert found.unsupported == ()
    assert found.spans == (
        ("filter::E1", date(2026, 5, 1), date(2026, 12, 31)),
        ("filter::E2", date(2026, 5, 1), date(2027, 6, 30)),
        ("filter::E3", date(2026, 5, 1), None),
    )


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        (
            {"accredited": "2026-09-30"},
            [
                (
                    "2026-10-01",
                    ["E2: the accreditation of `keystone` ends", "keystone: the accreditation by `aisi` ends"],
                    ["G1", "G3"],
                ),
                ("2027-01-01", ["E1: expires"], ["G2"]),
            ],
        ),
        (
            {"valid": "valid until 2026-08-31"},
            [
                ("2026-09-01", ["case: no longer valid"], ["G1"]),
                ("2027-01-01", ["E1: expires"], ["G2"]),
                ("2027-07-01", ["E2: expires"], ["G3"]),
                ("2028-01-01", ["keystone: the accreditation by `aisi` ends"], []),
            ],
        ),
        (
            {"first": "2026-06-01", "second": "2026-06-01"},
            [
                ("2026-06-02", ["E1: expires", "E2: expires"], ["G1", "G2", "G3"]),
                ("2028-01-01", ["keystone: the accreditation by `aisi` ends"], []),
            ],
        ),
        (
            {"more": 'goal G4 "Logs are kept"\n        undeveloped "Soon" due 2026-07-31', "first": "2026-12-31"},
            [
                ("2026-08-01", ["G4: overdue"], []),
                ("2027-01-01", ["E1: expires"], ["G2"]),
                ("2027-07-01", ["E2: expires"], ["G3"]),
                ("2028-01-01", ["keystone: the accreditation by `aisi` ends"], []),
            ],
        ),
    ],
    ids=["accreditation", "the case", "on one day", "undeveloped"],
)
def test_ends_of_all_kinds(changes: dict[str, str], expected: list[object], read: Read) -> None:
    assert told(timeline(read(text(**changes)))) == expected


def test_what_has_no_support_loses_none(read: Read) -> None:
    found = timeline(read(text(first="2026-05-31")))
    assert found.unsupported == ("filter::G1", "filter::G2")
    assert [goals for _, _, goals in told(found)] == [["G3"], []]
    assert found.falls_on is None


def test_a_waiver_that_ends_is_on_the_timeline(read: Read) -> None:
    waived = text() + 'waive GSN308 on E1 "It is small" by aisi until 2026-07-31\n'
    parts = waived.partition("# file:")
    moved = parts[0] + parts[2].splitlines()[-1] + "\n# file:" + "\n".join(parts[2].splitlines()[:-1]) + "\n"
    (first, *_) = told(timeline(read(moved)))
    assert first == ("2026-08-01", ["E1: the waiver of GSN308 ends"], [])


days = st.dates(date(2026, 5, 15), date(2026, 12, 31))


@settings(max_examples=40, deadline=None)
@given(first=days, second=days, accredited=days, as_of=st.dates(date(2026, 5, 1), date(2026, 9, 1)))
def test_the_timeline_is_what_judging_on_each_day_finds(
    first: date, second: date, accredited: date, as_of: date, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Law: a record that is accepted today is accepted on each later day but from that on which it falls."""
    folder = tmp_path_factory.mktemp("case")
    whole = text(first=str(first), second=str(second), accredited=str(accredited))
    case_text, _, record = whole.partition("# file: record.txt\n")
    (folder / "case.gsn").write_text(case_text, encoding="utf-8")
    (folder / "record.txt").write_text(record, encoding="utf-8")
    case = gsn.load(folder)
    found = timeline(case, as_of)
    falls = {e.element: lapse.day for lapse in found.lapses for e in lapse.endings if e.effect is Effect.FALLS}
    today = register_of(case, as_of).assessments
    for day in {as_of, first, second, accredited, *(d + timedelta(1) for d in (first, second, accredited))}:
        if day < as_of:
            continue
        then = register_of(case, day).assessments
        for record_, state in today.items():
            if state.accepted:
                assert then[record_].accepted is (record_ not in falls or day < falls[record_]), (record_, day)
    accepted_then = {r for r, state in register_of(case, as_of).assessments.items() if state.accepted}
    if accepted_then == set(today):
        ends = [first, min(second, accredited)]
        assert found.falls_on == min(ends) + timedelta(1)


@pytest.mark.parametrize("name", ["cyber-inability", "misuse-safeguards", "nuclear-cdf"])
def test_a_whole_case_falls_when_it_says_or_before(name: str) -> None:
    case = gsn.load(CASES / name)
    found = timeline(case, date(2026, 11, 23))
    assert case.says.valid_until is not None
    assert found.falls_on is not None
    assert found.falls_on <= case.says.valid_until + timedelta(1)
    goals = [goal for lapse in found.lapses for goal in lapse.goals]
    assert len(goals) == len(set(goals))


def test_the_last_day_of_the_calendar(read: Read) -> None:
    """A record may be good as long as there are days."""
    found = timeline(read(text(first="9999-12-31")))
    assert ("filter::E1", date(2026, 5, 1), date(9999, 12, 31)) in found.spans
