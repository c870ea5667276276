"""What a profile names and a case has to speak of: categories of risk, capabilities, the parts of a safety case."""

from __future__ import annotations

from gsn.argument import Argument
from gsn.compliance.account import CoverageAccount, PartAccount
from gsn.treaty.profile import Profile


def categories_of(argument: Argument, profile: Profile) -> tuple[CoverageAccount, ...]:
    """Every category of a profile, in its order."""
    return ()


def capabilities_of(argument: Argument, profile: Profile) -> tuple[CoverageAccount, ...]:
    """Every capability of a profile, in its order."""
    return ()


def parts_of(argument: Argument, profile: Profile) -> tuple[PartAccount, ...]:
    """Hazards, scenarios, mitigations and thresholds (the review's definition of a safety case, footnote 55)."""
    return ()
