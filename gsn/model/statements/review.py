"""What a review says of the submission that it is of."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, BaseModel

from gsn.model.record import Determined, Judged, Measured, Query, Replied, Reviewing, Substitute
from gsn.model.statements.values import MADE, STRICT, FileDigest, Name, Words, counted, wrong

DETERMINATIONS = ("acceptable", "unacceptable", "pending")


def _known(determined: Determined) -> Determined:
    if determined.word not in DETERMINATIONS:
        raise wrong(f"a determination is `acceptable`, `unacceptable` or `pending`; `{determined.word}` is none")
    return determined


def _counted(substitute: Substitute) -> Substitute:
    counted(Measured(substitute.quantity, substitute.measurement))
    return substitute


Decided = Annotated[Determined, MADE, AfterValidator(_known)]
Substituted = Annotated[Substitute, MADE, AfterValidator(_counted)]


class ReviewStatement(BaseModel):
    """Of what it is and by whom, what is judged and asked, the reviewer's own numbers, and the decision."""

    model_config = STRICT

    of: FileDigest | None = None
    files: FileDigest | None = None
    follows: FileDigest | None = None
    by: Annotated[Reviewing, MADE] | None = None
    judged: tuple[Annotated[Judged, MADE], ...] = ()
    accepts: tuple[Annotated[Judged, MADE], ...] = ()
    about: tuple[Name, ...] = ()
    queries: tuple[Annotated[Query, MADE], ...] = ()
    replies: tuple[Annotated[Replied, MADE], ...] = ()
    substitutes: tuple[Substituted, ...] = ()
    conditions: tuple[Words, ...] = ()
    recognises: tuple[FileDigest, ...] = ()
    determination: Decided | None = None
