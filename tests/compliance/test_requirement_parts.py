"""What records cover and contain, alone and together, and which record is the nearest."""

from pathlib import Path

import pytest

from gsn.compliance.account import Met, RequirementAccount
from gsn.compliance.parts import MADE_OF
from tests.compliance.requirement_cases import Clauses, Draft, accounts, profile_of


def held(tmp_path: Path, asked: str, records: dict[str, Clauses]) -> RequirementAccount:
    clauses = "".join(f"        {clause}\n" for clause in ("binds developer", *asked.split("; "), "modality must"))
    profile = profile_of(f'    requirement asked "Asked"\n{clauses}', tmp_path / "profile")
    return accounts(Draft(records).write(tmp_path / "case"), profile)["asked"]


def audit(covers: str, **more: list[str]) -> Clauses:
    type_ = "governance_audit" if set(covers.split(", ")) & set().union(*MADE_OF.values()) else "security_audit"
    return {"type": [type_], "by": ["auditor"], "dated": ["2026-03-31"], "covers": [covers], **more}


def report(contains: str, type_: str = "report", **more: list[str]) -> Clauses:
    on = {"on": ["x1"]} if type_ == "evaluation" else {}
    clauses = {"type": [type_], "by": ["aisi"], "dated": ["2026-03-31"], "contains": [contains], **on, **more}
    return {words: values for words, values in clauses.items() if values != [""]}


RISK, CULTURE = (", ".join(MADE_OF[name]) for name in ("risk_management", "safety_culture"))
ALL_BUT_RESOURCES = f"{RISK}, {CULTURE}".removesuffix(", resources")


@pytest.mark.parametrize(
    ("asked", "covered", "message"),
    [
        ("code, weights", ["code, weights, data"], ""),
        ("code, weights", ["code", "weights"], ""),
        ("code, weights, data", ["code", "weights"], "`a0` covers no `data`, nor does another of 2 such records"),
        ("code, weights, data", ["code", "weights, data"], ""),
        ("code, weights, data", ["physical"], "`a0` covers no `code`, `weights` and `data`"),
    ],
)
def test_audits_share_out_what_they_cover(asked: str, covered: list[str], message: str, tmp_path: Path) -> None:
    records = {f"a{number}": audit(covers) for number, covers in enumerate(covered)}
    account = held(tmp_path, f"type security_audit; covers {asked}", records)
    assert [short.message for short in account.shortfalls] == ([message] if message else [])


@pytest.mark.parametrize(
    ("covered", "message"),
    [
        (f"{RISK}, {CULTURE}", ""),
        (RISK, "`a0` covers no `safety_culture`"),
        (ALL_BUT_RESOURCES, "`a0` covers no `safety_culture` (`resources`)"),
        (CULTURE, "`a0` covers no `risk_management`"),
    ],
)
def test_what_the_review_names_as_one_an_audit_covers_in_parts(covered: str, message: str, tmp_path: Path) -> None:
    account = held(tmp_path, "type governance_audit; covers risk_management, safety_culture", {"a0": audit(covered)})
    assert [short.message for short in account.shortfalls] == ([message] if message else [])


@pytest.mark.parametrize(
    ("type_", "contained", "message"),
    [
        ("report", ["spec, prompt"], ""),
        ("report", ["spec", "prompt"], ""),
        ("report", ["spec", "use"], "`r0` contains no `prompt`, nor does another of 2 such records"),
        ("evaluation", ["spec, prompt", "use"], ""),
        ("evaluation", ["spec", "prompt"], "`r0` contains no `prompt`"),
    ],
)
def test_reports_share_out_what_they_contain_and_nothing_else_does(
    type_: str, contained: list[str], message: str, tmp_path: Path
) -> None:
    records = {f"r{number}": report(contains, type_) for number, contains in enumerate(contained)}
    account = held(tmp_path, f"type {type_}; contains spec, prompt", records)
    assert [short.message for short in account.shortfalls] == ([message] if message else [])


def test_what_does_not_fit_shares_nothing(tmp_path: Path) -> None:
    records = {"r0": report("spec"), "r1": report("prompt", expires=["2026-05-31"])}
    account = held(tmp_path, "type report; contains spec, prompt", records)
    assert [short.message for short in account.shortfalls] == ["`r0` contains no `prompt`"]


def test_what_may_fit_leaves_it_open(tmp_path: Path) -> None:
    records = {"r0": report("spec"), "r1": report("prompt", dated=[""])}
    account = held(tmp_path, "type report; contains spec, prompt", records)
    assert account.met is Met.OPEN
    assert [(short.attribute, short.record) for short in account.shortfalls] == [
        ("contains", "c::r0"),
        ("state", "c::r1"),
    ]


SAMPLES = ", ".join(f'e1 at "{number}"' for number in range(3))


@pytest.mark.parametrize(
    ("contains", "others", "met"),
    [
        (SAMPLES, [], Met.MET),
        (SAMPLES.removesuffix(', e1 at "2"'), [], Met.UNMET),
        ('e1 at "1", e1 at "1", e1 at "1"', [], Met.UNMET),
        ("e1", [], Met.UNMET),
        (SAMPLES, ["e2"], Met.UNMET),
        (SAMPLES + "".join(f', e2 at "{number}"' for number in range(3)), ["e2"], Met.MET),
    ],
)
def test_each_evaluation_has_its_samples(contains: str, others: list[str], met: Met, tmp_path: Path) -> None:
    records = {"r0": report(contains), **{name: report("spec", "evaluation") for name in ("e1", *others)}}
    assert held(tmp_path, "type report; at least 3 samples each evaluation", records).met is met


def test_samples_are_counted_over_reports_and_of_nothing_are_none(tmp_path: Path) -> None:
    split = {"r0": report('e1 at "1", e1 at "2"'), "r1": report('e1 at "1"'), "e1": report("spec", "evaluation")}
    asked = "type report; at least 3 samples each evaluation"
    assert held(tmp_path / "a", asked, split).met is Met.MET
    assert held(tmp_path / "b", asked, {"r0": report("spec")}).met is Met.OPEN


@pytest.mark.parametrize(
    ("contains", "met"),
    [("asked", Met.MET), ("spec", Met.OPEN)],
)
def test_a_report_says_which_one_it_is(contains: str, met: Met, tmp_path: Path) -> None:
    assert held(tmp_path, "type report", {"r0": report(contains)}).met is met


# The nearest


def test_all_that_the_nearest_record_falls_short_of_is_told(tmp_path: Path) -> None:
    records = {
        "far": report("spec", "evaluation", by=["lab"], dated=["2024-01-01"]),
        "near": report("spec", "evaluation", by=["aisi with black_box access"], dated=["2025-01-01"]),
    }
    asked = "type evaluation; by public_body with grey_box access; every 6 months; contains prompt"
    account = held(tmp_path, asked, records)
    assert [(short.attribute, short.record) for short in account.shortfalls] == [
        ("access", "c::near"),
        ("contains", "c::near"),
        ("every", "c::near"),
    ]


def test_the_nearest_is_so_in_all_that_is_asked(tmp_path: Path) -> None:
    records = {"e0": report("spec", "evaluation", by=["lab"]), "e1": report("prompt", "evaluation", by=["lab"])}
    account = held(tmp_path, "type evaluation; by public_body; contains prompt", records)
    assert [(short.attribute, short.record) for short in account.shortfalls] == [("by", "c::e1")]


def test_of_two_that_are_as_near_the_first_is_told(tmp_path: Path) -> None:
    records = {f"e{number}": report("spec", "evaluation", by=["lab"]) for number in range(3)}
    account = held(tmp_path, "type evaluation; by public_body", records)
    assert [short.record for short in account.shortfalls] == ["c::e0"]


def test_each_of_several_types_has_to_be_there(tmp_path: Path) -> None:
    asked = "type evaluation and red_team; by public_body"
    account = held(tmp_path / "a", asked, {"e1": report("spec", "evaluation")})
    assert [short.message for short in account.shortfalls] == [
        "no record is of type `red_team`, which `asked` asks for"
    ]
    both = {"e1": report("spec", "evaluation"), "r1": report("spec", "red_team")}
    assert held(tmp_path / "b", asked, both).records == ("c::e1", "c::r1")


# Without a type


def test_without_a_type_what_a_record_contains_tells_that_it_is_meant(tmp_path: Path) -> None:
    asked = "contains tiers, acceptance"
    assert held(tmp_path / "a", asked, {"r0": report("tiers, acceptance", "evaluation")}).met is Met.MET
    assert held(tmp_path / "b", asked, {"r0": report("tiers"), "r1": report("acceptance")}).met is Met.MET
    none = held(tmp_path / "c", asked, {"r0": report("spec")})
    assert [short.message for short in none.shortfalls] == [
        "no record holds `tiers` or `acceptance`, which `asked` asks for"
    ]


@pytest.mark.parametrize(
    ("determines", "contains", "met"),
    [
        ("acceptable", "asked", Met.MET),
        ("acceptable", "other", Met.OPEN),
        ("pending", "asked", Met.OPEN),
        ("unacceptable", "asked", Met.UNMET),
    ],
)
def test_what_names_nothing_that_shows_it_is_settled_by_a_determination(
    determines: str, contains: str, met: Met, tmp_path: Path
) -> None:
    record = report(contains, "determination", determines=[determines])
    clauses = '        binds developer\n        note "Somebody judges it"\n'
    profile = profile_of(f'    requirement asked "Asked"\n{clauses}', tmp_path / "profile")
    assert accounts(Draft({"d": record}).write(tmp_path / "case"), profile)["asked"].met is met


@pytest.mark.parametrize(
    ("later", "by", "met"),
    [
        ("acceptable", "aisi", Met.MET),
        ("unacceptable", "aisi", Met.UNMET),
        ("pending", "aisi", Met.OPEN),
        ("unacceptable", "foreign", Met.MET),
    ],
)
def test_the_last_word_of_who_determines_counts(later: str, by: str, met: Met, tmp_path: Path) -> None:
    records = {
        "first": report("spec", "determination", determines=["acceptable"]),
        "later": report("spec", "determination", determines=[later], dated=["2026-04-30"], by=[by]),
    }
    assert held(tmp_path, "type determination; by aisi", records).met is met
