"""A review of a submission in a real terminal: said, killed, taken back and saved; then read by the commands."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from pathlib import Path

import pytest

from tests.submission.forging import handed_in
from tests.tui.reviewer import DAY
from tests.tui.test_reviewing import case as _case
from tests.tui.test_terminal import COMMAND, Terminal
from tests.tui.test_terminal import terminal as _terminal

case, terminal = _case, _terminal
ON = f"--as-of={DAY}"


def review(terminal: Terminal, bundle: Path, *options: str) -> int:
    """Begin to review, and give the number of the process."""
    state = f"XDG_STATE_HOME={terminal.folder / 'state'}"
    run = ["env", state, "LC_ALL=C.UTF-8", "NO_COLOR=1", str(COMMAND), "tui", "--review", str(bundle), ON, *options]
    terminal.tmux("-u", "new-session", "-d", "-x", "100", "-y", "30", *run)
    terminal.until_shown("judged")
    return int(terminal.tmux("list-panes", "-F", "#{pane_pid}"))


def say(terminal: Terminal, key: str, words: str, asked: str) -> None:
    terminal.keys(key)
    terminal.until_shown(asked)
    terminal.keys("-l", words)
    terminal.until_shown(words)
    terminal.keys("Enter")
    terminal.until(lambda: asked not in terminal.shown())
    terminal.until_shown(words)


def run(*arguments: object) -> str:
    done = subprocess.run([COMMAND, *map(str, arguments)], capture_output=True, text=True, check=False)
    assert done.returncode in {0, 1, 3}, done.stderr
    return done.stdout + done.stderr


def test_a_submission_is_reviewed_killed_taken_back_saved_and_read(terminal: Terminal, case: Path) -> None:
    bundle, target = case.parent / "one.gsnz", case.parent / "one.review"
    bundle.write_bytes(handed_in(case, as_of=DAY))
    process = review(terminal, bundle, "--by", "aisi")
    terminal.until_shown("○ G2")
    say(terminal, "j", "The report shows it", "It holds, because:")
    terminal.until_shown("judged 1 of 1")
    say(terminal, "q", "How old are they?", "What do you want to know?")
    time.sleep(1.2)  # what was said a second ago outlives the process
    os.kill(process, signal.SIGKILL)
    terminal.until_over()
    assert not target.exists()

    review(terminal, bundle, "--by", "aisi")
    terminal.until_shown("Not saved when an earlier session ended")
    terminal.keys("t")
    terminal.until_shown("judged 1 of 1, 1 asked about")
    terminal.keys("C-o")
    terminal.until_shown("type to find")
    terminal.keys("-l", "drawn at random")
    terminal.until_shown("The patterns were drawn at random")
    terminal.keys("Enter")
    terminal.until_shown("assumption A1")
    say(terminal, "c", "Nobody says by whom", "What makes it doubtful?")
    terminal.keys("C-s")
    terminal.until(target.exists)
    terminal.keys("C-q")
    terminal.until_over()

    status = run("review", "status", bundle, target, ON)
    assert "query Q1 of aisi_1 about D1: How old are they?" in status
    assert "G2  waits" in status, "what is not signed judges nothing"
    told = run("check", case, "--review", target, ON)
    assert "`D3` leaves `A1` in doubt" in told
    assert "query `Q1` of review `aisi_1`" in told


@pytest.mark.parametrize(
    ("options", "why"),
    [
        (("--review", "nowhere"), "terminal"),
        (("--by", "aisi"), "terminal"),
    ],
)
def test_without_a_terminal_it_says_so(options: tuple[str, ...], why: str) -> None:
    done = subprocess.run(
        [COMMAND, "tui", *options], capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False
    )
    assert (done.returncode, why in done.stderr) == (2, True)


@pytest.mark.parametrize(
    ("name", "data", "options", "why"),
    [
        ("no.gsnz", b"PK\x03\x04 and no more", (), "no.gsnz"),
        ("nowhere", None, (), "is no case"),
        ("case", None, ("--by", "no name"), "a name is a letter"),
        ("case", None, ("-o", "case/in.review", "--by", "aisi"), "no part of the case"),
        ("case", None, (), "says who begins it"),
    ],
)
def test_what_cannot_be_reviewed_is_said_in_a_line(
    terminal: Terminal, case: Path, name: str, data: bytes | None, options: tuple[str, ...], why: str
) -> None:
    if data is not None:
        (case.parent / name).write_bytes(data)
    words = " ".join(f"'{option}'" for option in ("--review", name, *options))
    command = f"cd {case.parent}; {COMMAND} tui {words}; echo status $?; read -r line"
    terminal.tmux("-u", "new-session", "-d", "-x", "300", "-y", "30", "bash", "-c", command)
    terminal.until_shown("status ")
    shown = terminal.shown()
    assert why in shown
    assert "Traceback" not in shown
    assert "mistake of its own" not in shown
    assert "status 2" in shown


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP], ids=["SIGTERM", "SIGHUP"])
def test_ended_from_outside_a_review_keeps_the_last_key(terminal: Terminal, case: Path, number: signal.Signals) -> None:
    bundle = case.parent / "one.gsnz"
    bundle.write_bytes(handed_in(case, as_of=DAY))
    process = review(terminal, bundle, "--by", "aisi")
    terminal.until_shown("○ G2")
    terminal.keys("F3")
    terminal.keys("-l", "# kept")
    terminal.until_shown("# kept")
    os.kill(process, number)
    terminal.until_over()
    assert not (case.parent / "one.review").exists()
    review(terminal, bundle, "--by", "aisi")
    terminal.until_shown("Not saved when an earlier session ended")
