"""What pictures show of a case: the figures that were proved, in the order in which they matter."""

from fractions import Fraction
from pathlib import Path

import pytest

from gsn.checking import Judgement
from gsn.model.reference import name_of
from gsn.output.risk_bars import Bar, Chart, Look
from gsn.report.pictures.breaking import break_even_chart, wrong_by
from gsn.report.pictures.drivers import MOST_DRIVERS, simulated_hazards, tornado_chart
from gsn.report.pictures.headroom import headroom_chart
from gsn.report.pictures.waterfall import falls, waterfall_chart
from gsn.risk.evaluating import Variation
from gsn.risk.limits import for_each_subject
from gsn.risk.problem import Limit
from gsn.risk.proving import Proofs, prove
from gsn.risk.simulation import simulate
from gsn.risk.simulation.results import Driver, Simulated, Simulation
from gsn.risk.stating import read_limit
from gsn.risk.variations import BreakEven, break_even, derived_through
from tests.report.risk_cases import judged

TOO_LITTLE = {"attempts: 4 in 1 year": "attempts: 9 in 1 year"}
NO_LIST = {" complete by K": ""}
PER_MONTH = {"claim harm <= 2.6 per year": "claim harm <= 0.2 per month"}
TWO_HAZARDS = {
    'scenario way_1 "The first way"\n    is attempts then success': 'hazard way_1 "The first way"\n'
    "    is attempts then success complete by K"
}
FIRST_WAY = """\
    goal S1 "The first way is rare"
        claim way_1 <= 2 per year at 95%
"""


def proved(folder: Path, changes: dict[str, str] | None = None, *limits: str) -> Proofs:
    """The proofs of the small case, held against limits on all of its hazards."""
    argument = judged(folder, changes).argument
    hazards = [name for name, quantity in argument.risk.problem.quantities.items() if quantity.hazard]
    stated = [read_limit(limit, hazards) for limit in limits]
    held = [each for limit in stated for each in for_each_subject(argument.risk.problem, limit)]
    return prove(argument, held) if limits else argument.risk


def bars(chart: Chart | None) -> list[tuple[str, str, Look]]:
    assert chart is not None
    return [(bar.label, bar.note, bar.look) for bar in chart.bars]


# Headroom


@pytest.mark.parametrize(
    ("changes", "limits", "expected"),
    [
        ({}, (), [("harm", "2.5 of 2.6 per year, headroom 1.04", Look.PLAIN)]),
        ({"harm <= 2.6": "harm <= 2.4"}, (), [("harm", "2.5 of 2.4 per year, 1.04 times over", Look.OVER)]),
        (
            TOO_LITTLE,
            (),
            [("harm", "no bound is proved, the claim is 2.6 per year", Look.UNBOUNDED)],
        ),
        (NO_LIST, (), [("harm", "no bound is proved, the claim is 2.6 per year", Look.UNBOUNDED)]),
        ({}, ("4 per year at 80%",), [("harm", "2.6 of 4 per year, headroom 1.53", Look.PLAIN)]),
        ({}, ("2 per year at 80%",), [("harm", "2.6 of 2 per year, 1.3 times over", Look.OVER)]),
        ({}, ("4 per year at 99%",), [("harm", "2.6 of 4 per year, not met", Look.OVER)]),
        (TOO_LITTLE, ("4 per year at 80%",), [("harm", "no bound is proved, the limit is 4 per year", Look.UNBOUNDED)]),
        (
            {},
            ("4 per year at 80%", "2 per year at 80%"),
            [
                ("harm", "2.6 of 4 per year, headroom 1.53", Look.PLAIN),
                ("harm", "2.6 of 2 per year, 1.3 times over", Look.OVER),
            ],
        ),
        (
            TWO_HAZARDS,
            ("5 per year at 80%",),
            [
                ("harm", "2.6 of 5 per year, headroom 1.92", Look.PLAIN),
                ("way_1", "2 of 5 per year, headroom 2.5", Look.PLAIN),
                ("all under 5 per year at 80%", "4.6 of 5 per year, headroom 1.08", Look.RESULT),
            ],
        ),
        (
            TWO_HAZARDS,
            ("4 per year at 80%",),
            [
                ("harm", "2.6 of 4 per year, headroom 1.53", Look.PLAIN),
                ("way_1", "2 of 4 per year, headroom 2", Look.PLAIN),
                ("all under 4 per year at 80%", "4.6 of 4 per year, 1.15 times over", Look.OVER),
            ],
        ),
    ],
)
def test_headroom_is_of_what_is_proved(
    changes: dict[str, str], limits: tuple[str, ...], expected: list[tuple[str, str, Look]], tmp_path: Path
) -> None:
    assert bars(headroom_chart(proved(tmp_path, changes, *limits))) == expected


def test_headroom_is_a_share_so_that_hazards_of_all_units_stand_beside_one_axis(tmp_path: Path) -> None:
    chart = headroom_chart(proved(tmp_path, {}, "4 per year at 80%"))
    assert chart is not None
    assert chart.bars[0].end == Fraction(13, 20)
    assert chart.rule is not None
    assert chart.rule.value == 1
    assert chart.rule.label == "limit"
    assert not chart.scale.logarithmic


def test_headroom_of_many_decades_has_a_logarithmic_axis(tmp_path: Path) -> None:
    chart = headroom_chart(proved(tmp_path, {}, "1e9 per year at 80%"))
    assert chart is not None
    assert chart.scale.logarithmic
    assert "logarithmic" in chart.axis


def test_a_limit_within_a_window_knows_only_the_sum(tmp_path: Path) -> None:
    argument = judged(tmp_path, TWO_HAZARDS).argument
    hazards = tuple(name for name, quantity in argument.risk.problem.quantities.items() if quantity.hazard)
    within = (Fraction(1, 100), "year")
    limit = Limit(
        "Article 9", hazards, strict=False, value=Fraction(1, 2), unit=None, doubt=Fraction(1, 5), window=within
    )
    found = bars(headroom_chart(prove(argument, [limit])))
    assert found == [("all under Article 9", "0.046 of 0.5, headroom 10.8", Look.RESULT)]


def test_a_case_without_hazards_has_no_headroom(tmp_path: Path) -> None:
    changes = {'hazard harm "Harm"\n    is any': 'scenario harm "Harm"\n    is any', " complete by K": ""}
    assert headroom_chart(proved(tmp_path, changes)) is None


# Waterfalls


def fallen(folder: Path, changes: dict[str, str] | None = None) -> list[Chart]:
    judgement: Judgement = judged(folder, changes)
    proofs = judgement.argument.risk
    return [waterfall_chart(proofs, fall) for fall in falls(proofs, {"numbers::way_1", "numbers::harm"})]


def test_a_waterfall_falls_by_each_factor_to_the_scenario_s_rate(tmp_path: Path) -> None:
    (chart,) = fallen(tmp_path)
    assert chart.bars == (
        Bar("attempts", "at most 13 per year", None, Fraction(13)),
        Bar("success", "times 0.15: 1.95 per year", Fraction(13), Fraction(195, 100)),
        Bar("way_1", "at most 1.95 per year, claimed 2", None, Fraction(195, 100), Look.RESULT, Fraction(2)),
    )
    assert chart.scale.logarithmic
    assert chart.chained


def test_a_waterfall_of_a_claim_that_is_not_proved_says_so(tmp_path: Path) -> None:
    (chart,) = fallen(tmp_path, {"claim way_1 <= 2 per year": "claim way_1 <= 1 per year"})
    assert chart.bars[-1].note == "at most 1.95 per year, claimed 1, not proved"
    assert chart.bars[-1].look is Look.OVER


def test_a_scenario_without_a_claim_of_its_own_has_its_waterfall_from_the_claim_above(tmp_path: Path) -> None:
    changes = {FIRST_WAY: '    strategy S1 "Argument over factors"\n'}
    (chart,) = fallen(tmp_path, changes)
    assert bars(chart)[-1] == ("way_1", "at most 1.95 per year", Look.RESULT)
    assert chart.bars[-1].mark is None


def test_a_waterfall_compares_no_claim_in_another_unit(tmp_path: Path) -> None:
    (chart,) = fallen(tmp_path, {"claim way_1 <= 2 per year": "claim way_1 <= 0.2 per month"})
    assert chart.bars[-1].mark is None


# Tornadoes


def test_a_tornado_is_widest_at_its_top_and_says_what_it_is_from(tmp_path: Path) -> None:
    problem = judged(tmp_path).argument.risk.problem
    simulation = simulate(problem, samples=2000)
    (harm,) = simulated_hazards(problem, simulation)
    chart = tornado_chart(harm, simulation)
    widths = [abs((bar.end or Fraction(0)) - (bar.start or Fraction(0))) for bar in chart.bars]
    assert {bar.label for bar in chart.bars} == {"attempts", "success", "way_2"}
    assert widths == sorted(widths, reverse=True)
    assert "simulation" in chart.title
    assert "2,000 samples, seed 1" in chart.remark
    assert "no verdict rests" in chart.remark


def test_a_tornado_of_many_parameters_counts_those_that_hardly_move_it() -> None:
    drivers = tuple(Driver(f"m::p{index}", 1.0, 1.5 + index, None, None) for index in range(MOST_DRIVERS + 3))
    each = Simulated("m::harm", "year", 2.0, 1.0, (), (), (), drivers)
    chart = tornado_chart(each, Simulation(100, 1, "m", (each,), (), ()))
    assert len(chart.bars) == MOST_DRIVERS
    assert chart.bars[0].label == f"p{MOST_DRIVERS + 2}"
    assert chart.remark.endswith("Parameters that move it less: 3 more.")


# Break-even


def test_break_even_factors_come_with_the_most_delicate_first(tmp_path: Path) -> None:
    proofs = proved(tmp_path)
    outcome = proofs.outcomes_of("numbers::G")[0]
    found = break_even(proofs.search, outcome.claim)
    chart = break_even_chart(outcome.claim, found)
    assert chart is not None
    factors = [bar.end for bar in chart.bars if bar.end is not None]
    assert factors == sorted(factors)
    assert {bar.label for bar in chart.bars} == {"E1: attempts", "E2: success", "E3: way_2"}
    assert all(bar.start == 1 for bar in chart.bars)
    assert "to break harm <= 2.6 per year at 90%" in chart.axis


def test_a_factor_is_where_the_claim_breaks(tmp_path: Path) -> None:
    search = proved(tmp_path).search
    for attempt in search.attempts.values():
        claim = attempt.claim
        for each in break_even(search, claim):
            assert each.factor is not None
            just_less, just_more = (each.factor * Fraction(1000 + part, 1000) for part in (-1, 1))
            assert claim.holds(derived_through(search, Variation(factors={each.leaf: just_less}))[claim.id].value)
            assert not claim.holds(derived_through(search, Variation(factors={each.leaf: just_more}))[claim.id].value)


@pytest.mark.parametrize(
    ("factor", "note", "look"),
    [
        (Fraction(3, 2), "more than 1.5 times", Look.PLAIN),
        (Fraction(1), "more than 1 times", Look.PLAIN),
        (Fraction(2, 3), "more than 1.5 times", Look.PLAIN),
        (None, "no factor breaks it", Look.UNBOUNDED),
        (Fraction(0), "no factor breaks it", Look.UNBOUNDED),
    ],
)
def test_a_factor_is_told_as_one_of_at_least_1(factor: Fraction | None, note: str, look: Look, tmp_path: Path) -> None:
    proofs = proved(tmp_path)
    outcome = proofs.outcomes_of("numbers::G")[0]
    leaf = next(iter(proofs.problem.measurements))
    found = BreakEven(leaf, "numbers::attempts", factor)
    chart = break_even_chart(outcome.claim, [found])
    assert bars(chart) == [("E1: attempts", note, look)]
    assert (wrong_by(found) or 1) >= 1


def test_no_leaf_no_break_even(tmp_path: Path) -> None:
    outcome = proved(tmp_path).outcomes_of("numbers::G")[0]
    assert break_even_chart(outcome.claim, []) is None


def test_names_lead_where_the_page_says(tmp_path: Path) -> None:
    proofs = proved(tmp_path)
    chart = headroom_chart(proofs, lambda identity: f"#{name_of(identity)}")
    assert chart is not None
    assert chart.bars[0].href == "#harm"
