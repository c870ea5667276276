"""Denominators of frequencies, and what one is worth in another.

A year is somewhere in [8760, 8784] hours and a month in [672, 744], and twelve months are a year; a conversion takes
the end that is worse for the side that is being bounded. Any other denominator (`demand`, `reactor-year`, `decision`)
is itself and converts to nothing. Trusted: the kernel converts with these factors.
"""

from __future__ import annotations

from fractions import Fraction
from types import MappingProxyType
from typing import NamedTuple


class Span(NamedTuple):
    """How long a unit of time lasts, at least and at most, in hours."""

    shortest: Fraction
    longest: Fraction


def _exactly(hours: Fraction | int) -> Span:
    return Span(Fraction(hours), Fraction(hours))


_HOURS = MappingProxyType(
    {
        "second": _exactly(Fraction(1, 3600)),
        "minute": _exactly(Fraction(1, 60)),
        "hour": _exactly(1),
        "day": _exactly(24),
        "week": _exactly(168),
        "month": Span(Fraction(672), Fraction(744)),
        "year": Span(Fraction(8760), Fraction(8784)),
        "decade": Span(Fraction(87_600), Fraction(87_840)),
        "century": Span(Fraction(876_000), Fraction(878_400)),
    }
)
_MONTHS = MappingProxyType({"month": 1, "year": 12, "decade": 120, "century": 1200})
"""Calendar units among themselves are exact: twelve months are a year, whichever months they are."""

TIMES = frozenset(_HOURS)
"""Units of time; every other unit is a denominator of its own."""


def singular(unit: str) -> str:
    """`years` is `year`: a unit's one name."""
    if unit == "centuries":
        return "century"
    return unit[:-1] if unit.endswith("s") and unit[:-1] in TIMES else unit


def convertible(source: str, target: str) -> bool:
    """Whether a figure per one unit can be had per another."""
    return source == target or (source in TIMES and target in TIMES)


def upper_factor(source: str, target: str) -> Fraction | None:
    """What ``u`` per source is multiplied with to be at least as much per target; nothing where neither is the other's.

    The target at its longest holds the most of the shortest sources.
    """
    return _factor(source, target, longest_target=True)


def lower_factor(source: str, target: str) -> Fraction | None:
    """What ``l`` per source is multiplied with to be at most as much per target."""
    return _factor(source, target, longest_target=False)


def _factor(source: str, target: str, *, longest_target: bool) -> Fraction | None:
    if source == target:
        return Fraction(1)
    if source not in TIMES or target not in TIMES:
        return None
    if source in _MONTHS and target in _MONTHS:
        return Fraction(_MONTHS[target], _MONTHS[source])
    held, holder = _HOURS[source], _HOURS[target]
    return holder.longest / held.shortest if longest_target else holder.shortest / held.longest
