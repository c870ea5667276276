"""The statements of a text and of a case, and what can be folded."""

from __future__ import annotations

from collections.abc import Sequence

from lsprotocol import types

from gsn.drafting.folding import folding_ranges
from gsn.drafting.symbols import Symbol, document_symbols, workspace_symbols
from gsn.language.reader import DEEPEST_NESTING
from gsn.lsp.serving import CaseServer, Spot
from gsn.model.kinds import Kind

KINDS = {
    Kind.CASE: types.SymbolKind.Package,
    Kind.MODULE: types.SymbolKind.Module,
    Kind.CONTRACT: types.SymbolKind.Interface,
    Kind.REVIEW: types.SymbolKind.Module,
    Kind.GOAL: types.SymbolKind.Class,
    Kind.STRATEGY: types.SymbolKind.Method,
    Kind.SOLUTION: types.SymbolKind.Constant,
    Kind.CONTEXT: types.SymbolKind.Namespace,
    Kind.ASSUMPTION: types.SymbolKind.Boolean,
    Kind.JUSTIFICATION: types.SymbolKind.String,
    Kind.CHALLENGE: types.SymbolKind.Event,
    Kind.CONFIDENCE: types.SymbolKind.Operator,
    Kind.HAZARD: types.SymbolKind.Enum,
    Kind.SCENARIO: types.SymbolKind.EnumMember,
    Kind.FREQUENCY: types.SymbolKind.Number,
    Kind.PROBABILITY: types.SymbolKind.Number,
    Kind.MITIGATION: types.SymbolKind.Property,
    Kind.SYSTEM: types.SymbolKind.Object,
    Kind.CONFIGURATION: types.SymbolKind.Field,
    Kind.ACTOR: types.SymbolKind.Struct,
    Kind.EVIDENCE: types.SymbolKind.File,
}
"""A sign for each kind, of those that editors have; two that stand beside each other have different ones."""

FOLDS = {"comment": types.FoldingRangeKind.Comment}


def symbols(
    ls: CaseServer, params: types.DocumentSymbolParams
) -> list[types.DocumentSymbol] | list[types.SymbolInformation]:
    """A text's statements, nested where the client can show that."""
    spot = ls.spot(params.text_document.uri)
    if spot is None:
        return []
    top = document_symbols(spot.reading, spot.path)
    if ls.can("text_document", "document_symbol", "hierarchical_document_symbol_support"):
        return _nested(ls, spot, top)
    uri, span = params.text_document.uri, ls.spans(spot)
    return [
        types.SymbolInformation(types.Location(uri, span(symbol.range)), symbol.name, _kind(symbol.kind))
        for symbol in _flat(top)
    ]


def _flat(top: Sequence[Symbol]) -> list[Symbol]:
    """Each statement before those below it; what is deeper than any that can be read is left out."""
    found: list[Symbol] = []
    waiting = [(symbol, 1) for symbol in reversed(top)]
    while waiting:
        symbol, depth = waiting.pop()
        found.append(symbol)
        if depth < DEEPEST_NESTING:
            waiting += [(child, depth + 1) for child in reversed(symbol.children)]
    return found


def _nested(ls: CaseServer, spot: Spot, top: Sequence[Symbol]) -> list[types.DocumentSymbol]:
    """Made from the last to the first, so that those below a statement are there before it is."""
    made: dict[int, types.DocumentSymbol] = {}
    span = ls.spans(spot)
    for symbol in reversed(_flat(top)):
        made[id(symbol)] = types.DocumentSymbol(
            name=symbol.name or str(symbol.kind),
            detail=symbol.text or None,
            kind=_kind(symbol.kind),
            range=span(symbol.range),
            selection_range=span(symbol.name_range),
            children=[made[id(child)] for child in symbol.children if id(child) in made],
        )
    return [made[id(symbol)] for symbol in top]


def _kind(kind: Kind) -> types.SymbolKind:
    return KINDS.get(kind, types.SymbolKind.Null)


def case_symbols(ls: CaseServer, params: types.WorkspaceSymbolParams) -> list[types.WorkspaceSymbol]:
    """The elements that a search finds in every case that is open."""
    found: dict[tuple[str, str, int], types.WorkspaceSymbol] = {}
    for workspace in ls.cases.open_cases():
        reading = workspace.read()
        for element in workspace_symbols(reading, params.query):
            location = ls.location(reading, element.location)
            name = f"{element.name} {element.text}".rstrip()
            made = types.WorkspaceSymbol(location, name, _kind(element.kind), container_name=element.module)
            found[element.name, location.uri, location.range.start.line] = made
    return list(found.values())


def folds(ls: CaseServer, params: types.FoldingRangeParams) -> list[types.FoldingRange]:
    spot = ls.spot(params.text_document.uri)
    if spot is None:
        return []
    return [
        types.FoldingRange(fold.first, fold.last, kind=FOLDS.get(fold.sort))
        for fold in folding_ranges(spot.reading.text(spot.path))
    ]
