"""Reviews from their files to a case that holds them, for whoever judges a folder."""

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
from .reading import read_review


def take(case: Case, paths: Sequence[Path], registry: Registry | None, as_of: date | None) -> Case:
    """A case from a folder, with the reviews of some files beside it.

    Args:
        case: The case, as it was read.
        paths: The reviews.
        registry: The reader's actors.
        as_of: The day on which everything dated is judged.

    Raises:
        BadReview: One cannot be read whole, or has a name that is taken.
    """
    if not paths:
        return case
    given = [read_review(path) for path in paths]
    return with_reviews(case, given, Terms(registry, as_of, None, files_digest(case)))


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
