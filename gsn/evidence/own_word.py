"""Whose word it is in the end: a developer's about its own system, an actor's about its own standing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from gsn.evidence.attestation import how_to_sign
from gsn.evidence.entitlement import NOT_BY_THE_DEVELOPER, Givers, undeveloped_systems
from gsn.evidence.flaws import Flaw, Where
from gsn.evidence.ssh_signature import BadSignature, public_key_of
from gsn.evidence.uses import Records, Uses
from gsn.model.case import Case, Element
from gsn.model.kinds import Kind
from gsn.model.reference import Identity, name_of
from gsn.model.statements.argument import ChallengeStatement
from gsn.model.statements.evidence import EvidenceStatement
from gsn.model.statements.facts import ActorStatement

SELF_EVALUATING = frozenset({"evaluation", "red_team", "uplift_study", "monitoring"})
"""Types that evaluate a system even where they do not say which: then it is the case's."""


def self_evaluations(case: Case, records: Records, uses: Uses, givers: Givers) -> Iterator[Flaw]:
    """GSN327: goals that nothing but a developer's own evaluations of its own system stand below."""
    if case.unknown_references:
        return
    own = {
        record.identity: says.by.actor.name
        for record, says in records
        if says.by is not None and _is_of_its_own_system(record, says, givers)
    }
    for goal, held in (_records_by_goal(case, records, uses) if own else {}).items():
        if not all(record in own for record in held):
            continue
        who = own[held[0]]
        yield Flaw(
            "GSN327",
            f"`{name_of(goal)}` rests on nothing but what `{who}` says of its own system",
            Where(goal),
            "have somebody independent evaluate it, too",
            tuple((Where(record, "by"), "given here") for record in held),
            opens=tuple(held),
            question=f"is `{who}`'s word about its own system, and nobody else's stands beside it at `{name_of(goal)}`",
        )


def _is_of_its_own_system(record: Element, says: EvidenceStatement, givers: Givers) -> bool:
    if says.by is None or record.lost & {"by", "on", "type"}:
        return False
    if says.on is None and says.type not in SELF_EVALUATING:
        return False
    developer = givers.developer_for(record, says)
    if developer is None or givers.actors.unread(says.by.actor.identity, "role"):
        return False
    return givers.is_the_developers(says.by.actor.identity, developer)


def _records_by_goal(case: Case, records: Records, uses: Uses) -> dict[Identity, list[Identity]]:
    """The records right below each goal, and below each answer to a challenge; who doubts itself is not asked."""
    found: defaultdict[Identity, list[Identity]] = defaultdict(list)
    for record, _ in records:
        for goal in uses.goals_of(record.identity):
            element = case.elements.get(goal)
            if element is not None and (element.kind is Kind.GOAL or _answers(case, element)):
                found[goal].append(record.identity)
    return found


def _answers(case: Case, element: Element) -> bool:
    """Whether a challenge challenges another one."""
    parent = case.elements.get(element.parent) if element.parent is not None else None
    return isinstance(element.says, ChallengeStatement) and parent is not None and parent.kind is Kind.CHALLENGE


def of_unknown_developers(record: Element, says: EvidenceStatement, givers: Givers) -> str | None:
    """What is open about a record where its giver's independence matters and nothing says who develops the system."""
    if says.by is None or says.type not in NOT_BY_THE_DEVELOPER | SELF_EVALUATING or record.lost & {"type", "on"}:
        return None
    system = givers.systems.of_record(record, says)
    return undeveloped_systems(givers, system if system != "unread" else None)


def empty_standings(case: Case, records: Records, givers: Givers) -> Iterator[Flaw]:
    """GSN328: what actors say of their own standing and that does not hold; what they give is left open."""
    given: defaultdict[str, list[Identity]] = defaultdict(list)
    for record, says in records:
        if says.by is not None:
            given[givers.actors.key(says.by.actor.identity)].append(record.identity)
    for actor in case.elements.values():
        if actor.kind is not Kind.ACTOR:
            continue
        registered = givers.actors.registry is not None
        for number, standing in enumerate(givers.actors.empty_standing(actor.identity, givers.as_of)):
            yield Flaw(
                "GSN328",
                f"actor `{actor.name}` says of its standing what does not hold: {standing.why}",
                Where(actor.identity) if registered else Where(actor.identity, standing.clause_field, standing.index),
                "renew it, have somebody say it whose word counts, or take it away",
                opens=tuple(given.get(givers.actors.key(actor.identity), ())) if number == 0 else (),
                question=f"is given by `{actor.name}`, whose standing does not hold: {standing.why}",
            )


def unregistered(case: Case, givers: Givers) -> Iterator[Flaw]:
    """GSN329: what a case says of an actor's standing and the reviewer's registry does not, or calls it by its name."""
    for actor in case.elements.values():
        if actor.kind is not Kind.ACTOR or givers.actors.registry is None:
            continue
        stated = givers.actors.stated(actor.identity)
        known = stated is not None
        if stated is not None and stated.text != actor.text:
            yield Flaw(
                "GSN329",
                f"the case calls `{actor.name}` “{actor.text}”, and the reviewer's registry “{stated.text}”",
                Where(actor.identity),
                "find out whether they are the same: the registry's standing is given to whoever has the name",
            )
        for field, index, what in givers.actors.only_in_the_case(actor.identity):
            yield Flaw(
                "GSN329",
                f"the case says that `{actor.name}` {what}; the reviewer's registry "
                + ("does not" if known else "does not know it"),
                Where(actor.identity, field, index),
                "only what the registry says counts",
            )


def bad_keys(case: Case) -> Iterator[Flaw]:
    """GSN332: keys of actors that are none."""
    for actor in case.elements.values():
        for index, written in enumerate(actor.says.keys if isinstance(actor.says, ActorStatement) else ()):
            try:
                public_key_of(written.plain)
            except BadSignature as error:
                yield Flaw(
                    "GSN332",
                    f"a key of actor `{actor.name}` {error}",
                    Where(actor.identity, "keys", index),
                    f"write the line of the `.pub` file; the key's owner signs with `{how_to_sign('FILE')}`",
                )
