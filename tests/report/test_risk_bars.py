"""Bars as text: as they stand in a terminal, however wide it is and whatever it can show."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gsn.output.risk_bars import Bar, Chart, Look, Rule, columns, linear_scale, lines, logarithmic_scale
from tests.report.risk_charts import BREAK_EVEN, CHARTS, EMPTY, HEADROOM, TORNADO, WATERFALL

DRAWN = {
    "headroom": (
        HEADROOM,
        """\
Headroom: what is proved of each hazard, against its limit
 core_damage         ██████▉          │       4e-5 of 1e-4 per reactor-year, headroom 2.5
 severe_cyber        █████████████████│████▌  0.131 of 0.1 per year, 1.31 times over
 loss_of_control     ░░░░░░░░░░░░░░░░░│░░░░░░ no bound is proved, the limit is 1e-4 per year
 all under the limit ███████████████▍ │       0.09 of 0.1 per year, headroom 1.11
 nothing_left        ▏                │       0 of 0.1 per year
                     0                    1.4
                     Share of the limit
                     │ limit""",
    ),
    "waterfall": (
        WATERFALL,
        """\
Waterfall of rm1: what each factor of the chain leaves
 rm1_campaigns ███████████████████████████████       at most 15.2 per year
 rm1_intrusion                      ██████████       times 0.048: 0.73 per year
 escalation          ███████████████▏                times 0.0108: 0.00788 per year
 rm1           ██████│                               at most 0.00788 per year, claimed 0.008
               0.001                             100
               Events per year, on a logarithmic axis; the mark is what is claimed""",
    ),
}


@pytest.mark.parametrize("name", DRAWN)
def test_bars_look_so_in_a_terminal(name: str) -> None:
    chart, expected = DRAWN[name]
    assert "\n".join(lines(chart, 92)) == expected


def test_a_stream_that_knows_no_blocks_gets_ascii() -> None:
    assert (
        "\n".join(lines(HEADROOM, 92, ascii_only=True))
        == """\
Headroom: what is proved of each hazard, against its limit
 core_damage         #######          |       4e-5 of 1e-4 per reactor-year, headroom 2.5
 severe_cyber        #################|####   0.131 of 0.1 per year, 1.31 times over
 loss_of_control     -----------------|-----> no bound is proved, the limit is 1e-4 per year
 all under the limit ###############  |       0.09 of 0.1 per year, headroom 1.11
 nothing_left        #                |       0 of 0.1 per year
                     0                    1.4
                     Share of the limit
                     | limit"""
    )


@pytest.mark.parametrize("name", CHARTS)
def test_ascii_is_all_ascii(name: str) -> None:
    for width in (30, 80):
        "\n".join(lines(CHARTS[name], width, ascii_only=True)).encode("ascii")


@pytest.mark.parametrize("width", [20, 40, 60, 80, 132])
@pytest.mark.parametrize("chart", [HEADROOM, WATERFALL, TORNADO, BREAK_EVEN])
def test_no_figure_is_lost_in_a_narrow_terminal(chart: Chart, width: int) -> None:
    told = "\n".join(lines(chart, width))
    assert all(bar.note in told for bar in chart.bars)


@pytest.mark.parametrize("width", [72, 80, 132])
@pytest.mark.parametrize("chart", [HEADROOM, WATERFALL, TORNADO, BREAK_EVEN])
def test_bars_stay_within_the_terminal(chart: Chart, width: int) -> None:
    assert max(map(columns, lines(chart, width))) <= width


def test_wide_characters_keep_the_bars_in_line() -> None:
    bars = (Bar("危険", "one", None, Fraction(1)), Bar("harm", "two", None, Fraction(1)))
    drawn = list(lines(Chart("t", "a", linear_scale([Fraction(1)]), bars), 60))[1:3]
    assert {columns(line.partition("█")[0]) for line in drawn} == {6}


def test_a_chart_without_bars_is_its_title() -> None:
    assert list(lines(EMPTY, 80)) == [EMPTY.title]


def test_what_a_terminal_would_obey_is_not_printed() -> None:
    hostile = "\x1b[2J\u202eevil\n::error::"
    bar = Bar(hostile, hostile, None, Fraction(1))
    chart = Chart(hostile, hostile, linear_scale([Fraction(1)]), (bar,), Rule(Fraction(1), hostile), remark=hostile)
    told = list(lines(chart, 80))
    assert not any(character in line for line in told for character in "\x1b\u202e\n")


VALUES = st.builds(lambda digits, power: digits * Fraction(10) ** power, st.integers(1, 999), st.integers(-320, 320))


@given(VALUES, VALUES, st.integers(40, 200), st.booleans())
@settings(max_examples=100)
def test_a_longer_bar_is_never_drawn_shorter(one: Fraction, other: Fraction, width: int, ascii_only: bool) -> None:  # noqa: FBT001
    small, large = sorted([one, other])
    bars = (Bar("a", "", None, small), Bar("b", "", None, large))
    chart = Chart("t", "", logarithmic_scale([small, large]), bars)
    _, first, second, *_ = (len(line.rstrip("│|").strip()) for line in lines(chart, width, ascii_only=ascii_only))
    assert 3 <= first <= second


@pytest.mark.parametrize("look", Look)
def test_every_look_leaves_something_to_see(look: Look) -> None:
    bar = Bar("a", "n", Fraction(0), Fraction(0), look)
    for ascii_only in (False, True):
        drawn = list(lines(Chart("t", "", linear_scale([Fraction(1)]), (bar,)), 60, ascii_only=ascii_only))[1]
        assert drawn.removeprefix(" a").removesuffix("n").strip()
