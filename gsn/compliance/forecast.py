"""When the tier of a model changes: revisions that are due, versions that come and go, a gain that is assumed.

A forecast decides nothing. What it assumes is said with it, and what nobody knows stays open.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import NamedTuple

from gsn.argument import Argument
from gsn.compliance.account import Answer
from gsn.compliance.assumptions import Assumed, in_words
from gsn.compliance.compute import sums_of
from gsn.compliance.declared import Declared, declared_by
from gsn.compliance.reaching import reaching_of
from gsn.compliance.thresholds import Revisions, gain_after, repeated, revisions_of, with_factors
from gsn.compliance.tiers import reached_in
from gsn.model.number import Number
from gsn.treaty.force import why_not_in_force
from gsn.treaty.kinds import Kind
from gsn.treaty.profile import Item, Profile
from gsn.treaty.record import Threshold, When

_MONTH = timedelta(days=30)
"""Steps in which a day is looked for on which a falling threshold is reached."""

_ONE_DAY = timedelta(days=1)


class Subject(NamedTuple):
    """A profile that is forecast: how it is loaded on a day, and the days on which that may give another."""

    on: Callable[[date], Profile]
    turning_days: tuple[date, ...]


class Row(NamedTuple):
    """What holds from a day on: of a tier, or of the profile as a whole where ``tier`` is empty.

    ``state`` is ``reached``, ``below``, ``undetermined`` or, where the tier is in no version that holds, ``absent``; of
    a whole profile ``in force`` or ``not in force``.
    """

    day: date
    profile: str
    tier: str
    state: str
    why: str


class Point(NamedTuple):
    """A threshold from a day on, in FLOP; none where nobody knows it, or where there is none."""

    day: date
    value: Fraction | None


class Course(NamedTuple):
    """A tier's threshold of training compute over time, to be read as straight between points on a logarithmic axis."""

    profile: str
    tier: str
    points: tuple[Point, ...]


class Compute(NamedTuple):
    """What the model's compute lies between, over all ways of counting: ``high`` is none where a part is missing."""

    low: Fraction
    high: Fraction | None
    declared_high: Fraction


@dataclass(frozen=True, slots=True)
class Forecast:
    """Rows in the order of their days: first what holds on the day of the forecast, then what changes."""

    system: str
    start: date
    assumed: Assumed
    assumptions: tuple[str, ...]
    rows: tuple[Row, ...]
    courses: tuple[Course, ...]
    compute: Compute | None

    @property
    def changes(self) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if row.day > self.start)


_STATES = {Answer.YES: "reached", Answer.NO: "below", Answer.OPEN: "undetermined"}


def forecast(argument: Argument, subjects: Sequence[Subject], assumed: Assumed) -> Forecast:
    """How the tiers of profiles will hold of the system that a case is about.

    Args:
        argument: The case, on the day from which it is forecast.
        subjects: The profiles.
        assumed: Until when, and what is assumed.
    """
    declared = declared_by(argument)
    told = [_Told(declared, tuple(_turns(each, argument.as_of, assumed.until)), assumed) for each in subjects]
    rows = sorted((row for each in told for row in each.rows()), key=lambda row: row.day)
    return Forecast(
        system=declared.name,
        start=argument.as_of,
        assumed=assumed,
        assumptions=tuple(in_words(assumed, argument.as_of, _first_revisions(told))),
        rows=tuple(rows),
        courses=tuple(course for each in told for course in each.courses()),
        compute=_compute(declared),
    )


def _compute(declared: Declared) -> Compute | None:
    if not declared.compute:
        return None
    sums = sums_of(declared.compute, None)
    return Compute(sums.least, sums.most, sums.high(sums.largest))


def _first_revisions(told: Sequence[_Told]) -> dict[tuple[str, str], Revisions]:
    """When each tier of the day of the forecast is revised."""
    return {(each.name, tier): revisions for each in told for tier, revisions in each.turns[0].revisions.items()}


class _Turn(NamedTuple):
    """A profile from a day on until it may be another, and since when the version holds that holds in it."""

    day: date
    profile: Profile
    revisions: Mapping[str, Revisions]
    since: date


class _Span(NamedTuple):
    """A time in which nothing jumps."""

    first: date
    last: date
    turn: _Turn


def _turns(subject: Subject, start: date, until: date) -> Iterator[_Turn]:
    since, version = start, subject.on(start).version
    for day in (start, *sorted(day for day in subject.turning_days if start < day <= until)):
        profile = subject.on(day)
        if profile.version != version:
            since, version = day, profile.version
        tiers = profile.of_kind(Kind.TIER)
        revisions = {tier.name: revisions_of(tier, profile, start, until) for tier in tiers}
        yield _Turn(day, profile, revisions, since)


@dataclass(frozen=True, slots=True)
class _Told:
    """One profile over time."""

    declared: Declared
    turns: tuple[_Turn, ...]
    assumed: Assumed

    @property
    def name(self) -> str:
        return self.turns[0].profile.name

    @property
    def start(self) -> date:
        return self.turns[0].day

    def spans(self) -> Iterator[_Span]:
        """The times in which nothing jumps, one after the other."""
        ends = [turn.day - _ONE_DAY for turn in self.turns[1:]]
        for turn, end in zip(self.turns, [*ends, self.assumed.until], strict=True):
            jumps = sorted({day for each in turn.revisions.values() for day in self._jumps(each, turn, end)})
            lasts = [day - _ONE_DAY for day in jumps]
            for first, last in zip([turn.day, *jumps], [*lasts, end], strict=True):
                yield _Span(first, last, turn)

    def _jumps(self, revisions: Revisions, turn: _Turn, end: date) -> Sequence[date]:
        """The days of a turn on which a revision changes something: the first alone where nobody knows its figure."""
        known = self.assumed.factor(turn.profile.name) is not None
        past = revisions.between(turn.since, end)
        return [day for day in (past if known else past[:1]) if day > turn.day]

    # A profile on a day

    def on(self, span: _Span, day: date) -> tuple[Profile, dict[str, str]]:
        """A profile with the thresholds of a day, and why those of some tiers are not known.

        A version that comes into force later than a revision states its figures anew.
        """
        profile, turn = span.turn.profile, span.turn
        factor = self.assumed.factor(profile.name)
        revised: dict[str, Fraction] = {}
        unknown: dict[str, str] = {}
        for tier, revisions in turn.revisions.items():
            past = revisions.between(turn.since, day)
            if past and factor is not None:
                revised[tier] = repeated(factor, len(past))
            elif past:
                by = f" by `{revisions.by}`" if revisions.by else ""
                unknown[tier] = f"it is due to be revised{by} on {past[0]}, to a figure that nobody knows"
        gained = gain_after(self.assumed.efficiency, (day - self.start).days)
        return with_factors(profile, revised, gained), unknown

    def states(self, span: _Span, day: date) -> dict[str, tuple[str, str]]:
        """The state of every tier on a day, and why."""
        on_the_day, unknown = self.on(span, day)
        reaching = reaching_of(self.declared, on_the_day)
        found = {}
        for tier in on_the_day.of_kind(Kind.TIER):
            if tier.name in unknown:
                found[tier.name] = _STATES[Answer.OPEN], unknown[tier.name]
            else:
                reached, why, _ = reached_in(tier, reaching)
                found[tier.name] = _STATES[reached], why
        return found

    # What changes

    def rows(self) -> Iterator[Row]:
        """What holds on the day of the forecast, and then every change."""
        before: dict[str, tuple[str, str]] = {}
        force_before: tuple[bool, str | None] | None = None
        for span in self.spans():
            profile = span.turn.profile
            force = (why_not_in_force(profile) is None, profile.version)
            if force != force_before:
                yield self._force(span.first, profile)
            force_before = force
            for day, states in self._within(span):
                yield from self._changed(day, before, states)
                before = states

    def _within(self, span: _Span) -> Iterator[tuple[date, dict[str, tuple[str, str]]]]:
        """The states with which a span begins, and those that a falling threshold brings, each with its first day."""
        day: date | None = span.first
        while day is not None:
            states = self.states(span, day)
            yield day, states
            day = self._next_change(span, day, states)

    def _force(self, day: date, profile: Profile) -> Row:
        why = why_not_in_force(profile)
        version = f"version `{profile.version}` holds" if profile.version is not None else ""
        state = "in force" if why is None else "not in force"
        return Row(day, profile.name, "", state, "; ".join(part for part in (why or "", version) if part))

    def _changed(
        self, day: date, before: Mapping[str, tuple[str, str]], states: Mapping[str, tuple[str, str]]
    ) -> Iterator[Row]:
        for tier, (state, why) in states.items():
            if tier not in before or before[tier][0] != state:
                yield Row(day, self.name, tier, state, why)
        for tier in before:
            if tier not in states:
                yield Row(day, self.name, tier, "absent", "the version that holds has no such tier")

    def _next_change(self, span: _Span, day: date, states: Mapping[str, tuple[str, str]]) -> date | None:
        """The first later day of a span on which a tier has another state."""
        if self.assumed.efficiency == 1:
            return None
        same = day
        while same < span.last:
            other = min(same + _MONTH, span.last)
            if not _same(states, self.states(span, other)):
                return self._first_other(span, same, other, states)
            same = other
        return None

    def _first_other(self, span: _Span, same: date, other: date, states: Mapping[str, tuple[str, str]]) -> date:
        """The first day with other states, between one that has the same and one that has others."""
        while other - same > _ONE_DAY:
            middle = same + (other - same) // 2
            if _same(states, self.states(span, middle)):
                same = middle
            else:
                other = middle
        return other

    # Thresholds, to be drawn

    def courses(self) -> Iterator[Course]:
        points: dict[str, list[Point]] = {}
        for span in self.spans():
            for day in (span.first, span.last):
                on_the_day, unknown = self.on(span, day)
                tiers = {tier.name: tier for tier in on_the_day.of_kind(Kind.TIER)}
                for name in dict.fromkeys([*points, *tiers]):
                    value = _figure(tiers[name]) if name in tiers and name not in unknown else None
                    points.setdefault(name, []).append(Point(day, value))
        for tier, course in points.items():
            if any(point.value is not None for point in course):
                yield Course(self.name, tier, tuple(course))


def _same(states: Mapping[str, tuple[str, str]], others: Mapping[str, tuple[str, str]]) -> bool:
    return all(others[tier][0] == state for tier, (state, _) in states.items())


def _figure(tier: Item) -> Fraction | None:
    """The first threshold of training compute that a tier has in numbers."""
    when: When | None = tier.one("when")
    tests = [test for conjunction in when.alternatives for test in conjunction] if when is not None else []
    for test in tests:
        if isinstance(test, Threshold) and test.measure.name == "training_compute" and isinstance(test.value, Number):
            return test.value.exact
    return None
