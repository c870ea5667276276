"""The texts that an author has in hand: opened, changed, undone, noted for recovery and saved. It knows no screen."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from gsn.drafting.change import Change, applied
from gsn.drafting.journal import Journal, Recovered, discard
from gsn.drafting.saving import ChangedOnDisk, Loaded, NotLoaded, Outcome, Saved, load_text, overwrite, save
from gsn.drafting.workspace import Workspace
from gsn.tui.history import History, Step

_NO_DIGEST = "-"
"""Of a file that was not there when a text was begun, and is there now: it is no file's digest, so a save will ask."""


class NotOpened(Exception):
    """A file that cannot be read; the message says why and what to do."""


class Session:
    """One case while it is drafted.

    Args:
        workspace: The case.
        on_trouble: Told that nothing can be noted for recovery.

    Raises:
        NotOpened: The main file is there and cannot be read.
    """

    def __init__(self, workspace: Workspace, on_trouble: Callable[[str], None] | None = None) -> None:
        self.workspace = workspace
        self.history = History()
        self._loaded: dict[Path, Loaded] = {}
        self.main = workspace.main.resolve()
        self.open(self.main)
        self.journal = Journal(workspace.main, on_trouble=on_trouble)

    # Texts

    def open(self, path: Path) -> str:
        """Take a file in hand, and give its text.

        Raises:
            NotOpened: It cannot be read.
        """
        key = path.resolve()
        if key not in self._loaded:
            loaded = load_text(key)
            if isinstance(loaded, NotLoaded):
                raise NotOpened(f"{loaded.message}{f': {loaded.help}' if loaded.help else ''}")
            self._loaded[key] = loaded
            self.workspace.replace(key, loaded.text)
        return self.workspace.text(key)

    def text(self, path: Path) -> str:
        return self.workspace.text(path)

    def typed(self, path: Path, text: str) -> bool:
        """Take what somebody typed; whether it is something new."""
        before = self.text(path)
        if text == before:
            return False
        self.history.typed(path, before, text)
        self._hold(path, text)
        return True

    def make(self, change: Change) -> dict[Path, str]:
        """Make a change in the texts in hand, as one step of the history, and give those that it changed.

        Raises:
            NotOpened: A file of it cannot be read; nothing was changed.
        """
        before = {path: self.open(path) for path in change.files}
        after = applied(before, change)
        return self._replace_all(change.title, before, after)

    def replace(self, title: str, path: Path, text: str) -> dict[Path, str]:
        """Put a whole text in the place of another, as one step of the history."""
        return self._replace_all(title, {path: self.open(path)}, {path: text})

    def undo(self) -> tuple[Step, dict[Path, str]] | None:
        """Undo the last step; nothing where there is none."""
        step = self.history.undo()
        if step is None:
            return None
        return step, self._hold_all({part.path: part.undone(self.text(part.path)) for part in step.replacements})

    def redo(self) -> tuple[Step, dict[Path, str]] | None:
        """Do again what was undone last; nothing where nothing was."""
        step = self.history.redo()
        if step is None:
            return None
        return step, self._hold_all({part.path: part.done(self.text(part.path)) for part in step.replacements})

    def _replace_all(self, title: str, before: Mapping[Path, str], after: Mapping[Path, str]) -> dict[Path, str]:
        self.history.done(title, before, after)
        return self._hold_all(after)

    def _hold_all(self, texts: Mapping[Path, str]) -> dict[Path, str]:
        for path, text in texts.items():
            self._hold(path, text)
        return dict(texts)

    def _hold(self, path: Path, text: str) -> None:
        loaded = self._loaded[path]
        if not text and not loaded.digest and path != self.main:
            self.workspace.forget(path)  # a file that a change began, and that is undone
        else:
            self.workspace.replace(path, text)
        if text == loaded.text:
            self.journal.saved(path)
        else:
            self.journal.note(path, text, loaded.digest)

    # Saving

    @property
    def unsaved(self) -> list[Path]:
        """The files whose text in hand was not saved."""
        return [path for path, loaded in self._loaded.items() if self._in_hand(path) != loaded.text]

    def _in_hand(self, path: Path) -> str:
        held = self.workspace.texts.buffers.get(path)
        return held if held is not None else self._loaded[path].text

    def save(self, path: Path) -> Outcome:
        """Write a text to disk, whole or not at all."""
        return self._after(path, save(self._loaded[path], self.text(path)))

    def changed_on_disk(self) -> list[ChangedOnDisk]:
        """The files in hand that somebody else wrote since they were read."""
        found = []
        for path, held in self._loaded.items():
            theirs = load_text(path)
            if isinstance(theirs, Loaded) and theirs.digest not in {"", held.digest}:
                found.append(ChangedOnDisk(held, self._in_hand(path), theirs))
        return found

    def overwrite(self, changed: ChangedOnDisk, text: str) -> Outcome:
        """Write over what somebody else wrote, because the author looked at it and said so."""
        path = changed.base.path
        self._replace_all("merge", {path: self.text(path)}, {path: text})
        return self._after(path, overwrite(changed, text))

    def take_theirs(self, changed: ChangedOnDisk) -> dict[Path, str]:
        """Give up the text in hand for what is on disk; it can be undone."""
        path = changed.base.path
        self._loaded[path] = changed.theirs
        return self.replace("reload", path, changed.theirs.text)

    def merged(self, changed: ChangedOnDisk, text: str) -> dict[Path, str]:
        """Go on with a merged text, which is saved over what is on disk now."""
        path = changed.base.path
        self._loaded[path] = changed.theirs
        return self.replace("merge", path, text)

    def _after(self, path: Path, outcome: Outcome) -> Outcome:
        if isinstance(outcome, Saved):
            self._loaded[path] = outcome.loaded
            self.journal.saved(path)
        return outcome

    # Recovering

    def recover(self, found: Iterable[Recovered]) -> dict[Path, str]:
        """Take back texts that earlier sessions left. Where a file was changed since, saving it will say so."""
        texts: dict[Path, str] = {}
        journals = set()
        for recovered in found:
            path = recovered.path.resolve()
            if path not in texts:  # the newest comes first
                self.open(path)
                if recovered.changed:
                    held = self._loaded[path]
                    self._loaded[path] = Loaded(path, "", recovered.base or _NO_DIGEST, held.ending, held.marked)
                texts |= self.replace("recover", path, recovered.text)
            journals.add(recovered.journal)
        self.journal.flush()
        for journal in journals:
            discard(journal)
        return texts

    def give_up(self) -> None:
        """Give up what is not saved: nothing of it is offered at the next start."""
        for path in self.unsaved:
            self.journal.saved(path)

    def close(self) -> None:
        """End the session. What is not saved is offered at the next start."""
        self.journal.close()
