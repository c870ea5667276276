"""Why a bundle is refused, and why none is built."""

from __future__ import annotations

from collections.abc import Iterable

MOST_TOLD = 100
"""Flaws of a bundle that are told: of one with ten thousand altered files nobody reads more."""


class Refused(Exception):
    """A bundle is not what a submission is. ``flaws`` says what is wrong with it, a sentence each."""

    def __init__(self, flaws: Iterable[str]) -> None:
        found = list(flaws)
        more = [f"and {len(found) - MOST_TOLD:,} more"] if len(found) > MOST_TOLD else []
        self.flaws = (*found[:MOST_TOLD], *more)
        super().__init__("; ".join(self.flaws))


class NotBuilt(Exception):
    """A case cannot be handed in; ``reasons`` says why, a sentence each."""

    def __init__(self, reasons: Iterable[str]) -> None:
        self.reasons = tuple(reasons)
        super().__init__("; ".join(self.reasons))
