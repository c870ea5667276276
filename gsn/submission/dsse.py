"""The envelope for programs: an in-toto Statement v1 about the manifest, signed as DSSE 1.0 has it.

What is signed is `DSSEv1`, the payload's type and the payload, each with its length: no reader has to bring JSON into
a form of its own before it can check.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable
from typing import Any

from gsn.evidence.ssh_signature import BadSignature, ed25519_holds, packed
from gsn.submission.layout import MANIFEST, MOST_SIGNERS, PAYLOAD_TYPE, PREDICATE_TYPE, STATEMENT_TYPE
from gsn.submission.private_key import KEY_TYPE, SigningKey, fingerprint

_PREFIX = packed(KEY_TYPE.encode())
_RAW_KEY = 32


def statement(digest: str, predicate: dict[str, Any]) -> bytes:
    """The in-toto statement: that this manifest is what was handed in, and what the developer says of it."""
    data = {
        "_type": STATEMENT_TYPE,
        "subject": [{"name": MANIFEST, "digest": {"sha256": digest}}],
        "predicateType": PREDICATE_TYPE,
        "predicate": predicate,
    }
    return json.dumps(data, indent=1, ensure_ascii=True).encode()


def pre_authentication(payload: bytes) -> bytes:
    """The bytes that are signed (DSSE 1.0, `protocol.md`)."""
    kind = PAYLOAD_TYPE.encode()
    return b"DSSEv1 %d %b %d %b" % (len(kind), kind, len(payload), payload)


def envelope(payload: bytes, keys: Iterable[SigningKey]) -> bytes:
    """The payload with a signature of each key, in the order of their fingerprints."""
    message = pre_authentication(payload)
    return _written(payload, {key.public: key.sign(message) for key in keys})


def _written(payload: bytes, signatures: dict[bytes, bytes]) -> bytes:
    signed = sorted((fingerprint(key), value) for key, value in signatures.items())
    data = {
        "payloadType": PAYLOAD_TYPE,
        "payload": base64.b64encode(payload).decode(),
        "signatures": [{"keyid": keyid, "sig": base64.b64encode(value).decode()} for keyid, value in signed],
    }
    return json.dumps(data, indent=1, ensure_ascii=True).encode() + b"\n"


def check_envelope(data: bytes, payload: bytes, keys: Iterable[bytes]) -> None:
    """Hold an envelope against the payload that it has to have, and the keys that have to have signed it.

    Args:
        data: The envelope.
        payload: What :func:`statement` makes of the bundle.
        keys: The public keys that signed the manifest by SSH: both kinds of signature are by the same signers.

    Raises:
        BadSignature: It is another payload, by others, or a signature does not hold.
        NoCryptography: The library that checks signatures is not installed.
    """
    known = {fingerprint(key): key for key in keys}
    signatures = _signatures(data)
    if [keyid for keyid, _ in signatures] != sorted(known):
        raise BadSignature("is not signed by those who signed the manifest")
    if data != _written(payload, {known[keyid]: value for keyid, value in signatures}):
        raise BadSignature("says something else than the bundle, or is not in the one form that it has")
    message = pre_authentication(payload)
    for keyid, value in signatures:
        key = known[keyid].removeprefix(_PREFIX)[-_RAW_KEY:]
        if not ed25519_holds(key, value, message):
            raise BadSignature(f"has a signature of {keyid} that does not hold")


def _signatures(data: bytes) -> list[tuple[str, bytes]]:
    """The signatures that an envelope holds, as far as it is one."""
    try:
        held = json.loads(data)
        found = [(str(each["keyid"]), base64.b64decode(each["sig"], validate=True)) for each in held["signatures"]]
    except (ValueError, TypeError, KeyError, RecursionError):
        raise BadSignature("is no envelope") from None
    if len(found) > MOST_SIGNERS:
        raise BadSignature(f"has more than {MOST_SIGNERS} signatures")
    return found
