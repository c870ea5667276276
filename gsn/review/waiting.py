"""What of a case waits for a reviewer: to be judged, to be accepted, or to be looked at; what limits rest on first."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from gsn.argument import Argument
from gsn.compliance.account import Coverage
from gsn.doubt.states import State
from gsn.feet import feet_of
from gsn.model.kinds import Kind
from gsn.model.reference import Identity


class Waiting(NamedTuple):
    """One element that waits, and why."""

    element: Identity
    why: str


def to_judge(argument: Argument) -> tuple[Waiting, ...]:
    """What nobody has judged of what limits rest on: what proofs hold under, exclusions, goals in words at the foot."""
    found: dict[Identity, str] = {}
    account = argument.account
    for limit in account.limits if account is not None else ():
        for element in (*limit.hazards, *limit.unreviewed, *limit.argued):
            found.setdefault(element, f"limit `{limit.limit.name}` rests on it")
    for covered in (*account.categories, *account.capabilities) if account is not None else ():
        if covered.coverage is Coverage.EXCLUSION_NOT_ACCEPTED:
            for goal in covered.goals:
                found.setdefault(goal, f"it argues that `{covered.item.name}` is no matter here")
    for foot in feet_of(argument).qualitative:
        found.setdefault(foot, "it says in words what its evidence has to show")
    judged = {identity for review in argument.case.reviews if review.counts for identity in review.judges()}
    return tuple(Waiting(element, why) for element, why in found.items() if element not in judged)


def to_accept(argument: Argument) -> tuple[Waiting, ...]:
    """The challenges of the case that leave something in doubt, unless they are said to stand."""
    open_ = [raised for raised in argument.doubts.raised if raised.state is State.IN_DOUBT]
    challenges = dict.fromkeys(raised.challenge for raised in open_)
    return tuple(Waiting(challenge, "nothing answers it") for challenge in challenges)


def standing_doubts(argument: Argument) -> tuple[str, ...]:
    """The standing doubts that leave something in doubt, by their names."""
    return tuple(dict.fromkeys(stands.doubt.name for stands in argument.doubts.standing if stands.state.is_open))


def could_be_judged(argument: Argument) -> Iterator[Identity]:
    """All that coverage counts: what limits rest on and what stands at the foot in words, judged or not."""
    account = argument.account
    found: dict[Identity, None] = {}
    for limit in account.limits if account is not None else ():
        found |= dict.fromkeys((*limit.hazards, *limit.unreviewed, *limit.argued))
    found |= dict.fromkeys(feet_of(argument).qualitative)
    yield from (identity for identity in found if argument.kind_of(identity) is not Kind.UNREADABLE)
