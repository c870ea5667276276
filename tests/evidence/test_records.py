"""What records of each type say, and what they cannot say."""

from collections.abc import Callable
from datetime import date

import pytest

from gsn.evidence.register import Register
from gsn.evidence.states import ADMITTED, FOR_READERS, JUDGED
from gsn.evidence.typed import EXPECTED, PARTS, REQUIRED
from gsn.language.draft import EVIDENCE_TYPES
from gsn.model.clauses import CLAUSES, clauses_of
from gsn.model.kinds import Kind

Judge = Callable[..., Register]

JUDGED_BY_THE_CALCULUS = {"measures", "shares", "trial", "presumes"}

HEAD = """case filter
    system x1
    shows G1
system x1 "X-1"
    developer lab
    configuration api "Served"
goal G1 "The filter holds"
    solution E1
actor lab "Lab"
actor aisi "Institute"
    role public_body
actor cloud "Cloud"
    role cloud_provider
probability bypass "It lets an attempt through"
"""
FILE = "# file: record.txt\nA record.\n"


def record(type_: str, *clauses: str, name: str = "E1") -> str:
    said = [f"type {type_}", 'file "record.txt"', *clauses]
    if not any(clause.startswith("by ") for clause in clauses):
        said.append("by aisi")
    if not any(clause.startswith("dated ") for clause in clauses):
        said.append("dated 2026-05-01")
    return "".join([f'evidence {name} "Record"\n', *(f"    {clause}\n" for clause in said)])


def told(register: Register, code: str) -> list[str]:
    return [flaw.message for flaw in register.flaws.get(code, ())]


def test_every_clause_of_a_record_is_judged_by_somebody_or_told_to_readers() -> None:
    """A clause that comes to the language keeps cases open until it stands in one of these."""
    fields = {clause.field for clause in clauses_of(Kind.EVIDENCE) if not clause.annotates}
    assert fields - JUDGED - FOR_READERS - ADMITTED - JUDGED_BY_THE_CALCULUS == set()
    assert fields >= JUDGED | FOR_READERS | ADMITTED
    assert not JUDGED & FOR_READERS


def test_the_tables_name_what_their_types_can_say() -> None:
    clauses = {clause.field: clause for clause in CLAUSES if Kind.EVIDENCE in clause.kinds}
    for table in (REQUIRED, EXPECTED):
        assert set(table) <= EVIDENCE_TYPES
        for type_, fields in table.items():
            assert [field for field in fields if clauses[field].types and type_ not in clauses[field].types] == []


EXAMPLES = {clause.field: clause.example for clause in clauses_of(Kind.EVIDENCE)} | {
    "provider": "provider cloud",
    "customer": "customer lab",
    "sender": "sender cloud",
    "receiver": "receiver lab",
    "plans": "plans E1",
    "of": "of E1",
    "covers": "covers code",
    "window": "window 2026-01-01 .. 2026-03-31",
}


@pytest.mark.parametrize(("type_", "field"), [(type_, field) for type_ in REQUIRED for field in REQUIRED[type_]])
def test_what_a_type_has_to_say(type_: str, field: str, judged: Judge) -> None:
    clauses = [EXAMPLES[name] for name in REQUIRED[type_]]
    clauses += ["chips H100 8"] if type_ in {"chip_transfer", "customs_record"} else []
    whole = HEAD + record(type_, *clauses) + FILE
    assert told(judged(whole), "GSN351") == []
    without = HEAD + record(type_, *(clause for clause in clauses if clause != EXAMPLES[field])) + FILE
    register = judged(without)
    assert len(told(register, "GSN351")) == 1
    assert any(
        "by which a record of its type is judged" in q for q in register.assessments["filter::E1"].open_questions
    )


@pytest.mark.parametrize("chips", ['serials "A-1"', "chips H100 8", ""])
def test_a_transfer_names_its_chips_by_number_or_one_by_one(chips: str, judged: Judge) -> None:
    said = [clause for clause in ("sender cloud", "receiver lab", chips) if clause]
    assert len(told(judged(HEAD + record("chip_transfer", *said) + FILE), "GSN351")) == (0 if chips else 1)


@pytest.mark.parametrize("type_", PARTS)
def test_parts_of_audits(type_: str, judged: Judge) -> None:
    parts = PARTS[type_]
    whole = judged(HEAD + record(type_, f"covers {', '.join(parts)}") + FILE)
    assert told(whole, "GSN353") + told(whole, "GSN354") == []
    for left_out in parts:
        covered = ", ".join(part for part in parts if part != left_out)
        (message,) = told(judged(HEAD + record(type_, f"covers {covered}") + FILE), "GSN354")
        assert f"covers `{left_out}`" in message
    misspelt = judged(HEAD + record(type_, f"covers {', '.join(parts)}, wieghts") + FILE)
    assert len(told(misspelt, "GSN353")) == 1
    assert any("`wieghts`" in asked for asked in misspelt.assessments["filter::E1"].open_questions)


def test_audits_cover_the_parts_together_where_they_are_accepted(judged: Judge) -> None:
    first = record("security_audit", "covers code, weights")
    second = record("security_audit", "covers data, physical", name="E2")
    assert told(judged(HEAD + first + second + FILE), "GSN354") == []
    expired = second.replace("    dated 2026-05-01\n", "    dated 2026-04-01\n    expires 2026-05-31\n")
    (message,) = told(judged(HEAD + first + expired + FILE), "GSN354")
    assert "covers `data`, `physical`" in message


def test_what_other_records_cover_is_their_own_matter(judged: Judge) -> None:
    assert told(judged(HEAD + record("report", "covers anything, at_all") + FILE), "GSN353") == []


@pytest.mark.parametrize(
    ("type_", "clauses", "number"),
    [
        ("red_team", ("people 2.5",), 1),
        ("red_team", ("people 0",), 1),
        ("red_team", ("people 3", "hours 0"), 1),
        ("red_team", ("people 3", "hours 12.5"), 0),
        ("uplift_study", ("participants 1e-3",), 1),
        ("elicitation", ("experts 0", "rounds 1.5"), 2),
        ("monitoring", ("planted 12", "latency 4 hour"), 0),
        ("monitoring", ("planted 12", "latency 4 hours"), 0),
        ("monitoring", ("latency 4 USD",), 1),
        ("compute_report", ("utilisation 38%", "tolerance 10%"), 0),
        ("compute_report", ("utilisation 138%", "tolerance 110%"), 2),
        ("compute_report", ("chips H100 1.5", "chips A100 0", "chips A100 8"), 2),
        ("compute_report", ("operations 3e26 OP", "peak 9e14 FLOPS", "unrelated 1e26 OP"), 3),
        ("compute_report", ("operations 3e26 FLOP", "peak 9e14 FLOP", "unrelated 1e26 FLOP"), 0),
    ],
)
def test_figures_that_nothing_has(type_: str, clauses: tuple[str, ...], number: int, judged: Judge) -> None:
    assert len(told(judged(HEAD + record(type_, *clauses) + FILE), "GSN355")) == number


@pytest.mark.parametrize(
    ("clauses", "number"),
    [
        (("participants 60", "measures bypass: 0 of 60"), 0),
        (("participants 60", "measures bypass: 0 of 61"), 1),
        (("participants 60", "measures bypass: 0 of 61 anytime"), 1),
        (("participants 60", "measures bypass: 0 of 30 against 1 of 30"), 0),
        (("participants 60", "measures bypass: 0 of 31 against 1 of 30"), 1),
        (("participants 60", "measures bypass: 0 of 9", "measures bypass: 0 of 90"), 1),
        (("measures bypass: 0 of 61",), 0),
    ],
)
def test_trials_and_participants(clauses: tuple[str, ...], number: int, judged: Judge) -> None:
    assert len(told(judged(HEAD + record("uplift_study", *clauses) + FILE), "GSN356")) == number


@pytest.mark.parametrize(
    ("type_", "clauses", "number"),
    [
        ("report", ("dated 2026-05-01", "expires 2026-05-01"), 0),
        ("report", ("dated 2026-05-01", "expires 2026-04-30"), 1),
        ("monitoring", ("window 2026-01-01 .. 2026-05-01",), 0),
        ("monitoring", ("window 2026-01-01 .. 2026-05-02",), 1),
        ("monitoring", ("window 2026-03-01 .. 2026-02-28",), 1),
        ("incident_ledger", ("window 2026-01-01 .. 2026-03-31", 'incident a aware 2026-01-01 "x"'), 0),
        ("incident_ledger", ("window 2026-01-01 .. 2026-03-31", 'incident a aware 2025-12-31 "x"'), 1),
        ("incident_ledger", ("window 2026-01-01 .. 2026-03-31", 'incident a aware 2026-04-01 "x"'), 1),
        ("incident_ledger", ('incident a aware 2026-01-02 reported 2026-01-01 "x"',), 1),
        ("incident_ledger", ('incident a aware 2026-01-02 reported 2026-05-02 "x"',), 1),
        ("incident_ledger", ('incident a aware 2026-05-02 "x"', 'incident a aware 2026-05-01 "y"'), 1),
    ],
)
def test_days_that_cannot_be(type_: str, clauses: tuple[str, ...], number: int, judged: Judge) -> None:
    assert len(told(judged(HEAD + record(type_, *clauses) + FILE), "GSN313")) == number


# What authorities found


def determination(name: str, day: str, what: str, by: str = "aisi", *more: str) -> str:
    return record("determination", f"by {by}", f"dated {day}", f"determines {what}", *more, name=name)


BEFORE, AFTER = "2026-03-01", "2026-04-01"


@pytest.mark.parametrize(
    ("records", "found"),
    [
        ([determination("D1", BEFORE, "unacceptable")], ["GSN358"]),
        ([determination("D1", BEFORE, "pending")], ["GSN359"]),
        ([determination("D1", BEFORE, "acceptable")], []),
        ([determination("D1", BEFORE, "unacceptable"), determination("D2", AFTER, "acceptable")], []),
        ([determination("D1", AFTER, "unacceptable"), determination("D2", BEFORE, "acceptable")], ["GSN358"]),
        ([determination("D1", BEFORE, "unacceptable"), determination("D2", AFTER, "pending")], ["GSN359"]),
        ([determination("D1", AFTER, "acceptable"), determination("D2", AFTER, "unacceptable")], ["GSN358"]),
        ([determination("D1", AFTER, "unacceptable"), determination("D2", AFTER, "acceptable")], ["GSN358"]),
        ([determination("D1", "2026-06-02", "unacceptable")], []),
        # another's word does not lift it, nor does a record that is not accepted
        ([determination("D1", BEFORE, "unacceptable"), determination("D2", AFTER, "acceptable", "lab")], ["GSN358"]),
        ([determination("D1", BEFORE, "unacceptable"), determination("D2", AFTER, "acceptable", "cloud")], ["GSN358"]),
        (
            [
                determination("D1", BEFORE, "unacceptable"),
                determination("D2", AFTER, "acceptable", "aisi", "expires 2026-05-01"),
            ],
            ["GSN358"],
        ),
        # it stands in whatever state its record is
        ([determination("D1", BEFORE, "unacceptable", "lab")], ["GSN358"]),
        ([determination("D1", BEFORE, "unacceptable").replace("record.txt", "gone.txt")], ["GSN358"]),
        ([determination("D1", BEFORE, "unacceptable", "aisi", 'withheld "Not ours to show"')], ["GSN358"]),
        # about another system
        (
            [
                determination("D1", BEFORE, "unacceptable"),
                determination("D2", AFTER, "acceptable", "aisi", "on x1.api"),
            ],
            [],
        ),
    ],
)
def test_determinations(records: list[str], found: list[str], judged: Judge) -> None:
    register = judged(HEAD + record("report") + "".join(records) + FILE)
    assert [code for code in ("GSN358", "GSN359") if code in register.flaws] == found
    assert [flaw.code for flaw in register.standing_against()] == found


@pytest.mark.parametrize(
    ("clauses", "number"),
    [
        (("inspection challenge", 'open_finding "Badges"'), 1),
        (("inspection challenge",), 0),
        (("inspection routine", 'open_finding "Badges"'), 0),
        (("inspection challenge", 'open_finding "Badges"', "dated 2026-06-02"), 0),
    ],
)
def test_challenge_inspections(clauses: tuple[str, ...], number: int, judged: Judge) -> None:
    register = judged(HEAD + record("inspection", *clauses) + FILE)
    assert len(told(register, "GSN360")) == number
    assert len(list(register.standing_against())) == number


def test_open_findings_of_an_audit_are_held_against_nobody(judged: Judge) -> None:
    said = ("covers code, weights, data, physical", 'open_finding "Badge logs lapse"')
    register = judged(HEAD + record("security_audit", *said) + FILE)
    assert register.assessments["filter::E1"].open_questions == (
        "has no digest, so nothing tells whether its file is the one that was meant",
    )
    assert list(register.standing_against()) == []


def test_what_answers_an_obligation_needs_no_solution(judged: Judge) -> None:
    obligations = {"licence", "certification", "kyc", "inspection", "incident_ledger", "protocol", "determination"}
    for type_ in sorted(EVIDENCE_TYPES - {"recognition"}):
        alone = HEAD.replace("    solution E1\n", "    undeveloped\n")
        clauses = ["provider cloud", "customer lab", "by cloud"] if type_ in {"kyc", "compute_report"} else []
        clauses += ["sender aisi", "receiver lab"] if type_ == "chip_transfer" else []
        state = str(judged(alone + record(type_, *clauses) + FILE).assessments["filter::E1"].state)
        if type_ in obligations:
            assert state == "accepted", type_
        assert state in {"accepted", "unlinked"}, type_


def test_simulated_experts_leave_a_judgement_open(judged: Judge) -> None:
    register = judged(HEAD + record("elicitation", "method IDEA", "experts 9", "simulated") + FILE)
    assert len(told(register, "GSN357")) == 1
    assert "has language models for experts" in register.assessments["filter::E1"].open_questions


@pytest.mark.parametrize("day", [date(2026, 5, 1), date(2026, 12, 31)])
def test_a_record_is_good_through_its_last_day(day: date, judged: Judge) -> None:
    found = judged(HEAD + record("report", "expires 2026-12-31") + FILE, day).assessments["filter::E1"]
    assert (found.accepted, found.good_through, found.falls_by) == (True, date(2026, 12, 31), "expires")
