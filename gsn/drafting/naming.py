"""The next name that fits: told from the names that are there, and from no counter that two branches would share."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from itertools import count

from gsn.drafting.cursor import file_blocks
from gsn.drafting.reading import Reading
from gsn.model.kinds import Kind
from gsn.model.reference import RESERVED

FIRST_LETTERS = {
    Kind.GOAL: "G",
    Kind.STRATEGY: "S",
    Kind.SOLUTION: "Sn",
    Kind.CONTEXT: "C",
    Kind.ASSUMPTION: "A",
    Kind.JUSTIFICATION: "J",
    Kind.CHALLENGE: "D",
    Kind.CONFIDENCE: "P",
    Kind.EVIDENCE: "E",
    Kind.HAZARD: "H",
}
"""What names of a kind begin with where none is there yet: GSN's own letters, as far as it has any."""

_NUMBERED = re.compile(r"(?P<stem>.*?)(?P<number>[0-9]+)")


def next_name(reading: Reading, kind: Kind, module: str, also_taken: Iterable[str] = ()) -> str:
    """A name for a new element of a kind: ``G7`` where goals end with ``G6``.

    It goes on from the highest number of the commonest form that the module's names of that kind have, and is taken by
    no element of any module, so that two branches of one case do not come to mean different things by it more easily
    than need be.

    Args:
        reading: The case.
        kind: The new element's kind.
        module: The module that it will be in.
        also_taken: Names that may not be given either.
    """
    taken = {name.casefold() for name in (*names_taken(reading), *also_taken, *RESERVED)}
    stem, highest = _commonest_form(_names_of(reading, kind, module) or _names_of(reading, kind, None))
    if stem is None:
        stem = FIRST_LETTERS.get(kind, f"{kind.value}_")
    return next(name for number in count(highest + 1) if (name := f"{stem}{number}").casefold() not in taken)


def names_taken(reading: Reading) -> list[str]:
    """Every name that the texts declare in any module, readable or not."""
    names = [element.name for element in reading.case.elements.values()]
    for path in reading.files:
        names += [block.name for block in file_blocks(reading, path).all if block.declares and block.name]
    return names


def _names_of(reading: Reading, kind: Kind, module: str | None) -> list[str]:
    return [
        element.name
        for element in reading.case.elements.values()
        if element.kind is kind and module in {None, element.module}
    ]


def _commonest_form(names: Iterable[str]) -> tuple[str | None, int]:
    """What most names begin with, and the highest number that follows it; nothing where they have no numbers."""
    matches = [match for name in names if (match := _NUMBERED.fullmatch(name))]
    if not matches:
        return None, 0
    stem, _ = Counter(match["stem"] for match in matches).most_common(1)[0]
    return stem, max(int(match["number"]) for match in matches if match["stem"] == stem)
