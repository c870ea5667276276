"""A case from its file or folder: the file with the ``case`` head, and the closure of its imports."""

from __future__ import annotations

import gc
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Protocol

from gsn.language.outline import cut
from gsn.language.parsing import LineParser, shared_parser
from gsn.language.reader import read_text
from gsn.language.readtext import Import, ReadText
from gsn.language.resolving import Resolution, resolve
from gsn.language.source import ENDING, TREE_ENDING, Found, Unreadable, inside, read_bytes, read_source, search
from gsn.model.case import Case, Module
from gsn.model.kinds import Kind
from gsn.model.place import Line, Place
from gsn.model.problem import Problem

LONGEST_PATH = 1000
"""Characters of an import's path: file systems stop not far beyond."""

_LONGEST_SHOWN = 80
"""Characters of a path that a message repeats."""

Progress = Callable[[str], None]
"""Told the name of each file before it is read."""


class Sources(Protocol):
    """Where texts come from: the disk, or what an author has in hand over it."""

    def read(self, path: Path, shown: str) -> tuple[list[Line], ReadText]:
        """The lines of a file, as ``shown`` in findings, and what they say.

        Raises:
            Unreadable: It is not there, or is no text.
        """

    def search(self, folder: Path) -> Found:
        """The texts in a folder and below it."""


@dataclass(frozen=True, slots=True)
class Disk:
    """Texts as they lie on disk."""

    parser: LineParser

    def read(self, path: Path, shown: str) -> tuple[list[Line], ReadText]:
        lines = cut(shown, source_of(path))
        return lines, read_text(lines, path.stem, self.parser)

    def search(self, folder: Path) -> Found:
        return search(folder)


@dataclass(slots=True)
class _Loading:
    """What has been read so far. ``folder`` is what every import stays inside of."""

    folder: Path
    sources: Sources
    progress: Progress | None
    modules: dict[str, Module] = field(default_factory=dict)
    texts: dict[str, ReadText] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    reached: set[Path] = field(default_factory=set)
    import_failed: bool = False


def load_case(path: str | Path, progress: Progress | None = None, parser: LineParser | None = None) -> Case:
    """Read a case with all that it imports; what could not be read is kept in the case.

    Args:
        path: The file with the ``case`` head, or the folder that holds it. A module alone is read as a part.
        progress: Told each file before it is read.
        parser: The reader of lines to use; the process's own when not given.
    """
    with collection_frozen():
        path = Path(path)
        found = begin(path)
        if isinstance(found, Problem):
            return Case(path.stem, path, {}, {}, [], [], [found], unknown_references=False, strays=())
        folder = path.parent if found == path else path
        return _load(found, _Loading(folder, Disk(parser or shared_parser()), progress))


def load_from(sources: Sources, main: Path, folder: Path) -> Case:
    """Read a case from the texts that somebody has in hand.

    Args:
        sources: The texts.
        main: The file to begin with.
        folder: The folder that every import stays inside of.
    """
    with collection_frozen():
        return _load(main, _Loading(folder, sources, None))


@contextmanager
def collection_frozen() -> Iterator[None]:
    """Reading makes many records and drops none; looking for garbage meanwhile costs a third of the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _load(first: Path, loading: _Loading) -> Case:
    _read_closure(loading, first)
    main = next(iter(loading.modules), first.stem)
    main_is_case = main in loading.texts and loading.texts[main].kind is Kind.CASE
    strays = _strays(loading) if main_is_case else ()
    resolution = Resolution(loading.modules, loading.texts, loading.import_failed)
    return resolve(main, loading.folder, resolution, loading.problems, strays)


def begin(path: Path) -> Path | Problem:
    """The file to begin with, or why there is none."""
    nowhere = Place(Line(str(path), 1, ""), 0, 1)
    try:
        if not path.is_dir():
            return path
        found = search(path)
    except (OSError, ValueError) as error:
        return Problem("unreadable-file", f"`{path}` cannot be read: {error}", nowhere)
    if len(found.cases) == 1:
        return found.cases[0]
    if not found.cases:
        first = found.unclear or tuple(text for text in found.texts if not text.is_symlink())
        if len(first) == 1:
            return first[0]
    return Problem("unreadable-file", *_no_single_case(path, found, nowhere))


def _no_single_case(path: Path, found: Found, place: Place) -> tuple[str, Place, str]:
    if found.cases:
        names = ", ".join(f"`{case.relative_to(path)}`" for case in found.cases[:5])
        return f"`{path}` holds {len(found.cases)} cases: {names}", place, "name the one to read"
    if found.texts:
        help_ = "begin one of them with `case NAME`, or name the file to read"
        return f"none of the {len(found.texts)} texts in `{path}` begins with `case`", place, help_
    return f"`{path}` holds no text that ends in `{ENDING}`", place, "`gsn new NAME` starts a case"


def _read_closure(loading: _Loading, first: Path) -> None:
    """Breadth first, so that a file's imports are met in the order in which it names them."""
    queue: deque[tuple[Path, Import | None]] = deque([(first, None)])
    while queue:
        path, importing = queue.popleft()
        resolved = _resolved(path)
        if resolved in loading.reached:
            continue
        loading.reached.add(resolved)
        text = _read_file(loading, path, importing)
        if text is None:
            continue
        for wanted in text.imports:
            target = _import_target(loading, path, wanted)
            if target is not None:
                queue.append((target, wanted))


def _read_file(loading: _Loading, path: Path, importing: Import | None) -> ReadText | None:
    shown = _shown(path)
    if loading.progress is not None:
        loading.progress(shown)
    try:
        lines, text = loading.sources.read(path, shown)
    except Unreadable as error:
        place = importing.place if importing is not None else Place(Line(str(path), 1, ""), 0, 1)
        name = "unreadable-import" if importing is not None else "unreadable-file" if error.io else "not-a-text"
        what = f"`{importing.path}`" if importing is not None else f"`{path}`"
        loading.problems.append(Problem(name, f"{what}: {error.message}", place, help=error.help))
        loading.import_failed = True
        if importing is None and not error.io:
            loading.modules[path.stem] = Module(path.stem, Kind.MODULE, shown, path, None, (), [])
        return None
    _enter(loading, path, shown, lines, text, importing)
    return text


def source_of(path: Path) -> str:
    """The text of a file; that of the module which it stands for, where it is a fault tree.

    Raises:
        Unreadable: It is not there, or is no text.
    """
    return _fault_tree(path) if path.suffix == TREE_ENDING else read_source(path)


def _fault_tree(path: Path) -> str:
    """The text of a module that a fault tree in Open-PSA's XML stands for.

    Raises:
        Unreadable: It cannot be read, or is no fault tree.
    """
    from gsn.openpsa.document import OpenPsaProblem
    from gsn.openpsa.module_text import module_text

    data = read_bytes(path)
    try:
        return module_text(data)
    except OpenPsaProblem as problem:
        where = f"line {problem.line}: " if problem.line else ""
        help_ = "an import of XML is a fault tree in Open-PSA's format; `gsn risk FILE --open-psa` says more"
        raise Unreadable(f"{where}{problem.message}", help_) from None


def _enter(
    loading: _Loading, path: Path, shown: str, lines: list[Line], text: ReadText, importing: Import | None
) -> None:
    """Take a text into the case, unless its name is taken or it is a second case."""
    loading.problems += text.problems
    place = importing.place if importing is not None else Place(Line(shown, 1, ""), 0, 1)
    if importing is not None and text.kind is Kind.CASE:
        message = f"`{importing.path}` begins with `case`, and a case has one such file"
        loading.problems.append(Problem("several-cases", message, place, help="begin it with `module NAME`"))
    if text.kind is Kind.REVIEW:
        message = f"`{path.name}` begins with `review`, and a review is no part of a case"
        loading.problems.append(Problem("several-cases", message, place, help="give it beside the case: `--review`"))
    if other := loading.modules.get(text.module):
        loading.import_failed = True
        namesake = loading.texts.get(text.module, text)
        namesake.names_lost = True
        if not text.head_lost and not namesake.head_lost:
            message = f"`{shown}` is a module named `{text.module}`, and so is `{other.file}`"
            help_ = "names of modules are unique in a case"
            loading.problems.append(Problem("duplicate-module", message, place, help=help_))
        return
    imports = tuple(wanted.path for wanted in text.imports)
    loading.modules[text.module] = Module(text.module, text.kind, shown, path, text.head, imports, lines)
    loading.texts[text.module] = text


def _import_target(loading: _Loading, importer: Path, wanted: Import) -> Path | None:
    """The file that an import names, if it may be read."""
    problem = None
    written = wanted.path
    if not written or "\0" in written or "\n" in written or len(written) > LONGEST_PATH:
        problem = ("names no file", "name a file beside this one")
    elif PurePosixPath(written).is_absolute() or "\\" in written or written[1:2] == ":":
        problem = ("is no relative path", "paths are relative to the importing file, with `/` between folders")
    elif not written.endswith((ENDING, TREE_ENDING)):
        problem = (f"does not end in `{ENDING}`", "an import names a text of the case, or a fault tree (`.xml`)")
    elif not inside(importer.parent / written, loading.folder):
        problem = (
            "leads out of the case's folder",
            "everything that a case says stays inside its folder, links included",
        )
    if problem is None:
        return importer.parent / written
    loading.import_failed = True
    shown = written.replace("\n", " ")
    if len(shown) > _LONGEST_SHOWN:
        shown = f"{shown[:_LONGEST_SHOWN]}…"
    loading.problems.append(Problem("unreadable-import", f"`{shown}` {problem[0]}", wanted.place, help=problem[1]))
    return None


def _strays(loading: _Loading) -> tuple[str, ...]:
    """Texts in the case's folder that it does not reach: a challenge must not vanish by being left out.

    So is a review that lies there: it is no part of the case, and whoever wants it heard names it.
    """
    if loading.import_failed or any(text.import_lost for text in loading.texts.values()):
        return ()
    found = loading.sources.search(loading.folder)
    strays = [_shown(path) for path in found.texts if _resolved(path) not in loading.reached]
    strays += map(_shown, found.reviews)
    if not found.complete:
        strays.append(f"{_shown(loading.folder)}/… (not all of it could be searched)")
    return tuple(strays)


def _resolved(path: Path) -> Path:
    """A file's one path, links followed; where they lead nowhere, the path as it is."""
    try:
        return path.resolve()
    except (OSError, RuntimeError, ValueError):
        return path


def _shown(path: Path) -> str:
    """A file's name in findings: as one would open it from where the command was run."""
    return path.as_posix()
