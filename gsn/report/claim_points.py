"""Where assurance claim points stand in a diagram (GSN v3, 1:5): those that the text states, and its licences.

A licence says that events are independent, associated, exclusive, or share a cause, and names the goal that argues it.
What is claimed in numbers of a quantity that it stands under relies on it beside its support. So it is drawn as what it
is: a point on the support of the goal that claims, labelled with the goal that argues.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import islice
from typing import TypeAlias

from gsn.argument import Argument
from gsn.model.kinds import GOALS, QUANTITIES
from gsn.model.naming import dependencies_in
from gsn.model.record import CommonCause, Licence
from gsn.model.reference import Edge, Identity, Ref, module_of, name_of
from gsn.model.statements.argument import ChallengeStatement, GoalStatement
from gsn.model.statements.risk import HazardStatement, QuantityStatement, ScenarioStatement
from gsn.report.drawing import ClaimPoint

Place: TypeAlias = Identity | tuple[Identity, Identity]
"""An element, or a relationship by its ends."""

MOST_PARTS = 1_000
"""Quantities that one claim is followed through."""


def claim_points(argument: Argument, address: Callable[[Identity], str]) -> dict[Place, tuple[ClaimPoint, ...]]:
    """The claim points by where they stand.

    Args:
        argument: The argument.
        address: Where an element is: each point leads to what argues it.
    """
    found: defaultdict[Place, dict[ClaimPoint, None]] = defaultdict(dict)
    for place, point in _stated(argument, address):
        found[place][point] = None
    for goal, point in _licensed(argument, address):
        found[_inference(argument, goal)][point] = None
    return {place: tuple(points) for place, points in found.items()}


def _stated(argument: Argument, address: Callable[[Identity], str]) -> Iterator[tuple[Place, ClaimPoint]]:
    """The points that the text states."""
    for point, says in argument.confidence_points():
        place: Place | None = point.parent
        if isinstance(says.on, Edge):
            place = (says.on.source.identity, says.on.target.identity)
        elif says.on is not None:
            place = says.on.identity
        if place is None:
            continue
        by = says.argued_by
        elsewhere = f"[{by.module}]" if by is not None and by.module != point.module else ""
        title = point.text.plain if point.text is not None else f"Confidence at {point.name}"
        argued = f"{title} (argued by {name_of(by.identity) or by.module})" if by is not None else title
        href = address(by.identity if by is not None else point.identity)
        yield place, ClaimPoint(f"{point.name}{elsewhere}", argued, href)


def _licensed(argument: Argument, address: Callable[[Identity], str]) -> Iterator[tuple[Identity, ClaimPoint]]:
    """The goals whose claims rely on licences, each with a point for each goal that argues one."""
    claims = {
        element.identity: [claim.quantity.identity for claim in element.says.claims]
        for kind in sorted(GOALS)
        for element in argument.by_kind[kind]
        if isinstance(element.says, GoalStatement | ChallengeStatement) and element.says.claims
    }
    claimed = {quantity for quantities in claims.values() for quantity in quantities}
    for goal, quantities in claims.items():
        said: defaultdict[Ref, list[str]] = defaultdict(list)
        for quantity in _parts(argument, quantities, claimed):
            for by, what in _licences(argument, quantity):
                said[by].append(what)
        for by, licences in said.items():
            elsewhere = f"[{by.module}]" if by.module != module_of(goal) else ""
            title = f"{'; '.join(dict.fromkeys(licences))}: argued by {by.name}"
            yield goal, ClaimPoint(f"{by.name}{elsewhere}", title, address(by.identity))


def _parts(argument: Argument, quantities: list[Identity], claimed: set[Identity]) -> Iterator[Identity]:
    """What the quantities are made of, down to what another goal claims."""

    def made_of(identity: Identity) -> Iterator[Identity]:
        element = argument.element(identity)
        for ref in dependencies_in(element.says) if element is not None else ():
            if argument.kind_of(ref.identity) in QUANTITIES and ref.identity not in claimed:
                yield ref.identity

    return islice(argument.walk(quantities, lambda identity: list(made_of(identity))), MOST_PARTS)


def _licences(argument: Argument, quantity: Identity) -> Iterator[tuple[Ref, str]]:
    """The goals that argue the licences of a quantity, with what each argues."""
    element = argument.element(quantity)
    if element is None or not isinstance(element.says, HazardStatement | ScenarioStatement | QuantityStatement):
        return
    says = element.says
    for word, licences in (
        ("independent", says.independent),
        ("associated", says.associated),
        ("exclusive", says.exclusive),
        ("of a common cause", says.common_causes),
    ):
        for licence in licences:
            yield licence.by, _told(licence, word)


def _told(licence: Licence | CommonCause, word: str) -> str:
    given = f" given {' then '.join(ref.name for ref in licence.given)}" if licence.given else ""
    return f"{', '.join(ref.name for ref in licence.members)} are {word}{given}"


def _inference(argument: Argument, goal: Identity) -> Place:
    """The support of a goal as a place: its one relationship, or the goal's lower edge, which all of several leave."""
    support = argument.support_of(goal)
    return (goal, support[0].target) if len(support) == 1 else goal
