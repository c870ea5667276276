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

    def start(self, case: Path, *, toured: bool = False, **environment: str) -> int:
        """Start the screen on a case, and give the number of its process."""
        if toured:
            self.toured()
        run = ["env", *self.environment(**environment), str(COMMAND), "tui", str(case)]
        self.tmux("-u", "new-session", "-d", "-x", "120", "-y", "36", *run)
        return int(self.tmux("list-panes", "-F", "#{pane_pid}"))

    def environment(self, **more: str) -> list[str]:
        held = {"XDG_STATE_HOME": str(self.folder / "state"), "LC_ALL": "C.UTF-8", **more}
        return [f"{name}={value}" for name, value in held.items()]

    def toured(self) -> None:
        """Let it be as for somebody who saw the tour."""
        seen = self.folder / "state" / "gsn" / "tour-seen"
        seen.parent.mkdir(parents=True, exist_ok=True)
        seen.touch()

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


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP], ids=["SIGTERM", "SIGHUP"])
def test_ended_from_outside_it_keeps_the_last_key(terminal: Terminal, folder: Path, number: signal.Signals) -> None:
    process = terminal.start(folder, toured=True)
    terminal.until_shown("undetermined")
    terminal.keys("-l", "# kept ")
    terminal.until_shown("# kept ")
    os.kill(process, number)
    terminal.until_over()
    assert (folder / "case.gsn").read_text(encoding="utf-8") == SMALL
    terminal.start(folder)
    terminal.until_shown("Not saved when an earlier session ended")
    terminal.keys("t")
    terminal.until_shown("# kept ")


def test_the_terminal_is_closed_and_what_is_typed_is_offered_again(terminal: Terminal, folder: Path) -> None:
    terminal.start(folder, toured=True)
    terminal.until_shown("undetermined")
    terminal.keys("-l", "# kept ")
    terminal.until_shown("# kept ")
    terminal.tmux("kill-session")
    terminal.until_over()
    terminal.start(folder)
    terminal.until_shown("Not saved when an earlier session ended")


def test_it_stops_for_the_shell_and_comes_back(terminal: Terminal, folder: Path) -> None:
    terminal.toured()
    terminal.tmux("-u", "new-session", "-d", "-x", "120", "-y", "36", "env", *terminal.environment(PS1="ready> "), "sh")
    terminal.until_shown("ready>")
    terminal.keys("-l", f"{COMMAND} tui {folder}")
    terminal.keys("Enter")
    terminal.until_shown("undetermined")
    terminal.keys("-l", "# kept ")
    terminal.until_shown("# kept ")
    terminal.keys("C-p")
    terminal.until_shown("Search for commands")
    terminal.keys("-l", "suspend")
    terminal.until_shown("give the terminal to the shell")
    terminal.until(lambda: "what was undone" not in terminal.shown())
    terminal.keys("Enter")
    terminal.until(lambda: "ready>" in terminal.shown() and "Outline" not in terminal.shown())
    terminal.keys("-l", "fg")
    terminal.keys("Enter")
    terminal.until_shown("# kept ")
    terminal.keys("C-s")
    terminal.until(lambda: (folder / "case.gsn").read_text(encoding="utf-8") == f"# kept {SMALL}")


@pytest.mark.parametrize("term", ["vt100", "xterm", "screen"])
def test_any_terminal_with_and_without_colour(terminal: Terminal, folder: Path, term: str) -> None:
    terminal.start(folder, toured=True, TERM=term, NO_COLOR="1")
    terminal.until_shown("○ undetermined")
    terminal.keys("-l", "# typed ")
    terminal.until_shown("# typed ")
    terminal.keys("C-s")
    terminal.until(lambda: (folder / "case.gsn").read_text(encoding="utf-8") == f"# typed {SMALL}")


def test_a_disk_that_takes_no_more_leaves_the_file_and_the_text(terminal: Terminal, folder: Path) -> None:
    """A limit on the size of files that the process writes stands for a disk with no room."""
    (folder / "case.gsn").write_text(SMALL + "# more\n" * 400, encoding="utf-8")
    before = (folder / "case.gsn").read_bytes()
    terminal.toured()
    limited = (
        f"import os,resource,signal;signal.signal(signal.SIGXFSZ,signal.SIG_IGN);"
        f"resource.setrlimit(resource.RLIMIT_FSIZE,(1024,1024));os.execv({str(COMMAND)!r},['gsn','tui',{str(folder)!r}])"
    )
    terminal.tmux(
        "-u",
        "new-session",
        "-d",
        "-x",
        "120",
        "-y",
        "36",
        "env",
        *terminal.environment(),
        sys.executable,
        "-c",
        limited,
    )
    terminal.until_shown("undetermined")
    terminal.keys("-l", "# kept ")
    terminal.until_shown("# kept ")
    terminal.until_shown("cannot be kept")
    terminal.keys("C-s")
    terminal.until_shown("case.gsn is not saved")
    terminal.until_shown("the text is still in hand")
    assert (folder / "case.gsn").read_bytes() == before
    terminal.keys("Escape")
    terminal.until(lambda: "is not saved" not in terminal.shown())
    assert "# kept " in terminal.shown()
