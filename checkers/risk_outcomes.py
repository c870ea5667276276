"""What became of the claims of a case, as the rules about numbers look at it."""

from __future__ import annotations

from collections.abc import Iterator

from gsn.argument import Argument
from gsn.findings import Finding
from gsn.model.place import Place
from gsn.model.reference import Identity
from gsn.risk.leaves import Barred
from gsn.risk.problem import Claim, Measurement
from gsn.risk.proving import Outcome
from gsn.risk.search import Failing


def failing(argument: Argument, *kinds: Failing) -> Iterator[Outcome]:
    """Claims that fail in one of some ways by themselves, and not because a claim or a record below them does."""
    for outcome in argument.risk.outcomes.values():
        if outcome.attempt.failing in kinds and not any(map(_fails_below, outcome.attempt.barred)):
            yield outcome


def _fails_below(barred: Barred) -> bool:
    return not _of_another_configuration(barred)


def _of_another_configuration(barred: Barred) -> bool:
    return "nothing carries it over" in barred.why or "does not say that it is about" in barred.why


def found_at(
    argument: Argument, claim: Claim, message: str, help_: str, related: tuple[tuple[Place, str], ...] = ()
) -> Finding:
    goal = argument.case.elements[claim.id.goal]
    return Finding(message, goal.place_of("claims", claim.id.position), goal.identity, help=help_, related=related)


def ways_of(argument: Argument, outcome: Outcome) -> tuple[tuple[Place, str], ...]:
    """The strategies between a goal and what supports it."""
    elements = dict.fromkeys(element for leaf in outcome.attempt.leaves for element in leaf.way.elements)
    held = [argument.element(element) for element in elements]
    return tuple((element.place, "through this") for element in held if element is not None)


def bearing_on(argument: Argument, claim: Claim) -> Iterator[Claim | Measurement]:
    """Claims and measurements directly below a goal that bear on its claim."""
    search = argument.risk.search
    step, relevant = search.problem.steps[claim.id.goal], search.charging.closure(claim.quantity)
    for reach in step.goals:
        yield from (child for child in search.charging.claims_of.get(reach.target, ()) if child.quantity in relevant)
    for reach in step.records:
        yield from (test for test in search.charging.in_record.get(reach.target, ()) if test.quantity in relevant)


def bounded_instead(argument: Argument, claim: Claim) -> Iterator[Identity]:
    search = argument.risk.search
    step = search.problem.steps[claim.id.goal]
    for reach in step.goals:
        yield from (child.quantity for child in search.charging.claims_of.get(reach.target, ()))
    for reach in step.records:
        yield from (test.quantity for test in search.charging.in_record.get(reach.target, ()))
