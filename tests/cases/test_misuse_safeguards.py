"""The misuse safeguards case: studies count what files hold, factors follow from them, and scenarios from factors."""

import csv
import re
from collections.abc import Callable, Iterable
from datetime import date
from fractions import Fraction
from math import prod
from pathlib import Path

import pytest
from scipy.stats import beta

import gsn
from gsn.argument import Argument
from gsn.model.case import Case
from gsn.model.expression import Comparison, Events, Measurement, Trials
from gsn.model.record import Claim
from gsn.model.statements.argument import GoalStatement
from gsn.model.statements.evidence import EvidenceStatement
from gsn.model.statements.risk import QuantityStatement
from gsn.risk.kernel import check
from gsn.risk.problem import Compared

FOLDER = Path(__file__).parents[2] / "cases" / "misuse-safeguards"
README = (FOLDER / "README.md").read_text(encoding="utf-8")
DAY = date(2026, 11, 23)
CASE = "misuse-safeguards"
TOP = "misuse_safeguards::G1"

Edit = tuple[str, str, str]

SCENARIOS = {
    "unbroken": ("attempts", "served_uplift", "harm"),
    "broken": ("attempts", "own_break", "break_stands", "open_uplift", "harm"),
    "stopped": ("attempts", "own_break", "week_uplift", "harm"),
    "published": ("attempts", "published_break", "week_uplift", "harm"),
    "lasting": ("attempts", "lasting_break", "open_uplift", "harm"),
}


@pytest.fixture(scope="module")
def case() -> Case:
    return gsn.load(FOLDER)


@pytest.fixture(scope="module")
def argument(case: Case) -> Argument:
    return Argument(case, DAY)


def _claims(case: Case) -> dict[str, Claim]:
    """What is claimed at most of each quantity, by the quantity's name."""
    says = [element.says for element in case.elements.values()]
    claims = [claim for said in says if isinstance(said, GoalStatement) for claim in said.claims]
    found = {claim.quantity.name: claim for claim in claims}
    assert len(found) == len(claims)
    return found


def _measured(case: Case) -> dict[str, Measurement]:
    says = [element.says for element in case.elements.values() if isinstance(element.says, EvidenceStatement)]
    return {item.quantity.name: item.measurement for said in says for item in said.measures}


# Counts: what a record says is what its file holds


def _rows(name: str) -> list[dict[str, str]]:
    lines = (FOLDER / "evidence" / name).read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith("# ")
    assert lines[0].endswith("Invented for this example.")
    return list(csv.DictReader(lines[1:]))


def _trials(events: Iterable[bool]) -> Trials:
    happened = list(events)
    return Trials(sum(happened), len(happened), anytime=False)


@pytest.mark.parametrize(
    ("quantity", "file", "arm", "column", "unfinished"),
    [
        ("served_increase", "study-served.csv", "served", "finished", "0"),
        ("open_increase", "study-open.csv", "open", "day", "none"),
        ("week_increase", "study-week.csv", "week", "day", "none"),
    ],
)
def test_each_study_counts_its_arms(
    case: Case, quantity: str, file: str, arm: str, column: str, unfinished: str
) -> None:
    rows = _rows(file)
    assert {row["arm"] for row in rows} == {arm, "without"}
    with_, without = (
        _trials(row[column] != unfinished for row in rows if row["arm"] == name) for name in (arm, "without")
    )
    assert _measured(case)[quantity] == Comparison(with_.events, with_.trials, without.events, without.trials)


def test_each_run_of_the_red_team_counts_breaks(case: Case) -> None:
    for quantity, file in {"red_team_break": "served", "red_team_break_refusals": "refusals"}.items():
        weeks = [row["weeks_to_break"] for row in _rows(f"{file}-red-team.csv")]
        assert all(float(week) <= 6 for week in weeks if week != "none")
        assert _measured(case)[quantity] == _trials(week != "none" for week in weeks)


def test_the_drill_counts_accounts_that_were_open_after_seven_days(case: Case) -> None:
    closed = [int(row["day_closed"]) for row in _rows("drill.csv")]
    assert _measured(case)["drill_open"] == _trials(day > 7 for day in closed)


def test_windows_count_the_days_with_a_break(case: Case) -> None:
    days = [int(row["days_with_break"]) for row in _rows("probes.csv")]
    assert _measured(case)["window_with_break"] == _trials(day > 0 for day in days)
    assert _measured(case)["window_with_lasting_break"] == _trials(day > 7 for day in days)
    assert all(int(row["days"]) > 14 for row in _rows("probes.csv"))


def test_the_registers_count_attempts_and_plans(case: Case) -> None:
    attempts = _measured(case)["recorded_attempts"]
    assert isinstance(attempts, Events)
    assert (attempts.events, attempts.exposure.exact, attempts.unit) == (
        len(_rows("register-ai.csv")),
        Fraction(6),
        "year",
    )
    plans = _rows("register-history.csv")
    assert _measured(case)["recorded_long"] == _trials(float(row["weeks_on_hardest"]) > 6 for row in plans)
    assert _measured(case)["recorded_harm"] == _trials(row["severe"] == "1" for row in plans)


# The README's tables


def _table(first: str) -> list[list[str]]:
    """The rows of the README's table whose heading begins with a cell."""
    lines = README.splitlines()
    start = next(index for index, line in enumerate(lines) if line.startswith(f"| {first} |"))
    rows = [line for line in lines[start + 2 :] if line.startswith("|") or not line]
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in rows[: rows.index("")]]


def _number(written: str) -> Fraction:
    found = re.match(r"[\d.]+(?:e-?\d+)?%?", written)
    assert found is not None, written
    return Fraction(found[0].removesuffix("%")) / (100 if found[0].endswith("%") else 1)


def _at(written: str) -> tuple[Fraction, Fraction]:
    value, _, confidence = written.rpartition(" at ")
    return _number(value), _number(confidence)


FACTORS = _table("factor")


@pytest.mark.parametrize("row", FACTORS, ids=[row[0].strip("`") for row in FACTORS])
def test_each_factor_is_a_count_times_a_bridge(case: Case, row: list[str]) -> None:
    name, counted, of_the_study, bridge, claimed, doubts = row
    name = name.strip("`")
    says = case.elements[f"factors::{name}"].says
    assert isinstance(says, QuantityStatement)
    (stated,) = says.bridges
    assert stated.factor is not None
    assert (stated.factor.exact, stated.confidence.exact) == _at(bridge)
    assert f"(`{stated.by.name}`)" in bridge
    study, claim = _claims(case)[stated.proxy.name], _claims(case)[name]
    assert (study.value.exact, study.confidence.exact) == _at(of_the_study)
    assert stated.factor.exact * study.value.exact <= claim.value.exact == _number(claimed)
    charged = [Fraction(doubt) / 100 for doubt in doubts.split(" + ")]
    assert charged == [1 - study.confidence.exact, 1 - stated.confidence.exact]
    assert sum(charged) <= 1 - claim.confidence.exact
    match _measured(case)[stated.proxy.name]:
        case Comparison(events, trials, without, baseline):
            assert counted == f"{events} of {trials} against {without} of {baseline}"
        case Trials(events, trials):
            assert counted == f"{events} of {trials}"
        case Events(events, exposure):
            assert counted == f"{events} in {exposure} years"
        case other:
            pytest.fail(f"{name} is measured by {other}")


def test_every_factor_of_a_scenario_has_its_row() -> None:
    rows = {row[0].strip("`") for row in FACTORS}
    used = {factor for factors in SCENARIOS.values() for factor in factors}
    assert used - rows == {"own_break"}
    assert rows - used == {"early_break", "long_effort"}


def _scenario(case: Case, name: str) -> Fraction:
    return prod((_claims(case)[factor].value.exact for factor in SCENARIOS[name]), start=Fraction(1))


def test_each_scenario_is_a_product_of_claims(case: Case) -> None:
    rows = {row[0].strip("`"): row for row in _table("scenario")}
    assert set(rows) == set(SCENARIOS)
    for name, (_, product, total) in rows.items():
        factors = [_claims(case)[factor].value.exact for factor in SCENARIOS[name]]
        assert sorted(map(_number, product.split(" x "))) == sorted(factors)
        assert _number(total) * Fraction("0.995") <= _scenario(case, name) <= _number(total)


def test_the_sum_is_claimed_and_each_factor_is_charged_once(case: Case) -> None:
    claims, top = _claims(case), _claims(case)["severe_misuse"]
    total = sum(_scenario(case, name) for name in SCENARIOS)
    assert total <= top.value.exact
    assert f"They sum to {float(total):.3e}".replace("e-02", "e-2") in README
    doubts = {factor: 1 - claims[factor].confidence.exact for factors in SCENARIOS.values() for factor in factors}
    charged = sum(doubts.values())
    assert charged <= 1 - top.confidence.exact == Fraction("0.15")
    assert f"({float(100 * charged)} points in all)" in README
    apart = sum(doubts[factor] for factors in SCENARIOS.values() for factor in factors)
    assert f"{float(100 * apart)} points" in README


def test_the_tool_charges_what_the_readme_says(argument: Argument) -> None:
    (outcome,) = argument.risk.outcomes_of(TOP)
    charges = outcome.attempt.charges
    assert charges is not None
    assert sum(charges.fixed.values()) == Fraction("0.1475")
    assert outcome.attempt.derived is not None
    assert outcome.attempt.derived.value == Fraction("0.0113693118")


def test_an_increase_is_charged_four_times(argument: Argument) -> None:
    for measurement in argument.risk.problem.measurements.values():
        if not isinstance(measurement.result, Compared):
            continue
        (outcome,) = [one for one in argument.risk.outcomes.values() if one.claim.quantity == measurement.quantity]
        part, arms = float(outcome.claim.doubt) / 4, measurement.result
        upper = beta.ppf(1 - part, arms.events + 1, arms.trials - arms.events)
        lower = beta.ppf(part, arms.baseline_events, arms.baseline_trials - arms.baseline_events + 1)
        assert outcome.attempt.derived is not None
        assert float(outcome.attempt.derived.value) == pytest.approx(upper - lower, rel=1e-6)


def test_the_readme_names_what_is_missed(case: Case) -> None:
    top, unbroken = _claims(case)["severe_misuse"].value.exact, _scenario(case, "unbroken")
    acceptable = Fraction("1.5e-2")
    assert f"a headroom of {float(acceptable / top):.3f}"[:-1] in README
    assert f"`unbroken` alone misses it {round(unbroken / Fraction('1e-4'))} times" in README
    nobody = 1 - 0.00375 ** (1 / 900)
    others = sum(_scenario(case, name) for name in SCENARIOS if name != "unbroken")
    none_finished = float(others) + float(unbroken) * 1.5 * nobody / 0.0365
    assert f"the sum would be\n{none_finished:.1e}".replace("e-03", "e-3") in README


def test_what_the_safeguards_do_is_measured_with_and_without(case: Case) -> None:
    claims = _claims(case)
    assert claims["red_team_break"].value.exact < claims["red_team_break_refusals"].value.exact
    assert "GSN419" not in {finding.code for finding in gsn.check(case, DAY).findings}


# What must not hold


_CARRIED = "    carries over from misuse_safeguards::a3.open to misuse_safeguards::a3.served by B3\n"
_ON_SERVED = "on misuse_safeguards::a3.served"
_SERVED_FILE = 'file "evidence/study-served.csv"'
_PLAN = "attempts then lasting_break then open_uplift by B8"
_DRILLED = '    trial "one account with a break that works"\n    presumes'
_HIDDEN = """        challenge D5.1 "Half of the drill's accounts were run by people who knew the monitors"
            solution Sn13 "Who ran the drill's accounts"
                cites transfer_report
                at "section 6"
"""
_LEFT_OUT = """evidence another_run "Red team of last year"
    type red_team
    on misuse_safeguards::a3.served
    file "evidence/protocol.md"
    by misuse_safeguards::redoubt with black_box access
    dated 2026-05-04
    measures red_team_break: 3 of 40
    presumes N1
"""

MUTANTS: dict[str, tuple[list[Edit], set[str]]] = {
    # worse evidence
    "more plans with the served model": (
        [("studies.gsn", "14 of 900 against 13 of 900", "17 of 900 against 13 of 900")],
        {"studies::R2", "factors::F2"},
    ),
    "fewer plans without a model": (
        [("studies.gsn", "14 of 900 against 13 of 900", "14 of 900 against 9 of 900")],
        {"studies::R2", "factors::F2"},
    ),
    "a second break": ([("studies.gsn", "red_team_break: 1 of 96", "red_team_break: 2 of 96")], {"studies::R5"}),
    "a break that lasted": (
        [("studies.gsn", "window_with_lasting_break: 0 of 120", "window_with_lasting_break: 1 of 120")],
        {"studies::R9", "factors::F8"},
    ),
    "a plan that did severe harm": (
        [("studies.gsn", "recorded_harm: 0 of 620", "recorded_harm: 1 of 620")],
        {"studies::R10", "factors::F9"},
    ),
    "one attempt more": ([("studies.gsn", "4 in 6 year", "5 in 6 year")], {"studies::R1", "factors::F1"}),
    "a drill that has expired": (
        [("studies.gsn", "dated 2026-10-23\n    expires 2027-07-10", "dated 2026-10-23\n    expires 2026-11-22")],
        {"studies::R7", "factors::F6"},
    ),
    "a row that was changed": ([("evidence/drill.csv", "P001,", "P001,1")], {"studies::R7"}),
    "a run that was left out": (
        [("studies.gsn", "evidence served_run ", f"{_LEFT_OUT}evidence served_run ")],
        {"studies::R5", "factors::F5.1"},
    ),
    "another trial": ([("studies.gsn", _DRILLED, _DRILLED.replace("account", "person"))], {"studies::R7"}),
    # configurations
    "the open model stands for the served one": (
        [("factors.gsn", f"{_CARRIED}    strategy S4", "    strategy S4")],
        {"factors::F3"},
    ),
    "a study of another configuration": (
        [
            (
                "studies.gsn",
                f"{_ON_SERVED}\n    {_SERVED_FILE}",
                f"{_ON_SERVED.replace('served', 'refusals')}\n    {_SERVED_FILE}",
            )
        ],
        {"studies::R2"},
    ),
    # bridges, conditions, confidence
    "a study that is taken for the world": (
        [("factors.gsn", "    bounded by 2 times studies::recorded_harm by B8 at 99%\n", "")],
        {"factors::F9"},
    ),
    "a wider bridge": (
        [
            (
                "factors.gsn",
                "bounded by 2.5 times studies::recorded_attempts",
                "bounded by 3 times studies::recorded_attempts",
            )
        ],
        {"factors::F1"},
    ),
    "a bridge that is less sure": (
        [("factors.gsn", "studies::red_team_break by B4 at 99.25%", "studies::red_team_break by B4 at 99%")],
        {"factors::F5.1", "factors::F5"},
    ),
    "a bridge whose doubt nobody answers": ([("factors.gsn", _HIDDEN, "")], {"factors::F6"}),
    "harm after a way that is not among its conditions": (
        [("factors.gsn", f" or {_PLAN}", " by B8")],
        {"factors::F9"},
    ),
    "conditions under which nobody argues": ([("factors.gsn", _PLAN, _PLAN.removesuffix(" by B8"))], {"factors::F9"}),
    "a claim below what follows": (
        [("case.gsn", "severe_misuse <= 1.14e-2", "severe_misuse <= 1.13e-2")],
        set(),
    ),
    "a claim that is surer than its factors": (
        [("case.gsn", "<= 1.14e-2 per year at 85%", "<= 1.14e-2 per year at 86%")],
        set(),
    ),
    # the model
    "a list that nobody argues to be complete": ([("case.gsn", " complete by factors::L", "")], set()),
    "a factor that nothing bounds": ([("case.gsn", "        goal factors::F8\n", "")], set()),
}
"""What is changed, and goals that fail with it; the top goal always does."""


@pytest.mark.parametrize("mutant", MUTANTS)
def test_what_weakens_it_breaks_it(unproved: Callable[..., set[str]], mutant: str) -> None:
    edits, goals = MUTANTS[mutant]
    assert unproved(CASE, *edits) >= goals | {TOP}


def test_with_a_scenario_less_it_is_another_case(argument: Argument, changed: Callable[..., Argument]) -> None:
    fewer = changed(CASE, ("case.gsn", "published, lasting complete", "published complete"))
    assert not check(fewer.risk.problem, argument.risk.certificate).proved


def test_a_safeguard_that_is_measured_only_with_it_says_nothing(changed: Callable[..., Argument]) -> None:
    without = changed(CASE, ("studies.gsn", "    measures red_team_break_refusals: 61 of 96\n", ""))
    told = [finding.element for finding in gsn.check(without.case, DAY).findings if finding.code == "GSN419"]
    assert told == ["misuse_safeguards::monitors_and_bans"]


def test_a_safeguard_has_to_do_what_is_claimed(unproved: Callable[..., set[str]]) -> None:
    failing = unproved(CASE, ("factors.gsn", "red_team_break_refusals >= 50%", "red_team_break_refusals >= 52%"))
    assert "factors::M1" in failing
