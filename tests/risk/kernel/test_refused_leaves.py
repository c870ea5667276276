"""What the rules for records, claims and limits refuse; what they accept stands in the examples."""

from __future__ import annotations

from fractions import Fraction

import pytest

from gsn.risk.certificate import BridgeId, Rule, Witness
from gsn.risk.problem import ClaimId, Compared, Counted, LicenceKind, MeasurementId, Observed
from tests.risk.kernel.building import (
    LOWER,
    UPPER,
    any_of,
    increase,
    named,
    prefix,
)
from tests.risk.kernel.refusing import (
    BELIEVED,
    Refusal,
    goal_of,
    half,
    measured,
    refused_because,
)

REFUSED: dict[str, Refusal] = {
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
    "a goal in another unit than what it is derived from": (
        lambda d: (
            d.record("R", "f", BELIEVED._replace(unit="month")),
            d.support("G", records=["R"]),
            d.settle(
                d.claim("G", "f", "<=", "1/2", "5%", unit="year"),
                d.of_record(Rule.BELIEF, MeasurementId(named("R"), 0), "1/2", "5%", unit="month"),
            ),
        ),
        "a premise is in another unit than the claim",
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
    "a limit in another unit than a claim": (
        lambda d: d.step(
            Rule.LIMIT,
            any_of("f"),
            "1/2",
            half(d, "f", unit="year") - 1,
            unit="month",
            witness=Witness(limit=d.limit(["f"], 1, "5%", unit="month")),
        ),
        "a premise is in another unit than the limit",
    ),
    "a limit for no span of time": (
        lambda d: d.step(
            Rule.LIMIT,
            any_of("f"),
            0,
            half(d, "f", unit="year") - 1,
            witness=Witness(limit=d.limit(["f"], 1, "5%", window=(Fraction(0), "year"))),
        ),
        "the limit is for no span of time",
    ),
    "a limit of no hazards": (
        lambda d: d.step(
            Rule.LIMIT, any_of("f"), 0, unit="year", witness=Witness(limit=d.limit([], 1, "5%", unit="year"))
        ),
        "no hazard is known to fall under the limit",
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
def test_a_leaf_a_goal_or_a_limit_is_refused(what: str) -> None:
    assert refused_because(REFUSED[what])
