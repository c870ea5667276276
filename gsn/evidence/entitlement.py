"""Whether the giver of a record is entitled to give it: its role, its interest, its standing, its access.

The first thing that is wanting makes the record unentitled.

- Whoever develops a system does not examine it: audits, inspections, certificates, licences, determinations, and
  what others observe are never the developer's own.
- Some types are given by some roles only.
- Who audits or certifies and is no public body is accredited on the day of judgement by one, and independent of the
  developer by the word of somebody else.
- Who is neither a public body nor the developer looks inside a model (grey or white box) only when cleared for it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from gsn.evidence.actors import OWNER_OF_THE_RISK, PUBLIC_ROLES, Actors, Standing
from gsn.evidence.states import Assessment, State
from gsn.evidence.systems import Systems
from gsn.model.case import Element
from gsn.model.record import Performer
from gsn.model.reference import Identity, Ref, name_of
from gsn.model.statements.evidence import EvidenceStatement

GIVEN_BY: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "security_audit": PUBLIC_ROLES | {"auditor"},
        "governance_audit": PUBLIC_ROLES | {"auditor"},
        "certification": PUBLIC_ROLES | {"auditor", "certifier"},
        "inspection": PUBLIC_ROLES | {"inspector"},
        "site_observation": PUBLIC_ROLES | {"inspector", "evaluator", "auditor"},
        "licence": PUBLIC_ROLES,
        "determination": PUBLIC_ROLES,
        "recognition": PUBLIC_ROLES,
        "customs_record": PUBLIC_ROLES,
        "kyc": PUBLIC_ROLES | {"cloud_provider"},
        "compute_report": PUBLIC_ROLES | {"cloud_provider", "developer"},
        "chip_transfer": PUBLIC_ROLES | {"chip_maker", "chip_seller", "cloud_provider"},
    }
)
"""Which roles give a type of record. Whatever is not listed anybody may give: evaluations, studies, tests, reports."""

NOT_BY_THE_DEVELOPER = frozenset(
    {"security_audit", "governance_audit", "certification", "inspection", "site_observation", "licence"}
) | {"determination", "recognition", "customs_record", "kyc"}
"""What examines a developer. A compute report is its own where the compute is: GSN375 asks for another's beside it."""

AUDITS = frozenset({"security_audit", "governance_audit", "certification"})
"""What private bodies give under public oversight: accredited, and independent of whom they examine."""

EXAMINED_FROM_OUTSIDE = AUDITS | {"inspection", "site_observation"}
"""What is worth nothing from somebody who depends on whom it is about."""

_INSIDE = frozenset({"grey_box", "white_box"})


@dataclass(frozen=True, slots=True)
class Givers:
    """What entitlement is judged by."""

    actors: Actors
    systems: Systems
    as_of: date
    known: dict[tuple[str, str], Standing] = field(default_factory=dict, repr=False, compare=False)
    """Who is independent of whom, as far as it was asked."""

    def independence(self, actor: Identity, of: Identity) -> Standing:
        """Whether somebody else vouches that an actor is independent of another."""
        pair = (self.actors.key(actor), self.actors.key(of))
        if pair not in self.known:
            self.known[pair] = self.actors.independence(actor, of)
        return self.known[pair]

    def is_the_developers(self, actor: Identity, developer: Identity) -> bool:
        """Whether an actor is a developer, or speaks for one."""
        return self.actors.same(actor, developer) or self.actors.says(actor).role == OWNER_OF_THE_RISK

    def developer_for(self, record: Element, says: EvidenceStatement) -> Identity | None:
        """Who develops what a record is about, where that is known."""
        found = self.systems.developer_of(self.systems.of_record(record, says))
        return None if found == "unread" else found


def entitlement_of(record: Element, says: EvidenceStatement, givers: Givers) -> Assessment | tuple[date, str] | None:
    """Why a record's giver may not give it; or until when it may and what ends then; or nothing.

    Args:
        record: The record's statement.
        says: What it says.
        givers: The actors, the systems, the day.
    """
    if says.by is None or "type" in record.lost or not record.lost.isdisjoint({"by", "on"}):
        return None
    by, type_ = says.by, says.type or ""
    if givers.actors.unread(by.actor.identity, "role", "accredited", "cleared_by", "independent"):
        return None
    developer = givers.developer_for(record, says)
    why = _conflict(by, says, developer, givers)
    if why is not None:
        return _unentitled(why, "GSN321")
    roles = GIVEN_BY.get(type_)
    role = givers.actors.says(by.actor.identity).role
    if roles is not None and role not in roles:
        has = f"has the role `{role}`" if role is not None else "has no role"
        return _unentitled(f"`{by.actor.name}` {has}; {_named(type_)} is given by {_listed(roles)}", "GSN322")
    if givers.actors.is_public(by.actor.identity):
        return None
    return _of_a_private_giver(by, type_, developer, givers)


def _conflict(by: Performer, says: EvidenceStatement, developer: Identity | None, givers: Givers) -> str | None:
    """Why a giver cannot give this at all: it would examine itself, or report on its own custom."""
    giver, type_ = by.actor.identity, says.type
    if developer is not None and givers.is_the_developers(giver, developer) and type_ in NOT_BY_THE_DEVELOPER:
        who = "develops" if givers.actors.same(giver, developer) else "speaks for who develops"
        return f"`{by.actor.name}` {who} what it is about; {_named(type_)} comes from somebody else"
    parties = [party for party in _parties(says) if party is not None]
    if not parties or givers.actors.is_public(giver) or any(givers.actors.same(giver, p.identity) for p in parties):
        return None
    expected = " or ".join(f"`{party.name}`" for party in parties)
    return f"`{by.actor.name}` is no party to it; {_named(type_)} comes from {expected}, or from a public body"


def _parties(says: EvidenceStatement) -> tuple[Ref | None, ...]:
    """Who reports what a record of its type reports; nobody in particular for most."""
    match says.type:
        case "compute_report" | "kyc":
            return (says.provider,)
        case "chip_transfer":
            return (says.sender, says.receiver)
        case _:
            return ()


def _of_a_private_giver(
    by: Performer, type_: str, developer: Identity | None, givers: Givers
) -> Assessment | tuple[date, str] | None:
    actor, actors = by.actor.identity, givers.actors
    good: tuple[date, str] | None = None
    if type_ in AUDITS:
        accredited = actors.accreditation(actor, givers.as_of)
        if not accredited.holds:
            return _unentitled(f"{_named(type_)} by `{by.actor.name}`, which is private: {accredited.why}", "GSN323")
        if accredited.until is not None:
            good = (accredited.until, f"the accreditation of `{by.actor.name}` ends")
    if type_ in EXAMINED_FROM_OUTSIDE and developer is not None:
        independent = givers.independence(actor, developer)
        if not independent.holds:
            return _unentitled(f"{_named(type_)} by `{by.actor.name}`: {independent.why}", "GSN324")
    theirs = developer is not None and givers.is_the_developers(actor, developer)
    if by.access in _INSIDE and not theirs:
        cleared = actors.clearance(actor)
        if not cleared.holds:
            access = by.access.replace("_", " ")
            return _unentitled(f"`{by.actor.name}`, which is private, had {access} access: {cleared.why}", "GSN325")
    return good


def recognition_of(
    record: Element, says: EvidenceStatement, givers: Givers, recognitions: Mapping[Identity, Mapping[str, date | None]]
) -> Assessment | tuple[date, str] | None:
    """Why a record is not recognised as it says; or until when it is and what ends then; or nothing.

    Args:
        record: The record's statement.
        says: What it says.
        givers: The actors, the systems, the day.
        recognitions: For each record, who recognised it in an accepted record of its own, by their keys, and the last
            day of that where it has one.
    """
    who, actors = says.recognised_by, givers.actors
    if who is None or actors.unread(who.identity, "role", "recognises") or "by" in record.lost:
        return None
    developer = givers.developer_for(record, says)
    why = None
    if says.by is not None and actors.same(who.identity, says.by.actor.identity):
        why = f"`{who.name}` gives it, and cannot recognise its own"
    elif not actors.is_public(who.identity):
        why = f"`{who.name}`, who is said to recognise it, is no public body"
    elif developer is not None and givers.is_the_developers(who.identity, developer):
        why = f"`{who.name}`, who is said to recognise it, develops what it is about"
    if why is None and not _recognises(who.identity, says, actors):
        recognised = recognitions.get(record.identity, {})
        if actors.key(who.identity) in recognised:
            until = recognised[actors.key(who.identity)]
            return None if until is None else (until, f"the recognition by `{who.name}` ends")
        why = f"nothing shows that `{who.name}` recognises it: neither a record of recognition nor its own statement"
    return None if why is None else Assessment(State.UNENTITLED, why, "recognised_by", code="GSN326")


def _recognises(who: Identity, says: EvidenceStatement, actors: Actors) -> bool:
    return says.by is not None and any(
        actors.same(other.identity, says.by.actor.identity) for other in actors.says(who).recognises
    )


def _unentitled(why: str, code: str) -> Assessment:
    return Assessment(State.UNENTITLED, why, "by", code=code)


def _named(type_: str | None) -> str:
    written = (type_ or "evidence").replace("_", " ")
    return f"a{'n' if written[0] in 'aeiou' else ''} {written}"


def _listed(roles: frozenset[str]) -> str:
    named = sorted(role.replace("_", " ") for role in roles)
    return f"{', '.join(named[:-1])} or {named[-1]}" if len(named) > 1 else named[0]


def undeveloped_systems(givers: Givers, system: Identity | None) -> str | None:
    """What is open where nothing says who develops a system; nothing where that is known."""
    if system is None or givers.systems.developer_of(system) is not None:
        return None
    return f"nothing says who develops `{name_of(system)}`, so nothing tells whether its giver is independent"
