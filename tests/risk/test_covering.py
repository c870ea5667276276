"""Sharp bounds against the linear programme over all 2^n joint distributions, which shares no code with them."""

import csv
import itertools
from collections.abc import Callable, Sequence
from fractions import Fraction
from pathlib import Path
from time import perf_counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from gsn.risk import covering
from gsn.risk.cover import Cover, ruger
from gsn.risk.covering import cover_by, cover_of, lightest, sharpest_cover
from gsn.risk.diagram import build, dual
from gsn.risk.formula import Formula, Gate, Operator, Table, formula_of
from gsn.risk.nodewise import node_wise_cover, stands_once
from gsn.risk.programme import CoverProgramme, Solution, SolverFailed

World = frozenset[int]
VARIABLES = 5

MONOTONE = [Operator.AND, Operator.OR, Operator.AT_LEAST]
FIXED = {Operator.NOT: 1, Operator.XOR: 2, Operator.IFF: 2, Operator.IMPLY: 2}


@st.composite
def formulas(draw: st.DrawFn, operators: Sequence[Operator] = MONOTONE) -> Formula:
    table = Table(range(VARIABLES))
    parts = [table.variable(i) for i in range(VARIABLES)]
    for _ in range(draw(st.integers(1, 6))):
        operator = draw(st.sampled_from(operators))
        size = FIXED.get(operator)
        below = draw(st.lists(st.sampled_from(parts), min_size=size or 1, max_size=size or 4))
        parts.append(table.gate(operator, below, draw(st.integers(1, 3))))
    return table.formula(parts[-1])


marginals = st.lists(st.fractions(0, 1, max_denominator=50), min_size=VARIABLES, max_size=VARIABLES)


def worlds() -> list[World]:
    subsets = (itertools.combinations(range(VARIABLES), size) for size in range(VARIABLES + 1))
    return list(map(frozenset, itertools.chain.from_iterable(subsets)))


def holding(formula: Formula) -> list[World]:
    return [world for world in worlds() if holds(formula, world)]


def holds(formula: Formula, world: World) -> bool:
    held: list[bool] = []
    for operator, operands, number in formula.parts:
        below = [held[operand] for operand in operands]
        match operator:
            case Operator.VARIABLE:
                held.append(number in world)
            case Operator.AND | Operator.NAND:
                held.append(all(below) is (operator is Operator.AND))
            case Operator.OR | Operator.NOR:
                held.append(any(below) is (operator is Operator.OR))
            case Operator.AT_LEAST:
                held.append(sum(below) >= number)
            case Operator.NOT:
                held.append(not below[0])
            case Operator.XOR | Operator.IFF:
                held.append((below[0] != below[1]) is (operator is Operator.XOR))
            case Operator.IMPLY:
                held.append(not below[0] or below[1])
    return held[formula.top]


def most_under_any_dependence(satisfying: Sequence[World], highs: Sequence[Fraction]) -> float:
    """The greatest probability over all joint distributions whose marginals are at most what is given."""
    every = worlds()
    loads = np.array([[variable in world for world in every] for variable in range(VARIABLES)], dtype=float)
    solved = linprog(
        c=[-float(world in satisfying) for world in every],
        A_ub=loads,
        b_ub=[float(high) for high in highs],
        A_eq=np.ones((1, len(every))),
        b_eq=[1.0],
    )
    assert solved.fun is not None
    return -float(solved.fun)


def covers(cover: Cover, satisfying: Sequence[World]) -> bool:
    return all(sum(cover.weights[i] for i in world) >= 1 for world in satisfying)


def proves(cover: Cover, satisfying: Sequence[World], highs: Sequence[Fraction]) -> bool:
    """Whether the bound follows from the weights, or is 1 and needs none."""
    total = sum(weight * high for weight, high in zip(cover.weights, highs, strict=True))
    return cover.bound == 1 or (covers(cover, satisfying) and total == cover.bound and min(cover.weights) >= 0)


@settings(deadline=None, max_examples=40)
@given(formulas(), marginals)
def test_the_bound_of_a_monotone_formula_is_what_some_joint_distribution_reaches(
    formula: Formula, highs: list[Fraction]
) -> None:
    satisfying = holding(formula)
    cover = sharpest_cover(build(formula), highs)
    assert proves(cover, satisfying, highs)
    assert cover.flaw is None
    assert cover.sharp
    assert float(cover.bound) == pytest.approx(most_under_any_dependence(satisfying, highs), abs=1e-7)


@settings(deadline=None, max_examples=40)
@given(formulas(list(Operator)[1:]), marginals)
def test_the_bound_of_any_formula_is_what_some_joint_distribution_reaches(
    formula: Formula, highs: list[Fraction]
) -> None:
    satisfying = holding(formula)
    cover = sharpest_cover(build(formula), highs)
    assert proves(cover, satisfying, highs)
    assert cover.sharp
    assert float(cover.bound) == pytest.approx(most_under_any_dependence(satisfying, highs), abs=1e-7)


@settings(deadline=None, max_examples=40)
@given(formulas(), marginals)
def test_the_least_of_a_monotone_formula_is_the_rest_of_the_most_of_its_dual(
    formula: Formula, lows: list[Fraction]
) -> None:
    failing = [world for world in worlds() if not holds(formula, world)]
    turned = [frozenset(range(VARIABLES)) - world for world in failing]
    rest = [1 - low for low in lows]
    cover = sharpest_cover(dual(build(formula)), rest)
    assert float(cover.bound) == pytest.approx(most_under_any_dependence(turned, rest), abs=1e-7)


@settings(deadline=None, max_examples=50)
@given(formulas(list(Operator)[1:]), marginals)
def test_gate_by_gate_is_sound_and_sharp_where_each_part_stands_once(formula: Formula, highs: list[Fraction]) -> None:
    satisfying = holding(formula)
    cover = node_wise_cover(formula, highs)
    assert proves(cover, satisfying, highs)
    if stands_once(formula):
        assert cover.sharp
        assert float(cover.bound) == pytest.approx(most_under_any_dependence(satisfying, highs), abs=1e-7)
    else:
        assert cover.flaw == "events recur, and the bound was taken gate by gate"
        assert cover.attained == 0


@settings(deadline=None, max_examples=50)
@given(formulas(), marginals)
def test_no_bound_of_gates_is_below_the_sharp_one(formula: Formula, highs: list[Fraction]) -> None:
    assert sharpest_cover(build(formula), highs).bound <= node_wise_cover(formula, highs).bound * (
        1 + Fraction(1, 10**9)
    )


# Published and closed values

REFERENCE = Path(__file__).parents[3] / "shared" / "data" / "reference_values.csv"


def two_of_three(table: Table) -> int:
    return table.at_least(2, *map(table.variable, "abc"))


def pressure_tank(table: Table) -> int:
    tank, second, switch, sensor, first, timer = map(table.variable, ["T", "K2", "S", "S1", "K1", "R"])
    return table.any_of(tank, table.all_of(second, table.any_of(switch, sensor, first, timer)))


def shared_by_two(table: Table) -> int:
    a, b, c = map(table.variable, "abc")
    return table.any_of(table.all_of(a, b), table.all_of(a, c))


@pytest.mark.skipif(not REFERENCE.is_file(), reason=f"there is no {REFERENCE}")
@pytest.mark.parametrize(
    ("row", "top", "probabilities"),
    [
        ("dep1", lambda table: table.all_of(*map(table.variable, "ab")), ["0.7", "0.8"]),
        ("dep2", lambda table: table.any_of(*map(table.variable, "ab")), ["0.7", "0.8"]),
        ("dep4", pressure_tank, ["5e-6", "3e-5", "1e-4", "3e-5", "3e-5", "1e-4"]),
        ("dep5", shared_by_two, ["0.1"] * 3),
        ("dep7", two_of_three, ["0.7", "0.8", "0.9"]),
        ("dep8", two_of_three, ["0.5", "0.01", "0.01"]),
    ],
)
def test_published_bounds(row: str, top: Callable[[Table], int], probabilities: list[str]) -> None:
    with REFERENCE.open(encoding="utf-8", newline="") as file:
        expected = {entry["id"]: entry["value"] for entry in csv.DictReader(file)}
    low, high = map(Fraction, expected[row].split(";"))
    table = Table()
    formula = table.formula(top(table))
    diagram, given_ = build(formula), [Fraction(each) for each in probabilities]
    assert sharpest_cover(diagram, given_).bound == cover_of(formula, given_).bound == high
    assert 1 - sharpest_cover(dual(diagram), [1 - each for each in given_]).bound == low


@settings(deadline=None, max_examples=50)
@given(st.integers(1, 5), st.lists(st.fractions(0, 1, max_denominator=30), min_size=5, max_size=5))
def test_at_least_of_distinct_events_is_rugers_bound(count: int, highs: list[Fraction]) -> None:
    satisfying = [world for world in worlds() if len(world) >= count]
    value, dropped = ruger(sorted(highs), count)
    assert value == sum(sorted(highs)[: 5 - dropped]) / (count - dropped)
    assert min(1.0, float(value)) == pytest.approx(most_under_any_dependence(satisfying, highs), abs=1e-7)


def test_closed_forms_need_no_solver(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(covering, "CoverProgramme", None)
    highs = [Fraction(i, 100) for i in range(1, 13)]
    for count in range(1, 13):
        table = Table()
        formula = table.formula(table.at_least(count, *map(table.variable, range(12))))
        assert sharpest_cover(build(formula), highs).bound == min(1, ruger(highs, count)[0])


@pytest.mark.parametrize(
    ("excluded", "bound"), [([], "0.15"), (["ab"], "0.1"), (["ab", "bc"], "0.1"), (["ab", "bc", "ac"], "0")]
)
def test_worlds_with_two_exclusive_events_are_dropped(excluded: list[str], bound: str) -> None:
    """Of three events at 0.1 each, two occur; members of a pair never together."""
    table = Table("abc")
    never = [table.negation(table.all_of(*map(table.variable, pair))) for pair in excluded]
    formula = table.formula(table.all_of(two_of_three(table), *never))
    assert sharpest_cover(build(formula), [Fraction(1, 10)] * 3).bound == Fraction(bound)


magnitudes = st.sampled_from([Fraction(9, 10), Fraction(1, 10**3), Fraction(1, 10**9), Fraction(1, 10**13)])


@settings(deadline=None, max_examples=50)
@given(
    st.lists(st.sets(st.integers(0, 7), min_size=2, max_size=3), min_size=3, max_size=12),
    st.lists(
        st.builds(lambda scale, n: scale * Fraction(n, 10), magnitudes, st.integers(1, 10)), min_size=8, max_size=8
    ),
)
def test_small_probabilities_are_not_lost_beside_great_ones(cuts: list[set[int]], highs: list[Fraction]) -> None:
    """The solver's tolerance would swamp them. That a bound is sharp is known from a distribution that comes to it."""
    table = Table(range(8))
    sets = [table.all_of(*map(table.variable, cut)) for cut in cuts]
    cover = sharpest_cover(build(table.formula(table.any_of(*sets))), highs)
    assert cover.sharp
    for cut in cuts:
        assert cover.bound == 1 or sum(cover.weights[event] for event in cut) >= 1


@pytest.mark.parametrize(
    ("cuts", "probable", "highs", "bound"),
    [
        (
            "016 12 125 126 16 245 257 467",
            "02",
            ["6.47e-11", "4.3e-12", "4.83e-11", "2.32e-11", "1.7e-11", "5.6e-12"],
            "9.35e-11",
        ),
        (
            "015 023 237 245 46",
            "35",
            ["7.69e-11", "2.91e-11", "5.3e-11", "1.37e-11", "2.41e-11", "8.85e-11"],
            "9.58e-11",
        ),
    ],
)
def test_bounds_that_one_solution_in_units_of_the_greatest_probability_misses(
    cuts: str, probable: str, highs: list[str], bound: str
) -> None:
    rest = iter(highs)
    given_ = [Fraction(9, 10) if str(event) in probable else Fraction(next(rest)) for event in range(8)]
    table = Table(range(8))
    sets = [table.all_of(*(table.variable(int(event)) for event in cut)) for cut in cuts.split()]
    assert sharpest_cover(build(table.formula(table.any_of(*sets))), given_).bound == Fraction(bound)


NOT = {f"-{name}": Gate(Operator.NOT, (name,)) for name in "abc"}


@pytest.mark.parametrize(
    ("gates", "bound"),
    [
        ({"top": Gate(Operator.NOT, ("two",)), "two": Gate(Operator.AT_LEAST, ("-a", "-b", "-c"), 2)}, "0.3"),
        ({"top": Gate(Operator.NOR, ("nand", "-c")), "nand": Gate(Operator.NAND, ("a", "b"))}, "0.1"),
        ({"top": Gate(Operator.NOT, ("imply",)), "imply": Gate(Operator.IMPLY, ("a", "-b"))}, "0.1"),
        ({"top": Gate(Operator.IMPLY, ("-a", "b"))}, "0.3"),
        ({"top": Gate(Operator.NOT, ("iff",)), "iff": Gate(Operator.IFF, ("a", "c"))}, "0.4"),
        ({"top": Gate(Operator.IFF, ("-a", "c"))}, "0.4"),
        ({"top": Gate(Operator.XOR, ("a", "-b"))}, "1"),
        ({"top": Gate(Operator.AND, ("a", "-b"))}, "0.1"),
        ({"top": Gate(Operator.OR, ("a", "-b"))}, "1"),
        ({"top": Gate(Operator.AT_LEAST, ("a", "-b", "c"), 2)}, "0.4"),
        ({"top": Gate(Operator.AT_LEAST, ("a", "c", "-a", "-c"), 2)}, "1"),
        ({"top": Gate(Operator.AT_LEAST, ("a", "a", "b"), 2)}, "0.2"),
    ],
    ids=range(12),
)
def test_gate_by_gate_whatever_is_negated(gates: dict[str, Gate], bound: str) -> None:
    """Of a at 0.1, b at 0.2 and c at 0.3."""
    cover = node_wise_cover(formula_of(gates | NOT, "top", "abc"), [Fraction(1, 10), Fraction(1, 5), Fraction(3, 10)])
    assert cover.bound == Fraction(bound)


def test_a_formula_that_holds_without_any_event_is_bounded_by_one() -> None:
    table = Table("ab")
    formula = table.formula(table.negation(table.all_of(table.variable("a"), table.variable("b"))))
    for cover in (sharpest_cover(build(formula), [Fraction(0)] * 2), cover_of(formula, [Fraction(0)] * 2)):
        assert cover.bound == 1
        assert not any(cover.weights)


def test_a_formula_that_never_holds_is_bounded_by_nought() -> None:
    table = Table("a")
    a = table.variable("a")
    assert cover_of(table.formula(table.all_of(a, table.negation(a))), [Fraction(1)]).bound == 0


@settings(deadline=None, max_examples=50)
@given(formulas())
def test_what_cannot_happen_weighs_nothing_in_the_bound(formula: Formula) -> None:
    cover = sharpest_cover(build(formula), [Fraction(0)] * VARIABLES)
    assert proves(cover, holding(formula), [Fraction(0)] * VARIABLES)
    assert cover.bound == (1 if frozenset() in holding(formula) else 0)


# A solver that is not to be trusted


def shared_pairs() -> Formula:
    table = Table(range(VARIABLES))
    events = [table.variable(i) for i in range(VARIABLES)]
    pairs = [table.all_of(events[i], events[(i + 1) % VARIABLES]) for i in range(VARIABLES)]
    return table.formula(table.any_of(*pairs))


@settings(deadline=None, max_examples=40)
@given(st.data())
def test_whatever_the_solver_says_the_bound_is_proved(data: st.DataObject) -> None:
    """The solver answers at random; weights that the lightest world does not carry are scaled until it does."""
    said = st.floats(-2, 3, allow_nan=False)

    def answer(_: CoverProgramme) -> Solution:
        weights = data.draw(st.lists(said, min_size=VARIABLES, max_size=VARIABLES))
        masses = data.draw(st.lists(said, min_size=1, max_size=9))
        return Solution(weights, masses)

    highs = [Fraction(i, 10) for i in range(1, 6)]
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(CoverProgramme, "solve", answer)
        cover = sharpest_cover(build(shared_pairs()), highs, most_worlds=6)
    satisfying = holding(shared_pairs())
    assert proves(cover, satisfying, highs)
    assert float(cover.attained) <= most_under_any_dependence(satisfying, highs) + 1e-9 <= float(cover.bound) + 2e-9


@pytest.mark.parametrize(
    ("masses", "attained"),
    [
        ([], "0"),
        ([0.0], "1/4"),  # a world takes what is left
        ([0.25, 0.125, 0.125], "1/4"),  # nothing is left of a and b
        ([0.125, 0.25, 0.25], "1/2"),  # the greatest first
        ([0.125, 0.125, 0.125], "3/8"),
        ([-1.0, 9.0, 9.0, 9.0], "1/2"),
    ],
)
def test_what_is_attained_is_what_a_joint_distribution_has_room_for(masses: list[float], attained: str) -> None:
    """Worlds ab, ac and bc; a and b are at most 1/4, c is at most 1/2."""
    among = [frozenset({0, 1}), frozenset({0, 2}), frozenset({1, 2})]
    highs = [Fraction(1, 4), Fraction(1, 4), Fraction(1, 2)]
    assert covering._most_attained(among, masses, highs) == Fraction(attained)


def test_no_distribution_has_more_than_one() -> None:
    apart = [frozenset({0}), frozenset({1})]
    assert covering._most_attained(apart, [0.75, 0.75], [Fraction(1)] * 2) == 1


def fails(_: CoverProgramme) -> Solution:
    raise SolverFailed("not solved")


def test_where_the_solver_fails_every_event_weighs_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(CoverProgramme, "solve", fails)
    highs = [Fraction(1, 20)] * VARIABLES
    cover = sharpest_cover(build(shared_pairs()), highs)
    assert proves(cover, holding(shared_pairs()), highs)
    assert cover.weights == (Fraction(1, 2),) * 5
    assert cover.flaw == "the solver of the linear programme gave no weights: not solved"
    assert not cover.sharp


def test_where_the_search_ends_early_the_bound_is_proved_and_said_to_be_loose() -> None:
    highs = [Fraction(i, 100) for i in range(1, 6)]
    cover = sharpest_cover(build(shared_pairs()), highs, most_worlds=2)
    assert proves(cover, holding(shared_pairs()), highs)
    assert cover.flaw == "4 worlds were generated, and some world is still lighter than 1"
    better = cover_by(build(shared_pairs()), shared_pairs(), highs)
    assert better.flaw is None
    assert better.bound < cover.bound


def test_where_the_diagram_is_too_large_the_bound_goes_gate_by_gate_and_says_so() -> None:
    cover = cover_of(shared_pairs(), [Fraction(1, 10)] * 5, most_nodes=5)
    assert cover.bound == Fraction(1, 2)
    assert cover.flaw is not None
    assert cover.flaw.startswith("events recur, and the bound was taken gate by gate: the decision diagram takes more")


def test_the_lightest_world_is_weighed_exactly() -> None:
    third = Fraction(1, 3)
    assert lightest(build(shared_pairs()), [third] * 5) == Fraction(2, 3)


@pytest.mark.parametrize("wrong", ["-1/10", "11/10"])
def test_a_bound_that_is_no_probability_is_refused(wrong: str) -> None:
    with pytest.raises(ValueError, match="lies within 0 and 1"):
        sharpest_cover(build(shared_pairs()), [Fraction(wrong)] * 5)


def test_nothing_is_written_where_a_reader_expects_data(capfd: pytest.CaptureFixture[str]) -> None:
    """HiGHS greets on standard output unless it is stopped."""
    sharpest_cover(build(shared_pairs()), [Fraction(1, 10)] * 5)
    assert capfd.readouterr() == ("", "")


def test_small_cases_are_quick() -> None:
    sharpest_cover(build(shared_pairs()), [Fraction(1, 10)] * 5)  # loads the solver
    begun = perf_counter()
    for _ in range(10):
        sharpest_cover(build(shared_pairs()), [Fraction(1, 10)] * 5)
    assert (perf_counter() - begun) / 10 < 0.05
