"""Where a licence, a bridge, a condition or a record is weaker, the same steps prove no more what rests on it."""

from __future__ import annotations

from fractions import Fraction

import pytest

from gsn.risk.kernel import Proof
from gsn.risk.problem import Bridge, Counted, Dimension, LicenceKind
from tests.risk.kernel.building import all_of, any_of, exact, increase, named, no, prefix, then
from tests.risk.kernel.changing import (
    LITTLE,
    Change,
    after,
    another_licence,
    licence,
    mark,
    mark_edge,
    quantity,
    record,
    rests,
    result,
    unproved_claim,
)
from tests.risk.kernel.examples import EXAMPLES

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
    "events of a common cause make up independent ones": (
        "common_cause",
        lambda draft: (
            draft.probability("x", definition=any_of("a")),
            draft.probability("y", definition=any_of("b")),
            another_licence(LicenceKind.INDEPENDENT, "x", "y")(draft),
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


UNHARMED_LICENCES: dict[str, tuple[str, Change]] = {
    "another licence holds under another condition": (
        "independent",
        lambda draft: draft.licence(LicenceKind.EXCLUSIVE, ["a", "b"], "GL", given=prefix("z")),
    ),
    "another licence is about one of the events": (
        "independent",
        lambda draft: (draft.probability("x"), another_licence(LicenceKind.EXCLUSIVE, "a", "x")(draft)),
    ),
    "another licence says less of the same": ("independent", another_licence(LicenceKind.ASSOCIATED, "a", "b")),
    "a cause is shared within one of independent events": (
        "independent_from_below",
        lambda draft: (
            draft.probability("x", "y"),
            quantity("a", definition=any_of("x", "y"))(draft),
            another_licence(LicenceKind.COMMON_CAUSE, "x", "y")(draft),
        ),
    ),
    "another group has a common cause": (
        "common_cause",
        lambda draft: (draft.probability("x", "y"), another_licence(LicenceKind.COMMON_CAUSE, "x", "y")(draft)),
    ),
}


@pytest.mark.parametrize("what", UNHARMED_LICENCES)
def test_a_licence_is_used_although(what: str) -> None:
    checked, id_ = after(*UNHARMED_LICENCES[what])
    assert id_ in checked.proved


@pytest.mark.parametrize("name", EXAMPLES)
def test_without_a_change_everything_is_proved(name: str) -> None:
    checked, _ = after(name, lambda _: None)
    assert checked.refused == {}
    assert checked.nodes_refused == {}
    assert all(isinstance(proof, Proof) for proof in checked.limits.values())
