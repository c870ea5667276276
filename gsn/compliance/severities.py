"""Severities, derived from what a profile defines and what a hazard states as its consequence."""

from __future__ import annotations

from collections.abc import Mapping

from gsn.argument import Argument
from gsn.compliance.account import SeverityAccount
from gsn.model.reference import Identity
from gsn.treaty.profile import Profile


def severities_of(argument: Argument, profile: Profile) -> Mapping[Identity, SeverityAccount]:
    """The severity of every hazard of a case."""
    return {}
