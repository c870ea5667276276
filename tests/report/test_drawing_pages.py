"""Figures as PDF and PNG."""

import struct
import sys
from collections.abc import Callable
from datetime import date

import pytest

from gsn.report.drawing import (
    FigureTooLarge,
    Node,
    RendererUnavailable,
    Scene,
    Shape,
    Theme,
    as_pdf,
    as_png,
    draw,
    pages,
)

SCENE = Scene((Node("g", "G1", 'The filter holds #panic("x") $x^2$ "quoted" \\', Shape.GOAL),), (), "Filter")
DAY = date(2026, 6, 1)


def pixels(image: bytes) -> tuple[int, int]:
    assert image.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", image[16:24])
    return width, height


def test_a_png_has_two_pixels_for_each_unit() -> None:
    assert pixels(as_png(draw(SCENE))) == (468, 178)


def test_a_dark_png_is_another_picture() -> None:
    assert as_png(draw(SCENE)) != as_png(draw(SCENE, theme=Theme.DARK))


def test_a_pdf_says_what_it_is_and_when_it_was_made() -> None:
    document = as_pdf(draw(SCENE), "Filter", "One goal", DAY)
    assert document.startswith(b"%PDF-1.7")
    assert b"2026-06-01" in document
    assert b"pdfuaid:part" in document
    assert b"pdfaid:conformance" in document


def test_the_same_figure_gives_the_same_bytes() -> None:
    assert as_pdf(draw(SCENE), "t", "d", DAY) == as_pdf(draw(SCENE), "t", "d", DAY)
    assert as_png(draw(SCENE)) == as_png(draw(SCENE))


@pytest.mark.parametrize("text", ["", "\x00\ud800", '#panic("x")', '"', "\\", "Ελληνικά", "Кириллица"])
def test_any_text_is_text(text: str) -> None:
    scene = Scene((Node("g", text, text, Shape.GOAL),), (), text, text)
    assert as_pdf(draw(scene), text, text, DAY).startswith(b"%PDF")


@pytest.mark.parametrize("make", [as_png, lambda figure: as_pdf(figure, "t", "d", DAY)], ids=["png", "pdf"])
def test_a_character_that_no_font_has_is_told_and_not_left_out(make: Callable[[str], bytes]) -> None:
    unassigned = "\U0003fffd"
    with pytest.raises(RendererUnavailable, match=r"no font on this machine can show `.*3fffd.*`"):
        make(draw(Scene((Node("g", "G1", unassigned, Shape.GOAL),), (), "t")))


def test_a_png_that_no_program_would_open_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "MOST_PIXELS", 1_000)
    with pytest.raises(FigureTooLarge, match="468 by 178 pixels"):
        as_png(draw(SCENE))


def test_without_typst_the_message_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(RendererUnavailable, match=r"install gsn-case\[documents\]"):
        as_png(draw(SCENE))
