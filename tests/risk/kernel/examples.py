"""A certificate for each rule that the kernel accepts.

No figure has anything to spare, so that each that matters can be made wrong by a little.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import NamedTuple

from gsn.risk.certificate import BridgeId, Certificate, Rule, Witness
from gsn.risk.problem import (
    Believed,
    Carrying,
    ClaimId,
    Compared,
    Counted,
    GivenPrior,
    LicenceKind,
    MeasurementId,
    Observed,
    Problem,
)
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


class Example(NamedTuple):
    """A draft and the claim that it proves; every step is needed for that claim or for a limit."""

    draft: Draft
    claim: ClaimId

    @property
    def problem(self) -> Problem:
        return self.draft.problem()

    @property
    def certificate(self) -> Certificate:
        return self.draft.certificate()


def composite(definition: object, relation: str, value: str, *, doubt: str = "5%") -> tuple[Draft, ClaimId]:
    """A goal G that claims a bound of q, which is defined; nothing supports it yet."""
    draft = Draft()
    draft.probability("q", definition=definition)
    return draft, draft.claim("G", "q", relation, value, doubt)


def defined(draft: Draft, claim: ClaimId, premise: int) -> Example:
    """What is bound of the definition is bound of q, and proves the claim."""
    held = draft.claims[claim]
    side = draft.nodes[premise].side
    step = draft.step(Rule.DEFINE, "q", held.value, premise, side=side, holds=[("definition", "q", None)])
    draft.settle(claim, step)
    return Example(draft, claim)


def top_of_a_probability() -> Example:
    draft, claim = composite(all_of("a", "b"), "<=", "0.3")
    draft.probability("a", "b")
    draft_a = draft.bounded("G", "a", "0.3")
    draft_b = draft.step(Rule.TOP, "b", 1)
    return defined(draft, claim, draft.step(Rule.ALL, all_of("a", "b"), "0.3", draft_a, draft_b))


def top_from_below() -> Example:
    draft, claim = composite(any_of("a", "b"), ">=", "0.3")
    draft.probability("a", "b")
    first = draft.step(Rule.TOP, "a", 0, side=LOWER)
    second = draft.bounded("G", "b", "0.3", side=LOWER)
    return defined(draft, claim, draft.step(Rule.ANY, any_of("a", "b"), "0.3", first, second, side=LOWER))


def chain_from_below() -> Example:
    draft, claim = composite(then("a", "b"), ">=", "0.06")
    draft.probability("a")
    draft.probability("b", conditions=(prefix("a"),))
    first = draft.bounded("G", "a", "0.3", side=LOWER)
    second = draft.bounded("G", "b", "0.2", under=["a"], side=LOWER)
    return defined(draft, claim, draft.step(Rule.CHAIN, then("a", "b"), "0.06", first, second, side=LOWER))


def any_of_probabilities() -> Example:
    draft, claim = composite(any_of("a", "b"), "<=", "0.5")
    draft.probability("a", "b")
    parts = [draft.bounded("G", "a", "0.3"), draft.bounded("G", "b", "0.2")]
    return defined(draft, claim, draft.step(Rule.ANY, any_of("a", "b"), "0.5", *parts))


def all_from_below() -> Example:
    draft, claim = composite(all_of("a", "b"), ">=", "0.5")
    draft.probability("a", "b")
    parts = [draft.bounded("G", "a", "0.8", side=LOWER), draft.bounded("G", "b", "0.7", side=LOWER)]
    return defined(draft, claim, draft.step(Rule.ALL, all_of("a", "b"), "0.5", *parts, side=LOWER))


def two_of_three() -> Example:
    of = at_least(2, "a", "b", "c")
    draft, claim = composite(of, "<=", "0.3")
    draft.probability("a", "b", "c")
    parts = [draft.bounded("G", name, "0.2") for name in "abc"]
    return defined(draft, claim, draft.step(Rule.AT_LEAST, of, "0.3", *parts))


def two_of_three_from_below() -> Example:
    of = at_least(2, "a", "b", "c")
    draft, claim = composite(of, ">=", "0.7")
    draft.probability("a", "b", "c")
    parts = [
        draft.bounded("G", name, value, side=LOWER) for name, value in zip("abc", ("0.7", "0.8", "0.9"), strict=True)
    ]
    return defined(draft, claim, draft.step(Rule.AT_LEAST, of, "0.7", *parts, side=LOWER))


def negation() -> Example:
    draft, claim = composite(no("a"), "<=", "0.3")
    draft.probability("a")
    return defined(draft, claim, draft.step(Rule.NOT, no("a"), "0.3", draft.bounded("G", "a", "0.7", side=LOWER)))


def negation_from_below() -> Example:
    draft, claim = composite(no("a"), ">=", "0.7")
    draft.probability("a")
    return defined(draft, claim, draft.step(Rule.NOT, no("a"), "0.7", draft.bounded("G", "a", "0.3"), side=LOWER))


def cover() -> Example:
    """(a and b) or (a and c): whatever the dependence, a pays for all."""
    of = any_of(all_of("a", "b"), all_of("a", "c"))
    draft, claim = composite(of, "<=", "0.1")
    draft.probability("a", "b", "c")
    parts = [draft.bounded("G", name, value) for name, value in (("a", "0.1"), ("b", "0.1"), ("c", "0.1"))]
    weights = tuple(map(Fraction, (1, 0, 0)))
    return defined(draft, claim, draft.step(Rule.COVER, of, "0.1", *parts, witness=Witness(weights=weights)))


def cover_unfolds() -> Example:
    """2 of 3, one of them a defined event, another negated, and half a weight for each."""
    of = at_least(2, "a", no("b"), "d")
    draft, claim = composite(of, "<=", "0.3")
    draft.probability("a", "b", "c")
    draft.probability("d", definition=any_of("c"))
    low = draft.bounded("G", "b", "0.8", side=LOWER)
    opposite = draft.step(Rule.NOT, no("b"), "0.2", low)
    parts = [draft.bounded("G", "a", "0.2"), opposite, draft.bounded("G", "c", "0.2")]
    weights = (Fraction(1, 2),) * 3
    holds = [("definition", "d", None)]
    step = draft.step(Rule.COVER, of, "0.3", *parts, witness=Witness(weights=weights), holds=holds)
    return defined(draft, claim, step)


def cover_of_exclusive_events() -> Example:
    """2 of 3 where a and b exclude each other: c is in each world."""
    of = at_least(2, "a", "b", "c")
    draft, claim = composite(of, "<=", "0.1")
    draft.probability("a", "b", "c")
    licence = draft.licence(LicenceKind.EXCLUSIVE, ["a", "b"], "GL")
    parts = [draft.bounded("G", name, value) for name, value in (("a", "0.2"), ("b", "0.2"), ("c", "0.1"))]
    witness = Witness(weights=tuple(map(Fraction, (0, 0, 1))), licences=(licence,))
    step = draft.step(Rule.COVER, of, "0.1", *parts, witness=witness, holds=[("licence", "a", "GL")])
    return defined(draft, claim, step)


def independent() -> Example:
    """2 of 3 independent events, one of which is made of two that are listed."""
    of = at_least(2, "a", "b", "d")
    draft, claim = composite(of, "<=", Fraction(28, 1000))  # type: ignore[arg-type]
    draft.probability("a", "b", "c", "e")
    draft.probability("d", definition=any_of("c", "e"))
    licence = draft.licence(LicenceKind.INDEPENDENT, ["a", "b", "c", "e"], "GL")
    parts = [draft.bounded("G", name, "0.1") for name in "abd"]
    holds = [("licence", "a", "GL"), ("definition", "d", None)]
    witness = Witness(licences=(licence,))
    return defined(draft, claim, draft.step(Rule.INDEPENDENT, of, "0.028", *parts, witness=witness, holds=holds))


def exactly_one_of_two() -> Example:
    """Not monotone, and both sides of what is known are used: each node of the diagram takes its own worst end.

    Where a occurs (0.1) it is that b does not (0.2), and where a does not (0.9) that b does (0.9).
    """
    of = any_of(all_of("a", no("b")), all_of(no("a"), "b"))
    draft, claim = composite(of, "<=", "0.83", doubt="8%")
    draft.probability("a", "b")
    licence = draft.licence(LicenceKind.INDEPENDENT, ["a", "b"], "GL")
    parts = [
        draft.bounded("G", "a", "0.2", "2%", held="1%"),
        draft.bounded("G", "a", "0.1", "2%", held="1%", side=LOWER),
        draft.bounded("G", "b", "0.9", "2%", held="1%"),
        draft.bounded("G", "b", "0.8", "2%", held="1%", side=LOWER),
    ]
    witness = Witness(licences=(licence,))
    step = draft.step(Rule.INDEPENDENT, of, "0.83", *parts, witness=witness, holds=[("licence", "a", "GL")])
    return defined(draft, claim, step)


def independent_from_below() -> Example:
    of = all_of("a", "b")
    draft, claim = composite(of, ">=", "0.56")
    draft.probability("a", "b")
    licence = draft.licence(LicenceKind.INDEPENDENT, ["a", "b"], "GL")
    parts = [draft.bounded("G", "a", "0.8", side=LOWER), draft.bounded("G", "b", "0.7", side=LOWER)]
    witness = Witness(licences=(licence,))
    holds = [("licence", "a", "GL")]
    step = draft.step(Rule.INDEPENDENT, of, "0.56", *parts, side=LOWER, witness=witness, holds=holds)
    return defined(draft, claim, step)


def common_cause() -> Example:
    """Both of two: S at most 0.1 · 0.2, else both by themselves: 0.02 + 0.98 · 0.04."""
    of = all_of("a", "b")
    draft, claim = composite(of, "<=", "0.0592")
    draft.probability("a", "b", "beta")
    licence = draft.licence(LicenceKind.COMMON_CAUSE, ["a", "b"], "GL", factor="beta")
    parts = [draft.bounded("G", name, value) for name, value in (("a", "0.2"), ("b", "0.2"), ("beta", "0.1"))]
    witness = Witness(licences=(licence,))
    step = draft.step(Rule.BETA, of, "0.0592", *parts, witness=witness, holds=[("licence", "a", "GL")])
    return defined(draft, claim, step)


def associated() -> Example:
    """(a and b) or (c and d): one of a and c is there whenever it occurs."""
    of = any_of(all_of("a", "b"), all_of("c", "d"))
    draft, claim = composite(of, "<=", "0.19")
    draft.probability("a", "b", "c", "d")
    licence = draft.licence(LicenceKind.ASSOCIATED, ["a", "b", "c", "d"], "GL")
    parts = [draft.bounded("G", "a", "0.1"), draft.bounded("G", "c", "0.1")]
    witness = Witness(licences=(licence,), ways=(0, 1))
    step = draft.step(Rule.ASSOCIATED, of, "0.19", *parts, witness=witness, holds=[("licence", "a", "GL")])
    return defined(draft, claim, step)


def an_increase() -> Example:
    draft, claim = composite(increase("a", "b"), "<=", "0.2")
    draft.probability("a", "b")
    parts = [draft.bounded("G", "a", "0.5"), draft.bounded("G", "b", "0.3", side=LOWER)]
    return defined(draft, claim, draft.step(Rule.INCREASE, increase("a", "b"), "0.2", *parts))


def an_increase_from_below() -> Example:
    draft, claim = composite(increase("a", "b"), ">=", "0.2")
    draft.probability("a", "b")
    parts = [draft.bounded("G", "a", "0.5", side=LOWER), draft.bounded("G", "b", "0.3")]
    return defined(draft, claim, draft.step(Rule.INCREASE, increase("a", "b"), "0.2", *parts, side=LOWER))


def bridge() -> Example:
    draft = Draft()
    draft.probability("q", bridges=[("1.5", "p", "GB", "1%")])
    draft.probability("p")
    claim = draft.claim("G", "q", "<=", "0.15", "2%")
    leaf = draft.bounded("G", "p", "0.1")
    test = BridgeId(named("q"), 0)
    witness = Witness(bridge=test)
    holds = [("bridge", "q", "GB")]
    step = draft.step(Rule.BRIDGE, "q", "0.15", leaf, witness=witness, charges={test: "1%"}, holds=holds)
    draft.settle(claim, step)
    return Example(draft, claim)


def hazard() -> Example:
    """A whole: chains, conversions, contexts, a carried result, a strategy between, two records, a limit."""
    draft = Draft()
    draft.frequency("attempts", unit="year")
    draft.probability("success", conditions=(prefix("attempts"),))
    draft.frequency("campaign", definition=then("attempts", "success"))
    draft.frequency("other")
    draft.frequency("severe", definition=any_of("campaign", "other"), hazard=True, complete_by="GC")
    claim = draft.claim("G", "severe", "<=", "3.2", "10%", unit="year", subject="api")
    rate = draft.claim("G-rate", "attempts", "<=", "2", "2%", unit="year")
    share = draft.claim("G-share", "success", "<=", "0.1", "3%", subject="bare")
    draft.record("R1", "attempts", Believed(None, exact("2"), "year", exact("2%"), central=False))
    draft.record("R2", "success", Believed(None, exact("0.1"), None, exact("6%"), central=True), subject="bare")
    draft.record(
        "R3", "other", Believed(exact(0), exact("0.25"), "month", exact("1.25%"), central=False), subject="api"
    )
    draft.record("R4", "other", Believed(exact(0), exact("9"), "month", exact("2%"), central=False), accepted=False)
    draft.support("G-rate", records=["R1"], way=["Sn1"])
    draft.support("G-share", records=["R2"])
    draft.support("G", goals=["G-rate", "G-share"], way=["S1"])
    draft.support("G", records=["R3"], way=["S1", "Sn3"])
    draft.scopes[named("G")] = (named("C1"),)
    draft.scopes[named("S1")] = (named("C2"), named("A1"))
    draft.carrying[named("S1")] = (Carrying(named("bare"), named("api"), named("GK")),)
    rate_at = draft.of_record(Rule.BELIEF, MeasurementId(named("R1"), 0), "2", "2%", unit="year")
    share_at = draft.of_record(Rule.BELIEF, MeasurementId(named("R2"), 0), "0.1", "3%", under=["attempts"])
    first = draft.leaf(rate, draft.settle(rate, rate_at))
    second = draft.leaf(share, draft.settle(share, share_at), ["attempts"])
    chain = draft.step(Rule.CHAIN, then("attempts", "success"), "0.2", first, second, unit="year")
    campaign = draft.step(Rule.DEFINE, "campaign", "0.2", chain, unit="year", holds=[("definition", "campaign", None)])
    other = draft.of_record(Rule.BELIEF, MeasurementId(named("R3"), 0), "0.25", "1.25%", unit="month")
    yearly = draft.step(Rule.CONVERT, "other", "3", other, unit="year")
    both = draft.step(Rule.ANY, any_of("campaign", "other"), "3.2", campaign, yearly, unit="year")
    whole = draft.step(Rule.DEFINE, "severe", "3.2", both, unit="year", holds=[("definition", "severe", "GC")])
    holds = [("scope", name, None) for name in ("C1", "C2", "A1")]
    goal = draft.settle(claim, whole, holds=[*holds, ("carrying", "S1", "GK")])
    limit = draft.limit(["severe"], "3.2", "10%", unit="year", subject="api")
    draft.step(Rule.LIMIT, any_of("severe"), "3.2", goal, unit="year", witness=Witness(limit=limit))
    return Example(draft, claim)


def window() -> Example:
    """Two hazards, one claimed per day, and at least one event in 24 months as a probability.

    By way of years a day is worth less per month than at once: the longest year has 366 days, the longest month 31.
    """
    draft = Draft()
    draft.frequency("h1", "h2")
    first = draft.claim("G1", "h1", "<=", "1e-5", "1%", unit="day")
    second = draft.claim("G2", "h2", "<=", "1e-3", "2%", unit="year")
    draft.record("R1", "h1", Believed(None, exact("1e-5"), "day", exact("1%"), central=False))
    draft.record("R2", "h2", Believed(None, exact("1e-3"), "year", exact("2%"), central=False))
    draft.support("G1", records=["R1"])
    draft.support("G2", records=["R2"])
    one = draft.of_record(Rule.BELIEF, MeasurementId(named("R1"), 0), "1e-5", "1%", unit="day")
    one = draft.step(Rule.CONVERT, "h1", "3.66e-3", draft.settle(first, one), unit="year")
    two = draft.of_record(Rule.BELIEF, MeasurementId(named("R2"), 0), "1e-3", "2%", unit="year")
    two = draft.settle(second, two)
    limit = draft.limit(["h1", "h2"], "9.32e-3", "3%", window=(Fraction(24), "month"))
    draft.step(Rule.LIMIT, any_of("h1", "h2"), "9.32e-3", one, two, witness=Witness(limit=limit))
    return Example(draft, second)


def several_conditions() -> Example:
    """A probability after either of two events, at one figure that a goal argues for both."""
    draft = Draft()
    draft.frequency("f", "g")
    draft.probability("a", conditions=(prefix("f"), prefix("g")), condition_by="GA")
    claim = draft.claim("G", "a", "<=", "0.1", "4%")
    record = draft.record("R", "a", Believed(None, exact("0.1"), None, exact("4%"), central=False), presumed=["A1"])
    draft.support("G", records=["R"])
    holds = [("condition", "a", "GA")]
    steps = [draft.of_record(Rule.BELIEF, record, "0.1", "4%", under=[after], by="A1", holds=holds) for after in "fg"]
    draft.settle(claim, *steps)
    return Example(draft, claim)


def counted(
    result: Counted | Observed | Compared | GivenPrior,
    bound: str,
    *,
    side: object = UPPER,
    doubt: str = "5%",
    parts: tuple[str, ...] = (),
) -> Example:
    """A goal that claims what one record gives."""
    draft = Draft()
    unit = result.unit if isinstance(result, Observed) else None
    if unit is not None:
        draft.frequency("q")
    elif isinstance(result, Compared):
        draft.probability("q", definition=increase("a", "b"))
        draft.probability("a", "b")
    else:
        draft.probability("q")
    claim = draft.claim("G", "q", "<=" if side is UPPER else ">=", bound, doubt, unit=unit)
    record = draft.record("R", "q", result)
    draft.support("G", records=["R"])
    rule, holds = Rule.TAIL, []
    if isinstance(result, GivenPrior):
        rule, holds = Rule.PRIOR, [("prior", "R", result.by)]
    part = exact(doubt) / 2 if isinstance(result, Compared) else exact(doubt)
    step = draft.of_record(rule, record, bound, part, side=side, unit=unit, parts=parts, holds=holds)
    draft.settle(claim, step)
    return Example(draft, claim)


EXAMPLES: dict[str, Callable[[], Example]] = {
    example.__name__: example
    for example in (
        top_of_a_probability,
        top_from_below,
        chain_from_below,
        any_of_probabilities,
        all_from_below,
        two_of_three,
        two_of_three_from_below,
        negation,
        negation_from_below,
        cover,
        cover_unfolds,
        cover_of_exclusive_events,
        independent,
        exactly_one_of_two,
        independent_from_below,
        common_cause,
        associated,
        an_increase,
        an_increase_from_below,
        bridge,
        hazard,
        window,
        several_conditions,
    )
} | {
    # Each bound is the reference value (facts: reference_values.csv, or scipy) with its last digit rounded outward.
    "no event in ten trials": lambda: counted(Counted(0, 0, 10), "0.2588655509"),
    "three events in many trials": lambda: counted(Counted(1, 3, 50000), "0.0001550657590533"),
    "events of trials, from below": lambda: counted(Counted(5, 7, 100), "0.0199055636", side=LOWER),
    "stopped whenever it suited": lambda: counted(Counted(0, 0, 100, anytime=True), "0.07328437341"),
    "events in an exposure": lambda: counted(Observed(1, Fraction(2), "year"), "2.3719322592"),
    "events in an exposure, from below": lambda: counted(
        Observed(10, Fraction(2), "year"), "2.397694348", side=LOWER, doubt="2.5%"
    ),
    "with and without": lambda: counted(
        Compared(2, 100, 30, 1000), "0.0500534525", doubt="10%", parts=("0.0703839325", "0.02033048")
    ),
    "after a prior": lambda: counted(
        GivenPrior(1000, exact("1e-4"), exact("0.9"), named("GP")), "1e-3", doubt="0.043201404434"
    ),
}
