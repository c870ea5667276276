"""A workspace on small cases."""

from pathlib import Path

import pytest

from gsn.drafting.workspace import Workspace
from tests.drafting.drafted import DAY, SMALL, Started


@pytest.fixture
def started(tmp_path: Path) -> Started:
    """Begins a workspace on texts: ``case.gsn`` is the main one."""

    def begin(case: str = SMALL, **others: str) -> Workspace:
        (tmp_path / "evidence.txt").write_text("All sessions were reviewed.\n", encoding="utf-8")
        (tmp_path / "case.gsn").write_text(case, encoding="utf-8")
        for name, text in others.items():
            (tmp_path / f"{name}.gsn").write_text(text, encoding="utf-8")
        return Workspace(tmp_path, DAY)

    return begin
