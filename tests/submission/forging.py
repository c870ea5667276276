"""Bundles good and bad: a small case handed in, its parts changed, all of it sealed again by whoever wants to lie."""

import struct
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from gsn.evidence.ssh_signature import packed
from gsn.submission import layout
from gsn.submission.archive import directory, header, laid_out
from gsn.submission.bag import DECLARATION_OF_BAG, bag_info, manifest_of, submission_digest, tag_manifest_of
from gsn.submission.building import build, case_digest, predicate, prepare, signature_name
from gsn.submission.declaration import Declaration, read_declaration, written
from gsn.submission.dsse import envelope, statement
from gsn.submission.private_key import SigningKey
from gsn.submission.ssh_signing import ssh_signature
from gsn.submission.trust import AllowedKey, Trust

DAY = date(2026, 6, 1)
REPORT = b"All 400 patterns were caught.\n"
DIGEST = sha256(REPORT).hexdigest()
SALT = "5a" * 32

CASE = f"""\
case filter "The filter of the service"
    shows G1
    valid until 2026-12-31

import "parts/numbers.gsn"

goal G1 "The filter catches each listed pattern"
    claim numbers::missed <= 5% at 95%
    prose "prose/G1.md"
    assumption A1 "The patterns were drawn from the list at random"
    solution E1

evidence E1 "Test report"
    type test_results
    file "evidence/tests.txt" sha256 "{DIGEST}"
    by laboratory
    dated 2026-05-01
    measures numbers::missed: 0 of 400
    presumes A1

actor laboratory "Example Laboratory"
    role evaluator
"""

FILES = {
    "case.gsn": CASE,
    "parts/numbers.gsn": 'module numbers "Quantities"\n\nprobability missed "A listed pattern gets through"\n',
    "prose/G1.md": "# How it was tested\n",
    "evidence/tests.txt": REPORT.decode(),
}

Parts = dict[str, bytes]


def signing_key(seed: bytes) -> SigningKey:
    """A key that is the same in every run."""
    private = Ed25519PrivateKey.from_private_bytes(sha256(seed).digest())
    raw = private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    return SigningKey(private, packed(b"ssh-ed25519") + packed(raw))


LAB, STRANGER = signing_key(b"lab"), signing_key(b"stranger")


def trusting(*keys: SigningKey) -> Trust:
    """The keys of a reviewer who trusts these and nobody else."""
    return Trust({key.public: (AllowedKey(key.public, ("lab@example",)),) for key in keys})


def write_case(folder: Path, files: Mapping[str, str] = FILES) -> Path:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def handed_in(folder: Path, keys: Sequence[SigningKey] = (LAB,), as_of: date = DAY) -> bytes:
    """The bundle of a case, as it would be written."""
    prepared = prepare(folder, as_of)
    target = folder.parent / "handed-in.gsnz"
    build(prepared, dict.fromkeys(prepared.to_commit, SALT), list(keys), target)
    return target.read_bytes()


def parts_of(bundle: bytes) -> Parts:
    with ZipFile(BytesIO(bundle)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def sealed_as_it_is(parts: Mapping[str, bytes]) -> bytes:
    """An archive of the right form of whatever parts; nothing is signed anew."""
    members = laid_out((name, len(data), zlib.crc32(data)) for name, data in parts.items())
    return b"".join([*(header(each) + parts[each.name] for each in members), directory(members)])


def resealed(parts: Mapping[str, bytes], *keys: SigningKey) -> bytes:
    """A bundle of whatever is under `data/`, its manifest and tags made and signed anew: what a liar does."""
    payload = {name: data for name, data in parts.items() if name.startswith("data/")}
    digests = {name: sha256(data).hexdigest() for name, data in payload.items()}
    try:
        declaration: Declaration | None = read_declaration(payload[layout.DECLARATION])
    except Exception:  # noqa: BLE001 - it is one of the things that are forged
        declaration = None
    manifest = manifest_of(digests)
    day, case, tool = ("2026-06-01", "filter", "gsn 0") if declaration is None else _said(declaration)
    info = bag_info({name: len(data) for name, data in payload.items()}, day, case, tool)
    tags = {
        layout.BAG: DECLARATION_OF_BAG,
        layout.BAG_INFO: info,
        layout.MANIFEST: manifest,
        layout.TAG_MANIFEST: tag_manifest_of(manifest, info),
    }
    return sealed_as_it_is(payload | tags | signed(manifest, declaration, keys or (LAB,)))


def _said(declaration: Declaration) -> tuple[str, str, str]:
    return declaration.options.as_of, declaration.case, declaration.tool


def signed(manifest: bytes, declaration: Declaration | None, keys: Sequence[SigningKey]) -> Parts:
    said = predicate(declaration) if declaration is not None else {}
    payload = statement(submission_digest(manifest), said)
    signatures = {signature_name(key.public): ssh_signature(key, manifest, layout.NAMESPACE) for key in keys}
    return signatures | {layout.ENVELOPE: envelope(payload, keys)}


def redeclared(parts: Parts, **changes: Any) -> Parts:
    """The parts with another declaration; what it says of the case's files is made to fit."""
    declaration = read_declaration(parts[layout.DECLARATION])
    digests = {name: sha256(data).hexdigest() for name, data in parts.items() if name.startswith("data/")}
    fitting: dict[str, Any] = {"case_digest": case_digest(digests)} | changes
    return parts | {layout.DECLARATION: written(replace(declaration, **fitting))}


def by_zipfile(parts: Mapping[str, bytes], change: Callable[[ZipInfo], None], method: int = ZIP_STORED) -> bytes:
    """An archive as Python's library writes it, each entry changed before it is written."""
    stream = BytesIO()
    with ZipFile(stream, "w", method) as archive:
        for name in sorted(parts):
            info = ZipInfo(name)
            info.compress_type = method
            change(info)
            archive.writestr(info, parts[name])
    return stream.getvalue()


def packed_bundle(parts: Mapping[str, bytes]) -> bytes:
    return by_zipfile(parts, lambda _: None, ZIP_DEFLATED)


@dataclass(frozen=True)
class Raw:
    """An archive in its three pieces, to be put together wrongly."""

    local: bytes
    central: bytes
    end: bytes

    @classmethod
    def of(cls, bundle: bytes) -> "Raw":
        begin = struct.unpack_from("<L", bundle, len(bundle) - 6)[0]
        return cls(bundle[:begin], bundle[begin:-22], bundle[-22:])

    def together(self) -> bytes:
        return self.local + self.central + self.end

    def with_end(self, **fields: int) -> bytes:
        """The archive with other figures in its last record."""
        names = ("mark", "disk", "first", "here", "count", "length", "begin", "comment")
        values = dict(zip(names, struct.unpack("<4s4H2LH", self.end), strict=True)) | fields
        return self.local + self.central + struct.pack("<4s4H2LH", *values.values())
