"""Keys: what signs, what counts, and what is told of a file that is neither."""

import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from gsn.evidence.ssh_signature import public_key_of
from gsn.submission.layout import NAMESPACE
from gsn.submission.private_key import BadKey, fingerprint, read_private_key
from gsn.submission.ssh_signing import ssh_signature
from gsn.submission.trust import BadTrust, read_trust

DAY = date(2026, 6, 1)
Make = Callable[..., Path]


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """A key as `ssh-keygen` makes it."""

    def made(*options: str, name: str = "key", passphrase: str = "") -> Path:
        path = tmp_path / name
        kind = options or ("-t", "ed25519")
        run("-q", *kind, "-N", passphrase, "-C", name, "-f", path)
        return path

    return made


def run(*arguments: str | Path, **options: object) -> subprocess.CompletedProcess[bytes]:
    settings = {"check": True, "capture_output": True, "timeout": 60} | options
    return subprocess.run(["ssh-keygen", *map(str, arguments)], **settings)  # type: ignore[call-overload, no-any-return]  # noqa: PLW1510


def public(path: Path) -> str:
    return path.with_name(f"{path.name}.pub").read_text(encoding="utf-8").strip()


def nobody(_: Path) -> None:
    return None


# Private keys


def test_a_key_signs_as_ssh_keygen_does(make: Make, tmp_path: Path) -> None:
    path = make()
    key = read_private_key(path, nobody)
    assert key.public == public_key_of(public(path))
    assert fingerprint(key.public) in run("-l", "-f", path).stdout.decode()
    (tmp_path / "manifest").write_bytes(b"a manifest\n")
    run("-q", "-Y", "sign", "-f", path, "-n", NAMESPACE, tmp_path / "manifest")
    assert (tmp_path / "manifest.sig").read_bytes() == ssh_signature(key, b"a manifest\n", NAMESPACE)


def test_an_encrypted_key_asks_for_its_passphrase(make: Make) -> None:
    path = make(passphrase="geheim")  # noqa: S106 - a test's
    assert read_private_key(path, lambda _: "geheim").public == public_key_of(public(path))
    for answer, words in (("falsch", "passphrase is not its own"), ("", "nobody gave"), (None, "nobody gave")):
        with pytest.raises(BadKey, match=words):
            read_private_key(path, lambda _, given=answer: given)  # type: ignore[misc]


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("-t", "rsa", "-b", "2048"), "is no Ed25519 key"),
        (("-t", "ecdsa"), "is no Ed25519 key"),
        (("-t", "rsa", "-b", "2048", "-m", "PEM"), "of another form; `ssh-keygen -p -f FILE` rewrites it"),
    ],
)
def test_a_key_of_another_kind_is_told(options: tuple[str, ...], words: str, make: Make) -> None:
    with pytest.raises(BadKey, match=words):
        read_private_key(make(*options), nobody)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "no private key of OpenSSH"),
        (b"hello\n", "make one with `ssh-keygen -t ed25519`"),
        (b"\xff" * 100_000, "no private key of OpenSSH"),
        (b"-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----\n", "it is damaged"),
    ],
    ids=["empty", "text", "bytes", "damaged"],
)
def test_what_is_no_key_is_told(data: bytes, words: str, tmp_path: Path) -> None:
    (tmp_path / "key").write_bytes(data)
    with pytest.raises(BadKey, match=words):
        read_private_key(tmp_path / "key", nobody)


def test_a_public_key_and_a_file_that_is_not_there_are_told(make: Make, tmp_path: Path) -> None:
    path = make()
    with pytest.raises(BadKey, match="is a public key"):
        read_private_key(path.with_name("key.pub"), nobody)
    with pytest.raises(BadKey, match="cannot be read: No such file"):
        read_private_key(tmp_path / "nowhere", nobody)


# Allowed signers


@pytest.mark.parametrize(
    ("before", "name", "counts"),
    [
        ("lab@example", "lab@example", True),
        ("lab@example", "other@example", False),
        ("*@example", "lab@example", True),
        ("a@example,l?b@example", "lab@example", True),
        ("[lab]@example", "l@example", False),
        ('lab@example namespaces="gsn-submission"', "lab@example", True),
        ('lab@example namespaces="git,gsn-*"', "lab@example", True),
        ('lab@example namespaces="git"', "lab@example", False),
        ('lab@example valid-after="20260531Z"', "lab@example", True),
        ('lab@example valid-after="20260602Z"', "lab@example", False),
        ('lab@example valid-before="20260531Z"', "lab@example", False),
        ('lab@example valid-before="202606020000Z"', "lab@example", True),
        (
            'lab@example namespaces="gsn-submission",valid-after="20260101000000Z",valid-before="20270101Z"',
            "lab@example",
            True,
        ),
    ],
)
def test_a_list_of_keys_means_what_it_means_to_ssh_keygen(
    before: str,
    name: str,
    counts: bool,  # noqa: FBT001 - a column of the table
    make: Make,
    tmp_path: Path,
) -> None:
    path = make()
    (tmp_path / "allowed").write_text(f"# Ours\n\n{before} {public(path)}\n", encoding="utf-8")
    key = read_private_key(path, nobody)
    standing = read_trust(tmp_path / "allowed").standing(key.public, DAY)
    assert (standing.trusted and standing.is_known_as(name)) == counts
    (tmp_path / "sig").write_bytes(ssh_signature(key, b"data", NAMESPACE))
    arguments = ("-f", tmp_path / "allowed", "-I", name, "-n", NAMESPACE, "-s", tmp_path / "sig")
    told = run("-Y", "verify", *arguments, "-O", "verify-time=20260601120000Z", input=b"data", check=False)
    assert (told.returncode == 0) == counts


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("lab@example", "no principals and key"),
        ("ssh-ed25519 AAAA", "no principals and key"),
        ("lab@example ssh-ed25519 AAAA", "is no public SSH key"),
        ("lab@example ssh-ed25519 !!!!", "is no public SSH key"),
        ("lab@example ssh-dss {key}", "its type and its bytes differ"),
        ('lab@example valid-after="soon" ssh-ed25519 {key}', "is no moment"),
        ('lab@example valid-after="20261332" ssh-ed25519 {key}', "is no moment"),
        ('lab@example valid-after="" ssh-ed25519 {key}', "is no moment"),
        ("lab@example namespaces ssh-ed25519 {key}", "has a value that it should not have, or none"),
        ('lab@example namespaces="a",namespaces="b" ssh-ed25519 {key}', "stands twice"),
        ('lab@example verify-required="x" ssh-ed25519 {key}', "is no option"),
        ("!lab@example,* ssh-ed25519 {key}", "without exceptions"),
        ("lab@example cert-authority ssh-ed25519 {key}", "names no key"),
    ],
)
def test_a_line_that_is_none_is_told(line: str, words: str, make: Make, tmp_path: Path) -> None:
    key = public(make()).split()[1]
    (tmp_path / "allowed").write_text(line.format(key=key) + "\n", encoding="utf-8")
    with pytest.raises(BadTrust, match=words):
        read_trust(tmp_path / "allowed")


@pytest.mark.parametrize(
    ("data", "words"),
    [(b"", "names no key"), (b"\xff\xfe", "is no list"), (b"SSHKRL\n\0\0\0", "is a binary list")],
)
def test_what_is_no_list_of_keys_is_told(data: bytes, words: str, tmp_path: Path) -> None:
    (tmp_path / "allowed").write_bytes(data)
    with pytest.raises(BadTrust, match=words):
        read_trust(tmp_path / "allowed")


def test_a_key_is_revoked_by_itself_or_by_its_fingerprint(make: Make, tmp_path: Path) -> None:
    path = make()
    key = public_key_of(public(path))
    (tmp_path / "allowed").write_text(f"lab@example {public(path)}\n", encoding="utf-8")
    for line in (public(path), fingerprint(key)):
        (tmp_path / "revoked").write_text(f"# Lost in May\n{line}\n", encoding="utf-8")
        assert read_trust(tmp_path / "allowed", tmp_path / "revoked").standing(key, DAY).revoked
    (tmp_path / "revoked").write_text("lab\n", encoding="utf-8")
    with pytest.raises(BadTrust, match="nor is it a fingerprint"):
        read_trust(tmp_path / "allowed", tmp_path / "revoked")
