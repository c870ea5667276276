"""Whether a review is the word of an authority: its reviewer is one by the reader's registry, and signed it.

Nothing that a developer can write turns into a reviewer's word: the registry is the reader's own, the key is the
registry's, and the signature is over the very bytes that were read.
"""

from __future__ import annotations

from collections.abc import Collection
from hashlib import new
from pathlib import Path

from gsn.evidence.actors import Actors, Registry
from gsn.evidence.attestation import keys_of
from gsn.evidence.ssh_signature import LARGEST_SIGNATURE, BadSignature, NoCryptography, is_valid, read_signature
from gsn.model.case import Case
from gsn.model.kinds import Kind
from gsn.model.reference import Identity, name_of
from gsn.model.statements.facts import SystemStatement

from .reading import SIGNATURE_ENDING, ReadReview

NAMESPACE = "gsn-review"
"""What a review is signed for: a signature for another purpose is none of it."""


def signature_file(review: Path) -> Path:
    """Where a review's signature lies: beside it, as `ssh-keygen -Y sign` puts it."""
    return review.with_name(review.name + SIGNATURE_ENDING)


def why_distrusted(read: ReadReview, registry: Registry | None, developers: Collection[str]) -> str:
    """Why a review is not known to be an authority's word; nothing where it is.

    Args:
        read: The review.
        registry: The reader's actors.
        developers: The names of those who develop the case's systems.
    """
    by = read.says.by
    if by is None:
        return "it does not say whose it is (`by ACTOR on DATE`)"
    who = by.by.name
    if registry is None:
        return f"no registry says who `{who}` is: name yours with --actors"
    actors = Actors({}, registry)
    if actors.stated(by.by.identity) is None:
        return f"your registry knows no `{who}`"
    if not actors.is_public(by.by.identity):
        return f"`{who}` is no public body in your registry"
    if who in developers:
        return f"`{who}` develops a system of the case"
    return _why_not_signed(read, by.by.identity, actors)


def developers_of(case: Case) -> frozenset[str]:
    """The names of those who develop a case's systems."""
    systems = [element.says for element in case.elements.values() if element.kind is Kind.SYSTEM]
    return frozenset(
        name_of(says.developer.identity)
        for says in systems
        if isinstance(says, SystemStatement) and says.developer is not None
    )


def _why_not_signed(read: ReadReview, actor: Identity, actors: Actors) -> str:
    who, where = name_of(actor), signature_file(read.path)
    keys = keys_of(actor, actors)
    if not keys:
        return f"your registry has no key of `{who}`'s"
    try:
        with where.open("rb") as stream:
            signature = read_signature(stream.read(LARGEST_SIGNATURE + 1), NAMESPACE)
    except OSError as error:
        missing = isinstance(error, FileNotFoundError)
        told = f"there is no `{where.name}`" if missing else f"`{where.name}` cannot be read: {error.strerror or error}"
        return f"it is not signed: {told}"
    except BadSignature as error:
        return f"its signature {error}"
    if signature.public_key not in keys:
        return f"it is signed with a key that is none of `{who}`'s"
    try:
        valid = is_valid(signature, new(signature.hash_name, read.data).digest(), NAMESPACE)
    except (BadSignature, NoCryptography) as error:
        return f"its signature {error}" if isinstance(error, BadSignature) else str(error)
    return "" if valid else "its signature does not hold: it was made over something else, or the review was altered"
