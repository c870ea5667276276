"""The numerics of a simulation: portable functions, distributions, streams and the tables between them."""

import csv
import hashlib
import os
import subprocess
import sys
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from scipy import stats

from gsn.risk.simulation.density import Bell, Integral, LogNormal, Proportion, Rate
from gsn.risk.simulation.distributions import Distribution, Draws
from gsn.risk.simulation.drawing import QuantileTable, Stream
from gsn.risk.simulation.parameters import Counts, Opinion, Parameter, Source, Watched
from gsn.risk.simulation.portable import Bits, Floats, exp, expm1, log, log1p
from gsn.risk.statistics import lower_rate, upper_probability, upper_rate

REFERENCE = Path(__file__).parents[3] / "shared" / "data" / "reference_values.csv"
DEVIATIONS_OF_95 = 1.6448536269514722


def published(row: str) -> tuple[list[float], float]:
    """A row's values and their relative tolerance."""
    if not REFERENCE.is_file():
        pytest.skip(f"there is no {REFERENCE}")
    with REFERENCE.open(encoding="utf-8", newline="") as file:
        found = next(entry for entry in csv.DictReader(file) if entry["id"] == row)
    return [float(value) for value in found["value"].split(";")], float(found["tolerance_rel"])


def counted(events: int, trials: int) -> Distribution:
    return distribution(Counts(events, trials))


def distribution(*sources: Source, probability: bool = True) -> Distribution:
    return Distribution.of(Parameter("c::q", "", sources, probability))


# Portable functions

GRID = np.linspace(-20.0, 20.0, 4001)
FUNCTIONS: dict[str, tuple[Callable[[Floats], Floats], Callable[[Floats], Floats], Floats]] = {
    "exp": (exp, np.exp, GRID * 35),
    "expm1": (expm1, np.expm1, np.concatenate([GRID, GRID * 1e-3, GRID * 1e-9])),
    "log": (log, np.log, np.concatenate([np.ldexp(1.0, np.arange(-1000, 1000)), 1 + GRID / 21, 1 + GRID * 1e-9])),
    "log1p": (log1p, np.log1p, np.concatenate([GRID / 21, GRID * 1e-3, GRID * 1e-9, np.abs(GRID) * 1e9])),
}


@pytest.mark.parametrize("name", FUNCTIONS)
def test_portable_functions_are_accurate(name: str) -> None:
    portable, theirs, grid = FUNCTIONS[name]
    assert np.all(np.abs(portable(grid) - theirs(grid)) <= 6e-16 * np.abs(theirs(grid)))


def test_portable_functions_give_these_bits_on_every_machine() -> None:
    digest = hashlib.sha256(b"".join(portable(grid).tobytes() for portable, _, grid in FUNCTIONS.values())).hexdigest()
    assert digest[:16] == "cc71f48b03976223"


# Distributions

BELLS: dict[str, tuple[Bell, Callable[[Floats], Floats], Callable[[Floats], Floats], float, float]] = {
    f"beta {a} {b}": (
        Proportion(a, a / (a + b)),
        lambda p, a=a, b=b: stats.beta.ppf(p, a, b),
        lambda p, a=a, b=b: stats.beta.isf(p, a, b),
        stats.beta.mean(a, b),
        stats.beta.var(a, b),
    )
    for a, b in [(0.5, 0.5), (0.5, 10.5), (1.0, 1001.0), (1.5, 1e6), (100.5, 200.5), (5e5, 5e5)]
} | {
    f"gamma {a}": (
        Rate(a, a),
        lambda p, a=a: stats.gamma.ppf(p, a),  # type: ignore[misc]
        lambda p, a=a: stats.gamma.isf(p, a),  # type: ignore[misc]
        a,
        a,
    )
    for a in [0.5, 3.5, 1000.5]
}


@pytest.mark.parametrize("name", BELLS)
def test_quantiles_and_moments_agree_with_another_library(name: str) -> None:
    bell, below, above, mean, variance = BELLS[name]
    integral = Integral.of(bell)
    tails = np.array([1e-12, 1e-6, 1e-3, 0.05, 0.3, 0.5])
    assert integral.positions(tails)[0] == pytest.approx(below(tails), rel=2e-10, abs=0)
    assert integral.positions(tails, upper=True)[0] == pytest.approx(above(tails), rel=2e-10, abs=0)
    assert integral.moments() == pytest.approx((mean, variance), rel=1e-11, abs=0)


@pytest.mark.parametrize("k", [1, 3, 100, 10**6, 10**9, 10**12, 10**15])
def test_quantiles_agree_with_bounds_that_share_no_code_with_them(k: int) -> None:
    for doubt in ("0.05", "1e-9", "1e-15"):
        tail, exact = np.array([float(doubt)]), Fraction(doubt)
        below, above = Integral.of(Rate(k, k)), Integral.of(Rate(k + 1, k + 1))
        assert below.positions(tail)[0][0] == pytest.approx(float(lower_rate(k, Fraction(1), exact)), rel=4e-10)
        assert above.positions(tail, upper=True)[0][0] == pytest.approx(
            float(upper_rate(k, Fraction(1), exact)), rel=4e-10
        )
        share = Integral.of(Proportion(k + 1, (k + 1) / (3 * k + 1)))
        assert share.positions(tail, upper=True)[0][0] == pytest.approx(
            float(upper_probability(k, 3 * k, exact)), rel=4e-10
        )


def test_published_values() -> None:
    (upper,), tolerance = published("je1")
    assert Integral.of(Proportion(0.5, 0.5 / 11)).quantile(0.95) == pytest.approx(upper, rel=tolerance)
    (low, high), tolerance = published("je2")
    two_sided = Integral.of(Proportion(1.5, 1.5 / 11))
    assert [two_sided.quantile(0.025), two_sided.quantile(0.975)] == pytest.approx([low, high], rel=tolerance)
    values, tolerance = published("je4")
    rate = Integral.of(Rate(2.5, 2.5 / 100))
    assert [rate.quantile(p) for p in (0.05, 0.5, 0.95)] == pytest.approx(values, rel=tolerance)
    (upper,), tolerance = published("be1")
    assert Integral.of(Proportion(1.0, 1 / 1002)).quantile(0.95) == pytest.approx(upper, rel=tolerance)


def test_the_state_of_knowledge_factor_of_an_error_factor_of_ten() -> None:
    (factor,), tolerance = published("sok1")
    opinion = distribution(Opinion(None, Fraction(1, 10), Fraction(1, 20)), probability=False)
    assert (opinion.variance + opinion.mean**2) / opinion.mean**2 == pytest.approx(factor, rel=tolerance)


@pytest.mark.parametrize(
    ("opinion", "median", "sigma"),
    [
        (Opinion(Fraction("1e-4"), Fraction("1e-2"), Fraction("0.05")), 1e-3, np.log(10) / DEVIATIONS_OF_95),
        (Opinion(None, Fraction("1e-2"), Fraction("0.05")), 1e-3, np.log(10) / DEVIATIONS_OF_95),
        (Opinion(None, Fraction("1e-2"), Fraction("0.5")), 1e-2, np.log(10) / DEVIATIONS_OF_95),
        (Opinion(None, Fraction("1e-2"), Fraction("0.95")), 1e-1, np.log(10) / DEVIATIONS_OF_95),
        (Opinion(Fraction("1e-2"), Fraction("1e-2"), Fraction("0.05")), 1e-2, 0.0),
    ],
)
def test_a_log_normal_is_fitted_to_what_was_elicited(opinion: Opinion, median: float, sigma: float) -> None:
    fitted = distribution(opinion, probability=False)
    assert fitted.low == pytest.approx(median * np.exp(-sigma * DEVIATIONS_OF_95), rel=1e-9)
    assert fitted.high == pytest.approx(median * np.exp(sigma * DEVIATIONS_OF_95), rel=1e-9)


@pytest.mark.parametrize("trials", [1, 1000, 10**20, 10**22])
@pytest.mark.parametrize("events", [0, 1, 7])
def test_a_proportion_of_few_events_in_any_number_of_trials(events: int, trials: int) -> None:
    """Beyond 10^20 trials for each event, a beta distribution is a gamma distribution to all digits."""
    if events <= trials:
        fitted, exact = counted(events, trials), stats.beta(events + 0.5, trials - events + 0.5)
        assert (fitted.low, fitted.high) == pytest.approx((exact.ppf(0.05), exact.ppf(0.95)), rel=1e-9)
        assert (fitted.mean, fitted.variance) == pytest.approx((exact.mean(), exact.var()), rel=1e-9)
        others = counted(trials - events, trials)
        assert (others.low, others.high, others.mean) == pytest.approx(
            (1 - fitted.high, 1 - fitted.low, 1 - fitted.mean), rel=1e-9
        )


def test_an_elicited_probability_is_at_most_one() -> None:
    opinion = Opinion(None, Fraction(9, 10), Fraction(1, 2))
    drawn = Draws(distribution(opinion), 1).next(20_000)
    assert drawn.max() == 1
    assert np.mean(drawn == 1) == pytest.approx(stats.norm.sf(np.log(1 / 0.9) / 1.4), abs=0.02)
    assert distribution(opinion).mean == pytest.approx(drawn.mean(), rel=0.02)


# Drawing


def numbers(tail: Floats, *, upper: bool) -> Bits:
    into: Bits = np.minimum(np.floor(tail * 2.0**52), 2.0**51 - 1).astype(np.uint64)
    return into | np.uint64(int(upper) << 51)


def tail_of(number: Bits) -> Floats:
    return ((number & np.uint64(2**51 - 1)).astype(np.float64) + 0.5) * 2.0**-52


@pytest.mark.parametrize("name", BELLS)
def test_a_table_follows_the_quantile_function_into_both_tails(name: str) -> None:
    bell, below, above, _, _ = BELLS[name]
    table = QuantileTable.of(Integral.of(bell))
    deep = np.ldexp(0.5 + np.linspace(0, 0.5, 2_000) % 0.5, -(np.arange(2_000) % 50))
    for upper, exact in ((False, below), (True, above)):
        number = numbers(deep, upper=upper)
        assert table.values(number) == pytest.approx(exact(tail_of(number)), rel=1e-6, abs=0)
        assert 1 - table.complement.values(number ^ np.uint64(1 << 51)) == pytest.approx(
            table.values(number), rel=1e-14, abs=1e-15
        )


@pytest.mark.parametrize(("sigma", "tolerance"), [(0.1, 1e-7), (1.4, 1e-6), (4.2, 2e-5)])
def test_a_table_follows_a_log_normal(sigma: float, tolerance: float) -> None:
    table = QuantileTable.of(Integral.of(LogNormal(1.0, sigma, np.inf)))
    number = Stream(3, "tails").numbers(20_000)
    upper = number >> np.uint64(51) == 1
    tail = tail_of(number)
    exact = np.where(upper, stats.lognorm.isf(tail, sigma), stats.lognorm.ppf(tail, sigma))
    assert table.values(number) == pytest.approx(exact, rel=tolerance, abs=0)


@pytest.mark.parametrize("source", [Counts(0, 10), Counts(10, 10), Counts(3, 10**6), Watched(2, Fraction(7)),
                                    Opinion(None, Fraction(2, 3), Fraction(1, 20))], ids=str)  # fmt: skip
def test_more_bits_never_give_less(source: Source) -> None:
    component = distribution(source).components[0]
    assert component.table is not None
    lower = np.sort(np.concatenate([np.arange(2000), Stream(1, "any").numbers(5000) >> np.uint64(1)]).astype(np.uint64))
    values = component.table.values(np.concatenate([lower, lower[::-1] | np.uint64(1 << 51)]))
    assert np.all(np.diff(values) >= 0)


def test_where_a_log_normal_is_cut_off_at_one_its_table_does_not_turn() -> None:
    """Wherever in a cell that is."""
    upper = np.arange(0, 1 << 51, 1 << 40).astype(np.uint64) | np.uint64(1 << 51)
    for median in np.linspace(0.3, 0.9, 40):
        values = QuantileTable.of(Integral.of(LogNormal(float(median), 1.4, 1.0))).values(upper)
        assert values.max() == 1
        assert np.all(np.diff(values) <= 0)


@pytest.mark.parametrize(
    ("source", "exact"),
    [
        (Counts(0, 10), stats.beta(0.5, 10.5)),
        (Counts(10, 10), stats.beta(10.5, 0.5)),
        (Counts(7, 50), stats.beta(7.5, 43.5)),
        (Counts(49, 50), stats.beta(49.5, 1.5)),
        (Counts(1, 10**30), stats.gamma(1.5, scale=1e-30)),
        (Watched(3, Fraction(20)), stats.gamma(3.5, scale=1 / 20)),
        (Opinion(Fraction("1e-4"), Fraction("1e-2"), Fraction("0.05")), stats.lognorm(1.4, scale=1e-3)),
    ],
    ids=lambda given: "" if hasattr(given, "cdf") else str(given),
)
def test_samples_are_distributed_as_they_should(source: Source, exact: "stats.rv_continuous") -> None:
    drawn = Draws(distribution(source), 7).next(20_000)
    assert stats.kstest(drawn, exact.cdf).pvalue > 1e-3


def test_of_several_opinions_each_sample_asks_one() -> None:
    one, other = (Opinion(Fraction(x), Fraction(x), Fraction(1, 20)) for x in ("1e-6", "1e-2"))
    pooled = distribution(one, other)
    drawn = Draws(pooled, 1).next(10_000)
    assert set(drawn) == {1e-6, 1e-2}
    assert np.mean(drawn == 1e-2) == pytest.approx(0.5, abs=0.02)
    assert (pooled.low, pooled.high) == (1e-6, 1e-2)
    assert (pooled.mean, pooled.variance) == pytest.approx((drawn.mean(), drawn.var()), rel=0.03)


@pytest.mark.parametrize(
    "source", [Counts(5 * 10**38, 10**39), Counts(10**39, 2 * 10**39), Watched(10**20, Fraction(1))]
)
def test_what_is_known_to_nine_digits_is_constant(source: Source) -> None:
    constant = distribution(source, probability=isinstance(source, Counts))
    assert (constant.variance, constant.low) == (0, constant.high)
    assert set(Draws(constant, 1).next(10)) == {constant.mean}


def test_samples_do_not_depend_on_how_many_are_taken_at_a_time_nor_on_other_names() -> None:
    pooled = distribution(
        Opinion(None, Fraction(1, 9), Fraction(1, 20)), Opinion(None, Fraction(1, 5), Fraction(1, 20))
    )
    draws = Draws(pooled, 5)
    parts = np.concatenate([draws.next(count) for count in (1, 7, 92, 400)])
    assert np.array_equal(parts, Draws(pooled, 5).next(500))
    assert not np.array_equal(parts, Draws(pooled, 6).next(500))
    assert not np.array_equal(Stream(1, "a").numbers(5), Stream(1, "b").numbers(5))


SAMPLED = """
import hashlib
from fractions import Fraction
from gsn.risk.simulation.distributions import Distribution, Draws
from gsn.risk.simulation.parameters import Counts, Opinion, Parameter, Watched

low, high = Fraction(1, 30), Fraction(1, 20)
sources = [Counts(3, 500), Counts(500, 500), Watched(2, Fraction(31, 7)), Opinion(None, low, high)]
distributions = [Distribution.of(Parameter("c::q", "", (source,), probability=True)) for source in sources]
drawn = b"".join(Draws(distribution, 1).next(1000).tobytes() for distribution in distributions)
print(hashlib.sha256(drawn).hexdigest()[:16])
"""


@pytest.mark.parametrize("plain", [False, True], ids=["as it is", "without any of the processor's extras"])
def test_samples_have_these_bits_on_every_machine(plain: bool) -> None:  # noqa: FBT001 - a row of the table
    """By what the processor can do, numpy chooses its loops; without all of that it is another machine."""
    used = np.show_config(mode="dicts")["SIMD Extensions"]["found"]
    extras = {"NPY_DISABLE_CPU_FEATURES": " ".join(used)} if plain else {}
    ran = subprocess.run(
        [sys.executable, "-c", SAMPLED], env=os.environ | extras, capture_output=True, text=True, check=True
    )
    assert ran.stdout.strip() == "365344500e142cf6"
