"""Every built-in profile: it reads, it is laid out in the one way, it cites, and it says how its figures are known."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from importlib.resources import files
from typing import get_args

import pytest

from gsn.model.statements.evidence import EvidenceType
from gsn.treaty.formatting import format_profile
from gsn.treaty.kinds import Kind
from gsn.treaty.library import ENDING, built_in_names, find_profile
from gsn.treaty.profile import Item, Profile
from gsn.treaty.record import UNSET, Judged, Outcome, Parent, Performers, Period, Threshold, Unset
from gsn.treaty.resolving import load_profile
from gsn.treaty.statement import Statement

NAMES = built_in_names()
EXPECTED = (
    "ac-25-1309", "cass-beggs", "conditional", "eo-14110", "eu-ai-act", "eu-gpai-code", "example", "hse-alarp",
    "iec-61508", "magic", "miotti-wasil", "nrc", "own-framework", "pauseai", "sb-1047", "taisc", "trager-iaio",
)  # fmt: skip
PROPOSALS = ("cass-beggs", "conditional", "magic", "miotti-wasil", "pauseai", "taisc", "trager-iaio")
YARDSTICKS = ("ac-25-1309", "hse-alarp", "iec-61508", "nrc")
JUDGED_AGAINST = (Kind.TIER, Kind.REQUIREMENT, Kind.LIMIT)
DAY = date(2026, 11, 23)
UNITS = {"business_days", "days", "weeks", "months", "year", "years"}


def profile(name: str) -> Profile:
    return load_profile(Parent(name, is_path=False), DAY)


def statements(name: str) -> list[Statement]:
    """The statements of a profile's own text, its head first."""
    text = find_profile(Parent(name, is_path=False), None, None).text
    return [text.head, *text.statements]


def text_of(name: str) -> str:
    return (files("gsn.treaty") / "profiles" / f"{name}{ENDING}").read_text(encoding="utf-8")


def of_kinds(name: str, *kinds: Kind) -> list[Item]:
    return [item for item in profile(name).items.values() if item.kind in kinds]


def test_no_profile_is_missing() -> None:
    assert set(EXPECTED) <= set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_it_reads_without_a_problem(name: str) -> None:
    assert profile(name).problems == ()
    assert profile(name).name == name
    assert profile(name).title


@pytest.mark.parametrize("name", NAMES)
def test_it_is_laid_out_in_the_one_way(name: str) -> None:
    laid_out = format_profile(text_of(name), name)
    assert (laid_out.problems, laid_out.text) == ((), text_of(name))


@pytest.mark.parametrize("name", NAMES)
def test_every_tier_requirement_and_limit_has_a_source(name: str) -> None:
    """Its own, or that of the whole profile where a statement names none."""
    assert profile(name).head.one("source") is not None
    unsourced = [
        item.name
        for item in of_kinds(name, *JUDGED_AGAINST)
        if not all(given.source and given.source.plain.strip() for held in item.clauses.values() for given in held)
    ]
    assert unsourced == []


@pytest.mark.parametrize("name", sorted(set(EXPECTED) - {"conditional", "example"}))
def test_every_tier_requirement_and_limit_cites_for_itself(name: str) -> None:
    """``conditional`` is one section of the review as a whole, and ``example`` has no source."""
    assert [said.name for said in statements(name) if said.kind in JUDGED_AGAINST and said.one("source") is None] == []


@pytest.mark.parametrize("name", sorted(set(PROPOSALS) - {"conditional"}))
def test_what_a_proposal_says_is_cited_from_a_section_and_a_footnote_of_the_review(name: str) -> None:
    for said in statements(name):
        if said.kind in {*JUDGED_AGAINST, Kind.CAPABILITY}:
            assert said.one("source").plain.startswith("review, section ")
            assert ", footnote" in said.one("source").plain


@pytest.mark.parametrize("name", NAMES)
def test_what_is_from_memory_or_second_hand_is_marked_so(name: str) -> None:
    """The mark is what a program reads, source and notes what a person reads: they say the same."""
    for said in statements(name):
        source, confirmed = said.one("source"), said.one("confirmed")
        words = source.plain.lower() if source is not None else ""
        if said.kind is not Kind.TREATY:
            expected = "from_memory" if "memory" in words else "second_hand" if "second hand" in words else confirmed
            assert confirmed == expected, said.name
        if confirmed in {"from_memory", "second_hand"}:
            told = " ".join([words, *(given.value.plain.lower() for given in said.clauses.get("notes", ()))])
            assert any(mark in told for mark in ("memory", "second hand", "unverified")), said.name


@pytest.mark.parametrize("name", NAMES)
def test_every_tier_says_when_it_is_reached_and_what_follows(name: str) -> None:
    for tier in of_kinds(name, Kind.TIER):
        assert tier.one("when") is not None, tier.name
        assert isinstance(tier.one("outcome"), Outcome) or tier.one("requires"), tier.name


@pytest.mark.parametrize("name", NAMES)
def test_every_requirement_says_whom_it_binds_and_how_strongly(name: str) -> None:
    for requirement in of_kinds(name, Kind.REQUIREMENT):
        assert requirement.one("binds") is not None, requirement.name
        assert requirement.one("modality") in {"must", "should", "may"}, requirement.name


@pytest.mark.parametrize("name", NAMES)
def test_every_duty_that_developers_must_meet_is_asked_for_in_a_tier(name: str) -> None:
    """One that no tier requires would be held against nobody."""
    asked = {ref.name for tier in of_kinds(name, Kind.TIER) for ref in tier.one("requires") or ()}
    musts = {
        item.name
        for item in of_kinds(name, Kind.REQUIREMENT)
        if item.one("modality") == "must" and "developer" in {ref.name for ref in item.one("binds").binds}
    }
    assert musts - asked == set()


@pytest.mark.parametrize("name", NAMES)
def test_types_of_evidence_and_units_of_time_are_those_that_a_case_knows(name: str) -> None:
    for requirement in of_kinds(name, Kind.REQUIREMENT):
        assert set(requirement.one("type") or ()) <= set(get_args(EvidenceType)), requirement.name
        periods = [requirement.one("keep"), *(within.period for within in requirement.all("within"))]
        if (interval := requirement.one("every")) is not None:
            periods.append(interval.every)
        assert {period.unit for period in periods if isinstance(period, Period)} <= UNITS, requirement.name


@pytest.mark.parametrize("name", NAMES)
def test_every_limit_is_a_number_a_band_or_somebody_s_judgement(name: str) -> None:
    bounds = ("frequency", "probability", "increase", "tolerability", "bands", "judged_by")
    for limit in of_kinds(name, Kind.LIMIT):
        assert limit.one("on") is not None, limit.name
        assert any(limit.one(bound) is not None for bound in bounds), limit.name


@pytest.mark.parametrize("name", [*PROPOSALS, "eu-ai-act", "eo-14110", "sb-1047"])
def test_the_review_states_no_counting_rule_for_any_of_them(name: str) -> None:
    tests = [
        test
        for tier in of_kinds(name, Kind.TIER)
        for alternative in tier.one("when").alternatives
        for test in alternative
        if isinstance(test, Threshold) and test.measure.name == "training_compute"
    ]
    assert all(test.counting is UNSET for test in tests)
    assert tests or name == "cass-beggs"


def test_thresholds_of_cass_beggs_are_a_human_s_to_judge() -> None:
    tiers = of_kinds("cass-beggs", Kind.TIER)
    assert [tier.name for tier in tiers] == ["joint_lab_only", "prohibited"]
    assert all(isinstance(test, Judged) for tier in tiers for (test,) in tier.one("when").alternatives)


@pytest.mark.parametrize("name", PROPOSALS)
def test_no_proposal_is_in_force(name: str) -> None:
    head = profile(name).head
    assert (head.one("status"), head.one("in_force")) == ("proposed", None)


@pytest.mark.parametrize(
    ("name", "exempt"),
    [("taisc", "jaisl"), ("magic", "magic"), ("cass-beggs", "international_joint_ai_lab")],
)
def test_who_develops_above_a_tier_is_exempt_from_that_tier_and_from_no_other(name: str, exempt: str) -> None:
    """The review, footnote 127; its own treaty exempts nobody."""
    exempted = [
        (tier.one("outcome").effect, tier.one("outcome").actor.name, [ref.name for ref in tier.one("exempts")])
        for tier in of_kinds(name, Kind.TIER)
        if tier.one("exempts") is not None
    ]
    assert exempted == [("only_by", exempt, [exempt])]


@pytest.mark.parametrize("name", ["conditional", "eu-ai-act", "eo-14110", "sb-1047", "pauseai", "trager-iaio"])
def test_nobody_is_exempt_where_the_review_names_no_exemption(name: str) -> None:
    assert [tier.name for tier in of_kinds(name, Kind.TIER) if tier.one("exempts") is not None] == []


@pytest.mark.parametrize("name", YARDSTICKS)
def test_a_yardstick_binds_nobody_and_states_no_confidence(name: str) -> None:
    """Figures of other industries measure a case; no regulator of AI has set them."""
    assert of_kinds(name, Kind.TIER, Kind.REQUIREMENT) == []
    assert profile(name).head.one("status") == "published"
    bounds = [limit.one(bound) for limit in of_kinds(name, Kind.LIMIT) for bound in ("frequency", "probability")]
    assert [bound for bound in bounds if bound is not None and bound.confidence is not None] == []


@pytest.mark.parametrize("limit", ["high_demand", "low_demand"])
def test_bands_of_safety_integrity_levels_follow_on_each_other(limit: str) -> None:
    bands = profile("iec-61508").items[limit].all("bands")
    assert [band.name for band in bands] == ["SIL4", "SIL3", "SIL2", "SIL1"]
    assert [band.high.exact for band in bands[:-1]] == [band.low.exact for band in bands[1:]]
    assert all(band.high.exact == 10 * band.low.exact for band in bands)


def test_the_code_of_practice_holds_above_the_act_s_threshold_and_keeps_its_duty() -> None:
    tier = profile("eu-gpai-code").items["systemic_risk"]
    act = profile("eu-ai-act").items["systemic_risk"]
    asked = sorted(ref.name for ref in tier.one("requires"))
    assert tier.one("when") == act.one("when")
    assert [str(given.source) == str(act.clauses["when"][0].source) for given in tier.clauses["when"]] == [True]
    assert {ref.name for ref in act.one("requires")} <= set(asked)
    assert asked == sorted(item.name for item in of_kinds("eu-gpai-code", Kind.REQUIREMENT))


def test_a_developer_s_own_framework_says_that_it_is_its_own() -> None:
    own = profile("own-framework")
    assert own.head.one("legal_force") == "self_defined"
    assert own.head.one("status") == "invented"
    assert "invented" in own.title
    assert {item.one("set_by").name for item in own.of_kind(Kind.REQUIREMENT)} == {"developer"}


def test_only_what_is_invented_sets_a_confidence() -> None:
    stated = {
        name
        for name in NAMES
        for limit in of_kinds(name, Kind.LIMIT)
        for bound in (limit.one("frequency"), limit.one("probability"))
        if bound is not None and bound.confidence is not None and not isinstance(bound.confidence, Unset)
    }
    assert stated == {"example", "own-framework"}
    assert {profile(name).head.one("status") for name in stated} == {"invented"}


def test_evaluations_by_public_bodies_need_grey_or_white_box_access_in_the_review_s_treaty() -> None:
    by = profile("conditional").items["public_evaluation"].one("by")
    assert isinstance(by, Performers)
    assert by.access == ("grey_box", "white_box")


def test_two_papers_of_the_same_authors_are_two_profiles() -> None:
    """The treaty caps at 1e21 FLOP; the consortium would develop above 1e24 FLOP."""
    (capped,) = profile("miotti-wasil").items["regulated"].one("when").alternatives[0]
    (central,) = profile("magic").items["magic_only"].one("when").alternatives[0]
    assert (capped.value.exact, central.value.exact) == (Fraction(10**21), Fraction(10**24))
