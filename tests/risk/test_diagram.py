"""Diagrams against the 2^n worlds: every question is asked again by going through them all."""

import itertools
import sys
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from math import prod
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gsn.risk.cutsets import minimal_cut_sets
from gsn.risk.diagram import (
    FALSE,
    TRUE,
    Diagram,
    TooLarge,
    birnbaum,
    build,
    cheapest_world,
    dual,
    least_probable,
    most_probable,
    probability,
)
from gsn.risk.fast import FastMissing, build_fast
from gsn.risk.formula import Circular, Formula, Gate, Operator, Table, formula_of, is_monotone

VARIABLES = 5
World = frozenset[int]


class Said(NamedTuple):
    """A formula, and whether it holds in a world, found without the formula."""

    part: int
    holds: Callable[[World], bool]


def connectives(*, monotone: bool) -> list[tuple[Operator, int | None, Callable[[list[bool], int], bool]]]:
    """Each operator, its number of operands where that is fixed, and what it means."""
    plain: list[tuple[Operator, int | None, Callable[[list[bool], int], bool]]] = [
        (Operator.AND, None, lambda held, _: all(held)),
        (Operator.OR, None, lambda held, _: any(held)),
        (Operator.AT_LEAST, None, lambda held, k: held.count(True) >= k),
    ]
    negating: list[tuple[Operator, int | None, Callable[[list[bool], int], bool]]] = [
        (Operator.NOT, 1, lambda held, _: not held[0]),
        (Operator.XOR, 2, lambda held, _: held[0] is not held[1]),
        (Operator.NAND, None, lambda held, _: not all(held)),
        (Operator.NOR, None, lambda held, _: not any(held)),
        (Operator.IFF, 2, lambda held, _: held[0] is held[1]),
        (Operator.IMPLY, 2, lambda held, _: not held[0] or held[1]),
    ]
    return plain if monotone else plain + negating


@st.composite
def formulas(draw: st.DrawFn, *, monotone: bool = False) -> tuple[Formula, Callable[[World], bool]]:
    table = Table(range(VARIABLES))
    said = [Said(table.variable(i), lambda world, i=i: i in world) for i in range(VARIABLES)]  # type: ignore[misc]  # a default binds `i` now
    for _ in range(draw(st.integers(1, 7))):
        operator, fixed, means = draw(st.sampled_from(connectives(monotone=monotone)))
        operands = draw(st.lists(st.sampled_from(said), min_size=fixed or 0, max_size=4 if fixed is None else fixed))
        k = draw(st.integers(0, 4))

        def holds(world: World, below: list[Said] = operands, k: int = k, means: Callable[..., bool] = means) -> bool:
            return means([each.holds(world) for each in below], k)

        said.append(Said(table.gate(operator, [each.part for each in operands], k), holds))
    return table.formula(said[-1].part), said[-1].holds


def worlds() -> Iterator[World]:
    for size in range(VARIABLES + 1):
        yield from map(frozenset, itertools.combinations(range(VARIABLES), size))


def enumerated(holds: Callable[[World], bool], chances: Sequence[Fraction]) -> Fraction:
    one = Fraction(1)
    weights = (prod((p if i in w else 1 - p for i, p in enumerate(chances)), start=one) for w in worlds() if holds(w))
    return sum(weights, Fraction(0))


chances = st.lists(st.fractions(0, 1, max_denominator=1000), min_size=VARIABLES, max_size=VARIABLES)
BUILDERS = [build, build_fast]


@pytest.mark.parametrize("builder", BUILDERS)
@settings(deadline=None, max_examples=50)
@given(formula=formulas(), probabilities=chances)
def test_a_probability_is_the_sum_over_worlds(
    builder: Callable[[Formula], Diagram],
    formula: tuple[Formula, Callable[[World], bool]],
    probabilities: list[Fraction],
) -> None:
    said, holds = formula
    assert probability(builder(said), probabilities) == enumerated(holds, probabilities)


@settings(deadline=None, max_examples=50)
@given(formulas())
def test_a_diagram_is_ordered_reduced_and_the_same_however_it_is_made(
    formula: tuple[Formula, Callable[[World], bool]],
) -> None:
    diagram = build(formula[0])
    rows = list(zip(diagram.level, diagram.low, diagram.high, strict=True))[2:]
    for node, (level, low, high) in enumerate(rows, start=2):
        assert low != high
        assert max(low, high) < node
        assert level < min(diagram.level[low], diagram.level[high])
    assert len(set(rows)) == len(rows)
    assert outline(build_fast(formula[0])) == outline(diagram)


def outline(diagram: Diagram) -> list[tuple[int, int, int]]:
    """The nodes in the order in which they are met: the same for the same diagram, however its nodes are numbered."""
    met = {FALSE: FALSE, TRUE: TRUE}
    rows = []
    open_ = [diagram.root]
    while open_:
        node = open_.pop()
        if node not in met:
            met[node] = len(met)
            open_ += [diagram.low[node], diagram.high[node]]
            rows.append(node)
    return [(diagram.order[diagram.level[n]], met[diagram.low[n]], met[diagram.high[n]]) for n in rows]


@settings(deadline=None, max_examples=50)
@given(formulas(), st.lists(st.tuples(*[st.fractions(0, 1, max_denominator=20)] * 2), min_size=5, max_size=5))
def test_within_intervals_no_corner_is_above_the_most_nor_below_the_least(
    formula: tuple[Formula, Callable[[World], bool]], ends: list[tuple[Fraction, Fraction]]
) -> None:
    said, holds = formula
    intervals = [(min(pair), max(pair)) for pair in ends]
    lows, highs = zip(*intervals, strict=True)
    diagram = build(said)
    corners = [enumerated(holds, corner) for corner in itertools.product(*intervals)]
    assert least_probable(diagram, lows, highs) <= min(corners)
    assert max(corners) <= most_probable(diagram, lows, highs)
    if is_monotone(said):
        assert most_probable(diagram, lows, highs) == max(corners)
        assert least_probable(diagram, lows, highs) == min(corners)


@settings(deadline=None, max_examples=50)
@given(formulas(), chances)
def test_birnbaum_is_what_a_variable_makes_of_the_probability(
    formula: tuple[Formula, Callable[[World], bool]], probabilities: list[Fraction]
) -> None:
    said, holds = formula
    for variable, factor in enumerate(birnbaum(build(said), probabilities)):
        given_true = enumerated(holds, [*probabilities[:variable], Fraction(1), *probabilities[variable + 1 :]])
        given_false = enumerated(holds, [*probabilities[:variable], Fraction(0), *probabilities[variable + 1 :]])
        assert factor == given_true - given_false


@settings(deadline=None, max_examples=50)
@given(formulas(), st.lists(st.integers(0, 9), min_size=VARIABLES, max_size=VARIABLES))
def test_no_world_is_cheaper_than_the_cheapest(
    formula: tuple[Formula, Callable[[World], bool]], weights: list[int]
) -> None:
    said, holds = formula
    costs = [sum(weights[i] for i in world) for world in worlds() if holds(world)]
    found = cheapest_world(build(said), weights)
    if found is None:
        assert not costs
    else:
        weight, world = found
        assert weight == min(costs) == sum(weights[i] for i in world)
        assert holds(world)


@settings(deadline=None, max_examples=50)
@given(formulas(), chances)
def test_the_dual_fails_where_the_formula_fails_the_other_way_round(
    formula: tuple[Formula, Callable[[World], bool]], probabilities: list[Fraction]
) -> None:
    diagram = build(formula[0])
    turned = probability(dual(diagram), [1 - each for each in probabilities])
    assert turned == 1 - probability(diagram, probabilities)
    assert dual(dual(diagram)) == diagram


@settings(deadline=None, max_examples=50)
@given(formulas())
def test_minimal_cut_sets_are_the_least_sets_of_what_is_true_where_the_formula_holds(
    formula: tuple[Formula, Callable[[World], bool]],
) -> None:
    said, holds = formula
    satisfying = [world for world in worlds() if holds(world)]
    minimal = {world for world in satisfying if not any(other < world for other in satisfying)}
    found = minimal_cut_sets(build(said))
    assert set(found) == minimal
    assert found.count == len(list(found)) == len(minimal)
    assert found.by_order() == {n: c for n in range(6) if (c := sum(len(world) == n for world in minimal))}


def test_a_set_is_left_out_although_a_variable_asked_before_it_is_not_in_it() -> None:
    """Without v, z is minimal; what v adds is y alone: (v and (y or z)) or (x and y) or z."""
    table = Table("vxyz")
    v, x, y, z = map(table.variable, "vxyz")
    formula = table.formula(
        table.any_of(table.all_of(v, x, y), table.all_of(v, table.any_of(y, z)), table.all_of(x, y), z)
    )
    found = {"".join("vxyz"[i] for i in sorted(each)) for each in minimal_cut_sets(build(formula))}
    assert found == {"z", "vy", "xy"}


def chain(length: int) -> Formula:
    """Gates one above the other, by turns `and` and `or`, each with a variable of its own."""
    gates = {
        f"g{i}": Gate((Operator.AND, Operator.OR)[i % 2], (f"e{i}", f"g{i + 1}" if i + 1 < length else "last"))
        for i in range(length)
    }
    return formula_of(gates, "g0")


def test_no_depth_is_too_much() -> None:
    formula = chain(20_000)
    diagram = build(formula)
    assert diagram.nodes == 20_001
    assert cheapest_world(diagram, [1] * formula.variables) == (2, frozenset({0, 1}))
    assert minimal_cut_sets(diagram).count == 10_001


def test_what_is_shared_is_read_once() -> None:
    """Two to the power of 200 paths lead from the top to a variable."""
    table = Table()
    left, right = table.variable("a"), table.variable("b")
    for level in range(200):
        left, right = (
            table.gate((Operator.AND, Operator.OR)[level % 2], [left, right]),
            table.gate((Operator.OR, Operator.AND)[level % 2], [left, right]),
        )
    assert build(table.formula(left)).nodes == 2


def crossed(pairs: int) -> Formula:
    """(a0 and b0) or (a1 and b1) or …, with all the `a` asked first: the worst order, and 2^n nodes."""
    gates = {f"p{i}": Gate(Operator.AND, (f"a{i}", f"b{i}")) for i in range(pairs)}
    gates["all"] = Gate(Operator.AND, tuple(f"a{i}" for i in range(pairs)))
    gates["top"] = Gate(Operator.OR, ("all", *(f"p{i}" for i in range(pairs))))
    return formula_of(gates, "top")


@pytest.mark.parametrize("builder", BUILDERS)
def test_a_diagram_that_is_too_large_is_refused_with_the_count(builder: Callable[..., Diagram]) -> None:
    assert builder(crossed(8), 10_000).nodes >= 2**8
    with pytest.raises(TooLarge, match=r"more than 10,000 nodes") as refused:
        builder(crossed(30), 10_000)
    assert refused.value.most == 10_000


def test_a_refusal_is_the_same_each_time() -> None:
    refusals = []
    for _ in range(2):
        with pytest.raises(TooLarge) as refused:
            build(crossed(30), 5_000)
        refusals.append(str(refused.value))
    assert refusals == ["the decision diagram takes more than 5,000 nodes (stopped at 5,001)"] * 2


def test_exact_numbers_that_are_too_long_are_refused_before_they_are_made() -> None:
    diagram = build(crossed(12))
    tiny = [Fraction(1, 10**400_000)] * 24
    with pytest.raises(TooLarge, match="bits of exact numbers"):
        probability(diagram, tiny)


@pytest.mark.parametrize("wrong", [[Fraction(-1, 2)], [Fraction(3, 2)]])
def test_what_is_no_probability_is_refused(wrong: list[Fraction]) -> None:
    table = Table(["a"])
    with pytest.raises(ValueError, match="no interval of probabilities"):
        probability(build(table.formula(table.variable("a"))), wrong)


@pytest.mark.parametrize(
    ("gates", "way"),
    [
        ({"a": ("a",)}, ("a",)),
        ({"a": ("b",), "b": ("c",), "c": ("b", "x")}, ("b", "c")),
        ({"a": ("x", "b"), "b": ("y", "c"), "c": ("x", "a")}, ("a", "b", "c")),
    ],
)
def test_a_gate_that_needs_itself_is_told_with_the_way_round(
    gates: dict[str, tuple[str, ...]], way: tuple[str]
) -> None:
    with pytest.raises(Circular) as circular:
        formula_of({name: Gate(Operator.OR, below) for name, below in gates.items()}, "a")
    assert circular.value.names == way


def test_sharing_is_no_circle() -> None:
    gates = {
        name: Gate(Operator.AND, tuple(below)) for name, below in {"a": "bc", "b": "d", "c": "d", "d": "xy"}.items()
    }
    assert build(formula_of(gates, "a")).nodes == 2


@pytest.mark.parametrize(
    ("operator", "operands"),
    [(Operator.NOT, 0), (Operator.NOT, 2), (Operator.XOR, 3), (Operator.IFF, 1), (Operator.IMPLY, 3)],
)
def test_an_operator_takes_its_number_of_operands(operator: Operator, operands: int) -> None:
    table = Table()
    with pytest.raises(ValueError, match=f"`{operator}` does not take {operands} operands"):
        table.gate(operator, [table.variable(i) for i in range(operands)])


def test_an_operand_is_in_the_table() -> None:
    with pytest.raises(ValueError, match="not in the table"):
        Table().all_of(0, 1)


@pytest.mark.parametrize(("count", "nodes"), [(0, 0), (1, 40), (2, 78), (20, 420), (39, 78), (40, 40), (41, 0)])
def test_at_least_takes_a_node_for_each_number_still_wanted(count: int, nodes: int) -> None:
    table = Table()
    variables = [table.variable(i) for i in range(40)]
    diagram = build(table.formula(table.at_least(count, *variables)))
    assert diagram.nodes == nodes
    half = [Fraction(1, 2)] * 40
    binomial = enumerate(itertools.accumulate(range(40), lambda c, i: c * (40 - i) // (i + 1), initial=1))
    assert probability(diagram, half) == Fraction(sum(c for k, c in binomial if k >= count), 2**40)


def test_a_missing_library_says_which_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "oxidd.bcdd", None)
    with pytest.raises(FastMissing, match=r"extra `fast`: pip install 'gsn-case\[fast\]'"):
        build_fast(crossed(2))
