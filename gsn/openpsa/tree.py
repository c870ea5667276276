"""A fault tree, read: gates and basic events by their names, and groups that fail of a common cause."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from gsn.openpsa.enclosure import Enclosure
from gsn.risk.formula import Gate

NESTED = "\N{DOWNWARDS ARROW}"
"""What stands between a gate's name and the number of a formula that is nested in it; it stands in no name."""


@dataclass(frozen=True, slots=True)
class Event:
    """A basic event; nothing is its probability where the model gives none."""

    name: str
    probability: Enclosure | None
    label: str = ""


@dataclass(frozen=True, slots=True)
class CauseGroup:
    """Events that may fail together: ``together[k - 1]`` is the probability that a given set of k of them does.

    For each set of members there is an event of its own, independent of the others, and a member fails if an event of
    one of its sets occurs.
    """

    name: str
    model: str
    members: tuple[str, ...]
    together: tuple[Enclosure, ...]


@dataclass(frozen=True, slots=True)
class Tree:
    """A top event with the gates, events and groups of its document.

    ``gates`` holds formulas as they are written, those that are nested in others by names that contain :data:`NESTED`,
    and house events as gates without operands. ``notes`` say what was taken for granted or not read.
    """

    name: str
    top: str
    gates: Mapping[str, Gate]
    labels: Mapping[str, str]
    events: Mapping[str, Event]
    groups: tuple[CauseGroup, ...]
    notes: tuple[str, ...]
