"""The argument as a call tree, for editors that know one: a goal calls what supports it."""

from __future__ import annotations

from dataclasses import dataclass

from gsn.argument_outline import children
from gsn.drafting.position import Location
from gsn.drafting.reading import Reading
from gsn.model.kinds import Kind
from gsn.model.reference import Identity, name_of


@dataclass(frozen=True, slots=True)
class Call:
    """An element at the other end of a relationship, and where the relationship is stated."""

    identity: Identity
    kind: Kind
    name: str
    text: str
    declared: Location | None
    stated: Location


def supports(reading: Reading, identity: Identity) -> list[Call]:
    """What stands under an element: its support, what scopes it, and the challenges to it."""
    argument = reading.argument
    return [_call(reading, child, reading.location(link.place)) for link, child in children(argument, identity)]


def supported_by(reading: Reading, identity: Identity) -> list[Call]:
    """What an element stands under: what it supports, scopes or challenges."""
    argument = reading.argument
    above = [(link.source, link) for link in argument.parents_of(identity)]
    above += [(link.target, link) for link in argument.challenged_by(identity)]
    return [_call(reading, other, reading.location(link.place)) for other, link in above]


def _call(reading: Reading, identity: Identity, stated: Location) -> Call:
    element = reading.declared(identity)
    declared = reading.exact_location(element.place) if element is not None else None
    text = element.text.plain if element is not None and element.text is not None else ""
    name = name_of(identity) or identity.removesuffix("::")
    return Call(identity, reading.argument.kind_of(identity), name, text, declared, stated)
