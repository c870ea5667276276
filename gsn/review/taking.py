"""Reviews from their files to a case that holds them, for whoever judges a case or a submission."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from hashlib import sha256
from pathlib import Path

from gsn.argument import Argument
from gsn.evidence.actors import Registry
from gsn.model.case import Case
from gsn.submission import layout
from gsn.submission.building import case_digest
from gsn.submission.flaws import NotBuilt
from gsn.submission.gathering import gather

from .joining import Terms, with_reviews
from .reading import BadReview, ReadReview, read_review


def take(
    case: Case,
    paths: Sequence[Path],
    registry: Registry | None,
    as_of: date | None,
    submission: str | None = None,
) -> Case:
    """A case with the reviews of some files beside it.

    Args:
        case: The case, as it was read.
        paths: The reviews.
        registry: The reader's actors.
        as_of: The day on which everything dated is judged.
        submission: The digest of the submission that the case was handed in by; none where it is a folder.

    Raises:
        BadReview: One cannot be read whole, lies within the case, or has a name that is taken.
    """
    if not paths:
        return case
    given = [_outside(case, read_review(path)) for path in paths]
    return with_reviews(case, given, Terms(registry, as_of, submission, files_digest(case)))


def _outside(case: Case, read: ReadReview) -> ReadReview:
    if any(read.path.resolve() == module.path.resolve() for module in case.modules.values()):
        raise BadReview(f"`{read.path}` is a text of the case itself")
    return read


def files_digest(case: Case) -> str | None:
    """The digest of all files of a case, as its submission states it; none where it cannot be handed in.

    Files that cannot be read make it another digest or none, never one that somebody signed.
    """
    try:
        gathered = gather(Argument(case))
        digests = {
            f"{layout.CASE}{name}": sha256(path.read_bytes()).hexdigest() for name, path in gathered.files.items()
        }
    except (NotBuilt, OSError):
        return None
    return case_digest(digests)
