"""Where a case is weaker in anything that a hazard's claim rests on, the same steps prove it no more."""

from __future__ import annotations

from fractions import Fraction

import pytest

from gsn.model.number import Relation
from gsn.risk.kernel import Proof
from gsn.risk.problem import Bridge, Dimension, Observed
from tests.risk.kernel.building import Draft, any_of, exact, named, no, prefix, then
from tests.risk.kernel.changing import (
    LITTLE,
    Change,
    after,
    another_child,
    another_record,
    carried,
    claim,
    limit,
    longer_definition,
    mark,
    mark_edge,
    no_support,
    only_way,
    quantity,
    record,
    rests,
    result,
    scope,
    unproved_claim,
)

HAZARD: dict[str, Change] = {
    "a record elsewhere measures a part that no child claims": lambda draft: draft.record("RX", "campaign", None),
    # claims
    "the claim is a little stronger": claim("G", value=exact("3.2") - LITTLE),
    "the claim is strict": claim("G", relation=Relation.BELOW),
    "the claim has a little more confidence": claim("G", doubt=exact("10%") - LITTLE),
    "the claim has less confidence than a half": claim("G", doubt=exact("50%") + LITTLE),
    "the claim is certain": claim("G", doubt=Fraction(0)),
    "the claim is per month": claim("G", unit="month"),
    "the claim is from below": claim("G", relation=Relation.AT_LEAST),
    "the claim is about another quantity": claim("G", quantity=named("campaign")),
    "the claim is about another subject": claim("G", subject=named("other")),
    "the claim is about no subject": claim("G", subject=None),
    "a child claims a little less": claim("G-rate", value=exact("2") + LITTLE),
    "a child has a little less confidence": claim("G-rate", doubt=exact("2%") + LITTLE),
    "a child is about another subject": claim("G-rate", subject=named("bare2")),
    "a child's result is carried from elsewhere": claim("G-share", subject=named("bare2")),
    # records
    "a record gives a little more": result("R1", high=exact("2") + LITTLE),
    "a record has a little more doubt": result("R1", doubt=exact("2%") + LITTLE),
    "a record is per month": result("R1", unit="month"),
    "a belief is not central": result("R2", central=False),
    "a record gives something else": record("R3", result=Observed(0, Fraction(10), "month")),
    "a record is not accepted": record("R3", accepted=False),
    "a record gives nothing": record("R3", result=None),
    "a record has a flaw": record("R3", flaw="its log cannot be read"),
    "a record measures something else": record("R3", quantity=named("attempts")),
    "a record is about another subject": record("R3", subject=named("bare2")),
    "a record is about no subject": record("R3", subject=None),
    "a record has an argued calibration": record("R3", presumed=(named("A9"),)),
    "a record with a share takes all": record("R4", share=Fraction(1)),
    "shares leave nothing": record("R4", share=Fraction(3, 4)),
    # everything that could have been used is charged
    "another record measures the same": another_record("other"),
    "another record measures the same, with a share": another_record("other", share=Fraction(1, 2)),
    "another record measures what a child claims": another_record("attempts"),
    "another child bears on the claim": another_child("G", "severe"),
    "another child bears on a part": another_child("G", "success"),
    "another child has less than no doubt": another_child("G", "severe", doubt="-1%"),
    "another child of a child": another_child("G-rate", "attempts"),
    # marks, on whatever the proof goes through
    **{
        f"{name} is marked": mark(name)
        for name in ("G", "S1", "C1", "C2", "A1", "Sn3", "R3", "G-rate", "G-share", "Sn1", "R1", "R2", "GC", "GK")
    },
    **{
        f"the step from {source} to {target} is marked": mark_edge(source, target)
        for source, target in [
            *[("G", "S1"), ("S1", "G-rate"), ("S1", "G-share"), ("S1", "Sn3"), ("Sn3", "R3"), ("G", "C1")],
            *[("S1", "C2"), ("S1", "A1"), ("G-rate", "Sn1"), ("Sn1", "R1"), ("G-share", "R2")],
        ]
    },
    # scope and support
    "the goal has another context": scope("G", "C1", "C9"),
    "the goal has no context": scope("G"),
    "the strategy has another context": scope("S1", "C2", "A1", "C9"),
    "a child has a context": scope("G-rate", "C9"),
    "nothing supports the goal": no_support("G"),
    "nothing supports a child": no_support("G-rate"),
    "a child supports something else": only_way("G", "G-rate"),
    "the result is carried elsewhere": carried("S9", "bare", "api"),
    "the result is carried to another": carried("S1", "bare", "api2"),
    "the result is carried from another": carried("S1", "bare2", "api"),
    "the result is carried the other way": carried("S1", "api", "bare"),
    "the result is carried by another": carried("S1", "bare", "api", "GK2"),
    "who carries the result over has a claim that is not proved": unproved_claim("GK"),
    "who carries the result over rests on something marked": lambda draft: (rests("GK", "X")(draft), mark("X")(draft)),
    "who argues completeness has a claim that is not proved": unproved_claim("GC"),
    "who argues completeness rests on a claim that is not proved": lambda draft: (
        rests("GC", "X")(draft),
        unproved_claim("X")(draft),
    ),
    "who argues completeness has a marked step": lambda draft: (rests("GC", "X")(draft), mark_edge("GC", "X")(draft)),
    # circles
    "the goal rests on itself": rests("G", "G"),
    "a context rests on the goal": lambda draft: (rests("G", "C1")(draft), rests("C1", "G")(draft)),
    "something below rests on itself": lambda draft: (rests("G-rate", "X")(draft), rests("X", "X")(draft)),
    "who argues completeness rests on itself": rests("GC", "GC"),
    "who argues completeness rests on the claim": lambda draft: (rests("GC", "G")(draft), rests("G", "GC")(draft)),
    # quantities
    "the definition is longer": longer_definition("severe", any_of("campaign", "other", "forgotten")),
    "the definition is another": quantity("severe", definition=any_of("other", "campaign")),
    "there is no definition": quantity("severe", definition=None),
    "nobody argues completeness": quantity("severe", complete_by=None),
    "another argues completeness": quantity("severe", complete_by=named("GC2")),
    "a chain has another order": quantity("campaign", definition=then("success", "attempts")),
    "a part is contradictory": quantity("success", flaw="success is used elsewhere"),
    "the whole is contradictory": quantity("severe", flaw="severe is used elsewhere"),
    "what is between is contradictory": quantity("campaign", flaw="campaign is used elsewhere"),
    "a part holds under another condition": quantity("success", conditions=(prefix("other"),)),
    "a part holds under no condition": quantity("success", conditions=((),)),
    "the whole holds under two conditions": quantity("severe", conditions=((), prefix("other"))),
    "a part holds under a condition that is argued": quantity("other", condition_by=named("GA")),
    "a part is per something else": quantity("attempts", unit="demand"),
    "the whole is per something else": quantity("severe", unit="demand"),
    "a part is a probability": quantity("attempts", dimension=Dimension.PROBABILITY),
    "a later part is a frequency": quantity("success", dimension=Dimension.FREQUENCY),
    "a part is nothing that is known": quantity("other", dimension=None),
    "a part that is a hazard is not argued to be complete": quantity("campaign", hazard=True),
    "the whole could be reached by a bridge": quantity(
        "severe", bridges=(Bridge(Fraction(1), named("other"), named("GB"), exact("1%")),)
    ),
    "a part is the opposite of something": quantity("success", definition=no("other")),
}


@pytest.mark.parametrize("what", HAZARD)
def test_a_hazards_claim_is_refused_when(what: str) -> None:
    checked, id_ = after("hazard", HAZARD[what])
    assert id_ not in checked.proved
    assert checked.refused[id_]
    assert checked.limits == {"limit 1": checked.limits["limit 1"]}
    assert not isinstance(checked.limits["limit 1"], Proof)


UNHARMED: dict[str, Change] = {
    "something else is marked": mark("X"),
    "a step elsewhere is marked": mark_edge("G", "X"),
    "something else is circular": rests("X", "X"),
    "a record elsewhere": lambda draft: (draft.probability("x"), draft.record("RX", "x", None)),
    "a cited record of something else": lambda draft: (
        draft.probability("x"),
        draft.record("RX", "x", None),
        draft.support("G", records=["RX"]),
    ),
    "a child that bears on something else": lambda draft: (
        draft.probability("x"),
        draft.claim("GX", "x", "<=", "1", "50%"),
        draft.support("G", goals=["GX"]),
    ),
    "a record elsewhere of something else": lambda draft: (draft.probability("x"), draft.record("RX", "x", None)),
    "more than is needed": claim("G", doubt=exact("11%")),
    "a second way is marked": lambda draft: (
        only_way("G", "G-rate", ("S1",), ("S2",))(draft),
        mark("S2")(draft),
    ),
    "an undisturbed share": record("R3", share=Fraction(1, 2)),
    "shares that come to too much": lambda draft: (
        record("R3", share=Fraction(1, 4))(draft),
        record("R4", share=Fraction(4, 5))(draft),
    ),
    "who argues completeness rests on something": rests("GC", "X"),
    "what is presumed is argued by something marked": lambda draft: (
        record("R3", presumed=(named("X"),))(draft),
        mark("X")(draft),
    ),
}


@pytest.mark.parametrize("what", UNHARMED)
def test_a_hazards_claim_is_proved_despite(what: str) -> None:
    checked, id_ = after("hazard", UNHARMED[what])
    assert id_ in checked.proved


LIMITS: dict[str, tuple[str, Change]] = {
    "it is a little less": ("hazard", limit(value=exact("3.2") - LITTLE)),
    "it may not be reached": ("hazard", limit(strict=True)),
    "it asks for a little more confidence": ("hazard", limit(doubt=exact("10%") - LITTLE)),
    "it is per month": ("hazard", limit(unit="month")),
    "it is held for another configuration": ("hazard", limit(subject=named("bare"))),
    "it is held for no configuration": ("hazard", limit(subject=None)),
    "the claim is for another configuration": ("window", claim("G1", subject=named("bare"))),
    "belief does not count towards it": ("hazard", limit(admits_belief=False)),
    "it is a probability": ("hazard", limit(unit=None)),
    "another hazard falls under it": ("hazard", limit(hazards=(named("severe"), named("other")))),
    "no hazard falls under it": ("hazard", limit(hazards=())),
    "it is for a window": ("hazard", limit(window=(Fraction(1), "year"), unit=None)),
    "another goal claims the same": (
        "hazard",
        lambda draft: draft.claim("G-rival", "severe", "<=", "9", "1%", unit="year"),
    ),
    "the same goal claims it twice": (
        "hazard",
        lambda draft: draft.claim("G", "severe", "<=", "9", "1%", unit="year"),
    ),
    "the goal supports another claim of it": (
        "hazard",
        lambda draft: (
            draft.claim("G-above", "severe", "<=", "3.2", "10%", unit="year"),
            draft.support("G-above", goals=["G"]),
        ),
    ),
    "its window is a little longer": ("window", limit(window=(Fraction(24) + LITTLE, "month"))),
    "its window is nothing": ("window", limit(window=(Fraction(0), "month"), value=Fraction(1))),
    "its window is in demands": ("window", limit(window=(Fraction(24), "demand"))),
    "it has no window": ("window", limit(window=None)),
    "its hazards stand in another order": ("window", limit(hazards=(named("h2"), named("h1")))),
    "a hazard's claim has more doubt": ("window", claim("G1", doubt=exact("1%") + LITTLE)),
    "another claims a hazard": ("window", lambda draft: draft.claim("G3", "h2", "<", "1", "1%", unit="week")),
}


@pytest.mark.parametrize("what", LIMITS)
def test_a_limit_is_refused_when(what: str) -> None:
    checked, _ = after(*LIMITS[what])
    assert not isinstance(checked.limits["limit 1"], Proof)


def test_a_claim_for_no_configuration_counts_for_any() -> None:
    checked, _ = after("window", limit(subject=named("bare")))
    assert isinstance(checked.limits["limit 1"], Proof)


def test_claims_from_below_are_no_rivals() -> None:
    def change(draft: Draft) -> None:
        draft.claim("G3", "h2", ">=", "1e-9", "1%", unit="year")

    checked, _ = after("window", change)
    assert isinstance(checked.limits["limit 1"], Proof)
