"""What those who decide have decided, as far as their word is known to be theirs.

A determination in a case is a file that its developer handed over. So it counts only where it is signed by a key that a
reviewer's registry gives to a public body; without a registry nothing is determined, whatever the case states. One in a
review counts where the review is the word of an authority about what is judged (`gsn.review`).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from gsn.argument import Argument
from gsn.model.case import module_identity
from gsn.model.reference import Identity, name_of
from gsn.model.review import Review
from gsn.model.statements.evidence import EvidenceStatement

AGAINST = "GSN358"
"""The rule that tells of an authority which found the risk unacceptable."""


class Determination(NamedTuple):
    """A decision: the record or the review of it, who decided and when, and whether the risk is acceptable.

    ``conditions`` are what it holds under; ``in_review`` is whether a review records it.
    """

    record: Identity
    by: str
    on: date | None
    acceptable: bool
    conditions: tuple[str, ...] = ()
    in_review: bool = False

    @property
    def in_words(self) -> str:
        when = f" on {self.on}" if self.on is not None else ""
        found = "acceptable" if self.acceptable else "unacceptable"
        under = f", on condition: {'; '.join(self.conditions)}" if self.conditions else ""
        return f"`{self.by}` determined{when} that the risk is {found}{under}"


def determination_by(argument: Argument, by: str | None) -> Determination | None:
    """The determination of an actor that the risk is acceptable, where it is known to be that actor's.

    Args:
        argument: The case's argument.
        by: The actor's name; where a profile names none, any public body's counts.
    """
    if argument.registry is None:
        return None
    for review in argument.case.reviews:
        if by in {None, review.by} and stands_for(argument.case.reviews, review):
            return _in_review(review, acceptable=True)
    for record, assessment in argument.assessments.items():
        found = _acceptable(argument, record)
        if found is not None and assessment.may_hold and by in {None, found.by}:
            return found
    return None


def determination_against(argument: Argument) -> Determination | None:
    """A determination that the risk is unacceptable: bad news counts in whichever state, and by whichever authority."""
    review = next(standing_against(argument.case.reviews), None)
    if review is not None:
        return _in_review(review, acceptable=False)
    for flaw in argument.register.flaws.get(AGAINST, ()):
        element = argument.element(flaw.where.element)
        says = element.says if element is not None else None
        if isinstance(says, EvidenceStatement):
            by = name_of(says.by.actor.identity) if says.by is not None else "somebody"
            return Determination(flaw.where.element, by, says.dated, acceptable=False)
    return None


def judged_by(argument: Argument, element: Identity, by: str) -> Review | None:
    """The review in which an authority has judged an element, where its word counts."""
    if argument.registry is None:
        return None
    return next(
        (each for each in argument.case.reviews if by in each.whose and element in frozenset(each.judges())), None
    )


# Determinations in reviews


def stands_for(reviews: tuple[Review, ...], review: Review) -> bool:
    """Whether a review determines that the risk is acceptable, and nothing of its own author's stands against that.

    A determination is its author's alone: whoever recognises a review takes what it judged for his own, and decides
    for himself.
    """
    if _word(review) != "acceptable" or review.distrust or review.stale:
        return False
    others = (other for other in reviews if other.by == review.by and _word(other) not in {None, "acceptable"})
    return not any(_is_no_older(other, review) for other in others)


def standing_against(reviews: tuple[Review, ...]) -> Iterator[Review]:
    """Reviews that determine that the risk is unacceptable, whoever says so and of whichever submission.

    Only a later determination by the same authority lifts one: that the risk is acceptable, and known to be its word.
    """
    for review in reviews:
        if _word(review) == "unacceptable" and not any(_lifts(other, review) for other in reviews):
            yield review


def pending(reviews: tuple[Review, ...]) -> Iterator[Review]:
    """Reviews by which their authors have still to decide, and have not since."""
    for review in reviews:
        later = (other for other in reviews if other.by == review.by and _word(other) not in {None, "pending"})
        if _word(review) == "pending" and not any(_is_later(other, review) for other in later):
            yield review


def _lifts(other: Review, review: Review) -> bool:
    is_theirs = other.by == review.by and not other.distrust
    return is_theirs and _word(other) == "acceptable" and _is_later(other, review)


def _word(review: Review) -> str | None:
    return review.says.determination.word if review.says.determination is not None else None


def _is_later(one: Review, other: Review) -> bool:
    """Whether a review is known to be of a later day."""
    return one.on is not None and other.on is not None and one.on > other.on


def _is_no_older(one: Review, other: Review) -> bool:
    return not _is_later(other, one)


def _in_review(review: Review, *, acceptable: bool) -> Determination:
    conditions = tuple(text.plain for text in review.says.conditions) if acceptable else ()
    return Determination(
        module_identity(review.name), review.by or "somebody", review.on, acceptable, conditions, in_review=True
    )


# Determinations on record


def _acceptable(argument: Argument, record: Identity) -> Determination | None:
    element = argument.element(record)
    says = element.says if element is not None else None
    if not isinstance(says, EvidenceStatement) or says.determines != "acceptable":
        return None
    if says.by is None or says.attested is None:
        return None
    actor = says.by.actor.identity
    if not argument.register.actors.is_public(actor):
        return None
    return Determination(record, name_of(actor), says.dated, acceptable=True)
