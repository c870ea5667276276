"""From the texts to the problem, which the kernel and the search both read.

Trusted beside the kernel: what is lost here, no check brings back.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from gsn.argument import Argument
from gsn.doubt.states import Doubts, doubts_of
from gsn.model.case import Element
from gsn.model.kinds import QUANTITIES, Kind
from gsn.model.reference import Identity, name_of
from gsn.model.statements.argument import ChallengeStatement, GoalStatement, StrategyStatement
from gsn.risk.flaws import Flaw
from gsn.risk.measurements import measurements_of
from gsn.risk.problem import (
    Believed,
    Carrying,
    Claim,
    ClaimId,
    Dimension,
    Limit,
    Measurement,
    Observed,
    Problem,
    Reach,
    Step,
)
from gsn.risk.quantities import licences_of, quantities_of
from gsn.risk.units import singular
from gsn.support import lacks_of


@dataclass(frozen=True, slots=True)
class Extracted:
    """The problem, and what is wrong with its quantities."""

    problem: Problem
    flaws: tuple[Flaw, ...]


def extract(argument: Argument, limits: Iterable[Limit] = (), doubts: Doubts | None = None) -> Extracted:
    """The problem of a case on the day that its argument is judged on.

    Args:
        argument: The case's argument.
        limits: What a treaty limits.
        doubts: What is in doubt; as if every claim were proved when not given.
    """
    claims = {claim.id: claim for claim in _claims(argument)}
    measurements = measurements_of(argument)
    model = [element for kind in Kind if kind in QUANTITIES for element in argument.by_kind[kind]]
    evident = _evident(claims.values(), measurements.values())
    quantities, flaws = quantities_of(model, evident)
    marks, marked_edges = _marks(argument, doubts if doubts is not None else doubts_of(argument))
    problem = Problem(
        quantities=quantities,
        licences=licences_of(model),
        claims=claims,
        measurements=measurements,
        steps={goal: step_of(argument, goal) for goal in dict.fromkeys(claim.goal for claim in claims)},
        carrying=dict(_carrying(argument)),
        scopes=dict(_scopes(argument)),
        marks=marks,
        marked_edges=marked_edges,
        below={
            element.identity: tuple(dict.fromkeys(argument.rests_on(element.identity))) for element in argument.elements
        },
        limits=tuple(limits),
    )
    return Extracted(problem, tuple(flaws))


def _claims(argument: Argument) -> Iterator[Claim]:
    for goal in (*argument.by_kind[Kind.GOAL], *argument.by_kind[Kind.CHALLENGE]):
        says = goal.says
        for position, claim in enumerate(says.claims if isinstance(says, GoalStatement | ChallengeStatement) else ()):
            yield Claim(
                id=ClaimId(goal.identity, position),
                quantity=claim.quantity.identity,
                relation=claim.relation,
                value=claim.value.exact,
                unit=singular(claim.per) if claim.per is not None else None,
                doubt=1 - claim.confidence.exact,
                subject=claim.subject.identity if claim.subject is not None else None,
            )


def _evident(claims: Iterable[Claim], measurements: Iterable[Measurement]) -> dict[Identity, Dimension]:
    """What claims and records say of a quantity's dimension: a figure per something is a frequency.

    Where they disagree the first counts, and the others fail by their unit.
    """
    found: dict[Identity, Dimension] = {}
    for claim in claims:
        found.setdefault(claim.quantity, Dimension.PROBABILITY if claim.unit is None else Dimension.FREQUENCY)
    for measurement in measurements:
        result = measurement.result
        per = result.unit if isinstance(result, Observed | Believed) else None
        found.setdefault(measurement.quantity, Dimension.PROBABILITY if per is None else Dimension.FREQUENCY)
    return found


def step_of(argument: Argument, goal: Identity) -> Step:
    """What directly supports a goal: goals and records, through strategies and solutions.

    Each strategy is gone through once, by the first way to it.
    """
    goals: defaultdict[Identity, list[tuple[Identity, ...]]] = defaultdict(list)
    records: defaultdict[Identity, list[tuple[Identity, ...]]] = defaultdict(list)
    seen: set[Identity] = set()
    stack: list[tuple[Identity, tuple[Identity, ...]]] = [(goal, ())]
    while stack:
        source, way = stack.pop()
        onward = []
        for link in argument.support_of(source):
            match argument.kind_of(link.target):
                case Kind.GOAL:
                    goals[link.target].append(way)
                case Kind.EVIDENCE:
                    records[link.target].append(way)
                case Kind.SOLUTION:
                    for record in argument.records_of(link.target):
                        records[record].append((*way, link.target))
                case Kind.STRATEGY if link.target not in seen:
                    seen.add(link.target)
                    onward.append((link.target, (*way, link.target)))
                case _:
                    pass
        stack.extend(reversed(onward))
    return Step(
        tuple(Reach(target, tuple(ways)) for target, ways in goals.items()),
        tuple(Reach(target, tuple(ways)) for target, ways in records.items()),
    )


def _carrying(argument: Argument) -> Iterator[tuple[Identity, tuple[Carrying, ...]]]:
    for kind in (Kind.GOAL, Kind.STRATEGY):
        for element in argument.by_kind[kind]:
            says = element.says
            if isinstance(says, GoalStatement | StrategyStatement) and says.carries_over:
                carried = [Carrying(c.source.identity, c.target.identity, c.by.identity) for c in says.carries_over]
                yield element.identity, tuple(carried)


def _scopes(argument: Argument) -> Iterator[tuple[Identity, tuple[Identity, ...]]]:
    for kind in (Kind.GOAL, Kind.STRATEGY):
        for element in argument.by_kind[kind]:
            links = argument.context_of(element.identity)
            scoping = [link.target for link in links if argument.kind_of(link.target) is not Kind.JUSTIFICATION]
            if scoping:
                yield element.identity, tuple(dict.fromkeys(scoping))


def _marks(
    argument: Argument, doubts: Doubts
) -> tuple[dict[Identity, tuple[str, ...]], dict[tuple[Identity, Identity], str]]:
    """Why nothing may rest on an element, or go along a relationship."""
    marks: dict[Identity, tuple[str, ...]] = {}
    for element in argument.elements:
        challenges = doubts.elements.get(element.identity, ())
        why = (*_own_marks(argument, element), *map(_challenged, challenges))
        if why:
            marks[element.identity] = why
    for link in argument.case.links:
        if argument.element(link.target) is None:
            marks.setdefault(link.target, ("is referred to as a whole",))
    edges = dict.fromkeys(argument.defeated_relationships, "is given up")
    for edge, challenges in doubts.edges.items():
        edges.setdefault(edge, _challenged(challenges[0]))
    return marks, edges


def _challenged(challenge: Identity) -> str:
    return f"is challenged by `{name_of(challenge)}`, which nothing answers"


def _own_marks(argument: Argument, element: Element) -> Iterator[str]:
    """What an element lacks; a line of it that could not be read may have said anything."""
    for ground in lacks_of(argument, element.identity):
        yield ground.about or ground.message
    if element.kind is not Kind.UNREADABLE and argument.partly_unread(element.identity):
        yield "has a line that could not be read"
