"""A review that is held beside a case: what it says, and what its word is worth to whoever holds it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from gsn.model.place import Place
from gsn.model.reference import Identity, name_of
from gsn.model.statements.review import ReviewStatement


@dataclass(frozen=True, slots=True)
class Review:
    """One review.

    What speaks against a case counts whoever says it. What speaks for it counts where the review :attr:`counts`.

    Attributes:
        name: Its name, which is the module of its statements.
        says: What its head says, its names those of the case.
        by: The reviewer's name; empty where the review does not say.
        file: Where it lies, for people.
        sha256: The digest of its bytes.
        place: Its head.
        distrust: Why its reviewer is not known to be an authority that wrote it; empty where that is known.
        stale: Why it is not of what is judged; empty where it is.
        lost: Names in it that name nothing in the case, each with its place.
        recognised_by: Authorities that take it for their own.
        superseded: Whether a later review of its author's goes on from it: then it is known for what it determines.
    """

    name: str
    says: ReviewStatement
    by: str
    file: str
    sha256: str
    place: Place
    distrust: str = ""
    stale: str = ""
    lost: tuple[tuple[str, Place], ...] = ()
    recognised_by: tuple[str, ...] = ()
    superseded: bool = False

    @property
    def on(self) -> date | None:
        """The day that it is of."""
        return self.says.by.on if self.says.by is not None else None

    @property
    def whose(self) -> frozenset[str]:
        """The authorities whose word it is about what is judged; nobody's where it is stale."""
        if self.stale:
            return frozenset()
        return frozenset({*self.recognised_by, *(() if self.distrust else (self.by,))})

    @property
    def counts(self) -> bool:
        """Whether what it says for the case is an authority's word about what is judged."""
        return bool(self.whose)

    def judges(self) -> Iterator[Identity]:
        """What it has judged to hold."""
        return (ref.identity for each in self.says.judged for ref in each.elements)

    def accepted(self) -> Iterator[Identity]:
        """The challenges that it takes for residual risks."""
        return (ref.identity for each in self.says.accepts for ref in each.elements)

    def in_words(self) -> str:
        """``review `aisi_1` by `aisi` on 2026-06-20``."""
        when = f" on {self.on}" if self.on is not None else ""
        return f"review `{self.name}` by `{self.by or 'nobody named'}`{when}"


def judged_in(reviews: tuple[Review, ...]) -> frozenset[Identity]:
    """What authorities have judged to hold."""
    return frozenset(identity for review in reviews if review.counts for identity in review.judges())


def shown(identity: Identity) -> str:
    """An element's name as a reviewer would write it."""
    return name_of(identity) or identity.rstrip(":")
