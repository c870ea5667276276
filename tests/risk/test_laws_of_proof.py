"""What makes evidence weaker never makes a proof: laws over random steps, judged by search and kernel together."""

from dataclasses import dataclass, replace
from fractions import Fraction

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from benchmarks.false_assurance import claim, problem_of, quantity, record
from gsn.model.expression import Operator
from gsn.model.reference import Identity
from gsn.risk.kernel import check
from gsn.risk.problem import ClaimId, Licence, LicenceKind, Problem
from gsn.risk.search import Search
from gsn.risk.term import Composite

PARTS = ("c::a", "c::b", "c::d")
GOALS = {name: f"c::G{name[-1]}" for name in PARTS}
FEW = settings(max_examples=60, deadline=None)


@dataclass(frozen=True)
class Case:
    """A top goal over three parts, each claimed by a goal with one record."""

    operator: Operator
    number: int
    value: Fraction
    doubt: Fraction
    claims: tuple[Fraction, ...]
    doubts: tuple[Fraction, ...]
    events: tuple[int, ...]
    trials: int
    licensed: bool
    more_records: int = 0
    sibling: bool = False

    def problem(self) -> Problem:
        definition = Composite(self.operator, PARTS, self.number)
        names = list(zip(PARTS, self.claims, self.doubts, self.events, strict=True))
        claims = [claim("c::T", "c::top", self.doubt, self.value)]
        claims += [claim(GOALS[name], name, doubt, value) for name, value, doubt, _ in names]
        records = [record(f"c::E{name[-1]}", name, events, self.trials) for name, _, _, events in names]
        records += [record(f"c::X{index}", "c::a", self.events[0], self.trials) for index in range(self.more_records)]
        steps: dict[Identity, tuple[tuple[Identity, ...], tuple[Identity, ...]]] = {"c::T": (tuple(GOALS.values()), ())}
        steps |= {GOALS[name]: ((), (f"c::E{name[-1]}",)) for name in PARTS}
        quantities = [quantity("c::top", definition), *map(quantity, PARTS)]
        if self.sibling:
            quantities.append(quantity("c::other"))
            claims.append(claim("c::S", "c::other", Fraction(1, 100), Fraction(1, 2)))
            records.append(record("c::Es", "c::other", 0, 50))
            steps["c::T"] = ((*GOALS.values(), "c::S"), ())
            steps["c::S"] = ((), ("c::Es",))
        problem = problem_of(quantities, claims, records, steps)
        below = {**problem.below, "c::L": ()}
        licence = Licence(LicenceKind.INDEPENDENT, PARTS, (), "c::L", "c::top", 0)
        return replace(problem, below=below, licences=(licence,) if self.licensed else ())


def proved(case: Case) -> set[ClaimId]:
    problem = case.problem()
    search = Search(problem)
    goals = [attempt.goal.node for attempt in search.run().values() if attempt.goal is not None]
    certificate, _ = search.proof.certificate(problem.digest, goals)
    checked = check(problem, certificate)
    assert not checked.nodes_refused, "the kernel accepts what the search finds"
    return set(checked.proved)


TOP = ClaimId("c::T", 0)


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """A case whose parts are all proved; its top may be or not."""
    trials = draw(st.integers(20, 200))
    events = tuple(draw(st.lists(st.integers(0, 6), min_size=3, max_size=3)))
    doubts = tuple(Fraction(draw(st.integers(1, 6)), 100) for _ in PARTS)
    claims = tuple(Fraction(draw(st.integers(5, 60)), 100) for _ in PARTS)
    case = Case(
        operator=draw(st.sampled_from([Operator.ANY, Operator.ALL, Operator.AT_LEAST])),
        number=2,
        value=Fraction(draw(st.integers(1, 90)), 100),
        doubt=sum(doubts) + Fraction(draw(st.integers(0, 5)), 100),
        claims=claims,
        doubts=doubts,
        events=events,
        trials=trials,
        licensed=draw(st.booleans()),
    )
    case = replace(case, number=2 if case.operator is Operator.AT_LEAST else 0)
    assume({ClaimId(goal, 0) for goal in GOALS.values()} <= proved(case))
    return case


def with_item(values: tuple[Fraction, ...], index: int, item: Fraction) -> tuple[Fraction, ...]:
    return (*values[:index], item, *values[index + 1 :])


@FEW
@given(cases(), st.integers(0, 2), st.integers(1, 10))
def test_more_events_prove_no_more(case: Case, index: int, more: int) -> None:
    events = list(case.events)
    events[index] = min(events[index] + more, case.trials)
    assert proved(replace(case, events=tuple(events))) <= proved(case)


@FEW
@given(cases())
def test_a_dropped_licence_proves_no_more(case: Case) -> None:
    assert proved(replace(case, licensed=False)) <= proved(case)


@FEW
@given(cases(), st.integers(0, 2), st.integers(1, 30))
def test_a_child_that_claims_less_helps_no_step_above(case: Case, index: int, more: int) -> None:
    raised = with_item(case.claims, index, min(Fraction(1), case.claims[index] + Fraction(more, 100)))
    assert TOP not in proved(replace(case, claims=raised)) - proved(case)


@FEW
@given(cases(), st.integers(0, 2), st.integers(1, 20))
def test_a_child_with_less_confidence_helps_no_step_above(case: Case, index: int, more: int) -> None:
    doubts = with_item(case.doubts, index, case.doubts[index] + Fraction(more, 1000))
    assert TOP not in proved(replace(case, doubts=doubts)) - proved(case)


@FEW
@given(cases(), st.integers(1, 5))
def test_the_same_record_again_proves_no_more(case: Case, more: int) -> None:
    assert proved(replace(case, more_records=more)) <= proved(case)


@FEW
@given(cases())
def test_a_sibling_that_bears_on_nothing_changes_nothing(case: Case) -> None:
    assert proved(replace(case, sibling=True)) - {ClaimId("c::S", 0)} == proved(case)


@FEW
@given(cases())
def test_a_claim_that_is_tightened_is_not_proved_where_it_was_not(case: Case) -> None:
    assert proved(replace(case, value=case.value / 2)) <= proved(case)


@FEW
@given(cases(), st.sampled_from(PARTS))
def test_what_is_marked_proves_nothing(case: Case, part: Identity) -> None:
    problem = replace(case.problem(), marks={GOALS[part]: ("is in doubt",)})
    search = Search(problem)
    attempts = search.run()
    assert attempts[ClaimId(GOALS[part], 0)].goal is None
    if case.operator is Operator.ANY and case.value < 1:
        assert attempts[TOP].goal is None
