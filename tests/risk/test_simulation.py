"""Whole simulations: what quantities are made of, what they are held to, what drives them, what is left out."""

import hashlib
from dataclasses import dataclass, field, replace
from fractions import Fraction
from math import inf, prod

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gsn.model.expression import Operator
from gsn.model.number import Relation
from gsn.risk.diagram import build, probability
from gsn.risk.formula import Table
from gsn.risk.problem import (
    Believed,
    Bridge,
    Claim,
    ClaimId,
    Compared,
    Counted,
    Dimension,
    GivenPrior,
    Licence,
    LicenceKind,
    Limit,
    Measurement,
    MeasurementId,
    Observed,
    Problem,
    Quantity,
    Result,
    Side,
)
from gsn.risk.simulation import running, simulate
from gsn.risk.simulation.results import Simulated, Simulation
from gsn.risk.term import Composite, Prefix, Term

EXACTLY = 10**40
"""Trials that leave nothing open about a probability."""

PROBABILITY, FREQUENCY = Dimension.PROBABILITY, Dimension.FREQUENCY
TENTH = Fraction(1, 10)


def named(name: str) -> str:
    """The identity of a name, in the one module that there is."""
    return f"c::{name}"


def term(of: Term) -> Term:
    return named(of) if isinstance(of, str) else of


def joined(operator: Operator, *operands: Term, number: int = 0) -> Term:
    return Composite(operator, tuple(map(term, operands)), number)


def then(*operands: Term) -> Term:
    return joined(Operator.THEN, *operands)


def any_of(*operands: Term) -> Term:
    return joined(Operator.ANY, *operands)


def all_of(*operands: Term) -> Term:
    return joined(Operator.ALL, *operands)


def at_least(number: int, *operands: Term) -> Term:
    return joined(Operator.AT_LEAST, *operands, number=number)


def negation(operand: Term) -> Term:
    return joined(Operator.NOT, operand)


def increase(first: Term, second: Term) -> Term:
    return joined(Operator.INCREASE, first, second)


def bridge(factor: Fraction, proxy: str) -> Bridge:
    return Bridge(factor, named(proxy), "c::G9", TENTH)


@dataclass
class Model:
    """A problem written by hand, of names without their module."""

    quantities: dict[str, Quantity] = field(default_factory=dict)
    measurements: dict[MeasurementId, Measurement] = field(default_factory=dict)
    claims: dict[ClaimId, Claim] = field(default_factory=dict)
    licences: list[Licence] = field(default_factory=list)
    limits: list[Limit] = field(default_factory=list)

    def add(
        self, name: str, dimension: Dimension = PROBABILITY, *results: Result, definition: Term | None = None
    ) -> None:
        whole = term(definition) if definition is not None else None
        identity = named(name)
        self.quantities[identity] = Quantity(identity, dimension, None, False, whole, None, ((),), None, ())  # noqa: FBT003
        for result in results:
            self.measure(name, result)

    def change(self, name: str, **changes: object) -> None:
        self.quantities[named(name)] = replace(self.quantities[named(name)], **changes)  # type: ignore[arg-type]  # any field

    def measure(self, name: str, result: Result | None, *, accepted: bool = True, flaw: str | None = None) -> None:
        identity = MeasurementId(f"E{len(self.measurements)}", 0)
        self.measurements[identity] = Measurement(identity, named(name), result, accepted, None, (), flaw=flaw)

    def just(self, **probabilities: object) -> None:
        """Probabilities that are known exactly."""
        for name, value in probabilities.items():
            self.add(name, PROBABILITY, exactly(Fraction(str(value))))

    def claim(self, name: str, relation: Relation, value: object, unit: str | None = None) -> ClaimId:
        identity = ClaimId("G1", len(self.claims))
        self.claims[identity] = Claim(identity, named(name), relation, Fraction(str(value)), unit, TENTH, None)
        return identity

    def license(self, kind: LicenceKind, *members: str, factor: str | None = None, given: Prefix = ()) -> None:
        events, beta = tuple(map(named, members)), named(factor) if factor is not None else None
        self.licences.append(Licence(kind, events, given, "c::G9", events[0], len(self.licences), beta))

    def limit(
        self, hazards: list[str], value: Fraction, unit: str | None, window: tuple[Fraction, str] | None = None
    ) -> None:
        self.limits.append(Limit("most", tuple(map(named, hazards)), False, value, unit, TENTH, window))  # noqa: FBT003

    @property
    def problem(self) -> Problem:
        nothing: dict[str, tuple[str, ...]] = {}
        return Problem(
            quantities=self.quantities,
            licences=tuple(self.licences),
            claims=self.claims,
            measurements=self.measurements,
            steps={},
            carrying={},
            scopes=nothing,
            marks=nothing,
            marked_edges={},
            below=nothing,
            limits=tuple(self.limits),
        )

    def simulate(self, samples: int = 200, seed: int = 1) -> Simulation:
        return simulate(self.problem, samples=samples, seed=seed)

    def whole(self, definition: Term, dimension: Dimension = PROBABILITY, samples: int = 200) -> Simulated:
        """What a hazard comes to that is so defined."""
        self.add("whole", dimension, definition=definition)
        self.change("whole", hazard=True)
        found = self.simulate(samples)
        whole = found.of(named("whole"))
        assert whole is not None, found.omitted
        return whole

    def omitted(self, name: str) -> str:
        found = self.simulate(10)
        assert found.of(named(name)) is None
        return next(each.why for each in found.omitted if each.name in {named(name), name})


def exactly(value: Fraction) -> Counted:
    events = int(value * EXACTLY)
    return Counted(events, events, EXACTLY)


# What quantities are made of


@pytest.mark.parametrize(
    ("definition", "expected"),
    [
        (any_of("a", "b"), 0.1 + 0.2 - 0.02),
        (all_of("a", "b", "c"), 0.1 * 0.2 * 0.3),
        (at_least(2, "a", "b", "c"), 0.02 * 0.7 + 0.03 * 0.8 + 0.06 * 0.9 + 0.006),
        (negation("a"), 0.9),
        (then("a", "b"), 0.02),
        (then("a", negation("b")), 0.08),
        (increase("b", "a"), 0.1),
        (increase("a", "b"), 0.0),
        (any_of("a", then("b", "c")), 1 - 0.9 * 0.94),
        (any_of(all_of("a", "b"), all_of("a", "c")), 0.1 * (1 - 0.8 * 0.7)),  # `a` recurs, and is one event
        (any_of(then("a", "b"), then("a", "b")), 0.02),  # so does a chain
        (any_of("both", "a"), 0.1),  # and what a definition names
        (any_of("alias", "a"), 0.1),
        (any_of("a", negation("a")), 1.0),
    ],
)
def test_expressions_of_probabilities(definition: Term, expected: float) -> None:
    model = Model()
    model.just(a="0.1", b="0.2", c="0.3")
    model.add("both", definition=all_of("a", "b"))
    model.add("alias", definition="a")
    whole = model.whole(definition)
    assert [whole.mean, *(percentile.value for percentile in whole.percentiles)] == pytest.approx([expected] * 4)
    assert whole.deviation == pytest.approx(0, abs=1e-12)


EVENTS = ["a", "b", "c", "d", "e"]
expressions = st.recursive(
    st.sampled_from(EVENTS),
    lambda inner: st.one_of(
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: any_of(*parts)),
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: all_of(*parts)),
        st.lists(inner, min_size=3, max_size=4).map(lambda parts: at_least(2, *parts)),
        inner.map(negation),
    ),
    max_leaves=12,
)


@given(expressions)
@settings(max_examples=60, deadline=None)
def test_events_are_evaluated_as_exact_arithmetic_does(expression: Term) -> None:
    """Against the calculus' own diagrams, over rational numbers."""
    likely = {name: Fraction(number + 1, 10) for number, name in enumerate(EVENTS)}
    table = Table(EVENTS)

    def part(of: Term) -> int:
        if isinstance(of, str):
            return table.variable(of.removeprefix("c::"))
        below = [part(operand) for operand in of.operands]
        match of.operator:
            case Operator.NOT:
                return table.negation(below[0])
            case Operator.ALL:
                return table.all_of(*below)
            case Operator.AT_LEAST:
                return table.at_least(of.number, *below)
            case _:
                return table.any_of(*below)

    exact = probability(build(table.formula(part(expression))), list(likely.values()))
    model = Model()
    model.just(**likely)
    assert model.whole(expression, samples=3).mean == pytest.approx(float(exact), rel=1e-12, abs=1e-15)


def test_frequencies_add_up_and_chains_multiply() -> None:
    model = Model()
    model.add("attempts", FREQUENCY, Observed(EXACTLY, Fraction(EXACTLY, 12), "year"))
    model.add("faults", FREQUENCY, Observed(EXACTLY, Fraction(EXACTLY, 2), "month"))
    model.just(missed="0.1")
    whole = model.whole(any_of(then("attempts", "missed"), "faults"), FREQUENCY)
    assert whole.mean == pytest.approx(12 * 0.1 + 2 * 12)
    assert whole.unit == "year"


def test_hours_and_years_go_together_at_a_middling_length() -> None:
    model = Model()
    model.add("a", FREQUENCY, Observed(EXACTLY, Fraction(EXACTLY), "year"))
    model.add("b", FREQUENCY, Observed(EXACTLY, Fraction(EXACTLY), "hour"))
    assert model.whole(any_of("a", "b"), FREQUENCY).mean == pytest.approx(1 + 8772)


def test_exclusive_events_add_up() -> None:
    model = Model()
    model.just(a="0.1", b="0.2", c="0.3", d="0.5")
    model.license(LicenceKind.EXCLUSIVE, "a", "b", "c")
    assert model.whole(any_of("a", "b", "c")).mean == pytest.approx(0.6)
    assert model.whole(all_of("a", "b")).mean == pytest.approx(0, abs=1e-15)
    assert model.whole(any_of("c", "d")).mean == pytest.approx(1 - 0.7 * 0.5)
    assert model.whole(any_of("a", "c", "d")).mean == pytest.approx(1 - 0.6 * 0.5)


def test_events_that_are_said_to_be_exclusive_and_are_too_many_are_at_most_certain() -> None:
    model = Model()
    model.just(a="0.7", b="0.8")
    model.license(LicenceKind.EXCLUSIVE, "a", "b")
    assert model.whole(any_of("a", "b")).mean == pytest.approx(1)


def test_a_common_cause_defeats_redundancy() -> None:
    """The published value of a beta-factor model for one of two."""
    model = Model()
    model.just(a="1e-3", b="1e-3", beta="0.1")
    model.license(LicenceKind.COMMON_CAUSE, "a", "b", factor="beta")
    assert model.whole(all_of("a", "b")).mean == pytest.approx(0.00010080991899996672, rel=1e-12)
    assert model.whole(any_of("a", "b")).mean == pytest.approx(1e-4 + (1 - 1e-4) * (1 - (1 - 9e-4) ** 2), rel=1e-12)


def test_a_common_cause_of_unknown_size_leaves_its_events_unknown() -> None:
    model = Model()
    model.just(a="1e-3", b="1e-3")
    model.add("beta")
    model.license(LicenceKind.COMMON_CAUSE, "a", "b", factor="beta")
    model.add("whole", definition=all_of("a", "b"))
    model.change("whole", hazard=True)
    assert model.omitted("whole") == "nothing that can be sampled was measured or believed of `beta`"


def test_a_licence_under_another_condition_counts_for_nothing() -> None:
    model = Model()
    model.just(a="0.1", b="0.2")
    model.license(LicenceKind.EXCLUSIVE, "a", "b", given=("z",))
    assert model.whole(any_of("a", "b")).mean == pytest.approx(0.28)


# Parameters


def test_a_parameter_is_sampled_once_for_all_its_events() -> None:
    """State-of-knowledge correlation: of an error factor of ten, the mean square is seven times the squared mean."""
    model = Model()
    model.add("rate", PROBABILITY, Believed(None, Fraction(1, 10**4), None, Fraction(1, 20), central=False))
    for name in ("first", "second"):
        model.add(name)
        model.change(name, bridges=(bridge(Fraction(1), "rate"),))
    model.claim("rate", Relation.AT_MOST, 1)
    whole = model.whole(all_of("first", "second"), samples=200_000)
    rate = model.simulate(200_000).of(named("rate"))
    assert rate is not None
    assert 5.5 < whole.mean / rate.mean**2 < 8.5


def test_a_bridge_multiplies_and_of_several_the_least_counts() -> None:
    model = Model()
    model.just(proxy="0.4", other="0.3")
    model.add("world")
    model.change("world", bridges=(bridge(Fraction(3, 2), "proxy"),))
    assert model.whole(then("world")).mean == pytest.approx(0.6)
    model.change("world", bridges=(bridge(Fraction(4), "proxy"),))
    assert model.whole(then("world")).mean == 1
    model.change("world", bridges=(*model.quantities[named("world")].bridges, bridge(Fraction(2), "other")))
    assert model.whole(then("world")).mean == pytest.approx(0.6)


@pytest.mark.parametrize(
    ("results", "mean"),
    [
        ([Counted(1, 1, 10), Counted(2, 3, 30)], 4.5 / 41),  # counts are added up, a log's open ones as events
        ([Counted(0, 0, 9), Believed(None, TENTH, None, TENTH, central=False)], 0.5 / 10),  # what was measured counts
        ([GivenPrior(9, TENTH, TENTH, "G9")], 0.5 / 10),
        ([Compared(3, 9, 0, 9)], None),
    ],
)
def test_what_was_measured_of_a_probability(results: list[Result], mean: float | None) -> None:
    model = Model()
    model.add("p", PROBABILITY, *results)
    model.claim("p", Relation.AT_MOST, "0.5")
    found = model.simulate()
    if mean is None:
        assert [each.parameter for each in found.sampled] == ["c::p with", "c::p without"]
    else:
        assert [each.mean for each in found.sampled] == pytest.approx([mean])


@pytest.mark.parametrize(
    ("central", "doubt"),
    [(True, "0.1"), (False, "0.05")],  # the interval holds 90 %, or each of its ends does 95 %
)
def test_what_experts_believe(central: bool, doubt: str) -> None:  # noqa: FBT001 - a row of the table
    model = Model()
    model.add("p", PROBABILITY, Believed(Fraction("1e-4"), Fraction("1e-2"), None, Fraction(doubt), central))
    model.claim("p", Relation.AT_MOST, 1)
    (p,) = model.simulate().sampled
    assert (p.low, p.high) == pytest.approx((1e-4, 1e-2))


@pytest.mark.parametrize(
    "result",
    [
        Observed(EXACTLY, Fraction(EXACTLY), "month"),
        Believed(Fraction(1), Fraction(1), "month", TENTH, central=False),
    ],
)
def test_a_record_in_another_unit_is_converted_to_the_quantity_s(result: Result) -> None:
    model = Model()
    model.add("f", FREQUENCY, result)
    model.change("f", unit="year")
    model.claim("f", Relation.AT_MOST, 1, "year")
    f = model.simulate().of(named("f"))
    assert f is not None
    assert f.unit == "year"
    assert f.mean == pytest.approx(12)


def test_only_accepted_records_without_a_flaw_count() -> None:
    model = Model()
    model.add("p", PROBABILITY, Counted(0, 0, 99))
    model.measure("p", Counted(99, 99, 99), accepted=False)
    model.measure("p", Counted(99, 99, 99), flaw="one trial of it is something else")
    model.measure("p", None)
    model.measure("p", Observed(3, Fraction(1), "year"))
    model.claim("p", Relation.AT_MOST, "0.5")
    assert [each.sources for each in model.simulate().sampled] == [("0 of 99",)]


def test_a_definition_counts_before_a_measurement_of_the_whole_unless_a_part_is_unknown() -> None:
    model = Model()
    model.just(a="0.1")
    model.add("b")
    model.add("whole", PROBABILITY, exactly(Fraction(1, 4)), definition=then("a", "b"))
    model.change("whole", hazard=True)
    measured = model.simulate().of(named("whole"))
    assert measured is not None
    assert measured.mean == pytest.approx(0.25)
    model.just(b="0.1")
    defined = model.simulate().of(named("whole"))
    assert defined is not None
    assert defined.mean == pytest.approx(0.01)


# What is simulated, and what it is held to


def test_hazards_claimed_quantities_and_limits_are_simulated_and_nothing_else() -> None:
    model = Model()
    model.add("hazard", FREQUENCY, definition=then("attempts", "p"))
    model.change("hazard", hazard=True)
    model.add("attempts", FREQUENCY, Observed(3, Fraction(1), "year"))
    model.just(p="0.5", claimed="0.25", other="0.1")
    model.claim("claimed", Relation.AT_MOST, "0.5")
    model.limit(["hazard"], Fraction(2), "year")
    found = model.simulate()
    assert [each.name for each in found.simulated] == ["c::hazard", "c::claimed", "most"]
    assert [each.parameter for each in found.sampled] == ["c::attempts", "c::p", "c::claimed"]
    assert found.omitted == ()


def test_values_that_samples_pass_are_counted_from_their_side() -> None:
    model = Model()
    model.add("p", PROBABILITY, Counted(50, 50, 100))
    low, high, sure = (
        model.claim("p", Relation.AT_LEAST, "0.5"),
        model.claim("p", Relation.AT_MOST, "0.45"),
        model.claim("p", Relation.AT_MOST, 1),
    )
    other_unit = model.claim("p", Relation.AT_MOST, 1, "year")
    p = model.simulate(10_000).of(named("p"))
    assert p is not None
    passing = {each.of: each for each in p.passing}
    assert passing[low].side is Side.LOWER
    assert passing[low].probability == pytest.approx(0.5, abs=0.02)
    assert passing[high].probability == pytest.approx(0.84, abs=0.02)
    assert (passing[sure].passed, passing[sure].probability) == (0, 0)
    assert 0 < passing[sure].at_most < 1e-3, "no sample is no proof"
    assert other_unit not in passing


def test_a_value_that_is_reached_is_not_passed() -> None:
    model = Model()
    model.just(p="0.25")
    model.claim("p", Relation.AT_MOST, "0.25")
    model.claim("p", Relation.AT_LEAST, "0.25")
    p = model.simulate().of(named("p"))
    assert p is not None
    assert [each.passed for each in p.passing] == [0, 0]


def test_a_claim_in_another_unit_of_time_is_converted() -> None:
    model = Model()
    model.add("rate", FREQUENCY, Observed(0, Fraction(1), "year"))
    model.claim("rate", Relation.AT_MOST, 1, "month")
    rate = model.simulate().of(named("rate"))
    assert rate is not None
    assert [each.value for each in rate.passing] == [12]


@pytest.mark.parametrize(
    ("unit", "window", "expected"),
    [
        ("year", None, 3.0),
        ("decade", None, 30.0),
        (None, (Fraction(3), "month"), 0.75),
        (None, (Fraction(5), "year"), 1.0),  # a bound of a probability
    ],
)
def test_a_limit_is_held_against_the_sum_of_its_hazards(
    unit: str | None, window: tuple[Fraction, str] | None, expected: float
) -> None:
    model = Model()
    model.add("h1", FREQUENCY, Observed(EXACTLY, Fraction(EXACTLY), "year"))
    model.add("h2", FREQUENCY, Observed(EXACTLY, Fraction(EXACTLY, 2), "year"))
    model.limit(["h1", "h2"], Fraction(1, 2), unit, window)
    most = model.simulate().of("most")
    assert most is not None
    assert most.mean == pytest.approx(expected)
    assert [(each.of, each.probability) for each in most.passing] == [("most", 1.0)]


# What is left out


def test_what_cannot_be_simulated_is_listed_with_the_reason() -> None:
    model = Model()
    model.just(known="0.5")
    model.add("unknown")
    model.add("whole", definition=then("known", "unknown"))
    model.change("whole", hazard=True)
    model.limit(["whole"], TENTH, None)
    nothing = "nothing that can be sampled was measured or believed of `unknown`"
    assert model.omitted("whole") == nothing
    assert model.omitted("most") == "`whole` cannot be simulated"


@pytest.mark.parametrize(
    ("results", "dimension"),
    [
        ([Observed(1, Fraction(1, 10**300), "year")], FREQUENCY),
        ([Believed(None, Fraction(1, 10**300), None, TENTH, central=False)], PROBABILITY),
        ([Believed(None, Fraction(0), None, TENTH, central=False)], PROBABILITY),
        ([Believed(None, TENTH, None, Fraction(0), central=False)], PROBABILITY),  # sure of it
        ([Believed(Fraction(1, 20), TENTH, None, Fraction(3, 5), central=False)], PROBABILITY),  # less than even
        ([Believed(Fraction(1, 5), TENTH, None, TENTH, central=True)], PROBABILITY),  # the wrong way round
        ([Counted(1, 1, 9)], FREQUENCY),
        ([Counted(10, 10, 9)], PROBABILITY),
        ([Compared(10, 9, 0, 9), Compared(0, 9, 10, 9)], PROBABILITY),
        ([Observed(1, Fraction(0), "year")], FREQUENCY),
        ([], PROBABILITY),
    ],
)
def test_what_has_no_distribution(results: list[Result], dimension: Dimension) -> None:
    model = Model()
    model.add("q", dimension, *results)
    model.claim("q", Relation.AT_MOST, 1)
    assert model.omitted("q") == "nothing that can be sampled was measured or believed of `q`"


def test_a_flaw_a_circle_and_a_name_that_names_nothing_are_told() -> None:
    model = Model()
    model.add("flawed", PROBABILITY, Counted(0, 0, 9))
    model.change("flawed", flaw="flawed mixes probabilities and frequencies")
    model.add("a", definition=then("b"))
    model.add("b", definition=then("a"))
    model.add("c", definition=then("nowhere"))
    for name in ("flawed", "a", "c"):
        model.claim(name, Relation.AT_MOST, 1)
    assert model.omitted("flawed") == "flawed mixes probabilities and frequencies"
    assert model.omitted("a") == "`a` is defined by itself, or by what is"
    assert model.omitted("c") == "`nowhere` is no quantity of the case"


def test_units_that_do_not_go_together_are_told() -> None:
    model = Model()
    model.add("a", FREQUENCY, Observed(1, Fraction(1), "year"))
    model.add("b", FREQUENCY, Observed(1, Fraction(1), "demand"))
    model.add("sum", FREQUENCY, definition=any_of("a", "b"))
    model.change("sum", hazard=True)
    assert model.omitted("sum") == "a figure per demand is none per year"


def test_what_leaves_the_range_of_floats_is_told() -> None:
    model = Model()
    model.add("rate", FREQUENCY, Observed(1, Fraction(1, 10**249), "year"))
    model.add("world", FREQUENCY)
    model.change("world", bridges=(bridge(Fraction(10**240), "rate"),))
    model.claim("world", Relation.AT_MOST, 1, "year")
    assert model.omitted("world") == "its samples are beyond the range of floats"


def test_a_diagram_that_is_too_large_is_refused() -> None:
    """A sum of pairs whose partners come last: twice as many nodes for each pair."""
    model = Model()
    names = [f"{letter}{number}" for letter in "ab" for number in range(18)]
    for name in names:
        model.just(**{name: "0.1"})
    pairs = [all_of(f"a{number}", f"b{number}") for number in range(18)]
    model.add("whole", definition=all_of(any_of(*names), any_of(*pairs)))
    model.change("whole", hazard=True)
    assert "takes a decision diagram of more than 50,000 nodes" in model.omitted("whole")


def test_a_case_without_quantities_has_an_empty_simulation() -> None:
    found = Model().simulate()
    assert (found.simulated, found.sampled, found.omitted) == ((), (), ())
    with pytest.raises(ValueError, match="0 samples: at least one is drawn"):
        Model().simulate(0)


@given(st.data())
@settings(max_examples=40, deadline=None)
def test_whatever_was_measured_nothing_raises_and_every_figure_is_a_number(data: st.DataObject) -> None:
    size = st.integers(0, 10 ** data.draw(st.sampled_from([1, 3, 40, 400])))
    number = st.sampled_from([Fraction(0), Fraction(1, 10**400), Fraction(1, 3), Fraction(1), Fraction(10**400)])
    trials = data.draw(size)
    events = data.draw(st.integers(0, trials))
    model = Model()
    model.add("p", PROBABILITY, Counted(events, events, trials))
    model.add("f", FREQUENCY, Observed(data.draw(size), data.draw(number) or Fraction(1), "year"))
    believed = Believed(
        data.draw(number), data.draw(number), None, data.draw(number) or TENTH, data.draw(st.booleans())
    )
    model.add("b", PROBABILITY, believed)
    model.add("f2", FREQUENCY)
    model.change("f2", bridges=(bridge(data.draw(number), "f"),))
    model.add("whole", FREQUENCY, definition=then("f2", "p", any_of("b", "p")))
    for name in model.quantities:
        model.claim(name.removeprefix("c::"), Relation.AT_MOST, data.draw(number))
    found = model.simulate(50)
    assert len(found.simulated) + len(found.omitted) == 5
    for each in found.simulated:
        assert all(0 <= value < inf for value in (each.mean, *each.curve))


# What drives it


def test_where_a_result_is_linear_in_each_parameter_its_drivers_are_exact() -> None:
    model = Model()
    model.add("a", PROBABILITY, Counted(3, 3, 100))
    model.add("b", PROBABILITY, Counted(10, 10, 40))
    model.add("n", FREQUENCY, Observed(7, Fraction(2), "year"))
    whole = model.whole(then("n", all_of("a", "b")), FREQUENCY, samples=100_000)
    means = {"n": 7.5 / 2, "a": 3.5 / 101, "b": 10.5 / 41}
    variances = {"n": 7.5 / 4, "a": 3.5 * 97.5 / 101**2 / 102, "b": 10.5 * 30.5 / 41**2 / 42}
    total = prod(variances[name] + means[name] ** 2 for name in means) - prod(means.values()) ** 2
    assert whole.mean == pytest.approx(prod(means.values()), rel=0.01)
    assert whole.deviation**2 == pytest.approx(total, rel=0.03)
    assert [driver.parameter for driver in whole.drivers] == ["c::a", "c::n", "c::b"]
    for driver in whole.drivers:
        name = driver.parameter.removeprefix("c::")
        slope = prod(means.values()) / means[name]
        assert driver.birnbaum == pytest.approx(slope, rel=1e-9)
        assert driver.first_order == pytest.approx(slope**2 * variances[name] / total, rel=0.03)
        assert driver.low < whole.mean < driver.high


def test_where_a_parameter_recurs_only_its_swing_is_given() -> None:
    model = Model()
    model.add("a", PROBABILITY, Counted(3, 3, 100))
    model.add("b", PROBABILITY, Counted(10, 10, 40))
    whole = model.whole(any_of(then("a", "b"), then("a", "a")))
    assert [(driver.parameter, driver.birnbaum, driver.first_order) for driver in whole.drivers] == [
        ("c::a", None, None),
        ("c::b", None, None),
    ]
    assert whole.drivers[0].swing > whole.drivers[1].swing > 0


@pytest.mark.parametrize(
    ("definition", "linear"),
    [
        (any_of("a", "b", "c"), True),
        (at_least(2, "a", "b", "c"), True),
        (any_of(all_of("a", "b"), all_of("a", "c")), True),  # one event that recurs is one variable
        (any_of("a", then("b", "c")), True),
        (any_of("a", then("a", "c")), False),
        (increase("a", "b"), False),
    ],
)
def test_linear_in_each_parameter(definition: Term, linear: bool) -> None:  # noqa: FBT001 - a row of the table
    model = Model()
    for number, name in enumerate("abc"):
        model.add(name, PROBABILITY, Counted(number, number, 10))
    drivers = model.whole(definition).drivers
    assert {driver.birnbaum is not None for driver in drivers} == {linear}


def test_with_more_parameters_than_are_turned_at_a_time() -> None:
    model = Model()
    names = [f"p{number}" for number in range(1100)]
    for name in names:
        model.add(name, PROBABILITY, exactly(Fraction(1, 10**4)))
    drivers = model.whole(any_of(*names), samples=2).drivers
    assert len(drivers) == 1100
    assert {round(driver.birnbaum or 0, 9) for driver in drivers} == {round((1 - 1e-4) ** 1099, 9)}


# Percentiles, and the same result everywhere


def test_percentiles_hold_the_exact_ones_between_them() -> None:
    model = Model()
    model.add("f", FREQUENCY, Observed(2, Fraction(100), "year"))
    model.claim("f", Relation.AT_MOST, 1, "year")
    f = model.simulate(20_000, seed=2).of(named("f"))
    assert f is not None
    for percentile, exact in zip(f.percentiles, [0.00572738, 0.0217573, 0.05535249], strict=True):
        assert percentile.low is not None
        assert percentile.high is not None
        assert percentile.low < exact < percentile.high
        assert percentile.low < percentile.value < percentile.high
        assert percentile.value == pytest.approx(exact, rel=0.04)
    assert list(f.curve) == sorted(f.curve)
    assert f.curve[49] == f.percentiles[1].value


def test_few_samples_hold_no_extreme_percentile() -> None:
    model = Model()
    model.add("f", FREQUENCY, Observed(2, Fraction(100), "year"))
    model.claim("f", Relation.AT_MOST, 1, "year")
    f = model.simulate(50).of(named("f"))
    assert f is not None
    assert (f.percentiles[0].low, f.percentiles[2].high) == (None, None)


def mixed_model() -> Model:
    model = Model()
    model.add("attempts", FREQUENCY, Observed(2, Fraction(10), "year"))
    model.add("blocked", PROBABILITY, Counted(499, 499, 500))
    model.add("noticed", PROBABILITY, Believed(TENTH, Fraction(1, 2), None, TENTH, central=True))
    model.add("gain", PROBABILITY, Compared(5, 50, 2, 50))
    model.add("hazard", FREQUENCY, definition=then("attempts", negation("blocked"), any_of("noticed", "gain")))
    model.change("hazard", hazard=True)
    model.claim("hazard", Relation.AT_MOST, "1e-4", "year")
    return model


def test_the_same_seed_gives_the_same_figures_however_the_work_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    first = mixed_model().simulate(3_000, seed=7)
    monkeypatch.setattr(running, "_AT_A_TIME", 97)
    assert mixed_model().simulate(3_000, seed=7) == first
    assert mixed_model().simulate(3_000, seed=8).simulated != first.simulated


def test_another_quantity_changes_nothing_of_the_others() -> None:
    model = mixed_model()
    before = model.simulate().of(named("hazard"))
    model.add("aside", PROBABILITY, Counted(1, 1, 2))
    model.claim("aside", Relation.AT_MOST, 1)
    model.quantities = dict(reversed(model.quantities.items()))
    assert model.simulate().of(named("hazard")) == before


def test_these_figures_come_out_on_every_machine() -> None:
    found = mixed_model().simulate(10_000)
    assert (found.samples, found.seed, found.method) == (10_000, 1, "philox-hermite-1")
    assert hashlib.sha256(repr(found).encode()).hexdigest()[:16] == "9d9c423840e27d0d"


def test_large_diagrams_take_fewer_samples_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    model = Model()
    for number in range(12):
        model.add(f"p{number}", PROBABILITY, Counted(number, number, 100))
    definition = at_least(4, *(f"p{number}" for number in range(12)))
    whole = model.whole(definition, samples=500)
    monkeypatch.setattr(running, "_MOST_HELD", 1000)
    assert model.whole(definition, samples=500) == whole
    assert np.isfinite(whole.mean)
