"""A long text in the editor: what is spared at each key is what Textual would have worked out."""

from pathlib import Path

import pytest
from textual.document._wrapped_document import WrappedDocument

from gsn.tui import editor as module
from gsn.tui.editor import Editor
from tests.drafting.drafted import SMALL
from tests.tui.conftest import Opened

pytestmark = pytest.mark.asyncio

EDITS = [
    ("a", (3, 0), (3, 0)),
    ("one\ntwo\nthree", (5, 3), (7, 1)),
    ("", (2, 0), (9, 4)),
    ("w" * 300, (4, 0), (4, 0)),
    ("\n", (0, 0), (0, 0)),
    ("\t\t", (1, 0), (1, 0)),
]


def rows_counted(editor: Editor) -> int:
    return WrappedDocument.height.fget(editor.wrapped_document)  # type: ignore[attr-defined, no-any-return]


@pytest.mark.parametrize("wraps", [True, False])
async def test_rows_and_the_widest_line_are_those_of_the_text(
    opened: Opened, monkeypatch: pytest.MonkeyPatch, *, wraps: bool
) -> None:
    monkeypatch.setattr(module, "WRAPS_BELOW", 3000 if wraps else 0)
    async with opened() as desk:
        editor = desk.screen.editor
        assert editor.soft_wrap is wraps
        for text, start, end in EDITS:
            editor.replace(text, start, end)
            await desk.pilot.pause()
            assert editor.wrapped_document.height == rows_counted(editor)
            if not wraps:
                assert editor.virtual_size.height == editor.document.line_count
                widest = max(len(line.expandtabs(editor.indent_width)) for line in editor.document.lines)
                assert editor.virtual_size.width > widest


async def test_another_file_is_as_wide_as_it_is(opened: Opened, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "WRAPS_BELOW", 0)
    (folder / "m.gsn").write_text(f"module m\n# {'w' * 400}\n", encoding="utf-8")
    (folder / "case.gsn").write_text(SMALL.replace("\ngoal G1", '\nimport "m.gsn"\ngoal G1', 1), encoding="utf-8")
    async with opened() as desk:
        narrow = desk.screen.editor.virtual_size.width
        desk.screen.show_file(folder / "m.gsn")
        assert desk.screen.editor.virtual_size.width > 400
        desk.screen.show_file(desk.main)
        assert desk.screen.editor.virtual_size.width == narrow
