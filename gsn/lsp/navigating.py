"""From a place to what it names, and to every other place that names it."""

from __future__ import annotations

from lsprotocol import types

from gsn.drafting.file_links import file_links
from gsn.drafting.navigation import definition, references
from gsn.lsp.serving import CaseServer


def defined(ls: CaseServer, params: types.DefinitionParams) -> types.Location | None:
    spot = ls.spot(params.text_document.uri)
    if spot is None:
        return None
    found = definition(spot.reading, spot.path, ls.position(spot, params.position))
    return ls.location(spot.reading, found) if found is not None else None


def referred(ls: CaseServer, params: types.ReferenceParams) -> list[types.Location]:
    spot = ls.spot(params.text_document.uri)
    if spot is None:
        return []
    position = ls.position(spot, params.position)
    declares = params.context.include_declaration
    found = references(spot.reading, spot.path, position, with_declaration=declares)
    return [ls.location(spot.reading, location) for _, location in found]


def highlighted(ls: CaseServer, params: types.DocumentHighlightParams) -> list[types.DocumentHighlight]:
    """The same name in this text; where it is declared stands out."""
    spot = ls.spot(params.text_document.uri)
    if spot is None:
        return []
    found = references(spot.reading, spot.path, ls.position(spot, params.position))
    return [
        types.DocumentHighlight(
            ls.span(spot.reading, spot.path, location.range),
            types.DocumentHighlightKind.Write if occurrence.declares else types.DocumentHighlightKind.Read,
        )
        for occurrence, location in found
        if location.path == spot.path
    ]


def linked(ls: CaseServer, params: types.DocumentLinkParams) -> list[types.DocumentLink]:
    """The files of evidence and prose, and the imports."""
    spot = ls.spot(params.text_document.uri)
    if spot is None:
        return []
    return [
        types.DocumentLink(ls.span(spot.reading, spot.path, link.range), ls.uri(link.target))
        for link in file_links(spot.reading, spot.path)
    ]
