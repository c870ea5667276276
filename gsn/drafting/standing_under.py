"""Whether one kind of element may stand under another: asked of the standard's rules, with a case of two elements."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from gsn.argument import Argument
from gsn.checking import built_in_rules
from gsn.drafting.parsers import line_parser
from gsn.findings import Rule
from gsn.language.loading import load_from
from gsn.language.outline import cut
from gsn.language.reader import read_text
from gsn.language.readtext import ReadText
from gsn.language.source import Found
from gsn.model.kinds import Kind, may_stand_under, with_article
from gsn.model.place import Line

MATRIX = frozenset({"GSN101", "GSN102", "GSN103"})
"""The rules about which relationships there may be."""


class _Pair:
    """The two texts of a case of two elements."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = texts

    def read(self, path: Path, shown: str) -> tuple[list[Line], ReadText]:
        lines = cut(shown, self._texts[path.name])
        with line_parser() as parser:
            return lines, read_text(lines, path.stem, parser)

    def search(self, _folder: Path) -> Found:
        return Found((), (), (), complete=True)


@cache
def why_not_under(kind: Kind, parent: Kind | None, *, away: bool = False) -> str | None:
    """Why an element may not stand under one of a kind; nothing where it may.

    Args:
        kind: The element's kind, as it is written there.
        parent: The kind that it would stand under; None at the margin of a file.
        away: Whether it is another module's.
    """
    if not may_stand_under(kind, parent):
        where = "at the margin of a file" if parent is None else f"under {with_article(parent)}"
        return f"{with_article(kind)} cannot stand {where}"
    if parent is None or kind in {Kind.MODULE, Kind.CONTRACT, Kind.CONFIGURATION}:
        return None
    declared = f'{kind} below "It is so"'
    under = f"{kind} other::below" if away else declared
    texts = {
        "pair.gsn": f'import "other.gsn"\n{parent} above "It is so"\n    {under}\n',
        "other.gsn": f"module other\npublic {declared}\n" if away else "module other\n",
    }
    argument = Argument(load_from(_Pair(MappingProxyType(texts)), Path("pair.gsn"), Path()))
    near = [argument.neighbourhood(element) for element in argument.elements]
    for rule in _matrix():
        for finding in rule.find((around,) for around in near if around.element.kind in rule.kinds):
            return finding.help or finding.message
    return None


@cache
def _matrix() -> tuple[Rule, ...]:
    return tuple(rule for rule in built_in_rules() if rule.code in MATRIX)
