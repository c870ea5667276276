"""Who acts, and what their word is worth: as the case says it, or as a reviewer's registry says it in its place.

An actor's standing (its role, who accredited or cleared it, of whom it is independent, its keys) holds only as far as
somebody says so whose word counts. With a registry nothing holds that it does not say.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from gsn.model.case import Case, Element
from gsn.model.kinds import Kind
from gsn.model.record import Accreditation
from gsn.model.reference import Identity, Ref, Text, name_of
from gsn.model.statements.facts import ActorStatement

PUBLIC_ROLES = frozenset({"public_body", "regulator", "international_body"})
"""Whose office it is to examine others, and whose word vouches for others."""

ACCREDITING_ROLES = PUBLIC_ROLES | {"accreditor"}
"""Who accredits: public bodies, and those that do nothing else."""

OWNER_OF_THE_RISK = "risk_owner"
"""A role on the developer's side: who owns the risk speaks for whoever brings it about."""

Registry: TypeAlias = Mapping[str, Element]
"""A reviewer's actors by their names, without a module: `aisi` of a registry is whoever a case calls `aisi`."""

NOTHING = ActorStatement()


class NoRegistry(ValueError):
    """Why a text is no registry of actors, as a sentence."""


def registry_of(case: Case) -> Registry:
    """The actors of a text that holds nothing else.

    Raises:
        NoRegistry: It cannot be read whole, holds other statements, or two actors of one name.
    """
    if case.problems:
        first = case.problems[0]
        raise NoRegistry(f"line {first.place.number} cannot be read: {first.message}")
    found: dict[str, Element] = {}
    for element in case.elements.values():
        if element.kind is not Kind.ACTOR:
            raise NoRegistry(f"a registry holds actors; `{element.name}` is {element.kind}")
        if element.name in found:
            raise NoRegistry(f"two actors are named `{element.name}`")
        found[element.name] = element
    if not found:
        raise NoRegistry("it holds no actor")
    return found


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether something about an actor holds; where not, why not, and where the actor's statement says it.

    ``until`` is the last day on which it holds, where that is limited.
    """

    holds: bool
    why: str = ""
    clause_field: str = ""
    index: int = 0
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Actors:
    """The actors of a case, each with the statement that counts."""

    elements: Mapping[Identity, Element]
    registry: Registry | None = None

    def key(self, actor: Identity) -> str:
        """What tells actors apart: with a registry, the name that it knows them by."""
        return actor if self.registry is None else name_of(actor)

    def same(self, one: Identity, other: Identity) -> bool:
        return self.key(one) == self.key(other)

    def stated(self, actor: Identity) -> Element | None:
        """The statement that counts; nothing for a name that the registry does not know, or that names no actor."""
        found = self.elements.get(actor) if self.registry is None else self.registry.get(name_of(actor))
        return found if found is not None and found.kind is Kind.ACTOR else None

    def says(self, actor: Identity) -> ActorStatement:
        """What is known of an actor; nothing is known of one that nobody stated."""
        found = self.stated(actor)
        return found.says if found is not None and isinstance(found.says, ActorStatement) else NOTHING

    def unread(self, actor: Identity, *fields: str) -> bool:
        """Whether a line that may have said something could not be read, so that nothing follows from its absence."""
        if self.registry is not None:
            return False
        element = self.elements.get(actor)
        if element is None or element.kind is not Kind.ACTOR:
            return True
        return not element.lost.isdisjoint(fields)

    def is_public(self, actor: Identity) -> bool:
        return self.says(actor).role in PUBLIC_ROLES

    # What is said of an actor, and whether it holds

    def accreditation(self, actor: Identity, as_of: date) -> Standing:
        """Whether somebody who may accredited the actor, and not only until a day before this one."""
        said = self.says(actor).accredited
        if said is None:
            return Standing(holds=False, why="nobody accredited it")
        by, until = said
        if self.same(by.identity, actor):
            return Standing(holds=False, why="it accredited itself", clause_field="accredited")
        if self.says(by.identity).role not in ACCREDITING_ROLES and not self.unread(by.identity, "role"):
            why = f"`{by.name}`, who accredited it, is neither a public body nor an accreditor"
            return Standing(holds=False, why=why, clause_field="accredited")
        if until < as_of:
            why = f"its accreditation by `{by.name}` ended on {until}"
            return Standing(holds=False, why=why, clause_field="accredited")
        return Standing(holds=True, until=until)

    def clearance(self, actor: Identity) -> Standing:
        """Whether a public body cleared the actor for sensitive material."""
        by = self.says(actor).cleared_by
        if by is None:
            return Standing(holds=False, why="nobody cleared it")
        if self.same(by.identity, actor):
            return Standing(holds=False, why="it cleared itself", clause_field="cleared_by")
        if not self.is_public(by.identity) and not self.unread(by.identity, "role"):
            why = f"`{by.name}`, who cleared it, is no public body"
            return Standing(holds=False, why=why, clause_field="cleared_by")
        return Standing(holds=True)

    def independence(self, actor: Identity, of: Identity) -> Standing:
        """Whether somebody else vouches that an actor is independent of another."""
        found = Standing(holds=False, why=f"nobody says that it is independent of `{name_of(of)}`")
        for index, said in enumerate(self.says(actor).independent):
            if self.same(said.of.identity, of):
                found = self._vouched(actor, index)
                if found.holds:
                    break
        return found

    def _vouched(self, actor: Identity, index: int) -> Standing:
        of, by = self.says(actor).independent[index]
        why = ""
        if self.same(of.identity, actor):
            why = "nobody is independent of itself"
        elif self.same(by.identity, of.identity):
            why = f"that it is independent of `{of.name}` is only `{of.name}`'s own word"
        elif self.same(by.identity, actor) and not self.is_public(actor) and not self.unread(actor, "role"):
            why = f"that it is independent of `{of.name}` is only its own word"
        elif self.says(by.identity).role not in ACCREDITING_ROLES and not self.unread(by.identity, "role"):
            why = f"`{by.name}`, by whose word it is independent, is neither a public body nor an accreditor"
        return Standing(holds=not why, why=why, clause_field="independent", index=index)

    def recognition(self, actor: Identity, index: int) -> Standing:
        """Whether an actor can take another's findings for its own: a public body can, and not its own."""
        other = self.says(actor).recognises[index]
        why = ""
        if self.same(other.identity, actor):
            why = "it recognises itself"
        elif not self.is_public(actor) and not self.unread(actor, "role"):
            why = f"it recognises `{other.name}`, and is no public body"
        return Standing(holds=not why, why=why, clause_field="recognises", index=index)

    def empty_standing(self, actor: Identity, as_of: date) -> Iterator[Standing]:
        """What an actor says of its own standing and that does not hold, in the order of the clause table."""
        says = self.says(actor)
        found = []
        if says.accredited is not None:
            found.append(self.accreditation(actor, as_of))
        if says.cleared_by is not None:
            found.append(self.clearance(actor))
        found += [self._vouched(actor, index) for index in range(len(says.independent))]
        found += [self.recognition(actor, index) for index in range(len(says.recognises))]
        return (standing for standing in found if not standing.holds)

    def only_in_the_case(self, actor: Identity) -> Iterator[tuple[str, int, str]]:
        """What a case says of an actor's standing and the registry does not: the field, its index, and what it is."""
        element = self.elements.get(actor)
        if self.registry is None or element is None or not isinstance(element.says, ActorStatement):
            return
        case, known = element.says, self.says(actor)
        if case.role is not None and case.role != known.role:
            yield "role", 0, f"has the role `{case.role}`"
        if case.accredited is not None and not self._covers(known.accredited, case.accredited):
            yield "accredited", 0, f"is accredited by `{case.accredited.by.name}` until {case.accredited.until}"
        if case.cleared_by is not None and self._key(known.cleared_by) != self._key(case.cleared_by):
            yield "cleared_by", 0, f"is cleared by `{case.cleared_by.name}`"
        yield from self._repeated_only_in_the_case(case, known)

    def _repeated_only_in_the_case(self, case: ActorStatement, known: ActorStatement) -> Iterator[tuple[str, int, str]]:
        known_of = {(self._key(said.of), self._key(said.by)) for said in known.independent}
        for index, said in enumerate(case.independent):
            if (self._key(said.of), self._key(said.by)) not in known_of:
                yield "independent", index, f"is independent of `{said.of.name}` by `{said.by.name}`"
        recognised, keys = set(map(self._key, known.recognises)), {_bare(text) for text in known.keys}
        for index, other in enumerate(case.recognises):
            if self._key(other) not in recognised:
                yield "recognises", index, f"recognises `{other.name}`"
        for index, text in enumerate(case.keys):
            if _bare(text) not in keys:
                yield "keys", index, "has this key"

    def _covers(self, known: Accreditation | None, case: Accreditation) -> bool:
        return known is not None and self.same(known.by.identity, case.by.identity) and case.until <= known.until

    def _key(self, ref: Ref | None) -> str | None:
        return self.key(ref.identity) if ref is not None else None


def _bare(key: Text) -> tuple[str, ...]:
    """A public key without its comment."""
    return tuple(key.plain.split()[:2])
