"""What puts something into the text: one key, a list, a form."""

from pathlib import Path

import pytest
from textual.widgets import Input

from gsn.tui.asking import Choose
from gsn.tui.form_screen import FormScreen
from tests.drafting.drafted import SMALL
from tests.tui.conftest import Opened

pytestmark = pytest.mark.asyncio


@pytest.mark.parametrize(
    ("key", "line"),
    [
        ("g", 'goal G4 ""'),
        ("s", 'strategy S2 ""'),
        ("e", 'solution Sn1 ""'),
        ("c", 'context C2 ""'),
        ("a", 'assumption A2 ""'),
        ("j", 'justification J1 ""'),
        ("x", 'challenge D2 ""'),
    ],
)
async def test_one_key_adds_below_the_outlines_element(opened: Opened, key: str, line: str) -> None:
    async with opened() as desk:
        await desk.checked()
        await desk.press("f2", "home", key)
        await desk.until(lambda: line in desk.text)
        assert desk.screen.pane() == "editor"
        await desk.type("New")
        assert line.replace('""', '"New"') in desk.text


async def test_add_offers_what_may_stand_here_by_one_key(opened: Opened) -> None:
    async with opened() as desk:
        await desk.checked()
        await desk.go("strategy S1")
        await desk.press("ctrl+n")
        await desk.until(lambda: isinstance(desk.app.screen, Choose))
        assert "goal G4" in desk.shown
        assert "solution" not in desk.shown.partition("Add under S1")[2].split("fits here")[0]
        await desk.press("g")
        await desk.until(lambda: 'goal G4 ""' in desk.text)


async def test_the_evidence_form_computes_the_digest_and_cites_the_record(opened: Opened, folder: Path) -> None:
    (folder / "drill.txt").write_text("It took four hours.\n", encoding="utf-8")
    async with opened() as desk:
        await desk.checked()
        await desk.go("goal G3")
        await desk.press("ctrl+e")
        await desk.until(lambda: isinstance(desk.app.screen, FormScreen))
        await desk.press("tab")
        await desk.type("Drill")
        desk.app.screen.query_one("#field-file", Input).value = "drill.txt"
        await desk.pilot.pause()
        assert "sha256 " in str(desk.app.screen.query_one("#told-file").render())
        desk.app.screen.query_one("#field-measures", Input).value = ""
        await desk.press("ctrl+s")
        await desk.until(lambda: 'evidence E2 "Drill"' in desk.text)
        assert "solution E2" in desk.text
        assert 'file "drill.txt" sha256 "' in desk.text


async def test_a_form_that_is_not_filled_says_what_is_missing_and_writes_nothing(opened: Opened) -> None:
    async with opened() as desk:
        await desk.checked()
        await desk.press("ctrl+e")
        await desk.until(lambda: isinstance(desk.app.screen, FormScreen))
        await desk.press("ctrl+s")
        assert isinstance(desk.app.screen, FormScreen)
        await desk.until(lambda: "What it is has to be filled" in desk.shown)
        await desk.press("escape")
        assert desk.text == SMALL


async def test_the_claim_form_tells_the_sample_while_one_types(opened: Opened, folder: Path) -> None:
    text = SMALL + '\nprobability refusal "A request is answered"\n'
    (folder / "case.gsn").write_text(text, encoding="utf-8")
    async with opened() as desk:
        await desk.checked()
        await desk.go("goal G3")
        await desk.press("ctrl+l")
        await desk.until(lambda: isinstance(desk.app.screen, FormScreen))
        desk.app.screen.query_one("#field-quantity", Input).value = "refusal"
        desk.app.screen.query_one("#field-value", Input).focus()
        await desk.type("0.001")
        assert "0 failures in 2,995 trials would do" in desk.shown
        await desk.press("ctrl+s")
        await desk.until(lambda: "claim refusal <= 0.001 at 95%" in desk.text)


async def test_v_in_the_outline_asks_for_a_record_under_its_element(opened: Opened) -> None:
    async with opened() as desk:
        await desk.checked()
        await desk.press("f2", "home", "v")
        await desk.opens(FormScreen)
        await desk.until(lambda: "A record of evidence under G1" in desk.shown)


@pytest.mark.parametrize("key", ["f4", "ctrl+space"])
async def test_what_fits_in_a_field_is_listed_and_taken(opened: Opened, key: str) -> None:
    async with opened(size=(80, 24)) as desk:
        await desk.checked()
        await desk.do("evidence")
        await desk.opens(FormScreen)
        form = desk.app.screen
        assert "ctrl+s writes it" in desk.shown
        await desk.press("down", "down", "up", "down")
        assert form.focused is form.query_one("#field-type")
        await desk.press(key)
        await desk.opens(Choose)
        await desk.type("red_t")
        await desk.press("enter")
        await desk.until(lambda: form.query_one("#field-type", Input).value == "red_team")
        await desk.press("escape")
        await desk.back()
        assert desk.text == SMALL


async def test_where_nothing_can_stand_add_says_where_to_go(opened: Opened) -> None:
    async with opened() as desk:
        await desk.checked()
        await desk.go("goal G1")
        await desk.do("claim")
        await desk.opens(FormScreen)
        await desk.press("escape")
        await desk.go("goal G1")
        await desk.do("add")
        await desk.until(lambda: "Add under G1" in desk.shown)
        await desk.press("escape")
        await desk.back()
        assert desk.text == SMALL
