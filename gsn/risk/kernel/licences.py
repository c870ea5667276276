"""Licences: what is argued of how events hang together, and when it may be used."""

from __future__ import annotations

from collections.abc import Sequence

from gsn.model.reference import Identity, name_of
from gsn.risk.certificate import Hypothesis
from gsn.risk.kernel.book import Book
from gsn.risk.kernel.conclusion import Refused, require
from gsn.risk.kernel.formula import basic_events
from gsn.risk.problem import Dimension, Licence, LicenceKind
from gsn.risk.term import Prefix


def licensed(book: Book, position: int, kind: LicenceKind, under: Prefix) -> tuple[Licence, Hypothesis]:
    """A licence of a kind that may be used under a condition, and what using it rests on."""
    require(0 <= position < len(book.problem.licences), "there is no such licence")
    licence = book.problem.licences[position]
    require(licence.kind is kind, f"the licence is not `{kind}`")
    require(licence.given == under, "the licence holds under another condition")
    require(len(set(licence.members)) == len(licence.members) > 1, "the licence names an event twice, or only one")
    for member in licence.members:
        require(book.dimension(member) is Dimension.PROBABILITY, f"`{name_of(member)}` is no probability")
    book.soundness.require(licence.by)
    contradiction = book.contradictions.of(position)
    if contradiction is not None:
        raise Refused(contradiction)
    return licence, Hypothesis("licence", licence.owner, licence.by)


def only(positions: Sequence[int]) -> int:
    """The one licence of a rule that takes one."""
    require(len(positions) == 1, "takes one licence")
    return positions[0]


def require_disjoint(book: Book, licence: Licence) -> None:
    """Refuse a licence of which two events are made of a common one."""
    seen: dict[Identity, Identity] = {}
    for member in licence.members:
        for event in basic_events(book, member):
            if seen.setdefault(event, member) != member:
                raise Refused(f"`{name_of(seen[event])}` and `{name_of(member)}` both depend on `{name_of(event)}`")
