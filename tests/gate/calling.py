"""A command called within the test's own process: what it prints and ends with, in a tenth of the time.

That the installed command does the same is held where it is run as people run it.
"""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from gsn.cli.main import _run


class Done(NamedTuple):
    returncode: int
    stdout: str
    stderr: str


Call = Callable[..., Done]


def caller(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Call:
    """A function that is called like the command: ``call("gate", folder, cwd=elsewhere)``."""

    def call(*arguments: str | Path, cwd: Path | None = None) -> Done:
        with monkeypatch.context() as patched:
            if cwd is not None:
                patched.chdir(cwd)
            capsys.readouterr()
            status = _run(list(map(str, arguments)))
            printed = capsys.readouterr()
        return Done(status, printed.out, printed.err)

    return call
