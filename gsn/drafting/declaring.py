"""What would mend a name that names nothing: the name that was meant, or a declaration of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from gsn.drafting.adding import insertion
from gsn.drafting.change import Change, Edit
from gsn.drafting.cursor import block_at
from gsn.drafting.navigation import statement_at
from gsn.drafting.reading import Reading
from gsn.findings import Finding
from gsn.language.suggestions import closest
from gsn.model.kinds import ARGUMENT, TOP_LEVEL, Kind, with_article
from gsn.model.naming import ANYTHING, names_in
from gsn.model.place import Place
from gsn.model.reference import Ref
from gsn.output.visible import visible

MOST_KINDS = 4
"""Kinds of which a declaration is offered; a place that takes any name tells nothing about what is missing."""


def declarations(reading: Reading, finding: Finding) -> Iterator[Change]:
    """The changes that would each mend a finding of GSN025, the likeliest first.

    A record is declared with its name's words as its text: they say no more than the name, and can be written over. An
    element of the argument gets an empty text, which the author has to fill.
    """
    path = reading.path_of(finding.place)
    module = reading.module_at(path)
    if module is None:
        return
    name, kinds = _missing(reading, path, finding.place)
    if not name or "::" in name:
        return
    there = [e.name for e in reading.case.elements.values() if e.kind in kinds and e.module == module.name]
    meant = closest(name, there)
    if meant is not None:
        where = reading.exact_location(finding.place)
        yield Change(f"write {meant}", (Edit(where.path, where.range, meant),), safe=False)
    margin = [kind for kind in Kind if kind in kinds and kind in TOP_LEVEL]
    for kind in margin if len(margin) <= MOST_KINDS else ():
        text = "" if kind in ARGUMENT else name.replace("_", " ")
        added = insertion(reading, path, None, kind, f'{kind} {name} "{text}"')
        title = f"declare {visible(name)}, {with_article(kind)}"
        yield Change(title, added.edits, cursor=added.cursor, safe=False)


def _missing(reading: Reading, path: Path, place: Place) -> tuple[str, frozenset[Kind]]:
    """The name that stands at a place, and the kinds that it may have."""
    line = place.number - 1
    block = block_at(reading, path, line)
    if block is not None and not block.declares and block.kind is not None and block.first == line:
        return block.name or "", frozenset({block.kind})
    element = statement_at(reading, path, line)
    for said in (element.says, element.annotations) if element is not None else ():
        for ref, kinds in names_in(said):
            if _stands_at(ref, place):
                return ref.name, kinds or ANYTHING
    return "", ANYTHING


def _stands_at(ref: Ref, place: Place) -> bool:
    return (ref.place.number, ref.place.start) == (place.number, place.start)
