"""A family whose fix is safe, and is two edits."""

from __future__ import annotations

from collections.abc import Iterator

from gsn.argument import Argument
from gsn.findings import Edit, Finding, Fix, Scope, Severity, rule
from gsn.model.place import Place


@rule("GSN297", "small-letters", Severity.WARNING, scope=Scope.CASE)
def small_letters(argument: Argument) -> Iterator[Finding]:
    """A case has a name in small letters."""
    place = argument.case.head_place()
    edits = (
        Edit(Place(place.line, place.start, place.start + 1), "F"),
        Edit(Place(place.line, place.start, place.start + 2), "I"),
    )
    yield Finding("its name is in small letters", place, fix=Fix("write it large", edits, safe=True))
