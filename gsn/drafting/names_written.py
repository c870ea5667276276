"""How a name is written at each place that names an element, and where it could stand without being seen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from gsn.drafting.occurrences import occurrences_of
from gsn.drafting.reading import Reading
from gsn.language.outline import without_texts
from gsn.model.place import Place
from gsn.model.reference import Identity, module_of, name_of

_NAMES = re.compile(r"[A-Za-z_][A-Za-z0-9_]*(?:(?:[.-]|::)[A-Za-z0-9_]+)*")


def written_at(place: Place) -> str:
    """What stands at a place."""
    return place.line.text[place.start : place.end]


def unread_names(reading: Reading, identity: Identity) -> Iterator[tuple[Path, int]]:
    """Lines that could not be read and hold an element's name as a word: their file, and their line from 1."""
    seen = {(found.place.file, found.place.number, found.place.start) for found in occurrences_of(reading).of(identity)}
    module, name = module_of(identity), name_of(identity)
    for problem in reading.case.problems:
        line = problem.place.line
        held = next((held for held in reading.case.modules.values() if held.file == line.file), None)
        for match in _NAMES.finditer(without_texts(line.text)):
            means_it = match[0] == f"{module}::{name}" or (
                match[0] == name and held is not None and held.name == module
            )
            if means_it and (line.file, line.number, match.start()) not in seen:
                yield reading.path_of(problem.place), line.number
