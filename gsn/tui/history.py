"""Undo over everything: typing, forms, moves and renames are steps of one history, over all files of the case.

A step holds what was replaced and nothing else, so that a long session stays small. Typing that goes on without a
pause is one step.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from gsn.drafting.differing import differing

PAUSE = 1.0
"""Seconds without a key after which typing begins a new step."""

MOST_STEPS = 10_000

Clock = Callable[[], float]


class Replacement(NamedTuple):
    """A part of one text, before and after; ``start`` is its offset."""

    path: Path
    start: int
    old: str
    new: str

    def undone(self, text: str) -> str:
        return f"{text[: self.start]}{self.old}{text[self.start + len(self.new) :]}"

    def done(self, text: str) -> str:
        return f"{text[: self.start]}{self.new}{text[self.start + len(self.old) :]}"


class Step(NamedTuple):
    """One thing that the author did."""

    title: str
    replacements: tuple[Replacement, ...]


@dataclass(slots=True)
class _Typing:
    """A step that goes on for as long as somebody types: the text before it, and when the last key came."""

    path: Path
    before: str
    last: float


@dataclass(slots=True)
class History:
    """What was done, and what was undone and can be done again."""

    clock: Clock = time.monotonic
    steps: list[Step] = field(default_factory=list)
    undone: list[Step] = field(default_factory=list)
    _typing: _Typing | None = None

    def typed(self, path: Path, before: str, after: str) -> None:
        """Note that somebody typed: with what was typed just before, one step."""
        now = self.clock()
        going_on = self._typing
        if going_on is not None and going_on.path == path and now - going_on.last < PAUSE and self.steps:
            self.steps.pop()
            before = going_on.before
        self._push(Step("typing", replaced(path, before, after)))
        self._typing = _Typing(path, before, now)

    def done(self, title: str, before: Mapping[Path, str], after: Mapping[Path, str]) -> None:
        """Note a change that a command made."""
        self._typing = None
        self._push(Step(title, tuple(part for path in after for part in replaced(path, before[path], after[path]))))

    def undo(self) -> Step | None:
        """The last step, to be undone."""
        self._typing = None
        if not self.steps:
            return None
        self.undone.append(self.steps.pop())
        return self.undone[-1]

    def redo(self) -> Step | None:
        """The step that was undone last, to be done again."""
        self._typing = None
        if not self.undone:
            return None
        self.steps.append(self.undone.pop())
        return self.steps[-1]

    def _push(self, step: Step) -> None:
        if step.replacements:
            self.steps.append(step)
            self.undone.clear()
            del self.steps[:-MOST_STEPS]


def replaced(path: Path, before: str, after: str) -> tuple[Replacement, ...]:
    """The one part in which two texts differ; nothing where they do not."""
    if before == after:
        return ()
    start, end_before, end_after = differing(before, after)
    return (Replacement(path, start, before[start:end_before], after[start:end_after]),)
