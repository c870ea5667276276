"""A signer's private key, as OpenSSH keeps it: read, and used to sign."""

from __future__ import annotations

import base64
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

LARGEST_KEY = 1 << 16
"""Bytes of a key file; that of the longest usual key has some three thousand."""

KEY_TYPE = "ssh-ed25519"
"""The one kind of key that signs submissions: its signatures are the same whenever they are made (RFC 8032)."""

HOW_TO_MAKE = "make one with `ssh-keygen -t ed25519`"

AskPassphrase = Callable[[Path], str | None]


class BadKey(ValueError):
    """Why a file is no key to sign with; the message is what follows its name."""


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A private key, and its public half as SSH writes it (RFC 8709)."""

    _private: Ed25519PrivateKey
    public: bytes

    def sign(self, message: bytes) -> bytes:
        return self._private.sign(message)


def fingerprint(public_key: bytes) -> str:
    """A public key in short, as `ssh-keygen -l` prints it."""
    return "SHA256:" + base64.b64encode(sha256(public_key).digest()).decode().rstrip("=")


def read_private_key(path: Path, ask: AskPassphrase) -> SigningKey:
    """The private key in a file.

    Args:
        path: The file.
        ask: Gives the passphrase of an encrypted key; none where nobody can be asked.

    Raises:
        BadKey: It is none, of another kind, or cannot be opened.
    """
    try:
        with path.open("rb") as stream:
            data = stream.read(LARGEST_KEY + 1)
    except OSError as error:
        raise BadKey(f"cannot be read: {error.strerror or error}") from None
    if data.lstrip().startswith((b"ssh-", b"ecdsa-", b"sk-")):
        raise BadKey("is a public key; name the private one, whose name mostly lacks the `.pub`")
    if len(data) > LARGEST_KEY or b"-----BEGIN OPENSSH PRIVATE KEY-----" not in data:
        if b"PRIVATE KEY-----" in data:
            raise BadKey("is a private key of another form; `ssh-keygen -p -f FILE` rewrites it as OpenSSH's")
        raise BadKey(f"is no private key of OpenSSH; {HOW_TO_MAKE}")
    return _opened(data, path, ask)


def _opened(data: bytes, path: Path, ask: AskPassphrase) -> SigningKey:
    try:
        from cryptography.exceptions import UnsupportedAlgorithm
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
        from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_ssh_private_key
    except ImportError:
        raise BadKey("cannot be used without the library `cryptography`: `pip install 'gsn-case[submit]'`") from None
    try:
        try:
            key = load_ssh_private_key(data, None)
        except TypeError:  # it is encrypted
            passphrase = ask(path)
            if not passphrase:
                raise BadKey("is encrypted, and nobody gave its passphrase") from None
            key = load_ssh_private_key(data, passphrase.encode())
    except UnsupportedAlgorithm as error:
        if "bcrypt" in str(error):
            message = "is encrypted, which takes the library `bcrypt`: `pip install 'gsn-case[submit]'`"
            raise BadKey(message) from None
        raise BadKey(f"is of a kind that is not supported; {HOW_TO_MAKE}") from None
    except ValueError as error:
        if isinstance(error, BadKey):
            raise
        raise BadKey("cannot be opened: it is damaged, or the passphrase is not its own") from None
    if not isinstance(key, Ed25519PrivateKey):
        raise BadKey(f"is no Ed25519 key, and only those sign submissions; {HOW_TO_MAKE}")
    written = key.public_key().public_bytes(Encoding.OpenSSH, PublicFormat.OpenSSH)
    return SigningKey(key, base64.b64decode(written.split()[1]))
