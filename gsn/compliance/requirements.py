"""Requirements against evidence: met by which records, or short of what."""

from __future__ import annotations

from gsn.argument import Argument
from gsn.compliance.account import RequirementAccount, TierAccount
from gsn.treaty.profile import Profile


def requirements_of(
    argument: Argument, profile: Profile, tiers: tuple[TierAccount, ...]
) -> tuple[RequirementAccount, ...]:
    """Every requirement of a profile, in its order."""
    return ()
