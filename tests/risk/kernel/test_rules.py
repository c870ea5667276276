"""What each rule refuses, and what it says. What each accepts stands in the examples."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest

from gsn.model.expression import Operator
from gsn.risk.certificate import BridgeId, Rule, Witness
from gsn.risk.kernel import check
from gsn.risk.problem import Believed, ClaimId, Compared, Counted, LicenceKind, MeasurementId, Observed, Side
from gsn.risk.term import Composite, Term
from tests.risk.kernel.building import (
    LOWER,
    UPPER,
    Draft,
    all_of,
    any_of,
    at_least,
    exact,
    increase,
    named,
    no,
    prefix,
    then,
)

Write = Callable[[Draft], object]


def start() -> Draft:
    """Quantities to write about."""
    draft = Draft()
    draft.probability("a", "b", "c")
    draft.probability("later", conditions=(prefix("f"),))
    draft.frequency("f", "g")
    draft.frequency("h", hazard=True, definition=any_of("f", "g"))
    draft.probability("d", definition=any_of("a", "b"))
    return draft


def half(draft: Draft, of: str, *, side: Side = UPPER, value: str = "1/2", **others: Any) -> int:
    return draft.bounded("G", of, value, "2%", held="1%", side=side, **others)


def goal_of(draft: Draft, of: str, *, side: Side = UPPER) -> int:
    """The step that proves a claim, rather than the leaf that uses it."""
    return half(draft, of, side=side) - 1


def licence(draft: Draft, kind: LicenceKind, *members: str, given: tuple[Term, ...] = ()) -> dict[str, Any]:
    position = draft.licence(kind, members, "GL", given=given, factor="c")
    return {"witness": Witness(licences=(position,)), "holds": [("licence", members[0], "GL")]}


def weighing(*weights: str) -> Witness:
    return Witness(weights=tuple(map(Fraction, weights)))


def measured(draft: Draft, of: str, result: Any, **others: Any) -> MeasurementId:
    return draft.record("R", of, result, **others)


BELIEVED = Believed(exact("1/4"), exact("1/2"), None, exact("1%"), central=False)


def nested(depth: int) -> Term:
    term: Term = named("a")
    for _ in range(depth):
        term = no(term)
    return term


REFUSED: dict[str, tuple[Write, str]] = {
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
    # rule 10
    "a cover that leaves a world": (
        lambda d: d.step(Rule.COVER, any_of("a", "b"), "1/2", half(d, "a"), half(d, "b"), witness=weighing("1", "0")),
        "the weights do not cover every world in which it occurs",
    ),
    "a cover with a negative weight": (
        lambda d: d.step(
            Rule.COVER, all_of("a", "b"), "1/4", half(d, "a"), half(d, "b"), witness=weighing("3/2", "-1/2")
        ),
        "a weight is negative",
    ),
    "a cover with a premise that plays no part": (
        lambda d: d.step(Rule.COVER, all_of("a"), "1/2", half(d, "a"), half(d, "c"), witness=weighing("1", "0")),
        "a premise is about `c`, which plays no part",
    ),
    "a cover with a premise twice": (
        lambda d: d.step(Rule.COVER, all_of("a"), "1/2", *[half(d, "a")] * 2, witness=weighing("1", "0")),
        "a premise is a frequency, or there twice",
    ),
    "a cover from below": (
        lambda d: d.step(Rule.COVER, all_of("a"), "1/2", half(d, "a", side=LOWER), witness=weighing("1"), side=LOWER),
        "the rule bounds from above",
    ),
    "a cover of frequencies": (
        lambda d: d.step(Rule.COVER, any_of("f"), "1/2", half(d, "f", unit="year"), witness=weighing("1"), unit="year"),
        "a frequency is no event",
    ),
    "a cover by a frequency": (
        lambda d: (
            d.frequency("d"),
            d.probability("e", definition=any_of("d")),
            d.step(Rule.COVER, "e", "1/2", half(d, "d", unit="year"), witness=weighing("1")),
        ),
        "a premise is a frequency",
    ),
    "a cover under another condition": (
        lambda d: d.step(Rule.COVER, any_of("later"), "1/2", half(d, "later", under=["f"]), witness=weighing("1")),
        "a premise holds under another condition",
    ),
    "a cover that unfolds what is of another dimension": (
        lambda d: (
            d.probability("e", definition="f"),
            d.step(Rule.COVER, any_of("e", "a"), "1/2", half(d, "a"), witness=weighing("1")),
        ),
        "`e` and its definition are not of one dimension",
    ),
    "exclusive under another condition": (
        lambda d: d.step(
            Rule.COVER,
            all_of("a", "b"),
            0,
            half(d, "a"),
            half(d, "b"),
            witness=Witness(
                weights=(Fraction(0), Fraction(0)),
                licences=(d.licence(LicenceKind.EXCLUSIVE, ["a", "b"], "GL", given=prefix("f")),),
            ),
        ),
        "the licence holds under another condition",
    ),
    # rules 11 to 13
    "independent of what is not listed": (
        lambda d: d.step(
            Rule.INDEPENDENT,
            all_of("a", "c"),
            "1/4",
            half(d, "a"),
            half(d, "c"),
            **licence(d, LicenceKind.INDEPENDENT, "a", "b"),
        ),
        "`c` has no definition",
    ),
    "an atom within another": (
        lambda d: d.step(
            Rule.INDEPENDENT,
            all_of("a", "d"),
            "1/4",
            half(d, "a"),
            half(d, "d"),
            **licence(d, LicenceKind.INDEPENDENT, "a", "b"),
        ),
        "two premises are about events that are made of a common one",
    ),
    "bounds that contradict one another": (
        lambda d: d.step(
            Rule.INDEPENDENT,
            no("a"),
            "1/2",
            half(d, "a", value="1/4"),
            half(d, "a", side=LOWER),
            **licence(d, LicenceKind.INDEPENDENT, "a", "b"),
        ),
        "two premises contradict one another",
    ),
    "two licences": (
        lambda d: d.step(
            Rule.INDEPENDENT,
            all_of("a", "b"),
            "1/4",
            half(d, "a"),
            half(d, "b"),
            witness=Witness(
                licences=(
                    d.licence(LicenceKind.INDEPENDENT, ["a", "b"], "GL"),
                    d.licence(LicenceKind.INDEPENDENT, ["a", "b"], "GL"),
                )
            ),
        ),
        "takes one licence",
    ),
    "independent frequencies": (
        lambda d: d.step(
            Rule.INDEPENDENT, any_of("a", "b"), "3/4", half(d, "a"), **licence(d, LicenceKind.INDEPENDENT, "a", "f")
        ),
        "`f` is no probability",
    ),
    "a common cause of what shrinks": (
        lambda d: d.step(
            Rule.BETA,
            all_of("a", no("b")),
            "5/8",
            *(half(d, x) for x in "abc"),
            **licence(d, LicenceKind.COMMON_CAUSE, "a", "b"),
        ),
        "`b` is negated, and the rule takes only what grows with its events",
    ),
    "a common cause of what is not listed": (
        lambda d: d.step(
            Rule.BETA,
            all_of("a", "c"),
            "5/8",
            *(half(d, x) for x in "abc"),
            **licence(d, LicenceKind.COMMON_CAUSE, "a", "b"),
        ),
        "`c` has no definition",
    ),
    "association of what shrinks": (
        lambda d: d.step(
            Rule.ASSOCIATED,
            all_of("a", no("b")),
            "1/2",
            half(d, "a"),
            witness=Witness(licences=(d.licence(LicenceKind.ASSOCIATED, ["a", "b"], "GL"),), ways=(0,)),
        ),
        "`b` is negated",
    ),
    "association that misses a world": (
        lambda d: d.step(
            Rule.ASSOCIATED,
            any_of("a", "b"),
            "1/2",
            half(d, "a"),
            witness=Witness(licences=(d.licence(LicenceKind.ASSOCIATED, ["a", "b"], "GL"),), ways=(0,)),
        ),
        "it can occur without any of the chosen events",
    ),
    # rules 16 to 18
    "a record of something else": (
        lambda d: d.of_record(Rule.BELIEF, measured(d, "a", BELIEVED), "1/2", 0),
        "a test takes no part of the doubt",
    ),
    "all of the doubt": (
        lambda d: d.of_record(Rule.BELIEF, measured(d, "a", BELIEVED), "1/2", 1),
        "which part of the doubt is taken for `R` is not said",
    ),
    "a belief below its lower end": (
        lambda d: d.of_record(Rule.BELIEF, measured(d, "a", BELIEVED._replace(low=None)), 0, "1%", side=LOWER),
        "the belief has no lower end",
    ),
    "a belief in more than 1": (
        lambda d: d.of_record(Rule.BELIEF, measured(d, "a", BELIEVED._replace(high=Fraction(2))), "1/2", "1%"),
        "the bound is 0.5 and the rule gives 1",
    ),
    "a belief turned round": (
        lambda d: d.of_record(Rule.BELIEF, measured(d, "a", BELIEVED._replace(low=Fraction(1))), 1, "1%", side=LOWER),
        "the record's numbers cannot be",
    ),
    "a belief as a count": (
        lambda d: d.of_record(Rule.TAIL, measured(d, "a", BELIEVED), "1/2", "1%"),
        "the record counts nothing",
    ),
    "a count as a belief": (
        lambda d: d.of_record(Rule.BELIEF, measured(d, "a", Counted(0, 0, 9)), "1/2", "1%"),
        "the record states no belief",
    ),
    "a count under another condition": (
        lambda d: d.of_record(Rule.TAIL, measured(d, "later", Counted(0, 0, 99)), "1/2", "1%"),
        "`later` does not hold under that condition",
    ),
    "a belief under one of two conditions, argued by nobody": (
        lambda d: (
            d.probability("e", conditions=(prefix("f"), prefix("g"))),
            d.of_record(Rule.BELIEF, measured(d, "e", BELIEVED), "1/2", "1%", under=["f"]),
        ),
        "nothing argues that one figure serves for each of its conditions",
    ),
    "a count of a frequency": (
        lambda d: d.of_record(Rule.TAIL, measured(d, "f", Counted(0, 0, 99)), "1/2", "1%", unit="year"),
        "`f` is no probability, which is what the record bounds",
    ),
    "a comparison with one bound": (
        lambda d: (
            d.probability("i", definition=increase("a", "b")),
            d.of_record(Rule.TAIL, measured(d, "i", Compared(0, 9, 0, 9)), 1, "1%", parts=["1"]),
        ),
        "a comparison takes a bound with and one without",
    ),
    "an exposure from above by nothing": (
        lambda d: d.of_record(Rule.TAIL, measured(d, "f", Observed(0, Fraction(1), "year")), 0, "1%", unit="year"),
        "the bound does not follow from what `R` counted",
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
    # rules 20 and 21
    "a leaf of another claim": (
        lambda d: d.leaf(next(iter(d.claims)) if half(d, "a") else ClaimId("", 0), goal_of(d, "b")),
        "the premise is not the proved goal of that claim",
    ),
    "a leaf from a leaf": (
        lambda d: d.leaf(ClaimId(named("G-a-upper"), 0), half(d, "a")),
        "the premise is not the proved goal of that claim",
    ),
    "a leaf under another condition": (
        lambda d: d.leaf(ClaimId(named("G-a-upper"), 0), goal_of(d, "a"), under=["f"]),
        "`a` does not hold under that condition",
    ),
    "a goal from a goal": (
        lambda d: d.settle(d.claim("G", "a", "<=", "1/2", "5%"), goal_of(d, "a")),
        "a proved goal is used as a bound",
    ),
    "a goal from another's record": (
        lambda d: d.settle(
            d.claim("G", "a", "<=", "1/2", "5%"),
            d.of_record(Rule.BELIEF, measured(d, "a", BELIEVED), "1/2", "1%"),
        ),
        "it stands on something that does not support the goal and bear on the claim",
    ),
    "a goal from a claim that is not below": (
        lambda d: d.settle(
            d.claim("G2", "a", "<=", "1/2", "5%"),
            half(d, "a"),
        ),
        "it stands on something that does not support the goal and bear on the claim",
    ),
    "a goal that uses the other side of a record": (
        lambda d: (
            d.licence(LicenceKind.INDEPENDENT, ["a", "b"], "GL"),
            measured(d, "a", BELIEVED),
            d.support("G", records=["R"]),
            d.probability("e", definition=any_of("a")),
            d.settle(
                d.claim("G", "e", "<=", "1/2", "5%"),
                d.step(
                    Rule.INDEPENDENT,
                    "e",
                    "1/2",
                    *(
                        d.of_record(Rule.BELIEF, MeasurementId(named("R"), 0), value, "1%", side=side)
                        for value, side in (("1/2", UPPER), ("1/4", LOWER))
                    ),
                    witness=Witness(licences=(0,)),
                    holds=[("licence", "a", "GL"), ("definition", "e", None)],
                ),
            ),
        ),
        "a record is used on a side for which it is not charged",
    ),
    "a goal over a bridge from nothing": (
        lambda d: (
            d.probability("e", bridges=[("1/2", "a", "GB", "1%")]),
            d.settle(
                d.claim("G", "e", "<=", "1/2", "5%"),
                d.step(
                    Rule.BRIDGE,
                    "e",
                    "1/2",
                    d.step(Rule.TOP, "a", 1),
                    witness=Witness(bridge=BridgeId(named("e"), 0)),
                    charges={BridgeId(named("e"), 0): "1%"},
                    holds=[("bridge", "e", "GB")],
                ),
            ),
        ),
        "it stands on something that does not support the goal and bear on the claim",
    ),
    "a limit from a leaf": (
        lambda d: d.step(
            Rule.LIMIT,
            any_of("f"),
            "1/2",
            half(d, "f", unit="year"),
            unit="year",
            witness=Witness(limit=d.limit(["f"], 1, "5%", unit="year")),
        ),
        "a premise is no claim that stands by itself",
    ),
    "a limit from below": (
        lambda d: d.step(
            Rule.LIMIT,
            any_of("f"),
            "1/2",
            half(d, "f", side=LOWER, unit="year") - 1,
            unit="year",
            witness=Witness(limit=d.limit(["f"], 1, "5%", unit="year")),
        ),
        "a premise is no claim that stands by itself",
    ),
    "a limit after something": (
        lambda d: d.step(
            Rule.LIMIT,
            any_of("later"),
            "1/2",
            half(d, "later", under=["f"]) - 1,
            witness=Witness(limit=d.limit(["later"], 1, "5%")),
        ),
        "a premise holds under another condition",
    ),
}


@pytest.mark.parametrize("what", REFUSED)
def test_a_step_is_refused(what: str) -> None:
    write, reason = REFUSED[what]
    draft = start()
    write(draft)
    checked = check(draft.problem(), draft.certificate())
    last = len(draft.nodes) - 1
    assert reason in checked.nodes_refused[last]
    assert "Error" not in checked.nodes_refused[last]
