"""Where outputs go: ``FORM:FILE`` read, held against each other, and all of them written or none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from gsn.model.case import Case, Element
from gsn.model.statements.evidence import EvidenceStatement
from gsn.output.forms import FORMS

STANDARD_OUTPUT = "-"


class BadDestination(Exception):
    """An output that cannot be: the message says what is wrong with it."""


class NotWritten(Exception):
    """A file could not be written; none is half written. The message says which, and why."""


class Destination(NamedTuple):
    """A form, and the file that it goes to: standard output where that is none."""

    form: str
    file: Path | None


def destination(written: str) -> Destination:
    """Read ``FORM:FILE``; ``-`` for FILE is standard output.

    Raises:
        BadDestination: There is no such form, or no file is named.
    """
    form, colon, file = written.partition(":")
    if form not in FORMS:
        raise BadDestination(f"`{form}` is no form; there are {', '.join(FORMS)}")
    if not colon or not file:
        raise BadDestination(f"`{written}` names no file; write it as {form}:FILE")
    return Destination(form, None if file == STANDARD_OUTPUT else Path(file))


def refuse_clashes(destinations: Iterable[Destination]) -> None:
    """Refuse, before anything is judged, what cannot be written or would be lost.

    Raises:
        BadDestination: Two outputs go to one place, a file is a text of a case, or there can be no such file.
    """
    taken: dict[Path | None, Destination] = {}
    for wanted in destinations:
        place = None if wanted.file is None else _regular(wanted.file)
        other = taken.setdefault(place, wanted)
        if other is not wanted:
            where = "standard output" if wanted.file is None else f"`{wanted.file}`"
            raise BadDestination(f"{where} holds one output, and {other.form} and {wanted.form} are to go there")


def _regular(file: Path) -> Path:
    """The file that would be written, links followed."""
    try:
        target = file.resolve()
        if target.is_dir():
            raise BadDestination(f"`{file}` is a folder")
        if target.exists() and not target.is_file():
            raise BadDestination(f"`{file}` is no regular file; `{STANDARD_OUTPUT}` is standard output")
        if not target.parent.is_dir():
            raise BadDestination(f"there is no folder `{file.parent}`")
    except (OSError, RuntimeError, ValueError) as error:
        raise BadDestination(f"`{file}` cannot be written: {_told(error)}") from None
    if target.suffix.lower() == ".gsn":
        raise BadDestination(f"`{file}` is called like a text of a case, which no output may replace")
    return target


def refuse_evidence(destinations: Iterable[Destination], case: Case) -> None:
    """Refuse to write over what a case rests on: it is perhaps there once, and would be lost.

    Raises:
        BadDestination: A file is a record's own, or lies in a folder that is.
    """
    files = [wanted.file for wanted in destinations if wanted.file is not None]
    if not files:
        return
    kept = [(element, path) for element in case.elements.values() for path in _file_of(element, case.folder)]
    for file in files:
        target = _regular(file)
        record = next((element for element, path in kept if target.is_relative_to(path)), None)
        if record is not None:
            raise BadDestination(f"`{file}` is evidence `{record.name}`, which no output may replace")


def _file_of(element: Element, folder: Path) -> Iterator[Path]:
    if isinstance(element.says, EvidenceStatement) and element.says.file is not None:
        try:
            yield (folder / element.says.file.path.plain).resolve()
        except (OSError, RuntimeError, ValueError):  # a path that leads nowhere: nothing is there to be lost
            return


def write_all(texts: Mapping[Path, str]) -> None:
    """Write files whole: each beside its place first, and all into their places once all are safely there.

    Raises:
        NotWritten: One of them cannot be written.
    """
    from gsn.placing import beside, mode_of, put  # slow to import, and most commands write no file

    ready: list[tuple[Path, Path]] = []
    try:
        for file, text in texts.items():
            try:
                target = _regular(file)
                with beside(target, mode_of(target)) as (written, stream):
                    stream.write(text.encode("utf-8", "backslashreplace"))
                ready.append((written, target))
            except BadDestination as error:
                raise NotWritten(str(error)) from None
            except OSError as error:
                raise NotWritten(f"`{file}` cannot be written: {_told(error)}") from None
        for written, target in ready:
            try:
                put(written, target)
            except OSError as error:
                raise NotWritten(f"`{target}` cannot be written: {_told(error)}") from None
    finally:
        for written, _ in ready:
            written.unlink(missing_ok=True)


def _told(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error)
