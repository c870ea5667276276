"""What an incident bears on, and whether the argument deals with it.

An incident bears on the hazards, scenarios and events whose name, category or capability is its type, and on all that
is made of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date

from gsn.evidence.flaws import Flaw, Where
from gsn.evidence.ledgers import MOST_PLACES, Ledger
from gsn.evidence.uses import Uses, goals_among
from gsn.model.case import Case
from gsn.model.expression import names_in
from gsn.model.kinds import QUANTITIES
from gsn.model.reference import Identity, name_of
from gsn.model.statements.argument import ChallengeStatement, GoalStatement
from gsn.model.statements.evidence import EvidenceStatement
from gsn.model.statements.risk import HazardStatement, QuantityStatement, ScenarioStatement


def unmapped(case: Case, ledgers: list[Ledger]) -> Iterator[Flaw]:
    """GSN362: incidents of a type that the risk model does not know, where there is one."""
    names = _types(case)
    if not names:
        return
    for ledger in ledgers:
        for index, incident in enumerate(ledger.says.incidents):
            if incident.type not in names:
                what = f"holds an incident of type `{incident.type}`, which is no hazard, event, category or capability"
                yield Flaw(
                    "GSN362",
                    f"evidence `{ledger.record.name}` {what} of the case",
                    Where(ledger.record.identity, "incidents", index),
                    "name what it is of; if the risk model has nothing for it, the model is not complete",
                    opens=(ledger.record.identity,),
                    question=f"{what} of the case",
                )


def reopened(case: Case, uses: Uses, ledgers: list[Ledger]) -> Iterator[Flaw]:
    """GSN363: claims on which an incident bears, resting on evidence of before it, and nothing below deals with it.

    Told for each ledger and type once, of its newest incident, at the topmost goals; the records of before are left
    open.
    """
    types, parts = _types(case), _definitions(case)
    wholes, claims = _turned(parts), _claims(case)
    for ledger in ledgers:
        answering = _reached_from({ledger.record.identity}, uses.held_by)
        for type_, index in _newest(ledger.says).items():
            named = types.get(type_, set())
            struck, bearing = _reached_from(named, wholes), _reached_from(named, parts)
            goals = [goal for goal, quantities in claims.items() if not quantities.isdisjoint(struck)]
            for goal in _topmost(goals, uses):
                if goal not in answering:
                    aware = ledger.says.incidents[index].aware
                    stale = _measured_before(case, uses.closure([goal]), bearing, aware)
                    yield from _reopened_at(goal, stale, ledger, index)


def _newest(says: EvidenceStatement) -> dict[str, int]:
    """For each type of incidents the place of the one that was known last."""
    found: dict[str, int] = {}
    for index, incident in enumerate(says.incidents):
        if incident.type not in found or says.incidents[found[incident.type]].aware < incident.aware:
            found[incident.type] = index
    return found


def _measured_before(case: Case, below: set[Identity], bearing: set[Identity], day: date) -> list[Identity]:
    """The records below a goal that measured what an incident bears on before it was known."""
    stale = []
    for identity in sorted(below):
        record = case.elements.get(identity)
        says = record.says if record is not None else None
        if isinstance(says, EvidenceStatement) and not says.incidents:
            bears = any(measured.quantity.identity in bearing for measured in says.measures)
            if bears and (says.dated or date.min) < day:
                stale.append(identity)
    return stale


def _reopened_at(goal: Identity, stale: list[Identity], ledger: Ledger, index: int) -> Iterator[Flaw]:
    if not stale:
        return
    incident = ledger.says.incidents[index]
    known = f"an incident of `{incident.type}` that is known since {incident.aware}"
    yield Flaw(
        "GSN363",
        f"goal `{name_of(goal)}` rests on evidence of before {known}",
        Where(goal, "claims"),
        f"say below it what follows from the incident, citing `{ledger.record.name}`, or measure again",
        (
            (Where(ledger.record.identity, "incidents", index), "the incident"),
            *((Where(record, "dated"), "of before") for record in stale[:MOST_PLACES]),
        ),
        opens=tuple(stale),
        question=f"is of before {known}, and nothing deals with that below `{name_of(goal)}`",
    )


def unanswered(case: Case, linked: set[Identity], ledgers: list[Ledger]) -> Iterator[Flaw]:
    """GSN364: ledgers with incidents that nothing in the argument cites."""
    if case.unknown_references:
        return
    for ledger in ledgers:
        if ledger.says.incidents and ledger.record.identity not in linked:
            number = len(ledger.says.incidents)
            listed = "an incident" if number == 1 else f"{number} incidents"
            what = f"lists {listed}, and nothing in the argument deals with {'it' if number == 1 else 'them'}"
            yield Flaw(
                "GSN364",
                f"evidence `{ledger.record.name}` {what}",
                Where(ledger.record.identity, "incidents"),
                "cite it where a goal says what follows from them, or as a challenge to what they bear on",
                opens=(ledger.record.identity,),
                question=what,
            )


def _types(case: Case) -> dict[str, set[Identity]]:
    """What a type of incidents is of: quantities of that name, hazards of that category or capability."""
    found: defaultdict[str, set[Identity]] = defaultdict(set)
    for element in case.elements.values():
        if element.kind not in QUANTITIES:
            continue
        found[element.name].add(element.identity)
        if isinstance(element.says, HazardStatement):
            refs = (element.says.category, *element.says.capabilities)
            for name in (ref.name for ref in refs if ref is not None):
                found[name].add(element.identity)
    return dict(found)


def _definition(case: Case, quantity: Identity) -> list[Identity]:
    """What a quantity is made of or bounded by, directly."""
    element = case.elements.get(quantity)
    says = element.says if element is not None else None
    found: list[Identity] = []
    if isinstance(says, HazardStatement | ScenarioStatement | QuantityStatement) and says.definition is not None:
        found += [ref.identity for ref in names_in(says.definition.expression)]
    if isinstance(says, QuantityStatement):
        found += [bridge.proxy.identity for bridge in says.bridges]
    return found


def _definitions(case: Case) -> dict[Identity, tuple[Identity, ...]]:
    """For each quantity what it is made of or bounded by."""
    quantities = [element.identity for element in case.elements.values() if element.kind in QUANTITIES]
    return {quantity: tuple(_definition(case, quantity)) for quantity in quantities}


def _turned(parts: Mapping[Identity, tuple[Identity, ...]]) -> dict[Identity, tuple[Identity, ...]]:
    """For each part the quantities that are made of it."""
    found: defaultdict[Identity, list[Identity]] = defaultdict(list)
    for whole, held in parts.items():
        for part in held:
            found[part].append(whole)
    return {part: tuple(wholes) for part, wholes in found.items()}


def _reached_from(start: set[Identity], onward: Mapping[Identity, tuple[Identity, ...]]) -> set[Identity]:
    seen: set[Identity] = set()
    stack = list(start)
    while stack:
        identity = stack.pop()
        if identity not in seen:
            seen.add(identity)
            stack.extend(onward.get(identity, ()))
    return seen


def _claims(case: Case) -> dict[Identity, set[Identity]]:
    """The quantities that each goal claims something of."""
    found = {}
    for goal in goals_among(case, case.elements):
        if isinstance(goal.says, GoalStatement | ChallengeStatement) and goal.says.claims:
            found[goal.identity] = {claim.quantity.identity for claim in goal.says.claims}
    return found


def _topmost(goals: list[Identity], uses: Uses) -> list[Identity]:
    """Those of some goals that stand below none of the others; all of them where they go round in a circle."""
    below = uses.closure(child for goal in goals for child in uses.below.get(goal, ()))
    return [goal for goal in goals if goal not in below] or goals
