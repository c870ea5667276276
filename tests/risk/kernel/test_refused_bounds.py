"""What the rules that reckon with bounds alone refuse; what they accept stands in the examples."""

from __future__ import annotations

from fractions import Fraction

import pytest

from gsn.model.expression import Operator
from gsn.risk.certificate import BridgeId, Rule, Witness
from gsn.risk.term import Composite
from tests.risk.kernel.building import (
    LOWER,
    all_of,
    any_of,
    at_least,
    increase,
    named,
    no,
    prefix,
    then,
)
from tests.risk.kernel.refusing import (
    Refusal,
    goal_of,
    half,
    nested,
    refused_because,
)

REFUSED: dict[str, Refusal] = {
    # rule 1
    "a probability is at most less than 1": (lambda d: d.step(Rule.TOP, "a", "0.99"), "the rule gives 1"),
    "a probability is at least something": (lambda d: d.step(Rule.TOP, "a", "0.01", side=LOWER), "the rule gives 0"),
    "a frequency is at most something": (
        lambda d: d.step(Rule.TOP, "f", 1, unit="year"),
        "a frequency has no upper bound of itself",
    ),
    "everything, by something": (lambda d: d.step(Rule.TOP, "a", 1, half(d, "a")), "needs no premises"),
    "something that is not there": (lambda d: d.step(Rule.TOP, "x", 1), "there is no quantity `x`"),
    "after something that is not there": (lambda d: d.step(Rule.TOP, "a", 1, under=["x"]), "there is no quantity `x`"),
    "all of frequencies": (lambda d: d.step(Rule.TOP, all_of("f", "g"), 1), "are mixed"),
    "not a frequency": (lambda d: d.step(Rule.TOP, no("f"), 1), "are mixed"),
    "any of both": (lambda d: d.step(Rule.TOP, any_of("a", "f"), 1), "are mixed"),
    "a chain to a frequency": (lambda d: d.step(Rule.TOP, then("a", "f"), 1), "are mixed"),
    "at least none": (lambda d: d.step(Rule.TOP, at_least(0, "a"), 1), "a form that cannot be written"),
    "at least two of one": (lambda d: d.step(Rule.TOP, at_least(2, "a"), 1), "a form that cannot be written"),
    "not of two": (lambda d: d.step(Rule.TOP, Composite(Operator.NOT, prefix("a", "b")), 1), "cannot be written"),
    "an increase of one": (lambda d: d.step(Rule.TOP, Composite(Operator.INCREASE, prefix("a")), 1), "cannot be"),
    "any of nothing": (lambda d: d.step(Rule.TOP, any_of(), 1), "a form that cannot be written"),
    "all of, with a number": (lambda d: d.step(Rule.TOP, Composite(Operator.ALL, prefix("a"), 1), 1), "cannot be"),
    "a chain in a chain": (lambda d: d.step(Rule.TOP, then(then("a", "b"), "c"), 1), "a form that cannot be written"),
    "a deep expression": (lambda d: d.step(Rule.TOP, nested(200), 1), "an expression is too large"),
    "after a deep expression": (lambda d: d.step(Rule.TOP, "a", 1, under=[nested(200)]), "an expression is too large"),
    "a number that is too long": (lambda d: d.step(Rule.TOP, "a", Fraction(1, 3**100_000)), "a number is too long"),
    # rule 4
    "no definition": (lambda d: d.step(Rule.DEFINE, "a", "1/2", half(d, "a")), "`a` has no definition"),
    "an expression has no definition": (
        lambda d: d.step(Rule.DEFINE, any_of("a"), "1/2", half(d, "a")),
        "only a quantity has a definition",
    ),
    "a hazard of which nobody says that it is complete": (
        lambda d: d.step(
            Rule.DEFINE, "h", 0, d.step(Rule.TOP, any_of("f", "g"), 0, side=LOWER, unit="year"), side=LOWER, unit="year"
        ),
        "nothing argues that the list of what makes up `h` is complete",
    ),
    # rule 5
    "a later factor unconditionally": (
        lambda d: d.step(Rule.CHAIN, then("f", "a"), "1/4", half(d, "f", unit="year"), half(d, "a"), unit="year"),
        "a premise holds under another condition",
    ),
    "a later factor that is used elsewhere": (
        lambda d: d.step(
            Rule.CHAIN,
            then("g", "later"),
            "1/4",
            half(d, "g", unit="year"),
            half(d, "later", under=["f"]),
            unit="year",
        ),
        "a premise holds under another condition",
    ),
    "a chain after something, from a frequency": (
        lambda d: d.step(
            Rule.CHAIN,
            then("g"),
            0,
            d.step(Rule.TOP, "g", 0, side=LOWER, under=["f"], unit="year"),
            side=LOWER,
            under=["f"],
            unit="year",
        ),
        "only the first factor of a chain may be a frequency",
    ),
    "a chain from both sides": (
        lambda d: d.step(Rule.CHAIN, then("a", "b"), "1/2", half(d, "a"), d.step(Rule.TOP, "b", 0, side=LOWER)),
        "holds under another condition",
    ),
    "a chain that lacks a factor": (
        lambda d: d.step(Rule.CHAIN, then("a", "b"), "1/2", half(d, "a")),
        "takes 2 premises and has 1",
    ),
    # rules 6 to 9
    "any of, less than the sum": (
        lambda d: d.step(Rule.ANY, any_of("a", "b"), "0.75", half(d, "a"), half(d, "b")),
        "the bound is 0.75 and the rule gives 1",
    ),
    "any of, from below the sum": (
        lambda d: d.step(Rule.ANY, any_of("a", "b"), 1, half(d, "a", side=LOWER), half(d, "b", side=LOWER), side=LOWER),
        "the bound is 1 and the rule gives 0.5",
    ),
    "any of, in other units": (
        lambda d: d.step(
            Rule.ANY,
            any_of("f", "g"),
            1,
            half(d, "f", unit="year"),
            half(d, "g", unit="month"),
            unit="year",
        ),
        "the premises are in different units",
    ),
    "any of, for all of": (
        lambda d: d.step(Rule.ALL, any_of("a", "b"), "1/2", half(d, "a"), half(d, "b")),
        "what is bounded is no `all of`",
    ),
    "all of, the product": (
        lambda d: d.step(Rule.ALL, all_of("a", "b"), "1/4", half(d, "a"), half(d, "b")),
        "the bound is 0.25 and the rule gives 0.5",
    ),
    "all of, in another order": (
        lambda d: d.step(Rule.ALL, all_of("a", "b"), "1/2", half(d, "b"), half(d, "a")),
        "a premise is about something else",
    ),
    "all of, from a proved goal": (
        lambda d: d.step(Rule.ALL, all_of("a"), "1/2", goal_of(d, "a")),
        "a proved goal is used as a bound, which takes the rule CLAIM",
    ),
    "at least two, all of the sum": (
        lambda d: d.step(Rule.AT_LEAST, at_least(2, "a", "b", "c"), "0.5", *(half(d, x) for x in "abc")),
        "the bound is 0.5 and the rule gives 0.75",
    ),
    "not, from the same side": (
        lambda d: d.step(Rule.NOT, no("a"), "1/2", half(d, "a")),
        "a premise bounds from the other side",
    ),
    # rule 14
    "a frequency per year from one per demand": (
        lambda d: d.step(Rule.CONVERT, "f", "1/2", half(d, "f", unit="demand"), unit="year"),
        "a figure per demand cannot be had per year",
    ),
    "a probability per year": (
        lambda d: d.step(Rule.CONVERT, "a", "1/2", half(d, "a"), unit=None),
        "a probability is per nothing",
    ),
    "a year of hours at its shortest, from above": (
        lambda d: d.step(Rule.CONVERT, "f", 4380, half(d, "f", unit="hour"), unit="year"),
        "the bound is 4380 and the rule gives 4392",
    ),
    "a year of hours at its longest, from below": (
        lambda d: d.step(Rule.CONVERT, "f", 4392, half(d, "f", unit="hour", side=LOWER), unit="year", side=LOWER),
        "the bound is 4392 and the rule gives 4380",
    ),
    # rule 19
    "a bridge from below": (
        lambda d: (
            d.probability("e", bridges=[("1", "a", "GB", "1%")]),
            d.step(
                Rule.BRIDGE,
                "e",
                "1/2",
                half(d, "a"),
                side=LOWER,
                witness=Witness(bridge=BridgeId(named("e"), 0)),
            ),
        ),
        "a bridge bounds from above",
    ),
    "another's bridge": (
        lambda d: (
            d.probability("e", bridges=[("1", "a", "GB", "1%")]),
            d.step(Rule.BRIDGE, "b", "1/2", half(d, "a"), witness=Witness(bridge=BridgeId(named("e"), 0))),
        ),
        "which bridge is meant is not said",
    ),
    "a bridge from a frequency to a probability": (
        lambda d: (
            d.probability("e", bridges=[("1", "f", "GB", "1%")]),
            d.step(
                Rule.BRIDGE,
                "e",
                "1/2",
                half(d, "f", unit="year"),
                witness=Witness(bridge=BridgeId(named("e"), 0)),
            ),
        ),
        "a bridge leads to another dimension",
    ),
    "a bridge from one of two conditions": (
        lambda d: (
            d.probability("p", conditions=(prefix("f"), prefix("g"))),
            d.probability("e", bridges=[("1", "p", "GB", "1%")]),
            d.step(
                Rule.BRIDGE,
                "e",
                1,
                d.step(Rule.TOP, "p", 1, under=["f"]),
                witness=Witness(bridge=BridgeId(named("e"), 0)),
            ),
        ),
        "which condition of `p` is meant is not said",
    ),
    "an increase the other way": (
        lambda d: d.step(
            Rule.INCREASE,
            increase("a", "b"),
            0,
            half(d, "a", side=LOWER),
            half(d, "b"),
        ),
        "a premise bounds from the other side",
    ),
    "an increase in other units": (
        lambda d: d.step(
            Rule.INCREASE,
            increase("f", "g"),
            0,
            half(d, "f", unit="year"),
            half(d, "g", unit="month", side=LOWER),
            unit="year",
        ),
        "the premises are in different units",
    ),
}


@pytest.mark.parametrize("what", REFUSED)
def test_a_bound_is_refused(what: str) -> None:
    assert refused_because(REFUSED[what])
