"""Detached SSH signatures, as `ssh-keygen -Y sign` makes them.

The format is OpenSSH's PROTOCOL.sshsig; keys and signatures inside it are those of RFC 4253, RFC 5656, RFC 8332 and
RFC 8709, and for security keys OpenSSH's PROTOCOL.u2f. Reading a signature needs nothing; checking one needs the
library `cryptography`, which is imported when it is used.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.types import PublicKeyTypes

NAMESPACE = "gsn-evidence"
"""What evidence is signed for: a signature that somebody made for another purpose is none of it."""

LARGEST_SIGNATURE = 16_384
"""Bytes of a signature file; that of the longest usual key has about three thousand."""

SMALLEST_RSA_KEY = 2048
"""Bits below which an RSA key is no key any more (NIST SP 800-57)."""

HASHES = ("sha256", "sha512")
"""What PROTOCOL.sshsig lets a message be hashed with."""

_MAGIC = b"SSHSIG"
_ARMOUR = re.compile(
    rb"\s*-----BEGIN SSH SIGNATURE-----[ \t]*\r?\n([A-Za-z0-9+/=\s]+)-----END SSH SIGNATURE-----\s*", re.ASCII
)
_KEY = re.compile(r"\s*([a-z0-9@.-]+)\s+([A-Za-z0-9+/=]+)(?:\s.*)?", re.ASCII)
_PRESENT = 0x01
"""The flag by which a security key says that somebody touched it."""

_CURVES = {
    b"nistp256": ("SECP256R1", "SHA256"),
    b"nistp384": ("SECP384R1", "SHA384"),
    b"nistp521": ("SECP521R1", "SHA512"),
}
_RSA_HASHES = {b"rsa-sha2-256": "SHA256", b"rsa-sha2-512": "SHA512"}

KEY_TYPES = (
    "ssh-ed25519",
    "ecdsa-sha2-nistp256",
    "ecdsa-sha2-nistp384",
    "ecdsa-sha2-nistp521",
    "ssh-rsa",
    "sk-ssh-ed25519@openssh.com",
    "sk-ecdsa-sha2-nistp256@openssh.com",
)
"""Keys whose signatures are checked."""


class BadSignature(ValueError):
    """Why a signature or a key cannot be used, as what follows its name: ``is no SSH signature``."""


class NoCryptography(ImportError):
    """The library that checks signatures is not installed."""


@dataclass(frozen=True, slots=True)
class Signature:
    """A signature that could be read: by which key it says that it was made, how the message was hashed, and itself."""

    public_key: bytes
    hash_name: str
    algorithm: bytes
    value: bytes
    rest: bytes

    @property
    def key_type(self) -> str:
        return _Fields(self.public_key).text().decode("ascii", "replace")


def read_signature(data: bytes, purpose: str = NAMESPACE) -> Signature:
    """The signature in a file that `ssh-keygen -Y sign -n PURPOSE` wrote.

    Raises:
        BadSignature: It is none, is broken, or was made for another purpose.
    """
    armoured = _ARMOUR.fullmatch(data) if len(data) <= LARGEST_SIGNATURE else None
    if armoured is None:
        raise BadSignature("is no SSH signature")
    blob = _Fields(_decoded(armoured[1], "is a broken SSH signature"))
    if blob.raw(len(_MAGIC)) != _MAGIC or blob.number() != 1:
        raise BadSignature("is an SSH signature of another version")
    public_key, namespace, _reserved = blob.text(), blob.text(), blob.text()
    hash_name, signed = blob.text().decode("ascii", "replace"), _Fields(blob.text())
    blob.end()
    if namespace != purpose.encode():
        other = namespace[:60].decode("utf-8", "replace")
        raise BadSignature(f"was made for `{other}`, not for `{purpose}`")
    if hash_name not in HASHES:
        raise BadSignature(f"hashes its message with `{hash_name[:60]}`, which is not looked at")
    return Signature(public_key, hash_name, signed.text(), signed.text(), signed.remaining())


def public_key_of(line: str) -> bytes:
    """The key in a line of a `.pub` file: its type, its base64, a comment.

    Raises:
        BadSignature: It is none, or of a type that is not looked at.
    """
    match = _KEY.fullmatch(line.strip())
    if match is None:
        raise BadSignature("is no public SSH key")
    written = match[1]
    blob = _decoded(match[2].encode(), "is no public SSH key")
    if not blob.startswith(packed(written.encode())):
        raise BadSignature("is no public SSH key: its type and its bytes differ")
    if written not in KEY_TYPES:
        raise BadSignature(f"is of type `{written}`, which is not looked at")
    return blob


def signed_message(hash_name: str, digest: bytes, purpose: str = NAMESPACE) -> bytes:
    """What a key signs for a file with a digest (PROTOCOL.sshsig)."""
    return _MAGIC + b"".join(map(packed, (purpose.encode(), b"", hash_name.encode(), digest)))


def is_valid(signature: Signature, digest: bytes, purpose: str = NAMESPACE) -> bool:
    """Whether a signature is one of its own key over the file with a digest.

    Args:
        signature: What :func:`read_signature` gave. Whose its key is, is for the caller to ask.
        digest: The file's digest by ``signature.hash_name``.
        purpose: What it was made for, which the signature itself covers.

    Raises:
        BadSignature: Its key or its algorithm is not looked at.
        NoCryptography: The library is not installed.
    """
    message = signed_message(signature.hash_name, digest, purpose)
    key = _Fields(signature.public_key)
    kind = key.text().decode("ascii", "replace")
    if kind not in KEY_TYPES:
        raise BadSignature(f"was made with a key of type `{kind[:60]}`, which is not looked at")
    if kind.startswith("sk-"):
        return signature.algorithm == kind.encode() and _by_security_key(signature, kind, key, message)
    if signature.rest:
        return False
    if kind == "ssh-rsa":
        return _rsa(key.integer(), key.integer(), signature, message)
    if signature.algorithm != kind.encode():
        return False
    if kind == "ssh-ed25519":
        return ed25519_holds(key.text(), signature.value, message)
    return _ecdsa(key.text(), key.text(), signature.value, message)


def _by_security_key(signature: Signature, kind: str, key: _Fields, message: bytes) -> bool:
    """What a security key signs: its application, what it did, how often it was used, and the message."""
    if len(signature.rest) != 5 or not signature.rest[0] & _PRESENT:  # noqa: PLR2004 - flags, and four of a counter
        return False
    elliptic = kind.startswith("sk-ecdsa")
    curve = key.text() if elliptic else b""
    point, application = key.text(), key.text()
    hashed = hashlib.sha256(application).digest() + signature.rest + hashlib.sha256(message).digest()
    if elliptic:
        return curve == b"nistp256" and _ecdsa(curve, point, signature.value, hashed)
    return ed25519_holds(point, signature.value, hashed)


# Keys


def ed25519_holds(key: bytes, signature: bytes, message: bytes) -> bool:
    """Whether a signature is one of an Ed25519 key, which is given as its 32 bytes, over a message (RFC 8032)."""
    _require_cryptography()
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        return _verified(Ed25519PublicKey.from_public_bytes(key), signature, message)
    except ValueError:
        return False


def _ecdsa(curve: bytes, point: bytes, signature: bytes, message: bytes) -> bool:
    _require_cryptography()
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

    if curve not in _CURVES:
        return False
    curve_name, hash_name = _CURVES[curve]
    pair = _Fields(signature)
    try:
        key = ec.EllipticCurvePublicKey.from_encoded_point(getattr(ec, curve_name)(), point)
        encoded = encode_dss_signature(pair.integer(), pair.integer())
        pair.end()
    except (ValueError, BadSignature):
        return False
    return _verified(key, encoded, message, ec.ECDSA(getattr(hashes, hash_name)()))


def _rsa(exponent: int, modulus: int, signature: Signature, message: bytes) -> bool:
    _require_cryptography()
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicNumbers

    if signature.algorithm not in _RSA_HASHES:
        raise BadSignature("was made with RSA and SHA-1, which proves nothing any more")
    if modulus.bit_length() < SMALLEST_RSA_KEY:
        raise BadSignature(f"was made with an RSA key of fewer than {SMALLEST_RSA_KEY} bits")
    try:
        key = RSAPublicNumbers(exponent, modulus).public_key()
    except ValueError:
        return False
    value = signature.value.rjust((modulus.bit_length() + 7) // 8, b"\0")
    return _verified(key, value, message, PKCS1v15(), getattr(hashes, _RSA_HASHES[signature.algorithm])())


def _verified(key: PublicKeyTypes, signature: bytes, message: bytes, *how: object) -> bool:
    from cryptography.exceptions import InvalidSignature

    try:
        key.verify(signature, message, *how)  # type: ignore[union-attr,arg-type]  # each kind with its own
    except InvalidSignature:
        return False
    return True


def _require_cryptography() -> None:
    try:
        import cryptography  # noqa: F401 - only whether it is there
    except ImportError:
        message = "signatures are checked with the library `cryptography`: `pip install 'gsn-case[submit]'`"
        raise NoCryptography(message) from None


# Bytes


class _Fields:
    """The fields of an SSH structure (RFC 4251, 5), read one after the other."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.position = 0

    def raw(self, length: int) -> bytes:
        end = self.position + length
        if end > len(self.data):
            raise BadSignature("is a broken SSH signature")
        found = self.data[self.position : end]
        self.position = end
        return found

    def number(self) -> int:
        return int.from_bytes(self.raw(4), "big")

    def text(self) -> bytes:
        return self.raw(self.number())

    def integer(self) -> int:
        return int.from_bytes(self.text(), "big", signed=True)

    def remaining(self) -> bytes:
        return self.raw(len(self.data) - self.position)

    def end(self) -> None:
        if self.position != len(self.data):
            raise BadSignature("is a broken SSH signature")


def packed(field: bytes) -> bytes:
    """A field as SSH writes it: its length, and itself (RFC 4251, 5)."""
    return len(field).to_bytes(4, "big") + field


def _decoded(written: bytes, broken: str) -> bytes:
    try:
        return base64.b64decode(b"".join(written.split()), validate=True)
    except binascii.Error:
        raise BadSignature(broken) from None
