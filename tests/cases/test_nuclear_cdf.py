"""The core damage frequency case: each number comes from a count in a file, and each step up from there holds."""

import csv
import hashlib
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from itertools import product
from math import prod
from pathlib import Path

import pytest
from scipy.stats import beta, chi2

import gsn
from gsn.argument import Argument
from gsn.findings import Severity, Verdict
from gsn.language.formatting import format_text
from gsn.model.case import Case
from gsn.model.expression import Events, Trials
from gsn.model.record import Claim
from gsn.model.statements.argument import GoalStatement
from gsn.model.statements.evidence import EvidenceStatement
from gsn.model.statements.risk import QuantityStatement
from gsn.risk.kernel import check
from gsn.risk.problem import Claim as ExtractedClaim

FOLDER = Path(__file__).parents[2] / "cases" / "nuclear-cdf"
README = (FOLDER / "README.md").read_text(encoding="utf-8")
DAY = date(2026, 11, 23)
CASE = "nuclear-cdf"
LIMIT = Fraction("1e-4")
"""Core damage frequency a reactor-year (US Nuclear Regulatory Commission, 2009)."""

SEQUENCES = ("G2", "G3", "G4", "G5", "G6")

Changing = Callable[..., Argument]
Refusing = Callable[..., set[str]]


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


def test_it_reads_without_a_problem(case: Case) -> None:
    assert [f"{problem.place.file}:{problem.place.number} {problem.message}" for problem in case.problems] == []
    assert case.strays == ()
    assert set(case.modules) == {"nuclear_cdf", "initiators", "systems", "pool"}


def test_no_rule_finds_an_error_or_a_warning(case: Case) -> None:
    judgement = gsn.check(case, DAY)
    told = [finding for finding in judgement.findings if finding.severity is not Severity.INFO]
    assert [f"{finding.place.file}:{finding.place.number} {finding.message}" for finding in told] == []
    assert judgement.verdict is not Verdict.REJECTED


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.gsn")), ids=lambda path: path.name)
def test_it_is_laid_out(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert format_text(text, path.name).text == text


def test_every_record_is_sealed_and_every_file_is_used(case: Case) -> None:
    used = {FOLDER / prose.plain for element in case.elements.values() if (prose := element.annotations.prose)}
    for identity, says in _records(case):
        assert says.file is not None
        assert hashlib.sha256(_file(says).read_bytes()).hexdigest() == says.file.sha256, identity
        used.add(_file(says))
    assert used == {path for folder in ("evidence", "prose") for path in (FOLDER / folder).iterdir()}


def test_every_claim_is_proved(argument: Argument) -> None:
    outcomes = argument.risk.outcomes
    assert {id_.goal: outcome.why for id_, outcome in outcomes.items() if not outcome.proved} == {}
    assert len(outcomes) == 52


def test_every_count_names_what_argues_its_presumptions(case: Case, argument: Argument) -> None:
    counting = {identity: says for identity, says in _records(case) if says.measures}
    assert len(counting) == 9
    sound = argument.risk.search.is_sound
    for identity, says in counting.items():
        assert says.presumes, identity
        assert all(sound(ref.identity) for ref in says.presumes), identity


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
    assert _measured(case, f"late_{action}") == (sum(time > minutes for time in times), len(times))


def test_losses_of_the_grid_last_or_not(case: Case) -> None:
    hours = [Fraction(row["hours"]) for row in _rows("grid-restoration.csv")]
    assert _measured(case, "long_grid_loss") == (sum(time > 8 for time in hours), len(hours))


def test_leaks_are_of_up_to_50_mm(case: Case) -> None:
    sizes = [Fraction(row["size_mm"]) for row in _rows("leaks.csv")]
    assert _measured(case, "small_leaks") == (sum(size <= 50 for size in sizes), 14_600)
    assert _measured(case, "large_leaks") == (sum(size > 50 for size in sizes), 14_600)


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


def _without_line(name: str, ending: str) -> tuple[str, str, str]:
    (line,) = [line for line in _text(name).splitlines(keepends=True) if line.endswith(ending)]
    return name, line, ""


def _text(name: str) -> str:
    return (FOLDER / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("licence", LICENCES)
def test_without_a_licence_the_worst_is_assumed(changed: Changing, case: Case, licence: str) -> None:
    ending, goal = LICENCES[licence]
    (outcome,) = changed(CASE, _without_line("systems.gsn", ending)).risk.outcomes_of(goal)
    assert not outcome.proved
    assert outcome.attempt.derived is not None
    derived = outcome.attempt.derived.value - (_system(case, "K5") if licence == "J2" else 0)
    (row,) = [row for row in _table("if nobody argued") if row[0].startswith(f"`{licence}`")]
    given = _number(row[1].rpartition(" in ")[2])
    assert given * Fraction("0.995") <= derived <= given


def test_the_table_of_licences_sums_up(case: Case) -> None:
    claims = {goal: _value(case, f"nuclear_cdf::{goal}") for goal in SEQUENCES}
    grid, feedwater, small, large = (_value(case, f"initiators::I{i}") for i in (1, 2, 3, 4))
    pumps, turbine, suction, crew, signal, recirculation = (
        _system(case, goal) for goal in ("A2", "W1", "A1", "K3", "K4", "K5")
    )
    diesel, pump, channel = (2 * _value(case, f"pool::{goal}") for goal in ("P6", "P8", "P9"))

    def small_with(pumps: Fraction, signal: Fraction) -> Fraction:
        heads = _probability(lambda h, lo, c, s: (h or s) and (lo or c or s), pumps, pumps, crew, signal)
        return small * (heads + recirculation)

    def feedwater_with(pumps: Fraction) -> Fraction:
        return feedwater * (suction + (1 - suction) * pumps * turbine) * _system(case, "F")

    without = {
        "Q1": {"G2": grid * diesel * _system(case, "W")},
        "Q2": {
            "G3": feedwater_with(pump),
            "G4": small_with(pump, signal),
            "G5": large * (pump + signal + recirculation),
        },
        "Q3": {
            "G4": small_with(pumps, 3 * channel / 2),
            "G5": large * (pumps + 3 * channel / 2 + recirculation),
        },
        "J1": {"G3": feedwater * (suction + pumps) * _system(case, "F")},
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


_TRAINS = "    common cause pool::diesel_beta of diesel_a_fails, diesel_b_fails given initiators::loss_of_grid by Q1\n"
_P6 = '"Diesel generators of the pool fail in at most 1.05% of demands"\n    claim diesel <= 1.05% at 99.8%\n'
_BAD_RUN = """evidence bad_run "Tests of diesel generators at ten more units, 2026"
    type report
    file "evidence/scrams.csv"
    by nuclear_cdf::data_pool
    dated 2026-10-01
    measures diesel: 41 of 1_500
    presumes N2
"""

MUTANTS: dict[str, tuple[list[tuple[str, str, str]], set[str]]] = {
    "one more test that failed in a hundred": (
        [("pool.gsn", "measures diesel: 145 of 17_472", "measures diesel: 320 of 17_472")],
        {"pool::P6", "nuclear_cdf::G2"},
    ),
    "a loss of the grid more than the claim carries": (
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
    "a record that nobody cites": (
        [("pool.gsn", "claim long_grid_loss <= 7.8% at 99.8%\n    solution restoration_times\n", "undeveloped\n")],
        {"systems::W2"},
    ),
    "a run that went badly, cited by nobody": (
        [("pool.gsn", "evidence component_counts", f"{_BAD_RUN}evidence component_counts")],
        {"pool::P6"},
    ),
    "independence claimed for trains that share a cause": (
        [
            (
                "systems.gsn",
                _TRAINS,
                f"{_TRAINS}    independent diesel_a_fails, diesel_b_fails given initiators::loss_of_grid by Q1\n",
            ),
            ("systems.gsn", "claim diesels_fail <= 0.153%", "claim diesels_fail <= 0.045%"),
        ],
        {"systems::D"},
    ),
    "a licence under another condition": (
        [("systems.gsn", "given initiators::small_leak by J2", "given initiators::large_leak by J2")],
        {"systems::K"},
    ),
    "a licence whose goal is not argued": (
        [
            (
                "systems.gsn",
                '            solution Sn9 "Work orders on auxiliary feedwater"\n                cites dependence_study\n'
                '                at "section 5"\n',
                "            undeveloped\n",
            )
        ],
        {"systems::A", "nuclear_cdf::G3"},
    ),
    "a shared cause for one kind of leak only": (
        [_without_line("systems.gsn", "low_head_a_fails, low_head_b_fails given initiators::large_leak by Q2\n")],
        {"systems::K2", "systems::V"},
    ),
    "no beta": (
        [("pool.gsn", "claim diesel_beta <= 5.15% at 99.8%\n", "")],
        {"systems::D"},
    ),
    "no bridge": (
        [
            (
                "systems.gsn",
                "    given initiators::main_feedwater_lost\n    bounded by 2 times pool::suction by pool::B2 at 99.9%\n",
                "    given initiators::main_feedwater_lost\n",
            )
        ],
        {"systems::A1", "systems::A"},
    ),
    "a bridge that is less sure": (
        [("systems.gsn", "2.5 times pool::turbine_pump by T at 99.9%", "2.5 times pool::turbine_pump by T at 99%")],
        {"systems::W1", "systems::W", "systems::A"},
    ),
    "a wider bridge": (
        [("initiators.gsn", "bounded by 2 times pool::grid_losses", "bounded by 3 times pool::grid_losses")],
        {"initiators::I1"},
    ),
    "a count that is less sure": (
        [("pool.gsn", "claim long_grid_loss <= 7.8% at 99.8%", "claim long_grid_loss <= 7.8% at 99%")],
        {"systems::W2"},
    ),
    "a claim with nothing to spare": (
        [("case.gsn", "core_damage <= 5e-5 per reactor-year at 90%", "core_damage <= 4.6e-5 per reactor-year at 90%")],
        set(),
    ),
    "a claim that is surer than its parts": (
        [("case.gsn", "core_damage <= 5e-5 per reactor-year at 90%", "core_damage <= 5e-5 per reactor-year at 91%")],
        set(),
    ),
    "a year for a reactor-year": (
        [
            (
                "case.gsn",
                "claim no_scram <= 1.12e-5 per reactor-year",
                "claim no_scram <= 1.12e-5 per year",
            )
        ],
        {"nuclear_cdf::G6"},
    ),
    "a list that nobody argues to be complete": (
        [("case.gsn", ", no_scram complete by initiators::L", ", no_scram")],
        set(),
    ),
    "a list with a doubt that nobody answers": (
        [
            (
                "initiators.gsn",
                '        challenge D1.1 "Four people without sight of the list found no event outside its groups"\n'
                "            solution second_list\n",
                "",
            ),
            ("initiators.gsn", 'evidence second_list "A second', 'public evidence second_list "A second'),
        ],
        set(),
    ),
    "a sequence that nothing bounds": (
        [("case.gsn", "            claim no_scram <= 1.12e-5 per reactor-year at 98.9% for unit1\n", "")],
        set(),
    ),
    "another trial": (
        [("pool.gsn", '    trial "one loss of the grid"\n    presumes', '    trial "one day"\n    presumes')],
        {"pool::P17"},
    ),
    "a probability that is used elsewhere": (
        [
            (
                "systems.gsn",
                "initiators::main_feedwater_lost or initiators::loss_of_grid then diesels_fail by T",
                "initiators::main_feedwater_lost",
            )
        ],
        {"systems::W1"},
    ),
    "two conditions that nobody argues": (
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


def test_a_case_with_a_sequence_less_is_another_case(argument: Argument, changed: Changing) -> None:
    fewer = changed(
        CASE, ("case.gsn", "small_break, large_break, no_scram complete", "small_break, large_break complete")
    )
    checked = check(fewer.risk.problem, argument.risk.certificate)
    assert not checked.proved


def test_a_count_without_its_presumptions_is_told(changed: Changing) -> None:
    edit = (
        "pool.gsn",
        '    trial "one loss of the grid"\n    presumes N2, N6, N7\n',
        '    trial "one loss of the grid"\n',
    )
    judgement = gsn.check(changed(CASE, edit).case, DAY)
    assert [finding.element for finding in judgement.findings if finding.code == "GSN433"] == [
        "pool::restoration_times"
    ]


def test_contradictory_licences_are_told(changed: Changing) -> None:
    twice = f"{_TRAINS}    independent diesel_a_fails, diesel_b_fails given initiators::loss_of_grid by Q1\n"
    judgement = gsn.check(changed(CASE, ("systems.gsn", _TRAINS, twice)).case, DAY)
    assert "GSN417" in {finding.code for finding in judgement.findings}


def test_the_claims_are_no_tighter_than_what_follows(argument: Argument) -> None:
    def room(claim: ExtractedClaim, derived: Fraction) -> Fraction:
        return claim.value / derived

    rooms = {
        id_.goal: room(outcome.claim, outcome.attempt.derived.value)
        for id_, outcome in argument.risk.outcomes.items()
        if outcome.attempt.derived is not None
    }
    assert all(1 <= value < Fraction("1.07") for value in rooms.values()), rooms
