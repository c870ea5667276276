"""Lines end with a line feed in hand, and as the file has it on disk."""

from __future__ import annotations

from enum import StrEnum


class Ending(StrEnum):
    """What ends a file's lines; ``mixed`` where they end in both ways, which then stay as they are."""

    LINE_FEED = "\n"
    CARRIAGE_RETURN = "\r\n"
    MIXED = "mixed"


def ending_of(text: str) -> Ending:
    """What ends the lines of a text as it was read."""
    both = text.count("\r\n")
    if not both:
        return Ending.LINE_FEED
    return Ending.CARRIAGE_RETURN if both == text.count("\n") and both == text.count("\r") else Ending.MIXED


def in_hand(text: str) -> str:
    """A text as it is edited; one that mixes its endings stays as it is."""
    return text.replace("\r\n", "\n") if ending_of(text) is Ending.CARRIAGE_RETURN else text


def as_written(text: str, ending: Ending, *, marked: bool) -> str:
    """A text as its file has it."""
    body = text.replace("\n", "\r\n") if ending is Ending.CARRIAGE_RETURN else text
    return f"\ufeff{body}" if marked else body
