"""What handing in and verifying the cyber case costs, and whether any changed byte of its bundle goes unnoticed.

python -m benchmarks.submission [--bytes] [--every N]
"""

from __future__ import annotations

import argparse
import subprocess
import tempfile
import time
from base64 import b64encode
from datetime import date
from io import BytesIO
from pathlib import Path

from benchmarks.__main__ import GSN, cost
from gsn.submission.archive import NoBundle
from gsn.submission.bundle import open_bundle
from gsn.submission.flaws import Refused
from gsn.submission.private_key import read_private_key
from gsn.submission.trust import AllowedKey, Trust

CASE = "cases/cyber-inability"
DAY = date(2026, 11, 20)
SUBMIT, VERIFY = 2.5, 2.5
"""Seconds at most, on two cores: each judges the case once, which takes most of it."""


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--bytes", action="store_true", help="change every byte of the bundle: an hour or two")
    asked.add_argument("--every", type=int, default=1, metavar="N", help="with --bytes: every Nth byte alone")
    arguments = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        bundle, trust = _times(Path(folder))
    if arguments.bytes:
        _bytes(bundle, trust, arguments.every)


def _times(folder: Path) -> tuple[bytes, Trust]:
    """Both commands, as processes of their own."""
    key, bundle, allowed = folder / "key", folder / "b.gsnz", folder / "allowed"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(key)], check=True)  # noqa: S607 - as a user
    public = read_private_key(key, lambda _: None).public
    allowed.write_text(f"lab@example ssh-ed25519 {b64encode(public).decode()}\n", encoding="utf-8")
    day = ["--as-of", DAY.isoformat()]
    submitted = cost([GSN, "submit", CASE, "-o", str(bundle), "--key", str(key), *day])
    verified = cost([GSN, "verify", str(bundle), "--trust", str(allowed), *day])
    size = bundle.stat().st_size / 1e6
    print(
        f"gsn submit, the cyber case    {submitted.seconds:6.2f} s   {submitted.megabytes:6.0f} MB   (at most {SUBMIT})"
    )
    print(
        f"gsn verify, the same          {verified.seconds:6.2f} s   {verified.megabytes:6.0f} MB   (at most {VERIFY})"
    )
    print(f"  the bundle                  {size:6.2f} MB")
    return bundle.read_bytes(), Trust({public: (AllowedKey(public, ("lab@example",)),)})


def _bytes(bundle: bytes, trust: Trust, every: int) -> None:
    """Change each byte, one after the other, and open the bundle."""
    held, unnoticed, begun = bytearray(bundle), [], time.perf_counter()
    positions = range(0, len(bundle), every)
    for position in positions:
        before = held[position]
        held[position] ^= 1 + position % 255
        try:
            open_bundle(BytesIO(held), trust, DAY)
            unnoticed.append(position)
        except (Refused, NoBundle):
            pass
        held[position] = before
    took = time.perf_counter() - begun
    print(
        f"changed bytes                 {len(positions):,} in {took:.0f} s, {len(unnoticed)} unnoticed {unnoticed[:20]}"
    )


if __name__ == "__main__":
    main()
