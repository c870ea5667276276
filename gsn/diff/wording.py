"""A clause in its author's words, for those who read what changed."""

from __future__ import annotations

from gsn.language.outline import code_end
from gsn.model.case import Case, Element
from gsn.model.place import Place

LONGEST = 2000
"""Characters of a text that are shown."""


def clause_words(case: Case, element: Element, field: str, index: int = 0) -> str | None:
    """A clause as it is written, the lines of a long text joined; nothing where the element has none."""
    places = element.clause_places.get(field, ())
    return line_words(case, element.module, places[index]) if index < len(places) else None


def line_words(case: Case, module: str, place: Place) -> str:
    """The words of a line and of those that continue it, without comments."""
    held = case.modules.get(module)
    lines = held.lines if held is not None else []
    first = place.line
    words = first.text[place.start : code_end(first.text)].strip()
    indent = len(first.text) - len(first.text.lstrip(" "))
    for line in lines[first.number :]:
        text = line.text.lstrip(" ")
        if not text.startswith('"') or len(line.text) - len(text) <= indent:
            break
        words = _joined(words, text[: code_end(text)].strip())
    return shortened(words)


def text_of(element: Element) -> str:
    """An element's text."""
    return shortened(element.text.plain) if element.text is not None else ""


def shortened(text: str) -> str:
    """A text on one line, cut where nobody would read on."""
    words = " ".join(text.split())
    return words if len(words) <= LONGEST else f"{words[:LONGEST]}…"


def _joined(words: str, more: str) -> str:
    """Two parts of one text become one; after a comma another text begins."""
    return f"{words[:-1]} {more[1:]}" if words.endswith('"') else f"{words} {more}"
