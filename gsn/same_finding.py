"""When something that was found in one reading of a case is found in another: by rule, element and message.

Never by line: a line that is put in above moves nothing. A path in a message is told from the case's folder, because
the folder of an earlier reading lies elsewhere.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

from gsn.model.case import Case
from gsn.model.reference import Identity, name_of

Found = TypeVar("Found")

_QUOTED = re.compile("`([^`]*)`")


class Mark(NamedTuple):
    """By what something that was found is known again."""

    code: str
    element: Identity | None
    message: str


@dataclass(frozen=True, slots=True)
class Names:
    """What elements are called in the reading that another is compared with, by identity and by the words for them."""

    of_elements: Mapping[Identity, Identity]
    of_words: Mapping[str, str]


UNRENAMED = Names({}, {})


def names(renamed: Mapping[Identity, Identity]) -> Names:
    """The names of elements in another reading.

    Args:
        renamed: Each element's identity there, by its identity here. A name that several modules have stands for none.
    """
    words: defaultdict[str, set[str]] = defaultdict(set)
    for before, after in renamed.items():
        words[name_of(before)].add(name_of(after))
        words[before].add(after)
    told = {word: next(iter(others)) for word, others in words.items() if len(others) == 1}
    return Names(renamed, {word: other for word, other in told.items() if word != other})


def mark(case: Case, code: str, element: Identity | None, message: str, called: Names = UNRENAMED) -> Mark:
    """What a finding or a ground is known by.

    Args:
        case: The case that it is of.
        code: The rule's code; empty for a ground that no rule finds.
        element: The element that it is about.
        message: What it says.
        called: What elements are called in the reading that this one is compared with.
    """
    told = from_folder(case, message)
    if called.of_words:
        told = _QUOTED.sub(lambda quoted: f"`{called.of_words.get(quoted[1], quoted[1])}`", told)
    return Mark(code, called.of_elements.get(element, element) if element is not None else None, told)


def from_folder(case: Case, message: str) -> str:
    """A message in which paths begin at the case's folder, wherever that lies."""
    folder = case.folder.as_posix()
    return message if folder == "." else message.replace(f"`{folder}/", "`")


def parted(found: Iterable[tuple[Mark, Found]], known: Counter[Mark]) -> tuple[list[Found], list[Found]]:
    """What is new, and what was known: as many of each mark as there were."""
    room = known.copy()
    new: list[Found] = []
    old: list[Found] = []
    for about, item in found:
        if room[about] > 0:
            room[about] -= 1
            old.append(item)
        else:
            new.append(item)
    return new, old
