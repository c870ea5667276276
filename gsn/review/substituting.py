"""A case as a reviewer sees its numbers: the reviewer's own in the place of those on record, and the proofs anew.

Both bounds then stand side by side, the developer's and the reviewer's. A substitute can only cost a case: what is
proved has to be proved with the reviewer's number, too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from gsn.argument import Argument
from gsn.model.case import Case, Element
from gsn.model.expression import Measurement
from gsn.model.record import Measured
from gsn.model.reference import Identity
from gsn.model.review import Review
from gsn.model.statements.evidence import EvidenceStatement
from gsn.risk.problem import ClaimId
from gsn.risk.proving import Outcome


class Bounds(NamedTuple):
    """One claim with the developer's numbers, and with those of one review."""

    review: Review
    claim: ClaimId
    developer: Outcome
    reviewer: Outcome

    @property
    def differs(self) -> bool:
        """Whether something else is derived, or proved."""
        theirs, ours = self.developer.attempt.derived, self.reviewer.attempt.derived
        values = (theirs.value if theirs is not None else None, ours.value if ours is not None else None)
        return values[0] != values[1] or self.developer.proved != self.reviewer.proved


def bounds_of(argument: Argument) -> Iterator[Bounds]:
    """Every claim of the case, for each review that has numbers of its own."""
    for review, with_theirs in argument.reviewers:
        for id_, outcome in argument.risk.outcomes.items():
            theirs = with_theirs.risk.outcomes.get(id_)
            if theirs is not None:
                yield Bounds(review, id_, outcome, theirs)


def arguments_with_their_numbers(argument: Argument) -> Iterator[tuple[Review, Argument]]:
    """The argument with a review's numbers in the place of the case's, for each review that has any."""
    for review in argument.case.reviews:
        numbers = numbers_of(argument.case, review)
        if numbers:
            case = with_numbers(argument.case, numbers)
            yield review, Argument(case, argument.as_of, argument.registry, argument.treaty, argument.seen)


def numbers_of(case: Case, review: Review) -> Mapping[Identity, Measurement]:
    """A review's own numbers by their quantities: what its records measured, and before that what it substitutes."""
    own = [element.says for element in case.elements.values() if element.module == review.name]
    records = [says for says in own if isinstance(says, EvidenceStatement)]
    measured = {each.quantity.identity: each.measurement for says in records for each in says.measures}
    return measured | {each.quantity.identity: each.measurement for each in review.says.substitutes}


def with_numbers(case: Case, numbers: Mapping[Identity, Measurement]) -> Case:
    """A case in which every record of its own that measures a quantity measured what a reviewer did.

    The reviews stand no longer beside it: their doubts are those of the case that is judged.
    """
    reviews = {review.name for review in case.reviews}
    elements = {
        identity: _measuring(element, numbers)
        for identity, element in case.elements.items()
        if element.module not in reviews
    }
    links = [link for link in case.links if link.source in elements and link.target in elements]
    modules = {name: module for name, module in case.modules.items() if name not in reviews}
    return replace(case, modules=modules, elements=elements, links=links, reviews=())


def _measuring(element: Element, numbers: Mapping[Identity, Measurement]) -> Element:
    says = element.says
    if not isinstance(says, EvidenceStatement) or not any(each.quantity.identity in numbers for each in says.measures):
        return element
    measures = tuple(
        Measured(each.quantity, numbers.get(each.quantity.identity, each.measurement)) for each in says.measures
    )
    return replace(element, says=says.model_copy(update={"measures": measures}))


def unmet(argument: Argument) -> Iterator[Bounds]:
    """Claims that are proved with the developer's numbers, and not with those that a review puts in their place."""
    for bounds in bounds_of(argument):
        if bounds.review.says.substitutes and bounds.developer.proved and not bounds.reviewer.proved:
            yield bounds


def idle(argument: Argument) -> Iterator[tuple[Review, int]]:
    """Substitutes for what no record of the case measures, by the review and their position: they are put nowhere."""
    reviews = {review.name for review in argument.case.reviews}
    records = [each for each in argument.case.elements.values() if each.module not in reviews]
    measured = {
        each.quantity.identity
        for record in records
        if isinstance(record.says, EvidenceStatement)
        for each in record.says.measures
    }
    for review in argument.case.reviews:
        for position, each in enumerate(review.says.substitutes):
            if each.quantity.identity not in measured:
                yield review, position
