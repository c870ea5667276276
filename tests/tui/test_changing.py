"""What changes the text that is there, each a step that undo takes back."""

from contextlib import nullcontext
from pathlib import Path

import pytest
from textual.widgets import Input

from gsn.tui.asking import Ask, Choose
from tests.drafting.drafted import SMALL
from tests.tui.conftest import Opened

pytestmark = pytest.mark.asyncio


async def test_rename_goes_everywhere_and_is_one_step_of_undo(opened: Opened) -> None:
    async with opened() as desk:
        await desk.checked()
        await desk.go("goal G2")
        await desk.press("ctrl+r")
        await desk.until(lambda: isinstance(desk.app.screen, Ask))
        desk.app.screen.query_one(Input).value = "G3"
        await desk.press("enter")
        assert isinstance(desk.app.screen, Ask)  # the name is taken
        desk.app.screen.query_one(Input).value = "Direct"
        await desk.press("enter")
        await desk.until(lambda: "goal Direct" in desk.text)
        assert "[[Direct]]" in desk.text
        await desk.press("ctrl+z")
        await desk.until(lambda: desk.text == SMALL)
        await desk.press("ctrl+y")
        await desk.until(lambda: "goal Direct" in desk.text)


async def test_a_statement_moves_with_what_stands_under_it(opened: Opened) -> None:
    async with opened() as desk:
        await desk.checked()
        await desk.go("goal G3")
        await desk.press("alt+up")
        await desk.until(lambda: desk.text.index("goal G3") < desk.text.index("goal G2"))
        await desk.press("alt+up")
        await desk.notified("it is the first")


async def test_typing_without_a_pause_is_one_step(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gsn.tui.drafting_screen.TAKEN_AFTER", 60.0)  # a busy machine makes no pause of its own
    async with opened() as desk:
        await desk.checked()
        await desk.go("goal G3")
        await desk.press("end", "enter")
        await desk.type("context C2")
        desk.screen.take()
        assert desk.text != SMALL
        await desk.press("ctrl+z")
        await desk.until(lambda: desk.text == SMALL)


async def test_tab_completes_what_is_begun(opened: Opened) -> None:
    async with opened() as desk:
        await desk.checked()
        await desk.go("undeveloped")
        await desk.press("end", "enter")
        await desk.type("assumpt")
        await desk.press("tab")
        await desk.until(lambda: "            assumption" in desk.text)


async def test_another_editor_gets_the_statement_and_gives_it_back(
    opened: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor = tmp_path / "editor.sh"
    editor.write_text('#!/bin/sh\nsed -i s/Direct/Plain/ "$1"\n', encoding="utf-8")
    editor.chmod(0o755)
    monkeypatch.setenv("EDITOR", str(editor))
    async with opened() as desk:
        await desk.checked()
        monkeypatch.setattr(desk.app, "suspend", nullcontext)
        await desk.go("goal G2")
        await desk.press("ctrl+t")
        await desk.until(lambda: "Plain requests are refused" in desk.text)
        assert "goal G3" in desk.text


async def test_a_statement_is_moved_every_way_and_the_outline_keeps_the_focus(opened: Opened) -> None:
    async with opened() as desk:
        await desk.checked()
        await desk.go("goal G2")
        await desk.do("move_down")
        await desk.until(lambda: desk.text.index("goal G3") < desk.text.index("goal G2"))
        await desk.do("move_up")
        await desk.until(lambda: desk.text == SMALL)
        await desk.go("goal G3")
        await desk.do("move_out")
        await desk.until(lambda: '\n    goal G3 "Rephrased' in desk.text)
        await desk.do("move_in")
        await desk.until(lambda: desk.text == SMALL)
        await desk.checked()
        await desk.press("f2")
        desk.screen.outline.follow("filter::G3")
        await desk.until(lambda: desk.screen.outline.chosen == "filter::G3")
        await desk.press("shift+up")
        await desk.until(lambda: desk.text.index("goal G3") < desk.text.index("goal G2"))
        assert desk.screen.pane() == "outline"
        await desk.checked()
        await desk.press("shift+down")
        await desk.until(lambda: desk.text == SMALL)
        await desk.checked()
        await desk.press("shift+left")
        await desk.until(lambda: '\n    goal G3 "Rephrased' in desk.text)
        await desk.checked()
        await desk.press("shift+right")
        await desk.until(lambda: desk.text == SMALL)


async def test_a_goal_is_extracted_to_a_module_that_is_saved_with_the_case(opened: Opened, folder: Path) -> None:
    async with opened() as desk:
        await desk.checked()
        await desk.go("goal G2")
        await desk.do("extract")
        await desk.answer("direct")
        await desk.until(lambda: desk.session.unsaved and 'goal G2 "' not in desk.session.text(desk.main))
        await desk.checked()
        assert not (folder / "direct.gsn").exists()
        await desk.do("save")
        await desk.until(lambda: not desk.session.unsaved)
        assert 'public goal G2 "Direct requests are refused"' in (folder / "direct.gsn").read_text()
        assert "direct::G2" in (folder / "case.gsn").read_text()
        for _ in range(2):  # the change, and undone and saved again, is as if nothing had been
            await desk.do("undo")
            await desk.until(lambda: desk.session.text(desk.main) == SMALL)
            await desk.do("redo")
            await desk.until(lambda: "direct::G2" in desk.session.text(desk.main))


@pytest.mark.parametrize("name", ["case", "no name", "../out"])
async def test_a_module_that_cannot_be_is_refused_and_nothing_changes(opened: Opened, name: str) -> None:
    async with opened() as desk:
        await desk.checked()
        await desk.go("goal G2")
        await desk.do("extract")
        await desk.answer(name)
        await desk.until(lambda: desk.app._notifications)
        assert desk.text == SMALL
        assert desk.session.unsaved == []


MARKED = SMALL.replace("            # what the red team found\n", '            undeveloped "It is to come"\n')


async def test_what_a_machine_can_mend_is_mended_from_the_text_and_from_the_findings(
    opened: Opened, folder: Path
) -> None:
    mended = SMALL.replace("            # what the red team found\n", "")
    (folder / "case.gsn").write_text(MARKED, encoding="utf-8")
    async with opened() as desk:
        await desk.checked()
        await desk.go("goal G2")
        await desk.do("mend")
        await desk.notified("Nothing here can be mended")
        await desk.go("It is to come")
        await desk.do("mend")
        await desk.until(lambda: desk.text == mended)
        await desk.do("undo")
        await desk.until(lambda: desk.text == MARKED)
        await desk.checked()
        number = next(n for n, finding in enumerate(desk.screen.findings.findings) if finding.fix is not None)
        await desk.do("findings")
        desk.screen.findings.highlighted = number
        await desk.press("m")
        await desk.until(lambda: desk.text == mended)
        assert (folder / "case.gsn").read_text() == MARKED


async def test_all_that_can_be_mended_safely_is_one_step(opened: Opened, folder: Path) -> None:
    twice = SMALL.replace("            solution E1\n", "            solution E1\n            solution E1\n")
    (folder / "case.gsn").write_text(twice, encoding="utf-8")
    async with opened() as desk:
        await desk.checked()
        await desk.do("mend_all")
        await desk.until(lambda: desk.text == SMALL)
        await desk.checked()
        await desk.do("mend_all")
        await desk.notified("nothing to mend safely")
        await desk.do("undo")
        await desk.until(lambda: desk.text == twice)


async def test_the_file_is_laid_out_in_the_one_way(opened: Opened, folder: Path) -> None:
    crooked = SMALL.replace("shows G1", "shows   G1").replace("\n\ngoal", "\n\n\n\n\ngoal")
    (folder / "case.gsn").write_text(crooked, encoding="utf-8")
    async with opened() as desk:
        await desk.checked()
        await desk.do("format")
        await desk.until(lambda: desk.text == SMALL)
        await desk.do("save")
        await desk.until(lambda: (folder / "case.gsn").read_text() == SMALL)
        await desk.do("undo")
        await desk.until(lambda: desk.text == crooked)


async def test_one_of_several_that_fit_is_chosen_by_its_words(opened: Opened) -> None:
    async with opened() as desk:
        await desk.checked()
        await desk.go("undeveloped")
        await desk.press("end", "enter")
        await desk.do("complete")
        await desk.opens(Choose)
        await desk.type("assum")
        await desk.press("enter")
        await desk.back()
        await desk.until(lambda: "            assumption" in desk.text)
        assert desk.screen.pane() == "editor"


@pytest.mark.parametrize(
    ("script", "told"),
    [("exit 3", "ended with status 3"), ("printf '\\377' > $1", "did not work"), ('rm "$1"', "did not work")],
)
async def test_an_editor_that_fails_changes_nothing(
    opened: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str, told: str
) -> None:
    editor = tmp_path / "editor.sh"
    editor.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    editor.chmod(0o755)
    async with opened() as desk:
        await desk.checked()
        await desk.do("elsewhere")
        await desk.notified("Set $EDITOR")
        monkeypatch.setenv("EDITOR", str(editor))
        monkeypatch.setattr(desk.app, "suspend", nullcontext)
        await desk.do("elsewhere")
        await desk.notified(told)
        assert desk.text == SMALL


async def test_where_nothing_is_left_to_undo_or_do_again_it_says_so(opened: Opened) -> None:
    async with opened() as desk:
        await desk.checked()
        await desk.do("undo")
        await desk.notified("There is nothing more")
        await desk.do("redo")
        assert desk.text == SMALL


@pytest.mark.parametrize(
    ("before", "keys", "after"),
    [
        ("goal G1|", ["enter"], "goal G1\n    |"),
        ('    goal G2 "x"|', ["enter"], '    goal G2 "x"\n        |'),
        ("    goal G2|", ["enter"], "    goal G2\n    |"),
        ("    system c4|", ["enter"], "    system c4\n    |"),
        ("        claim x <= 1%|", ["enter"], "        claim x <= 1%\n        |"),
        ('import "m.gsn"|', ["enter"], 'import "m.gsn"\n|'),
        ("|goal G1", ["tab"], "    |goal G1"),
        ("        |goal G1", ["backspace"], "    |goal G1"),
        ("    g|oal G1", ["backspace"], "    |oal G1"),
        ("      |goal G1", ["backspace"], "     |goal G1"),
        ("goal G1\n    |undeveloped", ["backspace", "backspace"], "goal G1|undeveloped"),
        ("goal G1\n    unde|veloped", ["ctrl+home"], "|goal G1\n    undeveloped"),
        ("goal|G1\n    undeveloped", ["ctrl+end"], "goalG1\n    undeveloped|"),
    ],
)
async def test_keys_that_know_how_deep_a_line_stands(opened: Opened, before: str, keys: list[str], after: str) -> None:
    async with opened() as desk:
        above = before.partition("|")[0].split("\n")
        desk.screen.editor.text = before.replace("|", "")
        desk.screen.editor.move_cursor((len(above) - 1, len(above[-1])))
        await desk.press(*keys)
        rows = desk.screen.editor.text.split("\n")
        row, column = desk.screen.editor.cursor_location
        rows[row] = f"{rows[row][:column]}|{rows[row][column:]}"
        assert "\n".join(rows) == after
