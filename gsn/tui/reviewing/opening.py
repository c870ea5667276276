"""A review taken in hand: a new one, or one that is there, if it is of this case and by this reviewer."""

from __future__ import annotations

from pathlib import Path

from gsn.drafting.workspace import NoCase, Workspace
from gsn.review.beginning import begun, beside, why_not_of, why_not_there
from gsn.review.submitted import Submitted
from gsn.tui.reviewing.reviewed import Reviewed, Reviewer
from gsn.tui.session import NotOpened, Session


class NotReviewed(Exception):
    """Why no review is taken in hand, as a sentence."""


def opened(
    found: Submitted, named: Path, target: Path | None, reviewer: Reviewer, name: str | None = None
) -> tuple[Session, Reviewed]:
    """Take a review in hand. A new one is written when somebody saves it.

    Args:
        found: The case.
        named: What the reviewer named: a folder, a file or a submission.
        target: The review's file; beside the case where none is named.
        reviewer: Who reviews, and on which terms; nobody where the review is there and says it.
        name: The name of a new review.

    Raises:
        NotReviewed: The file may not be, or is, something else than a review of this case by this reviewer.
    """
    folder = found.case.folder
    file = (target or beside(named, folder)).resolve()
    refused = why_not_there(file, folder)
    if refused:
        raise NotReviewed(refused)
    try:
        session = Session(Workspace(file, reviewer.on))
    except (NoCase, NotOpened) as error:
        raise NotReviewed(str(error)) from None
    reviewed, text = Reviewed(found, named, file, reviewer), session.text(session.main)
    refused = _why_not_in_hand(reviewed, text, target or Path(file.name))
    if refused:
        session.close()
        raise NotReviewed(refused)
    if not text.strip():
        session.workspace.replace(session.main, begun(found, name or f"{reviewer.by}_1", reviewer.by, reviewer.on))
    return session, reviewed


def _why_not_in_hand(reviewed: Reviewed, text: str, file: Path) -> str:
    by = reviewed.reviewer.by
    if not text.strip():
        return "" if by else f"there is no `{file}` yet: `--by ACTOR` says who begins it"
    refused = why_not_of(reviewed.read(text), reviewed.found, by or None)
    return f"`{file}` cannot be gone on with: {refused}" if refused else ""
