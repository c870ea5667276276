"""Bundles that somebody made to mislead, to exhaust or to break out: each is refused, and says why.

A row is a name, what is done to a good bundle, and words that the refusal has to have.
"""

import json
import struct
import unicodedata
import zlib
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_BZIP2, ZipInfo

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from gsn.submission import layout
from gsn.submission.archive import NoBundle, directory, header, laid_out
from gsn.submission.bag import manifest_of, submission_digest
from gsn.submission.building import predicate, signature_name
from gsn.submission.declaration import StatedProfile, StatedText, read_declaration
from gsn.submission.dsse import envelope, statement
from gsn.submission.flaws import Refused
from gsn.submission.private_key import fingerprint
from gsn.submission.ssh_signing import ssh_signature
from gsn.submission.trust import AllowedKey, Trust
from gsn.submission.verifying import Terms, verify
from tests.submission.forging import (
    DAY,
    LAB,
    STRANGER,
    Parts,
    Raw,
    by_zipfile,
    packed_bundle,
    parts_of,
    redeclared,
    resealed,
    sealed_as_it_is,
    signed,
    trusting,
)

Forge = Callable[[bytes, Parts], bytes]
TESTS = "data/case/evidence/tests.txt"
SIGNATURE = signature_name(LAB.public)


def refusal(bundle: bytes, trust: Trust | None = None, day: date = DAY, signer: str | None = None) -> str:
    """Why a bundle is refused; verified as the command does it."""
    with pytest.raises((Refused, NoBundle)) as caught:
        verify(BytesIO(bundle), Terms(trust or trusting(LAB), day, signer))
    return str(caught.value)


# The archive


def changed(good: bytes, at: int, data: bytes) -> bytes:
    return good[:at] + data + good[at + len(data) :]


def entry_at(good: bytes, position: int = 0) -> int:
    """Where an entry of the directory begins."""
    at: int = len(good) - 22 - struct.unpack_from("<L", good, len(good) - 10)[0]
    for _ in range(position):
        at += 46 + struct.unpack_from("<H", good, at + 28)[0]
    return at


def in_both_headers(good: bytes, local: int, central: int, data: bytes) -> bytes:
    """The first file's header and its entry in the directory, changed alike."""
    return changed(changed(good, local, data), entry_at(good) + central, data)


def two_of_one_name(_: bytes, parts: Parts) -> bytes:
    held = [(name, data) for name, data in sorted(parts.items()) for _ in range(2 if name == TESTS else 1)]
    members, at, local = [], 0, b""
    for name, data in held:
        [member] = laid_out([(name, len(data), zlib.crc32(data))])
        members.append(type(member)(name, member.size, member.crc, at))
        local += header(members[-1]) + data
        at = len(local)
    return local + directory(members)


def in_another_order(_: bytes, parts: Parts) -> bytes:
    members, local = [], b""
    for name in sorted(parts, reverse=True):
        [member] = laid_out([(name, len(parts[name]), zlib.crc32(parts[name]))])
        members.append(type(member)(name, member.size, member.crc, len(local)))
        local += header(members[-1]) + parts[name]
    return local + directory(members)


def with_mode(mode: int) -> Forge:
    def forge(_: bytes, parts: Parts) -> bytes:
        def change(info: ZipInfo) -> None:
            info.external_attr = mode << 16

        return by_zipfile(parts, change)

    return forge


def with_a_gap(good: bytes, _: Parts) -> bytes:
    """Some bytes between the files and the directory, which knows of them."""
    raw = Raw.of(good)
    moved = struct.unpack_from("<L", raw.end, 16)[0] + 7
    return Raw(raw.local + b"between", raw.central, raw.end).with_end(begin=moved)


def with_a_gap_inside(_: bytes, parts: Parts) -> bytes:
    members, local = [], b""
    for name in sorted(parts):
        [member] = laid_out([(name, len(parts[name]), zlib.crc32(parts[name]))])
        local += b"hidden" if name == TESTS else b""
        members.append(type(member)(name, member.size, member.crc, len(local)))
        local += header(members[-1]) + parts[name]
    return local + directory(members)


def over_each_other(good: bytes, _: Parts) -> bytes:
    """The second entry points at the first file."""
    return changed(good, entry_at(good, 1) + 42, b"\0\0\0\0")


def bomb(_: bytes, parts: Parts) -> bytes:
    return packed_bundle(parts | {"data/case/evidence/zeros.bin": bytes(1 << 24)})


def large_form(good: bytes, _: Parts) -> bytes:
    """The records of the form for large archives, in which ten million files are declared."""
    raw = Raw.of(good)
    at = len(raw.local) + len(raw.central)
    record = struct.pack("<4sQ2H2L4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, 10**7, 10**7, len(raw.central), len(raw.local))
    locator = struct.pack("<4sLQL", b"PK\x06\x07", 0, at, 1)
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0)
    return raw.local + raw.central + record + locator + end


ARCHIVES: dict[str, tuple[Forge, str]] = {
    "empty": (lambda _g, _p: b"", "is no submission"),
    "a text": (lambda _g, _p: b"Dear reviewer, the case is fine.\n" * 9, "no zip archive"),
    "the end cut off": (lambda good, _: good[:-1], "cut off"),
    "half of it": (lambda good, _: good[: len(good) // 2], "cut off"),
    "the first four bytes": (lambda good, _: good[:4], "cut off"),
    "the directory alone": (lambda good, _: Raw(b"", Raw.of(good).central, Raw.of(good).end).together(), "put before"),
    "an entry less than declared": (
        lambda good, _: Raw(Raw.of(good).local, b"", Raw.of(good).end).with_end(length=0),
        "is cut off after 0",
    ),
    "a byte behind it": (lambda good, _: good + b"\0", "put behind"),
    "another archive behind it": (lambda good, _: good + good, "put before"),
    "a byte before it": (lambda good, _: b"\0" + good, "put before"),
    "a script before it": (lambda good, _: b"#!/bin/sh\nrm -rf ~\n" + good, "put before"),
    "a comment": (lambda good, _: Raw.of(good).with_end(comment=4) + b"note", "put behind"),
    "a comment that ends as an archive does": (
        lambda good, _: Raw.of(good).with_end(comment=22) + Raw.of(good).end,
        "put before, into or behind",
    ),
    "two directories": (
        lambda good, _: Raw(
            Raw.of(good).local + Raw.of(good).central, Raw.of(good).central, Raw.of(good).end
        ).together(),
        "put before, into or behind",
    ),
    "two directories, the last record fitting": (
        lambda good, _: Raw(Raw.of(good).local + Raw.of(good).central, Raw.of(good).central, Raw.of(good).end).with_end(
            begin=len(Raw.of(good).local + Raw.of(good).central)
        ),
        "between its last file and its directory",
    ),
    "on two disks": (lambda good, _: Raw.of(good).with_end(disk=1), "put before, into or behind"),
    "60,000 files declared": (lambda good, _: Raw.of(good).with_end(here=60_000, count=60_000), "more than 20,000"),
    "ten million files declared": (large_form, "zip64"),
    "a directory of 4 GB declared": (lambda good, _: Raw.of(good).with_end(length=0xFFFFFFF0), "more than 20,000"),
    "one file less declared": (
        lambda good, parts: Raw.of(good).with_end(here=len(parts) - 1, count=len(parts) - 1),
        "between its last file and its directory",
    ),
    "packed": (lambda _, parts: packed_bundle(parts), "is packed (method 8)"),
    "a bomb": (bomb, "is packed (method 8)"),
    "packed by another method": (lambda _, parts: by_zipfile(parts, lambda _i: None, ZIP_BZIP2), "(method 12)"),
    "an unknown method": (lambda good, _: in_both_headers(good, 8, 10, b"\x63\0"), "(method 99)"),
    "encrypted": (lambda good, _: in_both_headers(good, 6, 8, b"\x01\x08"), "is encrypted"),
    "strongly encrypted": (lambda good, _: in_both_headers(good, 6, 8, b"\x41\x08"), "is encrypted"),
    "sizes behind the contents": (lambda good, _: in_both_headers(good, 6, 8, b"\x08\x08"), "not of the form"),
    "a name in its own header": (lambda good, _: changed(good, 30, b"BAG"), "something else than the directory"),
    "a size in its own header": (lambda good, _: changed(good, 22, b"\x01"), "something else than the directory"),
    "a size in the directory": (lambda good, _: changed(good, entry_at(good) + 24, b"\x01"), "is packed"),
    "a huge size everywhere": (
        lambda good, _: changed(
            in_both_headers(in_both_headers(good, 18, 20, b"\xfe\xff\xff\xff"), 22, 24, b"\xfe\xff\xff\xff"), 0, b"PK"
        ),
        "stands before",
    ),
    "a checksum in the directory": (
        lambda good, _: changed(good, entry_at(good) + 16, b"\1\2\3\4"),
        "something else than the directory",
    ),
    "a checksum in both": (lambda good, _: in_both_headers(good, 14, 16, b"\1\2\3\4"), "checksum"),
    "another date": (lambda good, _: in_both_headers(good, 10, 12, b"\1\2\3\4"), "not of the form"),
    "extra fields": (lambda _, parts: by_zipfile(parts, lambda info: setattr(info, "extra", b"\1\0\0\0")), "extra"),
    "a comment of a file": (
        lambda _, parts: by_zipfile(parts, lambda info: setattr(info, "comment", b"run me")),
        "or a comment",
    ),
    "bytes before the directory": (with_a_gap, "between its last file and its directory"),
    "bytes between files": (with_a_gap_inside, "something stands before"),
    "files over each other": (over_each_other, "something stands before"),
    "two files of one name": (two_of_one_name, "two files"),
    "files in another order": (in_another_order, "not in order"),
    "a link": (with_mode(0o120777), "is a link"),
    "a folder": (with_mode(0o040755), "is a folder"),
    "a device": (with_mode(0o020666), "is a device"),
    "an executable": (with_mode(0o100755), "not of the form"),
    "a name that is no UTF-8": (lambda good, _: in_both_headers(good, 30, 46, b"\xff\xfe"), "not UTF-8"),
}


# Names


def named(name: str, also: str | None = None) -> Forge:
    """A further file, in the manifest and signed for by the lab: only its name is wrong."""

    def forge(_: bytes, parts: Parts) -> bytes:
        return resealed(parts | {f"data/case/{each}": b"x" for each in (name, also) if each is not None})

    return forge


NAMES: dict[str, tuple[Forge, str]] = {
    "up and out": (named("../../../../../../tmp/gsn-was-here"), "leads elsewhere by `..`"),
    "up and down again": (named("evidence/../case.txt"), "leads elsewhere"),
    "here": (named("./case.txt"), "leads elsewhere by `.`"),
    "an absolute path": (lambda _, parts: sealed_as_it_is(parts | {"/etc/cron.d/gsn": b"x"}), "absolute path"),
    "a folder without a name": (named("evidence//x.txt"), "folder without a name"),
    "a folder at its end": (named("evidence/"), "folder without a name"),
    "a backslash": (named("..\\..\\x.txt"), "has a `\\`"),
    "a drive": (lambda _, parts: sealed_as_it_is(parts | {"C:/x.txt": b"x"}), "has a `:`"),
    "a stream": (named("case.txt:hidden"), "has a `:`"),
    "a NUL": (named("x.txt\0.md"), "U+0000"),
    "a new line": (named("x\n.txt"), "U+000A"),
    "a right-to-left override": (named("x\u202etxt.exe"), "U+202E"),
    "no width": (named("x\u200b.txt"), "U+200B"),
    "capitals": (named("EVIDENCE/Tests.txt"), "one name on some systems"),
    "folders in capitals": (named("Evidence/x.txt"), "are one on some systems"),
    "composed and decomposed": (
        named(unicodedata.normalize("NFC", "é.txt"), unicodedata.normalize("NFD", "é.txt")),
        "one name on some systems",
    ),
    "a ligature": (named("\N{LATIN SMALL LIGATURE FI}le.txt", "file.txt"), "one name on some systems"),
    "a sharp s": (named("Stra\N{LATIN SMALL LETTER SHARP S}e.txt", "strasse.txt"), "one name on some systems"),
    "a file and a folder": (named("evidence/tests.txt/x.txt"), "a file and a folder"),
    "a device of Windows": (named("evidence/NUL.txt"), "device"),
    "a full stop at its end": (named("evidence/tests.txt."), "full stop"),
    "a space at its end": (named("evidence/tests.txt "), "full stop"),
    "a very long part": (named("x" * 256), "255 bytes"),
    "a very long name": (named("/".join(["x" * 200] * 6)), "1,000 bytes"),
}


# The bag


def remanifested(change: Callable[[bytes], bytes]) -> Forge:
    """A manifest in another form, signed for as it is."""

    def forge(_: bytes, parts: Parts) -> bytes:
        manifest = change(parts[layout.MANIFEST])
        declaration = read_declaration(parts[layout.DECLARATION])
        return sealed_as_it_is(parts | {layout.MANIFEST: manifest} | signed(manifest, declaration, [LAB]))

    return forge


def without(name: str) -> Forge:
    return lambda _, parts: sealed_as_it_is({each: data for each, data in parts.items() if each != name})


def altered(name: str, change: Callable[[bytes], bytes]) -> Forge:
    return lambda _, parts: sealed_as_it_is(parts | {name: change(parts[name])})


def right_digests_under_the_old_signature(_: bytes, parts: Parts) -> bytes:
    data = parts | {TESTS: b"All 4,000 patterns were caught.\n"}
    digests = {name: sha256(each).hexdigest() for name, each in data.items() if name.startswith("data/")}
    return sealed_as_it_is(data | {layout.MANIFEST: manifest_of(digests)})


BAGS: dict[str, tuple[Forge, str]] = {
    "a file beside the manifest": (
        lambda _, parts: sealed_as_it_is(parts | {"data/case/evidence/extra.txt": b"x"}),
        "is not in the manifest",
    ),
    "a file of the manifest missing": (without(TESTS), "and not in the bundle"),
    "an altered file": (altered(TESTS, lambda data: data.replace(b"400", b"500")), "its digest is another"),
    "an edited verdict": (
        altered(layout.DECLARATION, lambda data: data.replace(b'"undetermined"', b'"passed"').replace(b"06", b"07")),
        "its digest is another",
    ),
    "right digests under the old signature": (right_digests_under_the_old_signature, "does not hold"),
    "a manifest that names a file twice": (
        remanifested(lambda data: data + data.splitlines(keepends=True)[0]),
        "names `data/case/case.gsn` twice",
    ),
    "a manifest out of order": (
        remanifested(lambda data: b"".join(reversed(data.splitlines(keepends=True)))),
        "not in the one form",
    ),
    "a manifest with capitals": (
        remanifested(lambda data: data[:64].upper() + data[64:]),
        "line 1 is no digest and name",
    ),
    "a manifest with Windows' line ends": (
        remanifested(lambda data: data.replace(b"\n", b"\r\n")),
        "`data/case/case.gsn\r` is in the manifest",
    ),
    "a manifest without its last line end": (remanifested(lambda data: data[:-1]), "not in the one form"),
    "a manifest that is no UTF-8": (remanifested(lambda data: data + b"\xff\n"), "not UTF-8"),
    "a manifest of tag files": (
        remanifested(lambda data: data + f"{sha256(b'').hexdigest()}  manifest-sha256.txt\n".encode()),
        "has no place in the manifest",
    ),
    "no manifest": (without(layout.MANIFEST), "`manifest-sha256.txt` is missing"),
    "no declaration": (without(layout.DECLARATION), "`data/submission.json` is missing"),
    "another declaration of the bag": (altered(layout.BAG, lambda data: data.replace(b"1.0", b"0.9")), "bagit.txt"),
    "another description of the bag": (altered(layout.BAG_INFO, lambda data: data + b"Note: fine\n"), "bag-info.txt"),
    "another manifest of tags": (altered(layout.TAG_MANIFEST, lambda _: b""), "tagmanifest-sha256.txt"),
    "a list of files to fetch": (
        lambda _, parts: sealed_as_it_is(parts | {"fetch.txt": b"https://example.org - data/case/x\n"}),
        "`fetch.txt` has no place",
    ),
    "a template": (
        lambda _, parts: resealed(parts | {"data/templates/page.html": b"{{ ''.__class__ }}"}),
        "`data/templates/page.html` has no place",
    ),
    "a template in the case": (
        lambda _, parts: resealed(redeclared(parts | {"data/case/templates/page.html": b"{{ 7 * 7 }}"})),
        "nothing in the case refers to it",
    ),
    "a package of rules in the case": (
        lambda _, parts: resealed(redeclared(parts | {"data/case/gsn/__init__.py": b"raise SystemExit(0)"})),
        "nothing in the case refers to it",
    ),
}


# Signatures


def ecdsa_signature(manifest: bytes, folder: Path) -> bytes:
    import subprocess

    key = generate_private_key(SECP256R1())
    (folder / "key").write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.OpenSSH, NoEncryption()))
    (folder / "key").chmod(0o600)
    (folder / "manifest").write_bytes(manifest)
    command = ["ssh-keygen", "-q", "-Y", "sign", "-f", "key", "-n", layout.NAMESPACE, "manifest"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=60)
    return (folder / "manifest.sig").read_bytes()


def enveloped(data: Callable[[Parts], bytes]) -> Forge:
    return lambda _, parts: sealed_as_it_is(parts | {layout.ENVELOPE: data(parts)})


def edited_envelope(**changes: object) -> Forge:
    return altered(layout.ENVELOPE, lambda data: json.dumps(json.loads(data) | changes, indent=1).encode() + b"\n")


def payload_of(parts: Parts, **said: str) -> bytes:
    declaration = read_declaration(parts[layout.DECLARATION])
    return statement(submission_digest(parts[layout.MANIFEST]), predicate(declaration) | said)


SIGNATURES: dict[str, tuple[Forge, str]] = {
    "nobody's": (without(SIGNATURE), "nobody signed it"),
    "a stranger's": (lambda _, parts: resealed(parts, STRANGER), "is none of yours"),
    "a stranger's under the lab's name": (
        lambda _, parts: sealed_as_it_is(
            parts | {SIGNATURE: ssh_signature(STRANGER, parts[layout.MANIFEST], layout.NAMESPACE)}
        ),
        "not named after the key",
    ),
    "for another submission": (
        altered(SIGNATURE, lambda _: ssh_signature(LAB, b"another manifest", layout.NAMESPACE)),
        "does not hold",
    ),
    "for another purpose": (
        lambda _, parts: sealed_as_it_is(parts | {SIGNATURE: ssh_signature(LAB, parts[layout.MANIFEST], "git")}),
        "was made for `git`",
    ),
    "in another form": (altered(SIGNATURE, lambda data: b"\n" + data), "not written as"),
    "no signature": (altered(SIGNATURE, lambda _: b"signed, the lab\n"), "is no SSH signature"),
    "too long": (altered(SIGNATURE, lambda data: data + b"\n" * (1 << 19)), "more than"),
    "no envelope": (without(layout.ENVELOPE), "statement.dsse.json` is missing"),
    "an envelope that is no JSON": (altered(layout.ENVELOPE, lambda _: b"{"), "is no envelope"),
    "an envelope that is deep": (altered(layout.ENVELOPE, lambda _: b"[" * 200_000), "is no envelope"),
    "an envelope in another form": (altered(layout.ENVELOPE, lambda data: data + b"\n"), "not in the one form"),
    "an envelope by a stranger": (
        enveloped(lambda parts: envelope(payload_of(parts), [STRANGER])),
        "not signed by those who signed",
    ),
    "an envelope by nobody": (edited_envelope(signatures=[]), "not signed by those who signed"),
    "an envelope that says passed": (
        enveloped(lambda parts: envelope(payload_of(parts, verdict="accepted"), [LAB])),
        "says something else than the bundle",
    ),
    "an envelope of another type": (edited_envelope(payloadType="text/plain"), "says something else"),
    "an envelope with a broken signature": (
        lambda _, parts: sealed_as_it_is(parts | {layout.ENVELOPE: broken_signature(parts[layout.ENVELOPE])}),
        "does not hold",
    ),
}


def broken_signature(data: bytes) -> bytes:
    held = json.loads(data)
    held["signatures"][0]["sig"] = "A" * 86 + "=="
    return json.dumps(held, indent=1).encode() + b"\n"


# Declarations, signed for by the lab


def declared(**changes: object) -> Forge:
    return lambda _, parts: resealed(redeclared(parts, **changes))


def written_as(change: Callable[[bytes], bytes]) -> Forge:
    return lambda _, parts: resealed(parts | {layout.DECLARATION: change(parts[layout.DECLARATION])})


def dated(day: str) -> Forge:
    def forge(good: bytes, parts: Parts) -> bytes:
        options = replace(read_declaration(parts[layout.DECLARATION]).options, as_of=day)
        return declared(options=options)(good, parts)

    return forge


def with_other_rules(good: bytes, parts: Parts) -> bytes:
    rules = replace(read_declaration(parts[layout.DECLARATION]).rules, digest="0" * 64)
    return declared(rules=rules)(good, parts)


def with_a_second_field(data: bytes) -> bytes:
    return data.replace(b'"verdict": {', b'"verdict": null, "verdict": {', 1)


DECLARATIONS: dict[str, tuple[Forge, str]] = {
    "no JSON": (written_as(lambda _: b"passed"), "cannot be read"),
    "deep JSON": (written_as(lambda _: b"[" * 200_000), "cannot be read"),
    "a list": (written_as(lambda _: b"[]\n"), "cannot be read"),
    "a field twice": (written_as(with_a_second_field), "one form"),
    "an unknown field": (written_as(lambda data: data.replace(b"{", b'{"accepted": true,', 1)), "cannot be read"),
    "in another form": (written_as(lambda data: data + b"\n"), "one form"),
    "another format": (written_as(lambda data: data.replace(b"gsn submission 1", b"gsn submission 2")), "cannot be"),
    "from the future": (dated("2026-06-02"), "from the future"),
    "on no day": (dated("2026-02-30"), "which is no day"),
    "another digest of the case": (declared(case_digest="0" * 64), "stated for the case"),
    "another digest of the rules": (with_other_rules, "digest of its rules"),
    "another case": (declared(case="reactor"), "holds no case `reactor`"),
    "a profile that is not there": (
        declared(
            profile=StatedProfile(
                name="example",
                digest="0" * 64,
                texts=(StatedText(name="a", sha256="0" * 64, built_in=True, path="data/profile/a.treaty"),),
            )
        ),
        "is not there",
    ),
    "a profile that is not stated": (
        lambda _, parts: resealed(redeclared(parts | {"data/profile/example.treaty": b"treaty example\n"})),
        "is not the one that is stated",
    ),
    "no text": (
        lambda _, parts: resealed(
            redeclared({name: data for name, data in parts.items() if not name.startswith(layout.CASE)})
        ),
        "holds no case",
    ),
}

HOSTILE = {
    f"{kind}: {name}": row
    for kind, rows in [
        ("archive", ARCHIVES),
        ("name", NAMES),
        ("bag", BAGS),
        ("signature", SIGNATURES),
        ("declaration", DECLARATIONS),
    ]
    for name, row in rows.items()
}


@pytest.mark.parametrize("kind", list(HOSTILE))
def test_a_hostile_bundle_is_refused(kind: str, good: bytes, private_folder: Path) -> None:
    forge, words = HOSTILE[kind]
    bundle = forge(good, parts_of(good))
    assert bundle != good
    assert words in refusal(bundle)
    assert private_folder.is_dir()


def test_a_good_bundle_is_not_refused(good: bytes, private_folder: Path) -> None:
    assert private_folder.is_dir()
    assert verify(BytesIO(good), Terms(trusting(LAB), DAY)).bundle.declaration.case == "filter"
    assert sealed_as_it_is(parts_of(good)) == resealed(parts_of(good)) == good


def entry(**changes: object) -> AllowedKey:
    return AllowedKey(LAB.public, ("lab@example",), **changes)  # type: ignore[arg-type]


def moment(day: int) -> datetime:
    return datetime(2026, 6, day, tzinfo=UTC)


@pytest.mark.parametrize(
    ("allowed", "words"),
    [
        pytest.param(entry(namespaces=("git", "file")), "does not count for `gsn-submission`", id="another purpose"),
        pytest.param(entry(valid_before=moment(1)), "it counted until 2026-06-01", id="no longer"),
        pytest.param(entry(valid_after=moment(2)), "it counts from 2026-06-02", id="not yet"),
        pytest.param(entry(valid_before=moment(1).replace(hour=12)), "it counted until", id="half of the day"),
    ],
)
def test_a_key_has_to_count_for_this_and_on_the_day(allowed: AllowedKey, words: str, good: bytes) -> None:
    assert words in refusal(good, Trust({LAB.public: (allowed,)}))


def test_a_key_counts_within_its_time(good: bytes) -> None:
    allowed = entry(namespaces=("git", "gsn-*"), valid_after=moment(1), valid_before=moment(2))
    assert verify(BytesIO(good), Terms(Trust({LAB.public: (allowed,)}), DAY)).bundle.signers[0].trusted


def test_one_revoked_key_spoils_a_bundle_that_others_signed_too(good: bytes) -> None:
    both = resealed(parts_of(good), LAB, STRANGER)
    trust = Trust(trusting(LAB).allowed, frozenset({fingerprint(STRANGER.public)}))
    assert "is revoked" in refusal(both, trust)


def test_a_stranger_may_sign_beside_somebody_who_counts(good: bytes) -> None:
    both = verify(BytesIO(resealed(parts_of(good), LAB, STRANGER)), Terms(trusting(LAB), DAY))
    assert sorted((signer.trusted, signer.why) for signer in both.bundle.signers) == [
        (False, "its key is none of yours"),
        (True, ""),
    ]


def test_the_signer_that_is_asked_for_has_to_have_signed(good: bytes) -> None:
    assert "`institute@example` did not sign it" in refusal(good, signer="institute@example")
    [signer] = verify(BytesIO(good), Terms(trusting(LAB), DAY, "lab@example")).bundle.signers
    assert signer.trusted


def test_only_ed25519_signs_submissions(good: bytes, tmp_path: Path) -> None:
    parts = parts_of(good)
    bundle = sealed_as_it_is(parts | {SIGNATURE: ecdsa_signature(parts[layout.MANIFEST], tmp_path)})
    assert "is not made with ssh-ed25519" in refusal(bundle)


def test_a_day_before_the_developers_is_the_future(good: bytes) -> None:
    assert "from the future" in refusal(good, day=date(2026, 5, 31))


def test_many_flaws_are_told_at_once(good: bytes) -> None:
    parts = {name: data for name, data in parts_of(good).items() if name != TESTS} | {"data/case/x.txt": b"x"}
    told = refusal(sealed_as_it_is(parts))
    assert "not in the manifest" in told
    assert "not in the bundle" in told


def test_there_are_many_kinds() -> None:
    assert len(HOSTILE) >= 100
