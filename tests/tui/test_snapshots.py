"""Every pane as text, on the smallest terminal and on a large one, held against golden files.

``UPDATE_GOLDEN=1`` writes the files anew; what changed in them is then to be read.
"""

import os
from pathlib import Path

import pytest

from tests.tui.conftest import SIZES, Desk, Opened

GOLDEN = Path(__file__).parents[1] / "golden" / "tui"
PANES = {
    "outline": ("f2",),
    "editor": ("f3",),
    "details": ("f4",),
    "findings": ("f5",),
    "diagram": ("f6",),
    "risk": ("f7",),
    "treaty": ("f8",),
    "doubts": ("f9",),
    "lapse": ("f10",),
    "adding": ("f2", "ctrl+n"),
    "evidence": ("f2", "ctrl+e"),
    "help": ("f1",),
}

STILL = 5
"""Looks one after another that have to be alike."""

CASE = """case relay "May the relay protect the line?"
    treaty example
    shows G1
    valid until 2099-12-31

goal G1 "Line faults stay on the line less than once in a thousand trials"
    claim miss <= 0.001 at 95%
    context C1 "Faults as in the grid code"
    strategy S1 "By the test on the rig"
        goal G2 "The rig's test shows it"
            claim miss <= 0.001 at 95%
            solution E1
        goal G3 "The rig is like the line"
            undeveloped "The comparison is due in December"
            challenge D1 "The rig is warm and the line is cold"

probability miss "A fault stays on the line"

evidence E1 "Three thousand faults on the rig"
    type evaluation
    file "evidence.txt" sha256 "5c83755054dc1515a5e7075d33211d6c482b1ae26ae3cb76845ff61d85e5221d"
    by institute with grey_box access
    dated 2026-05-20
    expires 2027-05-20
    measures miss: 0 of 3000

actor institute "Institute for Relays"
    role public_body
"""


async def _settled(desk: Desk) -> str:
    """The screen when nothing moves on it any more."""
    seen: list[str] = []

    def still() -> bool:
        seen.append(desk.shown.rstrip() + "\n")
        return len(seen) > STILL and len(set(seen[-STILL:])) == 1

    await desk.until(still)
    return seen[-1]


def _name(pane: str, size: tuple[int, int]) -> str:
    return f"{pane}-{size[0]}x{size[1]}.txt"


@pytest.mark.asyncio
@pytest.mark.parametrize("size", SIZES, ids=["80x24", "160x50"])
async def test_panes_look_as_in_their_golden_files(opened: Opened, folder: Path, size: tuple[int, int]) -> None:
    (folder / "case.gsn").write_text(CASE, encoding="utf-8")
    wrong = []
    async with opened(size=size) as desk:
        await desk.checked()
        for pane, keys in PANES.items():
            await desk.go("goal G2")
            await desk.checked()
            await desk.press(*keys)
            await desk.until(lambda: "working it out" not in desk.shown)
            await desk.checked()
            shown = await _settled(desk)
            golden = GOLDEN / _name(pane, size)
            if os.environ.get("UPDATE_GOLDEN"):
                golden.write_text(shown, encoding="utf-8")
            if not golden.exists() or shown != golden.read_text(encoding="utf-8"):
                wrong.append(f"{golden.name}:\n{shown}")
            if desk.app.screen is not desk.screen:
                await desk.press("escape")
            await desk.press("f3")
    assert not wrong, "\n".join(wrong)


def test_each_golden_file_is_of_a_pane() -> None:
    assert {path.name for path in GOLDEN.iterdir()} == {_name(pane, size) for pane in PANES for size in SIZES}
