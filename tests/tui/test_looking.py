"""What goes somewhere, or shows something, and changes nothing."""

from pathlib import Path

import pytest
from textual.widgets import Input, Markdown, OptionList

from gsn.tui.asking import Ask, Choose, Page
from tests.drafting.drafted import SMALL
from tests.tui.conftest import Desk, Opened

pytestmark = pytest.mark.asyncio


async def test_go_to_finds_by_words(opened: Opened) -> None:
    async with opened() as desk:
        await desk.checked()
        await desk.press("ctrl+o")
        await desk.until(lambda: isinstance(desk.app.screen, Choose))
        await desk.type("rephrased")
        await desk.press("enter")
        await desk.until(lambda: "goal G3" in desk.text.split("\n")[desk.screen.position.line])


async def test_find_goes_round(opened: Opened) -> None:
    async with opened() as desk:
        await desk.checked()
        lines = []
        for _ in range(3):
            await desk.press("ctrl+f")
            await desk.until(lambda: isinstance(desk.app.screen, Ask))
            desk.app.screen.query_one(Input).value = "refused"
            await desk.press("enter")
            await desk.until(lambda: desk.app.screen is desk.screen)
            await desk.pilot.pause(0.05)
            lines.append(desk.screen.position.line)
        assert lines[0] != lines[1]
        assert lines[0] == lines[2]


async def test_a_definition_is_a_key_away(opened: Opened) -> None:
    async with opened() as desk:
        await desk.checked()
        row = next(number for number, line in enumerate(SMALL.split("\n")) if "solution E1" in line)
        desk.screen.go(desk.main, row, 22)
        await desk.press("ctrl+g")
        await desk.until(lambda: "evidence E1" in desk.text.split("\n")[desk.screen.position.line])


@pytest.mark.parametrize("pane", ["outline", "editor", "details", "findings"])
async def test_each_pane_has_help_of_its_own(opened: Opened, pane: str) -> None:
    async with opened() as desk:
        await desk.checked()
        await desk.press({"outline": "f2", "editor": "f3", "details": "f4", "findings": "f5"}[pane], "f1")
        await desk.until(lambda: isinstance(desk.app.screen, Page))
        await desk.until(lambda: pane.capitalize() in desk.shown.partition("Help")[2])
        await desk.press("escape")
        assert desk.app.screen is desk.screen


async def test_a_finding_explains_itself(opened: Opened) -> None:
    async with opened() as desk:
        await desk.checked()
        await desk.press("f5", "home", "e")
        await desk.until(lambda: isinstance(desk.app.screen, Page))
        await desk.until(lambda: desk.screen.findings.findings[0].code in desk.shown)


async def test_the_palette_has_every_command(opened: Opened) -> None:
    from gsn.tui.commands import COMMANDS

    async with opened() as desk:
        await desk.checked()
        titles = [command.title for command in desk.app.get_system_commands(desk.screen)]
        assert all(any(title.startswith(each.title) for title in titles) for each in COMMANDS.values())
        await desk.press("ctrl+p")
        await desk.type("extract to")
        await desk.until(lambda: "Extract to a module" in desk.shown)


async def test_every_place_that_names_an_element_is_listed(opened: Opened) -> None:
    async with opened() as desk:
        await desk.checked()
        await desk.go("goal G2")
        await desk.do("references")
        await desk.opens(Choose)
        assert "case.gsn:7" in desk.shown
        await desk.type("vetted")
        await desk.press("enter")
        await desk.back()
        assert "[[G2]]" in desk.text.split("\n")[desk.screen.position.line]
        desk.screen.go(desk.main, 3, 0)
        await desk.do("references")
        await desk.notified("Nothing names what stands here")


async def test_another_file_of_the_case_comes_into_the_editor_and_goes(opened: Opened, folder: Path) -> None:
    (folder / "case.gsn").write_text(f'{SMALL}\nimport "vetting.gsn"\n', encoding="utf-8")
    (folder / "vetting.gsn").write_text('module vetting\n\npublic goal V1 "All are vetted"\n', encoding="utf-8")
    async with opened() as desk:
        await desk.checked()
        await desk.go("goal G3")
        line = desk.screen.position.line
        await desk.do("file")
        await desk.opens(Choose)
        await desk.type("vett")
        await desk.press("enter")
        await desk.until(lambda: desk.text.startswith("module vetting"))
        await desk.until(lambda: "vetting.gsn" in desk.shown.split("\n")[0])
        await desk.press("ctrl+end")
        await desk.type("# seen")
        await desk.do("file")
        await desk.opens(Choose)
        await desk.type("case.gsn")
        await desk.press("enter")
        await desk.until(lambda: desk.text == f'{SMALL}\nimport "vetting.gsn"\n')
        assert desk.screen.position.line == line
        await desk.until(lambda: "1 more not saved" in desk.shown.split("\n")[0])
        await desk.do("save")
        await desk.until(lambda: "# seen" in (folder / "vetting.gsn").read_text())


@pytest.mark.parametrize("name", ["outline", "editor", "details", "findings"])
async def test_each_pane_is_a_key_away(opened: Opened, name: str) -> None:
    async with opened(size=(80, 24)) as desk:
        await desk.checked()
        await desk.do(name)
        await desk.until(lambda: desk.screen.pane() == name)
        titles = {"outline": "━Outline", "editor": "━Editor", "details": "━Details", "findings": "━Findings"}
        await desk.until(lambda: titles[name] in desk.shown)


async def test_a_pane_shows_what_was_gone_to_a_moment_before(opened: Opened) -> None:
    async with opened(size=(80, 24)) as desk:
        await desk.checked()
        await desk.press("f2", "home", "down", "down", "f4")
        await desk.until(lambda: "Customers are vetted" in str(desk.screen.details.body.render()))


async def test_what_stands_at_the_cursor_is_explained(opened: Opened) -> None:
    async with opened() as desk:
        await desk.checked()
        await desk.go("undeveloped")
        await desk.do("explain")
        await desk.opens(Page)
        await desk.until(lambda: "undeveloped" in desk.shown.partition("Explained")[2])
        await desk.press("q")
        await desk.back()


async def test_help_and_tour_are_pages_that_any_leaving_key_leaves(opened: Opened) -> None:
    async with opened() as desk:
        await desk.checked()
        for name, words, key in (("help", "ctrl+p", "f1"), ("tour", "Welcome", "enter"), ("tour", "Welcome", "q")):
            await desk.do(name)
            await desk.opens(Page)
            await desk.until(lambda: words in "".join(part.source for part in desk.app.screen.query(Markdown)))  # noqa: B023
            await desk.press(key)
            await desk.back()


async def test_a_list_is_gone_through_by_arrows_and_left_by_escape(opened: Opened) -> None:
    async with opened() as desk:
        await desk.checked()
        await desk.do("go_to")
        await desk.opens(Choose)
        options = desk.app.screen.query_one(OptionList)
        await desk.press("down", "down", "up")
        assert options.highlighted == 1
        await desk.press("escape")
        await desk.back()
        await desk.do("find")
        await desk.opens(Ask)
        await desk.press("escape")
        await desk.back()
        assert desk.text == SMALL


async def test_the_definition_of_nothing_is_told(opened: Opened) -> None:
    async with opened() as desk:
        await desk.checked()
        desk.screen.go(desk.main, 3, 0)
        await desk.do("definition")
        await desk.notified("names nothing that is declared")


async def test_checking_again_looks_at_the_evidence_and_takes_over_what_somebody_else_wrote(
    opened: Opened, folder: Path
) -> None:
    async with opened() as desk:
        await desk.checked()
        assert not any(finding.code == "GSN302" for finding in desk.screen.findings.findings)
        (folder / "evidence.txt").write_text("Other sessions.\n", encoding="utf-8")
        (folder / "case.gsn").write_text(SMALL + "# theirs\n", encoding="utf-8")
        await desk.do("look_again")
        await desk.until(lambda: desk.text == SMALL + "# theirs\n")
        await desk.notified("was changed on disk")
        await desk.checked()
        assert any("evidence.txt" in finding.message for finding in desk.screen.findings.findings)
        assert not desk.session.unsaved
        await desk.do("undo")
        await desk.until(lambda: desk.text == SMALL)


async def test_the_outline_is_folded_and_unfolded(opened: Opened) -> None:
    async with opened() as desk:
        await desk.checked()
        await desk.press("f2", "home", "left")
        await desk.until(lambda: "Direct requests" not in desk.shown.partition("Editor")[0] + _outline(desk))
        await desk.press("right")
        await desk.until(lambda: "G2" in _outline(desk))
        await desk.press("right", "left", "left")
        await desk.until(lambda: "G2" not in _outline(desk))


def _outline(desk: Desk) -> str:
    """What stands in the outline's columns."""
    return "\n".join(row[: desk.screen.outline.size.width] for row in desk.shown.split("\n")[1:])
