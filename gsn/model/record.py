"""What one clause says: a record for each shape that holds more than a text, a name or a number."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gsn.model.expression import Expression, Measurement
from gsn.model.number import Number, Range, Relation
from gsn.model.reference import Edge, Ref, Text


@dataclass(frozen=True, slots=True)
class Mark:
    """A clause that is only its word."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What is to be decided, and of whom that is asked."""

    text: Text
    asked_of: Ref


@dataclass(frozen=True, slots=True)
class Profile:
    """The treaty that the case is held against: a built-in's name, or the path of a local file."""

    name: str
    is_path: bool


@dataclass(frozen=True, slots=True)
class Spoken:
    """Words, and who stands behind them."""

    text: Text
    by: Ref


@dataclass(frozen=True, slots=True)
class Digest:
    """A SHA-256 digest as it is written; whether it has 64 hexadecimal digits is for the evidence rules."""

    sha256: str


@dataclass(frozen=True, slots=True)
class DateRange:
    start: date
    end: date


@dataclass(frozen=True, slots=True)
class Amount:
    number: Number
    unit: str


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the compute that a training took."""

    name: str
    range: Range


@dataclass(frozen=True, slots=True)
class Parts:
    parts: tuple[Part, ...]
    unit: str


@dataclass(frozen=True, slots=True)
class Accreditation:
    by: Ref
    until: date


@dataclass(frozen=True, slots=True)
class Independence:
    """That an actor is independent of another, and who says so."""

    of: Ref
    by: Ref


@dataclass(frozen=True, slots=True)
class Claim:
    """A goal's claim in numbers: ``severe_cyber <= 3e-2 per year at 85% for x1.api``."""

    quantity: Ref
    relation: Relation
    value: Number
    per: str | None
    confidence: Number
    subject: Ref | None


@dataclass(frozen=True, slots=True)
class CarryingOver:
    """That a result for one configuration bears on another, argued by a goal."""

    source: Ref
    target: Ref
    by: Ref


@dataclass(frozen=True, slots=True)
class Undeveloped:
    """The argument stops here, knowingly (GSN v3, 1:2.2.3)."""

    why: Text | None = None
    due: date | None = None


@dataclass(frozen=True, slots=True)
class Defeat:
    """An element, or one relationship of it, that its author gives up."""

    edge: Edge | None
    why: Text


@dataclass(frozen=True, slots=True)
class Watch:
    """The indicator that voids an assumption, and the value at which it does."""

    indicator: Text
    value: Number
    per: str | None


@dataclass(frozen=True, slots=True)
class Raising:
    by: Ref
    on: date | None


@dataclass(frozen=True, slots=True)
class Consequence:
    """How bad a hazard is: ``damage >= 1e9 USD``."""

    measure: str
    relation: Relation
    value: Number
    unit: str | None


@dataclass(frozen=True, slots=True)
class Definition:
    """What a quantity is made of; ``complete_by`` is the goal that argues that nothing is missing."""

    expression: Expression
    complete_by: Ref | None


@dataclass(frozen=True, slots=True)
class Condition:
    """The prefixes of a chain under which a probability holds."""

    prefixes: tuple[tuple[Ref, ...], ...]
    by: Ref | None


@dataclass(frozen=True, slots=True)
class Bridge:
    """From what was measured to the world: ``1.5 times range_novice by G12 at 99%``."""

    factor: Number | None
    proxy: Ref
    by: Ref
    confidence: Number


@dataclass(frozen=True, slots=True)
class Licence:
    """An argued relation between events: mutual independence, positive association, or exclusion."""

    members: tuple[Ref, ...]
    given: tuple[Ref, ...]
    by: Ref


@dataclass(frozen=True, slots=True)
class CommonCause:
    """The beta-factor model of a group of events."""

    factor: Ref
    members: tuple[Ref, ...]
    given: tuple[Ref, ...]
    by: Ref


@dataclass(frozen=True, slots=True)
class Reduction:
    """What a mitigation reduces: the quantity with it, and without it."""

    quantity: Ref
    unmitigated: Ref
    by: Ref


@dataclass(frozen=True, slots=True)
class File:
    path: Text
    sha256: str | None


@dataclass(frozen=True, slots=True)
class Performer:
    """Who gives the evidence, and with which access to the system."""

    actor: Ref
    access: str | None


@dataclass(frozen=True, slots=True)
class Content:
    """Something that a record holds, and where in it."""

    name: str
    at: Text | None


@dataclass(frozen=True, slots=True)
class Measured:
    quantity: Ref
    measurement: Measurement


@dataclass(frozen=True, slots=True)
class Share:
    """The part of a claim's doubt that is set aside for a quantity before the data are seen."""

    quantity: Ref
    percentage: Number


@dataclass(frozen=True, slots=True)
class Chips:
    type: str
    count: Number


@dataclass(frozen=True, slots=True)
class Incident:
    """An incident: its type, the day its reporter became aware, the day of the report."""

    type: str
    aware: date
    reported: date | None
    text: Text
