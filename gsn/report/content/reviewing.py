"""How far the review of a case has come, as a document shows it."""

from __future__ import annotations

from gsn.model.record import Query
from gsn.model.review import Review
from gsn.report.content.basis import Basis
from gsn.report.model.review import ReviewStatus
from gsn.report.model.values import Line, Part

NO_REVIEW = "No review was given (`--review FILE`): what people have judged of the case is not part of this document."
MOST_WAITING = 100
"""Elements that are named as waiting; the rest are counted, and `gsn review status` tells all."""


def review_of(basis: Basis) -> ReviewStatus:
    """What the reviews beside a case come to."""
    if not basis.case.reviews:
        return ReviewStatus(NO_REVIEW, (), (), 0, (), (), "")
    from gsn.review.status import status_of

    status = status_of(basis.argument)
    judged, waiting = len(status.judged), len(status.waiting)
    return ReviewStatus(
        says=f"Judged by somebody whose word counts: {judged} of {judged + waiting} elements that wait for a person.",
        judged=tuple((basis.part(each), Part(f" by {', '.join(by)}")) for each, by in status.judged.items()),
        waiting=tuple((basis.part(each.element), Part(f": {each.why}")) for each in status.waiting[:MOST_WAITING]),
        more=max(waiting - MOST_WAITING, 0),
        queries=tuple(_query(basis, review, query) for review, query in status.queries),
        dissent=status.dissent,
        decided=status.decided,
    )


def _query(basis: Basis, review: Review, query: Query) -> Line:
    about = basis.part(query.about.identity)
    return (Part(f"{query.name} of {review.name} about "), about, Part(f": {query.text.plain}"))
