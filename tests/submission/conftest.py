"""A small case that passes, handed in."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.submission.forging import handed_in, write_case


@pytest.fixture(scope="session")
def good(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The bundle of the small case, signed by the lab."""
    return handed_in(write_case(tmp_path_factory.mktemp("good") / "filter"))


@pytest.fixture
def private_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder for temporary files, which has to be empty afterwards."""
    folder = tmp_path / "private"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    yield folder
    assert os.listdir(folder) == []  # noqa: PTH208 - nothing of a bundle stays
