"""No byte of a bundle can be changed, taken away or put to it unnoticed."""

from collections.abc import Iterable
from io import BytesIO
from pathlib import Path

import pytest

from gsn.submission.archive import NoBundle
from gsn.submission.bundle import open_bundle
from gsn.submission.flaws import Refused
from tests.submission.forging import DAY, LAB, handed_in, trusting

CYBER = Path(__file__).parents[2] / "cases" / "cyber-inability"
SAMPLES = 2_000


def unnoticed(bundle: bytes, positions: Iterable[int]) -> list[int]:
    """The positions at which a changed byte goes unnoticed; each is changed by another bit, or several."""
    held, trust, found = bytearray(bundle), trusting(LAB), []
    for position in positions:
        before = held[position]
        held[position] ^= 1 + position % 255
        try:
            open_bundle(BytesIO(held), trust, DAY)
            found.append(position)
        except (Refused, NoBundle):
            pass
        held[position] = before
    return found


def test_every_changed_byte_is_found(good: bytes) -> None:
    assert unnoticed(good, range(len(good))) == []


def test_every_missing_or_further_byte_at_an_end_is_found(good: bytes) -> None:
    for other in (good[:-1], good[1:], good + b"\0", b"\0" + good, good[:-1] + b"\1\0"):
        with pytest.raises((Refused, NoBundle)):
            open_bundle(BytesIO(other), trusting(LAB), DAY)


def test_changed_bytes_of_the_cyber_case_are_found(tmp_path: Path) -> None:
    bundle = handed_in_elsewhere(tmp_path)
    step = len(bundle) // SAMPLES
    assert unnoticed(bundle, range(0, len(bundle), step)) == []


def handed_in_elsewhere(folder: Path) -> bytes:
    """The bundle of the cyber case, written into a folder of the test's own."""
    (folder / "cyber").symlink_to(CYBER, target_is_directory=True)
    return handed_in(folder / "cyber")
