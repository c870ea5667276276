"""Every place where a case names an element: where it is declared, referred to, and named in clauses and texts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from gsn.drafting.blocks import blocks_of
from gsn.drafting.position import Position, exact_range_of
from gsn.drafting.reading import Reading
from gsn.model.case import Element, Module, Relationship
from gsn.model.kinds import FILE_HEADS, Kind
from gsn.model.naming import mentions_in, names_in
from gsn.model.place import Place
from gsn.model.reference import Identity, Text, identity


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One place that names an element.

    ``by`` is the statement that it stands in: for a nested reference, the one that it is nested in. ``declares`` is
    true where the element is declared, ``clause`` where a clause or a text names it and no line of the outline.
    """

    identity: Identity
    place: Place
    by: Identity | None
    declares: bool = False
    clause: bool = False


@dataclass(slots=True)
class Occurrences:
    """The occurrences of a reading, by what they name and by where they stand."""

    by_identity: dict[Identity, list[Occurrence]] = field(default_factory=dict)
    by_line: dict[tuple[str, int], list[Occurrence]] = field(default_factory=dict)

    def of(self, element: Identity) -> list[Occurrence]:
        """Where an element is named, in the order of the text."""
        return sorted(self.by_identity.get(element, []), key=lambda occurrence: occurrence.place.order)


def occurrences_of(reading: Reading) -> Occurrences:
    """Every name in a case. Worked out once for each reading."""
    held = reading.__dict__.get("_occurrences")
    if not isinstance(held, Occurrences):
        held = Occurrences()
        for occurrence in _all(reading):
            held.by_identity.setdefault(occurrence.identity, []).append(occurrence)
            held.by_line.setdefault((occurrence.place.file, occurrence.place.number), []).append(occurrence)
        reading.__dict__["_occurrences"] = held
    return held


def occurrence_at(reading: Reading, path: Path, position: Position) -> Occurrence | None:
    """The name that a cursor is in or at the end of."""
    module = reading.module_at(path)
    if module is None:
        return None
    on_line = occurrences_of(reading).by_line.get((module.file, position.line + 1), [])
    return next((found for found in on_line if exact_range_of(found.place).holds(position)), None)


def _all(reading: Reading) -> Iterator[Occurrence]:
    told: set[tuple[str, int, int]] = set()
    for occurrence in (*_in_case(reading), *_heads_of_contracts(reading)):
        place = occurrence.place
        key = (place.file, place.number, place.start)
        if key not in told and place.end > place.start:
            told.add(key)
            yield occurrence


def _in_case(reading: Reading) -> Iterator[Occurrence]:
    case = reading.case
    for module in case.modules.values():
        if module.head is not None:
            yield Occurrence(module.head.identity, module.head.place, None, declares=True)
            yield from _in_statement(module.head)
    for element in case.elements.values():
        if element.kind is not Kind.UNREADABLE:
            yield Occurrence(element.identity, element.place, element.parent, declares=True)
            yield from _in_statement(element)
    for link in case.links:
        challenges = link.relationship is Relationship.CHALLENGES
        if link.declares or not link.nested:
            continue
        referred, by = (link.source, link.target) if challenges else (link.target, link.source)
        yield Occurrence(referred, link.place, by)
        yield from _in_text(link.repeats, by)
    for waiver in case.waivers:
        yield Occurrence(waiver.on.identity, waiver.on.place, None, clause=True)
        yield Occurrence(waiver.by.identity, waiver.by.place, None, clause=True)


def _in_statement(element: Element) -> Iterator[Occurrence]:
    yield from _in_text(element.text, element.identity)
    if element.clause_places:
        for said in (element.says, element.annotations):
            for ref, kinds in names_in(said):
                if kinds is not None:
                    yield Occurrence(ref.identity, _name_in(ref.place), element.identity, clause=True)


def _in_text(text: Text | None, by: Identity) -> Iterator[Occurrence]:
    for ref, _ in mentions_in(text):
        yield Occurrence(ref.identity, _name_in(ref.place), by, clause=True)


def _name_in(place: Place) -> Place:
    """The name alone: in a text it stands between brackets, ``[[G3]]``, which the model's place holds."""
    written = place.line.text[place.start : place.end]
    return Place(place.line, place.start + 2, place.end - 2) if written.startswith("[[") else place


def _heads_of_contracts(reading: Reading) -> Iterator[Occurrence]:
    """References at the margin of a contract: they begin a relationship and stand in none."""
    for module in reading.case.modules.values():
        if module.kind is Kind.CONTRACT:
            yield from _heads_of(module)


def _heads_of(module: Module) -> Iterator[Occurrence]:
    for block in blocks_of(module.lines).top:
        if block.kind is None or block.kind in FILE_HEADS or not block.name or block.declares:
            continue
        named = block.name if "::" in block.name else identity(module.name, block.name)
        line = module.lines[block.first]
        yield Occurrence(named, Place(line, block.name_start, block.name_start + len(block.name)), None)
