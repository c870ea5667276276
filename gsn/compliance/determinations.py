"""What those who decide have decided, as far as their word is known to be theirs.

A determination in a case is a file that its developer handed over. So it counts only where it is signed by a key that a
reviewer's registry gives to a public body, is about the system of the case and says of which day it is; without a
registry nothing is determined, whatever the case states. One in a review counts where the review is the word of an
authority about what is judged (`gsn.review`).
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from gsn.argument import Argument
from gsn.evidence.systems import Systems
from gsn.model.case import Element, module_identity
from gsn.model.decisions import standing_against, stands_for
from gsn.model.kinds import Kind
from gsn.model.reference import Identity, name_of
from gsn.model.review import Review
from gsn.model.statements.evidence import EvidenceStatement

AGAINST = "GSN358"
"""The rule that tells of an authority which found the risk unacceptable."""


class Determination(NamedTuple):
    """A decision: the record or the review of it, who decided and when, and whether the risk is acceptable.

    ``conditions`` are what it holds under; ``in_review`` is whether a review records it.
    """

    record: Identity
    by: str
    on: date | None
    acceptable: bool
    conditions: tuple[str, ...] = ()
    in_review: bool = False

    @property
    def in_words(self) -> str:
        when = f" on {self.on}" if self.on is not None else ""
        found = "acceptable" if self.acceptable else "unacceptable"
        under = f", on condition: {'; '.join(self.conditions)}" if self.conditions else ""
        return f"`{self.by}` determined{when} that the risk is {found}{under}"


def determination_by(argument: Argument, by: str | None) -> Determination | None:
    """The determination of an actor that the risk is acceptable, where it is known to be that actor's.

    Args:
        argument: The case's argument.
        by: The actor's name; where a profile names none, any public body's counts.
    """
    if argument.registry is None:
        return None
    for review in argument.case.reviews:
        if by in {None, review.by} and stands_for(argument.case.reviews, review):
            return _in_review(review, acceptable=True)
    for record, assessment in argument.assessments.items():
        found = _acceptable(argument, record)
        if found is not None and assessment.may_hold and by in {None, found.by}:
            return found
    return None


def determination_against(argument: Argument) -> Determination | None:
    """A determination that the risk is unacceptable: bad news counts in whichever state, and by whichever authority."""
    review = next(standing_against(argument.case.reviews), None)
    if review is not None:
        return _in_review(review, acceptable=False)
    for flaw in argument.register.flaws.get(AGAINST, ()):
        element = argument.element(flaw.where.element)
        says = element.says if element is not None else None
        if isinstance(says, EvidenceStatement):
            by = name_of(says.by.actor.identity) if says.by is not None else "somebody"
            return Determination(flaw.where.element, by, says.dated, acceptable=False)
    return None


def judged_by(argument: Argument, element: Identity, by: str) -> Review | None:
    """The review in which an authority has judged an element, where its word counts."""
    if argument.registry is None:
        return None
    return next(
        (each for each in argument.case.reviews if by in each.whose and element in frozenset(each.judges())), None
    )


def _in_review(review: Review, *, acceptable: bool) -> Determination:
    conditions = tuple(text.plain for text in review.says.conditions) if acceptable else ()
    return Determination(
        module_identity(review.name), review.by or "somebody", review.on, acceptable, conditions, in_review=True
    )


# Determinations on record


def _acceptable(argument: Argument, record: Identity) -> Determination | None:
    element = argument.element(record)
    says = element.says if element is not None else None
    if element is None or not isinstance(says, EvidenceStatement) or says.determines != "acceptable":
        return None
    by = _signed_by(argument, element, says)
    return Determination(record, by, says.dated, acceptable=True) if by is not None else None


def is_licensed(argument: Argument, by: str | None) -> bool:
    """Whether an actor licensed the system, where that is known to be that actor's word; any public body for none."""
    if argument.registry is None:
        return False
    for element in argument.by_kind[Kind.EVIDENCE]:
        says = element.says
        if isinstance(says, EvidenceStatement) and says.type == "licence":
            giver = _signed_by(argument, element, says)
            if giver is not None and by in {None, giver} and argument.assessments[element.identity].may_hold:
                return True
    return False


def _signed_by(argument: Argument, record: Element, says: EvidenceStatement) -> str | None:
    """The public body that signed a record about the system of the case, of a day that it says."""
    if says.by is None or says.attested is None or says.dated is None:
        return None
    actor, systems = says.by.actor.identity, Systems(argument.case)
    about = systems.of_record(record, says)
    is_about_it = about != "unread" and about == systems.of_the_case()
    return name_of(actor) if is_about_it and argument.register.actors.is_public(actor) else None
