"""A figure as PDF or PNG, by typst: its wheel carries all that is needed, fonts too.

The fonts of the machine are asked only for characters that the carried ones lack, so that all other figures are the
same on every machine. The carried text face is narrower than the one that text was measured in, so it fits.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from types import MappingProxyType
from typing import Literal

from gsn.report.drawing.palette import FONT, PAPER
from gsn.report.drawing.theme import DARK_PAPER
from gsn.report.drawing.wrapping import harmless

UNAVAILABLE = "PDF and PNG need typst: install gsn-case[documents]"
PIXELS_PER_INCH = 192
"""Two for each unit of the figure, which is a 96th of an inch."""
MOST_PIXELS = 150_000_000
"""Of one PNG: 600 MB while it is made."""

_CARRIED_FONT = "Libertinus Serif"
_CARRIED = re.compile(r"[\x00-\u024f\u0370-\u03ff\u0400-\u045f\u1e00-\u1eff\u2010-\u2027\u2030-\u205e\ufffd✓]*")
"""Latin, Greek and Cyrillic letters and common signs."""
_SIZE = re.compile(r'<svg [^>]*?width="([0-9.]+)" height="([0-9.]+)"')
_UNSEEN = re.compile(r'the text `?"(.+?)"`? could not be displayed with a font')
_NO_WORDS: Mapping[str, str] = MappingProxyType({})
_BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)
_PAGE = b"""
#set document(title: sys.inputs.title)
#set page(width: auto, height: auto, margin: 0pt, fill: rgb(sys.inputs.paper))
#image(bytes(sys.inputs.figure), format: "svg", alt: sys.inputs.told)
"""
"""The text of a case reaches typst as data, and never as markup."""


class RendererUnavailable(RuntimeError):
    """Typst, which makes PDF and PNG, is not there, or lacks a font for what it should write."""


class FigureTooLarge(ValueError):
    """The figure has more pixels than one image can hold."""


def as_pdf(figure: str, title: str, told: str, day: date) -> bytes:
    """A figure as one page of PDF/A-2a and PDF/UA-1, as large as it needs.

    Args:
        figure: an SVG that `draw` has made.
        title: the document's title.
        told: what a person who cannot see the figure is told.
        day: when the document was made, for its metadata.

    Raises:
        RendererUnavailable: if there is no typst, or no font for a character.
    """
    made = datetime(day.year, day.month, day.day, tzinfo=UTC)
    return _compiled(figure, "pdf", {"title": title, "told": told}, made)


def as_png(figure: str) -> bytes:
    """A figure as an image.

    Raises:
        RendererUnavailable: if there is no typst, or no font for a character.
        FigureTooLarge: if the image would have too many pixels.
    """
    found = _SIZE.match(figure)
    width, height = (float(length) * PIXELS_PER_INCH / 96 for length in found.groups()) if found else (0.0, 0.0)
    if width * height > MOST_PIXELS:
        raise FigureTooLarge(f"a PNG of this figure would be {width:,.0f} by {height:,.0f} pixels")
    if _CARRIED.fullmatch(figure) is None:
        _compiled(figure, "pdf")  # fails where a font is missing; a PNG would show boxes and say nothing
    return _compiled(figure, "png")


def _compiled(
    figure: str, form: Literal["pdf", "png"], words: Mapping[str, str] = _NO_WORDS, made: datetime = _BEGINNING
) -> bytes:
    try:
        import typst
    except ImportError:
        raise RendererUnavailable(UNAVAILABLE) from None
    try:
        page = typst.compile(
            _PAGE,
            format=form,
            ppi=PIXELS_PER_INCH,
            ignore_system_fonts=_CARRIED.fullmatch(figure) is not None,
            sys_inputs={
                "figure": figure.replace(f'font-family="{FONT}"', f'font-family="{_CARRIED_FONT}"', 1),
                "paper": DARK_PAPER if "<style>" in figure else PAPER,
                **{name: harmless(words.get(name, "")) or "-" for name in ("title", "told")},
            },
            pdf_standards=["a-2a", "ua-1"] if form == "pdf" else [],
            timestamp=int(made.timestamp()),
        )
    except typst.TypstError as error:
        raise RendererUnavailable(_why(error.message)) from None
    if not isinstance(page, bytes):  # typst gives a list where there are several pages, and one image is on one
        raise FigureTooLarge("the figure does not fit on one page")
    return page


def _why(message: str) -> str:
    """What typst refused, and what helps."""
    unseen = _UNSEEN.search(message)
    if unseen is None:
        return f"typst could not write the figure: {message}"
    return f"no font on this machine can show `{unseen[1]}`: install one, or write an SVG, which shows it elsewhere"
