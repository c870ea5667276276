"""What each part of a text is, as semantic tokens: five numbers each, counted from the token before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from lsprotocol import types

from gsn.drafting.highlighting import Role, Span, highlight
from gsn.drafting.position import Range
from gsn.lsp.serving import CaseServer, Spot
from gsn.lsp.units import column_for_client

TYPES = (
    types.SemanticTokenTypes.Keyword,
    types.SemanticTokenTypes.Property,
    types.SemanticTokenTypes.Modifier,
    types.SemanticTokenTypes.Variable,
    types.SemanticTokenTypes.Class,
    types.SemanticTokenTypes.String,
    types.SemanticTokenTypes.Regexp,
    types.SemanticTokenTypes.Parameter,
    types.SemanticTokenTypes.Number,
    types.SemanticTokenTypes.Operator,
    types.SemanticTokenTypes.Comment,
)
DECLARATION = 1

ROLES: dict[Role, types.SemanticTokenTypes] = {
    Role.KIND: types.SemanticTokenTypes.Keyword,
    Role.CLAUSE: types.SemanticTokenTypes.Property,
    Role.WORD: types.SemanticTokenTypes.Modifier,
    Role.NAME: types.SemanticTokenTypes.Variable,
    Role.DECLARED: types.SemanticTokenTypes.Class,
    Role.TEXT: types.SemanticTokenTypes.String,
    Role.ESCAPE: types.SemanticTokenTypes.Regexp,
    Role.PARAMETER: types.SemanticTokenTypes.Parameter,
    Role.MENTION: types.SemanticTokenTypes.Variable,
    Role.NUMBER: types.SemanticTokenTypes.Number,
    Role.DATE: types.SemanticTokenTypes.Number,
    Role.SIGN: types.SemanticTokenTypes.Operator,
    Role.COMMENT: types.SemanticTokenTypes.Comment,
}
"""What editors have colours for; a character that belongs to nothing has none."""

LEGEND = types.SemanticTokensLegend(list(TYPES), [types.SemanticTokenModifiers.Declaration])

_NUMBERS = {role: TYPES.index(type_) for role, type_ in ROLES.items()}


def coloured(ls: CaseServer, params: types.SemanticTokensParams) -> types.SemanticTokens:
    spot = ls.spot(params.text_document.uri)
    data = _data(ls, spot) if spot is not None else []
    told = ls.remember_colours(params.text_document.uri, data)
    return types.SemanticTokens(data, told.result_id)


def coloured_anew(
    ls: CaseServer, params: types.SemanticTokensDeltaParams
) -> types.SemanticTokens | types.SemanticTokensDelta:
    """What has changed since the client was told last; everything, where that is not known any more."""
    spot = ls.spot(params.text_document.uri)
    data = _data(ls, spot) if spot is not None else []
    before = ls.colours.get(params.text_document.uri)
    told = ls.remember_colours(params.text_document.uri, data)
    if before is None or before.result_id != params.previous_result_id:
        return types.SemanticTokens(data, told.result_id)
    return types.SemanticTokensDelta(list(_difference(before.data, data)), told.result_id)


def coloured_within(ls: CaseServer, params: types.SemanticTokensRangeParams) -> types.SemanticTokens:
    spot = ls.spot(params.text_document.uri)
    return types.SemanticTokens(_data(ls, spot, ls.range(spot, params.range)) if spot is not None else [])


def _difference(before: Sequence[int], after: Sequence[int]) -> Iterator[types.SemanticTokensEdit]:
    """The one stretch in which two lists differ: an edit is in one place."""
    shorter = min(len(before), len(after))
    start = next((number for number in range(shorter) if before[number] != after[number]), shorter)
    rest = shorter - start
    end = next((number for number in range(rest) if before[-1 - number] != after[-1 - number]), rest)
    if start + end < max(len(before), len(after)):
        new = list(after[start : len(after) - end])
        yield types.SemanticTokensEdit(start, len(before) - end - start, new)


def _beginning(rows: Sequence[str], line: int) -> int:
    """The line at which a text begins that goes on at another line: a line above may say what it is."""
    begin = min(line, len(rows))
    while begin > 0 and (begin == len(rows) or rows[begin].lstrip(" ").startswith('"')):
        begin -= 1
    return begin


def _data(ls: CaseServer, spot: Spot, within: Range | None = None) -> list[int]:
    rows = [line.text for line in spot.reading.lines(spot.path)]
    first, end = (within.start.line, within.end.line + 1) if within is not None else (0, len(rows))
    begin = _beginning(rows, first)
    found = list(enumerate(highlight(rows[begin:end]), begin))
    return numbers_of(ls, rows, found[first - begin :])


def numbers_of(ls: CaseServer, rows: Sequence[str], coloured: Iterable[tuple[int, Sequence[Span]]]) -> list[int]:
    """Spans as the protocol counts them.

    Args:
        ls: The server.
        rows: The lines of the text.
        coloured: Lines by their numbers, with their spans.
    """
    data: list[int] = []
    above, before = 0, 0
    for number, spans in coloured:
        for span in spans:
            if span.role not in _NUMBERS:
                continue
            start, end = (column_for_client(ls.codec, rows[number], column) for column in span[:2])
            below = number - above
            declares = DECLARATION if span.role is Role.DECLARED else 0
            data += (below, start if below else start - before, end - start, _NUMBERS[span.role], declares)
            above, before = number, start
    return data
