"""Which case a file belongs to, and the texts that an editor has open over the disk.

A review is a text of its own. A text that begins with ``case`` is a case of its own. Any other belongs to the case that
imports it, whose main file lies in its folder or in one above; where there is none, it is drafted alone, as a part.
Several cases may share a text.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from gsn.drafting.terms import Terms
from gsn.drafting.workspace import NoCase, Workspace
from gsn.language.source import ENDING, REVIEW_ENDING, first_words, words_of_first_line

MOST_ABOVE = 12
"""Folders above a file's own in which its case is looked for, where no folder of the editor's ends the search."""


def is_review(path: Path) -> bool:
    return path.suffix.lower() == REVIEW_ENDING


@dataclass(frozen=True, slots=True)
class Buffer:
    """A text as an editor has it open.

    Attributes:
        uri: What the editor calls it.
        version: The editor's count of its states.
        text: The text, whose lines end in line feeds.
        ending: What ends its lines in the editor.
    """

    uri: str
    version: int | None
    text: str
    ending: str


class Cases:
    """The cases of one editor, and the terms on which they are judged."""

    def __init__(self) -> None:
        self.terms = Terms()
        self.roots: tuple[Path, ...] = ()
        self.buffers: dict[Path, Buffer] = {}
        self._workspaces: dict[Path, Workspace] = {}
        self._homes: dict[Path, Workspace | None] = {}

    # The texts in hand

    def replace(self, path: Path, buffer: Buffer) -> None:
        """Take a text in hand."""
        self.buffers[path] = buffer
        self._homes.clear()
        for workspace in self._that_may_hold(path):
            workspace.replace(path, buffer.text)

    def close(self, path: Path) -> None:
        """Give up a text: its file is what is on disk."""
        self.buffers.pop(path, None)
        self._homes.clear()
        for workspace in self._that_may_hold(path):
            workspace.forget(path)
        for workspace in self._workspaces.values():
            workspace.look_again()

    def look_again(self, path: Path) -> bool:
        """Look at the disk again, where a file has changed that a case may rest on; whether there is such a case."""
        self._homes.clear()
        found = list(self._that_may_hold(path))
        for workspace in found:
            workspace.look_again()
        return bool(found)

    def _that_may_hold(self, path: Path) -> Iterator[Workspace]:
        return (one for one in self._workspaces.values() if path == one.main or path.is_relative_to(one.folder))

    # The cases

    def judge_by(self, terms: Terms) -> None:
        """Judge on other terms: what was found on the ones before is given up."""
        self.terms = terms
        self._workspaces.clear()
        self._homes.clear()

    @property
    def known(self) -> list[Workspace]:
        """The cases that were open when somebody asked last."""
        return list(self._workspaces.values())

    def open_cases(self) -> list[Workspace]:
        """The cases of the texts in hand, each as it is judged today; others are given up. A review is none."""
        homes = [home for path in self.buffers if (home := self.of(path)) is not None]
        found = {home.main: home for home in homes}
        self._workspaces = {main: one for main, one in self._workspaces.items() if main in found}
        today = self.terms.day
        for workspace in found.values():
            if workspace.as_of != today:
                workspace.as_of = today
                workspace.look_again()
        return [workspace for main, workspace in found.items() if not is_review(main)]

    def of(self, path: Path) -> Workspace | None:
        """The case that a text belongs to; nothing for a file that is no text of the language."""
        if path not in self._homes:
            ending = path.suffix.lower()
            self._homes[path] = self._workspace(path) if ending == REVIEW_ENDING else None
            if ending == ENDING:
                self._homes[path] = self._found(path)
        return self._homes[path]

    def _found(self, path: Path) -> Workspace | None:
        if not self._begins_a_case(path):
            held = [one for one in self._workspaces.values() if one.main != path and path in one.read().files]
            if held:
                return held[0]
            for main in self._mains_above(path):
                workspace = self._workspace(main)
                if workspace is not None and path in workspace.read().files:
                    return workspace
        return self._workspace(path)

    def _mains_above(self, path: Path) -> Iterator[Path]:
        """The texts beside a file and above it that begin a case, the nearest first."""
        for folder in path.parents[: MOST_ABOVE + 1]:
            try:
                names = {entry for entry in folder.iterdir() if entry.suffix.lower() == ENDING}
            except OSError:
                names = set()
            names |= {held for held in self.buffers if held.parent == folder and held.suffix.lower() == ENDING}
            yield from (main for main in sorted(names) if main != path and self._begins_a_case(main))
            if folder in self.roots:
                return

    def _begins_a_case(self, path: Path) -> bool:
        held = self.buffers.get(path)
        if held is not None:
            return words_of_first_line(held.text.encode("utf-8", "surrogatepass"))[:1] == [b"case"]
        return path.is_file() and first_words(path)[:1] == [b"case"]

    def _workspace(self, main: Path) -> Workspace | None:
        if main not in self._workspaces:
            try:
                workspace = Workspace(main, self.terms.day, self.terms.registry, self.terms.treaty)
            except NoCase:
                return None
            for path, buffer in self.buffers.items():
                if path == main or path.is_relative_to(workspace.folder):
                    workspace.replace(path, buffer.text)
            self._workspaces[main] = workspace
        return self._workspaces[main]
