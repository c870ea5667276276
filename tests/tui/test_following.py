"""Outline, editor, details and findings follow each other, and the status line follows them all."""

from pathlib import Path

import pytest
from textual.widgets.tree import TreeNode

from gsn.drafting.outline import Node
from gsn.findings import Severity
from tests.drafting.drafted import SMALL
from tests.tui.conftest import Desk, Opened

pytestmark = pytest.mark.asyncio


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
        await desk.until(lambda: "as last read" in desk.shown)
        assert "G2" in str([node.data.name for node in _opened(desk) if node.data])
        desk.screen.editor.replace(row, (line, 0), (line, len('        goal G2 "Direct')))
        await desk.checked()
        assert desk.screen.outline.border_title == "Outline F2"


def _opened(desk: Desk) -> list[TreeNode[Node]]:
    waiting, found = list(desk.screen.outline.root.children), []
    while waiting:
        node = waiting.pop()
        found.append(node)
        waiting += node.children
    return found
