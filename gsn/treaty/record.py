"""What the clauses of a profile hold once they are read."""

from __future__ import annotations

from datetime import date
from enum import Enum
from typing import Final, NamedTuple, TypeAlias

from gsn.model.number import Number, Relation
from gsn.model.reference import Ref, Text


class Unset(Enum):
    """What a regulator has still to set. Nothing is ever measured against it."""

    UNSET = "unset"

    def __str__(self) -> str:
        return self.value


UNSET: Final = Unset.UNSET


class Parent(NamedTuple):
    """The profile that this one extends or is a protocol of: a built-in's name, or the path of a local file."""

    name: str
    is_path: bool


class InForce(NamedTuple):
    """The days on which it is law: the first, and the last where there is one."""

    start: date
    end: date | None

    def holds_on(self, day: date) -> bool:
        return self.start <= day and (self.end is None or day <= self.end)


class Proceeding(NamedTuple):
    """What has to be there before a developer may go on, such as a ``determination`` or a ``licence``."""

    on: str
    by: Ref | None


class Party(NamedTuple):
    """A state party, and the jurisdictions that it binds: its own where none are named."""

    name: Ref
    jurisdictions: tuple[str, ...]


class Threshold(NamedTuple):
    """``training_compute > 1e25 FLOP counting pretraining``; no counting rule where the text states none."""

    measure: Ref
    relation: Relation
    value: Number | Unset
    unit: str | None
    counting: tuple[str, ...] | Unset | None


class Judged(NamedTuple):
    """What no number decides: somebody judges it."""

    text: Text
    by: Ref | None


class Reached(NamedTuple):
    """That the model has a capability that the profile defines."""

    capability: Ref


Test: TypeAlias = Threshold | Judged | Reached


class When(NamedTuple):
    """Alternatives, each a conjunction of tests."""

    alternatives: tuple[tuple[Test, ...], ...]


class Outcome(NamedTuple):
    """What follows from a tier: ``reports_to``, ``only_by``, ``prohibited`` or ``unstated``."""

    effect: str
    actor: Ref | None = None
    until: Text | None = None


class Limited(NamedTuple):
    """The risk that a limit is about: a category or a capability, and from which severity on."""

    subject: Ref
    severity: Ref | None


class Bound(NamedTuple):
    """The most that a frequency or a probability may be.

    ``confidence`` is None where the source states none, ``over`` is the period of a probability.
    """

    over_baseline: bool
    relation: Relation
    value: Number | Unset
    per: str | None
    over: str | None
    confidence: Number | Unset | None


class Increase(NamedTuple):
    """The most that a ``frequency`` or a ``probability`` may rise."""

    measure: str
    bound: Bound


class Tolerability(NamedTuple):
    """As low as reasonably practicable between the two; above the first nothing is, below the second all is."""

    intolerable_above: Number
    broadly_acceptable_below: Number
    per: str | None


class Band(NamedTuple):
    """A half-open band: from ``low``, up to but not including ``high``."""

    name: str
    low: Number
    high: Number
    per: str | None


class Duty(NamedTuple):
    """Whom a requirement binds, and to whom the duty is owed."""

    binds: tuple[Ref, ...]
    to: Ref | None


class Performers(NamedTuple):
    """Who may do what is required, any of them, and with which access, any of them."""

    actors: tuple[Ref, ...]
    access: tuple[str, ...]


class Period(NamedTuple):
    number: Number
    unit: str


class Interval(NamedTuple):
    """How often."""

    every: Period | Unset
    during: str | None
    approved_by: Ref | None


class Within(NamedTuple):
    """How long after an event."""

    period: Period
    event: str


class Samples(NamedTuple):
    """At least so many samples of each of something."""

    number: int
    each: str


class Compared(NamedTuple):
    """The system of reference, and the standing that it has to keep."""

    reference: Ref
    during: str | None
