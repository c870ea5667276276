"""The case drawn, and told in lines: diagram, risk, treaty, doubts and lapse."""

import pytest

from gsn.tui.asking import Page
from gsn.tui.diagram_screen import DiagramScreen
from gsn.tui.report_screen import ReportScreen
from tests.tui.conftest import Opened

pytestmark = pytest.mark.asyncio


@pytest.mark.parametrize("key", ["f7", "f8", "f9", "f10"])
async def test_views_come_and_go(opened: Opened, key: str) -> None:
    async with opened() as desk:
        await desk.checked()
        await desk.press(key)
        await desk.until(lambda: isinstance(desk.app.screen, ReportScreen))
        await desk.until(lambda: "working it out" not in desk.shown)
        assert "mistake" not in desk.shown
        await desk.press("escape")
        assert desk.app.screen is desk.screen


async def test_the_diagram_is_walked_folded_and_left_for_the_text(opened: Opened) -> None:
    async with opened() as desk:
        await desk.checked()
        await desk.press("f6")
        await desk.until(lambda: isinstance(desk.app.screen, DiagramScreen))
        assert "Direct requests" in desk.shown
        screen = desk.app.screen
        assert isinstance(screen, DiagramScreen)
        screen.chosen = "filter::S1"
        await desk.press("space")
        assert "Direct requests" not in desk.shown
        assert "+2" in desk.shown
        await desk.press("space", "down", "enter")
        assert desk.app.screen is desk.screen
        assert "goal G2" in desk.text.split("\n")[desk.screen.position.line]


async def test_the_diagram_is_drawn_from_a_box_on_and_from_the_top_again(opened: Opened) -> None:
    async with opened(size=(80, 24)) as desk:
        await desk.checked()
        await desk.go("goal G2")
        await desk.checked()
        await desk.do("diagram")
        await desk.opens(DiagramScreen)
        await desk.press("full_stop")
        await desk.until(lambda: "Diagram from G2 on" in desk.shown)
        assert "Threat model" not in desk.shown
        await desk.press("backspace")
        await desk.until(lambda: desk.shown.split("\n")[0].strip() == "Diagram")
        await desk.press("up", "up", "right")
        screen = desk.app.screen
        assert isinstance(screen, DiagramScreen)
        assert screen.chosen in {"filter::C1", "filter::A1"}
        await desk.press("left")
        assert screen.chosen == "filter::G1"
        canvas = screen.query_one("#canvas")
        for there, back in (("shift+right", "shift+left"), ("shift+down", "shift+up")):
            before = canvas.scroll_offset
            await desk.press(there)
            await desk.until(lambda: canvas.scroll_offset != before)  # noqa: B023 - waited for in the loop
            moved = canvas.scroll_offset
            await desk.press(back)
            await desk.until(lambda: canvas.scroll_offset != moved)  # noqa: B023


@pytest.mark.parametrize("key", ["escape", "q", "f3"])
async def test_a_view_is_left_by_any_key_that_leaves(opened: Opened, key: str) -> None:
    async with opened() as desk:
        await desk.checked()
        for view, sort in (("diagram", DiagramScreen), ("risk", ReportScreen)):
            await desk.do(view)
            await desk.opens(sort)
            await desk.press(key)
            await desk.back()


async def test_one_goes_from_view_to_view_and_each_has_help(opened: Opened) -> None:
    titles = {"f6": "Diagram", "f7": "Risk", "f8": "Treaty", "f9": "Doubts", "f10": "Lapse"}
    async with opened() as desk:
        await desk.checked()
        await desk.press("f6")
        for key in ("f7", "f6", "f8", "f6", "f9", "f6", "f10", "f9", "f8", "f7"):
            await desk.press(key)
            await desk.until(lambda: desk.shown.split("\n")[0].strip() == titles[key])  # noqa: B023 - as above
            await desk.press("f1")
            await desk.opens(Page)
            await desk.until(lambda: titles[key] in desk.shown.partition("Help")[2])  # noqa: B023
            await desk.press("escape")
        await desk.press("escape")
        await desk.back()


@pytest.mark.parametrize(
    ("view", "words"),
    [
        ("risk", "No goal of the case claims a number"),
        ("treaty", "The case names no profile"),
        ("doubts", "The red team asked in English only"),
        ("lapse", "no longer valid"),
    ],
)
async def test_a_view_says_what_the_case_says(opened: Opened, view: str, words: str) -> None:
    async with opened() as desk:
        await desk.checked()
        await desk.do(view)
        await desk.until(lambda: words in desk.shown)


async def test_a_view_of_an_older_text_says_so(opened: Opened) -> None:
    async with opened() as desk:
        await desk.checked()
        desk.screen.editor.insert("goal (((\n", (0, 0))
        await desk.checked()
        await desk.do("lapse")
        await desk.until(lambda: "as it was last read and checked" in desk.shown)
