"""A proof is of one problem: where a case is weaker in anything that it rests on, the same steps prove nothing.

Each certificate is given the changed problem's digest, so that it is refused for what it says.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from gsn.model.number import Relation
from gsn.risk.kernel import Checked, Proof, check
from gsn.risk.problem import (
    Bridge,
    Carrying,
    ClaimId,
    Counted,
    Dimension,
    LicenceKind,
    MeasurementId,
    Observed,
    Reach,
    Step,
)
from tests.risk.kernel.building import Draft, all_of, any_of, exact, for_problem, increase, named, no, prefix, then
from tests.risk.kernel.examples import EXAMPLES

Change = Callable[[Draft], object]
LITTLE = Fraction(1, 10**40)


def after(example: str, change: Change) -> tuple[Checked, ClaimId]:
    """What an example's certificate proves of the changed problem."""
    draft, claim = EXAMPLES[example]()
    certificate = draft.certificate()
    change(draft)
    problem = draft.problem()
    return check(problem, for_problem(certificate, problem)), claim


def record(name: str, **changes: Any) -> Change:
    """A record's measurement with something else in it."""

    def change(draft: Draft) -> None:
        id_ = MeasurementId(named(name), 0)
        draft.measurements[id_] = replace(draft.measurements[id_], **changes)

    return change


def result(name: str, **changes: Any) -> Change:
    """A record with other figures."""

    def change(draft: Draft) -> None:
        id_ = MeasurementId(named(name), 0)
        held = draft.measurements[id_].result
        assert held is not None
        draft.measurements[id_] = replace(draft.measurements[id_], result=held._replace(**changes))

    return change


def claim(goal: str, **changes: Any) -> Change:
    """A claim that says something else."""

    def change(draft: Draft) -> None:
        id_ = ClaimId(named(goal), 0)
        draft.claims[id_] = draft.claims[id_]._replace(**changes)

    return change


def quantity(name: str, **changes: Any) -> Change:
    def change(draft: Draft) -> None:
        draft.quantities[named(name)] = replace(draft.quantities[named(name)], **changes)

    return change


def licence(**changes: Any) -> Change:
    def change(draft: Draft) -> None:
        draft.licences[0] = draft.licences[0]._replace(**changes)

    return change


def another_licence(kind: LicenceKind, *members: str, factor: str | None = None) -> Change:
    return lambda draft: draft.licence(kind, list(members), "G-other", factor=factor)


def mark(name: str) -> Change:
    return lambda draft: draft.marks.update({named(name): ("is undeveloped",)})


def mark_edge(source: str, target: str) -> Change:
    return lambda draft: draft.marked_edges.update({(named(source), named(target)): "is given up"})


def unproved_claim(goal: str) -> Change:
    """A claim on something else, at a goal that is leaned on."""

    def change(draft: Draft) -> None:
        draft.probability("elsewhere")
        draft.claim(goal, "elsewhere", "<=", "0.5", "5%")

    return change


def rests(source: str, target: str) -> Change:
    return lambda draft: draft.rest(source, target)


def scope(element: str, *contexts: str) -> Change:
    return lambda draft: draft.scopes.update({named(element): tuple(map(named, contexts))})


def another_record(of: str, *, accepted: bool = False, share: Fraction | None = None) -> Change:
    """Somewhere in the case another record measures the same; nobody cites it, and nothing is known of its figures."""
    return lambda draft: draft.record("R-other", of, None, accepted=accepted, share=share)


def another_child(goal: str, of: str, *, doubt: str = "0.01%") -> Change:
    """Another goal below, whose claim is not used and not proved."""

    def change(draft: Draft) -> None:
        draft.claim("G-other", of, "<=", "1", doubt, unit=next(iter(draft.claims.values())).unit)
        draft.support(goal, goals=["G-other"])

    return change


def limit(**changes: Any) -> Change:
    def change(draft: Draft) -> None:
        draft.limits[0] = draft.limits[0]._replace(**changes)

    return change


def no_support(goal: str) -> Change:
    return lambda draft: draft.steps.pop(named(goal))


def longer_definition(name: str, definition: Any) -> Change:
    def change(draft: Draft) -> None:
        draft.frequency("forgotten")
        quantity(name, definition=definition)(draft)

    return change


def carried(where: str, source: str, target: str, by: str = "GK") -> Change:
    def change(draft: Draft) -> None:
        draft.carrying.clear()
        draft.carrying[named(where)] = (Carrying(named(source), named(target), named(by)),)

    return change


def only_way(goal: str, target: str, *ways: tuple[str, ...]) -> Change:
    """Other ways to a child goal, in this order."""

    def change(draft: Draft) -> None:
        step = draft.steps[named(goal)]
        found = tuple(tuple(map(named, way)) for way in ways)
        reaches = [reach for reach in step.goals if reach.target != named(target)]
        more = (Reach(named(target), found),) if found else ()
        draft.steps[named(goal)] = Step((*reaches, *more), step.records)

    return change


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


def test_claims_from_below_are_no_rivals() -> None:
    def change(draft: Draft) -> None:
        draft.claim("G3", "h2", ">=", "1e-9", "1%", unit="year")

    checked, _ = after("window", change)
    assert isinstance(checked.limits["limit 1"], Proof)


OTHERS: dict[str, tuple[str, Change]] = {
    # licences
    **{
        f"{example}: {what}": (example, change)
        for example in (
            "independent",
            "exactly_one_of_two",
            "common_cause",
            "associated",
            "cover_of_exclusive_events",
        )
        for what, change in {
            "the licence is gone": lambda draft: draft.licences.clear(),
            "who argues the licence is marked": mark("GL"),
            "who argues the licence is defeated on the way": lambda draft: (
                rests("GL", "X")(draft),
                mark_edge("GL", "X")(draft),
            ),
            "who argues the licence has a claim that is not proved": unproved_claim("GL"),
            "who argues the licence rests on itself": rests("GL", "GL"),
            "another argues the licence": licence(by=named("GL2")),
            "another has the licence": licence(owner=named("z")),
            "the licence holds under a condition": licence(given=prefix("z")),
            "the licence lacks an event": lambda draft: licence(members=draft.licences[0].members[1:])(draft),
            "the licence names an event twice": lambda draft: licence(
                members=(*draft.licences[0].members, draft.licences[0].members[0])
            )(draft),
            "the licence is of another kind": lambda draft: licence(
                kind=LicenceKind.ASSOCIATED
                if draft.licences[0].kind is not LicenceKind.ASSOCIATED
                else LicenceKind.INDEPENDENT
            )(draft),
            "an event is contradictory": quantity("b", flaw="b is used elsewhere"),
        }.items()
    },
    "independent events share a cause": ("independent", another_licence(LicenceKind.COMMON_CAUSE, "a", "c")),
    "independent events exclude each other": ("independent", another_licence(LicenceKind.EXCLUSIVE, "c", "e")),
    "events of independent ones share a cause": (
        "independent_from_below",
        lambda draft: (
            draft.probability("x", "y"),
            quantity("a", definition=any_of("x"))(draft),
            quantity("b", definition=any_of("y"))(draft),
            another_licence(LicenceKind.COMMON_CAUSE, "x", "y")(draft),
        ),
    ),
    "independent events are made of the same": (
        "independent_from_below",
        lambda draft: (
            draft.probability("x"),
            quantity("a", definition=any_of("x"))(draft),
            quantity("b", definition=all_of("x"))(draft),
        ),
    ),
    "an independent event is made of another": (
        "independent_from_below",
        quantity("a", definition=any_of("b")),
    ),
    "a part of an independent event is not listed": (
        "independent",
        lambda draft: (draft.probability("x"), quantity("d", definition=any_of("c", "e", "x"))(draft)),
    ),
    "a part of an independent event is a chain": ("independent", quantity("d", definition=then("c", "e"))),
    "a part of an independent event is argued to be complete": (
        "independent",
        quantity("d", complete_by=named("GD")),
    ),
    "a part of an independent event is a hazard": ("independent", quantity("d", hazard=True)),
    "events of a common cause are independent": (
        "common_cause",
        another_licence(LicenceKind.INDEPENDENT, "a", "b"),
    ),
    "events of a common cause are made of the same": (
        "common_cause",
        lambda draft: (
            draft.probability("x"),
            quantity("a", definition=any_of("x"))(draft),
            quantity("b", definition=all_of("x"))(draft),
        ),
    ),
    "a common cause has another group": (
        "common_cause",
        lambda draft: (draft.probability("x"), another_licence(LicenceKind.COMMON_CAUSE, "b", "x")(draft)),
    ),
    "a common cause has another factor": (
        "common_cause",
        lambda draft: (draft.probability("x"), licence(factor=named("x"))(draft)),
    ),
    "a common cause has no factor": ("common_cause", licence(factor=None)),
    "a common cause has a third event": (
        "common_cause",
        lambda draft: (draft.probability("x"), licence(members=tuple(map(named, "abx")))(draft)),
    ),
    "associated events exclude each other": ("associated", another_licence(LicenceKind.EXCLUSIVE, "a", "b")),
    "exclusive events are associated": (
        "cover_of_exclusive_events",
        another_licence(LicenceKind.ASSOCIATED, "a", "b"),
    ),
    "what a cover unfolds is argued to be complete": ("cover_unfolds", quantity("d", complete_by=named("GD"))),
    "what a cover unfolds is defined otherwise": ("cover_unfolds", quantity("d", definition=no("c"))),
    "what a cover unfolds is defined by itself": ("cover_unfolds", quantity("d", definition=any_of("c", "d"))),
    "what a cover unfolds is contradictory": ("cover_unfolds", quantity("d", flaw="d is used elsewhere")),
    "what a cover unfolds is a chain": ("cover_unfolds", quantity("d", definition=then("c"))),
    "what a cover unfolds holds under a condition": ("cover_unfolds", quantity("d", conditions=(prefix("a"),))),
    # bridges
    "a bridge has a greater factor": (
        "bridge",
        quantity("q", bridges=(Bridge(exact("1.5") + LITTLE, named("p"), named("GB"), exact("1%")),)),
    ),
    "a bridge has more doubt": (
        "bridge",
        quantity("q", bridges=(Bridge(exact("1.5"), named("p"), named("GB"), exact("1%") + LITTLE),)),
    ),
    "a bridge leads elsewhere": (
        "bridge",
        lambda draft: (
            draft.probability("x"),
            quantity("q", bridges=(Bridge(exact("1.5"), named("x"), named("GB"), exact("1%")),))(draft),
        ),
    ),
    "there are two bridges": (
        "bridge",
        quantity("q", bridges=(Bridge(exact("1.5"), named("p"), named("GB"), exact("1%")),) * 2),
    ),
    "there is no bridge": ("bridge", quantity("q", bridges=())),
    "who argues the bridge is marked": ("bridge", mark("GB")),
    "who argues the bridge has a claim that is not proved": ("bridge", unproved_claim("GB")),
    "the proxy holds under another condition": ("bridge", quantity("p", conditions=(prefix("x"),))),
    "what is bridged holds under a condition that is argued": ("bridge", quantity("q", condition_by=named("GA"))),
    # conditions
    "the condition is not argued soundly": ("several_conditions", mark("GA")),
    "the condition is argued by another": ("several_conditions", quantity("a", condition_by=named("GA2"))),
    "there is a third condition": (
        "several_conditions",
        quantity("a", conditions=(prefix("f"), prefix("g"), prefix("f", "g"))),
    ),
    "nobody argues the conditions": ("several_conditions", quantity("a", condition_by=None)),
    "the conditions stand in another order": (
        "several_conditions",
        quantity("a", conditions=(prefix("g"), prefix("f"))),
    ),
    "what is presumed is not argued soundly": ("several_conditions", mark("A1")),
    "what is presumed is argued twice": (
        "several_conditions",
        record("R", presumed=(named("A1"), named("A2"))),
    ),
    # records
    "one more event": ("no event in ten trials", result("R", most=1)),
    "one trial less": ("no event in ten trials", result("R", trials=9)),
    "the number of trials was not fixed": ("no event in ten trials", result("R", anytime=True)),
    "more events than trials": ("no event in ten trials", result("R", most=11)),
    "fewer than no events": ("no event in ten trials", result("R", least=-1)),
    "no trials": ("no event in ten trials", result("R", trials=0)),
    "a count of an increase": (
        "no event in ten trials",
        lambda draft: (draft.probability("x", "y"), quantity("q", definition=increase("x", "y"))(draft)),
    ),
    "a count for a frequency": ("no event in ten trials", quantity("q", dimension=Dimension.FREQUENCY)),
    "one event less, from below": ("events of trials, from below", result("R", least=4)),
    "one trial more, from below": ("events of trials, from below", result("R", trials=101)),
    "one more event whenever it suited": ("stopped whenever it suited", result("R", most=1)),
    "one more event in an exposure": ("events in an exposure", result("R", events=2)),
    "less exposure": ("events in an exposure", result("R", exposure=Fraction(2) - Fraction(1, 10**8))),
    "exposure in another unit": ("events in an exposure", result("R", unit="month")),
    "no exposure": ("events in an exposure", result("R", exposure=Fraction(0))),
    "negative exposure": ("events in an exposure", result("R", exposure=Fraction(-2))),
    "what was observed is per something else": ("events in an exposure", quantity("q", unit="demand")),
    "one more event with": ("with and without", result("R", events=3)),
    "one event less without": ("with and without", result("R", baseline_events=29)),
    "one trial less with": ("with and without", result("R", trials=99)),
    "a comparison for what is no increase": ("with and without", quantity("q", definition=None)),
    "one trial less after a prior": ("after a prior", result("R", trials=999)),
    "a prior with less belief": ("after a prior", result("R", belief=exact("0.8999999"))),
    "a prior that says less": ("after a prior", result("R", value=exact("1.001e-4"))),
    "a prior argued by another": ("after a prior", result("R", by=named("GP2"))),
    "a prior that is not argued soundly": ("after a prior", mark("GP")),
    "a prior after an event": ("after a prior", record("R", result=Counted(1, 1, 1000))),
    # both sides of a record could have been used
    "what is claimed is the opposite of something": (
        "no event in ten trials",
        lambda draft: (draft.probability("x"), quantity("q", definition=no("x"))(draft)),
    ),
    "what is claimed has an opposite far below": (
        "no event in ten trials",
        lambda draft: (
            draft.probability("x"),
            draft.probability("y", definition=all_of(no("x"), "x")),
            quantity("q", bridges=(Bridge(Fraction(1), named("y"), named("GB"), Fraction(0)),))(draft),
        ),
    ),
}


@pytest.mark.parametrize("what", OTHERS)
def test_a_claim_is_refused_when(what: str) -> None:
    checked, id_ = after(*OTHERS[what])
    assert id_ not in checked.proved
    assert checked.refused[id_]


@pytest.mark.parametrize("name", EXAMPLES)
def test_without_a_change_everything_is_proved(name: str) -> None:
    checked, _ = after(name, lambda _: None)
    assert checked.refused == {}
    assert checked.nodes_refused == {}
    assert all(isinstance(proof, Proof) for proof in checked.limits.values())
