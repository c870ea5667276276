"""Hold a case against a profile."""

from __future__ import annotations

from gsn.argument import Argument
from gsn.compliance.account import Account
from gsn.compliance.binding import binding_of
from gsn.compliance.coverage import capabilities_of, categories_of, parts_of
from gsn.compliance.limits import limits_of
from gsn.compliance.requirements import requirements_of
from gsn.compliance.severities import severities_of
from gsn.compliance.tiers import tiers_of


def account_of(argument: Argument) -> Account | None:
    """The account of a case; none where no profile is named, or where it cannot be read."""
    held = argument.held
    if held is None or held.profile is None:
        return None
    profile = held.profile
    tiers = tiers_of(argument, profile)
    return Account(
        held=held,
        profile=profile,
        binding=binding_of(argument, profile),
        tiers=tiers,
        requirements=requirements_of(argument, profile, tiers),
        limits=limits_of(argument, profile),
        categories=categories_of(argument, profile),
        capabilities=capabilities_of(argument, profile),
        parts=parts_of(argument, profile),
        severities=severities_of(argument, profile),
    )
