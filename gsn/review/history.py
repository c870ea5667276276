"""The chain of a case's submissions and reviews, each naming the digest of what it follows or is of.

Who changes an earlier one changes its digest, and what follows it names something that is no longer there. So a gap, a
fork and a rewritten link all show; what is missing at the end of the chain shows to whoever kept its last digest.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from gsn.evidence.actors import Registry
from gsn.evidence.uses import records_of
from gsn.language.source import REVIEW_ENDING
from gsn.model.case import Case
from gsn.model.reference import name_of
from gsn.submission.archive import NoBundle
from gsn.submission.bundle import Bundle, open_bundle
from gsn.submission.flaws import Refused
from gsn.submission.layout import ENDING
from gsn.submission.trust import Trust
from gsn.submission.unpacking import unpacked

from .reading import BadReview, ReadReview, read_review
from .submitted import case_in
from .trust import developers_of, why_distrusted

NOT_HERE = "which is not here: it is missing, or was rewritten"

SHORT = 12
"""Digits of a digest that tell submissions apart for people."""


@dataclass(frozen=True, slots=True)
class Measurement:
    """What one record of a submission measured: the record, the quantity, its measurement as written, its file."""

    record: str
    quantity: str
    measured: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Handed:
    """One submission of the chain."""

    path: Path
    digest: str
    follows: str | None
    case: str
    as_of: str
    verdict: str
    signers: tuple[str, ...]
    measured: tuple[Measurement, ...]
    developers: frozenset[str]


@dataclass(frozen=True, slots=True)
class Reviewed:
    """One review of the chain. ``distrust`` is why it is not known to be an authority's word; empty where it is."""

    path: Path
    digest: str
    of: str | None
    follows: str | None
    name: str
    by: str
    on: date | None
    determination: str | None
    grounds: str
    distrust: str


@dataclass(frozen=True, slots=True)
class History:
    """A chain: its submissions, each after what it follows, their reviews by day, and what is wrong with it."""

    submissions: tuple[Handed, ...]
    reviews: tuple[Reviewed, ...]
    troubles: tuple[str, ...]

    def of(self, submission: Handed) -> tuple[Reviewed, ...]:
        """The reviews of a submission."""
        return tuple(review for review in self.reviews if review.of == submission.digest)


def history_of(folder: Path, day: date, trust: Trust | None = None, registry: Registry | None = None) -> History:
    """Read every submission and review of a folder, and hold them against each other.

    Args:
        folder: The folder; what lies deeper is not looked at.
        day: The day on which keys have to count.
        trust: Whose signatures of submissions count; without it none is held against anybody's key.
        registry: The reader's actors, for the reviews.

    Raises:
        OSError: The folder cannot be read.
    """
    troubles: list[str] = []
    names = sorted(path for path in folder.iterdir() if path.is_file())
    bundles = [_handed(path, day, trust, troubles) for path in names if path.suffix.lower() == ENDING]
    handed = [each for each in bundles if each is not None]
    developers = frozenset(name for each in handed for name in each.developers)
    texts = [path for path in names if path.suffix.lower() == REVIEW_ENDING]
    read = [_reviewed(path, registry, developers, troubles) for path in texts]
    reviews = [each for each in read if each is not None]
    if not handed:
        troubles.append("there is no submission that can be read")
    troubles += [*_of_the_chain(handed), *_of_reviews(handed, reviews), *_left_out(handed)]
    reviews.sort(key=lambda review: (review.on or date.max, review.name))
    return History(tuple(_in_order(handed)), tuple(reviews), tuple(troubles))


# Reading


def _handed(path: Path, day: date, trust: Trust | None, troubles: list[str]) -> Handed | None:
    try:
        with path.open("rb") as stream:
            bundle = open_bundle(stream, trust, day)
            with unpacked(stream, bundle) as folder:
                case = case_in(folder)
                return _told(path, bundle, case)
    except NoBundle as error:
        troubles.append(f"`{path.name}` {error}")
    except Refused as refused:
        troubles += [f"`{path.name}`: {flaw}" for flaw in refused.flaws]
    except OSError as error:
        troubles.append(f"`{path.name}` cannot be read: {error.strerror or error}")
    return None


def _told(path: Path, bundle: Bundle, case: Case) -> Handed:
    declared = bundle.declaration
    signers = [name for signer in bundle.signers for name in (signer.principals or (signer.fingerprint,))]
    return Handed(
        path=path,
        digest=bundle.digest,
        follows=declared.follows.lower() if declared.follows is not None else None,
        case=declared.case,
        as_of=declared.options.as_of,
        verdict=declared.verdict.verdict.value,
        signers=tuple(dict.fromkeys(signers)),
        measured=tuple(_measured(case)),
        developers=developers_of(case),
    )


def _measured(case: Case) -> Iterator[Measurement]:
    for record, says in records_of(case):
        for each in says.measures:
            sha256 = (says.file.sha256 or "").lower() if says.file is not None else ""
            yield Measurement(record.name, each.quantity.identity, repr(each.measurement), sha256)


def _reviewed(
    path: Path, registry: Registry | None, developers: frozenset[str], troubles: list[str]
) -> Reviewed | None:
    try:
        read = read_review(path)
    except BadReview as error:
        troubles.append(str(error))
        return None
    return _told_of_review(read, why_distrusted(read, registry, developers))


def _told_of_review(read: ReadReview, distrust: str) -> Reviewed:
    says = read.says
    decided = says.determination
    return Reviewed(
        path=read.path,
        digest=read.sha256,
        of=says.of.sha256.lower() if says.of is not None else None,
        follows=says.follows.sha256.lower() if says.follows is not None else None,
        name=read.name,
        by=read.by,
        on=says.by.on if says.by is not None else None,
        determination=decided.word if decided is not None else None,
        grounds=decided.grounds.plain if decided is not None else "",
        distrust=distrust,
    )


# What is wrong with the chain


def _of_the_chain(handed: Sequence[Handed]) -> Iterator[str]:
    """Gaps, forks, several beginnings, and days that run backward."""
    by_digest: dict[str, Handed] = {}
    followed: dict[str, Handed] = {}
    for each in handed:
        if each.digest in by_digest:
            yield f"`{each.path.name}` and `{by_digest[each.digest].path.name}` are one submission"
            continue
        by_digest[each.digest] = each
    for each in by_digest.values():
        if each.follows is None:
            continue
        before = by_digest.get(each.follows)
        if before is None:
            yield f"gap: `{each.path.name}` follows {each.follows[:SHORT]}…, {NOT_HERE}"
        elif before.as_of > each.as_of:
            yield f"`{each.path.name}` was judged on {each.as_of}, before `{before.path.name}`, which it follows"
        if each.follows in followed:
            yield f"fork: `{each.path.name}` and `{followed[each.follows].path.name}` follow the same submission"
        followed.setdefault(each.follows, each)
    begun = [each.path.name for each in by_digest.values() if each.follows is None]
    if len(begun) > 1:
        yield f"fork: {', '.join(f'`{name}`' for name in begun)} follow nothing: a chain begins once"


def _of_reviews(handed: Sequence[Handed], reviews: Sequence[Reviewed]) -> Iterator[str]:
    submissions, known = {each.digest for each in handed}, {review.digest for review in reviews}
    for review in reviews:
        if review.of is None:
            yield f"`{review.path.name}` does not say which submission it is of"
        elif review.of not in submissions:
            yield f"gap: `{review.path.name}` is of {review.of[:SHORT]}…, {NOT_HERE}"
        if review.follows is not None and review.follows not in known:
            yield f"gap: `{review.path.name}` follows review {review.follows[:SHORT]}…, {NOT_HERE}"


def _left_out(handed: Sequence[Handed]) -> Iterator[str]:
    """Measurements that an earlier submission had on record and a later one has not: whatever was measured counts."""
    by_digest = {each.digest: each for each in handed}
    for each in handed:
        before = by_digest.get(each.follows or "")
        for measured in before.measured if before is not None else ():
            if not any(_is_same(measured, now) for now in each.measured):
                quantity = name_of(measured.quantity)
                yield (
                    f"left out: record `{measured.record}` of `{before.path.name if before else ''}` measured "
                    f"`{quantity}`, and `{each.path.name}` has no such record"
                )


def _is_same(one: Measurement, other: Measurement) -> bool:
    """Whether one measurement is another: of the same quantity, of the same figures, and in the same file."""
    return (one.quantity, one.measured, one.sha256) == (other.quantity, other.measured, other.sha256)


def _in_order(handed: Sequence[Handed]) -> Iterator[Handed]:
    """The submissions from the first on, each after what it follows."""
    after: dict[str | None, list[Handed]] = {}
    known = {each.digest for each in handed}
    for each in handed:
        after.setdefault(each.follows if each.follows in known else None, []).append(each)
    waiting = sorted(after.get(None, []), key=lambda each: each.as_of, reverse=True)
    told: set[Path] = set()
    while waiting:
        each = waiting.pop()
        if each.path in told:
            continue
        told.add(each.path)
        yield each
        waiting += sorted(after.get(each.digest, []), key=lambda later: later.as_of, reverse=True)
