"""What those who decide have decided, as far as their word is known to be theirs.

A determination in a case is a file that its developer handed over. So it counts only where it is signed by a key that a
reviewer's registry gives to a public body; without a registry nothing is determined, whatever the case states.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from gsn.argument import Argument
from gsn.model.reference import Identity, name_of
from gsn.model.statements.evidence import EvidenceStatement

AGAINST = "GSN358"
"""The rule that tells of an authority which found the risk unacceptable."""


class Determination(NamedTuple):
    """A decision: the record of it, who decided and when, and whether the risk is acceptable."""

    record: Identity
    by: str
    on: date | None
    acceptable: bool

    @property
    def in_words(self) -> str:
        when = f" on {self.on}" if self.on is not None else ""
        found = "acceptable" if self.acceptable else "unacceptable"
        return f"`{self.by}` determined{when} that the risk is {found}"


def determination_by(argument: Argument, by: str | None) -> Determination | None:
    """The determination of an actor that the risk is acceptable, where it is known to be that actor's.

    Args:
        argument: The case's argument.
        by: The actor's name; where a profile names none, any public body's counts.
    """
    if argument.registry is None:
        return None
    for record, assessment in argument.assessments.items():
        found = _acceptable(argument, record)
        if found is not None and assessment.may_hold and by in {None, found.by}:
            return found
    return None


def determination_against(argument: Argument) -> Determination | None:
    """A determination that the risk is unacceptable: bad news counts in whichever state, and by whichever authority."""
    for flaw in argument.register.flaws.get(AGAINST, ()):
        element = argument.element(flaw.where.element)
        says = element.says if element is not None else None
        if isinstance(says, EvidenceStatement):
            by = name_of(says.by.actor.identity) if says.by is not None else "somebody"
            return Determination(flaw.where.element, by, says.dated, acceptable=False)
    return None


def _acceptable(argument: Argument, record: Identity) -> Determination | None:
    element = argument.element(record)
    says = element.says if element is not None else None
    if not isinstance(says, EvidenceStatement) or says.determines != "acceptable":
        return None
    if says.by is None or says.attested is None:
        return None
    actor = says.by.actor.identity
    if not argument.register.actors.is_public(actor):
        return None
    return Determination(record, name_of(actor), says.dated, acceptable=True)
