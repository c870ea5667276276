"""Severities: what a hazard states against what a profile defines, and which limits cover it."""

from pathlib import Path

import pytest

from gsn.compliance.account import Answer
from gsn.compliance.severities import falls_under, milder_than, reaches
from gsn.model.kinds import Kind
from gsn.treaty.profile import Profile
from tests.compliance.limit_cases import account_of, argument_of, hazard, limit, limit_of, profile, under

SEVERE = "damage >= 1e9 USD or deaths >= 50"


def severity(name: str, *lines: str) -> str:
    return "".join(f"    {line}\n" for line in under(f'severity {name} "S"', lines).splitlines())


def profile_of(folder: Path, *severities: str) -> Profile:
    return account_of(folder, hazard(), profile(*severities)).profile


REACHED = {
    # what the hazard states: whether its harm is severe
    (): Answer.OPEN,
    ("damage >= 1e9 USD",): Answer.YES,
    ("damage > 1e9 USD",): Answer.YES,
    ("damage >= 9.99e8 USD",): Answer.OPEN,
    ("damage <= 1e6 USD",): Answer.OPEN,
    ("deaths <= 3",): Answer.OPEN,
    ("damage <= 1e6 USD", "deaths <= 3"): Answer.NO,
    ("damage < 1e9 USD", "deaths < 50"): Answer.NO,
    ("damage <= 1e9 USD", "deaths < 50"): Answer.OPEN,
    ("damage < 1e9 USD", "deaths <= 50", "deaths < 50"): Answer.NO,
    ("damage < 1e9 USD", "deaths < 50", "deaths <= 50"): Answer.NO,
    ("damage < 1e9 USD", "deaths <= 50"): Answer.OPEN,
    ("damage >= 1e9 USD", "deaths <= 3"): Answer.YES,
    ("damage >= 1e9 USD", "deaths >= 50"): Answer.YES,
    ("damage >= 1e9 USD", "deaths >= 5"): Answer.OPEN,
    ("damage <= 1e6 EUR", "deaths <= 3"): Answer.OPEN,
    ("injuries >= 1000",): Answer.OPEN,
    ("damage >= 1e9 USD", "damage <= 1e6 USD"): Answer.OPEN,
    ("damage >= 2e9 USD", "damage <= 1e6 USD", "deaths <= 3"): Answer.OPEN,
    ("deaths >= 60", "deaths <= 3", "damage >= 1 USD", "damage <= 1e6 USD"): Answer.OPEN,
}


@pytest.mark.parametrize("stated", REACHED, ids=" and ".join)
def test_a_hazard_reaches_a_severity(stated: tuple[str, ...], tmp_path: Path) -> None:
    text = hazard("category misuse", *(f"consequence {each}" for each in stated))
    argument = argument_of(tmp_path, text, profile(severity("severe", f"when {SEVERE}")))
    assert argument.held is not None
    assert argument.held.profile is not None
    (found,) = argument.by_kind[Kind.HAZARD]
    assert reaches(found, argument.held.profile.items["severe"]) is REACHED[stated]
    assert falls_under(argument.held.profile, found, "severe") is (REACHED[stated] is not Answer.NO)


DEFINED = {
    "when damage >= unset USD": Answer.OPEN,
    'when judged "severe" by aisi': Answer.OPEN,
    'when damage >= 1e9 USD and judged "severe"': Answer.OPEN,
    'when damage >= 1e12 USD and judged "severe"': Answer.NO,
    "when damage >= 1e9 USD and deaths >= 50": Answer.NO,
    "when damage >= 1e9 USD": Answer.YES,
    'source "nothing"': Answer.OPEN,
}


@pytest.mark.parametrize("defined", DEFINED)
def test_a_severity_is_judged_by_what_defines_it(defined: str, tmp_path: Path) -> None:
    text = hazard(
        "category misuse",
        "consequence damage >= 1e9 USD",
        "consequence damage <= 1e11 USD",
        "consequence deaths <= 3",
    )
    argument = argument_of(tmp_path, text, profile(severity("severe", defined)))
    assert argument.held is not None
    assert argument.held.profile is not None
    (found,) = argument.by_kind[Kind.HAZARD]
    assert reaches(found, argument.held.profile.items["severe"]) is DEFINED[defined]


def test_a_consequence_that_could_not_be_read_tells_nothing(tmp_path: Path) -> None:
    text = hazard("category misuse", "consequence damage <= 1e6 USD", "consequence deaths <=")
    argument = argument_of(tmp_path, text, profile(severity("severe", f"when {SEVERE}")))
    account = argument.account
    assert account is not None
    (found,) = account.severities.values()
    assert found.severity == "severe"
    assert "could not be read" in found.why


ORDERS = {
    # the severities: those that are milder than `b`
    ("a: when damage >= 1e6 USD", "b: when damage >= 1e9 USD"): {"a"},
    ("a: when damage >= 1e9 USD", "b: when damage >= 1e6 USD"): set(),
    ("a: when damage >= 1e9 USD", "b: when damage >= 1e9 USD"): set(),
    ("a: when damage >= 1e6 USD", "b: when deaths >= 50"): set(),
    ("a: when damage >= 1e6 USD or deaths >= 5", "b: when deaths >= 50"): {"a"},
    ("a: when damage >= 1e6 USD", "b: when damage >= 1e9 USD and deaths >= 50"): {"a"},
    ('a: when judged "mild"', 'b: when judged "bad"'): set(),
    ('a: when judged "mild"', 'b: when judged "bad"; worse than a'): {"a"},
    ("a: when deaths >= 5; worse than b", "b: when deaths >= 50"): set(),
    ('a: when judged "x"', 'b: when judged "y"; worse than c', 'c: when judged "z"; worse than a'): {"a", "c"},
}


@pytest.mark.parametrize("stated", ORDERS, ids=" | ".join)
def test_severities_are_ordered(stated: tuple[str, ...], tmp_path: Path) -> None:
    severities = [severity(name, *lines.split("; ")) for name, lines in (each.split(": ", 1) for each in stated)]
    assert milder_than(profile_of(tmp_path, *severities), "b") == ORDERS[stated]


def test_severities_that_are_each_worse_than_the_other_are_not_ordered(tmp_path: Path) -> None:
    circle = [severity("a", "when deaths >= 5", "worse than b"), severity("b", "when deaths >= 50", "worse than a")]
    argument = argument_of(tmp_path, hazard(), profile(*circle))
    assert argument.held is not None
    assert argument.held.profile is not None
    assert milder_than(argument.held.profile, "a") == milder_than(argument.held.profile, "b") == frozenset()


def test_a_severity_that_the_profile_does_not_define_covers_every_hazard(tmp_path: Path) -> None:
    text = hazard("category misuse", "consequence damage <= 1 USD", "consequence deaths < 1")
    argument = argument_of(tmp_path, text, profile(severity("severe", f"when {SEVERE}")))
    assert argument.held is not None
    assert argument.held.profile is not None
    (found,) = argument.by_kind[Kind.HAZARD]
    assert falls_under(argument.held.profile, found, "sevre")
    assert not falls_under(argument.held.profile, found, "severe")


WORST = {
    (): "catastrophic",
    ("deaths >= 1000",): "catastrophic",
    ("deaths < 1000",): "severe",
    ("deaths < 50",): "mild",
    ("deaths < 1",): None,
}


@pytest.mark.parametrize("stated", WORST, ids=" and ".join)
def test_the_account_names_the_worst(stated: tuple[str, ...], tmp_path: Path) -> None:
    severities = [
        severity("severe", "when deaths >= 50"),
        severity("catastrophic", "when deaths >= 1000"),
        severity("mild", "when deaths >= 1"),
    ]
    text = hazard("category misuse", *(f"consequence {each}" for each in stated))
    (found,) = account_of(tmp_path, text, profile(*severities)).severities.values()
    assert (found.severity, found.below) == (WORST[stated], WORST[stated] is None)
    assert found.why


COVERED = {
    "on misuse severity mild": {"none", "bad", "worst", "nothing"},
    "on misuse severity severe": {"bad", "worst", "nothing"},
    "on misuse severity catastrophic": {"worst", "nothing"},
    "on misuse": {"low", "none", "bad", "worst", "nothing"},
}


@pytest.mark.parametrize("on", COVERED)
def test_a_limit_covers_its_severity_and_worse(on: str, tmp_path: Path) -> None:
    stated = {"low": "deaths < 1", "none": "deaths < 50", "bad": "deaths < 1000", "worst": "deaths >= 1000"}
    text = "".join(hazard("category misuse", f"consequence {each}", name=name) for name, each in stated.items())
    text += hazard("category misuse", name="nothing")
    severities = [
        severity("severe", "when deaths >= 50"),
        severity("catastrophic", "when deaths >= 1000"),
        severity("mild", "when deaths >= 1"),
    ]
    found = limit_of(tmp_path, text, profile(*severities, limit("judged by aisi", on=on)))
    assert {name.removeprefix("filter::") for name in found.hazards} == COVERED[on]
