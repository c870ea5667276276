"""One review's text: read whole, or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from gsn.language.outline import LogicalLine, cut, outline
from gsn.language.parsing import shared_parser
from gsn.language.reader import read_text
from gsn.language.readtext import ReadText
from gsn.language.source import REVIEW_ENDING, Unreadable, decode_source, read_bytes
from gsn.model.case import Element
from gsn.model.kinds import ARGUMENT, Kind, with_article
from gsn.model.place import Line
from gsn.model.statements.argument import ChallengeStatement, GoalStatement
from gsn.model.statements.review import ReviewStatement

ENDING = REVIEW_ENDING
SIGNATURE_ENDING = ".sig"

STATES = ARGUMENT | {Kind.EVIDENCE, Kind.CONFIDENCE}
"""What a review states beside its head: doubts and what they rest on, and the reviewer's own records. Not who anybody
is, which the reader's registry says; and no part of the risk model, which is the case's."""


class BadReview(ValueError):
    """Why a file is no review that can be read whole, as a sentence."""


@dataclass(frozen=True, slots=True)
class ReadReview:
    """A review as it was read: its bytes once, so that what is signed is what is read."""

    path: Path
    data: bytes
    lines: list[Line]
    text: ReadText
    head: Element
    says: ReviewStatement

    @property
    def name(self) -> str:
        return self.text.module

    @property
    def sha256(self) -> str:
        return sha256(self.data).hexdigest()

    @property
    def by(self) -> str:
        """The reviewer's name; empty where the review does not say."""
        return self.says.by.by.name if self.says.by is not None else ""


def read_review(path: Path) -> ReadReview:
    """Read a review.

    Raises:
        BadReview: It is not there, is no review, or cannot be read whole.
    """
    try:
        data = read_bytes(path)
        source = decode_source(data)
    except Unreadable as error:
        raise BadReview(f"`{path}` cannot be read: {error.message}") from None
    lines = cut(path.as_posix(), source)
    text = read_text(lines, path.stem, shared_parser())
    if text.problems:
        first = text.problems[0]
        raise BadReview(f"`{path}` cannot be read whole: line {first.place.number}: {first.message}")
    if text.kind is not Kind.REVIEW or text.head is None or not isinstance(text.head.says, ReviewStatement):
        raise BadReview(f"`{path}` is no review: it does not begin with `review NAME`")
    for line, why in misplaced(text):
        raise BadReview(f"`{path}`, line {line}: {why}")
    return ReadReview(path, data, lines, text, text.head, text.head.says)


def misplaced(text: ReadText) -> Iterator[tuple[int, str]]:
    """What is of the language, and of no review: each with its line."""
    for wanted in text.imports:
        yield wanted.place.number, "a review imports nothing: it is signed as one file"
    for waiver in text.waivers:
        yield waiver.place.number, "a review waives nothing: it judges, or accepts a doubt"
    seen: set[str] = set()
    for element in text.elements:
        if element.kind is Kind.ACTOR:
            yield element.place.number, "a review states no actor: who somebody is, its reader's registry says"
        elif element.kind not in STATES:
            yield element.place.number, f"{with_article(element.kind)} belongs to the case, and not to a review"
        elif isinstance(element.says, GoalStatement | ChallengeStatement) and element.says.claims:
            why = "a review claims no numbers: it measures (`evidence`) or `substitutes` them"
            yield element.place_of("claims").number, why
        if element.identity in seen:
            yield element.place.number, f"`{element.name}` is declared a second time"
        seen.add(element.identity)


def in_head(read: ReadReview) -> Iterator[LogicalLine]:
    """The lines of a review's own clauses, as they were written."""
    return (line for line, is_head in _parted(read) if is_head and line.word)


def below_head(read: ReadReview) -> Iterator[LogicalLine]:
    """The lines of its statements, comments and blank lines among them."""
    return (line for line, is_head in _parted(read) if not is_head)


def _parted(read: ReadReview) -> Iterator[tuple[LogicalLine, bool]]:
    """Every line below the one that begins the review, with whether it still belongs to its head."""
    within_head, begun = True, False
    for line in outline(read.lines):
        if line.word and not begun:
            begun = True
            continue
        within_head &= not line.word or line.indent > 0
        if begun:
            yield line, within_head
