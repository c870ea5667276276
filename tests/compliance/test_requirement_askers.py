"""Who asks a requirement, of whom, and what becomes of it where nothing is known."""

from pathlib import Path

import pytest

from gsn.compliance import fitting
from gsn.compliance.account import Answer, Met, PartAccount, RequirementAccount
from gsn.treaty.record import Parent
from gsn.treaty.resolving import load_profile
from tests.compliance.requirement_cases import DAY, MAIN, Draft, accounts, profile_of

TIER = """\
    tier regulated "Regulated"
        when training_compute > 1e23 FLOP
        {asks} audit
"""
AUDIT = """\
    requirement audit "An audit"
        {binds}
        type security_audit
        {more}
        modality must
"""
EMPTY = Draft({})
AUDITED = Draft(
    {
        MAIN: {
            "type": ["security_audit"],
            "by": ["auditor"],
            "dated": ["2026-03-31"],
            "covers": ["code"],
        }
    }
)


def written(asks: str = "requires", binds: str = "binds developer", more: str = "") -> str:
    """The text of a profile with one requirement."""
    text = (TIER.format(asks=asks) if asks else "") + AUDIT.format(binds=binds, more=more)
    return "".join(f"{line}\n" for line in text.split("\n") if line.strip())


def held(tmp_path: Path, draft: Draft, **said: str) -> RequirementAccount:
    profile = profile_of(written(**said), tmp_path / "profile")
    return accounts(draft.write(tmp_path / "case"), profile)["audit"]


@pytest.mark.parametrize(
    ("asks", "reached", "exempt", "asked", "met"),
    [
        ("requires", Answer.YES, Answer.NO, Answer.YES, Met.UNMET),
        ("requires", Answer.OPEN, Answer.NO, Answer.OPEN, Met.UNMET),
        ("requires", Answer.NO, Answer.NO, Answer.NO, Met.NOT_ASKED),
        ("requires", Answer.YES, Answer.YES, Answer.NO, Met.NOT_ASKED),
        ("requires", Answer.YES, Answer.OPEN, Answer.OPEN, Met.UNMET),
        ("may require", Answer.YES, Answer.NO, Answer.OPEN, Met.UNMET),
        ("may require", Answer.NO, Answer.NO, Answer.NO, Met.NOT_ASKED),
        ("", Answer.NO, Answer.NO, Answer.YES, Met.UNMET),
    ],
)
def test_a_tier_asks_that_is_reached_and_exempts_nobody(
    asks: str, reached: Answer, exempt: Answer, asked: Answer, met: Met, tmp_path: Path
) -> None:
    profile = profile_of(written(asks), tmp_path / "profile")
    account = accounts(EMPTY.write(tmp_path / "case"), profile, reached, exempt)["audit"]
    assert (account.asked, account.met) == (asked, met)
    assert account.upon_request is (asks == "may require" and asked is Answer.OPEN)
    assert account.tiers == (("regulated",) if asks and asked is not Answer.NO else ())


@pytest.mark.parametrize(
    ("binds", "met"),
    [
        ("binds developer", Met.MET),
        ("binds cloud_provider, developer", Met.MET),
        ("binds lab", Met.MET),
        ("", Met.MET),
        ("binds cloud_provider", Met.CONTEXT),
        ("binds aisi", Met.CONTEXT),
    ],
)
def test_a_duty_of_others_is_context(binds: str, met: Met, tmp_path: Path) -> None:
    account = held(tmp_path, AUDITED, binds=binds)
    assert account.met is met
    assert account.records == ("c::record_a",)
    assert account.asked is (Answer.NO if met is Met.CONTEXT else Answer.YES)
    assert account.shortfalls == ()


def test_what_is_not_asked_and_is_there_is_shown(tmp_path: Path) -> None:
    profile = profile_of(written(), tmp_path / "profile")
    account = accounts(AUDITED.write(tmp_path / "case"), profile, Answer.NO)["audit"]
    assert (account.met, account.records) == (Met.NOT_ASKED, ("c::record_a",))
    assert account.why == "not asked: asked in tier `regulated`, which is not reached, or exempts the developer"


@pytest.mark.parametrize("more", ["best effort", 'contingent on "Further research"'])
def test_what_may_not_be_possible_is_never_unmet(more: str, tmp_path: Path) -> None:
    account = held(tmp_path, EMPTY, more=more)
    assert account.met is Met.OPEN
    assert all(short.open for short in account.shortfalls)
    assert held(tmp_path / "met", AUDITED, more=more).met is Met.MET


@pytest.mark.parametrize(
    ("contains", "met"),
    [
        ("audit_excused", Met.OPEN),
        ('audit_excused at "section 2"', Met.MET),
        ('audit at "section 2"', Met.UNMET),
    ],
)
def test_an_excuse_has_a_place_where_the_reason_stands(contains: str, met: Met, tmp_path: Path) -> None:
    excuse = {"type": ["report"], "by": ["lab"], "dated": ["2026-03-31"], "contains": [contains]}
    account = held(tmp_path, Draft({MAIN: excuse}), more="or excused")
    assert account.met is met
    assert account.records == (("c::record_a",) if met is Met.MET else ())
    assert ("or_excused" in {short.attribute for short in account.shortfalls}) is (met is Met.OPEN)
    assert held(tmp_path / "without", Draft({MAIN: excuse})).met is Met.UNMET


def test_an_excuse_that_is_not_accepted_excuses_nothing(tmp_path: Path) -> None:
    excuse = {"type": ["report"], "by": ["lab"], "dated": ["2026-07-31"], "contains": ['audit_excused at "section 2"']}
    assert held(tmp_path, Draft({MAIN: excuse}), more="or excused").met is Met.UNMET


@pytest.mark.parametrize(("binds", "asked"), [("binds developer", Answer.YES), ("", Answer.OPEN)])
def test_a_line_of_the_profile_that_cannot_be_read_leaves_it_open(binds: str, asked: Answer, tmp_path: Path) -> None:
    text = f'treaty own "Own"\n{written(binds=binds)}        covrs all\n'
    (tmp_path / "own.treaty").write_text(text, encoding="utf-8")
    profile = load_profile(Parent("own.treaty", is_path=True), DAY, tmp_path)
    account = accounts(AUDITED.write(tmp_path / "case"), profile)["audit"]
    assert (account.met, account.asked) == (Met.OPEN, asked)


def test_a_line_of_the_case_that_cannot_be_read_may_be_what_is_missing(tmp_path: Path) -> None:
    profile = profile_of(written(), tmp_path / "profile")
    path = EMPTY.write(tmp_path / "case")
    assert accounts(path, profile)["audit"].met is Met.UNMET
    path.write_text(path.read_text("utf-8") + 'evidnce E9 "The audit"\n    type security_audit\n', encoding="utf-8")
    assert accounts(path, profile, readable=False)["audit"].met is Met.OPEN


def test_a_line_that_cannot_be_read_excuses_no_incident(tmp_path: Path) -> None:
    text = written("", more="within 2 days of awareness").replace("security_audit", "incident_ledger")
    ledger = {
        "type": ["incident_ledger"],
        "by": ["lab"],
        "dated": ["2026-03-31"],
        "incident": ['fire aware 2026-03-01 "It burnt"'],
    }
    path = Draft({MAIN: ledger}).write(tmp_path / "case")
    path.write_text(path.read_text("utf-8") + 'goul G9 "It holds"\n', encoding="utf-8")
    assert accounts(path, profile_of(text, tmp_path / "profile"), readable=False)["audit"].met is Met.UNMET


@pytest.mark.parametrize(
    ("there", "met"),
    [
        ([Answer.YES, Answer.YES], Met.MET),
        ([Answer.YES, Answer.OPEN], Met.OPEN),
        ([Answer.NO, Answer.OPEN], Met.UNMET),
        ([], Met.OPEN),
    ],
)
def test_a_safety_case_is_met_by_the_case_itself(
    there: list[Answer], met: Met, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    parts = tuple(PartAccount(f"part {index}", answer, "as it is") for index, answer in enumerate(there))
    monkeypatch.setattr(fitting, "parts_of", lambda _argument, _profile: parts)
    text = '    requirement safety_case "A safety case"\n        binds developer\n        modality must\n'
    profile = profile_of(text, tmp_path / "profile")
    account = accounts(EMPTY.write(tmp_path / "case"), profile)["safety_case"]
    assert account.met is met
    if met is Met.MET:
        assert account.why.startswith("met by the case itself")


def test_what_is_set_by_the_developer_is_said_to_be(tmp_path: Path) -> None:
    account = held(tmp_path, AUDITED, more="set by developer")
    assert account.met is Met.MET
    assert "`audit` is set by the developer itself: nobody else asks it" in account.why
