"""The screen on any terminal: without colour, tiny, read aloud, and with a hostile case."""

from pathlib import Path

import pytest
from textual.color import Color

from gsn.tui.asking import Choose
from tests.drafting.drafted import SMALL
from tests.tui.conftest import Opened

pytestmark = pytest.mark.asyncio


async def test_without_colour_everything_still_has_a_sign(
    opened: Opened, monkeypatch: pytest.MonkeyPatch, folder: Path
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    (folder / "case.gsn").write_text(SMALL.replace("shows G1", "shows G9"), encoding="utf-8")
    async with opened() as desk:
        await desk.checked()
        assert desk.app.no_color
        assert "✗ rejected" in desk.shown
        assert "2✗" in desk.shown
        strips = desk.app.screen._compositor.render_strips()
        colours = {
            segment.style.color.triplet
            for strip in strips
            for segment in strip
            if segment.style is not None and segment.style.color is not None and segment.style.color.triplet
        }
        assert all(len({colour.red, colour.green, colour.blue}) <= 2 for colour in colours)


HOSTILE = """case filter "\x1b]0;owned\x07 \x1b[31mred\x9b31m \u202egnp 漢字 שלום"
    shows G1
    valid until 2099-12-31

goal G1 "\x1b[2J\x1b]52;c;QUJD\x07 claim"
    undeveloped "\x1b[?1049l"
"""


async def test_nothing_of_a_hostile_case_reaches_the_terminal_as_a_command(opened: Opened, folder: Path) -> None:
    (folder / "case.gsn").write_text(HOSTILE, encoding="utf-8")
    async with opened() as desk:
        await desk.checked()
        for name in ("editor", "outline", "details", "findings", "diagram", "doubts", "lapse", "go_to"):
            await desk.do(name)
            await desk.pilot.pause()
            assert not set("\x1b\x07\x9b\u202e") & set(desk.shown), name
            if desk.app.screen is not desk.screen:
                await desk.press("escape")
        await desk.press("f3", "ctrl+home")
        assert "\ufffd]0;owned\ufffd" in desk.shown
        assert "漢字" in desk.shown
        assert desk.text == HOSTILE


@pytest.mark.parametrize("name", ["[b]odd.gsn", "[odd.gsn", "odd\x1b]0;owned\x07.gsn"])
async def test_the_name_of_a_file_is_no_markup_and_no_command(opened: Opened, folder: Path, name: str) -> None:
    odd = folder / name
    (folder / "case.gsn").rename(odd)
    odd.chmod(0o444)
    async with opened(odd) as desk:
        await desk.checked()
        desk.screen.editor.insert("# mine\n", (0, 0))
        await desk.do("save")
        await desk.opens(Choose)
        shown = name.replace("\x1b", "\ufffd").replace("\x07", "\ufffd")
        assert f"{shown} is not saved" in desk.shown
        await desk.press("escape")
        await desk.do("quit")
        await desk.opens(Choose)
        assert f"Not saved: {shown}" in desk.shown


@pytest.mark.parametrize("size", [(20, 5), (1, 1), (300, 90)])
async def test_a_terminal_of_any_size_and_back(opened: Opened, size: tuple[int, int]) -> None:
    async with opened(size=(80, 24)) as desk:
        await desk.checked()
        before = desk.shown
        await desk.pilot.resize_terminal(*size)
        for name in ("outline", "findings", "details", "risk", "diagram", "add", "evidence", "editor"):
            await desk.do(name)
            await desk.pilot.pause()
            if desk.app.screen is not desk.screen:
                await desk.press("escape")
                await desk.back()
        await desk.press("ctrl+home")
        await desk.type("#")
        await desk.do("undo")
        await desk.pilot.resize_terminal(80, 24)
        await desk.checked()
        await desk.do("editor")
        assert desk.text == SMALL
        await desk.until(lambda: "Outline F2" in desk.shown and "Findings F5" in desk.shown)
        assert len(desk.shown.split("\n")) == len(before.split("\n"))


async def test_one_pane_at_a_time_is_the_whole_screen(opened: Opened) -> None:
    async with opened() as desk:
        await desk.checked()
        await desk.do("one_pane")
        for key, title in (("f2", "Outline F2"), ("f4", "Details F4"), ("f5", "Findings F5"), ("f3", "Editor F3")):
            await desk.press(key)
            await desk.until(lambda: title in desk.shown)  # noqa: B023 - waited for in the loop
            assert sum(f" F{number}" in desk.shown for number in range(2, 6)) == 1
        await desk.do("one_pane")
        await desk.until(lambda: "Outline F2" in desk.shown and "Editor F3" in desk.shown)


async def test_the_terminals_cursor_is_where_the_focus_is(opened: Opened) -> None:
    async with opened() as desk:
        await desk.checked()
        await desk.press("f2", "home", "down")
        await desk.checked()
        await desk.until(lambda: desk.app.cursor_position == (0, 3))
        row = desk.shown.split("\n")[3]
        assert "C1 Threat model" in row
        await desk.press("f5", "home", "down")
        finding = desk.screen.findings.findings[1]
        await desk.until(lambda: finding.code in desk.shown.split("\n")[desk.app.cursor_position.y])
        await desk.press("f3", "ctrl+home")
        await desk.until(lambda: "1  case filter" in desk.shown.split("\n")[desk.app.cursor_position.y])


@pytest.mark.parametrize("theme", ["textual-dark", "textual-light", "ansi-dark", "ansi-light"])
async def test_titles_of_panes_can_be_read_in_every_sort_of_theme(opened: Opened, theme: str) -> None:
    async with opened() as desk:
        desk.app.theme = theme
        await desk.checked()
        for pane in desk.screen.query("#panes > *"):
            style = pane.styles.border_title_color
            ground = pane.styles.background.a and pane.background_colors[1]
            if ground and style.ansi is None and ground.ansi is None:
                assert _contrast(ground + style, ground) >= 4.5, (theme, pane.id)


def _contrast(one: Color, other: Color) -> float:
    """The contrast of two colours, from 1 to 21 (WCAG 2.1, 1.4.3)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: Color) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour.normalized
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


async def test_what_is_clicked_is_gone_to(opened: Opened) -> None:
    async with opened() as desk:
        await desk.checked()
        row = next(number for number, line in enumerate(desk.shown.split("\n")) if "A1 Customers" in line)
        await desk.pilot.click(offset=(8, row))
        await desk.until(lambda: desk.screen.at == "filter::A1")
        assert desk.screen.pane() == "outline"
        await desk.pilot.click("#findings", offset=(5, 2))
        await desk.until(lambda: desk.screen.pane() in {"findings", "editor"})
        await desk.until(lambda: desk.screen.at == "filter::D1" or desk.screen.position.line > 10)
