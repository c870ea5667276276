"""SSH signatures made and held against what they sign, in the one form in which `ssh-keygen -Y sign` writes them."""

from __future__ import annotations

import base64
from hashlib import sha512

from gsn.evidence.ssh_signature import BadSignature, Signature, is_valid, packed, read_signature, signed_message
from gsn.submission.private_key import KEY_TYPE, SigningKey

_HASH = "sha512"
_COLUMNS = 70
"""Characters of a line, as OpenSSH breaks them."""


def ssh_signature(key: SigningKey, data: bytes, namespace: str) -> bytes:
    """The detached signature of a key over some bytes."""
    value = key.sign(signed_message(_HASH, sha512(data).digest(), namespace))
    return _armoured(key.public, value, namespace)


def _armoured(public_key: bytes, value: bytes, namespace: str) -> bytes:
    signed = packed(KEY_TYPE.encode()) + packed(value)
    fields = public_key, namespace.encode(), b"", _HASH.encode(), signed
    blob = b"SSHSIG" + (1).to_bytes(4, "big") + b"".join(map(packed, fields))
    text = base64.b64encode(blob)
    lines = [text[at : at + _COLUMNS] for at in range(0, len(text), _COLUMNS)]
    return b"\n".join([b"-----BEGIN SSH SIGNATURE-----", *lines, b"-----END SSH SIGNATURE-----", b""])


def signer_of(armoured: bytes, data: bytes, namespace: str) -> bytes:
    """The public key that made a signature over some bytes.

    Only Ed25519, and only the form that :func:`ssh_signature` writes: another that says the same would be a second
    name for one thing.

    Raises:
        BadSignature: It is none, or not one over these bytes.
        NoCryptography: The library that checks signatures is not installed.
    """
    signature = read_signature(armoured, namespace)
    if signature.key_type != KEY_TYPE or signature.hash_name != _HASH:
        raise BadSignature(f"is not made with {KEY_TYPE} and {_HASH}")
    if armoured != _armoured(signature.public_key, signature.value, namespace):
        raise BadSignature("is not written as `ssh-keygen -Y sign` writes it")
    return _checked(signature, data, namespace)


def _checked(signature: Signature, data: bytes, namespace: str) -> bytes:
    if not is_valid(signature, sha512(data).digest(), namespace):
        raise BadSignature("does not hold: it was made over something else, or altered")
    return signature.public_key
