"""A fault tree as a module of a case: the text that an author would have written for it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gsn.openpsa.quantities import as_definitions
from gsn.openpsa.reading import read_tree

_ESCAPED = re.compile(r'["\\{\[]')
_UNSEEN = re.compile(r"[^\S ]|[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")


def module_text(data: bytes) -> str:
    """The quantities of a fault tree: its top event, its gates, its basic events, parts first.

    A number of the document becomes nothing: it is no evidence. So a basic event is unbounded until the case claims or
    measures it, and events depend on each other in any way until a licence says otherwise.

    Raises:
        OpenPsaProblem: The document is no fault tree.
    """
    tree = read_tree(data)
    quantities = as_definitions(tree)
    lines = [f"# The fault tree {_plain(tree.name)}. Its top event is {quantities.top}."]
    for definition in quantities.definitions:
        lines += _statement(definition.name, definition.text, definition.expression)
    return "\n".join(lines) + "\n"


def _statement(name: str, text: str, expression: str | None) -> Iterator[str]:
    escaped = _ESCAPED.sub(lambda found: f"\\{found[0]}", _plain(text)) or name
    yield f'probability {name} "{escaped}"'
    if expression is not None:
        yield f"    is {expression}"


def _plain(text: str) -> str:
    return " ".join(_UNSEEN.sub(" ", text).split())
