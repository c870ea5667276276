"""What is derived for a case's texts, held against oracles that share no code with it.

The supremum over all joint distributions that the marginals allow (a linear programme over the worlds), and exact
enumeration where events are independent. What is derived is never below, and equal where the design says sharp.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from fractions import Fraction
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

import gsn
from gsn.argument import Argument
from gsn.risk.proving import Outcome

ATOMS = ("a", "b", "c", "d")
DAY = date(2026, 6, 1)
PRECISION = 1e-7


class Expression(NamedTuple):
    """An expression as a text of the language, and as a function of the world that it is looked at in."""

    text: str
    holds: Callable[[dict[str, bool]], bool]
    monotone: bool


def atom(name: str) -> Expression:
    return Expression(name, lambda world: world[name], monotone=True)


def negated(name: str) -> Expression:
    return Expression(f"not {name}", lambda world: not world[name], monotone=False)


def joined(operator: str, parts: Sequence[Expression]) -> Expression:
    least = {"any of": 1, "all of": len(parts)}.get(operator) or int(operator.split()[2])
    text = ", ".join(part.text if " of " not in part.text else f"({part.text})" for part in parts)
    return Expression(
        f"{operator} {text}",
        lambda world: sum(part.holds(world) for part in parts) >= least,
        monotone=all(part.monotone for part in parts),
    )


def expressions(*, negations: bool) -> st.SearchStrategy[Expression]:
    names = st.sampled_from(ATOMS)
    leaves = names.map(atom) | names.map(negated) if negations else names.map(atom)
    grown = st.recursive(leaves, lambda inner: st.lists(inner, min_size=2, max_size=3).flatmap(_joins), max_leaves=6)
    return grown.filter(lambda made: " of " in made.text)


def _joins(parts: list[Expression]) -> st.SearchStrategy[Expression]:
    operators = ["any of", "all of", *(f"at least {k} of" for k in range(1, len(parts) + 1))]
    return st.sampled_from(operators).map(lambda operator: joined(operator, parts))


PROBABILITIES = st.lists(st.integers(1, 19).map(lambda k: Fraction(k, 20)), min_size=4, max_size=4)


def case_of(
    definition: str, highs: Sequence[Fraction], licences: str = "", *, frequency: Fraction | None = None
) -> str:
    """A case that bounds four events by beliefs, which give their bounds exactly, and claims next to nothing."""
    made = [
        'case c "A case"',
        "    shows G1",
        'goal G1 "The whole is rare"',
        f"    claim top <= {'1e9 per year' if frequency else '100%'} at 60%",
        *(f"    solution E{name}" for name in ATOMS),
        *(["    solution Ef"] if frequency else []),
        'goal G9 "The events are as they are said to be"',
        "    solution Ea",
        f'{"frequency" if frequency else "probability"} top "The whole"',
        f"    is {definition}",
    ]
    made += [f"    {line}" for line in licences.splitlines()]
    if frequency:
        made += ['frequency f "Occasions"', *evidence("f", frequency, " per year")]
    made += ['probability beta "The share of the common cause"', *evidence("beta", Fraction(1, 10))]
    made[4:4] = ["    solution Ebeta"]
    for name, high in zip(ATOMS, highs, strict=True):
        made += [f'probability {name} "Event {name}"', *evidence(name, high)]
    made += ['actor lab "Evaluations Ltd"', "    role evaluator"]
    return "\n".join(made) + "\n"


def evidence(quantity: str, high: Fraction, unit: str = "") -> list[str]:
    return [
        f'evidence E{quantity} "Belief about {quantity}"',
        "    type elicitation",
        f'    file "{quantity}.txt"',
        "    by lab",
        "    dated 2026-05-01",
        f"    measures {quantity}: at most {float(high)}{unit} at 99.9%",
    ]


def derived(text: str) -> Outcome:
    """What the top goal's claim comes to."""
    with TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "case.gsn").write_text(text, encoding="utf-8")
        for name in (*ATOMS, "f", "beta"):
            (root / f"{name}.txt").write_text(f"Belief about {name}.", encoding="utf-8")
        argument = Argument(gsn.load(root), DAY)
        outcomes = {outcome.id.goal: outcome for outcome in argument.risk.outcomes.values()}
    outcome = outcomes["c::G1"]
    assert outcome.proved, outcome.why
    return outcome


def worlds() -> list[dict[str, bool]]:
    return [dict(zip(ATOMS, values, strict=True)) for values in product((False, True), repeat=len(ATOMS))]


def supremum(expression: Expression, highs: Iterable[Fraction], possible: Callable[[dict[str, bool]], bool]) -> float:
    """The most that the expression's probability can be, over all joint distributions within the marginals."""
    held = [world for world in worlds() if possible(world)]
    found = linprog(
        [-float(expression.holds(world)) for world in held],
        A_ub=[[float(world[name]) for world in held] for name in ATOMS],
        b_ub=[float(high) for high in highs],
        A_eq=[[1.0] * len(held)],
        b_eq=[1.0],
    )
    assert found.status == 0
    assert found.fun is not None
    return -float(found.fun)


def independent(expression: Expression, highs: Sequence[Fraction]) -> Fraction:
    total = Fraction(0)
    for world in worlds():
        if expression.holds(world):
            mass = Fraction(1)
            for name, high in zip(ATOMS, highs, strict=True):
                mass *= high if world[name] else 1 - high
            total += mass
    return total


@settings(max_examples=60, deadline=None)
@given(expressions(negations=False), PROBABILITIES)
def test_a_monotone_expression_gets_its_supremum(expression: Expression, highs: list[Fraction]) -> None:
    bound = derived(case_of(expression.text, highs)).attempt.derived
    assert bound is not None
    assert float(bound.value) == pytest.approx(supremum(expression, highs, lambda _: True), abs=PRECISION)


@settings(max_examples=50, deadline=None)
@given(expressions(negations=True), PROBABILITIES)
def test_no_expression_gets_less_than_its_supremum(expression: Expression, highs: list[Fraction]) -> None:
    bound = derived(case_of(expression.text, highs)).attempt.derived
    assert bound is not None
    assert float(bound.value) >= supremum(expression, highs, lambda _: True) - PRECISION


@settings(max_examples=50, deadline=None)
@given(expressions(negations=False), PROBABILITIES)
def test_independent_events_get_their_exact_probability(expression: Expression, highs: list[Fraction]) -> None:
    bound = derived(case_of(expression.text, highs, "independent a, b, c, d by G9")).attempt.derived
    assert bound is not None
    assert bound.value == independent(expression, highs)


@settings(max_examples=40, deadline=None)
@given(expressions(negations=False), PROBABILITIES)
def test_exclusive_events_get_their_supremum(expression: Expression, highs: list[Fraction]) -> None:
    bound = derived(case_of(expression.text, highs, "exclusive a, b by G9")).attempt.derived
    assert bound is not None
    most = supremum(expression, highs, lambda world: not (world["a"] and world["b"]))
    assert float(bound.value) >= most - PRECISION


@settings(max_examples=40, deadline=None)
@given(expressions(negations=False), PROBABILITIES, st.integers(1, 40).map(Fraction))
def test_a_chain_is_its_frequency_times_what_follows(
    expression: Expression, highs: list[Fraction], frequency: Fraction
) -> None:
    bound = derived(case_of(f"f then ({expression.text})", highs, frequency=frequency)).attempt.derived
    assert bound is not None
    most = float(frequency) * supremum(expression, highs, lambda _: True)
    assert float(bound.value) == pytest.approx(most, rel=1e-6, abs=1e-6)


@settings(max_examples=40, deadline=None)
@given(expressions(negations=False), PROBABILITIES, st.integers(0, 10).map(lambda k: Fraction(k, 100)))
def test_a_common_cause_covers_every_smaller_beta(
    expression: Expression, highs: list[Fraction], beta: Fraction
) -> None:
    bound = derived(case_of(expression.text, highs, "common cause beta of a, b, c, d by G9")).attempt.derived
    assert bound is not None
    same = max(highs)
    assert bound.value >= with_common_cause(expression, highs, beta * min(highs)) or same == 0


def with_common_cause(expression: Expression, highs: Sequence[Fraction], shared: Fraction) -> Fraction:
    """Every event with its own cause, and one shared cause of a probability, so that no marginal passes its bound."""
    own = [max(Fraction(0), (high - shared) / (1 - shared)) for high in highs]
    all_at_once = Fraction(expression.holds(dict.fromkeys(ATOMS, True)))
    return shared * all_at_once + (1 - shared) * independent(expression, own)


@settings(max_examples=40, deadline=None)
@given(expressions(negations=False), PROBABILITIES)
def test_association_lies_between_independence_and_nothing(expression: Expression, highs: list[Fraction]) -> None:
    bound = derived(case_of(expression.text, highs, "associated a, b, c, d by G9")).attempt.derived
    assert bound is not None
    assert bound.value >= independent(expression, highs)
    assert float(bound.value) <= supremum(expression, highs, lambda _: True) + PRECISION
