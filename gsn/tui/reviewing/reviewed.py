"""What is reviewed: a case that stays as it was read, and the review in hand beside it. It knows no screen."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from gsn.argument import Argument
from gsn.drafting.analysis import Analysis
from gsn.drafting.digesting import Digests
from gsn.drafting.parsers import line_parser
from gsn.drafting.reading import Reading
from gsn.drafting.rechecking import check_again
from gsn.drafting.superseding import Cancelled, never
from gsn.drafting.texts import Texts
from gsn.evidence.actors import Registry
from gsn.language.loading import collection_frozen
from gsn.model.case import Case
from gsn.model.reference import Identity, module_of
from gsn.review.in_hand import InHand, in_hand
from gsn.review.joining import Terms, with_reviews
from gsn.review.reading import BadReview
from gsn.review.submitted import Submitted
from gsn.review.walking import Step, steps_of
from gsn.review.watching import Seen, changed, files_of, seen
from gsn.treaty.profile import Profile


class Reviewer(NamedTuple):
    """Who reviews, when, and on which terms."""

    by: str
    on: date
    registry: Registry | None = None
    treaty: Profile | None = None


class Shown(NamedTuple):
    """A part of the case's text: the file's name and text, and the line of the element, from 0."""

    file: str
    text: str
    line: int


class Reviewed:
    """One case under review.

    Args:
        found: The case, as it was read once.
        named: What the reviewer named: a folder, a file or a submission.
        target: The review's file.
        reviewer: Who reviews, and on which terms.
    """

    def __init__(self, found: Submitted, named: Path, target: Path, reviewer: Reviewer) -> None:
        self.found = found
        self.named = named
        self.target = target
        self.reviewer = reviewer
        self.digests = Digests()
        self._texts = Texts()
        in_a_folder = found.submission is None
        self._seen: Seen = seen(files_of(found.case) if in_a_folder else (named.resolve(),))

    @property
    def case(self) -> Case:
        return self.found.case

    @property
    def changed(self) -> tuple[Path, ...]:
        """The files of the case, or the submission, that are not on disk what they were when they were read."""
        return changed(self._seen)

    def read(self, text: str) -> InHand:
        """The review as its text stands."""
        with line_parser() as parser:
            return in_hand(self.target, text, self.case.name, parser)

    def lost_in(self, review: InHand) -> tuple[str, ...]:
        """Names in a review that name nothing in the case, or nothing of the kind that may be named there."""
        if review.whole is None:
            return ()
        try:
            joined = with_reviews(self.case, [review.whole], self._terms)
        except BadReview:
            return ()
        return tuple(name for each in joined.reviews for name, _ in each.lost)

    @property
    def _terms(self) -> Terms:
        return Terms(self.reviewer.registry, self.reviewer.on, self.found.submission, self.found.files)

    # Checking

    @cached_property
    def alone(self) -> Analysis:
        """The case as it was handed in, judged without the review."""
        return self._judged(self.case, 0, never)

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """All that waits in it."""
        return steps_of(self.alone.reading.argument)

    def with_review(self, review: InHand, version: int, cancelled: Cancelled = never) -> Analysis:
        """The case with a review beside it, as ``gsn check --review`` judges it: unsigned, it counts for nothing.

        Raises:
            BadReview: The review cannot be read whole, or has a name that is taken.
            Superseded: A newer text made this needless.
        """
        if review.whole is None:
            raise BadReview("it cannot be read whole")
        return self._judged(with_reviews(self.case, [review.whole], self._terms), version, cancelled)

    def _judged(self, case: Case, version: int, cancelled: Cancelled) -> Analysis:
        by = self.reviewer
        folder = self.case.folder
        reading = Reading(version, case, folder, self._texts, by.on, by.registry, by.treaty, self.digests)
        with collection_frozen(), self.digests.in_use():
            judgement = check_again(reading.argument, cancelled=cancelled).judgement
        return Analysis(reading, judgement.findings, (), judgement)

    # The case's text

    @cached_property
    def _whole_texts(self) -> Mapping[str, str]:
        return {name: "\n".join(line.text for line in module.lines) for name, module in self.case.modules.items()}

    def text_of(self, identity: Identity) -> Shown | None:
        """Where the case states an element, in the text as it was read; nothing for what the review states itself."""
        module = self.case.modules.get(module_of(identity))
        element = self.case.elements.get(identity)
        if module is None:
            return None
        line = element.place.number - 1 if element is not None else 0
        return Shown(self.alone.reading.shown(module.path), self._whole_texts[module.name], line)

    def statement_of(self, identity: Identity) -> tuple[str, ...]:
        """The lines of an element's own statement and its clauses, as the case states them."""
        shown, element = self.text_of(identity), self.case.elements.get(identity)
        if shown is None or element is None:
            return ()
        rows = shown.text.split("\n")[shown.line :]
        depth = len(rows[0]) - len(rows[0].lstrip(" "))
        own = [rows[0]]
        for row in rows[1:]:
            if not row.strip() or len(row) - len(row.lstrip(" ")) <= depth:
                break
            own.append(row)
        return tuple(row[depth:].rstrip() for row in own)


def records_under(argument: Argument, identity: Identity) -> list[Identity]:
    """The records of evidence that an element rests on directly, or through a solution that cites them."""
    found: dict[Identity, None] = {}
    for below in (identity, *argument.rests_on(identity)):
        found |= dict.fromkeys(argument.records_of(below))
    found.pop(identity, None)
    return list(found)
