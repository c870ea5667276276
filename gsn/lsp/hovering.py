"""What is to be said of the place under a cursor."""

from __future__ import annotations

from lsprotocol import types

from gsn.drafting.hover import hover
from gsn.lsp.serving import CaseServer


def hovered(ls: CaseServer, params: types.HoverParams) -> types.Hover | None:
    spot = ls.spot(params.text_document.uri)
    if spot is None:
        return None
    found = hover(ls.analysis(spot), spot.path, ls.position(spot, params.position))
    if found is None:
        return None
    text = types.MarkupContent(types.MarkupKind.Markdown, found.markdown)
    return types.Hover(text, ls.span(spot.reading, spot.path, found.range))
