"""Evidence that was swapped: another file behind the same record, or a record in another state than it was in."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from gsn.argument import Argument
from gsn.diff.change import Change, Effect, What
from gsn.diff.sides import Sides
from gsn.diff.wording import clause_words
from gsn.evidence.files import locate
from gsn.evidence.states import State
from gsn.model.case import Element
from gsn.model.record import File
from gsn.model.statements.evidence import EvidenceStatement

NOT_THERE = "not there"


def record_changes(sides: Sides) -> Iterator[Change]:
    """The files of records and of prose, and the states of records, that both cases have."""
    for old, new in sides.paired():
        yield from _file(sides, old, new)
        yield from _prose(sides, old, new)
        yield from _state(sides, old, new)


def _file(sides: Sides, old: Element, new: Element) -> Iterator[Change]:
    """A file by its digest: by the one that is written, and where none is, by what lies in the folder."""
    before, after = _file_of(old), _file_of(new)
    if before is None and after is None:
        return
    held = _content(before, sides.before), _content(after, sides.after)
    moved = before is not None and after is not None and before.path.plain != after.path.plain
    if before is None or after is None:
        message = "names a file" if before is None else "no longer names a file"
    elif held[0] != held[1]:
        message = "stands for another file" if moved else "stands for another file of the same name"
    elif moved:
        message = "has the same file in another place"
    elif before.sha256 != after.sha256:
        message = "is sealed" if before.sha256 is None else "is no longer sealed"
    else:
        return
    yield Change(
        What.EVIDENCE,
        message,
        new.identity,
        new.kind.value,
        _told(sides.before, old, "file", held[0]),
        _told(sides.after, new, "file", held[1]),
        Effect.CHANGED,
        new.place_of("file"),
        (new.identity,),
    )


def _prose(sides: Sides, old: Element, new: Element) -> Iterator[Change]:
    """The long text behind a box, where its file says something else under the name that it had."""
    before, after = old.annotations.prose, new.annotations.prose
    if before is None or after is None or before.plain != after.plain:
        return
    was, now = _digest(before.plain, sides.before), _digest(after.plain, sides.after)
    if was != now:
        message = f"has another text in `{after.plain}`"
        place, touches = new.place_of("prose"), (new.identity,)
        yield Change(What.CLAUSE, message, new.identity, new.kind.value, place=place, touches=touches)


def _state(sides: Sides, old: Element, new: Element) -> Iterator[Change]:
    before = sides.before.assessments.get(old.identity)
    after = sides.after.assessments.get(new.identity)
    if before is None or after is None or before.state is after.state:
        return
    effect = Effect.CHANGED
    if State.ACCEPTED in {before.state, after.state}:
        effect = Effect.TIGHTENED if after.state is State.ACCEPTED else Effect.LOOSENED
    yield Change(
        What.STATE,
        f"was {before.state} and is {after.state}",
        new.identity,
        new.kind.value,
        f"{before.state}: {before.why}",
        f"{after.state}: {after.why}",
        effect,
        new.place,
        (new.identity,),
    )


def _file_of(element: Element) -> File | None:
    return element.says.file if isinstance(element.says, EvidenceStatement) else None


def _content(file: File | None, argument: Argument) -> str:
    if file is None:
        return NOT_THERE
    return file.sha256.lower() if file.sha256 is not None else _digest(file.path.plain, argument)


def _digest(written: str, argument: Argument) -> str:
    """The digest of a file in a case's folder; why there is none, where there is none."""
    located = locate(written, argument.case.folder.resolve())
    if located.path is None:
        return NOT_THERE if located.missing else str(located.trouble)
    try:
        with Path(located.path).open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return "unreadable"


def _told(argument: Argument, element: Element, field: str, content: str) -> str | None:
    """The clause; and the digest of what lies there, where the clause does not say it."""
    words = clause_words(argument.case, element, field)
    return words if words is None or content in words.lower() else f"{words} (now {content})"
