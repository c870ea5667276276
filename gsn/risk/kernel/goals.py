"""The rules that settle claims and limits: rules 20 and 21 of the calculus."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from gsn.model.expression import Operator
from gsn.model.reference import Identity, name_of
from gsn.risk.certificate import Hypothesis, Node
from gsn.risk.kernel.book import Book
from gsn.risk.kernel.charging import parts_of_doubt
from gsn.risk.kernel.conclusion import Accepted, Conclusion, Refused, concluded, expect, figures, name_of_test, require
from gsn.risk.problem import Claim, ClaimId, Limit, MeasurementId, Reach, Side, Step
from gsn.risk.term import Composite
from gsn.risk.units import upper_factor

NOTHING_BELOW = Step((), ())
LARGEST_DOUBT = Fraction(1, 2)


def goal(book: Book, node: Node, premises: Sequence[Accepted]) -> Conclusion:
    """Rule 20: a claim is proved by bounds under each of its quantity's conditions, from what supports its goal."""
    claim = book.problem.claims.get(node.witness.claim) if node.witness.claim is not None else None
    if claim is None:
        raise Refused("there is no such claim")
    require(0 < claim.doubt <= LARGEST_DOUBT, "a claim is made at a confidence of at least 50% and below 100%")
    require(node.of == claim.quantity, "the claim is about something else")
    require(node.side is claim.side, "the claim is from the other side")
    quantity = book.quantity(claim.quantity)
    require(len(premises) == len(quantity.conditions) > 0, "takes a bound under each of the quantity's conditions")
    require(node.under == quantity.conditions[0], "it is written under another condition than the quantity's first")
    for premise, condition in zip(premises, quantity.conditions, strict=True):
        held = expect(premise, claim.quantity, condition, claim.side)
        require(held.unit == claim.unit, "a premise is in another unit than the claim")
        if not claim.holds(held.bound):
            derived, claimed = figures(held.bound, claim.value)
            raise Refused(f"what is derived does not reach the claim: {derived} is not {claim.relation} {claimed}")
    result = concluded(premises, claim.value, claim.unit)
    step = book.problem.steps.get(claim.id.goal, NOTHING_BELOW)
    _require_charged(book, claim, step, result)
    book.soundness.require_grounded(claim.id.goal)
    around = _Surroundings(book, claim, step)
    found = frozenset().union(*(around.of_leaf(charge) for charge, _ in result.tests), around.of_goal())
    return result._replace(hypotheses=result.hypotheses | found, settles=claim.id)


def _require_charged(book: Book, claim: Claim, step: Step, result: Conclusion) -> None:
    """Refuse a test that could not have been used, or that takes more of the doubt than is its part."""
    parts = parts_of_doubt(book, claim, step)
    opposed = claim.quantity in book.opposed
    for (charge, side), part in result.tests.items():
        most = parts.get(charge)
        if most is None:
            raise Refused("it stands on something that does not support the goal and bear on the claim")
        if part > most:
            taken, allowed = figures(part, most)
            raise Refused(f"`{name_of_test(charge)}` takes {taken} of the doubt, and its part is {allowed}")
        require(side is None or opposed or side is claim.side, "a record is used on a side for which it is not charged")


class _Surroundings:
    """What a goal's proof stands among: the ways to its leaves, what is in scope there, whose results they are."""

    def __init__(self, book: Book, claim: Claim, step: Step) -> None:
        self._book = book
        self._claim = claim
        self._step = step

    def of_goal(self) -> Iterable[Hypothesis]:
        """What is in scope of the goal; refused if a mark stands on it or on that."""
        return self._scope(self._claim.id.goal)

    def of_leaf(self, charge: object) -> Iterable[Hypothesis]:
        """What it takes to use a leaf: a clean way down to it, and that it is about the same subject."""
        if isinstance(charge, ClaimId):
            subject, reaches, target = self._book.problem.claims[charge].subject, self._step.goals, charge.goal
            about_all = subject is None
        elif isinstance(charge, MeasurementId):
            subject, target = self._book.problem.measurements[charge].subject, charge.record
            reaches, about_all = self._step.records, False
        else:
            return frozenset()
        way = self._clean_way(target, reaches)
        hypotheses = {hypothesis for element in way for hypothesis in self._scope(element)}
        if not about_all and subject != self._claim.subject:
            hypotheses.add(self._carried(subject, way))
        return hypotheses

    def _clean_way(self, target: Identity, reaches: Sequence[Reach]) -> tuple[Identity, ...]:
        """The first way down to a leaf on which nothing is marked."""
        reason = f"`{name_of(target)}` does not support `{name_of(self._claim.id.goal)}`"
        for way in (way for reach in reaches if reach.target == target for way in reach.ways):
            try:
                self._require_clean((self._claim.id.goal, *way, target))
            except Refused as refused:
                reason = str(refused)
            else:
                return way
        raise Refused(reason)

    def _require_clean(self, path: Sequence[Identity]) -> None:
        self._book.soundness.require_unmarked(*path)
        for source, target in pairwise(path):
            self._book.soundness.require_unmarked_edge(source, target)
        for element in path[1:-1]:
            self._scope(element)

    def _scope(self, element: Identity) -> Iterable[Hypothesis]:
        contexts = self._book.problem.scopes.get(element, ())
        self._book.soundness.require_unmarked(element, *contexts)
        for context in contexts:
            self._book.soundness.require_unmarked_edge(element, context)
        return [Hypothesis("scope", context) for context in contexts]

    def _carried(self, subject: Identity | None, way: Sequence[Identity]) -> Hypothesis:
        """What argues that a result for one configuration bears on another."""
        for element in (self._claim.id.goal, *way):
            for carrying in self._book.problem.carrying.get(element, ()):
                if (carrying.source, carrying.target) != (subject, self._claim.subject):
                    continue
                if self._book.soundness.why_not(carrying.by) is None:
                    return Hypothesis("carrying", element, carrying.by)
        told = f"for {name_of(subject)}" if subject else "for nothing in particular"
        raise Refused(f"a result {told} is used for another subject, and nothing sound carries it over")


def limit(book: Book, node: Node, premises: Sequence[Accepted]) -> Conclusion:
    """Rule 21: the hazards' proved bounds together, at the doubt of every claim that could have been chosen."""
    held = next((each for each in book.problem.limits if each.name == node.witness.limit), None)
    if held is None:
        raise Refused("there is no such limit")
    require(bool(held.hazards), "no hazard is known to fall under the limit")
    require(len(premises) == len(held.hazards), "takes a proved goal for each hazard")
    require(node.of == Composite(Operator.ANY, held.hazards), "it is not about the hazards of the limit")
    require(node.under == () and node.side is Side.UPPER, "a limit is an unconditional upper bound")
    total, doubt = Fraction(0), Fraction(0)
    for hazard, premise in zip(held.hazards, premises, strict=True):
        rivals = list(_rivals(book, hazard))
        settled = premise.settles
        chosen = next((rival for rival in rivals if rival.id == settled), None)
        if chosen is None:
            raise Refused("a premise is no claim that stands by itself")
        require(chosen.subject in {None, held.subject}, _other_subject(chosen, held))
        expect(premise._replace(settles=None), hazard, (), Side.UPPER)
        require(book.quantity(hazard).conditions == ((),), f"`{name_of(hazard)}` holds under a condition only")
        total += _in_the_limits_unit(premise.node, held)
        doubt += sum((rival.doubt for rival in rivals), Fraction(0))
        require(held.admits_belief or not _believed(premise), f"the bound of `{name_of(hazard)}` rests on belief")
    if held.window is not None:
        total = min(Fraction(1), total)
    if doubt > held.doubt:
        raise Refused("the claims come to {} of doubt, and the limit allows {}".format(*figures(doubt, held.doubt)))
    if not (total < held.value if held.strict else total <= held.value):
        come, most = figures(total, held.value)
        raise Refused(f"the hazards come to {come}, which is not {'<' if held.strict else '<='} {most}")
    return concluded(premises, total, held.unit)


BELIEF = frozenset({"calibration", "prior"})
"""Kinds of hypotheses under which what somebody believes bounds a quantity (rules 17 and 18)."""


def _believed(premise: Accepted) -> bool:
    return any(hypothesis.kind in BELIEF for hypothesis in premise.node.hypotheses)


def _other_subject(claim: Claim, limit: Limit) -> str:
    held = f"for `{name_of(limit.subject)}`" if limit.subject is not None else "for no configuration"
    return f"`{name_of(claim.id.goal)}` claims it for `{name_of(claim.subject or '')}`, and the limit is held {held}"


def _in_the_limits_unit(node: Node, limit: Limit) -> Fraction:
    """A hazard's bound as the limit counts; with a window, the expected number in it (rule 15)."""
    if limit.window is None:
        require(node.unit == limit.unit, "a premise is in another unit than the limit")
        return node.bound
    amount, unit = limit.window
    factor = None if node.unit is None else upper_factor(node.unit, unit)
    if factor is None or amount <= 0:
        raise Refused("a premise is no frequency in time, or the limit is for no span of time")
    return node.bound * factor * amount


def _rivals(book: Book, hazard: Identity) -> Iterator[Claim]:
    """The claims that could be chosen to bound a hazard: all but those that support another."""
    claims = [claim for claim in book.problem.claims.values() if claim.quantity == hazard and claim.side is Side.UPPER]
    below: set[Identity] = set()
    waiting = [claim.id.goal for claim in claims]
    while waiting:
        for reach in book.problem.steps.get(waiting.pop(), NOTHING_BELOW).goals:
            if reach.target not in below:
                below.add(reach.target)
                waiting.append(reach.target)
    return (claim for claim in claims if claim.id.goal not in below)
