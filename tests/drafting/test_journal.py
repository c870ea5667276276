"""The recovery journal: whatever ends a session, at most a second is lost, and the next start offers the rest."""

import os
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gsn.drafting import journal as journals
from gsn.drafting.journal import Journal, discard, folder_of, read_journal, recoverable
from gsn.drafting.saving import Loaded, load_text
from gsn.drafting.state_folder import state_folder


@pytest.fixture
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    path = tmp_path / "case.gsn"
    path.write_text("on disk\n", encoding="utf-8")
    return path


def base_of(path: Path) -> str:
    found = load_text(path)
    assert isinstance(found, Loaded)
    return found.digest


WRITER = """
import sys, time
from pathlib import Path
from gsn.drafting.journal import Journal
case = Path(sys.argv[1])
journal = Journal(case, every=float(sys.argv[2]))
number = 0
while True:
    journal.note(case, "in hand " * 200 + str(number) + "\\n", sys.argv[3])
    print(number, time.time(), flush=True)
    number += 1
    time.sleep(0.01)
"""


@pytest.mark.parametrize("lived", [0.9, 1.6])
def test_a_session_that_is_killed_loses_at_most_the_last_second(case: Path, lived: float) -> None:
    every = 0.4
    command = [sys.executable, "-c", WRITER, str(case), str(every), base_of(case)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        noted = [process.stdout.readline().split()]
        begun = time.monotonic()
        while time.monotonic() - begun < lived:
            noted.append(process.stdout.readline().split())
        assert recoverable(case) == []
        process.send_signal(signal.SIGKILL)
        killed = time.time()
        noted += [line.split() for line in process.stdout.read().splitlines()]
    (found,) = recoverable(case)
    last = int(found.text.split()[-1])
    lost = [float(moment) for number, moment in (entry for entry in noted if len(entry) == 2) if int(number) > last]
    assert all(killed - moment <= every + 0.3 for moment in lost)
    assert (found.path, found.base, found.changed) == (case, base_of(case), False)


def test_what_is_saved_is_struck_out_and_an_empty_journal_goes(case: Path) -> None:
    journal = Journal(case)
    other = case.with_name("other.gsn")
    journal.note(case, "one\n", base_of(case))
    journal.note(other, "two\n", "")
    journal.flush()
    assert journal.path.exists()
    journal.saved(case)
    assert list(read_journal(journal.path)) == [other]
    journal.saved(other)
    assert not journal.path.exists()
    journal.close()
    assert recoverable(case) == []


def test_what_is_not_saved_is_offered_once_the_session_is_over(case: Path) -> None:
    journal = Journal(case)
    journal.note(case, "in hand\n", base_of(case))
    assert recoverable(case) == []
    journal.close()
    (found,) = recoverable(case)
    assert found.text == "in hand\n"
    discard(found.journal)
    assert recoverable(case) == []


def test_what_was_given_up_is_not_offered(case: Path) -> None:
    journal = Journal(case)
    journal.note(case, "in hand\n", base_of(case))
    journal.flush()
    journal.close(discard=True)
    assert recoverable(case) == []


def test_what_is_on_disk_already_is_not_offered_and_goes(case: Path) -> None:
    journal = Journal(case)
    journal.note(case, "on disk\n", base_of(case))
    journal.close()
    assert recoverable(case) == []
    assert not journal.path.exists()


def test_a_file_that_changed_since_is_said_to_have(case: Path) -> None:
    journal = Journal(case)
    journal.note(case, "in hand\n", base_of(case))
    journal.close()
    case.write_text("somebody else\n", encoding="utf-8")
    (found,) = recoverable(case)
    assert found.changed


def test_journals_are_kept_apart_by_case_and_for_their_owner(case: Path) -> None:
    journal = Journal(case)
    journal.note(case, "secret\n", "")
    journal.flush()
    assert stat.S_IMODE(journal.path.stat().st_mode) == 0o600
    assert journal.path.is_relative_to(state_folder())
    assert folder_of(case) != folder_of(case.with_name("other.gsn"))
    assert recoverable(case.with_name("other.gsn")) == []
    journal.close(discard=True)


def test_a_state_folder_that_cannot_be_written_is_told_once(case: Path, tmp_path: Path) -> None:
    (tmp_path / "state").write_text("no folder", encoding="utf-8")
    told: list[str] = []
    journal = Journal(case, on_trouble=told.append)
    for text in ("one\n", "two\n"):
        journal.note(case, text, "")
        journal.flush()
    journal.close()
    assert len(told) == 1
    assert "cannot be kept" in told[0]


def written(case: Path, texts: list[str]) -> bytes:
    journal = Journal(case)
    for text in texts:
        journal.note(case, text, "base")
        journal.flush()
    data = journal.path.read_bytes() if journal.path.exists() else b""
    journal.close(discard=True)
    return data


TEXTS = st.lists(st.text('ab\n"\\é😀\ud800', max_size=12), min_size=1, max_size=5)


@settings(max_examples=25, deadline=None)
@given(texts=TEXTS, cut=st.integers(0, 400))
def test_a_journal_that_is_cut_short_holds_the_last_text_that_is_whole(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str], cut: int
) -> None:
    folder = tmp_path_factory.mktemp("cut")
    os.environ["XDG_STATE_HOME"] = str(folder)
    case = folder / "case.gsn"
    data = written(case, texts)
    journal = folder / "cut.journal"
    whole = read_back(journal, data)
    assert whole == texts[-1]
    part = read_back(journal, data[: max(0, len(data) - cut)])
    assert part is None or part in texts


def read_back(journal: Path, data: bytes) -> str | None:
    journal.write_bytes(data)
    held = read_journal(journal)
    return next(iter(held.values())).text if held else None


def test_a_journal_that_was_altered_is_read_up_to_there(case: Path) -> None:
    data = written(case, ["one\n", "one two\n", "one two three\n"])
    journal = case.with_name("altered.journal")
    rows = data.split(b"\n")
    rows[2] = rows[2].replace(b"two", b"owt")
    journal.write_bytes(b"\n".join(rows))
    assert [held.text for held in read_journal(journal).values()] == ["one\n"]
    journal.write_bytes(b"\x00\xff no journal at all")
    assert read_journal(journal) == {}
    assert read_journal(case.with_name("none.journal")) == {}


def test_a_journal_that_grows_is_begun_anew(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journals, "LARGEST_JOURNAL", 2000)
    journal = Journal(case)
    for number in range(40):
        journal.note(case, f"{number} " * 20, "base")
        journal.flush()
    assert journal.path.stat().st_size < 4000
    assert [held.text for held in read_journal(journal.path).values()] == ["39 " * 20]
    assert recoverable(case) == []
    journal.close()
    assert [found.text for found in recoverable(case)] == ["39 " * 20]
