"""A bundle that somebody handed in: opened without trusting any of it.

First the archive, its names and its tag files are looked at, which costs little whatever somebody put there; then the
signatures, against the reviewer's own keys; and only what somebody signed whom the reviewer knows is read further.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import BinaryIO

from gsn.evidence.ssh_signature import BadSignature
from gsn.submission import layout
from gsn.submission.archive import Member, contents, read_members
from gsn.submission.bag import DECLARATION_OF_BAG, bag_info, read_manifest, submission_digest, tag_manifest_of
from gsn.submission.building import case_digest, predicate, signature_name
from gsn.submission.declaration import Declaration, read_declaration
from gsn.submission.dsse import check_envelope, statement
from gsn.submission.flaws import Refused
from gsn.submission.naming import flaws_of_names, short
from gsn.submission.ssh_signing import signer_of
from gsn.submission.trust import Standing, Trust


@dataclass(frozen=True, slots=True)
class Bundle:
    """A bundle that is whole: every file is the one that its signers signed for, and there is no other.

    Attributes:
        digest: The digest by which the submission is named.
        declaration: What its developer says of it.
        signers: Who signed it.
        members: Its files by their names.
        digests: The digests of the files that are handed in.
    """

    digest: str
    declaration: Declaration
    signers: tuple[Standing, ...]
    members: Mapping[str, Member]
    digests: Mapping[str, str]


def open_bundle(stream: BinaryIO, trust: Trust | None, day: date, signer: str | None = None) -> Bundle:
    """Read a bundle.

    Args:
        stream: The file.
        trust: The reviewer's keys. Without any nothing is found of who signed, but that every signature holds.
        day: The day on which keys have to count, and after which nothing can have been judged.
        signer: Who has to have signed, by a name that the reviewer's keys have; anybody of them where none is named.

    Raises:
        NoBundle: It is no archive at all.
        Refused: It is no submission, not whole, altered, or signed by nobody who counts.
        NoCryptography: The library that checks signatures is not installed.
    """
    members = _members(stream)
    tags = _tags(stream, members)
    manifest = tags[layout.MANIFEST]
    keys = _keys(stream, members, manifest)
    signers = _standings(keys, trust, day, signer)
    digests = read_manifest(manifest)
    flaws = [*_unlike_manifest(members, digests), *_altered(stream, members, digests)]
    if flaws:
        raise Refused(flaws)
    proofs = members.get(layout.CERTIFICATES)
    if proofs is not None and proofs.size > layout.LARGEST_CERTIFICATES:
        raise Refused([f"`{proofs.name}` has more than {layout.LARGEST_CERTIFICATES:,} bytes"])
    declaration = read_declaration(_whole(stream, members[layout.DECLARATION], layout.LARGEST_DECLARATION))
    flaws = [*_wrong_tags(tags, members, declaration, keys), *_misstated(declaration, digests, day)]
    if flaws:
        raise Refused(flaws)
    return Bundle(submission_digest(manifest), declaration, signers, members, digests)


# What is there


def _members(stream: BinaryIO) -> dict[str, Member]:
    members = {member.name: member for member in read_members(stream)}
    flaws = flaws_of_names(members)
    flaws += [f"`{name}` is missing" for name in (*layout.TAGS, layout.DECLARATION) if name not in members]
    flaws += [f"`{short(name)}` has no place in a submission" for name in members if not _has_a_place(name)]
    signatures = [name for name in members if name.endswith(layout.SSH_ENDING) and not name.startswith(layout.DATA)]
    if not signatures:
        flaws.append("nobody signed it")
    if len(signatures) > layout.MOST_SIGNERS:
        flaws.append(f"more than {layout.MOST_SIGNERS} signed it")
    if flaws:
        raise Refused(flaws)
    return members


def _has_a_place(name: str) -> bool:
    if name in {*layout.TAGS, layout.DECLARATION, layout.CERTIFICATES} or name.startswith(layout.CASE):
        return True
    if name.startswith(layout.PROFILES):
        return "/" not in name.removeprefix(layout.PROFILES)
    return name.startswith(layout.SIGNATURES) and name.endswith(layout.SSH_ENDING)


def _tags(stream: BinaryIO, members: Mapping[str, Member]) -> dict[str, bytes]:
    largest = {layout.MANIFEST: layout.LARGEST_TAG}
    return {
        name: _whole(stream, members[name], largest.get(name, layout.LARGEST_SIGNATURE), with_checksum=True)
        for name in layout.TAGS
    }


def _whole(stream: BinaryIO, member: Member, largest: int, *, with_checksum: bool = False) -> bytes:
    if member.size > largest:
        raise Refused([f"`{member.name}` has more than {largest:,} bytes"])
    data = b"".join(contents(stream, member))
    if with_checksum and zlib.crc32(data) != member.crc:
        raise Refused([_wrong_checksum(member)])
    return data


def _wrong_checksum(member: Member) -> str:
    return f"`{short(member.name)}` does not have the checksum that the directory states"


# Who signed


def _keys(stream: BinaryIO, members: Mapping[str, Member], manifest: bytes) -> list[bytes]:
    """The keys that signed the manifest; each signature has to hold, also those of people nobody knows."""
    keys = []
    for name, member in members.items():
        if not name.startswith(layout.SIGNATURES) or name == layout.ENVELOPE:
            continue
        data = _whole(stream, member, layout.LARGEST_SIGNATURE, with_checksum=True)
        try:
            key = signer_of(data, manifest, layout.NAMESPACE)
        except BadSignature as error:
            raise Refused([f"the signature `{name}` {error}"]) from None
        if signature_name(key) != name:
            raise Refused([f"the signature `{short(name)}` is not named after the key that made it"])
        keys.append(key)
    return keys


def _standings(keys: Sequence[bytes], trust: Trust | None, day: date, signer: str | None) -> tuple[Standing, ...]:
    """What each signature is worth to the reviewer.

    Raises:
        Refused: None of them counts, or not the one that is asked for, or one was made with a revoked key.
    """
    if trust is None:
        return tuple(Standing(key) for key in keys)
    found = tuple(trust.standing(key, day) for key in keys)
    flaws = [f"the signature by {each.fingerprint} does not count: {each.why}" for each in found if each.revoked]
    if not any(each.trusted for each in found):
        flaws = [f"the signature by {each.fingerprint} does not count: {each.why}" for each in found]
    elif signer is not None and not any(each.is_known_as(signer) for each in found):
        flaws.append(f"`{signer}` did not sign it")
    if flaws:
        raise Refused(flaws)
    return found


# Whether it is whole


def _unlike_manifest(members: Mapping[str, Member], digests: Mapping[str, str]) -> Iterator[str]:
    handed_in = [name for name in members if name.startswith(layout.DATA)]
    yield from (f"`{short(name)}` is not in the manifest" for name in handed_in if name not in digests)
    yield from (f"`{short(name)}` is in the manifest and not in the bundle" for name in digests if name not in members)
    strange = [name for name in digests if name in members and not name.startswith(layout.DATA)]
    yield from (f"`{short(name)}` has no place in the manifest" for name in strange)


def _altered(stream: BinaryIO, members: Mapping[str, Member], digests: Mapping[str, str]) -> Iterator[str]:
    """Files that are not those of the manifest, or have another checksum than the directory says."""
    for name, member in members.items():
        if name not in digests:
            continue
        digest, crc = sha256(), 0
        for piece in contents(stream, member):
            digest.update(piece)
            crc = zlib.crc32(piece, crc)
        if digest.hexdigest() != digests[name]:
            yield f"`{short(name)}` is not the file that was signed for: its digest is another"
        elif crc != member.crc:
            yield _wrong_checksum(member)


def _wrong_tags(
    tags: Mapping[str, bytes], members: Mapping[str, Member], declaration: Declaration, keys: Sequence[bytes]
) -> Iterator[str]:
    """Tag files that say something else than what is handed in."""
    sizes = {name: member.size for name, member in members.items() if name.startswith(layout.DATA)}
    info = bag_info(sizes, declaration.options.as_of, declaration.case, declaration.tool)
    expected = {
        layout.BAG: DECLARATION_OF_BAG,
        layout.BAG_INFO: info,
        layout.TAG_MANIFEST: tag_manifest_of(tags[layout.MANIFEST], info),
    }
    yield from (f"`{name}` does not say what it has to" for name, data in expected.items() if tags[name] != data)
    payload = statement(submission_digest(tags[layout.MANIFEST]), predicate(declaration))
    try:
        check_envelope(tags[layout.ENVELOPE], payload, keys)
    except BadSignature as error:
        yield f"the envelope `{layout.ENVELOPE}` {error}"


def _misstated(declaration: Declaration, digests: Mapping[str, str], day: date) -> Iterator[str]:
    """What a declaration says of the bundle that it stands in, and that is not so."""
    if case_digest(digests) != declaration.case_digest:
        yield "the digest that is stated for the case is not that of its files"
    stated = {text.path: text.sha256 for text in declaration.profile.texts} if declaration.profile is not None else {}
    yield from (f"the profile's text `{short(path)}` is not there" for path in stated if path not in digests)
    there = [name for name in digests if name in stated or name.startswith(layout.PROFILES)]
    for name in there:
        if stated.get(name) != digests[name]:
            yield f"the profile's text `{short(name)}` is not the one that is stated"
    try:
        judged = date.fromisoformat(declaration.options.as_of)
    except ValueError:
        yield f"it says that it was judged on {declaration.options.as_of}, which is no day"
        return
    if judged > day:
        yield f"it says that it was judged on {judged}, and this is {day}: it is from the future"
