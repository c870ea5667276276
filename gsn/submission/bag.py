"""The bag (RFC 8493): its manifests and tag files, each a function of what it holds, so that each can be recomputed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from hashlib import sha256

from gsn import __version__
from gsn.submission.flaws import Refused
from gsn.submission.layout import BAG, BAG_INFO, MANIFEST
from gsn.submission.naming import short

DECLARATION_OF_BAG = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"

_LINE = re.compile(r"([0-9a-f]{64})  (\S.*)")
_ENCODED = re.compile(r"%(25|0A|0D)", re.IGNORECASE)


def submission_digest(manifest: bytes) -> str:
    """The digest by which reviews and later submissions name a submission.

    It is the SHA-256 of `manifest-sha256.txt`, which holds the digest of every file that is handed in. Signatures stand
    beside it: whoever signs the same submission later does not make another of it.
    """
    return sha256(manifest).hexdigest()


def manifest_of(digests: Mapping[str, str]) -> bytes:
    """A manifest: a digest and a name on each line, in the order of the names; `sha256sum -c` reads it."""
    lines = (f"{digests[name]}  {name.replace('%', '%25')}\n" for name in sorted(digests, key=str.encode))
    return "".join(lines).encode()


def read_manifest(data: bytes) -> dict[str, str]:
    """The digests of a manifest by the names of files.

    Raises:
        Refused: It is none, or not written as :func:`manifest_of` writes it.
    """
    found: dict[str, str] = {}
    try:
        lines = data.decode().split("\n")
    except UnicodeDecodeError:
        raise Refused([f"`{MANIFEST}` is not UTF-8"]) from None
    for number, line in enumerate(lines[:-1], 1):
        match = _LINE.fullmatch(line)
        if match is None:
            raise Refused([f"`{MANIFEST}`: line {number:,} is no digest and name"])
        name = _ENCODED.sub(lambda code: chr(int(code[1], 16)), match[2])
        if name in found:
            raise Refused([f"`{MANIFEST}` names `{short(name)}` twice"])
        found[name] = match[1]
    if lines[-1] or manifest_of(found) != data:
        raise Refused([f"`{MANIFEST}` is not in the one form that it has: in order, a line for each file"])
    return found


def bag_info(payload: Mapping[str, int], day: str, case: str, tool: str = f"gsn {__version__}") -> bytes:
    """The tag file for people and for other tools that read bags.

    Args:
        payload: The sizes of the files under `data/`, by their names.
        day: The day on which the case was judged.
        case: The case's name.
        tool: What made the bag.
    """
    lines = (
        f"Bag-Software-Agent: {tool}",
        f"Bagging-Date: {day}",
        f"External-Identifier: {case}",
        f"Payload-Oxum: {sum(payload.values())}.{len(payload)}",
    )
    return "".join(f"{line}\n" for line in lines).encode()


def tag_manifest_of(manifest: bytes, info: bytes) -> bytes:
    """The manifest of the tag files but the signatures, which others may add to."""
    held = {BAG: DECLARATION_OF_BAG, BAG_INFO: info, MANIFEST: manifest}
    return manifest_of({name: sha256(data).hexdigest() for name, data in held.items()})
