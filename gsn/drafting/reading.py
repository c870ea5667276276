"""One state of an author's texts: the case that they say, broken or not, and where things stand in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from gsn.drafting.digesting import Digests
from gsn.drafting.position import Location, exact_range_of, range_of
from gsn.drafting.texts import Texts
from gsn.language.outline import LogicalLine, outline
from gsn.language.source import TREE_ENDING, Unreadable
from gsn.model.case import Case, Element, Module
from gsn.model.place import Line, Place
from gsn.model.reference import Identity

if TYPE_CHECKING:
    from gsn.argument import Argument
    from gsn.evidence.actors import Registry
    from gsn.treaty.profile import Profile


@dataclass(frozen=True)
class Reading:
    """What the texts said at one moment.

    Attributes:
        version: Counts the edits of the workspace; of two readings the greater is the newer.
        case: The case, with what could not be read of it.
        folder: The folder that the case stays inside of.
        sources: The texts, as they stand now.
        as_of: The day on which everything dated is judged.
        registry: A reviewer's actors, in the place of the case's own.
        treaty: A reviewer's profile, in the place of the one that the case names.
        digests: The digests of files that were read before.
    """

    version: int
    case: Case
    folder: Path
    sources: Texts = field(repr=False)
    as_of: date
    registry: Registry | None = None
    treaty: Profile | None = None
    digests: Digests = field(default_factory=Digests, repr=False)

    @cached_property
    def argument(self) -> Argument:
        """The case as a graph."""
        from gsn.argument import Argument

        return Argument(self.case, self.as_of, self.registry, self.treaty)

    # Files

    @cached_property
    def modules_by_path(self) -> Mapping[Path, Module]:
        """The modules of the case by the absolute paths of their files."""
        return {module.path.resolve(): module for module in self.case.modules.values()}

    @property
    def files(self) -> tuple[Path, ...]:
        """The texts of the case, as one reads them: its main file, then what it imports."""
        return tuple(self.modules_by_path)

    @property
    def writable_files(self) -> tuple[Path, ...]:
        """Those that are texts of the language: a fault tree in XML is not written here."""
        return tuple(path for path in self.files if path.suffix != TREE_ENDING)

    def module_at(self, path: Path) -> Module | None:
        """The module that a file holds; nothing for a file that is no part of the case."""
        return self.modules_by_path.get(path) or self.modules_by_path.get(path.resolve())

    def text(self, path: Path) -> str:
        """A file's text; empty where it cannot be read."""
        try:
            return self.sources.text(path)
        except Unreadable:
            return ""

    def lines(self, path: Path) -> list[Line]:
        """A file's lines, as they were read."""
        module = self.module_at(path)
        if module is not None:
            return module.lines
        return self.newest_lines(path)

    def newest_lines(self, path: Path) -> list[Line]:
        """A file's lines as they were read last, be it since: those that are here and stayed are the same records."""
        try:
            return self.sources.lines_of(path)
        except Unreadable:
            return []

    def logical_lines(self, path: Path) -> Iterator[LogicalLine]:
        """A file's logical lines, blank lines and comments among them."""
        return outline(self.lines(path))

    def texts(self, paths: Iterable[Path] | None = None) -> dict[Path, str]:
        """The texts of some files; of all of the case when none are named."""
        return {path: self.text(path) for path in (self.files if paths is None else paths)}

    # Places

    @cached_property
    def _paths_by_name(self) -> Mapping[str, Path]:
        return {module.file: path for path, module in self.modules_by_path.items()}

    def path_of(self, place: Place) -> Path:
        """The absolute path of the file that a place is in."""
        return self._paths_by_name.get(place.file) or (self.folder / place.file).resolve()

    def location(self, place: Place) -> Location:
        """A place as an editor has it, never empty."""
        return Location(self.path_of(place), range_of(place))

    def exact_location(self, place: Place) -> Location:
        """A place as an editor has it, for replacing what stands there."""
        return Location(self.path_of(place), exact_range_of(place))

    def shown(self, path: Path) -> str:
        """A file's name as an author knows it: from the case's folder, where it lies there."""
        try:
            return path.resolve().relative_to(self.folder.resolve()).as_posix()
        except ValueError:
            return path.as_posix()

    # Elements

    def declared(self, identity: Identity) -> Element | None:
        """An element, or the head of the module that an identity names; nothing for what is only named."""
        element = self.case.elements.get(identity)
        if element is not None:
            return element
        module = self.case.modules.get(identity.removesuffix("::")) if identity.endswith("::") else None
        return module.head if module is not None else None
