"""What a reviewer has before him: a case in a folder, or one that was handed in; its texts, and its digests."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from gsn.language.loading import load_case
from gsn.model.case import Case
from gsn.submission.bundle import open_bundle
from gsn.submission.layout import ENDING
from gsn.submission.stating import from_its_folder
from gsn.submission.trust import Trust
from gsn.submission.unpacking import unpacked

from .taking import files_digest


class NoCase(ValueError):
    """Why there is no case to review, as a sentence."""


@dataclass(frozen=True, slots=True)
class Submitted:
    """A case with the digest of its submission, none for a folder, and that of its files, none where they have none.

    ``follows`` is the submission that its developer says it replaces.
    """

    case: Case
    submission: str | None
    files: str | None
    follows: str | None


@contextmanager
def submitted(path: Path, day: date, trust: Trust | None = None) -> Iterator[Submitted]:
    """The case of a folder or of a submission, for as long as its files are looked at.

    Args:
        path: The folder, the file with the `case` head, or the submission.
        day: The day of the review, before which the submission was made.
        trust: Whose signature of the submission counts; without it only that it is whole is looked at.

    Raises:
        NoCase: There is none.
        NoBundle: It is called like a submission, and is no archive.
        Refused: It is no whole submission, or by nobody who counts.
        OSError: It cannot be read or unpacked.
    """
    if path.suffix.lower() != ENDING:
        case = load_case(path)
        yield Submitted(_whole(case, path), None, files_digest(case), _follows(case))
        return
    with path.open("rb") as stream:
        bundle = open_bundle(stream, trust, day)
        with unpacked(stream, bundle) as folder:
            case = case_in(folder)
            yield Submitted(_whole(case, path), bundle.digest, bundle.declaration.case_digest, _follows(case))


def case_in(folder: Path) -> Case:
    """The case of an unpacked submission, its files named from their folder."""
    case = load_case(folder)
    from_its_folder(case, folder)
    return case


def _whole(case: Case, path: Path) -> Case:
    if case.head is None:
        why = f": {case.problems[0].message}" if case.problems and not case.modules else ""
        raise NoCase(f"`{path}` is no case{why}")
    return case


def _follows(case: Case) -> str | None:
    return case.says.follows.sha256.lower() if case.says.follows is not None else None
