"""What a reviewer is shown of withheld evidence: a file that was opened, or an institute's word that it has seen it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from gsn.evidence.actors import PUBLIC_ROLES, Registry
from gsn.evidence.logs.beside import sha256_of
from gsn.evidence.ssh_signature import LARGEST_SIGNATURE, BadSignature, public_key_of
from gsn.model.case import Case
from gsn.model.record import File
from gsn.model.reference import Identity, name_of
from gsn.model.statements.evidence import EvidenceStatement
from gsn.model.statements.facts import ActorStatement
from gsn.review.trust import developers_of
from gsn.submission.declaration import StatedWithheld
from gsn.submission.layout import SEEN_NAMESPACE
from gsn.submission.ssh_signing import signer_of
from gsn.submission.withholding import Opening, Seen, commitment_to, is_salt, seen_message


class NotDisclosed(ValueError):
    """Why something that was shown of a withheld record does not count, as a sentence."""


@dataclass(frozen=True, slots=True)
class Disclosed:
    """The withheld records that were opened, and those that somebody has seen whose word counts, with who it is."""

    opened: tuple[Identity, ...]
    seen: Mapping[Identity, str]


def disclose(
    case: Case,
    withheld: Iterable[StatedWithheld],
    openings: Iterable[Opening],
    attestations: Iterable[Seen],
    registry: Registry | None,
) -> Disclosed:
    """Put opened files in their places, and hold attestations against the reviewer's registry.

    Args:
        case: The unpacked case; what is opened is no longer withheld in it.
        withheld: What the submission states of records that are not handed over.
        openings: The files that were opened.
        attestations: The signatures of those who have seen others.
        registry: The reviewer's actors.

    Raises:
        NotDisclosed: A file is not the one that was committed to, or a signature does not count.
    """
    stated = {each.record: each for each in withheld}
    opened = tuple(_open(case, _one(stated, each.record, case), each) for each in openings)
    seen = {}
    for each in attestations:
        held = _one(stated, each.record, case)
        seen[held.record] = _seen_by(held, each, registry, developers_of(case))
    return Disclosed(opened, seen)


def _one(stated: Mapping[Identity, StatedWithheld], named: str, case: Case) -> StatedWithheld:
    """The record that is meant by a name, with its module where several have it."""
    found = [each for record, each in stated.items() if named in {record, name_of(record)}]
    if len(found) != 1:
        several = f"several records are called `{named}`; write one of them with its module, `MODULE::{named}`"
        raise NotDisclosed(several if found else f"no record `{named}` is withheld in this submission")
    says = _says(case, found[0].record)
    if says is None or says.withheld is None:
        raise NotDisclosed(f"the submission states that `{named}` is withheld, and its texts do not")
    if found[0].commitment is None:
        raise NotDisclosed(f"`{named}` was not committed to, so nothing tells which file was meant")
    return found[0]


def _says(case: Case, record: Identity) -> EvidenceStatement | None:
    element = case.elements.get(record)
    return element.says if element is not None and isinstance(element.says, EvidenceStatement) else None


# Opened


def _open(case: Case, stated: StatedWithheld, opening: Opening) -> Identity:
    if not is_salt(opening.salt):
        raise NotDisclosed(
            f"the salt of `{opening.record}` is none: a salt has 64 hexadecimal digits, in small letters"
        )
    try:
        digest = sha256_of(opening.file)
    except OSError as error:
        raise NotDisclosed(f"`{opening.file}` cannot be read: {error.strerror or error}") from None
    if commitment_to(stated.record, opening.salt, digest) != stated.commitment:
        message = f"`{opening.file}` is not what was committed to for `{opening.record}`"
        raise NotDisclosed(f"{message}: it is another file, or the salt is another")
    element, says = case.elements[stated.record], _says(case, stated.record)
    if says is None or says.file is None or _place(says.file.path.plain) != stated.path:
        raise NotDisclosed(f"the submission states another file for `{opening.record}` than its texts")
    _put(opening.file, case.folder / stated.path, digest)
    file = File(says.file.path, says.file.sha256 or digest)
    shown = says.model_copy(update={"withheld": None, "file": file})
    case.elements[stated.record] = replace(element, says=shown)
    return stated.record


def _place(written: str) -> str:
    return os.path.normpath(written).replace(os.sep, "/")


def _put(file: Path, target: Path, digest: str) -> None:
    """Copy an opened file to where the text says that it is: inside the folder, and over nothing."""
    folder = target.parent
    try:
        if target.exists():
            raise NotDisclosed(f"`{target.name}` is withheld, and stands in the bundle")
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        shutil.copyfile(file, target)
        if sha256_of(target) != digest:
            raise NotDisclosed(f"`{file}` changed while it was read")
    except OSError as error:
        raise NotDisclosed(f"`{file}` cannot be looked at: {error.strerror or error}") from None


# Seen


def _seen_by(stated: StatedWithheld, seen: Seen, registry: Registry | None, developers: Collection[str]) -> str:
    """Who has seen the file: a public body of the reviewer's registry, by one of the keys that the registry knows.

    Whoever develops a system of the case speaks for none of its files.
    """
    if registry is None:
        raise NotDisclosed("who has seen a withheld file counts by your own registry of actors: name it with --actors")
    try:
        with seen.signature.open("rb") as stream:
            data = stream.read(LARGEST_SIGNATURE + 1)
        key = signer_of(data, seen_message(stated.commitment or ""), SEEN_NAMESPACE)
    except OSError as error:
        raise NotDisclosed(f"`{seen.signature}` cannot be read: {error.strerror or error}") from None
    except BadSignature as error:
        raise NotDisclosed(f"`{seen.signature}` {error}") from None
    for name, actor in registry.items():
        if isinstance(actor.says, ActorStatement) and key in _keys(actor.says):
            if actor.says.role not in PUBLIC_ROLES:
                raise NotDisclosed(f"`{name}`, who signed `{seen.signature}`, is no public body")
            if name in developers:
                raise NotDisclosed(f"`{name}`, who signed `{seen.signature}`, develops a system of the case")
            return name
    raise NotDisclosed(f"`{seen.signature}` is signed with a key of nobody whom your registry knows")


def _keys(says: ActorStatement) -> set[bytes]:
    found = set()
    for written in says.keys:
        try:
            found.add(public_key_of(written.plain))
        except BadSignature:
            continue
    return found
