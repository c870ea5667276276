"""How a machine takes out a reference that says again what is said already."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gsn.argument import Argument
from gsn.findings import Edit, Fix
from gsn.model.case import Link
from gsn.model.kinds import Kind
from gsn.model.place import Line, Place, whole_line
from gsn.model.reference import module_of

_BARE = re.compile(r" *[a-z]+ +[A-Za-z0-9_.:-]+ *")
"""A kind and a name, and nothing else: no text, no comment."""


def without_repetition(argument: Argument, earlier: Link, later: Link) -> Fix | None:
    """Take out one of two links that say the same; nothing where that would take or move anything else.

    It is safe because a link that is there twice counts once. A line that declares, repeats a text, has a comment or
    has anything below it stays.
    """
    module = argument.case.modules[module_of(later.source)]
    if module.kind is Kind.CONTRACT:
        return None
    for link in (later, earlier):
        place = link.place
        if not link.declares and link.nested and place.file == module.file and _stands_alone(module.lines, place):
            return Fix("take out the repetition", (Edit(whole_line(place.line), ""),), safe=True)
    return None


def _stands_alone(lines: Sequence[Line], place: Place) -> bool:
    """Whether a line is a reference with nothing below it, and with no comment above that would go to another."""
    text, number = place.line.text, place.number
    above = lines[number - 2].text if number > 1 else ""
    below = next((line.text for line in lines[number:] if line.text.strip()), "")
    return (
        _BARE.fullmatch(text) is not None and not above.lstrip(" ").startswith("#") and _indent(below) <= _indent(text)
    )


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip(" "))
