"""Reviews beside a case: one case that holds them all, each with what its word is worth.

What speaks against a case counts whoever says it; what speaks for it counts only as an authority's word about the very
files that are judged. So of a review that does not count only its doubts are taken in, and without what they rest on:
a doubt that rests on nothing leaves its target in doubt, and answers nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from gsn.evidence.actors import Registry
from gsn.model.case import Case, Element, Link, Module, Relationship
from gsn.model.kinds import GOALS, Kind
from gsn.model.naming import mentions_in, names_in
from gsn.model.place import Place
from gsn.model.record import Raising, Reviewing
from gsn.model.reference import Edge, Identity
from gsn.model.review import Review
from gsn.model.statements.argument import Annotations, ChallengeStatement, GoalStatement, SolutionStatement
from gsn.model.statements.review import ReviewStatement

from .names import Naming, naming, renamed, renamed_link, renamed_says
from .reading import BadReview, ReadReview
from .trust import developers_of, why_distrusted


@dataclass(frozen=True, slots=True)
class Terms:
    """A reader's terms.

    Attributes:
        registry: The reader's actors.
        as_of: The day on which everything dated is judged.
        submission: The digest of the submission that is judged; none where a folder is.
        files: The digest of the case's files; none where they cannot be handed in.
    """

    registry: Registry | None
    as_of: date | None
    submission: str | None
    files: str | None


@dataclass(frozen=True, slots=True)
class _Renamed:
    """A review's statements, their names standing for what is meant in the case."""

    read: ReadReview
    elements: dict[Identity, Element]
    links: tuple[Link, ...]
    meant: Naming


def with_reviews(case: Case, given: Sequence[ReadReview], terms: Terms) -> Case:
    """A case with reviews beside it.

    Args:
        case: The case, as it was read.
        given: The reviews.
        terms: The reader's terms.

    Raises:
        BadReview: Two have one name, or one has the name of a module of the case.
    """
    prepared = [_renamed(case, read) for read in given]
    reviews = _superseded(_recognised([_review(case, each, terms) for each in prepared]))
    _refuse_taken_names(case, reviews)
    joined = replace(
        case,
        modules=dict(case.modules),
        elements=dict(case.elements),
        links=list(case.links),
        reviews=tuple(reviews),
    )
    for each, review in zip(prepared, reviews, strict=True):
        if not review.superseded:
            _join(joined, each, review)
    joined.links += _answers(case, joined)
    return joined


def _renamed(case: Case, read: ReadReview) -> _Renamed:
    own = {element.identity for element in read.text.elements}
    meant = naming(read.name, own, case.name)
    elements = {element.identity: renamed(element, meant) for element in read.text.elements}
    links = [renamed_link(link, meant) for link in read.text.links]
    for element in elements.values():
        links += _by_clause(element)
    return _Renamed(read, elements, tuple(links), meant)


def _by_clause(element: Element) -> Iterator[Link]:
    """The challenges that a statement makes by its clauses."""
    says = element.says
    if not isinstance(says, GoalStatement | SolutionStatement | ChallengeStatement):
        return
    for index, target in enumerate(says.challenges):
        first = target.source.identity if isinstance(target, Edge) else target.identity
        end = target.target.identity if isinstance(target, Edge) else None
        place = element.place_of("challenges", index)
        yield Link(Relationship.CHALLENGES, element.identity, first, element.kind, place, end=end, nested=False)


# What a review is worth


def _review(case: Case, each: _Renamed, terms: Terms) -> Review:
    read = each.read
    says = renamed_says(read.says, each.meant)
    return Review(
        name=read.name,
        says=says,
        by=read.by,
        file=read.path.as_posix(),
        sha256=read.sha256,
        place=read.head.place,
        distrust=why_distrusted(read, terms.registry, developers_of(case)),
        stale=_why_stale(read, terms),
        lost=tuple(_lost(case, each, replace(read.head, says=says))),
    )


def _why_stale(read: ReadReview, terms: Terms) -> str:
    """Why a review is not of what is judged: a submission by its digest; a folder by that of the case's files."""
    says, day = read.says, terms.as_of or datetime.now(tz=UTC).date()
    if says.by is not None and says.by.on > day:
        return f"it is of {says.by.on}, and what is judged is judged on {day}"
    named = says.of if terms.submission is not None else says.files
    if named is None:
        return "it names no submission" if terms.submission is not None else "it names no files of a case"
    if terms.submission is not None and named.sha256.lower() != terms.submission:
        return "it is of another submission"
    if says.files is not None and says.files.sha256.lower() != terms.files:
        return "it is of other files"
    return ""


def _recognised(reviews: list[Review]) -> list[Review]:
    """The reviews with the authorities that take them for their own; nobody passes on what he only recognised."""
    found = []
    for review in reviews:
        by = [
            other.by
            for other in reviews
            if other is not review
            and not other.distrust
            and not other.stale
            and any(each.sha256.lower() == review.sha256 for each in other.says.recognises)
        ]
        found.append(replace(review, recognised_by=tuple(dict.fromkeys(by))))
    return found


def _superseded(reviews: list[Review]) -> list[Review]:
    """The reviews, those that a later one of the same author's goes on from reduced to what they determine.

    Only what is known to be the author's own word goes on from a review: else anybody could take its doubts away.
    """
    found = []
    for review in reviews:
        later = (
            other
            for other in reviews
            if other.says.follows is not None
            and other.says.follows.sha256.lower() == review.sha256
            and other.by == review.by
            and not other.distrust
        )
        if next(later, None) is None:
            found.append(review)
            continue
        kept = {name: getattr(review.says, name) for name in ("of", "files", "by", "determination")}
        says = ReviewStatement(**{name: value for name, value in kept.items() if value is not None})
        found.append(replace(review, says=says, lost=(), superseded=True))
    return found


def _refuse_taken_names(case: Case, reviews: list[Review]) -> None:
    taken = set(case.modules)
    for review in reviews:
        if review.superseded:
            continue
        if review.name in taken:
            why = "only a signed review of the same author that `follows` one of its name goes on from it"
            raise BadReview(
                f"`{review.file}`: another review, or a module of the case, is named `{review.name}`; {why}"
            )
        taken.add(review.name)


def _lost(case: Case, each: _Renamed, head: Element) -> Iterator[tuple[str, Place]]:
    """Names that name nothing in the case, or nothing of the kind that is named."""
    for element in (head, *each.elements.values()):
        named = [*names_in(element.says), *names_in(element.annotations), *mentions_in(element.text)]
        for ref, kinds in named:
            found = each.elements.get(ref.identity) or case.elements.get(ref.identity)
            is_actor = kinds == frozenset({Kind.ACTOR})
            if not is_actor and kinds is not None and (found is None or found.kind not in kinds):
                yield ref.identity, ref.place
    for link in each.links:
        for end in (link.source, link.target, link.end):
            if end is not None and end not in each.elements and end not in case.elements:
                yield end, link.place


# What is taken in of it


def _join(case: Case, each: _Renamed, review: Review) -> None:
    """Put a review's statements among those of the case: all of them, or its doubts alone."""
    read = each.read
    head = replace(read.head, says=review.says)
    case.modules[read.name] = Module(read.name, Kind.REVIEW, review.file, read.path, head, (), read.lines)
    elements, links = (each.elements, each.links) if review.counts else _doubts_alone(case, each)
    for element in elements.values():
        case.elements[element.identity] = _raised(element, review)
    for link in links:
        if all(end in case.elements for end in (link.source, link.target, link.end) if end is not None):
            case.links.append(link)


def _doubts_alone(case: Case, each: _Renamed) -> tuple[dict[Identity, Element], tuple[Link, ...]]:
    """What a review doubts of the case, each doubt standing alone: nothing supports it, and nobody accepts it."""
    links = tuple(
        replace(link, kind=Kind.CHALLENGE)
        for link in each.links
        if link.relationship is Relationship.CHALLENGES
        and link.source in each.elements
        and link.target in case.elements
    )
    doubting = {link.source: each.elements[link.source] for link in links}
    return {identity: _bare(element) for identity, element in doubting.items()}, links


def _bare(element: Element) -> Element:
    says = element.says
    standing = says.standing if isinstance(says, ChallengeStatement) else ()
    return replace(
        element,
        kind=Kind.CHALLENGE,
        parent=None,
        says=ChallengeStatement(standing=standing) if standing else ChallengeStatement(),
        annotations=Annotations(),
        clause_places={name: places for name, places in element.clause_places.items() if name == "standing"},
    )


def _raised(element: Element, review: Review) -> Element:
    """A challenge that says nothing of who raised it: its reviewer did, and it is no reminder of the author's."""
    says, by = element.says, review.says.by
    if not isinstance(says, ChallengeStatement) or says.raised_by is not None or not isinstance(by, Reviewing):
        return element
    raised = says.model_copy(update={"raised_by": Raising(by.by, by.on)})
    places = {**element.clause_places, "raised_by": (element.place,)}
    return replace(element, says=raised, clause_places=places)


def _answers(case: Case, joined: Case) -> Iterator[Link]:
    """What the case says that answers a review's challenge, as a counter-challenge: it has to hold like any other."""
    reviews = {review.name for review in joined.reviews}
    for element in case.elements.values():
        if not isinstance(element.says, GoalStatement | SolutionStatement):
            continue
        for index, answer in enumerate(element.says.answers):
            target = f"{answer.review}::{answer.name}"
            found = joined.elements.get(target)
            if answer.review in reviews and found is not None and found.kind in GOALS | {Kind.SOLUTION}:
                place = element.place_of("answers", index)
                yield Link(Relationship.CHALLENGES, element.identity, target, element.kind, place, nested=False)
