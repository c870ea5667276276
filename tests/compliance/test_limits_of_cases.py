"""The whole cases against the limits of profiles: every one answered, with its headroom, and none kept by itself."""

from datetime import date
from pathlib import Path

import pytest

import gsn
from gsn.argument import Argument
from gsn.compliance.account import Account, Answer, Coverage, Kept
from gsn.treaty.record import Parent
from gsn.treaty.resolving import load_profile

CASES = Path(__file__).parents[2] / "cases"
DAY = date(2026, 11, 23)

FOUND = {
    # the case and the profile: each limit, what became of it, and how often what is proved fits into it
    ("cyber-inability", "example"): [
        ("malicious_use_limit", Kept.OPEN, "10/9"),
        ("loss_of_control_limit", Kept.NO_HAZARD, None),
    ],
    ("misuse-safeguards", "example"): [
        ("malicious_use_limit", Kept.OPEN, "50/19"),
        ("loss_of_control_limit", Kept.NO_HAZARD, None),
    ],
    ("nuclear-cdf", "nrc"): [
        ("core_damage_frequency", Kept.OPEN, "2"),
        ("large_early_release_frequency", Kept.NO_HAZARD, None),
        ("core_damage_increase", Kept.NOT_SHOWN, "1/5"),
        ("large_early_release_increase", Kept.NO_HAZARD, None),
        ("prompt_fatality_risk", Kept.NO_HAZARD, None),
        ("cancer_fatality_risk", Kept.NO_HAZARD, None),
    ],
}


def held(case: str, profile: str) -> Account:
    argument = Argument(gsn.load(CASES / case), DAY, None, load_profile(Parent(profile, is_path=False), DAY))
    assert argument.account is not None
    return argument.account


@pytest.mark.parametrize(("case", "profile"), FOUND)
def test_each_limit_is_answered(case: str, profile: str) -> None:
    account = held(case, profile)
    found = [(each.limit.name, each.kept, each.headroom and str(each.headroom)) for each in account.limits]
    assert found == FOUND[case, profile]
    assert all(each.why for each in account.limits)


def test_the_cyber_case_speaks_of_all_that_its_profile_names() -> None:
    account = held("cyber-inability", "example")
    assert {each.item.name: each.coverage for each in account.categories} == {
        "malicious_use": Coverage.ARGUED,
        "malfunction": Coverage.EXCLUSION_NOT_ACCEPTED,
        "loss_of_control": Coverage.EXCLUSION_NOT_ACCEPTED,
    }
    argued = [each.item.name for each in account.capabilities if each.coverage is Coverage.ARGUED]
    assert argued == ["offensive_cyber"]
    assert Coverage.MISSING not in {each.coverage for each in account.capabilities}
    assert {part.name: part.there for part in account.parts} == {
        "hazards": Answer.YES,
        "scenarios": Answer.YES,
        "mitigations": Answer.NO,
        "thresholds": Answer.YES,
    }
