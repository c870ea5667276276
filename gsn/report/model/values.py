"""What the records of the view model are made of: runs of text, figures, blocks of an author's prose."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Part:
    """A run of text that may lead somewhere.

    Attributes:
        text: The words.
        target: The fragment of what they name within the document, without a `#`; empty where they name nothing.
    """

    text: str
    target: str = ""


Line: TypeAlias = tuple[Part, ...]
"""A text in runs, what it names linked."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as it is and as it is shown. What is shown is rounded to the safe side, and never computed with.

    Attributes:
        exact: The number as a fraction, `27/1000`.
        shown: A few digits of it, with its unit: `2.7e-2 per year`.
    """

    exact: str
    shown: str


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that is said under a label.

    Attributes:
        label: What it is.
        lines: What is said of it.
    """

    label: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """A run of an author's prose.

    Attributes:
        text: The words.
        look: Empty, `strong`, `emphasis` or `code`.
        address: Where an author's link leads (`https`, `http` or `mailto`); it is shown beside the words.
    """

    text: str
    look: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A block of an author's prose, read from Markdown: no mark-up of its own is left in it.

    Attributes:
        kind: `heading`, `paragraph`, `item`, `quote`, `code`, `table` or `rule`.
        level: How deep a heading or an item is, from 1.
        mark: What stands before an item: `•`, or its number.
        runs: The words of all kinds but `code` and `table`.
        lines: The lines of `code`.
        rows: The cells of a `table`, its head first.
    """

    kind: str
    level: int = 1
    mark: str = ""
    runs: tuple[Run, ...] = ()
    lines: tuple[str, ...] = ()
    rows: tuple[tuple[tuple[Run, ...], ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Prose:
    """What an author has written behind an element, beside what the tool says.

    Attributes:
        about: The element.
        kind: Its kind.
        file: The file, from the case's folder.
        sha256: The digest of the file as it was read; empty where it could not be.
        trouble: Why there is nothing to show, where there is nothing.
        blocks: The text.
    """

    about: Part
    kind: str
    file: str
    sha256: str
    trouble: str
    blocks: tuple[Block, ...]
