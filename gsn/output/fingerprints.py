"""How a platform knows a finding again when the text around it has changed.

GitHub goes by a hash of the line and of what follows it; the other platforms are told a digest of rule and element.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from hashlib import sha256
from pathlib import Path

from gsn.checking import Judgement
from gsn.findings import Finding
from gsn.output.repository import RepositoryPaths

LARGEST_FILE = 64 * 1024 * 1024
"""Bytes of a file that is hashed: no text of a case is larger."""

_BLOCK = 100
"""Characters that a line's hash goes over, from its first: more than most lines have, so that like lines differ."""

_MULTIPLIER = 37
_MODULUS = 2**64
_END_OF_FILE = "\uffff"


def line_hashes(text: str, wanted: Collection[int]) -> dict[int, str]:
    """GitHub's ``primaryLocationLineHash`` for lines of a text, by their numbers from 1.

    The hash is the one that ``github/codeql-action`` gives a result that has none (``src/fingerprints.ts``), so that a
    finding is the same alert whether or not that action uploads it: a polynomial over the first hundred UTF-16 units
    from the line's first, blanks left out and all ends of lines alike, and the number of such hashes up to there.

    Args:
        text: The whole of the file, with a byte order mark where it has one.
        wanted: The lines that are asked for. One that the text does not have is left out.
    """
    stream = _without_blanks(text)
    found: dict[int, str] = {}
    times: Counter[str] = Counter()
    start, last = 0, max(wanted, default=0)
    for number in range(1, last + 1):
        block = stream[start : start + _BLOCK]
        times[block] += 1
        if number in wanted:
            found[number] = f"{_polynomial(block):x}:{times[block]}"
        end = stream.find("\n", start)
        if end < 0:
            break
        start = end + 1
    return found


def line_hashes_in(file: Path, wanted: Collection[int]) -> dict[int, str]:
    """The hashes of a file's lines; nothing where it cannot be read. What is not UTF-8 is read as U+FFFD, as there."""
    try:
        if not file.is_file() or file.stat().st_size > LARGEST_FILE:
            return {}
        data = file.read_bytes()
    except (OSError, ValueError):
        return {}
    return line_hashes(data.decode("utf-8", "replace"), wanted)


def _without_blanks(text: str) -> str:
    """The characters that count, each a UTF-16 unit as JavaScript has them, and a mark at the end."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = lines.replace(" ", "").replace("\t", "") + _END_OF_FILE
    if kept.isascii() or max(kept) <= "\uffff":
        return kept
    units = memoryview(kept.encode("utf-16-le", "surrogatepass")).cast("H")
    return "".join(map(chr, units))


def _polynomial(block: str) -> int:
    """The block's value; where the text ends before it is full, zeros stand in."""
    value = 0
    for character in block.ljust(_BLOCK, "\0"):
        value = (value * _MULTIPLIER + ord(character)) % _MODULUS
    return value


class Fingerprints:
    """A digest for each finding of a judgement, shown or not: of its rule, its file and its element.

    It outlives every edit that leaves the element in place. Where no element has the finding, the text of its line
    stands in; where several findings would have the same digest, they are told apart by their order.
    """

    def __init__(self, judgement: Judgement, paths: RepositoryPaths) -> None:
        waived = [item.finding for item in judgement.waived]
        findings = sorted((*judgement.findings, *judgement.hidden, *waived), key=_in_order)
        times: Counter[tuple[str, ...]] = Counter()
        # By the record itself: two findings are equal that differ in their place only.
        self._digests: dict[int, str] = {}
        for finding in findings:
            place = finding.place
            about = (finding.code, paths.of(place.file), finding.element or place.line.text.strip())
            times[about] += 1
            self._digests[id(finding)] = digest_of(*about, str(times[about]))

    def of(self, finding: Finding) -> str:
        """The digest of one of the judgement's findings, in hexadecimal.

        Raises:
            KeyError: It is none of the judgement's.
        """
        return self._digests[id(finding)]


def _in_order(finding: Finding) -> tuple[str, int, int, str, str]:
    """One order, whichever of the findings are shown."""
    return (*finding.place.order, finding.code, finding.message)


def digest_of(*parts: str) -> str:
    """One SHA-256 over several texts, which cannot run into each other."""
    return sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
