"""The worst bundles are refused within five seconds and 300 MB, measured as a process of their own."""

import os
import re
import struct
import subprocess
import sys
import zlib
from base64 import b64encode
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from gsn.submission import layout
from tests.submission.forging import LAB, STRANGER, Parts, Raw, parts_of, redeclared, resealed, sealed_as_it_is, signed
from tests.submission.test_hostile import bomb, large_form

SECONDS, MEGABYTES = 5.0, 300

PROGRAM = """
import sys, time
sys.argv[0] = "gsn"
from gsn.cli.main import main
try:
    main()
finally:
    peak = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))
    sys.stderr.write(f"took {time.process_time()} peak {int(peak.split()[1]) // 1024}")
"""
"""The command, which says at its end how long a processor worked, and how many megabytes it held at most.

Both are of this process alone, however busy the machine is and whatever started it.
"""

Forge = Callable[[bytes, Parts, Path], None]


def written(forge: Callable[[bytes, Parts], bytes]) -> Forge:
    return lambda good, parts, path: void(path.write_bytes(forge(good, parts)))


def void(_: object) -> None:
    """Nothing, whatever something gives."""


def many_names(_: bytes, parts: Parts) -> bytes:
    """As many files as there may be, a stranger's."""
    return resealed(parts | {f"data/case/{number:0900}.txt": b"" for number in range(19_000)}, STRANGER)


def long_manifest(_: bytes, parts: Parts) -> bytes:
    line = f"{sha256(b'').hexdigest()}  data/case/{'x' * 200}"
    manifest = "".join(f"{line}{number}\n" for number in range(100_000)).encode()
    return sealed_as_it_is(parts | {layout.MANIFEST: manifest} | signed(manifest, None, [LAB]))


def large_by_a_stranger(good: bytes, parts: Parts, path: Path) -> None:
    """Nearly 4 GB of zeros that are no disk space, under a stranger's signature."""
    from gsn.submission.archive import directory, header, laid_out

    size = layout.LARGEST_BUNDLE - (64 << 20)
    held = parts_of(resealed(parts, STRANGER))
    name = "data/case/evidence/zeros.bin"
    contents = [(each, len(data), zlib.crc32(data)) for each, data in held.items()] + [(name, size, 0)]
    with path.open("wb") as stream:
        members = laid_out(contents)
        for member in members:
            stream.write(header(member))
            if member.name == name:
                stream.seek(size, os.SEEK_CUR)
            else:
                stream.write(held[member.name])
        stream.write(directory(members))
    void(good)


def wide_directory(good: bytes, _: Parts) -> bytes:
    """A directory of 20,000 entries that are all one and the same."""
    raw = Raw.of(good)
    entry = raw.central[: 46 + struct.unpack_from("<H", raw.central, 28)[0]]
    wide = Raw(raw.local, entry * 20_000, raw.end)
    return wide.with_end(here=20_000, count=20_000, length=len(wide.central))


def declared(data: bytes) -> Forge:
    """A declaration that somebody signed for who counts."""
    return written(lambda _, parts: resealed(parts | {layout.DECLARATION: data}))


WORST: dict[str, Forge] = {
    "a bomb": written(bomb),
    "ten million files declared": written(large_form),
    "a wide directory": written(wide_directory),
    "many names": written(many_names),
    "a long manifest": written(long_manifest),
    "a deep declaration": declared(b"[" * (16 << 20)),
    "a declaration that is too long": declared(b'{"case": "' + b"x" * (31 << 20) + b'"}'),
    "a declaration with a long text": declared(b'{"case": "' + b"x" * (15 << 20) + b'"}'),
    "a declaration of empty objects": declared(b'{"withheld": [' + b"{}," * (5 << 20) + b"{}]}"),
    "a declaration of many fields": declared(b"{" + b",".join(b'"%d":1' % each for each in range(790_000)) + b"}"),
    "a declaration of wrong findings": declared(b'{"case": [' + b'{"a":1,"b":2},' * 149_000 + b"{}]}"),
    "proofs of 64 MB": written(lambda _, parts: resealed(parts | {layout.CERTIFICATES: b"[" * (64 << 20)}, STRANGER)),
    "wide proofs": written(
        lambda _, parts: resealed(redeclared(parts | {layout.CERTIFICATES: b"[" + b"[]," * (10 << 20) + b"[]]"}))
    ),
    "too many proofs": written(lambda _, parts: resealed(redeclared(parts | {layout.CERTIFICATES: b"[" * (33 << 20)}))),
    "nearly 4 GB by a stranger": large_by_a_stranger,
}


@pytest.mark.parametrize("kind", list(WORST))
def test_the_worst_bundles_are_refused_quickly_and_in_little_memory(kind: str, good: bytes, tmp_path: Path) -> None:
    bundle, allowed, private = tmp_path / "worst.gsnz", tmp_path / "allowed", tmp_path / "private"
    private.mkdir()
    allowed.write_text(f"lab@example ssh-ed25519 {b64encode(LAB.public).decode()}\n")
    WORST[kind](good, parts_of(good), bundle)
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, "verify", bundle, "--trust", allowed, "--as-of", "2026-06-01"],
        check=False,
        capture_output=True,
        text=True,
        timeout=120,
        env={**os.environ, "TMPDIR": str(private)},
    )
    took, peak = (float(done.stderr.rpartition(word)[2].split()[0]) for word in ("took ", "peak "))
    assert done.returncode == 1, done.stderr
    assert re.search("^verdict: (refused|rejected)", done.stdout, re.MULTILINE)
    assert took < SECONDS
    assert peak < MEGABYTES
    assert list(private.iterdir()) == []
