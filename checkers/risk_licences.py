"""GSN41x, licences: is what a case assumes of events argued, and does it go together?"""

from __future__ import annotations

from collections.abc import Iterator

from gsn.argument import Argument
from gsn.findings import Finding, Scope, Severity, rule
from gsn.model.case import Element
from gsn.model.kinds import Kind
from gsn.model.place import Place
from gsn.model.reference import Identity, name_of
from gsn.model.statements.argument import ChallengeStatement, GoalStatement, StrategyStatement
from gsn.model.statements.risk import HazardStatement, QuantityStatement, ScenarioStatement
from gsn.risk.problem import GivenPrior, Licence, LicenceKind
from gsn.risk.term import written

from .all_read import if_all_was_read
from .risk_void_licences import contradictions, shared_parts

CLAUSES = {
    LicenceKind.INDEPENDENT: "independent",
    LicenceKind.ASSOCIATED: "associated",
    LicenceKind.EXCLUSIVE: "exclusive",
    LicenceKind.COMMON_CAUSE: "common_causes",
}
"""The clauses that state a licence of each kind."""


@rule("GSN416", "licence-not-argued", Severity.WARNING, scope=Scope.CASE)
@if_all_was_read
def licence_not_argued(argument: Argument) -> Iterator[Finding]:
    """A licence, a bridge, a completeness or whatever else a goal has to argue names one that is not supported.

    Or one that claims a number which is not proved. Results that are carried over and priors are argued so, too.

    **Why it matters.** What nobody has argued counts as if it were not written: the worst is assumed.

    **Breaks it**

        probability both "Both fail"
            is all of a, b
            independent a, b by G9
        probability a "One fails"
        probability b "The other fails"
        goal G9 "The two share nothing"
            undeveloped

    **Instead**

        probability both "Both fail"
            is all of a, b
            independent a, b by G9
        probability a "One fails"
        probability b "The other fails"
        goal G9 "The two share nothing"
            solution E1
        evidence E1 "Design review"
            type report
            file "review.txt"
            by lab
            dated 2026-05-01
        actor lab "Evaluations Ltd"
            role evaluator
        # file: review.txt
        No part is shared.

    **Source.** The calculus, rule 20 (b).
    """
    for element, clause_field, position, goal, what in (*_argued(argument), *_argued_beside_the_model(argument)):
        if argument.risk.search.is_sound(goal) or _is_circular(argument, goal, element):
            continue
        name = name_of(goal)
        unproved = any(not outcome.proved for outcome in argument.risk.outcomes_of(goal))
        lacking = "claims what is not proved" if unproved else "is not supported"
        message = f"{what} of `{element.name}` rests on `{name}`, which {lacking}"
        place = element.place_of(clause_field, position)
        yield Finding(message, place, element.identity, help=f"support `{name}`; until then it counts for nothing")


def _is_circular(argument: Argument, goal: Identity, element: Element) -> bool:
    """Whether a goal rests on what it argues: the circle is told as one."""
    return element.identity in argument.walk([goal], argument.rests_on)


def _argued(argument: Argument) -> Iterator[tuple[Element, str, int, Identity, str]]:
    """Every clause of the risk model that a goal argues: whose, which, and by what."""
    for kind in (Kind.HAZARD, Kind.SCENARIO, Kind.FREQUENCY, Kind.PROBABILITY):
        for element in argument.by_kind[kind]:
            says = element.says
            if not isinstance(says, HazardStatement | ScenarioStatement | QuantityStatement):
                continue
            if says.definition is not None and says.definition.complete_by is not None:
                yield element, "definition", 0, says.definition.complete_by.identity, "the completeness"
            for clause_field in CLAUSES.values():
                for position, licence in enumerate(getattr(says, clause_field)):
                    yield element, clause_field, position, licence.by.identity, "a licence"
            if isinstance(says, QuantityStatement):
                for position, bridge in enumerate(says.bridges):
                    yield element, "bridges", position, bridge.by.identity, "a bridge"
                if says.given is not None and says.given.by is not None:
                    yield element, "given", 0, says.given.by.identity, "the condition"


def _argued_beside_the_model(argument: Argument) -> Iterator[tuple[Element, str, int, Identity, str]]:
    """Every carrying over in the argument, and every prior in a record."""
    for kind in (Kind.GOAL, Kind.STRATEGY, Kind.CHALLENGE):
        for element in argument.by_kind[kind]:
            says = element.says
            if isinstance(says, GoalStatement | StrategyStatement | ChallengeStatement):
                for position, carried in enumerate(says.carries_over):
                    yield element, "carries_over", position, carried.by.identity, "what is carried over"
    for measurement in argument.risk.problem.measurements.values():
        if isinstance(measurement.result, GivenPrior):
            record = argument.case.elements[measurement.id.record]
            yield record, "measures", measurement.id.position, measurement.result.by, "the prior"


def _licence_place(argument: Argument, licence: Licence) -> Place:
    owner = argument.case.elements[licence.owner]
    return owner.place_of(CLAUSES[licence.kind], licence.position)


@rule("GSN417", "contradictory-licences", Severity.ERROR, scope=Scope.CASE)
@if_all_was_read
def contradictory_licences(argument: Argument) -> Iterator[Finding]:
    """Two licences say of the same events what cannot both be so.

    Events that share a cause, or that never occur together, are not independent.

    **Why it matters.** Whoever may choose between two licences chooses the convenient one.

    **Breaks it**

        probability both "Both fail"
            is all of a, b
            independent a, b by G9
            exclusive a, b by G9
        probability a "One fails"
        probability b "The other fails"
        goal G9 "The two share nothing"
            undeveloped

    **Instead**

        probability both "Both fail"
            is all of a, b
            independent a, b by G9
        probability a "One fails"
        probability b "The other fails"
        goal G9 "The two share nothing"
            undeveloped

    **Source.** Design, licences.
    """
    for licence, earlier, events in contradictions(argument.risk.problem):
        names = " and ".join(f"`{written(name)}`" for name in events[:2])
        what = f"{names} are said to be {_said(licence.kind)} here, and {_said(earlier.kind)} elsewhere"
        related = ((_licence_place(argument, earlier), "elsewhere"),)
        place = _licence_place(argument, licence)
        yield Finding(what, place, licence.owner, help="keep the one that is argued", related=related)


def _said(kind: LicenceKind) -> str:
    return "of a common cause" if kind is LicenceKind.COMMON_CAUSE else kind.value


@rule("GSN418", "shared-part", Severity.ERROR, scope=Scope.CASE)
@if_all_was_read
def shared_part(argument: Argument) -> Iterator[Finding]:
    """Events that a licence calls independent, or gives causes of their own, have a part in common.

    **Why it matters.** What fails in one fails in the other at the same time.

    **Breaks it**

        probability both "Both trains fail"
            is all of one, two
            independent one, two by G9
        probability one "Train one fails"
            is any of pump_one, power
        probability two "Train two fails"
            is any of pump_two, power
        probability pump_one "Pump one"
        probability pump_two "Pump two"
        probability power "Power"
        goal G9 "The trains share nothing"
            undeveloped

    **Instead**

        probability both "Both trains fail"
            is all of one, two
            independent pump_one, pump_two, power by G9
        probability one "Train one fails"
            is any of pump_one, power
        probability two "Train two fails"
            is any of pump_two, power
        probability pump_one "Pump one"
        probability pump_two "Pump two"
        probability power "Power"
        goal G9 "Pumps and power share nothing"
            undeveloped

    **Source.** The calculus, rule 11.
    """
    for licence, first, second, part in shared_parts(argument.risk.problem):
        what = f"`{written(first)}` and `{written(second)}` are both made of `{written(part)}`"
        help_ = "argue the independence of their parts instead"
        yield Finding(what, _licence_place(argument, licence), licence.owner, help=help_)
