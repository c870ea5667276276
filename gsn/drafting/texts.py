"""The texts of a case as an author has them: what is on disk, and over it what is not saved yet.

The disk is looked at once and taken to be so until :meth:`Texts.look_again`: while somebody types, no file is opened,
no folder searched.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from gsn.drafting.blocks import Blocks
from gsn.drafting.parsers import line_parser
from gsn.language.loading import source_of
from gsn.language.outline import cut
from gsn.language.readtext import ReadText
from gsn.language.remembering import TextMemory
from gsn.language.source import ENDING, FIRST_WORDS, Found, Unreadable, inside, search, words_of_first_line
from gsn.model.place import Line


def go_on() -> None:
    """Nothing is more urgent."""


@dataclass(slots=True)
class _Read:
    """A text as it was read last."""

    text: str
    shown: str
    lines: list[Line]
    says: ReadText


class Texts:
    """Texts by their absolute path, links followed: where the language's loader reads them.

    Attributes:
        buffers: The texts that an author has in hand.
        give_way: Called many times while they are read and checked, by whatever thread does it: a face that has more
            urgent work in another thread lets this one wait there.
        cut: The lines of texts and their blocks, as they were worked out last.
    """

    def __init__(self) -> None:
        self.give_way: Callable[[], None] = go_on
        self.buffers: dict[Path, str] = {}
        self.cut: dict[Path, tuple[list[Line], Blocks]] = {}
        self._disk: dict[Path, str | Unreadable] = {}
        self._found: dict[Path, Found] = {}
        self._memories: dict[Path, TextMemory] = {}
        self._read: dict[Path, _Read] = {}

    def look_again(self) -> None:
        """Forget what the disk was like."""
        self._disk.clear()
        self._found.clear()

    def text(self, path: Path) -> str:
        """A text as it stands: what is in hand, else what is on disk.

        Raises:
            Unreadable: It is not there, or is no text.
        """
        key = path.resolve()
        held = self.buffers.get(key)
        return held if held is not None else self.on_disk(key)

    def on_disk(self, path: Path) -> str:
        """A text as it was on disk when it was looked at.

        Raises:
            Unreadable: It is not there, or is no text.
        """
        key = path.resolve()
        if key not in self._disk:
            try:
                self._disk[key] = source_of(path)
            except Unreadable as error:
                self._disk[key] = error
        held = self._disk[key]
        if isinstance(held, Unreadable):
            raise Unreadable(held.message, held.help, io=held.io)
        return held

    # What the loader asks

    def read(self, path: Path, shown: str) -> tuple[list[Line], ReadText]:
        """A file's lines and what they say; of a text that is unchanged, what was read before.

        Raises:
            Unreadable: It is not there, or is no text.
        """
        text = self.text(path)
        key = path.resolve()
        held = self._read.get(key)
        if held is None or held.text != text or held.shown != shown:
            if held is not None and held.shown != shown:
                self._memories.pop(key, None)
            memory = self._memories.setdefault(key, TextMemory())
            with line_parser() as parser:
                lines, says = memory.read(shown, text, path.stem, parser, self.give_way)
            held = self._read[key] = _Read(text, shown, lines, says)
        return held.lines, replace(held.says)

    def search(self, folder: Path) -> Found:
        """The texts of a folder, those in hand among them."""
        if folder not in self._found:
            self._found[folder] = search(folder)
        found = self._found[folder]
        in_hand = dict(self.buffers)  # at once, because another thread may take more in hand meanwhile
        held = [path for path in in_hand if path.suffix.lower() == ENDING and inside(path, folder)]
        if not held:
            return found
        known = {text.resolve(): text for text in found.texts}
        anew = {known.get(path, folder / path.relative_to(folder.resolve())): in_hand[path] for path in held}
        words = {path: words_of_first_line(text.encode("utf-8", "replace")) for path, text in anew.items()}
        cases = [path for path in found.cases if path not in anew]
        unclear = [path for path in found.unclear if path not in anew]
        cases += [path for path in anew if words[path][:1] == [b"case"] and not path.is_symlink()]
        unclear += [path for path in anew if words[path] and words[path][0] not in FIRST_WORDS]
        texts = [*found.texts, *(path for path in anew if path not in found.texts)]
        return Found(
            _in_order(cases, folder),
            _in_order(unclear, folder),
            _in_order(texts, folder),
            complete=found.complete,
            reviews=found.reviews,
        )

    def lines_of(self, path: Path) -> list[Line]:
        """The lines of a text as it was read last; of one that was never read, its lines."""
        held = self._read.get(path.resolve())
        return held.lines if held is not None else cut(path.as_posix(), self.text(path))


def _in_order(paths: list[Path], folder: Path) -> tuple[Path, ...]:
    return tuple(sorted(paths, key=lambda path: _order(path, folder)))


def _order(path: Path, folder: Path) -> tuple[tuple[int, str], ...]:
    """Where a search meets a file: the files of a folder by their names, then what lies in its folders."""
    *folders, name = path.relative_to(folder).parts
    return (*((1, part) for part in folders), (0, name))
