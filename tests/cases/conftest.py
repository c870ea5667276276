"""The whole cases, read as they stand and with something changed in their texts."""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

import gsn
from gsn.argument import Argument

CASES = Path(__file__).parents[2] / "cases"
DAY = date(2026, 11, 23)
"""The day that the cases were written for: their evidence is in date."""

Edit = tuple[str, str, str]
"""A file of a case, a passage that stands in it exactly once, and what is put in its place."""


@pytest.fixture
def changed(tmp_path: Path) -> Callable[..., Argument]:
    """Copy a case, change passages of its files, and read it."""

    def change(case: str, *edits: Edit) -> Argument:
        folder = tmp_path / case
        shutil.copytree(CASES / case, folder)
        for name, old, new in edits:
            path = folder / name
            text = path.read_text(encoding="utf-8")
            assert text.count(old) == 1, f"{name} holds {old!r} {text.count(old)} times"
            path.write_text(text.replace(old, new), encoding="utf-8")
        return Argument(gsn.load(folder), DAY)

    return change


@pytest.fixture
def unproved(changed: Callable[..., Argument]) -> Callable[..., set[str]]:
    """The goals whose claims are not all proved once passages of a case were changed."""

    def after(case: str, *edits: Edit) -> set[str]:
        outcomes = changed(case, *edits).risk.outcomes.values()
        return {outcome.id.goal for outcome in outcomes if not outcome.proved}

    return after
