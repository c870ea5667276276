"""Whether a record is about what is claimed: the same configuration, or one whose results are argued to carry over."""

from __future__ import annotations

from collections.abc import Iterator

from gsn.evidence.flaws import Flaw, Where
from gsn.evidence.systems import Systems
from gsn.evidence.uses import Records, Uses
from gsn.model.case import Case, Element
from gsn.model.kinds import GOALS, Kind
from gsn.model.record import Claim
from gsn.model.reference import Identity, Ref, name_of
from gsn.model.statements.argument import ChallengeStatement, GoalStatement, StrategyStatement
from gsn.model.statements.evidence import EvidenceStatement


def other_configurations(case: Case, records: Records, uses: Uses) -> Iterator[Flaw]:
    """GSN335: records that stand for a claim about a configuration which is not theirs, and that nothing carries over.

    A record that measures a claimed quantity has to be about the claim's configuration. One that measures none of them
    has to be about that of one claim of the goal at least.
    """
    for record, says in records:
        if not record.lost.isdisjoint({"on", "measures"}):
            continue
        for goal in uses.goals_of(record.identity):
            element = case.elements.get(goal)
            if element is not None and isinstance(element.says, GoalStatement | ChallengeStatement):
                yield from _on_another(case, uses, record, says, element)


def _on_another(case: Case, uses: Uses, record: Element, says: EvidenceStatement, goal: Element) -> Iterator[Flaw]:
    if not isinstance(goal.says, GoalStatement | ChallengeStatement):
        return
    if not goal.lost.isdisjoint({"claims", "carries_over"}):
        return
    claims = [(index, claim) for index, claim in enumerate(goal.says.claims) if claim.subject is not None]
    measured = {item.quantity.identity for item in says.measures}
    bearing = [(index, claim) for index, claim in claims if claim.quantity.identity in measured]
    strayed = [pair for pair in bearing or claims if not _fits(says.on, pair[1], goal)]
    if not strayed or (not bearing and (says.on is None or len(strayed) < len(claims))):
        return
    if any(_unread(case, end) for end in _ends(says.on, strayed[0][1])):
        return
    index, claim = strayed[0]
    subject = claim.subject.identity if claim.subject is not None else ""
    about = f"is about `{_short(case, says.on.identity)}`" if says.on is not None else "says not what it is about"
    whose = f"the claim of `{goal.name}` is for `{_short(case, subject)}`"
    where = Where(record.identity, "on") if says.on is not None else Where(record.identity)
    used = [Where(carrier) for carrier in uses.carriers_of(record.identity)[1:]]
    help_ = f"say `on {name_of(subject)}` if it is"
    if says.on is not None:
        ends = f"from {says.on.name} to {name_of(subject)}"
        help_ = f"argue that it holds there too, and say `carries over {ends} by GOAL` under `{goal.name}`"
    yield Flaw(
        "GSN335",
        f"evidence `{record.name}` {about}, and {whose}",
        where,
        help_,
        ((Where(goal.identity, "claims", index), "claimed here"), *((place, "used here") for place in used)),
    )


def _fits(on: Ref | None, claim: Claim, goal: Element) -> bool:
    """Whether a record is about a claim's subject, or is carried over to it where the claim stands."""
    if claim.subject is None:
        return True
    if on is None:
        return False
    if on.identity == claim.subject.identity:
        return True
    carried = goal.says.carries_over if isinstance(goal.says, GoalStatement | ChallengeStatement) else ()
    return any(
        over.source.identity == on.identity and over.target.identity == claim.subject.identity for over in carried
    )


def _ends(on: Ref | None, claim: Claim) -> list[Identity]:
    return [ref.identity for ref in (on, claim.subject) if ref is not None]


def _unread(case: Case, identity: Identity) -> bool:
    element = case.elements.get(identity)
    return element is None or element.kind is Kind.UNREADABLE


def other_systems(case: Case, records: Records, uses: Uses, systems: Systems) -> Iterator[Flaw]:
    """GSN336: records about a system that is not decided on, used where nothing says why that bears on this one."""
    decided = systems.of_the_case()
    if decided == "unread":
        return
    for record, says in records:
        if says.on is None:
            continue
        system = systems.of_configuration(says.on.identity)
        if system in {decided, "unread"} or not uses.goals_of(record.identity):
            continue
        if all(_bears_there(case, uses, goal, system, systems) for goal in uses.goals_of(record.identity)):
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


def _bears_there(case: Case, uses: Uses, goal: Identity, system: Identity, systems: Systems) -> bool:
    """Whether a goal claims for a system, or it or what stands above it carries a result over from there."""
    element = case.elements.get(goal)
    if element is None or element.kind not in GOALS or not element.lost.isdisjoint({"claims", "carries_over"}):
        return True
    claims = element.says.claims if isinstance(element.says, GoalStatement | ChallengeStatement) else ()
    subjects = [claim.subject.identity for claim in claims if claim.subject is not None]
    if any(systems.of_configuration(subject) == system for subject in subjects):
        return True
    for above in uses.above([goal]):
        step = case.elements.get(above)
        if step is None or "carries_over" in step.lost:
            return True
        if isinstance(step.says, GoalStatement | StrategyStatement | ChallengeStatement) and any(
            systems.of_configuration(over.source.identity) == system for over in step.says.carries_over
        ):
            return True
    return False


def _short(case: Case, identity: Identity) -> str:
    """A configuration's name with its module where that is not the case's own."""
    module, _, name = identity.partition("::")
    return name if module == case.name else identity
