"""The core damage frequency case, weakened: what breaks it, from how much on, and that the tool sees each time."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from scipy.stats import beta, chi2

import gsn
from gsn.argument import Argument
from gsn.model.case import Case
from gsn.model.expression import Events, Trials
from gsn.model.statements.argument import GoalStatement
from gsn.model.statements.evidence import EvidenceStatement
from gsn.risk.kernel import check

FOLDER = Path(__file__).parents[2] / "cases" / "nuclear-cdf"
README = (FOLDER / "README.md").read_text(encoding="utf-8")
DAY = date(2026, 11, 23)
CASE = "nuclear-cdf"
LIMIT = Fraction("1e-4")
"""Core damage frequency a reactor-year (US Nuclear Regulatory Commission, 2009)."""

Edit = tuple[str, str, str]
Changing = Callable[..., Argument]
Refusing = Callable[..., set[str]]


@pytest.fixture(scope="module")
def case() -> Case:
    return gsn.load(FOLDER)


@pytest.fixture(scope="module")
def argument(case: Case) -> Argument:
    return Argument(case, DAY)


def _value(case: Case, goal: str) -> Fraction:
    says = case.elements[goal].says
    assert isinstance(says, GoalStatement)
    (claim,) = says.claims
    return claim.value.exact


def _measured(case: Case, quantity: str) -> tuple[Fraction, Fraction]:
    """Events and trials, or events and exposure, of the one record that measures a quantity."""
    says = [element.says for element in case.elements.values() if isinstance(element.says, EvidenceStatement)]
    match [item.measurement for record in says for item in record.measures if item.quantity.name == quantity]:
        case [Trials(events, trials)]:
            return Fraction(events), Fraction(trials)
        case [Events(events, exposure)]:
            return Fraction(events), exposure.exact
        case other:
            pytest.fail(f"{quantity} is measured by {other}")


def _table(first: str) -> list[list[str]]:
    """The rows of the README's table whose heading begins with a cell."""
    lines = README.splitlines()
    start = next(index for index, line in enumerate(lines) if line.startswith(f"| {first} |"))
    rows = [line for line in lines[start + 2 :] if line.startswith("|") or not line]
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in rows[: rows.index("")]]


def _number(written: str) -> Fraction:
    found = re.search(r"[\d.]+(?:e-?\d+)?%?", written)
    assert found is not None, written
    return Fraction(found[0].removesuffix("%")) / (100 if found[0].endswith("%") else 1)


def _without_line(name: str, ending: str) -> Edit:
    lines = (FOLDER / name).read_text(encoding="utf-8").splitlines(keepends=True)
    (line,) = [line for line in lines if line.endswith(ending)]
    return name, line, ""


# What would break it


def _bound(case: Case, quantity: str) -> float:
    """One-sided at 99.8%, by a library that shares no code with the project."""
    events, trials = map(float, _measured(case, quantity))
    if trials != int(trials) or quantity.endswith(("_losses", "_leaks")):
        return float(chi2.ppf(0.998, 2 * events + 2) / 2 / trials)
    return float(beta.ppf(0.998, events + 1, trials - events))


COUNTED = (
    *("grid_losses", "feedwater_losses", "small_leaks", "large_leaks", "transient", "scram", "diesel", "diesel_beta"),
    *("turbine_pump", "motor_pump", "motor_pump_beta", "channel", "channel_beta", "suction", "recirculation"),
    *("bleed_path", "boration_path", "long_grid_loss", "late_bleed", "late_cooldown", "late_boration"),
)

NAMED = {
    "diesel generators": "diesel",
    "losses of the grid": "grid_losses",
    "recirculation": "recirculation",
    "transients": "transient",
    "scram systems": "scram",
    "grid lost for longer": "long_grid_loss",
    "smaller leaks": "small_leaks",
    "what diesel generators share": "diesel_beta",
    "crews with the boration": "late_boration",
    "losses of main feedwater": "feedwater_losses",
    "crews with cooling down": "late_cooldown",
}
"""Rows of the README's table, and the quantities that they are about."""


def _core_damage(q: Mapping[str, float]) -> float:
    """The trees once more, as a function of all that was counted."""

    def pair(part: str) -> float:
        one, shared = 2 * q[part], q[f"{part}_beta"] * 2 * q[part]
        return shared + (1 - shared) * one**2

    channel = 2 * q["channel"]
    shared = q["channel_beta"] * channel
    signal = shared + (1 - shared) * (3 * channel**2 * (1 - channel) + channel**3)
    pumps, turbine, suction = pair("motor_pump"), 2.5 * q["turbine_pump"], 2 * q["suction"]
    low_head = 1 - (1 - pumps) * (1 - 3 * q["late_cooldown"])
    injection = signal + (1 - signal) * pumps * low_head
    recirculation = 2 * q["recirculation"]
    return (
        2 * q["grid_losses"] * pair("diesel") * (turbine + 1.5 * q["long_grid_loss"])
        + 2
        * q["feedwater_losses"]
        * (suction + (1 - suction) * pumps * turbine)
        * (3 * q["late_bleed"] + 2 * q["bleed_path"])
        + 2 * q["small_leaks"] * (injection + recirculation)
        + 2 * q["large_leaks"] * (pumps + signal + recirculation)
        + q["transient"] * 2 * q["scram"] * (3 * q["late_boration"] + 2 * q["boration_path"])
    )


def _factor_to(limit: float, quantity: str, bounds: Mapping[str, float]) -> float:
    low, high = 1.0, 1e4
    for _ in range(100):
        middle = (low * high) ** 0.5
        over = _core_damage({**bounds, quantity: bounds[quantity] * middle}) > limit
        low, high = (low, middle) if over else (middle, high)
    return low


def test_the_table_of_factors_holds(case: Case) -> None:
    bounds = {quantity: _bound(case, quantity) for quantity in COUNTED}
    rows = {name: factors for name, *factors in _table("figure")}
    assert set(rows) == set(NAMED)
    for name, written in rows.items():
        for factor, limit in zip(written, (5e-5, 1e-4), strict=True):
            given = factor.removeprefix("x ")
            step = 10.0 ** -len(given.partition(".")[2])
            exact = _factor_to(limit, NAMED[name], bounds)
            assert float(given) <= exact < float(given) + step, (name, limit)


def test_plain_shares_give_a_hundredth(case: Case) -> None:
    shares = {
        quantity: float(events / trials) for quantity in COUNTED for events, trials in [_measured(case, quantity)]
    }
    for quantity, factor in {"turbine_pump": 2.5, "long_grid_loss": 1.5}.items():
        shares[quantity] /= factor
    for quantity in ("late_bleed", "late_cooldown", "late_boration"):
        shares[quantity] /= 3
    halved = {"diesel", "motor_pump", "channel", "suction", "recirculation", "bleed_path", "boration_path", "scram"}
    for quantity in halved | {"grid_losses", "feedwater_losses", "small_leaks", "large_leaks"}:
        shares[quantity] /= 2
    assert f"give {_core_damage(shares):.1e}.".replace("e-07", "e-7") in README


LICENCES = {
    "Q1": ("diesel_a_fails, diesel_b_fails given initiators::loss_of_grid by Q1\n", "systems::D"),
    "Q2": ("high_head_a_fails, high_head_b_fails given initiators::small_leak by Q2\n", "systems::K1"),
    "Q3": ("channel_b_fails, channel_c_fails given initiators::small_leak by Q3\n", "systems::K4"),
    "J1": ("given initiators::main_feedwater_lost by J1\n", "systems::A"),
    "J2": ("given initiators::small_leak by J2\n", "systems::K"),
}
"""Licences of the README's table: how the line of one ends, and the goal that fails without it."""


@pytest.mark.parametrize("licence", LICENCES)
def test_without_a_licence_the_worst_is_assumed(changed: Changing, case: Case, licence: str) -> None:
    ending, goal = LICENCES[licence]
    (outcome,) = changed(CASE, _without_line("systems.gsn", ending)).risk.outcomes_of(goal)
    assert not outcome.proved
    assert outcome.attempt.derived is not None
    derived = outcome.attempt.derived.value - (_value(case, "systems::K5") if licence == "J2" else 0)
    (row,) = [row for row in _table("if nobody argued") if row[0].startswith(f"`{licence}`")]
    given = _number(row[1].rpartition(" in ")[2])
    assert given * Fraction("0.995") <= derived <= given


def test_the_table_of_licences_sums_up(case: Case) -> None:
    claims = {goal: _value(case, f"nuclear_cdf::{goal}") for goal in ("G2", "G3", "G4", "G5", "G6")}
    grid, feedwater, small, large = (_value(case, f"initiators::I{i}") for i in (1, 2, 3, 4))
    pumps, turbine, suction, crew, signal, recirculation = (
        _value(case, f"systems::{goal}") for goal in ("A2", "W1", "A1", "K3", "K4", "K5")
    )
    diesel, pump, channel = (2 * _value(case, f"pool::{goal}") for goal in ("P6", "P8", "P9"))

    def small_with(pumps: Fraction, signal: Fraction) -> Fraction:
        heads = signal + (1 - signal) * pumps * (1 - (1 - pumps) * (1 - crew))
        return small * (heads + recirculation)

    def feedwater_with(pumps: Fraction) -> Fraction:
        return feedwater * (suction + (1 - suction) * pumps * turbine) * _value(case, "systems::F")

    without = {
        "Q1": {"G2": grid * diesel * _value(case, "systems::W")},
        "Q2": {
            "G3": feedwater_with(pump),
            "G4": small_with(pump, signal),
            "G5": large * (pump + signal + recirculation),
        },
        "Q3": {
            "G4": small_with(pumps, 3 * channel / 2),
            "G5": large * (pumps + 3 * channel / 2 + recirculation),
        },
        "J1": {"G3": feedwater * (suction + pumps) * _value(case, "systems::F")},
        "J2": {"G4": small * (signal + pumps + recirculation)},
    }
    rows = {row[0][1:3]: row[2] for row in _table("if nobody argued")}
    for licence, sequences in without.items():
        total = sum((claims | sequences).values())
        given = _number(rows[licence])
        assert given * Fraction("0.97") <= total <= given, licence
        assert ("over the limit" in rows[licence]) == (total > LIMIT)
        assert ("over the claim |" in f"{rows[licence]} |") == (Fraction("5e-5") < total <= LIMIT)


# What must not hold


_TRAINS = "diesel_a_fails, diesel_b_fails given initiators::loss_of_grid by Q1\n"
_COMMON = f"    common cause pool::diesel_beta of {_TRAINS}"
_INDEPENDENT = f"    independent {_TRAINS}"
_BAD_RUN = """evidence bad_run "Tests of diesel generators at ten more units, 2026"
    type report
    file "evidence/scrams.csv"
    by nuclear_cdf::data_pool
    dated 2026-10-01
    measures diesel: 41 of 1_500
    presumes N2
"""
_WORK_ORDERS = '        goal J1.2 "No crew works on two of them within a shift"\n'
_NO_CAUSE = """        challenge D3.1 "The register holds no cause that failed pumps of both heads"
            solution Sn12 "Causes across groups in the register"
                cites dependence_study
                at "section 6"
"""
_SECOND_LIST = """        challenge D1.1 "Four people without sight of the list found no event outside its groups"
            solution second_list
"""

MUTANTS: dict[str, tuple[list[Edit], set[str]]] = {
    # worse evidence
    "twice as many failures": (
        [("pool.gsn", "measures diesel: 145 of 17_472", "measures diesel: 290 of 17_472")],
        {"pool::P6", "systems::D", "nuclear_cdf::G2"},
    ),
    "two more losses of the grid than the claim carries": (
        [("pool.gsn", "38 in 1_960", "40 in 1_960")],
        {"pool::P1", "initiators::I1"},
    ),
    "a leak where there was none": ([("pool.gsn", "0 in 14_600", "1 in 14_600")], {"pool::P4", "nuclear_cdf::G5"}),
    "fewer tests": ([("pool.gsn", "0 of 26_656", "0 of 20_000")], {"pool::P10", "systems::A"}),
    "a record that has expired": (
        [("pool.gsn", "dated 2026-05-29\n    expires 2027-12-31", "dated 2026-05-29\n    expires 2026-11-22")],
        {"pool::P14", "pool::P15", "pool::P16"},
    ),
    "a file that was changed": (
        [("evidence/simulator.csv", "C001,10.2", "C001,20.2")],
        {"pool::P18", "pool::P19", "pool::P20"},
    ),
    "a count that is cited no more": (
        [("pool.gsn", "<= 7.8% at 99.8%\n    solution restoration_times\n", "<= 7.8% at 99.8%\n    undeveloped\n")],
        {"pool::P17", "systems::W2"},
    ),
    "a run that went badly, cited by nobody": (
        [("pool.gsn", "evidence component_counts", f"{_BAD_RUN}evidence component_counts")],
        {"pool::P6"},
    ),
    "another trial": (
        [("pool.gsn", '    trial "one loss of the grid"\n    presumes', '    trial "one day"\n    presumes')],
        {"pool::P17"},
    ),
    # dependence
    "independence of trains that share a cause": (
        [
            ("systems.gsn", _COMMON, _COMMON + _INDEPENDENT),
            ("systems.gsn", "claim diesels_fail <= 0.153%", "claim diesels_fail <= 0.045%"),
        ],
        {"systems::D"},
    ),
    "independence under another condition": (
        [("systems.gsn", "given initiators::small_leak by J2", "given initiators::large_leak by J2")],
        {"systems::K"},
    ),
    "independence that is not argued": (
        [("systems.gsn", _WORK_ORDERS, f"{_WORK_ORDERS}            undeveloped\n")],
        {"systems::A", "nuclear_cdf::G3"},
    ),
    "independence whose doubt nobody answers": (
        [("systems.gsn", _NO_CAUSE, "")],
        {"systems::K", "nuclear_cdf::G4"},
    ),
    "a shared cause after one kind of leak only": (
        [_without_line("systems.gsn", "low_head_a_fails, low_head_b_fails given initiators::large_leak by Q2\n")],
        {"systems::K2", "systems::V"},
    ),
    "no figure for what is shared": ([("pool.gsn", "    claim diesel_beta <= 5.15% at 99.8%\n", "")], {"systems::D"}),
    # bridges and confidence
    "no bridge": (
        [("systems.gsn", "    bounded by 2 times pool::suction by pool::B2 at 99.9%\n", "")],
        {"systems::A1", "systems::A"},
    ),
    "a wider bridge": (
        [("initiators.gsn", "bounded by 2 times pool::grid_losses", "bounded by 3 times pool::grid_losses")],
        {"initiators::I1"},
    ),
    "a bridge that is less sure": (
        [("systems.gsn", "pool::turbine_pump by T at 99.9%", "pool::turbine_pump by T at 99%")],
        {"systems::W1", "systems::W", "systems::A"},
    ),
    "a count that is less sure": (
        [("pool.gsn", "claim long_grid_loss <= 7.8% at 99.8%", "claim long_grid_loss <= 7.8% at 99%")],
        {"systems::W2"},
    ),
    "a claim that is surer than its parts": (
        [("case.gsn", "<= 5e-5 per reactor-year at 90%", "<= 5e-5 per reactor-year at 91%")],
        set(),
    ),
    "a claim below what follows": (
        [("case.gsn", "<= 5e-5 per reactor-year at 90%", "<= 4.6e-5 per reactor-year at 90%")],
        set(),
    ),
    "a year for a reactor-year": (
        [("case.gsn", "no_scram <= 1.12e-5 per reactor-year", "no_scram <= 1.12e-5 per year")],
        {"nuclear_cdf::G6"},
    ),
    # the trees
    "a list that nobody argues to be complete": (
        [("case.gsn", ", no_scram complete by initiators::L", ", no_scram")],
        set(),
    ),
    "a list whose doubt nobody answers": ([("initiators.gsn", _SECOND_LIST, "")], set()),
    "a sequence that nothing bounds": ([_without_line("case.gsn", "at 98.9% for unit1\n")], set()),
    "a figure for one condition, used under two": (
        [("systems.gsn", " or initiators::loss_of_grid then diesels_fail by T\n", "\n")],
        {"systems::W1", "systems::W"},
    ),
    "two conditions under which nobody argues": (
        [
            (
                "systems.gsn",
                "initiators::large_leak by J3\n    bounded by 2 times pool::recirculation",
                "initiators::large_leak\n    bounded by 2 times pool::recirculation",
            )
        ],
        {"systems::K5"},
    ),
}
"""What is changed, and goals that fail with it; the top goal always does."""


@pytest.mark.parametrize("mutant", MUTANTS)
def test_what_weakens_it_breaks_it(unproved: Refusing, mutant: str) -> None:
    edits, goals = MUTANTS[mutant]
    assert unproved(CASE, *edits) >= goals | {"nuclear_cdf::G1"}


def test_with_a_sequence_less_it_is_another_case(argument: Argument, changed: Changing) -> None:
    fewer = changed(CASE, ("case.gsn", "large_break, no_scram complete", "large_break complete"))
    assert not check(fewer.risk.problem, argument.risk.certificate).proved


def test_a_count_without_its_presumptions_is_told(changed: Changing) -> None:
    trial = '    trial "one loss of the grid"\n'
    judgement = gsn.check(changed(CASE, ("pool.gsn", f"{trial}    presumes N2, N6, N7\n", trial)).case, DAY)
    told = [finding.element for finding in judgement.findings if finding.code == "GSN433"]
    assert told == ["pool::restoration_times"]


def test_contradictory_licences_are_told(changed: Changing) -> None:
    judgement = gsn.check(changed(CASE, ("systems.gsn", _COMMON, _COMMON + _INDEPENDENT)).case, DAY)
    assert "GSN417" in {finding.code for finding in judgement.findings}
