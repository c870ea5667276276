"""Nothing is lost, whatever keeps a text from being saved."""

import os
import shutil
from pathlib import Path

import pytest
from textual import events
from textual.widgets import Input

from gsn.drafting.journal import read_journal, recoverable
from gsn.tui.asking import Ask, Choose
from gsn.tui.report_screen import ReportScreen
from tests.drafting.drafted import SMALL
from tests.tui.conftest import Opened

pytestmark = pytest.mark.asyncio


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


async def test_leaving_for_good_gives_up_what_is_not_saved(opened: Opened, folder: Path) -> None:
    async with opened() as desk:
        await desk.checked()
        desk.screen.editor.insert("# gone\n", (0, 0))
        await desk.press("ctrl+q")
        await desk.until(lambda: isinstance(desk.app.screen, Choose))
        await desk.press("g")
    assert recoverable(folder / "case.gsn") == []
    assert (folder / "case.gsn").read_text() == SMALL


async def test_escape_from_a_change_on_disk_leaves_everything_as_it_is(opened: Opened, folder: Path) -> None:
    async with opened() as desk:
        await desk.checked()
        desk.screen.editor.insert("# mine\n", (0, 0))
        (folder / "case.gsn").write_text(SMALL + "# theirs\n", encoding="utf-8")
        await desk.do("save")
        await desk.opens(Choose)
        await desk.press("escape")
        await desk.back()
        assert desk.text == "# mine\n" + SMALL
        assert (folder / "case.gsn").read_text() == SMALL + "# theirs\n"
        assert "not saved" in desk.shown.split("\n")[0]


async def test_what_both_changed_is_marked_and_saved_when_it_is_decided(opened: Opened, folder: Path) -> None:
    async with opened() as desk:
        await desk.checked()
        desk.screen.editor.insert("# mine\n", (0, 0))
        (folder / "case.gsn").write_text("# theirs\n" + SMALL, encoding="utf-8")
        await desk.do("save")
        await desk.opens(Choose)
        await desk.press("m")
        await desk.notified("Both changed the same lines")
        assert "# mine" in desk.text
        assert "# theirs" in desk.text
        assert (folder / "case.gsn").read_text() == "# theirs\n" + SMALL
        desk.screen.editor.load_text("# ours\n" + SMALL)
        await desk.do("save")
        await desk.until(lambda: (folder / "case.gsn").read_text() == "# ours\n" + SMALL)


async def test_a_file_that_was_changed_while_nothing_is_typed_here_is_shown_anew_on_coming_back(
    opened: Opened, folder: Path
) -> None:
    async with opened() as desk:
        await desk.checked()
        (folder / "case.gsn").write_text(SMALL + "# theirs\n", encoding="utf-8")
        desk.app.post_message(events.AppBlur())
        desk.app.post_message(events.AppFocus())
        await desk.until(lambda: desk.text == SMALL + "# theirs\n")
        await desk.press("ctrl+end")
        await desk.type("# mine")
        (folder / "case.gsn").write_text(SMALL, encoding="utf-8")
        desk.app.post_message(events.AppBlur())
        desk.app.post_message(events.AppFocus())
        await desk.until(lambda: "was changed on disk" in desk.shown and isinstance(desk.app.screen, Choose))
        assert desk.text.endswith("# mine")
        await desk.press("r")
        await desk.until(lambda: desk.text == SMALL)


async def test_two_who_draft_the_same_case_never_write_over_each_other(opened: Opened, folder: Path) -> None:
    async with opened() as one:
        await one.checked()
        one.screen.editor.insert("# one\n", (0, 0))
        one.screen.take()
        one.session.journal.flush()
        async with opened() as other:
            await other.checked()
            assert other.app.screen is other.screen  # what somebody else has in hand is not offered
            await other.press("ctrl+end")
            await other.type("# other")
            await other.do("save")
            await other.until(lambda: (folder / "case.gsn").read_text() == f"{SMALL}# other")
        await one.do("save")
        await one.opens(Choose)
        await one.press("m")
        await one.until(lambda: (folder / "case.gsn").read_text() == f"# one\n{SMALL}# other")


@pytest.mark.parametrize("name", ["copy.gsn", "case.gsn", "nowhere/copy.gsn"])
async def test_a_copy_goes_to_a_file_that_is_not_there_yet_or_nowhere(opened: Opened, folder: Path, name: str) -> None:
    target = folder / name
    async with opened() as desk:
        await desk.checked()
        desk.screen.editor.insert("# mine\n", (0, 0))
        await desk.do("save_as")
        await desk.answer(str(target))
        await desk.notified("A copy is in" if name == "copy.gsn" else "No copy was written")
        assert desk.text == "# mine\n" + SMALL
        assert desk.session.unsaved == [desk.main]
    assert (folder / "case.gsn").read_text() == SMALL
    assert target.exists() == (name != "nowhere/copy.gsn")
    if name == "copy.gsn":
        assert target.read_text() == "# mine\n" + SMALL


@pytest.mark.parametrize(("key", "then"), [("s", "saved"), ("escape", "stayed")])
async def test_leaving_saves_or_stays_as_one_says(opened: Opened, folder: Path, key: str, then: str) -> None:
    async with opened() as desk:
        await desk.checked()
        desk.screen.editor.insert("# mine\n", (0, 0))
        await desk.do("quit")
        await desk.opens(Choose)
        await desk.press(key)
        if then == "saved":
            await desk.until(lambda: (folder / "case.gsn").read_text() == "# mine\n" + SMALL)
        else:
            await desk.back()
            assert desk.text == "# mine\n" + SMALL
            assert (folder / "case.gsn").read_text() == SMALL


async def test_leaving_from_a_view_asks_all_the_same(opened: Opened) -> None:
    async with opened() as desk:
        await desk.checked()
        desk.screen.editor.insert("# mine\n", (0, 0))
        await desk.press("f7")
        await desk.opens(ReportScreen)
        await desk.press("ctrl+q")
        await desk.opens(Choose)
        assert "Not saved: case.gsn" in desk.shown


async def test_control_c_loses_nothing_and_says_how_to_leave(opened: Opened) -> None:
    async with opened() as desk:
        await desk.checked()
        desk.screen.editor.insert("# mine\n", (0, 0))
        await desk.press("f2", "ctrl+c")
        await desk.notified("ctrl+q")
        await desk.press("f3", "ctrl+c")
        assert desk.text == "# mine\n" + SMALL


async def test_where_nothing_can_be_kept_for_recovery_saving_works(
    opened: Opened, folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "state").write_text("no folder", encoding="utf-8")
    async with opened() as desk:
        await desk.checked()
        desk.screen.editor.insert("# mine\n", (0, 0))
        await desk.until(lambda: desk.session.journal.trouble)
        await desk.do("save")
        await desk.until(lambda: (folder / "case.gsn").read_text() == "# mine\n" + SMALL)


async def test_the_process_stops_for_the_shell_with_all_that_is_typed_in_the_journal(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opened() as desk:
        await desk.checked()
        stopped: list[str] = []

        def stop() -> None:
            journal = read_journal(desk.session.journal.path)
            stopped.extend(held.text for held in journal.values())

        monkeypatch.setattr(desk.app, "action_suspend_process", stop)
        desk.screen.editor.insert("# mine\n", (0, 0))
        await desk.do("suspend")
        await desk.until(lambda: stopped == ["# mine\n" + SMALL])
