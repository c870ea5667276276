"""The developer's bound of each claim and a reviewer's, side by side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from gsn.model.reference import name_of
from gsn.output.visible import visible
from gsn.risk.figures import figure, statement
from gsn.risk.problem import Side
from gsn.risk.proving import Outcome

from .substituting import Bounds


def bounds_lines(found: Iterable[Bounds]) -> Iterator[str]:
    """Each claim of which a reviewer's numbers make something else, with both bounds."""
    for bounds in found:
        if bounds.differs:
            claim = bounds.developer.claim
            yield visible(f"{name_of(bounds.claim.goal)}  {name_of(claim.quantity)} {statement(claim)}")
            yield f"    the developer: {in_words(bounds.developer)}"
            yield visible(f"    {bounds.review.in_words()}: {in_words(bounds.reviewer)}")


def in_words(outcome: Outcome) -> str:
    """``at most 0.0075, proved``."""
    derived, side = outcome.attempt.derived, outcome.claim.side
    proved = "proved" if outcome.proved else "not proved"
    if derived is None:
        return f"no bound, {proved}"
    return f"{'at most' if side is Side.UPPER else 'at least'} {figure(derived.value, derived.unit, side)}, {proved}"
