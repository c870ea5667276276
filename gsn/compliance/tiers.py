"""Which tiers of a profile a system reaches, by which part of its compute and which way of counting."""

from __future__ import annotations

from gsn.argument import Argument
from gsn.compliance.account import TierAccount
from gsn.treaty.profile import Profile


def tiers_of(argument: Argument, profile: Profile) -> tuple[TierAccount, ...]:
    """Every tier of a profile, in its order."""
    return ()
