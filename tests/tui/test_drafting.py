"""Each thing that one can do on the drafting screen, by the keys that do it."""

import os
import shutil
from contextlib import nullcontext
from pathlib import Path

import pytest
from textual.widgets import Input, OptionList
from textual.widgets.tree import TreeNode

from gsn.drafting.journal import recoverable
from gsn.drafting.outline import Node
from gsn.findings import Severity
from gsn.tui.asking import Ask, Choose, Page
from gsn.tui.diagram_screen import DiagramScreen
from gsn.tui.form_screen import FormScreen
from gsn.tui.report_screen import ReportScreen
from tests.drafting.drafted import SMALL
from tests.tui.conftest import Desk, Opened

pytestmark = pytest.mark.asyncio


# Following


async def test_the_panes_follow_the_editor(opened: Opened) -> None:
    async with opened() as desk:
        await desk.checked()
        await desk.go("goal G2")
        await desk.checked()
        assert desk.screen.outline.chosen == "filter::G2"
        assert "Direct requests are refused" in str(desk.screen.details.body.render())


async def test_the_editor_follows_the_outline(opened: Opened) -> None:
    async with opened() as desk:
        await desk.checked()
        await desk.press("f2", "down", "down")
        await desk.until(lambda: desk.screen.at == "filter::A1")
        assert desk.screen.position.line == next(n for n, row in enumerate(SMALL.split("\n")) if "A1" in row)
        assert desk.screen.pane() == "outline"
        await desk.press("enter")
        assert desk.screen.pane() == "editor"


async def test_a_finding_leads_to_its_place(opened: Opened, folder: Path) -> None:
    (folder / "case.gsn").write_text(SMALL.replace("shows G1", "shows G9"), encoding="utf-8")
    async with opened() as desk:
        await desk.checked()
        assert any(finding.severity is Severity.ERROR for finding in desk.screen.findings.findings)
        await desk.press("f5", "home", "enter")
        await desk.pilot.pause(0.2)
        assert desk.screen.position.line == 1
        assert desk.screen.editor.marks[1][0].severity is Severity.ERROR
        assert "2✗" in desk.shown


# The verdict


async def test_no_verdict_stands_while_a_newer_text_is_not_checked(opened: Opened) -> None:
    async with opened() as desk:
        await desk.checked()
        assert "undetermined" in desk.shown.split("\n")[-2]
        desk.screen.editor.insert("# ", (0, 0))
        desk.screen.take()
        await desk.pilot.pause()
        status = str(desk.screen.status.render())
        assert "checking" in status
        assert not any(word in status for word in ("passed", "undetermined", "rejected"))
        await desk.checked()
        assert "checking" not in str(desk.screen.status.render())


async def test_a_check_that_fails_says_so_and_gives_no_verdict(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    async with opened() as desk:
        await desk.checked()

        def fail(*_: object) -> None:
            raise RuntimeError("no rule is left")

        monkeypatch.setattr(desk.session.workspace, "check", fail)
        desk.screen.editor.insert("# ", (0, 0))
        desk.screen.take()
        await desk.until(lambda: "not checked" in str(desk.screen.status.render()))
        assert "no rule is left" in str(desk.screen.status.render())
        assert desk.text.startswith("# ")


async def test_the_outline_stays_while_a_line_is_being_written(opened: Opened) -> None:
    async with opened() as desk:
        await desk.checked()
        await desk.go('goal G2 "')
        line = desk.screen.position.line
        row = desk.text.split("\n")[line]
        desk.screen.editor.replace('        goal G2 "Direct', (line, 0), (line, len(row)))
        await desk.until(lambda: "as last read" in str(desk.screen.outline.border_subtitle))
        assert "G2" in str([node.data.name for node in _opened(desk) if node.data])
        desk.screen.editor.replace(row, (line, 0), (line, len('        goal G2 "Direct')))
        await desk.checked()
        assert desk.screen.outline.border_subtitle == ""


def _opened(desk: Desk) -> list[TreeNode[Node]]:
    waiting, found = list(desk.screen.outline.root.children), []
    while waiting:
        node = waiting.pop()
        found.append(node)
        waiting += node.children
    return found


# Adding


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
        assert "What it is has to be filled" in desk.shown
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


# Changing


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


async def test_typing_without_a_pause_is_one_step(opened: Opened) -> None:
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


# Looking


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


# Keeping


async def test_save_writes_and_says_so(opened: Opened, folder: Path) -> None:
    async with opened() as desk:
        await desk.checked()
        await desk.press("end")
        await desk.type("  # seen")
        await desk.press("ctrl+s")
        await desk.notified("Saved case.gsn")
        assert (folder / "case.gsn").read_text().split("\n")[0].endswith("# seen")
        assert "not saved" not in desk.shown
        assert recoverable(desk.main) == []


@pytest.mark.parametrize(
    ("key", "text", "beside"),
    [
        ("m", "# mine\n{}# theirs\n", ""),
        ("b", "{}# theirs\n", "beside"),
        ("r", "{}# theirs\n", ""),
        ("o", "# mine\n{}", ""),
    ],
)
async def test_a_file_that_was_changed_on_disk_is_never_overwritten_unasked(
    opened: Opened, folder: Path, key: str, text: str, beside: str
) -> None:
    async with opened() as desk:
        await desk.checked()
        desk.screen.editor.insert("# mine\n", (0, 0))
        (folder / "case.gsn").write_text(SMALL + "# theirs\n", encoding="utf-8")
        await desk.press("ctrl+s")
        await desk.until(lambda: isinstance(desk.app.screen, Choose))
        assert (folder / "case.gsn").read_text() == SMALL + "# theirs\n"
        await desk.press(key)
        await desk.until(lambda: (folder / "case.gsn").read_text() == text.format(SMALL))
        await desk.until(lambda: desk.text == text.format(SMALL))
        assert (folder / "case.gsn.mine").exists() == bool(beside)
        if beside:
            assert (folder / "case.gsn.mine").read_text() == "# mine\n" + SMALL


async def test_a_read_only_file_is_told_and_a_copy_offered(opened: Opened, folder: Path, tmp_path: Path) -> None:
    (folder / "case.gsn").chmod(0o444)
    async with opened() as desk:
        await desk.checked()
        desk.screen.editor.insert("# mine\n", (0, 0))
        await desk.press("ctrl+s")
        await desk.until(lambda: "read-only" in desk.shown)
        await desk.press("e")
        await desk.until(lambda: isinstance(desk.app.screen, Ask))
        desk.app.screen.query_one(Input).value = str(tmp_path / "copy.gsn")
        await desk.press("enter")
        copy = tmp_path / "copy.gsn"
        await desk.until(copy.exists)
        assert (tmp_path / "copy.gsn").read_text() == "# mine\n" + SMALL
        assert (folder / "case.gsn").read_text() == SMALL
        assert desk.text.startswith("# mine")


async def test_a_folder_that_vanished_is_told(opened: Opened, folder: Path, tmp_path: Path) -> None:
    async with opened() as desk:
        await desk.checked()
        desk.screen.editor.insert("# mine\n", (0, 0))
        shutil.move(folder, tmp_path / "elsewhere")
        await desk.press("ctrl+s")
        await desk.until(lambda: "bring the folder back" in desk.shown)
        shutil.move(tmp_path / "elsewhere", folder)
        await desk.press("t")
        await desk.until(lambda: (folder / "case.gsn").read_text().startswith("# mine"))


async def test_a_full_disk_is_told(opened: Opened, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with opened() as desk:
        await desk.checked()
        desk.screen.editor.insert("# mine\n", (0, 0))

        def full(*_: object, **__: object) -> int:
            raise OSError(28, os.strerror(28))

        with monkeypatch.context() as patch:
            patch.setattr(os, "fsync", full)
            await desk.press("ctrl+s")
            await desk.until(lambda: "make room on the disk" in desk.shown)
        assert (folder / "case.gsn").read_text() == SMALL
        await desk.press("t")
        await desk.until(lambda: (folder / "case.gsn").read_text().startswith("# mine"))


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


async def test_leaving_for_good_gives_up_what_is_not_saved(opened: Opened, folder: Path) -> None:
    async with opened() as desk:
        await desk.checked()
        desk.screen.editor.insert("# gone\n", (0, 0))
        await desk.press("ctrl+q")
        await desk.until(lambda: isinstance(desk.app.screen, Choose))
        await desk.press("g")
    assert recoverable(folder / "case.gsn") == []
    assert (folder / "case.gsn").read_text() == SMALL


# The start


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
