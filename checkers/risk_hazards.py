"""GSN419 to GSN422, hazards and mitigations: is each bounded, and does each do what it is said to do?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from gsn.argument import Argument
from gsn.findings import Finding, Scope, Severity, rule
from gsn.model.kinds import Kind
from gsn.model.reference import Identity
from gsn.model.statements.risk import HazardStatement, MitigationStatement
from gsn.risk.parts import basic_parts
from gsn.risk.problem import Claim, Side
from gsn.risk.term import written

from .all_read import if_all_was_read


@rule("GSN419", "idle-mitigation", Severity.WARNING, scope=Scope.CASE)
@if_all_was_read
def idle_mitigation(argument: Argument) -> Iterator[Finding]:
    """A mitigation is said to reduce something, and it is not measured or bounded both with and without it.

    **Why it matters.** How rare something is with a safeguard does not say what the safeguard does.

    **Breaks it**

        mitigation filter "The input filter"
            reduces bypass from bypass_without by G3
        probability bypass "A bypass with the filter"
        probability bypass_without "A bypass without it"
        goal G3 "The filter is the only difference"
            undeveloped

    **Instead**

        mitigation filter "The input filter"
            reduces bypass from bypass_without by G3
        probability bypass "A bypass with the filter"
        probability bypass_without "A bypass without it"
        goal G3 "The filter is the only difference"
            solution E1
        evidence E1 "With and without, sixty attempts each"
            type red_team
            file "red-team.txt"
            by lab
            dated 2026-05-01
            measures bypass: 0 of 60
            measures bypass_without: 41 of 60
        actor lab "Evaluations Ltd"
            role evaluator
        # file: red-team.txt
        With the filter none of sixty, without it forty-one.

    **Source.** Design, mitigations.
    """
    search = argument.risk.search
    for element in argument.by_kind[Kind.MITIGATION]:
        for position, reduction in enumerate(
            element.says.reductions if isinstance(element.says, MitigationStatement) else ()
        ):
            ends = (reduction.quantity.identity, reduction.unmitigated.identity)
            open_ = [end for end in ends if not _is_known(argument, end)]
            if open_:
                listed = " and ".join(f"`{written(end)}`" for end in open_)
                are = "is" if len(open_) == 1 else "are"
                neither = f"{are} neither measured nor bounded by a claim that is proved"
                what = f"`{element.name}` says nothing: {listed} {neither}"
                help_ = "measure both, with and without, in the same way"
            elif not search.is_sound(reduction.by.identity):
                what = f"`{element.name}` rests on `{reduction.by.name}`, which is not supported"
                help_ = f"support `{reduction.by.name}`"
            else:
                continue
            yield Finding(what, element.place_of("reductions", position), element.identity, help=help_)


def _is_known(argument: Argument, quantity: Identity) -> bool:
    """Whether a record measures a quantity, or all that it is made of, or a proved claim bounds it."""
    search = argument.risk.search
    claimed = {outcome.claim.quantity for outcome in argument.risk.outcomes.values() if outcome.proved}
    parts = [quantity, *basic_parts(search.problem, quantity)]
    return (
        quantity in claimed
        or bool(search.charging.measuring.get(quantity))
        or all(part in claimed or search.charging.measuring.get(part) for part in parts[1:])
    )


@rule("GSN420", "unbounded-hazard", Severity.WARNING, scope=Scope.CASE)
@if_all_was_read
def unbounded_hazard(argument: Argument) -> Iterator[Finding]:
    """No goal claims a bound on a hazard, and none is named that argues it in words.

    **Why it matters.** Against any limit, a hazard of which nothing is claimed counts as unbounded.

    **Breaks it**

        hazard flood "Flood"

    **Instead**

        hazard flood "Flood"
        goal G1 "Floods are rare"
            claim flood <= 1e-3 per year at 95%
            undeveloped

    **Source.** The calculus, rule 21.
    """
    claims = argument.risk.problem.claims.values()
    claimed = {claim.quantity for claim in claims if claim.side is Side.UPPER}
    for hazard in argument.by_kind[Kind.HAZARD]:
        in_words = isinstance(hazard.says, HazardStatement) and hazard.says.argued_by
        if hazard.identity not in claimed and not in_words:
            what = f"no goal claims that `{hazard.name}` is at most anything"
            help_ = f"claim it: `claim {hazard.name} <= … at …`; or say which goal argues it: `argued by GOAL`"
            yield Finding(what, hazard.place, hazard.identity, help=help_)


@rule("GSN421", "stray-scenario", Severity.WARNING, scope=Scope.CASE)
@if_all_was_read
def stray_scenario(argument: Argument) -> Iterator[Finding]:
    """A scenario is part of no hazard, by way of whatever.

    One that a goal claims beside what it is not part of is told by GSN422.

    **Why it matters.** A list of scenarios was perhaps complete before one was taken out of it, and its bound is lower
    now.

    **Breaks it**

        hazard attack "An attack with severe damage"
            is any of by_door complete by G9
        scenario by_door "By the door"
            is tries then opened
        scenario by_window "By the window"
            is tries then broken
        frequency tries "Tries"
        probability opened "The door opens"
        probability broken "The window breaks"
        goal G9 "There is no third way"
            undeveloped

    **Instead**

        hazard attack "An attack with severe damage"
            is any of by_door, by_window complete by G9
        scenario by_door "By the door"
            is tries then opened
        scenario by_window "By the window"
            is tries then broken
        frequency tries "Tries"
        probability opened "The door opens"
        probability broken "The window breaks"
        goal G9 "There is no third way"
            undeveloped

    **Mend it** by adding it to the hazard that it leads to, or by taking it out of the case.

    **Source.** Design, completeness.
    """
    charging = argument.risk.search.charging
    hazards = [hazard.identity for hazard in argument.by_kind[Kind.HAZARD]]
    listed = {part for hazard in hazards for part in charging.closure(hazard)}
    listed |= {claim.quantity for idle in _idle_claims(argument) for claim in idle.claims}
    for scenario in argument.by_kind[Kind.SCENARIO]:
        if scenario.identity not in listed:
            what = f"`{scenario.name}` is part of no hazard"
            help_ = f"add `{scenario.name}` to what its hazard is made of, or take it out"
            yield Finding(what, scenario.place, scenario.identity, help=help_)


@rule("GSN422", "idle-claim", Severity.WARNING, scope=Scope.CASE)
@if_all_was_read
def idle_claim(argument: Argument) -> Iterator[Finding]:
    """A goal claims numbers of which none bears on what the goal right above it claims, though others there do.

    **Why it matters.** Something was perhaps taken out of what the number above is made of, and its bound is lower now.

    **Breaks it**

        goal G1 "Attacks are rare"
            claim attacks <= 2 per year at 85%
            goal G2 "Attempts are few"
                claim attempts <= 20 per year at 95%
                undeveloped
            goal G3 "They seldom succeed"
                claim success <= 10% at 95%
                undeveloped
            goal G4 "Thefts are few"
                claim thefts <= 1 per year at 95%
                undeveloped
        frequency attacks "Successful attacks"
            is attempts then success
        frequency attempts "Attempts"
        probability success "An attempt succeeds"
        frequency thefts "Thefts of weights"

    **Instead**

        goal G1 "Attacks are rare"
            claim attacks <= 3 per year at 85%
            goal G2 "Attempts are few"
                claim attempts <= 20 per year at 95%
                undeveloped
            goal G3 "They seldom succeed"
                claim success <= 10% at 95%
                undeveloped
            goal G4 "Thefts are few"
                claim thefts <= 1 per year at 95%
                undeveloped
        frequency attacks "Successful attacks"
            is any of (attempts then success), thefts
        frequency attempts "Attempts"
        probability success "An attempt succeeds"
        frequency thefts "Thefts of weights"

    **Mend it** by adding it to what the number above is made of, or by a goal between that claims no number.

    **Source.** Design, completeness.
    """
    for idle in _idle_claims(argument):
        element, above = argument.case.elements[idle.goal], argument.case.elements[idle.above]
        of = _listed(argument.risk.search.charging.claims_of[idle.above])
        what = (
            f"`{element.name}` bounds {_listed(idle.claims)}, which bears on nothing that `{above.name}` claims: {of}"
        )
        help_ = "add it to what that is made of, or argue something else by it"
        place = element.place_of("claims", idle.claims[0].id.position)
        yield Finding(what, place, element.identity, help_, related=((above.place_of("claims"), "claimed here"),))


class _Idle(NamedTuple):
    """A goal whose claims bear on nothing that the goal right above it claims."""

    goal: Identity
    above: Identity
    claims: Sequence[Claim]


def _idle_claims(argument: Argument) -> Iterator[_Idle]:
    """Goals with idle claims beside goals with claims that bear; where none bears, the step rests on nothing."""
    charging = argument.risk.search.charging
    for above, step in argument.risk.problem.steps.items():
        relevant = {part for claim in charging.claims_of.get(above, ()) for part in charging.closure(claim.quantity)}
        below = [(reach.target, charging.claims_of.get(reach.target, ())) for reach in step.goals]
        claimed = [(goal, claims) for goal, claims in below if claims]
        idle = [_Idle(goal, above, claims) for goal, claims in claimed if relevant.isdisjoint(_quantities_of(claims))]
        if len(idle) < len(claimed):
            yield from idle


def _quantities_of(claims: Iterable[Claim]) -> set[Identity]:
    return {claim.quantity for claim in claims}


def _listed(claims: Iterable[Claim]) -> str:
    return ", ".join(f"`{written(name)}`" for name in sorted(_quantities_of(claims))[:3])
