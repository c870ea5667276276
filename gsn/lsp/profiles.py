"""A treaty profile as an editor has it open, and what is wrong with it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import NamedTuple

from gsn.language.outline import cut
from gsn.language.source import Unreadable, read_source
from gsn.model.place import Line
from gsn.model.problem import Problem
from gsn.treaty.library import ENDING, NoProfile
from gsn.treaty.reading import read_profile
from gsn.treaty.record import Parent
from gsn.treaty.resolving import load_profile


class ProfileInHand(NamedTuple):
    """A profile as an editor has it open, and what the editor calls it."""

    uri: str
    path: Path
    text: str
    ending: str

    @property
    def lines(self) -> list[Line]:
        return cut(self.path.name, self.text)


def is_profile(path: Path) -> bool:
    return path.suffix.lower() == ENDING


def problems_of_profile(path: Path, text: str, day: date) -> tuple[Problem, ...]:
    """What cannot be read of a profile; of one that is saved also what does not fit what it extends.

    Args:
        path: The file.
        text: Its text in hand.
        day: The day, which picks the version.
    """
    if _is_on_disk(path, text):
        try:
            found = load_profile(Parent(path.name, is_path=True), day, path.parent).problems
            return tuple(problem for problem in found if Path(problem.place.file).name == path.name)
        except NoProfile:
            pass
    return read_profile(cut(path.name, text), path.stem).problems


def _is_on_disk(path: Path, text: str) -> bool:
    try:
        return read_source(path).replace("\r\n", "\n") == text
    except Unreadable:
        return False
