"""What an editor asks of a treaty profile, which is no text of a case: each answer under the name of a case's."""

from __future__ import annotations

from lsprotocol import types

from gsn.drafting import profiles
from gsn.drafting.change import Refused
from gsn.drafting.highlighting import highlight
from gsn.drafting.position import Position, Range
from gsn.lsp import units
from gsn.lsp.colouring import numbers_of
from gsn.lsp.completing import items_of
from gsn.lsp.outlining import FOLDS
from gsn.lsp.profiles import ProfileInHand
from gsn.lsp.serving import CaseServer
from gsn.treaty.kinds import Kind

KINDS = {
    Kind.TREATY: types.SymbolKind.Package,
    Kind.VERSION: types.SymbolKind.Namespace,
    Kind.DEFINITION: types.SymbolKind.String,
    Kind.CATEGORY: types.SymbolKind.Enum,
    Kind.CAPABILITY: types.SymbolKind.EnumMember,
    Kind.SEVERITY: types.SymbolKind.Constant,
    Kind.TIER: types.SymbolKind.Class,
    Kind.REQUIREMENT: types.SymbolKind.Method,
    Kind.LIMIT: types.SymbolKind.Number,
    Kind.PROTOCOL: types.SymbolKind.Interface,
}


def symbols(
    ls: CaseServer, profile: ProfileInHand, _: types.DocumentSymbolParams
) -> list[types.DocumentSymbol] | list[types.SymbolInformation]:
    lines, codec = profile.lines, ls.codec

    def nested(one: profiles.Stated) -> types.DocumentSymbol:
        range_, name_range = (units.for_client(codec, lines, each) for each in (one.range, one.name_range))
        kind, under = KINDS[one.kind], [nested(each) for each in one.under]  # three deep at most
        return types.DocumentSymbol(one.name or one.kind, kind, range_, name_range, one.text or None, children=under)

    top = [nested(one) for one in profiles.statements(profile.text)]
    if ls.can("text_document", "document_symbol", "hierarchical_document_symbol_support"):
        return top
    flat = [each for one in top for each in (one, *_below(one))]
    return [types.SymbolInformation(types.Location(profile.uri, one.range), one.name, one.kind) for one in flat]


def _below(one: types.DocumentSymbol) -> list[types.DocumentSymbol]:
    return [each for child in one.children or () for each in (child, *_below(child))]


def folds(_ls: CaseServer, profile: ProfileInHand, _: types.FoldingRangeParams) -> list[types.FoldingRange]:
    return [
        types.FoldingRange(fold.first, fold.last, kind=FOLDS.get(fold.sort))
        for fold in profiles.folds_of_profile(profile.text)
    ]


def coloured(ls: CaseServer, profile: ProfileInHand, _: types.SemanticTokensParams) -> types.SemanticTokens:
    return types.SemanticTokens(_colours(ls, profile))


def coloured_within(
    ls: CaseServer, profile: ProfileInHand, params: types.SemanticTokensRangeParams
) -> types.SemanticTokens:
    range_ = units.range_from_client(ls.codec, profile.lines, params.range)
    return types.SemanticTokens(_colours(ls, profile, range_))


def _colours(ls: CaseServer, profile: ProfileInHand, within: Range | None = None) -> list[int]:
    rows = [line.text for line in profile.lines]
    spans = highlight(rows, profiles.OF_PROFILES)
    first, end = (within.start.line, within.end.line + 1) if within is not None else (0, len(rows))
    return numbers_of(ls, rows, list(enumerate(spans))[first:end])


def completed(ls: CaseServer, profile: ProfileInHand, params: types.CompletionParams) -> types.CompletionList:
    found = profiles.completions_in_profile(profile.text, _position(ls, profile, params.position))
    return items_of(ls, found, units.for_client(ls.codec, profile.lines, found.range))


def hovered(ls: CaseServer, profile: ProfileInHand, params: types.HoverParams) -> types.Hover | None:
    found = profiles.hover_in_profile(profile.text, _position(ls, profile, params.position))
    if found is None:
        return None
    text = types.MarkupContent(types.MarkupKind.Markdown, found.markdown)
    return types.Hover(text, units.for_client(ls.codec, profile.lines, found.range))


def _position(ls: CaseServer, profile: ProfileInHand, position: types.Position) -> Position:
    return units.from_client(ls.codec, profile.lines, position)


def laid_out(ls: CaseServer, profile: ProfileInHand, _: types.DocumentFormattingParams) -> list[types.TextEdit] | None:
    change = profiles.format_profile_change(profile.path, profile.text)
    if isinstance(change, Refused):
        ls.window_log_message(types.LogMessageParams(types.MessageType.Info, f"not formatted: {change.reason}"))
        return None
    lines = profile.lines
    return [
        types.TextEdit(units.for_client(ls.codec, lines, edit.range), edit.text.replace("\n", profile.ending))
        for edit in change.edits
    ]
