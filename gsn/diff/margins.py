"""What is proved of the numbers before and now: by claim what is derived, by hazard how it stands to its limit."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from gsn.argument import Argument
from gsn.diff.sides import Sides
from gsn.model.reference import Identity
from gsn.risk.figures import figure, shown
from gsn.risk.hazards import hazard_accounts
from gsn.risk.problem import Side
from gsn.risk.proving import Outcome

Naming = Callable[[Identity], Identity]


class Proved(NamedTuple):
    """What is proved of a claim or a hazard: ``holds`` whether the claim is proved, or the limit met.

    ``bound`` is derived, or proved of the hazard; ``headroom`` is how many times it fits into what is claimed or
    admitted. Neither decides anything.
    """

    holds: bool
    bound: Fraction | None
    unit: str | None
    side: Side
    headroom: Fraction | None


class Way(StrEnum):
    """Which way something went that is proved. A claim that is loosened has more room, and is no better for it."""

    LOST = "no longer holds"
    HOLDS = "holds now"
    UNBOUNDED = "no longer bounded"
    BOUNDED = "bounded now"
    LESS = "less room"
    MORE = "more room"
    LOOSER = "looser"
    TIGHTER = "tighter"
    CHANGED = "changed"

    @property
    def worse(self) -> bool:
        """Whether less is proved than before."""
        return self in {Way.LOST, Way.UNBOUNDED, Way.LESS, Way.LOOSER}


class Margin(NamedTuple):
    """A claim or a hazard of which something else is proved than before; nothing where one of the two did not have it.

    ``element`` is the goal or the hazard; ``quantity`` is what is claimed, ``limit`` the limit that the hazard has.
    """

    element: Identity
    quantity: Identity | None
    limit: str | None
    before: Proved | None
    after: Proved | None

    @property
    def way(self) -> Way:
        """Which way it went: by whether it holds, then by the room that is left, then by the bound."""
        old, new = self.before, self.after
        if old is None or new is None:
            return Way.CHANGED
        if old.holds is not new.holds:
            return Way.HOLDS if new.holds else Way.LOST
        if old.bound is None or new.bound is None:
            return Way.CHANGED if old.bound is new.bound else Way.UNBOUNDED if new.bound is None else Way.BOUNDED
        if old.headroom is not None and new.headroom is not None and old.headroom != new.headroom:
            return Way.MORE if new.headroom > old.headroom else Way.LESS
        if (old.unit, old.side) != (new.unit, new.side) or old.bound == new.bound:
            return Way.CHANGED
        return Way.TIGHTER if (new.bound < old.bound) is (new.side is Side.UPPER) else Way.LOOSER

    def words(self, proved: Proved) -> str:
        """One side in words: ``proved, at most 0.0262 per year, headroom 1.03``. Headroom is rounded down."""
        side = "at most" if proved.side is Side.UPPER else "at least"
        bound = f"{side} {figure(proved.bound, proved.unit, proved.side)}" if proved.bound is not None else "no bound"
        room = f"headroom {shown(proved.headroom, Side.LOWER)}" if proved.headroom is not None else ""
        if self.quantity is not None:
            said = "proved" if proved.holds else "not proved"
        else:
            said = "" if self.limit is None else "limit met" if proved.holds else "limit not met"
        return ", ".join(filter(None, [said, bound, room]))


class _About(NamedTuple):
    element: Identity
    quantity: Identity | None
    limit: str | None
    side: Side
    subject: Identity | None
    number: int


def margins(sides: Sides) -> Iterator[Margin]:
    """Every claim and hazard of which something else is proved than before, hazards first, in the new case's order."""
    before = dict(_proved(sides.before, sides.pairs.renamed))
    after = dict(_proved(sides.after, lambda identity: identity))
    for about in dict.fromkeys([*after, *before]):
        was, now = before.get(about), after.get(about)
        if was != now:
            yield Margin(about.element, about.quantity, about.limit, was, now)


def _proved(argument: Argument, called: Naming) -> Iterator[tuple[_About, Proved]]:
    proofs = argument.risk
    for account in hazard_accounts(proofs):
        limit = account.limit.name if account.limit is not None else None
        held = Proved(account.met, account.bound, account.unit, Side.UPPER, account.headroom)
        yield _About(called(account.hazard), None, limit, Side.UPPER, None, 0), held
    seen: dict[_About, int] = {}
    for outcome in proofs.outcomes.values():
        claim = outcome.claim
        subject = called(claim.subject) if claim.subject is not None else None
        about = _About(called(claim.id.goal), called(claim.quantity), None, claim.side, subject, 0)
        seen[about] = seen.get(about, -1) + 1
        yield about._replace(number=seen[about]), _of_claim(outcome)


def _of_claim(outcome: Outcome) -> Proved:
    derived, claim = outcome.attempt.derived, outcome.claim
    if derived is None:
        return Proved(outcome.proved, None, claim.unit, claim.side, None)
    room = claim.value / derived.value if claim.side is Side.UPPER and derived.value else None
    return Proved(outcome.proved, derived.value, derived.unit, claim.side, room)
