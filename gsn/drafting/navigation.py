"""From a place in a text to what it names, and from an element to every place that names it."""

from __future__ import annotations

from pathlib import Path

from gsn.drafting.occurrences import Occurrence, occurrence_at, occurrences_of
from gsn.drafting.position import Location, Position, at
from gsn.drafting.reading import Reading
from gsn.model.case import Element
from gsn.model.kinds import Kind
from gsn.model.reference import Identity


def named_at(reading: Reading, path: Path, position: Position) -> Occurrence | None:
    """The name under a cursor."""
    return occurrence_at(reading, path, position)


def definition(reading: Reading, path: Path, position: Position) -> Location | None:
    """Where what the cursor names is declared; of an import, the file that it names."""
    named = occurrence_at(reading, path, position)
    if named is not None:
        return declaration(reading, named.identity)
    return _imported(reading, path, position)


def declaration(reading: Reading, identity: Identity) -> Location | None:
    """Where an element, or a module as a whole, is declared; the first line of a module without a head."""
    element = reading.declared(identity)
    if element is not None and element.kind is not Kind.UNREADABLE:
        return reading.exact_location(element.place)
    module = reading.case.modules.get(identity.removesuffix("::"))
    return Location(module.path.resolve(), at(0)) if module is not None and identity.endswith("::") else None


def _imported(reading: Reading, path: Path, position: Position) -> Location | None:
    lines = reading.lines(path)
    text = lines[position.line].text.strip() if position.line < len(lines) else ""
    if not text.startswith("import"):
        return None
    written = text.partition('"')[2].partition('"')[0]
    target = (path.parent / written).resolve() if written else None
    return Location(target, at(0)) if target is not None and target in reading.files else None


def references(
    reading: Reading, path: Path, position: Position, *, with_declaration: bool = True
) -> list[tuple[Occurrence, Location]]:
    """Every place that names what the cursor names, in the order of the text."""
    named = occurrence_at(reading, path, position)
    if named is None:
        return []
    return references_to(reading, named.identity, with_declaration=with_declaration)


def references_to(
    reading: Reading, identity: Identity, *, with_declaration: bool = True
) -> list[tuple[Occurrence, Location]]:
    """Every place that names an element, in the order of the text."""
    found = occurrences_of(reading).of(identity)
    return [
        (occurrence, reading.exact_location(occurrence.place))
        for occurrence in found
        if with_declaration or not occurrence.declares
    ]


def element_at(reading: Reading, path: Path, position: Position) -> Element | None:
    """The element that a cursor is at: the one that it names, else the statement that its line belongs to."""
    named = occurrence_at(reading, path, position)
    if named is not None and (element := reading.declared(named.identity)) is not None:
        return element
    return statement_at(reading, path, position.line)


def statement_at(reading: Reading, path: Path, line: int) -> Element | None:
    """The element that a line, counted from 0, belongs to; a reference stands for what it refers to."""
    from gsn.drafting.cursor import block_at, identity_of_block

    block = block_at(reading, path, line)
    identity = identity_of_block(reading, path, block) if block is not None else None
    return reading.declared(identity) if identity is not None else None
