"""The proofs of a case's numbers: handed in as `gsn risk --certificates` has them, and held against the case again."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass

from gsn.argument import Argument
from gsn.risk.problem import ClaimId
from gsn.submission.layout import LARGEST_CERTIFICATES

MOST_CONTAINERS = 600_000
"""Objects and lists of them; each takes memory that its two bytes do not show."""


@dataclass(frozen=True, slots=True)
class Rechecked:
    """What the kernel says of proofs that somebody handed in: the claims that they prove, and why a step is refused."""

    proved: Collection[ClaimId] = ()
    trouble: str | None = None


def certificates_of(argument: Argument) -> bytes | None:
    """The proofs of all claims; nothing where the case claims no number, or where they are too long to be read."""
    from gsn.risk.certificate_data import as_data

    if not argument.risk.problem.claims:
        return None
    try:
        data = json.dumps(as_data(argument.risk.certificate), ensure_ascii=True).encode() + b"\n"
    except ValueError:  # a figure has more digits than are read back
        return None
    return None if _is_too_large(data) else data


def _is_too_large(data: bytes) -> bool:
    return len(data) > LARGEST_CERTIFICATES or data.count(b"{") + data.count(b"[") > MOST_CONTAINERS


def recheck(argument: Argument, data: bytes) -> Rechecked:
    """Let the kernel judge proofs against a case, whoever made them."""
    from gsn.risk.certificate_data import Unreadable, read
    from gsn.risk.kernel import check

    if _is_too_large(data):
        return Rechecked(trouble="they are larger than proofs that are handed in")
    try:
        certificate = read(data.decode())
    except UnicodeDecodeError:
        return Rechecked(trouble="they are not UTF-8")
    if isinstance(certificate, Unreadable):
        return Rechecked(trouble=certificate.reason)
    problem = argument.risk.problem
    if certificate.problem != problem.digest:
        return Rechecked(trouble="they are proofs of another problem: other claims, records or definitions")
    checked = check(problem, certificate)
    refused = next(iter(checked.nodes_refused.items()), None)
    if refused is not None:
        return Rechecked(checked.proved.keys(), f"the kernel refuses step {refused[0]}: {refused[1]}")
    return Rechecked(checked.proved.keys())
