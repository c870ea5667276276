"""What reviewers said of the case: each review with what its word is worth, its decision, and both bounds."""

from __future__ import annotations

from collections.abc import Iterator

from gsn.model.decisions import word_of
from gsn.model.review import Review
from gsn.report.content.basis import Basis
from gsn.report.model.review import Residual, Signature
from gsn.report.model.values import Fact, Part
from gsn.review.bounds import in_words
from gsn.review.substituting import bounds_of

SIGNED = "ssh-keygen -Y verify -n gsn-review -f ALLOWED_SIGNERS -I {by} -s {file}.sig < {file}"
"""How a review's signature is held by hand against a key that its reader knows."""


def facts_of_reviews(basis: Basis) -> Iterator[Fact]:
    """A line for each review, and for each claim of which its numbers make something else."""
    for review in basis.case.reviews:
        yield Fact(f"Review {review.name}", ((Part(says_of(review)),),))
    for bounds in bounds_of(basis.argument):
        if bounds.differs:
            both = f": by the developer {in_words(bounds.developer)}; by {bounds.review.by} {in_words(bounds.reviewer)}"
            label = f"Both bounds, review {bounds.review.name}"
            yield Fact(label, ((basis.part(bounds.claim.goal), Part(both)),))


def says_of(review: Review) -> str:
    """A review in one sentence: whose, of when, what it is worth, how much it judged, what it decided."""
    worth = "; ".join(filter(None, (review.distrust, review.stale))) or "signed, and of what is judged here"
    judged, decided = len(set(review.judges())), review.says.determination
    told = [f"by {review.by or 'nobody named'} on {review.on}", worth, f"{judged} elements judged"]
    if decided is not None:
        told.append(f"determination: {word_of(review)}, {decided.grounds.plain}")
    told += [f"on condition: {text.plain}" for text in review.says.conditions]
    return "; ".join(told)


def signatures_of_reviews(basis: Basis) -> Iterator[Signature]:
    """The reviews on the sign-off page, each with how its signature is checked by hand."""
    for review in basis.case.reviews:
        file = review.file.rpartition("/")[2]
        by_hand = SIGNED.format(by=review.by or "ACTOR", file=file)
        yield Signature(f"Review {review.name}", f"{says_of(review)}; SHA-256 {review.sha256}; by hand: {by_hand}")


def residual_in_reviews(basis: Basis) -> Iterator[Residual]:
    """The challenges that reviews accept as residual risks."""
    for review in basis.case.reviews:
        for each in review.says.accepts:
            for ref in each.elements:
                yield Residual(
                    doubt=basis.part(ref.identity),
                    text=each.why.plain,
                    by=Part(review.by),
                    role=f"review {review.name}",
                    counts=review.counts,
                )
