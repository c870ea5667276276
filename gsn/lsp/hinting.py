"""What was proved of a claim, beside it."""

from __future__ import annotations

from lsprotocol import types

from gsn.drafting.claim_hints import claim_hints
from gsn.drafting.position import at
from gsn.lsp.serving import CaseServer


def hinted(ls: CaseServer, params: types.InlayHintParams) -> list[types.InlayHint]:
    spot = ls.spot(params.text_document.uri)
    if spot is None:
        return []
    within, span = ls.range(spot, params.range), ls.spans(spot)
    return [
        types.InlayHint(span(at(*hint.position)).start, hint.label, tooltip=hint.why or None, padding_left=True)
        for hint in claim_hints(ls.analysis(spot), spot.path)
        if within.holds(hint.position)
    ]
