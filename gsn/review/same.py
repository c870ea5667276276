"""Whether an element is in a new version what it was in the old one, with all that it rests on and speaks of."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from gsn.argument import Argument
from gsn.evidence.files import locate
from gsn.evidence.logs.beside import sha256_of
from gsn.model.case import Case, Element
from gsn.model.naming import names_in
from gsn.model.reference import Identity
from gsn.model.statements.evidence import EvidenceStatement


class Side(NamedTuple):
    """One version: its argument, and the digests of its files as they are asked for."""

    argument: Argument
    digests: dict[str, str]


def side_of(case: Case) -> Side:
    """A version of a case."""
    return Side(Argument(case), {})


def is_same(old: Side, new: Side, element: Identity) -> bool:
    """Whether nothing changed about an element: its statement and those of all that it rests on or names are equal.

    Files are compared by their bytes. A name that stands for something else is a change, and so is a step that is
    gone or new anywhere below. What challenges it is no part of it.
    """
    reached = new.argument.walk([element], _onward(new.argument))
    return not any(_differs(old, new, identity) for identity in reached)


def _onward(argument: Argument) -> Callable[[Identity], list[Identity]]:
    def onward(identity: Identity) -> list[Identity]:
        element = argument.element(identity)
        named = [ref.identity for ref, _ in names_in(element.says)] if element is not None else []
        return [*argument.rests_on(identity), *(name for name in named if argument.element(name) is not None)]

    return onward


def _differs(old: Side, new: Side, identity: Identity) -> bool:
    before, after = old.argument.element(identity), new.argument.element(identity)
    if before is None or after is None or before != after:
        return True
    if old.argument.rests_on(identity) != new.argument.rests_on(identity):
        return True
    return any(_content(old, written) != _content(new, written) for written in _files(after))


def _files(element: Element) -> list[str]:
    """The files that an element goes with, by their paths from the case's folder."""
    found = [element.annotations.prose.plain] if element.annotations.prose is not None else []
    says = element.says
    if isinstance(says, EvidenceStatement):
        found += [says.file.path.plain] if says.file is not None and says.withheld is None else []
        found += [says.attested.plain] if says.attested is not None else []
    return found


def _content(side: Side, written: str) -> str:
    """The digest of a file; empty where there is none to be read."""
    if written not in side.digests:
        located = locate(written, side.argument.case.folder.resolve())
        try:
            side.digests[written] = sha256_of(Path(located.path)) if located.path is not None else ""
        except OSError:
            side.digests[written] = ""
    return side.digests[written]
