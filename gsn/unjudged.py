"""What a case says beside the walk down its argument, and what no rule of this version judges.

What a case leans on and nothing looks at keeps it from passing, and so does a part of it that hangs on nothing. What it
admits (an open finding of an audit, a dissent) does not: candour is never punished.
"""

from __future__ import annotations

from collections.abc import Iterator

from gsn.argument import Argument
from gsn.doubt.grounds import goals_for_confidence, of_confidence
from gsn.findings import Ground, ground_about
from gsn.model.case import Element
from gsn.model.decisions import open_queries, pending, standing_against
from gsn.model.kinds import FACTS, Kind
from gsn.model.naming import names_in
from gsn.model.reference import Identity, module_of, name_of
from gsn.model.statements.risk import HazardStatement
from gsn.risk.problem import Side


def beside_the_walk(argument: Argument) -> Iterator[Ground]:
    """Grounds that are not met on the way from the top goals down to evidence."""
    yield from _roots(argument)
    yield from _shown_below_another(argument)
    yield from _facts(argument)
    yield from of_confidence(argument)
    yield from _risk_model(argument)
    yield from _left_out(argument)
    yield from _authorities(argument)
    yield from _reviews(argument)


def _authorities(argument: Argument) -> Iterator[Ground]:
    """What authorities and incidents have against the case and nothing answers, whether or not anything rests on it."""
    for flaw in argument.register.standing_against():
        element = argument.element(flaw.where.element)
        place = element.place_of(flaw.where.clause_field, flaw.where.index) if element is not None else None
        yield Ground(flaw.message, flaw.where.element, place, code=flaw.code)


def _reviews(argument: Argument) -> Iterator[Ground]:
    """What reviewers decided against the case, have still to decide, ask, or have other numbers for."""
    reviews = argument.case.reviews
    if not reviews:
        return
    from gsn.review.substituting import idle, unmet

    for review in standing_against(reviews):
        message = f"{review.in_words()} determines that the risk is unacceptable"
        yield Ground(message, place=review.place, code="GSN910")
    for review in pending(reviews):
        yield Ground(f"{review.in_words()} leaves the determination pending", place=review.place, code="GSN911")
    for review, query in open_queries(argument.case):
        message = f"query `{query.name}` of {review.in_words()} waits for an answer"
        yield Ground(message, query.about.identity, query.about.place, code="GSN912")
    for bounds in unmet(argument):
        message = f"`{name_of(bounds.claim.goal)}` is not proved with the numbers of {bounds.review.in_words()}"
        yield Ground(message, bounds.claim.goal, bounds.review.place, code="GSN917")
    for review, position in idle(argument):
        quantity = review.says.substitutes[position].quantity
        message = f"the number that {review.in_words()} has for `{quantity.name}` is held against nothing"
        yield Ground(message, quantity.identity, quantity.place, code="GSN918")


def _roots(argument: Argument) -> Iterator[Ground]:
    """Goals that the case does not show and that nothing it shows rests on: the link to one was perhaps lost."""
    if argument.case.head is None:
        return
    for_confidence = goals_for_confidence(argument)
    for goal in argument.roots:
        if goal.identity not in argument.carried and goal.identity not in for_confidence:
            yield ground_about(goal, "supports nothing, and the case does not show it", code="GSN107")


def _shown_below_another(argument: Argument) -> Iterator[Ground]:
    """A goal is shown that supports another: what scopes and doubts that other one bears on it, too."""
    for goal in argument.tops:
        if argument.parents_of(goal.identity) and any(
            link.source not in argument.carried for link in argument.parents_of(goal.identity)
        ):
            yield ground_about(goal, "is shown, and supports a goal that is not")


def _facts(argument: Argument) -> Iterator[Ground]:
    """The systems, configurations and actors that the case speaks of: what they say against themselves."""
    for element in _facts_spoken_of(argument):
        if element.annotations.uninstantiated is not None or (element.text is not None and element.text.parameters):
            yield ground_about(element, "holds a placeholder that has no value", code="GSN211")
        for index, _ in enumerate(element.annotations.defeated):
            yield ground_about(element, "is given up", "defeated", index)


def _facts_spoken_of(argument: Argument) -> list[Element]:
    """Facts that what is rested on names, and what those name in turn; evidence is judged on the walk."""

    def named(identity: Identity) -> list[Identity]:
        element = argument.element(identity)
        if element is None or not element.clause_places:
            return []
        return [ref.identity for ref, _ in names_in(element.says)]

    head = argument.case.head
    start = [ref.identity for ref, _ in names_in(head.says)] if head is not None else []
    start += [named_there for identity in argument.carried for named_there in named(identity)]
    facts = FACTS | {Kind.CONFIGURATION}
    reached = argument.walk(
        [identity for identity in start if argument.kind_of(identity) in facts],
        lambda identity: [other for other in named(identity) if argument.kind_of(other) in facts],
    )
    found = [argument.element(identity) for identity in reached]
    return [element for element in found if element is not None and element.kind is not Kind.EVIDENCE]


def _risk_model(argument: Argument) -> Iterator[Ground]:
    """A hazard that no proved claim bounds from above, and counts that presume what nothing argues."""
    bounded = {
        outcome.claim.quantity
        for outcome in argument.risk.outcomes.values()
        if outcome.proved and outcome.claim.side is Side.UPPER
    }
    for hazard in argument.by_kind[Kind.HAZARD]:
        if hazard.identity not in bounded and not _is_argued_in_words(argument, hazard):
            yield ground_about(hazard, "is bounded by no claim that is proved", code="GSN420")
    for record in dict.fromkeys(_presuming(argument)):
        element = argument.element(record)
        if element is not None:
            yield ground_about(element, "counts what presumes more than anything argues", "measures", code="GSN433")


def _is_argued_in_words(argument: Argument, hazard: Element) -> bool:
    """Whether goals that the case shows, or that what it shows rests on, argue a hazard without a number.

    The walk goes through those. A limit in numbers is not kept by them, which is for the profile's rules to say.
    """
    argued = hazard.says.argued_by if isinstance(hazard.says, HazardStatement) else ()
    return bool(argued) and all(goal.identity in argument.carried for goal in argued)


def _left_out(argument: Argument) -> Iterator[Ground]:
    """Scenarios that lead to no hazard, and records of what is claimed that no claim cites: what was left out."""
    search = argument.risk.search
    listed = {part for hazard in argument.by_kind[Kind.HAZARD] for part in search.charging.closure(hazard.identity)}
    for scenario in argument.by_kind[Kind.SCENARIO]:
        if scenario.identity not in listed:
            yield ground_about(scenario, "is part of no hazard", code="GSN421")
    bearing = {part for claim in search.problem.claims.values() for part in search.charging.closure(claim.quantity)}
    cited = {reach.target for step in search.problem.steps.values() for reach in step.records}
    reviews = {review.name for review in argument.case.reviews}
    for measurement in search.problem.measurements.values():
        if module_of(measurement.id.record) in reviews:
            continue
        record = argument.element(measurement.id.record)
        if record is not None and measurement.quantity in bearing and record.identity not in cited:
            what = "measures what is claimed, and is cited below no claim"
            yield ground_about(record, what, "measures", measurement.id.position, code="GSN432")


def _presuming(argument: Argument) -> Iterator[Identity]:
    """Records whose presumptions nothing argues, and that a proof of what is rested on holds under."""
    for outcome in argument.risk.outcomes.values():
        if outcome.proved and outcome.id.goal in argument.carried:
            for held in outcome.hypotheses:
                if held.kind in {"presumption", "calibration"} and held.by is None:
                    yield held.subject
