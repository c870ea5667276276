"""What a step comes to by its rule, and why one is refused."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Context, Decimal
from fractions import Fraction
from typing import NamedTuple, TypeAlias

from gsn.model.reference import name_of
from gsn.risk.certificate import Charge, Hypothesis, Node
from gsn.risk.problem import ClaimId, MeasurementId, Side
from gsn.risk.term import Prefix, Term


class Refused(Exception):
    """A step does not follow. Says why, as a sentence without a full stop."""


class RestsOnRefused(Refused):
    """A step rests on one that was refused; says which was the first, and why."""


Test: TypeAlias = tuple[Charge, Side | None]
"""A charged test and, for a measurement, the side on which it is used: to be wrong above is not to be wrong below."""


class Accepted(NamedTuple):
    """A step that follows. ``settles`` is the claim that it proves: such a step is no bound to go on reckoning with."""

    node: Node
    tests: Mapping[Test, Fraction]
    settles: ClaimId | None = None


class Conclusion(NamedTuple):
    """What a rule gives for a step, to be held against what the step says."""

    bound: Fraction
    unit: str | None
    hypotheses: frozenset[Hypothesis]
    tests: Mapping[Test, Fraction]
    settles: ClaimId | None = None


def concluded(
    premises: Iterable[Accepted], bound: Fraction, unit: str | None, more: Iterable[Hypothesis] = ()
) -> Conclusion:
    """A conclusion that carries its premises' hypotheses and tests, as every rule but CLAIM has it."""
    premises = tuple(premises)
    return Conclusion(
        bound, unit, frozenset().union(*(each.node.hypotheses for each in premises), more), tests_of(premises)
    )


def tests_of(premises: Iterable[Accepted]) -> Mapping[Test, Fraction]:
    """All tests together. One that was made at two parts of the doubt is wrong as seldom as at the larger of them."""
    together: dict[Test, Fraction] = {}
    for premise in premises:
        for test, part in premise.tests.items():
            if test not in together or together[test] < part:
                together[test] = part
    return together


def charges_of(tests: Mapping[Test, Fraction]) -> dict[Charge, Fraction]:
    """Tests whichever side they were used on, as a node says them."""
    charges: dict[Charge, Fraction] = {}
    for (charge, _), part in tests.items():
        if charge not in charges or charges[charge] < part:
            charges[charge] = part
    return charges


def require(holds: bool, reason: str) -> None:  # noqa: FBT001 - reads as a sentence: require that it holds
    """Refuse a step unless something holds."""
    if not holds:
        raise Refused(reason)


def expect(premise: Accepted, of: Term, under: Prefix, side: Side) -> Node:
    """The premise's node, which has to be a bound of one term under one prefix from one side."""
    node = premise.node
    require(premise.settles is None, "a proved goal is used as a bound, which takes the rule CLAIM")
    require(node.of == of, "a premise is about something else")
    require(node.under == under, "a premise holds under another condition")
    require(node.side is side, "a premise bounds from the other side")
    return node


def figures(*numbers: Fraction) -> tuple[str, ...]:
    """Numbers for a reader, with as few digits as tell them apart. Nothing is decided by them."""
    told: tuple[str, ...] = ()
    for digits in (6, 20, 60):
        context = Context(prec=digits)
        told = tuple(f"{context.divide(Decimal(n.numerator), Decimal(n.denominator)):g}" for n in numbers)
        if len(set(told)) == len(set(numbers)):
            break
    return told


def name_of_test(charge: Charge) -> str:
    """What a test is called: the goal, the record or the quantity whose it is."""
    if isinstance(charge, ClaimId):
        return name_of(charge.goal)
    return name_of(charge.record if isinstance(charge, MeasurementId) else charge.quantity)
