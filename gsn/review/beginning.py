"""Where a review stands, how it begins, and whether one that is there is of this case and by this reviewer."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from gsn.language.source import REVIEW_ENDING, inside

from .in_hand import InHand
from .submitted import Submitted
from .writing import head


def beside(path: Path, folder: Path) -> Path:
    """Where the review of a case, or of a submission, stands when nobody says: beside it.

    Args:
        path: The case's folder or file, or the submission.
        folder: The case's folder.
    """
    own = folder.resolve() if path.is_dir() or inside(path, folder) else path
    return own.with_name(f"{own.name if own.is_dir() else own.stem}{REVIEW_ENDING}")


def why_not_there(target: Path, folder: Path) -> str:
    """Why a review is not written to a file; nothing where it may be.

    Args:
        target: The file.
        folder: The folder of the case that it is of.
    """
    if target.suffix != REVIEW_ENDING:
        return f"a review's file ends in `{REVIEW_ENDING}`"
    if inside(target, folder):
        return f"`{target}` lies in the case's folder, and a review is no part of the case: put it beside the folder"
    return ""


def begun(found: Submitted, name: str, by: str, on: date) -> str:
    """The text of a review that says of what it is and whose, and nothing yet."""
    return "\n".join(head(found, name, by, on, found.case.name)) + "\n"


def why_not_of(review: InHand, found: Submitted, by: str | None) -> str:
    """Why a review that is there is not gone on with; nothing where it is of this case and by this reviewer.

    Whoever goes on with a review of something else would judge one thing and name another. One that names nothing yet,
    or whose head cannot be read, is gone on with: its author sees it.
    """
    says = review.says
    named = {"submission": (says.of, found.submission), "files": (says.files, found.files)}
    for what, (stated, is_now) in named.items():
        if stated is not None and is_now is not None and stated.sha256.lower() != is_now:
            other = "another submission" if what == "submission" else "other files"
            return f"it is of {other}; `gsn review carry` takes over to this one what did not change"
    if found.submission is not None and says.of is None and says.files is None and says.by is not None:
        return "it does not name the submission that it is of"
    if by is not None and says.by is not None and says.by.by.name != by:
        return f"it is by `{says.by.by.name}`, and not by `{by}`"
    return ""
