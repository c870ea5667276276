"""What the rules for events made of events refuse; what they accept stands in the examples."""

from __future__ import annotations

from fractions import Fraction

import pytest

from gsn.risk.certificate import Rule, Witness
from gsn.risk.problem import LicenceKind
from tests.risk.kernel.building import (
    LOWER,
    all_of,
    any_of,
    no,
    prefix,
)
from tests.risk.kernel.refusing import (
    Refusal,
    half,
    licence,
    refused_because,
    weighing,
)

REFUSED: dict[str, Refusal] = {
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
    "association with a premise that is not listed": (
        lambda d: d.step(
            Rule.ASSOCIATED,
            all_of("a", "b"),
            "1/2",
            half(d, "a"),
            half(d, "c"),
            witness=Witness(licences=(d.licence(LicenceKind.ASSOCIATED, ["a", "b"], "GL"),), ways=(0,)),
        ),
        "a premise is about an event that the licence does not name",
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
}


@pytest.mark.parametrize("what", REFUSED)
def test_a_bound_of_an_event_is_refused(what: str) -> None:
    assert refused_because(REFUSED[what])
