"""A review carried over to the next version: what did not change, and only that.

What was judged stays judged where nothing that it rests on or speaks of changed. Doubts, queries that nothing answers
and the reviewer's own numbers go on. Nobody's determination does: whoever decides decides anew.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from gsn.model.decisions import answers_in_place
from gsn.model.place import Line
from gsn.model.record import Judged
from gsn.model.reference import Edge, Identity, Ref
from gsn.model.statements.argument import ChallengeStatement

from .names import naming, renamed_says
from .reading import ReadReview, below_head, in_head
from .same import Side, is_same, side_of
from .submitted import Submitted
from .writing import head, quoted, written

_GO_ON = frozenset({"about", "substitutes", "note", "owner", "see", "tags"})
"""Clauses of a review's head that go on as they are. A number of the reviewer's can only cost a case."""


@dataclass(frozen=True, slots=True)
class Carried:
    """A carried review: its text, what was carried of what was judged and accepted, and what changed."""

    text: str
    carried: tuple[Identity, ...]
    changed: tuple[Identity, ...]


class NotCarried(ValueError):
    """Why a review cannot be carried over, as a sentence."""


def carry(read: ReadReview, old: Submitted, new: Submitted, on: date) -> Carried:
    """Carry a review over.

    Args:
        read: The review.
        old: What it is of.
        new: The next version.
        on: The day of the carried review.

    Raises:
        NotCarried: It is of something else, or nobody's.
    """
    if not _is_of(read, old):
        raise NotCarried(f"`{read.path}` is not of the old version that is given: its digest is another")
    if read.says.by is None:
        raise NotCarried(f"`{read.path}` does not say whose it is (`by ACTOR on DATE`)")
    before, after = side_of(old.case), side_of(new.case)
    sorting = _Sorting(read, before, after)
    says = renamed_says(read.says, naming(read.name, sorting.own, old.case.name))
    judged = list(sorting.clauses(says.judged, "judged", targets=False))
    accepted = list(sorting.clauses(says.accepts, "accepts", targets=True))
    answered = {(answer.review, answer.name) for _, answer, _ in answers_in_place(new.case)}
    lines = [
        *head(new, read.name, read.by, on, new.case.name),
        f"    follows sha256 {quoted(read.sha256)}",
        *judged,
        *accepted,
        *_kept_clauses(read, {query.name for query in read.says.queries if (read.name, query.name) in answered}),
    ]
    below = list(_statements(read, sorting))
    lines += [*sorting.to_judge_anew(), '    # determination pending "Your grounds"', "", *below]
    return Carried("\n".join(lines) + "\n", tuple(sorting.carried), tuple(sorting.changed))


def _is_of(read: ReadReview, old: Submitted) -> bool:
    if old.submission is not None:
        return read.says.of is not None and read.says.of.sha256.lower() == old.submission
    return read.says.files is not None and read.says.files.sha256.lower() == old.files


class _Sorting:
    """What of a review is carried, and what changed, as its clauses are gone through."""

    def __init__(self, read: ReadReview, before: Side, after: Side) -> None:
        self.before, self.after = before, after
        self.main = after.argument.case.name
        self.own = {element.identity for element in read.text.elements}
        self.carried: dict[Identity, None] = {}
        self.changed: dict[Identity, None] = {}

    def clauses(self, said: Iterable[Judged], word: str, *, targets: bool) -> Iterator[str]:
        """The clauses with those elements that are the same; of a challenge its targets have to be, too."""
        for each in said:
            same = [ref for ref in each.elements if self.is_same(ref.identity, targets=targets)]
            if same:
                names = ", ".join(written(ref.identity, self.main) for ref in same)
                yield f"    {word} {names} {quoted(each.why.plain)}"

    def is_same(self, identity: Identity, *, targets: bool) -> bool:
        """Whether an element is what it was; and what it challenges, where its targets are asked for."""
        looked_at = [identity, *(self._targets(identity) if targets else ())]
        same = all(is_same(self.before, self.after, each) for each in looked_at)
        (self.carried if same else self.changed)[identity] = None
        return same

    def _targets(self, challenge: Identity) -> list[Identity]:
        links = self.after.argument.challenged_by(challenge)
        return [end for link in links for end in (link.target, link.end) if end is not None]

    def changed_acceptances(self, read: ReadReview) -> Iterator[Line]:
        """Where a review accepts a doubt of its own about something that changed."""
        meant = naming(read.name, self.own, self.main)
        targets: defaultdict[Identity, list[Identity]] = defaultdict(list)
        for link in read.text.links:
            targets[meant(link.source)] += (meant(end) for end in (link.target, link.end) if end is not None)
        for element in read.text.elements:
            says = element.says
            if isinstance(says, ChallengeStatement) and says.accepted is not None:
                named = [meant(ref.identity) for target in says.challenges for ref in _ends(target)]
                about = [each for each in (*targets[element.identity], *named) if each not in self.own]
                changed = [each for each in about if not self.is_same(each, targets=False)]
                if changed:
                    yield element.place_of("accepted").line

    def to_judge_anew(self) -> Iterator[str]:
        """What changed, as comments."""
        for identity in self.changed:
            there = self.after.argument.element(identity) is not None
            what = "changed, or something that it rests on did" if there else "is gone"
            yield f"    # {written(identity, self.main)} {what}: judge it anew"
            if there:
                yield f'    # judged {written(identity, self.main)} "…"'


def _kept_clauses(read: ReadReview, answered: set[str]) -> Iterator[str]:
    """Queries that nothing answers, and the reviewer's own numbers, as they were written."""
    for line in in_head(read):
        words = line.text.split()
        if line.word in _GO_ON or (line.word == "query" and words[1] not in answered):
            yield from (each.text for each in line.lines)


def _statements(read: ReadReview, sorting: _Sorting) -> Iterator[str]:
    """The doubts and records below the head, as they were written.

    An acceptance within a challenge says something for the case: it goes on only where what it is about is the same.
    """
    lost = {line.number for line in sorting.changed_acceptances(read)}
    for line in below_head(read):
        mark = "# " if line.lines[0].number in lost else ""
        yield from (f"{mark}{each.text}" for each in line.lines)


def _ends(target: Ref | Edge) -> tuple[Ref, ...]:
    return (target,) if isinstance(target, Ref) else (target.source, target.target)
