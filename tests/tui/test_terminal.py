"""A real terminal: started, typed in, saved, killed, and taken back."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.drafting.drafted import SMALL

COMMAND = Path(sys.executable).with_name("gsn")
PATIENCE = 30.0


class Terminal:
    """A window of tmux, on a server of its own."""

    def __init__(self, folder: Path) -> None:
        self.socket = folder / "socket"
        self.folder = folder

    def tmux(self, *arguments: str) -> str:
        command = ["tmux", "-S", str(self.socket), "-f", "/dev/null", *arguments]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout

    def start(self, case: Path) -> int:
        """Start the screen on a case, and give the number of its process."""
        state = f"XDG_STATE_HOME={self.folder / 'state'}"
        run = ["env", state, "LC_ALL=C.UTF-8", str(COMMAND), "tui", str(case)]
        self.tmux("-u", "new-session", "-d", "-x", "120", "-y", "36", *run)
        return int(self.tmux("list-panes", "-F", "#{pane_pid}"))

    def keys(self, *keys: str) -> None:
        self.tmux("send-keys", *keys)

    def shown(self) -> str:
        return self.tmux("capture-pane", "-p")

    def until(self, holds: Callable[[], object]) -> None:
        begun = time.monotonic()
        while not holds():
            assert time.monotonic() - begun < PATIENCE, self.shown()
            time.sleep(0.05)

    def until_shown(self, words: str) -> None:
        self.until(lambda: words in self.shown())

    def until_over(self) -> None:
        self.until(
            lambda: subprocess.run(["tmux", "-S", str(self.socket), "ls"], capture_output=True, check=False).returncode
        )


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    if shutil.which("tmux") is None:
        pytest.skip("tmux is not installed")
    opened = Terminal(tmp_path)
    yield opened
    subprocess.run(["tmux", "-S", str(opened.socket), "kill-server"], capture_output=True, check=False)


def test_typed_saved_killed_and_taken_back(terminal: Terminal, folder: Path) -> None:
    text = folder / "case.gsn"
    terminal.start(folder)
    terminal.until_shown("Welcome")
    terminal.keys("Escape")
    terminal.until(lambda: "Welcome" not in terminal.shown())
    terminal.until_shown("undetermined")
    time.sleep(0.5)  # a terminal takes what follows an escape at once for a part of it
    terminal.keys("F3")
    terminal.keys("-l", "# one")
    terminal.until_shown("# one")
    terminal.keys("Enter")
    terminal.keys("C-s")
    terminal.until(lambda: text.read_text(encoding="utf-8") == f"# one\n{SMALL}")
    terminal.keys("C-q")
    terminal.until_over()

    process = terminal.start(folder)
    terminal.until_shown("undetermined")
    terminal.keys("-l", "# two ")
    terminal.until_shown("# two # one")
    time.sleep(1.0)  # what was typed a second ago outlives the process
    os.kill(process, signal.SIGKILL)
    terminal.until_over()
    assert text.read_text(encoding="utf-8") == f"# one\n{SMALL}"

    terminal.start(folder)
    terminal.until_shown("Not saved when an earlier session ended")
    terminal.keys("t")
    terminal.until_shown("# two # one")
    terminal.keys("C-s")
    terminal.until(lambda: text.read_text(encoding="utf-8") == f"# two # one\n{SMALL}")
    terminal.keys("C-q")
    terminal.until_over()


def test_without_a_terminal_it_says_so(folder: Path) -> None:
    ended = subprocess.run(
        [COMMAND, "tui", folder], capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False
    )
    assert ended.returncode == 2
    assert "needs a terminal" in ended.stderr


def test_the_launcher_is_the_command(folder: Path) -> None:
    launcher = Path(__file__).parents[2] / "tui.py"
    ended = subprocess.run(
        [sys.executable, launcher, folder], capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False
    )
    assert ended.returncode == 2
    assert "`gsn tui` needs a terminal" in ended.stderr
