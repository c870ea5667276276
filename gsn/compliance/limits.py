"""Limits of a profile: what the kernel is asked to hold the case's hazards against, and what came of it."""

from __future__ import annotations

from gsn.argument import Argument
from gsn.compliance.account import LimitAccount
from gsn.risk.problem import Limit
from gsn.treaty.profile import Profile


def limits_to_prove(argument: Argument, profile: Profile) -> tuple[Limit, ...]:
    """The limits in numbers, each with the hazards that fall under it, as the kernel takes them (calculus, rule 21).

    Asks nothing of what is proved: proving asks this.
    """
    return ()


def limits_of(argument: Argument, profile: Profile) -> tuple[LimitAccount, ...]:
    """Every limit of a profile, in its order, with what became of it."""
    return ()
