"""How wide text is in Helvetica, or in Arial and Liberation Sans, which were drawn to the same widths.

The machine's own fonts are never asked, so a figure is the same everywhere.
"""

# ruff: noqa: RUF001 - characters that resemble others are measured too

from __future__ import annotations

import unicodedata
from functools import lru_cache

_REGULAR = {
    191: "'",
    222: "ijlł‘’‚",
    260: "|¦",
    278: " \u00a0\u202f!,./:;I[\\]ft·ı",
    333: "()-`r¡¨²³´¸¹“”„‹›",
    334: "{}",
    350: "•",
    355: '"',
    370: "ªº",
    389: "*",
    400: "°",
    469: "^",
    500: "Jckvxysz",
    537: "¶",
    549: "±÷≈≤≥√≠",
    556: "\u2007#$0123456789?L_abdeghnopqu¢£¤¥§«»ðþđħŋ–†‡€",
    584: "+<=>~¬×−",
    611: "FTZ¿ßø",
    667: "&ABEKPSVXYÞ",
    722: "CDHNRUwÐĐĦ",
    737: "®©",
    778: "GOQØ",
    833: "Mm",
    889: "%æ",
    944: "Wœ",
    1000: "ÆŒ—…‰™→←↔",
    1015: "@",
}
_BOLD = {
    238: "'",
    278: " \u00a0\u202f,./I\\ijlł‘’‚·ı",
    280: "|¦",
    333: "!()-:;[]`ft¡¨²³´¸¹‹›",
    350: "•",
    370: "ªº",
    389: "*r{}",
    400: "°",
    474: '"',
    500: "z“”„",
    549: "±÷≈≤≥√≠",
    556: "\u2007#$0123456789J_acekvxys¢£¤¥§«¶»–†‡€",
    584: "+<=>^~¬×−",
    611: "?FLTZbdghnopqu¿ßðøþđħŋ",
    667: "EPSVXYÞ",
    722: "&ABCDHKNRUÐĐĦ",
    737: "®©",
    778: "GOQwØ",
    833: "M",
    889: "%mæ",
    944: "Wœ",
    975: "@",
    1000: "ÆŒ—…‰™→←↔",
}
_UNKNOWN = 800
"""For a letter outside the table: wider than nearly every letter, so that text in any script stays in its shape."""
_FULL_WIDTH = 1000
_PICTOGRAM = 1300


def _by_character(widths: dict[int, str]) -> dict[str, int]:
    return {character: width for width, characters in widths.items() for character in characters}


_TABLES = {False: _by_character(_REGULAR), True: _by_character(_BOLD)}


@lru_cache(maxsize=4096)
def character_width(character: str, *, bold: bool = False) -> int:
    """The width of a character in thousandths of the size: an accent takes none, a CJK character a whole one."""
    table = _TABLES[bold]
    if character in table:
        return table[character]
    category = unicodedata.category(character)
    if category in {"Mn", "Me", "Cf"}:
        return 0
    if unicodedata.east_asian_width(character) in {"W", "F"}:
        return _PICTOGRAM if category == "So" else _FULL_WIDTH
    base = unicodedata.normalize("NFD", character)[0]
    return table.get(base, _UNKNOWN)


@lru_cache(maxsize=16_384)
def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """The width of a line of text at a size, in the size's unit."""
    return sum(character_width(character, bold=bold) for character in text) * size / 1000
