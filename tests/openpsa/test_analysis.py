"""What is said of a fault tree: importance by going through all worlds, and each part that may be refused."""

import itertools
import sys
from collections.abc import Iterable
from fractions import Fraction
from math import prod

import pytest

from gsn.openpsa.analysis import Analysis, Ratio, analyse
from gsn.risk.fast import FastMissing

PROBABILITIES = {"a": Fraction(1, 10), "b": Fraction(1, 5), "c": Fraction(3, 10), "d": Fraction(1, 4)}


def tree(formula: str, probabilities: dict[str, Fraction | None] | None = None) -> bytes:
    given = probabilities or dict(PROBABILITIES)
    numbers = {name: "" if p is None else f'<float value="{float(p)}"/>' for name, p in given.items()}
    events = [f'<define-basic-event name="{name}">{number}</define-basic-event>' for name, number in numbers.items()]
    gate = f'<define-gate name="top">{formula}</define-gate>'
    return f'<opsa-mef><define-fault-tree name="t">{gate}{"".join(events)}</define-fault-tree></opsa-mef>'.encode()


def of(connective: str, *operands: str) -> str:
    listed = [each if each.startswith("<") else f'<basic-event name="{each}"/>' for each in operands]
    return f"<{connective}>{''.join(listed)}</{connective}>"


BRIDGE = of("or", of("and", "a", "b"), of("and", "b", "c", "d"), of("and", "a", "c"))


def bridge(world: frozenset[str]) -> bool:
    return {"a", "b"} <= world or {"b", "c", "d"} <= world or {"a", "c"} <= world


def chance(fixed: dict[str, int], also: str | None = None) -> Fraction:
    """The probability of the bridge where some events are settled, and that of another event with it."""
    total = Fraction(0)
    for size in range(5):
        for world in map(frozenset, itertools.combinations("abcd", size)):
            if bridge(world) and (also is None or also in world):
                settled = {name: Fraction(fixed[name]) if name in fixed else p for name, p in PROBABILITIES.items()}
                total += prod((p if name in world else 1 - p for name, p in settled.items()), start=Fraction(1))
    return total


def test_importance_is_what_it_is_defined_to_be() -> None:
    found = analyse(tree(BRIDGE)).independent
    assert found is not None
    top = chance({})
    assert found.probability.low == found.probability.high == top
    for each in found.importances:
        occurs, does_not = chance({each.event: 1}), chance({each.event: 0})
        assert each.probability == PROBABILITIES[each.event]
        assert each.marginal == occurs - does_not
        assert each.critical.value == (occurs - does_not) * each.probability / top
        assert each.diagnostic.value == chance({}, also=each.event) / top
        assert each.achievement.value == occurs / top
        assert each.reduction.value == top / does_not
    critical = [each.critical.value or 0 for each in found.importances]
    assert critical == sorted(critical, reverse=True)


def test_an_event_without_which_nothing_happens_reduces_infinitely() -> None:
    found = analyse(tree(of("and", "a", of("or", "b", "c")))).independent
    assert found is not None
    by_name = {each.event: each for each in found.importances}
    assert by_name["a"].reduction == Ratio(None, infinite=True)
    assert by_name["b"].reduction.value is not None


def test_of_what_never_happens_nothing_can_be_said_to_be_important() -> None:
    found = analyse(tree(of("and", "a", "b"), {"a": Fraction(0), "b": Fraction(0)})).independent
    assert found is not None
    assert found.probability.high == 0
    assert {each.reduction for each in found.importances} == {Ratio(None)}
    assert {each.critical for each in found.importances} == {Ratio(None)}


def test_the_most_probable_cut_sets_are_listed() -> None:
    found = analyse(tree(BRIDGE)).cut_sets
    assert found is not None
    assert (found.count, dict(found.by_order)) == (3, {2: 2, 3: 1})
    assert [(each.events, each.probability) for each in found.leading] == [
        (("a", "c"), Fraction(3, 100)),
        (("a", "b"), Fraction(1, 50)),
        (("b", "c", "d"), Fraction(3, 200)),
    ]


def test_the_weights_of_the_bound_can_be_checked_by_hand() -> None:
    """Each cut set weighs at least 1, and the weighted sum is the bound."""
    found = analyse(tree(BRIDGE)).dependent
    for cut in ("ab", "ac", "bcd"):
        assert sum(found.weights.get(name, Fraction(0)) for name in cut) >= 1
    assert found.most == sum(weight * PROBABILITIES[name] for name, weight in found.weights.items())
    assert found.sharp
    assert found.flaw is None
    assert found.least == 0


def test_a_lower_bound_holds_under_any_dependence() -> None:
    """At 0.9 each, two events occur together with at least 0.8."""
    likely: dict[str, Fraction | None] = {"a": Fraction(9, 10), "b": Fraction(9, 10)}
    assert analyse(tree(of("and", "a", "b"), likely)).dependent.least == Fraction(4, 5)


def test_an_event_without_a_probability_may_have_any() -> None:
    found = analyse(tree(of("and", "a", "b"), {"a": Fraction(1, 10), "b": None}))
    assert found.independent is None
    assert found.refused["probability"] == "1 basic event has no probability, first `b`"
    assert found.dependent.most == Fraction(1, 10)
    assert found.cut_sets is not None
    assert found.cut_sets.count == 1
    assert found.cut_sets.leading == ()


def tangled(pairs: int) -> bytes:
    """Pairs whose first halves are all asked before the second: 2^n nodes."""
    firsts = of("and", *(f"a{i}" for i in range(pairs)))
    formula = of("or", firsts, *(of("and", f"a{i}", f"b{i}") for i in range(pairs)))
    return tree(formula, {f"{half}{i}": Fraction(1, 1000) for half in "ab" for i in range(pairs)})


def sides(found: Analysis) -> Iterable[object]:
    return (found.independent, found.cut_sets, found.nodes)


def test_a_tree_that_is_too_large_is_refused_and_bounded_all_the_same() -> None:
    """Gate by gate: one thousandth for the first gate, and for each pair one."""
    found = analyse(tangled(30), most_nodes=2_000)
    assert list(sides(found)) == [None, None, None]
    assert found.refused["diagram"].startswith("the decision diagram takes more than 2,000 nodes")
    assert found.dependent.most == Fraction(31, 1000)
    assert not found.dependent.sharp
    assert found.dependent.flaw is not None
    assert found.dependent.flaw.startswith("events recur, and the bound was taken gate by gate: the decision diagram")


def test_what_a_smaller_limit_refuses_a_greater_lets_through_with_the_same_answer() -> None:
    assert None not in sides(analyse(tangled(6), most_nodes=2_000))
    own, fast = analyse(tangled(6)), analyse(tangled(6), fast=True)
    assert own.independent == fast.independent
    assert own.cut_sets == fast.cut_sets
    assert own.dependent.most == fast.dependent.most == Fraction(6, 1000)


def test_cut_sets_may_be_too_many_where_the_probability_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gsn.risk.cutsets.MOST_BITS", 10)
    found = analyse(tree(BRIDGE))
    assert found.independent is not None
    assert found.cut_sets is None
    assert "bits of numbers of cut sets" in found.refused["cut sets"]


def test_numbers_may_be_too_long_where_the_diagram_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gsn.risk.diagram.MOST_BITS", 10)
    found = analyse(tree(BRIDGE))
    assert found.independent is None
    assert "bits of exact numbers" in found.refused["probability"]
    assert found.dependent.sharp


def test_house_events_may_settle_everything() -> None:
    for value, probability in (("true", 1), ("false", 0)):
        found = analyse(tree(of("or", f'<constant value="{value}"/>')), top="top")
        assert found.events == 0
        assert found.independent is not None
        assert found.independent.probability.low == probability
        assert found.dependent.most == probability


def test_what_is_not_coherent_is_said_to_be() -> None:
    assert analyse(tree(BRIDGE)).coherent
    assert not analyse(tree(of("and", "a", of("not", "b")))).coherent


def test_a_missing_library_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "oxidd.bcdd", None)
    with pytest.raises(FastMissing):
        analyse(tree(BRIDGE), fast=True)
