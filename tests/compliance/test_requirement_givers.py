"""Who may give what is required: names, roles, standings, access, other states' bodies, a reviewer's registry."""

from pathlib import Path

import pytest

import gsn
from gsn.compliance.account import Met, RequirementAccount
from gsn.evidence.actors import registry_of
from tests.compliance.requirement_cases import MAIN, PEOPLE, Draft, accounts, profile_of

EVALUATION = """\
    party EU binds EU, DE, FR
    requirement evaluation "Evaluations"
        binds developer
        type evaluation
        {by}
        modality must
"""
MORE_PEOPLE = (
    PEOPLE
    + """\
actor board "The developer's board"
    role risk_owner
actor world "An international body"
    role international_body
actor paris "A French body"
    role public_body
    jurisdiction FR
actor nowhere "A body of which nobody says whose it is"
    role public_body
actor lapsed "An evaluator"
    role evaluator
    accredited by aisi until 2026-05-31
    cleared by aisi
actor friend "An evaluator"
    role evaluator
    independent of lab by friend
"""
)


def drafted(by: str, jurisdiction: str = "GB") -> Draft:
    record = {"type": ["evaluation"], "by": [by], "dated": ["2026-03-31"], "on": ["x1"]}
    draft = Draft({MAIN: record}, people=MORE_PEOPLE)
    draft.system["jurisdiction"] = [jurisdiction]
    return draft


def held(tmp_path: Path, draft: Draft, by: str, registry: str | None = None) -> RequirementAccount:
    profile = profile_of(EVALUATION.format(by=by), tmp_path / "profile")
    known = None
    if registry is not None:
        (tmp_path / "actors.gsn").write_text(registry, encoding="utf-8")
        known = registry_of(gsn.load(tmp_path / "actors.gsn"))
    return accounts(draft.write(tmp_path / "case"), profile, registry=known)["evaluation"]


@pytest.mark.parametrize(
    ("asked", "giver", "short"),
    [
        ("by public_body", "aisi", ""),
        ("by public_body", "world", ""),
        ("by public_body", "lab", "by"),
        ("by public_body", "board", "by"),
        ("by public_body", "evaluator", "by"),
        ("by public_body", "foreign", "recognised_by"),
        ("by public_body", "nowhere", "recognised_by"),
        ("by accredited_private_body", "auditor", ""),
        ("by accredited_private_body", "evaluator", "by"),
        ("by accredited_private_body", "lapsed", "by"),
        ("by accredited_private_body", "aisi", "by"),
        ("by accredited_private_body or public_body", "aisi", ""),
        ("by external_evaluator", "evaluator", ""),
        ("by external_evaluator", "aisi", ""),
        ("by external_evaluator", "friend", "by"),
        ("by external_evaluator", "stranger", "by"),
        ("by external_evaluator", "lab", "by"),
        ("by aisi", "aisi", ""),
        ("by aisi", "world", "by"),
        ("by nowhere", "nowhere", ""),
        ("by foreign", "foreign", "recognised_by"),
        ("by auditor", "auditor", ""),
        ("by developer", "lab", ""),
        ("by developer", "board", ""),
        ("by developer", "aisi", "by"),
        ("by lab", "lab", "by"),
    ],
)
def test_a_giver_is_who_is_named_or_has_the_standing(asked: str, giver: str, short: str, tmp_path: Path) -> None:
    account = held(tmp_path, drafted(giver), asked)
    told = {each.attribute for each in account.shortfalls if each.attribute != "state"}
    assert told == ({short} if short else set())
    is_open = giver == "nowhere"
    assert account.met is (Met.MET if not short else Met.OPEN if is_open else Met.UNMET)


@pytest.mark.parametrize(
    ("access", "asked", "short"),
    [
        ("", "with black_box access", "access"),
        ("with black_box access", "with black_box access", ""),
        ("with grey_box access", "with black_box access", ""),
        ("with black_box access", "with grey_box access", "access"),
        ("with white_box access", "with grey_box access", ""),
        ("with grey_box access", "with grey_box or white_box access", ""),
        ("with grey_box access", "with white_box access", "access"),
        ("with black_box access", "with white_box or grey_box access", "access"),
    ],
)
def test_more_access_than_is_asked_is_enough(access: str, asked: str, short: str, tmp_path: Path) -> None:
    account = held(tmp_path, drafted(f"aisi {access}".strip()), f"by public_body {asked}")
    assert {each.attribute for each in account.shortfalls} == ({short} if short else set())


@pytest.mark.parametrize(
    ("change", "met"),
    [
        ("", Met.UNMET),
        ("recognised by", Met.MET),
        ("record of recognition", Met.MET),
        ("takes all for its own", Met.MET),
        ("another foreign body", Met.UNMET),
        ("the developer", Met.UNMET),
    ],
)
def test_a_foreign_bodys_findings_count_by_recognition(change: str, met: Met, tmp_path: Path) -> None:
    recognition = {"type": ["recognition"], "by": ["aisi"], "dated": ["2026-04-01"], "of": [MAIN]}
    match change:
        case "recognised by":
            draft = drafted("foreign")
            draft.records[MAIN]["recognised by"] = ["aisi"]
            draft.records["record_b"] = recognition
        case "record of recognition":
            draft = drafted("foreign")
            draft.records["record_b"] = recognition
        case "another foreign body" | "the developer":
            draft = drafted("foreign")
            draft.records["record_b"] = recognition | {"by": ["paris" if change != "the developer" else "lab"]}
        case _:
            draft = drafted("foreign")
            recognises = "    recognises foreign\n" if change else ""
            draft.people = draft.people.replace("actor foreign", f"{recognises}actor foreign")
    account = held(tmp_path, draft, "by public_body")
    assert account.met is met
    assert {each.attribute for each in account.shortfalls} <= {"recognised_by"}


def test_a_developer_recognises_nobody_for_others(tmp_path: Path) -> None:
    draft = drafted("foreign")
    draft.people = draft.people.replace("    role developer\n", "    role public_body\n    recognises foreign\n")
    assert held(tmp_path, draft, "by public_body").met is Met.UNMET


def test_a_state_party_binds_its_jurisdictions_together(tmp_path: Path) -> None:
    assert held(tmp_path, drafted("paris", "DE"), "by public_body").met is Met.MET
    assert held(tmp_path / "gb", drafted("paris", "GB"), "by public_body").met is Met.UNMET


def test_without_the_systems_jurisdiction_it_is_open_whether_a_body_is_foreign(tmp_path: Path) -> None:
    draft = drafted("aisi")
    del draft.system["jurisdiction"]
    account = held(tmp_path, draft, "by public_body")
    assert (account.met, account.shortfalls[0].attribute) == (Met.OPEN, "recognised_by")


def test_who_may_not_give_it_falls_short_whatever_else_is_open(tmp_path: Path) -> None:
    """An audit by a body of which it is open whose it is, recognised by somebody who recognises nothing."""
    draft = drafted("nowhere")
    draft.records[MAIN]["recognised by"] = ["stranger"]
    account = held(tmp_path, draft, "by public_body")
    assert account.met is Met.UNMET
    assert {(short.attribute, short.open) for short in account.shortfalls} == {
        ("recognised_by", True),
        ("state", False),
    }


def test_a_registry_is_believed_and_the_case_is_not(tmp_path: Path) -> None:
    known = 'actor aisi "An institute"\n    role public_body\n    jurisdiction GB\n'
    believed = held(tmp_path / "a", drafted("aisi"), "by public_body", known)
    assert believed.met is Met.MET
    assert "as the case states it" not in believed.why
    assert held(tmp_path / "b", drafted("world"), "by public_body", known).met is Met.UNMET
    stated = held(tmp_path / "c", drafted("aisi"), "by public_body")
    assert "who its givers are is as the case states it: no registry of actors was given" in stated.why


def test_a_name_that_the_registry_does_not_know_is_nobodys(tmp_path: Path) -> None:
    account = held(tmp_path, drafted("aisi"), "by aisi", 'actor other "Another"\n    role public_body\n')
    assert account.met is Met.UNMET
    assert "the registry does not know `aisi`" in account.why


@pytest.mark.parametrize(("giver", "met"), [("world", Met.MET), ("aisi", Met.UNMET), ("lab", Met.UNMET)])
def test_what_has_to_be_certified_comes_from_who_certifies(giver: str, met: Met, tmp_path: Path) -> None:
    account = held(tmp_path, drafted(giver), "certified by world")
    assert account.met is met
    assert {each.attribute for each in account.shortfalls} == (set() if met is Met.MET else {"certified_by"})
