"""Why nothing may be derived about a quantity: its text contradicts itself or another's."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from gsn.model.reference import Identity


class FlawKind(StrEnum):
    """What is wrong with a quantity."""

    UNREAD = "unread"
    CIRCULAR = "circular definition"
    MIXED = "unit mismatch"
    CONDITIONED_ELSEWHERE = "conditioned elsewhere"
    OTHER_TRIAL = "trial mismatch"


class Flaw(NamedTuple):
    """One of them: ``message`` begins with the quantity's name; ``related`` are the quantities that contradict it."""

    kind: FlawKind
    quantity: Identity
    message: str
    related: tuple[Identity, ...] = ()
