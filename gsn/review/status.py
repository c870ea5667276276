"""How far the review of a case has come: what was judged by whom, what waits, what is asked, who differs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from gsn.argument import Argument
from gsn.compliance.determinations import determination_against, determination_by
from gsn.model.decisions import open_queries, word_of
from gsn.model.record import Query
from gsn.model.reference import Identity
from gsn.model.review import Review

from .waiting import Waiting, could_be_judged, to_judge


@dataclass(frozen=True, slots=True)
class Status:
    """How far a review has come.

    Attributes:
        reviews: The reviews.
        judged: Each element that coverage counts, with the authorities that have judged it.
        waiting: What nobody has judged.
        queries: The queries that nothing answers.
        dissent: Determinations that differ: who says what.
        decided: What stands in the end, in words.
    """

    reviews: tuple[Review, ...]
    judged: dict[Identity, tuple[str, ...]]
    waiting: tuple[Waiting, ...]
    queries: tuple[tuple[Review, Query], ...]
    dissent: tuple[str, ...]
    decided: str

    @property
    def done(self) -> bool:
        """Whether nothing waits any more."""
        return not self.waiting and not self.queries


def status_of(argument: Argument) -> Status:
    """How far the reviews that are held beside a case have come."""
    reviews = argument.case.reviews
    counted = list(could_be_judged(argument))
    by_element = {identity: tuple(_by_whom(reviews, identity)) for identity in counted}
    return Status(
        reviews=reviews,
        judged={identity: by for identity, by in by_element.items() if by},
        waiting=to_judge(argument),
        queries=tuple(open_queries(argument.case)),
        dissent=tuple(dissent_among(reviews)),
        decided=_decided(argument),
    )


def _by_whom(reviews: tuple[Review, ...], element: Identity) -> Iterator[str]:
    seen: dict[str, None] = {}
    for review in reviews:
        if review.counts and element in set(review.judges()):
            seen |= dict.fromkeys(sorted(review.whose))
    yield from seen


def dissent_among(reviews: tuple[Review, ...]) -> Iterator[str]:
    """What reviewers determine, where they do not all determine the same."""
    said = [review for review in reviews if word_of(review) is not None]
    if len({word_of(review) for review in said}) > 1:
        for review in said:
            yield f"{review.in_words()}: {word_of(review)}"


def _decided(argument: Argument) -> str:
    against = determination_against(argument)
    if against is not None:
        return against.in_words
    found = determination_by(argument, None)
    return found.in_words if found is not None else "nothing is determined"
