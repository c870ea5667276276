"""Whether a tier lets the developer go on: whom it exempts, for whom it is reserved, what it prohibits until when.

Who somebody is stands in a reviewer's registry. As the case states it, nobody is ever exempt or let in.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from gsn.argument import Argument
from gsn.compliance.account import Answer
from gsn.compliance.comparing import listed
from gsn.compliance.declared import UNREAD, Declared
from gsn.compliance.determinations import determination_by
from gsn.evidence.actors import Actors
from gsn.evidence.states import State
from gsn.evidence.systems import Systems
from gsn.model.kinds import Kind
from gsn.model.reference import Identity, Ref, name_of
from gsn.model.statements.evidence import EvidenceStatement
from gsn.treaty.profile import Item
from gsn.treaty.record import Outcome


@dataclass(frozen=True, slots=True)
class Developer:
    """Who develops the system of a case, and what is known of it. ``identity`` is none where nothing says who."""

    identity: Identity | None
    actors: Actors
    missing: str = ""

    def is_one_of(self, wanted: Iterable[Ref]) -> tuple[Answer, str]:
        """Whether the developer is an actor of those names, or has such a role, by a reviewer's registry."""
        names = [ref.name for ref in wanted]
        if self.identity is None:
            return Answer.OPEN, self.missing
        name = name_of(self.identity)
        if name not in names and self.actors.says(self.identity).role not in names:
            if self.actors.registry is None and self.actors.unread(self.identity, "role"):
                return Answer.OPEN, UNREAD
            return Answer.NO, f"`{name}`, who develops it, is not {listed(names, 'or')}"
        if self.actors.registry is None:
            return Answer.OPEN, f"`{name}` develops it, as the case states it, and no registry says so"
        if self.actors.stated(self.identity) is None:
            return Answer.NO, f"the reviewer's registry knows no `{name}`"
        return Answer.YES, f"`{name}` develops it, by the reviewer's registry"


def developer_of(argument: Argument, declared: Declared) -> Developer:
    """Who develops the system of a case."""
    actors = Actors(argument.case.elements, argument.registry)
    if declared.element is None:
        return Developer(None, actors, declared.missing)
    found = Systems(argument.case).developer_of(declared.element.identity)
    if found is None or found == "unread":
        return Developer(None, actors, UNREAD if found == "unread" else declared.why_not("developer"))
    return Developer(found, actors)


def exemption_of(tier: Item, developer: Developer) -> tuple[Answer, str]:
    """Whether a tier does not bind the developer."""
    exempted: tuple[Ref, ...] = tier.one("exempts") or ()
    if exempted:
        return developer.is_one_of(exempted)
    return (Answer.OPEN, "whom it exempts cannot be read") if "exempts" in tier.lost else (Answer.NO, "")


def admission_of(tier: Item, developer: Developer, argument: Argument, declared: Declared) -> tuple[Answer, str]:
    """Whether what follows from a tier lets the developer go on."""
    if "outcome" in tier.lost:
        return Answer.OPEN, "what follows from it cannot be read"
    outcome: Outcome | None = tier.one("outcome")
    match outcome:
        case None:
            return Answer.YES, "nothing in it keeps anybody from going on"
        case Outcome("only_by", Ref() as actor):
            answer, why = developer.is_one_of([actor])
            return answer, f"only `{actor.name}` may develop it: {why}"
        case Outcome("reports_to", Ref() as actor):
            return Answer.YES, f"the developer reports to `{actor.name}`"
        case Outcome("prohibited", _, until):
            prohibited = "development is prohibited" + (f" {until.plain}" if until is not None else "")
            return _lifted(tier, prohibited, argument, declared)
        case _:
            return Answer.OPEN, "what follows from it is not stated"


def _lifted(tier: Item, prohibited: str, argument: Argument, declared: Declared) -> tuple[Answer, str]:
    """What is prohibited stays so, unless a determination lifts it and somebody made one."""
    if tier.one("lifted_by") is None:
        return Answer.NO, f"{prohibited}; no argument can succeed"
    determined = determination_by(argument, None)
    if determined is not None:
        return Answer.YES, f"{prohibited}; {determined.in_words}, which lifts that"
    record = _favourable(argument, declared)
    if record is None:
        return Answer.NO, f"{prohibited}; only a determination lifts that, and there is none"
    if argument.registry is None:
        return Answer.OPEN, f"{prohibited}; `{name_of(record)}` would lift that, by an authority as the case states it"
    return Answer.NO, f"{prohibited}; `{name_of(record)}` would lift that, and is not known to be an authority's word"


def _favourable(argument: Argument, declared: Declared) -> Identity | None:
    """An accepted determination that the risk of the system is acceptable, by a public body as far as it is stated."""
    systems = Systems(argument.case)
    for record in argument.by_kind[Kind.EVIDENCE]:
        says = record.says
        if not isinstance(says, EvidenceStatement) or says.type != "determination" or says.determines != "acceptable":
            continue
        about = systems.of_record(record, says)
        accepted = argument.assessments[record.identity].state is State.ACCEPTED
        if accepted and declared.element is not None and about == declared.element.identity:
            return record.identity
    return None
