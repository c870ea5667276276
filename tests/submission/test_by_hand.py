"""A bundle is checked without this tool: by unzip, sha256sum, ssh-keygen, and another implementation of DSSE."""

import json
import subprocess
from base64 import b64encode
from hashlib import sha256
from pathlib import Path

import pytest
from securesystemslib.dsse import Envelope
from securesystemslib.exceptions import VerificationError
from securesystemslib.signer._key import SSlibKey

from gsn.submission import layout
from gsn.submission.bag import submission_digest
from gsn.submission.building import signature_name
from gsn.submission.private_key import SigningKey, fingerprint
from tests.submission.forging import LAB, STRANGER, parts_of, resealed

RAW = 32


@pytest.fixture
def unzipped(good: bytes, tmp_path: Path) -> Path:
    (tmp_path / "filter.gsnz").write_bytes(good)
    run(tmp_path, "unzip", "-q", "filter.gsnz", "-d", "bag")
    return tmp_path / "bag"


def run(folder: Path, *command: str, stdin: bytes = b"", status: int = 0) -> bytes:
    done = subprocess.run(command, cwd=folder, input=stdin, capture_output=True, check=False, timeout=60)
    assert done.returncode == status, done.stderr
    return done.stdout


def test_sha256sum_agrees(unzipped: Path) -> None:
    run(unzipped, "sha256sum", "--check", "--strict", "--quiet", "manifest-sha256.txt")
    run(unzipped, "sha256sum", "--check", "--strict", "--quiet", "tagmanifest-sha256.txt")
    listed = {line.split("  ", 1)[1] for line in (unzipped / "manifest-sha256.txt").read_text().splitlines()}
    assert listed == {str(path.relative_to(unzipped)) for path in (unzipped / "data").rglob("*") if path.is_file()}
    told = run(unzipped, "sha256sum", "manifest-sha256.txt").split()[0].decode()
    assert told == submission_digest((unzipped / "manifest-sha256.txt").read_bytes())


def test_ssh_keygen_agrees(unzipped: Path) -> None:
    allowed = unzipped.parent / "allowed"
    allowed.write_text(f"lab@example ssh-ed25519 {b64encode(LAB.public).decode()}\n")
    manifest = (unzipped / "manifest-sha256.txt").read_bytes()
    command = ("ssh-keygen", "-Y", "verify", "-f", str(allowed), "-I", "lab@example", "-n", "gsn-submission", "-s")
    run(unzipped, *command, signature_name(LAB.public), stdin=manifest)
    run(unzipped, *command, signature_name(LAB.public), stdin=manifest + b"\n", status=255)


def key_of(key: SigningKey) -> SSlibKey:
    return SSlibKey(fingerprint(key.public), "ed25519", "ed25519", {"public": key.public[-RAW:].hex()})


def test_securesystemslib_agrees(good: bytes) -> None:
    parts = parts_of(resealed(parts_of(good), LAB, STRANGER))
    envelope = Envelope.from_dict(json.loads(parts[layout.ENVELOPE]))
    accepted = envelope.verify([key_of(LAB), key_of(STRANGER)], 2)
    assert set(accepted) == {fingerprint(LAB.public), fingerprint(STRANGER.public)}
    envelope.payload += b" "
    with pytest.raises(VerificationError):
        envelope.verify([key_of(LAB)], 1)


def test_the_envelope_holds_an_in_toto_statement_about_the_manifest(good: bytes) -> None:
    parts = parts_of(good)
    envelope = Envelope.from_dict(json.loads(parts[layout.ENVELOPE]))
    assert envelope.payload_type == "application/vnd.in-toto+json"
    assert json.loads(envelope.payload) == {
        "_type": "https://in-toto.io/Statement/v1",
        "subject": [
            {
                "name": "manifest-sha256.txt",
                "digest": {"sha256": sha256(parts[layout.MANIFEST]).hexdigest()},
            }
        ],
        "predicateType": "urn:gsn:submission:1",
        "predicate": {
            "case": "filter",
            "tool": json.loads(parts[layout.DECLARATION])["tool"],
            "as_of": "2026-06-01",
            "verdict": "passed",
        },
    }
