"""Whom a profile binds: its states parties and their jurisdictions, sectors and uses, and whether it is law."""

from __future__ import annotations

from gsn.argument import Argument
from gsn.compliance.account import Answer, Binding
from gsn.treaty.profile import Profile


def binding_of(argument: Argument, profile: Profile) -> Binding:
    """Whether a profile binds the system that a case is about."""
    return Binding(Answer.OPEN, "", Answer.OPEN, "", "", (), ())
