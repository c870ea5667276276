"""Drawing samples for a reviewer: the same ones for the same seed, on every machine, and none that an author chose.

The EU's Code of Practice asks for at least five random samples of each evaluation (measure 7.3).
"""

from __future__ import annotations

import hashlib

from gsn.evidence.logs.log import Log, Sample


def draw(log: Log, count: int, seed: str) -> list[Sample]:
    """Draw records without putting any back.

    Each is given the SHA-256 digest of the seed, its identity and its epoch; those with the smallest are drawn. Who
    writes the log does not know the seed, so the reviewer has to choose it after the log was sealed.

    Args:
        log: The log.
        count: How many; all, in the order in which they would be drawn, where there are no more.
        seed: Any text.
    """
    return sorted(log.samples, key=lambda sample: _lot(seed, sample))[: max(0, count)]


def _lot(seed: str, sample: Sample) -> bytes:
    parts = (seed, sample.identity, str(sample.epoch))
    return hashlib.sha256("".join(f"{len(part)}:{part}" for part in parts).encode("utf-8", "surrogatepass")).digest()
