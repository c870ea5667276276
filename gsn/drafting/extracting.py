"""A goal with all that stands under it made into a module of its own, which the case imports.

What crosses the new border is named with its module and made public, as the standard asks (GSN v3, 1:4.2, 1:4.3). The
result is read before it is given: where it would say more or less than the case did, it is refused.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from gsn.drafting.blocks import Block
from gsn.drafting.change import Change, Edit, Refused, edited
from gsn.drafting.cursor import file_blocks, identity_of_block
from gsn.drafting.line_edits import ending_of, indented, replaced_rows, rows_of
from gsn.drafting.names_written import written_at
from gsn.drafting.occurrences import Occurrence, occurrences_of
from gsn.drafting.position import Location, Position, Range, at
from gsn.drafting.reading import Reading
from gsn.language.recovery import NAME
from gsn.language.source import ENDING, TREE_ENDING
from gsn.model.kinds import FILE_HEADS, PUBLISHABLE, Kind
from gsn.model.reference import RESERVED, Identity, module_of, name_of


@dataclass(frozen=True, slots=True)
class _Extraction:
    """What goes where: ``inside`` are the elements that move, ``lines`` those of the old file, from 0."""

    reading: Reading
    path: Path
    block: Block
    old: str
    new: str
    inside: frozenset[Identity]

    def holds(self, occurrence: Occurrence) -> bool:
        """Whether a name is written in the part that moves."""
        module = self.reading.case.modules[self.old]
        line = occurrence.place.number - 1
        return occurrence.place.file == module.file and self.block.begins <= line < self.block.end


def extract(reading: Reading, element: Identity, module_name: str) -> Change | Refused:
    """Make a module of a goal and all that stands under it.

    Args:
        reading: The case.
        element: The goal.
        module_name: What the module is called; its file is ``NAME.gsn`` beside the one that the goal is in.
    """
    found = _begin(reading, element, module_name)
    if isinstance(found, Refused):
        return found
    target = found.path.parent / f"{module_name}{ENDING}"
    change = Change(
        f"extract {name_of(element)} into {module_name}",
        tuple(_edits_outside(found, element)),
        {target: _new_text(found)},
        Location(target, at(0)),
        safe=False,
    )
    return _unless_it_says_something_else(reading, change) or change


def _begin(reading: Reading, element: Identity, module_name: str) -> _Extraction | Refused:
    held = reading.case.elements.get(element)
    if held is None or held.kind is not Kind.GOAL:
        return Refused("only a goal can be the top of a module: it is what others refer to")
    path = reading.path_of(held.place)
    block = file_blocks(reading, path).headed_at(held.place.number - 1)
    if path.suffix == TREE_ENDING or block is None:
        return Refused("the goal is in no text that can be written")
    if not NAME.fullmatch(module_name) or module_name in RESERVED:
        return Refused(f"`{module_name}` is no name for a module: a letter or `_`, then letters, digits and `_`")
    target = path.parent / f"{module_name}{ENDING}"
    if module_name in reading.case.modules or target.exists() or target.resolve() in reading.sources.buffers:
        return Refused(f"`{module_name}` is there already")
    for problem in reading.case.problems:
        if reading.path_of(problem.place) == path and block.begins <= problem.place.number - 1 < block.end:
            return Refused(f"line {problem.place.number} cannot be read: mend it first")
    blocks = [other for other in file_blocks(reading, path).all if block.begins <= other.first < block.end]
    inside = {identity_of_block(reading, path, other) for other in blocks if other.declares}
    return _Extraction(
        reading, path, block, held.module, module_name, frozenset(one for one in inside if one is not None)
    )


# The new module


def _new_text(found: _Extraction) -> str:
    """The part that moves, at the margin, with the names of what stays behind qualified."""
    block, rows = found.block, rows_of(found.reading, found.path)
    edits = []
    for identity, occurrences in occurrences_of(found.reading).by_identity.items():
        for occurrence in occurrences:
            if found.holds(occurrence):
                written = written_at(occurrence.place)
                if identity in found.inside and "::" in written:
                    edits.append(_at(found, occurrence, name_of(identity)))
                elif identity not in found.inside and "::" not in written and _is_of(found, identity):
                    edits.append(_at(found, occurrence, f"{found.old}::{written}"))
    edits += [_public(found, block) for block in _to_be_public_inside(found)]
    shifted = [
        Edit(edit.path, Range(_up(edit.range.start, block.begins), _up(edit.range.end, block.begins)), edit.text)
        for edit in edits
    ]
    text = edited("\n".join(rows[block.begins : block.end]), shifted)
    body = indented(text.split("\n"), -block.indent)
    ending = ending_of(found.reading.text(found.path))
    return ending.join([f"module {found.new}", "", *body, ""])


def _up(position: Position, lines: int) -> Position:
    return Position(position.line - lines, position.column)


def _is_of(found: _Extraction, identity: Identity) -> bool:
    """Whether an unqualified name means something of the old module, and not a module as a whole."""
    return module_of(identity) == found.old and bool(name_of(identity))


def _to_be_public_inside(found: _Extraction) -> list[Block]:
    """The goal itself, and what else of the part the rest of the case refers to."""
    blocks = file_blocks(found.reading, found.path)
    named = {
        identity
        for identity in found.inside
        if any(
            not found.holds(occurrence) and not occurrence.declares
            for occurrence in occurrences_of(found.reading).of(identity)
        )
    }
    inside = [block for block in blocks.all if found.block.begins <= block.first < found.block.end and block.declares]
    return [
        block
        for block in inside
        if not block.public
        and block.kind in PUBLISHABLE
        and (block is found.block or identity_of_block(found.reading, found.path, block) in named)
    ]


# The rest of the case


def _edits_outside(found: _Extraction, element: Identity) -> Iterator[Edit]:
    block, reading = found.block, found.reading
    reference = [] if block.parent is None else [f"{' ' * block.indent}goal {found.new}::{name_of(element)}"]
    yield replaced_rows(reading, found.path, block.begins, block.end, reference)
    yield _import(found)
    for identity in sorted(found.inside):
        for occurrence in occurrences_of(reading).of(identity):
            if not found.holds(occurrence):
                yield _at(found, occurrence, f"{found.new}::{name_of(identity)}")
    yield from _to_be_public_outside(found)


def _import(found: _Extraction) -> Edit:
    """The import, behind those that are there, else behind the file's head."""
    rows, blocks = rows_of(found.reading, found.path), file_blocks(found.reading, found.path).top
    line = f'import "{found.new}{ENDING}"'
    imports = [block for block in blocks if block.word == "import"]
    heads = [block for block in blocks if block.kind in FILE_HEADS]
    if imports:
        place, new = imports[-1].end, [line]
    elif heads:
        place, new = heads[0].end, ["", line]
    else:
        first = blocks[0].begins if blocks else len(rows)
        place, new = first, [line, ""]
    return replaced_rows(found.reading, found.path, place, place, new)


def _to_be_public_outside(found: _Extraction) -> Iterator[Edit]:
    """What stays behind and is now referred to from the new module."""
    reading = found.reading
    for identity, occurrences in sorted(occurrences_of(reading).by_identity.items()):
        held = reading.case.elements.get(identity)
        if held is None or identity in found.inside or held.public or held.kind not in PUBLISHABLE:
            continue
        if module_of(identity) == found.old and any(map(found.holds, occurrences)):
            path = reading.path_of(held.place)
            block = file_blocks(reading, path).headed_at(held.place.number - 1)
            if block is not None:
                yield _public(found, block)


def _public(found: _Extraction, block: Block) -> Edit:
    return Edit(found.path.resolve(), at(block.first, block.indent), "public ")


def _at(found: _Extraction, occurrence: Occurrence, text: str) -> Edit:
    location = found.reading.exact_location(occurrence.place)
    return Edit(location.path, location.range, text)


def _unless_it_says_something_else(reading: Reading, change: Change) -> Refused | None:
    """Read the case as it would be; whatever can be read now has to be readable then."""
    from gsn.drafting.trying import case_after

    after = case_after(reading, change)
    known = {(problem.name, problem.message) for problem in reading.case.problems}
    for problem in after.problems:
        if (problem.name, problem.message) not in known:
            return Refused(f"the result could not be read: {problem.message}")
    if len(after.elements) != len(reading.case.elements):
        return Refused("the result would not hold the same elements")
    return None
