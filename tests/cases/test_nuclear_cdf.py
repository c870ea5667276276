"""The core damage frequency case: each number comes from a count in a file, and each step up from there holds."""

import csv
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from fractions import Fraction
from itertools import product
from math import prod
from pathlib import Path

import pytest

import gsn
from gsn.argument import Argument
from gsn.model.case import Case
from gsn.model.expression import Events, Trials
from gsn.model.record import Claim
from gsn.model.statements.argument import GoalStatement
from gsn.model.statements.evidence import EvidenceStatement
from gsn.model.statements.risk import QuantityStatement

FOLDER = Path(__file__).parents[2] / "cases" / "nuclear-cdf"
README = (FOLDER / "README.md").read_text(encoding="utf-8")
DAY = date(2026, 11, 23)
LIMIT = Fraction("1e-4")
"""Core damage frequency a reactor-year (US Nuclear Regulatory Commission, 2009)."""

SEQUENCES = ("G2", "G3", "G4", "G5", "G6")


@pytest.fixture(scope="module")
def case() -> Case:
    return gsn.load(FOLDER)


@pytest.fixture(scope="module")
def argument(case: Case) -> Argument:
    return Argument(case, DAY)


def _records(case: Case) -> Iterator[tuple[str, EvidenceStatement]]:
    for element in case.elements.values():
        if isinstance(element.says, EvidenceStatement):
            yield element.identity, element.says


def _file(says: EvidenceStatement) -> Path:
    assert says.file is not None
    return FOLDER / says.file.path.plain


def _claim(case: Case, goal: str) -> Claim:
    says = case.elements[goal].says
    assert isinstance(says, GoalStatement)
    (claim,) = says.claims
    return claim


def _value(case: Case, goal: str) -> Fraction:
    return _claim(case, goal).value.exact


def _doubt(case: Case, *goals: str) -> Fraction:
    return sum((1 - _claim(case, goal).confidence.exact for goal in goals), Fraction())


# The case as it stands


def test_no_belief_and_no_conversion_carries_it(argument: Argument) -> None:
    measured = argument.risk.problem.measurements.values()
    assert {type(measurement.result).__name__ for measurement in measured} == {"Counted", "Observed"}
    units = {claim.unit for claim in argument.risk.problem.claims.values()}
    assert units == {None, "reactor-year"}


# Counts: what a record says is what its file holds


def _rows(name: str) -> list[dict[str, str]]:
    lines = (FOLDER / "evidence" / name).read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith("# ")
    assert lines[0].endswith("Invented for this example.")
    return list(csv.DictReader(lines[1:]))


def _total(name: str, column: str, **where: str) -> Fraction:
    rows = [row for row in _rows(name) if all(row[key] == value for key, value in where.items())]
    return sum((Fraction(row[column]) for row in rows), Fraction())


def _counted(events: Iterable[bool]) -> tuple[Fraction, Fraction]:
    happened = list(events)
    return Fraction(sum(happened)), Fraction(len(happened))


def _measured(case: Case, quantity: str) -> tuple[Fraction, Fraction]:
    """Events and trials, or events and exposure, of the one record that measures a quantity."""
    found = [item.measurement for _, says in _records(case) for item in says.measures if item.quantity.name == quantity]
    match found:
        case [Trials(events, trials, False)]:
            return Fraction(events), Fraction(trials)
        case [Events(events, exposure, unit)]:
            assert unit == "reactor-year"
            return Fraction(events), exposure.exact
        case other:
            pytest.fail(f"{quantity} is measured by {other}")


@pytest.mark.parametrize(
    ("quantity", "file", "events", "trials"),
    [
        ("grid_losses", "initiating-events.csv", "grid_losses", "reactor_years"),
        ("feedwater_losses", "initiating-events.csv", "feedwater_losses", "reactor_years"),
        ("transient", "trips-unit-1.csv", "trips", "reactor_years"),
        ("scram", "scrams.csv", "failures", "demands"),
        ("diesel", "components.csv", "diesel_failures", "diesel_demands"),
        ("turbine_pump", "components.csv", "turbine_pump_failures", "turbine_pump_demands"),
        ("motor_pump", "components.csv", "motor_pump_failures", "motor_pump_demands"),
        ("channel", "components.csv", "channel_failures", "channel_demands"),
        ("suction", "lines.csv", "suction_failures", "suction_demands"),
        ("recirculation", "lines.csv", "recirculation_failures", "recirculation_demands"),
        ("bleed_path", "lines.csv", "bleed_failures", "bleed_demands"),
        ("boration_path", "lines.csv", "boration_failures", "boration_demands"),
    ],
)
def test_each_count_is_its_files_sum(case: Case, quantity: str, file: str, events: str, trials: str) -> None:
    assert _measured(case, quantity) == (_total(file, events), _total(file, trials))


@pytest.mark.parametrize("part", ["diesel", "motor_pump", "channel"])
def test_each_beta_is_the_registers_share(case: Case, part: str) -> None:
    shared, failures = (_total("shared-causes.csv", column, **{"class": part}) for column in ("shared", "failures"))
    assert _measured(case, f"{part}_beta") == (shared, failures)


@pytest.mark.parametrize(("action", "minutes"), [("bleed", 20), ("cooldown", 30), ("boration", 10)])
def test_each_crew_is_late_or_not(case: Case, action: str, minutes: int) -> None:
    times = [Fraction(row[action]) for row in _rows("simulator.csv")]
    assert _measured(case, f"late_{action}") == _counted(time > minutes for time in times)


def test_losses_of_the_grid_last_or_not(case: Case) -> None:
    hours = [Fraction(row["hours"]) for row in _rows("grid-restoration.csv")]
    assert _measured(case, "long_grid_loss") == _counted(time > 8 for time in hours)


def test_leaks_are_of_up_to_50_mm(case: Case) -> None:
    sizes = [Fraction(row["size_mm"]) for row in _rows("leaks.csv")]
    exposure = Fraction(14_600)
    assert "14,600 reactor-years" in (FOLDER / "evidence" / "leaks.csv").read_text(encoding="utf-8")
    assert _measured(case, "small_leaks") == (Fraction(sum(size <= 50 for size in sizes)), exposure)
    assert _measured(case, "large_leaks") == (Fraction(sum(size > 50 for size in sizes)), exposure)


# The README's tables


def _table(first: str) -> list[list[str]]:
    """The rows of the table whose heading begins with a cell."""
    lines = README.splitlines()
    start = next(index for index, line in enumerate(lines) if line.startswith(f"| {first} |"))
    rows = []
    for line in lines[start + 2 :]:
        if not line.startswith("|"):
            break
        rows.append([cell.strip() for cell in line.strip("|").split("|")])
    return rows


def _number(written: str) -> Fraction:
    found = re.search(r"[\d.]+(?:e-?\d+)?%?", written)
    assert found is not None, written
    return Fraction(found[0].removesuffix("%")) / (100 if found[0].endswith("%") else 1)


def test_the_table_of_counts_names_each_claim_of_the_pool(case: Case) -> None:
    rows = {row[2].strip("`"): row for row in _table("counted") if row[2]}
    assert set(rows) == {f"P{number}" for number in range(1, 21)}
    for goal, row in rows.items():
        claim = _claim(case, f"pool::{goal}")
        assert _number(row[1]) == claim.value.exact, goal
        assert claim.confidence.exact == Fraction("0.998")
        events, trials = _measured(case, claim.quantity.name)
        counted = row[0].replace(",", "")
        assert re.search(rf"\b{events} (?:of|in) {trials}\b", counted), row[0]


def test_the_table_of_sequences_names_each_product(case: Case) -> None:
    rows = {row[0].strip("`"): row for row in _table("sequence")}
    claims = {_claim(case, f"nuclear_cdf::{goal}").quantity.name: goal for goal in SEQUENCES}
    assert set(rows) == set(claims)
    for name, (_, written, claimed, confidence, doubt) in rows.items():
        claim = _claim(case, f"nuclear_cdf::{claims[name]}")
        assert (_number(claimed), _number(confidence)) == (claim.value.exact, claim.confidence.exact)
        assert prod(map(_number, written.split(" x ")), start=Fraction(1)) <= claim.value.exact
        assert sum(map(_number, doubt.split(" + "))) / 100 == 1 - claim.confidence.exact


def test_the_readme_names_the_distance_to_the_limit(case: Case) -> None:
    claimed = _value(case, "nuclear_cdf::G1")
    assert f"**5e-5 at 90%** ({float(100 * _doubt(case, *_goals(SEQUENCES))):.1f} points are charged of 10)" in README
    assert f"by a factor of **{LIMIT / claimed}**" in README


def _goals(names: Sequence[str]) -> list[str]:
    return [f"nuclear_cdf::{name}" for name in names]


# The arithmetic, by a second way: every world of few events is gone through


def _probability(occurs: Callable[..., bool], *events: Fraction) -> Fraction:
    """The probability of a Boolean function of independent events."""
    total = Fraction()
    for world in product((True, False), repeat=len(events)):
        if occurs(*world):
            total += prod(p if true else 1 - p for p, true in zip(events, world, strict=True))
    return total


def _pair(one: Fraction, shared: Fraction) -> Fraction:
    return _probability(lambda a, b, common: (a or common) and (b or common), one, one, shared * one)


def _two_of_three(one: Fraction, shared: Fraction) -> Fraction:
    return _probability(lambda a, b, c, common: common or a + b + c >= 2, one, one, one, shared * one)


def _system(case: Case, goal: str) -> Fraction:
    return _value(case, f"systems::{goal}")


def _bridged(case: Case, quantity: str, goal: str) -> Fraction:
    says = case.elements[quantity].says
    assert isinstance(says, QuantityStatement)
    (bridge,) = says.bridges
    assert bridge.factor is not None
    assert bridge.confidence.exact == Fraction("0.999")
    claim = _claim(case, goal)
    assert bridge.proxy.identity == claim.quantity.identity
    return bridge.factor.exact * claim.value.exact


@pytest.mark.parametrize(
    ("goal", "quantity", "counted"),
    [
        ("initiators::I1", "initiators::loss_of_grid", "P1"),
        ("initiators::I2", "initiators::main_feedwater_lost", "P2"),
        ("initiators::I3", "initiators::small_leak", "P3"),
        ("initiators::I4", "initiators::large_leak", "P4"),
        ("systems::W1", "systems::turbine_pump_fails", "P7"),
        ("systems::W2", "systems::grid_stays_away", "P17"),
        ("systems::A1", "systems::suction_fails", "P10"),
        ("systems::F1", "systems::bleed_not_started", "P18"),
        ("systems::F2", "systems::bleed_path_fails", "P12"),
        ("systems::K3", "systems::cooldown_not_started", "P19"),
        ("systems::K5", "systems::recirculation_fails", "P11"),
        ("systems::X", "systems::scram_fails", "P5"),
        ("systems::Y1", "systems::boration_not_started", "P20"),
        ("systems::Y2", "systems::boration_path_fails", "P13"),
    ],
)
def test_each_bridge_carries_its_claim(case: Case, goal: str, quantity: str, counted: str) -> None:
    assert _bridged(case, quantity, f"pool::{counted}") <= _value(case, goal)
    assert _doubt(case, f"pool::{counted}") + Fraction("0.001") <= _doubt(case, goal)


@pytest.mark.parametrize(
    ("goal", "train", "counted", "shared"),
    [
        ("D", "diesel_a_fails", "P6", "P14"),
        ("A2", "motor_pump_a_fails", "P8", "P15"),
        ("K1", "high_head_a_fails", "P8", "P15"),
        ("K2", "low_head_a_fails", "P8", "P15"),
    ],
)
def test_a_pair_fails_alone_or_together(case: Case, goal: str, train: str, counted: str, shared: str) -> None:
    one = _bridged(case, f"systems::{train}", f"pool::{counted}")
    assert _pair(one, _value(case, f"pool::{shared}")) <= _system(case, goal)
    charged = _doubt(case, f"pool::{counted}", f"pool::{shared}") + 2 * Fraction("0.001")
    assert charged <= _doubt(case, f"systems::{goal}")


def test_two_of_three_channels_fail_alone_or_together(case: Case) -> None:
    one = _bridged(case, "systems::channel_a_fails", "pool::P9")
    assert _two_of_three(one, _value(case, "pool::P16")) <= _system(case, "K4")


def test_each_system_follows_from_its_parts(case: Case) -> None:
    pumps, turbine, suction = (_system(case, goal) for goal in ("A2", "W1", "A1"))
    assert _probability(lambda s, m, t: s or (m and t), suction, pumps, turbine) <= _system(case, "A")
    high, low, crew, signal = (_system(case, goal) for goal in ("K1", "K2", "K3", "K4"))
    injection = _probability(lambda h, lo, c, s: (h or s) and (lo or c or s), high, low, crew, signal)
    assert injection + _system(case, "K5") <= _system(case, "K")
    assert low + signal + _system(case, "K5") <= _system(case, "V")
    assert turbine + _system(case, "W2") <= _system(case, "W")
    assert _system(case, "F1") + _system(case, "F2") <= _system(case, "F")
    assert _system(case, "Y1") + _system(case, "Y2") <= _system(case, "Y")


def test_each_sequence_is_its_product(case: Case) -> None:
    factors = {
        "G2": ("initiators::I1", "systems::D", "systems::W"),
        "G3": ("initiators::I2", "systems::A", "systems::F"),
        "G4": ("initiators::I3", "systems::K"),
        "G5": ("initiators::I4", "systems::V"),
        "G6": ("initiators::I5", "systems::X", "systems::Y"),
    }
    for goal, goals in factors.items():
        assert prod(_value(case, factor) for factor in goals) <= _value(case, f"nuclear_cdf::{goal}")
        assert _doubt(case, *goals) <= _doubt(case, f"nuclear_cdf::{goal}")
    assert sum(_value(case, goal) for goal in _goals(SEQUENCES)) <= _value(case, "nuclear_cdf::G1")
    assert _doubt(case, *_goals(SEQUENCES)) <= _doubt(case, "nuclear_cdf::G1") == Fraction("0.1")
