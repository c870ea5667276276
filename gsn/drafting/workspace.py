"""A case while somebody drafts it: its texts in hand, what they say, and what the checks find.

Edits are cheap and may come from any thread. Reading and checking are done one at a time, wherever they are asked for;
a check that a newer text made needless stops and is not kept. A reading takes over the lines of the one before it,
which are renumbered: what an older analysis shows stays with its lines.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from threading import Lock, RLock
from typing import TYPE_CHECKING

from gsn.drafting.change import Change, applied
from gsn.drafting.digesting import Digests
from gsn.drafting.superseding import Cancelled, Superseded, never
from gsn.drafting.texts import Texts
from gsn.language.loading import begin, collection_frozen, load_from
from gsn.language.source import Unreadable
from gsn.model.problem import Problem

if TYPE_CHECKING:
    from gsn.drafting.analysis import Analysis
    from gsn.drafting.reading import Reading
    from gsn.drafting.rechecking import Memory
    from gsn.evidence.actors import Registry
    from gsn.findings import Finding
    from gsn.treaty.profile import Profile

__all__ = ["NoCase", "Superseded", "Workspace", "never"]


class NoCase(Exception):
    """There is no one case to open; the message says why, ``help`` what to do."""

    def __init__(self, message: str, help_: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.help = help_


class Workspace:
    """One case in hand.

    Args:
        path: The file with the ``case`` head, or the folder that holds it. A module alone is drafted as a part. A file
            that is not there yet is an empty text.
        as_of: The day on which everything dated is judged; today in UTC when not given.
        registry: A reviewer's actors, in the place of the case's own.
        treaty: A reviewer's profile, in the place of the one that the case names.

    Raises:
        NoCase: The folder holds no case, or several.
    """

    def __init__(
        self,
        path: str | Path,
        as_of: date | None = None,
        registry: Registry | None = None,
        treaty: Profile | None = None,
    ) -> None:
        path = Path(path).resolve()
        found = begin(path)
        if isinstance(found, Problem):
            raise NoCase(found.message, found.help)
        self.main = found
        self.folder = path.parent if found == path else path
        self.as_of = as_of or datetime.now(tz=UTC).date()
        self.registry = registry
        self.treaty = treaty
        self.texts = Texts()
        self.digests = Digests()
        self._edits = Lock()
        self._version = 0
        self._turn = RLock()
        self._reading: Reading | None = None
        self._memory: Memory | None = None
        self._latest: Analysis | None = None
        self._checking = Lock()

    # The texts

    @property
    def version(self) -> int:
        """How many edits there were: a reading or an analysis of a smaller version is of an older text."""
        return self._version

    def text(self, path: Path) -> str:
        """A text as it stands.

        Raises:
            Unreadable: It is neither in hand nor to be read from disk.
        """
        return self.texts.text(path)

    def replace(self, path: Path, text: str) -> int:
        """Take a text in hand, whole, and give the new version. One that is as it was is no edit."""
        key = path.resolve()
        with self._edits:
            if self.texts.buffers.get(key) != text:
                self.texts.buffers[key] = text
                self._version += 1
            return self._version

    def apply(self, change: Change) -> dict[Path, str]:
        """Make a change in the texts in hand, and give those that it changed. Nothing is written to disk."""
        before = {edit.path: self.text(edit.path) for edit in change.edits}
        after = applied(before, change)
        for path, text in after.items():
            self.replace(path, text)
        return after

    def forget(self, path: Path) -> None:
        """Give up what is in hand of a file: it is what is on disk."""
        with self._edits:
            if self.texts.buffers.pop(path.resolve(), None) is not None:
                self._version += 1

    def look_again(self) -> None:
        """Look at the disk again: texts and folders now, files of evidence with the next check."""
        with self._turn, self._edits:
            self.texts.look_again()
            self.digests.forget()
            self._memory = None
            self._version += 1

    @property
    def unsaved(self) -> list[Path]:
        """The files whose text in hand is not what was on disk."""
        return [path for path, text in list(self.texts.buffers.items()) if not self._is_on_disk(path, text)]

    def _is_on_disk(self, path: Path, text: str) -> bool:
        try:
            return self.texts.on_disk(path) == text
        except Unreadable:
            return False

    @property
    def files(self) -> tuple[Path, ...]:
        """The texts of the case: its main file, then what it imports."""
        return self.read().files

    # What they say

    @property
    def latest_reading(self) -> Reading | None:
        """The last reading, whichever text it is of; never waits."""
        return self._reading

    def read(self) -> Reading:
        """The case as the texts say it now."""
        from gsn.drafting.reading import Reading

        with self._turn:
            version = self._version
            if self._reading is None or self._reading.version != version:
                case = load_from(self.texts, self.main, self.folder)
                self._reading = Reading(
                    version, case, self.folder, self.texts, self.as_of, self.registry, self.treaty, self.digests
                )
            return self._reading

    # What the checks find

    @property
    def latest(self) -> Analysis | None:
        """The last whole analysis, whichever text it is of; never waits."""
        return self._latest

    def check(self, cancelled: Cancelled = never, partly: Callable[[Analysis], None] | None = None) -> Analysis:
        """Check the texts as they are now.

        Args:
            cancelled: Asked between rules whether to stop. A check stops by itself when the texts were read anew.
            partly: Told a partial analysis before the slower rules run.

        Raises:
            Superseded: It was stopped.
        """
        from gsn.drafting.analysis import Analysis
        from gsn.drafting.rechecking import check_again

        with self._checking, collection_frozen(), self.digests.in_use():
            reading = self.read()
            latest = self._latest
            if latest is not None and latest.version == reading.version and self._memory is not None:
                return latest

            def stop() -> bool:
                self.texts.give_way()
                return cancelled() or self._reading is not reading

            if stop():
                raise Superseded
            checked = check_again(
                reading.argument,
                self._memory,
                stop,
                None if partly is None else lambda found, families: partly(_partial(reading, found, families)),
            )
            with self._turn:
                if stop():
                    raise Superseded
                self._memory = checked.memory
                self._latest = Analysis(reading, checked.judgement.findings, (), checked.judgement)
            return self._latest


def _partial(reading: Reading, found: Sequence[Finding], families: Sequence[str]) -> Analysis:
    from gsn.checking import in_order
    from gsn.drafting.analysis import Analysis

    return Analysis(reading, tuple(sorted(found, key=in_order)), tuple(families))
