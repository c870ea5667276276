"""The argument as a call hierarchy: an element calls what stands under it."""

from __future__ import annotations

from pathlib import Path

from lsprotocol import types

from gsn.drafting.calls import Call, supported_by, supports
from gsn.drafting.navigation import element_at
from gsn.drafting.position import Location
from gsn.drafting.reading import Reading
from gsn.lsp.outlining import KINDS
from gsn.lsp.serving import CaseServer, Spot
from gsn.model.kinds import Kind
from gsn.model.reference import Identity


def prepared(ls: CaseServer, params: types.CallHierarchyPrepareParams) -> list[types.CallHierarchyItem]:
    """The element that a cursor is at."""
    spot = ls.spot(params.text_document.uri)
    if spot is None:
        return []
    element = element_at(spot.reading, spot.path, ls.position(spot, params.position))
    if element is None or element.kind is Kind.UNREADABLE:
        return []
    text = element.text.plain if element.text is not None else ""
    location = spot.reading.location(element.place)
    return [_item(ls, spot.reading, element.identity, element.kind, f"{element.name} {text}".rstrip(), location)]


def called(ls: CaseServer, params: types.CallHierarchyOutgoingCallsParams) -> list[types.CallHierarchyOutgoingCall]:
    """What supports an element, scopes it or challenges it."""
    spot, identity = _spot_of(ls, params.item)
    if spot is None:
        return []
    made = []
    for call in supports(spot.reading, identity):
        item = _item_of_call(ls, spot.reading, call)
        if item is not None:
            made.append(types.CallHierarchyOutgoingCall(item, _from(ls, spot, call, params.item.uri)))
    return made


def calling(ls: CaseServer, params: types.CallHierarchyIncomingCallsParams) -> list[types.CallHierarchyIncomingCall]:
    """What an element supports, scopes or challenges."""
    spot, identity = _spot_of(ls, params.item)
    if spot is None:
        return []
    made = []
    for call in supported_by(spot.reading, identity):
        item = _item_of_call(ls, spot.reading, call)
        if item is not None:
            made.append(types.CallHierarchyIncomingCall(item, _from(ls, spot, call, item.uri)))
    return made


def _spot_of(ls: CaseServer, item: types.CallHierarchyItem) -> tuple[Spot | None, Identity]:
    return ls.spot(item.uri), item.data if isinstance(item.data, str) else ""


def _item_of_call(ls: CaseServer, reading: Reading, call: Call) -> types.CallHierarchyItem | None:
    if call.declared is None:
        return None
    return _item(ls, reading, call.identity, call.kind, f"{call.name} {call.text}".rstrip(), call.declared)


def _item(
    ls: CaseServer, reading: Reading, identity: Identity, kind: Kind, name: str, location: Location
) -> types.CallHierarchyItem:
    there = ls.location(reading, location)
    return types.CallHierarchyItem(
        name=name,
        kind=KINDS.get(kind, types.SymbolKind.Null),
        uri=there.uri,
        range=there.range,
        selection_range=there.range,
        detail=_module(reading, location.path),
        data=identity,
    )


def _module(reading: Reading, path: Path) -> str | None:
    module = reading.module_at(path)
    return module.name if module is not None else None


def _from(ls: CaseServer, spot: Spot, call: Call, uri: str) -> list[types.Range]:
    """Where the relationship is stated, in the text of the caller."""
    stated = ls.location(spot.reading, call.stated)
    return [stated.range] if stated.uri == uri else []
