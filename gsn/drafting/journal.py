"""The recovery journal: what is in hand and not saved, on disk within a second.

One file for each session of a case, in the state folder. A line says what a file's text is now: whole at first, then as
the part that changed; it is appended, and a thread brings it to disk at most every second. A line that a crash cut
short is known by its digest and left out, and all before it stands. What is saved is struck out, and a journal that
holds nothing is taken away; one whose writer is gone is offered at the next start.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from threading import Event, Lock, Thread
from typing import Any, BinaryIO

from gsn.drafting.differing import differing
from gsn.drafting.state_folder import key_of, state_folder

EVERY = 1.0
"""Seconds after which what was noted is safe at the latest."""

LARGEST_JOURNAL = 64 * 1024 * 1024
"""Bytes from which a journal is begun anew with the texts as they are."""

FORMAT = 1


@dataclass(frozen=True, slots=True)
class Recovered:
    """A text that was in hand when a session ended without saving it.

    Attributes:
        path: Its file.
        text: The text.
        base: The digest of the file that it was made from; empty for a new file.
        noted: When it was noted last.
        journal: The journal that holds it.
        changed: Whether the file on disk is not the one any more that it was made from.
    """

    path: Path
    text: str
    base: str
    noted: datetime
    journal: Path
    changed: bool


@dataclass(slots=True)
class _Held:
    """A text as a journal has it."""

    text: str
    base: str
    noted: float


@dataclass(slots=True)
class _State:
    """What is to be written."""

    pending: dict[Path, tuple[str, str]] = field(default_factory=dict)
    written: dict[Path, _Held] = field(default_factory=dict)


class Journal:
    """The journal of one session.

    Args:
        case: The case's main file.
        every: Seconds after which what was noted is safe.
        on_trouble: Told, once, that nothing can be noted: the state folder is full, or not to be written to.
    """

    def __init__(self, case: Path, every: float = EVERY, on_trouble: Callable[[str], None] | None = None) -> None:
        self.path = folder_of(case) / f"{os.getpid()}-{time.time_ns()}.journal"
        self.trouble: str | None = None
        self._every = every
        self._on_trouble = on_trouble
        self._state = _State()
        self._lock = Lock()
        self._writing = Lock()
        self._wake = Event()
        self._closed = Event()
        self._stream: BinaryIO | None = None
        self._thread = Thread(target=self._keep_writing, name="gsn-journal", daemon=True)
        self._thread.start()

    def note(self, path: Path, text: str, base: str) -> None:
        """Note what a file's text is now. Cheap, from any thread: it is written soon.

        Args:
            path: The file.
            text: The whole of its text in hand.
            base: The digest of the file that it was made from; empty for a new one.
        """
        with self._lock:
            self._state.pending[path.resolve()] = (text, base)
        self._wake.set()

    def saved(self, path: Path) -> None:
        """Strike out a file: its text is on disk, or was given up. A journal that holds nothing is taken away."""
        key = path.resolve()
        with self._writing:
            with self._lock:
                self._state.pending.pop(key, None)
                empty = not self._state.pending
            struck = self._state.written.pop(key, None)
            if struck is not None and (self._state.written or not empty):
                self._append([{"path": str(key), "saved": True}])
            elif not self._state.written and empty:
                self._take_away()

    def flush(self) -> None:
        """Bring all that was noted to disk, now."""
        with self._writing:
            with self._lock:
                pending, self._state.pending = self._state.pending, {}
            entries = [self._entry(path, text, base) for path, (text, base) in pending.items()]
            self._append([entry for entry in entries if entry is not None])

    def close(self, *, discard: bool = False) -> None:
        """End the session. What is not saved stays, to be offered at the next start, unless it is given up.

        Args:
            discard: Whether what is not saved is given up.
        """
        self._closed.set()
        self._wake.set()
        self._thread.join()
        if discard:
            with self._writing:
                self._state = _State()
                self._take_away()
        else:
            self.flush()
            with self._writing:
                if not self._state.written:
                    self._take_away()
                elif self._stream is not None:
                    self._stream.close()
                    self._stream = None

    # Writing

    def _keep_writing(self) -> None:
        while not self._closed.is_set():
            self._wake.wait()
            self._wake.clear()
            if not self._closed.is_set():
                self.flush()
                self._closed.wait(self._every / 2)

    def _entry(self, path: Path, text: str, base: str) -> dict[str, Any] | None:
        """What to write of a text: the part that changed, where the journal has what it changed from."""
        now = time.time()
        held = self._state.written.get(path)
        self._state.written[path] = _Held(text, base, now)
        if held is None or held.base != base:
            return {"path": str(path), "base": base, "at": now, "text": text}
        if held.text == text:
            return None
        start, to, end = differing(held.text, text)
        return {"path": str(path), "at": now, "from": start, "to": to, "put": text[start:end]}

    def _append(self, entries: list[dict[str, Any]]) -> None:
        if not entries or self.trouble is not None:
            return
        try:
            stream = self._opened()
            for entry in entries:
                stream.write(_line(entry))
            stream.flush()
            os.fsync(stream.fileno())
            if stream.tell() > LARGEST_JOURNAL:
                self._begin_anew()
        except OSError as error:
            self.trouble = f"what is not saved cannot be kept in `{self.path.parent}`: {error.strerror or error}"
            if self._on_trouble is not None:
                self._on_trouble(self.trouble)

    def _opened(self) -> BinaryIO:
        if self._stream is None:
            self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._stream = _opened_for_its_owner(self.path, os.O_APPEND)
            _lock(self._stream)
            self._stream.write(_line({"gsn-journal": FORMAT, "pid": os.getpid()}))
        return self._stream

    def _begin_anew(self) -> None:
        """Write the texts as they are to a new file, and put it in the old one's place."""
        fresh = self.path.with_suffix(".new")
        with _opened_for_its_owner(fresh, os.O_TRUNC) as stream:
            stream.write(_line({"gsn-journal": FORMAT, "pid": os.getpid()}))
            for path, held in self._state.written.items():
                stream.write(_line({"path": str(path), "base": held.base, "at": held.noted, "text": held.text}))
            stream.flush()
            os.fsync(stream.fileno())
        if self._stream is not None:
            self._stream.close()
        fresh.replace(self.path)
        self._stream = _opened_for_its_owner(self.path, os.O_APPEND)
        _lock(self._stream)

    def _take_away(self) -> None:
        if self._stream is not None:
            self._stream.close()
            self._stream = None
        with suppress(FileNotFoundError, NotADirectoryError):  # where nothing could be kept there is nothing to take
            self.path.unlink()


def folder_of(case: Path) -> Path:
    """Where the journals of a case are."""
    return state_folder() / "journals" / key_of(case)


def _opened_for_its_owner(path: Path, flags: int) -> BinaryIO:
    """A journal holds what may be secret: nobody else reads it."""
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | flags, 0o600), "wb")


def _line(entry: dict[str, Any]) -> bytes:
    """An entry with a digest before it, so that one that was cut short is known."""
    body = json.dumps(entry, ensure_ascii=True, separators=(",", ":")).encode("ascii")
    return b"%s %s\n" % (sha256(body).hexdigest()[:16].encode("ascii"), body)


def _lock(stream: BinaryIO) -> None:
    """Hold a journal for as long as this process lives, so that no other one takes it for left behind."""
    try:
        import fcntl
    except ImportError:  # pragma: no cover - a system without it tells by the process alone
        return
    try:
        fcntl.flock(stream.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return


# Recovering


def recoverable(case: Path) -> list[Recovered]:
    """The texts that earlier sessions of a case left unsaved, the newest first; a session that runs keeps its own.

    Args:
        case: The case's main file.
    """
    found: list[Recovered] = []
    folder = folder_of(case)
    for journal in sorted(folder.glob("*.journal")) if folder.is_dir() else []:
        if not _is_in_use(journal):
            found += _recovered(journal)
    found.sort(key=lambda each: each.noted, reverse=True)
    return found


def discard(journal: Path) -> None:
    """Take away a journal whose texts were recovered, or given up."""
    journal.unlink(missing_ok=True)


def _recovered(journal: Path) -> list[Recovered]:
    held = read_journal(journal)
    found = []
    for path, text in held.items():
        on_disk = _text_on_disk(path)
        if on_disk is not None and on_disk[1] == text.text:
            continue
        digest = on_disk[0] if on_disk is not None else ""
        noted = datetime.fromtimestamp(text.noted, tz=UTC)
        found.append(Recovered(path, text.text, text.base, noted, journal, changed=digest != text.base))
    if not found:
        discard(journal)
    return found


def _text_on_disk(path: Path) -> tuple[str, str] | None:
    from gsn.drafting.saving import Loaded, load_text

    loaded = load_text(path)
    return (loaded.digest, loaded.text) if isinstance(loaded, Loaded) else None


def read_journal(journal: Path) -> dict[Path, _Held]:
    """The texts that a journal holds, up to the first line that was cut short or altered."""
    held: dict[Path, _Held] = {}
    try:
        data = journal.read_bytes()
    except OSError:
        return held
    for row in data.split(b"\n"):
        entry = _entry_in(row)
        if entry is None:
            break
        _take(held, entry)
    return held


def _entry_in(row: bytes) -> dict[str, Any] | None:
    digest, _, body = row.partition(b" ")
    if not body or sha256(body).hexdigest()[:16].encode("ascii") != digest:
        return None
    try:
        entry = json.loads(body)
    except ValueError:
        return None
    return entry if isinstance(entry, dict) else None


def _take(held: dict[Path, _Held], entry: dict[str, Any]) -> None:
    if "path" not in entry:
        return
    path = Path(entry["path"])
    if entry.get("saved"):
        held.pop(path, None)
    elif "text" in entry:
        held[path] = _Held(entry["text"], entry["base"], entry["at"])
    elif path in held:
        before = held[path]
        text = before.text[: entry["from"]] + entry["put"] + before.text[entry["to"] :]
        held[path] = _Held(text, before.base, entry["at"])


def _is_in_use(journal: Path) -> bool:
    """Whether the process that writes a journal lives."""
    try:
        import fcntl
    except ImportError:  # pragma: no cover - as above
        return _lives(journal)
    try:
        with journal.open("rb") as stream:
            fcntl.flock(stream.fileno(), fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:
        return False
    return False


def _lives(journal: Path) -> bool:  # pragma: no cover - as above
    try:
        os.kill(int(journal.name.partition("-")[0]), 0)
    except (OSError, ValueError):
        return False
    return True
