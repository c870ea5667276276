"""What a diagram can be written as."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from gsn.report.drawing import Scene, Theme, as_pdf, as_png, dot_language, draw, mermaid


class Form(StrEnum):
    """The forms, by the words that a user names them with."""

    SVG = "svg"
    PNG = "png"
    PDF = "pdf"
    DOT = "dot"
    MERMAID = "mermaid"


ENDINGS: Mapping[str, Form] = {
    ".svg": Form.SVG,
    ".png": Form.PNG,
    ".pdf": Form.PDF,
    ".dot": Form.DOT,
    ".gv": Form.DOT,
    ".mmd": Form.MERMAID,
    ".mermaid": Form.MERMAID,
}
"""The forms by the endings of files; the first of several is the one that is written."""

BINARY = frozenset({Form.PNG, Form.PDF})
"""What no terminal can show."""


def ending_of(form: Form) -> str:
    """The ending of a form's files."""
    return next(ending for ending, of in ENDINGS.items() if of is form)


def rendered(scene: Scene, form: Form, day: date, *, dark: bool | None = None) -> bytes:
    """A scene in one of the forms.

    Args:
        scene: What to draw.
        form: What to write it as.
        day: The day that the case was judged on, for a PDF's metadata.
        dark: Whether in dark colours; without a word an SVG follows its reader's screen, and all else is light.

    Raises:
        gsn.report.drawing.SceneTooLarge: It has more elements than a figure can hold.
        gsn.report.drawing.LayoutUnavailable: There is no Graphviz.
        gsn.report.drawing.RendererUnavailable: There is no typst, which makes PNG and PDF.
        gsn.report.drawing.FigureTooLarge: It has more pixels than a PNG can hold.
    """
    match form:
        case Form.SVG:
            theme = Theme.READERS if dark is None else Theme.DARK if dark else Theme.LIGHT
            return f"{draw(scene, theme=theme)}\n".encode()
        case Form.DOT:
            return dot_language(scene).encode()
        case Form.MERMAID:
            return mermaid(scene).encode()
        case Form.PNG:
            return as_png(draw(scene, theme=Theme.DARK if dark else Theme.LIGHT))
        case Form.PDF:
            figure = draw(scene, theme=Theme.DARK if dark else Theme.LIGHT)
            return as_pdf(figure, scene.title, scene.description, day)
