"""Problems and certificates written by hand: a step says what its rule adds, and the builder carries the rest along."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from typing import Any

from gsn.model.expression import Operator
from gsn.model.number import Relation
from gsn.risk.certificate import NO_WITNESS, Certificate, Charge, Hypothesis, Node, Rule, Witness
from gsn.risk.problem import (
    Believed,
    Bridge,
    Carrying,
    Claim,
    ClaimId,
    Dimension,
    Licence,
    LicenceKind,
    Limit,
    Measurement,
    MeasurementId,
    Problem,
    Quantity,
    Reach,
    Result,
    Side,
    Step,
)
from gsn.risk.term import Composite, Term

Number = str | int | Fraction
UPPER, LOWER = Side.UPPER, Side.LOWER


def exact(number: Number) -> Fraction:
    """A number as people write it: `1e-3`, `6.4%`, `1/3`."""
    if isinstance(number, str) and number.endswith("%"):
        return Fraction(number[:-1]) / 100
    return Fraction(number)


def named(name: str) -> str:
    """The identity of a name in the one module that there is."""
    return name if "::" in name else f"c::{name}"


def term(of: Term) -> Term:
    return named(of) if isinstance(of, str) else of


def joined(operator: Operator, *operands: Term, number: int = 0) -> Composite:
    return Composite(operator, tuple(map(term, operands)), number)


def any_of(*operands: Term) -> Composite:
    return joined(Operator.ANY, *operands)


def all_of(*operands: Term) -> Composite:
    return joined(Operator.ALL, *operands)


def at_least(number: int, *operands: Term) -> Composite:
    return joined(Operator.AT_LEAST, *operands, number=number)


def then(*operands: Term) -> Composite:
    return joined(Operator.THEN, *operands)


def no(operand: Term) -> Composite:
    return joined(Operator.NOT, operand)


def increase(first: Term, second: Term) -> Composite:
    return joined(Operator.INCREASE, first, second)


def prefix(*factors: Term) -> tuple[Term, ...]:
    return tuple(map(term, factors))


class Draft:
    """A problem, and a certificate for it, as they are written."""

    def __init__(self) -> None:
        self.quantities: dict[str, Quantity] = {}
        self.licences: list[Licence] = []
        self.claims: dict[ClaimId, Claim] = {}
        self.measurements: dict[MeasurementId, Measurement] = {}
        self.steps: dict[str, Step] = {}
        self.carrying: dict[str, tuple[Carrying, ...]] = {}
        self.scopes: dict[str, tuple[str, ...]] = {}
        self.marks: dict[str, tuple[str, ...]] = {}
        self.marked_edges: dict[tuple[str, str], str] = {}
        self.below: dict[str, tuple[str, ...]] = {}
        self.limits: list[Limit] = []
        self.nodes: list[Node] = []

    # The problem

    def probability(self, *names: str, **others: Any) -> Draft:
        for name in names:
            self._quantity(name, Dimension.PROBABILITY, others)
        return self

    def frequency(self, *names: str, **others: Any) -> Draft:
        for name in names:
            self._quantity(name, Dimension.FREQUENCY, others)
        return self

    def _quantity(self, name: str, dimension: Dimension, others: Mapping[str, Any]) -> None:
        bridges = tuple(
            Bridge(exact(factor), named(proxy), named(by), exact(doubt))
            for factor, proxy, by, doubt in others.get("bridges", ())
        )
        definition = others.get("definition")
        self.quantities[named(name)] = Quantity(
            identity=named(name),
            dimension=dimension,
            unit=others.get("unit"),
            hazard=others.get("hazard", False),
            definition=None if definition is None else term(definition),
            complete_by=named(others["complete_by"]) if "complete_by" in others else None,
            conditions=others.get("conditions", ((),)),
            condition_by=named(others["condition_by"]) if "condition_by" in others else None,
            bridges=bridges,
            flaw=others.get("flaw"),
        )

    def licence(
        self,
        kind: LicenceKind,
        members: Sequence[str],
        by: str,
        *,
        given: tuple[Term, ...] = (),
        factor: str | None = None,
    ) -> int:
        self.licences.append(
            Licence(
                kind,
                tuple(map(named, members)),
                given,
                named(by),
                named(members[0]),
                len(self.licences),
                None if factor is None else named(factor),
            )
        )
        return len(self.licences) - 1

    def claim(
        self, goal: str, quantity: str, relation: str, value: Number, doubt: Number, **others: str | None
    ) -> ClaimId:
        """One more claim of a goal."""
        position = sum(claim.goal == named(goal) for claim in self.claims)
        id_ = ClaimId(named(goal), position)
        subject = others.get("subject")
        self.claims[id_] = Claim(
            id_,
            named(quantity),
            Relation(relation),
            exact(value),
            others.get("unit"),
            exact(doubt),
            None if subject is None else named(subject),
        )
        return id_

    def record(self, record: str, quantity: str, result: Result | None, **others: Any) -> MeasurementId:
        """One more measurement of a record."""
        position = sum(measurement.record == named(record) for measurement in self.measurements)
        id_ = MeasurementId(named(record), position)
        subject = others.get("subject")
        self.measurements[id_] = Measurement(
            id=id_,
            quantity=named(quantity),
            result=result,
            accepted=others.get("accepted", True),
            subject=None if subject is None else named(subject),
            presumed=tuple(map(named, others.get("presumed", ()))),
            share=others.get("share"),
            flaw=others.get("flaw"),
        )
        return id_

    def support(
        self, goal: str, *, goals: Iterable[str] = (), records: Iterable[str] = (), way: Sequence[str] = ()
    ) -> Draft:
        """Goals and records below a goal, by one way: the strategies and solutions between."""
        step = self.steps.get(named(goal), Step((), ()))
        between = tuple(map(named, way))
        more_goals = tuple(Reach(named(each), (between,)) for each in goals)
        more_records = tuple(Reach(named(each), (between,)) for each in records)
        self.steps[named(goal)] = Step((*step.goals, *more_goals), (*step.records, *more_records))
        for each in (*more_goals, *more_records):
            path = (named(goal), *between, each.target)
            for source, target in pairwise(path):
                self.rest(source, target)
        return self

    def rest(self, source: str, target: str) -> None:
        """One element rests on another."""
        below = self.below.get(named(source), ())
        self.below[named(source)] = (*below, named(target))

    def limit(  # noqa: PLR0913 - what a limit may say
        self,
        hazards: Sequence[str],
        value: Number,
        doubt: Number,
        *,
        unit: str | None = None,
        window: tuple[Fraction, str] | None = None,
        strict: bool = False,
        subject: str | None = None,
    ) -> str:
        name = f"limit {len(self.limits) + 1}"
        held = Limit(name, tuple(map(named, hazards)), strict, exact(value), unit, exact(doubt), window)
        self.limits.append(held._replace(subject=subject and named(subject)))
        return name

    def problem(self) -> Problem:
        return Problem(
            quantities=self.quantities,
            licences=tuple(self.licences),
            claims=self.claims,
            measurements=self.measurements,
            steps=self.steps,
            carrying=self.carrying,
            scopes=self.scopes,
            marks=self.marks,
            marked_edges=self.marked_edges,
            below=self.below,
            limits=tuple(self.limits),
        )

    # The certificate

    def step(self, rule: Rule, of: Term, bound: Number, *premises: int, **others: Any) -> int:
        """One more step: its rule's own hypotheses and charges, and those of its premises."""
        below = [self.nodes[premise] for premise in premises]
        hypotheses = [Hypothesis(kind, named(of_), by and named(by)) for kind, of_, by in others.get("holds", ())]
        charges: dict[Charge, Fraction] = {}
        carried = [] if rule is Rule.CLAIM else [node.charges for node in below]
        for held in (*carried, others.get("charges", {})):
            for test, part in held.items():
                charges[test] = max(exact(part), charges.get(test, Fraction(0)))
        self.nodes.append(
            Node(
                rule=rule,
                premises=premises,
                of=term(of),
                under=prefix(*others.get("under", ())),
                side=others.get("side", UPPER),
                bound=exact(bound),
                unit=others.get("unit"),
                hypotheses=frozenset(hypotheses).union(*(node.hypotheses for node in below)),
                charges=charges,
                witness=others.get("witness", NO_WITNESS),
            )
        )
        return len(self.nodes) - 1

    def of_record(self, rule: Rule, measurement: MeasurementId, bound: Number, part: Number, **others: Any) -> int:
        """A step that bounds what a record measures."""
        kind = "calibration" if rule is Rule.BELIEF else "presumption"
        by = others.pop("by", None)
        holds = [(kind, measurement.record, by), *others.pop("holds", ())]
        witness = Witness(measurement=measurement, parts=tuple(map(exact, others.pop("parts", ()))))
        quantity = self.measurements[measurement].quantity
        return self.step(rule, quantity, bound, holds=holds, charges={measurement: part}, witness=witness, **others)

    def settle(self, claim: ClaimId, *premises: int, **others: Any) -> int:
        """The step that proves a claim."""
        held = self.claims[claim]
        under = self.quantities[held.quantity].conditions[0]
        return self.step(
            Rule.GOAL,
            held.quantity,
            held.value,
            *premises,
            under=under,
            side=held.side,
            unit=held.unit,
            witness=Witness(claim=claim),
            **others,
        )

    def leaf(self, claim: ClaimId, goal: int, under: Sequence[Term] = ()) -> int:
        """A proved claim, for the step above it."""
        held = self.claims[claim]
        return self.step(
            Rule.CLAIM,
            held.quantity,
            held.value,
            goal,
            under=under,
            side=held.side,
            unit=held.unit,
            charges={claim: held.doubt},
            witness=Witness(claim=claim),
        )

    def bounded(  # noqa: PLR0913 - a bound's parts, most of them seldom said
        self,
        parent: str,
        quantity: str,
        value: Number,
        doubt: Number = "1%",
        *,
        held: Number | None = None,
        under: Sequence[Term] = (),
        side: Side = UPPER,
        unit: str | None = None,
    ) -> int:
        """A goal below another that claims a bound and has an expert's belief for it; gives it as a leaf.

        ``held`` is the doubt of the belief, where the claim has more than that.
        """
        high, low = (exact(value), None) if side is UPPER else (Fraction(10**9), exact(value))
        way = side.value
        record = self.record(
            f"R-{quantity}-{way}", quantity, Believed(low, high, unit, exact(held or doubt), central=False)
        )
        goal = f"G-{quantity}-{way}"
        claim = self.claim(goal, quantity, "<=" if side is UPPER else ">=", value, doubt, unit=unit)
        self.support(goal, records=[record.record])
        self.support(parent, goals=[goal])
        at = self.of_record(Rule.BELIEF, record, value, held or doubt, under=under, side=side, unit=unit)
        return self.leaf(claim, self.settle(claim, at), under)

    def certificate(self) -> Certificate:
        return Certificate(self.problem().digest, tuple(self.nodes))


def for_problem(certificate: Certificate, problem: Problem) -> Certificate:
    """A certificate as if it had been made for that problem."""
    return replace(certificate, problem=problem.digest)
