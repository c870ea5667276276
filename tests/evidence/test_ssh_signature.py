"""Signatures: what `ssh-keygen` signs is valid here, and what is valid here `ssh-keygen` finds valid too."""

import base64
import hashlib
import shutil
import subprocess
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

from gsn.evidence.ssh_signature import (
    LARGEST_SIGNATURE,
    NAMESPACE,
    BadSignature,
    Signature,
    is_valid,
    public_key_of,
    read_signature,
)

MESSAGE = b"All 400 patterns were caught.\n"
KEYGEN = shutil.which("ssh-keygen")

pytestmark = pytest.mark.skipif(KEYGEN is None, reason="OpenSSH's ssh-keygen is not installed")

KINDS = [
    ("ed25519",),
    ("ecdsa", "-b", "256"),
    ("ecdsa", "-b", "384"),
    ("ecdsa", "-b", "521"),
    ("rsa", "-b", "2048"),
    ("rsa", "-b", "3072"),
]


def keygen(*arguments: str | Path, folder: Path, check: bool = True, given: bytes = b"") -> int:
    done = subprocess.run(
        ["ssh-keygen", *map(str, arguments)], cwd=folder, check=check, capture_output=True, input=given, timeout=60
    )
    return done.returncode


def signed(folder: Path, *kind: str, namespace: str = NAMESPACE, options: tuple[str, ...] = ()) -> bytes:
    """A message, a key and its signature in a folder; the signature's file."""
    (folder / "message").write_bytes(MESSAGE)
    keygen("-q", "-t", *kind, "-N", "", "-C", "giver", "-f", "key", folder=folder)
    keygen("-q", "-Y", "sign", "-f", "key", "-n", namespace, *options, "message", folder=folder)
    return (folder / "message.sig").read_bytes()


def digest(signature: Signature, message: bytes = MESSAGE) -> bytes:
    return hashlib.new(signature.hash_name, message).digest()


def openssh_finds_it_valid(folder: Path, public_key: bytes, kind: str, signature: bytes, message: bytes) -> bool:
    """What `ssh-keygen -Y verify` says of a signature."""
    written = f"giver {kind} {base64.b64encode(public_key).decode()}\n"
    (folder / "allowed").write_text(written)
    (folder / "checked.sig").write_bytes(signature)
    options = ("-f", "allowed", "-I", "giver", "-n", NAMESPACE, "-s", "checked.sig")
    return keygen("-Y", "verify", *options, folder=folder, check=False, given=message) == 0


@pytest.mark.parametrize("kind", KINDS, ids=" ".join)
@pytest.mark.parametrize("hash_name", ["sha256", "sha512"])
def test_what_ssh_keygen_signs_is_valid(kind: tuple[str, ...], hash_name: str, tmp_path: Path) -> None:
    signature = read_signature(signed(tmp_path, *kind, options=("-O", f"hashalg={hash_name}")))
    assert signature.hash_name == hash_name
    assert signature.public_key == public_key_of((tmp_path / "key.pub").read_text())
    assert is_valid(signature, digest(signature))
    assert not is_valid(signature, digest(signature, MESSAGE + b"\n"))
    assert not is_valid(signature, digest(signature, b""))


@pytest.mark.parametrize("kind", KINDS[:2], ids=" ".join)
def test_no_changed_byte_goes_unnoticed(kind: tuple[str, ...], tmp_path: Path) -> None:
    """Every byte of the signature, changed: it is no signature, or one of another key, or not valid."""
    data = signed(tmp_path, *kind)
    key = public_key_of((tmp_path / "key.pub").read_text())
    body = b"".join(data.split(b"\n")[1:-2])
    blob = base64.b64decode(body)
    for position in range(len(blob)):
        changed = bytearray(blob)
        changed[position] ^= 1
        try:
            signature = read_signature(armoured(bytes(changed)))
            accepted = signature.public_key == key and is_valid(signature, digest(signature))
        except BadSignature:
            accepted = False
        assert not accepted, position


def armoured(blob: bytes) -> bytes:
    body = base64.encodebytes(blob)
    return b"-----BEGIN SSH SIGNATURE-----\n" + body + b"-----END SSH SIGNATURE-----\n"


def packed(*fields: bytes) -> bytes:
    return b"".join(len(field).to_bytes(4, "big") + field for field in fields)


def written(
    public_key: bytes, value: bytes, *, namespace: bytes = NAMESPACE.encode(), hash_name: bytes = b"sha512"
) -> bytes:
    return armoured(b"SSHSIG" + (1).to_bytes(4, "big") + packed(public_key, namespace, b"", hash_name, value))


def to_sign(message: bytes = MESSAGE) -> bytes:
    return b"SSHSIG" + packed(NAMESPACE.encode(), b"", b"sha512", hashlib.sha512(message).digest())


def ed25519(*, algorithm: bytes = b"ssh-ed25519", rest: bytes = b"") -> Signature:
    private = Ed25519PrivateKey.generate()
    raw = private.public_key().public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)
    value = packed(algorithm, private.sign(to_sign())) + rest
    return read_signature(written(packed(b"ssh-ed25519", raw), value))


def test_a_signature_is_of_its_keys_algorithm_and_ends_where_it_ends() -> None:
    good = ed25519()
    assert is_valid(good, digest(good))
    for bad in (ed25519(algorithm=b"ssh-rsa"), ed25519(rest=b"\x01"), ed25519(rest=b"\x01\0\0\0\0")):
        assert not is_valid(bad, digest(bad))


def mpint(number: int) -> bytes:
    return number.to_bytes(number.bit_length() // 8 + 1, "big")


PRESENT, VERIFIED, ABSENT = b"\x01", b"\x05", b"\x00"


@pytest.mark.parametrize(("flags", "valid"), [(PRESENT, True), (VERIFIED, True), (ABSENT, False)])
@pytest.mark.parametrize("curve", ["ed25519", "nistp256"])
def test_a_security_keys_signature_is_valid_where_somebody_touched_it(
    curve: str,
    flags: bytes,
    valid: bool,  # noqa: FBT001 - a column of the table
    tmp_path: Path,
) -> None:
    counter, application = (7).to_bytes(4, "big"), b"ssh:"
    inner = hashlib.sha256(application).digest() + flags + counter + hashlib.sha256(to_sign()).digest()
    if curve == "ed25519":
        private = Ed25519PrivateKey.generate()
        raw = private.public_key().public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)
        kind, key, value = b"sk-ssh-ed25519@openssh.com", packed(raw), private.sign(inner)
    else:
        elliptic = ec.generate_private_key(ec.SECP256R1())
        point = elliptic.public_key().public_bytes(
            serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint
        )
        r, s = decode_dss_signature(elliptic.sign(inner, ec.ECDSA(hashes.SHA256())))
        kind, key, value = b"sk-ecdsa-sha2-nistp256@openssh.com", packed(b"nistp256", point), packed(mpint(r), mpint(s))
    public_key = packed(kind) + key + packed(application)
    data = written(public_key, packed(kind, value) + flags + counter)
    signature = read_signature(data)
    assert is_valid(signature, digest(signature)) is valid
    other = read_signature(written(public_key, packed(b"ssh-ed25519", value) + flags + counter))
    assert not is_valid(other, digest(other))
    assert openssh_finds_it_valid(tmp_path, public_key, kind.decode(), data, MESSAGE) or not valid
    assert not is_valid(signature, digest(signature, b"another"))


def rsa_signature(private: rsa.RSAPrivateKey, algorithm: bytes, hash_: hashes.HashAlgorithm) -> bytes:
    numbers = private.public_key().public_numbers()
    public_key = packed(b"ssh-rsa", mpint(numbers.e), mpint(numbers.n))
    value = private.sign(to_sign(), padding.PKCS1v15(), hash_)
    return written(public_key, packed(algorithm, value))


@pytest.mark.parametrize(
    ("bits", "algorithm", "hash_", "why"),
    [
        (2048, b"ssh-rsa", hashes.SHA1(), "was made with RSA and SHA-1"),  # noqa: S303 - to be refused
        (1024, b"rsa-sha2-512", hashes.SHA512(), "was made with an RSA key of fewer than 2048 bits"),
    ],
)
def test_what_proves_nothing_any_more_is_refused(
    bits: int, algorithm: bytes, hash_: hashes.HashAlgorithm, why: str
) -> None:
    private = rsa.generate_private_key(65537, bits)
    signature = read_signature(rsa_signature(private, algorithm, hash_))
    with pytest.raises(BadSignature, match=why):
        is_valid(signature, digest(signature))


def test_a_signature_for_another_purpose_is_none(tmp_path: Path) -> None:
    with pytest.raises(BadSignature, match="was made for `file`, not for `gsn-evidence`"):
        read_signature(signed(tmp_path, "ed25519", namespace="file"))


BROKEN = {
    "nothing": b"",
    "something else": MESSAGE,
    "no end": b"-----BEGIN SSH SIGNATURE-----\nU1NIU0lH\n",
    "no base64": b"-----BEGIN SSH SIGNATURE-----\nU1NIU0lH=A\n-----END SSH SIGNATURE-----\n",
    "too short": armoured(b"SSHSIG"),
    "another magic": armoured(b"SSHSIX" + (1).to_bytes(4, "big")),
    "another version": armoured(b"SSHSIG" + (2).to_bytes(4, "big") + packed(b"", b"", b"", b"", b"")),
    "a length that leads out": armoured(b"SSHSIG" + (1).to_bytes(4, "big") + b"\xff\xff\xff\xff"),
    "more behind its end": armoured(
        b"SSHSIG" + (1).to_bytes(4, "big") + packed(b"", b"gsn-evidence", b"", b"sha512", b"", b"x")
    ),
    "another hash": written(packed(b"ssh-ed25519", b""), packed(b"ssh-ed25519", b""), hash_name=b"md5"),
    "too large": b"-----BEGIN SSH SIGNATURE-----\n" + b"A" * LARGEST_SIGNATURE + b"\n-----END SSH SIGNATURE-----\n",
}


@pytest.mark.parametrize("data", BROKEN.values(), ids=BROKEN)
def test_what_is_no_signature_is_said_to_be_none(data: bytes) -> None:
    with pytest.raises(BadSignature, match=r"^(is|was|hashes) "):
        read_signature(data)


@pytest.mark.parametrize(
    "key",
    [
        packed(b"ssh-ed25519", b"short"),
        packed(b"ecdsa-sha2-nistp256", b"nistp256", b"\x04no point"),
        packed(b"ecdsa-sha2-nistp256", b"nistp999", b"\x04"),
        packed(b"ecdsa-sha2-nistp256", b"nistp384", b"\x04"),
        packed(b"ssh-rsa", b"\x03", b"\x05" * 300),
    ],
    ids=["short", "no point", "no curve", "another curve", "no modulus"],
)
def test_a_key_that_is_none_signs_nothing(key: bytes) -> None:
    length = int.from_bytes(key[:4], "big")
    kind = key[4 : 4 + length]
    algorithm = b"rsa-sha2-512" if kind == b"ssh-rsa" else kind
    value = packed(b"\x01", b"\x01") if kind.startswith(b"ecdsa") else b"\x01" * 64
    signature = read_signature(written(key, packed(algorithm, value)))
    assert not is_valid(signature, digest(signature))


@pytest.mark.parametrize("kind", [b"ssh-dss", b"ssh-ed25519-cert-v01@openssh.com", b"sk-something@example.org"])
def test_keys_of_other_kinds_are_named(kind: bytes) -> None:
    signature = read_signature(written(packed(kind, b"", b""), packed(kind, b"") + b"\x01\0\0\0\0"))
    with pytest.raises(BadSignature, match=f"key of type `{kind.decode()}`, which is not looked at"):
        is_valid(signature, digest(signature))


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("", "is no public SSH key"),
        ("ssh-ed25519", "is no public SSH key"),
        ("ssh-ed25519 !!!!", "is no public SSH key"),
        ("ssh-ed25519 AAAA", "is no public SSH key"),
        ("ssh-rsa AAAAC3NzaC1lZDI1NTE5AAAAIA==", "its type and its bytes differ"),
        (f"ssh-dss {base64.b64encode(packed(b'ssh-dss')).decode()}", "is of type `ssh-dss`, which is not looked at"),
        ("-----BEGIN OPENSSH PRIVATE KEY-----", "is no public SSH key"),
    ],
)
def test_what_is_no_key_is_said_to_be_none(line: str, why: str) -> None:
    with pytest.raises(BadSignature, match=why):
        public_key_of(line)
