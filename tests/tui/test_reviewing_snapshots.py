"""Every pane of the review screen as text, on the smallest terminal and on a large one, held against golden files.

``UPDATE_GOLDEN=1`` writes the files anew; what changed in them is then to be read.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.tui.conftest import SIZES
from tests.tui.reviewer import sitting
from tests.tui.test_snapshots import CASE

GOLDEN = Path(__file__).parents[1] / "golden" / "reviewing"
PANES = {
    "waiting": ("escape",),
    "outline": ("f2",),
    "element": ("f4",),
    "case": ("f4", "f4"),
    "review": ("f3",),
    "findings": ("f5",),
    "challenging": ("escape", "c"),
    "determining": ("escape", "d"),
}
REVIEW = """\
review aisi_1 "Review of relay"
    by aisi on 2026-06-05
    judged A1 "The rig's two months were normal ones"
    query Q1 about G2 "Which rig?"
    jugded G1 "Read"

challenge D2 "The line is longer than the rig"
    challenges S1 -> G3
"""


def _name(pane: str, size: tuple[int, int]) -> str:
    return f"{pane}-{size[0]}x{size[1]}.txt"


@pytest.mark.asyncio
@pytest.mark.parametrize("size", SIZES, ids=["80x24", "160x50"])
async def test_panes_look_as_in_their_golden_files(tmp_path: Path, size: tuple[int, int]) -> None:
    folder = tmp_path / "relay"
    folder.mkdir()
    (folder / "case.gsn").write_text(
        CASE.replace("    context C1", '    assumption A1 "The rig is usual"\n    context C1')
    )
    (folder / "evidence.txt").write_text("All sessions were reviewed.\n")
    (tmp_path / "relay.review").write_text(REVIEW)
    wrong = []
    async with sitting(folder, size=size) as desk:
        for pane, keys in PANES.items():
            await desk.go("relay::G2")
            await desk.press(*keys)
            await desk.settled()
            await desk.pilot.pause(0.1)
            shown = desk.shown.rstrip() + "\n"
            golden = GOLDEN / _name(pane, size)
            if os.environ.get("UPDATE_GOLDEN"):
                golden.parent.mkdir(exist_ok=True)
                golden.write_text(shown, encoding="utf-8")
            if not golden.exists() or shown != golden.read_text(encoding="utf-8"):
                wrong.append(f"{golden.name}:\n{shown}")
            if desk.app.screen is not desk.screen:
                await desk.press("escape")
            await desk.press("escape")
    assert not wrong, "\n".join(wrong)


def test_each_golden_file_is_of_a_pane() -> None:
    assert {path.name for path in GOLDEN.iterdir()} == {_name(pane, size) for pane in PANES for size in SIZES}
