"""Who may give which evidence."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

import gsn
from gsn.evidence.entitlement import AUDITS, EXAMINED_FROM_OUTSIDE, GIVEN_BY, NOT_BY_THE_DEVELOPER
from gsn.evidence.register import Register, register_of
from gsn.evidence.states import State
from gsn.language.draft import EVIDENCE_TYPES

Judge = Callable[..., Register]

CASE = """case filter
    system x1
    shows G1
system x1 "X-1"
    developer lab
    configuration api "Served"
system x0 "X-0"
    developer other_lab
goal G1 "The filter holds"
    solution E1
actor lab "Example Lab"
    role developer
actor owner "Its board"
    role risk_owner
actor other_lab "Another lab"
    role developer
actor aisi "AI Safety Institute"
    role public_body
actor giver "The giver"
{standing}
actor else_ "Somebody else"
evidence E1 "Record"
    type {type}
    file "record.txt"
    by {by}
    dated 2026-05-01
{clauses}
# file: record.txt
A record.
"""
VOUCHED = ("accredited by aisi until 2027-01-01", "cleared by aisi", "independent of lab by aisi")
PARTIES = {
    "compute_report": ("provider giver", "customer else_"),
    "kyc": ("provider giver", "customer else_"),
    "chip_transfer": ("sender giver", "receiver else_"),
    "recognition": ("of E1",),
    "determination": ("determines acceptable",),
}


def text(type_: str, by: str = "giver", standing: tuple[str, ...] = (), clauses: tuple[str, ...] = ()) -> str:
    return CASE.format(
        type=type_,
        by=by,
        standing="\n".join(f"    {line}" for line in standing),
        clauses="\n".join(f"    {line}" for line in clauses),
    )


def code(register: Register) -> str:
    found = register.assessments["filter::E1"]
    assert (found.state is State.UNENTITLED) == bool(found.code)
    return found.code


ROLES = ["public_body", "regulator", "auditor", "certifier", "inspector", "evaluator", "cloud_provider", "chip_maker"]


@pytest.mark.parametrize("type_", sorted(EVIDENCE_TYPES))
@pytest.mark.parametrize("role", [*ROLES, ""])
def test_roles_and_types(type_: str, role: str, judged: Judge) -> None:
    """With all that can be vouched for, the role alone decides."""
    standing = (*((f"role {role}",) if role else ()), *VOUCHED)
    found = code(judged(text(type_, standing=standing, clauses=PARTIES.get(type_, ()))))
    roles = GIVEN_BY.get(type_)
    assert found == ("" if roles is None or role in roles else "GSN322")


@pytest.mark.parametrize("type_", sorted(EVIDENCE_TYPES))
@pytest.mark.parametrize("by", ["lab", "owner"])
def test_a_developer_examines_nothing_of_its_own(type_: str, by: str, judged: Judge) -> None:
    found = code(judged(text(type_, by=by, clauses=PARTIES.get(type_, ()))))
    if type_ in NOT_BY_THE_DEVELOPER or type_ in {"compute_report", "chip_transfer"}:
        assert found == "GSN321"
    else:
        assert found == ""


@pytest.mark.parametrize("role", ["auditor", "public_body", "regulator"])
def test_no_role_makes_a_developer_independent(role: str, judged: Judge) -> None:
    changed = text("security_audit", by="lab").replace("    role developer", f"    role {role}", 1)
    assert code(judged(changed)) == "GSN321"


def test_another_developer_is_not_in_the_way(judged: Judge) -> None:
    """A developer is conflicted about its own system; its role is none that audits another's."""
    assert code(judged(text("security_audit", by="other_lab"))) == "GSN322"
    on_the_other = text("security_audit", by="lab", clauses=("on x0",))
    assert code(judged(on_the_other)) == "GSN322"
    assert code(judged(text("security_audit", by="other_lab", clauses=("on x0",)))) == "GSN321"


@pytest.mark.parametrize("type_", sorted(AUDITS))
@pytest.mark.parametrize(
    ("standing", "found"),
    [
        (VOUCHED, ""),
        (VOUCHED[1:], "GSN323"),
        (("accredited by aisi until 2026-06-01", *VOUCHED[1:]), ""),
        (("accredited by aisi until 2026-05-31", *VOUCHED[1:]), "GSN323"),
        (("accredited by else_ until 2027-01-01", *VOUCHED[1:]), "GSN323"),
        (VOUCHED[:2], "GSN324"),
        ((*VOUCHED[:2], "independent of lab by giver"), "GSN324"),
        ((*VOUCHED[:2], "independent of lab by lab"), "GSN324"),
        ((*VOUCHED[:2], "independent of other_lab by aisi"), "GSN324"),
        ((*VOUCHED[:2], "independent of lab by giver", "independent of lab by aisi"), ""),
    ],
)
def test_who_audits_is_accredited_and_independent(
    type_: str, standing: tuple[str, ...], found: str, judged: Judge
) -> None:
    assert code(judged(text(type_, standing=("role auditor", *standing)))) == found


@pytest.mark.parametrize(("type_", "role"), [("inspection", "inspector"), ("site_observation", "evaluator")])
def test_who_inspects_is_independent(type_: str, role: str, judged: Judge) -> None:
    assert code(judged(text(type_, standing=(f"role {role}",)))) == "GSN324"
    assert code(judged(text(type_, standing=(f"role {role}", "independent of lab by aisi")))) == ""


def test_a_public_body_needs_nobody_to_vouch_for_it(judged: Judge) -> None:
    for type_ in EXAMINED_FROM_OUTSIDE:
        assert code(judged(text(type_, by="aisi with white_box access"))) == ""


@pytest.mark.parametrize(
    ("access", "standing", "found"),
    [
        ("", (), ""),
        (" with black_box access", (), ""),
        (" with grey_box access", (), "GSN325"),
        (" with white_box access", (), "GSN325"),
        (" with grey_box access", ("cleared by aisi",), ""),
        (" with white_box access", ("cleared by aisi",), ""),
        (" with white_box access", ("cleared by else_",), "GSN325"),
        (" with white_box access", ("cleared by giver",), "GSN325"),
    ],
)
@pytest.mark.parametrize("type_", ["evaluation", "red_team", "report"])
def test_who_looks_inside_is_cleared(
    type_: str, access: str, standing: tuple[str, ...], found: str, judged: Judge
) -> None:
    assert code(judged(text(type_, by=f"giver{access}", standing=standing))) == found


def test_a_developer_looks_inside_its_own_system(judged: Judge) -> None:
    assert code(judged(text("evaluation", by="lab with white_box access"))) == ""
    assert code(judged(text("evaluation", by="other_lab with white_box access"))) == "GSN325"


@pytest.mark.parametrize(
    ("by", "standing", "clauses", "found"),
    [
        ("giver", ("role cloud_provider",), ("provider giver", "customer lab"), ""),
        ("else_", (), ("provider giver", "customer lab"), "GSN321"),
        ("lab", (), ("provider giver", "customer lab"), "GSN321"),
        ("aisi", (), ("provider giver", "customer lab"), ""),
        ("lab", (), ("provider lab", "customer lab"), ""),
        ("other_lab", (), ("provider lab", "customer lab"), "GSN321"),
    ],
)
def test_a_provider_reports_and_not_its_customer(
    by: str, standing: tuple[str, ...], clauses: tuple[str, ...], found: str, judged: Judge
) -> None:
    assert code(judged(text("compute_report", by, standing, clauses))) == found


@pytest.mark.parametrize(
    ("by", "clauses", "found"),
    [
        ("giver", ("provider giver", "customer lab"), ""),
        ("giver", ("provider else_", "customer lab"), "GSN321"),
        ("aisi", ("provider else_", "customer lab"), ""),
    ],
)
def test_a_provider_says_who_its_customer_is(by: str, clauses: tuple[str, ...], found: str, judged: Judge) -> None:
    assert code(judged(text("kyc", by, ("role cloud_provider",), clauses))) == found


@pytest.mark.parametrize(
    ("by", "clauses", "found"),
    [
        ("giver", ("sender giver", "receiver else_"), ""),
        ("giver", ("sender else_", "receiver giver"), ""),
        ("giver", ("sender else_", "receiver lab"), "GSN321"),
        ("giver", (), ""),
        ("aisi", ("sender else_", "receiver lab"), ""),
    ],
)
def test_a_party_reports_a_transfer(by: str, clauses: tuple[str, ...], found: str, judged: Judge) -> None:
    assert code(judged(text("chip_transfer", by, ("role chip_seller",), clauses))) == found


# Recognition


ABROAD = """case filter
    system x1
    shows G1
system x1 "X-1"
    developer lab
goal G1 "The filter holds"
    solution E1
actor lab "Example Lab"
    role {lab}
actor aisi "AI Safety Institute"
    role {aisi}
{statement}
actor abroad "Institute abroad"
    role public_body
evidence E1 "Report"
    type evaluation
    file "report.txt"
    by abroad
    dated 2026-05-01
    recognised by {who}
{record}
# file: report.txt
A report.
# file: recognition.txt
We take it for our own.
"""
RECORD = """evidence R1 "Recognition"
    type recognition
    file "recognition.txt"
    by {by}
    dated {dated}
    expires 2026-12-31
    of {of}"""


def abroad(
    who: str = "aisi", statement: str = "", record: str = "", aisi: str = "public_body", lab: str = "developer"
) -> str:
    return ABROAD.format(who=who, statement=statement, record=record, aisi=aisi, lab=lab)


def recognition(by: str = "aisi", dated: str = "2026-05-10", of: str = "E1") -> str:
    return RECORD.format(by=by, dated=dated, of=of)


@pytest.mark.parametrize(
    ("case", "found"),
    [
        (abroad(), "GSN326"),
        (abroad(statement="    recognises abroad"), ""),
        (abroad(statement="    recognises lab"), "GSN326"),
        (abroad(record=recognition()), ""),
        (abroad(record=recognition(by="abroad")), "GSN326"),
        (abroad(record=recognition(dated="2026-06-02")), "GSN326"),
        (abroad(record=recognition(of="R1")), "GSN326"),
        (abroad(record=recognition().replace("recognition.txt", "gone.txt")), "GSN326"),
        (abroad(statement="    recognises abroad", aisi="auditor"), "GSN326"),
        (abroad(who="abroad"), "GSN326"),
        (abroad(who="abroad", record=recognition(by="abroad")), "GSN326"),
        (abroad(who="lab", lab="public_body\n    recognises abroad"), "GSN326"),
        (abroad(who="lab", lab="public_body", record=recognition(by="lab")), "GSN326"),
    ],
)
def test_what_shows_that_a_record_is_recognised(case: str, found: str, judged: Judge) -> None:
    assert code(judged(case)) == found


def test_a_record_falls_with_its_recognition(judged: Judge) -> None:
    found = judged(abroad(record=recognition())).assessments["filter::E1"]
    assert (found.good_through, found.falls_by) == (date(2026, 12, 31), "the recognition by `aisi` ends")


# Who speaks in the end


OWN = """case filter
    {head}
    shows G1
system x1 "X-1"
    {developer}
    configuration api "Served"
goal G1 "The filter holds"
    solution E1
{more}
actor lab "Example Lab"
actor harbour "Harbour Evaluations"
evidence E1 "Trial"
    type {type}
    file "trial.txt"
    by {by}
    dated 2026-05-01
    {on}
evidence E2 "Second trial"
    type report
    file "second.txt"
    by harbour
    dated 2026-05-01
# file: trial.txt
A trial.
# file: second.txt
A second trial.
"""


def own(**changes: str) -> str:
    said = {"head": "system x1", "developer": "developer lab", "more": "", "type": "evaluation", "by": "lab", "on": ""}
    return "".join(f"{line}\n" for line in OWN.format(**{**said, **changes}).splitlines() if line.strip())


@pytest.mark.parametrize(
    ("changes", "alone"),
    [
        ({}, True),
        ({"type": "red_team"}, True),
        ({"type": "monitoring"}, True),
        ({"type": "report"}, False),
        ({"type": "report", "on": "on x1.api"}, True),
        ({"type": "test_results"}, False),
        ({"by": "harbour"}, False),
        ({"more": "    solution E2"}, False),
        ({"more": '    solution Sn1 "Second trial, table 2"\n        cites E2'}, False),
        ({"more": '    goal G2 "It held twice"\n        solution E2'}, True),
        ({"more": '    challenge D1 "It does not"\n        solution E2'}, True),
        ({"head": 'version "1"'}, False),
    ],
    ids=str,
)
def test_a_goal_on_a_developers_own_word(changes: dict[str, str], alone: bool, judged: Judge) -> None:  # noqa: FBT001 - a column of the table
    register = judged(own(**changes))
    told = [flaw.where.element for flaw in register.flaws.get("GSN327", ())]
    assert told == (["filter::G1"] if alone else [])
    found = register.assessments["filter::E1"]
    assert found.accepted
    assert any("word about its own system" in question for question in found.open_questions) is alone


@pytest.mark.parametrize("line", ["    solutoin E2", "    solution"])
def test_nothing_is_said_of_a_goal_of_which_a_line_may_be_lost(line: str, written: Callable[[str], Path]) -> None:
    case = gsn.load(written(own(more=line)))
    assert case.problems
    assert "GSN327" not in register_of(case, date(2026, 6, 1)).flaws


def test_who_doubts_its_own_system_is_not_asked_for_a_second(judged: Judge) -> None:
    doubt = '    challenge D1 "It lets some through"\n        solution E1'
    text_ = own(more=doubt).replace("    solution E1\n    challenge", "    solution E2\n    challenge")
    assert "GSN327" not in judged(text_).flaws
    answer = (
        f'{doubt.replace("solution E1", "solution E2")}\n        challenge D2 "Not any more"\n            solution E1'
    )
    text_ = own(more=answer).replace("    solution E1\n    challenge", "    solution E2\n    challenge")
    assert [flaw.where.element for flaw in judged(text_).flaws["GSN327"]] == ["filter::D2"]


@pytest.mark.parametrize("type_", ["security_audit", "evaluation"])
def test_where_nobody_is_said_to_develop_it_independence_is_open(type_: str, judged: Judge) -> None:
    register = judged(own(developer="", type=type_, by="harbour"))
    questions = register.assessments["filter::E1"].open_questions
    assert any("nothing says who develops `x1`" in question for question in questions)
    questions = judged(own(type=type_, by="harbour")).assessments["filter::E1"].open_questions
    assert not any("who develops" in question for question in questions)


def test_standing_that_does_not_hold_opens_what_is_given(judged: Judge) -> None:
    stale = own(by="harbour").replace(
        'actor harbour "Harbour Evaluations"\n',
        'actor harbour "Harbour Evaluations"\n    accredited by lab until 2027-01-01\n',
    )
    register = judged(stale)
    assert [flaw.where.element for flaw in register.flaws["GSN328"]] == ["filter::harbour"]
    for record in ("filter::E1", "filter::E2"):
        assert any("whose standing does not hold" in asked for asked in register.assessments[record].open_questions)
