"""What is offered at the start: what an earlier session left, the tour, and the gallery."""

from pathlib import Path

import pytest
from textual.widgets import OptionList

from gsn.drafting.journal import recoverable
from gsn.tui.asking import Choose, Page
from tests.drafting.drafted import SMALL
from tests.tui.conftest import Opened

pytestmark = pytest.mark.asyncio


async def test_what_was_not_saved_is_offered_again(opened: Opened, folder: Path) -> None:
    async with opened() as desk:
        await desk.checked()
        desk.screen.editor.insert("# kept\n", (0, 0))
        await desk.press("ctrl+q")
        await desk.until(lambda: isinstance(desk.app.screen, Choose))
        await desk.press("k")
    assert (folder / "case.gsn").read_text() == SMALL
    async with opened() as desk:
        await desk.until(lambda: isinstance(desk.app.screen, Choose))
        assert "Not saved when an earlier session ended" in desk.shown
        await desk.press("t")
        await desk.until(lambda: desk.text == "# kept\n" + SMALL)
        await desk.press("ctrl+z")
        await desk.until(lambda: desk.text == SMALL)


async def test_what_is_recovered_is_not_saved_over_a_newer_file_unasked(opened: Opened, folder: Path) -> None:
    async with opened() as desk:
        await desk.checked()
        desk.screen.editor.insert("# kept\n", (0, 0))
        desk.screen.take()
    (folder / "case.gsn").write_text(SMALL + "# theirs\n", encoding="utf-8")
    async with opened() as desk:
        await desk.until(lambda: isinstance(desk.app.screen, Choose))
        assert "changed since" in desk.shown
        await desk.press("t")
        await desk.until(lambda: desk.text == "# kept\n" + SMALL)
        await desk.press("ctrl+s")
        await desk.until(lambda: isinstance(desk.app.screen, Choose))
        assert "changed on disk" in desk.shown


async def test_who_is_here_first_gets_the_tour_and_an_empty_case_the_gallery(opened: Opened, tmp_path: Path) -> None:
    new = tmp_path / "brake-assist" / "case.gsn"
    new.parent.mkdir()
    async with opened(new, first_use=True) as desk:
        await desk.until(lambda: isinstance(desk.app.screen, Page))
        await desk.until(lambda: "Welcome" in desk.shown)
        await desk.press("escape")
        await desk.until(lambda: isinstance(desk.app.screen, Choose))
        assert desk.app.screen.query_one(OptionList).option_count >= 5
        await desk.press("enter")
        await desk.until(lambda: "case brake_assist" in desk.text)
        await desk.checked()
        assert "undetermined" in str(desk.screen.status.render())
        await desk.press("ctrl+s")
        await desk.until(new.exists)
    async with opened(new, first_use=True) as desk:
        await desk.checked()
        assert desk.app.screen is desk.screen


@pytest.mark.parametrize(("key", "offered"), [("l", "again"), ("escape", "again"), ("g", "never")])
async def test_what_was_left_is_offered_again_or_given_up(opened: Opened, key: str, offered: str) -> None:
    async with opened() as desk:
        await desk.checked()
        desk.screen.editor.insert("# kept\n", (0, 0))
        desk.screen.take()
    async with opened() as desk:
        await desk.opens(Choose)
        await desk.press(key)
        await desk.back()
        assert desk.text == SMALL
    assert [each.text for each in recoverable(desk.main)] == (["# kept\n" + SMALL] if offered == "again" else [])


async def test_a_template_takes_the_place_of_the_text_in_one_step(opened: Opened) -> None:
    async with opened() as desk:
        await desk.checked()
        await desk.do("gallery")
        await desk.opens(Choose)
        await desk.press("enter")
        await desk.until(lambda: desk.text != SMALL)
        await desk.back()
        await desk.do("undo")
        await desk.until(lambda: desk.text == SMALL)
