"""Whether a record is about what is claimed: the same configuration, or one whose results are argued to carry over."""

from __future__ import annotations

from collections.abc import Iterator

from gsn.evidence.flaws import Flaw, Where
from gsn.evidence.systems import Systems
from gsn.evidence.uses import Records, Uses
from gsn.model.case import Case, Element
from gsn.model.kinds import GOALS, Kind
from gsn.model.reference import Identity, Ref, name_of, name_seen_from
from gsn.model.statements.argument import ChallengeStatement, GoalStatement, StrategyStatement
from gsn.model.statements.evidence import EvidenceStatement


def uncarried_records(case: Case, records: Records, uses: Uses) -> Iterator[Flaw]:
    """GSN335: records that stand for a claim about a configuration which is not theirs, and that nothing carries over.

    What a goal claims in numbers and a record measured is held together by the rules for risk (GSN405). Here it is
    about what else is cited there: it has to be about the configuration of one of the goal's claims at least.
    """
    for record, says in records:
        if says.on is None or not record.lost.isdisjoint({"on", "measures"}) or _unread(case, says.on.identity):
            continue
        for goal in uses.goals_of(record.identity):
            element = case.elements.get(goal)
            if element is not None and element.lost.isdisjoint({"claims", "carries_over"}):
                yield from _uncarried(case, uses, (record, says, says.on), element)


def _uncarried(case: Case, uses: Uses, cited: tuple[Element, EvidenceStatement, Ref], goal: Element) -> Iterator[Flaw]:
    record, says, on = cited
    claims = goal.says.claims if isinstance(goal.says, GoalStatement | ChallengeStatement) else ()
    measured = {item.quantity.identity for item in says.measures}
    subjects = [claim.subject for claim in claims if claim.subject is not None]
    bears = any(claim.quantity.identity in measured for claim in claims)
    if (
        not subjects
        or bears
        or any(_fits(on, subject, goal) or _unread(case, subject.identity) for subject in subjects)
    ):
        return
    subject = subjects[0]
    ends = f"from {on.name} to {subject.name}"
    yield Flaw(
        "GSN335",
        f"evidence `{record.name}` is about `{name_seen_from(case.name, on.identity)}`, and the claim of `{goal.name}`"
        f" is for `{name_seen_from(case.name, subject.identity)}`",
        Where(record.identity, "on"),
        f"argue that it bears there too, and say `carries over {ends} by GOAL` under `{goal.name}`",
        (
            (Where(goal.identity, "claims"), "claimed here"),
            *((Where(carrier), "used here") for carrier in uses.solutions.get(record.identity, ())),
        ),
    )


def _fits(on: Ref, subject: Ref, goal: Element) -> bool:
    """Whether a record is about a claim's subject, or is carried over to it where the claim stands."""
    carried = goal.says.carries_over if isinstance(goal.says, GoalStatement | ChallengeStatement) else ()
    ends = {(over.source.identity, over.target.identity) for over in carried}
    return on.identity == subject.identity or (on.identity, subject.identity) in ends


def _unread(case: Case, identity: Identity) -> bool:
    element = case.elements.get(identity)
    return element is None or element.kind is Kind.UNREADABLE


def other_systems(case: Case, records: Records, uses: Uses, systems: Systems) -> Iterator[Flaw]:
    """GSN336: records about a system that is not decided on, used where nothing says why that bears on this one."""
    decided = systems.of_the_case()
    if decided == "unread":
        return
    carried = _below_carrying(case, uses, systems)
    for record, says in records:
        if says.on is None:
            continue
        system = systems.of_configuration(says.on.identity)
        if system in {decided, "unread"} or not uses.goals_of(record.identity):
            continue
        below = carried.get(system, frozenset()) | carried.get("unread", frozenset())
        if all(goal in below or _claims_there(case, goal, system, systems) for goal in uses.goals_of(record.identity)):
            continue
        this = f"the case is about `{name_of(decided)}`" if decided is not None else "the case names no system"
        about = f"is about `{name_of(system)}`, and {this}"
        yield Flaw(
            "GSN336",
            f"evidence `{record.name}` {about}",
            Where(record.identity, "on"),
            "claim it for that system, or say with `carries over … by GOAL` why it bears on this one"
            if decided is not None
            else f"say `system {name_of(system)}` under `case`",
            tuple((Where(carrier), "used here") for carrier in uses.solutions.get(record.identity, ())),
            opens=(record.identity,),
            question=about,
        )


def _claims_there(case: Case, goal: Identity, system: Identity, systems: Systems) -> bool:
    """Whether a goal claims for a system, or may do so on a line that could not be read."""
    element = case.elements.get(goal)
    if element is None or element.kind not in GOALS or not element.lost.isdisjoint({"claims", "carries_over"}):
        return True
    claims = element.says.claims if isinstance(element.says, GoalStatement | ChallengeStatement) else ()
    subjects = [claim.subject.identity for claim in claims if claim.subject is not None]
    return any(systems.of_configuration(subject) == system for subject in subjects)


def _below_carrying(case: Case, uses: Uses, systems: Systems) -> dict[Identity, frozenset[Identity]]:
    """For each system what stands below a step that carries a result over from there; ``unread`` for lost clauses."""
    steps: dict[Identity, list[Identity]] = {}
    for element in case.elements.values():
        if "carries_over" in element.lost:
            steps.setdefault("unread", []).append(element.identity)
        if isinstance(element.says, GoalStatement | StrategyStatement | ChallengeStatement):
            for over in element.says.carries_over:
                steps.setdefault(systems.of_configuration(over.source.identity), []).append(element.identity)
    return {system: frozenset(uses.closure(start)) for system, start in steps.items()}
