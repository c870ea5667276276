"""Which files of a case are handed in: its texts, what these refer to, and no other."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path

from gsn.argument import Argument
from gsn.evidence.files import is_digest, locate
from gsn.evidence.logs.beside import sha256_of
from gsn.evidence.logs.log import Log
from gsn.evidence.uses import records_of
from gsn.language.source import inside
from gsn.model.case import Case
from gsn.model.kinds import Kind
from gsn.model.reference import Identity, module_of
from gsn.model.statements.evidence import EvidenceStatement
from gsn.submission.flaws import NotBuilt
from gsn.treaty.library import ENDING, Found, NoProfile, find_profile
from gsn.treaty.record import Parent
from gsn.treaty.resolving import LONGEST_LINEAGE

MOST_LOOKED_AT = 20_000
"""Files of a folder that are looked at for those that stay behind."""


@dataclass(frozen=True, slots=True)
class WithheldFile:
    """A record that is not handed over: why, its file, and that file's digest where it is known.

    ``stated`` is whether the text itself states the digest.
    """

    record: Identity
    why: str
    written: str | None
    digest: str | None
    stated: bool = False


@dataclass(frozen=True, slots=True)
class ProfileText:
    """A text of the profile: its name, its digest, and where it is: in the tool, or in the case's folder."""

    name: str
    sha256: str
    built_in: bool
    path: str


@dataclass(slots=True)
class Gathered:
    """What is handed in of a case.

    Attributes:
        files: The files, by their paths from the case's folder.
        withheld: The records whose files are not.
        profile: The texts of the profile, its own first.
        missing: What the texts refer to and is not there, or cannot be handed in: the checks say the rest.
    """

    files: dict[str, Path] = field(default_factory=dict)
    withheld: list[WithheldFile] = field(default_factory=list)
    profile: list[ProfileText] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)


def gather(argument: Argument) -> Gathered:
    """Find all files that a case consists of.

    Raises:
        NotBuilt: A file can be handed in under no name, or is withheld by one record and handed over by another.
    """
    case, gathered = argument.case, Gathered()
    for written, path in _texts(case):
        gathered.files[written] = path
    for element in case.elements.values():
        if element.annotations.prose is not None and case_has(case, element.identity):
            _take(gathered, case, element.annotations.prose.plain)
    for record, says in records_of(case):
        if not case_has(case, record.identity):
            continue
        if says.withheld is not None:
            gathered.withheld.append(_withheld(case, record.identity, says))
        elif says.file is not None:
            _take(gathered, case, says.file.path.plain)
        if says.attested is not None:
            _take(gathered, case, says.attested.plain)
    _take_beside(gathered, argument)
    _take_profile(gathered, case)
    _refuse_withheld(gathered)
    return gathered


def _texts(case: Case) -> Iterator[tuple[str, Path]]:
    """Each text under each name by which the case reaches it."""
    for module in case.modules.values():
        if module.kind is Kind.REVIEW:
            continue
        yield _within(module.path, case.folder), module.path
        for wanted in module.imports:
            path = module.path.parent / wanted
            if inside(path, case.folder) and path.is_file():
                yield _within(path, case.folder), path


def _within(path: Path, folder: Path) -> str:
    """A file's name from the case's folder, without detours.

    Raises:
        NotBuilt: A detour leads by a link to a folder, so that without it the name means another file.
    """
    written = os.path.relpath(os.path.normpath(path), os.path.normpath(folder)).replace(os.sep, "/")
    if written.startswith("../") or (folder / written).resolve() != path.resolve():
        raise NotBuilt([f"`{path}` is reached by a link to a folder, which a bundle has not: name it directly"])
    return written


def _take(gathered: Gathered, case: Case, written: str) -> None:
    """A file that a text names by its path from the case's folder."""
    located = locate(written, case.folder.resolve())
    if located.path is None:
        gathered.missing.append(f"`{written}` {located.trouble}")
        return
    gathered.files[_within(case.folder / written, case.folder)] = Path(located.path)


def _take_beside(gathered: Gathered, argument: Argument) -> None:
    """The files of samples that logs go with."""
    folder = argument.case.folder.resolve()
    withheld = {held.record for held in gathered.withheld}
    for (record, _), log in argument.logs.items():
        is_ours = record not in withheld and case_has(argument.case, record)
        for path in log.beside if isinstance(log, Log) and is_ours else ():
            if inside(path, folder):
                gathered.files[_within(path, folder)] = path


def case_has(case: Case, record: Identity) -> bool:
    """Whether a record is the case's own, and not that of a review that is held beside it."""
    return module_of(record) not in {review.name for review in case.reviews}


def _withheld(case: Case, record: Identity, says: EvidenceStatement) -> WithheldFile:
    """A record that is not handed over; its file has to be the one that the text means, where it is there at all.

    Raises:
        NotBuilt: The text states a digest that is not the file's, or a file that cannot be looked at.
    """
    why = says.withheld.plain if says.withheld is not None else ""
    if says.file is None:
        return WithheldFile(record, why, None, None)
    written, stated = says.file.path.plain, (says.file.sha256 or "").lower()
    located = locate(written, case.folder.resolve())
    if located.path is None and not located.missing:
        raise NotBuilt([f"`{written}`, which is withheld, {located.trouble}"])
    try:
        found = sha256_of(Path(located.path)) if located.path is not None else None
    except OSError as error:
        raise NotBuilt([f"`{written}`, which is withheld, cannot be read: {error.strerror or error}"]) from None
    if found is not None and stated and found != stated:
        raise NotBuilt([f"`{written}`, which is withheld, is not the file whose digest the text states"])
    digest = found or (stated if is_digest(stated) else None)
    return WithheldFile(record, why, _plain(written), digest, stated=bool(stated))


def _plain(written: str) -> str:
    """A path without detours, as the bundle would name the file."""
    return os.path.normpath(written).replace(os.sep, "/")


def _refuse_withheld(gathered: Gathered) -> None:
    for held in gathered.withheld:
        if held.written in gathered.files:
            message = f"`{held.written}` is withheld by `{held.record}`, and something else in the case hands it over"
            raise NotBuilt([f"{message}: withhold it everywhere, or nowhere"])


# The profile


def _take_profile(gathered: Gathered, case: Case) -> None:
    """The texts of the profile that the case names, one resting on the other."""
    named = case.says.treaty
    parent = Parent(named.name, named.is_path) if named is not None else None
    beside: Path | None = case.folder
    while parent is not None and len(gathered.profile) < LONGEST_LINEAGE:
        try:
            found = find_profile(parent, case.folder if beside is not None else None, beside)
        except NoProfile as error:
            gathered.missing.append(error.message)
            return
        text = _profile_text(found, case)
        if text in gathered.profile:
            return
        gathered.profile.append(text)
        if found.path is not None:
            gathered.files[text.path] = found.path
        beside = found.path.parent if found.path is not None else None
        parent = _parent_of(found)


def _parent_of(found: Found) -> Parent | None:
    held = [given.value for name in ("extends", "protocol_of") for given in found.text.head.clauses.get(name, ())]
    return held[0] if held else None


def _profile_text(found: Found, case: Case) -> ProfileText:
    origin = found.origin
    path = origin.file if found.path is None else _within(found.path, case.folder)
    return ProfileText(origin.name, origin.sha256, origin.built_in, path)


def built_in_text(name: str) -> bytes:
    """The text of a profile that comes with the tool."""
    return (files("gsn.treaty") / "profiles" / f"{name}{ENDING}").read_bytes()


# What stays behind


def left_behind(case: Case, gathered: Gathered) -> list[str]:
    """The files of the case's folder that are not handed in, by their paths from there."""
    taken = set(gathered.files)
    found: list[str] = []
    for base, folders, names in os.walk(case.folder):
        folders[:] = sorted(name for name in folders if name not in {".git", ".venv"})
        for name in sorted(names):
            written = os.path.relpath(Path(base) / name, case.folder).replace(os.sep, "/")
            if written not in taken:
                found.append(written)
        if len(found) > MOST_LOOKED_AT:
            break
    return found
