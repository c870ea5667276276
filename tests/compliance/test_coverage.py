"""Categories and capabilities argued or excluded, and the parts of a safety case."""

from pathlib import Path

import pytest

from gsn.compliance.account import Answer, Coverage, Kept
from tests.compliance.limit_cases import (
    SHOWN,
    STUDY,
    account_of,
    argument_of,
    claimed,
    covered,
    hazard,
    limit,
    named,
    profile,
    under,
)

CAPABLE = profile(
    '    capability cyber "Cyber"\n        category misuse\n',
    '    capability drift "Drift"\n        category failure\n',
    '    capability odd "Odd"\n',
)
TOP = under('goal G1 "It is safe"', ["goal G2", "goal G3"])
STUDIED = STUDY.replace("goal G2", "goal G3").replace("E2", "E3").partition("actor lab")[0] + STUDY
OF_MISUSE = hazard("category misuse", "argued by G2")

COVERAGE = {
    # what the hazard says: what becomes of the category `misuse`
    "argued in words": ("category misuse\nargued by G2", "", Coverage.ARGUED),
    "argued by nothing": ("category misuse", "", Coverage.NOT_SUPPORTED),
    "argued by a goal that is not shown": ("category misuse\nargued by G9", "", Coverage.NOT_SUPPORTED),
    "argued by an undeveloped goal": ("category misuse\nargued by G8", "", Coverage.NOT_SUPPORTED),
    "of another category": ("category failure\nargued by G2", "", Coverage.MISSING),
    "of none": ("argued by G2", "", Coverage.MISSING),
    "excluded": ("category failure", "excludes misuse by G3", Coverage.EXCLUSION_NOT_ACCEPTED),
    "excluded beside a hazard of a category with a slip": ("category misus", "excludes misuse by G3", Coverage.OPEN),
    "excluded beside a hazard of none": ('note "Of what is not said"', "excludes misuse by G3", Coverage.OPEN),
    "excluded by a goal that is not shown": ("category failure", "excludes misuse by G9", Coverage.NOT_SUPPORTED),
    "excluded by an undeveloped goal": ("category failure", "excludes misuse by G8", Coverage.NOT_SUPPORTED),
    "excluded and argued": ("category misuse\nargued by G2", "excludes misuse by G3", Coverage.ARGUED),
    "excluded on a line that cannot be read": ("category failure", "excludes misuse by", Coverage.OPEN),
    "of a category that cannot be read": ("category", "", Coverage.OPEN),
}


@pytest.mark.parametrize("what", COVERAGE)
def test_a_category(what: str, tmp_path: Path) -> None:
    says, head, expected = COVERAGE[what]
    text = hazard(*says.split("\n")) + under('goal G1 "It is safe"', ["goal G2", "goal G3", "goal G8"]) + STUDIED
    text += under('goal G8 "Later"', "undeveloped") + under('goal G9 "Elsewhere"', "solution E2")
    account = argument_of(tmp_path, text, CAPABLE, ["shows G1", *([head] if head else [])]).account
    assert account is not None
    assert covered(account, "misuse").coverage is expected, covered(account, "misuse").why


def test_a_claim_argues_a_category(tmp_path: Path) -> None:
    account = account_of(tmp_path, hazard() + claimed("harm <= 5e-3 per year at 95%") + SHOWN, CAPABLE, ["shows G1"])
    assert (covered(account, "misuse").coverage, covered(account, "misuse").goals) == (Coverage.ARGUED, named("G1"))


CAPABILITIES = {
    "excludes misuse by G3": {"cyber": Coverage.EXCLUSION_NOT_ACCEPTED, "drift": Coverage.MISSING},
    "excludes cyber by G3": {"cyber": Coverage.EXCLUSION_NOT_ACCEPTED, "drift": Coverage.MISSING},
    "excludes odd by G3": {"cyber": Coverage.MISSING, "odd": Coverage.EXCLUSION_NOT_ACCEPTED},
    "excludes failure by G3": {"cyber": Coverage.MISSING, "drift": Coverage.EXCLUSION_NOT_ACCEPTED},
    'contact "us"': {"cyber": Coverage.MISSING, "drift": Coverage.MISSING, "odd": Coverage.MISSING},
}


@pytest.mark.parametrize("head", CAPABILITIES)
def test_an_excluded_category_takes_its_capabilities(head: str, tmp_path: Path) -> None:
    account = account_of(tmp_path, TOP + STUDIED, CAPABLE, ["shows G1", head])
    found = {name: covered(account, name).coverage for name in CAPABILITIES[head]}
    assert found == CAPABILITIES[head]


def test_a_category_that_is_argued_all_the_same_takes_none(tmp_path: Path) -> None:
    account = account_of(tmp_path, OF_MISUSE + TOP + STUDIED, CAPABLE, ["shows G1", "excludes misuse by G3"])
    assert covered(account, "cyber").coverage is Coverage.NOT_SUPPORTED


def test_a_hazard_that_takes_it_covers_a_capability(tmp_path: Path) -> None:
    text = hazard("category misuse", "capability cyber", "capability odd", "argued by G2") + TOP + STUDIED
    account = account_of(tmp_path, text, CAPABLE, ["shows G1"])
    assert [each.coverage for each in account.capabilities] == [Coverage.ARGUED, Coverage.MISSING, Coverage.ARGUED]


def test_a_doubt_about_an_exclusion_is_no_worse_than_silence(tmp_path: Path) -> None:
    doubt = under('challenge D1 "The study is old"', "challenges G3")
    account = account_of(tmp_path, TOP + STUDIED + doubt, CAPABLE, ["shows G1", "excludes misuse by G3"])
    found = covered(account, "misuse")
    assert found.coverage is Coverage.EXCLUSION_NOT_ACCEPTED
    assert "challenged by `D1`" in found.why or "D1" in found.why


def test_a_limit_on_what_is_excluded_stays_open_until_that_is_accepted(tmp_path: Path) -> None:
    treaty = profile(limit("frequency <= 1 per year at 60%"))
    account = account_of(tmp_path, TOP + STUDIED, treaty, ["shows G1", "excludes misuse by G3"])
    (found,) = account.limits
    assert found.kept is Kept.NO_HAZARD
    assert "nobody has accepted that" in found.why


# The four parts

SCENARIO = """\
scenario attack "An attack"
    is attempt then success
frequency attempt "An attempt"
    per year
probability success "It succeeds"
probability raw "Without the filter"
"""
PARTS = {
    "hazards": ("", [Answer.NO, Answer.NO, Answer.NO, Answer.NO]),
    "another's hazard": (hazard("category labour", "argued by G2"), [Answer.NO, Answer.NO, Answer.NO, Answer.NO]),
    "a hazard": (hazard(), [Answer.YES, Answer.NO, Answer.NO, Answer.NO]),
    "a scenario that leads nowhere": (hazard() + SCENARIO, [Answer.YES, Answer.NO, Answer.NO, Answer.NO]),
    "a scenario": (
        hazard("category misuse", "is any of attack complete by G2") + SCENARIO,
        [Answer.YES, Answer.YES, Answer.NO, Answer.NO],
    ),
    "a mitigation": (
        hazard() + SCENARIO + 'mitigation filter "F"\n    reduces success from raw by G2\n',
        [Answer.YES, Answer.NO, Answer.YES, Answer.NO],
    ),
    "a claim": (
        hazard() + claimed("harm <= 5e-3 per year at 95%").replace("G1", "G5") + SHOWN.partition("goal G2")[0],
        [Answer.YES, Answer.NO, Answer.NO, Answer.YES],
    ),
}


@pytest.mark.parametrize("what", PARTS)
def test_the_parts_of_a_safety_case(what: str, tmp_path: Path) -> None:
    text, expected = PARTS[what]
    treaty = profile('    excludes "Labour market"\n', limit("frequency <= 1e-2 per year at 90%"))
    account = account_of(tmp_path, text + TOP + STUDIED, treaty, ["shows G1"])
    assert [part.name for part in account.parts] == ["hazards", "scenarios", "mitigations", "thresholds"]
    assert [part.there for part in account.parts] == expected


THRESHOLDS = {
    (): Answer.OPEN,
    ("frequency <= unset per year at 90%",): Answer.OPEN,
    ("judged by aisi",): Answer.YES,
    ("frequency <= 1e-2 per year at 90%",): Answer.NO,
}


@pytest.mark.parametrize("stated", THRESHOLDS, ids=" ".join)
def test_thresholds_are_the_regulators(stated: tuple[str, ...], tmp_path: Path) -> None:
    treaty = profile(*(limit(each) for each in stated))
    account = account_of(tmp_path, OF_MISUSE + TOP + STUDIED, treaty, ["shows G1"])
    assert account.parts[3].there is THRESHOLDS[stated]
