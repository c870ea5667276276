"""A new name for an element or a module, everywhere in the case at once.

A name is refused where the new text would say something else than the old one: the name is taken or reserved, something
refers to it already, or a line that cannot be read may hold the old one.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from gsn.drafting.change import Change, Edit, Refused
from gsn.drafting.cursor import file_blocks
from gsn.drafting.names_written import unread_names, written_at
from gsn.drafting.occurrences import Occurrence, occurrence_at, occurrences_of
from gsn.drafting.position import Location, Position
from gsn.drafting.reading import Reading
from gsn.language.recovery import NAME
from gsn.language.source import TREE_ENDING
from gsn.model.case import module_identity
from gsn.model.kinds import Kind
from gsn.model.reference import RESERVED, Identity, identity, module_of, name_of


def renamable(reading: Reading, path: Path, position: Position) -> tuple[Occurrence, Location] | Refused:
    """The name under a cursor, and where it stands, if it can be renamed."""
    named = occurrence_at(reading, path, position)
    if named is None:
        return Refused("no name of an element stands here")
    refused = _cannot_be_renamed(reading, named.identity)
    return refused or (named, reading.exact_location(named.place))


def rename(reading: Reading, element: Identity, new_name: str) -> Change | Refused:
    """Give an element, or a module (``filter::``), a new name wherever the case names it.

    Args:
        reading: The case.
        element: What is renamed.
        new_name: Its name from now on; of a configuration without its system's.
    """
    refused = _cannot_be_renamed(reading, element) or _cannot_be_the_name(reading, element, new_name)
    if refused is not None:
        return refused
    old = _short(reading, element)
    if new_name == old:
        return Refused(f"`{old}` has that name already")
    edits = tuple(dict.fromkeys(_edits(reading, element, new_name)))
    return Change(f"rename {old} to {new_name}", edits)


def _edits(reading: Reading, element: Identity, new_name: str) -> Iterator[Edit]:
    if not name_of(element):
        yield from _of_module(reading, element, new_name)
        return
    for renamed, full in _with_configurations(reading, element, new_name):
        for occurrence in occurrences_of(reading).of(renamed):
            if occurrence.declares:
                if renamed == element:
                    yield _edit(reading, occurrence, new_name)
                continue
            module, qualified, _ = written_at(occurrence.place).rpartition("::")
            yield _edit(reading, occurrence, f"{module}{qualified}{full}")


def _with_configurations(reading: Reading, element: Identity, new_name: str) -> Iterator[tuple[Identity, str]]:
    """What gets a new name by it, with that name in full: a system's configurations are named by it."""
    module, old = module_of(element), name_of(element)
    held = reading.case.elements[element]
    prefix = f"{old.rpartition('.')[0]}." if held.kind is Kind.CONFIGURATION else ""
    yield element, f"{prefix}{new_name}"
    if held.kind is Kind.SYSTEM:
        for other in reading.case.elements.values():
            if other.kind is Kind.CONFIGURATION and other.module == module and other.parent == element:
                yield other.identity, f"{new_name}.{other.name.removeprefix(f'{old}.')}"


def _of_module(reading: Reading, element: Identity, new_name: str) -> Iterator[Edit]:
    """The module's head, references to it as a whole, and every name that it qualifies."""
    old = module_of(element)
    for occurrence in occurrences_of(reading).of(element):
        yield _edit(reading, occurrence, written_at(occurrence.place).replace(old, new_name, 1))
    for identity_, occurrences in occurrences_of(reading).by_identity.items():
        if module_of(identity_) != old or not name_of(identity_):
            continue
        for occurrence in occurrences:
            written = written_at(occurrence.place)
            if written.startswith(f"{old}::"):
                yield _edit(reading, occurrence, f"{new_name}{written[len(old) :]}")


def _edit(reading: Reading, occurrence: Occurrence, text: str) -> Edit:
    location = reading.exact_location(occurrence.place)
    return Edit(location.path, location.range, text)


def _short(reading: Reading, element: Identity) -> str:
    held = reading.case.elements.get(element)
    name = name_of(element) or module_of(element)
    return name.rpartition(".")[2] if held is not None and held.kind is Kind.CONFIGURATION else name


# Refusals


def _cannot_be_renamed(reading: Reading, element: Identity) -> Refused | None:
    held = reading.declared(element)
    shown = name_of(element) or module_of(element)
    if held is None or held.kind is Kind.UNREADABLE:
        if element.endswith("::") and module_of(element) in reading.case.modules:
            return Refused(f"`{shown}` is named after its file: rename the file, or begin it with `module NAME`")
        return Refused(f"nothing that can be read is named `{shown}`")
    if reading.path_of(held.place).suffix == TREE_ENDING:
        return Refused(f"`{shown}` is named in a fault tree, which is not written here")
    for problem in reading.case.problems:
        if problem.name == "duplicate-name" and problem.element == element:
            return Refused(
                f"`{shown}` is declared twice: give the one on line {problem.place.number} another name first"
            )
    for path, line in unread_names(reading, element):
        where = f"line {line} of `{reading.shown(path)}`"
        return Refused(f"{where} names `{shown}` and cannot be read: mend it first, so that it is renamed, too")
    return None


def _cannot_be_the_name(reading: Reading, element: Identity, new_name: str) -> Refused | None:
    if not NAME.fullmatch(new_name):
        return Refused(
            f"`{new_name}` is no name: a letter or `_`, then letters, digits and `_`, with `.` or `-` inside"
        )
    if new_name in RESERVED:
        return Refused(f"`{new_name}` is a word of expressions, and no element can have it for its name")
    if not name_of(element):
        taken = new_name in reading.case.modules
        return Refused(f"a module is named `{new_name}` already") if taken else None
    return _would_be_mistaken(reading, element, new_name)


def _would_be_mistaken(reading: Reading, element: Identity, new_name: str) -> Refused | None:
    """Why a name would come to mean another element than now."""
    module = module_of(element)
    for renamed, full in _with_configurations(reading, element, new_name):
        after = identity(module, full)
        if after == renamed:
            continue
        if _is_declared(reading, module, full):
            return Refused(f"`{full}` is declared in `{module}` already")
        if occurrences_of(reading).by_identity.get(after):
            return Refused(f"`{full}` is referred to already and names nothing yet: it would come to name this")
        if _means_a_module(reading, module, full):
            return Refused(f"`{full}` names a module where `{module}` refers to it: it would come to name this")
    return None


def _is_declared(reading: Reading, module: str, name: str) -> bool:
    there = reading.case.elements.get(identity(module, name))
    if there is not None and there.kind is not Kind.UNREADABLE:
        return True
    held = reading.case.modules.get(module)
    blocks = file_blocks(reading, held.path).all if held is not None else []
    return any(block.declares and block.name == name and block.kind is not Kind.CONFIGURATION for block in blocks)


def _means_a_module(reading: Reading, module: str, name: str) -> bool:
    """Whether a text refers to a module by a name that an element of its own would take from it."""
    held = reading.case.modules.get(module)
    whole = occurrences_of(reading).by_identity.get(module_identity(name), [])
    return any(
        held is not None and found.place.file == held.file and written_at(found.place) == name for found in whole
    )
