"""A case's problem in numbers: what is claimed, of what, from what, and what nothing may rest on.

It is extracted from the texts by whoever checks, never from a certificate. The search and the kernel both read it and
share nothing else. Every number is exact.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from typing import NamedTuple, TypeAlias

from gsn.model.number import Relation
from gsn.model.reference import Identity
from gsn.risk.term import Prefix, Term


class Dimension(StrEnum):
    """What a quantity's number is: a probability in [0, 1], or an expected number of events per something."""

    PROBABILITY = "probability"
    FREQUENCY = "frequency"


class Side(StrEnum):
    """From which side a bound holds its quantity."""

    UPPER = "upper"
    LOWER = "lower"


class LicenceKind(StrEnum):
    """What a goal argues about events."""

    INDEPENDENT = "independent"
    ASSOCIATED = "associated"
    EXCLUSIVE = "exclusive"
    COMMON_CAUSE = "common cause"


class Bridge(NamedTuple):
    """``bounded by f times p by G at c``: the quantity is at most ``factor`` times the proxy (calculus, rule 19)."""

    factor: Fraction
    proxy: Identity
    by: Identity
    doubt: Fraction


class Licence(NamedTuple):
    """An argued relation between events under one condition. ``factor`` is a common cause's beta.

    ``owner`` and ``position`` say which clause it is: a licence holds wherever its events are, not under its owner
    alone.
    """

    kind: LicenceKind
    members: tuple[Identity, ...]
    given: Prefix
    by: Identity
    owner: Identity
    position: int
    factor: Identity | None = None


@dataclass(frozen=True, slots=True)
class Quantity:
    """A hazard, scenario, frequency or probability.

    ``conditions`` are the prefixes under which it holds: declared, or taken from where it is used; ``((),)`` where it
    is unconditional. ``flaw`` says why nothing may be derived about it, if so (its condition or its dimension is
    contradictory, or it is defined by itself).
    """

    identity: Identity
    dimension: Dimension | None
    unit: str | None
    hazard: bool
    definition: Term | None
    complete_by: Identity | None
    conditions: tuple[Prefix, ...]
    condition_by: Identity | None
    bridges: tuple[Bridge, ...]
    flaw: str | None = None


@dataclass(frozen=True, slots=True, order=True)
class ClaimId:
    """A goal's claim: the goal, and which of its claims."""

    goal: Identity
    position: int


class Claim(NamedTuple):
    """``claim q <= v per unit at c for subject``. ``doubt`` is 1 - c."""

    id: ClaimId
    quantity: Identity
    relation: Relation
    value: Fraction
    unit: str | None
    doubt: Fraction
    subject: Identity | None

    @property
    def side(self) -> Side:
        return Side.UPPER if self.relation in {Relation.AT_MOST, Relation.BELOW} else Side.LOWER

    def holds(self, bound: Fraction) -> bool:
        """Whether a bound of the claim's side and unit entails it (calculus, rule 2)."""
        match self.relation:
            case Relation.AT_MOST:
                return bound <= self.value
            case Relation.BELOW:
                return bound < self.value
            case Relation.AT_LEAST:
                return bound >= self.value
            case Relation.ABOVE:
                return bound > self.value


class Counted(NamedTuple):
    """Events in independent trials. A log may leave open how many: ``least`` to ``most``."""

    least: int
    most: int
    trials: int
    anytime: bool = False


class Compared(NamedTuple):
    """Events with and without, for an increase."""

    events: int
    trials: int
    baseline_events: int
    baseline_trials: int


class Observed(NamedTuple):
    """Events one at a time, in an exposure of so many units."""

    events: int
    exposure: Fraction
    unit: str


class Believed(NamedTuple):
    """What experts believe: between ``low`` and ``high`` at a probability of ``1 - doubt``."""

    low: Fraction | None
    high: Fraction
    unit: str | None
    doubt: Fraction
    central: bool


class GivenPrior(NamedTuple):
    """No event in so many trials, after an argued prior P(q <= value) >= belief (calculus, rule 18)."""

    trials: int
    value: Fraction
    belief: Fraction
    by: Identity


Result: TypeAlias = Counted | Compared | Observed | Believed | GivenPrior


@dataclass(frozen=True, slots=True, order=True)
class MeasurementId:
    """A record's measurement: the record, and which of its measurements."""

    record: Identity
    position: int


@dataclass(frozen=True, slots=True)
class Measurement:
    """What one record says that it measured.

    ``result`` is nothing where the record's numbers could not be had (a log that cannot be read): it is charged all
    the same. ``accepted`` is whether the record's state is accepted. ``presumed`` are goals and assumptions that argue
    what the count presumes. ``share`` is the part of a step's doubt that was set aside for it before the data were
    there. ``flaw`` says why no bound follows from it, if so.
    """

    id: MeasurementId
    quantity: Identity
    result: Result | None
    accepted: bool
    subject: Identity | None
    presumed: tuple[Identity, ...]
    share: Fraction | None = None
    flaw: str | None = None


class Reach(NamedTuple):
    """What directly supports a goal, and by which ways: each the strategies and solutions between, from the goal down.

    ``target`` is a goal or a record.
    """

    target: Identity
    ways: tuple[tuple[Identity, ...], ...]


class Step(NamedTuple):
    """All that directly supports a goal: together one inference (GSN v3, 1:2.2.4)."""

    goals: tuple[Reach, ...]
    records: tuple[Reach, ...]


class Carrying(NamedTuple):
    """That a result for one configuration bears on another, argued by a goal."""

    source: Identity
    target: Identity
    by: Identity


class Limit(NamedTuple):
    """What a regulator admits for the sum of some hazards (calculus, rule 21). ``unit`` is none for a probability.

    ``window`` turns a limit on the probability of at least one event within so many units into one on frequencies
    (rule 15). ``subject`` is the configuration that it is held for: claims for it count, and claims for none.
    ``admits_belief`` is whether a bound counts that rests on what experts believe.
    """

    name: str
    hazards: tuple[Identity, ...]
    strict: bool
    value: Fraction
    unit: str | None
    doubt: Fraction
    window: tuple[Fraction, str] | None = None
    subject: Identity | None = None
    admits_belief: bool = True


@dataclass(frozen=True)
class Problem:
    """The whole of it.

    ``marks`` says of an element why nothing may rest on it (undeveloped, in doubt, defeated, evidence that is not
    accepted, …); ``marked_edges`` says the same of relationships. ``below`` is everything that an element rests on:
    support, context, definitions, licences, bridges and priors together. ``scopes`` are the contexts and assumptions
    attached to an element.
    """

    quantities: Mapping[Identity, Quantity]
    licences: tuple[Licence, ...]
    claims: Mapping[ClaimId, Claim]
    measurements: Mapping[MeasurementId, Measurement]
    steps: Mapping[Identity, Step]
    carrying: Mapping[Identity, tuple[Carrying, ...]]
    scopes: Mapping[Identity, tuple[Identity, ...]]
    marks: Mapping[Identity, tuple[str, ...]]
    marked_edges: Mapping[tuple[Identity, Identity], str]
    below: Mapping[Identity, tuple[Identity, ...]]
    limits: tuple[Limit, ...] = ()

    @cached_property
    def digest(self) -> str:
        """SHA-256 of all of it, which a certificate names so that it serves for no other case."""
        made = hashlib.sha256()
        for field in fields(self):
            held = getattr(self, field.name)
            items = sorted(held.items()) if isinstance(held, Mapping) else held
            made.update(f"{field.name}={len(held)}\n".encode())
            for item in items:
                made.update(f"{item!r}\n".encode())
        return made.hexdigest()
