"""What one clause says: a record for each shape that holds more than a text, a name or a number.

They are named tuples, which are made in a seventh of the time that a slotted dataclass takes: there are thirty of them,
and each command imports them all.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from gsn.model.expression import Expression, Measurement
from gsn.model.number import Number, Range, Relation
from gsn.model.reference import Edge, Ref, Text


@dataclass(frozen=True, slots=True)
class Mark:
    """A clause that is only its word."""


class Decision(NamedTuple):
    """What is to be decided, and of whom that is asked."""

    text: Text
    asked_of: Ref


class Profile(NamedTuple):
    """The treaty that the case is held against: a built-in's name, or the path of a local file."""

    name: str
    is_path: bool


class Spoken(NamedTuple):
    """Words, and who stands behind them."""

    text: Text
    by: Ref


class Exclusion(NamedTuple):
    """A category or capability of the profile that is no matter for the system, and the goal that argues so."""

    subject: Ref
    by: Ref


class Digest(NamedTuple):
    """A SHA-256 digest as it is written; whether it has 64 hexadecimal digits is for the evidence rules."""

    sha256: str


class DateRange(NamedTuple):
    start: date
    end: date


class Amount(NamedTuple):
    number: Number
    unit: str


class Part(NamedTuple):
    """One part of the compute that a training took."""

    name: str
    range: Range


class Parts(NamedTuple):
    parts: tuple[Part, ...]
    unit: str


class Accreditation(NamedTuple):
    by: Ref
    until: date


class Independence(NamedTuple):
    """That an actor is independent of another, and who says so."""

    of: Ref
    by: Ref


class Claim(NamedTuple):
    """A goal's claim in numbers: ``severe_cyber <= 3e-2 per year at 85% for x1.api``."""

    quantity: Ref
    relation: Relation
    value: Number
    per: str | None
    confidence: Number
    subject: Ref | None


class CarryingOver(NamedTuple):
    """That a result for one configuration bears on another, argued by a goal."""

    source: Ref
    target: Ref
    by: Ref


class Undeveloped(NamedTuple):
    """The argument stops here, knowingly (GSN v3, 1:2.2.3)."""

    why: Text | None = None
    due: date | None = None


class Defeat(NamedTuple):
    """An element, or one relationship of it, that its author gives up."""

    edge: Edge | None
    why: Text


class Watch(NamedTuple):
    """The indicator that voids an assumption, and the value at which it does."""

    indicator: Text
    value: Number
    per: str | None


class Raising(NamedTuple):
    by: Ref
    on: date | None


class Consequence(NamedTuple):
    """How bad a hazard is: ``damage >= 1e9 USD``."""

    measure: str
    relation: Relation
    value: Number
    unit: str | None


class Definition(NamedTuple):
    """What a quantity is made of; ``complete_by`` is the goal that argues that nothing is missing."""

    expression: Expression
    complete_by: Ref | None


class Condition(NamedTuple):
    """The prefixes of a chain under which a probability holds."""

    prefixes: tuple[tuple[Ref, ...], ...]
    by: Ref | None


class Bridge(NamedTuple):
    """From what was measured to the world: ``1.5 times range_novice by G12 at 99%``."""

    factor: Number | None
    proxy: Ref
    by: Ref
    confidence: Number


class Licence(NamedTuple):
    """An argued relation between events: mutual independence, positive association, or exclusion."""

    members: tuple[Ref, ...]
    given: tuple[Ref, ...]
    by: Ref


class CommonCause(NamedTuple):
    """The beta-factor model of a group of events."""

    factor: Ref
    members: tuple[Ref, ...]
    given: tuple[Ref, ...]
    by: Ref


class Reduction(NamedTuple):
    """What a mitigation reduces: the quantity with it, and without it."""

    quantity: Ref
    unmitigated: Ref
    by: Ref


class File(NamedTuple):
    path: Text
    sha256: str | None


class Performer(NamedTuple):
    """Who gives the evidence, and with which access to the system."""

    actor: Ref
    access: str | None


class Content(NamedTuple):
    """Something that a record holds, and where in it."""

    name: str
    at: Text | None


class Measured(NamedTuple):
    quantity: Ref
    measurement: Measurement


class Share(NamedTuple):
    """The part of a claim's doubt that is set aside for a quantity before the data are seen."""

    quantity: Ref
    percentage: Number


class Chips(NamedTuple):
    type: str
    number: Number


class Reviewing(NamedTuple):
    """Who reviews, and the day that the review is of."""

    by: Ref
    on: date


class Judged(NamedTuple):
    """Elements that a reviewer has judged for himself and finds to hold, and why."""

    elements: tuple[Ref, ...]
    why: Text


class Query(NamedTuple):
    """A question of a reviewer's that waits for an answer."""

    name: str
    about: Ref
    text: Text


class Replied(NamedTuple):
    """What a reviewer says to an element of the case, such as an answer that a developer gave."""

    to: Ref
    text: Text


class Substitute(NamedTuple):
    """A reviewer's own number, in the place of those that the case has for a quantity."""

    quantity: Ref
    measurement: Measurement
    why: Text


class Determined(NamedTuple):
    """A decision, and its grounds."""

    word: str
    grounds: Text


class Answer(NamedTuple):
    """What of a review something in the case answers: a challenge or a query, by its name and the review's."""

    name: str
    review: str
    text: Text | None


class Incident(NamedTuple):
    """An incident: its type, the day its reporter became aware, the day of the report."""

    type: str
    aware: date
    reported: date | None
    text: Text
