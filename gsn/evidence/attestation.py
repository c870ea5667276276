"""Whether a record's detached signature is one of its giver's, over the file that the record names."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from gsn.evidence.actors import Actors
from gsn.evidence.files import Contents, locate
from gsn.evidence.ssh_signature import (
    LARGEST_SIGNATURE,
    NAMESPACE,
    BadSignature,
    NoCryptography,
    Signature,
    is_valid,
    public_key_of,
    read_signature,
)
from gsn.evidence.states import Assessment, State
from gsn.model.reference import Identity
from gsn.model.statements.evidence import EvidenceStatement

CODE = "GSN331"


@dataclass(frozen=True, slots=True)
class Attested:
    """What was found where a record says that its signature is: the signature, or why there is none."""

    signature: Signature | None
    trouble: Assessment | None = None


def read_attestation(says: EvidenceStatement, folder: Path) -> Attested | None:
    """The signature that a record names; nothing where it names none.

    Args:
        says: What the record says.
        folder: The case's folder, its own links followed.
    """
    if says.attested is None:
        return None
    written = says.attested.plain
    located = locate(written, folder)
    if located.path is None:
        state = State.MISSING if located.missing else State.UNUSABLE
        return Attested(None, _trouble(state, f"its signature `{written}` {located.trouble}"))
    try:
        with Path(located.path).open("rb") as stream:
            return Attested(read_signature(stream.read(LARGEST_SIGNATURE + 1)))
    except BadSignature as error:
        return Attested(None, _trouble(State.UNUSABLE, f"its signature `{written}` {error}"))
    except OSError as error:
        why = f"its signature `{written}` cannot be read: {error.strerror or error}"
        return Attested(None, _trouble(State.UNUSABLE, why))


def attestation_trouble(
    says: EvidenceStatement, attested: Attested, contents: Contents | None, actors: Actors
) -> Assessment | None:
    """Why a signature does not attest a record.

    Args:
        says: What the record says.
        attested: Its signature, as far as it could be read.
        contents: What reading the record's file came to.
        actors: Whose keys are known.
    """
    signature = attested.signature
    if signature is None:
        return attested.trouble
    if says.by is None or actors.unread(says.by.actor.identity, "keys"):
        return None
    giver = says.by.actor
    keys = keys_of(giver.identity, actors)
    if not keys:
        return _trouble(State.UNENTITLED, f"no key of `{giver.name}` is known, so nobody can tell whether it signed")
    if signature.public_key not in keys:
        return _trouble(State.UNENTITLED, f"it is signed with a key that is none of `{giver.name}`'s")
    digest = contents.digests.get(signature.hash_name) if contents is not None else None
    try:
        valid = digest is not None and is_valid(signature, bytes.fromhex(digest))
    except (BadSignature, NoCryptography) as error:
        said = f"its signature {error}" if isinstance(error, BadSignature) else str(error)
        return _trouble(State.UNUSABLE, said)
    return None if valid else _trouble(State.ALTERED, f"its signature is not one of `{giver.name}`'s over its file")


def keys_of(actor: Identity, actors: Actors) -> set[bytes]:
    """The public keys of an actor; what is written for one and is none is told by GSN332."""
    found = set()
    for written in actors.says(actor).keys:
        try:
            found.add(public_key_of(written.plain))
        except BadSignature:
            continue
    return found


def how_to_sign(path: str) -> str:
    """The command that signs a file of evidence."""
    return f"ssh-keygen -Y sign -f KEY -n {NAMESPACE} {path}"


def _trouble(state: State, why: str) -> Assessment:
    return Assessment(state, why, "attested", code=CODE)
