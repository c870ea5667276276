"""What verifying evidence costs: whole processes, against `sha256sum` over the same files.

python -m benchmarks.evidence
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path

from benchmarks.__main__ import GSN, cost

FILES = 2000
BYTES = 1 << 20
RUNS = 3
MOST = 1.3
"""Times as long as `sha256sum` at most, on two cores."""


def write_case(folder: Path, files: int = FILES, size: int = BYTES) -> Path:
    """A case with so many records, each of a file of its own of so many bytes."""
    (folder / "evidence").mkdir(parents=True)
    body = os.urandom(size - 8)
    lines = ['case many "Many files"', "    shows G1", 'goal G1 "The files are the ones that were meant"']
    records = ['actor laboratory "Example Laboratory"']
    for number in range(files):
        data = number.to_bytes(8, "big") + body
        (folder / "evidence" / f"{number}.bin").write_bytes(data)
        lines.append(f"    solution E{number}")
        records += [
            f'evidence E{number} "Run {number}"',
            "    type report",
            f'    file "evidence/{number}.bin" sha256 "{hashlib.sha256(data).hexdigest()}"',
            "    by laboratory",
            "    dated 2026-05-01",
        ]
    (folder / "case.gsn").write_text("\n".join([*lines, *records]) + "\n", encoding="utf-8")
    return folder


def verify() -> None:
    """Two thousand files of one megabyte."""
    with tempfile.TemporaryDirectory() as folder:
        case = write_case(Path(folder) / "many")
        paths = sorted(map(str, (case / "evidence").iterdir()))
        summed = cost(["sha256sum", *paths], RUNS)
        verified = cost([GSN, "evidence", "verify", str(case)], RUNS)
    print(f"sha256sum, {FILES:,} files of 1 MB   {summed.elapsed:6.2f} s   {summed.megabytes:6.0f} MB")
    print(f"gsn evidence verify, the same    {verified.elapsed:6.2f} s   {verified.megabytes:6.0f} MB")
    print(f"  the ratio of the two           {verified.elapsed / summed.elapsed:6.2f}     (at most {MOST})")


if __name__ == "__main__":
    verify()
