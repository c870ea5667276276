"""The figures of a limit, and why none can be held against one of them.

A limit on a probability is one on events: a claim `per deployment` bounds the probability of at least one event over a
deployment (calculus, rule 15).
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from gsn.compliance.account import Kept, Want, Wanting
from gsn.model.number import Number, Relation
from gsn.risk.figures import figure
from gsn.risk.units import singular
from gsn.treaty.profile import Item
from gsn.treaty.record import Band, Bound, Increase, Tolerability, Unset

DECIDING = frozenset(
    {"on", "frequency", "probability", "increase", "tolerability", "bands", "judged_by", "admits", "applies_per"}
)
"""What decides a limit: where a line of it could not be read, nothing is concluded."""

_OF_SEVERAL_SYSTEMS = frozenset({"developer", "company", "state", "party", "states_party"})
"""What may have several systems, of which a case is about one."""


class Figure(NamedTuple):
    """The most that is allowed, per ``unit``; with ``per_event`` of a probability, of at least one event per unit.

    ``value`` is none where only bands are stated, and not which of them is asked for. ``increase`` is true where it is
    the most that a baseline may be exceeded by. ``intolerable`` is the figure above which nothing is tolerated, where
    below it somebody judges.
    """

    strict: bool
    value: Number | Unset | None
    unit: str | None
    probability: bool
    confidence: Number | Unset | None
    increase: bool = False
    intolerable: Number | None = None

    @property
    def allowed(self) -> Fraction | None:
        return self.value.exact if isinstance(self.value, Number) else None

    @property
    def in_words(self) -> str:
        """``at most 1e-2 per year``; empty where nothing is asked for in figures."""
        if self.allowed is None:
            return ""
        return f"{'less than' if self.strict else 'at most'} {figure(self.allowed, self.unit)}"

    @property
    def ceiling(self) -> Fraction | None:
        """The figure above which it is exceeded, whoever judges."""
        return self.intolerable.exact if self.intolerable is not None else self.allowed


def figures_of(limit: Item) -> Iterator[Figure]:
    """Every figure that a limit states: each has to be kept."""
    for name in ("frequency", "probability"):
        bound: Bound | None = limit.one(name)
        if bound is not None:
            yield _figure(bound, probability=name == "probability", increase=bound.over_baseline)
    increase: Increase | None = limit.one("increase")
    if increase is not None:
        yield _figure(increase.bound, probability=increase.measure == "probability", increase=True)
    band: Tolerability | None = limit.one("tolerability")
    if band is not None:
        per = singular(band.per) if band.per is not None else None
        below = band.broadly_acceptable_below
        yield Figure(
            strict=True,
            value=below,
            unit=per,
            probability=False,
            confidence=None,
            intolerable=band.intolerable_above,
        )
    bands: tuple[Band, ...] = limit.all("bands")
    if bands and not any(limit.one(name) is not None for name in ("frequency", "probability", "increase")):
        unit = singular(bands[0].per) if bands[0].per is not None else None
        yield Figure(strict=True, value=None, unit=unit, probability=False, confidence=None)


def _figure(bound: Bound, *, probability: bool, increase: bool) -> Figure:
    unit = bound.per or (bound.over if probability else None)
    return Figure(
        strict=bound.relation is Relation.BELOW,
        value=bound.value,
        unit=singular(unit) if unit is not None else None,
        probability=probability,
        confidence=bound.confidence,
        increase=increase,
    )


def band_of(limit: Item, bound: Fraction, unit: str | None) -> Band | None:
    """The half-open band that a bound lies in, of those in its unit."""
    for band in limit.all("bands"):
        per = singular(band.per) if band.per is not None else None
        if per == unit and band.low.exact <= bound < band.high.exact:
            found: Band = band
            return found
    return None


def unstated(asked: Figure) -> tuple[Kept, Want] | None:
    """Why no claim can keep a figure, whatever is proved: what the profile leaves open."""
    if isinstance(asked.value, Unset):
        return Kept.UNSET, _profile_lacks("the figure is still to be set")
    if asked.value is None:
        return Kept.OPEN, _profile_lacks("which of its bands is asked for is not stated")
    if isinstance(asked.confidence, Unset):
        return Kept.UNSET, _profile_lacks("the confidence at which it is to be shown is still to be set")
    if asked.unit is None:
        what = "over which period or of how many" if asked.probability else "per which unit"
        return Kept.OPEN, _profile_lacks(f"the profile does not say {what} the figure is")
    if asked.confidence is None:
        return Kept.OPEN, _profile_lacks("the profile states no confidence, so that no claim can be held against it")
    return None


def whole_profile_lacks(limit: Item) -> Want | None:
    """What a limit leaves open beside its figures."""
    if limit.lost & DECIDING:
        return _profile_lacks("a line of it could not be read")
    per: str | None = limit.one("applies_per")
    if per in _OF_SEVERAL_SYSTEMS:
        return _profile_lacks(f"it holds for all that one {per} has together, and a case is about one system")
    return None


def _profile_lacks(message: str) -> Want:
    return Want(Wanting.STATEMENT, message)
