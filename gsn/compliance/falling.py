"""Which hazards fall under a limit, and for which configuration it has to be held. In doubt a hazard falls under it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from gsn.argument import Argument
from gsn.compliance.account import Answer
from gsn.compliance.severities import falls_under
from gsn.model.case import Element
from gsn.model.expression import Compound, Expression, Operator
from gsn.model.kinds import QUANTITIES, Kind
from gsn.model.reference import Identity
from gsn.model.statements.argument import ChallengeStatement, GoalStatement
from gsn.model.statements.risk import HazardStatement, QuantityStatement, ScenarioStatement
from gsn.risk.figures import is_upper
from gsn.treaty.kinds import Kind as Stated
from gsn.treaty.profile import Item, Profile
from gsn.treaty.record import Limited


class Falling(NamedTuple):
    """The hazards that fall under a limit, and those of its subject that are milder than it is about."""

    hazards: tuple[Element, ...]
    milder: tuple[Element, ...]


def falling_under(argument: Argument, profile: Profile, limit: Item) -> Falling:
    """The hazards of a limit's subject, of its severity or worse.

    Where there are such, one of which nothing tells what it is of (no category, or one that the profile does not name)
    falls under it, too: else a slip in a name would take a hazard from under every limit.
    """
    on: Limited | None = limit.one("on")
    subject = profile.items.get(on.subject.name) if on is not None else None
    if on is None or subject is None:
        return Falling((), ())
    answers = {hazard.identity: is_of(hazard, subject, profile) for hazard in argument.by_kind[Kind.HAZARD]}
    if Answer.YES not in answers.values():
        return Falling((), ())
    of_it = [hazard for hazard in argument.by_kind[Kind.HAZARD] if answers[hazard.identity] is not Answer.NO]
    severity = on.severity.name if on.severity is not None else None
    falling = tuple(hazard for hazard in of_it if falls_under(profile, hazard, severity))
    return Falling(falling, tuple(hazard for hazard in of_it if hazard not in falling))


def is_of(hazard: Element, subject: Item, profile: Profile) -> Answer:
    """Whether a hazard is of a category, or names a capability."""
    says = hazard.says
    if not isinstance(says, HazardStatement):
        return Answer.OPEN
    if subject.kind is Stated.CATEGORY:
        named, clause_field = [says.category.name] if says.category is not None else [], "category"
    else:
        named, clause_field = [ref.name for ref in says.capabilities], "capabilities"
    if subject.name in named:
        return Answer.YES
    known = {item.name for item in profile.of_kind(subject.kind)}
    unknown = any(name not in known for name in named) or (subject.kind is Stated.CATEGORY and not named)
    return Answer.OPEN if unknown or clause_field in hazard.lost else Answer.NO


# Increases


class Counted(NamedTuple):
    """The hazards that count towards a figure, and those of which what is stated is no such figure.

    ``unwhole`` are those of which an increase alone is stated, and the figure is of the whole; ``in_full`` are those of
    ``hazards`` of which the whole is stated, and the figure is of an increase.
    """

    hazards: tuple[Element, ...]
    unwhole: tuple[Element, ...] = ()
    in_full: tuple[Element, ...] = ()


def counted(argument: Argument, hazards: Sequence[Element], *, increase: bool) -> Counted:
    """What counts towards a figure.

    Towards an increase, one that is stated as an increase counts; another counts in full, as it is no less than its
    increase, unless it is what such a one increases. Towards a whole, an increase counts only as part of a whole that
    is there.
    """
    raised = {hazard.identity: _raised(argument, hazard) for hazard in hazards}
    if increase:
        held = tuple(hazard for hazard in hazards if hazard.identity not in raised.values())
        return Counted(held, in_full=tuple(hazard for hazard in held if raised[hazard.identity] is None))
    parts = [hazard for hazard in hazards if raised[hazard.identity] is not None]
    unwhole = tuple(hazard for hazard in parts if raised[hazard.identity] not in raised)
    return Counted(tuple(hazard for hazard in hazards if hazard not in parts), unwhole)


def _raised(argument: Argument, hazard: Element) -> Identity | None:
    """What a hazard is the increase of; none where it is no increase. A name stands for what defines it."""
    here: Expression | None = _definition(hazard)
    seen: set[Identity] = set()
    while here is not None and not isinstance(here, Compound) and here.identity not in seen:
        seen.add(here.identity)
        element = argument.element(here.identity)
        here = _definition(element) if element is not None and element.kind in QUANTITIES else None
    if not isinstance(here, Compound) or here.operator is not Operator.INCREASE:
        return None
    whole = here.operands[0]
    return whole.identity if not isinstance(whole, Compound) else ""


def _definition(element: Element) -> Expression | None:
    says = element.says
    if not isinstance(says, HazardStatement | ScenarioStatement | QuantityStatement) or says.definition is None:
        return None
    return says.definition.expression


# Configurations


class Subjects(NamedTuple):
    """The configurations that a limit has to be held for; none alone where nothing is claimed for any.

    ``known`` is false where nothing says that these are what is decided on.
    """

    each: tuple[Identity | None, ...]
    known: bool


def subjects_of(argument: Argument, hazards: Iterable[Element]) -> Subjects:
    """What a limit on hazards has to be held for: each configuration that is decided on.

    Where the case does not say which it decides on, it is held for all that is claimed of the hazards, and nothing
    tells whether that is what is decided on; a system without configurations is.
    """
    says, head = argument.case.says, argument.case.head
    stated = tuple(dict.fromkeys(ref.identity for ref in says.decides_on))
    lost = head is not None and bool(head.lost & {"decides_on", "system"})
    if stated and not lost:
        return Subjects(stated, known=True)
    claimed = tuple(dict.fromkeys(_claimed_for(argument, {hazard.identity for hazard in hazards})))
    if not claimed:
        return Subjects((None,), known=not lost)
    system = says.system.identity if says.system is not None else None
    alone = claimed == (system,) and not any(
        element.parent == system for element in argument.by_kind[Kind.CONFIGURATION]
    )
    return Subjects(claimed, known=alone and not lost)


def _claimed_for(argument: Argument, hazards: set[Identity]) -> Iterator[Identity]:
    for goal in (*argument.by_kind[Kind.GOAL], *argument.by_kind[Kind.CHALLENGE]):
        says = goal.says
        for claim in says.claims if isinstance(says, GoalStatement | ChallengeStatement) else ():
            if claim.quantity.identity in hazards and is_upper(claim.relation) and claim.subject is not None:
                yield claim.subject.identity
