"""What is wrong with the text of a review while somebody writes it: by itself, and beside the case that it is of."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from gsn.drafting.parsers import line_parser
from gsn.drafting.terms import Terms
from gsn.findings import Finding
from gsn.language.loading import load_case
from gsn.language.outline import cut
from gsn.language.reader import read_text
from gsn.language.readtext import ReadText
from gsn.language.source import ENDING
from gsn.model.case import Case
from gsn.model.kinds import Kind
from gsn.model.place import Line, Place, whole_line
from gsn.model.problem import Problem
from gsn.model.statements.review import ReviewStatement

MOST_FOLDERS = 30
"""Folders beside a review in which its case is looked for."""


def problems_of_review(path: Path, text: str) -> tuple[Problem, ...]:
    """What cannot be read of a review, and what is no part of one."""
    from gsn.review.reading import misplaced

    lines, read = _read(path, text)
    if read.problems:
        return tuple(read.problems)
    if read.kind is not Kind.REVIEW or read.head is None:
        place = whole_line(lines[0]) if lines else Place(Line(path.as_posix(), 1, ""), 0, 1)
        return (Problem("misplaced-head", "a review begins with `review NAME`", place),)
    return tuple(Problem("misplaced-statement", why, whole_line(lines[number - 1])) for number, why in misplaced(read))


def findings_of_review(path: Path, text: str, terms: Terms) -> list[Finding]:
    """What is found of a review beside its case; nothing where no case beside it has the files that it names.

    The case is looked for in the review's folder, in the folders there, and in those beside it, as it is on disk.
    """
    from gsn.checking import judge
    from gsn.review.joining import Terms as Joining
    from gsn.review.joining import with_reviews
    from gsn.review.reading import BadReview, ReadReview
    from gsn.review.taking import files_digest

    lines, read = _read(path, text)
    head = read.head
    if problems_of_review(path, text) or head is None or not isinstance(head.says, ReviewStatement):
        return []
    wanted = head.says.files.sha256.lower() if head.says.files is not None else None
    given = ReadReview(path, text.encode("utf-8", "surrogatepass"), lines, read, head, head.says)
    for case in _cases_beside(path) if wanted is not None else ():
        if files_digest(case) == wanted:
            try:
                joined = with_reviews(case, [given], Joining(terms.registry, terms.as_of, None, wanted))
            except BadReview:
                return []
            found = judge(joined, terms.as_of, registry=terms.registry, treaty=terms.treaty).findings
            return [finding for finding in found if finding.place.file == path.as_posix()]
    return []


def _read(path: Path, text: str) -> tuple[list[Line], ReadText]:
    lines = cut(path.as_posix(), text)
    with line_parser() as parser:
        return lines, read_text(lines, path.stem, parser)


def _cases_beside(path: Path) -> Iterator[Case]:
    for folder in _folders_beside(path):
        case = load_case(folder)
        if case.head is not None:
            yield case


def _folders_beside(path: Path) -> list[Path]:
    """Folders that hold a text, the review's own first."""
    found = [path.parent]
    for folder in (path.parent, path.parent.parent):
        try:
            found += sorted(one for one in folder.iterdir() if one.is_dir() and not one.name.startswith("."))
        except OSError:
            continue
    unique = list(dict.fromkeys(found))[:MOST_FOLDERS]
    return [folder for folder in unique if any(folder.glob(f"*{ENDING}"))]
