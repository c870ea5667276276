"""What reviews decide, and what they still ask: of one another, and of the case that they are held beside."""

from __future__ import annotations

from collections.abc import Iterator

from gsn.model.case import Case, Element
from gsn.model.place import Place
from gsn.model.record import Answer, Query
from gsn.model.review import Review
from gsn.model.statements.argument import GoalStatement, SolutionStatement
from gsn.model.statements.facts import CaseStatement


def stands_for(reviews: tuple[Review, ...], review: Review) -> bool:
    """Whether a review determines that the risk is acceptable, and nothing of its own author's stands against that.

    A determination is its author's alone: whoever recognises a review takes what it judged for his own, and decides
    for himself.
    """
    if word_of(review) != "acceptable" or review.distrust or review.stale:
        return False
    others = (other for other in reviews if other.by == review.by and word_of(other) not in {None, "acceptable"})
    return all(_is_later(review, other) for other in others)


def standing_against(reviews: tuple[Review, ...]) -> Iterator[Review]:
    """Reviews that determine that the risk is unacceptable, whoever says so and of whichever submission.

    Only a later determination by the same authority lifts one: that the risk is acceptable, and known to be its word.
    """
    for review in reviews:
        if word_of(review) == "unacceptable" and not any(_lifts(other, review) for other in reviews):
            yield review


def pending(reviews: tuple[Review, ...]) -> Iterator[Review]:
    """Reviews by which their authors have still to decide, and have not since."""
    for review in reviews:
        later = (other for other in reviews if other.by == review.by and word_of(other) not in {None, "pending"})
        if word_of(review) == "pending" and not any(_is_later(other, review) for other in later):
            yield review


def word_of(review: Review) -> str | None:
    """The word of a review's determination; none where it makes none."""
    return review.says.determination.word if review.says.determination is not None else None


def _lifts(other: Review, review: Review) -> bool:
    is_theirs = other.by == review.by and not other.distrust
    return is_theirs and word_of(other) == "acceptable" and _is_later(other, review)


def _is_later(one: Review, other: Review) -> bool:
    """Whether a review is known to be of a later day."""
    return one.on is not None and other.on is not None and one.on > other.on


# Queries and answers


def answers_in_place(case: Case) -> Iterator[tuple[Element, Answer, Place]]:
    """Everything that the case says it answers, its head first, with what says so and where."""
    heads = [case.head] if case.head is not None else []
    for element in (*heads, *case.elements.values()):
        if isinstance(element.says, CaseStatement | GoalStatement | SolutionStatement):
            for position, answer in enumerate(element.says.answers):
                yield element, answer, element.place_of("answers", position)


def open_queries(case: Case) -> Iterator[tuple[Review, Query]]:
    """The queries of reviews that nothing in the case says it answers."""
    if not case.reviews:
        return
    answered = {(answer.review, answer.name) for _, answer, _ in answers_in_place(case)}
    for review in case.reviews:
        yield from ((review, query) for query in review.says.queries if (review.name, query.name) not in answered)
