"""What a forecast assumes, and how it is said: in figures, and in sentences that stand with every result."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from gsn.compliance.comparing import amount, listed
from gsn.compliance.thresholds import Revisions


@dataclass(frozen=True, slots=True)
class Assumed:
    """What is assumed.

    ``efficiency`` is by how much less compute the same model takes after a year, 1 for no gain; ``revision`` is what a
    revision multiplies a threshold by, none where nobody knows; ``revisions`` the same for single profiles, by name.
    """

    until: date
    efficiency: Fraction = Fraction(1)
    revision: Fraction | None = None
    revisions: Mapping[str, Fraction] = field(default_factory=dict)

    def factor(self, profile: str) -> Fraction | None:
        """What a revision multiplies the thresholds of a profile by; none where nobody knows."""
        return self.revisions.get(profile, self.revision)


def in_words(assumed: Assumed, start: date, revisions: Mapping[tuple[str, str], Revisions]) -> Iterator[str]:
    """Every assumption as a sentence without its full stop.

    Args:
        assumed: What is assumed.
        start: The day of the forecast.
        revisions: When each tier is revised, by the names of its profile and of itself.
    """
    yield "the model, and what the case declares of it, stays as it is"
    yield "no status changes: nothing foresees a ratification, a veto or a repeal"
    if assumed.efficiency == 1:
        yield "no gain in algorithmic efficiency (`--efficiency`) is taken off any threshold"
    else:
        times = amount(assumed.efficiency, None)
        yield f"algorithms take {times} times less compute each year, and every threshold of compute falls by as much"
    if assumed.revision is not None:
        yield f"each revision multiplies a threshold by {amount(assumed.revision, None)}"
    for name, factor in assumed.revisions.items():
        yield f"each revision of `{name}` multiplies a threshold by {amount(factor, None)}"
    yield from _of_revisions(assumed, start, revisions)


def _of_revisions(assumed: Assumed, start: date, revisions: Mapping[tuple[str, str], Revisions]) -> Iterator[str]:
    dated = {names: each for names, each in revisions.items() if each.days}
    if from_today := [names for names, each in dated.items() if not each.recorded]:
        yield f"no review of {_named(from_today)} is on record: revisions are counted from {start}"
    if unknown := [names for names in dated if assumed.factor(names[0]) is None]:
        yield f"what a revision makes of {_named(unknown)} is not known, and not assumed (`--revision`)"
    if at_any_time := [names for names, each in revisions.items() if each.by and not each.days]:
        yield f"{_named(at_any_time)} may be revised on any day: the figure is taken to stand"


def _named(tiers: list[tuple[str, str]]) -> str:
    return listed(f"{profile} {tier}" for profile, tier in tiers)
