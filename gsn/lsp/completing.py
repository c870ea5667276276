"""What fits where somebody writes."""

from __future__ import annotations

import re

from lsprotocol import types

from gsn.drafting.completion import Completion, Completions, Sort, completions
from gsn.lsp.serving import CaseServer

OPTIONS = types.CompletionOptions(trigger_characters=['"', "[", ":", "/", " "])

MOST = 200
"""Names that are offered at once: with each letter that is typed, the client asks again."""

KINDS = {
    Sort.KIND: types.CompletionItemKind.Class,
    Sort.CLAUSE: types.CompletionItemKind.Property,
    Sort.NAME: types.CompletionItemKind.Reference,
    Sort.WORD: types.CompletionItemKind.Keyword,
    Sort.UNIT: types.CompletionItemKind.Unit,
    Sort.FILE: types.CompletionItemKind.File,
}

_PART = re.compile(r"\b(?:NAME|REF|TEXT|DATE|NUMBER|VALUE|UNIT|PERCENT)\b")
_OPEN = re.compile(r"[\[\]|…]|\bor\b")
"""What a form has that a snippet cannot: parts that may be left out, or of which one is chosen."""


def completed(ls: CaseServer, params: types.CompletionParams) -> types.CompletionList:
    spot = ls.spot(params.text_document.uri)
    if spot is None:
        return types.CompletionList(is_incomplete=False, items=[])
    found = completions(spot.reading, spot.path, ls.position(spot, params.position))
    return items_of(ls, found, ls.span(spot.reading, spot.path, found.range))


def items_of(ls: CaseServer, found: Completions, range_: types.Range) -> types.CompletionList:
    """What fits, as the client shows it."""
    snippets = bool(ls.can("text_document", "completion", "completion_item", "snippet_support"))
    items = [_item(item, range_, f"{number:04}", snippets=snippets) for number, item in enumerate(found.items[:MOST])]
    return types.CompletionList(is_incomplete=len(found.items) > MOST, items=items)


def _item(item: Completion, range_: types.Range, order: str, *, snippets: bool) -> types.CompletionItem:
    form = snippet(item) if snippets else None
    return types.CompletionItem(
        label=item.label,
        kind=KINDS[item.sort],
        detail=item.form or None,
        documentation=item.says or None,
        sort_text=order,
        filter_text=item.label,
        text_edit=types.TextEdit(range_, form or item.insert),
        insert_text_format=types.InsertTextFormat.Snippet if form else types.InsertTextFormat.PlainText,
    )


def snippet(item: Completion) -> str | None:
    """The form of a kind or a clause with a stop at each of its parts; nothing where the form leaves a choice."""
    if item.sort not in {Sort.KIND, Sort.CLAUSE} or item.text:
        return None
    form = item.form.removeprefix("[public] ")
    if not form.startswith(item.label) or _OPEN.search(form) or _PART.search(form) is None:
        return None
    stops = iter(range(1, len(form)))

    def stop(part: re.Match[str]) -> str:
        held = f"${{{next(stops)}:{part[0]}}}"
        return f'"{held}"' if part[0] == "TEXT" else held

    return _PART.sub(stop, form.replace("\\", "\\\\").replace("$", "\\$"))
