"""Limits in figures: what keeps one, what exceeds it, and what leaves it open."""

from pathlib import Path

import pytest

from gsn.compliance.account import Kept, Wanting
from tests.compliance.limit_cases import (
    RECORD,
    SHOWN,
    STUDY,
    argument_of,
    claimed,
    hazard,
    limit,
    limit_of,
    named,
    profile,
    under,
)

YEARLY = "frequency <= 1e-2 per year at 90%"
CLAIM = "harm <= 5e-3 per year at 95%"

BELIEF = f"""\
evidence E1 "Elicitation"
    type elicitation
    file "e.txt"
    by lab
    dated 2026-05-01
    presumes G2
    measures harm: at most 1e-3 per year at 97%
{STUDY}"""

FIGURES = {
    # what the limit states: what became of it, and what is wanting
    YEARLY: (Kept.OPEN, {Wanting.REVIEW}),
    "frequency <= 5e-3 per year at 95%": (Kept.OPEN, {Wanting.REVIEW}),
    "frequency < 5e-3 per year at 95%": (Kept.NOT_SHOWN, {Wanting.CLAIM}),
    "frequency <= 4.99e-3 per year at 95%": (Kept.EXCEEDED, set()),
    "frequency <= 1e-2 per year at 95.1%": (Kept.NOT_SHOWN, {Wanting.CONFIDENCE}),
    "frequency <= 1e-2 per year": (Kept.OPEN, {Wanting.STATEMENT}),
    "frequency <= 4e-3 per year": (Kept.EXCEEDED, set()),
    "frequency <= unset per year at 90%": (Kept.UNSET, {Wanting.STATEMENT}),
    "frequency <= 1e-2 per year at unset": (Kept.UNSET, {Wanting.STATEMENT}),
    "frequency <= 4e-3 per year at unset": (Kept.EXCEEDED, set()),
    "frequency <= 1e-2 at 90%": (Kept.NOT_SHOWN, {Wanting.STATEMENT, Wanting.UNIT}),
    "frequency <= 1e-3 per month at 90%": (Kept.OPEN, {Wanting.REVIEW}),
    "frequency <= 4.16e-4 per month at 90%": (Kept.EXCEEDED, set()),
    "frequency <= 1e-2 per demand at 90%": (Kept.NOT_SHOWN, {Wanting.UNIT}),
    "probability <= 1e-2 over year at 90%": (Kept.OPEN, {Wanting.REVIEW}),
    "probability <= 1e-1 over decade at 90%": (Kept.OPEN, {Wanting.REVIEW}),
    "probability <= 4e-2 over decade at 90%": (Kept.EXCEEDED, set()),
    "probability <= 1e-2 over deployment at 90%": (Kept.NOT_SHOWN, {Wanting.UNIT}),
    "probability <= 1e-2 at 90%": (Kept.NOT_SHOWN, {Wanting.STATEMENT, Wanting.UNIT}),
    "intolerable above 1e-1, broadly_acceptable below 1e-2 per year": (Kept.OPEN, {Wanting.STATEMENT}),
    "intolerable above 1e-1, broadly_acceptable below 5e-3 per year": (Kept.JUDGED, set()),
    "intolerable above 5e-3, broadly_acceptable below 1e-3 per year": (Kept.JUDGED, set()),
    "intolerable above 4e-3, broadly_acceptable below 1e-3 per year": (Kept.EXCEEDED, set()),
    "band B1 from 1e-3 up to 1e-2 per year": (Kept.OPEN, {Wanting.STATEMENT}),
    "increase of frequency over baseline <= 1e-2 per year at 90%": (Kept.OPEN, {Wanting.REVIEW}),
    "judged by aisi": (Kept.JUDGED, set()),
    'note "It is a limit"': (Kept.OPEN, {Wanting.STATEMENT}),
}


@pytest.mark.parametrize("stated", FIGURES)
def test_a_limit_against_a_claim_that_is_proved(stated: str, tmp_path: Path) -> None:
    found = limit_of(tmp_path, f"{hazard()}{claimed(CLAIM)}{SHOWN}", profile(limit(stated)))
    assert (found.kept, {want.wanting for want in found.wants}) == FIGURES[stated], found.why
    assert found.hazards == named("harm")


MORE = {
    "applies per developer": (Kept.OPEN, {Wanting.STATEMENT, Wanting.REVIEW}),
    "applies per model": (Kept.OPEN, {Wanting.REVIEW}),
    "judged by aisi": (Kept.OPEN, {Wanting.REVIEW}),
}


@pytest.mark.parametrize("stated", MORE)
def test_what_a_limit_says_beside_its_figure(stated: str, tmp_path: Path) -> None:
    found = limit_of(tmp_path, f"{hazard()}{claimed(CLAIM)}{SHOWN}", profile(limit(YEARLY, stated)))
    assert (found.kept, {want.wanting for want in found.wants}) == MORE[stated]


def test_figures_are_told_for_readers(tmp_path: Path) -> None:
    found = limit_of(tmp_path, f"{hazard()}{claimed(CLAIM)}{SHOWN}", profile(limit("frequency <= 1e-2 per year")))
    assert (str(found.bound), str(found.allowed), found.unit, str(found.headroom)) == ("1/200", "1/100", "year", "2")
    assert found.why == (
        "proved is at most 0.005 per year at 95%, and allowed is at most 0.01 per year, headroom 2;"
        " the profile states no confidence, so that no claim can be held against it"
    )


def test_the_band_that_is_reached_is_told(tmp_path: Path) -> None:
    bands = ("band B1 from 1e-3 up to 5e-3 per year", "band B2 from 5e-3 up to 1e-1 per year")
    found = limit_of(tmp_path, f"{hazard()}{claimed(CLAIM)}{SHOWN}", profile(limit(*bands)))
    assert "that lies in band B2" in found.why
    assert found.kept is Kept.OPEN


def test_what_a_proof_holds_under_is_for_people(tmp_path: Path) -> None:
    """The kernel takes the limit; that every harm is seen, and the context, nobody has reviewed."""
    text = hazard() + claimed(CLAIM, 'context C1 "In service"') + SHOWN
    argument = argument_of(tmp_path, text, profile(limit(YEARLY)))
    assert not isinstance(argument.risk.checked.limits["rare"], str)
    assert argument.account is not None
    (found,) = argument.account.limits
    assert found.unreviewed == named("C1", "G2")
    assert (
        "nobody has reviewed that `harm` is all there is of `misuse`, nor what the proof holds under: `C1` and `G2`"
        in found.why
    )


@pytest.mark.parametrize(
    ("admits", "expected"),
    [
        ((), (Kept.NOT_SHOWN, {Wanting.MEASUREMENT})),
        (("admits measured",), (Kept.NOT_SHOWN, {Wanting.MEASUREMENT})),
        (("admits measured, elicited",), (Kept.OPEN, {Wanting.REVIEW})),
    ],
    ids=["silent", "measured", "elicited"],
)
def test_belief_counts_where_the_profile_admits_it(
    admits: tuple[str, ...], expected: tuple[Kept, set[Wanting]], tmp_path: Path
) -> None:
    found = limit_of(tmp_path, f"{hazard()}{claimed(CLAIM)}{BELIEF}", profile(limit(YEARLY, *admits)))
    assert (found.kept, {want.wanting for want in found.wants}) == expected
    if Wanting.MEASUREMENT in expected[1]:
        assert [want.element for want in found.wants] == list(named("E1"))


def test_nothing_claimed_is_unbounded(tmp_path: Path) -> None:
    found = limit_of(tmp_path, hazard() + under('goal G1 "Rare"', "undeveloped"), profile(limit(YEARLY)))
    assert (found.kept, found.bound, found.headroom) == (Kept.NOT_SHOWN, None, None)
    assert found.why == "no goal claims that `harm` is at most anything"


def test_a_claim_that_is_not_proved_keeps_nothing(tmp_path: Path) -> None:
    text = hazard() + under('goal G1 "Rare"', [f"claim {CLAIM}", "undeveloped"])
    found = limit_of(tmp_path, text, profile(limit(YEARLY)))
    assert (found.kept, found.why) == (Kept.NOT_SHOWN, "what `G1` claims of `harm` is not proved")


# Several hazards

OTHER = under('goal G3 "The other harm is rare"', ["claim other <= 5.1e-3 per year at 95%", "solution E3"])
OTHER += RECORD.replace("E1", "E3").replace("harm:", "other:")


@pytest.mark.parametrize(
    ("most", "kept"),
    [("1.01e-2", Kept.OPEN), ("1.0099e-2", Kept.EXCEEDED), ("6e-3", Kept.EXCEEDED)],
)
def test_hazards_of_a_limit_are_summed(most: str, kept: Kept, tmp_path: Path) -> None:
    text = f"{hazard()}{hazard(name='other')}{claimed(CLAIM)}{OTHER}{SHOWN}"
    found = limit_of(tmp_path, text, profile(limit(f"frequency <= {most} per year at 90%")))
    assert (found.kept, found.hazards) == (kept, named("harm", "other"))


def test_the_doubts_of_all_claims_are_summed(tmp_path: Path) -> None:
    text = f"{hazard()}{hazard(name='other')}{claimed(CLAIM)}{OTHER}{SHOWN}"
    found = limit_of(tmp_path, text, profile(limit("frequency <= 1e-1 per year at 90.1%")))
    assert (found.kept, {want.wanting for want in found.wants}) == (Kept.NOT_SHOWN, {Wanting.CONFIDENCE})


def test_a_hazard_without_a_claim_is_unbounded_beside_one_with(tmp_path: Path) -> None:
    text = f"{hazard()}{hazard(name='other')}{claimed(CLAIM)}{SHOWN}"
    found = limit_of(tmp_path, text, profile(limit(YEARLY)))
    assert (found.kept, found.bound) == (Kept.NOT_SHOWN, None)


@pytest.mark.parametrize(
    ("category", "falls"),
    [("category misuse", True), ("category misusse", True), ('note "none"', True), ("category failure", False)],
    ids=["same", "unknown", "none", "another"],
)
def test_in_doubt_a_hazard_falls_under_a_limit(category: str, falls: bool, tmp_path: Path) -> None:  # noqa: FBT001
    text = f"{hazard()}{hazard(category, name='other')}{claimed(CLAIM)}{SHOWN}"
    found = limit_of(tmp_path, text, profile(limit(YEARLY)))
    assert found.hazards == (named("harm", "other") if falls else named("harm"))
    assert (found.kept is Kept.NOT_SHOWN) == falls


def test_a_case_of_other_categories_has_no_hazard_of_the_limit(tmp_path: Path) -> None:
    text = f"{hazard('category elsewhere')}{claimed(CLAIM)}{SHOWN}"
    found = limit_of(tmp_path, text, profile(limit(YEARLY)))
    assert (found.kept, found.why) == (Kept.NO_HAZARD, "no hazard of the case is of category `misuse`")


CAPABLE = {
    "capability cyber": named("harm"),
    "capability cyberr": (),
    "category misuse": (),
}


@pytest.mark.parametrize("stated", CAPABLE)
def test_a_limit_on_a_capability(stated: str, tmp_path: Path) -> None:
    treaty = profile('    capability cyber "Cyber"\n', limit(YEARLY, on="on cyber"))
    found = limit_of(tmp_path, f"{hazard(stated)}{claimed(CLAIM)}{SHOWN}", treaty)
    assert found.hazards == CAPABLE[stated]


# Increases

PARTS = """\
frequency with_it "Harm with it"
    per year
frequency without_it "Harm without it"
    per year
"""


def test_only_an_increase_keeps_no_limit_on_the_whole(tmp_path: Path) -> None:
    text = (
        hazard("category misuse", "is increase of with_it over without_it complete by G2")
        + PARTS
        + claimed(CLAIM)
        + SHOWN
    )
    found = limit_of(tmp_path, text, profile(limit(YEARLY)))
    assert (found.kept, found.why) == (
        Kept.NOT_SHOWN,
        "of `harm` only an increase is stated, and the limit is on the whole",
    )


def test_an_increase_counts_against_a_limit_on_increases_and_its_whole_does_not(tmp_path: Path) -> None:
    text = (
        hazard("category misuse", "is increase of whole over without_it complete by G2")
        + hazard(name="whole")
        + PARTS
        + claimed(CLAIM)
        + STUDY
    )
    increase = limit_of(tmp_path / "increase", text, profile(limit("increase of frequency <= 1e-2 per year at 90%")))
    assert "`whole`" not in increase.why
    assert increase.bound is None
    on_whole = limit_of(tmp_path / "whole", text, profile(limit(YEARLY)))
    assert on_whole.why == "no goal claims that `whole` is at most anything"


def test_a_whole_is_no_less_than_its_increase_and_shows_no_excess_of_it(tmp_path: Path) -> None:
    text = hazard() + claimed(CLAIM) + SHOWN
    within = limit_of(tmp_path / "within", text, profile(limit("increase of frequency <= 5e-3 per year at 90%")))
    assert within.kept is Kept.OPEN
    beyond = limit_of(tmp_path / "beyond", text, profile(limit("increase of frequency <= 1e-3 per year at 90%")))
    assert beyond.kept is Kept.NOT_SHOWN
    assert "of `harm` no increase over a baseline is stated" in beyond.why


# Counter-evidence


def test_what_is_proved_from_below_exceeds_a_limit(tmp_path: Path) -> None:
    shown = SHOWN.replace("0 in 1000 years", "100 in 1000 years")
    text = f"{hazard()}{claimed('harm >= 5e-2 per year at 95%')}{shown}"
    found = limit_of(tmp_path, text, profile(limit(YEARLY)))
    assert (found.kept, found.why) == (
        Kept.EXCEEDED,
        "it is proved to be 0.05 per year or more, and allowed is at most 0.01 per year",
    )


# Configurations

SYSTEM = """\
system x1 "X-1"
    configuration api "As served"
    configuration raw "Without safeguards"
"""
CLAIMED_FOR = claimed("harm <= 5e-3 per year at 95% for x1.api")
ON_API = SHOWN.replace("    type monitoring\n", "    type monitoring\n    on x1.api\n")

DECIDED = {
    "decides on x1.api": (Kept.OPEN, {Wanting.REVIEW}),
    "decides on x1.raw": (Kept.NOT_SHOWN, {Wanting.CONFIGURATION}),
    "decides on x1.api, x1.raw": (Kept.NOT_SHOWN, {Wanting.CONFIGURATION, Wanting.REVIEW}),
    "decides on x1": (Kept.NOT_SHOWN, {Wanting.CONFIGURATION}),
    'contact "us"': (Kept.OPEN, {Wanting.CONFIGURATION, Wanting.REVIEW}),
}


@pytest.mark.parametrize("head", DECIDED)
def test_a_limit_holds_for_what_is_decided_on(head: str, tmp_path: Path) -> None:
    text = f"{SYSTEM}{hazard()}{CLAIMED_FOR}{ON_API}"
    found = limit_of(tmp_path, text, profile(limit(YEARLY)), ["system x1", head])
    assert (found.kept, {want.wanting for want in found.wants}) == DECIDED[head], found.why


def test_a_system_without_configurations_is_decided_on(tmp_path: Path) -> None:
    text = (
        f'system x1 "X-1"\n{hazard()}{claimed("harm <= 5e-3 per year at 95% for x1")}{ON_API.replace("x1.api", "x1")}'
    )
    found = limit_of(tmp_path, text, profile(limit(YEARLY)), ["system x1"])
    assert {want.wanting for want in found.wants} == {Wanting.REVIEW}


def test_no_sum_is_over_hazards_of_several_configurations(tmp_path: Path) -> None:
    other = OTHER.replace("at 95%", "at 95% for x1.raw").replace(
        "    type monitoring\n", "    type monitoring\n    on x1.raw\n"
    )
    text = f"{SYSTEM}{hazard()}{hazard(name='other')}{CLAIMED_FOR}{other}{ON_API}"
    argument = argument_of(tmp_path, text, profile(limit("frequency <= 1e-1 per year at 80%")), ["system x1"])
    assert all(outcome.proved for outcome in argument.risk.outcomes.values())
    assert argument.account is not None
    (found,) = argument.account.limits
    assert found.kept is Kept.NOT_SHOWN
    assert all(isinstance(word, str) for word in argument.risk.checked.limits.values())
